"""Talks whose heading stands over a line of nothing but names: "## Weaving by hand", "_Talk, 45 minutes_", "**Ada Byron**"."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.events import SPRINTS
from hallway.extractors.labels import section_role
from hallway.extractors.links import profile_handle
from hallway.extractors.passages import Passage
from hallway.extractors.talk_lines import NOUNS, lead
from hallway.extractors.talks import BREAK, TalkLine, mention_talk, title_passages

_SLOT = re.compile(
    rf"\W*(?:(?:format|durée|duration|length|niveau|level|track|salle|room|type)\b[^.!?\n]{{0,60}}|(?:format\s+)?(?:{NOUNS}|quickies?|hands[- ]on)\b[^.!?\n]{{0,24}}\d\s?(?:h\d{{0,2}}|m(?:in(?:ute)?s?)?)\b|\d{{1,3}}\s?(?:min(?:ute)?s?|mn)\b)\W*",
    re.I,
)
"""A line below a title that only tells what kind of slot it was: "Conference talk, 45 minutes"."""
_HEAD = 3
"""Passages below a heading among which its speakers stand."""


class SpeakersBelow:
    """Finds talks whose headings stand over their speakers' names, where two or more headings do."""

    name = "speakers-below"

    def extract(self, draft: Draft) -> None:
        """Add talk lines to ``draft.talks``."""
        if any(SPRINTS.search(p.text) for p in draft.passages[:2] if p.kind == "heading"):
            return  # there the names below a heading are those who worked on it
        lined = {line.passage.index: line for line in draft.talks}
        tops = title_passages(draft)
        groups: dict[tuple[int, int], list[tuple[Passage, bool, list[tuple[Passage, int, int]]]]] = {}
        for passage in draft.passages:
            if passage.kind != "heading" or passage.quoted or passage.index in tops:
                continue
            if BREAK.match(passage.text.strip('"“”«» ')) or section_role(passage) or not 3 < len(passage.text) < 160:
                continue
            slot, spans = _below(passage)
            if slot or spans:
                key = (passage.parent.index if passage.parent else -1, passage.block.level)
                groups.setdefault(key, []).append((passage, slot, spans))
        for group in groups.values():
            if len(group) < 2:
                continue
            slots = sum(slot for _, slot, _ in group) > 1
            for passage, slot, spans in group:
                if not spans and not (slot and slots):
                    continue
                line = lined.get(passage.index)
                if line is None:
                    at, _, rating = lead(passage.text)
                    talk = mention_talk(draft, passage, at, len(passage.text), "speakers-below", 0.86)
                    if not talk.name:
                        continue
                    line = TalkLine(passage, talk, [], {}, rating, "speakers-below", 0.86)
                    draft.talks.append(line)
                if not line.speakers and not line.labels:
                    line.speakers = [_speaker(draft, *span) for span in spans]


def _below(heading: Passage) -> tuple[bool, list[tuple[Passage, int, int]]]:
    """Whether a line below a heading tells the slot, and where the names stand that a line below it is made of."""
    slot = False
    for below in heading.children[:_HEAD]:
        if below.kind not in ("paragraph", "item"):
            break
        if len(below.text) < 80 and _SLOT.fullmatch(below.text):
            slot = True
            continue
        return slot, [(below, i, j) for i, j in _names(below)]
    return slot, []


def _names(passage: Passage) -> list[tuple[int, int]]:
    """Where the full names stand that a short passage is made of; none if it says anything else."""
    text = passage.text
    if len(text) > 120 or text.rstrip().endswith((".", "!", "?", ":")):
        return []
    profiles = {text[i:j].strip() for i, j, target in passage.links if profile_handle(target)}
    found = []
    for i, j in names.split_names(re.sub(r"\(?@[\w-]+\)?", lambda m: " " * len(m.group()), text)):
        part = text[i:j].strip("*_ ")
        i = text.index(part, i)
        if not (names.starts_with_first_name(part) or (part in profiles and names.given(part.split()[0]) and len(part.split()) < 6)):
            return []
        found.append((i, i + len(part)))
    return found


def _speaker(draft: Draft, passage: Passage, i: int, j: int) -> Mention:
    return draft.mention(passage, i, j, "Person", "speaker", 0.9)
