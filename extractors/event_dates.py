"""When events took place: from their names, their headings, their own sentences and labelled dates."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hallway.extractors.context import event_here
from hallway.extractors.cues import CuedPattern
from hallway.extractors.date_ranges import DateRange, date_ranges
from hallway.extractors.document import Block, Run
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.events import year_of
from hallway.extractors.labels import label_of
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.schema.gazetteer import gazetteers

_HELD = re.compile(
    r"\b(?:took place|takes? place|taking place|taken place|(?:was|were|is|been|be) (?:held|hosted|organi[sz]ed|scheduled|planned)|happen(?:s|ed|ing)|will be|ran from|runs from|held|gathered|met|meet|attended|went to|join(?:ed)?"
    r"|s[’'](?:est|était|étaient) (?:tenue?s?|déroulée?s?)|s[’']est (?:bien )?(?:tenue?|déroulée?|passée?)|se (?:tient|tenait|tiendra|déroule|déroulait|déroulera|tiendront)|a(?:ura|vait)? (?:eu )?lieu|ont eu lieu|auront lieu|avait lieu|organis\w+|participé|assisté"
    r"|assister|réunis?|retrouv\w+|fand|statt|tuvo lugar|se realizó|celebr[oó])\b",
    re.I,
)
_WORD = re.compile(r"[\w’'-]+(,?)|[^\s,:()–—-]")
_JOINING = frozenset(
    """on from held was is of in the du le la les des de qui ce vom am im del el at à en date dates took place happened
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
    lunes martes miércoles jueves viernes sábado domingo""".split()
)
"""What may stand between an event's name and its days; also a place, after "in" or before a comma."""
_APART = re.compile(
    r"\b(?:deadline|until|before|by the|since|open|opens|closes?|release[sd]?|registr\w+|inscri\w+|avant|depuis|jusqu\w*|date limite|sortie|next|prochaine?|last year|l[’']an dernier|call for|published|posted)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?:deadline|date limite|clôture|call for|appel à|tickets?|billetterie|registration|inscriptions?|frist|anniversary|release of|sortie de)\b",
    re.I,
)
_ONLY_START = re.compile(
    r"(?:\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|from|à partir|commenc\w+|débute\w*)\b[^.]{0,20})$", re.I
)
_AHEAD = re.compile(
    r"\b(?:will|next|upcoming|going to|prochaine?s?|aur(?:a|ont) lieu|se tiendr\w+|próxim\w+|rendez-vous|see you)\b",
    re.I,
)
_WE = re.compile(r"\b(?:we|us|our|I|nous|on|notre|j[’']|abbiamo|si è)\b", re.I)
_WHEN = CuedPattern(r"(?:^|\n)[^\w\n]*(?:date|when|quand|day|fecha|cuándo|datum|wann|data)\s*[:：]\s*(?=[^\n]*\d)", re.I)
_DAY_NAMES = (
    "mon|lun|montag",
    "tue|mardi|martes|dienstag",
    "wed|mercredi|miérc|mittwoch",
    "thu|jeudi|jueves|donnerstag",
    "fri|vendredi|viernes|freitag",
    "sat|samedi|sábado|samstag",
    "sun|dimanche|domingo|sonntag",
)
_WEEKDAY = re.compile(
    r"\b(?:" + "|".join(f"({name})" for name in _DAY_NAMES) + r")[^\W\d]*\.?,?\s+(?:the\s+|le\s+)?$", re.I
)
_ONE_DAY = re.compile(r"\b(?:journée|day|matinée|soirée)\b", re.I)
_LONGEST = 14
"""Days that an event with a heading for each of its days may last."""


_TOP = 6
"""Passages from the top in which days without a name are those of the event reported on."""


@dataclass(frozen=True)
class _Found:
    """A range of days read for an event, and where it stands."""

    days: DateRange
    passage: Passage
    i: int
    j: int
    rule: str
    confidence: float
    rung: Rung
    only_start: bool = False


