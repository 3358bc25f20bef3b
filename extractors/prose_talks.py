"""Talks that prose names: "the talk by X", "X's keynote", "a talk on Y", quoted titles."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.events import YEAR
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.talk_facts import talk_reach
from hallway.extractors.talk_lines import NOUNS
from hallway.extractors.talks import mention_talk
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_NAME = rf"(?:(?:Dr|Mr|Prof)\.?\s+)?[{UPPER}][{LOWER}]+(?:[ -](?:(?:de la|de|du|van der|van|von|da|dos|di) )?[{UPPER}](?:[\w.’']|-(?![{UPPER}]))+){{0,3}}"
_QT = r"(?:[\"“«]|'')\s?(?P<{0}>[^\"“”«»\n]{{3,140}}?)\s?(?:[\"”»]|'')"
_SAID = (
    NOUNS.replace("|discussions?", "")
    .replace("|débats?", "")
    .replace("|intervention", "")
    .replace("|demos?", "|demos?\\b(?! version)")
)
"""What prose calls a talk; a discussion that prose mentions is seldom a session."""
_PROSE_QUOTED = CuedPattern(
    rf"\b{NOUNS}\s+(?:(?:was|were|is|are|est|était|called|titled|entitled|named|intitulée?|nommée?|dont le titre|whose title|ayant pour titre|on|about|sur|of|de|:|,|by|par|(?-i:{_NAME}))\s+){{0,5}}{_QT.format('a')}"
    rf"|\b{NOUNS}\b[^.!?\n\"“«]{{0,60}}:\s*{_QT.format('d')}"
    rf"|{_QT.format('b')}\s*(?:,\s*)?(?:a |an |the )?\b{NOUNS}\b"
    rf"|{_QT.format('c')}\s*,?\s*(?:by|par|given by|presented by|présentée? par|animée? par)\s+(?:le\s+(?:duo|trio|binôme)\s+)?(?-i:[{UPPER}])",
    re.I,
)
_TITLED_AFTER = re.compile(
    r"[^.!?\n\"“«]{0,40}?(?:,|:|\b(?:titled|entitled|called|named|on|about|intitulée?|nommée?|sur)(?:\s+(?:the|le|la|les)\b)?)\s*[\"“«]\s?(?P<title>[^\"“”«»\n]{3,140}?)\s?[\"”»]", re.I
)
_ADJ = r"(?:(?:opening|closing|first|second|final|great|good|excellent|interesting|very|awesome|nice|brilliant|fantastic|short|quick|brief|status|invited|lightning|magistrale|excellente|super|belle|petite?)\s+)*"
_STOP = r"(?=[.,;:!?()\n]|\s(?:by|par|and|et|which|that|qui|where|was|were|is|a été|était|with|at|from|in|given|then|but|to get|so)\s|$)"
_TOPIC = rf"(?:\s+(?:was|were|is|est|était))?\s+(?:on|about|sur|regarding|covering|explaining|concernant|titled|entitled|called|intitulée?)\s*:?\s+(?:[\"“«]\s?[^\"“”«»\n]{{3,140}}?[\"”»]|[^.,;:!?()\n\"“«]{{2,90}}?{_STOP})"
"""What a talk is about, to the end of its clause."""
_PROSE_BY = CuedPattern(
    rf"\b(?P<talk>(?:{_ADJ}){NOUNS}\s+(?:(?:was|were|is)\s+)?(?:given\s+|presented\s+|held\s+)?(?:by|from|of|par|de|d[’'])\s*(?P<person>(?-i:{_NAME}))(?:(?:,| and| et| &) (?P<second>(?-i:{_NAME})))?(?:{_TOPIC})?)",
    re.I,
)
_SEVERAL = re.compile(r"(?:\w{1,30}\s+){0,6}?(?:talks|presentations|présentations|conférences|sessions|ateliers|demos|posters)\b", re.I)
_PROSE_OF = CuedPattern(
    rf"\b(?P<talk>(?P<person>{_NAME})[’']s?\s+(?:[\w+#.:-]+\s+){{0,3}}?(?:lightning talk|keynote|talk|tutorial|presentation|session|workshop|lecture|demo|BoF)\b(?:{_TOPIC})?)"
)
_PROSE_ABOUT_BY = CuedPattern(
    rf"\b(?:celle|celui|conférence|conf|présentation|atelier|talk|session|the one|one)\s+(?:sur|on|about)\s+(?P<talk>[^.,;:!?()\n]{{4,80}}?)\s+(?:de|par|d[’']|by|from)\s*(?P<person>(?-i:{_NAME}))",
    re.I,
)
_NO_VERB = r"(?!(?:with|by|and|et|of|de|that|qui|to|can|could|will|would|should|must|may|might|i|we|you|they|he|she|people|let|plus|both|all)\b|[\w’']+n['’]t\b)"
_HOSTS = r"(?!(?:un |une |a |an |ce |cette |this |that )(?:\w+ )?(?:sujets?|thèmes?|thématiques?|topics?|subjects?|themes?)\b)(?!(?:our |the |my |son |leur |le )?(?:youtube|vimeo|speac?kerdeck|slideshare|blip|dailymotion|website|site|web|blog|wiki|github|page|internet)\b)"
_PROSE_ON = CuedPattern(
    rf"\b(?:an?|the|une?|la|le|l[’']|his|her|their|my|sa|son|ma|mon|gave|another|some|this|cette)\s*+(?:{_NO_VERB}[\w’'-]{{1,30}}\s+){{0,2}}?(?P<talk>{_SAID}(?<!talks)\s+(?:on|about|sur|regarding|covering|explaining|concernant|à propos d[eu])\s+{_HOSTS}[^.,;:!?()\n]{{4,90}}?)(?=[.,;:!?()\n]|\s(?:by|par|and|et|which|that|qui|where|was|were|is|a été|était|with|at|from|in which|given|then|but|mais|to get|so)\s|\savec\s+(?-i:[{UPPER}])|$)",
    re.I,
)
_PROSE_TOLD = CuedPattern(
    rf"\b(?P<person>{_NAME})(?:\s+\([^)]{{1,40}}\))?\s+(?:then |also |next |nous |ensuite |nous a |a |nous ont )*(?:talked|spoke|gave us an overview|presented|talks|speaks|presents|parlé|présenté|expliqué|raconté|presentó|habló|apresentou)\s+(?:(?:us )?(?:about|on|over)|de|sur|sobre)\s+"
    rf"(?P<talk>[^.,;:!?()\n]{{6,90}}?)(?=[.,;:!?()\n]|\s(?:by|par|and|et|which|that|qui|where|was|were|at|from|in which|then|but|with|avec|during)\s|$)"
)
_OWN = CuedPattern(
    rf"\b(?:I|je|j[’'])\s*(?:\w+\s+){{0,2}}?(?:gave|give|delivered|presented|held|ran|donne|donné|présente|présenté|anime|animé)\s+(?P<talk>(?:my|mon|ma)\s+(?:(?:first|second|own|lightning|premier|première|second|seconde|deuxième)\s+)*{_SAID})\b",
    re.I,
)
_PROSE_NAMED = CuedPattern(
    rf"(?<![\w+#./-])(?P<talk>(?P<name>[{UPPER}](?:[\w+#/-]|\.(?=\w))+(?:\s+[{UPPER}](?:[\w+#/-]|\.(?=\w))+){{0,3}})\s+(?:status\s+)?(?:talk|keynote|tutorial|session|BoF|BOF|open space|presentation|lecture)\b)(?!\s+track)"
)
_PROSE_KEYNOTE = CuedPattern(
    r"\b(?:the|a|la|une|our|an)\s+(?P<talk>(?:(?:opening|closing|first|second|morning|final)\s+)?keynote|lightning talks|keynote d[’']ouverture)\b(?!\s+(?:by|from|de|par|speaker))",
    re.I,
)


_OPENS = re.compile(r"(?:^|[.!?:–—-]\s)\W*$")


class ProseTalks:
    """Finds talks in running text."""

    name = "prose-talks"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each talk that a sentence names."""
        told = {index for index, line in talk_reach(draft).items() if line.passage.kind in ("heading", "item")}
        lined = {line.passage.index for line in draft.talks if line.passage.kind == "item"}
        for passage in draft.passages:
            if passage.index not in told - lined:  # below a talk's heading "this talk" is that talk
                self._passage(draft, passage)

    @staticmethod
    def _passage(draft: Draft, passage: Passage) -> None:
        if passage.kind == "heading" and any(line.passage is passage for line in draft.talks):
            return
        text = passage.text
        for match in _PROSE_QUOTED.finditer(passage):
            group = next(name for name in "adbc" if match.group(name))
            title = match.group(group)
            if len(title.split()) >= 2 or title[:1].isupper():
                mention_talk(draft, passage, *match.span(group), "quoted-talk", 0.78)
        for match in _PROSE_BY.finditer(passage):
            person = match.group("person").rstrip(".")  # a full stop ends the sentence, not the name
            if _SEVERAL.match(match.group("talk")):
                continue
            if names.starts_with_first_name(person) or names.looks_full(person) or names.looks_single(person):
                at = match.start("person")
                giver = draft.mention(passage, at, at + len(person), "Person", "talk-giver", 0.77)
                if titled := _TITLED_AFTER.match(passage.text, giver.j):
                    draft.givers.append((mention_talk(draft, passage, *titled.span("title"), "quoted-talk", 0.8), giver))
                else:
                    mention_talk(draft, passage, *match.span("talk"), "talk-by", 0.72)
        for match in _PROSE_OF.finditer(passage):
            who = match.group("person")
            if names.starts_with_first_name(who) or names.looks_single(who) or names.looks_full(who):
                mention_talk(draft, passage, *match.span("talk"), "talk-of", 0.7)
        for match in _PROSE_ABOUT_BY.finditer(passage):
            if names.looks_full(match.group("person")):
                mention_talk(draft, passage, *match.span("talk"), "talk-about-by", 0.72)
        for match in _PROSE_ON.finditer(passage):
            mention_talk(draft, passage, *match.span("talk"), "talk-on", 0.6)
        for match in _PROSE_TOLD.finditer(passage):
            if names.starts_with_first_name(match.group("person")) or names.looks_full(match.group("person")):
                mention_talk(draft, passage, *match.span("talk"), "talk-told", 0.56)
        for match in _OWN.finditer(passage):
            mention_talk(draft, passage, *match.span("talk"), "own-talk", 0.66)
        for match in _PROSE_NAMED.finditer(passage):
            name = match.group("name")
            if fold(name.split()[0]) in names.COMMON or gazetteers().event_series.get(name) is not None:
                continue
            if YEAR.search(name) or (
                " " not in name and _OPENS.search(text[: match.start()]) and gazetteers().technologies.get(name) is None
            ):
                continue  # "Fun talk": a capital that only begins a sentence
            mention_talk(draft, passage, *match.span("talk"), "named-session", 0.58)
        for match in _PROSE_KEYNOTE.finditer(passage):
            mention_talk(draft, passage, *match.span("talk"), "keynote", 0.5)
