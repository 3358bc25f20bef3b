"""Markdown, in most of the dialects in which weblogs and wikis write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it.token import Token

from hallway.extractors.document import Block, BlockKind, Content, Metadata, Run, Value
from hallway.extractors.readers.html import read_fragment
from hallway.extractors.readers.linetable import lines, verbatim
from hallway.extractors.readers.markdown_inline import Placement
from hallway.extractors.readers.markdown_rules import BULLET, PLAIN, parser
from hallway.extractors.readers.outline import Node, Outline
from hallway.extractors.readers.templates import FILLER, hide
from hallway.extractors.readers.text_head import split_head

_CONTAINERS: dict[str, BlockKind] = {
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
}
_TAG = re.compile(r"</?(?:[abiup]|em|strong|br|h[1-6]|[uod]l|li|d[dt]|t[rdh]|t(?:able|head|body)|div|span|img)\b[^<]*>")


_TITLE_LENGTH = 120


def read(text: str) -> Content:
    """Read a Markdown write-up.

    Args:
        text: the write-up, with ``\\n`` line ends.

    >>> content = read("# Tea\\n\\nWith *Ann*,\\nsee https://example.org.")
    >>> [(run.text, run.style, run.target) for run in content.blocks[1].runs][1:4]
    [('Ann', 'emphasis', None), (', see ', '', None), ('https://example.org', '', 'https://example.org')]
    """
    metadata, body, faults = split_head(text)
    # the parser would replace NUL, and take a carriage return for a line end
    hidden = hide(text, body).replace("\0", FILLER).replace("\r", FILLER)
    try:
        tokens = parser().parse(hidden[body:])
    except RecursionError:
        tokens = parser(inline=False).parse(hidden[body:])
    blocks = _Builder(text, hidden, body).build(tokens)
    if metadata.title is None and blocks and _stands_as_title(blocks[0]):
        blocks = (replace(blocks[0], kind="heading", level=1), *blocks[1:])
    return Content(_titled(metadata, blocks), blocks, faults)


def _stands_as_title(block: Block) -> bool:
    """Whether a paragraph is but a few words, all set in bold: what it stands over is titled so."""
    text = block.text.strip()
    if block.kind != "paragraph" or not 3 < len(text) <= _TITLE_LENGTH or text[-1] in ".,;:":
        return False
    return all(run.style == "strong" or not run.text.strip() for run in block.runs)


def _titled(metadata: Metadata, blocks: Sequence[Block]) -> Metadata:
    """Take the title from the top heading where the metadata has none."""
    if metadata.title is None:
        for i, block in enumerate(blocks):
            if block.kind == "heading" and (block.level == 1 or i == 0) and block.runs:
                return replace(metadata, title=Value(block.text, block.runs[0].start, block.runs[-1].end))
    return metadata


class _Builder:
    """Builds the blocks of one write-up from its tokens."""

    def __init__(self, source: str, hidden: str, body: int) -> None:
        self._source = source
        self._hidden = hidden
        self._lines = lines(hidden, body)
        self._outline = Outline()
        self._depth = 0
        self._lists: list[int] = []  # a key for each open list
        self._entered: list[tuple[bool, int, list[int]]] = []
        self._bullets: list[int] = []  # how far the bullets of the lists made of plain text stand in
        self._term: tuple[Run, ...] = ()
        self._row = 0  # in a table's row: the code point before which all is read
        self._head = False

    def build(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks that the tokens of a whole write-up make."""
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if _is_html(token, first=i == 0):
                last = i
                while last + 1 < len(tokens) and _is_html(tokens[last + 1], first=True):
                    last += 1
                self._fragment(token, tokens[last])
                i = last
            elif token.type in ("inline", PLAIN):
                self._words(token, tokens[i - 1] if i else token)
            elif token.type == BULLET:
                self._bullet(token)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token)
            i += 1
        return self._outline.blocks()

    def _span(self, token: Token) -> tuple[int, int]:
        """Return where a token's lines begin and end."""
        first, last = token.map or (0, 0)
        last = min(max(last, first + 1), len(self._lines))
        while last > first + 1 and not self._lines[last - 1].text.strip():
            last -= 1
        return self._lines[first].start, self._lines[last - 1].end

    # --- blocks that hold blocks --------------------------------------------------------------------------------

    def _open(self, token: Token) -> None:
        kind = token.type.removesuffix("_open")
        if kind not in ("paragraph", "dt"):
            self._end_bullets()
        if kind in ("bullet_list", "ordered_list", "dl"):
            self._depth += 1
            self._lists.append(token.map[0] if token.map else 0)
        elif kind == "list_item":
            start, end = self._span(token)
            self._outline.item(self._depth, self._key(), start, end, name=token.info + token.markup)
        elif kind == "dd":
            start, end = self._span(token)
            if self._term:
                start = min(start, self._term[0].start)
            name = "".join(run.text for run in self._term)
            self._outline.item(self._depth, self._key(), start, end, name=name, kind="field")
        elif kind in ("thead", "tbody"):
            self._head = kind == "thead"
        elif kind in _CONTAINERS:
            start, end = self._span(token) if token.map else (self._row, self._row)
            if kind == "tr":
                self._row = start
            elif kind in ("th", "td"):
                start = end = self._row
            header = self._head and kind in ("tr", "th", "td")
            entered = self._outline.enter(self._outline.add(_CONTAINERS[kind], start, end, header=header))
            self._entered.append((entered, self._depth, self._lists))
            if entered:
                self._depth, self._lists = 0, []

    def _key(self) -> str:
        return f"list {self._lists[-1]}" if self._lists else ""

    def _close(self, token: Token) -> None:
        kind = token.type.removesuffix("_close")
        if kind in ("bullet_list", "ordered_list", "dl"):
            self._end_bullets()
            self._depth = max(0, self._depth - 1)
            self._outline.leave(self._depth)
            if self._lists:
                self._lists.pop()
        elif kind in _CONTAINERS and self._entered:
            self._end_bullets()
            entered, self._depth, self._lists = self._entered.pop()
            if entered:
                self._outline.exit(self._row if kind in ("tr", "th", "td") else 0)
            if kind == "table":
                self._head = False

    def _bullet(self, token: Token) -> None:
        start, end = self._span(token)
        line = self._lines[token.map[0] if token.map else 0].text
        indent = line.find(token.markup)
        while self._bullets and self._bullets[-1] > indent:
            self._bullets.pop()
        if not self._bullets or self._bullets[-1] < indent:
            self._bullets.append(indent)
        self._outline.item(self._depth + len(self._bullets), token.markup, start, end, name=token.markup)

    def _end_bullets(self) -> None:
        if self._bullets:
            self._bullets = []
            self._outline.leave(self._depth)

    # --- blocks that hold text ----------------------------------------------------------------------------------

    def _words(self, token: Token, before: Token) -> None:
        if before.type not in (BULLET, "paragraph_open"):
            self._end_bullets()
        start, end = self._span(token)
        if before.type in ("th_open", "td_open"):
            offsets = self._cell(token)
            end = self._row
        else:
            offsets = self._offsets(token)
        placement = Placement(self._source, token.content, offsets)
        runs = placement.runs(token.children) if token.children else placement.plain()
        if not runs:
            return
        if before.type == "heading_open":
            self._outline.add("heading", start, end, runs, level=int(before.tag[1]))
        elif before.type == "dt_open":
            self._term = runs
        else:
            if before.type != BULLET:
                self._end_bullets()
            self._put(start, end, runs)

    def _put(self, start: int, end: int, runs: tuple[Run, ...]) -> None:
        inner = self._outline.inner
        if inner.kind in ("item", "cell", "field") and not inner.runs and not inner.children:
            inner.runs = runs
            inner.end = max(inner.end, end)
        else:
            self._outline.add("paragraph", start, end, runs)

    def _offsets(self, token: Token) -> list[int]:
        """Return the place of each code point of a token's content, and of its end."""
        first = token.map[0] if token.map else 0
        offsets: list[int] = []
        for i, content in enumerate(token.content.split("\n")):
            line = self._lines[min(first + i, len(self._lines) - 1)]
            words = content.strip()
            # the parser takes off what stands before and after, so the words are the last in their line
            low = line.start + max(line.text.rfind(words), 0) - (len(content) - len(content.lstrip()))
            places = range(low, low + len(content))
            if low < line.start or places.stop > line.end:  # a tab that the parser wrote out as blanks
                offsets.extend(min(max(place, line.start), line.end) for place in places)
            else:
                offsets.extend(places)
            offsets.append(line.end)
        if token.content:
            offsets[-1] = min(offsets[-2] + 1, offsets[-1])
        return offsets

    def _cell(self, token: Token) -> list[int]:
        """Return the places of a table cell's content: its row, read on from the cell before."""
        line = self._lines[token.map[0] if token.map else 0]
        at = self._row - line.start
        found = line.text.find(token.content, at)
        if found >= 0:
            low = line.start + found
            self._row = low + len(token.content)
            return list(range(low, self._row + 1))
        while at < len(line.text) and line.text[at] in " \t|":
            at += 1
        offsets: list[int] = []
        for sign in token.content:
            offsets.append(min(line.start + at, line.end))
            at += 2 if sign == "|" and line.text.startswith("\\|", at) else 1
        self._row = min(line.start + at, line.end)
        return [*offsets, self._row]

    def _code(self, token: Token) -> None:
        self._end_bullets()
        start, end = self._span(token)
        first = (token.map[0] if token.map else 0) + (token.type == "fence")
        spans: list[tuple[int, int]] = []
        for i, content in enumerate(token.content.removesuffix("\n").split("\n")):
            if first + i < len(self._lines):
                line = self._lines[first + i]
                words = content.lstrip(" \t")
                low = line.end - (len(content) if line.text.endswith(content) else len(words))
                spans.append((max(low, line.start), line.end))
        runs = verbatim(self._source, spans)
        if runs:
            language = token.info.strip().split(" ")[0] if token.info else ""
            self._outline.add("code", start, max(end, runs[-1].end), runs, name=language.strip("{}"))

    def _fragment(self, first: Token, last: Token) -> None:
        self._end_bullets()
        start, end = self._span(first)[0], self._span(last)[1]
        blocks = read_fragment(self._source, start, end, self._hidden)
        inner = self._outline.inner
        if blocks and blocks[0].kind == "paragraph" and inner.kind in ("item", "field"):
            self._put(blocks[0].start, blocks[0].end, blocks[0].runs)
            blocks = blocks[1:]
        self._graft(blocks)

    def _graft(self, blocks: Iterable[Block]) -> None:
        """Append blocks that are ready."""
        waiting: list[tuple[Block, Node | None]] = [(block, None) for block in reversed(tuple(blocks))]
        while waiting:
            block, parent = waiting.pop()
            node = self._outline.add(
                block.kind,
                block.start,
                block.end,
                block.runs,
                level=block.level,
                name=block.name,
                header=block.header,
                parent=parent,
            )
            waiting.extend((child, node) for child in reversed(block.children))


def _is_html(token: Token, *, first: bool) -> bool:
    """Whether this is HTML; at the beginning or after HTML, indented HTML is no code."""
    return token.type == "html_block" or (
        token.type == "code_block" and first and _TAG.search(token.content) is not None
    )
