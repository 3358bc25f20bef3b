"""Gatherings within or after the event reported on: parties and dinners, the next meeting, and names that the words after them explain."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.date_ranges import date_ranges
from hallway.extractors.draft import Draft
from hallway.extractors.events import NOUNS
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.extractors.words import is_common
from hallway.schema.gazetteer import gazetteers

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_SOCIAL = CuedPattern(
    rf"\b(?:the|an?|our|their|this|traditional|usual|annual|,|and|was|for)\s+(?:(?:now\s+)?(?:traditional|usual|annual|great|big|huge|fun|famous|legendary|official|nice|excellent|three-hour|two-hour)\s+){{0,2}}"
    rf"(?P<event>(?:(?:{_DAY}\s+(?:night|evening)|[\w-]+[’']s?|closing|opening|welcome|farewell|boat|speakers?|community|social|conference|anniversary|birthday|launch|release|beer|pre-conference|post-conference|pre-registration|after|evening|hacker|christmas|halloween|summer|wine|pizza|vip|group|team|gala|\d+th anniversary|(?:pre|post)-\w+|(?-i:[{UPPER}]\w+))\s+){{1,3}}"
    r"(?:party|dinner|reception|mixer|picnic|banquet|barbecue|bbq|social|social event|event|drinks|pub crawl|meet[- ]and[- ]greet))\b(?![’']s|-)"
    r"|\b(?:the|an?|our)\s+(?P<other>(?:social event|after-?party|pre-?party|game night|movie night|pub crawl|meet[- ]and[- ]greet|key[- ]?signing party))\b",
    re.I,
)
_SOCIAL_FR = CuedPattern(
    r"\b(?P<event>(?:apéritif|apéro|repas|dîner|soirée|cocktail|pique-nique|barbecue|fête)\s+(?:(?:communautaire|conférencier|speakers?|social|d[’']ouverture|de clôture|de bienvenue|annuel(?:le)?|des (?:speakers|conférenciers|orateurs|bénévoles)|networking|geek)(?:\s+du\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+soir)?)?|du\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+soir)?))",
    re.I,
)
_NOT_SOCIAL = re.compile(r"(?:^|\s)(?:after|third|other|which|same|first|second|next|last|own|event|political|great|for)\s+(?:party|event|social|drinks|dinner)$|^(?:the|this|that|social|our|your|my)\s+(?:event|social)$|^(?:community|group|team|release|launch|\w+[’']s?)\s+event$", re.I)
_NEXT = CuedPattern(
    rf"\b(?P<event>next\s+(?:\w+\s+){{0,2}}?(?:{NOUNS}s?|user group|edition)|prochaine?s?\s+(?:\w+\s+)?{NOUNS}(?:\s+[{UPPER}]\w+)?|\b{NOUNS}\s+prochaine?)\b",
    re.I,
)
_NUMBERED = re.compile(rf"[\W_]*(?P<base>[{UPPER}][\w’'.&-]{{1,30}}(?:[ ][\w’'.&-]{{1,30}}){{0,4}})\s+(?:#|[Nn]°\s?)(?P<n>\d{{1,3}})\b")
_MEET = re.compile(r"meet-?up|apéro|rencontre|soirée|meeting|session|hack", re.I)
_SEE_YOU = re.compile(r"\b(?:see (?:you|everyone|you all|everybody)|join us|meet again|looking forward|rendez-vous|à bientôt|on se (?:voit|retrouve))\b", re.I)
_EXPLAINED = CuedPattern(
    rf"(?<![\w@/.’'-])(?P<name>[{UPPER}][\w’'.-]*\w(?:\s+[{UPPER}][\w’'.-]*\w){{0,2}})(?:(?:\s+\([^()\n]{{2,60}}\))?,\s+|\s+(?:is|was|est)\s+)(?:the|our|an?|la|le|l[’']|une?|notre)\s*(?:[\w’'()-]+\s+){{0,5}}?"
    r"(?i:conference|hackathon|sprint|unconference|meet-?up|barcamp|summit|symposium|gathering|festival|convention|conférence|conf[’']|rencontre|salon|colloque|journée|évènement|événement|rendez-vous)(?!\w)",
)
_PARTED = re.compile(r"\b(?:could not|couldn['’]t|did not|didn['’]t|missed|next year|last year|won['’]t|pas pu|raté|manqué|prochaine?)\b", re.I)


class Gatherings:
    """Finds social events, the next meeting, and names explained as events."""

    name = "gatherings"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each."""
        for passage in draft.passages:
            if passage.quoted:
                continue
            for pattern in (_SOCIAL, _SOCIAL_FR):
                for match in pattern.finditer(passage):
                    group = "event" if match.group("event") else "other"
                    if not _NOT_SOCIAL.search(match.group(group)):
                        draft.mention(passage, *match.span(group), "Event", "social-event", 0.68)
            self._next(draft, passage)
            self._explained(draft, passage)
        self._numbered(draft)

    @staticmethod
    def _numbered(draft: Draft) -> None:
        """Headings that tell one name's editions apart by their number: "LoomTown #12", "LoomTown #11"."""
        found: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
        for passage in draft.passages:
            match = _NUMBERED.match(passage.text) if passage.kind == "heading" and not passage.quoted else None
            if match and (_MEET.search(match.group("base")) or not all(is_common(w) for w in match.group("base").split())):
                found.setdefault(match.group("base").casefold(), []).append((passage, match))
        for editions in found.values():
            if len({match.group("n") for _, match in editions}) > 1:
                for passage, match in editions:
                    draft.mention(passage, match.start("base"), match.end("n"), "Event", "numbered-edition", 0.87)

    @staticmethod
    def _next(draft: Draft, passage: Passage) -> None:
        """The next meeting, where a date or "see you" makes it one: others are but wishes."""
        for match in _NEXT.finditer(passage):
            i, j = next(((i, j) for i, j in passage.sentences if i <= match.start() < j), (0, len(passage.text)))
            said = passage.text[i:j]
            below = " ".join(p.text for p in passage.children[:1]) if passage.kind == "heading" else ""
            if _SEE_YOU.search(said) or date_ranges(said, day_first=passage.language != "en") or date_ranges(below, day_first=passage.language != "en"):
                draft.mention(passage, *match.span("event"), "Event", "next-event", 0.7)

    @staticmethod
    def _explained(draft: Draft, passage: Passage) -> None:
        """ "BellHack, the first hackathon on bells": what stands before such words is an event's name."""
        known = gazetteers()
        for match in _EXPLAINED.finditer(passage):
            name = match.group("name")
            if re.search(r"[’'](?:s|m|ve|re|ll|d)$", name) or is_common(name.split()[0]) or known.technologies.get(name) or known.organizations.get(name) or known.is_city(name):
                continue
            if names.looks_full(name) or names.looks_single(name) or known.is_country(name):
                continue
            draft.mention(passage, *match.span("name"), "Event", "event-explained", 0.75)


class SocialEvents:
    """States what social events are part of, and that a first-person writer was there."""

    name = "social-events"

    def extract(self, draft: Draft) -> None:
        """Add the facts of each."""
        main = draft.event
        if main is None:
            return
        for part in [e for e in draft.entities if e.kind == "Event" and e is not main]:
            social = [m for m in part.mentions if m.rule == "social-event"]
            if not social or len(social) < len(part.mentions):
                continue
            mention = social[0]
            i, j = next(((i, j) for i, j in mention.passage.sentences if i <= mention.i < j), (mention.i, mention.j))
            draft.fact(part, "partOf", main, mention.passage, i, j, rule="social-event", confidence=0.72, rung=Rung.DOCUMENT)
            if draft.first_person and not _PARTED.search(mention.passage.text[i:j]):
                draft.fact(draft.author, "attended", part, mention.passage, i, j, rule="social-event", confidence=0.6, rung=Rung.DOCUMENT)
