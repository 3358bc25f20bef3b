"""A document laid out for extraction: its stretches of running text, each knowing what it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from hallway.extractors.cues import TABLE, Cues
from hallway.extractors.document import Block, Document, Run
from hallway.extractors.readers.alignment import align
from hallway.schema.folding import fold
from hallway.schema.gazetteer import Words

_TEXTUAL = frozenset({"heading", "paragraph", "item", "cell", "field", "quote", "row"})

# A full stop ends no sentence after these, nor after a single capital ("Mathieu F.").
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÀ-Þ]|Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|vs|etc|cf|ex|e\.g|i\.e|approx|Inc|Ltd|Corp|Co|no|fig|env|M|Mme|Mlle))\.$"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'»”)\]]*(?=\s+[\"'«“(\[@]*[A-ZÀ-Þ0-9])|\n|[;:](?=\s*\n)|\s[-–—]\s(?=[A-Z][a-z]+ [a-z])")


@dataclass(eq=False)
class Passage:
    """One heading, paragraph, item, cell or field, with its place in the document's outline.

    Args:
        index: position in document order.
        block: the block it was made of.
        text: what a person reads.
        parent: the passage this one stands under: a heading for what follows it, an item for what is nested in it, a
            line that ends in a colon for the list after it; None at the top.
        row: number of the table row it is a cell of, -1 if it is none.
        column: place in that row, from 0.
        quoted: whether it stands in a block quote.
        language: ISO 639-1 code.
    """

    index: int
    block: Block
    text: str
    parent: Passage | None
    row: int = -1
    column: int = -1
    quoted: bool = False
    language: str = ""
    children: list[Passage] = field(default_factory=list)
    kind: str = field(init=False)
    """The kind of its block."""
    starts: list[int] = field(init=False, default_factory=list)
    """Offset in ``text`` of each run."""
    links: list[tuple[int, int, str]] = field(init=False, default_factory=list)
    """``(i, j, target)`` of each link in ``text``; neighbouring runs with one target are one link."""
    emphases: list[tuple[int, int, str]] = field(init=False, default_factory=list)
    """``(i, j, style)`` of each stretch that is set off."""

    def __post_init__(self) -> None:
        self.kind = self.block.kind
        at = 0
        for run in self.block.runs:
            end = at + len(run.text)
            self.starts.append(at)
            if run.target:
                _stretch(self.links, at, end, run.target)
            if run.style:
                _stretch(self.emphases, at, end, run.style)
            at = end

    def ancestors(self) -> Iterator[Passage]:
        """Yield what it stands under, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def under(self) -> Iterator[Passage]:
        """Yield what stands under it, in document order, itself excluded."""
        stack = list(reversed(self.children))
        while stack:
            below = stack.pop()
            yield below
            stack.extend(reversed(below.children))

    @cached_property
    def cues(self) -> Cues:
        """What its words satisfy of what patterns need, as ``CuedPattern`` asks."""
        return TABLE.cues(self.text)

    @cached_property
    def words(self) -> Words:
        """Its text cut into words, to be held against lexicons."""
        return Words(self.text)

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Return the span in the decoded source of ``text[i:j]`` (i < j).

        Markup between two runs belongs to the span, markup at its two ends does not.
        """
        starts, runs = self.starts, self.block.runs
        n, m = bisect_right(starts, i) - 1, bisect_left(starts, j) - 1
        first, last = runs[n], runs[m]
        return (
            first.span(i - starts[n], len(first.text))[0],
            last.span(0, min(j - starts[m], len(last.text)))[1],
        )

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """``(i, j)`` of each sentence of ``text``."""
        found, at = [], 0
        for stop in _STOP.finditer(self.text):
            end = stop.end()
            if stop.group().startswith(".") and _ABBREVIATION.search(self.text, max(at, stop.start() - 8), stop.start() + 1):
                continue
            if self.text[at:end].strip():
                found.append((at, end))
            at = end
        if self.text[at:].strip():
            found.append((at, len(self.text)))
        return found


def _stretch(found: list[tuple[int, int, str]], i: int, j: int, key: str) -> None:
    """Add a stretch, or let the one right before it that has the same key go on."""
    if found and found[-1][1:] == (i, key):
        i = found.pop()[0]
    found.append((i, j, key))


def passages(document: Document) -> list[Passage]:
    """Lay out a document's text.

    Args:
        document: as read.

    Returns:
        Its passages in document order; code is left out.
    """
    found: list[Passage] = []
    if (title := _title_block(document)) is not None:
        found.append(Passage(0, title, title.text, None, language=document.language))
    headings: list[tuple[int, Passage]] = []
    rows = 0
    # (block, item or cell it is nested in, inside a quote, table row, column)
    stack: list[tuple[Block, Passage | None, bool, int, int]] = [
        (block, None, False, -1, -1) for block in reversed(document.blocks)
    ]
    opener: Passage | None = None
    while stack:
        block, holder, quoted, row, column = stack.pop()
        if block.kind == "code":
            continue
        quoted = quoted or block.kind == "quote"
        here: Passage | None = None
        if _is_contents(block):
            here = None  # a table of contents says again what the headings say
        elif block.kind in _TEXTUAL and ((text := block.text).strip() or (block.name and block.kind == "field")):
            if block.kind == "heading" and not quoted:
                while headings and headings[-1][0] >= block.level:
                    headings.pop()
                parent = headings[-1][1] if headings else None
            elif holder is not None:
                parent = holder
            elif block.kind == "item" and opener is not None:
                parent = opener
            else:
                parent = headings[-1][1] if headings else None
            here = Passage(
                len(found), block, text, parent, row, column, quoted, block.language or document.language
            )
            found.append(here)
            if parent is not None:
                parent.children.append(here)
            if block.kind == "heading" and not quoted:
                headings.append((block.level, here))
                opener = None
            elif block.kind == "paragraph" and holder is None:
                # only a short line introduces the list after it; a long paragraph merely precedes it
                opener = here if len(here.text) < 400 and here.text.rstrip().endswith((":", "：")) else None
        if block.kind == "row":
            rows += 1
            stack.extend((cell, holder, quoted, rows, n) for n, cell in reversed(list(enumerate(block.children))))
            continue
        inner = here if here is not None and block.kind in ("item", "field", "cell") else holder
        stack.extend((child, inner, quoted, row, column) for child in reversed(block.children))
    return found


def _title_block(document: Document) -> Block | None:
    """The metadata's title as a heading, where the body does not begin with it."""
    title = document.metadata.title
    if title is None or not title.text.strip():
        return None
    opening = [block for _, block in zip(range(4), document.walk(), strict=False)]
    if any(fold(block.text) == fold(title.text) for block in opening):
        return None
    if document.source[title.start : title.end] == title.text:
        run = Run(title.text, title.start, title.end)
    else:
        bounds = align(document.source, title.text, title.start, title.end)
        if bounds is None:
            return None
        run = Run(title.text, bounds[0], bounds[-1], bounds)
    return Block("heading", (run,), start=title.start, end=title.end, level=1, language=document.language)


def _is_contents(block: Block) -> bool:
    """Whether an item only links to a heading of its own page."""
    if block.kind != "item" or not block.runs:
        return False
    return all((run.target or "").startswith("#") for run in block.runs if run.text.strip())


def runs_of(passage: Passage, i: int, j: int) -> Iterator[Run]:
    """Yield the runs that ``text[i:j]`` touches."""
    for at, run in zip(passage.starts, passage.block.runs, strict=True):
        if at < j and i < at + len(run.text):
            yield run
