"""Which people of different write-ups are one: by pages, handles and full names, and within a circle by short ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from hallway.extractors.reading import Reading
from hallway.graph.identity.clusters import Cluster, Clusters, Link, star
from hallway.graph.identity.person_names import (
    abbreviates,
    bare,
    handles_of,
    initialled,
    is_full,
    is_nick,
    key_of,
    may_be_one,
    tokens,
)
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.settings import neighbours

_PAGE, _HANDLE, _NAME, _NICK, _SPELLING, _SHORT = 0.97, 0.9, 0.9, 0.8, 0.75, 0.72
_COMMON = 0.5
"""People of one full name to be expected, from which on a shared name alone does not make them one."""
_SITES = frozenset("blog blogs home www2 people perso pages site wiki mail about team users".split())
_BLOCK = 400
"""Names of one block, beyond which spellings are not compared."""


def same_people(
    readings: Sequence[Reading],
    records: Sequence[Record],
    known: Mapping[Key, str],
    different: Sequence[tuple[Key, Key]],
    decided: Iterable[Link],
) -> Clusters:
    """Tell which people are one.

    Args:
        readings: of the corpus.
        records: of people.
        known: what organisations, software and events were taken for across write-ups.
        different: pairs that people said are not one.
        decided: links that people made.

    Returns:
        The clusters, with the links that made them and those that were doubted.
    """
    clusters = Clusters(records, marks=_marks, names=_full_names, clash=_clash, different=different)
    clusters.join(decided)
    clusters.join([*_by_page(records), *_by_handle(records), *_by_name(records)])
    clusters.join(_by_spelling(records))
    clusters.join(_by_circle(readings, records, known, clusters))
    return clusters


def _marks(record: Record) -> dict[str, frozenset[str]]:
    """A profile on one site and another one on the same site are two people's."""
    return {host: frozenset({handle}) for host, handle in record.profiles.items()}


def _full_names(record: Record) -> list[str]:
    return [record.name] if is_full(record.name) else []


def _clash(one: Cluster, two: Cluster, link: Link) -> str:
    loose = link.reason in ("same-page", "same-handle", "same-nick")
    for a in sorted(one.names):
        for b in sorted(two.names):
            if not may_be_one(a, b, loose):
                return f"other names: {a} and {b}"
    paths = {record.key[0]: record for record in one.records}
    for record in two.records:
        beside = paths.get(record.key[0])
        # one write-up tells two people apart, unless their names say that it did so by mistake
        if beside is not None and not (is_full(beside.name) and key_of(beside.name) == key_of(record.name)):
            return f"two people in {record.key[0]}"
    return ""


def _shared(by: Mapping[str, list[Record]], reason: str, sure: float) -> Iterator[Link]:
    """Links between records that share something, unless one write-up gives it to two people: then it is nobody's."""
    for what in sorted(by):
        records = by[what]
        if len(records) > 1 and max(Counter(record.key[0] for record in records).values()) == 1:
            yield from star(records, reason, what, sure)


def _by_page(records: Sequence[Record]) -> Iterator[Link]:
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for page in record.pages:
            by[page].append(record)
    return _shared(by, "same-page", _PAGE)


def _by_handle(records: Sequence[Record]) -> Iterator[Link]:
    """Profiles of one handle on whatever sites, and people called by what is another's handle."""
    sure: dict[str, list[Record]] = defaultdict(list)
    called: dict[str, list[Record]] = defaultdict(list)
    made: dict[Key, set[str]] = {}
    for record in records:
        profiles = set(record.profiles.values())
        written = [name.strip() for name in (record.entity.name, *record.entity.aliases)]
        signed = {bare(name) for name in written if name.startswith("@")}
        for handle in profiles | signed:
            sure[handle].append(record)
        nicks = {bare(name) for name in written if " " not in name and is_nick(bare(name), name)}
        for nick in sorted((nicks | _site_names(record)) - profiles - signed - set(tokens(record.name)[1:])):
            called[nick].append(record)
        made[record.key] = handles_of(record.name)
    # "Brook" may be anyone's surname; "brook", or a profile called so, is a name that somebody chose
    chosen = sure.keys() | {nick for nick, those in called.items() if any(nick in _small(record) for record in those)}
    for nick in called.keys() - chosen:
        del called[nick]
    by_made: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for handle in made[record.key]:
            if handle in sure or handle in called:
                by_made[handle].append(record)
    for handle in sorted(by_made):
        # the handle that many would make of this name: only if the corpus has one such name
        if len({key_of(record.name) for record in by_made[handle]}) == 1:
            called[handle] += by_made[handle]
    yield from _shared(sure, "same-handle", _HANDLE)
    for handle in sorted(called):
        there = [*called[handle], *sure.get(handle, ())]
        yield from _shared({handle: list({record.key: record for record in there}.values())}, "same-nick", _NICK)


