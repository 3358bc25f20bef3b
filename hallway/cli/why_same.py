"""``hallway why-same``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hallway.cli.options import graph_option, loudness_options, say
from hallway.cli.terminal import result

if TYPE_CHECKING:
    from hallway.graph.identity.explaining import Told


@click.command("why-same")
@click.argument("one", metavar="A")
@click.argument("two", metavar="B", required=False)
@graph_option
@loudness_options
def command(one: str, two: str | None, graph: str, loudness: int) -> int:
    """Show why A and B are one thing, or why they are two.

    A and B are names or IRIs. Each line is one merge: what two write-ups call the thing, what made it one, and how sure
    that is. Without B all that was joined under A. The exit code is 1 where they are not one.

    \b
    Example:
        hallway why-same "Ada Quill" quill
        hallway why-same person/ada-quill
    """
    from hallway.graph.identity.explaining import why_same
    from hallway.graph.store import open_store

    found = why_same(open_store(graph), one, two or one)
    names = [f"{label} <{iri}>" for iri, label in found.things]
    if found.same:
        result(f"one thing: {names[0]}")
        if not found.reasons:
            say(loudness, "one write-up speaks of it, or several by one name that needs no reason")
    else:
        result(f"{len(names)} things: {'; '.join(names)}")
        if not found.reasons:
            say(loudness, "nothing speaks for their being one; to join them, `hallway same` writes it down")
    for reason in found.reasons:
        detail = f", {reason.detail}" if reason.detail else ""
        result(f"{_called(reason.one)} – {_called(reason.two)}")
        against = f", but {reason.against}" if reason.against else "" if found.same else ", which is not sure enough"
        result(f"    {reason.rule}{detail}, confidence {reason.confidence:g}{against}")
    return 0 if found.same else 1


def _called(told: Told) -> str:
    return f"{f'“{told.name}”' if told.name else 'the writer'} in {told.source}"
