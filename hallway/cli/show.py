"""``hallway show``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options


@click.command("show")
@click.argument("name")
@graph_option
@loudness_options
def command(name: str, graph: str, loudness: int) -> int:
    """Show all that is known of the thing called NAME (case and accents do not matter; an IRI does too).

    \b
    Example:
        hallway show "Ada Byron"
    """
    from hallway.graph.show import describe
    from hallway.graph.store import open_store

    for n, thing in enumerate(describe(open_store(graph), name)):
        if n:
            click.echo()
        click.echo(f"{thing.label} ({', '.join(thing.kinds)})")
        click.echo(f"  <{thing.iri}>")
        if thing.aliases:
            click.echo(f"  also called: {', '.join(thing.aliases)}")
        for url in thing.urls:
            click.echo(f"  page: {url}")
        for fact in thing.facts:
            click.echo(f"  {_short(fact.predicate)} → {fact.label}")
        for fact in thing.incoming:
            click.echo(f"  {fact.label} → {_short(fact.predicate)}")
        if thing.writeups:
            click.echo(f"  in: {', '.join(thing.writeups)}")
    return 0


def _short(predicate: str) -> str:
    return predicate.removeprefix("hw:")