class EventDates:
    """States ``schema:startDate`` and ``schema:endDate`` of events."""

    name = "event-dates"

    def extract(self, draft: Draft) -> None:
        """Add the best dated start and end of each event."""
        found: dict[int, list[_Found]] = defaultdict(list)
        events = {id(e): e for e in draft.entities if e.kind == "Event"}
        for event, one in [
            *self._named(draft, events),
            *self._titled(draft),
            *self._labelled(draft),
            *self._headed(draft),
            *self._sentences(draft),
            *self._place_line(draft),
            *self._day_lines(draft),
        ]:
            if (dated := _with_year(draft, event, one)) is not None:
                found[id(event)].append(dated)
        for key, event in events.items():
            if found[key]:
                self._state(draft, event, found[key])

    @staticmethod
    def _state(draft: Draft, event: EntityDraft, found: list[_Found]) -> None:
        """State the surest days; places that say the same add evidence, places that say others do not count."""
        best = max(found, key=lambda one: (one.confidence, one.days.start != one.days.end, -one.passage.index, -one.i))
        for one in found:
            if one.days.start == best.days.start:
                draft.fact(
                    event,
                    "schema:startDate",
                    one.days.start,
                    one.passage,
                    one.i,
                    one.j,
                    rule=one.rule,
                    confidence=one.confidence,
                    rung=one.rung,
                )
            if one.days.start == best.days.start and one.days.end == best.days.end and not one.only_start:
                draft.fact(
                    event,
                    "schema:endDate",
                    one.days.end,
                    one.passage,
                    one.i,
                    one.j,
                    rule=one.rule,
                    confidence=one.confidence,
                    rung=one.rung,
                )

    # --- where days stand ----------------------------------------------------------------------------------------
    @staticmethod
    def _named(draft: Draft, events: dict[int, EntityDraft]) -> list[tuple[EntityDraft, _Found]]:
        """``Barcamp estival du 29 juillet 2014``: the name holds the day, or the day follows it."""
        found = []
        told: dict[int, list[DateRange]] = {}
        for event in events.values():
            for mention in event.mentions:
                at = mention.passage.index
                if mention.passage.quoted:
                    continue
                if at not in told:
                    told[at] = _days(draft, mention.passage)
                for days in told[at]:
                    if mention.i <= days.i and days.j <= mention.j:
                        found.append(
                            (
                                event,
                                _Found(
                                    days, mention.passage, mention.i, mention.j, "date-in-name", 0.92, Rung.VERBATIM
                                ),
                            )
                        )
        return found

    @staticmethod
    def _titled(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        """The title's only date, where the title names the event reported on."""
        title, event = draft.document.metadata.title, draft.event
        if title is None or event is None or draft.document.source[title.start : title.end] != title.text:
            return []
        # a front matter's title stands in no block of the body
        place = Passage(-1, Block("heading", (Run(title.text, title.start, title.end),)), title.text, None)
        days = _days(draft, place)
        if len(days) != 1:
            return []
        whole = (0, len(title.text))
        return [(event, _Found(days[0], place, *whole, "date-in-title", 0.9, Rung.STRUCTURAL))]

    @staticmethod
    def _labelled(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        found = []
        labelled = {label.passage.index for label in draft.labels if label.role == "date"}
        for passage in draft.passages:
            line = _WHEN.search(passage)
            if passage.quoted or (line is None and passage.index not in labelled):
                continue
            event = event_here(draft, passage)
            at = line.end() if line is not None else label_of(passage)[1]
            days = [one for one in _days(draft, passage) if one.i >= at]
            if isinstance(event, EntityDraft) and days and days[0].i - at < 30:
                end = passage.text.find("\n", days[0].j)
                shown = (line.start() if line is not None else 0, end if end >= 0 else len(passage.text))
                found.append((event, _Found(days[0], passage, *shown, "date-label", 0.9, Rung.STRUCTURAL)))
        return found

    @staticmethod
    def _headed(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        """A heading that names one event and one stretch of days, or one event over a line that is but a day."""
        found = []
        for passage in draft.passages:
            if passage.kind != "heading" or passage.quoted:
                continue
            named = {
                id(m.entity): m.entity for m in draft.mentions_in(passage) if m.kind == "Event" and m.entity is not None
            }
            if len(named) != 1:
                continue
            event = next(iter(named.values()))
            days = _days(draft, passage)
            if len(days) == 1:
                found.append(
                    (event, _Found(days[0], passage, 0, len(passage.text), "date-in-heading", 0.88, Rung.STRUCTURAL))
                )
            elif not days and passage.children and event is not draft.event:
                below = passage.children[0]
                days = _days(draft, below)
                lead = below.text[: days[0].i] if days else ""
                if days and len(lead) < 60 and (_HELD.search(lead) or _joins(lead)):
                    found.append(
                        (event, _Found(days[0], below, 0, days[0].j, "date-below-heading", 0.8, Rung.STRUCTURAL))
                    )
        return found

    @staticmethod
    def _sentences(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        found = []
        for passage in draft.passages:
            if passage.quoted or passage.kind == "heading":
                continue
            days = _days(draft, passage)
            if not days:
                continue
            mentions = [m for m in draft.mentions_in(passage) if m.kind == "Event" and m.entity is not None]
            for i, j in passage.sentences:
                here = [one for one in days if i <= one.i < j]
                named = [m for m in mentions if i <= m.i < j]
                for one in here:
                    event = _of_sentence(draft, passage, (i, j), one, named, len(here))
                    if event is not None:
                        entity, confidence = event
                        only = bool(_ONLY_START.search(passage.text[i : one.i])) and one.start == one.end
                        found.append(
                            (entity, _Found(one, passage, i, j, "date-in-sentence", confidence, Rung.VERBATIM, only))
                        )
        return found

    @staticmethod
    def _place_line(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        """``Nantes, samedi 11 septembre 2032`` under the title: a place and a day, nobody's name."""
        if draft.event is None:
            return []
        for passage in draft.passages[1:3]:
            days = _days(draft, passage)
            if passage.quoted or len(passage.text) > 70 or len(days) != 1 or not days[0].dated:
                continue
            place = passage.text.split(",")[0].strip(" *_")
            if any(m.kind == "Person" for m in draft.mentions_in(passage)) or not gazetteers().is_city(place):
                continue
            if passage.text[days[0].j :].strip(" .,)"):
                continue
            return [
                (
                    draft.event,
                    _Found(days[0], passage, 0, len(passage.text), "place-and-date-line", 0.8, Rung.STRUCTURAL),
                )
            ]
        return []

    @staticmethod
    def _day_lines(draft: Draft) -> list[tuple[EntityDraft, _Found]]:
        """Headings and lines that are but a day, "Saturday, 4 October": the days of the event's programme."""
        if draft.event is None or draft.date:
            return []
        lines: list[tuple[DateRange, Passage]] = []
        for passage in draft.passages:
            if passage.quoted or len(passage.text) > 40 or passage.kind not in ("heading", "paragraph"):
                continue
            days = _days(draft, passage)
            if len(days) == 1 and _alone(passage.text, days[0]):
                lines.append((days[0], passage))
        if not lines or len({one.dated for one, _ in lines}) > 1:
            return []
        first, last = min(lines, key=lambda one: one[0].start), max(lines, key=lambda one: one[0].end)
        if len(lines) == 1:
            if first[1].kind != "heading" or not first[1].children:
                return []
            return [
                (
                    draft.event,
                    _Found(first[0], first[1], 0, len(first[1].text), "day-heading", 0.6, Rung.DOCUMENT, True),
                )
            ]
        whole = DateRange(0, 0, first[0].start, last[0].end)
        year = whole.in_year("2000")
        if (date.fromisoformat(year.end) - date.fromisoformat(year.start)).days > _LONGEST:
            return []
        return [
            (draft.event, _Found(whole, passage, 0, len(passage.text), "day-headings", 0.7, Rung.DOCUMENT))
            for passage in dict.fromkeys((first[1], last[1]))
        ]


def _joins(between: str) -> bool:
    """Whether words between an event's name and its days tie the two together."""
    last = ""
    for word in _WORD.finditer(between):
        known = word.group().casefold().rstrip(",")
        if (
            known.strip("-")
            and known not in _JOINING
            and word.group(1) != ","
            and last not in ("in", "at", "à", "en", "im")
        ):
            return False
        last = known
    return True


def _alone(text: str, days: DateRange) -> bool:
    """Whether a line holds a day and its weekday and nothing else."""
    before = text[: days.i].strip(" *_-–—:([")
    return not text[days.j :].strip(" *_-–—:)].") and (not before or bool(_WEEKDAY.fullmatch(before + " ")))


def _days(draft: Draft, passage: Passage) -> list[DateRange]:
    """The days a passage names, but for the one that the metadata read as the write-up's own."""
    days = date_ranges(passage.text, day_first=draft.document.language != "en")
    published = draft.document.metadata.date
    if not days or published is None or not passage.block.start <= published.start < max(passage.block.end, 1):
        return days
    return [one for one in days if one.start != published.text]


def _of_sentence(
    draft: Draft, passage: Passage, span: tuple[int, int], days: DateRange, named: list[Mention], others: int
) -> tuple[EntityDraft, float] | None:
    """Return the event that a sentence dates, and how sure that is."""
    text = passage.text
    if _DEADLINE.search(text, max(span[0], days.i - 400), days.i):
        return None
    before = [m for m in named if m.j <= days.i]
    if before:
        nearest = before[-1]
        between = text[nearest.j : days.i]
        if nearest.generic and _ONE_DAY.search(nearest.text):
            return None
        if nearest.entity is not None and len(between) < 90 and not _APART.search(between):
            if _joins(between):
                return nearest.entity, 0.82
            if _HELD.search(between) and len({id(m.entity) for m in named}) == 1:
                return nearest.entity, 0.8
        if (
            nearest.entity is not None
            and not nearest.generic
            and len({id(m.entity) for m in named}) == 1
            and _HELD.search(between[-32:])
        ):
            return nearest.entity, 0.7  # a long aside stands between the name and the verb
    after = [m for m in named if m.i >= days.j]
    if after and not before and others == 1 and not _APART.search(text[span[0] : after[0].i]):
        nearest = after[0]
        between = text[days.j : nearest.i]
        if (
            nearest.entity is not None
            and len(between) < 60
            and (_HELD.search(text[span[0] : span[1]]) or len(between) < 14)
        ):
            return nearest.entity, 0.72
    if not named and draft.event is not None and passage.index < _TOP and days.start != days.end:
        words = text[slice(*span)]
        whose = {id(m.entity) for m in draft.mentions_in(passage) if m.kind == "Event"}
        told = _WE.search(words) or _HELD.search(words) or id(draft.event) in whose
        if told and whose <= {id(draft.event)} and not _APART.search(words):
            return draft.event, 0.65
    return None


def _with_year(draft: Draft, event: EntityDraft, found: _Found) -> _Found | None:
    """Give days the year in the event's name, else the one that puts them nearest the write-up's own date."""
    days = found.days
    if not days.dated:
        years = {told for name in event.names if (told := year_of(name))}
        meta = draft.document.metadata.date
        written = meta.text if meta is not None else draft.date
        if len(years) == 1:
            year = years.pop()
        elif len(written) == 10:
            year = written[:4]
            ahead = bool(_AHEAD.search(found.passage.text[max(0, found.i - 40) : found.j]))
            at = f"{year}{days.start[1:]}"
            year = f"{int(year) + (ahead and at < written) - (not ahead and at > written):04}"
        else:
            return None
        days = days.in_year(year)
    try:
        first = date.fromisoformat(days.start)
        date.fromisoformat(days.end)
    except ValueError:
        return None  # no such day in that year
    weekday = _WEEKDAY.search(found.passage.text[max(0, days.i - 20) : days.i]) if days.i else None
    if weekday is not None and weekday.lastindex != first.weekday() + 1 and not found.days.dated:
        return None
    named = {told for name in event.names if (told := year_of(name))}
    if named and days.start[:4] not in named and days.end[:4] not in named:
        return None  # another edition's
    return _Found(days, found.passage, found.i, found.j, found.rule, found.confidence, found.rung, found.only_start)
