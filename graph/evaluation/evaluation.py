"""How well a graph agrees with gold graphs, write-up by write-up: precision, recall, F1, and every error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hallway.extractors.gold import read_golds
from hallway.graph.evaluation.counts import Count, total
from hallway.graph.evaluation.judging import Judged, Mistake, judge
from hallway.graph.evaluation.said import read_graph
from hallway.graph.evaluation.sources import Sources
from hallway.graph.privacy.golds import hidden_gold
from hallway.graph.privacy.hiding import hidden_path

if TYPE_CHECKING:
    import pyoxigraph

    from hallway.graph.privacy.withheld import Withheld

Both = tuple[Count, Count]
"""Counts of entities and of relations."""


@dataclass(frozen=True)
class Evaluation:
    """Scores of a graph against gold.

    Args:
        documents: each write-up, in the order of the gold files.
    """

    documents: tuple[Judged, ...]

    @cached_property
    def entities(self) -> dict[str, Count]:
        """Count for each group of classes."""
        return _summed(self.documents, lambda one: one.entities.items())

    @cached_property
    def relations(self) -> dict[str, Count]:
        """Count for each relation."""
        return _summed(self.documents, lambda one: one.relations.items())

    @property
    def by_document(self) -> dict[str, Both]:
        """Counts of each write-up."""
        return {one.document: (one.total_entities, one.total_relations) for one in self.documents}

    @property
    def by_language(self) -> dict[str, Both]:
        """Counts of each language of gold."""
        return self._by(lambda one: one.gold.language)

    @property
    def by_genre(self) -> dict[str, Both]:
        """Counts of each kind of write-up."""
        return self._by(lambda one: one.genre)

    @property
    def absent(self) -> list[str]:
        """Gold documents that the graph does not hold."""
        return [one.document for one in self.documents if not one.present]

    @property
    def mistakes(self) -> list[Mistake]:
        """All that was missed or invented, sorted."""
        return sorted(mistake for one in self.documents for mistake in one.mistakes)

    @property
    def total_entities(self) -> Count:
        """Count over all groups."""
        return total(self.entities.values())

    @property
    def total_relations(self) -> Count:
        """Count over all relations."""
        return total(self.relations.values())

    def _by(self, key: Callable[[Judged], str]) -> dict[str, Both]:
        found: dict[str, Both] = {}
        for one in self.documents:
            entities, relations = found.setdefault(key(one), (Count(), Count()))
            entities.add(one.total_entities)
            relations.add(one.total_relations)
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class Row:
    """One line of scores.

    Args:
        by: what the line is one of: ``type``, ``relation``, ``language``, ``genre`` or ``all``.
        name: which one; "" for all.
        part: ``entities`` or ``relations``.
        counts: of each write-up that the line is about, in the order of the gold files.
    """

    by: str
    name: str
    part: str
    counts: tuple[Count, ...]

    @property
    def total(self) -> Count:
        """The scores of the line."""
        return total(self.counts)

    @property
    def label(self) -> str:
        """What the line is called."""
        if self.by == "all":
            return self.part.upper()
        return f"[{self.name}] {self.part}" if self.by in ("language", "genre") else self.name


def rows(result: Evaluation) -> Iterator[Row]:
    """Yield the lines of a report: types, relations, languages, kinds of write-up, and the two totals last.

    Args:
        result: of ``evaluate``.
    """
    every = result.documents
    none = Count()
    for name in sorted(result.entities):
        yield Row("type", name, "entities", tuple(one.entities.get(name, none) for one in every))
    for name in sorted(result.relations):
        yield Row("relation", name, "relations", tuple(one.relations.get(name, none) for one in every))
    for by, names in (("language", result.by_language), ("genre", result.by_genre)):
        for name in names:
            some = [one for one in every if name == (one.genre if by == "genre" else one.gold.language)]
            yield from _both(by, name, some)
    yield from _both("all", "", every)


def evaluate(
    store: pyoxigraph.Store, gold: Path, *, sources: Path | None = None, people: Sequence[Withheld] = ()
) -> Evaluation:
    """Score a graph against a folder of gold files.

    Args:
        store: an open graph; each write-up's own graph is scored.
        gold: folder of YAML files.
        sources: folder of the write-ups, in which the lines of what was missed are looked up.
        people: who wants to be left out of the graph, and so of what it is held against.

    Returns:
        The scores and every mistake, sorted.

    Raises:
        SourceError: there are no gold files in that folder, or there is no folder of sources.
        WriteUpError: a file there is not in the gold format.
    """
    golds = read_golds(gold)
    texts = Sources(sources) if sources else None
    said = read_graph(store)
    judged = []
    for one in golds:
        told = hidden_gold(one, people)
        text = texts.find(one.document) if texts else None
        if text is not None:
            text.path = hidden_path(text.path, people)
        judged.append(judge(told, said.get(told.document), text))
    return Evaluation(tuple(judged))


def _both(by: str, name: str, documents: list[Judged] | tuple[Judged, ...]) -> Iterator[Row]:
    yield Row(by, name, "entities", tuple(one.total_entities for one in documents))
    yield Row(by, name, "relations", tuple(one.total_relations for one in documents))


def _summed(
    documents: tuple[Judged, ...], counts: Callable[[Judged], Iterable[tuple[str, Count]]]
) -> dict[str, Count]:
    found: dict[str, Count] = defaultdict(Count)
    for one in documents:
        for name, count in counts(one):
            found[name].add(count)
    return dict(found)
