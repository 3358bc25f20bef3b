"""All that a graph knows of one thing."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.lookup import find, label_of
from hallway.graph.terms import PREFIXES, curie, term

_NAMING = frozenset({"rdf:type", "rdfs:label", "skos:altLabel", "schema:url"})
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One fact, seen from the thing that it is told of.

    Args:
        predicate: prefixed name of the property (``hw:worksOn``).
        label: what the thing at the other end is called, or the value.
        iri: of the thing at the other end, "" for a value.
    """

    predicate: str
    label: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A thing and all that is known of it.

    Args:
        iri: its IRI.
        label: what it is called.
        kinds: its classes without prefix, sorted.
        aliases: its other names, sorted.
        urls: its own pages, sorted.
        facts: what it does or has, sorted.
        incoming: facts that lead to it, sorted; ``iri`` and ``label`` are their subject.
        writeups: paths of the write-ups that speak of it, sorted.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    urls: tuple[str, ...]
    facts: tuple[Known, ...]
    incoming: tuple[Known, ...]
    writeups: tuple[str, ...]


def describe(store: ox.Store, name: str) -> tuple[Description, ...]:
    """Return all that is known of everything that a name stands for; several things may share a name.

    Args:
        store: the graph.
        name: name or IRI, as ``hallway.graph.lookup.find`` takes it.

    Raises:
        NameNotFound: nothing is called that; the hint gives what comes nearest.
    """
    return tuple(_described(store, ox.NamedNode(iri)) for iri in find(store, name))


def _described(store: ox.Store, thing: ox.NamedNode) -> Description:
    naming: dict[str, set[str]] = {name: set() for name in _NAMING}
    facts, incoming, writeups = set(), set(), set()
    for quad in store.quads_for_pattern(thing, None, None, _DEFAULT):
        predicate = curie(quad.predicate.value)
        iri = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
        if predicate in _NAMING:
            naming[predicate].add(iri or label_of(store, quad.object))
        else:
            facts.add(Known(predicate, label_of(store, quad.object), iri))
    for quad in store.quads_for_pattern(None, None, thing, _DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            incoming.add(Known(curie(quad.predicate.value), label_of(store, quad.subject), quad.subject.value))
    for quad in store.quads_for_pattern(thing, term("rdf:type"), None, None):
        if isinstance(quad.graph_name, ox.NamedNode):
            for source in store.quads_for_pattern(quad.graph_name, term("dcterms:source"), None, quad.graph_name):
                writeups.add(label_of(store, source.object))
    return Description(
        iri=thing.value,
        label=label_of(store, thing),
        kinds=tuple(sorted(kind.removeprefix(PREFIXES["hw"]) for kind in naming["rdf:type"])),
        aliases=tuple(sorted(naming["skos:altLabel"])),
        urls=tuple(sorted(naming["schema:url"])),
        facts=tuple(sorted(facts)),
        incoming=tuple(sorted(incoming)),
        writeups=tuple(sorted(writeups)),
    )
