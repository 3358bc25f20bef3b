"""Who gave a talk that a sentence only points back at: "It was presented by Ada", "Elle était animée par le duo Ada et Bob"."""

from __future__ import annotations

import re

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.talk_lines import NOUNS

_BACK = CuedPattern(
    rf"(?:\b(?:elle|il|celle-ci|celui-ci|it|this|that)|\b(?:cette|cet|ce|la|le|l[’']|the|this|that)\s*{NOUNS}),?\s+(?:nous\s+)?(?:(?:a|avait|ont|est|était|fut|sera|was|is|has|had|been|also|aussi|été|\w+ment)\s+){{1,3}}(?:présentée?|donnée?|animée?|assurée?|tenue?|menée?|proposée?|presented|given|led|held|delivered)\s+(?:(?:en|à|avec)\s+\w+\s+)?(?:par|by)\s+(?:(?:le\s+|the\s+)?(?:duo|trio|binôme|tandem|pair)\s+)?",
    re.I,
)
_NEXT = re.compile(r"\s*(?:,|,?\s*\b(?:et|and)\b|&)\s*")


class PassiveTalks:
    """Finds who gave a talk that was named before."""

    name = "passive-talks"

    def extract(self, draft: Draft) -> None:
        """Add whom such sentences name to ``draft.givers``."""
        for passage in draft.passages:
            if passage.quoted:
                continue
            found = list(_BACK.finditer(passage))
            if not found:
                continue
            here = [m for m in draft.mentions if m.passage is passage]
            for match in found:
                talks = [m for m in here if m.kind == "Talk" and m.j <= match.start() + 1]
                talks += [m for m in here if m.kind == "Talk" and m.i >= match.start() and m.j <= match.end()]
                if not talks:
                    continue
                talk = max(talks, key=lambda m: (m.j, m.confidence))
                draft.givers += [(talk, person) for person in _people(here, passage.text, match.end())]


def _people(here: list[Mention], text: str, at: int) -> list[Mention]:
    """The people named from a place on, one after another."""
    people = sorted((m for m in here if m.kind == "Person" and m.confidence >= 0.6), key=lambda m: (m.i, -m.j))
    found: list[Mention] = []
    while (person := next((m for m in people if m.i == at), None)) is not None:
        found.append(person)
        match = _NEXT.match(text, person.j)
        if match is None:
            break
        at = match.end()
    return found
