"""What comes of a curation file when it is held against readings."""

from __future__ import annotations

from dataclasses import dataclass, field

from hallway.extractors.reading import Reading
from hallway.graph.curation.curation import Testimony
from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.records import Key
from hallway.graph.identity.resolution import Resolution
from hallway.graph.identity.sheets import Sheet
from hallway.graph.outcome import Outcome


@dataclass(frozen=True, slots=True, order=True)
class New:
    """A thing that no write-up speaks of.

    Args:
        kind: its class.
        name: its label.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CuratedFact:
    """A fact that a person added.

    Args:
        line: of the curation file.
        subject: an entity that stands for the thing, or a new thing.
        predicate: property of the vocabulary without its prefix.
        object: likewise, or a value (a rating, an ISO date).
        testimony: who said so, where, in which words, when.
        rule: which kind of entry it came from: ``assert`` or ``affiliation``.
        during: from when to when it holds, as an ISO 8601 interval; "" if it is not told.
    """

    line: int
    subject: Key | New
    predicate: str
    object: Key | New | str
    testimony: Testimony = field(default_factory=Testimony)
    rule: str = "assert"
    during: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """A fact that a person denied: none of the subjects has it to any of the objects.

    Args:
        line: of the curation file.
        subjects: entities that stand for the thing, sorted.
        predicate: property of the vocabulary without its prefix.
        objects: likewise; empty where the object is a value.
        value: the object, where it is a value.
    """

    line: int
    subjects: tuple[Key, ...]
    predicate: str
    objects: tuple[Key, ...]
    value: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Unmatched:
    """An entry of the curation file, or a part of one, that nothing answers to any more.

    Args:
        path: shown name of the curation file.
        line: of the entry.
        what: what is not there, in one line.
        nearest: names that come close, best first.
    """

    path: str
    line: int
    what: str
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        hint = f" (perhaps {', '.join(repr(name) for name in self.nearest)})" if self.nearest else ""
        return f"{self.path}:{self.line}: {self.what}{hint}"


@dataclass(frozen=True, slots=True)
class Curated:
    """What comes of a curation file.

    Args:
        outcomes: after what is ignored and denied is gone, and what is retyped has its class; sorted by path.
        sheets: of each of them.
        undecided: which things are one if nobody had decided anything; None if nobody asked.
        decisions: on identity.
        facts: added by people, by line.
        denials: by line; ``outcomes`` say none of them any more, and nothing must infer them.
        aliases: ``(entity, name)`` of other names, sorted.
        kinds: ``(thing, class)`` of classes that things have since a fact asks for it.
        unmatched: entries that match nothing any more, by line.
        file: shown name of the curation file; "" if there is none.
    """

    outcomes: tuple[Outcome, ...]
    sheets: tuple[Sheet, ...] = field(compare=False)
    undecided: Resolution | None = field(default=None, compare=False)
    decisions: Decisions = field(default_factory=Decisions)
    facts: tuple[CuratedFact, ...] = ()
    denials: tuple[Denial, ...] = ()
    aliases: tuple[tuple[Key, str], ...] = ()
    kinds: frozenset[tuple[Key | New, str]] = frozenset()
    unmatched: tuple[Unmatched, ...] = ()
    file: str = ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What write-ups say, as it is believed; opened when asked for."""
        return tuple(outcome.opened()[0] for outcome in self.outcomes)
