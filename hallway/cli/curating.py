"""What the commands that write the curation file share: their options, and writing an entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hallway.cli.options import graph_option, loudness_options, say
from hallway.errors import NameNotFound

if TYPE_CHECKING:
    import pyoxigraph as ox

    from hallway.graph.curation.writing import Added, Entry

Command = TypeVar("Command", bound=Callable[..., int])


def curation_option(command: Command) -> Command:
    """Add ``--curation``."""
    return click.option(
        "--curation",
        metavar="FILE",
        envvar="HALLWAY_CURATION",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The curation file, instead of hallway.yaml beside the write-ups of the graph.",
    )(command)


def writing_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add what every command has that adds to the curation file."""
    with_because = click.option("--because", default="", metavar="TEXT", help="A comment to stand above the entry.")
    return with_because(curation_option(graph_option(loudness_options(command))))


def open_graph(graph: str) -> ox.Store:
    """Return the graph that names are looked for in."""
    from hallway.graph.store import open_store

    return open_store(graph)


def write(section: str, entry: Entry, *, curation: Path | None, graph: str, because: str, loudness: int) -> int:
    """Add an entry to the curation file and say so."""
    from hallway.graph.curation.place import curation_file
    from hallway.graph.curation.writing import add

    tell(add(curation or curation_file(graph), section, entry, because=because), section, loudness)
    return 0


def tell(added: Added, section: str, loudness: int) -> None:
    """Say what was written, and when it comes to bear."""
    say(loudness, f"{added.file}:{added.line}: {section}: {added.text}")
    say(loudness, "the next hallway build applies it")


def property_name(name: str) -> str:
    """Return a property's name as the curation file has it: without the prefix of the vocabulary's own.

    Raises:
        NameNotFound: the vocabulary has none of that name, or none that can be asserted and denied.
    """
    from hallway.schema.terms import HW, nearest
    from hallway.schema.vocabulary import vocabulary

    local = name.removeprefix("hw:")
    found = vocabulary().properties.get(local)
    told = found is not None and (found.iri.startswith(HW) or local in ("schema:startDate", "schema:endDate"))
    if found is None or not told or not {*found.domain} - {"Match", "Statement", "WriteUp"}:
        near = nearest(local)
        hint = f"perhaps {near}" if near and near != local else "see docs/vocabulary.md"
        raise NameNotFound(f"'{name}' is no property that things have", hint=hint)
    return local


def class_name(name: str) -> str:
    """Return a class's name as the curation file has it.

    Raises:
        NameNotFound: things can be of no such class.
    """
    from difflib import get_close_matches

    from hallway.graph.iri import FAMILIES

    local = name.removeprefix("hw:")
    if local in FAMILIES:
        return local
    near = get_close_matches(local[:80].capitalize(), FAMILIES, 1)
    hint = f"perhaps {near[0]}" if near else f"there are {', '.join(sorted(FAMILIES))}"
    raise NameNotFound(f"'{name}' is no class that things can have", hint=hint)


def fact_ends(store: ox.Store, subject: str, predicate: str, object: str) -> dict[str, Any]:
    """Return subject, predicate and object of a fact as the curation file has them.

    Raises:
        NameNotFound: the graph or the vocabulary has no such thing.
    """
    from hallway.graph.curation.naming import reference
    from hallway.schema.vocabulary import vocabulary

    local = property_name(predicate)
    found = vocabulary().properties[local]
    one = reference(store, subject, found.domain)[0]
    two = reference(store, object, found.range)[0] if found.relation else object
    return {"subject": one, "predicate": local, "object": two}
