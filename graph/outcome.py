"""What comes of one write-up: a reading, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from hallway.errors import HallwayError
from hallway.extractors.reading import Reading
from hallway.graph.dataset import Lines


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one write-up: a reading, or the reason why there is none.

    Args:
        path: relative to the corpus root.
        reading: what it says; None if it could not be read.
        lines: of its decoded source.
        error: why it could not be read; None if it could.
    """

    path: str
    reading: Reading | None = None
    lines: Lines = field(default_factory=Lines)
    error: HallwayError | None = None
