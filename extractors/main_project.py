"""The project that a write-up is about."""

from __future__ import annotations

from hallway.extractors.draft import Draft, EntityDraft
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_EVERYWHERE = frozenset("linux windows macos android ios unix".split())
"""Systems that a write-up names as what something runs on, and hardly ever as what people work on."""


def main_project(draft: Draft, title: str) -> EntityDraft | None:
    """Return the software that a sprint or meeting is about: named in its event or title, else the one most spoken of.

    Args:
        draft: with its entities and its main event.
        title: of the write-up; "" if it has none.
    """
    software = [e for e in draft.entities if e.group == "Software"]
    named = f" {fold(title)} " + (" ".join(f" {fold(n)} " for n in draft.event.names) if draft.event else "")
    titled = [e for e in software if any(f" {fold(n)} " in named for n in e.names)]
    if titled:
        return max(titled, key=_weight)
    made = sorted((e for e in software if _made(draft, e)), key=_weight, reverse=True)
    if not made or len(made[0].mentions) < 3:
        return None
    # the one most spoken of, where it stands out among the others
    return made[0] if len(made) == 1 or 2 * _weight(made[0])[0] >= 3 * _weight(made[1])[0] else None


def _weight(software: EntityDraft) -> tuple[int, int, str]:
    return len(software.mentions) + 2 * bool(software.urls), -software.mentions[0].passage.index, software.name


def _made(draft: Draft, software: EntityDraft) -> bool:
    """Whether a technology may be what people work on: no language, service, format or protocol, and no given name."""
    entry = gazetteers().technologies.get(software.name)
    if entry is not None and entry.kind != "software" and (entry.kind != "os" or fold(software.name) in _EVERYWHERE):
        return False
    return bool(software.urls) or (entry is not None and not gazetteers().is_first_name(software.name.split()[0]))
