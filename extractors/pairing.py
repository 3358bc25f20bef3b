"""Which entities of two annotations of one write-up are the same, and what follows from relations.

An entity is found when one of its names or its page is gold's, or, for talks and events, when their names' token sets
agree to 90 %; entities are paired one to one within a group of classes. What follows: ``presented`` and ``partOf`` give
``attended``, attendance passes up ``partOf``, and ``partOf`` is transitive.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GROUPS: Mapping[str, str] = {
    "Person": "Person", "Event": "Event", "Talk": "Talk", "Project": "Software", "Tool": "Software",
    "Organization": "Organization", "Place": "Place",
}  # fmt: skip
"""Classes that are compared, each with its group; entities of one group may be one thing."""

RELATIONS = (
    "attended", "willAttend", "organized", "sponsored", "presented", "attendedTalk", "partOf", "heldIn", "worksOn",
    "develops", "uses", "memberOf",
)  # fmt: skip
"""Relations that are compared."""

_AMBIENT = frozenset({"python"})
_FUZZY = frozenset({"Talk", "Event"})
_ALIKE = 90

Triple = tuple[str, str, str]
"""Subject, relation, object."""


@dataclass(frozen=True)
class Thing:
    """One entity to be paired: its group, folded names and folded pages."""

    group: str
    names: frozenset[str]
    urls: frozenset[str]


@dataclass(frozen=True)
class Annotation:
    """The entities and relations of one write-up, from gold or from a graph."""

    things: Mapping[str, Thing]
    relations: frozenset[Triple]
    author: str

    @staticmethod
    def of(things: Mapping[str, Thing], relations: Iterable[Triple], author: str) -> Annotation:
        """Leave out what is ambient everywhere (bare "Python") and relations to it."""
        kept = {i: t for i, t in things.items() if not (t.names and t.names <= _AMBIENT)}
        return Annotation(kept, frozenset(r for r in relations if r[0] in kept and r[2] in kept), author)


def thing(kind: str, names: Iterable[str], urls: Iterable[str] = ()) -> Thing:
    """Return an entity as it is compared.

    Args:
        kind: its class, one of ``GROUPS``.
        names: all that it is called, as written.
        urls: its own pages, as written.

    >>> sorted(thing("Tool", ["Élan 2", "élan-2"]).names)
    ['elan 2']
    """
    return Thing(GROUPS[kind], frozenset(fold_name(n) for n in names) - {""}, frozenset(fold_url(u) for u in urls))


def fold_name(text: str) -> str:
    """Fold a name to what is compared: ASCII letters, digits, ``+`` and ``#``.

    >>> fold_name("Élie  Bouttier!")
    'elie bouttier'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9+#]+", " ", plain).strip()


def fold_url(text: str) -> str:
    """Fold the address of a page: without scheme, ``www.``, case, and the slash at its end.

    >>> fold_url("https://www.Example.org/")
    'example.org'
    """
    return re.sub(r"^https?://(www\.)?", "", text.strip().casefold()).rstrip("/")


def closure(relations: Iterable[Triple]) -> set[Triple]:
    """Return the relations and all that follows from them."""
    facts = set(relations)
    while True:
        wider: dict[str, set[str]] = defaultdict(set)
        for s, p, o in facts:
            if p == "partOf":
                wider[s].add(o)
        new = set()
        for s, p, o in facts:
            if p in ("partOf", "attended", "willAttend"):
                new |= {(s, p, up) for up in wider[o]}
            elif p == "presented":
                new |= {(s, "attended", up) for up in wider[o]}
        if new <= facts:
            return facts
        facts |= new


def pair(gold: Annotation, said: Annotation) -> dict[str, str]:
    """Pair entities one to one, the likest first.

    Args:
        gold: what a careful reader drew.
        said: what is compared with it.

    Returns:
        For each entity of ``said`` that is one of gold's: its id → gold's id.
    """
    ranked = sorted(
        (-_likeness(g, s, i == gold.author and j == said.author), i, j)
        for i, g in gold.things.items()
        for j, s in said.things.items()
    )
    paired: dict[str, str] = {}
    used = set()
    for score, i, j in ranked:
        if score < 0 and j not in paired and i not in used:
            paired[j] = i
            used.add(i)
    return paired


def _likeness(gold: Thing, said: Thing, authors: bool) -> float:
    from rapidfuzz import fuzz

    if gold.group != said.group:
        return 0
    if authors:
        return 101
    if gold.names & said.names:
        return 100
    if gold.urls & said.urls:
        return 99
    if gold.group not in _FUZZY:
        return 0
    long = [(a, b) for a in gold.names for b in said.names if min(len(a), len(b)) > 3]
    best = max((fuzz.token_set_ratio(a, b) for a, b in long), default=0.0)
    return best if best >= _ALIKE else 0
