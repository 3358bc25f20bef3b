"""From clusters to IRIs: one each, readable, the same for the same corpus; below a write-up if only that knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from hallway.graph.identity.clusters import Cluster
from hallway.graph.identity.editions import Edition
from hallway.graph.identity.person_names import is_full, is_nick
from hallway.graph.identity.records import Key, Record
from hallway.graph.iri import Mint, slug


@dataclass(slots=True)
class Minted:
    """IRIs given out so far, no two clusters one.

    Args:
        mint: makes them.
        writeups: IRI of each write-up, by path.
        authors: id of each write-up's author, by path.
        names: what people want things to be called.
    """

    mint: Mint
    writeups: Mapping[str, str]
    authors: Mapping[str, str]
    names: Mapping[Key, str]
    iris: dict[Key, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def give(self, cluster: Cluster, wanted: Iterable[str]) -> None:
        """Give a cluster the first of these IRIs that is free, else one below its first write-up.

        Args:
            cluster: its records sorted.
            wanted: IRIs, best first; none where only its own write-up can mean it.
        """
        names = self.names
        called = sorted({names[r.key] for r in cluster.records if r.key in names}) if names else []
        if called:
            wanted = [self.mint.entity(cluster.records[0].family, called[0]), *wanted]
        iri = next((iri for iri in wanted if iri not in self.taken), "") or self._below(cluster.records[0])
        self.taken.add(iri)
        for record in cluster.records:
            self.iris[record.key] = iri
        if called:
            self.labels[iri] = called[0]

    def is_shared(self, iri: str) -> bool:
        """Whether an event's IRI means the same in all write-ups."""
        return "/" not in iri.removeprefix(f"{self.mint.base}event/")

    def again(self, iris: Mapping[Key, str]) -> None:
        """Give the records of a whole family the IRIs that they were given before, where nothing changed for it."""
        self.iris.update(iris)
        self.taken.update(iris.values())

    def _below(self, record: Record) -> str:
        """An IRI below the write-up that a record comes from."""
        path, id = record.key
        name = record.entity.name
        if id == self.authors.get(path) and not name:
            candidates: Iterable[str] = ("author", id)
        else:
            # a person called "Author" must not take the writer's place
            candidates = (text for text in (name, id) if text and slug(text) != "author")
        iri = ""
        for text in chain(candidates, (f"{name} {id}",)):
            iri = self.mint.entity(record.family, text, within=self.writeups[path])
            if iri not in self.taken:
                break
        return iri


def in_order(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Return clusters in the order in which they may choose: the most told of first."""
    return sorted(clusters, key=lambda cluster: (-len(cluster.records), cluster.records[0].key))


def called(records: Sequence[Record]) -> str:
    """Return what most of these records call it; of equally many the longest, then the first in code-point order."""
    if len(records) == 1:
        return records[0].entity.name
    names = Counter(record.entity.name for record in records if record.entity.name)
    return min(names, key=lambda name: (-names[name], -len(name), name), default="")


def thing_iris(cluster: Cluster, mint: Mint) -> list[str]:
    """Return the IRIs that software, an organisation, a place, a series or a topic may have."""
    told = [record for record in cluster.records if record.entity.name and not record.entity.local]
    return [mint.entity(cluster.records[0].family, called(told))] if told else []


def person_iris(cluster: Cluster, mint: Mint) -> list[str]:
    """Return the IRIs that a person may have: by the full name, else by a handle; a bare given name is nobody's."""
    full = [record for record in cluster.records if is_full(record.name)]
    told = full or [r for r in cluster.records if r.entity.name and not r.entity.local]
    if told:
        return [mint.entity("person", called(told))]
    nicks = [r for r in cluster.records if is_nick(r.name, r.entity.name)]
    if nicks and (len(cluster.records) > 1 or any(record.profiles for record in nicks)):
        return [mint.entity("person", called(nicks))]
    return []


def event_iris(clusters: Sequence[Cluster], editions: Mapping[Key, Edition], mint: Mint) -> list[list[str]]:
    """Return the IRIs that each event may have: by series and year, or by its day where several are of that year.

    Args:
        clusters: all events.
        editions: what is known of when each record's event was.
        mint: makes IRIs.
    """
    plain = [_edition(cluster, editions) for cluster in clusters]
    many = Counter(plain)
    wanted: list[list[str]] = []
    for cluster, name in zip(clusters, plain, strict=True):
        days = sorted({editions[record.key].day for record in cluster.records} - {""})
        if not name:
            wanted.append([])
        elif many[name] < 2 or not name[-4:].isdigit():
            wanted.append([mint.entity("event", name)])
        else:  # of a monthly meetup, the year alone names no meeting
            wanted.append([mint.entity("event", f"{name[:-4]}{day}") for day in days[:1]])
    return wanted


def wholes_first(clusters: Sequence[Cluster], editions: Mapping[Key, Edition]) -> list[Cluster]:
    """Return clusters of events so that each comes after what it is part of, and otherwise in their order."""
    of = {record.key: cluster for cluster in clusters for record in cluster.records}
    found: dict[int, Cluster] = {}
    stack = [(cluster, False) for cluster in reversed(clusters)]
    begun: set[int] = set()
    while stack:
        cluster, done = stack.pop()
        if done:
            found[id(cluster)] = cluster
        elif id(cluster) not in begun:  # what is part of itself comes where it is met
            begun.add(id(cluster))
            stack.append((cluster, True))
            stack += [(of[whole], False) for whole in reversed(_wholes(cluster, editions)) if whole in of]
    return list(found.values())


def part_iris(
    cluster: Cluster, wanted: Sequence[str], editions: Mapping[Key, Edition], minted: Minted
) -> Sequence[str]:
    """Return the IRIs that an event may have: below what it is part of, unless it is known by itself.

    The sprints of one conference are others than those of the next.

    Args:
        cluster: its records.
        wanted: IRIs that it may have by its name.
        editions: what is known of when each record's event was.
        minted: IRIs of what it is part of.
    """
    told = [record for record in cluster.records if not record.entity.local] or cluster.records
    if not _edition(cluster, editions) or any(editions[record.key].known for record in cluster.records):
        return wanted
    for iri in sorted({minted.iris[whole] for whole in _wholes(cluster, editions) if whole in minted.iris}):
        if minted.is_shared(iri):
            return [minted.mint.part(_best_series(told, editions), iri), *wanted]
    return wanted


def _wholes(cluster: Cluster, editions: Mapping[Key, Edition]) -> list[Key]:
    """What write-ups tell that an event is part of, in order."""
    return sorted({(r.key[0], whole) for r in cluster.records for whole in editions[r.key].parts})


def _edition(cluster: Cluster, editions: Mapping[Key, Edition]) -> str:
    """What names an event in all write-ups: its series and its year; "" where nothing does."""
    told = [record for record in cluster.records if not record.entity.local]
    if not told and len(cluster.records) < 2:
        return ""
    years = sorted({editions[record.key].year for record in cluster.records} - {""})
    best = _best_series(told or cluster.records, editions)
    if not years:
        return best if len(cluster.records) > 1 and told else ""
    return f"{best}-{years[0]}"


def _best_series(records: Sequence[Record], editions: Mapping[Key, Edition]) -> str:
    """The name of the series with the number of the edition, as most records tell it."""
    names: Counter[str] = Counter()
    for record in records:
        edition = editions[record.key]
        names[f"{edition.series}-{edition.number}" if edition.number else edition.series] += 1
    return min(names, key=lambda name: (-names[name], -len(name), name))
