"""How well a graph agrees with gold graphs, write-up by write-up: precision, recall, F1, and every error.

A relation is right when both its ends are paired (``extractors.pairing``) and gold says it or it follows from gold; it
is found when it is said or follows from what is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.extractors.gold import read_golds
from hallway.extractors.pairing import GROUPS, RELATIONS, Annotation, Thing, closure, pair, thing

if TYPE_CHECKING:
    import pyoxigraph

_HW = "https://w3id.org/hallway/vocab#"


@dataclass
class Count:
    """How often something was rightly said, wrongly said, found, and missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.wrong += other.wrong
        self.found += other.found
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, order=True)
class Mistake:
    """Something missed or invented: an entity (``relation`` is "") or a relation."""

    document: str
    kind: str
    what: str
    subject: str
    object: str = ""


@dataclass
class Evaluation:
    """Scores of a graph against gold.

    Attributes:
        entities: count for each group of classes.
        relations: count for each relation.
        by_document: (entities, relations) of each write-up.
        by_language: the same for each language of gold.
        absent: gold documents that the graph does not hold.
        mistakes: all that was missed or invented.
    """

    entities: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    relations: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_document: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    by_language: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def total_entities(self) -> Count:
        """Count over all groups."""
        return _sum(self.entities.values())

    @property
    def total_relations(self) -> Count:
        """Count over all relations."""
        return _sum(self.relations.values())


def read_graph(store: pyoxigraph.Store) -> dict[str, Annotation]:
    """Read what each write-up's own graph says.

    Args:
        store: an open graph.

    Returns:
        The annotation of each write-up, by its file name without folders.
    """
    import pyoxigraph as ox

    term = ox.NamedNode
    dcterms, rdf = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    label = term("http://www.w3.org/2000/01/rdf-schema#label")
    alias = term("http://www.w3.org/2004/02/skos/core#altLabel")
    found: dict[str, Annotation] = {}
    sources = store.quads_for_pattern(None, term(f"{dcterms}source"), None, None)
    for quad in sorted(sources, key=lambda q: str(q.graph_name)):
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph) or quad.subject != graph:
            continue
        things: dict[str, Thing] = {}
        types = store.quads_for_pattern(None, term(f"{rdf}type"), None, graph)
        for typed in sorted(types, key=lambda q: (str(q.subject), str(q.object))):
            kind = getattr(typed.object, "value", "").removeprefix(_HW)
            name = getattr(typed.subject, "value", "")
            if kind not in GROUPS or name in things:
                continue
            texts = [q.object for p in (label, alias) for q in store.quads_for_pattern(typed.subject, p, None, graph)]
            pages = store.quads_for_pattern(typed.subject, term("https://schema.org/url"), None, graph)
            things[name] = thing(
                kind,
                (t.value for t in texts if isinstance(t, ox.Literal)),
                (getattr(q.object, "value", "") for q in pages),
            )
        relations = [
            (getattr(q.subject, "value", ""), p, getattr(q.object, "value", ""))
            for p in RELATIONS
            for q in store.quads_for_pattern(None, term(_HW + p), None, graph)
        ]
        authors = store.quads_for_pattern(graph, term(f"{dcterms}creator"), None, graph)
        creators = sorted(getattr(q.object, "value", "") for q in authors)
        source = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        found[source.rsplit("/", 1)[-1]] = Annotation.of(things, relations, creators[0] if creators else "")
    return found


def _score(document: str, gold: Annotation, said: Annotation, into: Evaluation) -> tuple[Count, Count]:
    paired = pair(gold, said)
    hit = set(paired.values())
    entities: dict[str, Count] = defaultdict(Count)
    relations: dict[str, Count] = defaultdict(Count)

    def called(annotation: Annotation, i: str) -> str:
        return "/".join(sorted(annotation.things[i].names)) or "author"

    for i, asked in gold.things.items():
        if i in hit:
            entities[asked.group].found += 1
        else:
            entities[asked.group].missed += 1
            into.mistakes.append(Mistake(document, "missed", asked.group, called(gold, i)))
    for i, given in said.things.items():
        if i in paired:
            entities[given.group].right += 1
        else:
            entities[given.group].wrong += 1
            into.mistakes.append(Mistake(document, "invented", given.group, called(said, i)))
    true = closure(gold.relations)
    for s, p, o in said.relations:
        if (paired.get(s), p, paired.get(o)) in true:
            relations[p].right += 1
        else:
            relations[p].wrong += 1
            into.mistakes.append(Mistake(document, "invented", p, called(said, s), called(said, o)))
    told = {(paired.get(s), p, paired.get(o)) for s, p, o in closure(said.relations)}
    for s, p, o in gold.relations:
        if (s, p, o) in told:
            relations[p].found += 1
        else:
            relations[p].missed += 1
            into.mistakes.append(Mistake(document, "missed", p, called(gold, s), called(gold, o)))
    for name, count in entities.items():
        into.entities[name].add(count)
    for name, count in relations.items():
        into.relations[name].add(count)
    return _sum(entities.values()), _sum(relations.values())


def evaluate(store: pyoxigraph.Store, gold: Path) -> Evaluation:
    """Score a graph against a folder of gold files.

    Args:
        store: an open graph; each write-up's own graph is scored.
        gold: folder of YAML files.

    Returns:
        The scores and every mistake, sorted.

    Raises:
        SourceError: there are no gold files in that folder.
        WriteUpError: a file there is not in the gold format.
    """
    golds = read_golds(gold)
    said = read_graph(store)
    result = Evaluation()
    for one in golds:
        document = one.document
        mine = said.get(document)
        if mine is None:
            result.absent.append(document)
            mine = Annotation({}, frozenset(), "")
        counts = _score(document, one.annotation, mine, result)
        result.by_document[document] = counts
        sums = result.by_language.setdefault(one.language, (Count(), Count()))
        sums[0].add(counts[0])
        sums[1].add(counts[1])
    result.mistakes.sort()
    return result


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count)
    return total


def rows(result: Evaluation) -> Iterator[tuple[str, Count]]:
    """Yield a name and a count for each line of a report, the two totals last."""
    yield from sorted(result.entities.items())
    yield from sorted(result.relations.items())
    for language, (entities, relations) in sorted(result.by_language.items()):
        yield f"[{language}] entities", entities
        yield f"[{language}] relations", relations
    yield "ENTITIES", result.total_entities
    yield "RELATIONS", result.total_relations


__all__ = ["Count", "Evaluation", "Mistake", "evaluate", "read_graph", "rows"]
