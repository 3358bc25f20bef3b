"""Dates as people write them in metadata, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar jänner enero ene janeiro gennaio gen januari",
            "february feb février fevrier févr fév fevr februar febrero fevereiro fev febbraio februari",
            "march mar mars märz maerz marzo março marco maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio maggio mag mei",
            "june jun juin juni junio junho giugno giu",
            "july jul juillet juil juli julio julho luglio lug",
            "august aug août aout agosto ago augustus",
            "september sept sep septembre septiembre setembro settembre set",
            "october oct octobre oktober okt octubre outubro out ottobre ott",
            "november nov novembre noviembre novembro",
            "december dec décembre decembre déc dezember dez diciembre dic dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names of months and their short forms → number, in the languages that dates are read in."""
MONTH_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
"""The same as alternatives of a pattern, the longest first."""
_MONTH = rf"(?P<month>{MONTH_NAMES})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|º|°|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_OF = r"[ \t,]*(?:of|de|del|van|di)?[ \t,-]*"
_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?[ \t]+(?:[A-Z]{2,5}[ \t]+|[+-]\d{4}[ \t]+)?)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T\d{{4,6}}Z?)?(?!\d)",
        rf"(?<!\d){_DAY}{_OF}{_MONTH}{_OF}{_YEAR}",
        rf"\b{_MONTH}[ \t]+{_DAY}[ \t,]+{_CLOCK}{_YEAR}",
        rf"(?<!\d){_YEAR}[ \t,-]+{_MONTH}[ \t-]+{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}[-/](?P<month>\d\d)(?!\d)",
        rf"\b{_MONTH}{_OF}{_YEAR}",
        rf"^\W*{_YEAR}\W*$",
    )
)
_NUMERIC = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2{_YEAR}")
_EPOCH = re.compile(r"^\d{9,10}$")
_LONGEST = 200


def parse_date(text: str, *, day_first: bool = True) -> str:
    """Return the first date in a text as ISO 8601.

    Args:
        text: a date, with or without weekday and time of day, in English, French, German, Spanish, Portuguese, Italian
            or Dutch; its first 200 characters count.
        day_first: whether ``07/08/2014`` is the seventh of August; else it may be either and only the year is kept.

    Returns:
        ``2014-07-31``, ``2014-07`` or ``2014``, as precise as written; "" if there is none.

    >>> parse_date("Tue Apr 7 10:00:00 2009"), parse_date("31 juillet 2014"), parse_date("July 2014")
    ('2009-04-07', '2014-07-31', '2014-07')
    """
    text = text[:_LONGEST].strip()
    if _EPOCH.match(text):  # seconds since 1970, as some blog engines keep
        return datetime.fromtimestamp(int(text), UTC).date().isoformat()
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        found = match.groupdict()
        month = found.get("month", "")
        number = int(month) if month.isdecimal() else MONTHS.get(month.lower(), 0)
        if month and not number:
            continue
        iso = iso_date(found["year"], number, int(found.get("day") or 0))
        if iso:
            return iso
    match = _NUMERIC.search(text)
    if match is None:
        return ""
    day, month_number = int(match["first"]), int(match["second"])
    if month_number > 12 >= day:
        day, month_number = month_number, day
    elif day <= 12 and day != month_number and not day_first:
        return match["year"]
    return iso_date(match["year"], month_number, day)


def iso_date(year: str, month: int, day: int) -> str:
    """Return a date as precise as told, "" if the calendar has no such day."""
    try:
        date(int(year), month or 1, day or 1)
    except ValueError:
        return ""
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
