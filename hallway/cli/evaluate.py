"""``hallway evaluate``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hallway.cli.curating import curation_option
from hallway.cli.options import graph_option, loudness_options, say
from hallway.cli.terminal import byte_output, message, result, safe

if TYPE_CHECKING:
    from hallway.graph.evaluation import Evaluation
    from hallway.graph.evaluation.comparison import Comparison
    from hallway.graph.evaluation.spread import Fold

_FORMATS = ("text", "markdown", "html")
_PATH = click.Path(path_type=Path)


@click.command("evaluate")
@click.option(
    "--gold",
    required=True,
    metavar="DIR",
    type=_PATH,
    help="Folder of gold graphs (*.yaml), a file a write-up.",
)
@click.option(
    "--errors", metavar="DOC", help="List what was missed and invented in this write-up; 'all' for every one."
)
@click.option("--classes", is_flag=True, help="Also the largest classes of error, and what each of them costs.")
@click.option("--documents", is_flag=True, help="Also a line for each write-up, worst first.")
@click.option("--rules", is_flag=True, help="Also a table of what each rule is worth.")
@click.option("--reliability", is_flag=True, help="Also a table of how often facts of each confidence are right.")
@click.option("--folds", type=click.IntRange(2, 100), metavar="N", help="Also the scores of N folds, split by author.")
@click.option(
    "--groups", metavar="FILE", type=_PATH, help="Who belongs together in folds: YAML or .tsv, file name and group."
)
@click.option(
    "--sources", metavar="DIR", type=_PATH, help="Folder of the write-ups: what was missed is shown by its line there."
)
@click.option("--compare", "other", metavar="DIR", help="Graph of another run, to which this one is compared.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Print the whole report so, or write it so to the file of -o."
)
@click.option("-o", "--output", metavar="FILE", type=_PATH, help="Write the whole report: .html, .md or .txt.")
@curation_option
@graph_option
@loudness_options
def command(
    gold: Path,
    errors: str | None,
    classes: bool,
    documents: bool,
    rules: bool,
    reliability: bool,
    folds: int | None,
    groups: Path | None,
    sources: Path | None,
    other: str | None,
    form: str | None,
    output: Path | None,
    curation: Path | None,
    graph: str,
    loudness: int,
) -> int:
    """Score each write-up's own graph against its gold graph.

    Each score comes with the range in which it lies in 95 of 100 of a thousand draws of the write-ups. The exit code is
    1 if a write-up of the gold graphs is not in the graph.

    \b
    Example:
        hallway evaluate --gold gold/
        hallway evaluate --gold gold/ --errors all | grep worksOn
        hallway evaluate --gold gold/ --sources notes/ --classes
        hallway evaluate --gold gold/ --sources notes/ -o report.html
        hallway evaluate --gold gold/ --compare before.graph
    """
    from hallway.extractors.folds import read_groups
    from hallway.graph.curation import read_curation
    from hallway.graph.curation.place import curation_file
    from hallway.graph.evaluation import evaluate
    from hallway.graph.evaluation.comparison import compare
    from hallway.graph.evaluation.spread import folds as score_folds
    from hallway.graph.privacy.learning import learned
    from hallway.graph.privacy.opted import withheld
    from hallway.graph.sources import find_sources
    from hallway.graph.store import open_store

    if groups and not folds:
        raise click.UsageError("--groups says how --folds are made: give both")
    said_in = curation or curation_file(graph)
    files = find_sources([sources]).files if sources else ()
    people = learned(withheld(read_curation(said_in)), files) if curation or said_in.exists() else ()
    found = evaluate(open_store(graph), gold, sources=sources, people=people)
    compared = compare(found, evaluate(open_store(other), gold, sources=sources, people=people)) if other else None
    given = read_groups(groups) if groups else None
    scored = score_folds(found, folds, given) if folds else ()
    if output is not None or form is not None:
        from hallway.exports.reports import format_of, render, report

        chosen = form or format_of(output or "")
        whole = report(found, graph=graph, gold=str(gold), folds=scored, comparison=compared, other=other or "")
        _write(render(whole, chosen), output, loudness)
    else:
        if errors:
            _errors(found, errors)
        for line in _text(found, scored, compared, graph, other or "", classes, documents, rules, reliability):
            result(line)
    if found.absent:
        message(f"hallway: not in the graph: {', '.join(found.absent)}")
    return 1 if found.absent else 0


def _text(
    found: Evaluation,
    folds: tuple[Fold, ...],
    compared: Comparison | None,
    graph: str,
    other: str,
    classes: bool,
    documents: bool,
    rules: bool,
    reliability: bool,
) -> Iterator[str]:
    from hallway.exports.reports import score_lines, table_lines
    from hallway.exports.reports.report import (
        class_tables,
        comparison_tables,
        fold_table,
        reliability_table,
        rule_table,
    )

    if documents:
        scores = sorted(found.by_document.items(), key=lambda item: (item[1][1].f1, item[0]))
        for name, (entities, relations) in scores:
            yield f"{name:48s} entities {entities.f1:.3f}  relations {relations.f1:.3f}"
    tables = class_tables(found) if classes else []
    tables += [rule_table(found)] if rules else []
    tables += [reliability_table(found)] if reliability else []
    tables += [fold_table(folds)] if folds else []
    tables += comparison_tables(compared, graph, other) if compared else []
    for table in tables:
        yield from table_lines(table)
        yield ""
    yield from score_lines(found)


def _errors(found: Evaluation, document: str) -> None:
    for mistake in found.mistakes:
        if document in ("all", mistake.document):
            named = (mistake.what, mistake.subject, mistake.object)
            parts = (mistake.document, mistake.kind, *named, mistake.where, mistake.cause)
            click.echo("\t".join(safe(" ".join(part.split())) for part in parts if part))


def _write(text: str, output: Path | None, loudness: int) -> None:
    from hallway.exports.output import whole_file

    # a file name that is no UTF-8 may stand in it
    data = text.encode("utf-8", "backslashreplace")
    if output is None:
        stream = byte_output()
        stream.write(data)
        stream.flush()
        return
    with whole_file(output) as file:
        file.write(data)
    say(loudness, f"written to {output}")
