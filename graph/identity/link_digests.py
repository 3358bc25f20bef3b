"""Which of the statements on why things are one changed since the build before, told without writing them all.

A corpus of ten thousand write-ups has a hundred thousand links; a digest is kept of those that end at one write-up,
and quads are made for those write-ups alone whose digest changed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from hallway.extractors.reading import WRITEUP
from hallway.graph.identity.clusters import Link
from hallway.graph.identity.overlay import overlay
from hallway.graph.identity.resolution import Resolution
from hallway.graph.identity.sheets import Sheet
from hallway.graph.terms import term

_ENDS = (term("rdf:subject"), term("rdf:object"))


def link_digests(resolution: Resolution, sheets: Iterable[Sheet]) -> dict[str, str]:
    """Return the digest of all that is written of the links whose second record is a write-up's, by its path.

    Args:
        resolution: what was found.
        sheets: of the corpus.
    """
    iris = resolution.iris
    names = {record.key: record.entity.name for sheet in sheets for record in sheet.records}
    links: dict[str, list[object]] = defaultdict(list)
    for link, predicate, against in _told(resolution):
        one, two = link.one, link.two
        links[two[0]] += (link.reason, link.detail, link.confidence, predicate, against, *one, two[1])
        links[two[0]] += (iris[one], names.get(one), iris[two], names.get(two), iris[one[0], WRITEUP])
    found = {}
    for path, told in links.items():
        content = repr((iris[path, WRITEUP], told)).encode("utf-8", "surrogatepass")
        found[path] = hashlib.blake2b(content, digest_size=16).hexdigest()
    return found


def changed_links(
    store: ox.Store,
    resolution: Resolution,
    sheets: Sequence[Sheet],
    graph: str,
    changed: Collection[str],
    writeups: Iterable[str],
) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the quads to take out and to write so that the graph of identity says what was found.

    Args:
        store: holds the build before.
        resolution: what was found.
        sheets: of the corpus.
        graph: IRI of the graph of identity.
        changed: paths of write-ups whose links changed.
        writeups: IRIs that these had in the build before.
    """
    place = ox.NamedNode(graph)
    statements: set[ox.NamedNode | ox.BlankNode | ox.Triple] = set()
    for writeup in writeups:
        for derived in list(store.quads_for_pattern(None, term("prov:wasDerivedFrom"), ox.NamedNode(writeup), place)):
            statements |= {q.subject for q in store.quads_for_pattern(None, _ENDS[1], derived.subject, place)}
    old = {quad for statement in statements for quad in store.quads_for_pattern(statement, None, None, place)}
    for record in {quad.object for quad in old if quad.predicate in _ENDS}:
        # told of for the sake of its links: it goes with the last, and is as it was while one is
        links = {quad.subject for end in _ENDS for quad in store.quads_for_pattern(None, end, record, place)}
        if links <= statements and isinstance(record, ox.NamedNode):
            old.update(store.quads_for_pattern(record, None, None, place))
    some = replace(
        resolution,
        merges=tuple(link for link in resolution.merges if link.two[0] in changed),
        doubts=tuple(doubt for doubt in resolution.doubts if doubt.link.two[0] in changed),
    )
    paths = {key[0] for link, _, _ in _told(some) for key in (link.one, link.two)}
    return old, set(overlay(some, [sheet for sheet in sheets if sheet.path in paths], graph))


def _told(resolution: Resolution) -> Iterator[tuple[Link, str, str]]:
    for link in resolution.merges:
        yield link, "skos:exactMatch", ""
    for doubt in resolution.doubts:
        yield doubt.link, "skos:closeMatch", doubt.against
