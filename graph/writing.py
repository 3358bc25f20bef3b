"""From what is settled to the quads of a store, with what follows by rule and a digest of it all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from hallway.graph.dataset import Merged, lines_of
from hallway.graph.inference import infer
from hallway.graph.iri import DEFAULT_BASE, Mint
from hallway.graph.outcome import Outcome
from hallway.graph.settling import Settled, settle
from hallway.graph.terms import PREFIXES
from hallway.schema.rules import inference_rules


def fill(store: ox.Store, outcomes: Iterable[Outcome], *, base: str = DEFAULT_BASE) -> tuple[str, int]:
    """Write what write-ups say, and what follows from it, into an empty store.

    Args:
        store: to be filled, in memory or on disk.
        outcomes: of the whole corpus.
        base: what the IRIs of entities begin with.

    Returns:
        The digest of all quads, and how many facts were inferred.
    """
    return write(store, settle(outcomes, base), base=base)


def write(store: ox.Store, settled: Settled, *, base: str = DEFAULT_BASE) -> tuple[str, int]:
    """Write what is settled, and what follows from it, into an empty store.

    Args:
        store: to be filled, in memory or on disk.
        settled: what is to be written.
        base: what the IRIs of entities begin with.

    Returns:
        The digest of all quads, and how many facts were inferred.
    """
    digest = hashlib.sha256()
    store.bulk_extend(_quads(settled, digest.update))
    follows = infer(store, inference_rules(), graph=Mint(base).inferred, denied=settled.denied)
    store.bulk_extend(_digested(follows.quads(), digest.update))
    return digest.hexdigest()[:32], len(follows.facts)


def classes(store: ox.Store) -> dict[str, int]:
    """Return how many things of each class of the vocabulary a store holds, by the class's name."""
    return _count(store, "SELECT (STR(?c) AS ?name) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c")


def relations(store: ox.Store) -> dict[str, int]:
    """Return how many merged facts of each property of the vocabulary a store holds, by the property's name."""
    return _count(store, "SELECT (STR(?p) AS ?name) (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p")


def _quads(settled: Settled, digest: Callable[[bytes], None]) -> Iterator[ox.Quad]:
    merged = Merged(settled.iris, settled.labels)
    for outcome in settled.outcomes:
        if outcome.reading:
            yield from _digested(merged.writeup(outcome.reading, outcome.lines), digest)
    yield from _digested({*merged.quads(), *settled.further}, digest)


def _digested(quads: Iterable[ox.Quad], digest: Callable[[bytes], None]) -> list[ox.Quad]:
    held = list(quads)
    for line in lines_of(held):
        digest(f"{line}\n".encode())
    return held


def _count(store: ox.Store, query: str) -> dict[str, int]:
    vocabulary = PREFIXES["hw"]
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    counts = {row["name"].value: int(row["n"].value) for row in rows}
    return dict(sorted((name[len(vocabulary) :], n) for name, n in counts.items() if name.startswith(vocabulary)))
