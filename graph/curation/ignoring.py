"""Leaving parts of write-ups out: by lines, by the words of these, or by the heading that they stand below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hallway.extractors.reading import WRITEUP, Reading
from hallway.graph.curation.blocks import find_block, near_to, rows_of
from hallway.graph.curation.corpus import Corpus
from hallway.graph.curation.curation import Curation, Ignored
from hallway.graph.curation.finding import Finding
from hallway.graph.dataset import Lines
from hallway.schema.folding import fold

Span = tuple[int, int]


def ignored_spans(reading: Reading, entry: Ignored, lines: Lines, rows: Sequence[str] = ()) -> list[Span]:
    """Return what an entry leaves out of a write-up, as code points of its decoded source; nothing if there is none.

    Args:
        reading: of the write-up.
        entry: with lines or a heading.
        lines: of the decoded source.
        rows: what stands in them, where the entry tells them by their words.
    """
    if entry.heading:
        return [(start, end) for start, end, heading in reading.sections if fold(heading) == fold(entry.heading)]
    if entry.begins and not (found := find_block(rows, entry)):
        return []
    first, last = found if entry.begins and found else entry.lines
    if first > len(lines.ends) + 1:
        return []
    start = 0 if first < 2 else lines.ends[first - 2] + 1
    return [(start, lines.ends[last - 1] + 1 if last <= len(lines.ends) else 1 << 62)]


def without(reading: Reading, spans: Sequence[Span]) -> Reading:
    """Return a reading without what stands within spans: evidence, facts left with none, things not named elsewhere.

    Args:
        reading: of one write-up.
        spans: code points of its decoded source.
    """

    def inside(start: int) -> bool:
        return any(first <= start < last for first, last in spans)

    facts = []
    for fact in reading.facts:
        kept = tuple(place for place in fact.evidence if not inside(place.start))
        if kept:
            facts.append(fact if kept == fact.evidence else replace(fact, evidence=kept))
    needed = {end for fact in facts for end in ((fact.subject,) if fact.literal else (fact.subject, fact.object))}
    needed |= {reading.author, WRITEUP}
    entities = []
    for entity in reading.entities:
        left = tuple(span for span in entity.spans if not inside(span[0]))
        if left or entity.id in needed or not entity.spans:
            entities.append(entity if left == entity.spans else replace(entity, spans=left))
    ids = {entity.id for entity in entities}
    event = reading.event if reading.event in ids else ""
    return replace(reading, entities=tuple(entities), facts=tuple(facts), event=event)


class Ignoring:
    """Takes in ``ignore``.

    Args:
        curation: the file.
    """

    def __init__(self, curation: Curation) -> None:
        self.curation = curation
        self._matched: set[Ignored] = set()
        self._near: dict[Ignored, tuple[str, ...]] = {}
        self._headings: dict[Ignored, set[str]] = defaultdict(set)

    def apply(self, corpus: Corpus, texts: Mapping[str, str]) -> None:
        """Take out of a corpus what is to be left out; some entries quote the texts of write-ups, given by path."""
        for path in corpus.paths:
            if self.curation.ignores(path):
                corpus.leave_out(path)
        parts = [entry for entry in self.curation.ignored if not entry.whole]
        for path in corpus.paths if parts else ():
            spans: list[Span] = []
            for entry in parts:
                if entry.matches(path):
                    rows = rows_of(texts.get(path, "")) if entry.begins else []
                    found = ignored_spans(corpus.reading(path), entry, corpus.lines(path), rows)
                    spans += found
                    if found:
                        self._matched.add(entry)
                    elif entry.begins and (near := near_to(rows, entry)):
                        self._near[entry] = (f"{path}:{near}",)
                    elif entry.heading:
                        self._headings[entry].update(heading for _, _, heading in corpus.reading(path).sections)
            if spans:
                corpus.correct(without(corpus.reading(path), spans))

    def look(self, finding: Finding, paths: Sequence[str]) -> None:
        """Note what was to be left out and is not there."""
        for entry in self.curation.ignored:
            if entry.whole and any(entry.matches(path) for path in paths):
                continue
            if entry in self._matched:
                continue
            there = any(entry.matches(path) for path in paths)
            part = f"heading '{entry.heading}'" if entry.heading else f"line {entry.lines[0]}"
            if entry.begins:  # its words stay in the file: they may tell of people whose names must not be told
                where = f", as lines {entry.numbers} did" if entry.lines[0] else ""
                part = f"one place that begins and ends as is told here{where}"
            what = f"ignore: {entry.path} has no {part}" if there else f"ignore: there is no write-up at {entry.path}"
            near = self._near.get(entry, ()) if there else _nearest(entry.path, paths)
            if there and entry.heading:
                near = _nearest(entry.heading, self._headings[entry])
            finding.missing(entry.line, what, near)


def _nearest(text: str, texts: Iterable[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    near = process.extract(text[:400], sorted(texts), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return tuple(found for found, _, _ in near)
