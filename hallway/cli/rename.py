"""``hallway rename``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options


@click.command("rename")
@click.argument("thing", metavar="A")
@click.argument("name", metavar="NAME")
@writing_options
def command(thing: str, name: str, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Say that A is to be called NAME; it is written into the curation file.

    What write-ups call it stays as other names.

    \b
    Example:
        hallway rename "PyConFR" "PyCon France 2012"
    """
    from hallway.graph.curation.naming import reference

    if not name.strip():
        raise click.UsageError("NAME is empty")
    entry = {"thing": reference(open_graph(graph), thing)[0], "to": name.strip()}
    return write("rename", entry, curation=curation, graph=graph, because=because, loudness=loudness)
