"""Lists of people, each with what they belong to: "- Ada Byron - Acme"; below the heading of a panel they are who spoke."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.passages import Passage
from hallway.extractors.talk_lines import firm_like, lead
from hallway.extractors.talks import TalkLine, mention_talk
from hallway.extractors.words import is_common
from hallway.schema.gazetteer import gazetteers

_ENTRY = re.compile(rf"\s*(?P<who>{names.FULL.pattern})\s*(?:\s[-–—]\s|,\s|\s?\()\s*(?P<firm>[^\s(),;:][^(),;:\n]{{1,44}}?)\)?\s*[.,;]?\s*")
_TOLD = re.compile(r"\b(?:panel(?:ist|list|iste)?s?|table ronde|tables rondes|round ?table|débat|debate|speakers?|orateurs|intervenant(?:e?s|·e·s)|moderat\w+)\b", re.I)
_NONE = ("independent", "freelance", "freelancer", "indépendant", "student", "étudiant", "retired", "remote")
_PANEL = re.compile(r"\b(?:panel|table ronde|round ?table|débat|debate|fireside chat|Q&A)\b", re.I)


class SpeakerLists:
    """Finds people in lists where most entries are a name and an organisation."""

    name = "speaker-lists"

    def extract(self, draft: Draft) -> None:
        """Add their mentions; below a panel's heading also its talk line."""
        groups: dict[int, list[Passage]] = {}
        for passage in draft.passages:
            if passage.kind == "item" and passage.parent is not None and not passage.quoted and len(passage.text) < 120:
                groups.setdefault(passage.parent.index, []).append(passage)
        lined = {line.passage.index for line in draft.talks}
        for index, group in groups.items():
            found = [(p, m) for p in group if (m := _ENTRY.fullmatch(p.text)) is not None]
            known = [m for _, m in found if names.starts_with_first_name(m.group("who"))]
            if len(found) < 3 or 3 * len(found) < 2 * len(group) or 2 * len(known) < len(found):
                continue
            towns = sum(gazetteers().is_city(m.group("firm")) for _, m in found)
            people = [self._entry(draft, passage, match, from_towns=2 * towns >= len(found)) for passage, match in found]
            heading = next((a for a in (draft.passages[index], *draft.passages[index].ancestors()) if a.kind == "heading"), None)
            if heading is None or heading.index in lined or not _PANEL.search(heading.text):
                continue
            before = " ".join(p.text for p in draft.passages[heading.index : found[0][0].index])
            if _TOLD.search(before):
                at, _, _ = lead(heading.text)
                talk = mention_talk(draft, heading, at, len(heading.text), "panel-list", 0.86)
                if talk.name:
                    draft.talks.append(TalkLine(heading, talk, people, {}, None, "panel-list", 0.84))

    @staticmethod
    def _entry(draft: Draft, passage: Passage, match: re.Match[str], *, from_towns: bool) -> Mention:
        person = draft.mention(passage, *match.span("who"), "Person", "speaker-list", 0.9)
        firm = match.group("firm")
        if from_towns:
            return person
        if firm_like(firm) and firm[0].isupper() and len(firm.split()) < 6 and not all(is_common(word) for word in firm.split()) and firm.casefold() not in _NONE:
            draft.mention(passage, *match.span("firm"), "Organization", "speaker-affiliation", 0.84)
        return person
