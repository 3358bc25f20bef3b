"""Talks that the writer gave: the items below "the talks I gave this year:", and "my talk" where nothing names it better."""

from __future__ import annotations

import re

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage
from hallway.extractors.talks import TalkLine, mention_talk

_LIST = CuedPattern(
    r"\b(?:(?:talks?|presentations?|sessions?|tutorials?|workshops?|keynotes?) (?:that )?I(?:['’](?:ve|ll|d|m))? (?:\w+ ){0,3}?(?:gave|give|given|giving|presented|presenting|held|did|ran)"
    r"|(?:conférences|présentations|ateliers|exposés|talks|sujets) que j[’'](?:ai|avais) (?:\w+ )?(?:donnée?s?|présentée?s?|animée?s?|faite?s?)"
    r"|I(?:['’](?:ll|m)| will| am)? (?:\w+ ){0,3}?(?:speak|speaking|present|presenting|give talks|giving talks)\b|je (?:parlerai|présenterai|interviendrai|donnerai)|(?:slides|list) (?:of|for|from) (?:all )?my talks|mes (?:conférences|présentations|talks|interventions))\b",
    re.I,
)
_MINE = CuedPattern(
    r"\b(?P<talk>(?:my|mon|ma)\s+(?:(?:own|first|second|lightning|short|little|premier|première|seconde?|deuxième|propre|petite?)\s+)*(?:talk|keynote|presentation|tutorial|lightning talk|conférence|présentation|exposé|lightning))\b(?!\s+(?:proposal|submission|slot|was (?:not|rejected)))",
    re.I,
)


class OwnTalks:
    """Finds talks that the writer gave."""

    name = "own-talks"

    def extract(self, draft: Draft) -> None:
        """Add talk lines for listed ones, and a mention for "my talk"."""
        lined = {line.passage.index for line in draft.talks}
        for passage in draft.passages:
            above = passage.parent
            if passage.kind != "item" or above is None or passage.quoted or not _LIST.search(above, max(0, len(above.text) - 300)):
                continue
            span = _title(passage)
            if span is None:
                continue
            if passage.index in lined:
                draft.talks = [line for line in draft.talks if line.passage is not passage]
            talk = mention_talk(draft, passage, *span, "own-list", 0.94)
            if talk.name:
                draft.talks.append(TalkLine(passage, talk, [], {}, None, "own-list", 0.85))
        if any(line.rule == "own-list" for line in draft.talks):
            return
        for passage in draft.passages:
            if passage.quoted or passage.kind == "heading":
                continue
            for match in _MINE.finditer(passage):
                mention_talk(draft, passage, *match.span("talk"), "own-talk", 0.55)


def _title(passage: Passage) -> tuple[int, int] | None:
    """A link or what stands before a colon or dash, else the whole item."""
    text = passage.text
    for i, j, _ in passage.links:
        if i < 3 and len(text[i:j].split()) > 1:
            return i, j
    if cut := re.match(r"([^:–—\n]{6,140}?)\s*(?::|\s[-–—])\s", text):
        return cut.span(1)
    return (0, len(text)) if 1 < len(text.split()) < 20 else None
