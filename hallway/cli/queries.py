"""``hallway queries``."""

from __future__ import annotations

import click

from hallway.cli.options import loudness_options
from hallway.graph.queries import named_queries


@click.command("queries")
@click.argument("name", required=False)
@loudness_options
def command(name: str | None, loudness: int) -> int:
    """List the named queries with their parameters, or show the SPARQL of the one called NAME.

    \b
    Example:
        hallway queries
        hallway queries who-works-on
    """
    queries = named_queries()
    if name is not None:
        if name not in queries:
            raise click.UsageError(f"no query is named '{name}'; see hallway queries")
        click.echo(queries[name].sparql.rstrip())
        return 0
    for query in queries.values():
        given = " ".join(
            f"{p.name}=…" if p.default is None else f"[{p.name}={p.default}]" for p in query.parameters
        )
        click.echo(f"{query.name} {given}".rstrip())
        click.echo(f"    {query.title}")
        if loudness > 0:
            for parameter in query.parameters:
                click.echo(f"      {parameter.name} ({parameter.kind}): {parameter.description}")
    return 0
