"""From what the user names to a graph on disk: find, read, extract, resolve, write, infer, and swap it in whole."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import TypeVar

import pyoxigraph as ox

from hallway.errors import HallwayError, ModelError, RulePackError, SourceError, WriteUpError
from hallway.extractors.document import Document, Fault
from hallway.extractors.learned.model import SHIPPED, read_model
from hallway.extractors.reading import Reading
from hallway.graph.dataset import Lines, Merged, check, lines_of
from hallway.graph.inference import infer
from hallway.graph.iri import DEFAULT_BASE, Mint, check_base
from hallway.graph.resolution import resolve
from hallway.graph.sources import Source, find_sources
from hallway.graph.store import DEFAULT_GRAPH, draft
from hallway.graph.terms import PREFIXES
from hallway.schema.rules import inference_rules

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called after each write-up with how many are done, how many there are, and its path."""

Trained = str | os.PathLike[str] | None
"""Folder of a trained model; None for none."""

Read = Callable[[Source], "Outcome"]
"""Reads one source, whatever it holds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one write-up: a reading, or the reason why there is none.

    Args:
        path: relative to the corpus root.
        reading: what it says; None if it could not be read.
        lines: of its decoded source.
        error: why it could not be read; None if it could.
    """

    path: str
    reading: Reading | None = None
    lines: Lines = field(default_factory=Lines)
    error: HallwayError | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        graph: folder of the graph.
        digest: of everything that it holds; equal digests mean equal graphs. "" if nothing was written.
        changed: whether the graph differs from the one before.
        writeups: how many are in it.
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
    """

    graph: str
    digest: str = ""
    changed: bool = False
    writeups: int = 0
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


def build(
    paths: Iterable[str | os.PathLike[str]],
    *,
    graph: str | os.PathLike[str] = DEFAULT_GRAPH,
    base: str = DEFAULT_BASE,
    jobs: int = 1,
    rules: Sequence[str] = (),
    min_confidence: float = 0.0,
    model: Trained = SHIPPED,
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
        progress: called after each write-up.

    Returns:
        What was built and what could not be read.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
        StoreError: the graph cannot be written, another build is writing it, or the base is no IRI.
    """
    check_base(base)
    _try(rules, model)
    found = find_sources(paths, leave_out=[os.fspath(graph)])
    errors: list[HallwayError] = list(found.errors)
    if not found.files:
        if not errors:
            errors.append(
                SourceError("no write-up found", path=found.root, hint="name files or folders that hold text")
            )
        return BuildReport(os.fspath(graph), skipped=found.skipped, errors=tuple(errors))
    with draft(graph) as building:
        outcomes, unsure = [], 0
        for outcome in read_all(found.files, jobs=jobs, rules=rules, model=model, progress=progress):
            if outcome.error:
                errors.append(outcome.error)
            elif outcome.reading:
                surer = outcome.reading.surer(min_confidence)
                unsure += len(outcome.reading.facts) - len(surer.facts)
                outcomes.append(replace(outcome, reading=surer))
        if not outcomes:
            return BuildReport(os.fspath(graph), skipped=found.skipped, errors=tuple(errors))
        digest, inferred = fill(building.store, outcomes, base=base)
        classes, relations = _classes(building.store), _relations(building.store)
        changed = building.publish(digest)
    read = [outcome.reading for outcome in outcomes if outcome.reading]
    return BuildReport(
        graph=os.fspath(graph),
        digest=digest,
        changed=changed,
        writeups=len(read),
        formats=_counted(reading.format for reading in read),
        languages=_counted(reading.language or "und" for reading in read),
        classes=classes,
        relations=relations,
        inferred=inferred,
        unsure=unsure,
        unknown=_unknown(read),
        faults=tuple((reading.path, fault) for reading in read for fault in reading.faults),
        skipped=found.skipped,
        errors=tuple(errors),
    )


def readings(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int = 1,
    rules: Sequence[str] = (),
    model: Trained = SHIPPED,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Yield what comes of each write-up, in order of their paths, without building a graph.

    Args:
        paths: as for ``build``.
        jobs: how many processes read at once.
        rules: folders of further rule packs.
        model: folder of a trained model; None to read by rules alone.
        progress: called after each write-up.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
    """
    _try(rules, model)
    found = find_sources(paths)
    for error in found.errors:
        yield Outcome(error.path, error=error)
    yield from read_all(found.files, jobs=jobs, rules=rules, model=model, progress=progress)


def read_all(
    sources: Sequence[Source],
    *,
    jobs: int = 1,
    rules: Sequence[str] = (),
    model: Trained = SHIPPED,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Yield what comes of each source, in their order.

    Args:
        sources: what to read.
        jobs: how many processes read at once.
        rules: folders of further rule packs.
        model: folder of a trained model; None to read by rules alone.
        progress: called after each write-up.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
    """
    one = partial(read_one, rules=tuple(rules), model=model)
    outcomes = map(one, sources) if jobs < 2 or len(sources) < 2 else _in_processes(one, sources, jobs)
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome.error, (RulePackError, ModelError)):
            raise outcome.error  # every write-up would say the same
        if progress:
            progress(done, len(sources), outcome.path)
        yield outcome


