"""Which of the statements on why things are one changed since the build before, told without writing them all.

A corpus of ten thousand write-ups has a hundred thousand links; a digest of each is kept, and quads are made of those
alone whose digest changed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from hallway.extractors.reading import WRITEUP, Reading
from hallway.graph.identity.clusters import Link
from hallway.graph.identity.overlay import overlay
from hallway.graph.identity.resolution import Resolution
from hallway.graph.iri import evidence
from hallway.graph.terms import term

_BITS = 64


def link_digests(resolution: Resolution, readings: Iterable[Reading], graph: str) -> dict[str, str]:
    """Return the digest of all that is written of each link, by the last part of its statement's IRI.

    Args:
        resolution: what was found.
        readings: of the corpus.
        graph: IRI of the graph of identity.
    """
    iris, sums = resolution.iris, defaultdict[str, int](int)
    names = {(reading.path, entity.id): entity.name for reading in readings for entity in reading.entities}
    for link, predicate, against in _told(resolution):
        ends = [(iris[key], iris[key[0], WRITEUP], names.get(key, "")) for key in (link.one, link.two)]
        content = repr((link.one, link.two, link.reason, link.detail, link.confidence, predicate, against, ends))
        digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
        # two links may share a statement
        sums[_name(link, predicate, graph)] += int.from_bytes(digest, "little")
    return {name: f"{total % (1 << _BITS):x}" for name, total in sums.items()}


def changed_links(
    store: ox.Store,
    resolution: Resolution,
    readings: Collection[Reading],
    graph: str,
    before: Mapping[str, str],
    now: Mapping[str, str],
) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the quads to take out and to write so that the graph of identity says what was found.

    Args:
        store: holds the build before.
        resolution: what was found.
        readings: of the corpus.
        graph: IRI of the graph of identity.
        before: as ``link_digests`` gave them for the build before.
        now: as it gives them now.
    """
    names = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    if not names:
        return set(), set()
    place = ox.NamedNode(graph)
    old: set[ox.Quad] = set()
    for name in names & before.keys():
        old.update(store.quads_for_pattern(ox.NamedNode(f"{graph}/evidence/{name}"), None, None, place))
    statements, ends = {quad.subject for quad in old}, (term("rdf:subject"), term("rdf:object"))
    for record in {quad.object for quad in old if quad.predicate in ends}:
        # told of for the sake of its links: it goes with the last, and is as it was while one is
        links = {quad.subject for end in ends for quad in store.quads_for_pattern(None, end, record, place)}
        if links <= statements and isinstance(record, ox.NamedNode):
            old.update(store.quads_for_pattern(record, None, None, place))
    changed = {link for link, predicate, _ in _told(resolution) if _name(link, predicate, graph) in names}
    some = replace(
        resolution,
        merges=tuple(link for link in resolution.merges if link in changed),
        doubts=tuple(doubt for doubt in resolution.doubts if doubt.link in changed),
    )
    paths = {key[0] for link in changed for key in (link.one, link.two)}
    return old, set(overlay(some, [reading for reading in readings if reading.path in paths], graph))


def _told(resolution: Resolution) -> Iterator[tuple[Link, str, str]]:
    for link in resolution.merges:
        yield link, "skos:exactMatch", ""
    for doubt in resolution.doubts:
        yield doubt.link, "skos:closeMatch", doubt.against


def _name(link: Link, predicate: str, graph: str) -> str:
    return evidence(graph, *link.one, *link.two, link.reason, predicate).rpartition("/")[2]
