"""Bytes to text: which encoding a file is in, and the text that readers see."""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from hallway.errors import WriteUpError
from hallway.extractors.repair import Edit, repair, splice

MAX_BYTES = 10_000_000
"""Largest file that is read: a thousand times a long report, and still read in seconds and some hundred megabytes."""
MAX_LINE = 1_000_000
"""Longest line that is read, in bytes: whole pages of HTML may stand on one line, dumps of data are longer."""

_BOM = "\ufeff"
# The codecs that keep the mark, so that ``data.decode(encoding)`` gives the source again.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\v\f\r\x1b") + b"\x7f"
_FEW_CONTROLS = 4  # strays, as mail programs and terminals leave them
_MOST_CONTROLS = 0.01  # of the bytes
_MARK = re.compile(r"[\u0300-\u036f]")
_COMPOSABLE = re.compile(r"\w[\u0300-\u036f]+")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_AS_TEXT = "give its text as Markdown, reST, HTML or plain text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, as it stands and as readers see it.

    Args:
        source: the bytes decoded and nothing else: line ends and byte order mark are kept.
        encoding: the Python codec that gave it: ``data.decode(encoding) == source``.
        text: ``source`` with ``\\n`` line ends, without byte order mark, wrong decodings mended.
        offsets: ``len(text) + 1`` offsets into ``source``, never decreasing: ``text[i:j]`` stands at
            ``source[offsets[i]:offsets[j]]``; None where ``text == source``.
    """

    source: str
    encoding: str
    text: str
    offsets: Sequence[int] | None


def decode(data: bytes) -> Decoded:
    """Decode a write-up.

    A byte order mark decides; without one UTF-8, then Windows-1252, then Latin-1, which takes everything.

    Args:
        data: the file's bytes, at most `MAX_BYTES`, no line longer than `MAX_LINE`.

    Raises:
        WriteUpError: the file is empty, too large, or no text.

    >>> decoded = decode(b"caf\\xe9\\r\\n")
    >>> decoded.encoding, decoded.source, decoded.text, list(decoded.offsets)
    ('cp1252', 'café\\r\\n', 'café\\n', [0, 1, 2, 3, 4, 6])
    """
    _check_size(data)
    source, encoding = _decoded(data)
    if not source.strip(_BOM + " \t\r\n\v\f\xa0\u200b"):
        raise WriteUpError("the file holds white space only", hint="write something in it or leave it out")
    text, offsets = _normal(source)
    return Decoded(source, encoding, text, offsets)


def _check_size(data: bytes) -> None:
    if not data:
        raise WriteUpError("the file is empty", hint="write something in it or leave it out")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise WriteUpError(f"the file is {what}, not text", hint=_AS_TEXT)
    if len(data) > MAX_BYTES:
        raise WriteUpError(
            f"the file is too large: {len(data) / 1e6:.1f} MB, at most {MAX_BYTES / 1e6:.0f} MB are read",
            hint="split it into one file for each write-up, or leave it out",
        )
    if len(data) > MAX_LINE:
        for number, line in enumerate(data.splitlines(), start=1):
            if len(line) > MAX_LINE:
                raise WriteUpError(
                    f"the line is too long: {len(line) / 1e6:.1f} MB, at most {MAX_LINE / 1e6:.0f} MB are read",
                    line=number,
                    hint="break it into lines, or leave the file out",
                )


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                source = data.decode(codec)
            except UnicodeDecodeError as error:
                raise WriteUpError(
                    f"the file says that it is {codec.upper()} and is not, at byte {error.start}",
                    hint="save it as UTF-8",
                ) from error
            if "\0" in source:
                raise WriteUpError("the file is binary: it holds null characters", hint=_AS_TEXT)
            return source, codec
    _check_text(data)
    for codec in ("utf-8", "cp1252"):
        try:
            return data.decode(codec), codec
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _check_text(data: bytes) -> None:
    nulls = data.count(0)
    if nulls:
        wide = max(data[0::2].count(0), data[1::2].count(0)) > len(data) // 4
        if wide:
            raise WriteUpError("the file is UTF-16 or UTF-32 without a byte order mark", hint="save it as UTF-8")
        raise WriteUpError("the file is binary: it holds null bytes", hint=_AS_TEXT)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _MOST_CONTROLS * len(data)):
        raise WriteUpError(f"the file is binary: {controls} of its bytes are control characters", hint=_AS_TEXT)


def _normal(source: str) -> tuple[str, Sequence[int] | None]:
    """Return the text that readers see, and its offsets into the source."""
    edits = [Edit(0, 1, "")] if source.startswith(_BOM) else []
    if "\r" in source:
        edits += [Edit(m.start(), m.end(), "\n") for m in _CARRIAGE_RETURN.finditer(source)]
    offsets: Sequence[int] | None = None
    text = source
    if edits:
        text, offsets = splice(source, edits)
    repaired = repair(text)
    text, offsets = repaired.text, _chained(offsets, repaired.offsets)
    if text.isascii() or not _MARK.search(text):
        return text, offsets
    # an "é" in two code points is the "é" that names and rules are written with
    composed = [
        Edit(m.start(), m.end(), whole)
        for m in _COMPOSABLE.finditer(text)
        if (whole := unicodedata.normalize("NFC", m.group())) != m.group()
    ]
    if composed:
        text, further = splice(text, composed)
        offsets = _chained(offsets, further)
    return text, offsets


def _chained(offsets: Sequence[int] | None, further: Sequence[int] | None) -> Sequence[int] | None:
    """Return the offsets into the source of a text that was edited twice."""
    if offsets is None or further is None:
        return further if offsets is None else offsets
    return array("I", [offsets[n] for n in further])
