"""Hides what a site's generator replaces (Liquid, Hugo, ERB, kramdown, comments), so that no offset moves.

What is hidden keeps its length: a line that holds nothing else becomes blank, anything else becomes ``FILLER``, which
parsers take for a letter and readers leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FILLER = "\ufdd0"
"""A code point that Unicode sets aside for such uses; it stands in no text."""

_TAG = r"\{%(?:[^{%\n]|%(?!\})|\n(?!\n)){0,2000}+%\}"
_OUTPUT = r"\{\{(?:[^{}\n]|\n(?!\n)){0,2000}+\}\}"
_KRAMDOWN = r"\{(?::|::)[^{}\n]{0,300}+\}|(?<=[\w#])[ \t]\{#[\w:.-]{1,100}\}(?=[ \t]*(?:\n|\Z))"
_TEMPLATE = re.compile(rf"{_TAG}|{_OUTPUT}|{_KRAMDOWN}")
_DIRECTIVE = re.compile(r"^#(?:!wml|include|use|import|set)\b[^\n]*", re.MULTILINE)
_NAME = re.compile(r"\{%-?[ \t]*(\w+)")
_FENCES = frozenset(("highlight", "endhighlight"))


def hide(text: str, low: int = 0) -> str:
    """Return ``text`` with templates and comments from ``low`` on hidden; its length stays.

    >>> hide("{% include x %}\\nTea {{ site.url }}!").replace(FILLER, "_")
    '               \\nTea ______________!'
    """
    if "{" not in text and "<!--" not in text:
        return text
    parts: list[str] = []
    at = 0
    for start, end in _stretches(text, low):
        if start < at:
            continue
        parts.append(text[at:start])
        parts.append(_hidden(text, start, end))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _stretches(text: str, low: int) -> list[tuple[int, int]]:
    return sorted([*_comments(text, low), *_templates(text, low)])


def _comments(text: str, low: int) -> Iterator[tuple[int, int]]:
    start = text.find("<!--", low)
    while start >= 0:
        end = text.find("-->", start + 2)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _templates(text: str, low: int) -> Iterator[tuple[int, int]]:
    comment = -1
    for match in _TEMPLATE.finditer(text, low):
        name = _NAME.match(match[0])
        if name and name[1] == "comment":
            comment = match.start()
        elif name and name[1] == "endcomment" and comment >= 0:
            yield comment, match.end()
            comment = -1
        else:
            yield match.span()


def _hidden(text: str, start: int, end: int) -> str:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    name = _NAME.match(text[start:end])
    if name and name[1] in _FENCES and not before.strip():
        return "```".ljust(end - start)
    lines = text[start:end].split("\n")
    whole = [True] * len(lines)
    whole[0] = not before.strip()
    whole[-1] = whole[-1] and not after.strip()
    return "\n".join((" " if blank else FILLER) * len(line) for line, blank in zip(lines, whole, strict=True))


def hide_directives(text: str) -> str:
    """Return a WML page with its ``#include`` and like lines blanked; any other page as it is."""
    if not _DIRECTIVE.match(text):
        return text
    return _DIRECTIVE.sub(lambda match: " " * len(match[0]), text)
