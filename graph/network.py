"""The merged graph as a networkx multigraph: entities as nodes, facts between them as edges, each with its quotes.

Made for drawing and for export to network formats. Everything is sorted, so that the same store gives the same network.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hallway.errors import NameNotFound, QueryError

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

HW = "https://w3id.org/hallway/vocab#"
SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"

KINDS = ("Person", "Event", "Talk", "Project", "Tool", "Organization", "Place", "EventSeries", "Topic", "WriteUp")
"""Classes that a node can be of, in the order in which they are listed and in which a node's first one is chosen."""

THING = "Thing"
"""Class of a node that the graph gives no class of the vocabulary."""

_NAMES_SHOWN = 3
_NEAR = 55.0  # of 100: below, a "near" name only puzzles


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """One place in one write-up that a fact was read from.

    Args:
        path: the write-up's file, relative to the corpus root; its IRI if the graph does not say.
        start: code point in the decoded source where the quote begins, -1 if unknown.
        end: code point after its last, -1 if unknown.
        line: line of ``start`` from 1, 0 if the graph does not say.
        text: the words as they stand in the file.
        rung: how it was read (``verbatim`` … ``model``).
        rule: name of the rule that read it.
        confidence: 0..1.
    """

    path: str
    start: int
    end: int
    line: int
    text: str
    rung: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Value:
    """A fact whose object is a value: a rating, a date.

    Args:
        predicate: property without its namespace.
        text: the value as written in the graph.
        quotes: where it was read.
    """

    predicate: str
    text: str
    quotes: tuple[Quote, ...] = ()


def fold(text: str) -> str:
    """Return a name without case, accents and runs of white space, for comparing.

    >>> fold("  Rémy   HUBSCHER ")
    'remy hubscher'
    """
    marks = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).casefold().split())


def to_network(
    store: ox.Store,
    *,
    about: str | None = None,
    types: Collection[str] = (),
    event: str | None = None,
    depth: int = 1,
) -> nx.MultiDiGraph[str]:
    """Return the merged facts as a network, whole or in part.

    Nodes are entity IRIs with ``label`` (str), ``kinds`` (tuple of class names), ``aliases``, ``urls`` (tuples of str)
    and ``values`` (tuple of `Value`); edges are keyed by property name and carry ``predicate`` (str) and ``quotes``
    (tuple of `Quote`, surest first). ``network.graph["centre"]`` holds the IRIs that ``about`` or ``event`` named.

    Args:
        store: a graph as ``hallway build`` makes it.
        about: name, alias or IRI of the entity in the middle; all entities of that name where there are several.
        types: classes to keep (``Person``, ``talk`` …; ``Software`` for projects and tools); none means all. What
            ``about`` or ``event`` names stays.
        event: name of an event; keeps it, all that is part of it, and everything that has a fact with one of these.
        depth: how many facts away from ``about``, in either direction, at least 0.

    Returns:
        The network, its nodes sorted by IRI and its edges by subject, property and object.

    Raises:
        NameNotFound: no entity is called ``about``, or no event ``event``; the message offers near names.
        QueryError: a class of ``types`` does not exist, or ``depth`` is negative.
    """
    wanted = _check_types(types)
    if depth < 0:
        raise QueryError(f"depth is {depth}", hint="give 0 or more")
    network = _structure(store)
    centre: set[str] = set()
    if event is not None:
        events = _find(network, event, {"Event", "EventSeries"})
        centre |= events
        network = _induced(network, _event_scope(network, events))
    if about is not None:
        middle = _find(network, about, set())
        centre = middle
        network = _induced(network, _around(network, middle, depth))
    if wanted:
        network = _induced(network, {n for n, d in network.nodes(data=True) if n in centre or wanted & set(d["kinds"])})
    network.graph["centre"] = tuple(sorted(centre & set(network)))
    _add_quotes(network, store)
    return network


def _check_types(types: Collection[str]) -> set[str]:
    known = {kind.casefold(): {kind} for kind in (*KINDS, THING)} | {"software": {"Project", "Tool"}}
    wanted: set[str] = set()
    for name in types:
        kinds = known.get(name.removeprefix("hw:").casefold())
        if kinds is None:
            raise QueryError(f"no class is called {name!r}", hint="there are " + ", ".join((*KINDS, "Software")))
        wanted |= kinds
    return wanted


