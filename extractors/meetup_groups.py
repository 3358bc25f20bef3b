"""Groups that a title alone names: after a word for a meeting ("Meetup LoomTown"), or by a city and a language ("LisbonJS")."""

from __future__ import annotations

import re

from hallway.extractors.context import sentence_of
from hallway.extractors.draft import Draft
from hallway.extractors.events import MEETINGS
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.reading import Rung
from hallway.schema.gazetteer import gazetteers

_MET = re.compile(
    rf"\b(?i:meet-?up|apéro|rencontre|réunion|soirée)\s+(?i:mensuelle\s+|annuelle\s+)?(?:(?:de\s+|du\s+|des\s+)(?:la\s+)?|d[’']|de l[’'])?(?P<body>[{UPPER}][{LOWER}]+(?:[{UPPER}][{LOWER}\d]+)+)(?![\w’'-])"
)
_TOWN = re.compile(rf"(?<![\w@/.-])(?P<body>(?P<city>[{UPPER}][{LOWER}]{{2,14}})\.?(?:Rb|RB|JS|Js|Py|PHP|rb|js|py))(?![\w-])")


class MeetupGroups:
    """Finds the groups that a title names."""

    name = "meetup-groups"

    def extract(self, draft: Draft) -> None:
        """Add a mention wherever such a name stands."""
        known = gazetteers()
        stated = draft.document.metadata.title
        titles = [p.text for p in draft.passages[:2] if p.kind == "heading"] + ([stated.text] if stated else [])
        bodies = {m.group("body") for title in titles for m in _TOWN.finditer(title) if known.is_city(m.group("city"))}
        for match in (m for title in titles for m in _MET.finditer(title)):
            body = match.group("body")
            other = known.technologies.get(body) or known.event_series.get(body) or known.is_city(body)
            if not other and any(re.search(rf"\b(?:de|d[’']|chez|communauté|groupe|compte \w+) ?@?{re.escape(body)}\b", p.text) for p in draft.passages[1:]):
                bodies.add(body)
        for body in sorted(bodies):
            pattern = re.compile(rf"(?<![\w#/.-])@?{re.escape(body)}(?![\w-])")
            for passage in draft.passages:
                for found in pattern.finditer(passage.text):
                    draft.mention(passage, *found.span(), "Organization", "meetup-group", 0.87, name=body)


class MeetupHosts:
    """States that such a group holds the meeting that its title reports on."""

    name = "meetup-hosts"

    def extract(self, draft: Draft) -> None:
        """Add the fact, where one group is named so."""
        event = draft.event
        if event is None or not any(MEETINGS.search(name) for name in event.names):
            return
        named = [e for e in draft.entities if e.kind == "Organization" and any(m.rule == "meetup-group" for m in e.mentions)]
        if len(named) == 1:
            where = next(m for m in named[0].mentions if m.rule == "meetup-group")
            draft.fact(named[0], "organized", event, *sentence_of(where), rule="group-of-meetup", confidence=0.74, rung=Rung.DOCUMENT)
