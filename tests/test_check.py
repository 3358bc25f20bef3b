"""Checking a graph: a sound one has no problem, and each kind of harm is found."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.graph.check import check
from hallway.schema.terms import PREFIXES

COMMUNITY = Path(__file__).with_name("data") / "community.trig"
DECLARED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
ID = "https://w3id.org/hallway/id/"


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(COMMUNITY), format=ox.RdfFormat.TRIG)
    return store


def test_a_sound_graph_has_no_problem(store: ox.Store) -> None:
    assert check(store) == []


def test_quotes_of_the_community_stand_where_its_statements_say() -> None:
    """The fixture itself: other tests rest on it."""
    store = ox.Store()
    store.load(path=str(COMMUNITY), format=ox.RdfFormat.TRIG)
    rows = store.query(
        DECLARED + "SELECT * { GRAPH ?e { ?s oa:exact ?quote ; oa:start ?start ; oa:end ?end ; hw:line ?line ;"
        " prov:wasQuotedFrom ?w } GRAPH ?w { ?w dcterms:source ?file } }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    seen = 0
    for row in rows:
        text = (COMMUNITY.with_suffix("") / row["file"].value).read_text("utf-8")
        start, end = int(row["start"].value), int(row["end"].value)
        assert text[start:end] == row["quote"].value
        assert text.count("\n", 0, start) + 1 == int(row["line"].value)
        seen += 1
    assert seen > 50


HARM = [
    ("term", "id:person/gwen hw:frobs id:event/barcamp-lanterne", "the vocabulary has no hw:frobs"),
    ("term", "id:person/gwen a hw:Persn", "perhaps hw:Person"),
    ("domain", "id:place/nantes hw:attended id:event/barcamp-lanterne", "a Place cannot have hw:attended"),
    ("reference", "id:person/gwen hw:attended id:event/nowhere", "stands in hw:attended but has no class"),
    ("label", "id:person/new a hw:Person", "has no rdfs:label"),
    ("circle", "id:event/lanternconf-2031 hw:partOf id:event/tidemark-sprint", "is part of itself"),
    ("dates", "id:event/lanternconf-2031 schema:endDate '2030'^^xsd:gYear", "ends on 2030, before it starts"),
    ("evidence", "id:person/gwen hw:memberOf id:organization/fanal", "hw:memberOf .*fanal has no evidence"),
    ("shape", "id:person/gwen rdfs:label 'Gwenn'", "rdfs:label: stands more often than it may"),
    ("shape", "id:event/barcamp-lanterne hw:heldIn id:person/gwen", "is not of the class that belongs there"),
    ("shape", "id:event/barcamp-lanterne schema:startDate 'soon'", "is not of a type that belongs there"),
    ("shape", "id:person/gwen schema:url 'http://gwen.example/'", "a value where a thing belongs"),
]


@pytest.mark.parametrize(("kind", "harm", "says"), HARM)
def test_harm_to_the_merged_facts_is_found(store: ox.Store, kind: str, harm: str, says: str) -> None:
    store.update(f"{DECLARED} INSERT DATA {{ {_full(harm)} }}")
    found = [problem for problem in check(store) if problem.kind == kind]
    assert any(re.search(says, problem.message) for problem in found), found


EVIDENCE = [
    ("hw:confidence 1.5", "has confidence 1.5, which is not from 0 to 1"),
    ("hw:readAs 'guessed'", "is read as 'guessed', which is none of verbatim"),
    ("oa:exact 'short' ; oa:start 3 ; oa:end 99", "has a quote of 5 characters over a span of 96"),
    ("oa:exact 'short' ; oa:start 3", "has no oa:end"),
    ("hw:readAs 'verbatim'", "has no quote"),
    ("hw:confidence 0.5", "has no hw:rule"),
]


@pytest.mark.parametrize(("harm", "says"), EVIDENCE)
def test_harm_to_a_statement_is_found(store: ox.Store, harm: str, says: str) -> None:
    graph = "<urn:w/evidence>"
    store.update(f"{DECLARED} INSERT DATA {{ GRAPH {graph} {{ <urn:w/evidence/1> a rdf:Statement ; {harm} }} }}")
    messages = [problem.message for problem in check(store, shapes=False) if problem.subject == "urn:w/evidence/1"]
    assert any(message.startswith(says) for message in messages), messages


def test_evidence_for_what_is_not_in_the_graph_is_found(store: ox.Store) -> None:
    gone = _full("id:person/gwen hw:worksOn id:software/glint")
    store.update(f"{DECLARED} DELETE DATA {{ {gone} }}")
    (problem,) = check(store)
    assert problem.kind == "evidence"
    assert problem.subject == f"{ID}person/gwen"
    assert "which is not in the graph" in problem.message


def test_dates_are_compared_only_as_precisely_as_both_are(store: ox.Store) -> None:
    barcamp = _full("id:event/barcamp-lanterne schema:endDate '2031'^^xsd:gYear")
    store.update(f"{DECLARED} INSERT DATA {{ {barcamp} }}")
    assert not [problem for problem in check(store, shapes=False) if problem.kind == "dates"]


def test_long_chains_of_parts_do_not_overflow() -> None:
    store = ox.Store()
    part = ox.NamedNode(f"{PREFIXES['hw']}partOf")
    store.extend(ox.Quad(ox.NamedNode(f"{ID}{n}"), part, ox.NamedNode(f"{ID}{n + 1}")) for n in range(5000))
    assert not [problem for problem in check(store, shapes=False) if problem.kind == "circle"]


def _full(text: str) -> str:
    return " ".join(f"<{ID}{word[3:]}>" if word.startswith("id:") else word for word in text.split(" "))
