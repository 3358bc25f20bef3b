"""What follows by rule after a few facts changed, without drawing all other conclusions anew.

From the changed facts forward to every conclusion that may rest on one; from each of these back to all facts that it
may rest on; and over those few facts the same as over all. Deleting and rederiving, as in A. Gupta, I. S. Mumick and
V. S. Subrahmanian, "Maintaining Views Incrementally" (SIGMOD 1993), with proofs kept in view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.fixpoint import Binding, Fact, Known, bound_by, conclusion, fixpoint, solutions, value_of
from hallway.graph.inference import Inferred, Support, concluded, support_of
from hallway.graph.iri import evidence_graph
from hallway.schema.rules import Pattern, Rule

_DEFAULT = ox.DefaultGraph()
MOST = 20_000
"""Facts to be looked at beyond which all conclusions are drawn anew."""


@dataclass(frozen=True, slots=True)
class Reinferred:
    """What became of the conclusions that may rest on a changed fact.

    Args:
        touched: all of them, whether they hold or not, and the changed facts.
        facts: those that hold and are not asserted, sorted.
    """

    touched: frozenset[ox.Triple]
    facts: tuple[Inferred, ...]


def reinfer(
    store: ox.Store,
    rules: Sequence[Rule],
    *,
    graph: str,
    changed: Iterable[ox.Triple],
    inferred: Collection[ox.Triple],
    denied: Collection[ox.Triple] = (),
    most: int = MOST,
) -> Reinferred | None:
    """Return what became of conclusions that may rest on changed facts; the store stays as it is.

    Args:
        store: its default graph holds what is asserted now, and what was inferred before; its other graphs evidence.
        rules: to apply, in any order.
        graph: IRI of the graph of inferred facts.
        changed: facts that came, went, or have other evidence than before.
        inferred: what stands in the default graph and is not asserted.
        denied: what people denied, now and before alike.
        most: how many facts may be looked at.

    Returns:
        The same for these as ``infer`` finds; None if more would have to be looked at.
    """
    rules = sorted(rules, key=lambda rule: rule.name)
    begun = {_fact(triple): triple.object for triple in changed}
    anew = _Anew(store, rules, {_fact(triple) for triple in inferred}, most)
    anew.values.update({fact[2]: object for fact, object in begun.items()})
    try:
        touched = anew.forward(begun.keys())
        known = anew.backward(touched)
    except _TooManyError:
        return None
    proofs = fixpoint(known, rules, {_fact(triple) for triple in denied})
    place = ox.NamedNode(evidence_graph(graph))
    support: dict[Fact, Support] = {}
    for fact in {fact for several in proofs.values() for _, facts in several for fact in facts} - proofs.keys():
        if (found := support_of(store, fact, place)) is not None:
            support[fact] = found
    facts = concluded(proofs, rules, support, graph, anew.values)
    triples = frozenset(anew.triple(fact) for fact in touched)
    return Reinferred(triples, tuple(fact for fact in facts if fact.triple in triples))


class _TooManyError(Exception):
    pass


class _Anew:
    """Facts of a store, those that are gone, and those that may come."""

    def __init__(self, store: ox.Store, rules: Sequence[Rule], inferred: Collection[Fact], most: int) -> None:
        self.values: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
        self._store = store
        self._rules = rules
        self._inferred = inferred
        self._left = most
        self._besides = Known()
        self._found: dict[tuple[str | None, str, str | None], list[Fact]] = {}

    def forward(self, changed: Collection[Fact]) -> set[Fact]:
        """Return the changed facts, and all that may rest on one, now or before."""
        touched, news = set(changed), set(changed)
        for fact in changed:
            self._besides.add(fact)
        while news:
            known, heads = Known(), set()
            for fact in news:
                known.add(fact)
            for rule in self._rules:
                for first in range(len(rule.body)):
                    for binding, _ in solutions(rule.body, first, known, self):
                        head = conclusion(rule.head, binding)
                        if head not in touched and head not in heads and not self._asserted(head):
                            self._count()
                            heads.add(head)
            news = heads
            touched |= news
            for fact in news:
                self._besides.add(fact)
        return touched

    def backward(self, goals: Collection[Fact]) -> Known:
        """Return the asserted facts that a proof of any of these can use."""
        known = Known()
        seen, pending = set(goals), sorted(goals)
        while pending:
            goal = pending.pop()
            for rule in self._rules:
                for premises in self._premises(rule, goal):
                    for fact in premises:
                        if self._asserted(fact):
                            known.add(fact)
                        if fact not in seen:
                            self._count()
                            seen.add(fact)
                            pending.append(fact)
        for goal in goals:
            if self._asserted(goal):
                known.add(goal)
        return known

    def _premises(self, rule: Rule, goal: Fact) -> Iterator[tuple[Fact, ...]]:
        if rule.head[1] != goal[1] or (given := bound_by(rule.head, goal, {})) is None:
            return
        if conclusion(rule.head, given) != goal:  # an IRI in the head
            return
        told = [sum(part in given for part in (pattern[0], pattern[2])) for pattern in rule.body]
        for _, premises in solutions(rule.body, told.index(max(told)), self, self, given):
            yield premises

    def matching(self, pattern: Pattern, binding: Binding) -> Sequence[Fact]:
        """Return the facts that a pattern can mean, given what some variables stand for."""
        wanted = value_of(pattern[0], binding), pattern[1], value_of(pattern[2], binding)
        found = self._found.get(wanted)
        if found is None:
            found = self._found[wanted] = self._stored(*wanted)
        there = set(found)
        return [*found, *(fact for fact in self._besides.matching(pattern, binding) if fact not in there)]

    def _stored(self, subject: str | None, predicate: str, object: str | None) -> list[Fact]:
        if subject is not None and not subject.startswith("<"):
            return []
        one = ox.NamedNode(subject[1:-1]) if subject else None
        other = None if object is None else self._node(object)
        found = []
        for quad in self._store.quads_for_pattern(one, ox.NamedNode(predicate), other, _DEFAULT):
            self._count()
            fact = _fact(quad.triple)
            self.values[fact[2]] = quad.object
            found.append(fact)
        return found

    def _asserted(self, fact: Fact) -> bool:
        if fact in self._inferred:
            return False
        found = self._found.get(fact)
        if found is None:
            found = self._found[fact] = self._stored(*fact)
        return bool(found)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooManyError

    def _node(self, written: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
        return ox.NamedNode(written[1:-1]) if written.startswith("<") else self.values[written]

    def triple(self, fact: Fact) -> ox.Triple:
        """Return a fact as a triple."""
        return ox.Triple(ox.NamedNode(fact[0][1:-1]), ox.NamedNode(fact[1]), self._node(fact[2]))


def _fact(triple: ox.Triple) -> Fact:
    return str(triple.subject), triple.predicate.value, str(triple.object)
