"""Named queries and users' own: answers about an invented community, safe parameters, errors that help."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hallway.errors import HallwayError, NameNotFound, QueryError
from hallway.graph.outcome import Outcome
from hallway.graph.queries import NamedQuery, check_terms, named_queries, run_query
from hallway.graph.writing import fill
from hallway.schema.terms import PREFIXES
from tests.community_readings import fact, person, reading, thing

COMMUNITY = Path(__file__).with_name("data") / "community.trig"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(COMMUNITY), format=ox.RdfFormat.TRIG)
    return store


def rows(store: ox.Store, name: str, /, **given: str) -> list[tuple[str | None, ...]]:
    """Return what a named query answers, without the columns of IRIs."""
    found = run_query(store, named_queries()[name].bind(store, **given))
    assert isinstance(found, ox.QuerySolutions)
    return [
        tuple(value.value if value else None for value in row if not isinstance(value, ox.NamedNode)) for row in found
    ]


ANSWERS: list[tuple[str, dict[str, str], list[tuple[str | None, ...]]]] = [
    (
        "who-attended",
        {"event": "tidemark sprint"},
        [(name, "Tidemark sprint") for name in ("Ada Quill", "Bruno Tallow", "Cleo Marsh", "Ines Ravel")],
    ),
    ("who-will-attend", {}, [("Ada Quill", "LanternConf 2032")]),
    ("who-works-on", {"project": "Glint"}, [("Gwen", "Glint"), ("Hervé Câprier", "Glint")]),
    (
        "who-works-on",
        {"project": "tidemark"},
        [(name, "Tidemark") for name in ("Ada Quill", "Bruno Tallow", "Cleo Marsh", "Halyard")],
    ),
    (
        "talks-of-event",
        {"event": "LanternConf 2031"},
        [
            ("Keynote on small tools", "Dario Fenn", "Wick Guild", None),
            ("Lamps that know their type", "Cleo Marsh", None, "+1"),
            ("Loam in an hour", "Ines Ravel", None, None),
            ("Maps without servers", "Bruno Tallow", "Halyard", "+2"),
        ],
    ),
    ("talks-and-tools", {"talk": "Loam in an hour"}, [("Loam in an hour", "Loam")]),
    ("talks-and-tools", {"tool": "glint"}, [("Lamps that know their type", "Glint")]),
    ("most-used-tools", {"limit": "2"}, [("SQLite", "3"), ("Loam", "2")]),
    (
        "tools-of-event",
        {"event": "barcamp lanterne"},
        [("SQLite", "1"), ("Tidemark", "1")],
    ),
    (
        "co-attendance",
        {"person": "Ines Ravel", "limit": "3"},
        [("Ada Quill", "2"), ("Bruno Tallow", "2"), ("Cleo Marsh", "2")],
    ),
    ("affiliations", {"organization": "l'association fanal"}, [("Élise Noroît", "Fanal")]),
    (
        "speakers-by-event",
        {"event": "barcamp lanterne"},
        [("Barcamp Lanterne", "Bruno Tallow", "1"), ("Barcamp Lanterne", "Élise Noroît", "1")],
    ),
    (
        "who-met-whom-where",
        {"person": "elise noroit", "other": "Dario Fenn"},
        [("Élise Noroît", "Dario Fenn", "Barcamp Lanterne", "Nantes", "2031-09-12")],
    ),
    (
        "events-of-person",
        {"person": "Ada Quill"},
        [
            ("LanternConf 2032", "will attend", None),
            ("Tidemark sprint", "attended", None),
            ("LanternConf 2031", "attended", "2031-05-30"),
        ],
    ),
    ("where-was-it-held", {"event": "Tidemark sprint"}, [("Tidemark sprint", "Port Sable", None, None)]),
    (
        "where-was-it-held",
        {"event": "LanternConf 2031"},
        [("LanternConf 2031", "Port Sable", "2031-05-30", "2031-06-01")],
    ),
    ("what-uses", {"tool": "Loam"}, [("Tidemark", "Project", "Loam"), ("Loam in an hour", "Talk", "Loam")]),
    ("built-on", {"project": "Tidemark"}, [("Tidemark", "Loam"), ("Tidemark", "SQLite")]),
    (
        "write-ups",
        {"about": "Gwen"},
        [("Three days at LanternConf 2031", "Ada Quill", "2031-06-05", "en", "reports/lanternconf-2031.md")],
    ),
    (
        "organizers-and-sponsors",
        {"event": "LanternConf 2031"},
        [("LanternConf 2031", "organized", "Wick Guild"), ("LanternConf 2031", "sponsored", "Halyard")],
    ),
    (
        "talks-seen-by",
        {"person": "Ada Quill"},
        [
            ("Keynote on small tools", "Dario Fenn", None),
            ("Lamps that know their type", "Cleo Marsh", "+1"),
            ("Maps without servers", "Bruno Tallow", "+2"),
        ],
    ),
    (
        "evidence-of",
        {"subject": "Gwen", "property": "worksOn"},
        [("Glint", "she maintains it", "reports/lanternconf-2031.md", "17", "verbatim", "en.maintains", "0.7")],
    ),
    (
        "editions-of",
        {"series": "lanternconf"},
        [
            ("LanternConf", "LanternConf 2032", None, None, None),
            ("LanternConf", "LanternConf 2031", "2031-05-30", "2031-06-01", "Port Sable"),
        ],
    ),
    ("most-active-people", {"limit": "1"}, [("Bruno Tallow", "6")]),
    ("announced-and-told", {}, []),  # what it answers where there is something is asked below
]


@pytest.mark.parametrize(("name", "given", "expected"), ANSWERS, ids=[answer[0] for answer in ANSWERS])
def test_a_named_query_answers(
    store: ox.Store, name: str, given: dict[str, str], expected: list[tuple[str | None, ...]]
) -> None:
    assert rows(store, name, **given) == expected


def test_who_was_announced_is_held_against_who_is_told_to_have_been_there() -> None:
    conference = thing("Event", "LanternConf 2031", "conf")
    announced = reading(
        "a.md",
        [conference, person("Ada Quill", "ada"), person("Bruno Tallow", "bruno")],
        [fact("ada", "willAttend", "conf"), fact("bruno", "willAttend", "conf")],
    )
    told = reading("b.md", [conference, person("Ada Quill", "ada")], [fact("ada", "attended", "conf")])
    store = ox.Store()
    fill(store, [Outcome(one.path, one) for one in (announced, told)])
    assert rows(store, "announced-and-told") == [
        ("LanternConf 2031", "Bruno Tallow", "a.md", "false", "1"),
        ("LanternConf 2031", "Ada Quill", "a.md", "true", "1"),
    ]


def test_every_named_query_is_asked_above() -> None:
    assert {answer[0] for answer in ANSWERS} == set(named_queries())


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_a_query_file_is_valid_as_it_stands_and_explains_itself(store: ox.Store, query: NamedQuery) -> None:
    run_query(store, query.sparql)
    assert query.title
    assert query.description
    assert all(parameter.description for parameter in query.parameters)


def test_a_series_stands_for_its_editions(store: ox.Store) -> None:
    events = {row[1] for row in rows(store, "who-will-attend", event="LANTERNCONF")}
    assert events == {"LanternConf 2032"}


@pytest.mark.parametrize(
    "name",
    ["Élise Noroît", "ELISE NOROIT", "person/elise-noroit", "https://w3id.org/hallway/id/person/elise-noroit"],
)
def test_a_name_is_found_whatever_its_case_and_accents_or_by_iri(store: ox.Store, name: str) -> None:
    assert rows(store, "affiliations", person=name) == [("Élise Noroît", "Fanal")]


def test_a_name_of_another_class_is_not_meant(store: ox.Store) -> None:
    with pytest.raises(NameNotFound, match="no Person in the graph is called 'Halyard'"):
        named_queries()["affiliations"].bind(store, person="Halyard")


def test_an_unknown_name_says_which_is_near(store: ox.Store) -> None:
    with pytest.raises(NameNotFound, match="perhaps 'Ada Quill'"):
        named_queries()["events-of-person"].bind(store, person="Ada Quil")


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("who-attended", {}, "needs event"),
        ("who-attended", {"place": "x"}, "has no parameter 'place' (it has event)"),
        ("most-used-tools", {"limit": "0"}, "limit is '0'"),
        ("most-used-tools", {"limit": "1 } DROP"}, "give a number"),
        ("most-used-tools", {"limit": "٣"}, "give a number"),
        ("evidence-of", {"subject": "Gwen", "property": "workson"}, "perhaps worksOn"),
        ("evidence-of", {"subject": "Gwen", "property": "schema:a b"}, "is no property"),
    ],
)
def test_a_parameter_that_will_not_do_is_explained(
    store: ox.Store, name: str, given: dict[str, str], says: str
) -> None:
    with pytest.raises(QueryError) as caught:
        named_queries()[name].bind(store, **given)
    assert says in str(caught.value)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example("> } DROP ALL #")
@example('"""')
def test_no_name_breaks_out_of_a_query(name: str) -> None:
    hostile = ox.Store()
    person = ox.NamedNode("https://w3id.org/hallway/id/person/x")
    hostile.add(ox.Quad(person, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{PREFIXES['hw']}Person")))
    hostile.add(ox.Quad(person, ox.NamedNode(f"{PREFIXES['rdfs']}label"), ox.Literal(name)))
    bound = named_queries()["events-of-person"].bind(hostile, person=name)
    if name.strip().casefold() != "any":
        assert f"VALUES ?person {{ {person} }}" in bound
    run_query(hostile, bound)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT ?p WHERE {\n  ?p hw:atended ?e }", "2:6: the vocabulary has no hw:atended (perhaps hw:attended)"),
        ("SELECT * { ?p a hw:Persn }", "1:17: the vocabulary has no hw:Persn (perhaps hw:Person)"),
        (
            "ASK { ?p <https://w3id.org/hallway/vocab#uzes> ?o }",
            "1:10: the vocabulary has no hw:uzes (perhaps hw:uses)",
        ),
        (
            "PREFIX v: <https://w3id.org/hallway/vocab#>\nASK { ?p v:attendd ?e }",
            "2:10: the vocabulary has no hw:attendd",
        ),
        ("SELECT ?p WHERE {\n  ?p a hw:Person\n  ?x }", "3:"),
        ("SELECT * {\n ?p nope:x ?e }", "2:5: the prefix nope: is not declared"),
        ("SELECT ?p {", "1:12: the query does not parse at its end"),
        ("  # nothing\n", "the query is empty"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "1:1: INSERT would change the graph"),
        ("PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }", "2:1: DELETE would change the graph"),
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", "1:12: SERVICE asks another server"),
        ("select * { service silent ?x { ?s ?p ?o } }", "1:12: SERVICE asks another server"),
    ],
)
def test_a_query_that_will_not_do_says_where_and_what_was_meant(store: ox.Store, query: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(store, query)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        '# hw:nope\nSELECT * { ?s rdfs:label \'hw:nope SERVICE\', """hw:nope " x""" }',
        "SELECT * { ?s hw:partOf*/hw:heldIn|^hw:uses ?o . _:b hw:uses ?o FILTER(?o<5 && 5>?o) }",
        "PREFIX hw: <urn:mine:> SELECT * { ?s hw:anything ?o }",
        "SELECT ?service { ?service hw:uses ?insert }",
        "BASE <urn:x> ASK { ?s hw:rating '1'@en-gb, '1'^^xsd:string }",
    ],
)
def test_what_is_no_slip_is_let_through(store: ox.Store, query: str) -> None:
    run_query(store, query)


@given(st.text(alphabet="SELECT {}?shw:partOf<>\"'#\\\n @^", max_size=60) | st.text(max_size=60))
def test_any_text_is_answered_or_explained(text: str) -> None:
    said = ""
    try:
        run_query(ox.Store(), text)
    except HallwayError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize("piece", ['"""', "'", "<", "hw:", "PREFIX ", '"\\', '"""a\\', "#", "a.", "a:b.c.", "?x "])
def test_long_queries_are_checked_in_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        query = piece * (length // len(piece))
        begun = time.process_time()
        with contextlib.suppress(QueryError):
            check_terms(query)
        return time.process_time() - begun

    # twenty times the text: quadratic would be four hundred times the work
    assert seconds(200_000) < 100 * max(seconds(10_000), 0.005)
