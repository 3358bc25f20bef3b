"""From readings and resolved IRIs to the quads of the dataset, graph by graph.

Each write-up gives a graph of what it says and a graph of its evidence; the default graph holds all facts once. No
blank nodes, and every literal in the form that Oxigraph keeps, so that what is exported equals what was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from hallway.extractors.reading import WRITEUP, Entity, Fact, Reading
from hallway.graph.identity.sheets import Sheet
from hallway.graph.iri import evidence, evidence_graph, web_iri
from hallway.graph.terms import clean, date, decimal, integer, term

_DATES = frozenset({"schema:startDate", "schema:endDate"})


_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where a write-up's lines end, so that a quote can be named as ``path:line`` without the file.

    Args:
        ends: offset of the last sign of every line break of the decoded source (LF, CR or CR LF), ascending.
    """

    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: str) -> Lines:
        """Return the lines of a decoded source."""
        return cls(tuple(found.end() - 1 for found in _LINE_BREAK.finditer(source)))

    def line(self, offset: int) -> int:
        """Return the line, from 1, that holds a code point.

        >>> Lines.of("a\\nb").line(2)
        2
        """
        return bisect_left(self.ends, offset) + 1


@dataclass(slots=True)
class _Names:
    """What write-ups call one thing, over the corpus."""

    labels: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    fallback: str = ""


