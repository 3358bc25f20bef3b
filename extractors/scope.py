"""Facts that follow from where things stand: under which talk, in whose report, on which list."""

from __future__ import annotations

import re

from hallway.extractors.draft import Draft, EntityDraft, Mention, Party
from hallway.extractors.events import SPRINTS
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.extractors.sentences import heading_project, project_here
from hallway.extractors.talks import TalkLine
from hallway.schema.gazetteer import gazetteers

_MISSED = re.compile(
    r"\b(?:missed|couldn['’]t (?:attend|see|make)|could not (?:attend|see|make)|did(?:n['’]t| not) (?:attend|see|go)|wish I (?:had|could)|pas pu (?:assister|voir|aller)|rat[ée]|manqué|n['’]ai pas (?:vu|assisté)|not on the list|(?:not|n['’]t) going to|will not|won['’]t|was cancelled|annulée?)\b",
    re.I,
)
_APART = re.compile(
    r"\b(?:could not|couldn['’]t|unable|absent|remote(?:ly)?|from afar|à distance|pas pu|last year|next|prochaine?)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:live|lives|based|from my home|next year|last year|born|moved|prochaine?|l['’]an dernier|l['’]année dernière|habite|basée?s?|rentrée? à|train|mangé|dîné|will be|flight from|leaving from)\b",
    re.I,
)
_THERE = re.compile(r"(?:\b(?:in|at|à|to|a|en|em|nach)|,|\()\s+(?:sunny |rainy |downtown |beautiful )?$", re.I)
_TOGETHER = re.compile(r"^(?:\s*\([^)]{0,40}\))?\s*(?:,|et|and|&|,\s*(?:et|and))\s*$")
_AHEAD = re.compile(
    r"\b(?:next year|upcoming|will be|are going to|am going to|is going to|see you (?:at|in)|join us|register|prochaine?|l['’]an prochain|aura lieu|irons|serons|se tiendra|inscri\w+)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:I|we|my|our|us|je|j['’]|nous|notre|mon|ma|on)\b", re.I)


