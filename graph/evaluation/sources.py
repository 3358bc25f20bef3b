"""Where in a write-up some words stand: the lines of what was missed, which no evidence tells."""

from __future__ import annotations

import re
import unicodedata
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

    @cached_property
    def _plain(self) -> str:
        return self._decoded.source.translate(_WithoutAccents())

    def line_of(self, words: str) -> int:
        """Return the line on which some words begin, 0 if they do not stand there.

        White space and case may differ; where that finds nothing, a wrong decoding may have been mended, or accents,
        markup and punctuation left out.

        Args:
            words: as somebody copied them from the text, or a name as it is folded for comparison.
        """
        if not words.split():
            return 0
        exact = _pattern(words.split(), r"\s+")
        if match := exact.search(self._decoded.source):
            return self._lines.line(match.start())
        offsets = self._decoded.offsets
        if offsets is not None and (match := exact.search(self._decoded.text)):
            return self._lines.line(offsets[match.start()])
        folded = re.findall(r"\w+", words.translate(_WithoutAccents()))
        if folded and (match := _pattern(folded, r"[\W_]+").search(self._plain)):
            return self._lines.line(match.start())
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


class _WithoutAccents(dict[int, int]):
    """For ``str.translate``: a letter for each accented one, so that all keep their places."""

    def __missing__(self, code: int) -> int:
        base = ord(unicodedata.normalize("NFKD", chr(code))[0])
        self[code] = base
        return base


def _pattern(words: list[str], between: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){between.join(map(re.escape, words))}(?!\w)", re.IGNORECASE)
