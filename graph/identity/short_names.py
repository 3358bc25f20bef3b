"""Links between people of different write-ups by initials and given names, within what they have to do with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from hallway.graph.identity.circles import neighbours
from hallway.graph.identity.clusters import Clusters, Link
from hallway.graph.identity.person_names import abbreviates, initialled, is_full, key_of, short_forms, tokens
from hallway.graph.identity.rarity import Rarity
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet

_SURE = 0.72
_SEVERAL = 0.2
"""Other people whom a name with an initial can mean to be expected, from which on it means none."""


def by_initial(records: Sequence[Record], rarity: Rarity, clusters: Clusters) -> Iterator[Link]:
    """Names with an initial that can mean one person only of those who have to do with the same thing."""
    short = [record for record in records if not is_full(record.name) and len(tokens(record.name)) == 2]
    wanted: dict[tuple[str, str], list[Record]] = {
        (record.name, context): []
        for record in short
        for context in record.context
        if rarity.of_short(record.name, context) < _SEVERAL
    }
    for record in records:
        if is_full(record.name):
            for form in short_forms(record.name):
                for context in record.context:
                    if (form, context) in wanted:
                        wanted[form, context].append(record)
    for record in short:
        found = [
            (other, context)
            for context in sorted(record.context)
            for other in wanted.get((record.name, context), ())
        ]
        if len({clusters.cluster(other.key).records[0].key for other, _ in found}) == 1:
            other, context = found[0]
            one, two = sorted((record.key, other.key))
            detail = f"{record.name} and {other.name}, {context.partition(':')[2]}"
            yield Link(one, two, "same-initials", detail, _SURE)


def by_circle(
    sheets: Sequence[Sheet],
    records: Sequence[Record],
    known: Mapping[Key, str],
    rarity: Rarity,
    clusters: Clusters,
) -> Iterator[Link]:
    """Short names that mean one person in write-ups of one circle, and no other in either."""
    by_path: dict[str, list[Record]] = defaultdict(list)
    full: dict[str, str] = {}
    for record in records:
        by_path[record.key[0]].append(record)
        if is_full(record.name):
            given = tokens(record.name)[0]
            full[given] = key_of(record.name) if full.get(given, key_of(record.name)) == key_of(record.name) else ""
    alone = {given for given, key in full.items() if key}
    several = _shared_names(records, rarity, clusters)
    short = {
        path: [r for r in those if r.name and not is_full(r.name) and r.key not in several]
        for path, those in by_path.items()
    }
    words = {path: frozenset(_words(those)) for path, those in by_path.items()}
    wanted = {path for path, those in short.items() if those}
    writers = _writers(sheets, by_path, clusters)
    for pair in neighbours(sheets, by_path, lambda key: known.get(key, ""), writers, wanted):
        for here, there in (pair, pair[::-1]):
            for record in short.get(here, ()):
                if max(tokens(record.name), key=len) not in words[there]:
                    continue
                if (two := _meant(record, by_path[there], alone)) is not None:
                    keys = sorted((record.key, two.key))
                    yield Link(keys[0], keys[1], "same-circle", f"{record.name}, {two.name}", _SURE)


def _writers(
    sheets: Sequence[Sheet], records: Mapping[str, Sequence[Record]], clusters: Clusters
) -> dict[str, str]:
    """Who wrote each write-up, of those by writers of several: a name for whoever it is."""
    found = {}
    for sheet in sheets:
        if any(record.key[1] == sheet.author for record in records.get(sheet.path, ())):
            those = clusters.cluster((sheet.path, sheet.author)).records
            if len(those) > 1:
                found[sheet.path] = "#".join(min(record.key for record in those))
    return found


def _shared_names(records: Sequence[Record], rarity: Rarity, clusters: Clusters) -> set[Key]:
    """Who is called by a given name or an initial that several have who have to do with the same."""
    short = {r.key: (r.name, rarity.narrowest(r)) for r in records if r.name and not is_full(r.name) and r.context}
    meant: dict[tuple[str, str], set[Key]] = {place: set() for place in short.values()}
    for record in records:
        if is_full(record.name):
            for name in (tokens(record.name)[0], *short_forms(record.name)):
                for context in record.context:
                    if (name, context) in meant:
                        meant[name, context].add(clusters.cluster(record.key).records[0].key)
    return {key for key, place in short.items() if len(meant[place]) > 1}


def _words(records: Iterable[Record]) -> Iterator[str]:
    """All words by which these people are called."""
    for record in records:
        for name in (record.name, *record.aliases):
            yield from tokens(name)


def _work(record: Record) -> set[str]:
    return {what for what in record.context if what.startswith(("software:", "organization:"))}


def _meant(record: Record, others: Sequence[Record], alone: Container[str]) -> Record | None:
    """Whom a short name means among the people of another write-up: one of them, or none.

    Args:
        record: of who is called so.
        others: people of the other write-up.
        alone: given names that only one person of the corpus has.
    """
    name = record.name
    initial = " " in name
    found = [o for o in others if o.name == name or name in o.aliases or (initial and abbreviates(name, o.name))]
    if not initialled(name):
        called = [o for o in others if tokens(o.name)[:1] == (name,)]
        if len(called) > 1:
            return None  # two of that given name
        # a given name that the other write-up does not use by itself: who has it must have to do with the same things
        found = found or [o for o in called if name in alone and _work(record) & _work(o)]
    return found[0] if len(found) == 1 else None
