"""Conclusions drawn anew after a few facts changed are those that are drawn from all facts."""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.graph.inference import infer
from hallway.graph.reinference import reinfer
from hallway.graph.terms import decimal, term
from hallway.schema.rules import inference_rules

BASE = "https://w3id.org/hallway/id/"
GRAPH = f"{BASE}graph/inferred"
Told = tuple[str, str, str, int]  # the last: how sure, in tenths

things = st.sampled_from(("ada", "bruno", "talk", "day", "sprint", "conf", "fair"))
facts = st.frozensets(
    st.tuples(things, st.sampled_from(("attended", "willAttend", "presented", "partOf")), things, st.integers(1, 10)),
    max_size=12,
)


def triple(told: Told) -> ox.Triple:
    return ox.Triple(ox.NamedNode(BASE + told[0]), term(told[1]), ox.NamedNode(BASE + told[2]))


def store_of(facts: Collection[Told], inferred: Collection[ox.Triple] = ()) -> ox.Store:
    store = ox.Store()
    for told in facts:
        subject, predicate, object = triple(told)
        store.add(ox.Quad(subject, predicate, object))
        statement, why = ox.NamedNode(f"{BASE}{'-'.join(map(str, told))}"), ox.NamedNode(f"{BASE}evidence")
        for name, value in (
            ("rdf:subject", subject),
            ("rdf:predicate", predicate),
            ("rdf:object", object),
            ("hw:confidence", decimal(told[3] / 10)),
        ):
            store.add(ox.Quad(statement, term(name), value, why))
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in inferred)
    return store


@settings(max_examples=400, deadline=None)
@given(facts, facts, facts, st.frozensets(st.tuples(things, st.just("attended"), things, st.just(1)), max_size=2))
def test_what_follows_after_a_change_is_what_follows_from_all(
    stays: frozenset[Told], goes: frozenset[Told], comes: frozenset[Told], barred: frozenset[Told]
) -> None:
    denied = {triple(told) for told in barred}
    before = infer(store_of(stays | goes), inference_rules(), graph=GRAPH, denied=denied)
    wanted = infer(store_of(stays | comes), inference_rules(), graph=GRAPH, denied=denied)
    asserted = {triple(told) for told in stays | comes}
    held = {fact.triple for fact in before.facts}
    found = reinfer(
        store_of(stays | comes, held),
        inference_rules(),
        graph=GRAPH,
        changed={triple(told) for told in (goes ^ comes)} | (held & asserted),
        inferred=held - asserted,
        denied=denied,
    )
    assert found is not None
    left = {fact for fact in before.facts if fact.triple not in found.touched}
    assert left | set(found.facts) == set(wanted.facts)


def test_a_change_that_much_rests_on_is_left_to_an_inference_from_all() -> None:
    crowd = [(f"p{n}", "attended", "day", 9) for n in range(50)]
    store = store_of([*crowd, ("day", "partOf", "conf", 9)])
    changed = [triple(("day", "partOf", "conf", 9))]
    assert reinfer(store, inference_rules(), graph=GRAPH, changed=changed, inferred=(), most=40) is None
    found = reinfer(store, inference_rules(), graph=GRAPH, changed=changed, inferred=())
    assert found is not None
    assert len(found.facts) == 50
