"""``hallway why``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options
from hallway.cli.terminal import result
from hallway.errors import NameNotFound
from hallway.schema.terms import known_terms, nearest


@click.command("why", context_settings={"ignore_unknown_options": True})
@click.argument("subject")
@click.argument("predicate")
@click.argument("object")
@graph_option
@loudness_options
def command(subject: str, predicate: str, object: str, graph: str, loudness: int) -> int:
    """Show every quote behind the fact SUBJECT PREDICATE OBJECT, as path:line.

    SUBJECT and OBJECT are names or IRIs, PREDICATE a relation such as worksOn. With --verbose the characters of the
    write-up that the quote takes up as well; with --quiet only the quotes.

    \b
    Example:
        hallway why "Ada Quill" worksOn Tidemark
    """
    from hallway.graph.store import open_store
    from hallway.graph.why import denied, why

    _check_property(predicate)
    store = open_store(graph)
    try:
        reasons = why(store, subject, predicate, object)
    except NameNotFound:
        if not denied(store, subject, predicate, object):
            raise
        reasons = []
    if not reasons:
        if places := denied(store, subject, predicate, object):
            for place in places:
                result(f"{place}: denied; nothing in the graph says so")
            return 0
        hint = f"see hallway show '{subject}'"
        raise NameNotFound(f"nothing in the graph says '{subject} {predicate} {object}'", hint=hint)
    for reason in reasons:
        indent = "  " * reason.depth
        where = f"{reason.where}: " if reason.where else ""
        quote = " ".join(reason.quote.split())
        if where or quote:
            result(f"{indent}{where}{f'“{quote}”' if quote else ''}")
        if loudness >= 0:
            span = f", characters {reason.start} to {reason.end}" if loudness > 0 and quote else ""
            if reason.said:
                result(f"{indent}    {reason.said}")
            result(f"{indent}    {reason.rung}, rule {reason.rule}, confidence {reason.confidence:g}{span}")
    return 0


def _check_property(name: str) -> None:
    local = name.removeprefix("hw:")
    if not {":", "/"} & {*local} and local not in known_terms():
        near = nearest(local)
        raise NameNotFound(f"the vocabulary has no property '{name}'", hint=f"perhaps {near}" if near else "")
