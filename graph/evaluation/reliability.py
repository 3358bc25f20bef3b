"""Whether confidence means what it says: of facts held at 0.8, are eight in ten right?

The expected calibration error is the mean distance between confidence and the share that is right, over bins, each
weighed by its facts (Naeini, Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning,
AAAI 2015; Guo and others, On Calibration of Modern Neural Networks, ICML 2017). A fact's confidence is that of its
surest evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from hallway.extractors.learned.sureness import SURE
from hallway.graph.evaluation.evaluation import Evaluation

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where bins begin."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about one confidence.

    Args:
        low: least confidence.
        high: confidence that is too high, but for the last bin, which holds 1 too.
        facts: how many there are.
        right: how many of them are.
        confidence: their mean confidence, 0 where there are none.
    """

    low: float
    high: float
    facts: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """Share of its facts that are right, 0 where there are none."""
        return self.right / self.facts if self.facts else 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """What confidence is worth.

    Args:
        bins: from the least sure to the surest.
        sure: how many facts are held at ``SURE`` or more.
        sure_right: how many of them are right.
    """

    bins: tuple[Bin, ...]
    sure: int
    sure_right: int

    @property
    def error(self) -> float:
        """Expected calibration error, 0..1; 0 where there are no facts."""
        facts = sum(one.facts for one in self.bins)
        return sum(one.facts * abs(one.share - one.confidence) for one in self.bins) / facts if facts else 0.0


def reliability(result: Evaluation) -> Reliability:
    """Tell how the confidence of relations compares with how often they are right.

    Args:
        result: of ``evaluate``.
    """
    verdicts = [(one.confidence, one.right) for document in result.documents for one in document.verdicts]
    bins = []
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 1.0), strict=True):
        inside = [(c, right) for c, right in verdicts if low <= c < high or (high == 1.0 and c >= high)]
        confidence = sum(c for c, _ in inside) / len(inside) if inside else 0.0
        bins.append(Bin(low, high, len(inside), sum(right for _, right in inside), confidence))
    sure = [right for c, right in verdicts if c >= SURE]
    return Reliability(tuple(bins), len(sure), sum(sure))
