"""DokuWiki pages.

Source: https://www.dokuwiki.org/wiki:syntax
"""

from __future__ import annotations

import re

from hallway.extractors.document import Content, Run, Style, Value
from hallway.extractors.readers.inline import HARD_BREAK, Inline, Token, inserted, tidy
from hallway.extractors.readers.linetable import Line, lines, titled, verbatim
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.outline import Node, Outline

_REGION = re.compile(r"<(/?)(code|file|html|HTML|php|PHP)\b([^<>\n]*)>")
_ITEM = re.compile(r"(?:[ ]{2,}|[ ]*\t[ \t]*)([*-])(?![*-])[ \t]*")
_TAGS = re.compile(r"\{\{tag>([^{}]*)\}\}")
_CELL = re.compile(r"\[\[[^\[\]]*\]\]|\{\{[^{}]*\}\}|%%[^%]*%%|(?P<edge>[|^])")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|ico)\b", re.IGNORECASE)
_LOOKS: dict[str, Style] = {"**": "strong", "//": "emphasis", "''": "code", "__": ""}

_PATTERN = re.compile(
    r"""(?P<raw>%%[^%\n]*(?:%[^%\n]+)*%%|<nowiki>[^<]*</nowiki>)
      |(?P<link>\[\[[^\[\]]*\]\])
      |(?P<media>\{\{[^{}]*\}\})
      |(?P<mail><[\w.+-]{1,64}@[\w.-]{1,255}>)
      |(?P<url>(?:\b(?:https?|ftp|irc|ircs)://|(?<![\w/])www\.)(?:(?!//(?:[\s.,;:!?)*\\]|$))[^\s<>\[\]|"])*
        (?<![.,;:!?)'*\\]))
      |(?P<note>\(\([^()]*(?:\([^()]*\)[^()]*){0,20}\)\))
      |(?P<drop>~~[A-Z][A-Za-z:0-9]*~~|</?(?:del|su[bp]|wrap|WRAP|block|div|note|hidden|color)\b[^<>\n]*>)
      |(?P<break>\\\\(?=\s|$))
      |(?P<look>\*\*|(?<!:)//|''|__)""",
    re.VERBOSE | re.MULTILINE,
)


def _token(match: re.Match[str]) -> Token | None:
    start, end = match.span()
    said = match[0]
    kind = match.lastgroup
    if kind == "look":
        return Token(start, end, style=_LOOKS[said], delimiter=said, opens=True, closes=True)
    if kind == "raw":
        edges = (8, 9) if said[0] == "<" else (2, 2)
        return Token(start, end, inner=(start + edges[0], end - edges[1]), plain=True)
    if kind == "link":
        return _link(start, said)
    if kind == "media":
        return _media(start, said)
    if kind == "mail":
        return Token(start, end, inner=(start + 1, end - 1), target="mailto:" + said[1:-1], plain=True)
    if kind == "url":
        url = said
        if url.count("(") > url.count(")") and match.string.startswith(")", end, match.endpos):
            url += ")"
            end += 1
        target = url if "://" in url else "http://" + url
        return Token(start, end, inner=(start, end), target=target, plain=True)
    if kind == "note":
        return Token(start, end, inner=(start + 2, end - 2), frame=(" (", ")"))
    return Token(start, end, text=HARD_BREAK if kind == "break" else "")


def _link(start: int, said: str) -> Token | None:
    target, bar, label = said[2:-2].partition("|")
    end = start + len(said)
    where = target.strip()
    if not where and not label.strip():
        return None
    if bar and label.strip():
        return Token(start, end, inner=(start + 3 + len(target), end - 2), target=where)
    left = start + 2 + len(target) - len(target.lstrip())
    shown = where
    if "://" not in where and "@" not in where:  # of ns:page a wiki shows the page, of doku>page too
        shown = where.rstrip(":")
        shown = shown[max(shown.rfind(":"), shown.rfind(">")) + 1 :] or where
    left += where.rfind(shown)
    return Token(start, end, inner=(left, left + len(shown)), target=where, plain=True)


