"""From what the user names to a graph on disk: find, read, settle, write, and swap it in whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from hallway.errors import HallwayError, SourceError
from hallway.extractors.learned.model import SHIPPED
from hallway.extractors.reading import Reading
from hallway.graph.curation import FILE as CURATION
from hallway.graph.curation import read_curation
from hallway.graph.curation.place import remember
from hallway.graph.iri import DEFAULT_BASE, check_base
from hallway.graph.readings import Progress, Trained, read_all, try_out
from hallway.graph.report import BuildReport
from hallway.graph.settling import settle
from hallway.graph.sources import find_sources
from hallway.graph.store import DEFAULT_GRAPH, draft
from hallway.graph.writing import classes, relations, write


def build(
    paths: Iterable[str | os.PathLike[str]],
    *,
    graph: str | os.PathLike[str] = DEFAULT_GRAPH,
    base: str = DEFAULT_BASE,
    jobs: int = 1,
    rules: Sequence[str] = (),
    min_confidence: float = 0.0,
    model: Trained = SHIPPED,
    curation: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph from write-ups, and put it in the place of the one before.

    A write-up that cannot be read is reported and the rest is built. If none can be read, the graph stays as it is.

    Args:
        paths: files, folders, globs, or ``-`` for standard input.
        graph: folder of the graph.
        base: what the IRIs of entities begin with.
        jobs: how many processes read at once; the result is the same. A script that asks for more than one needs the
            usual ``if __name__ == "__main__"``.
        rules: folders of further rule packs.
        min_confidence: 0..1; a fact that no evidence of its write-up makes so sure is left out, and nothing is inferred
            from it.
        model: folder of a trained model; None to read by rules alone.
        curation: the curation file; None for ``hallway.yaml`` beside the write-ups, if there is one.
        progress: called after each write-up.

    Returns:
        What was built and what could not be read.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
        CurationError: the curation file is not what it should be, or what it says cannot be done.
        StoreError: the graph cannot be written, another build is writing it, or the base is no IRI.
    """
    check_base(base)
    try_out(rules, model)
    found = find_sources(paths, leave_out=[os.fspath(graph)])
    errors: list[HallwayError] = list(found.errors)
    if not found.files:
        if not errors:
            errors.append(
                SourceError("no write-up found", path=found.root, hint="name files or folders that hold text")
            )
        return BuildReport(os.fspath(graph), skipped=found.skipped, errors=tuple(errors))
    said_in = Path(curation) if curation is not None else Path(found.root) / CURATION
    said_by_people = read_curation(said_in) if curation is not None or said_in.exists() else None
    ignored = tuple(file.path for file in found.files if said_by_people and said_by_people.ignores(file.path))
    files = [file for file in found.files if file.path not in ignored]
    with draft(graph) as building:
        remember(graph, said_in)
        outcomes = []
        for outcome in read_all(files, jobs=jobs, rules=rules, model=model, progress=progress):
            if outcome.error:
                errors.append(outcome.error)
            else:
                outcomes.append(outcome)
        if not outcomes:
            return BuildReport(os.fspath(graph), skipped=found.skipped, errors=tuple(errors))
        settled = settle(
            outcomes, base, min_confidence=min_confidence, curation=said_by_people, left_out=ignored
        )
        digest, inferred = write(building.store, settled, base=base)
        held, said = classes(building.store), relations(building.store)
        changed = building.publish(digest)
    read = [outcome.reading for outcome in settled.outcomes if outcome.reading]
    return BuildReport(
        graph=os.fspath(graph),
        digest=digest,
        changed=changed,
        writeups=len(read),
        formats=_counted(reading.format for reading in read),
        languages=_counted(reading.language or "und" for reading in read),
        classes=held,
        relations=said,
        inferred=inferred,
        unsure=settled.unsure,
        unknown=_unknown(read),
        faults=tuple((reading.path, fault) for reading in read for fault in reading.faults),
        skipped=found.skipped,
        errors=tuple(errors),
        unmatched=settled.unmatched,
        ignored=ignored,
    )


def _unknown(readings: Iterable[Reading]) -> dict[str, int]:
    sentences: Counter[str] = Counter()
    for reading in readings:
        sentences.update({language or "und": n for language, n in reading.unknown})
    return dict(sorted(sentences.items()))


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