@dataclass(slots=True)
class Merged:
    """The default graph as it grows, write-up by write-up.

    Args:
        iris: what ``resolve`` gave.
        said: IRI → the label that people gave it, whatever write-ups call it.
    """

    iris: Mapping[tuple[str, str], str]
    said: Mapping[str, str] = field(default_factory=dict)
    triples: set[ox.Triple] = field(default_factory=set)
    names: dict[str, _Names] = field(default_factory=lambda: defaultdict(_Names))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the default graph, in no order."""
        for triple in self.triples:
            yield ox.Quad(triple.subject, triple.predicate, triple.object)
        yield from self.named()

    def named(self) -> Iterator[ox.Quad]:
        """Yield the labels of the default graph, in no order."""
        for iri, names in self.names.items():
            subject = ox.NamedNode(iri)
            label = self.said.get(iri) or best_label(names.labels) or names.fallback
            if label:
                yield ox.Quad(subject, term("rdfs:label"), ox.Literal(label))
            for other in (names.labels.keys() | names.others) - {label}:
                yield ox.Quad(subject, term("skos:altLabel"), ox.Literal(other))

    def writeup(self, reading: Reading, lines: Lines) -> Iterator[ox.Quad]:
        """Take one reading in, and yield the quads of its own two graphs, in no order.

        Args:
            reading: what the write-up says.
            lines: of its decoded source.
        """
        graph = ox.NamedNode(self.iris[reading.path, WRITEUP])
        for triple in {*self._metadata(reading), *self._entities(reading), *self._facts(reading)}:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        yield from self._evidence(reading, lines)

    def name(self, sheet: Sheet, things: Collection[str]) -> None:
        """Note what one write-up calls some things, and take nothing else in.

        Args:
            sheet: of the write-up.
            things: IRIs.
        """
        called: dict[str, list[Entity]] = defaultdict(list)
        for record in sheet.records:
            if (iri := self.iris[record.key]) in things:
                called[iri].append(record.entity)
        for iri, entities in called.items():
            self._call(sheet, iri, entities)
        if (writeup := self.iris[sheet.path, WRITEUP]) in things:
            self.names[writeup].fallback = _title(sheet)

    def _metadata(self, reading: Reading) -> Iterator[ox.Triple]:
        writeup = ox.NamedNode(self.iris[reading.path, WRITEUP])
        title = clean(reading.title)
        values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            ("rdf:type", term("WriteUp")),
            ("dcterms:source", ox.Literal(reading.path)),
            *(("dcterms:subject", ox.Literal(tag)) for tag in map(clean, reading.tags) if tag),
        ]
        if title:
            values.append(("dcterms:title", ox.Literal(title)))
        if reading.author:
            values.append(("dcterms:creator", ox.NamedNode(self.iris[reading.path, reading.author])))
        if reading.date:
            values.append(("dcterms:created", date(reading.date)))
        if reading.language:
            values.append(("dcterms:language", ox.Literal(reading.language)))
        if reading.genre:
            values.append(("schema:genre", ox.Literal(reading.genre)))
        self.names[writeup.value].fallback = _title(reading)
        for name, value in values:
            triple = ox.Triple(writeup, term(name), value)
            self.triples.add(triple)
            yield triple

    def _entities(self, reading: Reading) -> Iterator[ox.Triple]:
        things: dict[str, list[Entity]] = defaultdict(list)
        for entity in reading.entities:
            things[self.iris[reading.path, entity.id]].append(entity)
        for iri, entities in things.items():
            subject = ox.NamedNode(iri)
            for kind in {kind for entity in entities for kind in entity.kinds}:
                yield self._merged(ox.Triple(subject, term("rdf:type"), term(kind)))
            for url in {web for entity in entities for url in entity.urls if (web := web_iri(url))}:
                yield self._merged(ox.Triple(subject, term("schema:url"), ox.NamedNode(url)))
            label, others = self._call(reading, iri, entities)
            if label:
                yield ox.Triple(subject, term("rdfs:label"), ox.Literal(label))
            for other in others:
                yield ox.Triple(subject, term("skos:altLabel"), ox.Literal(other))

    def _call(self, reading: Reading | Sheet, iri: str, entities: Sequence[Entity]) -> tuple[str, set[str]]:
        """Note what a reading calls one thing; return its label there and all other names."""
        labels = Counter(name for entity in entities if (name := clean(entity.name)))
        label = best_label(labels)
        others = labels.keys() | {name for entity in entities for alias in entity.aliases if (name := clean(alias))}
        others -= {label}
        names = self.names[iri]
        if label:
            names.labels[label] += 1
        elif any(entity.id == reading.author for entity in entities) and not names.fallback:
            names.fallback = f"author of {clean(reading.title) or clean(reading.path)}"
        names.others |= others
        return label, others

    def _facts(self, reading: Reading) -> Iterator[ox.Triple]:
        for fact in reading.facts:
            yield self._merged(self._triple(reading, fact))

    def _evidence(self, reading: Reading, lines: Lines) -> Iterator[ox.Quad]:
        writeup = self.iris[reading.path, WRITEUP]
        graph = ox.NamedNode(evidence_graph(writeup))
        for fact in reading.facts:
            triple = self._triple(reading, fact)
            for place in fact.evidence:
                confidence = decimal(place.confidence)
                span = place.start, place.end
                iri = evidence(writeup, *map(str, triple), *span, place.rung, place.rule, confidence.value)
                statement = ox.NamedNode(iri)
                for name, value in (
                    ("rdf:type", term("rdf:Statement")),
                    ("rdf:subject", triple.subject),
                    ("rdf:predicate", triple.predicate),
                    ("rdf:object", triple.object),
                    ("prov:wasQuotedFrom", ox.NamedNode(writeup)),
                    ("oa:exact", ox.Literal(place.quote)),
                    ("oa:start", integer(place.start)),
                    ("oa:end", integer(place.end)),
                    ("hw:line", integer(lines.line(place.start))),
                    ("hw:readAs", ox.Literal(str(place.rung))),
                    ("hw:rule", ox.Literal(place.rule)),
                    ("hw:confidence", confidence),
                ):
                    yield ox.Quad(statement, term(name), value, graph)

    def _triple(self, reading: Reading, fact: Fact) -> ox.Triple:
        subject = ox.NamedNode(self.iris[reading.path, fact.subject])
        if not fact.literal:
            return ox.Triple(subject, term(fact.predicate), ox.NamedNode(self.iris[reading.path, fact.object]))
        value = date(fact.object) if fact.predicate in _DATES else ox.Literal(clean(fact.object))
        return ox.Triple(subject, term(fact.predicate), value)

    def _merged(self, triple: ox.Triple) -> ox.Triple:
        self.triples.add(triple)
        return triple


def _title(reading: Reading | Sheet) -> str:
    return clean(reading.title) or clean(reading.path)


def best_label(labels: Mapping[str, int]) -> str:
    """Return the label to show: the most frequent, then the longest, then the first in code-point order.

    >>> best_label({"Remy": 2, "Rémy Hubscher": 2, "natim": 1})
    'Rémy Hubscher'
    """
    return min(labels, key=lambda label: (-labels[label], -len(label), label), default="")


def check(reading: Reading) -> str:
    """Return what is wrong with a reading, in one line; "" if a graph can be made of it.

    An extractor may come from another package: what it gives is looked at before it is believed.
    """
    ids = {entity.id for entity in reading.entities}
    if reading.author and reading.author not in ids:
        return f"the author {reading.author!r} is no entity of its write-up"
    for entity in reading.entities:
        if not entity.kinds or not all(kind.isascii() and kind.isidentifier() for kind in entity.kinds):
            return f"the entity {entity.id!r} has no class of the vocabulary"
    for fact in reading.facts:
        ends = (fact.subject,) if fact.literal else (fact.subject, fact.object)
        if missing := [end for end in ends if end not in ids and end != WRITEUP]:
            return f"a fact names {missing[0]!r}, which is no entity of its write-up"
        name = fact.predicate.removeprefix("schema:")
        if not (name.isascii() and name.isidentifier()):
            return f"{fact.predicate!r} is no property"
        if not fact.evidence:
            return f"a fact ({fact.predicate}) has no evidence"
    return ""


def lines_of(quads: Iterable[ox.Quad]) -> Sequence[str]:
    """Return quads as sorted lines of canonical N-Quads, each once."""
    return sorted({f"{quad} ." for quad in quads})
