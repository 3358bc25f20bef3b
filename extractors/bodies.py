"""Facts that an organisation's own name or address shows: the owner of a repository, the team of a software, the body that meets."""

from __future__ import annotations

import re

from hallway.extractors.draft import Draft, EntityDraft
from hallway.extractors.links import repository_name
from hallway.extractors.reading import Rung
from hallway.extractors.words import stands_in
from hallway.schema.folding import fold

OWNER = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|framagit\.org)/([A-Za-z][\w-]{2,38})/[\w.-]+"
)
"""The address of a repository; its group is the owner."""

_TEAM = re.compile(r"[\s-]+(?:core[\s-]+|release[\s-]+|development[\s-]+|dev[\s-]+)*(?:team|developers|core)$", re.I)
_MEETING = re.compile(
    r"\b(?:members?[’']?s?[’']?|board|committee|council|team|wg|working group|psc)[’']?\s+(?:meeting|call)|\bmembers[’']? meeting|^(?:réunion|point|bureau|comité|assemblée générale|ag|conseil)\b",
    re.I,
)


_OPENED = re.compile(
    r",?\s*[(\[](?!(?:thanks|via|sponsored|not|paid|hosted|for|by)\b)(?:[^()\[\]]{0,60}?(?:,|/|\bat|\bof|\bfrom|@|-|chez)\s*)?(?:the\s+)?",
    re.I,
)
_CLOSED = re.compile(r"\s*[)\]]")


class Bodies:
    """States what software an organisation makes, who stands beside it, and who sits in a body whose meeting is minuted."""

    name = "bodies"

    def extract(self, draft: Draft) -> None:
        """Add the facts."""
        firms: dict[str, EntityDraft] = {}
        software: dict[str, EntityDraft] = {}
        for entity in draft.entities:
            found = firms if entity.kind == "Organization" else software if entity.group == "Software" else None
            if found is not None:
                for name in entity.names:
                    found.setdefault(_key(name), entity)
        self._owners(draft, firms, software)
        self._teams(draft, software)
        self._meeting(draft)
        self._beside(draft)

    @staticmethod
    def _owners(draft: Draft, firms: dict[str, EntityDraft], software: dict[str, EntityDraft]) -> None:
        """A repository belongs to the organisation whose name is its owner's."""
        for passage in draft.passages:
            for i, j, target in passage.links:
                match = OWNER.match(target)
                firm = firms.get(_key(match.group(1))) if match else None
                made = software.get(_key(repository_name(target))) if firm is not None else None
                if match and firm is not None and any(key.startswith(_key(match.group(1))) for key in software):
                    continue  # a project's own group: its people are those who work on it
                if firm is not None and made is not None and i < j:
                    a, b = next(((a, b) for a, b in passage.sentences if a <= i < b), (i, j))
                    draft.fact(
                        firm,
                        "develops",
                        made,
                        passage,
                        a,
                        max(b, j),
                        rule="repository-owner",
                        confidence=0.74,
                        rung=Rung.STRUCTURAL,
                    )

    @staticmethod
    def _teams(draft: Draft, software: dict[str, EntityDraft]) -> None:
        """The Loom team makes Loom."""
        for mention in draft.mentions:
            if mention.kind != "Organization" or mention.entity is None:
                continue
            match = _TEAM.search(mention.name)
            made = software.get(_key(mention.name[: match.start()])) if match else None
            if made is not None:
                a, b = next(
                    ((a, b) for a, b in mention.passage.sentences if a <= mention.i < b), (mention.i, mention.j)
                )
                draft.fact(
                    mention,
                    "develops",
                    made,
                    mention.passage,
                    a,
                    max(b, mention.j),
                    rule="team-of-software",
                    confidence=0.7,
                )

    @staticmethod
    def _meeting(draft: Draft) -> None:
        """Who sits in a body's own meeting belongs to it; the body holds the meeting."""
        event = draft.event
        if event is None or not any(_MEETING.search(name) for name in event.names):
            return
        bodies = [
            e for e in draft.entities if e.kind == "Organization" and any(_names(name, event) for name in e.names)
        ]
        if len(bodies) != 1 or not event.mentions:
            return
        where = event.mentions[0]
        draft.fact(
            bodies[0],
            "organized",
            event,
            where.passage,
            where.i,
            where.j,
            rule="body-of-meeting",
            confidence=0.72,
            rung=Rung.DOCUMENT,
        )
        for label in draft.labels:
            if label.role == "attendee":
                for person in label.people:
                    if not label.firms.get(person):
                        draft.fact(
                            person,
                            "memberOf",
                            bodies[0],
                            person.passage,
                            rule="body-of-meeting",
                            confidence=0.66,
                            rung=Rung.DOCUMENT,
                        )

    @staticmethod
    def _beside(draft: Draft) -> None:
        """``Ada Byron (Acme)`` and an item that reads ``Ada Byron, Acme``."""
        for passage in draft.passages:
            mentions = draft.mentions_in(passage)
            people = [m for m in mentions if m.kind == "Person" and m.entity is not None]
            for firm in [m for m in mentions if m.kind == "Organization"]:
                person = next((p for p in reversed(people) if p.j <= firm.i), None)
                if person is None:
                    continue
                between, after = passage.text[person.j : firm.i], passage.text[firm.j :]
                bracketed = _OPENED.fullmatch(between) and _CLOSED.match(after)
                item = (
                    passage.kind == "item"
                    and person.i < 3
                    and between in (", ", " - ", " – ", " — ")
                    and not after.strip(" .")
                )
                if bracketed or item:
                    end = firm.j + 1 if bracketed else firm.j
                    draft.fact(
                        person,
                        "memberOf",
                        firm,
                        passage,
                        person.i,
                        end,
                        rule="affiliation-beside",
                        confidence=0.85,
                        rung=Rung.STRUCTURAL,
                    )


def _names(name: str, event: EntityDraft) -> bool:
    """Whether an event's name speaks of a body, by its name or by what it is ("Board")."""
    if (last := name.split()[-1]) in ("Board", "Committee", "Council", "Team", "WG", "PSC"):
        name = last
    return any(stands_in(name, title) for title in event.names)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
