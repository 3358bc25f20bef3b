"""AsciiDoc, as AsciiDoc.py and Asciidoctor read it.

Source: https://docs.asciidoctor.org/asciidoc/latest/
"""

from __future__ import annotations

import re

from hallway.extractors.document import BlockKind, Content, Fault, Value
from hallway.extractors.readers.asciidoc_inline import inline_markup
from hallway.extractors.readers.linetable import Line, lines, titled, verbatim
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.outline import Node, Outline

_TITLE = re.compile(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDER = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_ATTRIBUTE = re.compile(r":(!?[\w][\w -]{0,60}!?):(?:[ \t]+|$)")
_AUTHOR = re.compile(r"[^\W\d_][\w.'-]*(?:[ \t]+[^\W_][\w.'-]*){0,3}(?:[ \t]*<([^<>\s]+)>)?$")
_REVISION = re.compile(
    r"(?:v?\d[\w.]*,[ \t]*)?(\d{4}-\d{2}-\d{2}|[^\W\d_]+ \d{1,2},? \d{4}|\d{1,2} [^\W\d_]+ \d{4})(?:[ \t]*:|$)"
)
_ITEM = re.compile(r"[ \t]*(\*{1,5}|-|\.{1,5}|•|\d{1,9}\.|[a-z]\.|[ivx]{1,5}\))[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_LABEL = re.compile(r"[ \t]*(?=\S)([^\n]*?)(:{2,4}|;;)(?:[ \t]+|$)")
_DELIMITER = re.compile(r"(-{4,}|\.{4,}|\*{4,}|_{4,}|={4,}|/{4,}|\+{4,}|--|```+|[|!,:]={3,})(\S*)[ \t]*$")
_BLOCK_MACRO = re.compile(r"(\w+)::([^\s\[\]]*)\[([^\n]*)\][ \t]*$")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_ATTRIBUTES = re.compile(r"\[(\[?[^\n\[\]]*\]?|[^\n]*)\][ \t]*$")
_BREAKING = re.compile(r"\[[A-Za-z,.#%\"][^\n\[\]]*\]$")  # an attribute list ends a paragraph
_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:\d{1,3}(?:\.\d{1,3})?[+*]|\.\d{1,3}\+)?[<^>]?(?:\.[<^>])?([adehlmsv]?)\|", re.MULTILINE
)
_BAR = re.compile(r"(?<!\\)\|")
_RULES = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)[ \t]*$")


def read(text: str) -> Content:
    """Read an AsciiDoc document.

    Args:
        text: the document, with ``\\n`` line ends.

    Returns:
        its metadata (from its header) and blocks; offsets are into ``text``. An ``include::`` is a fault.

    >>> content = read("= Minutes\\nAnn Lee <ann@example.org>\\n\\n== Plans\\n\\n* _tea_ for all")
    >>> content.metadata.title.text, [block.text for block in content.blocks[1].walk()]
    ('Minutes', ['Plans'])
    """
    front, start, faults = split_front_matter(text)
    reader = _Reader(text, start)
    reader.read()
    blocks = reader.outline.blocks()
    if reader.fields:
        front = metadata_from_fields([*front.fields, *reader.fields])
    return Content(titled(front, blocks), blocks, (*faults, *reader.faults))


