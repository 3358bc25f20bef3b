"""Talks that a sentence tells of by who gave them: "Ada showed us Loom", "Bob's talk on yarn", "la conf de Chloé sur le fil"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.talk_facts import talk_reach
from hallway.extractors.talk_lines import NOUNS
from hallway.extractors.talks import mention_talk

_END = (
    r"(?=\s*[.,;:!?()\n|]|\s+(?:by|par|et|which|that|qui|where|was|were|in which|then|but|mais|with|avec|during|pendant|at the|so|while|en (?:nous )?\w{2,20}ant"
    r"|and (?:the|how|a|an|then|we|he|she|they|I)|from|because|before|after|via|lors)\s|\s+[-–—]\s|\s*$)"
)
_QUOTED = r"(?:[\"“«]|'')\s?[^\"“”«»\n]{3,140}?\s?(?:[\"”»]|'')"
_ACRONYM = r"(?:[A-Z][A-Z0-9+#]{1,3}(?=\s*[.,;:!?()\n]|\s+(?:et|and|un|une|an?|qui|which)\s|\s*$))"
_TOPIC = rf"(?P<topic>{_QUOTED}|{_ACRONYM}|[^.,;:!?()\n|\"“«]{{4,90}}?{_END})"
_ASIDE = r"(?:\s*\([^()\n]{1,60}\))?(?:,[^,.;:!?\n]{1,40},)?"
_THEN = r"(?:(?:then|also|next|later|finally|kindly|even|has|have|had|just|again|both|first|\w+ly|ensuite|aussi|enfin|puis|également)\s+){0,2}"
_SUBJECT = r"(?:on|about|sur|over|covering|regarding|à propos d[eu]s?|autour d[eu]s?|concernant|:|,? (?:titled|entitled|called|named|intitulée?|nommée?))"

_ABOUT = re.compile(
    rf"{_ASIDE},?\s+(?:who\s+)?{_THEN}(?:talk(?:ed|s|ing)|spoke|speaks|speaking|lectured|told (?:us|everyone|the (?:group|audience|room)))\s+(?:(?:to )?(?:us|everyone)\s+)?(?:briefly\s+|a bit\s+|at length\s+)?(?:about|on)\s+{_TOPIC}"
    rf"|{_ASIDE}\s+(?:(?:nous|vous)\s+)?(?:a|ont|avait|avaient|est venue?)\s+(?:{_THEN})?(?:nous\s+)?(?:parlé|parler|discuté|causé)\s+(?:un peu\s+|longuement\s+)?(?:de\s+la\s+|de\s+l[’']|de\s+|d[’']|du\s+|des\s+|sur\s+)(?P<topic2>{_QUOTED}|[^.,;:!?()\n|\"“«]{{4,90}}?{_END})"
)
_SHOWED = re.compile(
    rf"{_ASIDE},?\s+{_THEN}(?:presented|presents|presenting|demoed|demo[’']d|demonstrated|showcased|(?:showed|told|taught) us|walked (?:us|everyone) through|introduced us to|gave us (?:an? )?(?:\w+ )?(?:tour|overview|introduction|update|demo) (?:of|to|on))\s+(?:us\s+|to us\s+)?{_TOPIC}"
    rf"|{_ASIDE}\s+(?:nous\s+(?:a|à|ont)\s+(?:{_THEN})?(?:présenté|montré|expliqué|raconté|exposé|détaillé|fait découvrir)|(?:a|ont)\s+(?:{_THEN})?(?:présenté|exposé|pu (?:nous )?(?:montrer|présenter)|mené une discussion sur)|nous\s+(?:présente|montre|explique|raconte|expose))\s+(?P<topic2>{_QUOTED}|{_ACRONYM}|[^.,;:!?()\n|\"“«]{{4,90}}?{_END})"
)
_OF_DAY = re.compile(
    r"\w+ (?:of|for|de|du|d[’']) ?(?:the |this |that |la |le |l[’'])?(?:first |last |second )?(?:day|morning|afternoon|evening|night|track|session|conference|meeting|meetup|event|weekend|journée|soirée|matinée|jour|matin)\b",
    re.I,
)
_UP_WAS = re.compile(
    r"\b(?:(?:first|next|second|third|then|finally|last)(?: (?:one|up|in line))?,? (?:up,? )?(?:was|came|is|were)|(?:opened|closed|started|kicked off|followed) (?:by|with)|followed by|(?:vient|venait|est venu) ensuite|suivie? (?:de|par))\s+(?:our |the |notre )?(?:own )?$",
    re.I,
)
_WITH_TITLE = re.compile(rf"{_ASIDE}\s*(?:,|:)?\s+(?:with|and|avec|et|presenting|présentant)\s+(?:(?:his|her|their|a|the|son|sa|leur) (?:talk|presentation|présentation|conférence)\s*[,:]?\s*)?(?P<title>{_QUOTED}|[A-ZÀ-Þ][^.,;!?()\n|\"“«]{{8,90}}?(?=\s*[.,;:!?()\n|]|\s*$))")
_MADE_INTRODUCTION = re.compile(
    rf"(?:\s+(?:de|d[’']|from|of|chez)\s*[^.,;:!?()\n]{{2,30}}?)?{_ASIDE}\s+{_THEN}(?:(?:nous\s+)?(?:a|ont)\s+(?:fait|donné|proposé|assuré|animé|tenu)|(?:nous\s+)?(?:fait|propose|anime|assure)|(?:a\s+)?(?:commenc|début|enchaîn|termin|continu)(?:e|é|ait)\s+(?:par|avec)|ouvre\s+(?:la \w+ )?(?:par|avec)|gave|gives|did|made|delivered)\s+(?:us\s+)?(?:une?|an?|the|la|l[’']|le)\s*(?:(?:very|short|quick|brief|great|nice|good|petite|rapide|courte|brève|belle)\s+){{0,2}}(?P<talk>(?:(?:conférence|présentation|session)\s+d[’'])?(?:introduction|intro|overview|update|démo|démonstration|demo|tour|présentation|conférence|rappel|aperçu|état des lieux|retour d[’']expérience)\s+(?:à|aux?|to|of|sur|d[eu]s?|d[’'])\s+{_TOPIC})"
)
_INVITED = re.compile(
    rf"{_ASIDE}\s+(?:(?:à|pour)\s+(?:venir\s+)?(?:nous\s+)?(?:donner|faire|animer|présenter|tenir)\s+(?:une?|l[’']|la|le)\s*(?P<talk>(?:\w+\s+)?{NOUNS}\s+{_SUBJECT}\s+{_TOPIC})|pour\s+(?:venir\s+)?(?:nous\s+)?parler\s+(?:de\s+la\s+|de\s+l[’']|de\s+|d[’']|du\s+|des\s+)?(?P<topic2>[^.,;:!?()\n|\"“«]{{4,90}}?{_END}))",
    re.I,
)
"""Whom a group invited to speak: "invité Ada Byron à donner une conférence sur le fil"."""
_INVITES = re.compile(r"\b(?:invit\w+|accueill\w+|reçu\w*|fait venir)\b[^.!?;\n]{0,80}$", re.I)
_POSSESSED = re.compile(
    rf"[’']s?\s+(?:(?!{NOUNS})[\w+#.-]+\s+){{0,3}}?(?P<talk>(?:{NOUNS}|introduction|overview|update|intro)\s+(?:{_SUBJECT}|to|of)\s+{_TOPIC})"
)
_NOUN_BY = re.compile(
    rf"(?P<talk>\b{NOUNS})\s+(?:(?:was|were|is|then)\s+)?(?:given\s+|presented\s+|held\s+|led\s+)?(?:by|from|of|par|de|d[’'])\s*(?:the |our |notre )?$", re.I
)
_TITLED = re.compile(
    rf"{_ASIDE},?\s+{_THEN}(?:gave|gives|delivered|presented|held|did|ran|a (?:donné|présenté|tenu|fait|animé))\s+(?:an?|the|une?|la|le)\s+(?:[\w-]+\s+){{0,2}}?{NOUNS}\s*,?\s+(?:titled|entitled|called|named|intitulée?|nommée?)\s*:?\s+(?P<topic>{_QUOTED}|[{UPPER}][^.!?\n|\"“«]{{3,120}}?(?=[.!?](?:\s|$)|\n|,\s|\s+\(|\s*$))"
)
_INTRODUCED_BY = CuedPattern(
    rf"\b(?P<talk>(?:introductions?|intro|overview|demo|tour|présentation|{NOUNS})\s+(?:to|of|on|about|à|aux?|d[eu]s?|sur)\s+[^.,;:!?()\n]{{3,70}}?)\s*,?\s+(?:(?:was|were|has been|a été)\s+)?(?:given |presented |led |held |animée? |donnée? |présentée? )?(?:by|par)\s+(?:the |our |notre )?$",
    re.I,
)
_SOMETHING_OF = re.compile(
    r"\b(?:the|an?|la|le|l[’']|une?|cette|this)\s*(?!(?:livre|book|article|billet|post|blog|citation|quote|motto|devise|phrase|film|song|chanson|paper|formule|mots?|words?|site|message|tweet)s?\b)[\w-]{3,20}\s+(?:d[’']|de|by|of|par)\s*$",
    re.I,
)
_THEN_QUOTED = re.compile(rf"\s*[,:]?\s*(?P<topic>{_QUOTED})")
_NOUN_TOPIC = re.compile(rf"{_ASIDE},?\s+{_SUBJECT}\s+{_TOPIC}")
_ON = re.compile(rf"{_ASIDE}\s+(?:on|about|sur)\s+(?:the topic of\s+|le thème d[eu]\s+)?{_TOPIC}")
_NOUN = re.compile(rf"\b(?:{NOUNS}|interventions?|speakers?|orateurs?|oratrices?|intervenants?)\b", re.I)
_VAGUE = re.compile(
    r"^(?:(?:at|in|with|me|to|from|for|during|by|this year|last)\b.*|it|this|that|these|those|them|him|her|me|us|you|what|his|her|their|the (?:same|following|next|idea|problem|rest|team|work|results?)|how (?:they|we|he|she|it)|some|a (?:lot|bit|few)|ça|cela|ce qu|leurs?|quelques?|beaucoup|tout|que|qu[’'])\b\s*(?:\w+\s*)?$|(?:the|les|la|le)$",
    re.I,
)


_THEIRS = re.compile(r"(?:ses|son|sa|leurs?)\s+[\w’-]+(?:\s+(?:et|ou)\s+[\w’-]+)?\W*$", re.I)
"""What only says whose it is: "ses échecs"."""
_HEARD = re.compile(
    r"\b(?:écout\w+|entend\w+|voir|vu|regard\w+|listen\w* to|heard|watch\w*|saw|see|seen)\s+$", re.I
)
_SPEAK = re.compile(
    rf"{_ASIDE}\s+(?:nous\s+)?(?:présenter|expliquer|montrer|exposer|raconter|parler d[eu’'](?:s|\s)?|present|explain|show|demo|demonstrate|talk about|speak about)\s+(?:le projet |la |le |les |l[’']|the )?{_TOPIC}"
)
"""Whom the writer heard speak: "écouter Ada présenter le projet Loom"."""


class ToldTalks:
    """Finds talks beside the names of those who gave them."""

    name = "told-talks"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each, and who gave it to ``draft.givers``."""
        people: dict[int, list[Mention]] = {}
        for mention in draft.mentions:
            if mention.kind == "Person" and mention.confidence >= 0.6:
                people.setdefault(mention.passage.index, []).append(mention)
        told = talk_reach(draft)  # there, what somebody shows is the talk that the passage is about
        gave = {
            (person.passage.index, person.i) for talk, person in draft.givers if talk.passage is person.passage
        }  # whose talk is known by its link speaks of it in the rest of the sentence
        for index, named in people.items():
            passage = draft.passages[index]
            if passage.quoted or index in told or passage.kind == "heading":
                continue
            for person in sorted(named, key=lambda m: (m.i, -m.j)):
                if (index, person.i) not in gave:
                    self._told(draft, passage, person)

    @staticmethod
    def _told(draft: Draft, passage: Passage, person: Mention) -> None:
        text = passage.text
        before = text[max(0, person.i - 60) : person.i]
        if (match := _POSSESSED.match(text, person.j)) and _says(match.group("topic")):
            _give(draft, person, *match.span("talk"), "persons-talk-on", 0.74)
        elif (match := _NOUN_TOPIC.match(text, person.j)) and (noun := _NOUN_BY.search(before)) and _says(match.group("topic")):
            _give(draft, person, person.i - len(before) + noun.start("talk"), match.end("topic"), "talk-by-on", 0.76)
        elif (match := _INTRODUCED_BY.search(passage, max(0, person.i - 120), person.i)) and not _OF_DAY.match(match.group("talk")):
            _give(draft, person, *match.span("talk"), "talk-on-by", 0.72)
        elif (
            (match := _THEN_QUOTED.match(text, person.j))
            and len(match.group("topic").split()) > 3
            and _SOMETHING_OF.search(before)
        ):
            _give(draft, person, *match.span("topic"), "quoted-of", 0.68)
        elif match := _TITLED.match(text, person.j):
            _give(draft, person, *match.span("topic"), "gave-titled", 0.77)
        elif (match := _WITH_TITLE.match(text, person.j)) and _UP_WAS.search(before):
            _give(draft, person, *match.span("title"), "up-was-with", 0.76)
        elif (match := _MADE_INTRODUCTION.match(text, person.j)) and _says(match.group("topic")):
            _give(draft, person, *match.span("talk"), "made-introduction", 0.7)
        elif (match := _INVITED.match(text, person.j)) and _INVITES.search(text[max(0, person.i - 100) : person.i]) and _says(_topic(match)[0]):
            span = match.span("talk") if match.group("talk") else match.span("topic2")
            _give(draft, person, *span, "invited-to-speak", 0.72)
        elif (match := _SPEAK.match(text, person.j)) and _HEARD.search(before) and _says(match.group("topic")):
            _give(draft, person, *match.span("topic"), "heard-speak", 0.7)
        elif (match := _ABOUT.match(text, person.j)) and _says(_topic(match)[0]):
            _give(draft, person, *_topic(match)[1], "told-about", 0.66)
        elif (match := _SHOWED.match(text, person.j)) and _says(_topic(match)[0]):
            _give(draft, person, *_topic(match)[1], "showed-us", 0.62)
        elif (match := _ON.match(text, person.j)) and _NOUN.search(text[_sentence_start(passage, person.i) : person.i]) and _says(match.group("topic")):
            _give(draft, person, *match.span("topic"), "speaker-on-topic", 0.64)


