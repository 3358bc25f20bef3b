"""A scene as a still picture: SVG that needs no script, no font and no network, in light and dark.

Made for README files: a hosting site shows it through ``<img>``, where style sheets work and scripts do not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from xml.sax.saxutils import escape

from hallway.exports.drawing.look import LOOKS, phrase, wrap
from hallway.exports.drawing.scene import Edge, Node, Scene

_WIDTH, _HEIGHT = 1080, 720
_HEAD, _FOOT, _SIDE = 56, 52, 28  # heading, legend, margin
_CLOSEST = 1.7  # a small graph is not blown up beyond this
_LABELS = 220
_SMALL = 80  # nodes up to which each is named wherever there is room at all
_NAMED_EDGES = 150  # edges up to which relations are named in the picture
_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',sans-serif"

_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no characters of XML 1.0, section 2.2

Box = tuple[float, float, float, float]  # left, top, right, bottom


def render_picture(scene: Scene) -> str:
    """Return the picture; the same scene gives the same text.

    Args:
        scene: what to draw.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'role="img" aria-labelledby="title">',
        f'<title id="title">{_text(scene.title)}</title>',
        f"<style>{_style()}</style>",
        f'<rect class="ground" x="0.5" y="0.5" width="{_WIDTH - 1}" height="{_HEIGHT - 1}" rx="14"/>',
        f'<text class="heading" x="{_SIDE}" y="37">{_text(_cut(scene.title, 70))}</text>',
        f'<text class="counts" x="{_WIDTH - _SIDE}" y="37" text-anchor="end">{_counts(scene)}</text>',
    ]
    if scene.nodes:
        parts += _graph(scene)
    else:
        parts.append(
            f'<text class="counts" x="{_WIDTH / 2:g}" y="{_HEIGHT / 2:g}" text-anchor="middle">'
            "There is nothing to draw yet.</text>"
        )
    parts += _legend(scene)
    return "\n".join([*parts, "</svg>", ""])


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text), {'"': "&quot;"})


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _counts(scene: Scene) -> str:
    nodes, edges = len(scene.nodes), len(scene.edges)
    return f"{nodes:,} node{'s' * (nodes != 1)}, {edges:,} fact{'s' * (edges != 1)}"


def _style() -> str:
    def colours(ground: str, faint: str, ink: str, soft: str, line: str, shade: str) -> str:
        return (
            f".ground{{fill:{ground};stroke:{faint}}}.edge{{stroke:{line}}}.tip{{fill:{line}}}"
            f".heading,.name{{fill:{ink}}}.counts,.relation,.key{{fill:{soft}}}.name,.relation,.node{{stroke:{ground}}}"
            + "".join(f".{kind}{{fill:{getattr(look, shade)}}}" for kind, look in LOOKS.items())
        )

    light = colours("#fbfaf8", "#e4e2dd", "#1c2128", "#5b6470", "#a9afb8", "light")
    dark = colours("#12151a", "#2d343d", "#e8ebef", "#a0a9b4", "#5a6470", "dark")
    return (
        f"text{{font-family:{_FONT};font-size:13px}}.heading{{font-size:20px;font-weight:650}}.key{{font-size:13px}}"
        ".name,.relation{paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round;text-anchor:middle}"
        ".hub{font-weight:600}.relation{font-size:11px}.node{stroke-width:1.6px;stroke-linejoin:round}"
        f".edge{{fill:none;stroke-width:1.1px}}{light}@media (prefers-color-scheme:dark){{{dark}}}"
    )


def _graph(scene: Scene) -> list[str]:
    left = min(node.x - node.radius for node in scene.nodes) - 34
    right = max(node.x + node.radius for node in scene.nodes) + 34
    top = min(node.y - node.radius for node in scene.nodes) - 10
    bottom = max(node.y + node.radius for node in scene.nodes) + 34
    wide, high = _WIDTH - 2 * _SIDE, _HEIGHT - _HEAD - _FOOT
    scale = min(_CLOSEST, wide / (right - left), high / (bottom - top))
    shift_x = _WIDTH / 2 - scale * (left + right) / 2
    shift_y = _HEAD + high / 2 - scale * (top + bottom) / 2
    spots = [(node.x * scale + shift_x, node.y * scale + shift_y) for node in scene.nodes]
    # nodes shrink less than distances, so that a large graph does not fade to dust
    radii = [max(2.0, node.radius * min(scale, 1.0) ** 0.6) for node in scene.nodes]
    taken, discs = _Places(), _Places()  # labels and names of relations; nodes
    for (x, y), radius in zip(spots, radii, strict=True):
        discs.take((x - radius, y - radius, x + radius, y + radius))
    edges, ties = _edges(scene, spots, radii)
    order = sorted(range(len(scene.nodes)), key=lambda i: (-scene.nodes[i].radius, i))
    marks = [_mark(scene.nodes[i], *spots[i], radii[i]) for i in sorted(order, key=lambda i: radii[i])]
    names = _names(scene, order, spots, radii, (taken, discs))
    named = ties if len(ties) <= _NAMED_EDGES else []
    relations = [row for edge, curve in named for row in _relation(edge, curve, (taken, discs))]
    faint = f' opacity="{max(0.25, 1 - len(ties) / 900):.2f}"' if ties else ""
    return [f"<g{faint}>", *edges, "</g>", *relations, *marks, *names]


Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]  # start, control, end


