"""How far a score would move with other write-ups: bootstrap intervals, and what a difference of two runs is worth.

Write-ups are drawn with replacement, as many as there are, and the score is taken again; the middle 95 % of 1,000 such
scores are the interval (percentile bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
Write-ups and not facts are drawn, since the facts of one write-up stand or fall together. Two runs are compared on the
same draws (paired bootstrap: Koehn, Statistical Significance Tests for Machine Translation Evaluation, EMNLP 2004).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hallway.graph.evaluation.counts import Count

DRAWS = 1000
"""How often write-ups are drawn."""

LEVEL = 0.95
"""Share of the draws whose scores lie in an interval."""

_SEED = 20250101
_BITS = 40  # of one number in a packed count: no sum of counts comes near 2**40
_MASK = (1 << _BITS) - 1

Score = Callable[[Count], float]


@dataclass(frozen=True, slots=True)
class Interval:
    """The range in which a score lies in 95 of 100 draws."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals of one line of scores."""

    precision: Interval
    recall: Interval
    f1: Interval


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better one run is than another.

    Args:
        value: score of the one less score of the other.
        interval: in which it lies in 95 of 100 draws.
        p: two-sided: how often a difference at least as far from none would come about by the choice of write-ups.
    """

    value: float
    interval: Interval
    p: float


def intervals(counts: Sequence[Count]) -> Intervals | None:
    """Return the intervals of precision, recall and F1.

    Args:
        counts: of each write-up.

    Returns:
        None for fewer than two write-ups: one cannot tell how others would differ.

    >>> sure = intervals([Count(3, 1, 3, 1)] * 5)
    >>> sure and sure.f1
    Interval(low=0.75, high=0.75)
    """
    if len(counts) < 2:
        return None
    drawn = _drawn(counts)
    return Intervals(  # a draw in which nothing was said has no precision, and one in which gold has nothing no recall
        _interval([count.precision for count in drawn if count.said]),
        _interval([count.recall for count in drawn if count.gold]),
        _interval([count.f1 for count in drawn if count.said or count.gold]),
    )


def difference(one: Sequence[Count], other: Sequence[Count], score: Score = lambda count: count.f1) -> Difference:
    """Return how much better one run is than another on the same write-ups.

    Args:
        one: counts of each write-up in the one run.
        other: in the other, in the same order.
        score: what is compared.
    """
    differences = [score(a) - score(b) for a, b in zip(_drawn(one), _drawn(other), strict=True)]
    above, below = sum(d >= 0 for d in differences), sum(d <= 0 for d in differences)
    p = min(1.0, 2 * (min(above, below) + 1) / (DRAWS + 1))  # never 0: a thousand draws cannot say that
    return Difference(score(_whole(one)) - score(_whole(other)), _interval(differences), p)


def _whole(counts: Sequence[Count]) -> Count:
    return _unpacked(sum(map(_packed, counts)))


def _drawn(counts: Sequence[Count]) -> list[Count]:
    """The sums of a thousand draws; one number holds the four of a count, so that a draw is one sum."""
    packed = [_packed(count) for count in counts]
    return [_unpacked(sum(map(packed.__getitem__, draw))) for draw in _draws(len(counts))]


def _packed(count: Count) -> int:
    return count.right | count.wrong << _BITS | count.found << 2 * _BITS | count.missed << 3 * _BITS


def _unpacked(packed: int) -> Count:
    return Count(*(packed >> n * _BITS & _MASK for n in range(4)))


@lru_cache(maxsize=64)
def _draws(size: int) -> tuple[tuple[int, ...], ...]:
    generator = random.Random(_SEED)  # the same draws whenever there are as many write-ups
    return tuple(tuple(int(generator.random() * size) for _ in range(size)) for _ in range(DRAWS))


def _interval(values: list[float]) -> Interval:
    ranked = sorted(values) or [0.0]
    cut = round(len(ranked) * (1 - LEVEL) / 2)
    return Interval(ranked[cut], ranked[-1 - cut])
