"""What one write-up tells of one thing, as far as it helps to say what it is: a record of record linkage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from types import MappingProxyType

from hallway.extractors import links
from hallway.extractors.reading import Entity, Reading
from hallway.graph.iri import FAMILIES, web_iri
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

Key = tuple[str, str]
"""Path of a write-up and id of an entity in its reading."""

_SHORTEST_HANDLE = 3
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_NONE: frozenset[str] = frozenset()
_NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class Record:
    """One entity of one write-up.

    Args:
        key: where it is told.
        family: path that its IRI stands under (``person``, ``event``, …).
        entity: as it was read.
        name: its name, folded.
        aliases: its other names, folded.
        pages: addresses of its own pages, without what does not tell pages apart.
        profiles: handle by host, of those pages that are somebody's profile.
        mailboxes: digests of e-mail addresses.
        context: names of what it has to do with in its write-up, each with its family in front.
        main: whether it is the event that the write-up reports on.
    """

    key: Key
    family: str
    entity: Entity
    name: str
    aliases: frozenset[str] = _NONE
    pages: frozenset[str] = _NONE
    profiles: Mapping[str, str] = field(default_factory=lambda: _NOWHERE)
    mailboxes: frozenset[str] = _NONE
    context: frozenset[str] = _NONE
    main: bool = False


def records_of(reading: Reading) -> list[Record]:
    """Return the records of one write-up's entities, in the order of their ids.

    Args:
        reading: what the write-up says.
    """
    families = {entity.id: family_of(entity) for entity in reading.entities}
    named = {e.id: intern(f"{families[e.id]}:{told_name(e)}") for e in reading.entities if e.name and not e.local}
    beside: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if not fact.literal:
            if fact.object in named:
                beside[fact.subject].add(named[fact.object])
            if fact.subject in named:
                beside[fact.object].add(named[fact.subject])
    if (main := named.get(reading.event)) is not None:
        for id, family in families.items():
            if family == "person":
                beside[id].add(main)
    same: dict[frozenset[str], frozenset[str]] = {}  # most people of a write-up have to do with the same things
    found = []
    for entity in reading.entities:
        context = frozenset(beside.get(entity.id, _NONE))
        record = Record(
            key=(reading.path, entity.id),
            family=families[entity.id],
            entity=entity,
            name=intern(fold(entity.name)),
            context=same.setdefault(context, context),
            main=entity.id == reading.event,
        )
        if entity.aliases:
            record.aliases = frozenset(intern(fold(alias)) for alias in entity.aliases) - {"", record.name}
        if entity.urls:
            record.pages = frozenset(page_of(web) for url in entity.urls if (web := web_iri(url)))
            record.profiles = _profiles(entity)
        if entity.mailboxes:
            record.mailboxes = frozenset(entity.mailboxes)
        found.append(record)
    return found


def written_on(reading: Reading) -> str:
    """Return when a write-up was written: as it says, else the day in its file's name, as site generators have it."""
    if reading.date:
        return reading.date
    match = _DATED.search(reading.path.rpartition("/")[2])
    return "-".join(match.groups()) if match else ""


def family_of(entity: Entity) -> str:
    """Return the path that an entity's IRI stands under, by the first of its classes in the vocabulary's order."""
    return next((path for kind, path in FAMILIES.items() if kind in entity.kinds), "thing")


def told_name(entity: Entity) -> str:
    """Return a name as it is compared as context: without year or number, so that editions share it.

    >>> told_name(Entity("e", ("Event",), "PyConFR 2012"))
    'pyconfr'
    """
    folded = fold(entity.name)
    bare = re.sub(r"(?: \d+)+$", "", folded) or folded
    known = gazetteers().event_series.get(bare) if "Event" in entity.kinds else None
    return fold(known.name) if known is not None else bare


def page_of(url: str) -> str:
    """Return an address without what does not tell pages apart.

    >>> page_of("https://www.Example.org/ada/#top")
    'example.org/ada'
    """
    return re.sub(r"^[a-z]+://(www\.)?", "", url.casefold()).split("#")[0].rstrip("/")


def _profiles(entity: Entity) -> dict[str, str]:
    """The handle of each profile page by its host; where one host has two, neither tells anything."""
    found: dict[str, str] = {}
    for url in entity.urls:
        handle = links.profile_handle(url).casefold()
        if len(handle) >= _SHORTEST_HANDLE:
            host = links.host_name(url)
            found[host] = handle if found.get(host, handle) == handle else ""
    return {host: handle for host, handle in found.items() if handle}


def by_family(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return records by the path that their IRIs stand under."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.family].append(record)
    return found
