"""Which talks of different write-ups are one: the same title at the same event, or the same recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hallway.graph.identity.clusters import Clusters, Link, one_each, star
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet
from hallway.graph.iri import slug

_TITLE, _PAGE = 0.9, 0.9


def same_talks(
    sheets: Sequence[Sheet],
    records: Sequence[Record],
    events: Mapping[Key, str],
    different: Sequence[tuple[Key, Key]],
    decided: Iterable[Link],
) -> tuple[Clusters, dict[Key, str]]:
    """Tell which talks are one.

    Args:
        sheets: of the corpus.
        records: of talks.
        events: IRIs of those events that more than their own write-up can mean.
        different: pairs that people said are not one.
        decided: links that people made.

    Returns:
        The clusters, and the IRI of the widest such event around each talk.
    """
    wholes = {key: event for sheet in sheets for key, event in _wholes(sheet, events).items()}
    clusters = Clusters(records, different=different)
    clusters.join(decided)
    clusters.join([*_by_title(records, wholes), *_by_page(records)])
    return clusters, wholes


def _by_title(records: Sequence[Record], wholes: Mapping[Key, str]) -> Iterator[Link]:
    by: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.key in wholes and record.entity.name and not record.entity.local:
            by[slug(record.entity.name), wholes[record.key]].append(record)
    yield from _shared(by, "same-title", _TITLE)


def _by_page(records: Sequence[Record]) -> Iterator[Link]:
    by: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        for page in record.pages:
            by[page, ""].append(record)
    yield from _shared(by, "same-page", _PAGE)


def _shared(by: Mapping[tuple[str, str], list[Record]], reason: str, sure: float) -> Iterator[Link]:
    """Links between records that share something, where no write-up tells two of them apart."""
    for what in sorted(by):
        if one_each(by[what]):
            page, event = what
            yield from star(by[what], reason, f"{page} at {event.rpartition('/')[2]}" if event else page, sure)


def _wholes(sheet: Sheet, events: Mapping[Key, str]) -> dict[Key, str]:
    found = {}
    for record in sheet.records:
        if "Talk" in record.entity.kinds and (event := _topmost(record.key, sheet.wholes, events)):
            found[record.key] = event
    return found


def _topmost(talk: Key, above: Mapping[str, Sequence[str]], events: Mapping[Key, str]) -> str:
    path, id = talk
    depth = {id: 0}
    pending = [id]
    while pending:
        here = pending.pop(0)
        for event in above.get(here, ()):
            if event not in depth:
                depth[event] = depth[here] + 1
                pending.append(event)
    known = [(-level, events[path, id]) for id, level in depth.items() if level and (path, id) in events]
    return min(known)[1] if known else ""
