"""Who was there, told without a label: a roll call ("Ada, present"), and names behind a word for those who were there."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.labels import Label
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.passages import Passage
from hallway.schema.gazetteer import gazetteers

_ANSWER = CuedPattern(
    rf"\W{{0,4}}(?P<who>{names.FULL.pattern}|[{UPPER}][\w’'-]{{1,25}})(?:\s*\([^()\n]{{1,40}}\))?\s*[,:–—-]\s*(?:(?P<here>présent(?:e|\(e\)|·e)?|present|here)|(?P<away>absent(?:e|\(e\)|·e)?|excusée?|excused))\b",
    re.I,
)
_THERE = CuedPattern(
    r"\b(?:participant(?:e?s|·e·s|\(e\)s)|bénévoles|volontaires|présents|(?:nouvelles|nouveaux) (?:têtes|venus|visages|membres|participants)|organisateurs présents|camarades|compagnons"
    r"|participants|attendees|volunteers|newcomers|new faces|familiar faces)\b[^.:;!?()\n]{0,60}:[ \t]*(?=\S)",
    re.I,
)
_AWAY = re.compile(r"\b(?:absente?s?|excusée?s?|prochaine?s?|futurs?|ancien(?:ne)?s|inscrits|n[’']ont|pas pu|absentees|next|future|former|missing)\b", re.I)
_SENTENCE_END = re.compile(rf"[.!?;:](?=\s+[{UPPER}«\"(]|\s*$)|\n|[!?]")
_OTHERS = re.compile(r"^(?:les |tous les |toutes les |quelques |plusieurs |some |many )?(?:autres|others|more|j[’']en oublie|etc)\b", re.I)
_CALLED = 3  # entries that make a list a roll call


class RollCalls:
    """Finds the people of roll calls and of lists behind a word for those who were there."""

    name = "roll-calls"

    def extract(self, draft: Draft) -> None:
        """Add mentions, and a record of each list to ``draft.labels``."""
        labelled = {person.passage.index for label in draft.labels for person in label.people}
        self._called(draft, labelled)
        for passage in draft.passages:
            if passage.quoted or passage.index in labelled:
                continue
            for match in _THERE.finditer(passage):
                start = next((i for i, j in passage.sentences if i <= match.start() < j), 0)
                if not _AWAY.search(passage.text, start, match.end()):
                    self._listed(draft, passage, match.end())

    @staticmethod
    def _called(draft: Draft, labelled: set[int]) -> None:
        """Items that each hold a name and an answer."""
        groups: dict[int, list[Passage]] = {}
        for passage in draft.passages:
            if passage.kind == "item" and not passage.quoted and passage.index not in labelled:
                groups.setdefault(passage.parent.index if passage.parent else -1, []).append(passage)
        for group in groups.values():
            found = [(p, m) for p in group if (m := _ANSWER.match(p))]
            if len(found) < _CALLED or 3 * len(found) < 2 * len(group):
                continue
            lists = {"attendee": [m for m in found if m[1].group("here")], "absent": [m for m in found if m[1].group("away")]}
            for role, answers in lists.items():
                people = [draft.mention(p, *m.span("who"), "Person", f"{role}-list", 0.88) for p, m in answers]
                if people:
                    draft.labels.append(Label(role, answers[0][0], people, {}))

    @staticmethod
    def _listed(draft: Draft, passage: Passage, at: int) -> None:
        """ "The participants of the evening: Ada, Bob and Chloé"; small letters do where nearly all are given names."""
        end = next((m.start() for m in _SENTENCE_END.finditer(passage.text, at)), len(passage.text))
        spans = [(at + i, at + j) for i, j in names.split_names(passage.text[at:end])]
        spans = [(i, j) for i, j in spans if not _OTHERS.match(passage.text[i:j])]
        if len(spans) < 2:
            return
        shaped = [_shaped(passage, i, j) for i, j in spans]
        small = sum(passage.text[i].islower() for i, _ in spans)
        if not all(shaped) and (len(spans) < 5 or sum(shaped) < 0.8 * len(spans)):
            return
        known = sum(names.given(passage.text[i:j].split()[0].capitalize()) for i, j in spans)
        if 2 * known < len(spans) or (small and (len(spans) < 3 or known < 0.7 * len(spans))):
            return
        people: list[Mention] = [
            draft.mention(passage, i, j, "Person", "there-list", 0.88) for (i, j), good in zip(spans, shaped, strict=True) if good
        ]
        draft.labels.append(Label("met", passage, people, {}))


_SMALL = re.compile(rf"[{LOWER}]{{3,20}}(?:-[{LOWER}]{{2,20}})?")


def _shaped(passage: Passage, i: int, j: int) -> bool:
    """Whether an entry is a name: full, single, linked, or a given name in small letters."""
    text = passage.text[i:j]
    if names.looks_full(text) or names.INITIALLED.fullmatch(text) or names.HANDLE.fullmatch(text):
        return True
    if _SMALL.fullmatch(text):
        return names.given(text.capitalize())
    known = gazetteers()
    return (bool(names.SINGLE.fullmatch(text)) and not known.is_city(text) and known.organizations.get(text) is None) or names.looks_single(text)
