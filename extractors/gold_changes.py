"""What a person changed in a gold file that hallway had filled in: what stayed, what went, what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hallway.extractors.gold import Gold, GoldEntity, GoldFact
from hallway.extractors.pairing import GROUPS, RELATIONS, Annotation, closure, pair, thing
from hallway.extractors.reading import Entity, Fact, Reading


@dataclass(frozen=True)
class Changes:
    """Entities or facts of a reading held against a gold file.

    Args:
        kept: how many of the reading's the file says too, or lets follow.
        removed: those of the reading that it does not.
        told: how many of the file's the reading says, or lets follow.
        added: those of the file that it does not.
    """

    kept: int
    removed: Sequence[Entity | Fact]
    told: int
    added: Sequence[GoldEntity | GoldFact]

    @property
    def precision(self) -> float:
        """Share of the reading that stayed; 1 where it said nothing."""
        said = self.kept + len(self.removed)
        return self.kept / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of the file that the reading said; 1 where the file says nothing."""
        asked = self.told + len(self.added)
        return self.told / asked if asked else 1.0


def annotation_of(reading: Reading) -> Annotation:
    """Return what a reading says as it is compared with gold.

    Args:
        reading: of one write-up.
    """
    things = {
        entity.id: thing(entity.kinds[0], [name for name in (entity.name, *entity.aliases) if name], entity.urls)
        for entity in reading.entities
        if entity.kinds[0] in GROUPS
    }
    facts = [(fact.subject, fact.predicate, fact.object) for fact in reading.facts if fact.predicate in RELATIONS]
    return Annotation.of(things, facts, reading.author)


def changes(reading: Reading, gold: Gold) -> tuple[Changes, Changes]:
    """Compare a reading with a gold file of the same write-up, as ``hallway evaluate`` does.

    Args:
        reading: what hallway understood.
        gold: what a person says.

    Returns:
        The changes in entities, and those in facts.
    """
    said, asked = annotation_of(reading), gold.annotation
    paired = pair(asked, said)
    found = set(paired.values())
    entities = Changes(
        kept=len(paired),
        removed=[e for e in reading.entities if e.id in said.things and e.id not in paired],
        told=len(found),
        added=[e for e in gold.entities if e.id in asked.things and e.id not in found],
    )
    true = closure(asked.relations)
    told = {(paired.get(s, ""), p, paired.get(o, "")) for s, p, o in closure(said.relations)}
    given = [fact for fact in reading.facts if (fact.subject, fact.predicate, fact.object) in said.relations]
    wrong = [f for f in given if (paired.get(f.subject, ""), f.predicate, paired.get(f.object, "")) not in true]
    wanted = [fact for fact in gold.facts if (fact.subject, fact.predicate, fact.object) in asked.relations]
    missed = [fact for fact in wanted if (fact.subject, fact.predicate, fact.object) not in told]
    return entities, Changes(len(given) - len(wrong), wrong, len(wanted) - len(missed), missed)
