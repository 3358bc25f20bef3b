"""What comes of one write-up: a reading, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hallway.errors import HallwayError, StoreError
from hallway.extractors.reading import Reading
from hallway.graph.dataset import Lines
from hallway.graph.reading_record import Gist, digest, gist, packed, unpacked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one write-up: a reading, or the reason why there is none.

    Args:
        path: relative to the corpus root.
        told: what it says, which may still be packed; None if it could not be read.
        ends: lines of its decoded source, where ``told`` is not packed.
        error: why it could not be read; None if it could.
        said: digest of reading and lines; empty where none was taken.
        held: digest of the file's bytes; empty where none was taken.
        sheet: packed, of what it says; empty where none was made.
    """

    path: str
    told: Reading | bytes | None = None
    ends: Lines = field(default_factory=Lines)
    error: HallwayError | None = None
    said: bytes = b""
    held: bytes = b""
    sheet: bytes = b""

    @property
    def read(self) -> bool:
        """Whether it could be read."""
        return self.told is not None

    @property
    def reading(self) -> Reading | None:
        """What it says; unpacked each time it is asked for, so that a large corpus is not unpacked at once."""
        return self.opened()[0] if self.told is not None else None

    @property
    def gist(self) -> Gist | None:
        """What a build tells of it; None if it could not be read."""
        if self.told is None:
            return None
        return gist(self.told) if isinstance(self.told, bytes) else Gist.of(self.told)

    def believed(self, reading: Reading) -> Outcome:
        """Return the same with another reading in its place, such as one without the facts that people deny."""
        return self if reading is self.told else replace(self, told=reading, ends=self.opened()[1], said=b"", sheet=b"")

    def called(self, path: str) -> Outcome:
        """Return the same under another path."""
        told = replace(self.told, path=path) if isinstance(self.told, Reading) else self.told
        return self if path == self.path else replace(self, path=path, told=told, sheet=b"")

    def signed(self) -> Outcome:
        """Return the same with a digest of what it says."""
        if self.said or self.told is None:
            return self
        return replace(self, said=digest(packed(*self.opened())))

    def opened(self) -> tuple[Reading, Lines]:
        """Return what it says, and the lines of its decoded source.

        Raises:
            StoreError: it was kept in a file that somebody changed.
        """
        assert self.told is not None
        if isinstance(self.told, Reading):
            return self.told, self.ends
        try:
            return unpacked(self.path, self.told)
        except ValueError as error:
            what = f"what was kept of {self.path} is damaged"
            raise StoreError(what, hint="build with --fresh") from error
