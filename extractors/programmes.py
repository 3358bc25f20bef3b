"""Lists of talks: what most items of a list show, the others are read by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hallway.extractors import names
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.talk_lines import LineSplit, first_line, lead, split_line, title_like

_NAME = rf"(?:{names.FULL.pattern}|[{UPPER}][\w’'-]+(?:\s+[{UPPER}][\w’'.-]*){{1,3}})"
_LIST = rf"(?P<who>{_NAME}(?:\s*(?:,|&|\band\b|\bet\b|\bund\b|\by\b)\s*{_NAME}){{0,3}})"
_ONE = rf"(?:{_NAME}|[{UPPER}][{LOWER}]{{1,20}}|@[\w-]{{2,30}})"
_SHAPES = {
    "speaker-colon-title": re.compile(rf"{_LIST}\s*(?:\([^()]{{2,40}}\)\s*)?:\s+(?P<title>\S.{{2,}})"),
    "speaker-dash-title": re.compile(rf"{_LIST}\s*(?:\([^()]{{2,40}}\)\s*)?\s(?:-{{1,3}}|–|—|\|)\s+(?P<title>\S.{{2,}})"),
    "title-dash-speaker": re.compile(rf"(?P<title>.{{3,160}}?)\s(?:-{{1,3}}|–|—|\|)\s+{_LIST}\s*(?:\([^()]{{2,60}}\))?\W*$"),
    "title-comma-speaker": re.compile(rf"(?P<title>.{{3,160}}?)(?:\s*,|[!?])\s+{_LIST}\s*(?:\([^()]{{2,60}}\))?\W*$"),
    "title-by-speaker": re.compile(rf"(?P<title>.{{3,160}}?),?\s+(?:by|par|von|por|pel[oa]|da|do|de)\s+{_LIST}\s*(?:\([^()]{{2,60}}\))?\W*$"),
    "title-speaker-in-brackets": re.compile(
        rf"(?P<title>.{{3,160}})\s\((?P<who>{_ONE}(?:\s*(?:,|&|\+|/|\band\b|\bet\b)\s*{_ONE}){{0,3}})\)\s*(?:\([^()]{{3,40}}\))?\W*$"
    ),
}
"""How the items of a programme may be built; a list is built in one way."""
_PART = re.compile(_ONE)
_FEWEST = 3  # items that make a programme


def lists(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the items of each list: neighbours of one depth under one passage.

    Args:
        passages: of one document, in order.
    """
    group: list[Passage] = []
    for passage in passages:
        if passage.kind != "item":
            if group and passage.parent not in group:
                yield group
                group = []
            continue
        if group and (passage.parent is not group[0].parent or passage.block.level != group[0].block.level):
            if passage.parent in group:
                continue  # nested below an item of the list
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


def is_programme(group: Sequence[Passage]) -> bool:
    """Whether most items of a list are a title of some words, a comma or "by", and a full name."""
    if len(group) < _FEWEST:
        return False
    found = sure = 0
    for n, passage in enumerate(group):
        if 2 * (found + len(group) - n) < len(group):
            return False  # too many are none
        line = first_line(passage.text)
        at, _, _ = lead(line)
        split = split_line(line[at:], "item", True)
        if split is None or split.rule not in ("title-comma-speaker", "title-by-speaker", "title-of-speaker", "quoted-title-by"):
            continue
        (i, j), (a, b) = split.title, split.speakers[0]
        if len(line[at + i : at + j].split()) > 2:
            found += 1
            sure += names.starts_with_first_name(line[at + a : at + b].strip())
    return found >= _FEWEST and 2 * found >= len(group) and sure > 0


def is_bracketed(group: Sequence[Passage]) -> bool:
    """Whether most items of a list are a title and in brackets the full names of those who gave it, nearly each another's."""
    givers: list[str] = []
    found = 0
    for passage in group:
        line = first_line(passage.text)
        at, _, _ = lead(line)
        match = _SHAPES["title-speaker-in-brackets"].match(line[at:])
        if match is None or not match["title"][:1].isupper() or not title_like(match["title"]):
            continue
        who = [m.group() for m in _PART.finditer(match["who"])]
        if all(names.starts_with_first_name(name) for name in who):
            givers += who
            found += 1
    return found >= 3 and 3 * found >= 2 * len(group) and 5 * len(set(givers)) >= 4 * len(givers)


def shape_of(rules: Sequence[str]) -> str:
    """Return the shape that most of a list's items have, by the rules that read them; "" if there is no such shape.

    Args:
        rules: for each item the rule that read it, "" for one that none did.
    """
    shapes = Counter(rule for rule in rules if rule in _SHAPES)
    if not shapes:
        return ""
    shape, n = max(shapes.items(), key=lambda pair: (pair[1], pair[0]))
    return shape if (n >= 3 and 2 * n >= len(rules)) or (n == 2 and len(rules) == 3) else ""


def mirrored(one: str, other: str) -> bool:
    """Whether two shapes differ in which side of a dash the speaker stands on."""
    return {one, other} == {"speaker-dash-title", "title-dash-speaker"}


def read_as(line: str, shape: str) -> LineSplit | None:
    """Divide a line as its list's others are divided, whatever its names look like; None if it is not so built.

    Args:
        line: without time, rating and number.
        shape: a rule's name, from ``shape_of``.

    >>> read_as("Zyx Q: Knots that hold", "speaker-colon-title").title
    (7, 22)
    """
    match = _SHAPES[shape].match(line)
    if match is None or not title_like(match["title"]):
        return None
    low = match.start("who")
    speakers = tuple((low + m.start(), low + m.end()) for m in _PART.finditer(match["who"]))
    return LineSplit(match.span("title"), speakers, (), shape, 0.8)
