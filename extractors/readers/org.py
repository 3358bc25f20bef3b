"""Org files, as Emacs writes them.

Source: https://orgmode.org/worg/org-syntax.html
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from hallway.extractors.document import Content, Fault, Run, Style, Value
from hallway.extractors.readers.inline import HARD_BREAK, Inline, Token
from hallway.extractors.readers.linetable import Line, lines, titled, verbatim
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.outline import Node, Outline

_KEYWORD = re.compile(r"[ \t]*#\+([\w-]+(?:\[[^\]\n]*\])?):[ \t]*")
_BEGIN = re.compile(r"[ \t]*#\+(begin|end)_(\w+)[ \t]*(\S*)", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*$")
_HEADLINE = re.compile(r"(\*+)[ \t]+")
_PRIORITY = re.compile(r"\[#\w{1,2}\][ \t]*")
_HEAD_TAGS = re.compile(r"(?:^|[ \t])(:[\w@#%:]+:)[ \t]*$")
_ITEM = re.compile(
    r"[ \t]*(?:([-+]|\d{1,9}[.)])|(?<=[ \t])(\*))(?:[ \t]+|$)(?:\[@\d+\][ \t]*)?(?:\[[ xX-]\](?:[ \t]+|$))?"
)
_TERM = re.compile(r"(?<=[ \t])::(?:[ \t]+|$)")
_PLANNING = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):[ \t]*[<\[\d]")
_FIXED = re.compile(r"[ \t]*:(?:[ \t]|$)")
_NOTE = re.compile(r"\[fn:[\w-]+\][ \t]*")
_IMAGE = re.compile(r"(?:file:|\./|\.\./|/|attachment:)?[^\s:]*\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*$")
_TODO = {"TODO", "DONE", "NEXT", "WAITING", "WAIT", "HOLD", "SOMEDAY", "CANCELLED", "CANCELED", "STARTED", "DEFERRED"}
_LOOKS: dict[str, Style] = {"*": "strong", "/": "emphasis", "_": "", "+": ""}
_METADATA = {"title", "author", "date", "email", "language", "keywords", "description", "subtitle", "filetags", "tags"}
_HIDDEN = {"comment", "export", "html", "latex"}

_PATTERN = re.compile(
    r"""(?P<link>\[\[(?P<target>[^\[\]]+)\](?:\[(?P<label>[^\[\]]+(?:\[[^\[\]]*\][^\[\]]*){0,5})\])?\])
      |(?P<url><?\b(?:https?|ftp|mailto|irc|ircs)(?:://|(?<=mailto):)[^\s<>\[\]"|]*(?:(?<=[^\s<>\[\]"|.,;:!?'*=~_)}])>?|>))
      |(?P<note>\[fn:[\w-]*:[^\[\]]*\])
      |(?P<drop>\[fn:[\w-]+\]|\[(?:\d{0,6}%|\d{0,6}/\d{0,6})\]|<<<?[^<>\n]+>>>?|\{\{\{[^{}]*\}\}\}|@@[\w-]+:[^@]*@@)
      |(?P<code>(?<![^\s\-('"{\[|])[=~](?!\s)(?:(?<==)[^=\n]+(?<!\s)=|(?<=~)[^~\n]+(?<!\s)~)(?![^\s\-.,;:!?'")}\]\\|]))
      |(?P<break>\\\\(?=[ \t]*$))
      |(?P<look>[*/_+])""",
    re.VERBOSE | re.MULTILINE,
)
_BEFORE = frozenset(" \t\n-('\"{[|*/_+—–“‘«")
_AFTER = frozenset(" \t\n-.,;:!?'\")}[]\\|*/_+—–”’»…")


def _token(match: re.Match[str]) -> Token | None:
    start, end = match.span()
    kind = next(name for name in ("link", "url", "note", "drop", "code", "break", "look") if match[name] is not None)
    if kind == "look":
        said, sign = match.string, match[0]
        before = said[start - 1] if start > match.pos else " "
        after = said[end] if end < match.endpos else " "
        opens = before in _BEFORE and not after.isspace()
        closes = after in _AFTER and not before.isspace()
        return Token(start, end, style=_LOOKS[sign], delimiter=sign, opens=opens, closes=closes)
    if kind == "link":
        target = match["target"]
        if match["label"] is not None and not _IMAGE.match(match["label"]):
            return Token(start, end, inner=match.span("label"), target=target)
        if match["label"] is not None or _IMAGE.match(target):
            return Token(start, end, text="")
        left = match.start("target") + (5 if target.startswith("file:") else 1 if target[0] in "*#" else 0)
        return Token(start, end, inner=(left, match.end("target")), target=target, plain=True)
    if kind == "url":
        left = start + (match[0][0] == "<")
        url = match.string[left:end].rstrip(">")
        right = left + len(url)
        if left == start:
            if url.count("(") > url.count(")") and match.string.startswith(")", right, match.endpos):
                right += 1
            end = right
        return Token(start, end, inner=(left, right), target=match.string[left:right], plain=True)
    if kind == "note":
        left = match.string.index(":", start + 4) + 1
        return Token(start, end, inner=(left, end - 1), frame=(" (", ")"))
    if kind == "code":
        return Token(start, end, inner=(start + 1, end - 1), style="code", plain=True)
    return Token(start, end, text=HARD_BREAK if kind == "break" else "")


INLINE = Inline(_PATTERN, _token)


def read(text: str) -> Content:
    """Read an Org file.

    Args:
        text: the file, with ``\\n`` line ends.

    Returns:
        its metadata (from ``#+TITLE:`` and the like) and blocks; offsets are into ``text``. Drawers of properties,
        planning lines, comments and trees marked ``COMMENT`` are not read; an ``#+INCLUDE:`` is a fault.

    >>> content = read("#+TITLE: Notes\\n* Plans :work:\\n- tea :: for all")
    >>> content.metadata.title.text, content.blocks[0].text, content.blocks[1].children[0].name
    ('Notes', 'Plans', 'tea')
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
        self.todo = set(_TODO)
        self.ends: dict[str, list[int]] = defaultdict(list)  # where blocks and drawers may end, by name
        self.span: list[tuple[int, int]] = []  # the paragraph, or the item's text, that still grows
        self.grows: Node | None = None
        self.heads = [i for i, line in enumerate(self.table) if _HEADLINE.match(line.text)]

    def read(self) -> None:
        for i, line in enumerate(self.table):
            if (match := _BEGIN.match(line.text)) and match[1].lower() == "end":
                self.ends[match[2].lower()].append(i)
            elif (match := _DRAWER.match(line.text)) and match[1].lower() == "end":
                self.ends[":"].append(i)
        at = 0
        while at < len(self.table):
            at = self._line(at)
        self._finish()
        for _ in self.outline.containers():
            self.outline.exit(len(self.text))

    def _next(self, places: list[int], at: int) -> int:
        """Return the first of ``places`` after line ``at``; the number of lines if there is none."""
        i = bisect_right(places, at)
        return places[i] if i < len(places) else len(self.table)

    def _line(self, at: int) -> int:
        """Read what begins at line ``at``; return the line after it."""
        line = self.table[at]
        said = line.text.strip()
        if not said:
            self._finish()
            return at + 1
        if line.text[0] == "*" and (match := _HEADLINE.match(line.text)):
            return self._headline(at, match)
        if said[0] == "#":
            if match := _BEGIN.match(line.text):
                return self._block(at, match)
            if match := _KEYWORD.match(line.text):
                self._finish()
                self._keyword(at, match)
                return at + 1
            if said == "#" or said[1] in " \t+":
                return at + 1
        if said[0] == ":":
            if (match := _DRAWER.match(line.text)) and (after := self._drawer(at, match[1].lower())):
                return after
            if _FIXED.match(line.text):
                return self._fixed(at)
        if said[0] == "|":
            return self._rows(at)
        if _PLANNING.match(line.text) or _RULE.match(line.text):
            self._finish()
            return at + 1
        if match := _ITEM.match(line.text):
            self._item(line, match)
        else:
            self._words(line)
        return at + 1

    def _headline(self, at: int, match: re.Match[str]) -> int:
        line = self.table[at]
        self._finish()
        self.outline.leave()
        left, right = match.end(), len(line.text)
        word = line.text[left:].partition(" ")[0]
        if word in self.todo:
            left += len(word)
        left += len(line.text[left:]) - len(line.text[left:].lstrip())
        if priority := _PRIORITY.match(line.text, left):
            left = priority.end()
        if tags := _HEAD_TAGS.search(line.text, max(left, right - 1000)):
            right = tags.start()
        stars = len(match[1])
        if line.text[left:right].partition(" ")[0] == "COMMENT":
            at = self._next(self.heads, at)
            while at < len(self.table) and len(self.table[at].text.partition(" ")[0]) > stars:
                at = self._next(self.heads, at)
            return at
        runs = INLINE.runs(self.text, (line.start + left, line.start + right))
        self.outline.add("heading", line.start, line.end, runs, level=stars)
        return at + 1

    def _keyword(self, at: int, match: re.Match[str]) -> None:
        line = self.table[at]
        name = match[1].lower().partition("[")[0]
        left = line.start + match.end()
        value = self.text[left : line.end].rstrip()
        if name in ("todo", "seq_todo", "typ_todo"):
            self.todo.update(word.partition("(")[0] for word in value.split() if word != "|")
        elif name == "include":
            self.faults.append(Fault(self.first + at, f"included file is not read: {value[:80]}"))
        elif name == "caption":
            self.outline.add("paragraph", line.start, line.end, INLINE.runs(self.text, (left, line.end)))
        elif name in ("filetags", "tags"):
            for word in re.finditer(r"[^\s:,{}()]+(?:\(\w\))?", value):
                said = word[0].partition("(")[0]
                self.fields.append(("tags", Value(said, left + word.start(), left + word.start() + len(said))))
        elif name in _METADATA and value:
            self.fields.append((name, Value(value, left, left + len(value))))

    def _drawer(self, at: int, name: str) -> int:
        """Return the line after a drawer, or after its first line where it is read; 0 if this is none."""
        if name == "end":
            return at + 1
        end = self._next(self.ends[":"], at)
        if end >= min(self._next(self.heads, at), len(self.table)):
            return 0
        self._finish()
        if name not in ("properties", "logbook"):
            return at + 1
        if name == "properties" and (not self.heads or at < self.heads[0]):
            for line in self.table[at + 1 : end]:
                key, _, value = line.text.strip().removeprefix(":").partition(":")
                if key.lower() in _METADATA and value.strip():
                    left = line.end - len(line.text[line.text.rindex(value) :].lstrip())
                    self.fields.append((key.lower(), Value(value.strip(), left, left + len(value.strip()))))
        return end + 1

    def _block(self, at: int, match: re.Match[str]) -> int:
        line = self.table[at]
        name = match[2].lower()
        self._finish()
        if match[1].lower() == "end":
            if name in self.outline.containers():
                while self.outline.containers():
                    inner = self.outline.containers()[-1]
                    self.outline.exit(line.end)
                    if inner == name:
                        break
            return at + 1
        end = self._next(self.ends[name], at)
        if end == len(self.table):
            self.faults.append(Fault(self.first + at, f"block without an end: #+begin_{name[:40]}"))
            return at + 1
        self._place(line)
        if name in ("src", "example"):
            spans = [_unindented(inner, line.indent) for inner in self.table[at + 1 : end]]
            lang = match[3] if name == "src" else ""
            runs = verbatim(self.text, spans)
            self.outline.add("code", line.start, self.table[end].end, runs, name=lang)
            return end + 1
        if name in _HIDDEN:
            return end + 1
        kind = self.outline.add("quote" if name in ("quote", "verse") else "section", line.start, self.table[end].end)
        self.outline.enter(kind, name)
        return at + 1

    def _fixed(self, at: int) -> int:
        """Read lines that begin with a colon: output, to be taken as it stands."""
        self._finish()
        first = at
        spans = []
        while at < len(self.table) and _FIXED.match(self.table[at].text):
            line = self.table[at]
            left = line.start + line.text.index(":") + 1
            spans.append((min(left + 1, line.end), line.end))
            at += 1
        self._place(self.table[first])
        self.outline.add("code", self.table[first].start, spans[-1][1], verbatim(self.text, spans))
        return at

    def _rows(self, at: int) -> int:
        self._finish()
        first = self.table[at]
        self._place(first)
        table = self.outline.add("table", first.start, first.end)
        rows: list[Node] = []
        ruled = False
        while at < len(self.table) and (said := self.table[at].text.strip()).startswith("|"):
            line = self.table[at]
            at += 1
            table.end = line.end
            if said.startswith("|-"):
                if rows and not ruled:
                    for row in rows:
                        row.header = True
                        for cell in row.children:
                            cell.header = True
                ruled = ruled or bool(rows)
                continue
            row = self.outline.add("row", line.start, line.end, parent=table)
            rows.append(row)
            left = line.start + line.text.index("|") + 1
            right = line.start + len(line.text.rstrip())
            for part in self.text[left : right - (self.text[right - 1] == "|" and right > left)].split("|"):
                runs = INLINE.runs(self.text, (left, left + len(part)))
                self.outline.add("cell", left, left + len(part), runs, parent=row)
                left += len(part) + 1
        if ruled and all(row.header for row in rows):  # only a rule below the last row: no header after all
            for row in rows:
                row.header = False
                for cell in row.children:
                    cell.header = False
        return at

    def _place(self, line: Line) -> None:
        """Close the items that a line, by its indentation, does not belong to."""
        self.outline.leave(sum(int(str(key).partition(" ")[0]) < line.indent for key in self.outline.list_keys()))

    def _item(self, line: Line, match: re.Match[str]) -> None:
        self._finish()
        marker = match[1] or match[2]
        columns = [int(str(key).partition(" ")[0]) for key in self.outline.list_keys()]
        level = sum(column < line.indent for column in columns) + 1
        column = columns[level - 1] if len(columns) >= level else line.indent
        key = f"{column} {'1' if marker[0].isdigit() else marker}"
        left = match.end()
        if not marker[0].isdigit() and (term := _TERM.search(line.text, left)):
            runs = INLINE.runs(self.text, (line.start + left, line.start + term.start()))
            name = "".join(run.text for run in runs)
            self.grows = self.outline.item(level, key, line.start, line.end, name=name, kind="field")
            self.grows.term = runs
            left = term.end()
        else:
            self.grows = self.outline.item(level, key, line.start, line.end, name=marker)
        self.span = [(line.start + left, line.end)]

    def _words(self, line: Line) -> None:
        if self.grows is not None and line.indent <= int(str(self.outline.list_keys()[-1]).partition(" ")[0]):
            self._finish()
        if not self.span:
            self._place(line)
            note = _NOTE.match(line.text)
            self.span = [(line.start + (note.end() if note else 0), line.end)]
        else:
            last = self.span[-1]
            if last[1] + 1 == line.start:  # comment lines between two others leave a gap
                self.span[-1] = (last[0], line.end)
            else:
                self.span.append((line.start, line.end))

    def _finish(self) -> None:
        if self.span:
            runs: tuple[Run, ...] = INLINE.runs(self.text, *self.span)
            if self.grows is not None:
                self.grows.runs, self.grows.end = runs, self.span[-1][1]
            else:
                self.outline.add("paragraph", self.span[0][0], self.span[-1][1], runs)
        self.span, self.grows = [], None


def _unindented(line: Line, indent: int) -> tuple[int, int]:
    blank = len(line.text) - len(line.text.lstrip())
    return line.start + min(indent, blank), line.end
