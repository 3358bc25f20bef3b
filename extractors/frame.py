"""The write-up's frame: which event it reports on, who writes, in what person, on which project, in what genre."""

from __future__ import annotations

import itertools
import re

from hallway.extractors import events
from hallway.extractors.cues import CuedPattern
from hallway.extractors.date_ranges import date_ranges
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.entities import join
from hallway.extractors.event_spellings import join_spellings
from hallway.extractors.events import MEETINGS, NOUNS, SPRINTS, TITLE_LEAD, YEAR
from hallway.extractors.genre import tell_genre
from hallway.extractors.labels import section_role
from hallway.extractors.main_project import main_project
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.extractors.talks import title_passages
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_FIRST_PERSON = CuedPattern(
    r"\b(?:I|I['’](?:m|ve|d|ll)|we|my|our|us|je|j['’]\w+|nous|notre|nos|mon|ma|mes|moi|fui|estuve|nosotros|ich|wir|eu|nós|meu|minha|abbiamo|siamo)\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:took place|was held|were held|attended|I was at|we met|returned from|got back from|back from|last (?:week|weekend|month)|this (?:week|weekend|year)|a eu lieu|s['’]est (?:tenue?|déroulée?)|s['’]est"
    r"|j['’]étais|assisté|participé|retour de|de retour|was great|wrap[- ]?up|report|recap|summary|compte[- ]rendu|bilan|edition|édition)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:next (?:year|month|week)|upcoming|will be|going to|see you at|prochaine?s?|l['’]an prochain|rendez-vous (?:à|au)|coming up|join us)\b",
    re.I,
)
_TITLE_TRAIL = re.compile(
    r"\s*(?:[-–—:|,(]\s*)?(?:(?:trip |conference |short )?(?:report|recap|notes|summary|wrap[- ]?up|review|minutes|retrospective|schedule|schedules|takeaways|impressions|highlights|reflections|compte[- ]rendu|résumé|success|roundup|round-up|exciting achievements|experience|retour d['’]expérience)|(?:part|partie|day|jour|jours)\s*[\d ,&et-]+)\W*$",
    re.I,
)
_ALONE = re.compile(r"[^.!?\n]{8,100}")
_PAGE = re.compile(r"[^\W_]+(?:[-_./][^\W_]+)+")
"""What names a wiki's page: words joined by hyphens."""
_EVENTFUL = re.compile(rf"\b{NOUNS}\b|\bsprinting\b|(?:Con|Conf|Camp)\b", re.I)


_DATED = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|er)?\s+)?(?:jan(?:uary|vier)?|feb(?:ruary)?|février|mar(?:ch|s)|apr(?:il)?|avril|may|mai|june?|juin|july?|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?"
    r"|dec(?:ember)?|décembre)\.?\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.I,
)


SPRINT_NAME = re.compile(
    r"^(?:\d{4}-\d\d(?:-\d\d)?\s+)?(?:the |le |la )?((?:[\w.+:-]+\s+){1,4}?)(?:(?:code |coding |core |hack |dev |developers? |development |community )*(?:sprints?|hackathon|hack-?fest|retreat|workshop|hack\s?days?)|(?:core |dev |developers?[’']? |contributors?[’']? |maintainers?[’']? )+(?:meeting|summit|days?))\b",
    re.I,
)
"""What a sprint is named after stands before the noun: "Circus sprint"."""


def tell_frame(draft: Draft) -> None:
    """Tell the frame and let generic words ("the sprint", "this meeting") stand for the events they mean.

    Args:
        draft: with its mentions gathered into entities; its ``event``, ``project``, ``genre`` and
            ``first_person`` are set.
    """
    spoken = (word for p in draft.passages if not p.quoted for word in _FIRST_PERSON.finditer(p))
    draft.first_person = len(list(itertools.islice(spoken, 2))) == 2
    title = _title(draft)
    draft.event = _main_event(draft, title)
    if draft.event is None and title is not None:
        draft.event = _from_title(draft, *title)
    _fuller_name(draft, title)
    join_spellings(draft)
    _shorter_names(draft)
    _generic(draft)
    _parts(draft)
    draft.project = main_project(draft, title[1] if title else "")
    draft.genre = tell_genre(draft)


