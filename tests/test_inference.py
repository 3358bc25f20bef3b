"""Inference: each rule's example, the fixpoint, what is recorded, and that another engine finds the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.errors import RulePackError
from hallway.graph.inference import Inference, infer
from hallway.schema.rules import Rule, inference_rules
from hallway.schema.terms import HW, PREFIXES

BASE = "https://w3id.org/hallway/id/"
INFERRED = f"{BASE}graph/inferred"
COMMUNITY = Path(__file__).with_name("data") / "community.trig"


def triple(text: str) -> ox.Triple:
    subject, predicate, object = text.split()
    return ox.Triple(
        ox.NamedNode(BASE + subject), ox.NamedNode(HW + predicate.removeprefix("hw:")), ox.NamedNode(BASE + object)
    )


def store_of(*texts: str) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in map(triple, texts))
    return store


def found(store: ox.Store, *rules: Rule) -> Inference:
    return infer(store, rules or inference_rules(), graph=INFERRED)


def triples(inference: Inference) -> set[ox.Triple]:
    return {fact.triple for fact in inference.facts}


@pytest.mark.parametrize("rule", inference_rules(), ids=lambda rule: rule.name)
def test_each_rule_gives_what_its_example_says_and_nothing_else(rule: Rule) -> None:
    assert rule.description
    assert triples(found(store_of(*rule.given), rule)) == {triple(rule.gives)}
    for missing in rule.given:
        assert not found(store_of(*(text for text in rule.given if text != missing)), rule).facts


def test_conclusions_are_premises_for_others() -> None:
    store = store_of("ada presented t", "t partOf day", "day partOf sprint", "sprint partOf conf")
    assert {triple(f"ada attended {event}") for event in ("day", "sprint", "conf")} < triples(found(store))


def test_what_is_asserted_is_not_inferred() -> None:
    store = store_of("ada presented t", "t partOf conf", "ada attended conf")
    assert found(store).facts == ()


def test_parts_that_go_in_a_circle_end_and_no_event_is_part_of_itself() -> None:
    store = store_of("a partOf b", "b partOf c", "c partOf a")
    assert triples(found(store)) == {triple("a partOf c"), triple("b partOf a"), triple("c partOf b")}


@pytest.mark.parametrize(
    "texts",
    [
        ("ada attendedTalk t", "t partOf conf"),
        ("ada organized sprint", "sprint partOf conf"),
        ("sprint partOf conf", "conf heldIn paris"),
        ("ada memberOf fanal", "fanal develops glint"),
    ],
)
def test_what_need_not_be_so_is_not_inferred(texts: tuple[str, ...]) -> None:
    assert found(store_of(*texts)).facts == ()


def test_the_community_has_exactly_its_inferred_facts() -> None:
    store = ox.Store()
    store.load(path=str(COMMUNITY), format=ox.RdfFormat.TRIG)
    graphs = (ox.NamedNode(INFERRED), ox.NamedNode(f"{INFERRED}/evidence"))
    expected = {quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)}
    for quad in expected:
        store.remove(quad)
        if quad.graph_name == graphs[0]:
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object))
    assert {quad for quad in found(store).quads() if quad.graph_name in graphs} == expected


def test_a_conclusion_names_its_rule_and_the_surest_statements_that_it_follows_from() -> None:
    store = store_of("ada presented t", "t partOf conf", "ada presented u", "u partOf conf")
    for name, text, confidence in [
        ("1", "ada presented t", "0.9"),
        ("2", "ada presented t", "0.5"),
        ("3", "t partOf conf", "0.7"),
        ("4", "ada presented u", "0.6"),
    ]:
        graph, node, fact = ox.NamedNode("urn:g"), ox.NamedNode(f"urn:{name}"), triple(text)
        number = ox.Literal(confidence, datatype=ox.NamedNode(f"{PREFIXES['xsd']}decimal"))
        store.add(ox.Quad(node, ox.NamedNode(f"{PREFIXES['rdf']}subject"), fact.subject, graph))
        store.add(ox.Quad(node, ox.NamedNode(f"{PREFIXES['rdf']}predicate"), fact.predicate, graph))
        store.add(ox.Quad(node, ox.NamedNode(f"{PREFIXES['rdf']}object"), fact.object, graph))
        store.add(ox.Quad(node, ox.NamedNode(f"{HW}confidence"), number, graph))
    (fact_,) = found(store).facts
    assert (fact_.rule, fact_.confidence, fact_.premises) == ("presented-there", 0.7, ("urn:1", "urn:3"))


def test_the_store_stays_as_it_is_and_no_quad_has_a_blank_node() -> None:
    store = store_of("ada presented t", "t partOf conf")
    before = set(store)
    quads = list(found(store).quads())
    assert set(store) == before
    assert quads
    assert not any("_:" in f"{quad.subject} {quad.object}" for quad in quads)


NAMES = st.sampled_from("abcdef")
FACTS = st.lists(
    st.builds("{} {} {}".format, NAMES, st.sampled_from(["presented", "partOf", "attended", "willAttend"]), NAMES),
    max_size=14,
)


@given(FACTS)
@settings(max_examples=60, deadline=None)
def test_oxigraph_finds_the_same_by_sparql_construct(texts: list[str]) -> None:
    ours, theirs = store_of(*texts), store_of(*texts)
    while True:
        new = {t for rule in inference_rules() for t in constructed(theirs, rule) if t.subject != t.object}
        quads = [ox.Quad(t.subject, t.predicate, t.object) for t in new]
        if all(quad in theirs for quad in quads):
            break
        theirs.extend(quads)
    assert {quad.triple for quad in theirs} == {quad.triple for quad in ours} | triples(found(ours))


@given(FACTS, st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_facts_and_rules_does_not_matter(texts: list[str], random: object) -> None:
    shuffled, rules = list(texts), list(inference_rules())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    random.shuffle(rules)  # type: ignore[attr-defined]
    assert found(store_of(*texts)).facts == found(store_of(*shuffled), *rules).facts


def constructed(store: ox.Store, rule: Rule) -> ox.QueryTriples:
    def text(part: str) -> str:
        return part if part.startswith("?") else f"<{part}>"

    body = " . ".join(" ".join(map(text, pattern)) for pattern in rule.body)
    result = store.query(f"CONSTRUCT {{ {' '.join(map(text, rule.head))} }} WHERE {{ {body} }}")
    assert isinstance(result, ox.QueryTriples)
    return result


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: [", "is no YAML"),
        ("- a", "holds no list"),
        ("rules: [a]", "is no mapping"),
        ("rules: [{name: A b}]", "needs a name"),
        ("rules: [{name: a, then: '?x hw:uses ?y'}]", "needs `if`"),
        ("rules: [{name: a, if: ['?x hw:uses'], then: '?x hw:uses ?y'}]", "is no pattern"),
        ("rules: [{name: a, if: ['?x ?p ?y'], then: '?x hw:uses ?y'}]", "variable for a property"),
        ("rules: [{name: a, if: ['?x hw:use ?y'], then: '?x hw:uses ?y'}]", "perhaps hw:uses"),
        ("rules: [{name: a, if: ['?x hw:uses ?y'], then: '?x hw:uses ?z'}]", "?z stands in `then`"),
        ("rules: [{name: a, if: ['?x hw:uses ?y'], then: '?x hw:uses ?y', confidence: 2}]", "confidence is 2"),
        ("rules: [{name: a, if: ['?x <a b> ?y'], then: '?x hw:uses ?y'}]", "is no pattern"),
        ("rules: [{name: a, whenever: 1}]", "no such key 'whenever'"),
        ("rules: [{name: part-of-part, if: ['?x hw:uses ?y'], then: '?y hw:uses ?x'}]", "two rules named"),
    ],
)
def test_a_rule_that_is_none_is_refused_with_file_and_reason(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RulePackError) as caught:
        inference_rules([path])
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_further_rules_come_from_a_folder(tmp_path: Path) -> None:
    rule = "rules: [{name: host-was-there, confidence: 0.5, if: ['?p hw:organized ?e'], then: '?p hw:attended ?e'}]"
    (tmp_path / "own.yaml").write_text(rule, "utf-8")
    (fact,) = infer(store_of("ada organized conf"), inference_rules([tmp_path]), graph=INFERRED).facts
    assert (fact.triple, fact.rule, fact.confidence) == (triple("ada attended conf"), "host-was-there", 0.5)


def test_a_missing_rule_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match=r"none\.yaml: cannot be read"):
        inference_rules([tmp_path / "none.yaml"])
