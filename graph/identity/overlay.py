"""Why things are one, written down: what each write-up speaks of, which of it was joined, and what was doubted.

The write-ups' own graphs speak of resolved things. Here stand the records they were resolved from,
``<write-up>/evidence/of-<id>``, each with ``prov:specializationOf`` its thing. A merge is a statement that two records
are a ``skos:exactMatch``, a doubt that they might have been a ``skos:closeMatch``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from hallway.extractors.reading import WRITEUP
from hallway.graph.identity.clusters import Link
from hallway.graph.identity.records import Key
from hallway.graph.identity.resolution import Resolution
from hallway.graph.identity.sheets import Sheet
from hallway.graph.iri import evidence, evidence_graph
from hallway.graph.terms import clean, decimal, term


def overlay(resolution: Resolution, sheets: Iterable[Sheet], graph: str) -> Iterator[ox.Quad]:
    """Yield the quads that say why things are one, in no order.

    Args:
        resolution: what was found.
        sheets: of the corpus.
        graph: IRI of the graph of identity.
    """
    place = ox.NamedNode(graph)
    labels = {record.key: clean(record.entity.name) for sheet in sheets for record in sheet.records}
    told: set[Key] = set()
    for link, predicate, against in [
        *((link, "skos:exactMatch", "") for link in resolution.merges),
        *((doubt.link, "skos:closeMatch", doubt.against) for doubt in resolution.doubts),
    ]:
        told |= {link.one, link.two}
        for name, value in _statement(resolution, link, predicate, against):
            iri = evidence(graph, *link.one, *link.two, link.reason, predicate)
            yield ox.Quad(ox.NamedNode(iri), term(name), value, place)
    for key in sorted(told):
        record = ox.NamedNode(record_iri(resolution, key))
        yield ox.Quad(record, term("prov:specializationOf"), ox.NamedNode(resolution.iris[key]), place)
        yield ox.Quad(record, term("prov:wasDerivedFrom"), ox.NamedNode(resolution.iris[key[0], WRITEUP]), place)
        if labels.get(key):
            yield ox.Quad(record, term("rdfs:label"), ox.Literal(labels[key]), place)


def record_iri(resolution: Resolution, key: Key) -> str:
    """Return the IRI of what one write-up tells of one thing."""
    # no hash there, nor any write-up of its own: see ``Mint.writeups``
    return f"{evidence_graph(resolution.iris[key[0], WRITEUP])}/of-{quote(key[1], safe='-._~')}"


def _statement(
    resolution: Resolution, link: Link, predicate: str, against: str
) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield "rdf:type", term("Match")
    yield "rdf:subject", ox.NamedNode(record_iri(resolution, link.one))
    yield "rdf:predicate", term(predicate)
    yield "rdf:object", ox.NamedNode(record_iri(resolution, link.two))
    yield "hw:rule", ox.Literal(link.reason)
    yield "hw:confidence", decimal(link.confidence)
    if detail := clean(link.detail):
        yield "dcterms:description", ox.Literal(detail)
    if against:
        yield "hw:against", ox.Literal(clean(against))
