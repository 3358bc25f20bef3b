"""No fact without evidence: what the graph quotes stands in the file, where the graph says that it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.extractors.decoding import decode
from hallway.graph.terms import PREFIXES, curie, term
from tests.command_line import hallway
from tests.corpora import DEV, EXAMPLES, Built, built_once, needs_dev

LINE_END = re.compile(r"\r\n|\r|\n")
RUNGS = {"verbatim", "structural", "document", "model"}
CORPORA = ["examples", "odd-encodings", pytest.param("dev", marks=needs_dev)]

REPORT = """---
title: Barque Days 2033
author: Ysée Cormoran
date: 2033-05-02
---

I was at Barque Days 2033 in Saint-Malo, on the café's terrace. ⛵

[Théo Bélier](https://belier.example/) worked on [Sextant](https://github.com/halyard/sextant).
Ingrid Dömötör gave a talk on Sextant 🧭, and Théo Bélier gave a talk on Loch.
"""


def odd_encodings(folder: Path) -> Path:
    """Write the same report in every encoding that moves characters about, and return their folder."""
    folder.mkdir(exist_ok=True)
    windows = REPORT.replace("⛵", "").replace("🧭", "").replace("ö", "ê")
    for name, data in {
        "crlf": REPORT.replace("\n", "\r\n").encode(),
        "mark": REPORT.encode("utf-8-sig"),
        "utf-16": REPORT.encode("utf-16"),
        "windows": windows.replace("'", "’").encode("cp1252"),
        "latin": windows.encode("latin-1"),
        "decomposed": unicodedata.normalize("NFD", REPORT).encode(),
        "twice": windows.encode().decode("latin-1").encode(),
        "macintosh": windows.encode().decode("mac_roman").encode(),
    }.items():
        (folder / f"{name}.md").write_bytes(data)
    return folder


@dataclass(frozen=True)
class Statement:
    """One piece of evidence as the graph holds it."""

    iri: str
    writeup: ox.NamedNode
    graph: ox.NamedNode
    triple: ox.Triple
    values: dict[str, str]

    @property
    def start(self) -> int:
        return int(self.values["oa:start"])

    @property
    def end(self) -> int:
        return int(self.values["oa:end"])

    @property
    def quote(self) -> str:
        return self.values["oa:exact"]

    @property
    def relation(self) -> str:
        return curie(self.triple.predicate.value)


@dataclass(frozen=True)
class Corpus:
    """A graph that was built, with the files that it was built from."""

    built: Built

    @cached_property
    def sources(self) -> dict[ox.NamedNode, str]:
        """The decoded source of each write-up, from its file."""
        return {iri: decode(path.read_bytes()).source for iri, path in self.built.sources().items()}

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement of every evidence graph, in the order of their IRIs."""
        return sorted(self._read(), key=lambda one: one.iri)

    def _read(self) -> Iterator[Statement]:
        held: dict[tuple[ox.NamedNode, ox.NamedNode], dict[str, ox.NamedNode | ox.Literal]] = defaultdict(dict)
        writeups = {ox.NamedNode(f"{iri.value}/evidence"): iri for iri in self.built.sources()}
        for quad in self.built.store:
            if quad.graph_name in writeups:
                held[quad.graph_name, quad.subject][curie(quad.predicate.value)] = quad.object
        for (graph, subject), values in held.items():
            about, verb = values["rdf:subject"], values["rdf:predicate"]
            assert isinstance(about, ox.NamedNode)
            assert isinstance(verb, ox.NamedNode)
            triple = ox.Triple(about, verb, values["rdf:object"])
            assert values["prov:wasQuotedFrom"] == writeups[graph]
            assert values["rdf:type"] == term("rdf:Statement")
            yield Statement(
                subject.value, writeups[graph], graph, triple, {name: value.value for name, value in values.items()}
            )


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    paths = {"examples": EXAMPLES, "dev": DEV}
    folder = paths.get(request.param) or odd_encodings(tmp_path_factory.getbasetemp() / "encodings")
    corpus = Corpus(built_once(tmp_path_factory, request.param, folder))
    assert len(corpus.sources) == len(
        [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".gold.yaml")]
    )
    return corpus


def test_every_quote_stands_in_the_file_where_it_is_said_to(corpus: Corpus) -> None:
    assert {one.writeup for one in corpus.statements} >= corpus.sources.keys() - silent(corpus)
    for one in corpus.statements:
        assert 0 <= one.start < one.end
        assert corpus.sources[one.writeup][one.start : one.end] == one.quote, (one.iri, one.writeup)


def silent(corpus: Corpus) -> set[ox.NamedNode]:
    """Return the write-ups that say nothing: of these alone there may be no evidence."""
    return {iri for iri in corpus.sources if not any(facts(corpus, iri))}


