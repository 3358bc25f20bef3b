"""What follows from the facts of a graph by rule, to the end: nothing more follows when this is done.

Semi-naive evaluation of Datalog (Abiteboul, Hull, Vianu: Foundations of Databases, 1995, section 13.1): each round
joins what the round before found with everything known, so that no conclusion is drawn twice from the same premises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.iri import evidence, evidence_graph
from hallway.graph.terms import decimal, term
from hallway.schema.rules import Pattern, Rule

_DEFAULT = ox.DefaultGraph()

Fact = tuple[str, str, str]
"""Subject and object as N-Triples writes them, and between them the property's bare IRI."""

Proof = tuple[int, tuple[Fact, ...]]
"""The number of a rule, and the facts that its patterns met."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """One fact that follows, by its shortest proof; of equally short ones the surest.

    Args:
        triple: the fact.
        rule: name of the rule that gives it.
        confidence: 0..1, the least of its premises' times the rule's.
        premises: statements (IRIs) that it follows from, sorted; premises without evidence are left out.
    """

    triple: ox.Triple
    rule: str
    confidence: float
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inference:
    """All that follows.

    Args:
        graph: IRI of the graph of inferred facts.
        facts: sorted by subject, property, object; none of them is asserted.
    """

    graph: str
    facts: tuple[Inferred, ...]

    def quads(self) -> Iterator[ox.Quad]:
        """Yield each fact for the default graph and the graph of inferred facts, and its statement for the evidence."""
        graph, why = ox.NamedNode(self.graph), ox.NamedNode(evidence_graph(self.graph))
        a, subject, predicate, object = map(term, ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object"))
        read_as, rule, confidence = map(term, ("hw:readAs", "hw:rule", "hw:confidence"))
        kind, derived, rung = term("rdf:Statement"), term("prov:wasDerivedFrom"), ox.Literal("inferred")
        for fact in self.facts:
            triple = fact.triple
            yield ox.Quad(triple.subject, triple.predicate, triple.object)
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            statement = ox.NamedNode(statement_iri(self.graph, triple))
            yield ox.Quad(statement, a, kind, why)
            yield ox.Quad(statement, subject, triple.subject, why)
            yield ox.Quad(statement, predicate, triple.predicate, why)
            yield ox.Quad(statement, object, triple.object, why)
            yield ox.Quad(statement, read_as, rung, why)
            yield ox.Quad(statement, rule, ox.Literal(fact.rule), why)
            yield ox.Quad(statement, confidence, decimal(fact.confidence), why)
            for premise in fact.premises:
                yield ox.Quad(statement, derived, ox.NamedNode(premise), why)


def statement_iri(graph: str, triple: ox.Triple) -> str:
    """Return the IRI of the statement that says why a fact was inferred."""
    return evidence(graph, *map(str, triple))


def infer(
    store: ox.Store,
    rules: Sequence[Rule],
    *,
    graph: str,
    inferred: Collection[ox.Triple] = frozenset(),
    denied: Collection[ox.Triple] = (),
) -> Inference:
    """Return what follows from the merged facts of a store; the store stays as it is.

    Args:
        store: its default graph holds the facts, its other graphs their evidence.
        rules: to apply, in any order.
        graph: IRI of the graph of inferred facts.
        denied: what people denied; it is not concluded, and nothing follows from it.
        inferred: what stands in the default graph though no write-up says it, from an inference before.

    Returns:
        What follows and is not asserted; the same for the same facts and rules. Nothing is related to itself: where
        parts go round in a circle, no event becomes a part of itself.
    """
    rules = sorted(rules, key=lambda rule: rule.name)
    known, values = _Known(), {}
    for predicate in sorted({pattern[1] for rule in rules for pattern in (*rule.body, rule.head)}):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
            if not inferred or quad.triple not in inferred:
                known.add((str(quad.subject), predicate, written := str(quad.object)))
                values[written] = quad.object
    barred = {(str(triple.subject), triple.predicate.value, str(triple.object)) for triple in denied}
    proofs = _fixpoint(known, rules, barred)
    premises = {fact for several in proofs.values() for _, facts in several for fact in facts}
    support = _support(store, premises, ox.NamedNode(evidence_graph(graph)))
    found = []
    for fact, several in proofs.items():  # in the order found, so that premises come before what follows from them
        triple = ox.Triple(_node(fact[0]), ox.NamedNode(fact[1]), values.get(fact[2]) or _node(fact[2]))
        certainty, name, statements = min(_weighed(rules[number], facts, support) for number, facts in several)
        support[fact] = -certainty, statement_iri(graph, triple)
        found.append(Inferred(triple, name, -certainty, statements))
    return Inference(graph, tuple(sorted(found, key=lambda inferred: str(inferred.triple))))


class _Known:
    """Facts, found by property and by either end."""

    __slots__ = ("all", "by_object", "by_predicate", "by_subject")

    def __init__(self) -> None:
        self.all: set[Fact] = set()
        self.by_predicate: dict[str, list[Fact]] = defaultdict(list)
        self.by_subject: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self.by_object: dict[tuple[str, str], list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Take a fact in; one that is there already changes nothing."""
        if fact not in self.all:
            self.all.add(fact)
            self.by_predicate[fact[1]].append(fact)
            self.by_subject[fact[0], fact[1]].append(fact)
            self.by_object[fact[1], fact[2]].append(fact)

    def matching(self, pattern: Pattern, binding: Mapping[str, str]) -> Sequence[Fact]:
        """Return the facts that a pattern can mean, given what some variables stand for."""
        subject, predicate, object = _value(pattern[0], binding), pattern[1], _value(pattern[2], binding)
        if subject and object:
            return [fact] if (fact := (subject, predicate, object)) in self.all else []
        if subject:
            return self.by_subject.get((subject, predicate), ())
        if object:
            return self.by_object.get((predicate, object), ())
        return self.by_predicate.get(predicate, ())


