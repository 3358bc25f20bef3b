"""Mentions of organisations: known ones, names that say what they are, and names in an employer's place."""

from __future__ import annotations

import re

from hallway.extractors import links, names
from hallway.extractors.draft import Draft
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.spelling import spelled
from hallway.schema.gazetteer import gazetteers

_CAP = rf"[{UPPER}][\w&’'.-]*[\w]"
_SUFFIXED = re.compile(
    rf"(?<![\w-])(?:{_CAP}\s+(?:(?:of|for|and|&|de|du|des)\s+)?){{1,4}}(?:Inc\.?|Ltd\.?|LLC|GmbH|e\.V\.|SARL|SAS|S\.A\.|Corp(?:oration)?|Foundation|Fondation|University|Universit[éä]t?|Institute|Institut"
    rf"|College|School|Society|Association|Alliance|Consortium|Labs?|Laboratory|Laboratories|Technologies|Solutions|Consulting|Academy|Council|Agency|Ministry|Museum|Library|Hackerspace|Hackspace"
    rf"|Makerspace|Users? Group|User Group|Mongers|Federation|Cooperative|Trust)(?![\w-])(?:\s+of\s+(?:the\s+)?{_CAP}(?:\s+{_CAP})?)?"
)
_PREFIXED = re.compile(
    rf"(?<![\w-])(?:Universit(?:y|é|é de|é d[’']|ät)|Institut[eo]?|College|School|Fondation|Foundation|École|Ecole|Ministère|Ministry|Centre|Center|Mairie|Laboratoire|Conseil|Fédération|Federation)"
    rf"\s+(?:of\s+|for\s+|de\s+la\s+|de\s+l[’']|de\s+|du\s+|des\s+|d[’'])?(?:{_CAP})(?:\s+(?:(?:of|and|de|du|des|et)\s+)?{_CAP}){{0,3}}"
)
_ASSOCIATION = re.compile(rf"\b(?:association|asso|société|entreprise|company|startup|start-up|boîte|ONG|collectif|coopérative)\s+[\"«“]?\s?({_CAP}(?:\s+{_CAP}){{0,2}})")
_EMPLOYER = re.compile(
    rf"(?:\b(?:work(?:s|ed|ing)?|employed|intern(?:ship|ed)?|stage|travaill\w+|bosse\w*|embauché\w*|engineers?|developers?|développeurs?|ingénieur\w*|folks?|people|guys|team|CTO|CEO|founder|fondateur|président|president|director|manager|colleagues?|collègues?)"
    rf"\s+(?:\w+\s+)?(?:at|for|chez|from|with|of|de|d[’']|pour)\s+(?:the\s+|la\s+|l[’'])?|\bchez\s+)({_CAP}(?:\s+{_CAP}){{0,2}})"
)

_FROM = re.compile(rf",?\s+(?:from|of|de|du|d[’']|chez|at|@)\s*(?:the\s+|la\s+|l[’'])?({_CAP}(?:\s+{_CAP}){{0,2}})")
_SENT_ME = re.compile(r"[,\s]*(?:,? who |,? qui )?(?:m[’'](?:a|ont) (?:permis|envoyé|offert)|(?:kindly |generously )?(?:sent|let|allowed|paid for|flew) (?:me|us)\b)", re.I)
_PLACED = re.compile(r"\b(?:at|chez|from|by|par|employ\w+|works? (?:for|with)|joined|of|de)\s+(?:the\s+)?$", re.I)
_NEAR = re.compile(r"(?:\b(?:at|from|for|by|of|chez|de|par|with|à|du|and|et)\s+(?:the\s+)?|\()$")
_ACTS = re.compile(r"[’']s?\s|\s+(?:uses?|develops?|has|have|is|was|were|sponsor\w*|hosted|hosts|provided|paid|funded|hired|employs|utilise|développe|a|ont|sponsorise|finance|propose|recrute|embauche|accueille)\b")
_LEADS = frozenset("the a an our their his her my at from of for and by in with to le la les un une des du de et par chez".split())


class Organizations:
    """Finds organisations."""

    name = "organizations"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of an organisation."""
        for passage in draft.passages:
            self._listed(draft, passage)
            text = passage.text
            for pattern, rule, confidence in ((_SUFFIXED, "organization-suffix", 0.72), (_PREFIXED, "organization-prefix", 0.7)):
                for match in pattern.finditer(text):
                    i, j = match.span()
                    first = text[i:j].split()[0]
                    if first.casefold() in _LEADS and len(text[i:j].split()) > 2:
                        i += len(first) + 1
                    draft.mention(passage, i, j, "Organization", rule, confidence)
            for match in _ASSOCIATION.finditer(text):
                draft.mention(passage, *match.span(1), "Organization", "organization-noun", 0.66)
            self._beside_people(draft, passage)
            for match in _EMPLOYER.finditer(text):
                self._employer(draft, passage, *match.span(1))

    def _listed(self, draft: Draft, passage: Passage) -> None:
        text = passage.text
        for match in gazetteers().organizations.find(text):
            i, j, entry = match.start, match.end, match.entry
            if not spelled(text[i:j], entry):
                continue
            if entry.ambiguous and "tool" not in entry.also and not _NEAR.search(text[max(0, i - 12) : i]) and not _ACTS.match(text, j):
                continue
            url = next((t for a, b, t in passage.links if a <= i and j <= b and b - a <= j - i + 6 and links.is_root(t)), "")
            service = "tool" in entry.also or gazetteers().technologies.get(text[i:j]) is not None
            placed = bool(_PLACED.search(text[max(0, i - 24) : i]))
            sure = 0.6 if entry.ambiguous or service and not placed else 0.76
            draft.mention(passage, i, j, "Organization", "organization-lexicon", sure, url=url)

    def _beside_people(self, draft: Draft, passage: Passage) -> None:
        """"Ada Byron from Acme", and a linked name that "let me go to" the event."""
        text = passage.text
        for person in [m for m in draft.mentions if m.passage is passage and m.kind == "Person" and len(m.name.split()) > 1]:
            if match := _FROM.match(text, person.j):
                self._employer(draft, passage, *match.span(1))
        for i, j, target in passage.links:
            if _SENT_ME.match(text, j) and not links.profile_handle(target):
                draft.mention(passage, i, j, "Organization", "sender", 0.78, url=target if links.is_root(target) else "")

    def _employer(self, draft: Draft, passage: Passage, i: int, j: int) -> None:
        name = passage.text[i:j]
        known = gazetteers()
        words = name.split()
        while words and words[-1].casefold() in names.COMMON:
            j -= len(words.pop()) + 1
        if not words or words[0].casefold() in names.COMMON or known.is_city(name) or known.is_country(name):
            return
        if known.event_series.get(name) is not None or re.search(r"(?:Con|Camp|Conf|FR)$|\d{4}", name) or known.is_first_name(words[0]):
            return
        draft.mention(passage, i, i + len(passage.text[i:j].rstrip()), "Organization", "employer", 0.64)


