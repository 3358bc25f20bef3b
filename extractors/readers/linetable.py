"""A text as a table of lines, and what several line-based readers do with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from hallway.extractors.document import Block, Metadata, Run, Value


class Line(NamedTuple):
    """One line without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Code point after its last."""
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        """How many blanks (a tab counts as two) it begins with."""
        blank = self.text[: len(self.text) - len(self.text.lstrip(" \t"))]
        return len(blank) + blank.count("\t")


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of ``text[start:end]``, with offsets into ``text``.

    >>> lines("ab\\nc", 1)
    [Line(start=1, text='b'), Line(start=3, text='c')]
    """
    table = []
    for piece in text[start:end].split("\n"):
        table.append(Line(start, piece))
        start += len(piece) + 1
    return table


def verbatim(source: str, spans: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """Return the run of a code block: its lines as they stand, without blank ones at both ends.

    Args:
        source: the whole text.
        spans: each line without its end, in order.
    """
    spans = list(spans)
    while spans and not source[slice(*spans[-1])].strip():
        spans.pop()
    while spans and not source[slice(*spans[0])].strip():
        spans.pop(0)
    if not spans:
        return ()
    text = "\n".join(source[start:end] for start, end in spans)
    first, last = spans[0][0], spans[-1][1]
    if text == source[first:last]:
        return (Run(text, first, last),)
    bounds: list[int] = []
    for start, end in spans:
        bounds.extend(range(start, end + 1))
    return (Run(text, first, last, tuple(bounds)),)


def titled(metadata: Metadata, blocks: Iterable[Block]) -> Metadata:
    """Return ``metadata`` with the first heading as its title, where it has none."""
    if metadata.title is None:
        for block in blocks:
            if block.kind == "heading" and block.text:
                title = Value(block.text, block.runs[0].start, block.runs[-1].end)
                return replace(metadata, title=title)
    return metadata
