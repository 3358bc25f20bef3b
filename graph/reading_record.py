"""A reading with its lines as bytes, and back: JSON of lists without names, compressed.

A line before it holds what every build wants to know of every write-up, so that the rest can be left packed. Not
pickled: what stands in a graph's folder may have been put there by anyone, and a pickle runs what it holds.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from hallway.extractors.document import Fault
from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung
from hallway.graph.dataset import Lines

_RUNGS = {str(rung): rung for rung in Rung}
_LONGEST = 1 << 30  # bytes that a record may grow to; what is longer was not written here


@dataclass(frozen=True, slots=True)
class Gist:
    """What a build tells of every write-up.

    Args:
        format: name of the reader.
        language: ISO 639-1 code.
        least: 0..1, confidence of the least sure fact; 1 if there is none.
        unknown: as in ``Reading``.
        faults: likewise.
    """

    format: str
    language: str
    least: float
    unknown: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, reading: Reading) -> Gist:
        """Return the gist of a reading."""
        least = min((fact.confidence for fact in reading.facts), default=1.0)
        return cls(reading.format, reading.language, least, reading.unknown, reading.faults)


def gist(data: bytes) -> Gist:
    """Return the gist of a packed reading.

    Args:
        data: as ``packed`` gives them.

    Raises:
        ValueError: they are of no reading.
    """
    try:
        format, language, least, unknown, faults = json.loads(data[: data.index(b"\n")])
        several = tuple([(name, number) for name, number in unknown])
        return Gist(format, language, least, several, tuple([Fault(line, what) for line, what in faults]))
    except (TypeError, RecursionError) as error:
        raise ValueError(f"no reading: {error}") from error


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
    told = Gist.of(reading)
    faults = [(fault.line, fault.what) for fault in told.faults]
    # ASCII: a lone surrogate, as hostile text may hold it, has no UTF-8
    head = json.dumps((told.format, told.language, told.least, told.unknown, faults), separators=(",", ":"))
    body = json.dumps(record, separators=(",", ":"))
    return head.encode("ascii") + b"\n" + zlib.compress(body.encode("ascii"), 1)


def digest(data: bytes) -> bytes:
    """Return what tells one packed reading from another."""
    return hashlib.blake2b(data, digest_size=16).digest()


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
        text = inflated.decompress(data[data.index(b"\n") + 1 :], _LONGEST)
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