def facts(corpus: Corpus, writeup: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield what a write-up asserts: relations and values of the vocabulary."""
    for quad in corpus.built.store.quads_for_pattern(None, None, None, writeup):
        if quad.predicate.value.startswith(PREFIXES["hw"]) or quad.predicate in _DATES:
            yield quad.triple


_DATES = (term("schema:startDate"), term("schema:endDate"))


def test_every_fact_of_a_write_up_has_evidence_in_that_write_up(corpus: Corpus) -> None:
    proven = {(one.writeup, one.triple) for one in corpus.statements}
    stated = {(writeup, triple) for writeup in corpus.sources for triple in facts(corpus, writeup)}
    assert len(stated) >= len(corpus.sources)
    assert stated <= proven


def test_what_has_evidence_is_said_by_its_write_up_and_by_the_merged_graph(corpus: Corpus) -> None:
    store = corpus.built.store
    for one in corpus.statements:
        for graph in (one.writeup, ox.DefaultGraph()):
            assert ox.Quad(one.triple.subject, one.triple.predicate, one.triple.object, graph) in store, one


def test_every_line_number_is_that_of_the_quote(corpus: Corpus) -> None:
    starts = {
        writeup: [0, *(match.end() for match in LINE_END.finditer(source))]
        for writeup, source in corpus.sources.items()
    }
    for one in corpus.statements:
        assert int(one.values["hw:line"]) == bisect_right(starts[one.writeup], one.start), one


def test_a_carriage_return_alone_ends_a_line_too(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(REPORT.replace("\n", "\r").encode())
    assert hallway("build", "old.md", folder=tmp_path).code == 0
    [line] = [number for number, text in enumerate(REPORT.split("\n"), 1) if "worked on" in text]
    done = hallway("why", "Théo Bélier", "worksOn", "Sextant", folder=tmp_path)
    assert done.lines[0].startswith(f"old.md:{line}: ")


def test_why_takes_a_rating_below_zero(tmp_path: Path) -> None:
    (tmp_path / "seen.txt").write_text(
        "Talks attended\n\n  - (-1) Knots by Théo Bélier\n  - (+1) Splices by Ada Quill\n"
    )
    assert hallway("build", "seen.txt", folder=tmp_path).code == 0
    assert hallway("why", "Splices", "rating", "+1", folder=tmp_path).lines[0].startswith("seen.txt:4: ")
    assert hallway("why", "Knots", "rating", "-1", folder=tmp_path).lines[0].startswith("seen.txt:3: ")


def test_every_piece_of_evidence_says_how_it_was_read(corpus: Corpus) -> None:
    for one in corpus.statements:
        assert one.values["hw:readAs"] in RUNGS, one
        assert one.values["hw:rule"].strip(), one
        assert 0 < float(one.values["hw:confidence"]) <= 1, one


Said = dict[str, set[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def in_encodings(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What the one report says in each encoding."""
    folder = odd_encodings(tmp_path_factory.getbasetemp() / "encodings")
    rows = built_once(tmp_path_factory, "odd-encodings", folder).ask(
        "SELECT ?path ?who ?relation ?what { GRAPH ?w { ?w dcterms:source ?path . ?s ?relation ?o } "
        "?s rdfs:label ?who . ?o rdfs:label ?what }"
    )
    said = defaultdict(set)
    for row in rows:
        said[row["path"].removesuffix(".md")].add((row["who"], curie(row["relation"]), row["what"]))
    return said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("crlf", "mark"),
        ("crlf", "utf-16"),
        ("crlf", "decomposed"),
        ("windows", "latin"),
        ("windows", "twice"),
        ("windows", "macintosh"),
    ],
)
def test_a_report_says_the_same_in_every_encoding(in_encodings: Said, one: str, other: str) -> None:
    assert ("Théo Bélier", "hw:worksOn", "Sextant") in in_encodings[one]
    assert in_encodings[other] == in_encodings[one]


def test_why_prints_the_quotes_of_a_fact_of_each_relation(corpus: Corpus) -> None:
    by_relation = defaultdict(list)
    for one in corpus.statements:
        by_relation[one.relation].append(one)
    for relation, statements in sorted(by_relation.items()):
        # the longest quote: most likely to span lines, and to need every rule of printing
        chosen = max(statements, key=lambda one: (len(one.quote), one.iri))
        triple = chosen.triple
        asked = (chosen.values["rdf:subject"], relation, chosen.values["rdf:object"])
        done = hallway("why", "--graph", corpus.built.graph, "--", *asked, folder=corpus.built.root)
        assert done.code == 0, done.err
        for one in statements:
            if one.triple == triple:
                path = corpus.built.sources()[one.writeup].relative_to(corpus.built.root)
                assert f"{path}:{one.values['hw:line']}: “{' '.join(one.quote.split())}”" in done.lines
