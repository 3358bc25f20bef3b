"""What extraction gives for one write-up: its entities and the facts between them, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hallway.extractors.document import Fault

WRITEUP = "writeup"
"""Local id of the write-up itself, as subject of facts such as ``hasTopic``."""


class Rung(StrEnum):
    """How a fact was read, from what the text says outright to what was added."""

    VERBATIM = "verbatim"
    STRUCTURAL = "structural"
    DOCUMENT = "document"
    INFERRED = "inferred"
    CURATED = "curated"
    MODEL = "model"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a fact stands and how it was read.

    Args:
        start: code point in the decoded source where the quote begins.
        end: code point after its last; ``source[start:end] == quote``.
        quote: the words, as they stand in the file.
        rung: how it was read.
        rule: name of the rule that gave it.
        confidence: 0..1.
    """

    start: int
    end: int
    quote: str
    rung: Rung
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a write-up speaks of.

    Args:
        id: name within this reading only, stable for the same text (``person-remy-hubscher``).
        kinds: vocabulary classes without prefix, sorted (``("Person",)``, ``("Project", "Tool")``).
        name: the label: repaired and trimmed; "" for an author whom the text never names.
        aliases: every other form in the text, sorted.
        urls: its own pages, as written, sorted.
        spans: where it is mentioned in the decoded source, sorted.
        local: whether its name is too short to mean the same thing in another write-up (a bare first name, "the sprint").
        mailboxes: of a writer, digests of the e-mail addresses that the head gives, sorted.
    """

    id: str
    kinds: tuple[str, ...]
    name: str
    aliases: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    local: bool = False
    mailboxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject, property and object, with why it is believed.

    Args:
        subject: id of an entity, or ``WRITEUP``.
        predicate: property of the vocabulary without its prefix (``worksOn``); ``schema:startDate`` and
            ``schema:endDate`` for an event's dates.
        object: id of an entity, or the value where ``literal``.
        evidence: one or more places, best first.
        literal: whether ``object`` is a value (a rating, an ISO date).
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    literal: bool = False

    @property
    def confidence(self) -> float:
        """As sure as the surest of its evidence; 0 without any."""
        return max((place.confidence for place in self.evidence), default=0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One write-up, understood.

    Args:
        path: as in ``Document.path``.
        title: the write-up's title, "" if it has none.
        author: id of the writer's entity, "" if there is none.
        event: id of the event it reports on, "" if there is none.
        date: ISO date of publication, "" if not stated.
        language: ISO 639-1 code.
        tags: as written.
        format: name of the reader.
        encoding: codec that decoded it.
        entities: sorted by id.
        facts: sorted by subject, predicate, object.
        unknown: ``(language, sentences)`` of each language for which there were no rules, as ISO 639-1 codes, "" where
            it could not be told; sorted.
        faults: what could not be read as meant.
        genre: what kind of write-up it is, one of ``extractors.genre.GENRES``; "" if not told.
        sections: ``(start, end, heading)`` of what stands below each heading, the heading included, as code points of
            the decoded source, in document order.
    """

    path: str
    title: str
    author: str
    event: str
    date: str
    language: str
    tags: tuple[str, ...]
    format: str
    encoding: str
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    genre: str = ""
    sections: tuple[tuple[int, int, str], ...] = ()

    def surer(self, confidence: float) -> Reading:
        """Return the reading without the facts that are less sure than this; its entities stay.

        Args:
            confidence: 0..1, the least that a fact must have to stay.
        """
        facts = tuple(fact for fact in self.facts if fact.confidence >= confidence)
        return self if len(facts) == len(self.facts) else replace(self, facts=facts)
