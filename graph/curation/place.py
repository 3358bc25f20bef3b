"""Where a graph's curation file is: beside the write-ups it was built from, which only the build knows."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from hallway.graph.curation.curation import FILE

_NOTE = "curation"
"""Name of a file in the graph's folder that holds the way from there to the curation file."""


def remember(graph: str | os.PathLike[str], file: str | os.PathLike[str]) -> None:
    """Note where the curation file of a graph is, or would be."""
    folder = Path(graph).resolve()
    try:
        way = os.path.relpath(Path(file).resolve(), folder)
    except ValueError:  # another drive
        way = str(Path(file).resolve())
    data = os.fsencode(way)
    note = folder / _NOTE
    with contextlib.suppress(OSError):  # commands can be told by --curation
        if not note.is_file() or note.read_bytes() != data:
            note.write_bytes(data)


def curation_file(graph: str | os.PathLike[str]) -> Path:
    """Return where the curation file of a graph is, or would be; ``hallway.yaml`` here if the graph does not tell."""
    folder = Path(graph).resolve()
    try:
        way = os.fsdecode((folder / _NOTE).read_bytes())
        file = Path(os.path.normpath(folder / way)) if way else Path(FILE)
    except (OSError, ValueError):
        return Path(FILE)
    with contextlib.suppress(ValueError):
        return Path(os.path.relpath(file))
    return file
