"""What people said, as quads: facts with who said so, other names, what they denied, and what matches nothing any more.

A denied fact is an ``owl:NegativePropertyAssertion`` (https://www.w3.org/TR/owl2-syntax/#Negative_Object_Property_Assertions),
an entry that matches nothing is an ``oa:Annotation`` of the graph of curated facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from hallway.extractors.reading import Entity
from hallway.graph.curation.curated import Curated, CuratedFact, Denial, New, Unmatched
from hallway.graph.identity.records import Key, family_of
from hallway.graph.iri import Mint, evidence, evidence_graph
from hallway.graph.terms import clean, date, decimal, integer, term

_DATES = frozenset({"schema:startDate", "schema:endDate"})

Value = ox.NamedNode | ox.Literal


def curated_quads(curated: Curated, iris: Mapping[Key, str], base: str) -> Iterator[ox.Quad]:
    """Yield what people said: for the default graph, the graph of curated facts, and its evidence; in no order.

    Args:
        curated: what came of the curation file.
        iris: of every entity of every reading.
        base: what the IRIs of entities begin with.
    """
    if not curated.file:
        return
    mint = Mint(base)
    place, why = ox.NamedNode(mint.curated), ox.NamedNode(evidence_graph(mint.curated))
    said = {*_names(curated, iris), *_new(curated, iris, mint)}
    for thing, kind in curated.kinds:
        said.add(ox.Triple(ox.NamedNode(_iri(thing, iris, mint)), term("rdf:type"), term(kind)))
    for fact in curated.facts:
        triple = _triple(fact, iris, mint)
        said.add(triple)
        yield from (ox.Quad(node, term(name), value, why) for node, name, value in _evidence(fact, triple, mint))
    for triple in said:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
        yield ox.Quad(triple.subject, triple.predicate, triple.object, place)
    for denial in curated.denials:
        for triple in denied_triples(denial, iris):
            yield from (ox.Quad(node, term(name), value, why) for node, name, value in _denied(denial, triple, mint))
    for entry in curated.unmatched:
        yield from (ox.Quad(node, term(name), value, why) for node, name, value in _unmatched(entry, mint))
    yield ox.Quad(place, term("dcterms:source"), ox.Literal(curated.file), place)


def denied_triples(denial: Denial, iris: Mapping[Key, str]) -> set[ox.Triple]:
    """Return what a person denied, as triples of resolved things.

    Args:
        denial: with entities of readings.
        iris: of every entity of every reading.
    """
    objects: set[Value] = {ox.NamedNode(iris[key]) for key in denial.objects}
    if denial.value:
        objects = {_literal(denial.predicate, denial.value)}
    subjects = {iris[key] for key in denial.subjects}
    return {ox.Triple(ox.NamedNode(one), term(denial.predicate), two) for one in subjects for two in objects}


def _names(curated: Curated, iris: Mapping[Key, str]) -> Iterator[ox.Triple]:
    wanted = {iris[key] for key, _ in curated.aliases}
    called: dict[str, set[str]] = defaultdict(set)
    for sheet in curated.sheets if wanted else ():
        for record in sheet.records:
            if (iri := iris[record.key]) in wanted:
                called[iri].add(clean(record.entity.name))
    for key, name in curated.aliases:
        iri = iris[key]
        if (text := clean(name)) and text not in called[iri] and text != clean(curated.decisions.names.get(key, "")):
            yield ox.Triple(ox.NamedNode(iri), term("skos:altLabel"), ox.Literal(text))


def _new(curated: Curated, iris: Mapping[Key, str], mint: Mint) -> Iterator[ox.Triple]:
    ends = {end for fact in curated.facts for end in (fact.subject, fact.object) if isinstance(end, New)}
    taken = set(iris.values()) if ends else set()
    for thing in sorted(ends):
        iri = _iri(thing, iris, mint)
        yield ox.Triple(ox.NamedNode(iri), term("rdf:type"), term(thing.kind))
        if iri not in taken:
            yield ox.Triple(ox.NamedNode(iri), term("rdfs:label"), ox.Literal(clean(thing.name)))


def _iri(thing: Key | New, iris: Mapping[Key, str], mint: Mint) -> str:
    if isinstance(thing, New):
        return mint.entity(family_of(Entity("", (thing.kind,), thing.name)), thing.name)
    return iris[thing]


def _triple(fact: CuratedFact, iris: Mapping[Key, str], mint: Mint) -> ox.Triple:
    subject = ox.NamedNode(_iri(fact.subject, iris, mint))
    if isinstance(fact.object, str):
        return ox.Triple(subject, term(fact.predicate), _literal(fact.predicate, fact.object))
    return ox.Triple(subject, term(fact.predicate), ox.NamedNode(_iri(fact.object, iris, mint)))


def _literal(predicate: str, text: str) -> ox.Literal:
    return date(text) if predicate in _DATES else ox.Literal(clean(text))


def _evidence(
    fact: CuratedFact, triple: ox.Triple, mint: Mint
) -> Iterator[tuple[ox.NamedNode, str, Value]]:
    told = fact.testimony
    node = ox.NamedNode(evidence(mint.curated, *map(str, triple), fact.line))
    yield node, "rdf:type", term("rdf:Statement")
    assert isinstance(triple.subject, ox.NamedNode)
    yield node, "rdf:subject", triple.subject
    yield node, "rdf:predicate", triple.predicate
    assert isinstance(triple.object, ox.NamedNode | ox.Literal)
    yield node, "rdf:object", triple.object
    yield node, "hw:readAs", ox.Literal("curated")
    yield node, "hw:rule", ox.Literal(fact.rule)
    yield node, "hw:confidence", decimal(1)
    yield node, "hw:line", integer(fact.line)
    for name, text in (
        ("oa:exact", told.quote),
        ("hw:saidBy", clean(told.who)),
        ("hw:saidIn", clean(told.where)),
        ("hw:holdsDuring", fact.during),
    ):
        if text:
            yield node, name, ox.Literal(text)
    if told.date:
        yield node, "hw:saidOn", date(told.date)


def _denied(denial: Denial, triple: ox.Triple, mint: Mint) -> Iterator[tuple[ox.NamedNode, str, Value]]:
    node = ox.NamedNode(evidence(mint.curated, "denied", *map(str, triple), denial.line))
    yield node, "rdf:type", term("owl:NegativePropertyAssertion")
    assert isinstance(triple.subject, ox.NamedNode)
    yield node, "owl:sourceIndividual", triple.subject
    yield node, "owl:assertionProperty", triple.predicate
    assert isinstance(triple.object, ox.NamedNode | ox.Literal)
    yield node, "owl:targetValue" if isinstance(triple.object, ox.Literal) else "owl:targetIndividual", triple.object
    yield node, "hw:line", integer(denial.line)


def _unmatched(entry: Unmatched, mint: Mint) -> Iterator[tuple[ox.NamedNode, str, Value]]:
    node = ox.NamedNode(evidence(mint.curated, "unmatched", str(entry)))
    yield node, "rdf:type", term("oa:Annotation")
    yield node, "oa:hasTarget", ox.NamedNode(mint.curated)
    yield node, "oa:bodyValue", ox.Literal(clean(str(entry)))
    yield node, "hw:line", integer(entry.line)
