"""Sure facts where no model judges them: the kinds of ``sureness``, each held to be as sure as the next."""

from __future__ import annotations

from hallway.extractors.draft import Draft
from hallway.extractors.learned.candidates import stated_candidates
from hallway.extractors.learned.fact_features import add_ends
from hallway.extractors.learned.sureness import kinds_of

_CONFIDENCE = 0.92  # lower than the share that was right on 95 write-ups, with which the rules were written


def mark_sure(draft: Draft) -> None:
    """Raise the confidence of the facts that are of a sure kind.

    Args:
        draft: with the facts that rules state, whose confidence no model has judged.
    """
    candidates = stated_candidates(draft)
    add_ends(draft, candidates)
    for candidate in candidates:
        if any(kinds_of(candidate.predicate, candidate.all_features())):
            surest = max(candidate.facts, key=lambda fact: fact.confidence)
            surest.confidence = max(_CONFIDENCE, surest.confidence)
