"""From sources to what they say, one write-up at a time: no fault of one is a fault of another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from hallway.errors import HallwayError, ModelError, RulePackError, WriteUpError
from hallway.extractors.document import Document
from hallway.extractors.learned.model import SHIPPED, read_model
from hallway.extractors.reading import Reading
from hallway.graph.dataset import Lines, check
from hallway.graph.outcome import Outcome
from hallway.graph.processes import in_processes
from hallway.graph.sources import Source, find_sources

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called after each write-up with how many are done, how many there are, and its path."""

Trained = str | os.PathLike[str] | None
"""Folder of a trained model; None for none."""


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
    outcomes = map(one, sources) if jobs < 2 or len(sources) < 2 else in_processes(one, sources, jobs)
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome.error, (RulePackError, ModelError)):
            raise outcome.error  # every write-up would say the same
        if progress:
            progress(done, len(sources), outcome.path)
        yield outcome


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

        try_rules(rules)


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
