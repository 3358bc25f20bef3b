"""Mentions of organisations: known ones, names that say what they are, and names in an employer's or sponsor's place."""

from __future__ import annotations

import re

from hallway.extractors import firms, links, names, sponsors
from hallway.extractors.bodies import OWNER
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.firms import NAME
from hallway.extractors.names import UPPER
from hallway.extractors.organization_places import PLACES, THE
from hallway.extractors.passages import Passage
from hallway.extractors.spelling import spelled
from hallway.extractors.words import is_common
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_SPLIT = re.compile(
    rf"\s*,\s*(?:(?:and|et|und|&)\s+)?(?:the\s+|les?\s+|la\s+|l[’'])?|\s+(?:and|et|und|y|e|as well as|ainsi que)\s+(?:the\s+|les?\s+|la\s+|l[’'])?|\s+&\s+(?=[{UPPER}]\w+\s*(?:[,.;]|$))"
)
_FROM = re.compile(
    rf"(?:\s*\([^()]{{1,40}}\))?,?\s+(?:(?:now|currently|then|most recently|also|both|all)\s+)?(?:from|of|at|@|with|de la|de l[’']|de|du|d[’']|chez|pour|representing)\s*{THE}(?P<name>{NAME})"
)
_OWNS = CuedPattern(rf"(?<![\w@/.-])(?P<name>{NAME})[’']s\s+(?:own\s+)?$")
_BRACKET = re.compile(r",?\s*[(\[]\s*([^()\[\]\n]{2,90})[)\]]")
_TAIL = re.compile(r"(?:,|\s[-–—|])\s+([^,;:\n]{2,50}?)\s*$")
_CUT = re.compile(r"\s*(?:,(?! Inc| Ltd)|;|/|\s[-–—|]\s|\s+(?:at|from|of|chez|à|@)\s+(?=the|[A-Z]))\s*")
_VENUE = CuedPattern(r"(?<![\w@/.-])(Hackspace|HackSpace|Hackerspace|Fab[Ll]ab|Makerspace)(?![\w-])(?! [A-Z])")
_NEXT = re.compile(rf"\s+([{UPPER}][\w-]+|\d{{2,}})")
_EXTENDED = re.compile(
    r"\s+(?:Services|Labs?|Research|Research Labs|Foundation|Web|Brasil|France|Europe|Team|Innovation|Consulting|Group)(?![\w-])"
)
_GOODS = re.compile(
    r"\s+(?:laptops?|phones?|hangouts?|cards?|machines?|servers?|routers?|printers?|devices?|chips?|drivers?|image search|maps|docs)\b",
    re.I,
)
_SENT_ME = re.compile(
    r"[,\s]*(?:,? who |,? qui )?(?:m[’'](?:a|ont) (?:permis|envoyé|offert)|(?:kindly |generously )?(?:sent|let|allowed|paid for|flew) (?:me|us)\b)",
    re.I,
)
_LINKED_HOST = re.compile(r"\b(?:hosted|organi[sz]ed|sponsored|powered|funded) by (?:the )?$", re.I)
_USED = re.compile(r"\b(?:on|sur|using|via|utilis\w+(?: de)?|used?)\s+$", re.I)
_PLACED = re.compile(r"\b(?:at|chez|from|by|par|employ\w+|works? (?:for|with)|joined|of|de)\s+(?:the\s+)?$", re.I)
_NEAR = re.compile(r"(?:\b(?:at|from|for|by|of|chez|de|du|par|with|à|and|et)\s+(?:the\s+)?|\()$")
_ACTS = re.compile(
    r"[’']s?\s|\s+(?:uses?|develops?|has|have|is|was|were|sponsor\w*|hosted|hosts|provided|paid|funded|hired|employs|member\w*|board|staff|grants?|utilise|développe|a|ont|sponsorise|finance|propose|recrute|embauche|accueille)\b"
)


