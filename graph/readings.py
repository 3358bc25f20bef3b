"""From sources to what they say, one write-up at a time: no fault of one is a fault of another."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from hallway.errors import HallwayError, ModelError, RulePackError, WriteUpError
from hallway.extractors.document import Document
from hallway.extractors.gold import Gold, read_golds
from hallway.extractors.learned.model import SHIPPED, read_model
from hallway.extractors.reading import Reading
from hallway.extractors.rules import rule_packs
from hallway.graph.cache import ReadingCache
from hallway.graph.dataset import Lines, check
from hallway.graph.manner import Manner, Trained
from hallway.graph.outcome import Outcome
from hallway.graph.privacy.hiding import hidden_error, hidden_path
from hallway.graph.privacy.scrubbing import scrub
from hallway.graph.processes import in_processes
from hallway.graph.sources import Source, find_sources

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called after each write-up with how many are done, how many there are, and its path."""

_READ = Manner()


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
    try_out(rules, model)
    found = find_sources(paths)
    for error in found.errors:
        yield Outcome(error.path, error=error)
    yield from read_all(found.files, Manner(tuple(rules), model), jobs=jobs, progress=progress)


def read_all(
    sources: Sequence[Source],
    manner: Manner = _READ,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Yield what comes of each source, in their order.

    Args:
        sources: what to read.
        manner: in which they are read.
        jobs: how many processes read at once.
        progress: called after each write-up.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
    """
    one = partial(read_one, manner=manner)
    outcomes = map(one, sources) if jobs < 2 or len(sources) < 2 else in_processes(one, sources, jobs)
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome.error, (RulePackError, ModelError)):
            raise outcome.error  # every write-up would say the same
        if progress:
            progress(done, len(sources), outcome.path)
        yield outcome


def read_new(
    sources: Sequence[Source],
    cache: ReadingCache,
    manner: Manner = _READ,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Yield what comes of each source, in their order; what was read before is not read again.

    Args:
        sources: what to read.
        cache: what was read before; what is read now is put into it.
        manner: in which they are read.
        jobs: how many processes read at once.
        progress: called after each write-up.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
    """
    known = _known(sources, cache)
    new = read_all([source for source in sources if source.path not in known], manner, jobs=jobs)
    for done, source in enumerate(sources, 1):
        read = known.pop(source.path) if source.path in known else cache.put(next(new))
        outcome = _hidden(read, manner)
        if progress:
            progress(done, len(sources), outcome.path)
        yield outcome


def _known(sources: Sequence[Source], cache: ReadingCache) -> dict[str, Outcome]:
    """What the cache knows; standard input, which can be read once only, is left alone."""
    known: dict[str, Outcome] = {}
    if not len(cache):
        return known
    with uncollected():
        for source in sources:
            if source.file:
                data, error = _bytes(source)
                if not error and (outcome := cache.get(source.path, hashlib.sha256(data).digest())):
                    known[source.path] = outcome
    return known


def _hidden(outcome: Outcome, manner: Manner) -> Outcome:
    """What came of a write-up, under a path that tells nobody's name."""
    if not manner.withheld:
        return outcome
    error = hidden_error(outcome.error, manner.withheld) if outcome.error else None
    return replace(outcome.called(hidden_path(outcome.path, manner.withheld)), error=error)


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the search for circles of objects: with millions of records that form none it takes half the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def try_out(rules: Sequence[str], model: Trained) -> None:
    """See that what write-ups are read with can be used.

    Args:
        rules: folders of further rule packs.
        model: folder of a trained model; None for none.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
    """
    read_model(model)
    if rules:
        from hallway.extractors.trials import try_rules

        rule_packs.cache_clear()  # the files may have changed since this process read them
        try_rules(rules)


def read_one(source: Source, manner: Manner = _READ) -> Outcome:
    """Read one write-up and say what it says; no fault of it, nor of a parser, gets out as an exception."""
    data, error = _bytes(source)
    if error:
        return Outcome(source.path, error=error)

    def reading(document: Document) -> tuple[Reading, Lines]:
        made = scrub(_reading(document, manner), manner.withheld, document.source)
        if wrong := check(made):
            raise WriteUpError(wrong, path=source.path, hint="a fault of an extractor: please report it")
        return made, Lines.of(document.source)

    held = hashlib.sha256(data).digest()
    read, error = attempt(source, reading, data=data)
    return Outcome(source.path, *read, held=held) if read else Outcome(source.path, error=error)


def _reading(document: Document, manner: Manner) -> Reading:
    if not manner.gold:
        from hallway.extractors.extraction import extract

        return extract(document, rules=manner.rules, model=manner.model)
    from hallway.extractors.gold_reading import gold_reading

    name = document.path.rpartition("/")[2]
    gold = golds_of(manner.gold).get(name)
    if gold is None:
        raise WriteUpError(f"no gold file in {manner.gold} is for it", path=document.path, hint="leave it out")
    return gold_reading(gold, document)


@lru_cache(maxsize=2)
def golds_of(folder: str) -> Mapping[str, Gold]:
    """Return the gold files of a folder by the name of their write-up; read once.

    Args:
        folder: of gold files.

    Raises:
        SourceError: there are none, or one cannot be read.
        WriteUpError: a file there is not in the gold format.
    """
    return {gold.document: gold for gold in read_golds(Path(folder))}


def _bytes(source: Source) -> tuple[bytes, HallwayError | None]:
    try:
        return source.read(), None
    except HallwayError as error:
        return b"", error
    except MemoryError:
        return b"", WriteUpError("is too large to read", path=source.path, hint="leave it out, or split it")


def attempt(
    source: Source, work: Callable[[Document], T], *, data: bytes | None = None
) -> tuple[T | None, HallwayError | None]:
    """Read one write-up and do something with it; return what came of it, or why nothing did.

    Args:
        source: the write-up; no fault of it, nor of a parser, gets out as an exception.
        work: what to do with its document.
        data: what the file holds, where it was looked at already.
    """
    from hallway.extractors.readers import read_document

    try:
        return work(read_document(source.path, source.read() if data is None else data)), None
    except HallwayError as error:
        return None, error
    except Exception as error:  # parsers of others read what anyone wrote: one file must not take the corpus with it
        what = " ".join(f"{type(error).__name__} {error}".split())[:200]
        hint = "a fault of hallway: please report it with the file"
        return None, WriteUpError(f"cannot be read: {what}", path=source.path, hint=hint)
