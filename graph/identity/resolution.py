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
from hallway.graph.identity.records import Key, Record, by_family, records_of
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
    """

    iris: Mapping[Key, str]
    merges: tuple[Link, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


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
    corpus = sorted(readings, key=lambda reading: reading.path)
    mint = Mint(base)
    writeups = mint.writeups([reading.path for reading in corpus])
    records = [record for reading in corpus for record in records_of(reading)]
    families = by_family(records)
    decided = _decided(decisions, records)
    minted = Minted(mint, writeups, {reading.path: reading.author for reading in corpus}, decisions.names)
    made: list[Clusters] = []
    for family in sorted(families.keys() - {"person", "event", "talk"}):
        things = same_things(families[family], decisions.different, decided)
        made.append(things)
        for cluster in in_order(things.all()):
            minted.give(cluster, thing_iris(cluster, mint))
    events, editions = same_events(corpus, families.get("event", []), decisions.different, decided)
    made.append(events)
    ordered = in_order(events.all())
    wanted = dict(zip(map(id, ordered), event_iris(ordered, editions, mint), strict=True))
    for cluster in wholes_first(ordered, editions):
        minted.give(cluster, part_iris(cluster, wanted[id(cluster)], editions, minted))
    shared = _known_to_all(minted, families)
    people = same_people(corpus, families.get("person", []), shared, decisions.different, decided)
    made.append(people)
    for cluster in in_order(people.all()):
        minted.give(cluster, person_iris(cluster, mint))
    talks, wholes = same_talks(corpus, families.get("talk", []), shared, decisions.different, decided)
    made.append(talks)
    for cluster in in_order(talks.all()):
        first = next((r for r in cluster.records if r.key in wholes and r.entity.name and not r.entity.local), None)
        minted.give(cluster, [mint.talk(first.entity.name, wholes[first.key])] if first else [])
    return Resolution(
        iris={**minted.iris, **{(path, WRITEUP): iri for path, iri in writeups.items()}},
        merges=tuple(sorted((m for one in made for m in one.merges), key=_order)),
        doubts=tuple(sorted((d for one in made for d in one.doubts), key=lambda doubt: _order(doubt.link))),
        labels=minted.labels,
    )


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
    for family, records in families.items():
        for record in records:
            given = minted.iris.get(record.key, "")
            below = minted.writeups[record.key[0]].replace("writeup/", f"{family}/", 1) + "/"
            if given and not given.startswith(below):
                found[record.key] = given
    return found