class Scope:
    """States what structure implies, once entities and the frame are known."""

    name = "scope"

    def extract(self, draft: Draft) -> None:
        """Add the facts of talk lines, labels and the report as a whole."""
        self._author_attended(draft)
        covered: dict[int, TalkLine] = {}
        lines = {line.passage.index: line for line in draft.talks}
        for line in draft.talks:
            self._talk_line(draft, line)
            for below in self._reach(draft, line, lines):
                covered[below.index] = line
        for passage in draft.passages:
            if (under := covered.get(passage.index)) is not None:
                self._uses(draft, under, passage)
        self._prose_talks(draft, {id(line.talk.entity) for line in draft.talks})
        self._labels(draft, {id(label) for line in draft.talks for label in line.labels})
        self._held_in(draft)
        self._sprint(draft, covered)

    # --- the report as a whole ---------------------------------------------------------------------------------
    def _author_attended(self, draft: Draft) -> None:
        event = draft.event
        if event is None or not (draft.first_person or draft.labels):
            return
        if self._to_come(draft, event):
            return
        where = _first_person_place(draft, event) or (event.mentions[0] if event.mentions else None)
        if where is not None:
            passage, i, j = _sentence(where) if isinstance(where, Mention) else where
            for signer in draft.signers:
                draft.fact(
                    signer,
                    "attended",
                    event,
                    passage,
                    i,
                    j,
                    rule="author-was-there",
                    confidence=0.8,
                    rung=Rung.DOCUMENT,
                )
        for part in draft.entities:
            if part.kind == "Event" and part.generic and part is not event and part.mentions:
                passage, i, j = _sentence(part.mentions[0])
                draft.fact(
                    draft.author,
                    "attended",
                    part,
                    passage,
                    i,
                    j,
                    rule="author-was-there",
                    confidence=0.6,
                    rung=Rung.DOCUMENT,
                )

    @staticmethod
    def _to_come(draft: Draft, event: EntityDraft) -> bool:
        """Whether every mention of the event stands among words of what is still to come."""
        ahead = [
            bool(_AHEAD.search(m.passage.text[max(0, m.i - 70) : m.j + 40])) for m in event.mentions if not m.generic
        ]
        return bool(ahead) and all(ahead[1:] or ahead) and any(ahead)

    # --- talks -------------------------------------------------------------------------------------------------
    def _talk_line(self, draft: Draft, line: TalkLine) -> None:
        passage, talk = line.passage, line.talk
        whole = (0, len(passage.text))
        event = event_here(draft, passage)
        if event is not None:
            draft.fact(
                talk, "partOf", event, passage, *whole, rule="talk-in-report", confidence=0.85, rung=Rung.DOCUMENT
            )
        for speaker in line.speakers:
            if speaker.passage is passage:
                shown = (passage, min(talk.i, speaker.i), max(speaker.j, talk.j))
            else:
                shown = (speaker.passage, 0, len(speaker.passage.text))
            draft.fact(
                speaker, "presented", talk, *shown, rule=line.rule, confidence=line.confidence, rung=Rung.STRUCTURAL
            )
            firm = line.firms.get(speaker)
            if firm is not None:
                draft.fact(
                    speaker,
                    "memberOf",
                    firm,
                    passage,
                    min(speaker.i, firm.i),
                    max(speaker.j, firm.j),
                    rule="speaker-affiliation",
                    confidence=0.85,
                    rung=Rung.STRUCTURAL,
                )
        if line.told is not None and not line.speakers:
            self._told(draft, line, line.told)
        for label in line.labels:
            predicate = "presented" if label.role in ("presenter", "scribe") else "attendedTalk"
            for person in label.people:
                draft.fact(
                    person,
                    predicate,
                    talk,
                    person.passage,
                    0,
                    len(person.passage.text),
                    rule=f"{label.role}-label",
                    confidence=0.88,
                    rung=Rung.STRUCTURAL,
                )
        if line.rating is not None:
            text, i, j = line.rating
            draft.fact(
                talk, "rating", text, passage, i, j, rule="rating-before-title", confidence=0.95, rung=Rung.STRUCTURAL
            )
        self._author_saw(draft, talk, passage, whole, [s.entity for s in line.speakers])

    def _told(self, draft: Draft, line: TalkLine, first: Passage) -> None:
        """The people whom the first words below a talk's heading are about gave it."""
        people = [
            m
            for m in draft.mentions_in(first)
            if m.kind == "Person" and m.entity is not None and m.entity is not draft.author
        ]
        if not people or people[0].i > 220:
            return
        _, i, j = _sentence(people[0])
        for person in people:
            # "A and B": those named in one breath with the first
            if person is not people[0] and not _TOGETHER.match(
                first.text[people[people.index(person) - 1].j : person.i]
            ):
                break
            draft.fact(
                person,
                "presented",
                line.talk,
                first,
                i,
                j,
                rule="first-named-below",
                confidence=0.66,
                rung=Rung.DOCUMENT,
            )
            line.speakers.append(person)

    def _author_saw(
        self, draft: Draft, talk: Mention, passage: Passage, span: tuple[int, int], speakers: list[EntityDraft | None]
    ) -> None:
        """In a first-person report the talks it tells of are those its author saw, unless it says otherwise."""
        if (
            not draft.first_person
            or draft.author in speakers
            or any(label.role == "attendee" for label in draft.labels)
        ):
            return
        if _MISSED.search(passage.text[span[0] : span[1]]):
            return
        draft.fact(
            draft.author,
            "attendedTalk",
            talk,
            passage,
            *span,
            rule="author-reports-talk",
            confidence=0.6,
            rung=Rung.DOCUMENT,
        )

    @staticmethod
    def _reach(draft: Draft, line: TalkLine, lines: dict[int, TalkLine]) -> list[Passage]:
        """The passages that are about a talk: its line, what stands under it, and for a lone line what follows it."""
        found = [line.passage]
        stack = list(reversed(line.passage.children))
        while stack:
            below = stack.pop()
            if below.index in lines:
                continue
            found.append(below)
            stack.extend(reversed(below.children))
        if line.passage.kind in ("paragraph", "cell"):
            for following in draft.passages[line.passage.index + 1 :]:
                if (
                    following.index in lines
                    or following.kind == "heading"
                    or following.parent is not line.passage.parent
                ):
                    break
                if line.passage.kind == "cell" and following.row != line.passage.row:
                    break
                found.append(following)
        return found

    def _uses(self, draft: Draft, line: TalkLine, passage: Passage) -> None:
        for mention in draft.mentions_in(passage):
            if mention.group == "Software" and mention.entity is not None:
                titled = passage is line.passage
                if not titled and len(mention.entity.mentions) < 2 and _plumbing(mention.name):
                    continue
                _, i, j = _sentence(mention) if not titled else (passage, 0, len(passage.text))
                draft.fact(
                    line.talk,
                    "uses",
                    mention,
                    passage,
                    i,
                    j,
                    rule="tool-in-talk",
                    confidence=0.75 if titled else 0.6,
                    rung=Rung.STRUCTURAL,
                )

    def _prose_talks(self, draft: Draft, lined: set[int]) -> None:
        for talk in [m for m in draft.mentions if m.kind == "Talk" and id(m.entity) not in lined]:
            passage, i, j = _sentence(talk)
            event = event_here(draft, passage)
            if event is not None and talk.rule != "title-event":
                draft.fact(
                    talk, "partOf", event, passage, i, j, rule="talk-in-report", confidence=0.7, rung=Rung.DOCUMENT
                )
            inside = [m for m in draft.mentions_in(passage) if talk.i <= m.i and m.j <= talk.j]
            people = [m for m in inside if m.kind == "Person"]
            if talk.rule == "talk-about-by":
                people = [m for m in draft.mentions_in(passage) if m.kind == "Person" and 0 <= m.i - talk.j < 12][:1]
            if talk.rule == "talk-told":
                people = [m for m in draft.mentions_in(passage) if m.kind == "Person" and i <= m.i and m.j < talk.i][
                    -1:
                ]
            if talk.rule in ("talk-by", "talk-of", "talk-about-by", "talk-told"):
                for person in people:
                    draft.fact(
                        person, "presented", talk, passage, i, j, rule=talk.rule, confidence=0.85, rung=Rung.VERBATIM
                    )
            near = [m for m in draft.mentions_in(passage) if m.group == "Software" and talk.i <= m.i and m.j <= j]
            for mention in near:
                draft.fact(
                    talk,
                    "uses",
                    mention,
                    passage,
                    i,
                    j,
                    rule="tool-in-talk-title",
                    confidence=0.7 if mention in inside else 0.5,
                    rung=Rung.VERBATIM,
                )
            self._author_saw(draft, talk, passage, (i, j), [p.entity for p in people])

    # --- labels ------------------------------------------------------------------------------------------------
    def _labels(self, draft: Draft, of_talks: set[int]) -> None:
        event = draft.event
        for label in draft.labels:
            for person, firms in label.firms.items():
                for firm in firms:
                    draft.fact(
                        person,
                        "memberOf",
                        firm,
                        person.passage,
                        0,
                        len(person.passage.text),
                        rule="attendance-affiliation",
                        confidence=0.8,
                        rung=Rung.STRUCTURAL,
                    )
            if event is None or label.role == "absent":
                continue
            here = event_here(draft, label.passage) or event
            for person in label.people:
                if label.role == "team" or (label.role == "attendee" and label.passage.kind != "heading"):
                    project = (
                        project_here(draft, label.passage)
                        if label.role == "team"
                        else heading_project(draft, label.passage)
                    )
                    if project is not None:
                        draft.fact(
                            person,
                            "worksOn",
                            project,
                            person.passage,
                            0,
                            len(person.passage.text),
                            rule=f"{label.role}-list",
                            confidence=0.8,
                            rung=Rung.STRUCTURAL,
                        )
                if label.role in ("attendee", "scribe", "organizer", "presenter", "team"):
                    draft.fact(
                        person,
                        "attended",
                        here,
                        person.passage,
                        0,
                        len(person.passage.text),
                        rule=f"{label.role}-list",
                        confidence=0.9 if label.role == "attendee" else 0.7,
                        rung=Rung.STRUCTURAL,
                    )
                if label.role == "organizer" and id(label) not in of_talks:
                    draft.fact(
                        person,
                        "organized",
                        here,
                        person.passage,
                        0,
                        len(person.passage.text),
                        rule="organizer-label",
                        confidence=0.85,
                        rung=Rung.STRUCTURAL,
                    )

    # --- sprints -----------------------------------------------------------------------------------------------
    def _sprint(self, draft: Draft, covered: dict[int, TalkLine]) -> None:
        """In the report of a sprint, who is named did something there, and to the project it stands under."""
        event = draft.event
        if event is None or not any(SPRINTS.search(name) for name in event.names):
            return
        unlike = {
            id(person.entity)
            for label in draft.labels
            if label.role in ("absent", "sponsor")
            for person in label.people
        }
        for passage in draft.passages:
            if passage.quoted or passage.index in covered or (passage.kind == "heading" and passage.index == 0):
                continue
            project = project_here(draft, passage)
            for mention in draft.mentions_in(passage):
                if mention.kind != "Person" or mention.entity is None or id(mention.entity) in unlike:
                    continue
                passage_, i, j = _sentence(mention)
                if _APART.search(passage.text[i:j]) or _AHEAD.search(passage.text[i:j]):
                    continue
                draft.fact(
                    mention,
                    "attended",
                    event,
                    passage_,
                    i,
                    j,
                    rule="named-in-sprint-report",
                    confidence=0.65,
                    rung=Rung.DOCUMENT,
                )
                if project is not None:
                    draft.fact(
                        mention,
                        "worksOn",
                        project,
                        passage_,
                        i,
                        j,
                        rule="named-in-sprint-report",
                        confidence=0.55,
                        rung=Rung.DOCUMENT,
                    )
        if draft.project is not None and draft.first_person:
            where = _first_person_place(draft, event)
            if where is not None:
                draft.fact(
                    draft.author,
                    "worksOn",
                    draft.project,
                    *where,
                    rule="author-at-sprint",
                    confidence=0.6,
                    rung=Rung.DOCUMENT,
                )

    # --- places ------------------------------------------------------------------------------------------------
    def _held_in(self, draft: Draft) -> None:
        """A place beside an event's name in a title or a heading is where it was held."""
        for label in draft.labels:
            if label.role == "place" and draft.event is not None:
                for mention in draft.mentions_in(label.passage):
                    if mention.kind == "Place":
                        draft.fact(
                            draft.event,
                            "heldIn",
                            mention,
                            label.passage,
                            0,
                            len(label.passage.text),
                            rule="place-label",
                            confidence=0.85,
                            rung=Rung.STRUCTURAL,
                        )
        self._probable_place(draft)
        for passage in draft.passages:
            if passage.kind != "heading" and passage.index > 0:
                continue
            mentions = draft.mentions_in(passage)
            found = [m for m in mentions if m.kind == "Place"]
            events = [m for m in mentions if m.kind == "Event"]
            if passage.kind == "heading" and len(events) == 1 and len(found) == 1:
                draft.fact(
                    events[0],
                    "heldIn",
                    found[0],
                    passage,
                    0,
                    len(passage.text),
                    rule="place-in-heading",
                    confidence=0.75,
                    rung=Rung.STRUCTURAL,
                )

    def _probable_place(self, draft: Draft) -> None:
        """The city in an event's name, or the first city a report tells of being in, is where it was held."""
        event = draft.event
        if event is None:
            return
        stated = {
            id(_entity(f.object))
            for f in draft.facts
            if f.predicate == "heldIn" and _entity(f.subject) is event and not isinstance(f.object, str)
        }
        known = gazetteers()
        for mention in event.mentions:
            for word in re.finditer(r"[A-ZÀ-Þ][\w’-]+", mention.text):
                if word.start() and known.is_city(word.group()) and not known.is_first_name(word.group()):
                    place = next(
                        (e for e in draft.entities if e.kind == "Place" and e.name == word.group()), None
                    ) or draft.entity("Place", word.group())
                    draft.fact(
                        event,
                        "heldIn",
                        place,
                        mention.passage,
                        mention.i,
                        mention.j,
                        rule="city-in-event-name",
                        confidence=0.75,
                        rung=Rung.STRUCTURAL,
                    )
                    return
        if stated:
            return
        for passage in draft.passages[:7]:
            for mention in draft.mentions_in(passage):
                if mention.kind != "Place" or not known.is_city(mention.name):
                    continue
                _, i, j = _sentence(mention)
                others = [
                    m
                    for m in draft.mentions_in(passage)
                    if m.kind == "Event" and i <= m.i < j and m.entity is not event
                ]
                if (
                    others
                    or _ELSEWHERE.search(passage.text[i:j])
                    or not _THERE.search(passage.text[max(0, mention.i - 12) : mention.i])
                ):
                    continue
                draft.fact(
                    event, "heldIn", mention, passage, i, j, rule="city-of-report", confidence=0.62, rung=Rung.DOCUMENT
                )
                return


