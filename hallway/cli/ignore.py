"""``hallway ignore``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options
from hallway.cli.options import say
from hallway.errors import HallwayError, NameNotFound


@click.command("ignore")
@click.argument("place", metavar="PATH[:LINES]")
@click.option("--heading", default="", metavar="TEXT", help="Only what stands below this heading.")
@writing_options
def command(place: str, heading: str, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Leave a write-up, or a part of it, out of the graph; it is written into the curation file.

    PATH is as hallway show prints it; in it * and ? stand for anything, ** for any folders. LINES are 3 or 3-9; how
    they begin and end is written down too, so that they are found again after edits above them.

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
    entry: str | dict[str, str] = {"path": path, "heading": heading} if heading else path
    if lines:
        entry = {"path": path, "lines": lines, **_words(graph, path, lines)}
        if "begins" not in entry:
            say(loudness, f"told by number alone, which edits above may change: no single write-up at {path} to quote")
    return write("ignore", entry, curation=curation, graph=graph, because=because, loudness=loudness)


def _words(graph: str, path: str, lines: str) -> dict[str, str]:
    """Return the lines with how they begin and end; nothing where the write-up cannot be looked up.

    Raises:
        NameNotFound: it has no such lines.
    """
    from hallway.extractors.decoding import decode
    from hallway.graph.curation.blocks import quoted_block, rows_of
    from hallway.graph.curation.place import root_of

    root = root_of(graph)
    try:
        rows = rows_of(decode((root / path).read_bytes()).source) if root else []
    except (OSError, ValueError, HallwayError):
        return {}
    if not rows:
        return {}
    numbers = sorted(map(int, lines.split("-")))
    block = quoted_block(rows, (numbers[0], numbers[-1]))
    if block is None:
        raise NameNotFound(f"{path} has nothing in lines {lines}", hint=f"it has {len(rows)} lines")
    (start, end), begins, ends = block
    told = {"lines": f"{start}-{end}" if end > start else str(start), "begins": begins}
    return told if end == start else {**told, "ends": ends}
