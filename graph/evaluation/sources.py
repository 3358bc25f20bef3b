"""Where in a write-up some words stand: the lines of what was missed, which no evidence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.decoding import decode
from hallway.graph.dataset import Lines


class Source:
    """One write-up's text.

    Args:
        path: of its file.
    """

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        try:
            self._decoded = decode(path.read_bytes())
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", path=self.path) from None
        except WriteUpError as error:
            raise WriteUpError(error.what, path=self.path, line=error.line, hint=error.hint) from error

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self._decoded.source)

    def line_of(self, words: str) -> int:
        """Return the line on which some words begin, 0 if they do not stand there.

        White space and case may differ, and where a wrong decoding was mended, the mended words are found too.

        Args:
            words: as somebody copied them from the text.
        """
        pattern = _pattern(words)
        if pattern is None:
            return 0
        if match := pattern.search(self._decoded.source):
            return self._lines.line(match.start())
        offsets = self._decoded.offsets
        if offsets is not None and (match := pattern.search(self._decoded.text)):
            return self._lines.line(offsets[match.start()])
        return 0

    def first_line_of(self, names: Iterable[str]) -> int:
        """Return the first line that has one of some names, 0 if none has."""
        return min((line for name in names if (line := self.line_of(name))), default=0)


class Sources:
    """The write-ups of a folder and of the folders in it, by their file names.

    Args:
        folder: where they are.

    Raises:
        SourceError: there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SourceError("no such folder", path=str(folder), hint="name the folder of the write-ups")
        self._files = {path.name: path for path in sorted(folder.rglob("*"), reverse=True) if path.is_file()}

    def find(self, document: str) -> Source | None:
        """Return a write-up by its file name, None if it is not there.

        Args:
            document: file name without folders.

        Raises:
            SourceError: it cannot be read.
            WriteUpError: it is no text.
        """
        path = self._files.get(document)
        return Source(path) if path else None


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return None
    return re.compile(rf"(?<!\w){_SPACE.join(parts)}(?!\w)", re.IGNORECASE)


_SPACE = r"\s+"
