"""Why something was missed or invented, as far as the two annotations of a write-up tell.

A relation is missed because one of its ends was not found, or because nothing joined them; it is invented because one
of its ends is not gold's, or because gold does not join them so. An end that is not found may still be there under
another class, under a shorter or longer name, or twice. Every mistake has one cause, the first that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hallway.extractors.pairing import Annotation, Thing, Triple, fold_name

_APART = "not joined"


class Causes:
    """Tells the cause of each mistake in one write-up.

    Args:
        gold: what a careful reader drew.
        said: what is held against it.
        paired: the entities of ``said`` that are gold's; see ``extractors.pairing.pair``.
        true: gold's relations and what follows from them.
        told: the same of ``said``, with gold's entities in place of those that are paired.
    """

    def __init__(
        self,
        gold: Annotation,
        said: Annotation,
        paired: Mapping[str, str],
        true: Iterable[Triple],
        told: Iterable[tuple[str | None, str, str | None]],
    ) -> None:
        self._gold = gold
        self._said = said
        self._paired = paired
        self._true = frozenset(true)
        self._told = frozenset(told)
        found = set(paired.values())
        self._missed = {i: thing for i, thing in gold.things.items() if i not in found}
        self._found = {i: thing for i, thing in gold.things.items() if i in found}
        self._invented = {j: thing for j, thing in said.things.items() if j not in paired}

    def of_missed_entity(self, entity: str) -> str:
        """Return why one of gold's entities was not found."""
        asked = self._missed[entity]
        if _named_alike(asked, self._said.things.values(), same=False):
            how = "found under another class"
        elif _overlaps(asked, self._invented.values()):
            how = "found under a shorter or longer name"
        else:
            how = "not found"
        return f"{asked.group.casefold()} {how}"

    def of_invented_entity(self, entity: str) -> str:
        """Return why an entity is not gold's."""
        given = self._invented[entity]
        if _named_alike(given, self._found.values(), same=True) or _overlaps(given, self._found.values()):
            how = "found twice"
        elif _named_alike(given, self._gold.things.values(), same=False):
            how = "of another class in gold"
        elif _overlaps(given, self._missed.values()):
            how = "of a shorter or longer name in gold"
        else:
            how = "not in gold"
        return f"{given.group.casefold()} {how}"

    def of_missed(self, fact: Triple, evidence: str) -> str:
        """Return why one of gold's relations was not found.

        Args:
            fact: as gold has it.
            evidence: the words that gold gives for it.
        """
        bad = [end for end in (fact[0], fact[2]) if end in self._missed]
        if len(bad) == 2:
            return "neither end found"
        if bad:
            return self.of_missed_entity(bad[0])
        joined = _joined(fact, self._told)
        if joined != _APART:
            return f"both ends found, {joined}"
        words = f" {fold_name(evidence)} "
        ends = (self._gold.things[end].names for end in (fact[0], fact[2]))
        named = sum(any(f" {name} " in words for name in names) for names in ends)
        return f"both ends found, {joined}, evidence names {('neither', 'one', 'both')[named]}"

    def of_invented(self, fact: Triple) -> str:
        """Return why a relation is not gold's."""
        bad = [end for end in (fact[0], fact[2]) if end in self._invented]
        if len(bad) == 2:
            return "neither end in gold"
        if bad:
            return self.of_invented_entity(bad[0])
        s, p, o = fact
        return f"both ends in gold, {_joined((self._paired[s], p, self._paired[o]), self._true)} there"


def _joined(fact: Triple, relations: frozenset[tuple[str | None, str, str | None]] | frozenset[Triple]) -> str:
    """How the ends of a relation are joined where they are not joined by it."""
    s, p, o = fact
    if (o, p, s) in relations:
        return "joined the other way round"
    joined = any((a, b) in ((s, o), (o, s)) for a, _, b in relations)
    return "joined by another relation" if joined else _APART


def _named_alike(thing: Thing, others: Iterable[Thing], *, same: bool) -> bool:
    """Whether another thing has one of its names, and is of the same group or of another."""
    return any(thing.names & other.names for other in others if (other.group == thing.group) == same)


def _overlaps(thing: Thing, others: Iterable[Thing]) -> bool:
    """Whether a name of another thing of its group is one of its names with words cut off, or added."""
    theirs = [f" {name} " for other in others if other.group == thing.group for name in other.names]
    ours = [f" {name} " for name in thing.names]
    return any(a in b or b in a for a in ours for b in theirs)

