"""The SHACL shapes against the merged facts, by pySHACL."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from hallway.graph.terms import curie
from hallway.schema.vocabulary import SOURCE, vocabulary

_SHAPES = SOURCE.with_name("generated") / "shapes.ttl"


def violations(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Yield what breaks a shape: the IRI of what is wrong, and what is wrong with it in one line.

    Args:
        store: its default graph is looked at.
    """
    from pyshacl import validate
    from rdflib import RDFS, SH, Graph, URIRef

    data = Graph()
    data.parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt")
    classes = vocabulary().classes
    for kind in classes.values():
        # SHACL takes the hierarchy from the data: what is wanted to be software may be a project or a tool
        if kind.parent:
            data.add((URIRef(kind.iri), RDFS.subClassOf, URIRef(classes[kind.parent].iri)))
    shapes = Graph()
    shapes.parse(_SHAPES, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    for result in report.subjects(SH.focusNode, unique=True):
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
        wrong = _MESSAGES.get(component, str(report.value(result, SH.resultMessage)).splitlines()[0])
        shown = f" {str(value)[:80]!r}" if value is not None else ""
        name = f"{curie(str(path))}{shown}: " if path is not None else ""
        yield str(report.value(result, SH.focusNode)), f"{name}{wrong}"


_MESSAGES = {
    "ClassConstraintComponent": "is not of the class that belongs there",
    "DatatypeConstraintComponent": "is not of the type that belongs there",
    "MaxCountConstraintComponent": "stands more often than it may",
    "MinCountConstraintComponent": "is missing",
    "NodeKindConstraintComponent": "is a value where a thing belongs, or a thing where a value belongs",
    "OrConstraintComponent": "is not of a type that belongs there",
}
"""Kind of constraint → what breaking it means; for others pySHACL's own message is shown."""
