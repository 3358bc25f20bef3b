"""Which patterns can match a text, and where: told by its words, each of which is looked up once.

A pattern such as ``\\b(?:works?|worked) (?:at|for) NAME`` cannot match where no word holds "work", nor begin anywhere but
at a word that begins so. What words a pattern needs is read off the pattern (``literals``), so that nothing has to be
kept in step with it by hand, and each word is held against all patterns at once. Most patterns are passed over in most
passages, and tried at one or two words in the others.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from hallway.extractors.literals import EDGE, Clause, Lead, leads, literals

if TYPE_CHECKING:
    from hallway.extractors.passages import Passage

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PLAIN = "a-z0-9ß-öø-ÿāăąćĉčďđēęěğģīįłńņňőœřśšşţťūůűźżž"
_RUN = re.compile(f"[{_PLAIN}]+")
_HEAD = re.compile(f"[{_PLAIN}]+|[^\\w\\s]")
_ODD = re.compile("[ſıİßŉǰﬀ-ﬆ]")  # letters that equal others where case is ignored, or fold to others
_REMEMBERED = 1 << 16

Part = tuple[str, bool, bool]
"""Letters within a word, or a sign; whether they begin the word; whether they end it."""


class Cues(NamedTuple):
    """What a text satisfies of what patterns need."""

    all: int
    """The bits of the patterns known when the text was read."""
    missing: int
    """Those of them that no word of it has."""
    tokens: list[tuple[int, int]]
    """Where each word or sign stands that a match may begin at, and its bits."""
    starts: dict[int, list[int]]
    """Where the words stand that have a bit, kept for each bit that was asked for."""


class CueTable(dict[str, int]):
    """What each word satisfies of what patterns need, as a bit set: a bit for each clause and each set of leads."""

    def __init__(self) -> None:
        super().__init__()
        self.all = 0
        self._leads = 0
        self._bits: dict[frozenset[object], int] = {}
        self._parts: dict[str, dict[Part, int]] = defaultdict(dict)  # by their first two characters
        self._classes: dict[re.Pattern[str], int] = {}

    def needs(self, clauses: Iterable[Clause]) -> int:
        """Return the bits of a pattern's clauses; those that tell too little have none."""
        needs = 0
        for clause in clauses:
            parts = [_telling(text) for text in clause]
            if told := [part for part in parts if part is not None]:
                needs |= self._bit(frozenset(told), told) if len(told) == len(parts) else 0
        return needs

    def begins(self, leads: frozenset[Lead]) -> int:
        """Return the bit of the words that a match with these leads may begin at; 0 if it may begin at most, or elsewhere."""
        if any(lead.characters and lead.characters.match("e") for lead in leads):
            return 0
        parts = {lead: _head(lead.text) for lead in leads if not lead.characters}
        if not leads or None in parts.values() or any(not lead.bounded and not _is_sign(lead) for lead in leads):
            return 0
        bit = self._bit(leads, [part for part in parts.values() if part])
        self._leads |= bit
        for characters in {lead.characters for lead in leads if lead.characters}:
            self._classes[characters] = self._classes.get(characters, 0) | bit
        return bit

    def _bit(self, of: frozenset[object], parts: Iterable[Part]) -> int:
        if of not in self._bits:
            bit = self._bits[of] = 1 << len(self._bits)
            self.all |= bit
            for part in parts:
                those = self._parts[part[0][:2]]
                those[part] = those.get(part, 0) | bit
            self.clear()  # the words met so far were not held against it
        return self._bits[of]

    def missing(self, text: str) -> int:
        """Return the bits that no word of a text has."""
        return self.all & ~reduce(or_, map(self.__getitem__, _TOKEN.findall(text)), 0)

    def cues(self, text: str) -> Cues:
        """Return what the words of a text satisfy, and where."""
        told = [(token.start(), bits) for token in _TOKEN.finditer(text) if (bits := self[token[0]])]
        held = reduce(or_, [bits for _, bits in told], 0)
        leads = self._leads
        return Cues(self.all, self.all & ~held, [(at, bits & leads) for at, bits in told if bits & leads], {})

    def __missing__(self, word: str) -> int:
        low = word.lower()
        held = self.all if _ODD.search(word) else 0
        for at in range(len(low)):
            for key in {low[at : at + 2], low[at]}:
                for (part, first, last), bits in self._parts.get(key, {}).items():
                    if (not first or not at) and low.startswith(part, at) and (not last or at + len(part) == len(low)):
                        held |= bits
        for characters, bits in self._classes.items():
            if characters.match(word):
                held |= bits
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = held
        return held


