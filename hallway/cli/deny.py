"""``hallway deny``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import fact_ends, open_graph, write, writing_options
from hallway.errors import NameNotFound


@click.command("deny")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object")
@writing_options
def command(
    subject: str,
    predicate: str,
    object: str,
    curation: Path | None,
    graph: str,
    because: str,
    loudness: int,
) -> int:
    """Say that a fact does not hold; it is written into the curation file.

    The fact goes from everywhere, whatever write-ups say it, and nothing is concluded from it. hallway why then tells
    who denied it.

    \b
    Example:
        hallway deny "Ada Quill" attended "LanternConf 2031" --because "she was ill"
    """
    from hallway.graph.why import why

    store = open_graph(graph)
    entry = fact_ends(store, subject, predicate, object)
    if not why(store, subject, entry["predicate"], object):
        hint = f"see hallway show '{subject}'"
        raise NameNotFound(f"nothing in the graph says '{subject} {predicate} {object}'", hint=hint)
    return write("deny", entry, curation=curation, graph=graph, because=because, loudness=loudness)
