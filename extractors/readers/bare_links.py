"""Addresses that stand bare in running text: ``http://…``, ``<http://…>``, ``www.…`` and ``name@host``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# each alternative begins at a fixed sign or is bounded, so that no text makes the search slow
_ADDRESS = re.compile(
    r"(?P<url>(?:https?|ftps?|irc|ircs|git|ssh)://[^\s<>\"«»“”|`\x00-\x1f]+)"
    r"|(?P<www>(?<![\w@./-])www\.[^\s<>\"«»“”|`\x00-\x1f]+)"
    r"|(?P<mail>(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w@]))"
)
_MAILTO = "mailto:"
_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class BareLink:
    """One address: ``text[start:end]`` is what is read, ``opening:closing`` takes its brackets and scheme in."""

    start: int
    end: int
    opening: int
    closing: int
    target: str


def find_links(text: str) -> Iterator[BareLink]:
    """Yield the addresses that stand in a text, in order.

    >>> [link.target for link in find_links("See http://example.org/a_(b). Write to <mailto:ann@example.org>!")]
    ['http://example.org/a_(b)', 'mailto:ann@example.org']
    """
    if "://" not in text and "@" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        start, end = match.start(), match.end()
        if match.lastgroup != "mail":
            end = _trimmed(text, start, end)
            if text[start:end].rstrip(":/w.") in {"http", "https", "ftp", "ftps", "irc", "ircs", "git", "ssh", ""}:
                continue
        opening, closing = start, end
        if match.lastgroup == "mail" and text.startswith(_MAILTO, max(0, start - len(_MAILTO))):
            opening -= len(_MAILTO)
        if opening and text[opening - 1] == "<" and text[closing : closing + 1] == ">":
            opening, closing = opening - 1, closing + 1
        scheme = {"mail": _MAILTO, "www": "http://"}.get(match.lastgroup or "", "")
        yield BareLink(start, end, opening, closing, scheme + text[start:end])


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where an address ends once the punctuation of its sentence is taken off."""
    depth = {opening: text.count(opening, start, end) for opening in _PAIRS.values()}
    closed = {closing: text.count(closing, start, end) for closing in _PAIRS}
    while end > start:
        last = text[end - 1]
        if last in _PAIRS:
            if closed[last] <= depth[_PAIRS[last]]:
                break
            closed[last] -= 1
        elif last in depth:
            depth[last] -= 1
        elif last not in ".,;:!?'’*…>":
            break
        end -= 1
    return end
