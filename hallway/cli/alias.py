"""``hallway alias``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options


@click.command("alias")
@click.argument("thing", metavar="A")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@writing_options
def command(
    thing: str, names: tuple[str, ...], curation: Path | None, graph: str, because: str, loudness: int
) -> int:
    """Say that A is also called NAME; it is written into the curation file.

    A need not be called so in any write-up. What is called so, and is of the same kind, is the same thing.

    \b
    Example:
        hallway alias "Ada Quill" adaq "A. Quill"
    """
    from hallway.graph.curation.naming import reference

    if not all(name.strip() for name in names):
        raise click.UsageError("a NAME is empty")
    entry = {"thing": reference(open_graph(graph), thing)[0], "names": [name.strip() for name in names]}
    return write("alias", entry, curation=curation, graph=graph, because=because, loudness=loudness)
