"""From a gold file to a reading, as if hallway had read the write-up so: for graphs of what people drew, and to measure
what comes after extraction apart from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hallway.extractors import names
from hallway.extractors.document import Document
from hallway.extractors.gold import AUTHOR, Gold, GoldEntity
from hallway.extractors.mailboxes import mailboxes
from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung
from hallway.schema.gazetteer import gazetteers

_RULE = "gold"
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^<>]{0,400}>|\]\([^()\s]{0,400}\)")


class _Words:
    """The words of a source, to find quotes in that gold files fold to single blanks.

    Args:
        source: decoded; its markup is read over where a quote leaves it out.
    """

    def __init__(self, source: str) -> None:
        hidden = bytearray(len(source))
        for match in _MARKUP.finditer(source):
            hidden[match.start() : match.end()] = b"\1" * len(match[0])
        found = [match.span() for match in _WORD.finditer(source)]
        self._forms = [self._form(source, found), self._form(source, [s for s in found if not hidden[s[0]]])]

    @staticmethod
    def _form(source: str, spans: list[tuple[int, int]]) -> tuple[str, dict[int, int], list[tuple[int, int]]]:
        """The words between blanks, where each begins there, and their spans."""
        places: dict[int, int] = {}
        parts = [" "]
        at = 1
        for number, (start, end) in enumerate(spans):
            places[at] = number
            parts.append(f"{source[start:end]} ")
            at += end - start + 1
        return "".join(parts), places, spans

    def find(self, quote: str) -> tuple[int, int] | None:
        """Return where a quote stands in the source, None if its words do not stand there one after another."""
        words = _WORD.findall(quote)
        for text, places, spans in self._forms:
            at = text.find(f" {' '.join(words)} ") if words else -1
            if at >= 0:
                first = places[at + 1]
                return spans[first][0], spans[first + len(words) - 1][1]
        return None


def gold_reading(gold: Gold, document: Document) -> Reading:
    """Return what a gold file says as a reading of its write-up.

    Args:
        gold: as read from its file.
        document: the write-up.

    Returns:
        Its entities and relations; each relation's evidence is where its words stand in the source, or, where they
        cannot be found there word for word, where its object or subject is named, or the write-up's first line.
    """
    source = document.source
    words = _Words(source)
    entities = tuple(sorted((_entity(one, document) for one in gold.entities), key=lambda e: e.id))
    spans = {entity.id: entity.spans for entity in entities}
    kinds = {entity.id: entity.kinds[0] for entity in entities}
    facts: dict[tuple[str, str, str], Fact] = {}
    for one in gold.facts:
        if one.subject not in spans or one.object not in spans:
            continue
        start, end = words.find(one.evidence) or _near(source, [*spans[one.object], *spans[one.subject]])
        evidence = Evidence(start, end, source[start:end], Rung.CURATED, _RULE, 1.0)
        key = one.subject, one.predicate, one.object
        before = facts.get(key)
        facts[key] = replace(before, evidence=(*before.evidence, evidence)) if before else Fact(*key, (evidence,))
    meta = document.metadata
    return Reading(
        path=document.path,
        title=gold.title or (meta.title.text if meta.title else ""),
        author=AUTHOR if AUTHOR in spans else "",
        event=_main_event(gold, kinds),
        date=gold.date or (meta.date.text if meta.date else ""),
        language=gold.language,
        tags=gold.tags,
        format=document.format,
        encoding=document.encoding,
        entities=entities,
        facts=tuple(replace(facts[key], evidence=tuple(sorted(set(facts[key].evidence)))) for key in sorted(facts)),
        genre=gold.genre,
    )


def _entity(one: GoldEntity, document: Document) -> Entity:
    spans = {m.span() for name in one.names for m in _finder(name).finditer(document.source)}
    theirs = mailboxes(document.metadata) if one.kind == "Person" else {}
    signed = [*one.names, *([""] if one.id == AUTHOR else [])]
    return Entity(
        id=one.id,
        kinds=(one.kind,),
        name=one.name,
        aliases=tuple(sorted({alias for alias in one.aliases if alias != one.name})),
        urls=tuple(sorted(one.urls)),
        spans=tuple(sorted(spans)),
        local=_is_local(one),
        mailboxes=next((theirs[name] for name in signed if name in theirs), ()),
    )


def _finder(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words else re.compile(r"(?!)")


def _is_local(one: GoldEntity) -> bool:
    """Whether a name means nothing outside its write-up: a bare given name, "the sprint"."""
    if one.kind == "Person":
        return names.looks_single(one.name)
    if one.kind == "Event":
        bare = re.sub(r"\W*\d[\d\W]*$", "", one.name)
        return gazetteers().event_series.get(bare) is None and not re.search(r"[A-ZÀ-Þ]", bare[1:])
    return False


def _near(source: str, named: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a fact is told whose quote is not found: where one of its ends is named, or the first line."""
    if named:
        return named[0][0], max(end for start, end in named if start == named[0][0])
    line = re.search(r"\S[^\n]*", source)
    return line.span() if line else (0, 0)


def _main_event(gold: Gold, kinds: dict[str, str]) -> str:
    """The event that most of what happened took place at or is part of."""
    at: Counter[str] = Counter()
    for fact in gold.facts:
        if kinds.get(fact.object) == "Event" and fact.predicate in ("attended", "partOf", "organized"):
            at[fact.object] += 1
    order = {one.id: n for n, one in enumerate(gold.entities)}
    return min(at, key=lambda event: (-at[event], order[event]), default="")
