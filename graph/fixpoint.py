"""Forward chaining over facts by rules, to the end: nothing more follows when this is done.

Semi-naive evaluation of Datalog (Abiteboul, Hull, Vianu: Foundations of Databases, 1995, section 13.1): each round
joins what the round before found with everything known, so that no conclusion is drawn twice from the same premises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from hallway.schema.rules import Pattern, Rule

Fact = tuple[str, str, str]
"""Subject and object as N-Triples writes them, and between them the property's bare IRI."""

Proof = tuple[int, tuple[Fact, ...]]
"""The number of a rule, and the facts that its patterns met."""

Binding = Mapping[str, str]
"""What variables stand for."""


_NOTHING: Binding = MappingProxyType({})


class Facts(Protocol):
    """Facts among which those that meet a pattern can be found."""

    def matching(self, pattern: Pattern, binding: Binding) -> Sequence[Fact]:
        """Return the facts that a pattern can mean, given what some variables stand for."""


class Known:
    """Facts, found by property and by either end."""

    __slots__ = ("all", "by_object", "by_predicate", "by_subject")

    def __init__(self) -> None:
        self.all: set[Fact] = set()
        self.by_predicate: dict[str, list[Fact]] = defaultdict(list)
        self.by_subject: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self.by_object: dict[tuple[str, str], list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        """Take a fact in; one that is there already changes nothing."""
        if fact not in self.all:
            self.all.add(fact)
            self.by_predicate[fact[1]].append(fact)
            self.by_subject[fact[0], fact[1]].append(fact)
            self.by_object[fact[1], fact[2]].append(fact)

    def matching(self, pattern: Pattern, binding: Binding) -> Sequence[Fact]:
        """Return the facts that a pattern can mean, given what some variables stand for."""
        subject, predicate, object = value_of(pattern[0], binding), pattern[1], value_of(pattern[2], binding)
        if subject and object:
            return [fact] if (fact := (subject, predicate, object)) in self.all else []
        if subject:
            return self.by_subject.get((subject, predicate), ())
        if object:
            return self.by_object.get((predicate, object), ())
        return self.by_predicate.get(predicate, ())


def fixpoint(known: Known, rules: Sequence[Rule], barred: Collection[Fact]) -> dict[Fact, list[Proof]]:
    """Add all that follows and is not barred to what is known; return it, with every proof of its first round."""
    proofs: dict[Fact, list[Proof]] = {}
    news: Known | None = None
    while news is None or news.all:
        found: dict[Fact, set[Proof]] = defaultdict(set)
        for number, rule in enumerate(rules):
            # in the first round everything is new, and one position of the body meets it all
            for first in range(len(rule.body) if news else 1):
                for binding, premises in solutions(rule.body, first, news or known, known):
                    fact = conclusion(rule.head, binding)
                    if fact[0] != fact[2] and fact[0].startswith("<") and fact not in known.all and fact not in barred:
                        found[fact].add((number, premises))
        news = Known()
        for fact in sorted(found):
            proofs[fact] = list(found[fact])
            known.add(fact)
            news.add(fact)
    return proofs


def solutions(
    body: Sequence[Pattern], first: int, news: Facts, known: Facts, given: Binding = _NOTHING
) -> Iterator[tuple[dict[str, str], tuple[Fact, ...]]]:
    """Yield what the variables of a body can stand for, and the facts that its patterns then meet.

    Args:
        body: patterns.
        first: number of the pattern that is to meet a new fact.
        news: new facts.
        known: all facts.
        given: what some variables stand for already.
    """
    order = _ordered(body, first)
    partial: list[tuple[dict[str, str], tuple[Fact, ...]]] = [({**given}, ())]
    for step, number in enumerate(order):
        pattern = body[number]
        longer = []
        for binding, premises in partial:
            for fact in (known if step else news).matching(pattern, binding):
                if (bound := bound_by(pattern, fact, binding)) is not None:
                    longer.append((bound, (*premises, fact)))
        partial = longer
    yield from partial


def _ordered(body: Sequence[Pattern], first: int) -> list[int]:
    """Return the order in which to meet patterns: each, where possible, shares a variable with those before."""
    order, rest = [first], [number for number in range(len(body)) if number != first]
    while rest:
        seen = {part for number in order for part in body[number] if part.startswith("?")}
        order.append(max(rest, key=lambda number: (len(seen.intersection(body[number])), -number)))
        rest.remove(order[-1])
    return order


def bound_by(pattern: Pattern, fact: Fact, binding: Binding) -> dict[str, str] | None:
    """Return what variables stand for if a pattern is to mean a fact of its property, None if it cannot."""
    extended = dict(binding)
    for part, value in ((pattern[0], fact[0]), (pattern[2], fact[2])):
        if part.startswith("?") and extended.setdefault(part, value) != value:
            return None
    return extended


def value_of(part: str, binding: Binding) -> str | None:
    """Return what a part of a pattern stands for, as N-Triples writes it; None for what is not bound."""
    return binding.get(part) if part.startswith("?") else f"<{part}>"


def conclusion(pattern: Pattern, binding: Binding) -> Fact:
    """Return the fact that a head gives where all its variables are bound."""
    return value_of(pattern[0], binding) or "", pattern[1], value_of(pattern[2], binding) or ""
