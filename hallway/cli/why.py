"""``hallway why``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options
from hallway.errors import NameNotFound


@click.command("why")
@click.argument("subject")
@click.argument("predicate")
@click.argument("object")
@graph_option
@loudness_options
def command(subject: str, predicate: str, object: str, graph: str, loudness: int) -> int:
    """Show every quote behind the fact SUBJECT PREDICATE OBJECT, as path:line.

    SUBJECT and OBJECT are names or IRIs, PREDICATE a relation such as worksOn.

    \b
    Example:
        hallway why "Ada Byron" worksOn Loom
    """
    from hallway.graph.store import open_store
    from hallway.graph.why import why

    reasons = why(open_store(graph), subject, predicate, object)
    if not reasons:
        raise NameNotFound(f"nothing in the graph says '{subject} {predicate} {object}'", hint=f"see hallway show '{subject}'")
    for reason in reasons:
        indent = "  " * reason.depth
        where = f"{reason.where}: " if reason.where else ""
        quote = " ".join(reason.quote.split())
        click.echo(f"{indent}{where}{f'“{quote}”' if quote else ''}")
        click.echo(f"{indent}    {reason.rung}, rule {reason.rule}, confidence {reason.confidence:g}")
    return 0
