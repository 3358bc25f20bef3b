"""``hallway retype``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import class_name, open_graph, write, writing_options


@click.command("retype")
@click.argument("thing", metavar="A")
@click.argument("kind", metavar="CLASS")
@writing_options
def command(thing: str, kind: str, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Say that A is of a CLASS (Person, Event, Tool …); it is written into the curation file.

    Facts that a thing of that class cannot have go.

    \b
    Example:
        hallway retype Grist Organization
    """
    from hallway.graph.curation.naming import reference

    entry = {"thing": reference(open_graph(graph), thing)[0], "to": class_name(kind)}
    return write("retype", entry, curation=curation, graph=graph, because=because, loudness=loudness)