def _fixpoint(known: _Known, rules: Sequence[Rule], barred: Collection[Fact]) -> dict[Fact, list[Proof]]:
    """Add all that follows and is not barred to what is known; return it, with every proof of its first round."""
    proofs: dict[Fact, list[Proof]] = {}
    news: _Known | None = None
    while news is None or news.all:
        found: dict[Fact, set[Proof]] = defaultdict(set)
        for number, rule in enumerate(rules):
            # in the first round everything is new, and one position of the body meets it all
            for first in range(len(rule.body) if news else 1):
                for binding, premises in _solutions(rule.body, first, news or known, known):
                    fact = _fact(rule.head, binding)
                    if fact[0] != fact[2] and fact[0].startswith("<") and fact not in known.all and fact not in barred:
                        found[fact].add((number, premises))
        news = _Known()
        for fact in sorted(found):
            proofs[fact] = list(found[fact])
            known.add(fact)
            news.add(fact)
    return proofs


def _solutions(
    body: Sequence[Pattern], first: int, news: _Known, known: _Known
) -> Iterator[tuple[dict[str, str], tuple[Fact, ...]]]:
    """Yield what the variables of a body can stand for where its pattern ``first`` meets a new fact."""
    order = _ordered(body, first)
    partial: list[tuple[dict[str, str], tuple[Fact, ...]]] = [({}, ())]
    for step, number in enumerate(order):
        pattern = body[number]
        longer = []
        for binding, premises in partial:
            for fact in (known if step else news).matching(pattern, binding):
                if (bound := _bound(pattern, fact, binding)) is not None:
                    longer.append((bound, (*premises, fact)))
        partial = longer
    yield from partial


def _ordered(body: Sequence[Pattern], first: int) -> list[int]:
    """Return the order in which to meet patterns: each, where possible, shares a variable with those before."""
    order, rest = [first], [number for number in range(len(body)) if number != first]
    while rest:
        seen = {part for number in order for part in body[number] if part.startswith("?")}
        order.append(max(rest, key=lambda number: (len(seen.intersection(body[number])), -number)))
        rest.remove(order[-1])
    return order


def _bound(pattern: Pattern, fact: Fact, binding: Mapping[str, str]) -> dict[str, str] | None:
    extended = dict(binding)
    for part, value in ((pattern[0], fact[0]), (pattern[2], fact[2])):
        if part.startswith("?") and extended.setdefault(part, value) != value:
            return None
    return extended


def _value(part: str, binding: Mapping[str, str]) -> str | None:
    return binding.get(part) if part.startswith("?") else f"<{part}>"


def _fact(pattern: Pattern, binding: Mapping[str, str]) -> Fact:
    return _value(pattern[0], binding) or "", pattern[1], _value(pattern[2], binding) or ""


def _node(written: str) -> ox.NamedNode:
    return ox.NamedNode(written[1:-1])


def _support(store: ox.Store, premises: set[Fact], inferred: ox.NamedNode) -> dict[Fact, tuple[float, str]]:
    """Return for each premise that has evidence its surest statement, with its confidence.

    What an inference before left in its graph of evidence is passed over.
    """
    best: dict[Fact, tuple[float, str]] = {}
    for predicate in sorted({fact[1] for fact in premises}):
        asked = _STATEMENTS.replace("$predicate", str(ox.NamedNode(predicate))).replace("$inferred", str(inferred))
        for row in _select(store, asked):
            fact = str(row["s"]), predicate, str(row["o"])
            if fact in premises:
                # the lower IRI wins among equals, so that the choice does not depend on the store's order
                candidate = -float(row["c"].value), row["st"].value
                best[fact] = min(best.get(fact, candidate), candidate)
    return {fact: (-certainty, statement) for fact, (certainty, statement) in best.items()}


_STATEMENTS = f"""
SELECT ?st ?s ?o ?c WHERE {{
  FILTER (?g != $inferred)
  GRAPH ?g {{ ?st {term("rdf:predicate")} $predicate ; {term("rdf:subject")} ?s ; {term("rdf:object")} ?o ;
                 {term("hw:confidence")} ?c }} }}
"""


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def _weighed(
    rule: Rule, premises: Sequence[Fact], support: Mapping[Fact, tuple[float, str]]
) -> tuple[float, str, tuple[str, ...]]:
    """Return a proof so that the least is the best: surest first, then by the rule's name and the premises."""
    known = [support[fact] for fact in premises if fact in support]
    # as many places as the graph keeps, so that the choice is the same when the graph is read again
    certainty = round(rule.confidence * min((certainty for certainty, _ in known), default=1.0), 4)
    return -certainty, rule.name, tuple(sorted({statement for _, statement in known}))