def _try(rules: Sequence[str], model: Trained) -> None:
    read_model(model)
    if rules:
        from hallway.extractors.trials import try_rules

        try_rules(rules)


def fill(
    store: ox.Store,
    outcomes: Sequence[Outcome],
    *,
    base: str = DEFAULT_BASE,
) -> tuple[str, int]:
    """Write what write-ups say, and what follows from it, into an empty store.

    Args:
        store: to be filled, in memory or on disk.
        outcomes: of the whole corpus, sorted by path.
        base: what the IRIs of entities begin with.

    Returns:
        The digest of all quads, and how many facts were inferred.
    """
    digest = hashlib.sha256()
    store.bulk_extend(_quads(outcomes, base, digest.update))
    inferred = _infer(store, base, digest.update)
    return digest.hexdigest()[:32], inferred


def read_one(source: Source, rules: Sequence[str] = (), model: Trained = SHIPPED) -> Outcome:
    """Read one write-up and say what it says; no fault of it, nor of a parser, gets out as an exception."""
    from hallway.extractors.extraction import extract

    def reading(document: Document) -> tuple[Reading, Lines]:
        made = extract(document, rules=rules, model=model)
        if wrong := check(made):
            raise WriteUpError(wrong, path=source.path, hint="a fault of an extractor: please report it")
        return made, Lines.of(document.source)

    read, error = attempt(source, reading)
    return Outcome(source.path, *read) if read else Outcome(source.path, error=error)


def attempt(source: Source, work: Callable[[Document], T]) -> tuple[T | None, HallwayError | None]:
    """Read one write-up and do something with it; return what came of it, or why nothing did.

    Args:
        source: the write-up; no fault of it, nor of a parser, gets out as an exception.
        work: what to do with its document.
    """
    from hallway.extractors.readers import read_document

    try:
        return work(read_document(source.path, source.read())), None
    except HallwayError as error:
        return None, error
    except Exception as error:  # parsers of others read what anyone wrote: one file must not take the corpus with it
        what = " ".join(f"{type(error).__name__} {error}".split())[:200]
        hint = "a fault of hallway: please report it with the file"
        return None, WriteUpError(f"cannot be read: {what}", path=source.path, hint=hint)


def _in_processes(one: Read, sources: Sequence[Source], jobs: int) -> Iterator[Outcome]:
    pending = list(sources)
    chunk = max(1, min(16, len(pending) // (jobs * 4)))
    while pending:
        with _pool(jobs) as pool:
            try:
                # standard input is this process's own
                there = pool.map(one, [source for source in pending if source.file], chunksize=chunk)
                for source in list(pending):
                    outcome = next(there) if source.file else one(source)
                    pending.pop(0)
                    yield outcome
            except BrokenProcessPool:
                pass  # a reader took its process down with it; below, one at a time shows which
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        for source in pending[: chunk * jobs]:
            pending.pop(0)
            yield _alone(one, source)


def _alone(one: Read, source: Source) -> Outcome:
    if not source.file:
        return one(source)
    with _pool(1) as pool:
        try:
            return pool.submit(one, source).result()
        except BrokenProcessPool:
            what = "cannot be read: its process ended, perhaps for want of memory"
            return Outcome(source.path, error=WriteUpError(what, path=source.path, hint="leave it out, or split it"))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # not fork: the store that is being written runs threads, which a forked process would not have
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # a parent that was killed could not say that no more work comes


def _quads(outcomes: Sequence[Outcome], base: str, digest: Callable[[bytes], None]) -> Iterator[ox.Quad]:
    merged = Merged(resolve([outcome.reading for outcome in outcomes if outcome.reading], base))
    for outcome in outcomes:
        if outcome.reading:
            yield from _digested(merged.writeup(outcome.reading, outcome.lines), digest)
    yield from _digested(merged.quads(), digest)


def _digested(quads: Iterable[ox.Quad], digest: Callable[[bytes], None]) -> list[ox.Quad]:
    held = list(quads)
    for line in lines_of(held):
        digest(f"{line}\n".encode())
    return held


def _infer(store: ox.Store, base: str, digest: Callable[[bytes], None]) -> int:
    follows = infer(store, inference_rules(), graph=Mint(base).inferred)
    store.bulk_extend(_digested(follows.quads(), digest))
    return len(follows.facts)


def _classes(store: ox.Store) -> dict[str, int]:
    return _count(store, "SELECT (STR(?c) AS ?name) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c")


def _relations(store: ox.Store) -> dict[str, int]:
    return _count(store, "SELECT (STR(?p) AS ?name) (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p")


def _count(store: ox.Store, query: str) -> dict[str, int]:
    vocabulary = PREFIXES["hw"]
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    counts = {row["name"].value: int(row["n"].value) for row in rows}
    return dict(sorted((name[len(vocabulary) :], n) for name, n in counts.items() if name.startswith(vocabulary)))


def _unknown(readings: Iterable[Reading]) -> dict[str, int]:
    sentences: Counter[str] = Counter()
    for reading in readings:
        sentences.update({language or "und": n for language, n in reading.unknown})
    return dict(sorted(sentences.items()))


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