def _title(draft: Draft) -> tuple[Passage | None, str] | None:
    """The title's passage, where it stands in the body too, and its text."""
    stated = draft.document.metadata.title
    if stated is not None and _PAGE.fullmatch(stated.text.strip()):  # a wiki page's name over the title proper
        for passage in draft.passages[1:4]:
            if passage.kind in ("heading", "paragraph") and len(passage.text) < 100 and _DATED.search(passage.text) and _EVENTFUL.search(passage.text):
                return passage, passage.text
    for passage in draft.passages[:6]:
        if passage.kind == "heading" and (stated is None or fold(stated.text) == fold(passage.text)):
            return passage, passage.text
        if stated is not None and fold(passage.text) == fold(stated.text):
            return passage, passage.text
    if stated is not None:
        return None, stated.text
    for passage in draft.passages[:2]:
        if passage.kind == "paragraph" and _ALONE.fullmatch(passage.text.strip()) and _DATED.search(passage.text) and _EVENTFUL.search(passage.text):
            return passage, passage.text  # "Minutes of the meeting of 12 March 2032", though nothing marks it as a title
    return None


def _main_event(draft: Draft, title: tuple[Passage | None, str] | None) -> EntityDraft | None:
    words = f" {fold(title[1])} " if title else ""
    for passage in draft.passages[:3]:
        here = [m for m in draft.mentions_in(passage) if m.kind == "Event" and m.entity is not None and not m.generic]
        for one, two in itertools.pairwise(here):
            if SPRINTS.search(one.text) and _AT.match(passage.text[one.j : two.i]) and passage.kind == "heading":
                return one.entity  # "Circus sprint at PyconFR" reports on the sprint
    titled = {fold(m.text) for m in (draft.mentions_in(title[0]) if title and title[0] else ()) if m.kind == "Event"}
    best: tuple[float, int, EntityDraft] | None = None
    total = len(draft.passages) or 1
    for entity in draft.entities:
        if entity.kind != "Event":
            continue
        score = 0.0
        for name in entity.names:
            if any(longer.startswith(f"{fold(name)} ") for longer in titled):
                continue  # "LanternConf" in a title that names "LanternConf Porto 2031"
            if words and (at := words.find(f" {fold(name)} ")) >= 0:
                # a title names first what it is about: "Circus sprint at PyConFR"
                score += 6 + 0.02 * len(name) + (1.5 if at < 8 else 0) + (2.5 if SPRINTS.search(name) else 0)
                break
        for mention in entity.mentions:
            score += 1.0
            if mention.passage.index < 3:
                score += 1.5
            if mention.passage is draft.passages[0]:
                score += 1.0
            around = mention.passage.text[max(0, mention.i - 80) : mention.j + 80]
            if _REPORTED.search(around):
                score += 1.0
            if _AHEAD.search(around):
                score -= 1.5
            if mention.passage.index > 0.85 * total:
                score -= 0.4
        if entity.urls:
            score += 0.5
        first = entity.mentions[0].passage.index
        if score > 0 and (best is None or (score, -first) > (best[0], best[1])):
            best = (score, -first, entity)
    if best is None:
        return None
    if best[0] < 1.6 and not (title and _EVENTFUL.search(title[1])):
        return None
    if title and _EVENTFUL.search(title[1]) and best[0] < 6 and not _NAMES_NONE.match(title[1]):
        return None  # the title names another event, in words of its own
    if title and best[0] < 6 and _MINUTED.search(title[1]) and _gathered_before(draft, best[2]):
        return None  # minutes are of a meeting, whatever event it is about
    if best[0] < 6 and -best[1] > 3 and any(label.role == "attendee" for label in draft.labels):
        return None  # minutes name others than their own meeting in passing
    return best[2]


_NAMES_NONE = re.compile(
    rf"^\W*(?:ma|mon|notre|my|our)\s+(?:(?:very|toute|tout|first|second|premi[eè]re?|deuxième|seconde?|petite?)\s+)*{NOUNS}\W*$", re.I
)
"""A title that says what kind of event it is of, and leaves its name to the text: "Ma première conférence"."""
_MINUTED = re.compile(r"\b(?:minutes|compte[- ]?rendus?|cr|procès[- ]verbal|pv|notes)\b", re.I)


def _gathered_before(draft: Draft, event: EntityDraft) -> bool:
    """Whether a list of those present stands before the first mention of an event."""
    first = min(m.passage.index for m in event.mentions)
    return any(label.role == "attendee" and label.passage.index < first for label in draft.labels)


def _from_title(draft: Draft, passage: Passage | None, title: str) -> EntityDraft | None:
    """A title such as "Réunion du 12 mars" or "Hackathon 2023" names the event itself."""
    if passage is not None and section_role(passage):
        return None  # a list without a title begins with "Present"
    if _COLLECTS.match(title):
        return None
    name = clean_title(title)
    # one heading among its like heads a section, not the whole
    whole = passage is None or passage.index in title_passages(draft) or draft.document.metadata.title is not None
    gathers = (whole and (bool(draft.labels) or len(draft.talks) > 2)) or bool(_REPORT_OF.match(title))
    if told := _TOLD_OF.match(title):  # "Lampes libres : retour sur deux jours"
        name, gathers = told.group(1).strip(), True
    gathers = gathers or bool(YEAR.search(name) and _TITLE_TRAIL.search(title.strip()))  # "Knots 2031 roundup"
    if not (_EVENTFUL.search(title) or _DATED.search(title) or (gathers and len(name.split()) < 7)):
        return None
    if not name or len(name.split()) > 12:
        return None
    entity = draft.entity("Event", name, local=not YEAR.search(name) or len(name.split()) < 3)
    if passage is not None:
        i = passage.text.find(name)
        if i >= 0:
            mention = Mention(passage, i, i + len(name), "Event", "title-event", 0.8)
            join(entity, mention)
            draft.mentions.append(mention)
    return entity


