"""Which entities of different write-ups are one thing, each merge with its reason, and what IRI each has.

Better two nodes than one wrong one: nothing is joined for looking alike alone. Pages, handles, full names, series and
years join; other years, numbers, versions, full names and profiles keep apart. What means nothing outside its write-up
(a bare first name, "the sprint", a writer whom the text never names) gets an IRI below that write-up, unless the
write-ups are of one circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hallway.extractors.reading import WRITEUP, Reading
from hallway.graph.identity.clusters import CERTAIN, Clusters, Doubt, Link
from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.events import same_events
from hallway.graph.identity.minting import (
    Minted,
    event_iris,
    in_order,
    part_iris,
    person_iris,
    thing_iris,
    wholes_first,
)
from hallway.graph.identity.people import same_people
from hallway.graph.identity.records import Key, Record, by_family
from hallway.graph.identity.reuse import Family, LookedAt, Same
from hallway.graph.identity.sheets import Sheet, sheet_of
from hallway.graph.identity.talks import same_talks
from hallway.graph.identity.things import same_things
from hallway.graph.iri import DEFAULT_BASE, Mint

_NOBODY = Decisions()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found.

    Args:
        iris: of every entity of every reading, and of each write-up itself under the id ``WRITEUP``.
        merges: links that joined records of different write-ups, sorted; they form a tree over each cluster.
        doubts: links that did not join, sorted.
        labels: names that people gave, by IRI.
        looked_at: what it was made from.
    """

    iris: Mapping[Key, str]
    merges: tuple[Link, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    looked_at: LookedAt | None = field(default=None, compare=False, repr=False)


def resolve(
    readings: Iterable[Reading], base: str = DEFAULT_BASE, *, decisions: Decisions = _NOBODY
) -> Resolution:
    """Tell which entities are one, and give each an IRI.

    The result depends on the set of readings and decisions only, not on their order.

    Args:
        readings: of the whole corpus, each path once.
        base: what entities' IRIs begin with.
        decisions: what people said, which goes before everything.

    Raises:
        StoreError: the base is no IRI that entities can stand below.
    """
    return resolved(map(sheet_of, readings), base, decisions=decisions)


def resolved(
    sheets: Iterable[Sheet],
    base: str = DEFAULT_BASE,
    *,
    decisions: Decisions = _NOBODY,
    undecided: Resolution | None = None,
) -> Resolution:
    """Tell which entities are one, from the sheets of their write-ups; see ``resolve``.

    Args:
        sheets: of the whole corpus, each path once.
        base: what entities' IRIs begin with.
        decisions: what people said.
        undecided: what was found for sheets that are for the most part the same, with the same base or another, without
            decisions; what these do not touch is not looked for again.
    """
    corpus = sorted(sheets, key=lambda sheet: sheet.path)
    mint = Mint(base)
    writeups = mint.writeups([sheet.path for sheet in corpus])
    records = [record for sheet in corpus for record in sheet.records]
    families = by_family(records)
    decided = _decided(decisions, records)
    minted = Minted(mint, writeups, {sheet.path: sheet.author for sheet in corpus}, decisions.names)
    same = Same(corpus, base, decisions, undecided.looked_at if undecided else None)
    found: dict[str, Family] = {}
    for family in sorted(families.keys() - {"person", "event", "talk"}):
        if same.holds(family, families[family]):
            found[family] = same.family(family)
            minted.again(found[family].iris)
            continue
        things = same_things(families[family], decisions.different, decided)
        for cluster in in_order(things.all()):
            minted.give(cluster, thing_iris(cluster, mint))
        found[family] = _found(families[family], things, minted)
    of_events = families.get("event", [])
    if same.holds("event", of_events, whole=True):
        found["event"] = same.family("event")
        minted.again(found["event"].iris)
    else:
        events, editions = same_events(corpus, of_events, decisions.different, decided)
        ordered = in_order(events.all())
        wanted = dict(zip(map(id, ordered), event_iris(ordered, editions, mint), strict=True))
        for cluster in wholes_first(ordered, editions):
            minted.give(cluster, part_iris(cluster, wanted[id(cluster)], editions, minted))
        found["event"] = _found(of_events, events, minted)
    shared = _known_to_all(minted, families)
    of_people = families.get("person", [])
    if same.holds("person", of_people, whole=True, shared=shared):
        found["person"] = same.family("person")
        minted.again(found["person"].iris)
    else:
        people = same_people(corpus, of_people, shared, decisions.different, decided)
        for cluster in in_order(people.all()):
            minted.give(cluster, person_iris(cluster, mint))
        found["person"] = _found(of_people, people, minted)
    of_talks = families.get("talk", [])
    if same.holds("talk", of_talks, whole=True, shared=shared):
        found["talk"] = same.family("talk")
        minted.again(found["talk"].iris)
    else:
        talks, wholes = same_talks(corpus, of_talks, shared, decisions.different, decided)
        for cluster in in_order(talks.all()):
            first = next((r for r in cluster.records if r.key in wholes and r.entity.name and not r.entity.local), None)
            minted.give(cluster, [mint.talk(first.entity.name, wholes[first.key])] if first else [])
        found["talk"] = _found(of_talks, talks, minted)
    return Resolution(
        iris={**minted.iris, **{(path, WRITEUP): iri for path, iri in writeups.items()}},
        merges=tuple(sorted((m for one in found.values() for m in one.merges), key=_order)),
        doubts=tuple(sorted((d for one in found.values() for d in one.doubts), key=lambda doubt: _order(doubt.link))),
        labels=minted.labels,
        looked_at=LookedAt(base, tuple(corpus), found, shared),
    )


def _found(records: Sequence[Record], clusters: Clusters, minted: Minted) -> Family:
    iris = {record.key: minted.iris[record.key] for record in records}
    return Family(tuple(records), tuple(clusters.merges), tuple(clusters.doubts), iris)


def _order(link: Link) -> tuple[Key, Key, str]:
    return link.one, link.two, link.reason


def _decided(decisions: Decisions, records: Sequence[Record]) -> list[Link]:
    """Links that people made."""
    there = {record.key for record in records}
    found = []
    for same in decisions.same:
        members = sorted(same & there)
        found += [Link(members[0], other, "curated", "", CERTAIN) for other in members[1:]]
    return found


def _known_to_all(minted: Minted, families: Mapping[str, Sequence[Record]]) -> dict[Key, str]:
    """IRIs of things that more than their own write-up can mean."""
    found = {}
    local = {path: iri.removeprefix(f"{minted.mint.base}writeup/") + "/" for path, iri in minted.writeups.items()}
    for family, records in families.items():
        above = len(f"{minted.mint.base}{family}/")
        for record in records:
            given = minted.iris.get(record.key, "")
            if given and not given.startswith(local[record.key[0]], above):
                found[record.key] = given
    return found
