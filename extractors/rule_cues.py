"""Which rules of a pack a sentence calls up, told by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hallway.extractors.cues import CueTable
from hallway.extractors.literals import literals

if TYPE_CHECKING:
    from hallway.extractors.rules import Rule

_MASK = re.compile(r"⟦\w?|⟧")
MASKS = frozenset("PSETOLAH")
"""Letters of all masks (``masking``)."""


class RuleCues:
    """The rules of a pack by their cues, so that a sentence is held only against those that one of its words calls up.

    Args:
        rules: of one pack, in their order.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._table = CueTable()
        # each rule, all that it needs, and cues that are more than one word, so that a word tells too little
        self._rules: list[tuple[Rule, int, tuple[str, ...]]] = []
        self._called: dict[int, int] = {}  # bit of the cues → rules, as a set of bits too
        self._fitting: dict[frozenset[str], int] = {}
        for number, rule in enumerate(rules):
            cues = self._table.needs([frozenset(rule.cues)])
            # masks stand in no sentence, but what the pattern says beside them does
            words = [frozenset(max(_MASK.split(text), key=len) for text in clause) for clause in literals(rule.pattern)]
            needs = cues | self._table.needs(words)
            unsure = () if cues and all(cue.isascii() and cue.isalpha() for cue in rule.cues) else rule.cues
            self._rules.append((rule, needs, unsure))
            self._called[cues] = self._called.get(cues, 0) | 1 << number
        self._bits = sum(self._called)

    def rules(self, sentence: str, letters: frozenset[str] = MASKS) -> list[Rule]:
        """Return the rules, in their order, of which a cue stands in a sentence and whose pattern its words let match.

        Args:
            sentence: in lower case.
            letters: of the masks that there can be in it.
        """
        missing = self._table.missing(sentence)
        called = 0
        for bit in self._held(missing):
            called |= self._called[bit]
        found = []
        for number in _members(called & self._fits(letters)):
            rule, needs, unsure = self._rules[number]
            if not missing & needs and (not unsure or _stands(unsure, sentence)):
                found.append(rule)
        return found

    def _fits(self, letters: frozenset[str]) -> int:
        """The rules whose slots these masks can fill."""
        if letters not in self._fitting:
            fitting = (n for n, (rule, *_) in enumerate(self._rules) if all(slot & letters for slot in rule.masks))
            self._fitting[letters] = sum(1 << n for n in fitting)
        return self._fitting[letters]

    def any(self, sentence: str) -> bool:
        """Say whether a cue of any rule stands in a sentence, given in lower case."""
        held = self._held(self._table.missing(sentence))
        return any(_stands(self._rules[n][0].cues, sentence) for bit in held for n in _members(self._called[bit]))

    def _held(self, missing: int) -> Iterator[int]:
        """The bits of the cues that are not missing; 0 for those that have none."""
        if 0 in self._called:
            yield 0
        yield from (1 << n for n in _members(self._bits & ~missing))


def _members(bits: int) -> Iterator[int]:
    """The numbers in a set of bits, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _stands(cues: Sequence[str], sentence: str) -> bool:
    for cue in cues:  # noqa: SIM110  # twice as fast as any(), and asked of each sentence for a third of the rules
        if cue in sentence:
            return True
    return False
