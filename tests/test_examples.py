"""The examples: what a newcomer builds first must say what a careful reader of them would say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from _pytest.mark import ParameterSet

from hallway.extractors.decoding import decode
from hallway.extractors.readers import READERS, read_document
from hallway.graph.build import build
from hallway.graph.report import BuildReport
from hallway.graph.store import open_store
from hallway.graph.terms import curie, term

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPECTED = Path(__file__).parent / "data" / "examples-expected.yaml"
MERGED = "_merged"

NOT_YET = frozenset(
    """
three-days-by-the-harbour.md: Atelier Varech sponsored LanternConf 2032
three-days-by-the-harbour.md: Bruno Tallow worksOn Tidemark
three-days-by-the-harbour.md: Bruno Tallow memberOf Halyard
three-days-by-the-harbour.md: Ines Ravel memberOf Atelier Varech
three-days-by-the-harbour.md: Atelier Varech develops Loam
three-days-by-the-harbour.md: Estuary Institute uses Glint
three-days-by-the-harbour.md: Dario Fenn presented Small tools, long winters
lanternconf-2032-compte-rendu.rst: Hervé Câprier attended LanternConf 2032
lanternconf-2032-compte-rendu.rst: Maïwenn Trévarec attended LanternConf 2032
lanternconf-2032-compte-rendu.rst: Wick Guild organized LanternConf 2032
lanternconf-2032-compte-rendu.rst: Élise Noroît attendedTalk Maps that survive the tunnel
lanternconf-2032-compte-rendu.rst: Bruno Tallow presented Maps that survive the tunnel
tidemark-sprint.md: Ines Ravel presented Loam in an hour
tidemark-sprint.md: Loam in an hour uses Loam
tidemark-sprint.md: Kofi Amberley worksOn Kelp
barcamp-lanterne.txt: Atelier Varech sponsored Barcamp Lanterne 2032
barcamp-lanterne.txt: Cartes hors ligne uses Tidemark
barcamp-lanterne.txt: Cartes hors ligne uses Loam
barcamp-lanterne.txt: Bruno Cazalis memberOf Sel & Vent
barcamp-lanterne.txt: Sel & Vent uses PostgreSQL
barcamp-lanterne.txt: Hervé Câprier worksOn Glint
barcamp-lanterne.txt: Lucie Fontaubert worksOn Tidemark
barcamp-lanterne.txt: Prévenir sans réveiller uses MQTT
programme.html: LanternConf 2032 uses Cormorant
programme.html: Atelier Varech sponsored LanternConf 2032
beacon-hackathon.wiki: Tamsin Oakroyd memberOf Kaap Noord
fanal-reunion-mars.dokuwiki: Élise Noroît willAttend LanternConf 2032
glint-meeting.adoc: Kofi Amberley worksOn Glint
glint-meeting.adoc: Glint uses Forgejo
glint-meeting.adoc: Cleo Marsh worksOn Glint
glint-meeting.adoc: Cleo Marsh memberOf Estuary Institute
glint-meeting.adoc: Cleo Marsh willAttend Beacon Hackathon 2032
lighthouse-diary.md: Tamsin Oakroyd memberOf Kaap Noord
lighthouse-diary.md: Gwen Aldous presented Testing Django on a slow boat
lighthouse-diary.md: Testing Django on a slow boat uses pytest
lighthouse-diary.md: Maïwenn Trévarec attended Tidemark sprint
journee-cartes-libres.md: Atelier Varech organized Journée Cartes libres 2032
journee-cartes-libres.md: Sel & Vent sponsored Journée Cartes libres 2032
journee-cartes-libres.md: Ines Ravel worksOn Loam
journee-cartes-libres.md: Loam, un an après uses Loam
journee-cartes-libres.md: Loam uses Rust
journee-cartes-libres.md: Tidemark uses Loam
journee-cartes-libres.md: Lucie Fontaubert willAttend LanternConf 2033
talks-i-sat-through.txt: Maps that survive the tunnel uses Tidemark
talks-i-sat-through.txt: A store you can bury uses Loam
talks-i-sat-through.txt: Lamps that know their type uses Glint
talks-i-sat-through.txt: Rosalind Pike worksOn tide-mode
talks-i-sat-through.txt: Rosalind Pike memberOf Wick Guild
see-you-in-ghent.txt: Wick Guild organized LanternConf 2033
see-you-in-ghent.txt: Ada Quill willAttend LanternConf 2033
see-you-in-ghent.txt: Tamsin Oakroyd willAttend LanternConf 2033
see-you-in-ghent.txt: Noor Bellweather willAttend LanternConf 2033
see-you-in-ghent.txt: Oskar Vandelicht worksOn Foghorn
see-you-in-ghent.txt: Noor Bellweather worksOn Foghorn
see-you-in-ghent.txt: Kofi Amberley worksOn Foghorn
see-you-in-ghent.txt: Tidemark uses Loam
_merged: Ada Quill attended Lamplighters Meetup April 2032
""".strip().splitlines()
)
"""Facts that hold and are not drawn yet; --runxfail shows why, a rule that draws one takes it off the list."""

NOT_YET_KEPT_OUT = frozenset(
    """
