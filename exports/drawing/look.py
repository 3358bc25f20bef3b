"""How things look in a drawing: a colour and a shape for each class, words for each relation, breaks in long labels.

Colour and shape say the same thing twice, so that neither colour-blind readers nor black-and-white prints lose it. The
colours start from Okabe and Ito, *Color Universal Design* (2008), and are darkened or lightened for each background.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

Outline = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How the nodes of one class are drawn.

    Args:
        plural: what the legend calls them.
        light: colour on a light background, ``#rrggbb``.
        dark: colour on a dark one.
        outline: corners of the shape, for a node of radius 1 around (0, 0), y down; none for a circle.
    """

    plural: str
    light: str
    dark: str
    outline: Outline = ()


def _polygon(corners: int, size: float = 1.0, turn: float = 0.0, inner: float = 0.0) -> Outline:
    """Return a regular polygon, or a star where ``inner`` is the radius of its inward corners."""
    radii = [size, inner] if inner else [size]
    total = corners * len(radii)
    points = []
    for i in range(total):
        angle, radius = 2 * math.pi * i / total + turn - math.pi / 2, radii[i % len(radii)]
        points.append((round(radius * math.cos(angle), 3) + 0.0, round(radius * math.sin(angle), 3) + 0.0))
    return tuple(points)


_PIN: Outline = (
    (0.0, 1.15),
    (-0.62, 0.3),
    (-0.82, -0.2),
    (-0.6, -0.75),
    (0.0, -1.0),
    (0.6, -0.75),
    (0.82, -0.2),
    (0.62, 0.3),
)
_PAGE: Outline = ((-0.75, -1.0), (0.3, -1.0), (0.75, -0.55), (0.75, 1.0), (-0.75, 1.0))

LOOKS: dict[str, Look] = {
    "Person": Look("People", "#0072b2", "#4b9fe3"),
    "Event": Look("Events", "#e69f00", "#f2b134", _polygon(5, 1.3, inner=0.72)),
    "Talk": Look("Talks", "#009e73", "#2cc295", _polygon(3, 1.25)),
    "Project": Look("Projects", "#b4528e", "#e08cc0", _polygon(4, 1.2, math.pi / 4)),
    "Tool": Look("Tools", "#d55e00", "#f58147", _polygon(4, 1.2)),
    "Organization": Look("Organizations", "#45a5dc", "#a6dcf9", _polygon(6, 1.1)),
    "Place": Look("Places", "#b89a00", "#f0e05a", _PIN),
    "EventSeries": Look("Event series", "#8c5a1e", "#cf9c62", _polygon(8, 1.2, inner=0.85)),
    "Topic": Look("Topics", "#7d8590", "#98a2ad", _polygon(5, 1.1)),
    "WriteUp": Look("Write-ups", "#4b5563", "#d0d7de", _PAGE),
    "Thing": Look("Other things", "#9ca3af", "#6b7280"),
}
"""Class → look, in the order of the legend."""

_PHRASES = {
    "attended": ("attended", "attended by"),
    "willAttend": ("will attend", "will be attended by"),
    "organized": ("organized", "organized by"),
    "sponsored": ("sponsored", "sponsored by"),
    "presented": ("presented", "presented by"),
    "attendedTalk": ("attended talk", "heard by"),
    "partOf": ("part of", "has part"),
    "heldIn": ("held in", "place of"),
    "worksOn": ("works on", "worked on by"),
    "develops": ("develops", "developed by"),
    "uses": ("uses", "used by"),
    "memberOf": ("member of", "has member"),
    "inSeries": ("in series", "has edition"),
    "hasTopic": ("has topic", "topic of"),
}


def phrase(predicate: str) -> tuple[str, str]:
    """Return words for a property: from subject to object, and back.

    >>> phrase("worksOn"), phrase("soldTo")
    (('works on', 'worked on by'), ('sold to', 'sold to, from'))
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", predicate).lower()
    return _PHRASES.get(predicate, (words, f"{words}, from"))


def radius(degree: int) -> float:
    """Return the radius of a node with so many facts, in layout units."""
    return round(min(6.5 + 2.6 * math.sqrt(degree), 32.0), 1)


def wrap(label: str, width: int = 22, lines: int = 2) -> tuple[str, ...]:
    """Return a label in at most so many lines of about ``width`` characters, cut with an ellipsis.

    >>> wrap("Maps without servers for boats that sail at night")
    ('Maps without servers', 'for boats that sail at…')
    """
    rest = " ".join(label[: 4 * width * lines].split())
    # even lines rather than a full one and a leftover word
    width = min(width, len(rest) // max(1, math.ceil(len(rest) / (width + 3))) + 4)
    rows: list[str] = []
    while rest and len(rows) < lines:
        if len(rest) <= width + 3:
            rows.append(rest)
            return tuple(rows)
        cut = rest.rfind(" ", width // 3, width + 1)
        cut = cut if cut > 0 else width
        rows.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        rows[-1] = rows[-1].rstrip(" ,.;:–-") + "…"
    return tuple(rows)
