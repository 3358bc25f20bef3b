"""What follows from the facts of a graph by rule, with the statements that it follows from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.fixpoint import Fact, Known, Proof, fixpoint
from hallway.graph.iri import evidence, evidence_graph
from hallway.graph.terms import decimal, term
from hallway.schema.rules import Rule

_DEFAULT = ox.DefaultGraph()
_SUBJECT, _PREDICATE, _OBJECT, _CONFIDENCE = map(
    term, ("rdf:subject", "rdf:predicate", "rdf:object", "hw:confidence")
)

Support = tuple[float, str]
"""How sure the surest statement of a fact is, and the statement's IRI."""

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
    known, values = Known(), {}
    for predicate in sorted({pattern[1] for rule in rules for pattern in (*rule.body, rule.head)}):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT):
            if not inferred or quad.triple not in inferred:
                known.add((str(quad.subject), predicate, written := str(quad.object)))
                values[written] = quad.object
    barred = {(str(triple.subject), triple.predicate.value, str(triple.object)) for triple in denied}
    proofs = fixpoint(known, rules, barred)
    premises = {fact for several in proofs.values() for _, facts in several for fact in facts}
    support = _support(store, premises, ox.NamedNode(evidence_graph(graph)))
    return Inference(graph, concluded(proofs, rules, support, graph, values))


def concluded(
    proofs: Mapping[Fact, Sequence[Proof]],
    rules: Sequence[Rule],
    support: dict[Fact, Support],
    graph: str,
    values: Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple],
) -> tuple[Inferred, ...]:
    """Return what was proved, each by the surest of its proofs, sorted.

    Args:
        proofs: in the order in which they were found, so that premises come before what follows from them.
        rules: by number.
        support: of premises; what is proved is added.
        graph: IRI of the graph of inferred facts.
        values: objects of facts by how they are written, if they are no IRIs.
    """
    found = []
    for fact, several in proofs.items():
        triple = ox.Triple(_node(fact[0]), ox.NamedNode(fact[1]), values.get(fact[2]) or _node(fact[2]))
        certainty, name, statements = min(_weighed(rules[number], facts, support) for number, facts in several)
        support[fact] = -certainty, statement_iri(graph, triple)
        found.append(Inferred(triple, name, -certainty, statements))
    return tuple(sorted(found, key=lambda inferred: str(inferred.triple)))


def _node(written: str) -> ox.NamedNode:
    return ox.NamedNode(written[1:-1])


def _support(store: ox.Store, premises: set[Fact], inferred: ox.NamedNode) -> dict[Fact, Support]:
    """Return for each premise that has evidence its surest statement, with its confidence.

    What an inference before left in its graph of evidence is passed over.
    """
    best: dict[Fact, tuple[float, str]] = {}
    for predicate in sorted({fact[1] for fact in premises}):
        for row in _select(store, _asked("?s", predicate, "?o", inferred)):
            fact = str(row["s"]), predicate, str(row["o"])
            if fact in premises:
                # the lower IRI wins among equals, so that the choice does not depend on the store's order
                candidate = -float(row["c"].value), row["st"].value
                best[fact] = min(best.get(fact, candidate), candidate)
    return {fact: (-certainty, statement) for fact, (certainty, statement) in best.items()}


def support_of(store: ox.Store, fact: Fact, inferred: ox.NamedNode) -> Support | None:
    """Return the surest statement of one fact; None if it has no evidence.

    Args:
        store: as for ``infer``.
        fact: any.
        inferred: graph of evidence that is passed over.
    """
    rows = [(-float(row["c"].value), row["st"].value) for row in _select(store, _asked(*fact, inferred))]
    certainty, statement = min(rows, default=(0.0, ""))
    return (-certainty, statement) if statement else None


def _asked(subject: str, predicate: str, object: str, inferred: ox.NamedNode) -> str:
    return f"""
SELECT ?st ?s ?o ?c WHERE {{
  FILTER (?g != {inferred})
  GRAPH ?g {{ ?st {_PREDICATE} <{predicate}> ; {_SUBJECT} {subject} ; {_OBJECT} {object} ; {_CONFIDENCE} ?c }} }}
"""


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def _weighed(
    rule: Rule, premises: Sequence[Fact], support: Mapping[Fact, Support]
) -> tuple[float, str, tuple[str, ...]]:
    """Return a proof so that the least is the best: surest first, then by the rule's name and the premises."""
    known = [support[fact] for fact in premises if fact in support]
    # as many places as the graph keeps, so that the choice is the same when the graph is read again
    certainty = round(rule.confidence * min((certainty for certainty, _ in known), default=1.0), 4)
    return -certainty, rule.name, tuple(sorted({statement for _, statement in known}))
