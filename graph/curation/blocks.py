"""Blocks of lines known by their words: what an entry leaves out is found again after lines were added above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hallway.graph.curation.curation import Ignored
from hallway.graph.dataset import Lines

_QUOTED = 60
"""Characters that are quoted of a line."""
_LOOKED_AT = 20_000
"""Lines that are looked at for one that comes near."""

Bounds = tuple[int, int]
"""First and last line, from 1."""


def rows_of(source: str) -> list[str]:
    """Return the lines of a decoded source, blanks folded.

    >>> rows_of("One\\n  two   three\\r\\n")
    ['One', 'two three', '']
    """
    ends = (*(end + 1 for end in Lines.of(source).ends), len(source))
    return [" ".join(source[start:end].split()) for start, end in zip((0, *ends), ends, strict=False)]


def quoted_block(rows: Sequence[str], bounds: Bounds) -> tuple[Bounds, str, str] | None:
    """Return lines without blank ones around them, how the first of them begins, and how the last does.

    Args:
        rows: of the write-up.
        bounds: of the block.

    Returns:
        None where there is nothing but blank lines.

    >>> quoted_block(["# Notes", "", "Ada came.", "Bo left."], (2, 4))
    ((3, 4), 'Ada came.', 'Bo left.')
    """
    filled = [number for number in range(bounds[0], min(bounds[1], len(rows)) + 1) if rows[number - 1]]
    if not filled:
        return None
    first, last = filled[0], filled[-1]
    return (first, last), rows[first - 1][:_QUOTED].rstrip(), rows[last - 1][:_QUOTED].rstrip()


def find_block(rows: Sequence[str], entry: Ignored) -> Bounds | None:
    """Return where the block of an entry stands now.

    Of several places that begin so, the one that ends so after as many lines as the entry has is meant, then the one
    nearest to where it stood. Where these are as good as each other, none is.

    Args:
        rows: of the write-up.
        entry: that tells how its block begins.

    >>> find_block(["New.", "Ada came.", "Bo left."], Ignored(1, "a.md", (1, 2), begins="Ada", ends="Bo"))
    (2, 3)
    """
    begins, ends = (" ".join(text.split()) for text in (entry.begins, entry.ends))
    first, last = entry.lines
    length = last - first
    closing = [number for number, row in enumerate(rows, 1) if ends and row.startswith(ends)]
    found: list[tuple[int, int, Bounds]] = []
    for number, row in enumerate(rows, 1):
        if row.startswith(begins):
            end = _nearest(closing, number, number + length) if ends else min(number + length, len(rows))
            if end:
                found.append((abs(end - number - length), abs(number - first) if first else 0, (number, end)))
    best = sorted(found)[:2]
    if not best or (len(best) > 1 and best[0][0] == best[1][0] and best[0][1]) or (len(best) > 1 and not first):
        return None
    return best[0][2]


def near_to(rows: Sequence[str], entry: Ignored) -> int:
    """Return the line that comes nearest to how the block of an entry begins; 0 if none comes near."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(entry.begins, rows[:_LOOKED_AT], scorer=fuzz.ratio, score_cutoff=60)
    return near[2] + 1 if near else 0


def _nearest(numbers: Sequence[int], least: int, wanted: int) -> int:
    """The number that is nearest to the wanted one, of those that are no less than the least; 0 if none is."""
    at = bisect_left(numbers, wanted)
    near = [number for number in numbers[max(0, at - 1) : at + 1] if number >= least]
    return min(near, key=lambda number: abs(number - wanted), default=0)