lanternconf-2032-compte-rendu.rst: Élise Noroît attended Tidemark sprint
""".strip().splitlines()
)
"""Facts that do not hold and are drawn all the same."""

NOT_YET_ONE: frozenset[str] = frozenset()
"""Things that are not yet one node."""

NOT_YET_NONE = frozenset({"Organization Sel", "Person Kaap Noord", "Talk Tidemark tutorial", "Talk keynote"})
"""Words taken for names of things."""

NOT_YET_DATED = frozenset({"beacon-hackathon.wiki"})
"""Write-ups whose date stands in their first lines, and is not read yet."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the list: a fact and the write-up that says it (or, of a false one, does not)."""

    writeup: str
    subject: str
    predicate: str
    object: str

    def __str__(self) -> str:
        return f"{self.writeup}: {self.subject} {self.predicate} {self.object}"


@cache
def listed(part: str) -> Any:
    return yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))[part]


FILES = sorted(listed("read_as"))
THINGS = [f"{kind} {name}" for kind, names in listed("one_node").items() for name in names]
NO_THINGS = [f"{kind} {name}" for kind, names in listed("no_node").items() for name in names]


@cache
def expectations(part: str) -> tuple[Expected, ...]:
    return tuple(Expected(writeup, *fact) for writeup, facts in listed(part).items() for fact in facts)


def cases(things: Iterable[object], not_yet: frozenset[str]) -> list[ParameterSet]:
    """Return things as parameters; those of ``not_yet`` must fail, so that no list of them can grow stale."""
    mark = pytest.mark.xfail(strict=True, reason="not yet")
    return [pytest.param(one, id=str(one), marks=[mark] if str(one) in not_yet else []) for one in things]


class Examples:
    """The graph of the examples, by the names that the write-ups use."""

    def __init__(self, store: ox.Store, report: BuildReport) -> None:
        self.store = store
        self.report = report
        self.graphs: dict[str, Any] = {quad.object.value: quad.subject for quad in self.quads(None, "dcterms:source")}
        self._called: dict[str, set[Any]] = {}
        for name in ("rdfs:label", "skos:altLabel"):
            for quad in self.quads(None, name):
                self._called.setdefault(quad.object.value, set()).add(quad.subject)

    def quads(self, subject: Any, predicate: str, object: Any = None, graph: Any = None) -> Iterator[Any]:
        """Yield the quads of a pattern."""
        yield from self.store.quads_for_pattern(subject, term(predicate) if predicate else None, object, graph)

    def called(self, name: str, kind: str = "") -> set[Any]:
        """Return what goes by a name, or by another name that the list says is as good."""
        things = {thing for one in (name, *listed("also_called").get(name, ())) for thing in self._called.get(one, ())}
        return {thing for thing in things if not kind or any(self.quads(thing, "rdf:type", term(kind)))}

    def holding(self, fact: Expected) -> list[Any]:
        """Return the quads that say a fact in its write-up, or in the merged graph."""
        graph = ox.DefaultGraph() if fact.writeup == MERGED else self.graphs[fact.writeup]
        objects = self.called(fact.object)
        return [
            quad
            for subject in self.called(fact.subject)
            for quad in self.quads(subject, fact.predicate, None, graph)
            if quad.object in objects or (isinstance(quad.object, ox.Literal) and quad.object.value == fact.object)
        ]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Examples:
    graph = tmp_path_factory.mktemp("examples") / "graph"
    report = build([EXAMPLES], graph=graph)
    return Examples(open_store(graph), report)


def test_all_examples_are_read_without_a_word_of_warning(examples: Examples) -> None:
    assert examples.report.errors == ()
    assert examples.report.faults == ()
    assert examples.report.skipped == ()
    assert sorted(examples.graphs) == FILES == sorted(path.name for path in EXAMPLES.iterdir() if path.is_file())


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_read_as_what_it_is(name: str) -> None:
    document = read_document(name, (EXAMPLES / name).read_bytes())
    assert [document.format, document.encoding, document.language] == listed("read_as")[name]


