"""Lines that look as if they held facts and gave none: where a rule or a name is missing, these show it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from hallway.extractors.names import FULL, HANDLE, looks_full
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Reading
from hallway.extractors.rules import RulePack

_LISTED = frozenset({"item", "cell", "field"})
_THINGS = frozenset({"Person", "Event", "Talk", "Project", "Tool", "Organization", "Place"})
_WORD = re.compile(r"\w+")
_LONGEST = 1000  # characters; longer lines are data, not prose


def unread(passages: Sequence[Passage], reading: Reading, packs: Mapping[str, RulePack]) -> tuple[tuple[int, int], ...]:
    """Return the spans of lines that seem to say something of which no fact came.

    Args:
        passages: of the document.
        reading: what was understood of it.
        packs: the rules that were at work, by language.

    Returns:
        Spans of the decoded source, in order, none touching another.
    """
    return tuple(passage.span(i, j) for passage, i, j in unread_lines(passages, reading, packs))


def unread_lines(
    passages: Sequence[Passage], reading: Reading, packs: Mapping[str, RulePack]
) -> Iterator[tuple[Passage, int, int]]:
    """Yield ``(passage, i, j)`` of each line ``passage.text[i:j]`` that seems to say something of which no fact came.

    These are sentences that name something and hold a cue word of a rule of their language, and items, table rows and
    fields that name something or hold what is shaped like a person's full name; unless a fact's quote touches them,
    they deny something, or they are quoted.

    Args:
        passages: of the document.
        reading: what was understood of it.
        packs: the rules that were at work, by language.
    """
    said = _Spans([(place.start, place.end) for fact in reading.facts for place in fact.evidence])
    named = _Spans([span for entity in reading.entities if _THINGS & {*entity.kinds} for span in entity.spans])
    told_rows = {p.row for p in passages if p.row >= 0 and p.text.strip() and said.touch(*p.span(0, len(p.text)))}
    last = 0
    for passage in passages:
        if passage.quoted or passage.kind == "heading" or passage.row in told_rows:
            continue
        pack = packs.get(passage.language)
        for i, j in _lines(passage):
            text = passage.text[i:j]
            start, end = passage.span(i, j)
            if j - i > _LONGEST or said.touch(start, end):
                continue
            if passage.kind in _LISTED:
                telling = named.touch(start, end) or _holds_name(text)
            else:
                telling = named.touch(start, end) and pack is not None and pack.speaks(text.casefold())
            if not telling or (pack and pack.guards.negation.search(text)):
                continue
            if len(_WORD.findall(text)) > 1 and last <= start:
                yield passage, i, j
                last = end
                told_rows.update({passage.row} - {-1})  # a row is one line


class _Spans:
    """Spans that others are held against."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        # ends grow with starts, so that looking at one neighbour is enough
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(set(spans)):
            if start < end:
                self._starts.append(start)
                self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def touch(self, start: int, end: int) -> bool:
        """Say whether one of them shares a character with this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _lines(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage, or the whole of a short item, cell or field, trimmed."""
    whole = passage.kind in _LISTED and len(passage.sentences) < 2
    for i, j in [(0, len(passage.text))] if whole else passage.sentences:
        text = passage.text[i:j]
        i, j = i + len(text) - len(text.lstrip()), j - len(text) + len(text.rstrip())
        if i < j:
            yield i, j


def _holds_name(text: str) -> bool:
    return HANDLE.search(text) is not None or any(looks_full(match[0]) for match in FULL.finditer(text))