_COLLECTS = re.compile(
    r"^\W*(?:(?:all|toutes|the|our|les?|nos) )*(?:présentations|conférences|exposés|supports|diapos(?:itives)?|slides|talks|presentations|recordings)\s+(?:(?:that were |were )?(?:given|held|shown|presented)|faite?s|données|tenues|présentée?s|issue?s)\s",
    re.I,
)
"""A title of what is collected from an event that is named elsewhere: "Les présentations faites durant nos apéros"."""
_TOLD_OF = re.compile(
    r"\W*([A-ZÀ-Þ][^:!?\n]{3,50}?)\s?:\s+(?:(?:le|un|mon|notre|the|a|my|our|petit|short)\s+)*(?:retours?|comptes?[- ]rendus?|bilan|récit|debrief|report|recap|wrap-?up)\b",
    re.I,
)
_REPORT_OF = re.compile(
    r"^\W*(?:(?:my|our|the|a|short|quick|brief)\s+)*(?:trip |conference |meeting )?(?:report|notes|minutes|recap|summary|impressions|compte[- ]rendu|retour)\s+(?:from|of|on|de|du|sur)\s+(?:the|la|le|l[’'])\s*(?=[A-ZÀ-Þ])",
    re.I,
)
"""A title that says outright what it reports on: "Notes from the Kickoff"."""


def clean_title(title: str) -> str:
    """Return what a title reports on: "Report from the Foo sprint" → "Foo sprint".

    >>> clean_title("Compte-rendu de la PyConFr 2017")
    'PyConFr 2017'
    """
    name = TITLE_LEAD.sub("", title.strip())
    name = re.sub(r",\s+(?:\w+\s+)?\d{1,2}(?:er|st|nd|rd|th)?\s+\w+\s+\d{4}\s*$", "", name)
    head = re.split(r"\s+[-–—]\s+|\s*[:!]\s+|\s+in the\s", name)[0]
    if _EVENTFUL.search(head) or YEAR.search(head):
        name = head
    if (at := re.search(r",?\s+(?:in|at|à|a|em|en)\s+(?=[A-ZÀ-Þ])", name)) and gazetteers().is_city(
        re.split(r"[\s,]", name[at.end() :])[0]
    ):
        name = name[: at.start()]
    while (shorter := _TITLE_TRAIL.sub("", name).strip(" -–—:|,")) != name and shorter:
        name = shorter
    return name


def _fuller_name(draft: Draft, title: tuple[Passage | None, str] | None) -> None:
    """A main event that is only called "Barcamp" takes the name that the title gives it."""
    main = draft.event
    if main is None or title is None or fold(main.name) not in _BARE:
        return
    name = clean_title(title[1])
    if f" {fold(main.name)} " in f" {fold(name)} " and len(name) > len(main.name) and len(name.split()) < 12:
        main.aliases.add(main.name)
        main.aliases.discard(name)
        main.name = name


_BARE = frozenset("barcamp meetup hackathon sprint sprints meeting reunion unconference hackfest workshop summit".split())


def _shorter_names(draft: Draft) -> None:
    """ "PyCon" in a report of "PyConFR 2017" is that conference, where nothing tells it apart."""
    main = draft.event
    if main is None:
        return
    series = events.series_of(main.name)
    for other in list(draft.entities):
        if other.kind != "Event" or other is main or other.urls or not other.mentions or other.generic:
            continue
        short = events.series_of(other.name)
        if len(short) < 4 or YEAR.search(other.name) or (SPRINTS.search(other.name) and not SPRINTS.search(main.name)):
            continue
        part = len(short.split()) > 1 and series.endswith(f" {short}") and _EVENTFUL.search(other.name)
        if series != short and (series.startswith(short) or part):
            for mention in other.mentions:
                join(main, mention)
            draft.entities.remove(other)


def _category(words: str) -> str:
    if SPRINTS.search(words):
        return "sprint"
    if MEETINGS.search(words):
        return "meeting"
    return "conference"