def _edges(
    scene: Scene, spots: list[tuple[float, float]], radii: list[float]
) -> tuple[list[str], list[tuple[Edge, Curve]]]:
    between = Counter(frozenset((edge.source, edge.target)) for edge in scene.edges)
    met: Counter[frozenset[int]] = Counter()
    rows: list[str] = []
    ties: list[tuple[Edge, Curve]] = []
    for edge in scene.edges:
        ends = frozenset((edge.source, edge.target))
        place, met[ends] = met[ends], met[ends] + 1
        (ax, ay), (bx, by) = spots[edge.source], spots[edge.target]
        length = math.hypot(bx - ax, by - ay)
        if length < radii[edge.source] + radii[edge.target] + 2:
            continue  # the two touch: no room for a line
        bend = 0.16 * (place - (between[ends] - 1) / 2) * (1 if edge.source < edge.target else -1)
        cx, cy = (ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend
        start = _towards((ax, ay), (cx, cy), radii[edge.source])
        end = _towards((bx, by), (cx, cy), radii[edge.target] + 2.5)
        tip = _towards(end, (cx, cy), 6.0)
        across = ((end[1] - tip[1]) * 0.42, (tip[0] - end[0]) * 0.42)
        line = f"L{_xy(tip)}" if not bend else f"Q{_xy((cx, cy))} {_xy(tip)}"
        rows.append(f'<path class="edge" d="M{_xy(start)}{line}"/>')
        corners = " ".join(
            map(_xy, (end, (tip[0] + across[0], tip[1] + across[1]), (tip[0] - across[0], tip[1] - across[1])))
        )
        rows.append(f'<polygon class="tip" points="{corners}"/>')
        ties.append((edge, (start, (cx, cy), end)))
    return rows, ties


def _towards(origin: tuple[float, float], goal: tuple[float, float], by: float) -> tuple[float, float]:
    length = math.dist(origin, goal) or 1.0
    return origin[0] + (goal[0] - origin[0]) * by / length, origin[1] + (goal[1] - origin[1]) * by / length


def _xy(point: tuple[float, float]) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(number: float) -> str:
    return f"{round(number, 1) + 0.0:g}"


def _mark(node: Node, x: float, y: float, radius: float) -> str:
    kind = node.kinds[0]
    title = f"<title>{_text(_cut(node.label, 200))}</title>"
    outline = LOOKS[kind].outline
    if not outline:
        return f'<circle class="node {kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}">{title}</circle>'
    corners = " ".join(_xy((x + px * radius, y + py * radius)) for px, py in outline)
    return f'<polygon class="node {kind}" points="{corners}">{title}</polygon>'


class _Places:
    """Rectangles that are taken, kept in squares so that a look-up touches only neighbours."""

    _SIDE = 48.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = {}

    def _keys(self, box: Box) -> list[tuple[int, int]]:
        left, top, right, bottom = (int(side // self._SIDE) for side in box)
        return [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]

    def free(self, box: Box) -> bool:
        left, top, right, bottom = box
        return all(
            r <= left or le >= right or b <= top or t >= bottom
            for key in self._keys(box)
            for le, t, r, b in self._squares.get(key, ())
        )

    def take(self, box: Box) -> None:
        for key in self._keys(box):
            self._squares.setdefault(key, []).append(box)


def _width(text: str, size: float) -> float:
    """Return about how wide a text is; narrow and wide letters of common sans-serif fonts told apart."""
    narrow = sum(c in "iljtfrI.,:;'|!()[] " for c in text)
    wide = sum(c in "mwMW@%—…" or c > "\u2e7f" for c in text)
    capitals = sum(c.isupper() and c not in "IMW" for c in text)
    return size * (0.56 * len(text) - 0.24 * narrow + 0.32 * wide + 0.1 * capitals)


def _names(
    scene: Scene,
    order: list[int],
    spots: list[tuple[float, float]],
    radii: list[float],
    places: tuple[_Places, _Places],
) -> list[str]:
    taken, discs = places
    rows: list[str] = []
    for i in order:
        if len(rows) == _LABELS:
            break
        node, (x, y), radius = scene.nodes[i], spots[i], radii[i]
        hub = node.radius > 16
        size = 14.5 if hub else 13.0
        lines = wrap(node.label)
        if not lines:
            continue
        wide, high = max(_width(line, size * (1.06 if hub else 1.0)) for line in lines) + 4, len(lines) * (size + 2)
        gap = radius + 4
        side = gap * 0.75
        around = (
            *((-wide / 2, gap), (-wide / 2, -gap - high), (gap, -high / 2), (-gap - wide, -high / 2)),
            *((side, side), (-side - wide, side), (side, -side - high), (-side - wide, -side - high)),
        )
        boxes = [(x + dx, y + dy, x + dx + wide, y + dy + high) for dx, dy in around]
        free = [box for box in boxes if _inside(box) and taken.free(box)]
        # a hub is named even where its name covers small nodes, and in a small graph so is everything
        box = next(filter(discs.free, free), free[0] if free and (hub or len(order) <= _SMALL) else None)
        if box is None:
            continue
        taken.take(box)
        middle = _n((box[0] + box[2]) / 2)
        spans = "".join(
            f'<tspan x="{middle}" y="{_n(box[1] + (row + 1) * (size + 2) - 4)}">{_text(line)}</tspan>'
            for row, line in enumerate(lines)
        )
        rows.append(f'<text class="name{" hub" if hub else ""}" font-size="{size:g}">{spans}</text>')
    return rows


def _inside(box: Box) -> bool:
    left, top, right, bottom = box
    return left > 8 and right < _WIDTH - 8 and top > _HEAD - 6 and bottom < _HEIGHT - _FOOT + 14


def _relation(edge: Edge, curve: Curve, places: tuple[_Places, _Places]) -> list[str]:
    taken, discs = places
    (ax, ay), (cx, cy), (bx, by) = curve
    words = phrase(edge.predicate)[0]
    width = _width(words, 11)
    if math.hypot(bx - ax, by - ay) < width + 16:
        return []
    angle = math.atan2(by - ay, bx - ax)
    angle -= math.pi * (angle > math.pi / 2) - math.pi * (angle < -math.pi / 2)
    for t in (0.5, 0.4, 0.6):
        x = (1 - t) ** 2 * ax + 2 * t * (1 - t) * cx + t * t * bx
        y = (1 - t) ** 2 * ay + 2 * t * (1 - t) * cy + t * t * by
        count = math.ceil(width / 10)
        steps = [(i / count - 0.5) * width for i in range(count + 1)]
        beads = [(x + d * math.cos(angle), y + d * math.sin(angle)) for d in steps]
        boxes = [(px - 6, py - 6, px + 6, py + 6) for px, py in beads]
        if all(taken.free(box) and discs.free(box) for box in boxes):
            for box in boxes:
                taken.take(box)
            turn = f"translate({_n(x)} {_n(y + 0.0)}) rotate({_n(math.degrees(angle))})"
            return [f'<text class="relation" transform="{turn}" dy="3.5">{_text(words)}</text>']
    return []


def _legend(scene: Scene) -> list[str]:
    counts = Counter(kind for node in scene.nodes for kind in node.kinds)
    entries = [(kind, look, f"{look.plural} {counts[kind]:,}") for kind, look in LOOKS.items() if counts[kind]]
    total = sum(20 + _width(words, 13) for _, _, words in entries)
    gap = min(24.0, (_WIDTH - 2 * _SIDE - total) / max(len(entries) - 1, 1))
    x, y = (_WIDTH - total - gap * (len(entries) - 1)) / 2, _HEIGHT - 26
    rows: list[str] = []
    for kind, look, words in entries:
        if look.outline:
            corners = " ".join(_xy((x + 7 + px * 6.5, y + py * 6.5)) for px, py in look.outline)
            rows.append(f'<polygon class="{kind}" points="{corners}"/>')
        else:
            rows.append(f'<circle class="{kind}" cx="{_n(x + 7)}" cy="{_n(y)}" r="6.5"/>')
        rows.append(f'<text class="key" x="{_n(x + 20)}" y="{_n(y + 4.5)}">{_text(words)}</text>')
        x += 20 + _width(words, 13) + gap
    return rows
