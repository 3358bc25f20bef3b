"""Finding what a name stands for in a graph."""

from __future__ import annotations

import pyoxigraph as ox

from hallway.errors import NameNotFound
from hallway.graph.terms import PREFIXES, term
from hallway.schema.folding import fold

_DEFAULT = ox.DefaultGraph()


def find(store: ox.Store, name: str) -> tuple[str, ...]:
    """Return the IRIs of everything that a name stands for, sorted.

    Args:
        store: the graph.
        name: an IRI; the end of one (``person/remy-hubscher``); or a label or other name, whatever its case and
            accents. Labels come before other names: these are looked at only where no label matches.

    Raises:
        NameNotFound: nothing is called that; the hint gives what comes nearest.
    """
    wanted = name.strip()
    if _known(store, iri := wanted.strip("<>")):
        return (iri,)
    folded = fold(wanted)
    names: dict[str, set[str]] = {}
    for kind in ("rdfs:label", "skos:altLabel"):
        found = set()
        for quad in store.quads_for_pattern(None, term(kind), None, _DEFAULT):
            assert isinstance(quad.subject, ox.NamedNode)
            text = quad.object.value if isinstance(quad.object, ox.Literal) else ""
            names.setdefault(text, set()).add(quad.subject.value)
            ends_so = "/" in wanted and quad.subject.value.endswith(f"/{wanted}")
            # a name without any letter folds to nothing, and then only itself is meant
            if ends_so or text == wanted or (folded and fold(text) == folded):
                found.add(quad.subject.value)
        if found:
            return tuple(sorted(found))
    raise NameNotFound(f"nothing in the graph is called {wanted!r}", hint=_nearest(wanted, list(names)))


def property_of(name: str) -> ox.NamedNode:
    """Return the property that a name stands for: ``worksOn``, ``hw:worksOn`` or an IRI.

    Raises:
        NameNotFound: it is no name of a property.
    """
    prefix, colon, _ = name.partition(":")
    try:
        if name.startswith("<") or "://" in name:
            return ox.NamedNode(name.strip("<>"))
        if not colon or prefix in PREFIXES:
            return term(name)
    except ValueError:
        pass
    raise NameNotFound(f"{name!r} is no property", hint="write it as worksOn, hw:worksOn or an IRI")


def label_of(store: ox.Store, thing: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return what a thing is called: its label, else the end of its IRI; a value as it stands."""
    if isinstance(thing, ox.Literal):
        return thing.value
    if not isinstance(thing, ox.NamedNode):
        return str(thing)
    for quad in store.quads_for_pattern(thing, term("rdfs:label"), None, _DEFAULT):
        if isinstance(quad.object, ox.Literal):
            return quad.object.value
    return thing.value.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def _known(store: ox.Store, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return any(True for _ in store.quads_for_pattern(node, None, None, _DEFAULT))


def _nearest(name: str, names: list[str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(name, sorted(names), scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=60)
    return f"perhaps {', '.join(repr(text) for text, _, _ in near)}" if near else "hallway query lists what there is"
