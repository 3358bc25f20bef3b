"""Mentions of people: full names, initialled ones, handles, profile links, and the short forms that follow them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.links import profile_handle
from hallway.extractors.passages import Passage
from hallway.schema.gazetteer import gazetteers

_FULL = CuedPattern(rf"(?<![\w@])(?:{names.FULL.pattern})")
_INITIALLED = CuedPattern(names.INITIALLED.pattern)
_SINGLE = CuedPattern(names.SINGLE.pattern)
# What stands before or after a lone capitalised word that must be a person.
_BEFORE = re.compile(
    r"(?:\b(?:by|thanks to|thank you|thank|with|and|met|meet|ask(?:ed)?|told|help(?:ed)? from|work(?:ed|ing)? with|par|merci à|merci a|remercie"
    r"|remercier|avec|rencontré|revu|et|chez)|,)\s+$",
    re.I,
)
_AFTER = re.compile(
    r"^(?:[’']s\s|\s+(?:\([^)]{1,40}\)\s+)?(?:and (?:I|me|myself)\b|et moi\b|has|had|is|was|will|did|does|works?|worked|gave|gives|presented|presents|talked|talks|spoke"
    r"|showed|shows|explained|explains|started|wrote|writes|fixed|added|made|led|said|says|told|asked|suggested|proposed|mentioned|continued|volunteered"
    r"|implemented|demonstrated|introduced|described|discussed|reported|came|went|joined|helped|arrived|took|kept|found|got|finished|tried|wants?|agreed"
    r"|a\b|ont\b|est\b|nous\b|m['’]|présente|présentait|explique|parle|propose|travaille|montre|raconte|rappelle|s['’]|se\b|fait|va\b|avait|était|et moi))"
)


_KARMA = re.compile(r"(?<![\w@#/.+`-])([a-z_][\w-]{2,20}|[A-Z][\w-]{3,20})\+\+(?=[\s,.;:!?)’']|$)")
"""``ada++``: how IRC channels thank somebody."""


_ARTICLE = re.compile(r"\b(?:the|an?|our|la|les?|une?|notre|nos)\s+$|\bl[’']$", re.I)
_PERSON_BEFORE = re.compile(
    r"\b(?:thanks to|thank you|thanks|met|meet|talk(?:s|ed)? (?:by|with|to)|keynote by|presented by|given by|kudos to|spoke with|merci à|remercier?|rencontré|présenté par|animé par|conférence de|présentation de)\s+$",
    re.I,
)
_PERSON_AFTER = re.compile(
    r"^(?:,? who\b|,? qui (?:a|est|nous|travaille)\b|\s+and I\b|\s+et moi\b|\s+(?:(?:then |also |kindly |briefly |next )?(?:gave|gives|presented|presents|talked|talks|spoke|speaks|explained|explains|showed|shows|demonstrated|demoed|introduced|described|discussed|announced|outlined|shared|told|said|joined|volunteered|worked|wrote|fixed|suggested|mentioned|led|hosted|moderated|won|nous (?:a|parle|présente|montre|explique|raconte)|présente|explique|a (?:ensuite |également |aussi |enfin |tenu|fait|abordé|présenté|donné|parlé|expliqué|travaillé|montré|animé|détaillé|démontré|déroulé))\b))"
)
_ROW = CuedPattern(
    rf"(?<![\w@-])(?:[{names.UPPER}][\w-]+(?:\s*,\s*|\s+(?:et|and|&|y|und)\s+)){{2,}}[{names.UPPER}][\w-]+(?!\s+[{names.UPPER}])"
)


_ROW_CUE = re.compile(
    r"\b(?:(?:present|there|attending|attendees|participants)(?: there)? (?:were|was|are|included|being)|were(?: also)? (?:present|there|joined by)|attended by|(?:conducted|given|led|organi[sz]ed|presented|run|hosted|delivered|moderated|held|animated|written) by"
    r"|étaient (?:présents|là)|présents étaient|(?:animée?s?|organisée?s?|menée?s?|présentée?s?|donnée?s?|tenue?s?|assurée?s?) par|l[’']équipe (?:était )?composée de)\s*:?\s+$",
    re.I,
)
_ROW_OF = CuedPattern(
    rf"(?<![\w@/-])[{names.UPPER}][\w-]{{1,20}}(?:(?:\s*,\s*(?:(?:and|et)\s+)?|\s+(?:et|and|&)\s+)[{names.UPPER}][\w-]{{1,20}}(?![\w-]|\s+[{names.UPPER}])){{1,15}}"
)
"""Lone capitalised words in a row, of any case within: "Ada, Bob, McK and DeeJ"."""
_ODD = re.compile(rf"[{names.UPPER}]{{1,2}}[{names.LOWER}]*[{names.UPPER}]+[{names.LOWER}]*")
"""A name that no shape of names tells, once it stood in such a row."""


_ARTICLE = re.compile(r"\b(?:du|le|la|au|the)\s$", re.I)
"""What stands before the name of a thing: "le site du [Pierre Nord](…)"."""


class People:
    """Finds people by the shape of their names, their links, and what stands round them."""

    name = "people"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of a person."""
        for passage in draft.passages:
            self._linked(draft, passage)
            self._handles(draft, passage)
            self._full(draft, passage)
            self._listed(draft, passage)
        self._short(draft)

    def _linked(self, draft: Draft, passage: Passage) -> None:
        for i, j, target in passage.links:
            text = passage.text[i:j]
            handle = profile_handle(target)
            anchor = text.strip().lstrip("@")
            if handle and anchor.casefold() == handle.casefold():
                draft.mention(passage, i, j, "Person", "profile-link", 0.9, name=anchor, url=target)
            elif names.looks_full(text) and (handle or (names.starts_with_first_name(text) and not _ARTICLE.search(passage.text, max(0, i - 8), i))):
                draft.mention(passage, i, j, "Person", "profile-link" if handle else "named-link", 0.95, url=target)
            elif names.looks_single(text) and (handle or urlsplit(target).path.strip("/") == ""):
                draft.mention(passage, i, j, "Person", "profile-link", 0.85, url=target)

    def _handles(self, draft: Draft, passage: Passage) -> None:
        for match in names.HANDLE.finditer(passage.text) if "@" in passage.text else ():
            draft.mention(passage, match.start(), match.end(), "Person", "handle", 0.8, name=match.group(1))
        for match in _KARMA.finditer(passage.text) if "++" in passage.text else ():
            if gazetteers().technologies.get(match.group()) is None and gazetteers().technologies.get(match.group(1)) is None:
                draft.mention(passage, *match.span(1), "Person", "handle", 0.8, name=match.group(1))

    def _full(self, draft: Draft, passage: Passage) -> None:
        text = passage.text
        known = gazetteers()
        at = 0
        while match := _FULL.search(passage, at):
            i, j = match.span()
            at = j
            end = _trimmed(text, i, j)
            if (link := next((a for a, _, _ in passage.links if i < a < end), 0)) and " " in text[i:link].strip():
                end = i + len(text[i:link].rstrip())  # "Ada Byron [Loom](…)": what is linked is none of the name
            name = text[i:end]
            first = re.split(r"[\s.-]", name)[0]
            if not names.given(first):
                # "Yesterday Ada Byron": the name may begin at the second word
                at = i + len(first) + 1
                if names.HONORIFIC.search(text, max(0, i - 10), i + 1):
                    draft.mention(passage, i, end, "Person", "honorific-name", 0.8)
                elif self._in_persons_place(text, i, end, name):
                    draft.mention(passage, i, end, "Person", "name-in-context", 0.66)
                    at = j
                continue
            words = name.split()
            if (
                len(words) < 2
                or any(w.casefold().strip(".") in names.COMMON for w in words)
                or known.technologies.get(name)
                or known.organizations.get(name)
            ):
                at = i + len(first) + 1
                continue
            if not known.is_first_name(first) and any(
                known.technologies.get(w) or known.organizations.get(w) for w in words[1:]
            ):
                at = i + len(first) + 1
                continue
            draft.mention(passage, i, end, "Person", "full-name", 0.78)
        for match in _INITIALLED.finditer(passage):
            if known.is_first_name(match.group().split()[0]) and match.group()[-1] != "I":
                draft.mention(passage, match.start(), match.end(), "Person", "initialled-name", 0.75)

    @staticmethod
    def _in_persons_place(text: str, i: int, j: int, name: str) -> bool:
        """Whether a name whose first word is no known given name stands where only a person can."""
        words = name.split()
        known = gazetteers()
        if not names.looks_full(name) or any(
            known.technologies.get(w) or known.organizations.get(w) or known.is_city(w) for w in words[1:]
        ):
            return False
        if _ARTICLE.search(text[max(0, i - 6) : i]):
            return False  # "merci à la Wick Guild"
        if known.event_series.get(name) or known.is_city(name) or known.is_country(words[-1]):
            return False
        return bool(_PERSON_BEFORE.search(text[max(0, i - 24) : i]) or _PERSON_AFTER.match(text[j : j + 60]))

    def _listed(self, draft: Draft, passage: Passage) -> None:
        """Three or more lone words in a row, most of them given names: "Stéphane, Kevin, Ludo et Antoine"."""
        known = gazetteers()
        for match in _ROW_OF.finditer(passage):
            if _ROW_CUE.search(passage.text, max(0, match.start() - 60), match.start()):
                for word in re.finditer(r"[\w-]+", match.group()):
                    i, j = match.start() + word.start(), match.start() + word.end()
                    if word.group() not in ("et", "and") and not _no_person(word.group()):
                        draft.mention(passage, i, j, "Person", "name-row", 0.79)
        for match in _ROW.finditer(passage):
            words = list(names.SINGLE.finditer(passage.text, match.start(), match.end()))
            given = [w for w in words if known.is_first_name(w.group())]
            if len(words) >= 3 and 3 * len(given) >= 2 * len(words):
                for word in words:
                    if known.technologies.get(word.group()) is None or word in given:
                        draft.mention(passage, *word.span(), "Person", "name-row", 0.76)

    def _short(self, draft: Draft) -> None:
        """Short forms of names found elsewhere in the write-up, and lone given names in a person's place."""
        firsts: dict[str, int] = {}
        lasts: dict[str, int] = {}
        for mention in draft.mentions:
            if mention.kind == "Person":
                words = mention.name.split()
                if len(words) > 1:
                    firsts[words[0]] = 1
                    lasts[words[-1]] = 1
                elif words:
                    firsts[words[0]] = 1
        if draft.document.metadata.authors:
            for author in draft.document.metadata.authors:
                if author.text.split():
                    firsts[author.text.split()[0]] = 1
        known = gazetteers()
        odd = sorted(word for word in firsts if _ODD.fullmatch(word))
        for passage in draft.passages if odd else ():
            for match in re.finditer(rf"(?<![\w@#/.-])(?:{'|'.join(odd)})(?![\w@/-])", passage.text):
                draft.mention(passage, *match.span(), "Person", "short-name", 0.62)
        for passage in draft.passages:
            for match in _SINGLE.finditer(passage):
                word = match.group()
                i, j = match.span()
                if word in firsts or (word in lasts and len(word) > 3):
                    if word in firsts or (not known.technologies.get(word) and not known.is_city(word)):
                        draft.mention(passage, i, j, "Person", "short-name", 0.62)
                elif known.is_first_name(word) and word.casefold() not in names.COMMON:
                    after = _AFTER.match(passage.text[j : j + 60])
                    before = _BEFORE.search(passage.text[max(0, i - 24) : i])
                    if (
                        (after
                        and (before or i == 0 or passage.text[max(0, i - 2) : i] in (". ", "- ")))
                        or (after and passage.text[j : j + 2] not in ("'s", "’s"))
                    ):
                        draft.mention(passage, i, j, "Person", "given-name", 0.6)


def _no_person(word: str) -> bool:
    """Whether a lone word in a row of names is known to be something else."""
    known = gazetteers()
    if known.is_first_name(word):
        return False
    lexicons = (known.technologies, known.organizations, known.event_series)
    return (
        word.casefold() in names.COMMON
        or any(found.get(word) is not None for found in lexicons)
        or known.is_city(word)
        or known.is_country(word)
    )


_OF_FIRM = re.compile(rf"d[’'][{names.UPPER}]")


def _trimmed(text: str, i: int, j: int) -> int:
    """Return where a name really ends: before a word that is none, such as a month or "Talk"."""
    words = list(re.finditer(r"\S+", text[i:j]))
    keep = len(words)
    for n, word in enumerate(words):
        if n >= 2 and (word.group().casefold().strip(".") in names.COMMON or _OF_FIRM.match(word.group())):
            keep = n  # "Ada Byron d’Acme" is Ada Byron, of Acme
            break
    return i + words[keep - 1].end()
