"""When an event was, and which edition of which series: from its name, its dates, and the write-up that tells of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hallway.extractors.events import MEETINGS, MONTHS, SPRINTS
from hallway.extractors.reading import Reading
from hallway.graph.identity.records import Record, written_on
from hallway.graph.iri import slug
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=['’])\d\d(?!\d)")
_GLUED = re.compile(r"(?<=[^\W\d])((?:19|20)\d\d)(?!\d)")
_HOST_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_DEEP = 2
"""Parts of an address in which a year is an edition's; further down it is more often that of a post."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[#(]\s?(\d{1,3})\b\)?|\b(\d{1,3})(?:st|nd|rd|th|e|er|ère|ème|eme)\b|(?<=\s)(\d{1,3})$")
_LINKING = frozenset("of in at the de du des del di la le les el for en à a d".split())
_RELATIVE = (
    (re.compile(r"\bnext year|\bl[’']an prochain|\bannée prochaine|\bprochaine édition", re.I), 1),
    (re.compile(r"\blast year|\bl[’']an dernier|\bannée dernière|\bprécédente édition", re.I), -1),
    (re.compile(r"\bthis year|\bcette année", re.I), 0),
)


@dataclass(slots=True)
class Edition:
    """What is known of when an event was.

    Args:
        series: name without year, number and month, as slug; as the gazetteer spells it where that knows it.
        known: whether the gazetteer knows the series.
        year: four digits; "" if it cannot be told.
        number: ordinal or number in the name; "".
        day: ISO date of its first day; "" if not known.
        near: ISO date of a write-up that reports on it, where its day is not known; "".
        told: whether the year stands in its name: then it is one edition, and no meeting among many.
        often: whether events of this kind come more than once a year: meetings, sprints.
        parts: ids, in its write-up, of what it is part of.
        concrete: whether somebody was or will be there, so that one edition is meant and not the series.
    """

    series: str
    known: bool = False
    year: str = ""
    number: str = ""
    day: str = ""
    near: str = ""
    told: bool = False
    often: bool = False
    parts: set[str] = field(default_factory=set)
    concrete: bool = False


def editions_of(reading: Reading, records: Sequence[Record]) -> dict[str, Edition]:
    """Return what is known of the events of one write-up, by their ids.

    A year comes from the event's name, else its start date, else from the write-up's date where it is the event
    reported on, where people will go there, or where it is called this, next or last year's; else from the event that
    it is part of, or that is part of it. A write-up without a date is of the year of what it looks forward to.

    Args:
        reading: the write-up.
        records: of its events.
    """
    found = {record.key[1]: _named(record) for record in records}
    starts: dict[str, str] = {}
    around: dict[str, set[str]] = defaultdict(set)
    ahead: set[str] = set()
    for fact in reading.facts:
        if fact.predicate == "schema:startDate" and fact.subject in found:
            starts[fact.subject] = min(starts.get(fact.subject, fact.object), fact.object)
        elif fact.predicate == "partOf" and fact.object in found:
            if fact.subject in found:
                found[fact.subject].parts.add(fact.object)
                around[fact.subject].add(fact.object)
                around[fact.object].add(fact.subject)
            found[fact.object].concrete = True
        elif fact.object in found and fact.predicate in ("attended", "willAttend", "organized", "sponsored"):
            found[fact.object].concrete = True
            if fact.predicate == "willAttend":
                ahead.add(fact.object)
    written = date if (date := written_on(reading))[:4].isdigit() else _year_ahead(found[id] for id in ahead)
    for record in records:
        id, edition = record.key[1], found[record.key[1]]
        start = starts.get(id, "")
        if _DAY.match(start):
            edition.day = start[:10]
        elif record.main and _DAY.match(written):
            edition.near = written[:10]
        if edition.year:
            continue
        if start[:4].isdigit():
            edition.year = start[:4]
        elif written and (shift := _relative(record)) is not None:
            edition.year = str(int(written[:4]) + shift)
        elif written and (record.main or (id in ahead and edition.known)):
            edition.year = written[:4]
    pending = sorted(id for id, edition in found.items() if edition.year)
    while pending:
        id = pending.pop(0)
        for other in sorted(around[id]):
            if not found[other].year:
                found[other].year = found[id].year
                pending.append(other)
    return found


def _year_ahead(editions: Iterable[Edition]) -> str:
    """The year of what a write-up without a date looks forward to, if it is one: most likely its own."""
    years = {edition.year for edition in editions} - {""}
    return min(years) if len(years) == 1 else ""


def _named(record: Record) -> Edition:
    """What an event's names tell."""
    name = record.entity.name
    years = _years(name) or [year for alias in record.entity.aliases for year in _years(alias)] or _page_years(record)
    bare = _YEAR.sub(" ", _GLUED.sub(" ", name)) if re.search(r"[^\W\d]", name) else name
    number = next((group for match in _NUMBER.finditer(bare) for group in match.groups() if group), "")
    words = [word for word in fold(_NUMBER.sub(" ", bare)).split() if word not in MONTHS]
    while len(words) > 1 and words[-1] in _LINKING:
        words.pop()
    plain = " ".join(words) or fold(name)
    known = gazetteers().event_series
    part = bool(SPRINTS.search(name) or MEETINGS.search(name))
    # what a sprint is also called may be the conference that it is part of
    spellings = (_NUMBER.sub(" ", bare).strip(), plain, *(() if part else record.entity.aliases))
    entry = next(filter(None, map(known.get, spellings)), None)
    return Edition(
        series=slug(entry.name if entry is not None else plain),
        known=entry is not None,
        year=years[0] if len(set(years)) == 1 or _years(name) else "",
        number=number.lstrip("0"),
        told=bool(_years(name)),
        often=entry is None and part,
    )


def _years(name: str) -> list[str]:
    """The years that a name holds, the last one first."""
    found = [*_YEAR.findall(name), *_GLUED.findall(name)]
    return [year if len(year) == 4 else ("20" if year < "70" else "19") + year for year in reversed(found)]


def _page_years(record: Record) -> list[str]:
    """The years that stand in the addresses of an event's own pages: ``2031.conf.example``, ``conf.example/2031``."""
    found = []
    for page in record.pages:
        host, *path = page.split("/")
        found += _HOST_YEAR.findall(host)
        if len(path) <= _DEEP:
            found += [part for part in path if _HOST_YEAR.fullmatch(part)]
    return sorted(found)


def _relative(record: Record) -> int | None:
    """How many years from the write-up's an event is that is called this, next or last year's; None if it is not."""
    for name in (record.entity.name, *record.entity.aliases):
        for pattern, shift in _RELATIVE:
            if pattern.search(name):
                return shift
    return None


def place_of(reading: Reading) -> Mapping[str, str]:
    """Return the city, folded, that each event was held in, by their ids; events of two cities are left out."""
    names = {entity.id: entity.name for entity in reading.entities if "Place" in entity.kinds}
    found: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if fact.predicate == "heldIn" and gazetteers().is_city(names.get(fact.object, "")):
            found[fact.subject].add(fold(names[fact.object]))
    return {event: next(iter(cities)) for event, cities in found.items() if len(cities) == 1}
