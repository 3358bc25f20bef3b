"""What a text must hold for a regular expression to match it, and how a match begins: read off the expression itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any

EDGE = "\0"
"""Stands in a spelling where no word goes on: for ``\\b``, for ``^``, and where looking round finds no word character."""

Clause = frozenset[str]
"""Spellings in lower case of which a text must hold one."""

_MOST = 200
"""Spellings of alternatives and optional letters that are told apart, before what follows them is looked at by itself."""

_Items = Iterable[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Lead:
    """How a match may begin.

    Args:
        text: a spelling; "" where only a class of characters is known.
        characters: that class, as a pattern.
        bounded: whether no word character may stand right before it.
    """

    text: str
    characters: re.Pattern[str] | None
    bounded: bool


def literals(pattern: re.Pattern[str]) -> tuple[Clause, ...]:
    """Return what any text that a pattern matches holds, whatever its case.

    Args:
        pattern: compiled, with any flags.

    Returns:
        Clauses, each of which is true of any matching text; none where nothing can be told.

    >>> [sorted(clause) for clause in literals(re.compile(r"(?:talk|demo)s?.* by [A-Z]"))]
    [['demo', 'demos', 'talk', 'talks'], [' by ']]
    """
    return tuple(dict.fromkeys(_clauses(_parsed(pattern))))


def leads(pattern: re.Pattern[str]) -> frozenset[Lead]:
    """Return the ways in which a match of a pattern may begin, none where it may begin with nearly anything.

    >>> sorted(lead.text for lead in leads(re.compile(r"(?:the )?(?:talk|demo) [A-Z]")))
    ['demo ', 'talk ', 'the demo ', 'the talk ']
    """
    found, empty, _ = _first(_parsed(pattern), pattern.flags, False)
    return frozenset() if empty or None in found else frozenset(lead for lead in found if lead is not None)


def glance(pattern: str) -> str:
    """Return a lookahead that rules out, by two characters, most texts that no match of a pattern can begin with.

    Where case is ignored, ``re`` enters one alternative after another; before many of them, this is much faster.

    Args:
        pattern: with alternatives, whose case is ignored; "" is returned where too little can be told.

    >>> glance("sprints?|summit|camp")
    '(?-i:(?=[Cc][Aa]|[Ss][PUpu]))'
    """
    seconds: dict[str, set[str]] = {}
    for lead in leads(re.compile(pattern, re.IGNORECASE)):
        text = lead.text.strip(EDGE)
        if lead.characters or len(text) < 2 or not text[:2].isalpha():
            return ""
        seconds.setdefault(text[0], set()).add(text[1])
    pairs = [_either({first}) + _either(others) for first, others in sorted(seconds.items())]
    return f"(?-i:(?={'|'.join(pairs)}))" if pairs else ""


def _either(letters: set[str]) -> str:
    return f"[{''.join(sorted({case for letter in letters for case in (letter.lower(), letter.upper())}))}]"


def _parsed(pattern: re.Pattern[str]) -> _Items:
    if pattern.flags & re.ASCII:
        return []  # there, words end elsewhere
    parser: Any = import_module("re._parser")  # what the standard library itself compiles from
    items: _Items = parser.parse(pattern.pattern, pattern.flags)
    return items


def _spellings(op: Any, value: Any) -> set[str]:
    """All that an item of a pattern can stand for, in lower case; nothing if that is too much to tell."""
    match str(op):
        case "LITERAL":
            return {chr(value).lower()}
        case "IN" if all(str(kind) == "LITERAL" for kind, _ in value):
            return {chr(code).lower() for _, code in value}
        case "AT":
            return {"" if str(value) == "AT_NON_BOUNDARY" else EDGE}
        case "ASSERT_NOT":
            return {EDGE if _is_word(value[1]) else ""}
        case "ASSERT":
            return {EDGE if value[0] < 0 and _ends_word(value[1]) else ""}
        case "SUBPATTERN" if not value[1] & re.ASCII:
            return _together(value[-1])
        case "ATOMIC_GROUP":
            return _together(value)
        case "BRANCH":
            branches = [_together(branch) for branch in value[1]]
            return set().union(*branches) if all(branches) else set()
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[1] == 1:
            inner = _together(value[2])
            return inner | {""} if inner and not value[0] else inner
    return set()


def _together(items: _Items) -> set[str]:
    row = {""}
    for op, value in items:
        following = _spellings(op, value)
        if not following or len(row) * len(following) > _MOST:
            return set()
        row = {before + after for before, after in product(row, following)}
    return row


def _is_word(items: _Items) -> bool:
    """Whether the absence of what these items match rules out a word character."""
    (op, value), *more = items
    parts = {str(part) for pair in value for part in pair} if str(op) == "IN" else set()
    return not more and "CATEGORY_WORD" in parts and "NEGATE" not in parts


def _ends_word(items: _Items) -> bool:
    """Whether what these items match ends in a sign or blank."""
    *_, (op, value) = items
    return all(not text[-1:].isalnum() and text[-1:] != "_" for text in _spellings(op, value) or {"_"})


# --- what a text must hold -------------------------------------------------------------------------------------------
def _clauses(items: _Items) -> list[Clause]:
    """The clauses of items that follow one another."""
    found: list[Clause] = []
    row = {""}
    for op, value in items:
        following = _spellings(op, value)
        if following and len(row) * len(following) <= _MOST and str(op) != "ASSERT":
            row = {before + after for before, after in product(row, following)}
        else:
            found.append(frozenset(row))
            row = following or {""}
            if not following or str(op) == "ASSERT":
                found += _nested(op, value)
    found.append(frozenset(row))
    return [clause for clause in found if all(text.strip(EDGE) for text in clause)]


def _nested(op: Any, value: Any) -> list[Clause]:
    match str(op):
        case "SUBPATTERN" if not value[1] & re.ASCII:
            return _clauses(value[-1])
        case "ATOMIC_GROUP":
            return _clauses(value)
        case "ASSERT":
            return _clauses(value[1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
            return _clauses(value[2])
        case "BRANCH":
            branches = [_clauses(branch) for branch in value[1]]
            shared = [clause for clause in branches[0] if all(clause in branch for branch in branches)]
            return [*shared, frozenset().union(*map(_best, branches))] if all(branches) else []
    return []


def _best(clauses: list[Clause]) -> Clause:
    """The clause that fewest texts can be expected to hold: the one whose shortest spelling is longest."""
    return max(clauses, key=lambda clause: (min(len(text.strip(f"{EDGE} ")) for text in clause), -len(clause)))


# --- how a match begins ----------------------------------------------------------------------------------------------
def _first(items: _Items, flags: int, bounded: bool) -> tuple[set[Lead | None], bool, bool]:
    """The leads of items in a row, None for one of any kind; whether they can be empty; whether what follows is bounded."""
    found: set[Lead | None] = set()
    row = {""}
    for op, value in items:
        following = _spellings(op, value)
        if following and len(row) * len(following) <= _MOST:
            row = {before + after for before, after in product(row, following)}
        else:
            found |= {Lead(text.lstrip(EDGE), None, bounded or text[0] == EDGE) for text in row if text.strip(EDGE)}
            empty = {text for text in row if not text.strip(EDGE)}
            if not empty:
                return found, False, False
            bounded = bounded or "" not in empty
            more, passes, bounded = _begins(op, value, flags, bounded)
            found |= more
            if not passes:
                return found, False, bounded
            row = {""}
    found |= {Lead(text.lstrip(EDGE), None, bounded or text[0] == EDGE) for text in row if text.strip(EDGE)}
    empty = {text for text in row if not text.strip(EDGE)}
    return found, bool(empty), bounded or "" not in empty


def _begins(op: Any, value: Any, flags: int, bounded: bool) -> tuple[set[Lead | None], bool, bool]:
    match str(op):
        case "IN":
            characters = _class(value, flags)
            return {Lead("", characters, bounded) if characters is not None else None}, False, False
        case "SUBPATTERN" if not value[1] & re.ASCII:
            _, added, removed, inner = value
            return _first(inner, (flags | added) & ~removed, bounded)
        case "ATOMIC_GROUP":
            return _first(value, flags, bounded)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            found, empty, _ = _first(value[2], flags, bounded)
            # what follows one round may begin within a word
            return found | ({None} if empty else set()), empty or not value[0], bounded and not value[0]
        case "BRANCH":
            branches = [_first(branch, flags, bounded) for branch in value[1]]
            found = set().union(*(branch[0] for branch in branches))
            passing = [branch for branch in branches if branch[1]]
            return found, bool(passing), all(branch[2] for branch in passing)
    return {None}, False, False


def _class(value: Any, flags: int) -> re.Pattern[str] | None:
    """A class of characters as a pattern, None if it holds blanks or all but a few characters."""
    parts = []
    for op, code in value:
        if str(op) == "LITERAL":
            parts.append(re.escape(chr(code)))
        elif str(op) == "RANGE":
            parts.append(f"{re.escape(chr(code[0]))}-{re.escape(chr(code[1]))}")
        elif str(code) in ("CATEGORY_DIGIT", "CATEGORY_WORD"):
            parts.append(r"\d" if str(code) == "CATEGORY_DIGIT" else r"\w")
        else:
            return None
    found = re.compile(f"[{''.join(parts)}]", flags & re.IGNORECASE)
    return None if found.match(" ") or found.match("\n") else found
