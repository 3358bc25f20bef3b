"""Why a fact is believed: every quote behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.errors import NameNotFound
from hallway.graph.lookup import find, property_of
from hallway.graph.terms import term

_RUNGS = ("curated", "verbatim", "structural", "document", "model", "inferred")


@dataclass(frozen=True, slots=True)
class Reason:
    """One place that supports a fact, or one rule by which it follows.

    Args:
        subject: IRI.
        predicate: IRI.
        object: IRI or value.
        rung: how it was read.
        rule: name of the rule that gave it.
        confidence: 0..1.
        path: of the write-up, "" for what no write-up says itself.
        line: of the quote, from 1; 0 if not known.
        quote: the words as they stand in the file.
        start: code point of the decoded source where they begin.
        end: code point after their last.
        depth: 0 for the fact that was asked for, n for what it follows from in n steps.
        said: of a fact that a person added: who said so, where and when; and from when to when it holds.
    """

    subject: str
    predicate: str
    object: str
    rung: str
    rule: str
    confidence: float
    path: str = ""
    line: int = 0
    quote: str = ""
    start: int = 0
    end: int = 0
    depth: int = 0
    said: str = ""

    @property
    def where(self) -> str:
        """The place as ``path:line``."""
        return f"{self.path}:{self.line}" if self.line else self.path


def why(store: ox.Store, subject: str, predicate: str, object: str) -> list[Reason]:
    """Return every reason to believe a fact, best first; after an inferred one what it follows from.

    The write-ups themselves are not needed: the graph holds the quotes and their lines.

    Args:
        store: the graph.
        subject: name or IRI of a thing.
        predicate: ``worksOn``, ``hw:worksOn`` or an IRI.
        object: name or IRI of a thing, or a value.

    Returns:
        The reasons; empty if nothing in the graph says so.

    Raises:
        NameNotFound: the subject or the object is nothing that the graph knows, or the predicate is no property.
    """
    verb = property_of(predicate)
    subjects = [ox.NamedNode(iri) for iri in find(store, subject)]
    pending = [
        (statement, 0)
        for thing, target in _ends(store, subjects, verb, object)
        for statement in _statements(store, ox.Triple(thing, verb, target))
    ]
    seen = {statement for statement, _ in pending}
    reasons: list[Reason] = []
    while pending:
        level = sorted((_reason(store, statement, depth) for statement, depth in pending), key=_order)
        reasons += level
        pending = [(ground, depth + 1) for statement, depth in pending for ground in _grounds(store, statement)]
        pending = [(ground, depth) for ground, depth in dict(pending).items() if ground not in seen]
        seen.update(ground for ground, _ in pending)
    return reasons


def denied(store: ox.Store, subject: str, predicate: str, object: str) -> list[str]:
    """Return where people denied a fact, each as ``path:line`` of the curation file, sorted.

    Args:
        store: the graph.
        subject: name or IRI of a thing.
        predicate: ``worksOn``, ``hw:worksOn`` or an IRI.
        object: name or IRI of a thing, or a value.

    Raises:
        NameNotFound: the subject is nothing that the graph knows, or the predicate is no property.
    """
    verb, places = property_of(predicate), set()
    try:
        iris = set(find(store, object))
    except NameNotFound:
        iris = set()
    for thing in find(store, subject):
        for quad in store.quads_for_pattern(None, term("owl:sourceIndividual"), ox.NamedNode(thing), None):
            values = {q.predicate.value: q.object for q in store.quads_for_pattern(quad.subject, None, None, None)}
            individual = values.get(term("owl:targetIndividual").value)
            value = values.get(term("owl:targetValue").value)
            to = isinstance(individual, ox.NamedNode) and individual.value in iris
            to = to or (isinstance(value, ox.Literal) and value.value == object)
            if to and values.get(term("owl:assertionProperty").value) == verb:
                assert isinstance(quad.graph_name, ox.NamedNode)
                line = values[term("hw:line").value]
                path = _path(store, quad.graph_name.value.removesuffix("/evidence"))
                places.add((path, int(line.value) if isinstance(line, ox.Literal) else 0))
    return [f"{path}:{line}" for path, line in sorted(places)]


def _ends(
    store: ox.Store, subjects: Sequence[ox.NamedNode], predicate: ox.NamedNode, name: str
) -> list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """Subject and object of each fact that is meant; a value of one subject need be no name to the others."""
    found: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = []
    unknown: NameNotFound | None = None
    for subject in subjects:
        try:
            found += [(subject, object) for object in _objects(store, subject, predicate, name)]
        except NameNotFound as error:
            unknown = error
    if unknown is not None and not found:
        raise unknown
    return found


def _objects(
    store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode, name: str
) -> Iterator[ox.NamedNode | ox.Literal]:
    values = [quad.object for quad in store.quads_for_pattern(subject, predicate, None, ox.DefaultGraph())]
    literals = [value for value in values if isinstance(value, ox.Literal) and value.value == name]
    yield from literals
    try:
        iris = set(find(store, name))
    except NameNotFound:
        if not literals and not any(isinstance(value, ox.Literal) for value in values):
            raise
        return
    yield from (value for value in values if isinstance(value, ox.NamedNode) and value.value in iris)


def _statements(store: ox.Store, triple: ox.Triple) -> list[ox.NamedNode]:
    """Return the statements of a triple, from every evidence graph."""
    found = []
    # the object and the subject of a fact are named together by few statements, the predicate by very many
    for quad in store.quads_for_pattern(None, term("rdf:subject"), triple.subject, None):
        statement = quad.subject
        if isinstance(statement, ox.NamedNode) and all(
            ox.Quad(statement, term(part), value, quad.graph_name) in store
            for part, value in (("rdf:predicate", triple.predicate), ("rdf:object", triple.object))
        ):
            found.append(statement)
    return found


def _grounds(store: ox.Store, statement: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(statement, term("prov:wasDerivedFrom"), None, None):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object


def _reason(store: ox.Store, statement: ox.NamedNode, depth: int) -> Reason:
    values: dict[str, str] = {}
    for quad in store.quads_for_pattern(statement, None, None, None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            values[quad.predicate.value] = quad.object.value

    def value(name: str) -> str:
        return values.get(term(name).value, "")

    writeup = value("prov:wasQuotedFrom")
    if value("hw:readAs") == "curated":
        for quad in store.quads_for_pattern(statement, term("rdf:type"), None, None):
            if isinstance(quad.graph_name, ox.NamedNode):  # what people said is in a file, too
                writeup = quad.graph_name.value.removesuffix("/evidence")
    return Reason(
        subject=value("rdf:subject"),
        predicate=value("rdf:predicate"),
        object=value("rdf:object"),
        rung=value("hw:readAs"),
        rule=value("hw:rule"),
        confidence=float(value("hw:confidence") or 0),
        path=_path(store, writeup) if writeup else "",
        line=int(value("hw:line") or 0),
        quote=value("oa:exact"),
        start=int(value("oa:start") or 0),
        end=int(value("oa:end") or 0),
        depth=depth,
        said=", ".join(
            f"{word} {text}"
            for word, name in (("said by", "saidBy"), ("in", "saidIn"), ("on", "saidOn"), ("holds", "holdsDuring"))
            if (text := value(f"hw:{name}"))
        ),
    )


def _path(store: ox.Store, graph: str) -> str:
    path = ""
    for quad in store.quads_for_pattern(ox.NamedNode(graph), term("dcterms:source"), None, ox.NamedNode(graph)):
        path = quad.object.value if isinstance(quad.object, ox.Literal) else path
    return path


def _order(reason: Reason) -> tuple[int, int, float, str, int, int, str, str, str, str]:
    rank = _RUNGS.index(reason.rung) if reason.rung in _RUNGS else len(_RUNGS)
    place = reason.path, reason.start, reason.end, reason.rule
    return reason.depth, rank, -reason.confidence, *place, reason.subject, reason.predicate, reason.object
