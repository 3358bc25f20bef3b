"""A report as Markdown, with tables as GitHub Flavored Markdown has them (https://github.github.com/gfm/#tables-extension-)."""

from __future__ import annotations

import re

from hallway.exports.reports.report import Report, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|~&@])")


def markdown(report: Report) -> str:
    """Return a whole report as Markdown."""
    parts = [f"# {report.title}", *map(_escaped, report.lead)]
    for table in report.tables:
        parts += [f"## {table.title}", *map(_escaped, table.notes), _table(table)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    if not table.rows:
        return "None."
    lines = [
        _row(table.heads),
        _row(tuple("---:" if number else "---" for number in table.numeric), escaped=True),
        *(_row(row) for row in table.rows),
    ]
    return "\n".join(lines)


def _row(cells: tuple[str, ...], *, escaped: bool = False) -> str:
    return f"| {' | '.join(cells if escaped else map(_escaped, cells))} |"


def _escaped(text: str) -> str:
    """Text that means nothing but itself: what a write-up says must not become markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