class Organizations:
    """Finds organisations."""

    name = "organizations"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of an organisation."""
        events = {
            " ".join(fold(m.name).split()[:n])
            for m in draft.mentions
            if m.kind == "Event" and not m.generic
            for n in range(1, 5)
        }
        owners = _repository_owners(draft)
        people: dict[int, list[Mention]] = {}
        for mention in draft.mentions:
            if mention.kind == "Person":
                people.setdefault(mention.passage.index, []).append(mention)
        for passage in draft.passages:
            self._listed(draft, passage)
            self._telling(draft, passage)
            self._placed(draft, passage, events)
            self._beside_people(draft, passage, people.get(passage.index, []), events)
            self._owners(draft, passage, owners)
        sponsors.find(draft)
        self._in_columns(draft, people)
        self._bare_venues(draft)

    # --- names that tell by themselves --------------------------------------------------------------------------
    def _listed(self, draft: Draft, passage: Passage) -> None:
        """Names that the gazetteer knows."""
        text = passage.text
        for match in gazetteers().organizations.find(passage.words):
            i, j, entry = match.start, match.end, match.entry
            if (not firms.plausible(text[i:j]) and firms.never(text[i:j])) or not spelled(text[i:j], entry):
                continue
            near = bool(_NEAR.search(text[max(0, i - 12) : i]))
            doubtful = (
                (entry.ambiguous and "tool" not in entry.also)
                or is_common(text[i:j])
                or (passage.language == "de" and " " not in text[i:j])
            )
            if doubtful and not near and not _ACTS.match(text, j):
                continue
            if ("tool" in entry.also or gazetteers().technologies.get(text[i:j])) and _USED.search(
                text[max(0, i - 30) : i]
            ):
                continue
            placed = bool(_PLACED.search(text[max(0, i - 24) : i]))
            if longer := _EXTENDED.match(text, j):
                j = longer.end()
            elif _GOODS.match(text, j) or (
                not placed
                and (after := _NEXT.match(text, j))
                and passage.kind != "heading"
                and not _stands_before(after.group(1))
            ):
                continue
            url = next(
                (t for a, b, t in passage.links if a <= i and j <= b and b - a <= j - i + 6 and links.is_root(t)), ""
            )
            service = "tool" in entry.also or gazetteers().technologies.get(text[i:j]) is not None
            sure = 0.6 if entry.ambiguous or (service and not placed) else 0.76
            draft.mention(passage, i, j, "Organization", "organization-lexicon", sure, url=url)

    def _telling(self, draft: Draft, passage: Passage) -> None:
        """Names with a word in them that says what they are."""
        text = passage.text
        for pattern, rule in ((firms.SUFFIXED, "organization-suffix"), (firms.PREFIXED, "organization-prefix")):
            for match in pattern.finditer(passage):
                i, j = firms.told(text, *match.span())
                if re.search(r"(?<!user)[’']s\s+\w+$", text[i:j], re.I):
                    continue
                of = re.match(r"(.{5,50}?)\s+(?:of|from|at)\s+(?:the\s+)?", text[i:j])
                if of and names.starts_with_first_name(of.group(1)):
                    i += of.end()  # "Ada Byron of Acme Solutions"
                if (
                    j - i > 3
                    and (len(text[i:j].split()) > 1 or "’" in text[i:j] or "'" in text[i:j])
                    and not firms.never(text[i:j])
                ):
                    draft.mention(passage, i, j, "Organization", rule, 0.785)
        for match in firms.ASSOCIATION.finditer(passage):
            draft.mention(passage, *match.span("name"), "Organization", "association-name", 0.8)
        for match in firms.GLUED.finditer(passage):
            draft.mention(passage, *match.span(), "Organization", "group-name", 0.72)

    def _bare_venues(self, draft: Draft) -> None:
        """ "The Hackspace", in a write-up that speaks of hardly anything else."""
        found = [(p, m) for p in draft.passages for m in _VENUE.finditer(p)]
        if len(found) >= 3:
            for passage, match in found:
                draft.mention(passage, *match.span(1), "Organization", "bare-venue", 0.6)

    # --- names in an organisation's place -----------------------------------------------------------------------
    def _placed(self, draft: Draft, passage: Passage, events: set[str]) -> None:
        text = passage.text
        for pattern in CuedPattern.possible(PLACES, passage):
            rule, confidence, strong = PLACES[pattern]
            for match in pattern.finditer(passage):
                for i, j in _parts(text, *match.span("names")):
                    self._candidate(draft, passage, i, j, rule, confidence, events, strong=strong)
        for i, j, target in passage.links:
            sent = _SENT_ME.match(text, j) and not links.profile_handle(target)
            if sent or (links.is_root(target) and len(text[i:j].split()) < 5 and _LINKED_HOST.search(text, max(0, i - 30), i)):
                draft.mention(
                    passage, i, j, "Organization", "sender" if sent else "linked-host", 0.78, url=target if links.is_root(target) else ""
                )

    def _beside_people(self, draft: Draft, passage: Passage, people: list[Mention], events: set[str]) -> None:
        """ "Ada Byron from Acme", "Ada Byron (Acme)", "Acme's Ada Byron"."""
        text = passage.text
        starts = {m.i for m in people}
        for person in people:
            whole = len(person.name.split()) > 1
            if match := _FROM.match(text, person.j):
                self._candidate(draft, passage, *match.span("name"), "employer", 0.72 if whole else 0.64, events)
            if (match := _BRACKET.match(text, person.j)) and not starts.intersection(range(*match.span(1))):
                self._bracket(draft, passage, *match.span(1), events, whole)
            before = _OWNS.search(passage, max(0, person.i - 60), person.i)
            if before and whole:
                self._candidate(draft, passage, *before.span("name"), "employer", 0.76, events, strong=True)

    def _bracket(self, draft: Draft, passage: Passage, i: int, j: int, events: set[str], whole: bool) -> None:
        """What stands in brackets after a person: the employer is its last part, or what follows an "at"."""
        text = passage.text
        at = i
        for cut in _CUT.finditer(text, i, j):
            at = cut.end()
        if not re.fullmatch(rf"(?:the\s+)?{NAME}\.?", text[at:j].strip()) or re.search(r"\d{3}", text[at:j]):
            return
        strong = whole and gazetteers().technologies.get(text[at:j]) is None
        self._candidate(draft, passage, at, j, "person-bracket", 0.77 if strong else 0.62, events, strong=strong)

    def _in_columns(self, draft: Draft, people: dict[int, list[Mention]]) -> None:
        """Items that all read "Ada Byron, Acme": what follows the person is where they belong."""
        groups: dict[int, list[tuple[Passage, int, int]]] = {}
        for passage in draft.passages:
            if passage.kind != "item" or len(passage.text) > 90:
                continue
            first = min(people.get(passage.index, ()), key=lambda m: m.i, default=None)
            if first is None or first.i > 2 or len(first.name.split()) < 2:
                continue
            match = _TAIL.match(passage.text, first.j)
            if match and re.fullmatch(NAME, match.group(1)) and not names.looks_full(match.group(1)):
                groups.setdefault(id(passage.parent), []).append((passage, *match.span(1)))
        known = gazetteers()
        for group in groups.values():
            placed = sum(known.is_city(p.text[i:j]) or known.is_country(p.text[i:j]) for p, i, j in group)
            if len(group) > 1 and 2 * placed < len(group):
                for passage, i, j in group:
                    self._candidate(draft, passage, i, j, "column", 0.8, set(), strong=True)

    def _owners(self, draft: Draft, passage: Passage, owners: re.Pattern[str] | None) -> None:
        """The owner of a repository whose name the text writes out."""
        for match in owners.finditer(passage.text) if owners else ():
            if not any(
                a <= match.start() < b and passage.text[a:b].startswith(("http", "www")) for a, b, _ in passage.links
            ):
                draft.mention(passage, *match.span(), "Organization", "repository-owner", 0.77)

    def _candidate(
        self,
        draft: Draft,
        passage: Passage,
        i: int,
        j: int,
        rule: str,
        confidence: float,
        events: set[str],
        *,
        strong: bool = False,
    ) -> None:
        i, j = firms.trimmed(passage.text, i, j)
        name = passage.text[i:j]
        if (
            i < j
            and fold(name) not in events
            and firms.plausible(name, strong=strong, sure=rule in ("office-of", "column"))
        ):
            sure = confidence + 0.02 if gazetteers().organizations.get(name) else confidence
            url = next(
                (t for a, b, t in passage.links if a <= i and j <= b and b - a <= j - i + 6 and links.is_root(t)), ""
            )
            draft.mention(passage, i, j, "Organization", rule, sure, url=url)


def _stands_before(word: str) -> bool:
    """Whether a capitalised word right after an organisation is not the rest of a longer name."""
    known = gazetteers()
    return (
        known.is_city(word)
        or (names.given(word) and not (is_common(word) or word.casefold() in ("summer", "winter", "image")))
        or word in ("I", "A", "The")
    )


def _parts(text: str, i: int, j: int) -> list[tuple[int, int]]:
    """Split a list of names."""
    found, at = [], i
    for cut in _SPLIT.finditer(text, i, j):
        found.append((at, cut.start()))
        at = cut.end()
    found.append((at, j))
    return [(a, b) for a, b in found if a < b]


def _repository_owners(draft: Draft) -> re.Pattern[str] | None:
    """The owners of the repositories that the text links to, where they are no people's handles."""
    people = {fold(m.name).replace(" ", "") for m in draft.mentions if m.kind == "Person"}
    people |= {fold(links.profile_handle(t)) for p in draft.passages for _, _, t in p.links}
    software = gazetteers().technologies
    found = set()
    for passage in draft.passages:
        for _, _, target in passage.links:
            match = OWNER.match(target)
            if match is None:
                continue
            owner, name = match.group(1), links.repository_name(target)
            if (
                fold(owner) not in people
                and not fold(name).startswith(fold(owner))
                and software.get(owner) is None
                and not is_common(owner)
                and not names.given(owner.capitalize())
            ):
                found.add(owner)
    if not found:
        return None
    return re.compile(r"(?<![\w@/.-])(?:" + "|".join(re.escape(n) for n in sorted(found)) + r")(?![\w@/-]|\.\w)", re.I)
