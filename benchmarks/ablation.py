"""What each layer of reading is worth: F1 and speed of structure, then with links, lexicons, sentences and the model.

Structure is lists, headings, tables, labels and shapes of names. Each row keeps all that stands above it. The model is
scored on authors whom it was not trained on, in folds, which takes minutes; the rows above are rules alone.

    python benchmarks/ablation.py [--gold DIR --documents DIR] [--folds N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the checkout is measured, whatever is installed

from hallway.extractors.document import Block, Document  # noqa: E402 - after the path is set

LAYERS = ("structure", "links", "lexicons", "sentences")
PROSE = ("prose-talks", "told-talks", "linked-talks")
"""Extractors of mentions that read sentences."""


def _unlinked(block: Block) -> Block:
    runs = tuple(replace(run, target="") for run in block.runs)
    return replace(block, runs=runs, children=tuple(_unlinked(child) for child in block.children))


def _forget_names() -> None:
    """Empty the gazetteers of this process; months, titles and other closed classes of words stay."""
    from hallway.schema.gazetteer import Lexicon, gazetteers

    known = gazetteers()
    known.technologies = known.event_series = known.organizations = Lexicon([], {})
    known._given = known._doubtful = known._cities = known._doubtful_cities = known._countries = frozenset()


def _measure(layer: str, gold: Path, documents: Path) -> dict[str, float]:
    """Score and time one layer in this process."""
    from hallway.extractors import extraction
    from hallway.extractors.gold import read_golds
    from hallway.extractors.readers import read_document
    from hallway.extractors.rules import rule_packs
    from hallway.graph.evaluation.counts import total
    from hallway.graph.evaluation.judging import judge
    from hallway.graph.evaluation.said import said_by

    depth = LAYERS.index(layer)
    if depth < LAYERS.index("lexicons"):
        _forget_names()
    packs = rule_packs() if layer == "sentences" else {}
    if layer != "sentences":
        kept = {name: target for name, target in extraction.MENTION_EXTRACTORS.items() if name not in PROSE}
        extraction.MENTION_EXTRACTORS = kept
    golds = read_golds(gold)

    def reading(name: str) -> Document:
        document = read_document(name, (documents / name).read_bytes())
        return document if depth else replace(document, blocks=tuple(_unlinked(b) for b in document.blocks))

    extraction.understand(reading(golds[0].document), packs)  # loads what is needed
    start = time.process_time()
    read = [extraction.understand(reading(one.document), packs)[1] for one in golds]
    seconds = time.process_time() - start
    judged = [judge(one, said_by(made)) for one, made in zip(golds, read, strict=True)]
    relations = total(one.total_relations for one in judged)
    scores = {
        "entities": {"f1": total(one.total_entities for one in judged).f1},
        "relations": {"precision": relations.precision, "recall": relations.recall, "f1": relations.f1},
    }
    return _row(scores, len(golds) / seconds)


def _row(scores: Mapping[str, Mapping[str, float]], speed: float) -> dict[str, float]:
    return {
        "entities": scores["entities"]["f1"],
        "precision": scores["relations"]["precision"],
        "recall": scores["relations"]["recall"],
        "relations": scores["relations"]["f1"],
        "speed": speed,
    }


def _with_model(gold: Path, documents: Path, folds: int) -> dict[str, float]:
    """Score the model in folds, and time reading with the one that comes with hallway."""
    from hallway.extractors.extraction import extract
    from hallway.extractors.gold import read_golds
    from hallway.extractors.readers import read_document
    from hallway.graph.training import cross_validate

    scores = cross_validate(gold, documents, folds)["with the model"]
    names = [one.document for one in read_golds(gold)]
    data = {name: (documents / name).read_bytes() for name in names}
    extract(read_document(names[0], data[names[0]]))
    start = time.process_time()
    for name in names:
        extract(read_document(name, data[name]))
    return _row(scores, len(names) / (time.process_time() - start))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each layer in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "gold", metavar="DIR")
    parser.add_argument("--documents", type=Path, default=ROOT / "examples", metavar="DIR")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="score the model too, in N folds by author")
    parser.add_argument("--layer", choices=LAYERS, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.layer:
        print(json.dumps(_measure(given.layer, given.gold, given.documents)))
        return 0
    print(f"{'':14s} {'entities F1':>11s} {'relations P':>11s} {'R':>6s} {'F1':>6s} {'write-ups/s':>12s} {'speed':>7s}")
    first = 0.0
    for layer in (*LAYERS, *(["model"] if given.folds else [])):
        if layer == "model":
            row = _with_model(given.gold, given.documents, given.folds)
        else:
            command = [sys.executable, __file__, "--layer", layer, "--gold", given.gold, "--documents", given.documents]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        first = first or row["speed"]
        name = layer if layer == LAYERS[0] else f"+ {layer}"
        print(
            f"{name:14s} {row['entities']:11.3f} {row['precision']:11.3f} {row['recall']:6.3f} {row['relations']:6.3f}"
            f" {row['speed']:12.1f} {row['speed'] / first:6.2f}×"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
