"""Text without markup, or with what people put into mails and notes: bullets, underlines, ``Name: value`` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from hallway.extractors.document import Block, Content, Run
from hallway.extractors.readers.bare_links import find_links
from hallway.extractors.readers.lines import (
    Line,
    Marker,
    find_fence,
    find_marker,
    is_continued,
    is_record,
    is_rule,
    split_lines,
    wrap_width,
)
from hallway.extractors.readers.plain_head import read_head, title_and_date

_MAX_DEPTH = 32  # nobody nests deeper; what is passed between processes is pickled, which recurses
_MAX_HEADING = 70
_LABEL = re.compile(r"[^\W_]|[\"'«“(¿¡]")
_QUOTE_MARK = re.compile(r"^[>\s]+")
Span = tuple[int, int]


def read(text: str) -> Content:
    """Read a text that has no markup.

    Lines that were wrapped are joined again; lines that stand for themselves stay paragraphs of their own.

    Args:
        text: the text, with ``\\n`` line ends.

    Returns:
        its metadata and blocks; offsets are into ``text``.

    >>> [block.kind for block in read("Minutes\\n\\nPresent: Ann, Bo\\n\\n- lunch\\n").blocks]
    ['heading', 'paragraph', 'list']
    """
    head = read_head(text, split_lines(text))
    reader = _Reader(text, head.body)
    blocks = reader.read()
    metadata, blocks = title_and_date(text, head, blocks)
    return Content(metadata=metadata, blocks=tuple(blocks))


def runs_of(text: str, spans: list[Span]) -> tuple[Run, ...]:
    """Return the runs of lines that read as one, addresses among them as links.

    Args:
        text: the whole text.
        spans: where each of the lines stands in it, without the white space around it.
    """
    if len(spans) == 1:
        start, end = spans[0]
        said, bounds = text[start:end], None
    else:
        said = " ".join(text[start:end] for start, end in spans)
        places: list[int] = []
        for start, end in spans:
            places.extend(range(start, end + 1))  # the blank between two lines begins where the first ends
        bounds = tuple(places)
    runs: list[Run] = []

    def put(i: int, j: int, target: str | None = None) -> None:
        if i == j:
            return
        if bounds is None:
            runs.append(Run(said[i:j], start + i, start + j, target=target))
            return
        low, high = bounds[i], bounds[j] if target is None else bounds[j - 1] + 1
        verbatim = high - low == j - i and text[low:high] == said[i:j]
        inside = None if verbatim else (*bounds[i:j], high)
        runs.append(Run(said[i:j], low, high, inside, target))

    done = 0
    for link in find_links(said):
        put(done, link.opening)
        put(link.start, link.end, link.target)
        done = link.closing
    put(done, len(said))
    return tuple(runs)


@dataclass(slots=True)
class _Item:
    """A list item that may still grow."""

    marker: Marker
    indent: int
    start: int
    spans: list[Span]
    level: int
    children: list[Block] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)  # earlier items of its list


class _Reader:
    """Goes through the lines once, keeping the items that are open."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.width = wrap_width(lines)
        self.at = 0
        self.blocks: list[Block] = []
        self.open: list[_Item] = []
        self.levels: dict[str, int] = {}
        self.marked = any(find_fence(line) for line in lines) or any(
            is_rule(under) and line.text and not is_rule(line) and abs(len(line.text) - len(under.text)) <= 2
            for line, under in pairwise(lines)
        )

    def read(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
            elif not (self._quote(line) or self._heading(line) or self._item(line)):
                self._paragraph(line)
        self._close(0)
        return self.blocks

    def _line(self, at: int) -> Line:
        return self.lines[at] if 0 <= at < len(self.lines) else Line("", len(self.text), 0)

    def _next_said(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at].text:
            at += 1
        return at

    # headings

    def _heading(self, line: Line) -> bool:
        """Take the heading, or the separator, that begins here."""
        if is_rule(line):
            title, under = self._line(self.at + 1), self._line(self.at + 2)
            if title.text and not is_rule(title) and is_rule(under) and under.text[0] == line.text[0]:
                self._put_heading(line.text[0] * 2, title, line.start, under.end, 3)
            else:
                self.at += 1  # nothing to read in it
            return True
        under = self._line(self.at + 1)
        if is_rule(under) and under.indent <= line.indent + 3 and self._is_underline(line, under):
            self._put_heading(under.text[0], line, line.start, under.end, 2)
            return True
        fence = find_fence(line)
        if fence is not None:
            signs, start, end = fence
            self._put_heading("=" + signs, Line(self.text[start:end], start, 0), line.start, line.end, 1)
            return True
        return self._bare_heading(line)

    def _is_underline(self, line: Line, under: Line) -> bool:
        fits = len(line.text) * 0.6 <= len(under.text) <= len(line.text) * 2 + 4 and len(line.text) <= 200
        alone = not self._line(self.at - 1).text or is_rule(self._line(self.at - 1))
        # below running text a line of dashes is a separator, unless it is as long as the words above it
        return fits and (alone or abs(len(under.text) - len(line.text)) <= 2)

    def _bare_heading(self, line: Line) -> bool:
        """Take a line that is a heading by its place and shape alone."""
        before, after = self._line(self.at - 1), self._line(self.at + 1)
        if before.text and not is_rule(before):
            return False
        marker = find_marker(line)
        if marker is not None:
            if not self._is_section_marker(line, marker):
                return False
            shown = Line(line.text[marker.offset :], line.start + marker.offset, 0)
            self._put_heading("marked " + marker.kind, shown, line.start, line.end, 1, marker.text)
            return True
        if self.marked or not self._is_label(line):  # who marks headings has no need of bare ones
            return False
        letters = [sign for sign in line.text if sign.isalpha()]
        if len(letters) > 3 and line.text.isupper() and not after.text.isupper() and " " * 4 not in line.text:
            if self._next_said(self.at + 1) == len(self.lines):
                return False
            self._put_heading("capitals", line, line.start, line.end, 1)
            return True
        if self.open and line.indent > self.open[0].indent:
            return False
        if after.text:
            leads = len(line.text) <= 40 and find_marker(after) is not None
        else:
            leads = self._leads(self._next_said(self.at + 1))
        if leads:
            self._put_heading("bare", line, line.start, line.end, 1)
        return leads

    def _is_label(self, line: Line) -> bool:
        words = line.text
        return (
            len(words) <= _MAX_HEADING
            and words[-1] not in ".,;!:…"
            and _LABEL.match(words) is not None
            and not words[0].islower()
            and words.count(" ") < 12
            and ";" not in words
            and not is_record(line)
            and "://" not in words
            and "@" not in words
        )

    def _leads(self, at: int, steps: int = 2) -> bool:
        """Return whether a list or a paragraph of some length begins at a line, at most one more label before it."""
        line, after = self._line(at), self._line(at + 1)
        if not line.text or is_rule(line) or is_rule(after) or find_fence(line) is not None:
            return False
        if find_marker(line) is not None or after.text or not self._is_label(line) or is_record(line):
            return True
        return steps > 1 and self._leads(self._next_said(at + 1), steps - 1)

    def _is_section_marker(self, line: Line, marker: Marker) -> bool:
        """Return whether ``* Words`` or ``1. Words``, between paragraphs, heads what follows."""
        shown = line.text[marker.offset :]
        if marker.kind not in {"*", "1.", "1)", "a)", "a.", "+", "•"} or line.indent or self._line(self.at + 1).text:
            return False
        if len(shown) > _MAX_HEADING or shown[-1] in ".,;" or shown[0].islower() or "://" in shown:
            return False
        after = self._line(self._next_said(self.at + 1))
        at = self.at - 1
        while at >= 0 and not self.lines[at].text:
            at -= 1
        before = self._line(at)
        if not after.text or find_marker(after) is not None or after.indent or before.text.endswith(":"):
            return False
        return not self.open and find_marker(before) is None

    def _put_heading(self, style: str, title: Line, start: int, end: int, taken: int, name: str = "") -> None:
        self._close(0)
        level = self.levels.setdefault(style, len(self.levels) + 1)
        runs = runs_of(self.text, [(title.start, title.end)])
        self.blocks.append(Block("heading", runs, start=start, end=end, level=level, name=name))
        self.at += taken

    # lists

    def _item(self, line: Line) -> bool:
        """Take the list item that begins here, with the lines that go on with it."""
        marker = self._marker_here(line)
        if marker is None:
            return False
        self._make_room(line, marker)
        start = line.start + marker.offset
        level = min(len(self.open), _MAX_DEPTH)
        first = Line(line.text[marker.offset :], start, line.indent + marker.offset)
        item = self.open[-1]
        item.marker, item.indent, item.start, item.level = marker, line.indent, line.start, level
        item.spans = self._gather(first)
        return True

    def _marker_here(self, line: Line) -> Marker | None:
        before = self._line(self.at - 1)
        tight = not before.text or bool(self.open) or before.text.endswith(":")
        marker = find_marker(line, tight=tight)
        if marker is None or not before.text or self._opens_list(before, line):
            return marker
        return None

    def _opens_list(self, before: Line, line: Line) -> bool:
        """Return whether a line with a marker, directly below another, begins an item and not a wrapped line."""
        if before.text[-1] in ":.;!?" or is_rule(before) or find_marker(before) is not None:
            return True
        if self.open or line.indent > before.indent:
            return True
        marker, after = find_marker(line, tight=True), self._line(self.at + 1)
        following = find_marker(after, tight=True) if after.text else None
        same = following is not None and marker is not None and following.kind == marker.kind
        return same or line.text[0] in "•‣◦▪●" or before.width < min(self.width, 80) * 0.7

    def _make_room(self, line: Line, marker: Marker) -> None:
        """Close the items that end before this one, and put a new one on top of those that stay open."""
        apart = not self._line(self.at - 1).text
        while self.open and self.open[-1].indent > line.indent:
            deeper = self.open[-1]
            if len(self.open) > 1 and self.open[-2].indent < line.indent:
                deeper.indent = line.indent  # between two depths: the deeper one it is
                break
            self._close(len(self.open) - 1)
        kinds = [item.marker.kind for item in self.open if item.indent == line.indent]
        if not kinds:
            if len(self.open) == _MAX_DEPTH:
                self._next_item()
            else:
                self.open.append(_Item(marker, line.indent, line.start, [], 0))
        elif marker.kind in kinds:  # a sign that alternates with another at one indentation is a level of its own
            while self.open[-1].marker.kind != marker.kind:
                self._close(len(self.open) - 1)
            self._next_item()
        elif apart or len(self.open) == _MAX_DEPTH:
            while len(self.open) > 1 and self.open[-2].indent == line.indent:
                self._close(len(self.open) - 1)
            self._close(len(self.open) - 1)
            self.open.append(_Item(marker, line.indent, line.start, [], 0))
        else:
            self.open.append(_Item(marker, line.indent, line.start, [], 0))

    def _next_item(self) -> None:
        """Finish the innermost item and make it ready for the next of its list."""
        item = self.open[-1]
        item.before.append(self._finished(item))
        item.spans, item.children = [], []

    def _finished(self, item: _Item) -> Block:
        end = max([item.start, *(end for _, end in item.spans[-1:]), *(child.end for child in item.children[-1:])])
        runs = runs_of(self.text, item.spans) if item.spans else ()
        children = tuple(item.children)
        return Block("item", runs, children, item.start, end, level=item.level, name=item.marker.text)

    def _close(self, depth: int) -> None:
        """Finish lists until ``depth`` of them are open."""
        while len(self.open) > depth:
            item = self.open.pop()
            items = (*item.before, self._finished(item))
            where = self.open[-1].children if self.open else self.blocks
            where.append(Block("list", (), items, items[0].start, items[-1].end))

    # paragraphs and quotes

    def _gather(self, first: Line, *, quoted: bool = False) -> list[Span]:
        """Take the lines of one paragraph, ``first`` being the current one, or what of it is text."""
        spans = [(first.start, first.end)]
        before = first
        self.at += 1
        while self.at < len(self.lines):
            line = _unquoted(self.lines[self.at]) if quoted else self.lines[self.at]
            if not line.text or quoted != self.lines[self.at].text.startswith(">") or is_rule(line):
                break
            if find_marker(line) is not None and (self.open or self._opens_list(before, line)):
                break
            if not is_continued(before, line, self.width) or find_fence(line) is not None:
                break
            if is_rule(self._line(self.at + 1)) and self._is_underline(line, self._line(self.at + 1)):
                break
            spans.append((line.start, line.end))
            before = line
            self.at += 1
        return spans

    def _paragraph(self, line: Line) -> None:
        """Take a paragraph; an open item keeps it where it is indented below its marker."""
        if not self._line(self.at - 1).text:
            while self.open and line.indent <= self.open[-1].indent:
                self._close(len(self.open) - 1)
        elif self.open and line.indent <= self.open[0].indent:
            self._close(0)
        where = self.open[-1].children if self.open else self.blocks
        spans = self._gather(line)
        where.append(Block("paragraph", runs_of(self.text, spans), (), spans[0][0], spans[-1][1]))

    def _quote(self, line: Line) -> bool:
        """Take lines that a mail program marked as another's words with ``>``."""
        if not line.text.startswith(">"):
            return False
        self._close(0)
        paragraphs: list[Block] = []
        last = line
        while self.at < len(self.lines) and self.lines[self.at].text.startswith(">"):
            last = self.lines[self.at]
            inner = _unquoted(last)
            if not inner.text:
                self.at += 1
                continue
            spans = self._gather(inner, quoted=True)
            last = self.lines[self.at - 1]
            paragraphs.append(Block("paragraph", runs_of(self.text, spans), (), spans[0][0], spans[-1][1]))
        if paragraphs:
            self.blocks.append(Block("quote", (), tuple(paragraphs), line.start, last.end))
        return True


def _unquoted(line: Line) -> Line:
    said = _QUOTE_MARK.sub("", line.text, count=1)
    return Line(said, line.end - len(said), line.indent + len(line.text) - len(said))
