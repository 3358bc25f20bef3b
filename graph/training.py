"""Training a model from gold graphs, and how well it does on write-ups by authors that it has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hallway.errors import SourceError
from hallway.extractors.document import Document
from hallway.extractors.extraction import drafted, entity_ids, reading_of, rule_mentions, understand
from hallway.extractors.folds import author_groups, split
from hallway.extractors.gold import Gold, read_golds
from hallway.extractors.learned.fact_training import FactSample, calibrated, candidates_of, fact_samples, train_facts
from hallway.extractors.learned.mention_model import MentionModel
from hallway.extractors.learned.mention_training import sample, train_mentions
from hallway.extractors.learned.model import Model, write_model
from hallway.extractors.learned.sureness import SURE
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
    folds: int = 5,
    groups: Mapping[str, str] | None = None,
    progress: Progress = lambda line: None,
) -> Mapping[str, Any]:
    """Train a model and write it.

    Args:
        gold: folder of gold files.
        documents: folder that holds their write-ups, by the names that gold gives them.
        output: folder of the model.
        folds: how many folds to cross-validate in, 0 for none: then its confidences are not calibrated. All write-ups
            of one author are in one fold, and the model that is scored on a fold was trained on the others; the one
            that is written is trained on all.
        groups: which author a write-up is by, where gold does not tell; see ``folds.author_groups``.
        progress: called with what comes next.

    Returns:
        What ``model.yaml`` says of the model.

    Raises:
        SourceError: a gold file or a write-up is missing, or there are fewer authors than folds.
        WriteUpError: a gold file is not in the gold format, or a write-up cannot be read.
        ModelError: the model cannot be written.
    """
    course = _Course(gold, documents, groups, progress)
    about: dict[str, Any] = {
        "hallway": version("hallway"),
        "command": "hallway train" + (f" --folds {folds}" if folds else ""),
        "writeups": len(course.golds),
        "authors": len(set(course.authors.values())),
        "digest": course.digest,
    }
    judged: list[tuple[FactSample, float]] = []
    if folds:
        about["folds"], judged = course.cross_validate(folds)
    write_model(output, replace(course.train(judged), about=about))
    return about


def cross_validate(
    gold: Path,
    documents: Path,
    folds: int = 5,
    *,
    groups: Mapping[str, str] | None = None,
    progress: Progress = lambda line: None,
) -> Mapping[str, Any]:
    """Score rules and model on authors whom the model was not trained on, without writing a model.

    Args:
        gold: folder of gold files.
        documents: folder that holds their write-ups.
        folds: how many parts the authors are split into.
        groups: as for ``train``.
        progress: called with what comes next.

    Returns:
        What ``train`` records under ``folds``.

    Raises:
        SourceError: a gold file or a write-up is missing, or there are fewer authors than folds.
        WriteUpError: a gold file is not in the gold format, or a write-up cannot be read.
    """
    return _Course(gold, documents, groups, progress).cross_validate(folds)[0]


class _Course:
    """The write-ups that are learned from, and what each gives to learn."""

    def __init__(self, gold: Path, documents: Path, groups: Mapping[str, str] | None, progress: Progress) -> None:
        self.golds = read_golds(gold)
        self.authors = author_groups(self.golds, groups)
        self._progress = progress
        progress(f"reading {len(self.golds)} write-ups")
        digest = hashlib.sha256()
        self._read = {one.document: _read(documents, one, digest.update) for one in self.golds}
        self.digest = digest.hexdigest()[:32]
        self._packs = rule_packs()
        self._names = {
            one.document: sample(rule_mentions(self._read[one.document]), one, self.authors[one.document])
            for one in self.golds
        }
        self._facts: dict[str, list[FactSample]] = {}

    def _mentions(self, without: Sequence[str] = ()) -> MentionModel:
        return train_mentions([self._names[one.document] for one in self.golds if one.document not in without])

    def _look(self, one: Gold, mentions: MentionModel) -> list[FactSample]:
        """What one write-up gives to learn about facts, its names read by a model that has not seen it."""
        draft = drafted(self._read[one.document], self._packs, Model(mentions))
        seen = candidates_of(draft)
        said = said_by(reading_of(draft)).annotation
        return fact_samples(seen, entity_ids(draft), said, one.annotation, self.authors[one.document])

    def cross_validate(self, folds: int) -> tuple[dict[str, Any], list[tuple[FactSample, float]]]:
        """Return the scores; and each candidate with its probability to a model that had not seen its author."""
        parts = split(self.authors, folds)
        names = []
        for number, part in enumerate(parts, 1):
            self._progress(f"names, fold {number} of {len(parts)}")
            names.append(self._mentions(part))
            self._facts |= {one.document: self._look(one, names[-1]) for one in self.golds if one.document in part}
        models, judged = [], []
        for number, part in enumerate(parts, 1):
            self._progress(f"facts, fold {number} of {len(parts)}")
            facts = train_facts([s for d, samples in sorted(self._facts.items()) if d not in part for s in samples])
            models.append(facts)
            seen = [s for document in part for s in self._facts[document]]
            judged.append([(s, facts.probability_of(s.predicate, s.features)) for s in seen])
        by_rules: list[Judged] = []
        by_model: list[Judged] = []
        single = []
        for number, part in enumerate(parts):
            self._progress(f"scores, fold {number + 1} of {len(parts)}")
            others = [one for n, fold in enumerate(judged) if n != number for one in fold]
            model = Model(names[number], calibrated(models[number], others))
            here = [one for one in self.golds if one.document in part]
            by_rules += [self._judge(one, None) for one in here]
            scored = [self._judge(one, model) for one in here]
            single.append({"writeups": len(here), **{name: score["f1"] for name, score in _scores(scored).items()}})
            by_model += scored
        sure = [v.right for one in by_model for v in one.verdicts if v.confidence >= SURE]
        told = {
            "rules alone": _scores(by_rules),
            "with the model": _scores(by_model),
            f"facts at confidence {SURE} or more": {"said": len(sure), "right": sum(sure)},
            "f1 by fold": single,
        }
        return told, [one for fold in judged for one in fold]

    def _judge(self, one: Gold, model: Model | None) -> Judged:
        return judge(one, said_by(understand(self._read[one.document], self._packs, model)[1]))

    def train(self, judged: Sequence[tuple[FactSample, float]]) -> Model:
        """Train on all write-ups; ``judged`` calibrates it."""
        self._progress(f"training on {len(self.golds)} write-ups")
        mentions = self._mentions()
        if not self._facts:
            self._facts = {one.document: self._look(one, mentions) for one in self.golds}
        facts = train_facts([s for _, samples in sorted(self._facts.items()) for s in samples])
        return Model(mentions, calibrated(facts, judged))


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


def _scores(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    counts = {
        "entities": total(one.total_entities for one in judged),
        "relations": total(one.total_relations for one in judged),
    }
    return {
        name: {"precision": round(c.precision, 4), "recall": round(c.recall, 4), "f1": round(c.f1, 4)}
        for name, c in counts.items()
    }
