"""How probable each fact is that a write-up may hold, by a log-linear model of what is seen of its two ends.

What rules state is given the probability as its confidence, and left out where it is improbable; what no rule states is
added where it is probable enough. Confidence is calibrated: of facts at 0.8, four in five were right on write-ups by
authors whom the model had not seen when it was fitted. Facts of a kind for which gold vouches are sure whatever their
probability (``sureness``).

The model is a logistic regression for each predicate (Berger, Della Pietra and Della Pietra 1996); probabilities become
confidences by a step function fitted with isotonic regression (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path

from hallway.extractors.draft import Draft
from hallway.extractors.learned.candidates import Candidate, find_candidates, signs
from hallway.extractors.learned.fact_features import add_features
from hallway.extractors.learned.model_file import read_part
from hallway.extractors.learned.sureness import sureness
from hallway.extractors.reading import Rung

FORMAT = 1
"""Raised whenever the features change, since weights of other features mean nothing."""

KEEP = 0.1
"""Least probability of a fact that a rule infers from where things stand; what a sentence says outright is always kept."""
ADD = 0.7
"""Least probability of a fact that no rule states; tried in 5 folds, where less gave relations as much recall as it took of
precision."""
_BIAS = ""
_ZEROS = repeat(0.0)  # what features weigh that have no weight

Sums = dict[tuple[int, str], float]
"""What a group of features weighs for a predicate, by the group's ``id()``; good while the candidates are held."""


class FactModel:
    """Judges the facts that a write-up may hold.

    Args:
        weights: for each predicate, the weight of each feature; that of ``""`` always counts.
        steps: for each predicate, ``(probability, confidence)`` in rising order: from that probability on, that confidence.
        sure: the confidence of each kind of fact that is sure.
    """

    name = "fact-model"

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, float]],
        steps: Mapping[str, Sequence[tuple[float, float]]] | None = None,
        sure: Mapping[str, float] | None = None,
    ) -> None:
        self.weights = weights
        self.steps = steps or {}
        self.sure = sure or {}

    def probability(self, candidate: Candidate, sums: Sums | None = None) -> float:
        """Return how probable a candidate is, 0..1.

        Args:
            candidate: with all that is seen of it.
            sums: what groups of features weigh, kept from one candidate of a write-up to the next.
        """
        sums = {} if sums is None else sums
        predicate = candidate.predicate
        weights = self.weights.get(predicate)
        if weights is None:
            return 0.0
        score = weights.get(_BIAS, 0.0)
        for group in candidate.groups:
            total = sums.get((id(group), predicate))
            if total is None:
                total = sums[id(group), predicate] = math.fsum(map(weights.get, group, _ZEROS))
            score += total
        return _squashed(score + math.fsum(map(weights.get, candidate.features, _ZEROS)))

    def probability_of(self, predicate: str, features: set[str] | frozenset[str]) -> float:
        """Return how probable a fact of this predicate is of whose ends this is seen, 0..1.

        >>> FactModel({"uses": {"": -1.0, "together:": 3.0}}).probability_of("uses", {"together:"})
        0.8807970779778823
        """
        weights = self.weights.get(predicate)
        if weights is None:
            return 0.0
        return _squashed(weights.get(_BIAS, 0.0) + math.fsum(weights[f] for f in features if f in weights))

    def confidence(self, predicate: str, probability: float) -> float:
        """Return the calibrated confidence of a fact of this probability."""
        steps = self.steps.get(predicate)
        if not steps:
            return round(probability, 2)
        return steps[max(0, bisect_right(steps, (probability, 2.0)) - 1)][1]

    def extract(self, draft: Draft) -> None:
        """Judge what rules state of a write-up, and add what they do not state and what is probable."""
        candidates = find_candidates(draft)
        add_features(draft, candidates)
        dropped: set[int] = set()
        sums: Sums = {}
        for candidate in candidates:
            probability = self.probability(candidate, sums)
            confidence = self.confidence(candidate.predicate, probability)
            if candidate.facts:
                sure = sureness(self.sure, candidate.predicate, candidate.all_features())
                if not sure and probability < KEEP and not any(fact.rung is Rung.VERBATIM for fact in candidate.facts):
                    dropped |= {id(fact) for fact in candidate.facts}
                elif sure or probability >= KEEP:
                    # the surest evidence has the fact's confidence, the rest less in proportion
                    top = max(fact.confidence for fact in candidate.facts)
                    for fact in candidate.facts:
                        fact.confidence = (sure or confidence) * fact.confidence / top
            elif probability >= ADD and candidate.place is not None and not _denied(candidate):
                passage, i, j = candidate.place
                draft.fact(
                    candidate.subject,
                    candidate.predicate,
                    candidate.object,
                    passage,
                    i,
                    j,
                    rule=self.name,
                    confidence=confidence,
                    rung=Rung.MODEL,
                )
        draft.facts = [fact for fact in draft.facts if id(fact) not in dropped]

    def written(self) -> bytes:
        """Return the model as a file; equal models give equal bytes."""
        lines = [
            f"{json.dumps(predicate)}: {{\n"
            + ",\n".join(f"{json.dumps(f, ensure_ascii=False)}:{w:g}" for f, w in sorted(weights.items()) if w)
            + "\n}"
            for predicate, weights in sorted(self.weights.items())
        ]
        steps = json.dumps({predicate: [list(step) for step in given] for predicate, given in sorted(self.steps.items())})
        sure = json.dumps(dict(sorted(self.sure.items())))
        return f'{{"format": {FORMAT}, "steps": {steps}, "sure": {sure}, "weights": {{\n{",".join(lines)}}}}}\n'.encode()

    @staticmethod
    def read(path: Path) -> FactModel:
        """Read a model.

        Args:
            path: of the file.

        Raises:
            ModelError: it is missing, damaged, or made by another version.
        """
        with read_part(path, FORMAT, "facts") as data:
            weights = {str(p): {str(f): float(w) for f, w in rows.items()} for p, rows in data["weights"].items()}
            steps = {str(p): [(float(a), float(b)) for a, b in given] for p, given in data["steps"].items()}
            sure = {str(kind): float(c) for kind, c in data.get("sure", {}).items()}
            if not all(abs(w) < 1000 for rows in weights.values() for w in rows.values()):
                raise ValueError("weights out of range")
            if not all(0 <= a <= 1 and 0 <= b <= 1 for given in steps.values() for a, b in given) or not all(
                0 <= c <= 1 for c in sure.values()
            ):
                raise ValueError("confidences out of range")
        return FactModel(weights, steps, sure)


def _squashed(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _denied(candidate: Candidate) -> bool:
    """Whether the sentence that shows the two speaks of what is not, or not yet, or is but a table's cell."""
    if any(feature.endswith(("negated", "ahead")) for feature in candidate.features):
        return True
    if candidate.place is None:
        return False
    passage, at, _ = candidate.place
    if passage.kind == "cell":
        return True  # what a table says of its rows stands in its other cells, which rules read
    sentence = next(((i, j) for i, j in passage.sentences if i <= at < j), None)
    return sentence is not None and not {"negated", "ahead"}.isdisjoint(signs(passage, *sentence))
