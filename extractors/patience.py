"""Regular expressions that users write must not run away: each is tried on the texts that would make it.

A pattern backtracks without end where a repetition can match one text in many ways and what follows fails: ``(\\w+ ?)+x``
on "aaaa…". So for each repetition of a pattern a text is made that repeats what it matches and ends in what nothing
matches, and the pattern is searched in longer and longer ones. See Davis et al., "The impact of regular expression denial
of service in practice", ESEC/FSE 2018.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]  # typeshed does not know it; sre_constants is deprecated
from re import _parser  # type: ignore[attr-defined]  # as above
from typing import Any

_SIZES = (*range(8, 68, 4), 96, 128, 192, 256, 400, 2000)
_LIMIT = 0.1  # seconds of processor time for one search; a good pattern needs a thousandth of it
_END = "\0"  # what no rule means to match
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def runs_away(pattern: re.Pattern[str]) -> bool:
    """Say whether a pattern takes far too long on some text of a line's length.

    Args:
        pattern: as compiled.

    >>> runs_away(re.compile(r"(\\w+ ?)+x"))
    True
    >>> runs_away(re.compile(r"(\\w+ ){0,5}x"))
    False
    """
    tried = set()
    for lead, body in _repeated(_parser.parse(pattern.pattern, pattern.flags), ""):
        if not body or (lead, body) in tried:
            continue
        tried.add((lead, body))
        for size in _SIZES:
            text = lead + body * max(1, size // (1 if size <= 64 else len(body))) + _END
            started = time.process_time()
            pattern.search(text)
            if time.process_time() - started > _LIMIT:
                return True
    return False


def _repeated(items: Sequence[tuple[Any, Any]], lead: str) -> Iterator[tuple[str, str]]:
    """Yield, for each repetition, a text that leads to it and one that it matches once, short and long."""
    for n, (op, value) in enumerate(items):
        before = lead + _sample(items[:n], False)
        if op in _REPEATS:
            if value[1] > 1:
                yield before, _sample(value[2], False)
                yield before, _sample(value[2], True)
            yield from _repeated(value[2], before)
        elif op is sre.SUBPATTERN:
            yield from _repeated(value[-1], before)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeated(value, before)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(value[1], before)


def _sample(items: Sequence[tuple[Any, Any]], long: bool) -> str:
    """A text that is matched, without regard to what looks around; the long one holds what may be left out."""
    return "".join(_one(op, value, long) for op, value in items)


def _one(op: Any, value: Any, long: bool) -> str:
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "b" if chr(value) == "a" else "a"
    if op is sre.ANY:
        return "a"
    if op is sre.IN:
        return _member(value)
    if op is sre.BRANCH:
        return _sample(value[1][-1 if long else 0], long)
    if op is sre.SUBPATTERN:
        return _sample(value[-1], long)
    if op is sre.ATOMIC_GROUP:
        return _sample(value, long)
    if op in _REPEATS:
        times: int = max(min(value[0], 4), int(long))
        return _sample(value[2], long) * times
    return ""


def _member(members: Sequence[tuple[Any, Any]]) -> str:
    if members[0][0] is sre.NEGATE:
        out = {chr(value) for op, value in members if op is sre.LITERAL}
        return next(c for c in "a 1-.\u00e9" if c not in out or c == "\u00e9")
    op, value = members[0]
    if op is sre.CATEGORY:
        return str(_CATEGORIES.get(value, "a"))
    return chr(value[0] if op is sre.RANGE else value)
