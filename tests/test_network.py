"""The merged graph as a network: nodes, facts with their quotes, and the parts that can be asked for."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.errors import NameNotFound, QueryError
from hallway.graph.network import Quote, fold, near_names, to_network

BASE = "https://w3id.org/hallway/id/"
COMMUNITY = Path(__file__).parent / "data" / "community.trig"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(COMMUNITY))
    return store


def labels(network) -> set[str]:
    return {data["label"] for _, data in network.nodes(data=True)}


def test_nodes_carry_name_classes_aliases_and_pages(store):
    node = to_network(store).nodes[BASE + "software/tidemark"]
    assert (node["label"], node["kinds"], node["urls"]) == (
        "Tidemark",
        ("Project", "Tool"),
        ("https://tidemark.example/",),
    )
    assert to_network(store).nodes[BASE + "event/barcamp-lanterne"]["aliases"] == ("le barcamp",)


def test_edges_carry_the_quote_and_its_place(store):
    edge = to_network(store).edges[BASE + "event/barcamp-lanterne", BASE + "place/nantes", "heldIn"]
    assert edge["predicate"] == "heldIn"
    (quote,) = edge["quotes"]
    assert (quote.path, quote.start, quote.end) == ("minutes/barcamp-lanterne.txt", 0, 24)
    assert (quote.text, quote.rung, quote.rule) == ("Barcamp Lanterne, Nantes", "structural", "title-place")
    assert quote.confidence == pytest.approx(0.8)


def test_values_carry_their_quotes(store):
    (rating,) = to_network(store).nodes[BASE + "talk/maps-without-servers"]["values"]
    assert (rating.predicate, rating.text) == ("rating", "+2")
    assert rating.quotes


def test_quotes_stand_surest_first(store):
    for *_, edge in to_network(store).edges(keys=True, data=True):
        shares = [quote.confidence for quote in edge["quotes"]]
        assert shares == sorted(shares, reverse=True)


def test_lines_are_taken_from_the_graph():
    store = ox.Store()
    store.load(
        b"""@prefix hw: <https://w3id.org/hallway/vocab#> . @prefix x: <http://x.example/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
        x:ada a hw:Person ; hw:attended x:fair . x:fair a hw:Event .
        GRAPH x:evidence { x:e1 rdf:subject x:ada ; rdf:predicate hw:attended ; rdf:object x:fair ;
          oa:exact "Ada was there" ; hw:line 7 ; hw:confidence "NaN"^^<http://www.w3.org/2001/XMLSchema#double> . }""",
        format=ox.RdfFormat.TRIG,
    )
    (edge,) = (data for *_, data in to_network(store).edges(data=True))
    assert edge["quotes"] == (Quote("", -1, -1, 7, "Ada was there", "", "", 0.0),)


def test_about_keeps_what_is_so_many_facts_away(store):
    assert labels(to_network(store, about="Nantes", depth=0)) == {"Nantes"}
    assert labels(to_network(store, about="Nantes")) == {"Nantes", "Barcamp Lanterne"}
    assert "Élise Noroît" in labels(to_network(store, about="Nantes", depth=2))


@pytest.mark.parametrize("name", ["Élise Noroît", "elise noroit", "  ELISE   NOROÎT ", BASE + "person/elise-noroit"])
def test_names_are_found_without_case_accents_or_by_iri(store, name):
    assert to_network(store, about=name).graph["centre"] == (BASE + "person/elise-noroit",)


def test_an_alias_is_a_name_where_no_label_is(store):
    assert to_network(store, about="Gwendolyn").graph["centre"] == (BASE + "person/gwen",)
    assert BASE + "event/lanternconf-2031" not in to_network(store, about="LanternConf", depth=0)


def test_entities_of_one_name_are_all_in_the_middle(store):
    centre = to_network(store, about="LanternConf").graph["centre"]
    assert centre == (BASE + "series/lanternconf", BASE + "topic/lanternconf")


def test_an_unknown_name_is_answered_with_near_ones(store):
    with pytest.raises(NameNotFound, match=r"'Tidemrak'.*near: Tidemark"):
        to_network(store, about="Tidemrak")
    with pytest.raises(NameNotFound, match="no event is called 'Tidemark'"):
        to_network(store, event="Tidemark")


def test_near_names_are_shown_as_they_are_written(store):
    assert near_names(to_network(store), "herve capirer")[0] == "Hervé Câprier"


def test_types_keep_their_classes_and_the_facts_between_them(store):
    network = to_network(store, types=["person", "Event"])
    assert {kind for _, data in network.nodes(data=True) for kind in data["kinds"]} == {"Person", "Event"}
    assert network.number_of_edges() > 0
    assert labels(to_network(store, types=["Software"])) == {"Tidemark", "Glint", "Loam", "SQLite"}


def test_types_leave_the_entity_asked_about(store):
    network = to_network(store, about="Tidemark", types=["Person"])
    assert "Tidemark" in labels(network)
    assert labels(network) - {"Tidemark"} == {"Ada Quill", "Bruno Tallow", "Cleo Marsh"}


def test_an_unknown_class_is_answered_with_the_known_ones(store):
    with pytest.raises(QueryError, match=r"'Persn'.*Person, Event"):
        to_network(store, types=["Persn"])


def test_an_event_comes_with_its_parts_and_all_that_touches_them(store):
    names = labels(to_network(store, event="LanternConf 2031"))
    assert {"Tidemark sprint", "Loam in an hour", "Ines Ravel", "Glint", "Port Sable"} <= names
    assert "Nantes" not in names


def test_a_write_up_without_facts_of_its_own_is_no_node(store):
    assert "Barcamp Lanterne" in labels(to_network(store))
    assert BASE + "writeup/minutes-barcamp-lanterne" not in to_network(store)


def test_order_does_not_depend_on_how_quads_came_in(store):
    backwards = ox.Store()
    backwards.extend(sorted(store, key=str, reverse=True))
    first, second = to_network(store), to_network(backwards)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_an_empty_store_gives_an_empty_network():
    assert len(to_network(ox.Store())) == 0


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
