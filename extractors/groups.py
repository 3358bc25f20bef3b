"""The group that a meeting bears the name of, and the one whose members a meeting's minutes count: "the BarLUG meeting", "Members present"."""

from __future__ import annotations

import re
from collections import Counter

from hallway.extractors import firms
from hallway.extractors.context import first_person_place
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.reading import Rung
from hallway.schema.folding import fold

_MEETING = re.compile(
    r"^(?:\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+)?(?:the\s+)?(?P<body>\S.*?)\s+(?:(?:members?|members[’']|monthly|weekly|regular|general|user|annual|rolling|quarterly|[a-z]+-life|\d+(?:st|nd|rd|th)?)\s+){0,3}(?:meetings?|meet-?ups?|sprints?|install-?fest|assembly)\b",
    re.I,
)
_MEMBERS = re.compile(r"\W*(?:board |other |all )?members?\b", re.I)
_FEW = 2  # mentions of a group from which on minutes may be its own


class Groups:
    """States who holds a meeting that is named after them, and who belongs to the group whose members are counted."""

    name = "groups"

    def extract(self, draft: Draft) -> None:
        """Add the facts."""
        known = {
            _key(name): entity for entity in draft.entities if entity.kind == "Organization" for name in entity.names
        }
        for event in [e for e in draft.entities if e.kind == "Event" and e.mentions]:
            for name in event.names:
                match = _MEETING.match(name)
                body = self._body(draft, match.group("body"), known) if match else None
                if body is not None:
                    where = next((m for m in event.mentions if m.i < m.j), event.mentions[0])
                    draft.fact(
                        body,
                        "organized",
                        event,
                        where.passage,
                        where.i,
                        where.j,
                        rule="group-of-meeting",
                        confidence=0.74,
                        rung=Rung.DOCUMENT,
                    )
                    if event is draft.event and draft.genre == "minutes" and draft.first_person:
                        self._scribe(draft, body, event)
                    break
        self._members(draft)

    @staticmethod
    def _scribe(draft: Draft, body: EntityDraft, event: EntityDraft) -> None:
        """Whoever writes "we" in the minutes of a group's own meeting belongs to it."""
        where = first_person_place(draft, event)
        if where is not None:
            draft.fact(
                draft.author, "memberOf", body, *where, rule="scribe-of-group", confidence=0.64, rung=Rung.DOCUMENT
            )

    @staticmethod
    def _body(draft: Draft, name: str, known: dict[str, EntityDraft]) -> EntityDraft | None:
        body = known.get(_key(name))
        if body is None and firms.GLUED.pattern.fullmatch(name):
            body = known[_key(name)] = draft.entity("Organization", name)
        return body

    @staticmethod
    def _members(draft: Draft) -> None:
        """Those listed as members present, in minutes that speak of one group more than of any other."""
        listed: list[Mention] = [
            person
            for label in draft.labels
            if label.role == "attendee" and _MEMBERS.match(label.passage.text)
            for person in label.people
            if not label.firms.get(person)
        ]
        if not listed:
            return
        told = Counter(id(m.entity) for m in draft.mentions if m.kind == "Organization" and m.entity is not None)
        first, second = [*told.most_common(2), (0, 0), (0, 0)][:2]
        if first[1] < _FEW or first[1] == second[1]:
            return
        body = next(e for e in draft.entities if id(e) == first[0])
        for person in listed:
            draft.fact(
                person,
                "memberOf",
                body,
                person.passage,
                rule="members-present",
                confidence=0.68,
                rung=Rung.DOCUMENT,
            )
        if draft.event is not None and draft.event.mentions:
            where = draft.event.mentions[0]
            draft.fact(
                body,
                "organized",
                draft.event,
                where.passage,
                where.i,
                where.j,
                rule="members-present",
                confidence=0.66,
                rung=Rung.DOCUMENT,
            )


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
