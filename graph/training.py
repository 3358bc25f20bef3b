"""Training a model from gold graphs, and how well it does on write-ups by authors that it has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hallway.errors import SourceError
from hallway.extractors.document import Document
from hallway.extractors.extraction import rule_mentions, understand
from hallway.extractors.folds import author_groups, split
from hallway.extractors.gold import Gold, read_golds
from hallway.extractors.learned.mention_training import Sample, sample, train_mentions
from hallway.extractors.learned.model import Model, write_model
from hallway.extractors.readers import read_document
from hallway.extractors.rules import rule_packs
from hallway.graph.evaluation.counts import total
from hallway.graph.evaluation.judging import Judged, judge
from hallway.graph.evaluation.said import said_by

Progress = Callable[[str], None]
"""Called with a line that says what comes next."""


def train(
    gold: Path,
    documents: Path,
    output: Path,
    *,
    folds: int = 0,
    groups: Mapping[str, str] | None = None,
    progress: Progress = lambda line: None,
) -> Mapping[str, Any]:
    """Train a model and write it.

    Args:
        gold: folder of gold files.
        documents: folder that holds their write-ups, by the names that gold gives them.
        output: folder of the model.
        folds: how many folds to cross-validate in, 0 for none. All write-ups of one author are in one fold, and the
            model that is scored on a fold was trained on the others; the one that is written is trained on all.
        groups: which author a write-up is by, where gold does not tell; see ``folds.author_groups``.
        progress: called with what comes next.

    Returns:
        What ``model.yaml`` says of the model.

    Raises:
        SourceError: a gold file or a write-up is missing, or there are fewer authors than folds.
        WriteUpError: a gold file is not in the gold format, or a write-up cannot be read.
        ModelError: the model cannot be written.
    """
    golds = read_golds(gold)
    authors = author_groups(golds, groups)
    parts = split(authors, folds) if folds else ()
    progress(f"reading {len(golds)} write-ups")
    digest = hashlib.sha256()
    read = {one.document: _read(documents, one, digest.update) for one in golds}
    samples = {one.document: sample(rule_mentions(read[one.document]), one, authors[one.document]) for one in golds}
    about: dict[str, Any] = {
        "hallway": version("hallway"),
        "command": "hallway train" + (f" --folds {folds}" if folds else ""),
        "writeups": len(golds),
        "authors": len(set(authors.values())),
        "digest": digest.hexdigest()[:32],
    }
    if parts:
        about["folds"] = _validate(golds, read, samples, parts, progress)
    progress(f"training on {len(golds)} write-ups")
    write_model(output, train_mentions([samples[one.document] for one in golds]), about)
    return about


def _read(documents: Path, gold: Gold, digest: Callable[[bytes], None]) -> Document:
    path = documents / gold.document
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = f"{gold.path} is about it"
        raise SourceError(f"cannot be read: {error.strerror or error}", path=str(path), hint=hint) from None
    digest(f"{gold.document}\n{len(data)}\n".encode())
    digest(data)
    return read_document(gold.document, data)


def _validate(
    golds: Sequence[Gold],
    read: Mapping[str, Document],
    samples: Mapping[str, Sample],
    parts: Sequence[Sequence[str]],
    progress: Progress,
) -> dict[str, Any]:
    packs = rule_packs()
    by_rules: list[Judged] = []
    by_model: list[Judged] = []
    single = []
    for number, part in enumerate(parts, 1):
        progress(f"fold {number} of {len(parts)}")
        model = Model(train_mentions([samples[one.document] for one in golds if one.document not in part]))
        here = [one for one in golds if one.document in part]
        by_rules += [judge(one, said_by(understand(read[one.document], packs)[1])) for one in here]
        judged = [judge(one, said_by(understand(read[one.document], packs, model)[1])) for one in here]
        single.append({"writeups": len(here), **{name: score["f1"] for name, score in _scores(judged).items()}})
        by_model += judged
    return {"rules alone": _scores(by_rules), "with the model": _scores(by_model), "f1 by fold": single}


def _scores(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    counts = {
        "entities": total(one.total_entities for one in judged),
        "relations": total(one.total_relations for one in judged),
    }
    return {
        name: {"precision": round(c.precision, 4), "recall": round(c.recall, 4), "f1": round(c.f1, 4)}
        for name, c in counts.items()
    }
