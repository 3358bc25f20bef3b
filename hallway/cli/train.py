"""``hallway train``."""

from __future__ import annotations

from pathlib import Path

import click

from hallway.cli.options import loudness_options, say
from hallway.cli.terminal import result


@click.command("train")
@click.option(
    "--gold",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of gold graphs (*.yaml), a file a write-up.",
)
@click.option(
    "--documents", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder of their write-ups."
)
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder for the model."
)
@click.option(
    "--folds",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="Parts of the cross-validation, each with other authors; 0 for none.",
)
@click.option(
    "--groups",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Which author a write-up is by, where gold does not tell: YAML or .tsv, a file name and a group a line.",
)
@loudness_options
def command(gold: Path, documents: Path, output: Path, folds: int, groups: Path | None, loudness: int) -> int:
    """Train a model from gold graphs, which then adds to what the rules find.

    It is scored on authors whom it has not seen, against the rules alone; model.yaml keeps the scores. The same gold
    graphs and write-ups give the same files. Use it with hallway build --model DIR.

    \b
    Example:
        hallway train --gold gold/ --documents write-ups/ -o my-model/
        hallway build --model my-model/ write-ups/
    """
    from hallway.extractors.folds import read_groups
    from hallway.graph.training import train

    known = read_groups(groups) if groups else None
    about = train(gold, documents, output, folds=folds, groups=known, progress=lambda line: say(loudness, line))
    for name in ("rules alone", "with the model"):
        for what, score in about.get("folds", {}).get(name, {}).items():
            result(
                f"{name:15s} {what:10s} P {score['precision']:.3f}  R {score['recall']:.3f}  F1 {score['f1']:.3f}"
            )
    say(loudness, f"written to {output}")
    return 0
