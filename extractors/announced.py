"""Events that the writer will go to, announced as a list: "I will speak at these conferences:"."""

from __future__ import annotations

from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung

_OPENS = CuedPattern(
    r"\b(?i:I|we)(?:[’'](?:ll|m|re)|\s+(?:will|shall|am going to|are going to|plan to|hope to))\s[^.!?]{0,80}\b(?:at|attend|visit|go to|speak|present)\b[^.!?]{0,80}:\s*$"
)


class Announced:
    """States which events of an announced list the writer will attend."""

    name = "announced"

    def extract(self, draft: Draft) -> None:
        """Add a fact for each item that names an event first of all."""
        for passage in draft.passages:
            if passage.quoted or not _OPENS.search(passage, max(0, len(passage.text) - 240)):
                continue
            for item in _items_below(draft, passage):
                events = [m for m in draft.mentions_in(item) if m.kind == "Event" and m.entity is not None]
                if events:
                    draft.fact(
                        draft.author,
                        "willAttend",
                        events[0],
                        item,
                        rule="announced-list",
                        confidence=0.78,
                        rung=Rung.STRUCTURAL,
                    )


def _items_below(draft: Draft, passage: Passage) -> list[Passage]:
    """The items that a line opens: those under it, else those right after it."""
    items = [p for p in passage.children if p.kind == "item"]
    for below in () if items else draft.passages[passage.index + 1 :]:
        if below.kind != "item":
            break
        items.append(below)
    return items
