"""What is drawn, before it is known how: nodes with places and sizes, edges, and the quotes behind them.

The page and the picture are both made from a `Scene`, so that they show the same thing in the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hallway.exports.drawing.layout import positions
from hallway.exports.drawing.look import radius
from hallway.graph.network import Quote, Value

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Node:
    """One entity: its name, classes, place (layout units, y down) and radius, and what the panel tells of it."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    urls: tuple[str, ...]
    values: tuple[Value, ...]
    x: float
    y: float
    radius: float
    degree: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact between two entities: indexes into the scene's nodes, the property, and its quotes, surest first."""

    source: int
    target: int
    predicate: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A network laid out.

    Args:
        title: its heading.
        nodes: sorted by IRI.
        edges: sorted by source, target and property.
        centre: indexes of the nodes that the drawing is about; may be empty.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    centre: tuple[int, ...] = ()


def lay_out(network: nx.MultiDiGraph[str], title: str) -> Scene:
    """Return the scene of a network as `hallway.graph.network.to_network` gives it."""
    index = {iri: i for i, iri in enumerate(sorted(network))}
    links = sorted((index[s], index[o], p, s, o) for s, o, p in network.edges(keys=True))
    degrees = [0] * len(index)
    for source, target, *_ in links:
        degrees[source] += 1
        degrees[target] += source != target
    radii = [radius(degree) for degree in degrees]
    places = positions(radii, [(source, target) for source, target, *_ in links])
    nodes = tuple(
        Node(
            iri=iri,
            label=network.nodes[iri]["label"],
            kinds=network.nodes[iri]["kinds"],
            aliases=network.nodes[iri]["aliases"],
            urls=network.nodes[iri]["urls"],
            values=network.nodes[iri]["values"],
            x=places[i][0],
            y=places[i][1],
            radius=radii[i],
            degree=degrees[i],
        )
        for iri, i in index.items()
    )
    edges = tuple(Edge(a, b, p, network.edges[s, o, p]["quotes"]) for a, b, p, s, o in links)
    centre = tuple(index[iri] for iri in network.graph.get("centre", ()) if iri in index)
    return Scene(title, nodes, edges, centre)
