"""How far scores would move with other write-ups."""

from __future__ import annotations

import pytest

from hallway.graph.evaluation import Count
from hallway.graph.evaluation.counts import total
from hallway.graph.evaluation.intervals import difference, intervals

MIXED = [Count(n % 7, n % 3, n % 5, n % 4) for n in range(40)]


def test_an_interval_holds_the_score_and_is_the_same_every_time() -> None:
    sure = intervals(MIXED)
    assert sure is not None
    whole = total(MIXED)
    for interval, score in ((sure.precision, whole.precision), (sure.recall, whole.recall), (sure.f1, whole.f1)):
        assert 0 < interval.low < score < interval.high < 1
    assert intervals(MIXED) == sure


def test_write_ups_that_are_all_alike_leave_no_doubt() -> None:
    sure = intervals([Count(1, 1, 3, 1)] * 8)
    assert sure is not None
    assert (sure.precision.low, sure.precision.high, sure.recall.low) == (0.5, 0.5, 0.75)


def test_more_write_ups_leave_less_doubt() -> None:
    few, many = intervals(MIXED[:10]), intervals(MIXED * 10)
    assert few is not None
    assert many is not None
    assert many.f1.high - many.f1.low < (few.f1.high - few.f1.low) / 2


def test_the_spread_is_that_of_a_share() -> None:
    sure = intervals([Count(right=n % 2, wrong=1 - n % 2) for n in range(400)])
    assert sure is not None
    # of 400 draws of a share of a half the standard error is 0.025, and 95 % lie within 1.96 of them
    assert sure.precision.low == pytest.approx(0.451, abs=0.006)
    assert sure.precision.high == pytest.approx(0.549, abs=0.006)


@pytest.mark.parametrize("counts", [[], [Count(3, 1, 3, 1)]])
def test_of_fewer_than_two_write_ups_there_is_no_interval(counts: list[Count]) -> None:
    assert intervals(counts) is None


def test_a_draw_without_anything_to_score_does_not_count() -> None:
    sure = intervals([Count(2, 0, 2, 0), Count(), Count()])
    assert sure is not None
    assert (sure.precision.low, sure.recall.low, sure.f1.low) == (1, 1, 1)
    nothing = intervals([Count(), Count()])
    assert nothing is not None
    assert nothing.f1.high == 0


def test_large_counts_are_kept_apart() -> None:
    sure = intervals([Count(10**6, 10**6, 3 * 10**6, 10**6)] * 300)
    assert sure is not None
    assert (sure.precision.low, sure.recall.high) == (0.5, 0.75)


def test_a_run_does_not_differ_from_itself() -> None:
    same = difference(MIXED, MIXED)
    assert (same.value, same.interval.low, same.interval.high, same.p) == (0, 0, 0, 1)


def test_a_run_that_is_better_everywhere_is_better_beyond_chance() -> None:
    better = [Count(c.right + 2, c.wrong, c.found + 2, c.missed) for c in MIXED]
    gain = difference(better, MIXED)
    assert gain.interval.low > 0
    assert 0 < gain.p < 0.01
    loss = difference(MIXED, better)
    assert loss.value == -gain.value
    assert loss.p == gain.p


def test_one_lucky_write_up_is_no_improvement() -> None:
    lucky = [Count(5, 0, 5, 0), *MIXED[1:]]
    assert difference(lucky, MIXED).p > 0.05


def test_other_scores_than_f1_can_be_compared() -> None:
    surer = [Count(c.right, 0, c.found, c.missed) for c in MIXED]
    assert difference(surer, MIXED, lambda count: count.recall).value == 0
    assert difference(surer, MIXED, lambda count: count.precision).value > 0