def _structure(store: ox.Store) -> nx.MultiDiGraph[str]:
    import networkx as nx
    import pyoxigraph as ox

    rows: dict[str, dict[str, set[str]]] = {}  # entity → kind of attribute → values
    links: set[tuple[str, str, str]] = set()
    values: dict[str, set[tuple[str, str]]] = {}

    def note(entity: str, what: str, value: str) -> None:
        rows.setdefault(entity, {}).setdefault(what, set()).add(value)

    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.Triple):
            continue
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
        is_node = isinstance(quad.object, ox.NamedNode)
        if predicate == RDF + "type":
            if value.startswith(HW):
                note(subject, "kind", value.removeprefix(HW))
        elif predicate == RDFS + "label":
            note(subject, "label" if not getattr(quad.object, "language", None) else "translation", value)
        elif predicate == SKOS + "altLabel":
            note(subject, "alias", value)
        elif predicate == SCHEMA + "url":
            note(subject, "url", value)
        elif predicate.startswith(HW) and is_node:
            links.add((subject, predicate.removeprefix(HW), value))
        elif predicate.startswith((HW, SCHEMA)) and not is_node:
            values.setdefault(subject, set()).add((predicate.removeprefix(HW).removeprefix(SCHEMA), value))

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    linked = {end for s, _, o in links for end in (s, o)}
    for iri in sorted({iri for iri, row in rows.items() if "kind" in row} | linked):
        row = rows.get(iri, {})
        kinds = tuple(kind for kind in KINDS if kind in row.get("kind", ())) or (THING,)
        if kinds == ("WriteUp",) and iri not in linked:
            continue  # a write-up is drawn where it takes part in a fact; else its quotes speak for it
        label = min(row.get("label") or row.get("translation") or {_title(store, iri)})
        names = row.get("alias", set()) | row.get("label", set()) | row.get("translation", set())
        network.add_node(
            iri,
            label=label,
            kinds=kinds,
            aliases=tuple(sorted(names - {label})),
            urls=tuple(sorted(row.get("url", ()))),
            values=tuple(Value(name, text) for name, text in sorted(values.get(iri, ()))),
        )
    for s, p, o in sorted(links):
        network.add_edge(s, o, key=p, predicate=p, quotes=())
    return network


def _title(store: ox.Store, iri: str) -> str:
    """Return a name for an entity that has none: a write-up's title, else the last words of its IRI."""
    import pyoxigraph as ox

    node = ox.NamedNode(iri)
    titles = [
        q.object.value
        for q in store.quads_for_pattern(node, ox.NamedNode(DCTERMS + "title"), None, node)
        if isinstance(q.object, ox.Literal)
    ]
    return min(titles) if titles else re.split(r"[/#]", iri.rstrip("/#"))[-1].replace("-", " ") or iri


def _find(network: nx.MultiDiGraph[str], name: str, kinds: set[str]) -> set[str]:
    """Return the nodes that carry a name: by IRI, else by label, else by alias."""
    known = {n: d for n, d in network.nodes(data=True) if not kinds or kinds & set(d["kinds"])}
    if name in known:
        return {name}
    sought = fold(name)
    found = {n for n, d in known.items() if fold(d["label"]) == sought}
    found = found or {n for n, d in known.items() if any(fold(alias) == sought for alias in d["aliases"])}
    if not found:
        what = "no event is called" if kinds else "nothing is called"
        near = near_names(network, name, known)
        raise NameNotFound(f"{what} {name!r}", hint="near: " + ", ".join(near) if near else "")
    return found


