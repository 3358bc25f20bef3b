"""Which write-ups speak of one small circle of people: minutes of one group, reports of one team's sprints.

There a short name means in one what it means in the other; elsewhere it does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from hallway.extractors.reading import Reading
from hallway.graph.identity.person_names import is_full, key_of, tokens
from hallway.graph.identity.records import Key, Record, told_name, written_on

_MOST = 200
"""Write-ups that share something, beyond which it tells no circle: half a corpus names Python."""
_ENOUGH = 2.0
"""Weight of what two write-ups must share."""
_STRONG, _WEAK = 1.0, 0.5
"""Weight of a series, a host, a project, a full name; and of an organisation, a short name."""
_MANY, _SHARE = 4, 0.5
"""Short names that two write-ups must share where they share nothing else, and the share of the shorter list that is:
two lists of thirty first names have five in common by chance."""
_YEARS = 2
"""Years after which a circle may have other people of the same short names."""


def neighbours(
    readings: Sequence[Reading], records: Mapping[str, Sequence[Record]], known: Callable[[Key], str]
) -> list[tuple[str, str]]:
    """Return pairs of write-ups of one circle, each the next of its circle in order of their dates.

    Args:
        readings: of the corpus.
        records: of people, by the path of their write-up.
        known: what a record's entity was taken for so far, across write-ups; "" if only its own knows it.
    """
    dates = {reading.path: written_on(reading) for reading in readings}
    by_path = {reading.path: _signs(reading, records.get(reading.path, ()), known) for reading in readings}
    by_sign: dict[str, set[str]] = defaultdict(set)
    for path, signs in by_path.items():
        for sign in signs:
            by_sign[sign].add(path)
    shared: dict[tuple[str, str], float] = defaultdict(float)
    more_than_names: set[tuple[str, str]] = set()
    for sign in sorted(by_sign):
        paths = sorted(by_sign[sign], key=lambda path: (dates[path], path))
        if 1 < len(paths) <= _MOST:
            for pair in _near(paths):
                shared[pair] += _WEAK if sign.startswith(("organization ", "short ")) else _STRONG
                if not sign.startswith("short "):
                    more_than_names.add(pair)
    names = {path: {sign for sign in signs if sign.startswith("short ")} for path, signs in by_path.items()}

    def told(pair: tuple[str, str]) -> bool:
        if pair in more_than_names:
            return shared[pair] >= _ENOUGH
        few, both = min(map(len, (names[pair[0]], names[pair[1]]))), len(names[pair[0]] & names[pair[1]])
        return both >= _MANY and both >= _SHARE * few

    return sorted(pair for pair in shared if told(pair) and _together(dates[pair[0]], dates[pair[1]]))


def _near(paths: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of neighbours; of few all pairs, since what lies between two may lack one of their signs."""
    if len(paths) > 12:
        return [(min(pair), max(pair)) for pair in pairwise(paths)]
    return [(min(a, b), max(a, b)) for n, a in enumerate(paths) for b in paths[n + 1 :]]


def _signs(reading: Reading, people: Sequence[Record], known: Callable[[Key], str]) -> set[str]:
    """What tells whose write-up it is: the series and hosts of its event, its project, its people's full names."""
    signs: set[str] = set()
    entities = {entity.id: entity for entity in reading.entities}
    main = entities.get(reading.event)
    if main is not None and main.name:
        signs.add(f"series {told_name(main)}")
    for fact in reading.facts:
        if fact.predicate in ("organized", "develops", "memberOf"):
            for end in (fact.subject, fact.object):
                if end in entities and "Organization" in entities[end].kinds:
                    signs.add(f"group {known((reading.path, end)) or told_name(entities[end])}")
        elif fact.predicate == "worksOn" and fact.object in entities:
            signs.add(f"project {known((reading.path, fact.object)) or told_name(entities[fact.object])}")
    for fact in reading.facts:
        if fact.predicate == "heldIn" and fact.object in entities:
            signs.add(f"organization {told_name(entities[fact.object])}")
    for entity in reading.entities:
        if "Organization" in entity.kinds and entity.name:
            signs.add(f"organization {known((reading.path, entity.id)) or told_name(entity)}")
    for record in people:
        signs.update(f"person {key_of(name)}" for name in (record.name, *record.aliases) if is_full(name))
        signs.update(f"person {handle}" for handle in record.profiles.values())
        signs.update(f"short {short}" for short in _shorts(record))
    return signs


def _shorts(record: Record) -> set[str]:
    """What a person may be called for short: the given name, and with the initial of the family name."""
    words = tokens(record.name)
    shorts = {name for name in (record.name, *record.aliases) if name and not is_full(name)}
    return shorts | ({words[0]} if len(words) > 1 and len(words[0]) > 1 else set())


def _together(one: str, two: str) -> bool:
    """Whether two dates, as precise as known, are near enough; write-ups without one are."""
    if not one[:4].isdigit() or not two[:4].isdigit():
        return True
    return abs(_months(one) - _months(two)) <= 12 * _YEARS


def _months(text: str) -> int:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return int(text[:4]) * 12 + 6
    return day.year * 12 + day.month
