"""What reaches the terminal: results on standard output, messages on standard error, and on neither control characters.

Names, quotes and paths come from files that anyone may have written: an escape sequence in one of them must not clear
the screen, and a right-to-left mark must not turn a line round.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import unicodedata
from typing import IO, TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_BAD_BUT_LAYOUT = re.compile(rf"(?!\r\n|[\n\t]){_BAD.pattern}")


def safe(text: str) -> str:
    r"""Return text on one line, each sign that a terminal would act on as its escape.

    Args:
        text: may hold anything, the surrogates of file names that are not UTF-8 included.

    >>> print(safe("caf\udce9\x1b[2J.md"))
    caf\xe9\x1b[2J.md
    """
    return _BAD.sub(_escape, text)


def result(line: str = "") -> None:
    """Print a line of what was asked for."""
    click.echo(safe(line))


def message(line: str) -> None:
    """Print a line about how it went."""
    click.echo(safe(line), err=True)


def byte_output() -> IO[bytes]:
    """Return standard output for bytes: as they are into a file or pipe, harmless on a terminal."""
    stream = sys.stdout.buffer
    return cast(IO[bytes], _Screen(stream)) if sys.stdout.isatty() else stream


class _Screen(io.RawIOBase):
    """A terminal that is sent UTF-8 and shows control characters as escapes."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        """Say that it is."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Write bytes; a character that is cut off at their end waits for the rest of it."""
        held = bytes(data)
        text = self._decoder.decode(held)
        self._stream.write(_BAD_BUT_LAYOUT.sub(_escape, text).encode())
        return len(held)

    def flush(self) -> None:
        """Pass on what was written."""
        self._stream.flush()


def width(text: str) -> int:
    """Return how many columns a text takes: wide East Asian characters two, combining marks none.

    >>> width("naïve"), width("会議"), width("e\u0301")
    (5, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200b\u200c\u200d"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def shorten(text: str, columns: int) -> str:
    """Return as much of a text as fits, with ``…`` at its end where some is left out.

    >>> shorten("Tidemark sprint", 9)
    'Tidemark…'
    """
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for c in text:
        used += width(c)
        if used > columns - 1:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"


def columns(stream: IO[str]) -> int | None:
    """Return how many columns the terminal behind a stream has; None if there is no terminal."""
    try:
        if stream.isatty():
            return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        pass
    return None


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00  # a byte of a file name that is not UTF-8
    return {9: r"\t", 10: r"\n", 13: r"\r"}.get(code, f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