def near_names(network: nx.MultiDiGraph[str], name: str, nodes: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return up to three labels that are written like ``name``, nearest first.

    Args:
        network: where to look.
        name: what was asked for.
        nodes: the only nodes to look at; all if None.
    """
    from rapidfuzz import fuzz, process

    labels: dict[str, str] = {}  # folded → as shown
    for node in sorted(network if nodes is None else nodes):
        for form in (network.nodes[node]["label"], *network.nodes[node]["aliases"]):
            labels.setdefault(fold(form), network.nodes[node]["label"])
    best = process.extract(fold(name), labels.keys(), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=4 * _NAMES_SHOWN)
    ranked = sorted(best, key=lambda row: (-row[1], row[0]))
    return tuple(dict.fromkeys(labels[row[0]] for row in ranked))[:_NAMES_SHOWN]


def _neighbours(network: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    yield from network.successors(node)
    yield from network.predecessors(node)


def _around(network: nx.MultiDiGraph[str], middle: set[str], depth: int) -> set[str]:
    reached = dict.fromkeys(sorted(middle), 0)
    queue = deque(reached)
    while queue:
        node = queue.popleft()
        if reached[node] == depth:
            continue
        for neighbour in _neighbours(network, node):
            if neighbour not in reached:
                reached[neighbour] = reached[node] + 1
                queue.append(neighbour)
    return set(reached)


def _event_scope(network: nx.MultiDiGraph[str], events: set[str]) -> set[str]:
    inside = set(events)
    queue = deque(sorted(events))
    while queue:
        for part, _, predicate in network.in_edges(queue.popleft(), keys=True):
            if predicate in ("partOf", "inSeries") and part not in inside:
                inside.add(part)
                queue.append(part)
    return inside | {neighbour for node in inside for neighbour in _neighbours(network, node)}


def _induced(network: nx.MultiDiGraph[str], keep: set[str]) -> nx.MultiDiGraph[str]:
    import networkx as nx

    # not network.subgraph(keep).copy(): that lists nodes in the order of a set, which differs from run to run
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((n, d) for n, d in network.nodes(data=True) if n in keep)
    for s, o, p, d in network.edges(keys=True, data=True):
        if s in keep and o in keep:
            part.add_edge(s, o, key=p, **d)
    return part


def _add_quotes(network: nx.MultiDiGraph[str], store: ox.Store) -> None:
    import pyoxigraph as ox

    about, paths = ox.NamedNode(RDF + "subject"), _paths(store)
    for node, data in network.nodes(data=True):
        found: dict[tuple[str, str], set[Quote]] = {}
        for mark in store.quads_for_pattern(None, about, ox.NamedNode(node), None):
            fields: dict[str, str] = {}
            for quad in store.quads_for_pattern(mark.subject, None, None, mark.graph_name):
                if not isinstance(quad.object, ox.Triple):
                    fields[quad.predicate.value] = quad.object.value
            predicate = fields.get(RDF + "predicate", "").removeprefix(HW).removeprefix(SCHEMA)
            found.setdefault((predicate, fields.get(RDF + "object", "")), set()).add(_quote(fields, paths))
        for _, target, key, edge in network.out_edges(node, keys=True, data=True):
            edge["quotes"] = _ranked(found.get((key, target), ()))
        data["values"] = tuple(replace(v, quotes=_ranked(found.get((v.predicate, v.text), ()))) for v in data["values"])


def _paths(store: ox.Store) -> dict[str, str]:
    import pyoxigraph as ox

    quads = store.quads_for_pattern(None, ox.NamedNode(DCTERMS + "source"), None, None)
    return {
        q.subject.value: q.object.value
        for q in quads
        if isinstance(q.subject, ox.NamedNode) and not isinstance(q.object, ox.Triple)
    }


def _quote(fields: dict[str, str], paths: dict[str, str]) -> Quote:
    writeup = fields.get(PROV + "wasQuotedFrom", "")
    return Quote(
        path=paths.get(writeup, writeup),
        start=_number(fields.get(OA + "start"), -1),
        end=_number(fields.get(OA + "end"), -1),
        line=_number(fields.get(HW + "line"), 0),
        text=fields.get(OA + "exact", ""),
        rung=fields.get(HW + "readAs", "").removeprefix(HW),
        rule=fields.get(HW + "rule", "").removeprefix(HW),
        confidence=_share(fields.get(HW + "confidence")),
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,18}", text) else default


def _share(text: str | None) -> float:
    try:
        share = float(text or "")
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 1.0) if share == share else 0.0  # "NaN" is a valid xsd:double


def _ranked(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda q: (-q.confidence, q)))
