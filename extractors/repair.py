"""Mends text whose UTF-8 bytes were once read as Mac Roman, Windows-1252 or Latin-1, keeping track of every character.

ftfy judges such text well, but tells no offsets, and its plans need a whole line to be damaged alike. Here each
character that was torn apart is found for itself, and ftfy is asked only where the text shows little of it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_ROUNDS = 3  # text damaged more often than this is not worth mending
_ENOUGH = 3  # torn characters that prove a text damaged where ftfy sees nothing (an emoji in Mac Roman)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SIGN = {"macroman": "√¬‚ƒ≈ŒœÃ\uf8ff–—Ô", "windows": "ÃÂâÄÅÎÏÐÑðï"}
# Signs that stand after √ and ¬ in sound mathematics, and marks that close a word ending in one of the lead signs.
_MATHEMATICAL = frozenset("≠∞≤≥±∂∑∏π∫Ωµ°")
_CLOSING = frozenset("»”’›…–—\xa0°º™.")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text and where each of its characters comes from.

    Args:
        text: the mended text.
        offsets: ``len(text) + 1`` offsets into the damaged text, never decreasing; None where nothing changed.
    """

    text: str
    offsets: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` is to read as ``new``, which holds one character or none."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class _Torn:
    edit: Edit
    strong: bool  # no sound text looks like this


def repair(text: str) -> Repaired:
    """Mend what a wrong decoding did to a text.

    A torn character is mended where most of the text's signs outside ASCII are torn, or on a line that holds nothing
    but torn ones; lone signs such as a square root stay as they are.

    Args:
        text: text with ``\\n`` line ends.

    Returns:
        The mended text with its offsets.

    >>> repair("Le r√©sum√© d'√Ölie").text
    "Le résumé d'Ålie"
    >>> repair("√2 ≈ 1.41").offsets is None
    True
    """
    offsets: Sequence[int] | None = None
    for _ in range(_ROUNDS):
        edits = _edits(text)
        if not edits:
            break
        text, step = splice(text, edits)
        offsets = step if offsets is None else array("I", [offsets[n] for n in step])
    return Repaired(text, offsets)


def splice(text: str, edits: Iterable[Edit]) -> tuple[str, array[int]]:
    """Apply edits to a text.

    Args:
        text: the text.
        edits: in order of their place, not overlapping.

    Returns:
        The new text and, for each of its characters and its end, the offset in ``text``.

    >>> splice("a\\r\\nb", [Edit(1, 3, chr(10))])
    ('a\\nb', array('I', [0, 1, 3, 4]))
    """
    pieces: list[str] = []
    offsets = array("I")
    at = 0
    for edit in edits:
        pieces.append(text[at : edit.start])
        offsets.extend(range(at, edit.start))
        pieces.append(edit.new)
        offsets.extend([edit.start] * len(edit.new))
        at = edit.end
    pieces.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(pieces), offsets


def _edits(text: str) -> list[Edit]:
    for name in _SIGN:
        if any(sign in text for sign in _SIGN[name]):
            edits = _torn_edits(text, name)
            if edits:
                return edits
    return [
        Edit(m.start(), m.end(), _controls()[m[0]]) for m in re.finditer("[\x80-\x9f]", text) if m[0] in _controls()
    ]


def _torn_edits(text: str, name: str) -> list[Edit]:
    """Find the torn characters that are to be mended."""
    if _table(name).pattern.search(text) is None:
        return []
    whole: list[list[_Torn]] = []  # maximal runs outside ASCII that hold torn characters only
    mixed: list[list[_Torn]] = []
    sound: list[int] = []  # where runs stand that hold other signs
    for run in _FOREIGN.finditer(text):
        torn, covered = _torn(text, run.start(), run.end(), name)
        if torn and covered:
            whole.append(torn)
            continue
        sound.append(run.start())
        if torn:
            mixed.append([one for one in torn if one.strong])
    strong = sum(one.strong for torn in whole for one in torn) + sum(map(len, mixed))
    if not strong:
        return []
    found = whole + mixed if strong > len(sound) else _on_clean_lines(text, whole, sound, strong)
    return sorted((one.edit for torn in found for one in torn), key=lambda edit: edit.start)


def _on_clean_lines(text: str, whole: list[list[_Torn]], sound: list[int], strong: int) -> list[list[_Torn]]:
    """Keep the runs of lines where every sign outside ASCII is torn, and one of them surely."""
    starts = sorted(sound)
    found: list[list[_Torn]] = []
    spoiled = 0
    line: list[list[_Torn]] = []
    end = -1
    for torn in [*whole, []]:
        at = torn[0].edit.start if torn else len(text) + 1
        if at > end:
            if line and any(one.strong for run in line for one in run):
                start = text.rfind("\n", 0, line[0][0].edit.start) + 1
                while spoiled < len(starts) and starts[spoiled] < start:
                    spoiled += 1
                clean = spoiled == len(starts) or starts[spoiled] > end
                if clean and (strong >= _ENOUGH or _is_bad(text[start:end])):
                    found += line
            line = []
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        line.append(torn)
    return found


def _is_bad(line: str) -> bool:
    from ftfy.badness import is_bad  # 66 ms to import, and hardly ever needed

    return is_bad(line)


def _torn(text: str, start: int, end: int, name: str) -> tuple[list[_Torn], bool]:
    """Return the torn characters of ``text[start:end]``, and whether there is nothing else in it."""
    table = _table(name)
    found: list[_Torn] = []
    covered = True
    at = start
    plain = 0
    while at < end:
        match = table.pattern.match(text, at, end)
        sign = _mended(match[0], table.bytes) if match else None
        if match is None and name == "windows" and text[at] == "Ã" and text[at + 1 : at + 2] == " ":
            # "à" whose no-break space became a blank, or was folded into the blank behind it
            found.append(_Torn(Edit(at, at + 1 + (text[at + 2 : at + 3] == " "), "à"), False))
            at += 1
            continue
        if match is None or sign is None:
            covered = False
            at += 1
            continue
        strong = _is_strong(match[0], name, text[at - 1 : at])
        plain += not _MATHEMATICAL.issuperset(match[0][1:])
        found.append(_Torn(Edit(at, match.end(), "" if sign == "\ufeff" else sign), strong))
        at = match.end()
    if len(found) >= _ENOUGH and covered and 2 * plain >= len(found):  # a word of another script
        found = [_Torn(one.edit, True) for one in found]
    return found, covered


def _mended(torn: str, table: dict[str, int]) -> str | None:
    try:
        sign = bytes(table[char] for char in torn).decode()
    except UnicodeDecodeError:
        return None
    return sign if ord(sign) >= 0xA0 else None


def _is_strong(torn: str, name: str, before: str) -> bool:
    lead, rest = torn[0], torn[1:]
    if len(torn) > 2:
        return True
    if name == "macroman":
        return lead in "√¬" and not _MATHEMATICAL.issuperset(rest)
    return lead in "ÃÂ" and not (before.isupper() and _CLOSING.issuperset(rest))


@dataclass(frozen=True, slots=True)
class _Table:
    bytes: dict[str, int]  # sign -> the byte it was read from
    pattern: re.Pattern[str]  # a UTF-8 sequence of two to four bytes, read wrongly


@cache
def _table(name: str) -> _Table:
    if name == "macroman":
        signs = {bytes([n]).decode("mac_roman"): n for n in range(0x80, 0x100)}
        signs |= {"Ω": 0xBD, "¤": 0xDB, "Δ": 0xC6}  # the other sign that some tables have there
    else:
        signs = {chr(n): n for n in range(0x80, 0x100)} | {sign: ord(char) for char, sign in _controls().items()}
    by_byte: dict[int, str] = {}
    for sign, n in signs.items():
        by_byte[n] = by_byte.get(n, "") + sign

    def among(low: int, high: int) -> str:
        return "[" + re.escape("".join(by_byte[n] for n in range(low, high + 1))) + "]"

    rest = among(0x80, 0xBF)
    # Leads of Latin, Greek and Cyrillic letters, of punctuation and CJK signs, of emoji: the others turn
    # sound French such as l’été (’ and é are a lead and its follower in Mac Roman) into Armenian.
    two = among(0xC2, 0xC5) + "|" + among(0xCE, 0xCF) + "|" + among(0xD0, 0xD1)
    three = among(0xE2, 0xE3) + "|" + among(0xEF, 0xEF)
    four = among(0xF0, 0xF0)
    return _Table(signs, re.compile(f"(?:{four}){rest}{{3}}|(?:{three}){rest}{{2}}|(?:{two}){rest}"))


@cache
def _controls() -> dict[str, str]:
    """Return the C1 controls that stand for a sign of Windows-1252."""
    signs: dict[str, str] = {}
    for n in range(0x80, 0xA0):
        sign = bytes([n]).decode("cp1252", "ignore")
        if sign:
            signs[chr(n)] = sign
    return signs
