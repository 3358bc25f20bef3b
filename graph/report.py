"""What a build did, as it is told to the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hallway.errors import HallwayError
from hallway.extractors.document import Fault
from hallway.graph.changes import Changes
from hallway.graph.curation.curated import Unmatched


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        graph: folder of the graph.
        digest: of everything that it holds; equal digests mean equal graphs. "" if nothing was written.
        changed: whether the graph differs from the one before.
        writeups: how many are in it.
        kept: how many of them were taken as they were read before.
        formats: how many of each format.
        languages: how many in each language, as ISO 639 codes; `und` where it could not be told.
        classes: how many things of each class.
        relations: how many merged facts of each property of the vocabulary, inferred ones included.
        inferred: how many facts were inferred.
        unsure: how many facts of write-ups were left out as not sure enough, each once a write-up.
        unknown: how many sentences were in each language without rules, and so were not read; `und` as above.
        faults: ``(path, fault)`` of write-ups that were read but not all as meant.
        skipped: paths that were passed over as no text.
        errors: paths and write-ups that could not be read.
        unmatched: entries of the curation file that match nothing.
        notes: what else is to be said of the curation file, a line each.
        ignored: paths that the curation file leaves out.
        changes: what differs from the graph before; nothing where there was none.
        first: whether there was no graph before.
    """

    graph: str
    digest: str = ""
    changed: bool = False
    writeups: int = 0
    kept: int = 0
    formats: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    relations: Mapping[str, int] = field(default_factory=dict)
    inferred: int = 0
    unsure: int = 0
    unknown: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[tuple[str, Fault], ...] = ()
    skipped: tuple[str, ...] = ()
    errors: tuple[HallwayError, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    notes: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
    first: bool = False
