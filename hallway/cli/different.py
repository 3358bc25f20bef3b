"""``hallway different``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options
from hallway.errors import NameNotFound


@click.command("different")
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@writing_options
def command(one: str, two: str, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Say that A and B are never one thing; it is written into the curation file.

    Where both have one name, name them by the write-ups: 2031/april.md#David.

    \b
    Example:
        hallway different 2031/april.md#David 2031/june.md#David
    """
    from hallway.graph.curation.naming import reference

    store = open_graph(graph)
    texts = [reference(store, name)[0] for name in (one, two)]
    if texts[0] == texts[1]:
        raise NameNotFound(f"{one!r} and {two!r} are one name", hint="name each as path/of/writeup.md#Name")
    return write("different", texts, curation=curation, graph=graph, because=because, loudness=loudness)
