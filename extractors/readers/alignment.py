"""Finds where in a source a piece of read text stands, for parsers that do not say.

A parser folds line breaks, drops ``> `` prefixes, resolves escapes and character references; the way back is found by
reading the source in the same manner and searching there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BLANK = r"(?:[^\S\n]++|\n[^\S\n]*+(?:>[^\S\n]*+)*+)++"
_ESCAPE = r"\\(?:\s|(?P<escaped>[!-/:-@\[-`{-~]))"
_REFERENCE = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BLANKS = re.compile(r"\s+")
_ODD = re.compile(r"[\\&]|[^\S ]|  ")
_FIRST_WINDOW = 128
_EDGE = 40  # no character reference is longer


def align(text: str, piece: str, low: int, high: int) -> tuple[int, ...] | None:
    """Find the first place in ``text[low:high]`` that reads as ``piece``.

    White space in ``piece`` matches any white space in ``text``, line breaks with their indentation and ``>`` prefixes
    included. A backslash escape or an HTML character reference in ``text`` reads as its character, or as it stands; a
    backslash before white space reads as nothing (reStructuredText).

    Time is linear in ``high - low`` at worst, and in the distance to the place where it is found otherwise, so that a
    cursor that moves forward costs linear time in all.

    Args:
        text: the source.
        piece: what is read.
        low: code point from which to search.
        high: code point before which the place must end.

    Returns:
        ``len(piece) + 1`` offsets into ``text``, as ``Run.boundaries``; None if there is no such place.

    >>> align("> Tea &amp;\\n>   cake", "& cake", 0, 20)
    (6, 11, 16, 17, 18, 19, 20)
    """
    high = min(high, len(text))
    if not piece:
        return (low,) if low <= high else None
    at = text.find(piece, low, min(high, low + _FIRST_WINDOW + len(piece)))
    if at >= 0 and not _ODD.search(text, low, min(high, at + len(piece) + 1)):
        return tuple(range(at, at + len(piece) + 1))
    folded = _BLANKS.sub(" ", piece)
    width = _FIRST_WINDOW + 2 * len(piece)
    while True:
        end = min(high, low + width)
        best: tuple[int, ...] | None = None
        for pattern in _forms(text, low, end):
            found = _search(text, folded, low, end, pattern)
            if found and (best is None or found[0] < best[0]):
                best = found
        if best and (end == high or best[-1] <= end - _EDGE):
            return best if folded == piece else _unfolded(best, piece)
        if end >= high:
            return None
        width *= 4


def _forms(text: str, low: int, high: int) -> Iterator[re.Pattern[str]]:
    """Yield the ways in which this stretch can be read: with or without escapes, with or without references."""
    escapes = (True, False) if text.find("\\", low, high) >= 0 else (False,)
    references = (True, False) if text.find("&", low, high) >= 0 else (False,)
    for escape in escapes:
        for reference in references:
            yield _FORMS[escape, reference]


def _compiled(escape: bool, reference: bool) -> re.Pattern[str]:
    return re.compile("|".join([_BLANK] + [_ESCAPE] * escape + [_REFERENCE] * reference))


_FORMS = {(escape, reference): _compiled(escape, reference) for escape in (False, True) for reference in (False, True)}


def _search(text: str, folded: str, low: int, high: int, pattern: re.Pattern[str]) -> tuple[int, ...] | None:
    parts: list[str] = []
    bounds: list[int] = []
    at = low
    for match in pattern.finditer(text, low, high):
        start, end = match.span()
        parts.append(text[at:start])
        bounds.extend(range(at, start))
        at = end
        read = _read(match)
        parts.append(read)
        bounds.extend([start] * len(read))
    parts.append(text[at:high])
    bounds.extend(range(at, high))
    bounds.append(high)
    first = "".join(parts).find(folded)
    if first < 0:
        return None
    found = bounds[first : first + len(folded) + 1]
    # what reads as nothing may follow; it is no part of the piece
    found[-1] = min(found[-1], _after(text, found[-2], high, pattern))
    return tuple(found)


def _read(match: re.Match[str]) -> str:
    what = match[0]
    if what[0] == "\\":
        return match["escaped"] or ""
    return html.unescape(what) if what[0] == "&" else " "


def _after(text: str, at: int, high: int, pattern: re.Pattern[str]) -> int:
    """Return where the character read at ``at`` ends."""
    match = pattern.match(text, at, high)
    return match.end() if match and _read(match) else at + 1


def _unfolded(found: tuple[int, ...], piece: str) -> tuple[int, ...]:
    """Give each blank of a run of blanks in ``piece`` the place of the one blank that they were searched as."""
    bounds: list[int] = []
    i = 0
    for j, sign in enumerate(piece):
        if not (j and sign.isspace() and piece[j - 1].isspace()):
            bounds.append(found[i])
            i += 1
        else:
            bounds.append(found[i - 1])
    return (*bounds, found[-1])
