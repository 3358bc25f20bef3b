"""Every quote behind a fact, and all that is known of a thing."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.errors import NameNotFound
from hallway.graph.dataset import Lines
from hallway.graph.iri import DEFAULT_BASE
from hallway.graph.outcome import Outcome
from hallway.graph.show import Known, describe
from hallway.graph.terms import term
from hallway.graph.why import why
from hallway.graph.writing import fill
from tests.community_readings import fact, lanternconf, person, reading, thing

SOURCE = "Notes\n\nAda Quill worked on Glint.\nAnd on Glint again.\n"
COMMUNITY = Path(__file__).parent / "data/community.trig"


@pytest.fixture
def store() -> ox.Store:
    notes = reading(
        "notes/one.md",
        [person("Ada Quill", "ada"), thing("Project", "Glint", "glint"), thing("Talk", "Lamps", "talk", local=True)],
        [
            fact("ada", "worksOn", "glint", "Ada Quill worked on Glint", start=7),
            fact("ada", "worksOn", "glint", "on Glint again", start=38),
            fact("talk", "rating", "+1", "again", start=47, literal=True),
        ],
    )
    store = ox.Store()
    outcomes = [Outcome("notes/one.md", notes, Lines.of(SOURCE)), *(Outcome(one.path, one) for one in lanternconf())]
    fill(store, outcomes)
    return store


@pytest.fixture
def community() -> ox.Store:
    store = ox.Store()
    store.load(path=COMMUNITY)
    return store


def test_a_fact_has_its_quotes_with_path_and_line(store: ox.Store) -> None:
    reasons = why(store, "ada quill", "worksOn", "GLINT")
    assert [(reason.where, reason.quote) for reason in reasons] == [
        ("notes/one.md:3", "Ada Quill worked on Glint"),
        ("notes/one.md:4", "on Glint again"),
    ]
    assert all(SOURCE[reason.start : reason.end] == reason.quote for reason in reasons)
    assert (reasons[0].rung, reasons[0].rule, reasons[0].confidence) == ("verbatim", "en.test", 0.9)


@pytest.mark.parametrize("predicate", ["worksOn", "hw:worksOn", "https://w3id.org/hallway/vocab#worksOn"])
def test_the_property_may_be_written_in_three_ways(store: ox.Store, predicate: str) -> None:
    assert len(why(store, f"{DEFAULT_BASE}person/ada-quill", predicate, "software/glint")) == 2


def test_a_value_has_its_quote_too(store: ox.Store) -> None:
    assert [reason.where for reason in why(store, "Lamps", "rating", "+1")] == ["notes/one.md:4"]


def test_what_nothing_says_has_no_reason(store: ox.Store) -> None:
    assert why(store, "Ada Quill", "develops", "Glint") == []


def test_quotes_of_other_facts_are_not_mixed_in(store: ox.Store) -> None:
    assert [reason.quote for reason in why(store, "Bruno Tallow", "worksOn", "Tidemark")] == [
        "Bruno Tallow\nhacked on Tidemark"
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("Ada Quil", "worksOn", "Glint"), "'Ada Quil' (perhaps 'Ada Quill'"),
        (("Ada Quill", "worksOn", "Glimt"), "'Glimt' (perhaps 'Glint'"),
        (("Ada Quill", "works on", "Glint"), "'works on' is no property"),
        (("Ada Quill", "nope:x", "Glint"), "'nope:x' is no property"),
    ],
)
def test_an_unknown_name_tells_what_was_perhaps_meant(store: ox.Store, asked: tuple[str, str, str], told: str) -> None:
    with pytest.raises(NameNotFound) as caught:
        why(store, *asked)
    assert told in str(caught.value)


def test_an_inferred_fact_leads_to_the_quotes_that_it_follows_from(store: ox.Store) -> None:
    ground = next(
        quad.subject for quad in store.quads_for_pattern(None, term("oa:exact"), ox.Literal("on Glint again"), None)
    )
    statement = ox.NamedNode(f"{DEFAULT_BASE}graph/inferred/evidence/1")
    graph = ox.NamedNode(f"{DEFAULT_BASE}graph/inferred/evidence")
    ada, lamps = (ox.NamedNode(DEFAULT_BASE + local) for local in ("person/ada-quill", "talk/notes/one/lamps"))
    store.add(ox.Quad(ada, term("presented"), lamps))
    for name, value in (
        ("rdf:type", term("rdf:Statement")),
        ("rdf:subject", ada),
        ("rdf:predicate", term("presented")),
        ("rdf:object", lamps),
        ("hw:rule", ox.Literal("some-rule")),
        ("hw:readAs", ox.Literal("inferred")),
        ("prov:wasDerivedFrom", ground),
        ("prov:wasDerivedFrom", statement),  # a loop must not go on for ever
    ):
        store.add(ox.Quad(statement, term(name), value, graph))
    assert [(reason.depth, reason.rung, reason.quote) for reason in why(store, "Ada Quill", "presented", "Lamps")] == [
        (0, "inferred", ""),
        (1, "verbatim", "on Glint again"),
    ]


def test_a_thing_is_shown_with_all_that_is_known_of_it(store: ox.Store) -> None:
    (bruno,) = describe(store, "bruno tallow")
    assert bruno.iri == f"{DEFAULT_BASE}person/bruno-tallow"
    assert (bruno.label, bruno.kinds, bruno.aliases) == ("Bruno TALLOW", ("Person",), ("Bruno", "Bruno Tallow"))
    assert Known("hw:worksOn", "Tidemark", f"{DEFAULT_BASE}software/tidemark") in bruno.facts
    assert bruno.writeups == ("2031/lanternconf.md", "2031/lanternconf.rst")
    (tidemark,) = describe(store, "Tidemark")
    assert tidemark.urls == ("https://tidemark.example/a%20b",)
    assert Known("hw:worksOn", "Bruno TALLOW", bruno.iri) in tidemark.incoming


def test_a_thing_is_found_by_another_name_and_by_the_end_of_its_iri(store: ox.Store) -> None:
    assert describe(store, "BRUNO") == describe(store, "person/bruno-tallow") == describe(store, "Bruno Tallow")


def test_things_that_share_a_name_are_all_shown() -> None:
    store = ox.Store()
    gwens = [reading(path, [person("Gwen", "g", local=True)]) for path in ("a.md", "b.md")]
    fill(store, [Outcome(one.path, one) for one in gwens])
    assert [one.iri.removeprefix(DEFAULT_BASE) for one in describe(store, "gwen")] == ["person/a/gwen", "person/b/gwen"]


@pytest.mark.parametrize("name", ["", "   ", "!!!", "<", "http://x.example/none", "\ud800"])
def test_hostile_names_find_nothing(store: ox.Store, name: str) -> None:
    with pytest.raises(NameNotFound):
        describe(store, name)


def test_every_fact_of_the_sample_community_has_a_reason(community: ox.Store) -> None:
    vocabulary = term("").value
    facts = [
        quad
        for quad in community.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if quad.predicate.value.startswith(vocabulary) and isinstance(quad.object, ox.NamedNode)
    ]
    assert len(facts) > 20
    for quad in facts:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode)
        assert why(community, quad.subject.value, quad.predicate.value, quad.object.value), quad