def test_every_format_and_both_languages_occur() -> None:
    formats, _, languages = zip(*listed("read_as").values(), strict=True)
    assert set(formats) == set(READERS)
    assert set(languages) == {"en", "fr"}


def test_the_odd_files_are_odd() -> None:
    with pytest.raises(UnicodeDecodeError):
        (EXAMPLES / "barcamp-lanterne.txt").read_bytes().decode("utf-8")
    damaged = (EXAMPLES / "journee-cartes-libres.md").read_text(encoding="utf-8")
    assert "Journ√©e" in damaged
    assert "Journée" not in damaged
    lines = (EXAMPLES / "see-you-in-ghent.txt").read_bytes().split(b"\n")[:-1]
    assert all(line.endswith(b"\r") for line in lines)


@pytest.mark.parametrize("name", cases(listed("metadata"), NOT_YET_DATED))
def test_an_example_says_who_wrote_it_and_when(examples: Examples, name: str) -> None:
    title, author, date, tags = listed("metadata")[name]
    graph = examples.graphs[name]

    def values(prop: str) -> list[str]:
        return sorted(quad.object.value for quad in examples.quads(graph, prop, None, graph))

    assert values("dcterms:title") == [title]
    assert values("dcterms:created") == [date] * bool(date)
    assert values("dcterms:subject") == tags
    assert not author or {quad.object for quad in examples.quads(graph, "dcterms:creator", None, graph)} <= (
        examples.called(author, "Person")
    )


@pytest.mark.parametrize("fact", cases(expectations("facts"), NOT_YET))
def test_what_a_careful_reader_draws(examples: Examples, fact: Expected) -> None:
    assert examples.holding(fact)


@pytest.mark.parametrize("fact", cases(expectations("not_facts"), NOT_YET_KEPT_OUT))
def test_what_a_careful_reader_does_not_draw(examples: Examples, fact: Expected) -> None:
    assert not examples.holding(fact)


@pytest.mark.parametrize("thing", cases(THINGS, NOT_YET_ONE))
def test_one_thing_is_one_node_whoever_writes_of_it(examples: Examples, thing: str) -> None:
    kind, _, name = thing.partition(" ")
    assert len(examples.called(name, kind)) == 1


@pytest.mark.parametrize("thing", cases(NO_THINGS, NOT_YET_NONE))
def test_a_word_that_names_nothing_makes_no_node(examples: Examples, thing: str) -> None:
    kind, _, name = thing.partition(" ")
    assert not examples.called(name, kind)


def test_lists_of_what_is_missing_name_lines_that_exist() -> None:
    assert {str(fact) for fact in expectations("facts")} >= NOT_YET
    assert {str(fact) for fact in expectations("not_facts")} >= NOT_YET_KEPT_OUT
    assert set(THINGS) >= NOT_YET_ONE
    assert set(NO_THINGS) >= NOT_YET_NONE
    assert set(FILES) >= NOT_YET_DATED


def test_two_people_called_bruno_are_two_people(examples: Examples) -> None:
    assert not examples.called("Bruno Tallow") & examples.called("Bruno Cazalis")


def test_what_stands_outside_the_article_is_not_in_the_graph(examples: Examples) -> None:
    for name in ("COBOL", "Pieter", "Piwik", "Imprint", "Tickets"):
        assert not examples.called(name)


def test_every_fact_of_a_write_up_has_a_quote_that_stands_in_its_file(examples: Examples) -> None:
    sources = {name: decode((EXAMPLES / name).read_bytes()).source for name in FILES}
    proven = set()
    for name, graph in examples.graphs.items():
        for quoted in examples.quads(None, "prov:wasQuotedFrom", graph):
            held = {curie(one.predicate.value): one.object for one in examples.quads(quoted.subject, "")}
            start, end = int(held["oa:start"].value), int(held["oa:end"].value)
            assert start < end
            assert sources[name][start:end] == held["oa:exact"].value
            proven.add((held["rdf:subject"], held["rdf:predicate"], held["rdf:object"], graph))
    stated = [quad for fact in expectations("facts") if fact.writeup != MERGED for quad in examples.holding(fact)]
    assert stated
    for quad in stated:
        assert (quad.subject, quad.predicate, quad.object, quad.graph_name) in proven
