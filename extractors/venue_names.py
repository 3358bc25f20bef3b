"""Mentions of venues: names that say what they are, and names where only a venue stands: after "took place in", before a street."""

from __future__ import annotations

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.names import UPPER
from hallway.extractors.words import is_common
from hallway.schema.gazetteer import gazetteers

_TOKEN = rf"[{UPPER}][\w’'&-]{{0,30}}"
_NOUN = (
    r"(?:[Bb]uilding|[Hh]all|[Tt]heat(?:re|er)|[Hh]otel|[Ll]ibrary|Caf[eé]|[Pp]ub|Bar|[Bb]rewery|[Rr]estaurant|Diner|Pizzeria|Tavern|Conference Cent(?:er|re)|Convention Cent(?:er|re)|Congress Cent(?:er|re)"
    r"|Community Cent(?:er|re)|[Aa]uditorium|Arena|Palace|Castle|Church|Lounge|[Hh]ostel|Pavilion|Amphithéâtre|Brasserie|Bibliothèque)"
)
_SAYS = CuedPattern(
    rf"\b(?i:in|at|to|near|inside|into|au|à la|à l[’']|dans l[ea]|im|en el|en la)\s+(?:(?:the|le|la)\s+)?(?:(?:nice|beautiful|great|lovely)\s+)?(?P<name>(?:{_TOKEN}\s+){{1,4}}{_NOUN})(?![\w-])"
)
_HELD = CuedPattern(
    rf"\b(?:took|takes|taking|take) place(?:\s+(?!in\b|at\b)[\w,]+){{0,5}}?\s+(?:in|at)\s+(?:the\s+)?(?P<name>{_TOKEN}(?:\s+{_TOKEN}){{0,3}}|[a-z][\w-]{{3,25}})(?![\w-])"
)
_STREET = CuedPattern(
    rf"\b(?:at|in)\s+(?:the\s+)?(?P<name>{_TOKEN}(?:\s+{_TOKEN}){{0,3}}),\s+\d{{1,5}}\s+(?:[NSEW]\.?\s+)?{_TOKEN}\b"
)
_LONGEST = 60  # characters of a venue's name


class VenueNames:
    """Finds venues."""

    name = "venue-names"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of a venue."""
        for passage in draft.passages:
            if passage.quoted:
                continue
            for pattern, rule, confidence in ((_SAYS, "venue-noun", 0.79), (_STREET, "venue-street", 0.77)):
                for match in pattern.finditer(passage):
                    if _may_be(match.group("name")):
                        draft.mention(passage, *match.span("name"), "Place", rule, confidence)
            for match in _HELD.finditer(passage):
                i, j = match.span("name")
                target = next((t for a, b, t in passage.links if a <= i and j <= b and b - a <= j - i + 4), "")
                # an unlinked name may as well be a firm's, or a day's
                if target and not links.repository_name(target) and _may_be(match.group("name")):
                    url = target if links.is_root(target) else ""
                    draft.mention(passage, i, j, "Place", "venue-link", 0.77, url=url)


def _may_be(name: str) -> bool:
    known = gazetteers()
    first = name.split()[0]
    return (
        len(name) < _LONGEST
        and known.organizations.get(name) is None
        and known.event_series.get(name) is None
        and not known.is_city(name)
        and not (len(name.split()) == 1 and is_common(name))
        and not (names.looks_full(name) and known.is_first_name(first))
    )
