"""The lines of a text without markup: where each stands, and what its shape says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

NO_WIDTH = 1 << 30
"""Wrap width of a text whose lines nobody wrapped."""

_MARKER = re.compile(
    r"(?:(?P<sign>[•‣◦▪▫●○■□∙·➢➤→*+–—-]|o(?=[ \t])|#(?=[ \t]))"
    r"|(?P<number>\(?(?:\d{1,3}|[a-z]|[A-Z](?=\)))[.)]))"
    r"(?P<gap>[ \t]+|(?<=[•‣◦▪▫●○■□➢➤]))(?=\S)"
)
_TIGHT_DASH = re.compile(r"[-–](?=[^\W\d_])")
_RULE = re.compile(r"([=\-~^#*+_.:'\"`<>])\1{2,}$|(?:[-*_] ){2,}[-*_]$")
_FENCED = re.compile(r"(?P<open>={1,6})[ \t]*(?P<text>[^=\s>](?:.*[^=\s])?)[ \t]*=*$")
_RECORD = re.compile(
    r"[^\W\d_a-zà-ÿ][^\s:]*(?: [^\s:]+){0,3}[ \xa0]?:(?= |$)|\d{1,2}(?:[h:]\d{2}\b|h\b| ?[ap]m\b)|\[\d+\]|https?://"
)
_FINAL = ".;!?…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it.

    Args:
        text: what it says; "" for a blank line.
        start: offset of its first visible character.
        indent: columns before that, tabs at every eighth.
    """

    text: str
    start: int
    indent: int

    @property
    def end(self) -> int:
        """Offset after its last visible character."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """Columns it takes, indentation included."""
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign or number that begins a list item.

    Args:
        text: as written (``-``, ``1.``).
        kind: what items of one list share: the sign itself, or ``1`` or ``a`` with the sign after it.
        offset: offset of the item's text from the line's first visible character.
    """

    text: str
    kind: str
    offset: int


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text, blank ones included.

    >>> split_lines("one\\n  two")
    [Line(text='one', start=0, indent=0), Line(text='two', start=6, indent=2)]
    """
    lines: list[Line] = []
    offset = 0
    for raw in text.split("\n"):
        said = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if said else 0
        indent = len(raw[:lead].expandtabs()) if "\t" in raw[:lead] else lead
        lines.append(Line(said, offset + lead, indent))
        offset += len(raw) + 1
    return lines


def find_marker(line: Line, *, tight: bool = False) -> Marker | None:
    """Return the list marker that begins a line, if one does.

    Args:
        line: where to look.
        tight: whether a dash that touches its text (``-like this``) may be one.
    """
    match = _MARKER.match(line.text)
    if match is None:
        if tight and _TIGHT_DASH.match(line.text):
            return Marker(line.text[0], line.text[0], 1)
        return None
    shown = match["sign"] or match["number"]
    kind = re.sub(r"\d+", "1", re.sub(r"[A-Za-z]", "a", shown)) if match["number"] else shown
    return Marker(shown, kind, match.end())


def is_rule(line: Line) -> bool:
    """Return whether a line is drawn from one sign, as an underline or a separator is."""
    return len(line.text) > 2 and _RULE.match(line.text) is not None


def find_fence(line: Line) -> tuple[str, int, int] | None:
    """Return the signs, and the span of the words, of a heading written ``== words ==`` or ``== words``."""
    match = _FENCED.match(line.text) if line.text.startswith("=") else None
    if match is None:
        return None
    return match["open"], line.start + match.start("text"), line.start + match.end("text")


def is_record(line: Line) -> bool:
    """Return whether a line looks like a record of its own: ``Present: A, B``, ``14:00 Lunch``, ``[1] http://…``."""
    return _RECORD.match(line.text) is not None


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the column at which a text was wrapped by hand or by a mail program, ``NO_WIDTH`` if it was not.

    A line that goes on in lower case was broken in mid-sentence, so its length is near the width.
    """
    broken = sorted(
        before.width
        for before, after in pairwise(lines)
        if after.text and after.text[0].islower() and 40 <= before.width <= 130 and find_marker(after) is None
    )
    return broken[len(broken) * 3 // 4] if broken else NO_WIDTH


def is_continued(before: Line, after: Line, width: int) -> bool:
    """Return whether ``after`` goes on with the sentence of ``before``, broken at ``width`` columns."""
    if before.width > min(width, 130) + 30:  # nobody wraps there: the line ends its paragraph
        return False
    if after.text.lstrip("-–—(« ")[:1].islower():
        return before.width >= 40 or before.text.endswith(",")
    word = after.text.split(None, 1)[0]
    if before.width + 1 + len(word) > width:
        return not (is_record(after) and (is_record(before) or before.text[-1] in _FINAL + ":"))
    return before.text.endswith(",") and not is_record(after)
