"""Draw the graph, or a part of it, into one file: a page to walk through or a picture to look at."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.errors import ExportError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from hallway.exports.drawing.scene import Scene

SUFFIXES = (".html", ".htm", ".svg")
"""File names that `draw` can write: pages and pictures."""


@dataclass(frozen=True, slots=True)
class DrawingReport:
    """What was drawn.

    Args:
        path: the file written.
        nodes: entities in it.
        edges: facts between them.
        size: bytes of the file.
    """

    path: Path
    nodes: int
    edges: int
    size: int


def draw(
    store: ox.Store,
    path: str | os.PathLike[str],
    *,
    about: str | None = None,
    types: Collection[str] = (),
    event: str | None = None,
    depth: int = 1,
    title: str | None = None,
) -> DrawingReport:
    """Write a drawing of the graph, interactive (``.html``) or still (``.svg``).

    The page is one file that loads nothing; the picture needs no browser to be made. The file appears whole or not at
    all, and the same graph gives the same bytes.

    Args:
        store: a graph as ``hallway build`` makes it.
        path: file to write; its suffix says which.
        about: name of the entity in the middle; None for everything.
        types: classes to draw; none means all.
        event: name of an event to draw with all that happened there.
        depth: facts away from ``about``.
        title: heading; told from the other arguments if None.

    Returns:
        What was drawn.

    Raises:
        NameNotFound: nothing is called ``about`` or ``event``.
        QueryError: a class of ``types`` does not exist.
        ExportError: the suffix is none of `SUFFIXES`, or the file cannot be written.
    """
    from hallway.exports.drawing.scene import lay_out
    from hallway.graph.network import to_network

    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        raise ExportError(
            f"cannot draw a {target.suffix or 'file without suffix'}", path=str(target), hint="use .html or .svg"
        )
    network = to_network(store, about=about, types=types, event=event, depth=depth)
    scene = lay_out(network, title if title is not None else _title(about, event))
    data = _render(scene, target.suffix.lower()).encode("utf-8", "replace")
    _write(target, data)
    return DrawingReport(target, len(scene.nodes), len(scene.edges), len(data))


def _render(scene: Scene, suffix: str) -> str:
    if suffix == ".svg":
        from hallway.exports.drawing.svg import render_picture

        return render_picture(scene)
    from hallway.exports.drawing.page import render

    return render(scene)


def _title(about: str | None, event: str | None) -> str:
    return " at ".join(name for name in (about, event) if name) or "What the write-ups say"


def _write(target: Path, data: bytes) -> None:
    """Write beside the target, then put it in its place, so that no half file is ever seen."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    except OSError as error:
        raise ExportError(f"cannot write: {error.strerror}", path=str(target)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)  # mkstemp makes files that only their owner can read
        Path(name).replace(target)
    except OSError as error:
        raise ExportError(f"cannot write: {error.strerror}", path=str(target)) from error
    finally:
        Path(name).unlink(missing_ok=True)
