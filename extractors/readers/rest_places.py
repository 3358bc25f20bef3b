"""Where in a reStructuredText source each text of docutils' tree stands.

docutils keeps, for every block of text, the lines it was made of (``rawsource``), and about which line it began. Those
lines are found in the source, and the inline nodes are then laid along them one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from hallway.extractors.document import Run, Style

_REACH = 400  # lines searched beyond the place where a block was expected
_RECORD = re.compile(r"(?:\*\*)?[^\W\d_][\w'-]{0,24}(?: [\w'-]{1,20}){0,2}(?:\*\*)?[ \xa0]?:(?:\*\*)?[ \xa0]")
_OPENING = re.compile(r"(?::[\w:.+-]+:)?(?:``|_?`|\*\*|\*|\|)?")
_STYLES: Mapping[type[nodes.Node], Style] = {
    nodes.strong: "strong",
    nodes.emphasis: "emphasis",
    nodes.literal: "code",
    nodes.math: "code",
    nodes.title_reference: "emphasis",
}
_UNREAD = (nodes.footnote_reference, nodes.target, nodes.system_message, nodes.raw, nodes.comment, nodes.generated)


@dataclass(slots=True)
class Targets:
    """What names, anonymous references and substitutions of one text stand for."""

    links: dict[str, str]
    anonymous: list[str]
    substitutions: dict[str, nodes.Element]

    def of(self, reference: nodes.Element) -> str | None:
        """Return where a reference leads, None if to no address."""
        if reference.get("anonymous") and "refuri" not in reference:
            return (self.anonymous.pop(0) if self.anonymous else "") or None
        found: str | None = reference.get("refuri") or self.links.get(reference.get("refname", ""))
        return found


class Source:
    """The lines of a text as docutils sees them, each column with its offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.starts: list[int] = []
        self.columns: dict[int, list[int]] = {}  # for lines with tabs: offset of each column
        self.line = 0
        self.in_table = False
        self.taken: dict[int, int] = {}  # in a table: the column up to which the cells of a line were found
        offset = 0
        for number, line in enumerate(text.split("\n")):
            if "\t" in line:
                self.columns[number] = _columns(line, offset)
            self.lines.append(line.expandtabs(8).rstrip())
            self.starts.append(offset)
            offset += len(line) + 1

    def locate(self, raw: str, hint: int | None) -> list[int]:
        """Return the offset of each character of a block's source lines, and of its end.

        Args:
            raw: the lines, without the indentation that they share.
            hint: the line, from 1, near which they begin.

        Returns:
            ``len(raw) + 1`` offsets; where the lines are not found, all of them are those of the line expected.
        """
        wanted = raw.split("\n")
        first = self.line if hint is None else hint - 1
        for number in (first, first - 1, first + 1, first - 2, first + 2):
            places = self._places(wanted, number)
            if places is not None:
                return places
        for number in range(self.line, min(len(self.lines), self.line + _REACH)):
            places = self._places(wanted, number)
            if places is not None:
                return places
        number = max(0, min(first, len(self.lines) - 1))
        start, end = self.starts[number], self.starts[number] + len(self.lines[number])
        return [start] * len(raw) + [min(end, len(self.text))]

    def _places(self, wanted: list[str], number: int) -> list[int] | None:
        """Return the offsets of lines that begin at one line, None if they do not."""
        if not 0 <= number <= len(self.lines) - len(wanted):
            return None
        line, first = self.lines[number], wanted[0].rstrip()
        if self.in_table:
            column = line.find(first, self.taken.get(number, 0))
            if column < 0:
                return None
        else:
            column = len(line) - len(first)
            if column < 0 or not line.endswith(first):
                return None
        at = [column]
        for step, piece in enumerate(wanted[1:], number + 1):
            line, piece = self.lines[step], piece.rstrip()
            found = column if self.in_table and line.startswith(piece, column) else len(line) - len(piece)
            if found < 0 or not line.startswith(piece, found) or (not self.in_table and line[:found].strip(" |>.")):
                return None
            at.append(found)
        places: list[int] = []
        for step, (piece, found) in enumerate(zip(wanted, at, strict=True), number):
            places.extend(self._offsets(step, found, len(piece) + 1))
            if self.in_table:
                self.taken[step] = found + len(piece)
        self.line = number + (0 if self.in_table else len(wanted) - 1)
        return places

    def _offsets(self, number: int, column: int, count: int) -> Sequence[int]:
        """Return the offsets of ``count`` columns, the last of them where the piece ends."""
        columns = self.columns.get(number)
        if columns is None:
            start = self.starts[number] + column
            return range(start, start + count)
        return [columns[min(place, len(columns) - 1)] for place in range(column, column + count)]

    def runs(self, node: nodes.Element, targets: Targets) -> tuple[Run, ...]:
        """Return the runs of a block of text: a paragraph, a title, a term, a line."""
        raw = node.rawsource or node.astext()
        places = self.locate(raw, node.line)
        runs = _trimmed(_merged(_Inline(self.text, raw, places, targets).read(node)))
        return tuple(
            replace(run, boundaries=None) if run.boundaries and run.text == self.text[run.start : run.end] else run
            for run in runs
        )

    def locate_name(self, name: str, hint: int | None) -> int:
        """Return where the marker of a field begins, -1 if it is not found."""
        number = max(self.line, (hint or 1) - 2)
        for line in range(number, min(number + 4, len(self.lines))):
            column = self.lines[line].find(f":{name}:")
            if column >= 0:
                return self._offsets(line, column, 1)[0]
        return -1

    def code(self, node: nodes.Element) -> tuple[Run, ...]:
        """Return the one run of a block of code."""
        raw = node.astext().rstrip()
        if not raw.strip():
            return ()
        return (_run(self.text, raw, self.locate(raw, node.line)),)


