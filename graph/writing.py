"""From what is settled to the quads of an empty store, with what follows by rule and a ledger of it all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox

from hallway.extractors.reading import WRITEUP
from hallway.graph.dataset import Merged, lines_of
from hallway.graph.fingerprint import of_writing
from hallway.graph.identity.link_digests import link_digests
from hallway.graph.identity.overlay import overlay
from hallway.graph.identity.records import Key
from hallway.graph.identity.sheets import Sheet
from hallway.graph.inference import infer
from hallway.graph.iri import DEFAULT_BASE, Mint
from hallway.graph.ledger import Entry, Further, Ledger, digest_of, moved, summed
from hallway.graph.outcome import Outcome
from hallway.graph.settling import Settled, settle
from hallway.graph.terms import PREFIXES, term
from hallway.schema.rules import inference_rules

_HW = PREFIXES["hw"]


def fill(store: ox.Store, outcomes: Iterable[Outcome], *, base: str = DEFAULT_BASE) -> tuple[str, int]:
    """Write what write-ups say, and what follows from it, into an empty store.

    Args:
        store: to be filled, in memory or on disk.
        outcomes: of the whole corpus.
        base: what the IRIs of entities begin with.

    Returns:
        The digest of all quads, and how many facts were inferred.
    """
    ledger = write(store, settle(outcomes, base), base=base)
    return ledger.digest, ledger.inferred


def write(store: ox.Store, settled: Settled, *, base: str = DEFAULT_BASE) -> Ledger:
    """Write what is settled, and what follows from it, into an empty store.

    Args:
        store: to be filled, in memory or on disk.
        settled: what is to be written.
        base: what the IRIs of entities begin with.

    Returns:
        What was written.
    """
    tally = Tally()
    writeups: dict[str, Entry] = {}
    mint = Mint(base)
    store.bulk_extend(_quads(settled, mint, tally, writeups))
    follows = infer(store, inference_rules(), graph=mint.inferred, denied=settled.denied)
    held = list(follows.quads())
    store.bulk_extend(held)
    tally.come(held)
    return Ledger(
        of_writing(base),
        tally.total,
        writeups,
        tally.counts,
        further_of(settled),
        label_digests(settled.labels),
        len(follows.facts),
        link_digests(settled.resolution, settled.sheets),
    )


def _quads(settled: Settled, mint: Mint, tally: Tally, writeups: dict[str, Entry]) -> Iterator[ox.Quad]:
    merged = Merged(settled.iris, settled.labels)
    for outcome, sheet in zip(settled.outcomes, settled.sheets, strict=True):
        quads = list(merged.writeup(*outcome.opened()))
        entry = entry_of(outcome, sheet, settled.iris, quads)
        writeups[outcome.path] = entry
        tally.total = moved(tally.total, 0, summed([entry.lines]))
        yield from quads
    rest = {*merged.quads(), *settled.further, *overlay(settled.resolution, settled.sheets, mint.identity)}
    tally.come(rest)
    yield from rest


class Tally:
    """What is known of a graph in numbers, kept while quads come and go.

    Args:
        total: sum of the hashes of all that is written.
        counts: term → how many facts of the default graph have this class or property.
    """

    def __init__(self, total: int = 0, counts: Mapping[str, int] | None = None) -> None:
        self.total = total
        self._counts = Counter(counts or {})

    @property
    def counts(self) -> dict[str, int]:
        """Term → how many facts of the default graph have this class or property; sorted."""
        return {name: n for name, n in sorted(self._counts.items()) if n}

    def come(self, quads: Collection[ox.Quad]) -> None:
        """Count quads that come."""
        self.total = moved(self.total, 0, summed(map(str, quads)))
        self._counts.update(_terms(quads))

    def go(self, quads: Collection[ox.Quad]) -> None:
        """Count quads that go."""
        self.total = moved(self.total, summed(map(str, quads)), 0)
        self._counts.subtract(_terms(quads))


def counted_in(store: ox.Store) -> dict[str, int]:
    """Return the counts of a graph that nothing was kept of; see ``Ledger``."""
    return dict(sorted(Counter(_terms(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))).items()))


def _terms(quads: Iterable[ox.Quad]) -> Iterator[str]:
    default, kind = ox.DefaultGraph(), term("rdf:type")
    for quad in quads:
        if quad.graph_name == default:
            named = quad.object if quad.predicate == kind else quad.predicate
            if isinstance(named, ox.NamedNode) and named.value.startswith(_HW):
                yield f"{'a ' if quad.predicate == kind else ''}{named.value[len(_HW) :]}"


def entry_of(outcome: Outcome, sheet: Sheet, iris: Mapping[Key, str], quads: Iterable[ox.Quad]) -> Entry:
    """Return what a ledger keeps of a write-up.

    Args:
        outcome: with its reading as it is believed.
        sheet: of it.
        iris: of its things.
        quads: that were written of it.
    """
    mark = mark_of(outcome, sheet, iris)
    return Entry(iris[outcome.path, WRITEUP], outcome.held.hex(), outcome.said.hex(), mark, digest_of(lines_of(quads)))


def mark_of(outcome: Outcome, sheet: Sheet, iris: Mapping[Key, str]) -> str:
    """Return a digest of a write-up's reading and the IRIs of its things, of which its quads are made.

    Args:
        outcome: signed.
        sheet: of it.
        iris: of its things.
    """
    named = "\n".join([iris[outcome.path, WRITEUP], *[iris[record.key] for record in sheet.records]])
    return hashlib.blake2b(outcome.said + named.encode(), digest_size=16).hexdigest()


def further_of(settled: Settled) -> Further:
    """Return what a ledger keeps of what no write-up says."""
    quads = settled.further
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    lines = {str(quad) for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    digest = digest_of([*lines_of(quads), *sorted(map(str, settled.denied))])
    return Further(tuple(sorted(graphs)), tuple(sorted(lines)), digest)


def label_digests(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the digest of each label that people gave."""
    return {iri: hashlib.sha256(label.encode()).hexdigest()[:16] for iri, label in sorted(labels.items())}
