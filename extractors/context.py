"""What a passage stands under and a mention stands in: its event, its project, its talk, its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, EntityDraft, Mention, Party
from hallway.extractors.passages import Passage

_FIRST = CuedPattern(r"\b(?:I|we|my|our|us|je|j['’]|nous|notre|mon|ma|on)\b", re.I)


def event_here(draft: Draft, passage: Passage) -> Party | None:
    """The event a passage stands under: one its headings name, else the one the write-up reports on."""
    for above in passage.ancestors():
        if above.kind not in ("heading", "paragraph"):  # a paragraph over others opens a list
            continue
        named = [m for m in draft.mentions_in(above) if m.kind == "Event" and m.entity is not None]
        if len({id(m.entity) for m in named}) == 1:
            return named[0].entity
    return draft.event


def project_here(draft: Draft, passage: Passage) -> Party | None:
    """The software a passage is about: the one its heading names, else the write-up's."""
    return heading_project(draft, passage) or draft.project


def heading_project(draft: Draft, passage: Passage) -> Party | None:
    """The one software that the heading over a passage names."""
    for above in passage.ancestors():
        if above.kind == "heading":
            named = [m for m in draft.mentions_in(above) if m.group == "Software"]
            if len({id(m.entity) for m in named}) == 1:
                return named[0]
    return None


def speakers_here(draft: Draft, passage: Passage) -> list[Mention]:
    """Who gave the talk that a passage stands under; none if several did."""
    lines = {line.passage.index: line for line in draft.talks}
    for above in (passage, *passage.ancestors()):
        if above.index in lines:
            speakers = lines[above.index].speakers
            return speakers if len(speakers) == 1 else []
    return []


def talk_here(draft: Draft, passage: Passage) -> Party | None:
    """The talk a passage stands under."""
    lines = {line.passage.index: line for line in draft.talks}
    for above in (passage, *passage.ancestors()):
        if above.index in lines:
            return lines[above.index].talk
    return None


def entity_of(party: Party | str) -> EntityDraft | None:
    """The entity that a party of a fact is or stands for."""
    return party.entity if isinstance(party, Mention) else party if isinstance(party, EntityDraft) else None


def sentence_of(mention: Mention) -> tuple[Passage, int, int]:
    """The passage of a mention, and where its sentence begins and ends there."""
    sentences = mention.passage.sentences
    at = bisect_right(sentences, mention.i, key=lambda span: span[0]) - 1
    if at >= 0 and mention.i < sentences[at][1]:
        return mention.passage, sentences[at][0], max(sentences[at][1], mention.j)
    return mention.passage, mention.i, mention.j


def first_person_place(draft: Draft, event: EntityDraft) -> tuple[Passage, int, int] | None:
    """The first sentence that names the event in the first person, else the first that names it, else in the first person."""
    naming: tuple[Passage, int, int] | None = None
    other: tuple[Passage, int, int] | None = None
    named = {(m.passage.index, m.i) for m in event.mentions}
    for passage in draft.passages:
        if passage.quoted:
            continue
        for i, j in passage.sentences:
            here = any(p == passage.index and i <= at < j for p, at in named)
            if _FIRST.search(passage, i, j):
                if here:
                    return passage, i, j
                other = other or (passage, i, j)
            elif here:
                naming = naming or (passage, i, j)
    return naming or other
