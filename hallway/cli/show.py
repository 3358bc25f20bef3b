"""``hallway show``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options
from hallway.cli.terminal import result


@click.command("show")
@click.argument("name")
@graph_option
@loudness_options
def command(name: str, graph: str, loudness: int) -> int:
    """Show all that is known of the thing called NAME (case and accents do not matter; an IRI does too).

    With --verbose the IRIs of the things at the other ends as well.

    \b
    Example:
        hallway show "Ada Quill"
        hallway show event/lanternconf-2032
    """
    from hallway.graph.show import describe
    from hallway.graph.store import open_store

    for n, thing in enumerate(describe(open_store(graph), name)):
        if n:
            result()
        result(f"{thing.label} ({', '.join(thing.kinds)})")
        result(f"  <{thing.iri}>")
        if thing.aliases:
            result(f"  also called: {', '.join(thing.aliases)}")
        for url in thing.urls:
            result(f"  page: {url}")
        for fact in thing.facts:
            result(f"  {_short(fact.predicate)} → {fact.label}{_iri(fact.iri, loudness)}")
        for fact in thing.incoming:
            result(f"  {fact.label}{_iri(fact.iri, loudness)} → {_short(fact.predicate)}")
        if thing.writeups:
            result(f"  in: {', '.join(thing.writeups)}")
    return 0


def _short(predicate: str) -> str:
    return predicate.removeprefix("hw:")


def _iri(iri: str, loudness: int) -> str:
    return f" <{iri}>" if iri and loudness > 0 else ""
