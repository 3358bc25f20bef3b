"""``hallway same``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.curating import open_graph, write, writing_options
from hallway.errors import NameNotFound


@click.command("same")
@click.argument("names", nargs=-1, required=True, metavar="A B…")
@writing_options
def command(
    names: tuple[str, ...], curation: Path | None, graph: str, because: str, loudness: int
) -> int:
    """Say that A, B and so on are one thing; it is written into the curation file.

    Each is named as everywhere: by name, by path/of/writeup.md#Name for what only one write-up knows, or by the end of
    its IRI (person/ada-quill).

    \b
    Example:
        hallway same "Ada Quill" "adaq" --because "she signs so on the list"
    """
    from hallway.graph.curation.naming import reference

    if len(names) < 2:
        raise click.UsageError("name at least two")
    store = open_graph(graph)
    found = [reference(store, name) for name in names]
    if len({iri for _, iri in found}) == 1:
        raise NameNotFound("they are one thing already", hint=f"see hallway show '{names[0]}'")
    entry = list(dict.fromkeys(text for text, _ in found))
    return write("same", entry, curation=curation, graph=graph, because=because, loudness=loudness)
