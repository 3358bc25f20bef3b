"""Whether words that a lexicon folds to a known name are spelled as that name, or are only words."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.schema.gazetteer import Entry

_MORPHED = re.compile(r"con\b|conf|cong\b|camp\b|fest\b|fosdem|guadec|hack|meetup|summit", re.I)


def spelled(surface: str, entry: Entry) -> bool:
    """Say whether a surface form names an event series or organisation, not a common word that folds alike.

    Args:
        surface: as it stands in the text.
        entry: what the lexicon found.

    >>> from hallway.schema.gazetteer import gazetteers
    >>> fosdem = gazetteers().event_series.get("FOSDEM")
    >>> spelled("FOSDEM", fosdem), spelled("Fosdem", fosdem)
    (True, True)
    """
    if surface in (entry.name, *entry.aliases):
        return True
    words = surface.split()
    if len(words) > 1:
        return surface[:1].isupper() or bool(_MORPHED.search(surface))
    if names.COMMON & {surface.casefold()}:
        return False
    if _MORPHED.search(surface):
        return True
    own = next((n for n in (entry.name, *entry.aliases) if n.casefold() == surface.casefold()), entry.name)
    if len(surface) > 6 and surface[:1].isupper():
        return True
    if own.isupper():
        return surface.isupper() or (len(surface) > 5 and surface[:1].isupper())
    return surface[:1].isupper() and own[:1].isupper() and own[1:].islower()
