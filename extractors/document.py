"""A write-up as the readers give it: metadata and a tree of blocks whose every run knows where it stands in the file.

Offsets are code points in the *decoded source*: the file's bytes decoded and nothing else. A run's ``text`` is what a
person reads there (entities resolved, line breaks folded to a blank, wrong decodings repaired); ``source[start:end]``
is what stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list", "item", "table", "row", "cell", "field", "quote", "code", "section"]
Style = Literal["", "emphasis", "strong", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look: plain, emphasised, code, or a link.

    Args:
        text: what a person reads; never empty.
        start: code point in the source where it begins.
        end: code point in the source after its last.
        boundaries: for each character of ``text`` the source offset where it begins, and last ``end``
            (``len(text) + 1`` numbers, never decreasing); None where ``text == source[start:end]``.
        target: where the link leads, as written; None if this is no link.
        style: how it is set off.
    """

    text: str
    start: int
    end: int
    boundaries: tuple[int, ...] | None = None
    target: str | None = None
    style: Style = ""

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Return the source span of ``text[i:j]``."""
        if self.boundaries is None:
            return self.start + i, self.start + j
        return self.boundaries[i], self.boundaries[j]

    def moved(self, offsets: Sequence[int]) -> Run:
        """Return this run with each offset ``n`` replaced by ``offsets[n]``."""
        if self.boundaries is None:
            bounds = tuple(offsets[n] for n in range(self.start, self.end + 1))
        else:
            bounds = tuple(offsets[n] for n in self.boundaries)
        return replace(self, start=bounds[0], end=bounds[-1], boundaries=bounds)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list, item, table, row, cell, field, quote, code or section.

    An item, cell or field holds its first paragraph in ``runs`` and what follows (further paragraphs, nested lists) in
    ``children``. A list holds items, a table rows, a row cells; a quote and a section hold blocks. A definition list's
    term and explanation, like ``Participants: A, B`` written as a field, are a field whose ``name`` is the term.

    Args:
        kind: what it is.
        runs: its own text.
        children: blocks inside.
        start: code point in the source where the block begins, its markup included.
        end: code point in the source after its last.
        level: headings: 1 for the topmost; items: depth of their list from 1; else 0.
        name: fields: the name before the colon; items: the marker as written (``-``, ``1.``); code: its language.
        header: whether a cell or row is a table's header.
        language: ISO 639-1 code, "" if not told yet.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    start: int = 0
    end: int = 0
    level: int = 0
    name: str = ""
    header: bool = False
    language: str = ""

    @property
    def text(self) -> str:
        """What a person reads in this block, without its children."""
        return "".join(run.text for run in self.runs)

    def walk(self) -> Iterator[Block]:
        """Yield this block and all below it, in document order.

        Iterative, since a hostile page may nest deeper than Python recurses.
        """
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))


@dataclass(frozen=True, slots=True)
class Value:
    """A metadata value and where it stands; ``text`` may be normalised (a date to ISO), ``source[start:end]`` is as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a write-up's front matter, docinfo or head says about it.

    Args:
        title: its title.
        authors: who wrote it, one value a person.
        emails: their addresses.
        date: date of publication, ISO 8601, as precise as written (``2014-07-31``, ``2014-07``, ``2014``).
        language: ISO 639-1 code where the file declares one.
        tags: tags or keywords, categories excluded.
        fields: every field as written, ``(name in lower case, value)``, those above included.
    """

    title: Value | None = None
    authors: tuple[Value, ...] = ()
    emails: tuple[Value, ...] = ()
    date: Value | None = None
    language: Value | None = None
    tags: tuple[Value, ...] = ()
    fields: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a write-up that could not be read as meant; the rest of it was."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Content:
    """What one reader gives for one text; offsets are into that text.

    Args:
        metadata: the file's own metadata.
        blocks: top-level blocks in document order.
        faults: what could not be read as meant.
    """

    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One write-up, read.

    Args:
        path: where it was found, relative to the corpus root, with forward slashes.
        source: the decoded source that all offsets point into.
        format: name of the reader, a key of ``hallway.extractors.readers.READERS``.
        encoding: Python codec that decoded it.
        metadata: what it says about itself.
        blocks: top-level blocks in document order.
        language: ISO 639-1 code of most of its text.
        faults: what could not be read as meant.
    """

    path: str
    source: str
    format: str
    encoding: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    language: str = ""
    faults: tuple[Fault, ...] = ()

    def walk(self) -> Iterator[Block]:
        """Yield every block, in document order."""
        for block in self.blocks:
            yield from block.walk()

    def line(self, offset: int) -> int:
        """Return the line, from 1, that holds a code point of the source."""
        return self.source.count("\n", 0, offset) + 1

    def sections(self) -> Iterator[tuple[int, int, str]]:
        """Yield ``(start, end, heading)`` of what stands below each heading, the heading included, in document order."""
        headings = [block for block in self.walk() if block.kind == "heading"]
        open_: list[tuple[int, Block]] = []
        ends: dict[int, int] = {}
        for number, heading in enumerate(headings):
            while open_ and open_[-1][1].level >= heading.level:
                ends[open_.pop()[0]] = heading.start
            open_.append((number, heading))
        for number, heading in enumerate(headings):
            yield heading.start, ends.get(number, len(self.source)), " ".join(heading.text.split())
