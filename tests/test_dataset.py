"""What stands in which graph."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest

from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung
from hallway.graph.dataset import Lines, best_label, check
from hallway.graph.iri import DEFAULT_BASE
from hallway.graph.outcome import Outcome
from hallway.graph.terms import PREFIXES, date, decimal
from hallway.graph.writing import fill
from tests.community_readings import fact, lanternconf, person, reading, thing


def stored(*readings: Reading, source: str = "") -> ox.Store:
    store = ox.Store()
    fill(store, [Outcome(one.path, one, Lines.of(source)) for one in readings])
    return store


def select(store: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    names = {**PREFIXES, "id": DEFAULT_BASE}
    variables = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))
    rows = store.query(f"SELECT {variables} WHERE {{ {pattern} }}", prefixes=names)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(tuple(str(value).replace(DEFAULT_BASE, "") for value in row) for row in rows)


def test_the_default_graph_holds_each_fact_once() -> None:
    store = stored(*lanternconf())
    assert select(store, "?who hw:presented ?talk") == [
        ("<person/bruno-tallow>", "<talk/lamps-and-types--lanternconf-2031>"),
        ("<person/bruno-tallow>", "<talk/lamps-types-b--lanternconf-2031>"),
    ]
    assert select(store, "?event hw:heldIn ?place") == [("<event/lanternconf-2031>", "<place/port-sable>")]
    assert select(store, "?event schema:startDate ?day") == [
        ("<event/lanternconf-2031>", f'"2031-05-30"^^<{PREFIXES["xsd"]}date>')
    ]


def test_a_project_in_one_text_and_a_tool_in_another_is_both() -> None:
    store = stored(*lanternconf())
    assert [kind for (kind,) in select(store, f"<{DEFAULT_BASE}software/tidemark> a ?kind")] == [
        f"<{PREFIXES['hw']}Project>",
        f"<{PREFIXES['hw']}Tool>",
    ]


def test_each_thing_has_one_label_and_every_other_form_beside_it() -> None:
    store = stored(*lanternconf())
    bruno = f"<{DEFAULT_BASE}person/bruno-tallow>"
    assert select(store, f"{bruno} rdfs:label ?name") == [('"Bruno TALLOW"',)]
    assert select(store, f"{bruno} skos:altLabel ?name") == [('"Bruno Tallow"',), ('"Bruno"',)]
    assert select(store, "?x a ?kind FILTER NOT EXISTS { ?x rdfs:label ?name }") == []
    assert select(store, "?x rdfs:label ?a, ?b FILTER (?a != ?b)") == []


def test_the_most_frequent_label_wins_then_the_longest_then_the_first() -> None:
    assert best_label({"B": 2, "Longer": 1}) == "B"
    assert best_label({"Remy": 1, "Rémy": 1, "Rem": 1}) == "Remy"
    assert best_label({}) == ""


def test_a_write_up_s_own_graph_holds_its_own_names_and_nothing_of_others() -> None:
    store = stored(*lanternconf())
    graph = f"<{DEFAULT_BASE}writeup/2031/lanternconf-rst>"
    assert select(store, f"GRAPH {graph} {{ ?x rdfs:label ?name }}") == [
        ("<event/lanternconf-2031>", '"LanternConf"'),
        ("<person/bruno-tallow>", '"Bruno TALLOW"'),
        ("<software/tidemark>", '"tidemark"'),
        ("<talk/lamps-and-types--lanternconf-2031>", '"Lamps and types"'),
    ]
    assert select(store, f"GRAPH {graph} {{ ?x hw:attended ?y }}") == [
        ("<person/2031/lanternconf-rst/author>", "<event/lanternconf-2031>")
    ]


def test_a_write_up_s_metadata_is_typed_and_repaired() -> None:
    store = stored(*lanternconf())
    writeup = f"{DEFAULT_BASE}writeup/2031/lanternconf"
    rows = select(store, f"GRAPH <{writeup}> {{ <{writeup}> ?p ?o }}")
    assert {predicate: value for predicate, value in rows if value != '"lamps"'} == {
        f"<{PREFIXES['rdf']}type>": f"<{PREFIXES['hw']}WriteUp>",
        f"<{PREFIXES['dcterms']}created>": f'"2031-06-02"^^<{PREFIXES["xsd"]}date>',
        f"<{PREFIXES['dcterms']}creator>": "<person/ada-quill>",
        f"<{PREFIXES['dcterms']}language>": '"en"',
        f"<{PREFIXES['dcterms']}source>": '"2031/lanternconf.md"',
        f"<{PREFIXES['dcterms']}subject>": '"Été"',
        f"<{PREFIXES['dcterms']}title>": '"LanternConf, a report"',
    }
    assert select(store, "?w a hw:WriteUp; rdfs:label ?name") == [
        ("<writeup/2031/lanternconf-rst>", '"2031/lanternconf.rst"'),
        ("<writeup/2031/lanternconf>", '"LanternConf, a report"'),
    ]


def test_every_quote_is_a_statement_with_its_place() -> None:
    two = Fact(
        "a",
        "worksOn",
        "t",
        (
            Evidence(6, 12, "second", Rung.VERBATIM, "en.one", 0.9),
            Evidence(0, 5, "first", Rung.STRUCTURAL, "list", 1),
        ),
    )
    one = reading("a.md", [person("Ada Quill", "a"), thing("Project", "Glint", "t")], [two])
    store = stored(one, source="first\nsecond")
    rows = select(
        store,
        "GRAPH <%swriteup/a/evidence> { ?x a rdf:Statement; rdf:subject <%sperson/ada-quill>; rdf:predicate hw:worksOn;"
        " rdf:object <%ssoftware/glint>; prov:wasQuotedFrom <%swriteup/a> }"
        " GRAPH ?g { ?x oa:exact ?quote; oa:start ?start; oa:end ?end; hw:line ?line; hw:readAs ?rung; hw:rule ?rule;"
        " hw:confidence ?confidence }" % ((DEFAULT_BASE,) * 4),
    )
    values = sorted(sorted(term.split("^^")[0].strip('"') for term in row if term[0] == '"') for row in rows)
    assert values == [
        sorted(["first", "0", "5", "1", "structural", "list", "1"]),
        sorted(["second", "6", "12", "2", "verbatim", "en.one", "0.9"]),
    ]


def test_evidence_of_a_value_names_the_value() -> None:
    store = stored(*lanternconf())
    assert select(store, "GRAPH ?g { ?x rdf:predicate hw:rating; rdf:object ?o; oa:exact ?q } ") != []


def test_what_follows_stands_in_the_default_graph_and_in_its_own() -> None:
    store = stored(*lanternconf())
    bruno_was_there = f"<{DEFAULT_BASE}person/bruno-tallow> hw:attended <{DEFAULT_BASE}event/lanternconf-2031>"
    assert select(store, f"{bruno_was_there} . ?w a hw:WriteUp")
    assert select(store, f"GRAPH ?g {{ {bruno_was_there} }}") == [("<graph/inferred>",)]
    premises = select(store, "GRAPH ?g { ?x hw:readAs 'inferred'; prov:wasDerivedFrom ?y } GRAPH ?h { ?y oa:exact ?q }")
    assert {row[-1] for row in premises} == {'"Bruno TALLOW showed"', '"at LanternConf"'}


def test_there_are_no_blank_nodes() -> None:
    for quad in stored(*lanternconf()):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_what_is_stored_equals_what_was_written() -> None:
    """Oxigraph rewrites literals that are not canonical; then exports would differ from the digest."""
    store = stored(*lanternconf())
    again = ox.Store()
    again.bulk_extend(list(store))
    assert set(again) == set(store)
    assert [decimal(n).value for n in (1, 0.5, 0.30000000000000004, 0, 7)] == ["1", "0.5", "0.3", "0", "1"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2031-05-30", "date"), ("2031-05", "gYearMonth"), ("2031", "gYear"), ("2031-13", "string"), ("May", "string")],
)
def test_a_date_is_as_precise_as_written(text: str, kind: str) -> None:
    assert date(text).datatype.value == PREFIXES["xsd"] + kind


def test_the_digest_tells_graphs_apart_and_equal_ones_not() -> None:
    def digest(readings: list[Reading]) -> str:
        return fill(ox.Store(), [Outcome(one.path, one) for one in readings])[0]

    one, other = lanternconf()
    assert digest([one, other]) == digest(lanternconf())
    assert digest([one, other]) != digest([one])
    assert digest([one]) != digest([replace(one, title="x")])


@pytest.mark.parametrize(
    "wrong",
    [
        reading("a.md", author="nobody"),
        reading("a.md", [Entity("x", (), "x")]),
        reading("a.md", [Entity("x", ("No class",), "x")]),
        reading("a.md", [person("Ada Quill", "a")], [fact("a", "worksOn", "gone")]),
        reading("a.md", [person("Ada Quill", "a")], [fact("a", "works> <on", "a")]),
        reading("a.md", [person("Ada Quill", "a")], [Fact("a", "worksOn", "a", ())]),
    ],
)
def test_a_reading_that_no_graph_can_be_made_of_is_told(wrong: Reading) -> None:
    assert check(wrong)
    assert all(check(right) == "" for right in lanternconf())


def test_lines_count_line_feeds() -> None:
    lines = Lines.of("a\nbc\r\n\nd")
    assert [lines.line(n) for n in (0, 1, 2, 5, 6, 7)] == [1, 1, 2, 2, 3, 4]
