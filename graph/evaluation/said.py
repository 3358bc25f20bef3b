"""What each write-up's own graph says, with where it says so: the side of a comparison that stands against gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hallway.extractors.pairing import GROUPS, RELATIONS, Annotation, Thing, Triple, thing

if TYPE_CHECKING:
    import pyoxigraph

    from hallway.extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class Support:
    """One piece of evidence of a fact.

    Args:
        confidence: 0..1.
        line: of the write-up, from 1; 0 if not known.
        rule: name of the rule that gave it.
        quote: the words, white space folded.
    """

    confidence: float
    line: int
    rule: str
    quote: str


@dataclass(frozen=True)
class Said:
    """What one write-up's own graph says.

    Args:
        path: of the write-up, as the graph has it; "" where the graph does not hold it.
        annotation: its entities and relations, as they are compared; ids are IRIs.
        genre: what kind of write-up it is; "" if not told.
        support: the evidence of each relation, the surest first.
    """

    path: str = ""
    annotation: Annotation = field(default_factory=lambda: Annotation({}, frozenset(), ""))
    genre: str = ""
    support: Mapping[Triple, tuple[Support, ...]] = field(default_factory=dict)

    def confidence(self, fact: Triple) -> float:
        """Return how sure a fact is: as sure as the surest of its evidence; 0 without any."""
        return max((one.confidence for one in self.support.get(fact, ())), default=0.0)

    def line(self, fact: Triple) -> int:
        """Return the line of the surest evidence of a fact, 0 without any."""
        return next((one.line for one in self.support.get(fact, ())), 0)

    def first_line(self, entity: str) -> int:
        """Return the first line on which a relation of an entity is said, 0 if it has none."""
        lines = [self.line(fact) for fact in self.support if entity in (fact[0], fact[2])]
        return min((line for line in lines if line), default=0)


def said_by(reading: Reading) -> Said:
    """Return what a reading says, before it is part of any graph."""
    things = {e.id: thing(e.kinds[0], (e.name, *e.aliases), e.urls) for e in reading.entities if e.kinds[0] in GROUPS}
    relations = [(f.subject, f.predicate, f.object) for f in reading.facts if f.predicate in RELATIONS]
    support = {
        (f.subject, f.predicate, f.object): tuple(
            Support(e.confidence, 0, e.rule, " ".join(e.quote.split()))
            for e in sorted(f.evidence, key=lambda e: (-e.confidence, e.start, e.rule))
        )
        for f in reading.facts
        if f.predicate in RELATIONS
    }
    return Said(reading.path, Annotation.of(things, relations, reading.author), reading.genre, support)


def read_graph(store: pyoxigraph.Store) -> dict[str, Said]:
    """Read what each write-up's own graph says.

    Args:
        store: an open graph.

    Returns:
        What each write-up says, by its file name without folders.
    """
    import pyoxigraph as ox

    from hallway.graph.iri import evidence_graph
    from hallway.graph.terms import term

    found: dict[str, Said] = {}
    sources = store.quads_for_pattern(None, term("dcterms:source"), None, None)
    for quad in sorted(sources, key=lambda q: str(q.graph_name)):
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph) or quad.subject != graph:
            continue
        path = _value(quad.object)
        relations = [
            (_value(q.subject), p, _value(q.object))
            for p in RELATIONS
            for q in store.quads_for_pattern(None, term(p), None, graph)
        ]
        creators, genres = (
            sorted(_value(q.object) for q in store.quads_for_pattern(graph, term(p), None, graph))
            for p in ("dcterms:creator", "schema:genre")
        )
        annotation = Annotation.of(_things(store, graph), relations, creators[0] if creators else "")
        support = _support(store, ox.NamedNode(evidence_graph(_value(graph))))
        found[path.rsplit("/", 1)[-1]] = Said(
            path=path,
            annotation=annotation,
            genre=genres[0] if genres else "",
            support={fact: support.get(fact, ()) for fact in sorted(annotation.relations)},
        )
    return found


def _things(store: pyoxigraph.Store, graph: pyoxigraph.NamedNode | pyoxigraph.BlankNode) -> dict[str, Thing]:
    from hallway.graph.terms import PREFIXES, term

    things: dict[str, Thing] = {}
    types = store.quads_for_pattern(None, term("rdf:type"), None, graph)
    for typed in sorted(types, key=lambda q: (str(q.subject), str(q.object))):
        kind, name = _value(typed.object).removeprefix(PREFIXES["hw"]), _value(typed.subject)
        if kind not in GROUPS or name in things:
            continue
        names = (
            _value(q.object)
            for p in ("rdfs:label", "skos:altLabel")
            for q in store.quads_for_pattern(typed.subject, term(p), None, graph)
        )
        pages = store.quads_for_pattern(typed.subject, term("schema:url"), None, graph)
        things[name] = thing(kind, names, (_value(q.object) for q in pages))
    return things


def _support(store: pyoxigraph.Store, graph: pyoxigraph.NamedNode) -> dict[Triple, tuple[Support, ...]]:
    from hallway.graph.terms import PREFIXES, term

    statements: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, None, None, graph):
        statements[_value(quad.subject)][quad.predicate.value] = _value(quad.object)
    names = ("rdf:subject", "rdf:predicate", "rdf:object", "hw:confidence", "hw:line", "hw:rule", "oa:exact")
    iris = [term(name).value for name in names]
    found: dict[Triple, list[Support]] = defaultdict(list)
    for _, values in sorted(statements.items()):
        s, p, o, confidence, line, rule, quote = (values.get(iri, "") for iri in iris)
        one = Support(float(confidence or 0), int(line or 0), rule, " ".join(quote.split()))
        found[s, p.removeprefix(PREFIXES["hw"]), o].append(one)
    return {
        fact: tuple(sorted(several, key=lambda one: (-one.confidence, one.line, one.rule, one.quote)))
        for fact, several in found.items()
    }


def _value(node: object) -> str:
    return str(getattr(node, "value", ""))
