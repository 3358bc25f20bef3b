"""A build made from the one before: only what is said otherwise, or by other IRIs, is taken out and written.

What it gives equals what ``writing`` gives from the same; a property test holds it to that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox

from hallway.graph.dataset import Merged
from hallway.graph.identity.link_digests import changed_links, link_digests
from hallway.graph.inference import Inference, infer, statement_iri
from hallway.graph.iri import Mint, evidence_graph
from hallway.graph.ledger import Entry, Ledger, moved, summed
from hallway.graph.outcome import Outcome
from hallway.graph.reinference import reinfer
from hallway.graph.settling import Settled
from hallway.graph.terms import term
from hallway.graph.turnover import Turnover
from hallway.graph.writing import Tally, entry_of, further_of, label_digests, mark_of
from hallway.schema.rules import inference_rules

_DEFAULT = ox.DefaultGraph()
_MOST = 0.1  # of the write-ups; where more changed, writing all is as fast
_NAMING = frozenset({term("rdfs:label"), term("skos:altLabel")})


def outdated(settled: Settled, ledger: Ledger) -> frozenset[str] | None:
    """Return the paths whose write-ups are to be written again or taken out.

    Args:
        settled: what is to be written.
        ledger: what was written before.

    Returns:
        The paths; None where so much changed that all is better written anew.
    """
    paths = {outcome.path for outcome in settled.outcomes}
    changed = ledger.writeups.keys() - paths
    for outcome, sheet in zip(settled.outcomes, settled.sheets, strict=True):
        entry = ledger.writeups.get(outcome.path)
        if entry is None or entry.mark != mark_of(outcome, sheet, settled.iris):
            changed.add(outcome.path)
    return frozenset(changed) if len(changed) <= max(1, _MOST * len(ledger.writeups)) else None


def unchanged(settled: Settled, ledger: Ledger, *, base: str) -> Ledger | None:
    """Return what is kept of a build in which no write-up says anything else, None if people do.

    Args:
        settled: what would be written.
        ledger: what was written before.
        base: what the IRIs of entities begin with.
    """
    if further_of(settled) != ledger.further or label_digests(settled.labels) != ledger.labels:
        return None
    if link_digests(settled.resolution, settled.sheets) != ledger.links:
        return None
    return replace(ledger, writeups={outcome.path: _reread(outcome, ledger) for outcome in settled.outcomes})


def _reread(outcome: Outcome, ledger: Ledger) -> Entry:
    """Return what is kept of a write-up that says the same as before, if perhaps in other bytes."""
    return replace(ledger.writeups[outcome.path], held=outcome.held.hex())


def update(
    store: ox.Store, settled: Settled, ledger: Ledger, changed: Collection[str], *, base: str
) -> tuple[Ledger, Turnover]:
    """Make a store that holds the build before into one that holds this build.

    Args:
        store: a copy of the build before, to be changed.
        settled: what is to be written.
        ledger: what the store holds.
        changed: paths to write again or take out, as ``outdated`` gives them.
        base: what the IRIs of entities begin with; the same as before.

    Returns:
        What the store holds now, and what came into its default graph and went from it.
    """
    return _Update(store, settled, ledger, changed, Mint(base)).run()


@dataclass(slots=True)
class _Update:
    store: ox.Store
    settled: Settled
    ledger: Ledger
    changed: Collection[str]
    mint: Mint
    tally: Tally = field(init=False)
    turnover: Turnover = field(default_factory=Turnover)

    def __post_init__(self) -> None:
        self.tally = Tally(self.ledger.total, self.ledger.counts)

    def run(self) -> tuple[Ledger, Turnover]:
        """Take out, write, and return what is held then."""
        news, entries, old, new = self._writeups()
        self._swap(old, new)
        further, labels = further_of(self.settled), label_digests(self.settled.labels)
        self._further()
        links = self._links()
        said = news.triples | _in_default(self.settled.further)
        before = {ox.NamedNode(entry.iri) for path, entry in self.ledger.writeups.items() if path in self.changed}
        self._facts({quad for quad in old if quad.graph_name in before}, said, entries)
        self._labels(_things({*old, *new}), labels)
        inferred = self._infer(said, {*old} ^ {*new}, curated=further != self.ledger.further)
        self.store.flush()
        counts, fingerprint = self.tally.counts, self.ledger.fingerprint
        return Ledger(fingerprint, self.tally.total, entries, counts, further, labels, inferred, links), self.turnover

    def _writeups(self) -> tuple[Merged, dict[str, Entry], set[ox.Quad], set[ox.Quad]]:
        """Return what changed write-ups say now, what is kept of all, and the quads of the changed before and now."""
        news = Merged(self.settled.iris, self.settled.labels)
        old: set[ox.Quad] = set()
        new: set[ox.Quad] = set()
        entries: dict[str, Entry] = {}
        for path in sorted(self.ledger.writeups.keys() & self.changed):
            entry = self.ledger.writeups[path]
            old.update(self._held(entry.iri), self._held(evidence_graph(entry.iri)))
            self.tally.total = moved(self.tally.total, summed([entry.lines]), 0)
        for outcome, sheet in zip(self.settled.outcomes, self.settled.sheets, strict=True):
            if outcome.path in self.changed:
                quads = set(news.writeup(*outcome.opened()))
                entry = entry_of(outcome, sheet, self.settled.iris, quads)
                self.tally.total = moved(self.tally.total, 0, summed([entry.lines]))
                new |= quads
            else:
                entry = _reread(outcome, self.ledger)
            entries[outcome.path] = entry
        return news, entries, old, new

    def _further(self) -> None:
        """Write the graphs that belong to no one write-up."""
        new = {quad for quad in self.settled.further if quad.graph_name != _DEFAULT}
        old = {quad for graph in self.ledger.further.graphs for quad in self._held(graph)}
        self.tally.go(old - new)
        self.tally.come(new - old)
        self._swap(old, new)

    def _links(self) -> dict[str, str]:
        """Write why things are one."""
        resolution, sheets, graph = self.settled.resolution, self.settled.sheets, self.mint.identity
        now, before = link_digests(resolution, sheets), self.ledger.links
        changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        iris = [self.ledger.writeups[path].iri for path in sorted(changed & before.keys())]
        old, new = changed_links(self.store, resolution, sheets, graph, changed, iris)
        new = {quad for quad in new if quad in old or quad not in self.store}  # records are shared by links
        self.tally.go(old - new)
        self.tally.come(new - old)
        self._swap(old, new)
        return now

    def _facts(self, old: Collection[ox.Quad], said: set[ox.Triple], entries: Mapping[str, Entry]) -> None:
        """Take out of the default graph what nothing says any more, and write what is said now."""
        gone = self._given_before()
        gone.update(quad.triple for quad in old if quad.predicate not in _NAMING)
        writeups = {ox.NamedNode(entry.iri) for entry in entries.values()}
        for triple in gone - said:
            same = self.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if not any(quad.graph_name in writeups for quad in same):
                self._out(triple)
        for triple in said:
            self._in(triple)

    def _given_before(self) -> set[ox.Triple]:
        """What people said for the default graph before."""
        lines = "\n".join(f"{line} ." for line in self.ledger.further.lines)
        return {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_QUADS)}

    def _labels(self, things: set[str], labels: Mapping[str, str]) -> None:
        """Name anew what changed write-ups speak of, or spoke of, and what people call otherwise."""
        things |= {iri for iri, _ in {*labels.items()} ^ {*self.ledger.labels.items()}}
        given = _in_default(self.settled.further)
        things |= {t.subject.value for t in self._given_before() ^ given if isinstance(t.subject, ox.NamedNode)}
        called = Merged(self.settled.iris, self.settled.labels)
        for sheet in self.settled.sheets:
            called.name(sheet, things)
        now = {quad.triple for quad in called.named()} | {triple for triple in given if triple.predicate in _NAMING}
        for iri in things:
            for predicate in _NAMING:
                for quad in list(self.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, _DEFAULT)):
                    if quad.triple not in now:
                        self._out(quad.triple)
        for triple in now:
            self._in(triple)

    def _infer(self, said: Collection[ox.Triple], touched: Collection[ox.Quad], *, curated: bool) -> int:
        """Draw conclusions anew where premises changed, and write where they differ; return how many there are.

        Args:
            said: by changed write-ups and by people.
            touched: quads of write-ups that came or went.
            curated: whether people say, or deny, something else than before.
        """
        rules, place = inference_rules(), ox.NamedNode(self.mint.inferred)
        properties = {ox.NamedNode(pattern[1]) for rule in rules for pattern in (*rule.body, rule.head)}
        changed = self._premises(properties, touched)
        if not curated and not changed:
            return self.ledger.inferred
        held = {quad.triple for quad in self._held(self.mint.inferred)}
        # what is said now was not inferred alone any more
        before, denied = held.difference(said), self.settled.denied
        some = None
        if not curated:
            changed |= held.intersection(said)
            some = reinfer(self.store, rules, graph=place.value, changed=changed, inferred=before, denied=denied)
        if some is None:
            follows = infer(self.store, rules, graph=place.value, inferred=before, denied=denied)
            old = {*self._held(place.value), *self._held(evidence_graph(place.value))}
        else:
            follows = Inference(place.value, some.facts)
            gone = held & some.touched
            before &= some.touched
            why = ox.NamedNode(evidence_graph(place.value))
            old = {ox.Quad(triple.subject, triple.predicate, triple.object, place) for triple in gone}
            for triple in gone:
                statement = ox.NamedNode(statement_iri(place.value, triple))
                old.update(self.store.quads_for_pattern(statement, None, None, why))
        now = {quad for quad in follows.quads() if quad.graph_name != _DEFAULT}
        self.tally.go(old - now)
        self.tally.come(now - old)
        self._swap(old, now)
        facts = {fact.triple for fact in follows.facts}
        for triple in before - facts:
            self._out(triple)
        for triple in facts - before:
            self._in(triple)
        return len(facts) if some is None else self.ledger.inferred - len(gone) + len(facts)

    def _premises(self, properties: Collection[ox.NamedNode], touched: Collection[ox.Quad]) -> set[ox.Triple]:
        """Return the facts that came or went, or whose evidence did, and from which conclusions are drawn."""
        changed = {t for t in {*self.turnover.came, *self.turnover.went} if t.predicate in properties}
        parts = {term("rdf:subject"): 0, term("rdf:predicate"): 1, term("rdf:object"): 2}
        told: dict[ox.NamedNode | ox.BlankNode | ox.Triple, list[Any]] = defaultdict(lambda: [None] * 3)
        for quad in touched:
            if (part := parts.get(quad.predicate)) is not None:
                told[quad.subject][part] = quad.object
        return changed | {ox.Triple(*three) for three in told.values() if three[1] in properties}

    def _held(self, graph: str) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def _swap(self, old: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Take out and write quads of named graphs, and forget graphs that hold nothing any more."""
        for quad in old - new:
            self.store.remove(quad)
        self.store.extend(new - old)
        for graph in {quad.graph_name for quad in old} - {quad.graph_name for quad in new}:
            if isinstance(graph, ox.NamedNode) and not any(self._held(graph.value)):
                self.store.remove_graph(graph)

    def _in(self, triple: ox.Triple) -> None:
        quad = ox.Quad(*triple)
        if quad not in self.store:
            self.store.add(quad)
            self.tally.come([quad])
            self.turnover.come(triple)

    def _out(self, triple: ox.Triple) -> None:
        quad = ox.Quad(*triple)
        if quad in self.store:
            self.store.remove(quad)
            self.tally.go([quad])
            self.turnover.go(triple)


def _in_default(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in quads if quad.graph_name == _DEFAULT}


def _things(quads: Iterable[ox.Quad]) -> set[str]:
    """Return what the graphs of write-ups speak of, each write-up among it."""
    kind, statement = term("rdf:type"), term("rdf:Statement")
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate == kind and quad.object != statement and isinstance(quad.subject, ox.NamedNode)
    }
