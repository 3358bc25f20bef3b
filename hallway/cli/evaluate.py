"""``hallway evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.options import graph_option, loudness_options


@click.command("evaluate")
@click.option("--gold", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder of gold graphs (*.yaml), a file a write-up.")
@click.option("--errors", metavar="DOC", help="List what was missed and invented in this write-up; 'all' for every one.")
@click.option("--documents", is_flag=True, help="Also a line for each write-up, worst first.")
@graph_option
@loudness_options
def command(gold: Path, errors: str | None, documents: bool, graph: str, loudness: int) -> int:
    """Score each write-up's own graph against its gold graph.

    \b
    Example:
        hallway evaluate --gold gold/ --errors all
    """
    from hallway.graph.evaluation import evaluate, rows
    from hallway.graph.store import open_store

    result = evaluate(open_store(graph), gold)
    if errors:
        for mistake in result.mistakes:
            if errors in ("all", mistake.document):
                click.echo("\t".join(filter(None, (mistake.document, mistake.kind, mistake.what, mistake.subject, mistake.object))))
    if result.absent:
        click.echo(f"not in the graph: {', '.join(result.absent)}", err=True)
    if documents:
        for name, (entities, relations) in sorted(result.by_document.items(), key=lambda item: (item[1][1].f1, item[0])):
            click.echo(f"{name:48s} entities {entities.f1:.3f}  relations {relations.f1:.3f}")
    for name, count in rows(result):
        click.echo(
            f"{name:28s} P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}  "
            f"gold {count.found + count.missed:5d}  predicted {count.right + count.wrong:5d}"
        )
    return 1 if result.absent else 0
