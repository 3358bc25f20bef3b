"""What kind of write-up it is: told from its title, its labels, how it is laid out, and the tense and person it speaks in.

Each sign adds to the kinds it speaks for; the kind with the most wins, and too little of any is ``other``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.labels import label_of, section_role
from hallway.extractors.passages import Passage

REPORT = "report"
TALKS = "talks"
MINUTES = "minutes"
SPRINT = "sprint"
DIARY = "diary"
ANNOUNCEMENT = "announcement"
OTHER = "other"

GENRES = (SPRINT, MINUTES, TALKS, DIARY, ANNOUNCEMENT, REPORT, OTHER)
"""Every kind of write-up; of two with equally many signs the first wins."""

_TITLE: Mapping[str, re.Pattern[str]] = {
    SPRINT: re.compile(r"sprint|hack(?:athon|aton|[- ]?fest|[- ]?days?|[- ]retreat)|\bretreat\b|\bdev\w*[- ]workshop\b|workweek", re.I),
    MINUTES: re.compile(
        r"\b(?:minutes|meetings?|r[ée]unions?|reuni[oó]n|reunião|sitzung|treffen|assemblée|a\.?g\.?(?= )|procès[- ]verbal|pv|ordre du jour|agenda|bof|hangout|stand-?up)\b",
        re.I,
    ),
    TALKS: re.compile(
        r"\b(?:talks?|schedule|programme?|lightning|rumps?|keynotes?|sessions?|line-?up|exposés|conférences vues|présentations|charlas|palestras|slides)\b", re.I
    ),
    DIARY: re.compile(r"\b(?:diary|journal|week(?:s|ly)?|month(?:ly)?|my (?:year|summer|spring|autumn|winter)|semaines?|mois|carnet|trip|voyage|tour of|(?:days?|jours?)(?: \d+)?(?:,| &| and| et|-)\s?\d)\b", re.I),
    REPORT: re.compile(
        r"\b(?:reports?|recap|review|wrap[- ]?up|retour|compte[- ]?rendu|bilan|impressions|takeaways|highlights|retrospective|(?:my|our|first|mon|ma|minha|mi) \w*con\w*|after|back from|attending|conference|con(?:f|ference)?\b|camp|summit)",
        re.I,
    ),
    ANNOUNCEMENT: re.compile(r"\b(?:announc\w+|upcoming|(?:is|are) coming|call for|invitation|save the date|join us|see you|come to|annonce\w*|appel à|rendez-vous|inscriptions?|prochaine?s?|venez|next)\b", re.I),
}  # fmt: skip
_TITLE_WORTH = {
    SPRINT: 3.5, MINUTES: 3.5, TALKS: 1.5, DIARY: 2.0, REPORT: 1.2, ANNOUNCEMENT: 1.5
}  # fmt: skip

_MEETUP = re.compile(r"\bmeet-?ups?\b", re.I)  # told of in minutes as often as in reports
_DAY = re.compile(
    r"^\W*(?:(?:day|jour|tag|día|dia)\s+(?:\d+|one|two|three|four)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th|er)?\s+\w+\s+(?:19|20)\d\d)\b",
    re.I,
)
_BUSINESS = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:agenda|action items?|actions?|decisions?|décisions?|ordre du jour|todo|any other business|aob|next meeting|prochaine réunion|points? (?:abordés|discutés)|votes?|motions?|resolutions?|old business|new business|date of next meeting|discussion|relevé de décisions?|questions diverses|divers|tour de table|orden del día)\b",
    re.I,
)
_TURN = re.compile(r"^\W{0,4}([A-ZÀ-Þ][\w.-]{1,15}(?: [A-ZÀ-Þ][\w-]{0,15})?)\s?:\s")  # "Ada: the quay is closed"
_HACKED = CuedPattern(
    r"\b(?:sprint(?:ed|ing|ers?|s)?|hackathon|hack-?fest|worked on|hacked|hacking|fixed|implemented|merged|refactored|commits?|pull requests?|patch(?:es)?|avons (?:travaillé|codé|corrigé|ajouté)|a(?:vons)? travaillé sur)\b",
    re.I,
)
_PAST = CuedPattern(
    r"\b(?:was|were|went|had|gave|talked|spoke|met|took|attended|presented|showed|enjoyed|learned|saw|a (?:été|eu|présenté|parlé|montré|donné)|était|étaient|ai (?:vu|pu|assisté|appris|été|aimé)|avons|ont|sommes|fut|estuvo|foi|war|fand)\b",
    re.I,
)
_AHEAD = CuedPattern(
    r"\b(?:will (?:be|take|have|hold|give|happen|present|run|start|attend|come)|(?:am|is|are) (?:going to|coming)|is open until|takes place|join us|register(?:ed)?|registration|sign up|tickets?|call for (?:papers|proposals|speakers|participation)|are invited|is invited|come (?:and|to)|see you|save the date"
    r"|aura lieu|auront lieu|se tiendra|se déroulera|inscri(?:vez|ption|ptions|re)|venez|rejoignez|vous êtes invités?|rendez-vous (?:le|à|au)|sera|seront)\b",
    re.I,
)


def tell_genre(draft: Draft) -> str:
    """Tell what kind of write-up a draft is of.

    Args:
        draft: with its event, its talks and its labels told.

    Returns:
        One of ``GENRES``.
    """
    signs = dict.fromkeys(GENRES, 0.0)
    signs[OTHER] = 1.0  # what less than one whole sign speaks for is nothing in particular
    for genre, pattern in _TITLE.items():
        if pattern.search(_heads(draft)):
            signs[genre] += _TITLE_WORTH[genre]
    if _MEETUP.search(_heads(draft)):
        signs[MINUTES] += 2.0
    _by_labels(draft, signs)
    _by_layout(draft, signs)
    _by_words(draft, signs)
    if draft.event is not None:
        signs[REPORT] += 1.5
    return max(GENRES, key=lambda genre: signs[genre])


def _heads(draft: Draft) -> str:
    """The title, and what the event reported on is called."""
    title = draft.document.metadata.title
    first = next((p.text for p in draft.passages[:3] if p.kind == "heading"), "")
    return " | ".join([title.text if title else first, draft.event.name if draft.event else ""])


def _by_labels(draft: Draft, signs: dict[str, float]) -> None:
    """Minutes say who came, who wrote, and what is to be done."""
    roles = {label.role for label in draft.labels} | {label_of(p)[0] for p in draft.passages if len(p.text) < 400}
    listed = {section_role(p) for p in draft.passages}
    if "attendee" in roles | listed:
        signs[MINUTES] += 2.0
    if "scribe" in roles:
        signs[MINUTES] += 1.0
    if "absent" in roles:
        signs[MINUTES] += 1.0
    business = sum(bool(_BUSINESS.match(p.text)) for p in draft.passages if len(p.text) < 80)
    signs[MINUTES] += min(business, 3) * 0.6
    turns = Counter(match[1] for p in draft.passages if (match := _TURN.match(p.text)))
    speakers = [n for n in turns.values() if n > 1]
    if len(speakers) >= 4 and sum(speakers) >= 10:  # several people who speak again and again
        signs[MINUTES] += 2.5


def _by_layout(draft: Draft, signs: dict[str, float]) -> None:
    """A list of talks is mostly lines that are talks, a diary goes day by day."""
    body = [p for p in draft.passages if p.text.strip() and not p.quoted][1:]
    if not body:
        return
    prose = sum(len(p.text) for p in body if _prose(p)) / max(1, sum(len(p.text) for p in body))
    talks = len(draft.talks)
    if talks >= 3:
        signs[TALKS] += 3.0 * (1 - prose) + min(talks, 12) / len(body)
        signs[REPORT] += 1.5 * prose
    days = sum(_opens_day(p) for p in body)
    if days >= 2:
        signs[DIARY] += 1.0 + 0.4 * min(days, 4)
    others = {e.name for e in draft.entities if e.kind == "Event" and e is not draft.event and not e.generic}
    if len(others) >= 4 and draft.event is None:
        signs[DIARY] += 2.5


def _opens_day(passage: Passage) -> bool:
    """Whether it is headed by a day, or begins with one that stands apart: "Friday. The fog came back"."""
    match = _DAY.match(passage.text)
    return match is not None and (passage.kind == "heading" or passage.text[match.end() : match.end() + 1] in ".:")


def _prose(passage: Passage) -> bool:
    return passage.kind == "paragraph" and len(passage.text) > 120


def _by_words(draft: Draft, signs: dict[str, float]) -> None:
    """A report tells what happened, an announcement what will."""
    said = [p for p in draft.passages if not p.quoted]
    thousands = max(1.0, (sum(len(p.text) + 1 for p in said) - 1) / 1000)
    past, ahead, hacked = (sum(1 for p in said for _ in words.finditer(p)) for words in (_PAST, _AHEAD, _HACKED))
    signs[SPRINT] += min(hacked / thousands, 6.0) * 0.35
    if draft.first_person:
        signs[REPORT] += 0.8
    if ahead >= 3 and ahead > past:
        signs[ANNOUNCEMENT] += 2.0 + min(ahead / thousands, 3.0) * 0.5
