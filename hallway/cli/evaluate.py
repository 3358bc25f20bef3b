"""``hallway evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.options import graph_option, loudness_options
from hallway.cli.terminal import message, result


@click.command("evaluate")
@click.option(
    "--gold",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of gold graphs (*.yaml), a file a write-up.",
)
@click.option(
    "--errors", metavar="DOC", help="List what was missed and invented in this write-up; 'all' for every one."
)
@click.option("--documents", is_flag=True, help="Also a line for each write-up, worst first.")
@graph_option
@loudness_options
def command(gold: Path, errors: str | None, documents: bool, graph: str, loudness: int) -> int:
    """Score each write-up's own graph against its gold graph.

    The exit code is 1 if a write-up of the gold graphs is not in the graph.

    \b
    Example:
        hallway evaluate --gold gold/
        hallway evaluate --gold gold/ --errors all | grep worksOn
    """
    from hallway.graph.evaluation import evaluate, rows
    from hallway.graph.store import open_store

    found = evaluate(open_store(graph), gold)
    if errors:
        for mistake in found.mistakes:
            if errors in ("all", mistake.document):
                parts = (mistake.document, mistake.kind, mistake.what, mistake.subject, mistake.object)
                click.echo("\t".join(" ".join(part.split()) for part in parts if part))
    if documents:
        scores = sorted(found.by_document.items(), key=lambda item: (item[1][1].f1, item[0]))
        for name, (entities, relations) in scores:
            result(f"{name:48s} entities {entities.f1:.3f}  relations {relations.f1:.3f}")
    for name, count in rows(found):
        result(
            f"{name:28s} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}  "
            f"gold {count.found + count.missed:5d}  predicted {count.right + count.wrong:5d}"
        )
    if found.absent:
        message(f"hallway: not in the graph: {', '.join(found.absent)}")
    return 1 if found.absent else 0
