"""Spellings of one event's name: with and without spaces, with and without its year."""

from __future__ import annotations

import re

from hallway.extractors.draft import Draft
from hallway.extractors.entities import join
from hallway.schema.folding import fold


def join_spellings(draft: Draft) -> None:
    """Join to the main event what only its spaces tell apart.

    "LampWorkshop2031", the title of a wiki page, is the Lamp workshop; "Lamp Camp 2031" is LampCamp 2031.

    Args:
        draft: its ``event`` is set; events that are the same are taken out of its ``entities``.
    """
    main = draft.event
    if main is None:
        return
    bare, year = _squeezed(main.name)
    for other in [e for e in draft.entities if e.kind == "Event" and e is not main and not e.generic]:
        name, another = _squeezed(other.name)
        same = name == bare or (len(name) > _WHOLE and not another and name in _runs(main.name))
        if same and len(name) > 5 and (year == another or not (year and another)):
            for mention in other.mentions:
                join(main, mention)
            main.urls |= other.urls
            draft.entities.remove(other)


_WHOLE = 8  # letters of a short name that also holds as a part of the whole: "mini DebConf" in "Debian MiniDebConf Paris"


def _runs(name: str) -> set[str]:
    """The runs of a name's words, without their spaces."""
    words = fold(name).split()
    return {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}


def _squeezed(name: str) -> tuple[str, str]:
    """A name without its spaces and year, and the year."""
    name = fold(name).replace(" ", "")
    return (name[:-4], name[-4:]) if re.search(r"\D(?:19|20)\d\d$", name) else (name, "")
