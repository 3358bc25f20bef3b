"""``hallway queries``."""

from __future__ import annotations

import click

from hallway.cli.named import named_query
from hallway.cli.options import loudness_options
from hallway.cli.terminal import byte_output, result
from hallway.graph.queries import Parameter, named_queries


@click.command("queries")
@click.argument("name", required=False)
@loudness_options
def command(name: str | None, loudness: int) -> int:
    """List the named queries with their parameters, or show the SPARQL of the one called NAME.

    \b
    Example:
        hallway queries
        hallway queries who-works-on
        hallway queries who-works-on > mine.rq
    """
    if name is not None:
        byte_output().write(f"{named_query(name).sparql.rstrip()}\n".encode())
        return 0
    for query in named_queries().values():
        result(" ".join([query.name, *map(_shown, query.parameters)]))
        if loudness >= 0:
            result(f"    {query.title}")
        if loudness > 0:
            for parameter in query.parameters:
                result(f"      {parameter.name} ({parameter.kind}): {parameter.description}")
    return 0


def _shown(parameter: Parameter) -> str:
    return f"{parameter.name}=…" if parameter.default is None else f"[{parameter.name}={parameter.default}]"
