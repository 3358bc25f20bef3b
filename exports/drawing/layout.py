"""Where each node stands: computed here once, so that a page opens at once and looks the same every time."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import igraph  # type: ignore[import-untyped]  # ships no types

Point = tuple[float, float]

_EDGE = 105.0  # wanted length of an edge, in layout units
_GAPS = ((80, 40.0), (400, 26.0))  # up to so many nodes, least space between two: room for all labels
_GAP = 16.0  # in larger graphs, where labels show one by one
_FLAT = 0.55  # sideways distances count less than this: labels are wide and flat
_STRESS_BELOW = 150  # nodes up to which Kamada and Kawai's slower, more even layout comes first
_STRETCH = 1.45  # by how much, at most, a layout is drawn out sideways to reach the aspect
_ROOM = 1.4  # area of a layout, as a multiple of what its nodes need
_CROWD = 40  # nodes of one square that push another: bounds the time where thousands stand in one spot
_ROOMY = 60  # nodes that stand alone, up to which each has room for its label
_GRID_FROM = 300  # nodes from which forces are only reckoned between neighbours on a grid
_ASPECT = 1.6  # width : height of the whole
_SEED = 20


def positions(radii: list[float], links: list[tuple[int, int]]) -> list[Point]:
    """Return a place for each node: a layout by forces for each component, then all packed side by side.

    The same input gives the same places: the generator that igraph draws from is seeded, and put back afterwards.

    Args:
        radii: radius of each node, in layout units.
        links: pairs of indexes into ``radii``; direction, order and repetition do not matter.

    Returns:
        One point a node, rounded to tenths, y down, around (0, 0).

    References: T. Fruchterman, E. Reingold, *Graph drawing by force-directed placement*, 1991; T. Kamada, S. Kawai,
    *An algorithm for drawing general undirected graphs*, 1989.
    """
    import igraph

    if not radii:
        return []
    pairs = sorted({(min(a, b), max(a, b)) for a, b in links if a != b})
    graph = igraph.Graph(n=len(radii), edges=pairs)
    parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        drawn = [_component(graph, part, radii) for part in parts]
    finally:
        igraph.set_random_number_generator(random)  # igraph's own default
    places: list[Point] = [(0.0, 0.0)] * len(radii)
    for part, points in zip(parts, _packed(drawn, [[radii[i] for i in part] for part in parts]), strict=True):
        for i, point in zip(part, points, strict=True):
            places[i] = point
    return _centred(places)


def _component(graph: igraph.Graph, part: list[int], radii: list[float]) -> list[Point]:
    if len(part) == 1:
        return [(0.0, 0.0)]
    whole = graph.induced_subgraph(part)
    start = random.Random(_SEED)
    scatter = math.sqrt(len(part))
    seed = [(start.uniform(-scatter, scatter), start.uniform(-scatter, scatter)) for _ in part]
    big = len(part) >= _GRID_FROM
    if len(part) < _STRESS_BELOW:
        seed = whole.layout_kamada_kawai(seed=seed, maxiter=60 * len(part)).coords
        layout = whole.layout_fruchterman_reingold(seed=seed, niter=120, start_temp=0.4)
    else:
        layout = whole.layout_fruchterman_reingold(seed=seed, niter=300, grid=big)
    points = _stretched(_laid_flat([(float(x), float(y)) for x, y in layout.coords]))
    lengths = sorted(math.dist(points[e.source], points[e.target]) for e in whole.es)
    scale = _EDGE / max(lengths[len(lengths) // 2], 1e-6)
    points = [(x * scale, y * scale) for x, y in points]
    gap = next((gap for most, gap in _GAPS if len(part) <= most), _GAP)
    return _spread(points, [radii[i] for i in part], gap)


def _laid_flat(points: list[Point]) -> list[Point]:
    """Turn points so that their longest extent lies sideways, as a screen does."""
    n = len(points)
    cx, cy = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    xx = sum((x - cx) ** 2 for x, _ in points)
    yy = sum((y - cy) ** 2 for _, y in points)
    xy = sum((x - cx) * (y - cy) for x, y in points)
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return [((x - cx) * cos - (y - cy) * sin, (x - cx) * sin + (y - cy) * cos) for x, y in points]


def _stretched(points: list[Point]) -> list[Point]:
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    factor = min(max(_ASPECT * height / max(width, 1e-6), 1.0), _STRETCH)
    return [(x * factor, y) for x, y in points]


def _spread(points: list[Point], radii: list[float], gap: float, rounds: int = 24) -> list[Point]:
    """Push apart nodes that overlap or nearly touch; each round only looks at neighbours on a grid."""
    xs, ys = [x * _FLAT for x, _ in points], [y for _, y in points]
    cell = 2 * max(radii) + gap
    room = (max(xs) - min(xs) + cell) * (max(ys) - min(ys) + cell)
    needed = _ROOM * sum((2 * radius + gap) ** 2 for radius in radii)
    factor = min(max(math.sqrt(needed / room), 1.0), 3.0)  # blown up as a whole first: pushing is for what remains
    xs, ys = [x * factor for x in xs], [y * factor for y in ys]
    for _ in range(rounds):
        grid: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i in range(len(xs)):
            grid[int(xs[i] // cell), int(ys[i] // cell)].append(i)
        moved = False
        for i in range(len(xs)):
            column, row = int(xs[i] // cell), int(ys[i] // cell)
            for key in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                for j in grid.get(key, ())[:_CROWD]:
                    if j <= i:
                        continue
                    dx, dy = xs[j] - xs[i], ys[j] - ys[i]
                    least, apart = radii[i] + radii[j] + gap, math.hypot(dx, dy)
                    if apart >= least:
                        continue
                    if apart < 1e-6:
                        dx, dy, apart = 1.0, float(j % 3 - 1), 1.0
                    push = 0.5 * (least - apart) / apart
                    xs[i], ys[i] = xs[i] - dx * push, ys[i] - dy * push
                    xs[j], ys[j] = xs[j] + dx * push, ys[j] + dy * push
                    moved = True
        if not moved:
            break
    return [(x / _FLAT, y) for x, y in zip(xs, ys, strict=True)]


def _packed(parts: list[list[Point]], radii: list[list[float]]) -> list[list[Point]]:
    """Set components, largest first, in centred rows like words on a page."""
    boxes = []
    roomy = sum(len(points) == 1 for points in parts) <= _ROOMY
    for points, sizes in zip(parts, radii, strict=True):
        wide = 26.0 if len(points) > 1 else 44.0 if roomy else 6.0  # with room for a label, or without
        left = min(x - r - wide for (x, _), r in zip(points, sizes, strict=True))
        right = max(x + r + wide for (x, _), r in zip(points, sizes, strict=True))
        top = min(y - r - (14 if roomy or len(points) > 1 else 6) for (_, y), r in zip(points, sizes, strict=True))
        bottom = max(y + r + (30 if roomy or len(points) > 1 else 0) for (_, y), r in zip(points, sizes, strict=True))
        boxes.append((left, top, right - left, bottom - top))
    area = sum(width * height for _, _, width, height in boxes)
    limit = max(max(width for _, _, width, _ in boxes), math.sqrt(area * _ASPECT))
    rows: list[list[int]] = []
    filled = 0.0
    for i, (_, _, width, _) in enumerate(boxes):
        if not rows or filled + width > limit or (i == 1 and boxes[0][2] > 0.6 * limit):  # what is large stands alone
            rows.append([])
            filled = 0.0
        rows[-1].append(i)
        filled += width
    placed: list[list[Point]] = []
    y = 0.0
    for row in rows:
        x = -sum(boxes[i][2] for i in row) / 2
        for i in row:
            left, top, width, _ = boxes[i]
            placed.append([(px - left + x, py - top + y) for px, py in parts[i]])
            x += width
        y += max(boxes[i][3] for i in row)
    return placed


def _centred(points: list[Point]) -> list[Point]:
    cx = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    cy = (min(y for _, y in points) + max(y for _, y in points)) / 2
    return [(round(x - cx, 1) + 0.0, round(y - cy, 1) + 0.0) for x, y in points]
