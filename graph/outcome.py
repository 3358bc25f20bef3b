"""What comes of one write-up: a reading, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
        said: digest of reading and lines; empty where none was taken.
        held: digest of the file's bytes; empty where none was taken.
    """

    path: str
    reading: Reading | None = None
    lines: Lines = field(default_factory=Lines)
    error: HallwayError | None = None
    said: bytes = b""
    held: bytes = b""

    def believed(self, reading: Reading) -> Outcome:
        """Return the same with another reading in its place, such as one without the facts that people deny."""
        return self if reading is self.reading else replace(self, reading=reading, said=b"")
