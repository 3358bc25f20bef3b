"""One write-up held against its gold graph: what is right, wrong, found and missed, fact by fact.

A relation is right when both its ends are paired (``extractors.pairing``) and gold says it or it follows from gold; it
is found when it is said or follows from what is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from hallway.extractors.gold import Gold, GoldEntity
from hallway.extractors.pairing import Annotation, Triple, closure, pair
from hallway.graph.evaluation.causes import Causes
from hallway.graph.evaluation.counts import Count, total
from hallway.graph.evaluation.said import Said, Support
from hallway.graph.evaluation.sources import Source


@dataclass(frozen=True, order=True)
class Mistake:
    """Something missed or invented: an entity (``object`` is "") or a relation.

    Args:
        document: file name of the write-up.
        kind: ``missed`` or ``invented``.
        what: group of an entity, or relation.
        subject: folded names of the entity, or of the relation's subject.
        object: folded names of the relation's object, "" for an entity.
        where: ``path:line`` in the write-up, or in the gold file where the write-up is not at hand.
        quote: words that show it, as gold or the graph has them; "" if there are none.
        cause: why it was missed or invented; see ``causes``.
    """

    document: str
    kind: str
    what: str
    subject: str
    object: str = ""
    where: str = field(default="", compare=False)
    quote: str = field(default="", compare=False)
    cause: str = field(default="", compare=False)


@dataclass(frozen=True)
class Verdict:
    """One relation that was said, and whether it is right.

    Args:
        fact: as the graph has it.
        right: whether gold says so too.
        subject: what gold calls its subject, or the graph where it is not paired.
        object: the same of its object.
        support: its evidence, the surest first.
        where: ``path:line`` of the surest.
    """

    fact: Triple
    right: bool
    subject: str
    object: str
    support: tuple[Support, ...]
    where: str

    @property
    def confidence(self) -> float:
        """As sure as the surest evidence."""
        return max((one.confidence for one in self.support), default=0.0)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that give it, sorted."""
        return tuple(sorted({one.rule for one in self.support}))


@dataclass(frozen=True)
class Judged:
    """One write-up's scores.

    Args:
        gold: its gold file.
        said: what its graph says.
        present: whether the graph holds it.
        entities: count for each group of classes.
        relations: count for each relation.
        mistakes: all that was missed or invented.
        verdicts: every relation that was said, sorted.
    """

    gold: Gold
    said: Said
    present: bool
    entities: Mapping[str, Count]
    relations: Mapping[str, Count]
    mistakes: tuple[Mistake, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def document(self) -> str:
        """File name of the write-up."""
        return self.gold.document

    @property
    def genre(self) -> str:
        """What kind of write-up it is: what gold says, else what the graph says, else ``untold``."""
        return self.gold.genre or self.said.genre or "untold"

    @property
    def total_entities(self) -> Count:
        """Count over all groups."""
        return total(self.entities.values())

    @property
    def total_relations(self) -> Count:
        """Count over all relations."""
        return total(self.relations.values())


def judge(gold: Gold, said: Said | None, source: Source | None = None) -> Judged:
    """Hold what a write-up's graph says against gold.

    Args:
        gold: its gold file.
        said: what its graph says; None if there is none.
        source: its text, in which the lines of what was missed are looked up.
    """
    theirs, ours = gold.annotation, (said or Said())
    mine = ours.annotation
    paired = pair(theirs, mine)
    true = closure(theirs.relations)
    told = {(paired.get(s), p, paired.get(o)) for s, p, o in closure(mine.relations)}
    places = _Places(gold, ours, source)
    causes = Causes(theirs, mine, paired, true, told)
    entities: dict[str, Count] = defaultdict(Count)
    relations: dict[str, Count] = defaultdict(Count)
    mistakes = []

    found = set(paired.values())
    for i, asked in theirs.things.items():
        entities[asked.group].found += i in found
        entities[asked.group].missed += i not in found
        if i not in found:
            where, why = places.of_asked(i), causes.of_missed_entity(i)
            mistakes.append(Mistake(gold.document, "missed", asked.group, _called(theirs, i), "", where, cause=why))
    for i, given in mine.things.items():
        entities[given.group].right += i in paired
        entities[given.group].wrong += i not in paired
        if i not in paired:
            where, why = places.of_given(i), causes.of_invented_entity(i)
            mistakes.append(Mistake(gold.document, "invented", given.group, _called(mine, i), "", where, cause=why))

    verdicts = []
    for fact in sorted(mine.relations):
        s, p, o = fact
        right = (paired.get(s), p, paired.get(o)) in true
        relations[p].right += right
        relations[p].wrong += not right
        support, where = ours.support.get(fact, ()), places.of_fact(ours.line(fact))
        subject, object = (_called(theirs, paired[end]) if end in paired else _called(mine, end) for end in (s, o))
        verdicts.append(Verdict(fact, right, subject, object, support, where))
        if not right:
            quote = support[0].quote if support else ""
            named = _called(mine, s), _called(mine, o)
            mistakes.append(Mistake(gold.document, "invented", p, *named, where, quote, causes.of_invented(fact)))
    for fact in sorted(theirs.relations):
        s, p, o = fact
        relations[p].found += fact in told
        relations[p].missed += fact not in told
        if fact not in told:
            where, quote = places.of_gold(fact)
            named = _called(theirs, s), _called(theirs, o)
            mistakes.append(Mistake(gold.document, "missed", p, *named, where, quote, causes.of_missed(fact, quote)))
    return Judged(gold, ours, said is not None, entities, relations, tuple(sorted(mistakes)), tuple(verdicts))


class _Places:
    """Names the lines on which things stand."""

    def __init__(self, gold: Gold, said: Said, source: Source | None) -> None:
        self._gold = gold
        self._said = said
        self._source = source
        self._path = source.path if source else said.path or gold.document
        self._asked: dict[str, GoldEntity] = {entity.id: entity for entity in gold.entities}
        self._facts = {(f.subject, f.predicate, f.object): f for f in gold.facts}

    def of_fact(self, line: int) -> str:
        return f"{self._path}:{line}" if line else self._path

    def of_given(self, entity: str) -> str:
        return self.of_fact(self._said.first_line(entity) or self._named(self._said.annotation.things[entity].names))

    def of_asked(self, entity: str) -> str:
        asked = self._asked[entity]
        return self._in_source(self._named(asked.names), asked.line)

    def of_gold(self, fact: Triple) -> tuple[str, str]:
        asked = self._facts[fact]
        line = self._source.line_of(asked.evidence) if self._source else 0
        return self._in_source(line, asked.line), asked.evidence

    def _named(self, names: tuple[str, ...] | frozenset[str]) -> int:
        return self._source.first_line_of(sorted(names)) if self._source else 0

    def _in_source(self, line: int, gold_line: int) -> str:
        return f"{self._path}:{line}" if line else f"{self._gold.path}:{gold_line}"


def _called(annotation: Annotation, i: str) -> str:
    return "/".join(sorted(annotation.things[i].names)) or "author"
