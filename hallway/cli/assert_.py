"""``hallway assert``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hallway.cli.curating import class_name, open_graph, property_name, write, writing_options
from hallway.errors import NameNotFound

if TYPE_CHECKING:
    import pyoxigraph as ox

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@click.command("assert")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object")
@click.option("--evidence", "quote", default="", metavar="QUOTE", help="The words that say so.")
@click.option("--who", default="", metavar="NAME", help="Who said so.")
@click.option("--where", default="", metavar="PLACE", help="Address, file or occasion where it was said.")
@click.option("--date", default="", metavar="DATE", help="When it was said: 2031-06-02, 2031-06 or 2031.")
@click.option("--new", metavar="CLASS", help="Make the one of the two that the graph does not have, of this class.")
@writing_options
def command(
    subject: str,
    predicate: str,
    object: str,
    quote: str,
    who: str,
    where: str,
    date: str,
    new: str | None,
    curation: Path | None,
    graph: str,
    because: str,
    loudness: int,
) -> int:
    """Say that a fact holds; it is written into the curation file.

    SUBJECT and OBJECT are named as for hallway why, PREDICATE is a relation such as worksOn.

    \b
    Example:
        hallway assert "Ada Quill" worksOn Tidemark --who "Bruno Tallow" --evidence "Ada does the parser" --date 2031-06
    """
    from hallway.graph.curation.naming import kinds, reference
    from hallway.schema.vocabulary import vocabulary

    if date and not _DATE.fullmatch(date):
        raise click.BadParameter("write it as 2031-06-02, 2031-06 or 2031", param_hint="--date")
    local = property_name(predicate)
    found = vocabulary().properties[local]
    store = open_graph(graph)
    made = class_name(new) if new else ""
    classes: tuple[str, ...]
    entry: dict[str, Any] = {}
    for end, text, wanted in (("subject", subject, found.domain), ("object", object, found.range)):
        if end == "object":
            entry["predicate"] = local
            if not found.relation:
                entry[end] = text
                continue
        if made and not _known(store, text):
            entry[end], classes = {"name": text.strip(), "new": made}, (made,)
        else:
            entry[end], iri = reference(store, text, wanted)
            classes = kinds(store, iri)
        if not any(vocabulary().fits(kind, wanted) for kind in classes):
            what = f"{text!r} is a {' and '.join(classes)}, which cannot be the {end} of {local}"
            raise NameNotFound(what, hint=f"that is for {' or '.join(wanted)}")
    told = {"who": who, "where": where, "quote": quote, "date": date}
    if given := {key: text.strip() for key, text in told.items() if text.strip()}:
        entry["evidence"] = given
    return write("assert", entry, curation=curation, graph=graph, because=because, loudness=loudness)


def _known(store: ox.Store, text: str) -> bool:
    from hallway.graph.curation.naming import things

    try:
        return bool(things(store, text))
    except NameNotFound:
        return False
