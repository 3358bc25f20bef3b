"""``hallway ignore``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options
from hallway.errors import NameNotFound


@click.command("ignore")
@click.argument("place", metavar="PATH[:LINES]")
@click.option("--heading", default="", metavar="TEXT", help="Only what stands below this heading.")
@writing_options
def command(place: str, heading: str, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Leave a write-up, or a part of it, out of the graph; it is written into the curation file.

    PATH is as hallway show prints it; in it * and ? stand for anything, ** for any folders. LINES are 3 or 3-9; a
    heading outlasts edits above it, line numbers do not.

    \b
    Example:
        hallway ignore drafts
        hallway ignore 2031/april.md:12-30
        hallway ignore 2031/april.md --heading Sponsors
    """
    from hallway.graph.curation.curation import Ignored
    from hallway.graph.curation.naming import nearest, paths

    path, _, lines = place.rpartition(":") if re.search(r":\d+(-\d+)?$", place) else (place, "", "")
    if heading and lines:
        raise click.UsageError("LINES or --heading, not both")
    known = paths(open_graph(graph))
    if not any(Ignored(0, path).matches(one) for one in known):
        near = nearest(path, known)
        raise NameNotFound(f"the graph has no write-up at '{path}'", hint=f"perhaps {near}" if near else "")
    entry = {"path": path, "heading": heading} if heading else {"path": path, "lines": lines} if lines else path
    return write("ignore", entry, curation=curation, graph=graph, because=because, loudness=loudness)
