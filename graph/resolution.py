"""Which entities of different write-ups are one thing: the first floor of identity.

Better two nodes than one wrong one: same class and same folded name, and for events also the year, for talks also the
event. What means nothing outside its write-up (a bare first name, "the sprint", a writer whom the text never names)
gets an IRI below that write-up. People who have one page are one person.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hallway.extractors.reading import WRITEUP, Entity, Reading
from hallway.graph.iri import DEFAULT_BASE, FAMILIES, Mint, slug, web_iri

Key = tuple[str, str]
"""Path of a write-up and id of an entity in its reading."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=['’])\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def resolve(readings: Iterable[Reading], base: str = DEFAULT_BASE) -> Mapping[Key, str]:
    """Return the IRI of every entity of every reading, and of each write-up itself under the id ``WRITEUP``.

    The result depends on the set of readings only, not on their order.

    Args:
        readings: of the whole corpus, each path once.
        base: what entities' IRIs begin with.

    Raises:
        StoreError: the base is no IRI that entities can stand below.
    """
    corpus = sorted(readings, key=lambda reading: reading.path)
    mint = Mint(base)
    writeups = mint.writeups([reading.path for reading in corpus])
    iris: dict[Key, str] = {(path, WRITEUP): iri for path, iri in writeups.items()}
    events = _events(corpus, mint)
    names: dict[Key, Entity] = {}
    for reading in corpus:
        local = _Local(reading, mint, writeups[reading.path])
        for entity in reading.entities:
            key = reading.path, entity.id
            names[key] = entity
            family = family_of(entity)
            if family == "event":
                iris[key] = events.get(key) or local.iri(entity)
            elif family != "talk":
                iris[key] = local.iri(entity) if entity.local or not entity.name else mint.entity(family, entity.name)
        iris.update(_talks(reading, iris, local, mint))
    _join_people(names, iris)
    return iris


def family_of(entity: Entity) -> str:
    """Return the path that an entity's IRI stands under, by the first of its classes in the vocabulary's order."""
    return next((path for kind, path in FAMILIES.items() if kind in entity.kinds), "thing")


@dataclass(slots=True)
class _Local:
    """IRIs below one write-up, all different."""

    reading: Reading
    mint: Mint
    writeup: str
    taken: set[str] = field(default_factory=set)

    def iri(self, entity: Entity) -> str:
        """Return the IRI of an entity that no other write-up can mean."""
        family = family_of(entity)
        if entity.id == self.reading.author and not entity.name:
            candidates = ["author", entity.id]
        else:
            # a person called "Author" must not take the writer's place
            candidates = [name for name in (entity.name, entity.id) if name and slug(name) != "author"]
        for name in (*candidates, f"{entity.name} {entity.id}"):
            iri = self.mint.entity(family, name, within=self.writeup)
            if iri not in self.taken:
                break
        self.taken.add(iri)
        return iri


def _events(corpus: Sequence[Reading], mint: Mint) -> dict[Key, str]:
    """Return the IRIs of the events that can be told by name and year; all others are local.

    Where dated events of one name and year lie weeks apart (a monthly meetup), the day tells them apart.
    """
    groups: dict[tuple[str, str], dict[Key, str]] = defaultdict(dict)
    for reading in corpus:
        years, days = _dates(reading)
        for entity in reading.entities:
            if family_of(entity) == "event" and not entity.local and (year := years.get(entity.id)):
                bare = slug(_YEAR.sub(" ", entity.name)) if re.search(r"[^\W\d]", entity.name) else slug(entity.name)
                groups[bare, year][reading.path, entity.id] = days.get(entity.id, "")
    iris: dict[Key, str] = {}
    for (name, year), members in groups.items():
        starts = _first_days(sorted({day for day in members.values() if day}))
        for key, day in members.items():
            if len(set(starts.values())) < 2:
                iris[key] = mint.entity("event", f"{name}-{year}")
            elif day:
                iris[key] = mint.entity("event", f"{name}-{starts[day]}")
    return iris


