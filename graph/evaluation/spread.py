"""How the scores differ from author to author: the same graph scored fold by fold, no author in two folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean, stdev

from hallway.extractors.folds import author_groups, split
from hallway.graph.evaluation.counts import Count, total
from hallway.graph.evaluation.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Fold:
    """The scores of one fold.

    Args:
        documents: file names of its write-ups.
        authors: how many groups of authors wrote them.
        entities: count over all groups of classes.
        relations: count over all relations.
    """

    documents: tuple[str, ...]
    authors: int
    entities: Count
    relations: Count


def folds(result: Evaluation, count: int, given: Mapping[str, str] | None = None) -> tuple[Fold, ...]:
    """Score each fold.

    Args:
        result: of ``evaluate``.
        count: number of folds.
        given: file name → group, where groups are known better than gold's authors and file names tell.

    Raises:
        SourceError: there are fewer authors than folds.
    """
    groups = author_groups((one.gold for one in result.documents), given)
    made = []
    for documents in split(groups, count):
        inside = set(documents)
        some = [one for one in result.documents if one.document in inside]
        made.append(
            Fold(
                documents,
                len({groups[document] for document in documents}),
                total(one.total_entities for one in some),
                total(one.total_relations for one in some),
            )
        )
    return tuple(made)


def spread(scores: list[float]) -> tuple[float, float]:
    """Return the mean of some scores and their standard deviation over folds.

    >>> mean_f1, deviation = spread([0.4, 0.5, 0.6])
    >>> round(mean_f1, 3), round(deviation, 3)
    (0.5, 0.1)
    """
    return mean(scores), stdev(scores)
