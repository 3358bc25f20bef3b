"""What a label's list is made of where nothing marks it as one: lines of a paragraph, short paragraphs, items without a colon before them."""

from __future__ import annotations

import itertools
import re

from hallway.extractors import names
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage

_ENTRY = re.compile(rf"\W{{0,6}}({names.FULL.pattern})\s*(?=$|[,;:(–—-])")


def lines_below(draft: Draft, passage: Passage) -> list[tuple[int, int]]:
    """Where the names stand in the lines right below a label, a name a line: "Ada Byron, treasurer"."""
    below = draft.passages[passage.index + 1] if passage.index + 1 < len(draft.passages) else None
    if below is None or below.kind != "paragraph" or below.parent is not passage.parent or len(below.text) > 4000:
        return []
    source, text = draft.document.source, below.text
    spaces = [m.start() for m in re.finditer(r"\s", text)]
    ends = [k for k in spaces if "\n" in source[slice(*below.span(k, k + 1))]] + [len(text)]
    found, lines, at = [], 0, 0
    for end in ends:
        if text[at:end].strip():
            lines += 1
            if match := _ENTRY.match(text, at, end):
                found.append(match.span(1))
        at = end + 1
    return found if lines > 1 and len(found) >= 0.7 * lines else []


_ROWS = 3
"""Short paragraphs that make a list though nothing marks them as one."""


def paragraphs_below(draft: Draft, passage: Passage) -> list[Passage]:
    """The paragraphs right below a label that are each but a name: "Présents :", then a line for each."""
    if passage.kind != "paragraph" or not passage.text.rstrip().endswith(":"):
        return []
    rows = list(
        itertools.takewhile(
            lambda p: p.kind == "paragraph" and p.parent is passage.parent and len(p.text) < 60 and bool(_ROW.fullmatch(p.text.strip())),
            draft.passages[passage.index + 1 :],
        )
    )
    return rows if len(rows) >= _ROWS else []


_ROW = re.compile(rf"(?:{names.FULL.pattern}|[{names.UPPER}][\w’'-]+(?:\s[{names.UPPER}]\.?(?:-?[{names.UPPER}]\.?)?)?)(?:\s*\([^()\n]{{1,40}}\))?")


def items_behind(draft: Draft, passage: Passage) -> list[Passage]:
    """The items right behind a line without a colon: "Présenté par", then a list."""
    if passage.kind != "paragraph":
        return []
    behind = itertools.takewhile(lambda p: p.kind == "item" and p.parent is passage.parent, draft.passages[passage.index + 1 :])
    return list(behind)
