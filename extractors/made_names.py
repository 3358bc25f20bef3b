"""Mentions of software that no lexicon knows: linked names of what somebody made, and what a talk's title introduces."""

from __future__ import annotations

import re

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.words import is_common
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_MAKES = re.compile(
    r"\b(?:creat(?:ed|ing|es?)|wrote|writing|written|buil[td]|building|releas(?:ed|ing)|publish(?:ed|ing)|launch(?:ed|ing)|maintain\w*|(?:hack|work)(?:ed|ing|s)? on|contribut\w+ to|port(?:ed|ing)|review(?:ed|ing)|develop(?:ed|ing|s)"
    r"|patch(?:ed|ing)|packag(?:ed|ing)|improv(?:ed|ing)|refactor\w*|rewr(?:ote|iting)|(?:patch|patches|fix|fixes|bugs?|core|parts?|version|maintainer|author|creator|developer|contributor)s? (?:for|in|of|to)|called|named)"
    r"\s+(?:(?:the|an?|my|our|his|her|their|new|own|little|small|redesigned|excellent|old|first|official)\s+){0,4}$",
    re.I,
)
_KIND = r"(?:extension|library|module|project|script|package|plug-?in|tool|app|framework|gem|crate|driver|bot|server|client)"
_KIND_BEHIND = re.compile(rf"\s+{_KIND}s?$", re.I)
_HYPHENED = CuedPattern(rf"\b(?:the|my|our|his|her|their|a) (?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)+) {_KIND}\b")
_LOWER = CuedPattern(
    rf"\b(?:work|hack)(?:ed|ing|s)? on (?P<name>[a-z][\w.-]{{3,30}}), (?:an?|the|my|our|his|her|their) (?:[\w-]+ ){{0,4}}?(?:utility|program|{_KIND})\b"
)
_TEAM = CuedPattern(
    rf"\b(?:one of(?: the)?|(?:core|lead|long-?time|main) developers? of|(?:project )?mentor (?:for|of)|fellow|long-?time) (?P<name>[{UPPER}][\w+-]+)(?= (?:(?:core |lead )?(?:developers?|maintainers?|contributors?|committers?|hackers)\b)|[.,;)]| and | since | who )"
)
_INTRODUCES = re.compile(
    r"^\W*(?:an? |the |une? |la |le |l[’'])?(?:[\w-]+ )?(?:introduction|intro|introducing|walkthrough|walk-through|overview|getting started|deep dive|primer|state|présentation|découverte|initiation|prise en main|tour d[’']horizon)"
    r"(?:\s+(?:to|of|with|into|in|on|for|à|au|aux|de|du))?\s+(?:the\s+)?(?P<name>[\w][\w.+-]*\w)\W*$",
    re.I,
)
_ALONE = re.compile(r"^\W*(?P<name>[A-Za-z][\w.+-]*\w)\W*$")
_NOUN = re.compile(
    r"(?:ings?|tions?|sions?|ology|ologies|ity|ities|ments?|ness|ships?|ers?|ors?|isms?|ists?|ics|ances?|ences?|als?|phy|e-?mails?|ware)$", re.I
)
"""Endings of common nouns, which as a title name a subject and no software."""
_NO_TOOL = frozenset(
    "keynote keynotes welcome introduction opening closing lunch break coffee wrap-up registration dinner party q&a panel demo demos bof workshop intro outro session sessions talk talks misc news".split()
)


class MadeNames:
    """Finds names of software by what is said of its making, and by titles that introduce it."""

    name = "made-names"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each."""
        for passage in draft.passages:
            if passage.quoted:
                continue
            self._linked(draft, passage)
            for pattern in CuedPattern.possible((_HYPHENED, _LOWER, _TEAM), passage):
                for match in pattern.finditer(passage):
                    if _unknown(match.group("name")):
                        draft.mention(passage, *match.span("name"), "Tool", "made-name", 0.6)
        for talk in [m for m in draft.mentions if m.kind == "Talk"]:
            self._titled(draft, talk)

    @staticmethod
    def _linked(draft: Draft, passage: Passage) -> None:
        """ "created [Loom](http://loom.example)": a link to a page of that very name."""
        for i, j, target in passage.links:
            anchor = _KIND_BEHIND.sub("", passage.text[i:j].strip())
            if not 0 < len(anchor.split()) <= 2 or links.profile_handle(target) or links.is_encyclopedia(target):
                continue
            key = fold(anchor).replace(" ", "")
            if (
                len(key) > 2
                and key in fold(target).replace(" ", "")
                and _unknown(anchor)
                and _MAKES.search(passage.text, max(0, i - 90), i)
            ):
                url = target if links.is_root(target) or links.is_front_page(target) else ""
                draft.mention(passage, i, i + len(anchor), "Tool", "made-link", 0.66, url=url)

    @staticmethod
    def _titled(draft: Draft, talk: Mention) -> None:
        """ "An introduction to Loom"; a talk that is called "Loom"."""
        text = talk.passage.text
        for pattern in (_INTRODUCES, _ALONE):
            match = pattern.match(text[talk.i : talk.j])
            if match is None:
                continue
            name = match.group("name")
            written = name[0].isupper() or talk.passage.language == "en"
            if written and fold(name) not in _NO_TOOL and not _NOUN.search(name) and _unknown(name) and not names.looks_single(name):
                i, j = match.span("name")
                draft.mention(talk.passage, talk.i + i, talk.i + j, "Tool", "title-introduces", 0.6)
            return


def _unknown(name: str) -> bool:
    """Whether a name is no word, person, place, event or organisation that is known."""
    known = gazetteers()
    words = name.split()
    return not (
        any(is_common(word) or fold(word) in names.COMMON for word in words)
        or fold(name) == "python"
        or known.is_first_name(words[0])
        or known.is_city(name)
        or known.is_country(name)
        or known.event_series.get(name)
        or known.organizations.get(name)
        or names.looks_full(name)
    )
