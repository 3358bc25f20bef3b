"""MediaWiki pages, parsed by mwparserfromhell.

The parser's nodes, written out, add up to the page, so that adding up their lengths gives every offset.

Sources: https://www.mediawiki.org/wiki/Help:Formatting and https://mwparserfromhell.readthedocs.io/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hallway.extractors.document import Content, Metadata, Run
from hallway.extractors.readers.inline import inserted, tidy
from hallway.extractors.readers.linetable import titled, verbatim
from hallway.extractors.readers.mediawiki_nodes import Mark, Nodes
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.outline import Node, Outline

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Tag
    from mwparserfromhell.wikicode import Wikicode

_OPENING = re.compile(r"(?P<open>\[|\{[{|]|<[A-Za-z][^<>/\n]{0,200}>)|(?P<close>\]|[|}]\}|</)")
_NESTED = 2_000_000  # depth times length from which mwparserfromhell takes more than a tenth of a second
_SLICE = 8_192
_DENSE = 40  # the depth at which mwparserfromhell itself gives up


def read(text: str) -> Content:
    """Read a MediaWiki page.

    Args:
        text: the page, with ``\\n`` line ends.

    Returns:
        its metadata (title: the first heading; tags: its categories) and blocks; offsets are into ``text``.

    >>> content = read("== Sprint ==\\n* '''Ann''' on [[Kettle]]\\n[[Category:Sprints]]")
    >>> [block.text for block in content.blocks[1].walk()], content.metadata.tags[0].text
    (['', 'Ann on Kettle'], 'Sprints')
    """
    front, start, faults = split_front_matter(text)
    reader = _Reader(text)
    for low, high, plain in _slices(text, start):
        reader.read(low, high, plain)
    reader.finish()
    blocks = reader.outline.blocks()
    return Content(titled(_described(front, reader), blocks), blocks, faults)


def _described(front: Metadata, reader: _Reader) -> Metadata:
    if reader.nodes.fields:
        front = metadata_from_fields([*front.fields, *reader.nodes.fields])
    if reader.nodes.categories:
        found = tuple(("category", value) for value in reader.nodes.categories)
        front = replace(front, tags=(*front.tags, *reader.nodes.categories), fields=(*front.fields, *found))
    return front


def _depth(text: str, start: int, end: int) -> int:
    """Return how deep brackets, braces and tags nest at most, in one count."""
    depth = deepest = 0
    for match in _OPENING.finditer(text, start, end):
        if match["open"]:
            if not match[0][1:].lower().startswith(("br", "hr", "li", "wbr")):
                depth += 1
                deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest


def _slices(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield what to parse at once: all of a page, but slices of a hostile one, whose parse would take squared time."""
    if max(0, _depth(text, start, len(text)) - 8) * (len(text) - start) <= _NESTED:
        yield start, len(text), False
        return
    while start < len(text):
        end = min(start + _SLICE, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end) + 1
            end = cut if cut > start else end
        yield start, end, _depth(text, start, end) > _DENSE
        start = end


