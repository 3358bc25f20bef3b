"""MediaWiki pages, parsed by mwparserfromhell.

The parser's nodes, written out, add up to the page, so that adding up their lengths gives every offset.

Sources: https://www.mediawiki.org/wiki/Help:Formatting and https://mwparserfromhell.readthedocs.io/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hallway.extractors.document import Content, Metadata, Run, Style, Value
from hallway.extractors.readers.inline import HARD_BREAK, inserted, tidy
from hallway.extractors.readers.linetable import lines, titled, verbatim
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.outline import Node, Outline

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Tag, Template, Wikilink
    from mwparserfromhell.wikicode import Wikicode

_CATEGORY = re.compile(r"\s*(?:category|catégorie|kategorie|categoría|categoria|categorie)\s*:\s*", re.IGNORECASE)
_FILE = re.compile(r"\s*(?:file|image|media|fichier|datei|bild|archivo|immagine|bestand)\s*:", re.IGNORECASE)
_SWITCH = re.compile(r"__[A-ZÀ-Ý]{3,30}__")
_OPENING = re.compile(r"(?P<open>\[|\{[{|]|<[A-Za-z][^<>/\n]{0,200}>)|(?P<close>\]|[|}]\}|</)")
_STYLES: dict[str, Style] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code", "var": "code", "math": "code",
}  # fmt: skip
_CODE = {"pre", "source", "syntaxhighlight"}
_BLOCK = {"p", "div", "center", "blockquote", "section", "ul", "ol", "dl"}
_HIDDEN = {
    "ref", "references", "script", "style", "gallery", "includeonly", "timeline", "templatedata", "templatestyles",
    "imagemap", "inputbox", "categorytree", "indicator",
}  # fmt: skip
_UNSEEN_TEMPLATES = re.compile(
    r"#|(?:anchor|cite|reflist|shortcut|toc|clear|defaultsort|main|see|stub|todo|cn|date)\b", re.IGNORECASE
)
_TEMPLATE_WORDS = 60
_NESTED = 2_000_000  # depth times length from which mwparserfromhell takes more than a tenth of a second
_SLICE = 8_192
_DENSE = 40  # the depth at which mwparserfromhell itself gives up


@dataclass(frozen=True, slots=True)
class _Mark:
    """What breaks the flow of words: a list's marker, a heading, a table, code, an end of a paragraph."""

    kind: Literal["marker", "heading", "table", "code", "break", "template"]
    start: int
    end: int
    said: str = ""
    node: Tag | Template | None = None
    runs: tuple[Run, ...] = ()
    level: int = 0


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
    if reader.fields:
        front = metadata_from_fields([*front.fields, *reader.fields])
    if reader.categories:
        found = tuple(("category", value) for value in reader.categories)
        front = replace(front, tags=(*front.tags, *reader.categories), fields=(*front.fields, *found))
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
        self.fields: list[tuple[str, Value]] = []
        self.categories: list[Value] = []
        self.prefix = ""  # markers of the line
        self.begin = 0
        self.line: list[Run] = []
        self.words: list[Run] = []  # the paragraph that still grows
        self.pre: list[tuple[int, int]] = []  # lines that begin with a blank
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
        for event in self._events(code, start, None, ""):
            self._feed(event)

    # nodes to events; the parser nests no deeper than 40, so this may recurse

    def _events(self, code: Wikicode, at: int, target: str | None, style: Style) -> Iterator[Run | _Mark]:
        from mwparserfromhell import nodes

        for node in code.nodes:
            said = str(node)
            end = at + len(said)
            if isinstance(node, nodes.Text):
                yield from self._text(said, at, target, style)
            elif isinstance(node, nodes.Tag):
                yield from self._tag(node, at, end, target, style)
            elif isinstance(node, nodes.Wikilink):
                yield from self._wikilink(node, at, end, target, style)
            elif isinstance(node, nodes.ExternalLink):
                url = str(node.url)
                left = at + int(node.brackets)
                if node.title is not None and str(node.title).strip():
                    right = end - int(node.brackets)
                    yield from self._events(node.title, right - len(str(node.title)), target or url, style)
                else:
                    yield Run(url, left, left + len(url), None, target or url, style)
            elif isinstance(node, nodes.HTMLEntity):
                yield replace(inserted(html.unescape(said), at, end), target=target, style=style)
            elif isinstance(node, nodes.Heading):
                pieces = self._events(node.title, at + node.level, None, "")
                runs = tidy(self.text, [piece for piece in pieces if isinstance(piece, Run)])
                yield _Mark("heading", at, end, runs=runs, level=node.level)
            elif isinstance(node, nodes.Template):
                yield from self._template(node, at, end, target, style)
            at = end

    def _text(self, said: str, start: int, target: str | None, style: Style) -> Iterator[Run]:
        at = 0
        for match in _SWITCH.finditer(said):
            if match.start() > at:
                yield Run(said[at : match.start()], start + at, start + match.start(), None, target, style)
            at = match.end()
        if at < len(said):
            yield Run(said[at:], start + at, start + len(said), None, target, style)

    def _tag(self, node: Tag, start: int, end: int, target: str | None, style: Style) -> Iterator[Run | _Mark]:
        name = str(node.tag).strip().lower()
        markup = node.wiki_markup
        if node.self_closing or node.contents is None:
            if name in ("li", "dt", "dd") and markup:
                yield _Mark("marker", start, end, markup)
            elif name == "li":
                yield _Mark("break", start, end)
                yield _Mark("marker", start, end, "*")
            elif name == "br":
                yield inserted(HARD_BREAK, start, end)
            elif name == "hr":
                yield _Mark("break", start, end)
            return
        inside = str(node.contents)
        close = (node.closing_wiki_markup or "") if markup else f"</{node.closing_tag}>"
        left = end - len(close) - len(inside)
        if name == "table":
            yield _Mark("table", start, end, node=node, level=left)
        elif name in _CODE and (name != "pre" or "\n" in inside):
            language = next((str(each.value) for each in node.attributes if str(each.name).strip() == "lang"), "")
            spans = [(line.start, line.end) for line in lines(self.text, left, left + len(inside))]
            yield _Mark("code", start, end, language, runs=verbatim(self.text, spans))
        elif name in _HIDDEN:
            return
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            pieces = [piece for piece in self._events(node.contents, left, None, "") if isinstance(piece, Run)]
            yield _Mark("heading", start, end, runs=tidy(self.text, pieces), level=int(name[1]))
        elif name in ("li", "dt", "dd"):
            yield _Mark("break", start, left)
            yield _Mark("marker", start, left, {"li": "*", "dt": ";", "dd": ":"}[name])
            yield from self._events(node.contents, left, target, style)
            yield _Mark("break", left + len(inside), end)
        elif name in _BLOCK:
            yield _Mark("break", start, left)
            yield from self._events(node.contents, left, target, style)
            yield _Mark("break", left + len(inside), end)
        else:
            look = _STYLES.get(name, style)
            look = "strong" if style == "strong" and look == "emphasis" else look
            yield from self._events(node.contents, left, target, look)

    def _wikilink(
        self, node: Wikilink, start: int, end: int, target: str | None, style: Style
    ) -> Iterator[Run | _Mark]:
        title = str(node.title)
        if match := _CATEGORY.match(title):
            name = title[match.end() :].rstrip()
            left = start + 2 + match.end()
            if name:
                self.categories.append(Value(name, left, left + len(name)))
            return
        if _FILE.match(title):
            yield from self._caption(node, start, end)
            return
        where = title.strip().removeprefix(":")
        if node.text is not None and str(node.text).strip():
            yield from self._events(node.text, start + 3 + len(title), target or where, style)
        elif where:
            left = start + 2 + title.index(where)
            yield Run(self.text[left : left + len(where)], left, left + len(where), None, target or where, style)

    def _caption(self, node: Wikilink, start: int, end: int) -> Iterator[Run | _Mark]:
        """Yield the words under a framed picture; others have none."""
        options = str(node.text or "")
        if not re.search(r"(?:^|\|)\s*(?:thumb|thumbnail|frame|vignette|cadre)\s*\|", options):
            return
        at = start + 3 + len(str(node.title))
        pieces: list[Run] = []
        for piece in self._events(node.text, at, None, "") if node.text is not None else ():
            if isinstance(piece, Run):
                if piece.target is None and piece.boundaries is None and "|" in piece.text:
                    cut = piece.text.rindex("|") + 1
                    pieces = [Run(piece.text[cut:], piece.start + cut, piece.end, None, None, piece.style)]
                else:
                    pieces.append(piece)
        if any(piece.text.strip() for piece in pieces):
            yield _Mark("break", start, start)
            yield from pieces
            yield _Mark("break", end, end)

    def _template(
        self, node: Template, start: int, end: int, target: str | None, style: Style
    ) -> Iterator[Run | _Mark]:
        name = str(node.name).strip()
        if name.upper().startswith(("DISPLAYTITLE:", "TITRE:")):
            left = start + 2 + str(node.name).index(":") + 1
            raw = str(node.name).partition(":")[2]
            shown = raw.strip()
            left += len(raw) - len(raw.lstrip())
            if shown:
                self.fields.append(("title", Value(shown, left, left + len(shown))))
        elif any(param.showkey for param in node.params):
            if target is None and "\n" in str(node):
                yield _Mark("template", start, end, node=node)
        elif len(node.params) == 1 and not _UNSEEN_TEMPLATES.match(name):
            value = str(node.params[0].value)
            if "\n" not in value and len(value) <= _TEMPLATE_WORDS and any(sign.isalpha() for sign in value):
                yield from self._events(node.params[0].value, end - 2 - len(value), target, style)

    # events to blocks

    def _feed(self, event: Run | _Mark) -> None:
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
        else:
            self._newline(event.start)
            self._paragraph()
            if event.kind == "break":
                return
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

    def _marker(self, mark: _Mark) -> None:
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

    def _parameters(self, mark: _Mark) -> None:
        """Read a box of named parameters (``|place = Ghent``) as fields."""
        at = mark.start + 2 + len(str(mark.node.name)) if mark.node else 0  # type: ignore[union-attr]
        for param in mark.node.params if mark.node else ():  # type: ignore[union-attr]
            end = at + 1 + len(str(param))
            value = str(param.value)
            if param.showkey:
                events = self._events(param.value, end - len(value), None, "")
                runs = tidy(self.text, [each for each in events if isinstance(each, Run)])
                if runs:
                    self.outline.add("field", at, end, runs, name=str(param.name).strip())
            at = end

    def _table(self, mark: _Mark) -> None:
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
            pieces = [each for each in self._events(node.contents, left, None, "") if isinstance(each, Run)]
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
