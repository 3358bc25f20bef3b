"""Mistakes counted by class: what goes wrong most often, and what it would be worth to mend it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from hallway.extractors.pairing import RELATIONS
from hallway.graph.evaluation.counts import Count
from hallway.graph.evaluation.evaluation import Evaluation
from hallway.graph.evaluation.judging import Mistake

LARGEST = 10
"""How many classes a report shows."""


@dataclass(frozen=True)
class ErrorClass:
    """Mistakes of one kind and cause.

    Args:
        kind: ``missed`` or ``invented``.
        cause: what went wrong; see ``causes``.
        count: how many there are.
        share: of all that was missed or invented.
        about: the relations, or groups of entities, and how many mistakes are of each.
        f1: the score if none of these mistakes were made, and all others were.
        example: one of them, of the relation or group that is hit most.
    """

    kind: str
    cause: str
    count: int
    share: float
    about: Counter[str]
    f1: float
    example: Mistake


def error_classes(result: Evaluation, part: str) -> tuple[ErrorClass, ...]:
    """Count the mistakes of each class.

    Args:
        result: of ``evaluate``.
        part: ``entities`` or ``relations``.

    Returns:
        The classes, the largest first.
    """
    several = [one for one in result.mistakes if (one.what in RELATIONS) == (part == "relations")]
    scores = result.total_relations if part == "relations" else result.total_entities
    by_class: dict[tuple[str, str], list[Mistake]] = defaultdict(list)
    for one in several:
        by_class[one.kind, one.cause].append(one)
    found = []
    for (kind, cause), mistakes in by_class.items():
        about = Counter(one.what for one in mistakes)
        most = min(about, key=lambda what: (-about[what], what))
        example = next(one for one in mistakes if one.what == most)
        f1 = _without(scores, kind, len(mistakes))
        found.append(ErrorClass(kind, cause, len(mistakes), len(mistakes) / len(several), about, f1, example))
    return tuple(sorted(found, key=lambda one: (-one.count, one.kind, one.cause)))


def _without(scores: Count, kind: str, mistakes: int) -> float:
    """F1 if so many mistakes of a kind were not made."""
    mended = Count(scores.right, scores.wrong, scores.found, scores.missed)
    if kind == "missed":
        mended.add(Count(right=mistakes, found=mistakes, missed=-mistakes))
    else:
        mended.add(Count(wrong=-mistakes))
    return mended.f1
