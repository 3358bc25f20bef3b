"""All that one write-up contributes to telling who is who: a sheet, made of its reading alone.

A build that reads little anew keeps the sheets of the rest, since they are much shorter than readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hallway.extractors.reading import Reading
from hallway.graph.identity.circle_signs import Sign, signs_of
from hallway.graph.identity.editions import Edition, editions_of, place_of
from hallway.graph.identity.records import Record, records_of, written_on


@dataclass(slots=True)
class Sheet:
    """What one write-up contributes.

    Args:
        path: of the write-up.
        title: of the write-up; "" if it has none.
        author: id of the writer; "".
        written: ISO date, as ``written_on`` gives it; "".
        records: of its entities, in the order of their ids.
        editions: what is known of when its events were, by id.
        places: city, folded, of each event that was held in one, by id.
        wholes: ids of what something is part of, sorted, by its id.
        signs: of the circle that it belongs to.
    """

    path: str
    title: str
    author: str
    written: str
    records: list[Record]
    editions: Mapping[str, Edition]
    places: Mapping[str, str]
    wholes: Mapping[str, tuple[str, ...]]
    signs: tuple[Sign, ...]


def sheet_of(reading: Reading) -> Sheet:
    """Return what a write-up contributes.

    Args:
        reading: what it says.
    """
    records = records_of(reading)
    above: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        if fact.predicate == "partOf":
            above[fact.subject].add(fact.object)
    return Sheet(
        reading.path,
        reading.title,
        reading.author,
        written_on(reading),
        records,
        editions_of(reading, [record for record in records if record.family == "event"]),
        place_of(reading),
        {part: tuple(sorted(wholes)) for part, wholes in above.items()},
        signs_of(reading),
    )
