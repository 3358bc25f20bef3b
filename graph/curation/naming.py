"""What to write into the curation file for a thing of the graph, and whether the graph has what a person names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from hallway.errors import NameNotFound
from hallway.graph.curation.reference import Reference
from hallway.graph.curation.things import folded
from hallway.graph.lookup import find, label_of
from hallway.graph.terms import PREFIXES, term
from hallway.schema.vocabulary import vocabulary

_DEFAULT = ox.DefaultGraph()


def things(store: ox.Store, text: str) -> tuple[str, ...]:
    """Return the IRIs of what a person names: by name, ``path/of/writeup.md#Name``, or IRI; at least one.

    Args:
        store: the graph.
        text: as given.

    Raises:
        NameNotFound: nothing is called that; the hint gives what comes nearest.
    """
    wanted = text.strip()
    path, mark, name = wanted.partition("#")
    graphs = _graphs(store, path) if mark else ()
    if not graphs:
        return find(store, wanted)
    names: set[str] = set()
    for kind in ("rdfs:label", "skos:altLabel"):
        found = set()
        for graph in graphs:
            for quad in store.quads_for_pattern(None, term(kind), None, graph):
                if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
                    names.add(quad.object.value)
                    if folded(quad.object.value) == folded(name.strip()):
                        found.add(quad.subject.value)
        if found:
            return tuple(sorted(found))
    near = nearest(name, names)
    raise NameNotFound(f"{path} calls nothing {name!r}", hint=f"perhaps {near}" if near else f"see hallway show {path}")


def reference(store: ox.Store, text: str, wanted: Sequence[str] = ()) -> tuple[str, str]:
    """Return what to write for a thing that a person names, and its IRI.

    Args:
        store: the graph.
        text: as given.
        wanted: classes that tell things of one name apart.

    Raises:
        NameNotFound: nothing is called that, or several things are; the hint gives the choices.
    """
    iris = things(store, text)
    iris = tuple(iri for iri in iris if not _only_called_so(store, iri)) or iris
    if len(iris) > 1 and wanted:
        fitting = [iri for iri in iris if any(vocabulary().fits(kind, tuple(wanted)) for kind in kinds(store, iri))]
        iris = tuple(fitting) or iris
        if len(iris) == 1:
            return lasting(store, iris[0]), iris[0]
    if len(iris) > 1:
        choices = " or ".join(sorted(lasting(store, iri, unique=False) for iri in iris)[:6])
        raise NameNotFound(f"{text!r} may be one of {len(iris)} things", hint=f"write {choices}")
    if "#" in text and text.strip() != iris[0]:
        return text.strip(), iris[0]
    given = Reference(text.strip())
    return (text.strip(), iris[0]) if not given.iri and not _local(iris[0]) else (lasting(store, iris[0]), iris[0])


def lasting(store: ox.Store, iri: str, *, unique: bool = True) -> str:
    """Return the name of a thing that will mean it after the next build too.

    That is its label where nothing else has it; ``path#label`` for what only one write-up knows; else the end of its
    IRI.

    Args:
        store: the graph.
        iri: of the thing.
        unique: whether its label may be given without looking whether others have it.
    """
    label = label_of(store, ox.NamedNode(iri))
    if _local(iri):
        for quad in store.quads_for_pattern(ox.NamedNode(iri), term("rdfs:label"), None, None):
            if isinstance(quad.graph_name, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                for source in store.quads_for_pattern(quad.graph_name, term("dcterms:source"), None, quad.graph_name):
                    if isinstance(source.object, ox.Literal):
                        return f"{source.object.value}#{quad.object.value}"
    if unique and not Reference(label).iri and "#" not in label:
        others = [one for one in find(store, label) if one != iri]
        if all(_only_called_so(store, one) for one in others):
            return label
    return Reference(iri).iri or iri


def kinds(store: ox.Store, iri: str) -> tuple[str, ...]:
    """Return the classes of a thing, sorted."""
    found = {
        quad.object.value.removeprefix(PREFIXES["hw"])
        for quad in store.quads_for_pattern(ox.NamedNode(iri), term("rdf:type"), None, _DEFAULT)
        if isinstance(quad.object, ox.NamedNode)
    }
    return tuple(sorted(found & vocabulary().classes.keys()))


def paths(store: ox.Store) -> list[str]:
    """Return the paths of all write-ups, sorted."""
    quads = store.quads_for_pattern(None, term("dcterms:source"), None, _DEFAULT)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)})


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the names that come nearest, as they are shown; "" if none comes near."""
    from rapidfuzz import fuzz, process

    near = process.extract(name[:400], sorted(names), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    return ", ".join(repr(text) for text, _, _ in near)


def _graphs(store: ox.Store, path: str) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(None, term("dcterms:source"), ox.Literal(path), _DEFAULT)
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _only_called_so(store: ox.Store, iri: str) -> bool:
    """Whether it is a tag or a write-up: one that is called like a thing is not meant by that name."""
    return Reference(iri).iri.startswith("topic/") or kinds(store, iri) == ("WriteUp",)


def _local(iri: str) -> bool:
    """Whether only one write-up knows the thing, as its IRI tells."""
    return Reference(iri).iri.count("/") > 1