class _Reader:
    """Goes through the lines once; what is open stands in the outline."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.table = lines(text, start)
        self.first = text.count("\n", 0, start) + 1  # number of the first line
        self.outline = Outline()
        self.fields: list[tuple[str, Value]] = []
        self.faults: list[Fault] = []
        self.attributes: dict[str, str] = {"nbsp": " ", "sp": " ", "empty": "", "blank": "", "amp": "&", "plus": "+"}
        self.inline = inline_markup(self.attributes)
        self.style = ""  # the attribute list above the next block
        self.span: tuple[int, int] | None = None  # the paragraph, or the item's text, that still grows
        self.grows: Node | None = None
        self.attached = False  # whether a lone ``+`` ties the next block to the open item

    def read(self) -> None:
        at = self._header()
        while at < len(self.table):
            at = self._line(at)
        self._finish()
        for key in self.outline.containers():
            self.faults.append(Fault(self.first + len(self.table) - 1, f"block without an end: {key}"))
        for _ in self.outline.containers():
            self.outline.exit(len(self.text))

    def _put(self, kind: BlockKind, start: int, end: int, span: tuple[int, int], level: int = 0) -> Node:
        return self.outline.add(kind, start, end, self.inline.runs(self.text, span), level=level)

    # the header

    def _header(self) -> int:
        """Read title, author, revision and attributes; return the first line after them."""
        at = 0
        while at < len(self.table):
            said = self.table[at].text.strip()
            if said.startswith("//") and not said.startswith("////"):
                at += 1
            elif match := _ATTRIBUTE.match(self.table[at].text):
                at = self._attribute(at, match)
            elif said:
                break
            else:
                at += 1
        level, after = self._title(at)
        if level != 1:
            return at
        self._heading(at, after, level)
        heading = self.outline.inner.children[-1]
        if heading.runs:
            title = "".join(run.text for run in heading.runs)
            self.fields.append(("title", Value(title, heading.runs[0].start, heading.runs[-1].end)))
        at = self._authors(after)
        while at < len(self.table) and (said := self.table[at].text.strip()):
            if match := _ATTRIBUTE.match(self.table[at].text):
                at = self._attribute(at, match)
            elif said.startswith("//") and not said.startswith("////"):
                at += 1
            else:
                break
        return at

    def _authors(self, at: int) -> int:
        """Read the lines of author and revision below the title."""
        line = self.table[at] if at < len(self.table) else Line(0, "")
        parts = [part.strip() for part in line.text.split(";")]
        if not line.text.strip() or not all(_AUTHOR.match(part) for part in parts):
            return at
        left = line.start
        for part in parts:
            left = self.text.index(part, left)
            self.fields.append(("author", Value(part, left, left + len(part))))
            left += len(part)
        at += 1
        if at < len(self.table) and (match := _REVISION.match(self.table[at].text)):
            start = self.table[at].start
            self.fields.append(("date", Value(match[1], start + match.start(1), start + match.end(1))))
            at += 1
        return at

    def _attribute(self, at: int, match: re.Match[str]) -> int:
        line = self.table[at]
        name = match[1].strip("!").lower()
        value = line.text[match.end() :].rstrip()
        left = line.start + match.end()
        if value and not match[1].startswith("!"):
            self.attributes.setdefault(name, value)
            known = {"revdate": "date", "docdate": "date", "authors": "author", "lang": "language", "keywords": "tags"}
            name = known.get(name, name)
            self.fields.append((name, Value(value, left, left + len(value))))
        return at + 1

    # sections

    def _title(self, at: int) -> tuple[int, int]:
        """Return level and first line after the heading that begins at line ``at``; level 0 if none does."""
        if at >= len(self.table):
            return 0, at
        said = self.table[at].text
        if match := _TITLE.match(said):
            return len(match[1]), at + 1
        under = self.table[at + 1].text.rstrip() if at + 1 < len(self.table) else ""
        shown = said.rstrip()
        if (
            len(under) >= 3
            and under[0] in _UNDER
            and not under.strip(under[0])
            and abs(len(under) - len(shown)) <= 3
            and any(sign.isalnum() for sign in shown)
            and shown[0] not in " \t[."
            and not _ITEM.match(said)
            and under not in self.outline.containers()
        ):
            return _UNDER[under[0]], at + 2
        return 0, at

    def _heading(self, at: int, after: int, level: int) -> None:
        line = self.table[at]
        self._finish()
        self.outline.leave()
        left, right = line.start, line.end
        if match := _TITLE.match(line.text) if after == at + 1 else None:
            left += match.end()
            if self.text[left:right].rstrip().endswith(" " + match[1]):
                right = left + len(self.text[left:right].rstrip()) - len(match[1])
        self._put("heading", line.start, self.table[after - 1].end, (left, right), level)

    # the body

    def _line(self, at: int) -> int:
        """Read what begins at line ``at``; return the line after it."""
        line = self.table[at]
        said = line.text.strip()
        if not said:
            self._finish()
            return at + 1
        if said.startswith("//") and not said.startswith("///"):
            return at + 1
        if said == "+" and self.outline.list_keys():
            self._finish()
            self.attached = True
            return at + 1
        if after := self._structure(at, line, said):
            return after
        if self.span is None and line.text[0] in " \t" and not _ITEM.match(line.text) and not _LABEL.match(line.text):
            return self._literal(at)
        if match := _ITEM.match(line.text):
            self._item(line, match)
        elif (match := _LABEL.match(line.text)) and match[1] and (self.span is None or self.grows is not None):
            self._labelled(line, match)
        else:
            self._words(line)
        return at + 1

    def _structure(self, at: int, line: Line, said: str) -> int:
        """Read a delimiter, heading, attribute list, macro or table; return the line after it, 0 if it is none."""
        if match := _DELIMITER.match(line.text):
            return self._delimited(at, match)
        if self.span is not None and _BREAKING.match(said):
            self._finish()
        if self.span is not None:
            return 0
        level, after = self._title(at)
        if level:
            self._heading(at, after, level)
            return after
        if match := _ATTRIBUTE.match(line.text):
            return self._attribute(at, match)
        if said[0] == "[" and said[-1] == "]" and (match := _ATTRIBUTES.match(line.text)):
            self.style = match[1]
            return at + 1
        if match := _BLOCK_MACRO.match(line.text):
            if match[1] == "include":
                self.faults.append(Fault(self.first + at, f"included file is not read: {match[2][:80]}"))
            return at + 1
        if _RULES.match(line.text):
            self.outline.leave()
            return at + 1
        if match := _BLOCK_TITLE.match(line.text):
            self._place()
            self._put("paragraph", line.start, line.end, (line.start + 1, line.end))
            return at + 1
        return 0

    def _place(self) -> None:
        """Close the lists that the next block does not belong to."""
        if not self.attached:
            self.outline.leave()
        self.attached = False

    def _delimited(self, at: int, match: re.Match[str]) -> int:
        line = self.table[at]
        mark = match[1]
        if match[2] and mark[0] != "`":
            return 0
        self._finish()
        style, self.style = self.style, ""
        if (mark[0] in "-.+/`" and mark != "--") or style.startswith(("source", "listing", "literal")):
            end = self._closing(at, mark)
            if mark[0] not in "+/":
                self._place()
                lang = match[2] or (style.split(",")[1].strip() if style.startswith("source,") else "")
                spans = [(inner.start, inner.end) for inner in self.table[at + 1 : end]]
                last = self.table[min(end, len(self.table) - 1)].end
                self.outline.add("code", line.start, last, verbatim(self.text, spans), name=lang)
            return end + 1
        if mark[0] in "|!,:":
            self._place()
            return self._table(at, self._closing(at, mark), style, mark)
        open_marks = self.outline.containers()
        if mark in open_marks:
            while self.outline.containers():
                inner = self.outline.containers()[-1]
                self.outline.exit(line.end)
                if inner == mark:
                    break
            return at + 1
        self._place()
        quote = mark[0] == "_" or style.startswith(("quote", "verse"))
        node = self.outline.add("quote" if quote else "section", line.start, line.end)
        self.outline.enter(node, mark)
        if quote and "," in style:
            left = self.text.rindex(style, 0, line.start) + style.index(",") + 1
            who = self._put("paragraph", left, line.start - 1, (left, left + len(style) - style.index(",") - 1))
            who.end = who.runs[-1].end if who.runs else left
            node.start = left
        return at + 1

    def _closing(self, at: int, mark: str) -> int:
        for i in range(at + 1, len(self.table)):
            if self.table[i].text.rstrip() == mark:
                return i
        self.faults.append(Fault(self.first + at, f"block without an end: {mark[:20]}"))
        return len(self.table)

    def _table(self, at: int, end: int, style: str, mark: str) -> int:
        first = self.table[at]
        stop = self.table[min(end, len(self.table) - 1)].end if end > at + 1 else first.end
        table = self.outline.add("table", first.start, stop)
        inside = self.table[at + 1 : end]
        while inside and not inside[0].text.strip():
            inside.pop(0)
        if not inside:
            return end + 1
        start, last = inside[0].start, inside[-1].end
        if mark[0] in ",:":
            cells = _separated(inside, mark[0])
        else:
            found = list(_CELL.finditer(self.text, start, last))
            places = {m.end() - 1: m for m in found}
            bars = [m.start() for m in _BAR.finditer(self.text, start, last)]
            cells = []
            for i, bar in enumerate(bars):
                following = bars[i + 1] if i + 1 < len(bars) else last
                right = places[following].start() if following in places else following
                cells.append((bar + 1, right, places[bar][1] if bar in places else ""))
        if not cells:
            self._put("paragraph", start, last, (start, last))
            return end + 1
        columns = _columns(style) or sum(left <= inside[0].end for left, _, _ in cells) or 1
        blank = len(inside) > 1 and not inside[1].text.strip()
        header = "header" in style or (blank and sum(left <= inside[0].end for left, _, _ in cells) == columns)
        for i in range(0, len(cells), columns):
            group = cells[i : i + columns]
            row = self.outline.add("row", group[0][0], group[-1][1], parent=table, header=header and i == 0)
            for left, right, look in group:
                runs = self.inline.runs(self.text, (left, right))
                self.outline.add("cell", left, right, runs, parent=row, header=row.header or look == "h")
        return end + 1

    def _literal(self, at: int) -> int:
        """Read an indented paragraph: words as they stand, or more of the item above it."""
        spans: list[tuple[int, int]] = []
        while at < len(self.table) and (line := self.table[at]).text.strip():
            if spans and (_DELIMITER.match(line.text) or _ITEM.match(line.text)):
                break
            spans.append((line.start + len(line.text) - len(line.text.lstrip()), line.end))
            at += 1
        if self.outline.list_keys():
            self.attached = False
            self._put("paragraph", spans[0][0], spans[-1][1], (spans[0][0], spans[-1][1]))
        else:
            self.outline.add("code", spans[0][0], spans[-1][1], verbatim(self.text, spans))
        return at

    def _level(self, key: str) -> int:
        keys = list(self.outline.list_keys())
        return keys.index(key) + 1 if key in keys else len(keys) + 1

    def _item(self, line: Line, match: re.Match[str]) -> None:
        self._finish()
        mark = match[1]
        key = "1." if mark[0].isdigit() else "a." if mark[0].isalpha() else mark
        self.grows = self.outline.item(self._level(key), key, line.start, line.end, name=mark)
        self.span = (line.start + match.end(), line.end)
        self.attached = False
        self.style = ""

    def _labelled(self, line: Line, match: re.Match[str]) -> None:
        self._finish()
        runs = self.inline.runs(self.text, (line.start + match.start(1), line.start + match.end(1)))
        name = "".join(run.text for run in runs)
        key = match[2]
        alone = self.text.endswith("\n\n", 0, line.start) and line.indent == 0
        if alone and key not in self.outline.list_keys():  # below a blank line a term does not belong to a bullet
            self.outline.leave()
        self.grows = self.outline.item(self._level(key), key, line.start, line.end, name=name, kind="field")
        self.grows.term = runs
        self.span = (line.start + match.end(), line.end)
        self.attached = False

    def _words(self, line: Line) -> None:
        if self.span is not None:
            self.span = (self.span[0], line.end)
            return
        inner = self.outline.inner
        if inner.kind == "field" and not inner.runs and not inner.children:
            self.grows = inner  # its explanation may stand below it
        else:
            self._place()
        self.span = (line.start, line.end)

    def _finish(self) -> None:
        if self.span is not None:
            runs = self.inline.runs(self.text, self.span)
            if self.grows is not None:
                self.grows.runs, self.grows.end = runs, self.span[1]
            elif self.style.startswith(("quote", "verse")):
                node = self.outline.add("quote", *self.span)
                self.outline.add("paragraph", *self.span, runs, parent=node)
            else:
                self.outline.add("paragraph", *self.span, runs)
            self.style = ""
        self.span = self.grows = None


def _columns(style: str) -> int:
    """Return how many columns an attribute list asks for; 0 if it does not say."""
    match = re.search(r'cols="([^"]*)"|cols=([\d*]+)', style)
    if match is None:
        return 0
    count = 0
    for part in re.split(r"[,;]", match[1] or match[2]):
        many = re.match(r"\s*(\d{1,3})\*", part)
        count += int(many[1]) if many else 1
    return count


def _separated(inside: list[Line], sign: str) -> list[tuple[int, int, str]]:
    cells = []
    for line in inside:
        left = line.start
        for part in line.text.split(sign) if line.text.strip() else ():
            cells.append((left, left + len(part), ""))
            left += len(part) + 1
    return cells
