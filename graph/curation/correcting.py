"""What entries say of what was read: things of another class, and facts that do not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hallway.extractors.reading import Fact, Reading
from hallway.graph.curation.corpus import Corpus
from hallway.graph.curation.curated import Denial
from hallway.graph.curation.curation import Claim, Curation
from hallway.graph.curation.finding import NOBODY, Finding
from hallway.graph.curation.things import Keys
from hallway.graph.identity.records import Key
from hallway.schema.rules import inference_rules
from hallway.schema.terms import HW
from hallway.schema.vocabulary import vocabulary


class Correcting:
    """Takes in ``retype`` and ``deny``.

    Args:
        curation: the file.
        finding: finds what its entries name.
    """

    def __init__(self, curation: Curation, finding: Finding) -> None:
        self.curation = curation
        self.finding = finding
        self.things = finding.things
        self.denials: list[Denial] = []

    def retype(self, corpus: Corpus) -> None:
        """Give some things other classes; what these cannot do any more is not said of them."""
        kinds: dict[Key, str] = {}
        for change in self.curation.retype:
            for key in self.things.whole(self.finding.find(change.thing, "retype")):
                kinds[key] = change.to
        for path in sorted({path for path, _ in kinds}):
            corpus.correct(self._retyped(corpus.reading(path), kinds))

    def _retyped(self, reading: Reading, kinds: Mapping[Key, str]) -> Reading:
        entities = []
        for entity in reading.entities:
            if to := kinds.get((reading.path, entity.id)):
                entity = replace(entity, kinds=(to,))
                self.things.entities[reading.path, entity.id] = entity
            entities.append(entity)
        known = {entity.id: entity.kinds for entity in entities}
        touched = {entity.id for entity in entities if (reading.path, entity.id) in kinds}
        facts = [
            fact for fact in reading.facts if not {fact.subject, fact.object} & touched or _allowed(fact, known)
        ]
        for number, entity in enumerate(entities):
            if entity.id in touched:
                # what somebody works on is a project, too
                more = {also for wanted in _wanted(entity.id, facts) if (also := also_needed(entity.kinds, wanted))}
                entities[number] = replace(entity, kinds=tuple(sorted({*entity.kinds, *more})))
        return replace(reading, entities=tuple(entities), facts=tuple(facts))

    def deny(self, corpus: Corpus) -> None:
        """Take out of a corpus what people deny."""
        denied: dict[tuple[Key, str], list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for number, claim in enumerate(self.curation.denied):
            subjects, objects, value = self._ends(claim, "deny")
            if not subjects or not (objects or value):
                continue
            entry = Denial(claim.line, tuple(sorted(subjects)), claim.predicate, tuple(sorted(objects)), value)
            self.denials.append(entry)
            for path, id in subjects:
                wanted = frozenset({value} if value else {other for where, other in objects if where == path})
                denied[(path, id), claim.predicate].append((number, wanted))
        met: set[int] = set()
        for path in sorted({path for (path, _), _ in denied}):
            reading = corpus.reading(path)
            left = self._undenied(reading, denied, met)
            if left is not reading:
                corpus.correct(left)
        inferred = {rule.head[1].removeprefix(HW) for rule in inference_rules()}
        denied_lines = {denial.line for denial in self.denials}
        for number, claim in enumerate(self.curation.denied):
            if number not in met and claim.line in denied_lines and claim.predicate not in inferred:
                what = f"deny: no write-up says {claim.subject} {claim.predicate} {claim.object}"
                self.finding.missing(claim.line, what)

    def _undenied(
        self,
        reading: Reading,
        denied: Mapping[tuple[Key, str], list[tuple[int, frozenset[str]]]],
        met: set[int],
    ) -> Reading:
        facts = []
        for fact in reading.facts:
            entries = denied.get(((reading.path, fact.subject), fact.predicate), ())
            hits = [number for number, objects in entries if fact.object in objects]
            met.update(hits)
            if not hits:
                facts.append(fact)
        return replace(reading, facts=tuple(facts)) if len(facts) < len(reading.facts) else reading

    def _ends(self, claim: Claim, section: str) -> tuple[Keys, Keys, str]:
        found = vocabulary().properties[claim.predicate]
        subjects = self.things.whole(self.finding.find(claim.subject, section, found.domain))
        if not found.relation:
            return subjects, NOBODY, claim.object.text
        return subjects, self.things.whole(self.finding.find(claim.object, section, found.range)), ""


def also_needed(kinds: Iterable[str], wanted: tuple[str, ...]) -> str:
    """Return the class that a thing must have besides its own to stand where some are wanted; "" for none.

    >>> also_needed(["Tool"], ("Project",)), also_needed(["Project"], ("Software",))
    ('Project', '')
    """
    held = tuple(kinds)
    if any(vocabulary().is_a(kind, name) for kind in held for name in wanted):
        return ""
    return next((name for name in wanted if any(vocabulary().fits(kind, (name,)) for kind in held)), "")


def _allowed(fact: Fact, kinds: Mapping[str, tuple[str, ...]]) -> bool:
    found = vocabulary().properties.get(fact.predicate)
    if found is None:
        return True
    fits = vocabulary().fits
    if fact.subject in kinds and not any(fits(kind, found.domain) for kind in kinds[fact.subject]):
        return False
    if fact.literal or fact.object not in kinds:
        return True
    return any(fits(kind, found.range) for kind in kinds[fact.object])


def _wanted(id: str, facts: Iterable[Fact]) -> Iterator[tuple[str, ...]]:
    for fact in facts:
        found = vocabulary().properties.get(fact.predicate)
        if found is not None and fact.subject == id:
            yield found.domain
        if found is not None and fact.object == id and not fact.literal:
            yield found.range