def _dates(reading: Reading) -> tuple[dict[str, str], dict[str, str]]:
    """Return the year, and the first day where it is known, of a reading's events.

    A year comes from the event's name, else its start date, else from the date of the write-up that reports on it, else
    from the event it is part of or that is part of it.
    """
    years: dict[str, str] = {}
    days: dict[str, str] = {}
    whole: dict[str, set[str]] = defaultdict(set)
    events = {entity.id: entity for entity in reading.entities if family_of(entity) == "event"}
    starts: dict[str, str] = {}
    for fact in reading.facts:
        if fact.predicate == "schema:startDate" and fact.subject in events:
            starts.setdefault(fact.subject, fact.object)
        elif fact.predicate == "partOf" and fact.subject in events and fact.object in events:
            whole[fact.subject].add(fact.object)
            whole[fact.object].add(fact.subject)
    for id, entity in events.items():
        named = _YEAR.findall(entity.name)
        start = starts.get(id, "")
        if named:
            years[id] = named[-1] if len(named[-1]) == 4 else ("20" if named[-1] < "70" else "19") + named[-1]
        elif start[:4].isdigit():
            years[id] = start[:4]
        elif id == reading.event and reading.date[:4].isdigit():
            years[id] = reading.date[:4]
        if _DAY.match(start):
            days[id] = start[:10]
    pending = sorted(years)
    while pending:
        id = pending.pop(0)
        for other in sorted(whole[id] - years.keys()):
            years[other] = years[id]
            pending.append(other)
    return years, days


def _first_days(days: Sequence[str]) -> dict[str, str]:
    """Return for each day the first day of its cluster; days more than two weeks apart are different events."""
    first: dict[str, str] = {}
    last: date | None = None
    for day in days:
        try:
            here = date.fromisoformat(day)
        except ValueError:
            continue
        begins = last is None or (here - last).days > 14
        first[day] = day if begins else first[last.isoformat()] if last else day
        last = here
    return first


def _talks(reading: Reading, iris: Mapping[Key, str], local: _Local, mint: Mint) -> dict[Key, str]:
    """Return the IRIs of a reading's talks.

    A talk whose event only its own write-up knows is local, and so is a second one of the same title.
    """
    whole: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if fact.predicate == "partOf":
            whole[fact.subject].add(fact.object)
    found: dict[Key, str] = {}
    for entity in reading.entities:
        if family_of(entity) != "talk":
            continue
        event = "" if entity.local or not entity.name else _topmost(entity.id, whole, reading.path, iris, local.writeup)
        iri = mint.talk(entity.name, event) if event else ""
        found[reading.path, entity.id] = iri if iri and iri not in found.values() else local.iri(entity)
    return found


def _topmost(talk: str, whole: Mapping[str, set[str]], path: str, iris: Mapping[Key, str], writeup: str) -> str:
    """Return the IRI of the widest event around a talk that has one for all write-ups, "" if there is none."""
    depth = {talk: 0}
    pending = [talk]
    while pending:
        here = pending.pop(0)
        for event in sorted(whole.get(here, ()) - depth.keys()):
            depth[event] = depth[here] + 1
            pending.append(event)
    below = writeup.replace("writeup/", "event/", 1) + "/"
    known = [
        (-level, iris[path, id])
        for id, level in depth.items()
        if level and (path, id) in iris and not iris[path, id].startswith(below)
    ]
    return min(known)[1] if known else ""


def _join_people(names: Mapping[Key, Entity], iris: dict[Key, str]) -> None:
    """Give people who share a page one IRI, unless one write-up gives that page to two of them."""
    pages: dict[str, set[str]] = defaultdict(set)
    readings: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    weight: Counter[str] = Counter()
    size: dict[str, int] = defaultdict(int)
    for key, entity in names.items():
        if family_of(entity) != "person":
            continue
        iri = iris[key]
        weight[iri] += 0 if entity.local or not entity.name else 1
        size[iri] = max(size[iri], len(entity.name))
        for url in entity.urls:
            if web := web_iri(url):
                pages[_page(web)].add(iri)
                readings[_page(web)][key[0]].add(iri)
    shared = {page for page, by_path in readings.items() if any(len(people) > 1 for people in by_path.values())}
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        while parent.get(iri, iri) != iri:
            iri = parent[iri]
        return iri

    for page in sorted(pages.keys() - shared):
        first, *others = sorted({root(iri) for iri in pages[page]}, key=lambda iri: (-weight[iri], -size[iri], iri))
        for other in others:
            parent[other] = first
    for key, entity in names.items():
        if family_of(entity) == "person":
            iris[key] = root(iris[key])


def _page(url: str) -> str:
    """Return an address without what does not tell pages apart."""
    return re.sub(r"^[a-z]+://(www\.)?", "", url.casefold()).split("#")[0].rstrip("/")
