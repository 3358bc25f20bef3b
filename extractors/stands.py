"""Whose stand the writer stood at: "Le Phare tenait un stand", and further on "notre stand"."""

from __future__ import annotations

import re

from hallway.extractors.context import sentence_of
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.reading import Rung

_OURS = CuedPattern(r"\b(?:notre|nos) stands?\b|\bour (?:booth|stand|table)\b", re.I)
_HAD = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?\s+(?:y\s+|was\s+|were\s+)?(?:était|étaient|tenait|tenaient|avait|avaient|a tenu|animait|had|with|held|ran|present)\b[^.!?;\n]{0,40}?\b(?:stands?|booth|table)\b",
    re.I,
)
_OF = re.compile(r"\b(?:stands?|booth)\s+(?:\w+\s+)?(?:tenue?s? par|animée?s? par|held by|run by|of|de l[’']|de la|de|du|d[’'])\s*(?:the\s+|la\s+|l[’'])?(?:équipe (?:de |d[’'])|association )?$", re.I)


class Stands:
    """States that the writer belongs to the one organisation whose stand is also "our stand"."""

    name = "stands"

    def extract(self, draft: Draft) -> None:
        """Add the fact."""
        ours = next(((p, m) for p in draft.passages if not p.quoted and (m := _OURS.search(p))), None)
        if ours is None:
            return
        held = [m for m in draft.mentions if m.kind == "Organization" and m.entity is not None and _holds(m)]
        if len({id(m.entity) for m in held}) == 1:
            draft.fact(
                draft.author, "memberOf", held[0], *sentence_of(held[0]), rule="own-stand", confidence=0.74, rung=Rung.DOCUMENT
            )


def _holds(firm: Mention) -> bool:
    """Whether a sentence tells of an organisation's stand."""
    text = firm.passage.text
    return bool(_HAD.match(text, firm.j) or _OF.search(text, max(0, firm.i - 60), firm.i))