def _columns(line: str, offset: int) -> list[int]:
    """Return the offset of each column of a line whose tabs go to every eighth, and of its end."""
    columns: list[int] = []
    for place, sign in enumerate(line):
        width = 8 - len(columns) % 8 if sign == "\t" else 1
        columns.extend([offset + place] * width)
    columns.append(offset + len(line))
    return columns


class _Inline:
    """Lays the inline nodes of one block along its source."""

    def __init__(self, text: str, raw: str, places: list[int], targets: Targets) -> None:
        self.text = text
        self.raw = raw
        self.places = places
        self.targets = targets
        self.at = 0
        self.found: list[Run] = []
        # docutils folds `Who: A` and `What: B` on lines of their own; their writer meant two lines
        lines = raw.split("\n")
        self.line_break = "\n" if len(lines) > 1 and all(map(_RECORD.match, lines)) else " "

    def read(self, node: nodes.Element) -> list[Run]:
        stack: list[tuple[nodes.Node | int, Style, str | None, int]] = [
            (child, "", None, len(self.raw)) for child in reversed(node.children)
        ]
        while stack:
            child, style, target, end = stack.pop()
            if isinstance(child, int):
                self.at = max(self.at, child)
            elif isinstance(child, nodes.Text):
                self._put(str(child), style, target, end)
            elif isinstance(child, nodes.Element):
                start, after, end = self._region(child, end)
                stack.append((after, style, target, end))
                if isinstance(child, _UNREAD) and not (isinstance(child, nodes.target) and child.children):
                    continue
                style = _STYLES.get(type(child), style)
                if isinstance(child, nodes.reference):
                    target = self.targets.of(child)
                if isinstance(child, nodes.substitution_reference):
                    self.at = start
                    self._put(self._substituted(child), style, target, end, whole=True)
                    continue
                if isinstance(child, nodes.image):
                    self._put(child.get("alt", ""), style, target, end, whole=True)
                    continue
                plain = not child.rawsource or isinstance(child, nodes.problematic)
                match = None if plain else _OPENING.match(self.raw, start, end)
                self.at = match.end() if match else start
                stack.extend((inner, style, target, end) for inner in reversed(child.children))
        return self.found

    def _region(self, node: nodes.Element, limit: int) -> tuple[int, int, int]:
        """Return where the markup of an inline node begins, where the text goes on after it, and where it must end."""
        source = node.rawsource
        start = self.at if self.raw.startswith(source, self.at) else self.raw.find(source, self.at, limit)
        if not source or start < 0:  # its own source is in that of the node around it, or before it
            return self.at, self.at, limit
        return start, start + len(source), start + len(source)

    def _substituted(self, node: nodes.Element) -> str:
        name = " ".join(node.astext().split())
        definition = self.targets.substitutions.get(name) or self.targets.substitutions.get(name.lower())
        if definition is None:
            return name
        return "".join(
            child.get("alt", "") if isinstance(child, nodes.image) else child.astext() for child in definition.children
        )

    def _put(self, said: str, style: Style, target: str | None, end: int, *, whole: bool = False) -> None:
        """Add a text; ``said`` holds a NUL for each backslash that escapes, as docutils leaves it."""
        if not said:
            return
        written = said.replace("\x00", "\\")
        start = self.at
        if not whole and not self.raw.startswith(written, start):
            start = self.raw.find(written, self.at, end)
        if whole or start < 0:  # not written there as it reads: a substitution, a role with words of its own
            end = max(self.at, end) if whole or end < len(self.raw) else self.at
            shown = " ".join(nodes.unescape(said).split("\n"))
            low, high = self.places[self.at], self.places[end]
            self.found.append(Run(shown, low, high, (*[low] * len(shown), high), target, style))
            self.at = end
            return
        self.at = start + len(written)
        if "\x00" not in said:
            run = self._verbatim(said, start)
        else:
            places = self.places[start : self.at + 1]
            shown, kept, at = "", [], 0
            while at < len(said):
                if said[at] == "\x00":
                    at += 2 if said[at + 1 : at + 2] in {" ", "\n"} else 1
                    continue
                shown += self.line_break if said[at] == "\n" else said[at]
                kept.append(places[at])
                at += 1
            if not shown:
                return
            run = _run(self.text, shown, [*kept, places[-1]])
        if target is not None or style:
            run = Run(run.text, run.start, run.end, run.boundaries, target, style)
        self.found.append(run)

    def _verbatim(self, said: str, start: int) -> Run:
        """Return the run of a text that stands as it is at a place of the block, but for its line breaks."""
        low, high = self.places[start], self.places[start + len(said)]
        shown = said.replace("\n", self.line_break) if "\n" in said else said
        if high - low == len(shown) and self.text.startswith(shown, low):
            return Run(shown, low, high)
        return Run(shown, low, high, tuple(self.places[start : start + len(said) + 1]))


