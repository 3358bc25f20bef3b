"""Gold files without those who want to be left out: what a graph does not tell of them is not missing from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hallway.extractors import links
from hallway.extractors.gold import Gold, GoldEntity
from hallway.graph.privacy.hiding import hidden_path, hidden_text
from hallway.graph.privacy.withheld import Withheld


def hidden_gold(gold: Gold, people: Sequence[Withheld]) -> Gold:
    """Return a gold file as it would be had some people never been told of, or been told of by their pseudonyms.

    Args:
        gold: as it was read.
        people: who wants to be left out, or called something else.
    """
    if not people:
        return gold
    entities = [kept for entity in gold.entities if (kept := _entity(entity, people))]
    ids = {entity.id for entity in entities}
    return replace(
        gold,
        document=hidden_path(gold.document, people),
        author=hidden_text(gold.author, people),
        title=hidden_text(gold.title, people),
        tags=tuple(tag for tag in gold.tags if tag == hidden_text(tag, people)),
        entities=tuple(entities),
        facts=tuple(
            replace(fact, evidence=hidden_text(fact.evidence, people))
            for fact in gold.facts
            if {fact.subject, fact.object} <= ids
        ),
    )


def _entity(entity: GoldEntity, people: Sequence[Withheld]) -> GoldEntity | None:
    for person in people if entity.kind == "Person" else ():
        handles = {links.profile_handle(url).casefold() for url in entity.urls}
        theirs = {handle.casefold() for handle in person.handles}
        if any(map(person.called, entity.names)) or handles & theirs:
            return replace(entity, name=person.pseudonym, aliases=(), urls=()) if person.pseudonym else None
    return replace(
        entity,
        name=hidden_text(entity.name, people),
        aliases=tuple(sorted({hidden_text(name, people) for name in entity.aliases})),
        urls=tuple(url for url in entity.urls if url == hidden_text(url, people)),
    )