def event_here(draft: Draft, passage: Passage) -> Party | None:
    """The event a passage stands under: one its headings name, else the one the write-up reports on."""
    for above in passage.ancestors():
        if above.kind != "heading":
            continue
        named = [m for m in draft.mentions_in(above) if m.kind == "Event" and m.entity is not None]
        if len({id(m.entity) for m in named}) == 1:
            return named[0].entity
    return draft.event


def _plumbing(name: str) -> bool:
    """Whether a technology is a protocol or format, which talks mention in passing more often than they are about it."""
    entry = gazetteers().technologies.get(name)
    return entry is not None and entry.kind in ("protocol", "format", "os")


def _entity(party: Party | str) -> EntityDraft | None:
    return party.entity if isinstance(party, Mention) else party if isinstance(party, EntityDraft) else None


def _sentence(mention: Mention) -> tuple[Passage, int, int]:
    for i, j in mention.passage.sentences:
        if i <= mention.i < j:
            return mention.passage, i, max(j, mention.j)
    return mention.passage, mention.i, mention.j


def _first_person_place(draft: Draft, event: EntityDraft) -> tuple[Passage, int, int] | None:
    """The first sentence in the first person that names the event, else the first in the first person."""
    other: tuple[Passage, int, int] | None = None
    named = {(m.passage.index, m.i) for m in event.mentions}
    for passage in draft.passages:
        if passage.quoted:
            continue
        for i, j in passage.sentences:
            if _FIRST.search(passage.text, i, j):
                if any(p == passage.index and i <= at < j for p, at in named):
                    return passage, i, j
                other = other or (passage, i, j)
    return other
