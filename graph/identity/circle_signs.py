"""What a write-up tells of whose circle it is, besides its people: its event's series and hosts, its project."""

from __future__ import annotations

from hallway.extractors.reading import Reading
from hallway.graph.identity.records import told_name

Sign = tuple[str, str, str]
"""What kind of sign it is, the id of the thing that gives it, "" where only the name counts, and the thing's name."""

_HOSTING = ("organized", "develops", "memberOf")


def signs_of(reading: Reading) -> tuple[Sign, ...]:
    """Return the signs of a write-up, sorted.

    Args:
        reading: what the write-up says.
    """
    signs: set[Sign] = set()
    entities = {entity.id: entity for entity in reading.entities}
    main = entities.get(reading.event)
    if main is not None and main.name:
        signs.add(("series", "", told_name(main)))
    for fact in reading.facts:
        if fact.predicate in _HOSTING:
            for end in (fact.subject, fact.object):
                if end in entities and "Organization" in entities[end].kinds:
                    signs.add(("group", end, told_name(entities[end])))
        elif fact.predicate == "worksOn" and fact.object in entities:
            signs.add(("project", fact.object, told_name(entities[fact.object])))
        elif fact.predicate == "heldIn" and fact.object in entities:
            signs.add(("organization", "", told_name(entities[fact.object])))
    for entity in reading.entities:
        if "Organization" in entity.kinds and entity.name:
            signs.add(("organization", entity.id, told_name(entity)))
    return tuple(sorted(signs))
