"""Which write-ups speak of one small circle of people: minutes of one group, reports of one team's sprints.

There a short name means in one what it means in the other; elsewhere it does not.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from hallway.graph.identity.person_names import is_full, key_of, tokens
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet

_MOST = 200
"""Write-ups that share something, beyond which it tells no circle: half a corpus names Python."""
_FEW = 12
"""Write-ups that share something, up to which all are neighbours of all."""
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
    sheets: Sequence[Sheet],
    records: Mapping[str, Sequence[Record]],
    known: Callable[[Key], str],
    writers: Mapping[str, str],
    wanted: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Return pairs of write-ups of one circle, each the next of its circle in order of their dates.

    Args:
        sheets: of the corpus.
        records: of people, by the path of their write-up.
        known: what a record's entity was taken for so far, across write-ups; "" if only its own knows it.
        writers: who wrote each of them, by path, where somebody wrote several.
        wanted: paths, of which one at least is to be in each pair.
    """
    if not wanted:
        return
    ordered = sorted((sheet.written, sheet.path, n) for n, sheet in enumerate(sheets))
    months = [_months(day) if day[:4].isdigit() else None for day, _, _ in ordered]
    theirs: dict[str, array[int]] = defaultdict(lambda: array("i"))  # places in this order, by sign
    signs: list[list[tuple[float, bool, array[int]]]] = []  # of each place, those that are no people first
    shorts = [frozenset(short for r in records.get(path, ()) for short in _shorts(r)) for _, path, _ in ordered]
    told = []
    for place, (_, path, n) in enumerate(ordered):
        told.append(_signs(sheets[n], records.get(path, ()), known) | {f"short {short}" for short in shorts[place]})
        if path in writers:
            told[-1].add(f"writer {writers[path]}")
    asked = [path in wanted for _, path, _ in ordered]
    sought = {sign for place, here in enumerate(told) if asked[place] for sign in here}
    for place, here in enumerate(told):
        signs.append([])
        for sign in here if asked[place] else here & sought:
            weight = _WEAK if sign.startswith(("organization ", "short ")) else _STRONG
            theirs[sign].append(place)
            signs[-1].append((weight, sign.startswith(("short ", "person ")), theirs[sign]))
        signs[-1].sort(key=itemgetter(1))
    for place, (_, path, _) in enumerate(ordered):
        shared: dict[int, float] = {}
        only_people: set[int] = set()
        for weight, people, places in signs[place]:
            for other in _next(places, place):
                if not (asked[place] or asked[other]):
                    continue
                # people may meet in two circles: they alone make no two write-ups one circle's
                if other in shared or not people:
                    shared[other] = shared.get(other, 0) + weight
                else:
                    only_people.add(other)
        near = [other for other, weight in shared.items() if weight >= _ENOUGH]
        near += [other for other in only_people if _much(shorts[place], shorts[other])]
        for other in sorted(near):
            if _together(months[place], months[other]):
                there = ordered[other][1]
                yield min(path, there), max(path, there)


def _much(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two write-ups have so many short names in common that one group must be meant."""
    both = len(one & two)
    return both >= _MANY and both >= _SHARE * min(len(one), len(two))


def _next(places: array[int], place: int) -> array[int]:
    """What comes after one of them: the next; of few all, since what lies between two may lack one of their signs."""
    if not 1 < len(places) <= _MOST:
        return places[:0]
    after = bisect_right(places, place)
    return places[after:] if len(places) <= _FEW else places[after : after + 1]


def _signs(sheet: Sheet, people: Sequence[Record], known: Callable[[Key], str]) -> set[str]:
    """What tells whose write-up it is: the series and hosts of its event, its project, full names of people."""
    signs = {f"{kind} {(known((sheet.path, id)) if id else '') or name}" for kind, id, name in sheet.signs}
    for record in people:
        signs.update(f"person {key_of(name)}" for name in (record.name, *record.aliases) if is_full(name))
        signs.update(f"person {handle}" for handle in record.profiles.values())
    return signs


def _shorts(record: Record) -> set[str]:
    """What a person may be called for short: the given name, and with the initial of the family name."""
    words = tokens(record.name)
    shorts = {name for name in (record.name, *record.aliases) if name and not is_full(name)}
    return shorts | ({words[0]} if len(words) > 1 and len(words[0]) > 1 else set())


def _together(one: int | None, two: int | None) -> bool:
    """Whether two months are near enough; write-ups without a date are."""
    return one is None or two is None or abs(one - two) <= 12 * _YEARS


def _months(text: str) -> int:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return int(text[:4]) * 12 + 6
    return day.year * 12 + day.month
