"""Kinds of fact that can be sure: what makes them so is seen, and gold graphs vouch for each kind as a whole.

A probability that is summed from many features says little at its upper end, where few facts of few authors decide: of facts
at 0.95 on write-ups by other authors no more were right than of those at 0.8. So no fact is sure by its probability alone. It
is sure by being of a kind that is told beforehand, of which gold vouches that nearly all are right (Rivest, Learning
Decision Lists, 1987, tells facts apart in this way; here the kinds are few and fixed, since those that a search finds do
not hold with other authors).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

SURE = 0.9
"""Least confidence of a fact that is held to be sure."""

_LEAST = 15  # facts that vouch for a kind
_LEAST_AUTHORS = 3
_NEVER_SURER = 0.99
_TOLD = frozenset({"title+main", "title+main+url", "title+year+main", "title+year+main+url"})
_DATED = frozenset(how for how in _TOLD if "year" in how)


@dataclass(frozen=True)
class Kind:
    """Facts that are alike in what makes them sure.

    Args:
        name: of the kind.
        predicate: without prefix.
        seen: sets of features (``fact_features``), of each of which a fact must show one.
    """

    name: str
    predicate: str
    seen: tuple[frozenset[str], ...]


def _kind(name: str, predicate: str, *seen: str | frozenset[str]) -> Kind:
    ways = tuple(frozenset({one}) if isinstance(one, str) else one for one in ("said", *seen))
    return Kind(name, predicate, ways)


def _event(end: str, how: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{end}.told={one}" for one in how)


KINDS: tuple[Kind, ...] = (
    _kind("writer at an event of the title and a year", "attended", "s.author", _event("o", _DATED)),
    _kind("listed at an event of the title and a year", "attended", "s.role=attendee", _event("o", _DATED)),
    _kind("listed by full name", "attended", "s.role=attendee", "s.full"),
    _kind("listed in a team", "attended", "s.role=team"),
    _kind("full name beside one of many titles", "presented", "s.full", "o.titled", "o.line", "talks=6"),
    _kind("full name beside a title in a heading", "presented", "s.full", "o.titled", "o.line", "o.heading"),
    _kind("one of many titles", "partOf", "s.titled", "s.line", "talks=6", _event("o", _TOLD)),
    _kind(
        "one of some titles, event of the title and a year",
        "partOf", "s.titled", "s.line", frozenset({"talks=3", "talks=6"}), _event("o", _DATED),
    ),
    _kind("writer tells of many titles", "attendedTalk", "o.titled", "o.line", "talks=6"),
    _kind("software with its own page", "worksOn", "o.url"),
    _kind("software of a listed team", "worksOn", "s.role=team"),
    _kind("listed with an organisation", "memberOf", "s.role=attendee"),
)  # fmt: skip
"""All kinds; a model holds those that its gold vouches for."""


def kinds_of(predicate: str, features: Set[str]) -> Iterator[str]:
    """Yield the names of the kinds that a fact is of.

    Args:
        predicate: without prefix.
        features: what is seen of it.

    >>> list(kinds_of("worksOn", {"said", "o.url"}))
    ['software with its own page']
    """
    for kind in KINDS:
        if kind.predicate == predicate and not any(way.isdisjoint(features) for way in kind.seen):
            yield kind.name


def sureness(sure: Mapping[str, float], predicate: str, features: Set[str]) -> float:
    """Return the confidence of the surest kind that a fact is of, 0 if it is of none.

    Args:
        sure: confidence of each kind that is vouched for.
        predicate: without prefix.
        features: what is seen of it.
    """
    return max((sure.get(name, 0.0) for name in kinds_of(predicate, features)), default=0.0)


def vouch(facts: Iterable[tuple[str, str, Set[str], bool]]) -> dict[str, float]:
    """Tell which kinds gold vouches for.

    Args:
        facts: author, predicate, features and whether it is right, of facts that rules state.

    Returns:
        The confidence of each kind of which at least three authors show fifteen facts, and so many of them are right that
        the share is ``SURE`` or more a standard deviation below; confidence is that lower bound.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    authors: dict[str, set[str]] = defaultdict(set)
    for author, predicate, features, is_right in facts:
        for name in kinds_of(predicate, features):
            right[name].append(is_right)
            authors[name].add(author)
    sure = {}
    for name in sorted(right):
        several = right[name]
        bound = min(_NEVER_SURER, round(lower_bound(sum(several), len(several), 1), 2))
        if len(several) >= _LEAST and len(authors[name]) >= _LEAST_AUTHORS and bound >= SURE:
            sure[name] = bound
    return sure


def lower_bound(right: float, count: float, deviations: float) -> float:
    """Return Wilson's lower bound of a share, so many standard deviations off: what few facts show is believed less.

    Args:
        right: how many are.
        count: of how many, at least 1.
        deviations: how many standard deviations (Wilson 1927).

    >>> round(lower_bound(39, 39, 1), 3), round(lower_bound(10, 10, 2), 3)
    (0.975, 0.714)
    """
    share, z = right / count, deviations**2
    spread = deviations * math.sqrt(share * (1 - share) / count + z / (4 * count**2))
    return (share + z / (2 * count) - spread) / (1 + z / count)