def _telling(text: str) -> Part | None:
    """The longest part of a spelling that stands within one word, else the first sign in it; None if it tells too little."""
    run = max(_RUN.finditer(text), key=lambda run: len(run[0]), default=None)
    if run is not None:
        whole = not _goes_on(text, run.start() - 1), not _goes_on(text, run.end())
        if len(run[0]) > 1 or all(whole):
            return run[0], *whole
    return next(((sign, True, True) for sign in text if not (sign.isalnum() or sign.isspace() or sign in f"_{EDGE}")), None)


def _head(text: str) -> Part | None:
    """What a spelling begins with, as far as it stands within one word."""
    head = _HEAD.match(text)
    return (head[0], True, not _goes_on(text, head.end())) if head else None


def _goes_on(text: str, at: int) -> bool:
    """Whether a word may go on at a place in a spelling: it does unless a sign, a blank or an edge stands there."""
    return not 0 <= at < len(text) or text[at].isalnum() or text[at] == "_"


def _is_sign(lead: Lead) -> bool:
    return not lead.characters and not _goes_on(lead.text, 0)


TABLE = CueTable()
"""What the patterns of this package need."""


class CuedPattern:
    """A regular expression that is only tried on passages, and at words there, that let it match.

    >>> from hallway.extractors.document import Block
    >>> from hallway.extractors.passages import Passage
    >>> pattern = CuedPattern(r"\\bworks? at [A-Z]\\w+")
    >>> [match.group() for match in pattern.finditer(Passage(0, Block("paragraph"), "Ada works at Acme.", None))]
    ['works at Acme']
    """

    __slots__ = ("_begins", "_needs", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self._begins = TABLE.begins(leads(self.pattern))
        self._needs = TABLE.needs(literals(self.pattern)) | self._begins

    def finditer(self, passage: Passage, i: int = 0, j: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Find all matches in ``passage.text[i:j]``, as ``re.Pattern.finditer`` does."""
        cues = passage.cues
        if cues.missing & self._needs:
            return iter(())
        if cues.all & self._begins:
            return self._tried(passage.text, cues, i, j)
        return self.pattern.finditer(passage.text, i, j)

    def search(self, passage: Passage, i: int = 0, j: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match in ``passage.text[i:j]``, as ``re.Pattern.search`` does."""
        cues = passage.cues
        if cues.missing & self._needs:
            return None
        if cues.all & self._begins:
            return next(self._tried(passage.text, cues, i, j), None)
        return self.pattern.search(passage.text, i, j)

    @staticmethod
    def possible(patterns: Iterable[CuedPattern], passage: Passage) -> list[CuedPattern]:
        """Return those of many patterns that the words of a passage let match."""
        missing = passage.cues.missing
        return [pattern for pattern in patterns if not missing & pattern._needs]

    def match(self, passage: Passage) -> re.Match[str] | None:
        """Match at the beginning of a passage's text, as ``re.Pattern.match`` does."""
        return None if passage.cues.missing & self._needs else self.pattern.match(passage.text)

    def _tried(self, text: str, cues: Cues, i: int, j: int) -> Iterator[re.Match[str]]:
        begins, match = self._begins, self.pattern.match
        starts = cues.starts.get(begins)
        if starts is None:
            starts = cues.starts[begins] = [start for start, bits in cues.tokens if bits & begins]
        for n in range(bisect_left(starts, i) if i else 0, len(starts)):
            start = starts[n]
            if start >= j:
                break
            if start >= i and (found := match(text, start, j)):
                yield found
                i = found.end()
