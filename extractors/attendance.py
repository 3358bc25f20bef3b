"""Who was there: the writer, those a list names, and those whom the report of a sprint names."""

from __future__ import annotations

import re

from hallway.extractors.context import (
    entity_of,
    event_here,
    first_person_place,
    heading_project,
    project_here,
    sentence_of,
)
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.events import SPRINTS
from hallway.extractors.reading import Rung
from hallway.extractors.talk_facts import talk_reach
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_APART = re.compile(
    r"\b(?:could not|couldn['’]t|unable|not able|did not|didn['’]t|was not|wasn['’]t|promised|n['’](?:a|ont|est|était|étaient) pas|absent|remote(?:ly)?|from afar|à distance|pas pu|sponsor\w*|sponsoris\w+|donat\w+|donors?|dons?|gratefully|ringrazia\w*|last year|next|prochaine?)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:next year|upcoming|will be|are going to|am going to|is going to|see you (?:at|in)|join us|register|prochaine?|l['’]an prochain|aura lieu|irons|serons|se tiendra|inscri\w+)\b",
    re.I,
)

_SOON = re.compile(
    r"\b(?:is|are) (?:happening|taking place) (?:this|next|on)\b|\b(?:our|the) next (?:meet-?up|meeting|sprint|session|event) (?:is|will|takes)\b|\b(?:am|are|is) (?:hosting|organi[sz]ing)\b",
    re.I,
)
_INVITES = CuedPattern(
    r"\b(?:I|we)(?:['’](?:re|m|ll)| am| are| will)? (?:\w+ ){0,2}(?:look(?:ing)? forward to|hope to see|(?:be )?(?:hosting|organi[sz]ing))|\bmyself are (?:hosting|organi[sz]ing)|\bjoin us\b|\bsee you (?:there|at|in|on)\b|\bwe(?:['’]ll| will) be there\b",
    re.I,
)

_DEVELOPERS = re.compile(r"\s+(?:(?:core|dev|developers?[’']?|contributors?[’']?|maintainers?[’']?)\s+)*(?:meeting|summit)\b", re.I)


def _developers_meet(event: EntityDraft, project: EntityDraft | None) -> bool:
    """Whether an event is a meeting of those who work on a project: "Sextant developers meeting"."""
    if project is None:
        return False
    entry = gazetteers().technologies.get(project.name)
    if entry is not None and entry.kind != "software":
        return False
    titles = [title for title in event.names if _DEVELOPERS.search(title)]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}{_DEVELOPERS.pattern}", title, re.I) for name in project.names for title in titles
    )


class Attendance:
    """States who attended, and what those at a sprint worked on."""

    name = "attendance"

    def extract(self, draft: Draft) -> None:
        """Add the facts of the report as a whole, of its labels, and of sprints."""
        self._author_attended(draft)
        self._labels(draft, {id(label) for line in draft.talks for label in line.labels})
        self._sprint(draft)

    def _author_attended(self, draft: Draft) -> None:
        event = draft.event
        if event is None or not (draft.first_person or draft.labels):
            return
        if any(f.predicate == "willAttend" and entity_of(f.subject) in draft.signers and entity_of(f.object) is event for f in draft.facts):
            return  # "I am going to it" was said outright
        if self._to_come(draft, event):
            self._author_will_be_there(draft, event)
            return
        where = first_person_place(draft, event) or (event.mentions[0] if event.mentions else None)
        if where is not None:
            passage, i, j = sentence_of(where) if isinstance(where, Mention) else where
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
                passage, i, j = sentence_of(part.mentions[0])
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
    def _author_will_be_there(draft: Draft, event: EntityDraft) -> None:
        """Who invites to an event, or looks forward to it, plans to be there."""
        for passage in draft.passages:
            if passage.quoted:
                continue
            for i, j in passage.sentences:
                if _INVITES.search(passage, i, j):
                    draft.fact(
                        draft.author,
                        "willAttend",
                        event,
                        passage,
                        i,
                        j,
                        rule="author-invites",
                        confidence=0.68,
                        rung=Rung.DOCUMENT,
                    )
                    return

    @staticmethod
    def _to_come(draft: Draft, event: EntityDraft) -> bool:
        """Whether every mention of the event stands among words of what is still to come."""
        near = [m.passage.text[max(0, m.i - 70) : m.j + 40] for m in event.mentions if not m.generic]
        ahead = [bool(_AHEAD.search(words) or _SOON.search(words)) for words in near]
        return bool(ahead) and all(ahead[1:] or ahead) and any(ahead)

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
                            rule=f"{label.role}-list",
                            confidence=0.8,
                            rung=Rung.STRUCTURAL,
                        )
                if label.role in ("attendee", "scribe", "organizer", "presenter", "team", "met") and person not in label.away:
                    draft.fact(
                        person,
                        "attended",
                        here,
                        person.passage,
                        rule=f"{label.role}-list",
                        confidence=0.88 if label.role == "attendee" else 0.7,
                        rung=Rung.STRUCTURAL,
                    )
                if label.role == "organizer" and id(label) not in of_talks:
                    draft.fact(
                        person,
                        "organized",
                        here,
                        person.passage,
                        rule="organizer-label",
                        confidence=0.85,
                        rung=Rung.STRUCTURAL,
                    )

    def _sprint(self, draft: Draft) -> None:
        """In the report of a sprint, who is named did something there, and to the project it stands under."""
        event = draft.event
        if event is None or not (
            any(SPRINTS.search(name) for name in event.names) or _developers_meet(event, draft.project)
        ):
            return
        covered = talk_reach(draft)
        about = _named_after(draft, event)
        unlike = {
            id(person.entity)
            for label in draft.labels
            if label.role in ("absent", "sponsor")
            for person in label.people
        }
        for passage in draft.passages:
            if passage.quoted or passage.index in covered or (passage.kind == "heading" and passage.index == 0):
                continue
            project = heading_project(draft, passage) or about
            for mention in draft.mentions_in(passage):
                if mention.kind != "Person" or mention.entity is None or id(mention.entity) in unlike:
                    continue
                passage_, i, j = sentence_of(mention)
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
        if about is not None and draft.first_person and any(SPRINTS.search(name) for name in event.names):
            where = first_person_place(draft, event)
            if where is not None:
                draft.fact(
                    draft.author,
                    "worksOn",
                    about,
                    *where,
                    rule="author-at-sprint",
                    confidence=0.6,
                    rung=Rung.DOCUMENT,
                )


def _named_after(draft: Draft, event: EntityDraft) -> EntityDraft | None:
    """The software that a sprint is named after, or that the write-up's title names; a language is only what it is held in."""
    project = draft.project
    if project is None:
        return None
    entry = gazetteers().technologies.get(project.name)
    if entry is not None and entry.kind in ("language", "service", "protocol", "format", "standard", "os"):
        return None
    stated = draft.document.metadata.title
    titles = [p.text for p in draft.passages[:2] if p.kind == "heading"] + ([stated.text] if stated is not None else [])
    named = " ".join(f" {fold(name)} " for name in (*event.names, *titles))
    return project if any(f" {fold(name)} " in named for name in project.names) else None
