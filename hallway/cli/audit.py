"""``hallway audit``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from hallway.cli.options import graph_option, loudness_options
from hallway.cli.terminal import result

if TYPE_CHECKING:
    from hallway.graph.privacy.audit import Audit, Passing


@click.command("audit")
@click.argument("person")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told."
)
@graph_option
@loudness_options
def command(person: str, form: str, graph: str, loudness: int) -> int:
    """Show everything that the graph and its exports tell about PERSON, with its sources.

    Their names and pages, every fact with every quote behind it as path:line, and where else their name stands: in
    quotes about others, in titles, in file names. Give it to whoever asks what is held about them; `people` in the
    curation file leaves them out or calls them something else. Of somebody who is left out it shows what may still tell
    of them: texts that hold a part of their name, such as a first name alone.

    \b
    Example:
        hallway audit "Ada Quill"
        hallway audit --format json person/ada-quill
    """
    from hallway.graph.privacy.audit import audit
    from hallway.graph.store import open_store

    found = audit(open_store(graph), person)
    if form == "json":
        import json
        from dataclasses import asdict

        result(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    for n, one in enumerate(found):
        if n:
            result()
        if one.person.iri:
            _tell_person(one)
        else:
            result(f"nobody in the graph is called {one.person.label}")
        result(f"{len(one.passing)} other texts name them" if len(one.passing) != 1 else "1 other text names them")
        _tell_texts(one.passing)
        if one.perhaps:
            result(f"{len(one.perhaps)} {'text holds' if len(one.perhaps) == 1 else 'texts hold'} a part of the name")
            _tell_texts(one.perhaps)
    return 0


def _tell_person(one: Audit) -> None:
    result(f"{one.person.label} <{one.person.iri}>")
    if one.person.aliases:
        result(f"  also called: {', '.join(one.person.aliases)}")
    for url in one.person.urls:
        result(f"  page: {url}")
    result(f"  in: {', '.join(one.person.writeups)}")
    result(f"{len(one.facts)} facts" if len(one.facts) != 1 else "1 fact")
    for fact in one.facts:
        result(f"  {fact.subject} → {fact.predicate.removeprefix('hw:')} → {fact.object}")
        for reason in fact.reasons:
            quote = " ".join(reason.quote.split())
            said = f"“{quote}”" if quote else f"{reason.rung}, rule {reason.rule}"
            result(f"  {'  ' * reason.depth}  {reason.where + ': ' if reason.where else ''}{said}")


def _tell_texts(texts: Iterable[Passing]) -> None:
    for text in texts:
        result(f"  {text.where or 'everywhere'}, {text.kind}: {' '.join(text.text.split())}")
