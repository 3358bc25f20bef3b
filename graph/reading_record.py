"""A reading with its lines as bytes, and back: JSON of lists without names, compressed.

Not pickled: what stands in a graph's folder may have been put there by anyone, and a pickle runs what it holds.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from hallway.extractors.document import Fault
from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung
from hallway.graph.dataset import Lines

_RUNGS = {str(rung): rung for rung in Rung}
_LONGEST = 1 << 30  # bytes that a record may grow to; what is longer was not written here


def packed(reading: Reading, lines: Lines) -> bytes:
    """Return a reading and the lines of its write-up as bytes; the same bytes for equal readings.

    Args:
        reading: what the write-up says; its path is left out.
        lines: of its decoded source.
    """
    ends = [end - before for before, end in zip((0, *lines.ends), lines.ends, strict=False)]
    record = (
        reading.title,
        reading.author,
        reading.event,
        reading.date,
        reading.language,
        reading.tags,
        reading.format,
        reading.encoding,
        [(e.id, e.kinds, e.name, e.aliases, e.urls, e.spans, e.local, e.mailboxes) for e in reading.entities],
        [
            (
                fact.subject,
                fact.predicate,
                fact.object,
                [(e.start, e.end, e.quote, str(e.rung), e.rule, e.confidence) for e in fact.evidence],
                fact.literal,
            )
            for fact in reading.facts
        ],
        reading.unknown,
        [(fault.line, fault.what) for fault in reading.faults],
        reading.genre,
        reading.sections,
        ends,
    )
    # ASCII: a lone surrogate, as hostile text may hold it, has no UTF-8
    return zlib.compress(json.dumps(record, separators=(",", ":")).encode("ascii"), 1)


def unpacked(path: str, data: bytes) -> tuple[Reading, Lines]:
    """Return the reading and the lines that bytes stand for.

    Args:
        path: of the write-up.
        data: as ``packed`` gives them.

    Raises:
        ValueError: they stand for none.
    """
    try:
        inflated = zlib.decompressobj()
        text = inflated.decompress(data, _LONGEST)
        if not inflated.eof:
            raise ValueError("a record without end")
        return _reading(path, json.loads(text))
    except (zlib.error, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no reading: {error}") from error


def _reading(path: str, record: list[Any]) -> tuple[Reading, Lines]:
    title, author, event, date, language, tags, format, encoding, *rest = record
    entities, facts, unknown, faults, genre, sections, ends = rest
    at, places = 0, []
    for step in ends:
        at += step
        places.append(at)
    reading = Reading(
        path,
        title,
        author,
        event,
        date,
        language,
        tuple(tags),
        format,
        encoding,
        tuple([_entity(*entity) for entity in entities]),
        tuple([_fact(*fact) for fact in facts]),
        tuple([(name, number) for name, number in unknown]),
        tuple([Fault(line, what) for line, what in faults]),
        genre,
        tuple([(start, end, heading) for start, end, heading in sections]),
    )
    return reading, Lines(tuple(places))


def _entity(
    id: str,
    kinds: list[str],
    name: str,
    aliases: list[str],
    urls: list[str],
    spans: list[list[int]],
    local: bool,
    mailboxes: list[str],
) -> Entity:
    where = tuple([(start, end) for start, end in spans])
    return Entity(id, tuple(kinds), name, tuple(aliases), tuple(urls), where, local, tuple(mailboxes))


def _fact(subject: str, predicate: str, object: str, evidence: list[Any], literal: bool) -> Fact:
    places = [
        Evidence(start, end, quote, _RUNGS[rung], rule, confidence)
        for start, end, quote, rung, rule, confidence in evidence
    ]
    return Fact(subject, predicate, object, tuple(places), literal)