def _generic(draft: Draft) -> None:
    generic = [m for m in draft.mentions if m.kind == "Event" and m.generic and m.entity is None]
    if draft.event is None:
        draft.event = _unnamed(draft, generic)
    main = draft.event
    if main is None:
        return
    own = {_category(name) for name in main.names}
    part: EntityDraft | None = next(
        (
            e
            for e in draft.entities
            if e.kind == "Event" and e is not main and not e.urls and "sprint" in fold(e.name) and "sprint" not in own
        ),
        None,
    )
    if "meeting" in own:
        _next_meeting(draft, generic)
    for mention in generic:
        if mention.entity is not None or mention.passage.quoted or mention.rule == "event-next":
            continue
        kind = _category(mention.text)
        lead = mention.passage.text[max(0, mention.i - 14) : mention.i].casefold()
        if (
            re.search(r"\b(?:an?|une?|next|prochaine?s?|another|last|every)\s+$", lead)
            and mention.passage.kind != "heading"
        ):
            continue
        if (
            kind in own
            or (kind == "conference"
            and not re.search(r"workshop|soirée|apéro|party|AG\b|forum|camp|retreat", mention.text))
        ):
            mention.entity = main
            main.mentions.append(mention)
        elif kind == "sprint" and "sprint" in mention.text.casefold() and "meeting" not in own:
            if part is None:
                part = draft.entity("Event", mention.name, local=True, generic=True)
            join(part, mention)


def _next_meeting(draft: Draft, generic: list[Mention]) -> None:
    """The next meeting, of which minutes often say when and where it will be, is an event of its own."""
    ahead = [m for m in generic if m.rule == "event-next" and not m.passage.quoted]
    if any(_announced(mention) for mention in ahead):
        entity = draft.entity("Event", ahead[0].name, local=True)
        for mention in ahead:
            join(entity, mention)


def _announced(mention: Mention) -> bool:
    """Whether a next meeting has a day, or a line of its own."""
    i, j = _around(mention)
    text = mention.passage.text
    return (len(text) < 40 and mention.passage.kind in ("heading", "item")) or bool(date_ranges(text[i:j]))


def _unnamed(draft: Draft, generic: list[Mention]) -> EntityDraft | None:
    """The event that a text only calls "the hackathon" or "this meeting"."""
    counts: dict[str, list[Mention]] = {}
    for mention in generic:
        lead = mention.passage.text[max(0, mention.i - 14) : mention.i].casefold()
        if mention.rule == "event-next" or re.search(
            r"\b(?:an?|une?|next|prochaine?s?|another|last|every)\s+(?:\w+\s+)?$", lead
        ):
            continue
        counts.setdefault(fold(mention.name).rstrip("s"), []).append(mention)
    if not counts:
        return None
    best = max(counts.values(), key=lambda ms: (len(ms), -ms[0].passage.index, -ms[0].i))
    if len(best) < 2 and not draft.labels and best[0].passage.index > 2:
        return None
    entity = draft.entity("Event", best[0].name, local=True, generic=True)
    for mention in best:
        join(entity, mention)
    return entity


def _parts(draft: Draft) -> None:
    """State what is part of the main event: its sprints, tracks and days."""
    main = draft.event
    if main is None:
        return
    for entity in draft.entities:
        if entity.kind != "Event" or entity is main or not entity.mentions:
            continue
        mention = entity.mentions[0]
        if entity.generic:
            i, j = _around(mention)
            draft.fact(
                entity, "partOf", main, mention.passage, i, j, rule="part-by-noun", confidence=0.8, rung=Rung.DOCUMENT
            )
            continue
        _within(draft, main, entity)


_AT = re.compile(
    r"^\s*(?:,\s*)?(?:at|@|à|à la|au|during|de|of|pendant|lors de|within|au sein d[eu])\s+(?:the\s+|la\s+|l['’])?$",
    re.I,
)


def _within(draft: Draft, main: EntityDraft, other: EntityDraft) -> None:
    """State that the main event is part of another where a title says "X at Y"."""
    for passage in draft.passages:
        if passage.kind != "heading" and passage.index > 0:
            continue
        here = draft.mentions_in(passage)
        for one in [m for m in here if m.entity is main and SPRINTS.search(m.text)]:
            for two in [m for m in here if m.entity is other]:
                if two.i >= one.j and _AT.match(passage.text[one.j : two.i]):
                    draft.fact(
                        main,
                        "partOf",
                        other,
                        passage,
                        one.i,
                        two.j,
                        rule="part-by-title",
                        confidence=0.88,
                        rung=Rung.STRUCTURAL,
                    )
                    return


def _around(mention: Mention) -> tuple[int, int]:
    """The sentence of a mention."""
    for i, j in mention.passage.sentences:
        if i <= mention.i < j:
            return i, j
    return mention.i, mention.j
