"""HTML as a flat sequence of tags and text, each with its place; in linear time whatever the input.

Tags are told as in https://html.spec.whatwg.org/multipage/parsing.html#tokenization, except that an unclosed comment
or tag does not swallow the rest of the page. Templates of ERB, PHP and WML vanish.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from hallway.extractors.document import Style


def names(listed: str) -> frozenset[str]:
    """Return the names in a line of names."""
    return frozenset(listed.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements that have no closing tag."""
STYLES: dict[str, Style] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
"""How inline elements set text off."""

_NAME = r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/><\"'=]*+)"
_TAG = re.compile(_NAME + r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+>")
_SHORT_TAG = re.compile(_NAME + r"[^<>]*+>")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"']*+)))?"
)
_VANISHING = {"<!--": "-->", "<%": "%>", "<?": "?>", "<#": "#>", "<![CDATA[": "]]>", "<!": ">"}
_LEAD = re.compile(r"<(?:!--|!\[CDATA\[|[%?#!])")
_RAW = names("iframe noembed noframes script style textarea title xmp")
_CODE = frozenset(("script", "style"))
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


class Token(NamedTuple):
    """A tag (``name`` in lower case), text (``name`` is ""), or the inside of a script, style or title (``raw``)."""

    start: int
    end: int
    name: str = ""
    close: bool = False
    raw: bool = False


class Attribute(NamedTuple):
    """An attribute's value, character references resolved, and the place where it is written."""

    value: str
    start: int
    end: int


def tokenize(text: str, low: int, high: int) -> Iterator[Token]:
    """Yield the tokens of ``text[low:high]``; what vanishes (comments, templates, doctypes) is left out.

    >>> [token[:3] for token in tokenize("<p>hi</p>", 0, 9)]
    [(0, 3, 'p'), (3, 5, ''), (5, 9, 'p')]
    """
    at = seek = low
    pattern = _TAG
    missing: set[str] = set()
    while True:
        start = text.find("<", seek, high)
        if start < 0:
            break
        match = pattern.match(text, start, high)
        if match is None and pattern is _TAG and text[start + 1 : start + 2].isalpha():
            # all the rest was looked through for the end of this tag: never do so again
            pattern = _SHORT_TAG
            match = pattern.match(text, start, high)
        end = match.end() if match else _vanishing(text, start, high, missing)
        if end < 0:
            seek = start + 1
            continue
        if start > at:
            yield Token(at, start)
        at = seek = end
        if match:
            name = match["name"].lower()
            token = Token(start, end, name, bool(match["close"]))
            yield token
            if name in _RAW and not token.close:
                stop = None if name in missing else _RAW_END[name].search(text, end, high)
                if stop is None:
                    missing.add(name)
                at = seek = stop.start() if stop else (high if name in _CODE else end)
                if at > end:
                    yield Token(end, at, name, raw=True)
    if at < high:
        yield Token(at, high)


def _vanishing(text: str, start: int, high: int, missing: set[str]) -> int:
    """Return where a comment or template that begins at ``start`` ends, -1 if none begins there."""
    lead = _LEAD.match(text, start, high)
    if lead is None:
        return -1
    closing = _VANISHING[lead[0]]
    end = -1 if closing in missing else text.find(closing, lead.end(), high)
    if end >= 0:
        return end + len(closing)
    missing.add(closing)  # so that many unclosed ones do not each search the whole rest
    return lead.end()


def attributes(text: str, token: Token) -> dict[str, Attribute]:
    """Return a tag's attributes by name in lower case; of two with one name the first counts.

    >>> attributes('<a href="x?a=1&amp;b">', Token(0, 22, "a"))["href"]
    Attribute(value='x?a=1&b', start=9, end=20)
    """
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end - 1):
        group = next((kind for kind in ("double", "single", "bare") if match[kind] is not None), None)
        value = match[group] if group else ""
        start, end = match.span(group) if group else (match.end(), match.end())
        found.setdefault(match["name"].lower(), Attribute(html.unescape(value), start, end))
    return found
