"""The table of formats that a report can be written in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from hallway.errors import ExportError
from hallway.exports.reports.html import html
from hallway.exports.reports.markdown import markdown
from hallway.exports.reports.report import Report
from hallway.exports.reports.text import text

FORMATS: Mapping[str, Callable[[Report], str]] = {"html": html, "markdown": markdown, "text": text}
"""Name of a format → what writes it."""

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}


def format_of(target: str | os.PathLike[str]) -> str:
    """Return the format that a file's name asks for.

    Args:
        target: path of the file.

    Raises:
        ExportError: its suffix is of none of them.

    >>> format_of("scores.html")
    'html'
    """
    suffix = Path(target).suffix.casefold()
    if suffix not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise ExportError(f"no report is written as '{suffix}'", path=str(target), hint=f"use one of {known}")
    return _SUFFIXES[suffix]


def render(report: Report, format: str) -> str:
    """Return a report in a format of ``FORMATS``."""
    return FORMATS[format](report)
