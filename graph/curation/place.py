"""Where a graph's curation file is, and the write-ups it was built from, which only the build knows."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from hallway.graph.curation.curation import FILE
from hallway.graph.privacy.withheld import Withheld

_NOTE = "curation"
"""Name of a file in the graph's folder that holds the ways from there to the curation file and to the write-ups."""


def remember(
    graph: str | os.PathLike[str],
    file: str | os.PathLike[str],
    root: str | os.PathLike[str],
    people: Sequence[Withheld] = (),
) -> None:
    """Note where the curation file of a graph is, or would be, and where the write-ups are.

    Args:
        graph: folder of the graph.
        file: the curation file.
        root: of the write-ups.
        people: who wants to be left out; where a way tells of one of them nothing is noted, and commands need
            ``--curation``.
    """
    folder = Path(graph).resolve()
    ways = [_way(folder, path) for path in (file, root)]
    if any(person.tells(way) for person in people for way in ways):
        with contextlib.suppress(OSError):
            (folder / _NOTE).unlink(missing_ok=True)
        return
    data = b"\0".join(map(os.fsencode, ways))
    note = folder / _NOTE
    with contextlib.suppress(OSError):  # commands can be told by --curation
        if not note.is_file() or note.read_bytes() != data:
            note.write_bytes(data)


def _way(folder: Path, path: str | os.PathLike[str]) -> str:
    try:
        return os.path.relpath(Path(path).resolve(), folder)
    except ValueError:  # another drive
        return str(Path(path).resolve())


def _ways(folder: Path) -> list[str]:
    try:
        return [os.fsdecode(way) for way in (folder / _NOTE).read_bytes().split(b"\0")]
    except OSError:
        return []


def root_of(graph: str | os.PathLike[str]) -> Path | None:
    """Return the folder of the write-ups of a graph; None if the graph does not tell."""
    folder = Path(graph).resolve()
    ways = _ways(folder)
    return Path(os.path.normpath(folder / ways[1])) if len(ways) > 1 and ways[1] else None


def curation_file(graph: str | os.PathLike[str]) -> Path:
    """Return where the curation file of a graph is, or would be; ``hallway.yaml`` here if the graph does not tell."""
    folder = Path(graph).resolve()
    ways = _ways(folder)
    file = Path(os.path.normpath(folder / ways[0])) if ways and ways[0] else Path(FILE)
    with contextlib.suppress(ValueError):
        return Path(os.path.relpath(file))
    return file
