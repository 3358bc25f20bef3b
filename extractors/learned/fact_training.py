"""Training of the model of facts: from the facts that write-ups may hold, and what gold graphs say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hallway.extractors.draft import Draft
from hallway.extractors.learned.candidates import find_candidates
from hallway.extractors.learned.fact_features import add_features
from hallway.extractors.learned.fact_model import ADD, FactModel
from hallway.extractors.learned.model_file import learned
from hallway.extractors.learned.sureness import SURE, lower_bound, sureness, vouch
from hallway.extractors.pairing import Annotation, closure, pair

_LEAST_AUTHORS = 3
_PENALTY = 10.0  # L2; tried in 5 folds: 3 trusts the rules of known write-ups too much, 30 says too little
_ITERATIONS = 200
_FAINT = 0.01  # weights below decide nothing
_LEAST = 40  # facts a step of the calibration stands on


@dataclass(frozen=True)
class FactSample:
    """One fact that may hold.

    Args:
        author: group of write-ups that its write-up belongs to.
        predicate: without prefix.
        features: what is seen of its ends.
        right: whether gold says it, or it follows from gold.
    """

    author: str
    predicate: str
    features: frozenset[str]
    right: bool


@dataclass(frozen=True)
class Candidates:
    """What a write-up may hold, seen before it is written down.

    Args:
        ends: of each candidate the ``id()`` of its subject and object.
        predicates: of each candidate.
        features: of each candidate.
    """

    ends: tuple[tuple[int, int], ...]
    predicates: tuple[str, ...]
    features: tuple[frozenset[str], ...]


def candidates_of(draft: Draft) -> Candidates:
    """Look at what a write-up may hold.

    Args:
        draft: with the facts that rules state, before a reading is made of it.
    """
    found = find_candidates(draft)
    add_features(draft, found)
    return Candidates(
        tuple((id(c.subject), id(c.object)) for c in found),
        tuple(c.predicate for c in found),
        tuple(c.all_features() for c in found),
    )


def fact_samples(seen: Candidates, ids: Mapping[int, str], said: Annotation, gold: Annotation, author: str) -> list[FactSample]:
    """Tell which of the facts that a write-up may hold are right.

    Args:
        seen: the write-up's candidates.
        ids: ``id()`` of an entity's draft → its id in the reading.
        said: the reading, as it is compared.
        gold: what a careful reader drew.
        author: group of write-ups that it belongs to.
    """
    paired = pair(gold, said)
    true = closure(gold.relations)
    samples = []
    for (s, o), predicate, features in zip(seen.ends, seen.predicates, seen.features, strict=True):
        subject, object = ids.get(s), ids.get(o)
        if subject in said.things and object in said.things:
            right = (paired.get(subject or ""), predicate, paired.get(object or "")) in true
            samples.append(FactSample(author, predicate, features, right))
    return samples


def train_facts(samples: Sequence[FactSample], *, least_authors: int = _LEAST_AUTHORS) -> FactModel:
    """Train a model, which is not yet calibrated.

    Args:
        samples: in any order; the same samples always give the same model.
        least_authors: features that fewer authors' write-ups show are left out.
    """
    import pycrfsuite

    authors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in samples:
        for feature in one.features:
            authors[one.predicate, feature].add(one.author)
    known = sorted(key for key, by in authors.items() if len(by) >= least_authors)
    numbers = {key: str(n) for n, key in enumerate(known)}
    # a chain of one item is a logistic regression
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": _PENALTY, "max_iterations": _ITERATIONS, "feature.possible_transitions": False})
    for one in samples:
        items = [numbers[key] for f in sorted(one.features) if (key := (one.predicate, f)) in numbers]
        trainer.append([[*items, f"={one.predicate}"]], ["y" if one.right else "n"])
    info = learned(trainer)
    sums: dict[str, float] = defaultdict(float)
    for (number, label), weight in info.state_features.items():
        sums[number] += weight if label == "y" else -weight
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for number, weight in sorted(sums.items()):
        if abs(weight) >= _FAINT:
            predicate, feature = (number[1:], "") if number.startswith("=") else known[int(number)]
            weights[predicate][feature] = round(weight, 3)
    return FactModel(dict(weights))


def calibrated(model: FactModel, judged: Sequence[tuple[FactSample, float]]) -> FactModel:
    """Return a model with confidences: which kinds of fact are sure, and what the probability of all others is worth.

    Args:
        model: as it was trained.
        judged: facts whose authors the model had not seen, each with the probability that a model gave it.
    """
    sure = vouch((one.author, one.predicate, one.features, one.right) for one, _ in judged)
    others = [
        (one.predicate, probability, one.right)
        for one, probability in judged
        # what nobody would say needs no confidence, and is right far less often than what a rule states
        if ("said" in one.features or probability >= ADD) and not sureness(sure, one.predicate, one.features)
    ]
    return FactModel(model.weights, calibrate(others), sure)


def calibrate(judged: Sequence[tuple[str, float, bool]]) -> dict[str, list[tuple[float, float]]]:
    """Fit the steps from probability to confidence, by pooling adjacent violators.

    Args:
        judged: predicate, probability and whether it was right, of facts whose authors the model had not seen.

    Returns:
        For each predicate ``(probability, confidence)`` in rising order.

    >>> calibrate([("uses", 0.1, False)] * 80 + [("uses", 0.9, True)] * 40)
    {'uses': [(0.0, 0.0), (0.9, 0.98)]}
    """
    by_predicate: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for predicate, probability, right in judged:
        by_predicate[predicate].append((probability, right))
    return {predicate: _steps(sorted(pairs)) for predicate, pairs in sorted(by_predicate.items())}


def _steps(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    pools: list[list[float]] = []  # lowest probability, right, all
    first = len(pairs) % _LEAST or _LEAST  # the uppermost pool is a full one
    for start in [0, *range(first, len(pairs), _LEAST)]:
        part = pairs[start : start + _LEAST] if start else pairs[:first]
        pools.append([part[0][0], sum(right for _, right in part), len(part)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            _merge(pools)
    steps: list[tuple[float, float]] = []
    for n, (probability, right, count) in enumerate(pools):
        confidence = round(lower_bound(right, count, 1), 2)
        if lower_bound(right, count, 2) < SURE:  # who asks for sure facts is given none that few examples vouch for
            confidence = min(confidence, SURE - 0.01)
        if not steps or confidence > steps[-1][1]:
            steps.append((round(probability, 4) if n else 0.0, confidence))
    return steps


def _merge(pools: list[list[float]]) -> None:
    _, right, count = pools.pop()
    pools[-1][1] += right
    pools[-1][2] += count
