"""A text as a person reads it: without case, accents, escapes and markup, each letter with where it stood."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
"""Letters that Unicode takes apart into none and people, and IRIs, write otherwise."""

_ESCAPE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|(?:%[0-9A-Fa-f]{2})+")
_MARKUP = re.compile(
    r"</?[A-Za-z!][^<>]{0,400}>"  # tags, and addresses in angle brackets
    r"|\]\([^()\s]{0,400}\)|\[\[[^\[\]|]{0,300}(?:\||\]\[)"  # where links lead
    r"|[A-Za-z]{2,10}://[^\s\[\]<>()\"']{1,400}"
    r"|-(?:\r\n|\r|\n)[ \t>]{0,40}"  # a word cut at the end of its line
    r"|[\[\]*`~_]|'{2,5}"
)
_TOUCHED = re.compile(r"[&%<\[\]*`~_]|''|://|-[\r\n]")


@dataclass(frozen=True, slots=True)
class View:
    """One way to read a text.

    Args:
        text: its letters.
        starts: for each letter, where in the text that begins which it was read from.
        ends: likewise, where it ends.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text some of its letters, at least one, were read."""
        return self.starts[start], self.ends[end - 1]


def views(text: str) -> Iterator[View]:
    """Yield a text as it stands with escapes resolved, and, if it has any markup, without that.

    Args:
        text: of any format.

    >>> [view.text for view in views("Z&eacute;l*da* [Quill](https://q.example)")]
    ['zel*da* [quill](https://q.example)', 'zelda quill']
    """
    if text.isascii() and not _TOUCHED.search(text):
        yield View(text.lower(), range(len(text)), range(1, len(text) + 1))
        return
    read = _read(text)
    yield read
    if _MARKUP.search(read.text):
        kept = _kept(read.text)
        yield View(
            "".join(read.text[at] for at in kept), [read.starts[at] for at in kept], [read.ends[at] for at in kept]
        )


@lru_cache(maxsize=4096)
def letter(sign: str) -> str:
    r"""Return a character as it is compared: no, one or several letters.

    >>> letter("É"), letter("æ"), letter("\u00ad")
    ('e', 'ae', '')
    """
    if unicodedata.category(sign) == "Cf":  # soft hyphens, joiners, marks of direction
        return ""
    plain = unicodedata.normalize("NFKD", sign).casefold().translate(_SPELLED)
    return "".join(part for part in plain if not unicodedata.combining(part))


def plain(text: str) -> str:
    """Return a text without case and accents."""
    return "".join(map(letter, text))


def _read(text: str) -> View:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def take(signs: str, start: int, end: int) -> None:
        for sign in signs:
            for part in letter(sign):
                letters.append(part)
                starts.append(start)
                ends.append(end)

    at = 0
    for escape in [*_ESCAPE.finditer(text), None]:
        for here in range(at, escape.start() if escape else len(text)):
            take(text[here], here, here + 1)
        if escape:
            found = escape[0]
            take(html.unescape(found) if found[0] == "&" else unquote(found), *escape.span())
            at = escape.end()
    return View("".join(letters), starts, ends)


def _kept(text: str) -> list[int]:
    kept: list[int] = []
    at = 0
    for found in _MARKUP.finditer(text):
        kept += range(at, found.start())
        at = found.end()
    return [*kept, *range(at, len(text))]
