"""Rows of a query as a table for the eye."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from hallway.schema.terms import PREFIXES


def table(columns: Sequence[str], rows: Iterable[ox.QuerySolution]) -> Iterator[str]:
    """Yield the lines of a table: names of columns, a rule, the rows, and how many they are.

    Args:
        columns: names of variables.
        rows: solutions; an unbound variable is left blank.
    """
    cells = [[_text(row[n]) for n in range(len(columns))] for row in rows]
    widths = [max([_width(name), *(_width(row[n]) for row in cells)]) for n, name in enumerate(columns)]
    yield _line(columns, widths)
    yield "  ".join("-" * width for width in widths)
    for row in cells:
        yield _line(row, widths)
    yield f"({len(cells)} {'row' if len(cells) == 1 else 'rows'})"


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        # a control character in a name must not reach the terminal
        return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp") else " " for c in term.value)
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if term.value.startswith(namespace) and "/" not in term.value[len(namespace) :]:
                return f"{prefix}:{term.value[len(namespace):]}"
        return term.value
    return str(term)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: wide East Asian characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