def _topic(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    group = "topic" if match.group("topic") else "topic2"
    return match.group(group), match.span(group)


def _says(topic: str) -> bool:
    """Whether a topic says what a talk was about: "it" and "the same" do not."""
    topic = topic.strip()
    if _VAGUE.match(topic) or _THEIRS.match(topic):
        return False
    return topic.isupper() or sum(c.isalpha() for c in topic) > 3


def _sentence_start(passage: Passage, at: int) -> int:
    n = bisect_left(passage.sentences, at, key=lambda span: span[1])
    return passage.sentences[n][0] if n < len(passage.sentences) else 0


def _give(draft: Draft, person: Mention, i: int, j: int, rule: str, confidence: float) -> None:
    talk = mention_talk(draft, person.passage, i, j, rule, confidence)
    if talk.name:
        give(draft, talk, person)


_TOGETHER = re.compile(r"(?:\s*\([^()\n]{0,40}\))?\s*(?:,|,?\s*\b(?:and|et|with|avec)\b|&|/)\s*")


def give(draft: Draft, talk: Mention, person: Mention) -> None:
    """Note who gave a talk, with those named in one breath before: "Ada, Bob and Chloé showed us …".

    Args:
        draft: its ``givers`` are added to.
        talk: the talk.
        person: the last of those named.
    """
    here = [m for m in draft.mentions if m.kind == "Person" and m.passage is person.passage and m.confidence >= 0.6]
    draft.givers += [(talk, one) for one in fellows(here, person)]


def fellows(here: Iterable[Mention], person: Mention) -> list[Mention]:
    """A person and those of ``here`` who are named in one breath right before: "Ada, Bob and Chloé"."""
    found: list[Mention] = []
    last: Mention | None = person
    while last is not None:
        found.append(last)
        start = last.i
        last = next((m for m in here if m.j <= start and _TOGETHER.fullmatch(person.passage.text, m.j, start)), None)
    return found
