"""The write-ups of a corpus while people correct them: opened where a correction touches them, and only there."""

from __future__ import annotations

from collections.abc import Mapping

from hallway.extractors.reading import Reading
from hallway.graph.dataset import Lines
from hallway.graph.identity.sheets import Sheet, sheet_of
from hallway.graph.outcome import Outcome


class Corpus:
    """What write-ups say, with what was corrected so far.

    Args:
        outcomes: with a reading, by path.
        sheets: of each of them, by path.
    """

    def __init__(self, outcomes: Mapping[str, Outcome], sheets: Mapping[str, Sheet]) -> None:
        self._outcomes = dict(sorted(outcomes.items()))
        self._sheets = dict(sheets)
        self._changed: dict[str, Reading] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all write-ups, sorted."""
        return tuple(self._outcomes)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """With the readings as they are believed, sorted by path."""
        return tuple(
            outcome.believed(self._changed[path]) if path in self._changed else outcome
            for path, outcome in self._outcomes.items()
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Of the write-ups as they are believed, sorted by path."""
        return tuple(self._sheets[path] for path in self._outcomes)

    def reading(self, path: str) -> Reading:
        """Return what a write-up says."""
        return self._changed.get(path) or self._outcomes[path].opened()[0]

    def lines(self, path: str) -> Lines:
        """Return the lines of a write-up's decoded source."""
        return self._outcomes[path].opened()[1]

    def correct(self, reading: Reading) -> None:
        """Let a write-up say something else than it did."""
        self._changed[reading.path] = reading
        self._sheets[reading.path] = sheet_of(reading)

    def leave_out(self, path: str) -> None:
        """Let a write-up say nothing at all."""
        del self._outcomes[path]
