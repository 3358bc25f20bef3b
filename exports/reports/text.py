"""A report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from hallway.exports.reports.report import Report, Table
from hallway.graph.evaluation import Evaluation, rows
from hallway.graph.evaluation.intervals import Interval, intervals


def text(report: Report) -> str:
    """Return a whole report as text."""
    lines = [report.title, "=" * len(report.title), "", *report.lead]
    for table in report.tables:
        lines += ["", *table_lines(table)]
    return "\n".join(lines) + "\n"


def table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table: its title, its notes, its columns set out with blanks."""
    yield table.title
    yield "-" * len(table.title)
    for note in table.notes:
        yield from wrap(note, 100, break_long_words=False, break_on_hyphens=False)
    if not table.rows:
        yield "none"
        return
    cells = [table.heads, *([" ".join(cell.split()) for cell in row] for row in table.rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(table.columns))]
    for row in cells:
        set_out = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, table.numeric, strict=True)
        )
        yield "  ".join(set_out).rstrip()


def score_lines(result: Evaluation) -> Iterator[str]:
    """Yield a line for each line of scores, the totals last."""
    for row in rows(result):
        count, sure = row.total, intervals(row.counts)
        ranges = f"  95 %: P {_range(sure.precision)}  R {_range(sure.recall)}  F1 {_range(sure.f1)}" if sure else ""
        yield (
            f"{row.label:28s} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}  "
            f"gold {count.gold:5d}  predicted {count.said:5d}{ranges}"
        )


def _range(interval: Interval) -> str:
    return f"{interval.low:.3f}-{interval.high:.3f}"
