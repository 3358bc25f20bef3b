"""What stands before the body of a Markdown or HTML write-up: front matter, or lines such as ``=title Tea``."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hallway.extractors.document import Fault, Metadata, Value
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter

_LINE = re.compile(r"=(?P<name>[a-z]\w{1,30})[ \t]+(?P<value>[^\n]*\S)[ \t]*(?:\n|\Z)")
_NAMES = {"head1": "title", "timestamp": "date"}
_LATEST = 1 << 33  # seconds; the year 2242


def split_head(text: str) -> tuple[Metadata, int, tuple[Fault, ...]]:
    """Split a write-up's metadata from its body.

    Besides the front matter of ``metadata.split_front_matter``, knows the POD-like lines of some weblogs
    (``=title``, ``=timestamp`` in seconds since 1970, ``=tags``).

    Args:
        text: the write-up.

    Returns:
        Its metadata, the offset where its body begins, and what could not be read.
    """
    if not _LINE.match(text):
        return split_front_matter(text)
    fields: list[tuple[str, Value]] = []
    at = 0
    while match := _LINE.match(text, at):
        name = _NAMES.get(match["name"], match["name"])
        fields.append((name, Value(_dated(match), *match.span("value"))))
        at = match.end()
    return metadata_from_fields(fields), at, ()


def _dated(match: re.Match[str]) -> str:
    value = match["value"]
    if match["name"] == "timestamp" and value.isdecimal() and len(value) < 12 and int(value) < _LATEST:
        return datetime.fromtimestamp(int(value), UTC).date().isoformat()
    return value
