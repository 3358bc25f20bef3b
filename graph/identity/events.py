"""Which events of different write-ups are one: the same series and year, and days that are not too far apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from hallway.graph.identity.clusters import Clusters, Link, one_each, star
from hallway.graph.identity.editions import Edition
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet

_EDITION, _PAGE, _PART, _SERIES = 0.9, 0.88, 0.75, 0.72
_REACH = {("day", True): 3, ("day", False): 14, ("near", True): 10, ("near", False): 100}
"""Days between two mentions of one event, by whether its days are known or only when somebody wrote of it, and whether
there are many such events a year: reports may come long after."""
_OFTEN = 3
"""Write-ups that name a series without an edition, before they are thought to mean the series as such."""


def same_events(
    sheets: Sequence[Sheet],
    records: Sequence[Record],
    different: Sequence[tuple[Key, Key]],
    decided: Iterable[Link],
) -> tuple[Clusters, dict[Key, Edition]]:
    """Tell which events are one.

    Args:
        sheets: of the corpus.
        records: of events.
        different: pairs that people said are not one.
        decided: links that people made.

    Returns:
        The clusters, and what is known of when each event was.
    """
    editions = {(sheet.path, id): edition for sheet in sheets for id, edition in sheet.editions.items()}
    places = {(sheet.path, id): place for sheet in sheets for id, place in sheet.places.items()}

    def marks(record: Record) -> dict[str, frozenset[str]]:
        edition = editions[record.key]
        told = {"year": edition.year, "number": edition.number, "city": places.get(record.key, "")}
        return {kind: frozenset({value}) for kind, value in told.items() if value}

    clusters = Clusters(records, marks=marks, different=different)
    clusters.join(decided)
    clusters.join([*_by_edition(records, editions), *_by_page(records, editions)])
    clusters.join(_by_whole(records, editions, clusters))
    clusters.join(_by_series(records, editions))
    return clusters, editions


def _by_edition(records: Sequence[Record], editions: Mapping[Key, Edition]) -> Iterator[Link]:
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        edition = editions[record.key]
        if edition.year and not record.entity.local:
            groups[edition.series, edition.year].append(record)
        elif edition.number and not record.entity.local:
            groups[edition.series, f"#{edition.number}"].append(record)
    for record in records:  # "the 24th" is one of whatever year, where no other year is told of it
        edition = editions[record.key]
        if edition.year and edition.number and (edition.series, f"#{edition.number}") in groups:
            groups[edition.series, f"#{edition.number}"].append(record)
    for (series, year), members in sorted(groups.items()):
        for together in _by_day(members, editions):
            if len(together) > 1:
                yield from star(together, "same-edition", f"{series} {year}", _EDITION)


def _by_day(records: Sequence[Record], editions: Mapping[Key, Edition]) -> list[list[Record]]:
    """Records of one series and year by their days; those without a day go with the others if these are one event."""
    dated: list[tuple[date, Record]] = []
    undated: list[Record] = []
    often = any(editions[record.key].often for record in records)
    for record in records:
        edition = editions[record.key]
        when = _date(edition.day) or _date(edition.near)
        if when is None:
            undated.append(record)
        else:
            dated.append((when, record))
    dated.sort(key=lambda pair: (pair[0], pair[1].key))
    reach = _REACH["day" if all(editions[record.key].day for _, record in dated) else "near", often]
    groups: list[list[Record]] = []
    last: date | None = None
    for when, record in dated:
        if last is None or (when - last).days > reach:
            groups.append([])
        groups[-1].append(record)
        last = when
    # of a monthly meeting, the year alone tells no two apart or together
    sure = [record for record in undated if not often or editions[record.key].told]
    if len(groups) < 2:
        groups = [[*(groups[0] if groups else []), *sure]]
        undated = [record for record in undated if often and not editions[record.key].told]
    return [*filter(None, groups), *([record] for record in undated)]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _by_page(records: Sequence[Record], editions: Mapping[Key, Edition]) -> Iterator[Link]:
    """Events of one page. One without a year in its address may be the series', so both years must be known."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        year = editions[record.key].year
        for page in record.pages:
            if year or any(sign.isdigit() for sign in page):
                by[f"{page} {year}" if not any(sign.isdigit() for sign in page) else page].append(record)
    for page in sorted(by):
        if one_each(by[page]):
            yield from star(by[page], "same-page", page.split()[0], _PAGE)


def _by_whole(records: Sequence[Record], editions: Mapping[Key, Edition], clusters: Clusters) -> Iterator[Link]:
    """Parts of one event that have one name, or that are its only sprints."""
    parts: dict[tuple[Key, str], list[Record]] = defaultdict(list)
    for record in records:
        path, _ = record.key
        edition = editions[record.key]
        for whole in sorted(edition.parts):
            cluster = clusters.cluster((path, whole))
            known = cluster.records[0].key if len({r.key[0] for r in cluster.records}) > 1 else None
            if known is not None:
                top = min(r.key for r in cluster.records)
                parts[top, "sprints" if edition.often and "sprint" in edition.series else edition.series].append(record)
    for (_, name), members in sorted(parts.items()):
        if one_each(members):
            yield from star(members, "same-part", name, _PART)


def _by_series(records: Sequence[Record], editions: Mapping[Key, Edition]) -> Iterator[Link]:
    """Mentions of a series as such: a known one, of which no edition is meant."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        edition = editions[record.key]
        if edition.known and not edition.year and not edition.number and not edition.concrete and not record.main:
            by[edition.series].append(record)
    for series in sorted(by):
        if len({record.key[0] for record in by[series]}) >= _OFTEN:
            yield from star(by[series], "same-series", series, _SERIES)