def _run(text: str, said: str, places: list[int]) -> Run:
    start, end = places[0], places[-1]
    if end - start == len(said) and text[start:end] == said:
        return Run(said, start, end)
    return Run(said, start, end, tuple(places))


def _merged(runs: list[Run]) -> list[Run]:
    """Join neighbours of one look that touch."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is None or last.end != run.start or (last.target, last.style) != (run.target, run.style):
            merged.append(run)
        elif last.boundaries is None and run.boundaries is None:
            merged[-1] = replace(last, text=last.text + run.text, end=run.end)
        else:
            bounds = tuple(last.boundaries or range(last.start, last.end + 1))
            more = tuple(run.boundaries or range(run.start, run.end + 1))
            merged[-1] = replace(last, text=last.text + run.text, end=run.end, boundaries=bounds[:-1] + more)
    return merged


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Take the white space off both ends of a block."""
    while runs and not runs[-1].text.strip():
        runs.pop()
    while runs and not runs[0].text.strip():
        runs.pop(0)
    if runs:
        runs[0] = _cut(runs[0], len(runs[0].text) - len(runs[0].text.lstrip()), len(runs[0].text))
        runs[-1] = _cut(runs[-1], 0, len(runs[-1].text.rstrip()))
    return tuple(runs)


def _cut(run: Run, low: int, high: int) -> Run:
    if (low, high) == (0, len(run.text)):
        return run
    start, end = run.span(low, high)
    bounds = None if run.boundaries is None else run.boundaries[low : high + 1]
    return Run(run.text[low:high], start, end, bounds, run.target, run.style)
