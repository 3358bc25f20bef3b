"""Reports of how well a graph agrees with gold: as text, Markdown or a page."""

from hallway.exports.reports.formats import FORMATS, format_of, render
from hallway.exports.reports.report import Report, Table, report
from hallway.exports.reports.text import score_lines, table_lines

__all__ = ["FORMATS", "Report", "Table", "format_of", "render", "report", "score_lines", "table_lines"]