def _small(record: Record) -> set[str]:
    """Its names that are written small."""
    return {bare(name) for name in (record.entity.name, *record.entity.aliases) if name[:1].islower()}


def _site_names(record: Record) -> set[str]:
    """Names in the address of somebody's own site: ``natim.example.org`` is most likely natim's."""
    hosts = [page.split(".") for page in record.pages if "/" not in page]
    names = {host[0] for host in hosts if len(host) > 2 and len(host[0]) > 3}
    return {name for name in names - _SITES if is_nick(name, name)}


def _by_name(records: Sequence[Record]) -> Iterator[Link]:
    """People of one full name; where so many are of that name that it may be two people's, something must be shared."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if is_full(record.name) and not record.entity.local:
            by[key_of(record.name)].append(record)
    expected = _expected(by)
    for key in sorted(by):
        if len(by[key]) < 2:
            continue
        if expected[key] < _COMMON:
            yield from star(by[key], "same-name", by[key][0].entity.name, _NAME)
            continue
        beside: dict[str, list[Record]] = defaultdict(list)
        for record in by[key]:
            for context in record.context:
                beside[context].append(record)
        for context in sorted(beside):
            if len(beside[context]) > 1:
                detail = f"{by[key][0].entity.name}, {context.partition(':')[2]}"
                yield from star(beside[context], "same-name", detail, _NAME)


def _expected(names: Mapping[str, Sequence[Record]]) -> dict[str, float]:
    """How many other people of each name there may be, if given and family names were drawn apart.

    Args:
        names: a key a full name.
    """
    count = len(names)
    words: Counter[str] = Counter(word for key in names for word in key.split())
    return {key: count * _product(words[word] / count for word in key.split()) - 1 / count for key in names}


def _product(shares: Iterable[float]) -> float:
    total = 1.0
    for share in shares:
        total *= share
    return total


def _by_spelling(records: Sequence[Record]) -> Iterator[Link]:
    """Full names that differ by a typing error, of people who have something to do with the same things."""
    first: dict[str, Record] = {}
    context: dict[str, set[str]] = defaultdict(set)
    for record in sorted(records, key=lambda record: record.key):
        if is_full(record.name) and not record.entity.local:
            first.setdefault(record.name, record)
            context[record.name] |= record.context
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in first:
        words = [word for word in tokens(name) if len(word) > 1]
        # one word is right, or both begin right
        for word in words:
            blocks[f"{len(words)} {word}"].add(name)
        blocks[" ".join(word[:2] for word in words)].add(name)
    seen: set[tuple[str, str]] = set()
    for block in sorted(blocks):
        names = sorted(blocks[block])
        if len(names) > _BLOCK:
            continue
        for n, one in enumerate(names):
            for two in names[n + 1 :]:
                if (one, two) in seen or key_of(one) == key_of(two):
                    continue
                seen.add((one, two))
                if may_be_one(one, two):
                    both = sorted(context[one] & context[two])
                    sure = _SPELLING if both else 0.5
                    detail = f"{one} and {two}" + (f", {both[0].partition(':')[2]}" if both else "")
                    yield Link(first[one].key, first[two].key, "same-spelling", detail, sure)


def _by_circle(
    readings: Sequence[Reading], records: Sequence[Record], known: Mapping[Key, str], clusters: Clusters
) -> Iterator[Link]:
    """Short names that mean one person in write-ups of one circle, and no other in either."""
    by_path: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_path[record.key[0]].append(record)
    full: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if is_full(record.name):
            full[tokens(record.name)[0]].add(key_of(record.name))
    alone = {given for given, keys in full.items() if len(keys) == 1}
    for pair in neighbours(readings, by_path, lambda key: known.get(key, "")):
        for here, there in (pair, pair[::-1]):
            for record in by_path[here]:
                if (two := _meant(record, by_path[there], alone)) is not None:
                    keys = sorted((record.key, two.key))
                    yield Link(keys[0], keys[1], "same-circle", f"{record.name}, {two.name}", _SHORT)


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
    if not name or is_full(name):
        return None
    found = [o for o in others if o.name == name or name in o.aliases or abbreviates(name, o.name)]
    if not initialled(name):
        called = [o for o in others if tokens(o.name)[:1] == (name,)]
        if len(called) > 1:
            return None  # two of that given name
        # a given name that the other write-up does not use by itself: who has it must have to do with the same things
        found = found or [o for o in called if name in alone and _work(record) & _work(o)]
    return found[0] if len(found) == 1 else None
