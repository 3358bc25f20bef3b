"""How often something was right, wrong, found and missed, and what follows from that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Count:
    """How often something was rightly said, wrongly said, found, and missed.

    Right and found differ: what is said is right when gold says it or it follows from gold, and what gold says is found
    when it is said or follows from what is said.
    """

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.wrong += other.wrong
        self.found += other.found
        self.missed += other.missed

    @property
    def said(self) -> int:
        """How often it was said."""
        return self.right + self.wrong

    @property
    def gold(self) -> int:
        """How often gold has it."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where gold has nothing."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of some counts.

    >>> total([Count(1, 0, 1, 1), Count(2, 1, 2, 0)])
    Count(right=3, wrong=1, found=3, missed=1)
    """
    summed = Count()
    for count in counts:
        summed.add(count)
    return summed
