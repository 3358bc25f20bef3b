"""Which people of different write-ups are one: by pages, handles and full names, and within a circle by short ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hallway.graph.identity.clusters import Cluster, Clusters, Link, star
from hallway.graph.identity.handles import by_handle, by_mailbox, by_page
from hallway.graph.identity.person_names import is_full, key_of, may_be_one, respelled
from hallway.graph.identity.rarity import Rarity
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet
from hallway.graph.identity.short_names import by_circle, by_initial
from hallway.graph.identity.spellings import near_names

_NAME, _SPELLING, _DOUBTED = 0.9, 0.75, 0.5
_FEW = 1.0
"""People with one word of a name to be expected by chance, from which on the other word's likeness tells nothing."""
_SLIP = 4
"""How many times as often a person must be called by another name for one to be a slip of the pen."""


def same_people(
    sheets: Sequence[Sheet],
    records: Sequence[Record],
    known: Mapping[Key, str],
    different: Sequence[tuple[Key, Key]],
    decided: Iterable[Link],
) -> Clusters:
    """Tell which people are one.

    Args:
        sheets: of the corpus.
        records: of people.
        known: what organisations, software and events were taken for across write-ups.
        different: pairs that people said are not one.
        decided: links that people made.

    Returns:
        The clusters, with the links that made them and those that were doubted.
    """
    clusters = Clusters(records, marks=_marks, names=_full_names, clash=_clash, different=different)
    clusters.join(decided)
    rarity = Rarity(records)
    clusters.join([*by_mailbox(records), *by_page(records), *by_handle(records, rarity), *_by_name(records, rarity)])
    clusters.join(_by_spelling(records, rarity))
    clusters.join(by_initial(records, rarity, clusters))
    clusters.join(by_circle(sheets, records, known, rarity, clusters))
    return clusters


def _marks(record: Record) -> dict[str, frozenset[str]]:
    """A profile on one site and another one on the same site are two people's."""
    return {host: frozenset({handle}) for host, handle in record.profiles.items()}


def _full_names(record: Record) -> list[str]:
    return [record.name] if is_full(record.name) else []


def _clash(few: Cluster, many: Cluster, link: Link) -> str:
    loose = link.reason in ("same-mailbox", "same-page", "same-handle", "same-nick")
    if few.names.keys() != many.names.keys():
        for a in _usual(few):
            for b in _usual(many):
                if a != b and not may_be_one(a, b, loose):
                    return f"other names: {a} and {b}"
    for record in few.records:
        beside = many.paths.get(record.key[0])
        # one write-up tells two people apart, unless their names say that it did so by mistake
        if beside is not None and not (is_full(beside.name) and key_of(beside.name) == key_of(record.name)):
            return f"two people in {record.key[0]}"
    return ""


def _usual(cluster: Cluster) -> list[str]:
    """Its names, without those so seldom beside another that they are slips: two slips may have little in common."""
    most = max(cluster.names.values(), default=0)
    return sorted(name for name, times in cluster.names.items() if times * _SLIP > most)


def _by_name(records: Sequence[Record], rarity: Rarity) -> Iterator[Link]:
    """People of one full name; where another of that name is likely, they must have to do with the same thing."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if is_full(record.name) and not record.entity.local:
            by[key_of(record.name)].append(record)
    for key in sorted(by):
        if len(by[key]) < 2:
            continue
        if rarity.rare(key):
            yield from star(by[key], "same-name", by[key][0].entity.name, _NAME)
            continue
        beside: dict[str, list[Record]] = defaultdict(list)
        for record in by[key]:
            for context in record.context:
                beside[context].append(record)
        for context in sorted(beside):
            if len(beside[context]) > 1 and rarity.rare(key, context):
                detail = f"{by[key][0].entity.name}, {context.partition(':')[2]}"
                yield from star(beside[context], "same-name", detail, _NAME)


def _by_spelling(records: Sequence[Record], rarity: Rarity) -> Iterator[Link]:
    """Full names that differ by a typing error, of people who have something to do with the same things."""
    first: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in sorted(records, key=lambda record: record.key):
        if is_full(record.name) and not record.entity.local:
            first[key_of(record.name)].setdefault("", record)
            for context in record.context:
                first[key_of(record.name)].setdefault(context, record)
    for one, two in near_names({by[""].name for by in first.values()}):
        a, b = first[key_of(one)], first[key_of(two)]
        same = set(key_of(one).split()) & set(key_of(two).split())
        both = [c for c in sorted(a.keys() & b.keys()) if c and all(rarity.of_word(word, c) < _FEW for word in same)]
        for context in both:
            detail = f"{one} and {two}, {context.partition(':')[2]}"
            yield Link(a[context].key, b[context].key, "same-spelling", detail, _SPELLING)
        if not both:
            # Nicolas and Nicholas are one name: with a family name that nobody else has they are one person, and so are
            # names of three words, whatever the slips in them
            alike = respelled(one, two) or len(key_of(one).split()) > 2
            sure = alike and rarity.hardly_two(key_of(one), key_of(two))
            yield Link(a[""].key, b[""].key, "same-spelling", f"{one} and {two}", _SPELLING if sure else _DOUBTED)
