"""Clusters of records that are one thing, grown link by link, the surest first; what must stay apart is never joined.

A single-link clustering under cannot-link constraints (Wagstaff and Cardie, "Clustering with instance-level
constraints", ICML 2000), where the constraints are held against whole clusters: what two members could not be, no chain
of others makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hallway.graph.identity.records import Key, Record

CERTAIN = 1.0
"""Confidence of what people decided."""
JOINED = 0.7
"""Least confidence of a link that joins; what is less sure is left to be reviewed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to take two records for one thing.

    Args:
        one: a record.
        two: another.
        reason: what kind of reason, such as ``same-page``.
        detail: what the two share, as a person may read it.
        confidence: 0..1.
    """

    one: Key
    two: Key
    reason: str
    detail: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records that are not taken for one, though something speaks for it.

    Args:
        link: what speaks for it.
        against: why it was not enough; "" where it only was not sure enough.
    """

    link: Link
    against: str = ""


@dataclass(slots=True, eq=False)
class Cluster:
    """Records taken for one thing.

    Args:
        records: in the order in which they came.
        marks: what sets it apart, by kind (``year``, ``github.com``): clusters that share a kind but no value differ.
        names: names by which ``clash`` tells that two clusters differ, with the number of records of each.
        paths: a record of each write-up that tells of it.
    """

    records: list[Record]
    marks: dict[str, frozenset[str]]
    names: dict[str, int]
    paths: dict[str, Record]


Clash = Callable[[Cluster, Cluster, Link], str]
"""Says why two clusters, the smaller one first, cannot be one though this link says so; "" if they can."""


class Clusters:
    """All clusters of one family of records.

    A record that is not joined to another has a cluster only while one asks for it: most of a large corpus are such.

    Args:
        records: each by itself at first.
        marks: what sets a record apart, by kind.
        names: names of a record that matter for ``clash``.
        clash: what else keeps clusters apart.
        different: pairs that people said are not one.
    """

    def __init__(
        self,
        records: Iterable[Record],
        *,
        marks: Callable[[Record], Mapping[str, frozenset[str]]] = lambda record: {},
        names: Callable[[Record], Iterable[str]] = lambda record: (),
        clash: Clash = lambda few, many, link: "",
        different: Sequence[tuple[Key, Key]] = (),
    ) -> None:
        self._records = {record.key: record for record in records}
        self._joined: dict[Key, Cluster] = {}
        self._marks = marks
        self._names = names
        self._clash = clash
        self._apart: dict[Key, set[Key]] = defaultdict(set)
        for one, two in different:
            self._apart[one].add(two)
            self._apart[two].add(one)
        self.merges: list[Link] = []
        self._doubts: dict[tuple[Key, Key], Doubt] = {}

    def join(self, links: Iterable[Link]) -> None:
        """Join what links say is one, the surest link first; equally sure ones in the order of their records."""
        for link in sorted(links, key=lambda k: (-k.confidence, k.one, k.two, k.reason, k.detail)):
            if link.one == link.two or link.one not in self._records or link.two not in self._records:
                continue
            if self._same(link.one, link.two):
                continue
            few, many = self.cluster(link.one), self.cluster(link.two)
            if (len(few.records), few.records[0].key) > (len(many.records), many.records[0].key):
                few, many = many, few
            against = self._against(few, many, link)
            if against or link.confidence < JOINED:
                self._doubts.setdefault((link.one, link.two), Doubt(link, against))  # the surest reason is enough
            else:
                self._merge(few, many)
                self.merges.append(link)

    @property
    def doubts(self) -> list[Doubt]:
        """What was not joined though something speaks for it, and was not joined for another reason either."""
        return [doubt for (one, two), doubt in self._doubts.items() if not self._same(one, two)]

    def cluster(self, key: Key) -> Cluster:
        """Return the cluster that a record is in."""
        if (found := self._joined.get(key)) is not None:
            return found
        record = self._records[key]
        return Cluster([record], dict(self._marks(record)), dict.fromkeys(self._names(record), 1), {key[0]: record})

    def all(self) -> list[Cluster]:
        """Return all clusters, by the key of their first record in order; their records are sorted too.

        Those of a single record tell nothing but that.
        """
        found = list({id(cluster): cluster for cluster in self._joined.values()}.values())
        for cluster in found:
            cluster.records.sort(key=lambda record: record.key)
        found += [Cluster([record], {}, {}, {}) for key, record in self._records.items() if key not in self._joined]
        return sorted(found, key=lambda cluster: cluster.records[0].key)

    def _same(self, one: Key, two: Key) -> bool:
        return (found := self._joined.get(one)) is not None and found is self._joined.get(two)

    def _against(self, few: Cluster, many: Cluster, link: Link) -> str:
        if self._apart:
            there = {record.key for record in many.records}
            if any(not self._apart[r.key].isdisjoint(there) for r in few.records if r.key in self._apart):
                return "people said that they differ"
        if link.confidence >= CERTAIN:
            return ""
        for kind, values in few.marks.items():
            other = many.marks.get(kind)
            if other is not None and values.isdisjoint(other):
                return f"{kind}: " + " and ".join(sorted(", ".join(sorted(told)) for told in (values, other)))
        return self._clash(few, many, link)

    def _merge(self, few: Cluster, many: Cluster) -> None:
        for record in (*few.records, *(many.records if len(many.records) == 1 else ())):
            self._joined[record.key] = many
        many.records += few.records
        for name, times in few.names.items():
            many.names[name] = many.names.get(name, 0) + times
        many.paths.update(few.paths)
        for kind, values in few.marks.items():
            many.marks[kind] = many.marks.get(kind, frozenset()) | values


def one_each(records: Sequence[Record]) -> bool:
    """Say whether several write-ups tell of these records, and none of two: what one gives to two is nobody's own."""
    return len(records) > 1 and len({record.key[0] for record in records}) == len(records)


def star(records: Sequence[Record], reason: str, detail: str, confidence: float) -> list[Link]:
    """Return links that join all of these records to the first of them in order: as many as are needed."""
    first, *others = sorted({record.key for record in records})
    return [Link(first, other, reason, detail, confidence) for other in others]
