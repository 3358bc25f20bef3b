"""Mentions of places: known cities and countries where a place can stand."""

from __future__ import annotations

import re

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.names import UPPER
from hallway.schema.gazetteer import gazetteers

_BEFORE = re.compile(
    r"(?:\b(?:in|into|at|near|from|to|around|outside|visit(?:ed|ing)?|held in|based in|pour|rejoindre|à|a|en|au|aux|près de|vers|depuis|sur|dans|de|in der Nähe von|nach|en|em)\s+(?:sunny\s+|downtown\s+|beautiful\s+|central\s+)?|[(,–—-]\s*)$"
)
_NAME = CuedPattern(
    rf"(?<![\w@#/.-])[{UPPER}][\w’'.-]*\w(?:[ -](?:(?:upon|sur|en|de|la|le|les|am|of)[ -])?[{UPPER}][\w’'.-]*\w){{0,3}}"
)
_STRONG = re.compile(r"\b(?:in|à|near|based in|held in|en|au|aux|nach|em|[Aa]rrivée?s? sur|arrondissement de)\s+(?:sunny\s+|downtown\s+|central\s+)?$")

_OF = re.compile(rf"(?<![\w,-])([{UPPER}][\w’'-]{{2,30}}), $")
_SURE = re.compile(r"\b(?:in|à|[Aa]rrivée?s? sur|(?:arrondissement|ville|gare|centre|banlieue|agglomération) de)\s+$")


class Places:
    """Finds cities and countries."""

    name = "places"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of a place."""
        known = gazetteers()
        for passage in draft.passages:
            text = passage.text
            for match in _NAME.finditer(passage):
                i = match.start()
                words = match.group().split(" ")
                for size in range(len(words), 0, -1):
                    name = " ".join(words[:size])
                    j = i + len(name)
                    if not (known.is_city(name) or known.is_country(name)):
                        continue
                    before = text[max(0, i - 24) : i]
                    title = passage.kind == "heading" or passage.index < 2
                    if (known.is_first_name(name) or known.is_doubtful_city(name)) and not _SURE.search(before):
                        break
                    if (city := _OF.search(text[:i])) and known.is_city(city.group(1)) and not known.is_first_name(city.group(1)):
                        i, j = city.span(1)  # "Portland, Oregon" is Portland
                    if _STRONG.search(before):
                        draft.mention(passage, i, j, "Place", "place-lexicon", 0.7)
                    elif _BEFORE.search(before):
                        draft.mention(passage, i, j, "Place", "place-lexicon", 0.58 if not title else 0.62)
                    break