def _media(start: int, said: str) -> Token:
    path, _, label = said[2:-2].partition("|")
    end = start + len(said)
    if _IMAGE.search(path) or ">" in path:
        return Token(start, end, text="")
    target = path.strip().partition("?")[0]
    if label.strip():
        return Token(start, end, inner=(end - 2 - len(label), end - 2), target=target)
    name = re.split(r"[:/]", target)[-1]
    left = start + said.rfind(name)
    return Token(start, end, inner=(left, left + len(name)), target=target, plain=True)


INLINE = Inline(_PATTERN, _token)


def read(text: str) -> Content:
    """Read a DokuWiki page.

    Args:
        text: the page, with ``\\n`` line ends.

    Returns:
        its metadata (title: the first heading; tags: the tag plugin's) and blocks; offsets are into ``text``.

    >>> [block.text for block in read("====== Sprint ======\\nWith **Ann**.").blocks]
    ['Sprint', 'With Ann.']
    """
    front, start, faults = split_front_matter(text)
    reader = _Reader(text)
    reader.read(start)
    blocks = reader.outline.blocks()
    if reader.fields:
        front = metadata_from_fields([*front.fields, *reader.fields])
    return Content(titled(front, blocks), blocks, faults)


class _Reader:
    """Goes through the lines once; what is open stands in the outline."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline = Outline()
        self.fields: list[tuple[str, Value]] = []
        self.span: tuple[int, int] | None = None  # the paragraph, or the item's text, that still grows
        self.grows: Node | None = None
        self.code: list[tuple[int, int]] = []
        self.quote: list[tuple[int, int, int]] = []  # level, start, end of each line
        self.table: Node | None = None

    def read(self, start: int) -> None:
        at = opened = start
        tag = lang = ""
        for match in _REGION.finditer(self.text, start):
            name = match[2].lower()
            if not tag and not match[1]:
                self._lines(at, match.start())
                tag, opened, at = name, match.end(), match.start()
                lang = match[3].strip().partition(" ")[0]
            elif tag == name and match[1]:
                if tag in ("code", "file"):
                    self._region(at, opened, match.start(), match.end(), lang)
                tag, at = "", match.end()
        if tag and tag in ("code", "file"):
            self._region(at, opened, len(self.text), len(self.text), lang)
        elif not tag:
            self._lines(at, len(self.text))
        self._finish()

    def _region(self, start: int, opened: int, closed: int, end: int, lang: str) -> None:
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        self._finish()
        if not before.strip() and len(before) < 2:
            self.outline.leave()
        runs = verbatim(self.text, [(line.start, line.end) for line in lines(self.text, opened, closed)])
        self.outline.add("code", start, end, runs, name="" if lang == "-" else lang)

    def _lines(self, start: int, end: int) -> None:
        for line in lines(self.text, start, end):
            self._line(line)

    def _line(self, line: Line) -> None:
        said = line.text.strip()
        if self.quote and not line.text.startswith(">"):
            self._close_quote()
        if self.table and line.text[:1] not in ("|", "^"):
            self.table = None
        if not said:
            self._blank()
        elif said.startswith("==") and said.endswith("==") and said.strip("= \t"):
            self._heading(line, said)
        elif match := _ITEM.match(line.text):
            self._item(line, match)
        elif line.text[0] == ">":
            self._finish_paragraph()
            level = len(line.text) - len(line.text.lstrip(">"))
            self.quote.append((level, line.start + level, line.end))
        elif line.text[0] in "|^":
            self._row(line)
        elif len(said) >= 4 and not said.strip("-"):
            self._finish()
            self.outline.leave()
        elif (line.indent >= 2 and not self.span) or (self.code and line.indent >= 2):
            self.outline.leave()
            self.code.append((line.start + min(2, len(line.text) - len(line.text.lstrip())), line.end))
        else:
            self._words(line, said)

    def _words(self, line: Line, said: str) -> None:
        self._finish_code()
        for tags in _TAGS.finditer(self.text, line.start, line.end):
            for word in re.finditer(r'"([^"\n]+)"|([^\s,"]+)', self.text[tags.start(1) : tags.end(1)]):
                left = tags.start(1) + word.start(word.lastindex or 0)
                value = word[word.lastindex or 0]
                self.fields.append(("tags", Value(value, left, left + len(value))))
        if self.grows is not None and line.indent < 2:  # text at the margin ends a list
            self._finish_paragraph()
            self.outline.leave()
        if self.span is None:
            self.outline.leave()
            self.span = (line.start, line.end)
        else:
            self.span = (self.span[0], line.end)

    def _blank(self) -> None:
        self._finish_paragraph()
        if self.code:  # blank lines inside preformatted text belong to it
            self.code.append((self.code[-1][1], self.code[-1][1]))

    def _heading(self, line: Line, said: str) -> None:
        self._finish()
        self.outline.leave()
        level = 7 - min(6, len(said) - len(said.lstrip("=")))
        start = line.start + line.text.index(said)
        inner = said.strip("=")
        left = start + said.index(inner)
        runs = INLINE.runs(self.text, (left, left + len(inner)))
        self.outline.add("heading", line.start, line.end, runs, level=max(1, min(5, level)))

    def _item(self, line: Line, match: re.Match[str]) -> None:
        self._finish()
        columns = [int(str(key).partition(" ")[0]) for key in self.outline.list_keys()]
        level = sum(column < line.indent for column in columns) + 1
        key = f"{columns[level - 1] if len(columns) >= level else line.indent} {match[1]}"
        self.grows = self.outline.item(level, key, line.start, line.end, name=match[1])
        self.span = (line.start + match.end(), line.end)

    def _row(self, line: Line) -> None:
        self._finish()
        self.outline.leave()
        if self.table is None:
            self.table = self.outline.add("table", line.start, line.end)
        self.table.end = line.end
        row = self.outline.add("row", line.start, line.end, parent=self.table)
        edges = [match.start() for match in _CELL.finditer(self.text, line.start, line.end) if match["edge"]]
        heads = []
        for left, right in zip(edges, [*edges[1:], line.end], strict=True):
            inner = self.text[left + 1 : right].strip()
            if right == line.end and not inner:
                continue
            head = self.text[left] == "^"
            heads.append(head)
            runs = () if inner == ":::" else INLINE.runs(self.text, (left + 1, right))
            self.outline.add("cell", left, right, runs, header=head, parent=row)
        row.header = bool(heads) and all(heads)

    def _close_quote(self) -> None:
        self.outline.leave()
        depth = 0
        at = 0
        while at < len(self.quote):
            level = self.quote[at][0]
            while depth > level:
                self.outline.exit(self.quote[at - 1][2])
                depth -= 1
            pieces: list[Run] = []
            start, end = self.quote[at][1:]
            while depth < level and self.outline.enter(self.outline.add("quote", start, end)):
                depth += 1
            while at < len(self.quote) and self.quote[at][0] == level:
                left, right = self.quote[at][1:]
                if pieces:
                    pieces.append(inserted(HARD_BREAK, end, left))
                pieces.extend(INLINE.pieces(self.text, left, right))
                end = right
                at += 1
            self.outline.add("paragraph", start, end, tidy(self.text, pieces))
        for _ in range(depth):
            self.outline.exit(self.quote[-1][2])
        self.quote = []

    def _finish_paragraph(self) -> None:
        if self.span is not None:
            runs = INLINE.runs(self.text, self.span)
            if self.grows is not None:
                self.grows.runs, self.grows.end = runs, self.span[1]
            else:
                self.outline.add("paragraph", *self.span, runs)
        self.span = self.grows = None

    def _finish_code(self) -> None:
        if self.code:
            self.outline.add("code", self.code[0][0], self.code[-1][1], verbatim(self.text, self.code))
            self.code = []

    def _finish(self) -> None:
        self._finish_paragraph()
        self._finish_code()
        if self.quote:
            self._close_quote()

