"""Days and stretches of days that running text names: "from 3 to 5 June 2032", "les 25 et 26 octobre", "2032-06-03"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hallway.extractors.readers.dates import MONTH_NAMES, MONTHS, iso_date, parse_date

_WEEKDAY = (
    r"(?:\(?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\)?,?\s+(?:(?:the|le|den)\s+)?)?"
)
_DAY = r"\d{1,2}(?:er|st|nd|rd|th|º|°|\.)?(?![\d:%])"
_MONTH = rf"(?:{MONTH_NAMES})(?![^\W\d_])\.?"
_YEAR = r"(?:19|20)\d\d(?![\d-])"
_OF = r"\s+(?:of\s+|de\s+|di\s+)?"
_TO = r"(?:\s*[-–—/]\s*|(?:\s*,)?\s+(?:to|and|until|till|through|au|à|et|bis|und|al?|y|e|&)\s+(?:the\s+|el\s+)?)"
_ISO = r"(?:19|20)\d\d-\d\d-\d\d"
_NUMBER = re.compile(r"\d+")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+)\.?$")
_LONGEST = max(map(len, MONTHS)) + 1
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[.:/-])(?:(?P<iso>{_ISO})(?!\d)(?:{_TO}(?P<iso2>{_ISO})(?!\d))?"
    rf"|(?P<day>{_DAY})(?:{_OF}(?P<month>{_MONTH}))?(?:,?\s+(?P<year>{_YEAR}))?{_TO}{_WEEKDAY}(?P<day2>{_DAY}){_OF}(?P<month2>{_MONTH})(?:,?{_OF}(?P<year2>{_YEAR}))?"
    rf"|(?P<one>{_DAY}){_OF}(?P<onemonth>{_MONTH})(?:,?{_OF}(?P<oneyear>{_YEAR}))?"
    rf"|(?P<numeric>\d{{1,2}}([/.])\d{{1,2}}\13(?:19|20)\d\d)(?!\d))"
    rf"|(?<!\w)(?P<first>{_MONTH})\s+(?P<from>{_DAY})(?:(?:,?\s+(?P<fromyear>{_YEAR}))?{_TO}{_WEEKDAY}(?:(?P<last>{_MONTH})\s+)?(?P<till>{_DAY}))?(?:,?\s+(?P<tillyear>{_YEAR}))?",
    re.I,
)


_WORDS = frozenset(("may", "mar", "set", "out", "ago", "mag", "dec", "sep"))
"""Short names of months that are words too: without a year they count only with a capital."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days that a text names.

    Args:
        i: first character in the text.
        j: after its last.
        start: first day, ISO 8601; ``--06-03`` where the text gives no year.
        end: last day, the first one where there is only one.
    """

    i: int
    j: int
    start: str
    end: str

    @property
    def dated(self) -> bool:
        """Whether the text gives the year."""
        return self.start[0] != "-"

    def in_year(self, year: str) -> DateRange:
        """Return the same days in a year; a stretch over New Year's Eve ends in the next."""
        if self.dated:
            return self
        over = self.end < self.start
        return DateRange(self.i, self.j, year + self.start[1:], f"{int(year) + over:04}" + self.end[1:])


def date_ranges(text: str, *, day_first: bool = True) -> list[DateRange]:
    """Find the days that a text names.

    Args:
        text: a passage or a name.
        day_first: whether ``07/08/2014`` is the seventh of August; else such dates are left out unless they can mean
            one day only.

    Returns:
        What was found, in order; names of months are those that ``parse_date`` knows.

    >>> [(found.start, found.end) for found in date_ranges("from 3 to 5 June 2032, then on 2032-11-20")]
    [('2032-06-03', '2032-06-05'), ('2032-11-20', '2032-11-20')]
    """
    found: list[DateRange] = []
    at = 0
    for start in _beginnings(text):
        if start < at or not (match := _DATE.match(text, start)):
            continue
        # where there is no such day, one may begin further on in the same words
        if (made := _range(match, day_first)) is not None:
            found.append(made)
            at = match.end()
    return found


def _beginnings(text: str) -> Iterator[int]:
    """Yield where days may begin, in order: at each number, and at the name of a month before it."""
    for number in _NUMBER.finditer(text):
        end = start = number.start()
        while end and text[end - 1].isspace():
            end -= 1
        if end < start and (word := _LAST_WORD.search(text, max(0, end - _LONGEST), end)) and word[1].lower() in MONTHS:
            yield word.start()
        yield start


def _range(match: re.Match[str], day_first: bool) -> DateRange | None:
    part = match.groupdict(default="")
    if part["iso"]:
        start, end = parse_date(part["iso"]), parse_date(part["iso2"] or part["iso"])
    elif part["day"]:
        year = part["year2"]
        end = _day(part["day2"], part["month2"], year)
        start = _day(part["day"], part["month"] or part["month2"], part["year"] or year)
    elif part["one"]:
        start = end = _day(part["one"], part["onemonth"], part["oneyear"])
    elif part["numeric"]:
        start = end = parse_date(part["numeric"], day_first=day_first)
        if len(start) < 10:
            return None
    else:
        year = part["tillyear"]
        start = _day(part["from"], part["first"], part["fromyear"] or year)
        end = _day(part["till"] or part["from"], part["last"] or part["first"], year)
    if not start or not end or start[0] != end[0] or (start[0] != "-" and start > end):
        return None
    return DateRange(match.start(), match.end(), start, end)


def _day(day: str, month: str, year: str) -> str:
    """Return a day as ISO 8601, without its year where there is none."""
    number = day.rstrip("erstndh.º°")
    if not year and month.rstrip(".") in _WORDS:
        return ""
    # a leap year, so that the 29th of February is a day
    iso = iso_date(year or "2000", MONTHS.get(month.rstrip(".").lower(), 0), int(number))
    if len(iso) < 10:
        return ""
    return iso if year else f"-{iso[4:]}"
