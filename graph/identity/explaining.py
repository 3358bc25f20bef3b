"""Why two names are one thing in a graph, or why they are not."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.lookup import find, label_of
from hallway.graph.terms import term
from hallway.schema.folding import fold


@dataclass(frozen=True, slots=True)
class Told:
    """What one write-up speaks of.

    Args:
        record: IRI of what it tells of the thing.
        name: what the write-up calls it; "" if it never names it.
        source: path of the write-up.
        thing: IRI of what it was taken for.
    """

    record: str
    name: str
    source: str
    thing: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two write-ups speak of one thing, or what spoke for it in vain.

    Args:
        one: in one write-up.
        two: in another.
        rule: what kind of reason, such as ``same-page``.
        detail: what they share; "" if that is all there is to say.
        confidence: 0..1.
        against: why they were not joined all the same; "" where they were, or where it was only not sure enough.
    """

    one: Told
    two: Told
    rule: str
    detail: str
    confidence: float
    against: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whether names are one thing.

    Args:
        things: IRI and label of each thing that one of the names stands for, sorted.
        same: whether all of them are one thing.
        reasons: for one thing, the merges between what write-ups call it, from one name to the other; for several, what
            spoke for their being one, and what against.
    """

    things: tuple[tuple[str, str], ...]
    same: bool
    reasons: tuple[Reason, ...]


def why_same(store: ox.Store, one: str, two: str) -> Identity:
    """Tell why two names are one thing in the graph, or not.

    Args:
        store: the graph.
        one: a name or IRI, as ``find`` takes it.
        two: another; or the same one, for all that was joined under it.

    Raises:
        NameNotFound: nothing is called so.
    """
    things = sorted({*find(store, one), *find(store, two)})
    named = tuple((iri, label_of(store, ox.NamedNode(iri))) for iri in things)
    records = _records(store, things)
    if len(things) == 1:
        edges = _reasons(store, records, "skos:exactMatch")
        return Identity(named, True, _between(edges, records, one, two))
    found = [
        reason
        for kind in ("skos:closeMatch", "skos:exactMatch")
        for reason in _reasons(store, records, kind)
        if reason.one.thing != reason.two.thing
    ]
    return Identity(named, False, tuple(found))


def _records(store: ox.Store, things: Sequence[str]) -> dict[str, Told]:
    """What write-ups tell of these things, by the IRI of each record."""
    found = {}
    for thing in things:
        for quad in store.quads_for_pattern(None, term("prov:specializationOf"), ox.NamedNode(thing), None):
            record = quad.subject
            assert isinstance(record, ox.NamedNode)
            name = _value(store, record, "rdfs:label")
            writeup = _value(store, record, "prov:wasDerivedFrom")
            source = _value(store, ox.NamedNode(writeup), "dcterms:source") if writeup else ""
            found[record.value] = Told(record.value, name, source, thing)
    return found


def _reasons(store: ox.Store, records: Mapping[str, Told], kind: str) -> list[Reason]:
    """Statements of one kind between these records, sorted."""
    found = []
    for record in sorted(records):
        for quad in store.quads_for_pattern(None, term("rdf:subject"), ox.NamedNode(record), None):
            statement = quad.subject
            assert isinstance(statement, ox.NamedNode)
            other = _value(store, statement, "rdf:object")
            if other in records and _value(store, statement, "rdf:predicate") == term(kind).value:
                found.append(
                    Reason(
                        records[record],
                        records[other],
                        _value(store, statement, "hw:rule"),
                        _value(store, statement, "dcterms:description"),
                        float(_value(store, statement, "hw:confidence") or 0),
                        _value(store, statement, "hw:against"),
                    )
                )
    return sorted(found, key=lambda reason: (reason.one.source, reason.two.source, reason.one.record, reason.rule))


def _between(reasons: Sequence[Reason], records: Mapping[str, Told], one: str, two: str) -> tuple[Reason, ...]:
    """The merges that lead from what one name calls to what the other calls; all of them, if that tells nothing."""
    beginnings = {record for record, told in records.items() if fold(told.name) == fold(one)}
    ends = {record for record, told in records.items() if fold(told.name) == fold(two)}
    if not beginnings or not ends or beginnings & ends:
        return tuple(reasons)
    beside: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        beside[reason.one.record].append(reason)
        beside[reason.two.record].append(reason)
    came: dict[str, Reason | None] = dict.fromkeys(sorted(beginnings))
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here in ends:
            return _path(here, came)
        for reason in beside[here]:
            there = reason.two.record if reason.one.record == here else reason.one.record
            if there not in came:
                came[there] = reason
                waiting.append(there)
    return tuple(reasons)


def _path(here: str, came: Mapping[str, Reason | None]) -> tuple[Reason, ...]:
    path: list[Reason] = []
    while (reason := came[here]) is not None:
        path.append(reason)
        here = reason.two.record if reason.one.record == here else reason.one.record
    return tuple(reversed(path))


def _value(store: ox.Store, subject: ox.NamedNode, name: str) -> str:
    values = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(subject, term(name), None, None)
        if isinstance(quad.object, (ox.NamedNode, ox.Literal))
    )
    return values[0] if values else ""
