"""Rows of a query as a table for the eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from hallway.cli.terminal import safe, shorten, width
from hallway.schema.terms import PREFIXES

_BLANK = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_NARROWEST = 8


def table(columns: Sequence[str], rows: Iterable[ox.QuerySolution], *, room: int | None = None) -> Iterator[str]:
    """Yield the lines of a table: names of columns, a rule, and the rows.

    Args:
        columns: names of variables.
        rows: solutions; an unbound variable is left blank.
        room: columns of the terminal, into which the widest columns are cut down; None for all of every cell.
    """
    cells = [[_text(row[n]) for n in range(len(columns))] for row in rows]
    widths = [max([width(name), *(width(row[n]) for row in cells)]) for n, name in enumerate(columns)]
    if room is not None:
        widths = _fitted(widths, room)
    yield _line(columns, widths)
    yield "  ".join("-" * wide for wide in widths)
    for row in cells:
        yield _line(row, widths)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return safe(_BLANK.sub(" ", term.value))
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace) and "/" not in term.value[len(namespace) :]:
                return safe(f"{prefix}:{term.value[len(namespace) :]}")
        return safe(term.value)
    return safe(str(term))


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Cut the widest columns down to one width, the greatest with which all fit."""
    spare = room - 2 * (len(widths) - 1)
    low, high = _NARROWEST, max(widths, default=_NARROWEST)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(wide, middle) for wide in widths) <= spare:
            low = middle
        else:
            high = middle - 1
    return [min(wide, max(low, _NARROWEST)) for wide in widths]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = [shorten(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cut, widths, strict=True))
    return "  ".join(padded).rstrip()