class _Reader:
    """Turns the parser's nodes into runs and marks, and those, line by line, into blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline = Outline()
        self.nodes = Nodes(text)
        self.prefix = ""  # markers of the line
        self.begin = 0
        self.line: list[Run] = []
        self.words: list[Run] = []  # the paragraph that still grows
        self.pre: list[tuple[int, int]] = []  # lines that begin with a blank
        self.broken = False  # whether a tag has just ended a paragraph
        self.margin = -1  # where the words of a cell begin, in which a blank means nothing
        self.fresh = True  # whether nothing of the line has been seen yet

    def read(self, start: int, end: int, plain: bool) -> None:
        """Read ``text[start:end]``; ``plain`` takes it as words, without a parse."""
        from mwparserfromhell.parser import Parser, ParserError

        said = self.text[start:end]
        try:
            code = None if plain else Parser().parse(said)  # type: ignore[no-untyped-call]  # the library has none
        except ParserError:  # the library's own "this is a bug": the words are still there
            code = None
        if code is None or str(code) != said:  # NUL can be lost in the parse, and offsets with it
            self._feed(Run(said, start, end))
        else:
            self._take(code, start)

    def _take(self, code: Wikicode, start: int) -> None:
        for event in self.nodes.events(code, start, None, ""):
            self._feed(event)

    # events to blocks

    def _feed(self, event: Run | Mark) -> None:
        if isinstance(event, Run):
            if event.boundaries is not None or "\n" not in event.text:
                self._put(event)
                return
            at = event.start
            for part in re.split(r"(\n)", event.text):
                if part == "\n":
                    self._newline(at)
                elif part:
                    self._put(replace(event, text=part, start=at, end=at + len(part)))
                at += len(part)
        elif event.kind == "marker":
            self._marker(event)
        elif event.kind == "break":
            if not self.fresh:
                self._newline(event.start)
            self._paragraph()
            self.broken = True
        else:
            self._newline(event.start)
            self._paragraph()
            self.outline.leave()
            if event.kind == "heading":
                self.outline.add("heading", event.start, event.end, event.runs, level=event.level)
            elif event.kind == "code":
                self.outline.add("code", event.start, event.end, event.runs, name=event.said)
            elif event.kind == "table":
                self._table(event)
            else:
                self._parameters(event)

    def _put(self, run: Run) -> None:
        if self.fresh:
            self.begin, self.fresh = run.start, False
        self.line.append(run)

    def _marker(self, mark: Mark) -> None:
        if mark.said == ":" and self.prefix.endswith(";") and self.line:  # ``; term : explanation``
            prefix = self.prefix[:-1] + ":"
            self._newline(mark.start)
            self.begin, self.fresh, self.prefix = mark.start, False, prefix
            return
        if self.line and any(run.text.strip() for run in self.line):
            self._put(Run(mark.said, mark.start, mark.end) if mark.said == self.text[mark.start : mark.end]
                      else inserted(" ", mark.start, mark.end))  # fmt: skip
            return
        if self.fresh:
            self.begin, self.fresh = mark.start, False
        self.prefix += mark.said

    def _newline(self, at: int) -> None:
        """Make of the line what it is, and begin another."""
        if self.fresh and self.broken:  # the line end after a tag such as </li>
            self.broken = False
            return
        self.broken = False
        line, prefix, begin, fresh = self.line, self.prefix, self.begin, self.fresh
        self.line, self.prefix, self.fresh = [], "", True
        if prefix:
            self._paragraph()
            self._item(prefix, begin, at, tidy(self.text, line))
            return
        if not any(run.text.strip() for run in line):
            if not fresh and any(run.text for run in line) and self.text[begin : at].strip():
                return  # only a comment, picture or category
            self._paragraph()
            self.outline.leave()
            return
        plain = all(run.target is None and not run.style and run.boundaries is None for run in line)
        if line[0].text[0] == " " and line[0].start != self.margin and not self.words and plain:
            self.pre.append((line[0].start + 1, line[-1].end))
            return
        if self.pre:
            self._paragraph()
        self.outline.leave()
        if self.words:
            self.words.append(inserted(" ", self.words[-1].end, line[0].start))
        self.words.extend(line)

    def _item(self, prefix: str, start: int, end: int, runs: tuple[Run, ...]) -> None:
        level, marker = len(prefix), prefix[-1]
        inner = self.outline.inner
        if marker == ":" and inner.kind == "field" and inner.level == level:
            if inner.runs:
                self.outline.add("paragraph", start, end, runs)
            else:
                inner.runs, inner.end = runs, end
            return
        keys = self.outline.list_keys()
        if prefix[0] in "*#" and keys and keys[0] == ";" and (len(keys) > 1 or not inner.runs):
            level += 1  # a list right below ``; term`` is what the term heads
        if marker == ";":
            name = "".join(run.text for run in runs).rstrip(" :")
            field = self.outline.item(level, ";", start, end, name=name, kind="field")
            field.term = runs
        elif runs or marker != ":":
            self.outline.item(level, marker, start, end, runs, name=marker)

    def _paragraph(self) -> None:
        if self.pre:
            self.outline.add("code", self.pre[0][0] - 1, self.pre[-1][1], verbatim(self.text, self.pre))
            self.pre = []
        if self.words:
            runs = tidy(self.text, self.words)
            self.outline.add("paragraph", self.words[0].start, self.words[-1].end, runs)
            self.words = []

    def _parameters(self, mark: Mark) -> None:
        """Read a box of named parameters (``|place = Ghent``) as fields."""
        at = mark.start + 2 + len(str(mark.node.name)) if mark.node else 0  # type: ignore[union-attr]
        for param in mark.node.params if mark.node else ():  # type: ignore[union-attr]
            end = at + 1 + len(str(param))
            value = str(param.value)
            if param.showkey:
                events = self.nodes.events(param.value, end - len(value), None, "")
                runs = tidy(self.text, [each for each in events if isinstance(each, Run)])
                if runs:
                    self.outline.add("field", at, end, runs, name=str(param.name).strip())
            at = end

    def _table(self, mark: Mark) -> None:
        from mwparserfromhell import nodes

        node = mark.node
        if not isinstance(node, nodes.Tag):
            return
        table = self.outline.add("table", mark.start, mark.end)
        row: Node | None = None
        queue: list[tuple[object, int]] = _offsets(node.contents, mark.level)
        queue.reverse()
        while queue:
            each, at = queue.pop()
            end = at + len(str(each))
            if not isinstance(each, nodes.Tag) or each.contents is None:
                continue
            name = str(each.tag).strip().lower()
            inside = str(each.contents)
            close = (each.closing_wiki_markup or "") if each.wiki_markup else f"</{each.closing_tag}>"
            left = end - len(close) - len(inside)
            if name == "caption" or (name == "td" and each.wiki_markup == "|" and inside.startswith("+")):
                shift = int(name == "td")  # the parser takes ``|+`` for a cell
                self._caption_row(table, at, end, left + shift, left + len(inside))
            elif name in ("td", "th"):
                if row is None:
                    row = self.outline.add("row", at, end, parent=table)
                row.end = end
                self._cell(row, each, at, end, left)
                row.header = all(cell.header for cell in row.children)
            elif name in ("tr", "tbody", "thead"):
                row = self.outline.add("row", at, end, parent=table) if name == "tr" else row
                queue.extend(reversed(_offsets(each.contents, left)))

    def _caption_row(self, table: Node, start: int, end: int, left: int, right: int) -> None:
        """Read a table's caption as a row of one cell."""
        runs = tidy(self.text, [Run(self.text[left:right], left, right)] if left < right else [])
        if runs:
            row = self.outline.add("row", start, end, parent=table)
            self.outline.add("cell", start, end, runs, parent=row)

    def _cell(self, row: Node, node: Tag, start: int, end: int, left: int) -> None:
        cell = self.outline.add("cell", start, end, parent=row, header=str(node.tag).strip().lower() == "th")
        if node.contents is None:
            return
        if self.outline.enter(cell):
            self.margin = left
            self._take(node.contents, left)
            self._newline(end)
            self._paragraph()
            self.outline.exit(end)
        else:
            pieces = [each for each in self.nodes.events(node.contents, left, None, "") if isinstance(each, Run)]
            cell.runs = tidy(self.text, pieces)

    def finish(self) -> None:
        """Close what is still open at the end of the page."""
        self._newline(len(self.text))
        self._paragraph()


def _offsets(code: Wikicode | None, at: int) -> list[tuple[object, int]]:
    places: list[tuple[object, int]] = []
    for node in code.nodes if code is not None else ():
        places.append((node, at))
        at += len(str(node))
    return places
