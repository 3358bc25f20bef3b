"""The model of facts: what it sees, what it learns, what it does to the facts that rules state."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hallway.errors import ModelError
from hallway.extractors.draft import Draft
from hallway.extractors.extraction import understand
from hallway.extractors.learned.candidates import find_candidates
from hallway.extractors.learned.fact_features import add_features
from hallway.extractors.learned.fact_model import ADD, FactModel
from hallway.extractors.learned.fact_training import FactSample, calibrate, train_facts
from hallway.extractors.readers import read_document
from hallway.extractors.reading import Rung
from hallway.extractors.rules import rule_packs

TEXT = """# LanternConf 2032

I was at LanternConf 2032 in Brest. Ada Marsh worked on Django there.

## Weaving with Redis - Bruno Tallow - Halyard

He showed how Redis stores a thread.
"""


def drafted(text: str = TEXT) -> Draft:
    return understand(read_document("lantern.md", text.encode()), rule_packs())[0]


def candidate(draft: Draft, subject: str, predicate: str, object: str) -> set[str]:
    found = find_candidates(draft)
    add_features(draft, found)
    for one in found:
        if (one.subject.name, one.predicate, one.object.name) == (subject, predicate, object):
            return set(one.all_features())
    raise AssertionError([(c.subject.name, c.predicate, c.object.name) for c in found])


def test_every_fact_that_a_rule_states_is_a_candidate() -> None:
    draft = drafted()
    found = {(id(c.subject), c.predicate, id(c.object)) for c in find_candidates(draft) if c.facts}
    assert ("Ada Marsh", "worksOn", "Django") in {
        (c.subject.name, c.predicate, c.object.name) for c in find_candidates(draft) if c.facts
    }
    assert len(found) >= 5


def test_what_stands_in_one_sentence_is_seen_with_its_order_and_distance() -> None:
    features = candidate(drafted(), "Ada Marsh", "worksOn", "Django")
    assert {"together>", "together>words=2", "rule=worked-on"} <= features


def test_what_a_talks_own_heading_and_section_name_is_seen_as_such() -> None:
    features = candidate(drafted(), "Weaving with Redis", "uses", "Redis")
    assert {"talk>own", "talk>below"} <= features


def test_candidates_come_in_the_same_order_each_time() -> None:
    one, two = (
        [(c.subject.name, c.predicate, c.object.name, sorted(c.all_features())) for c in find_candidates(drafted())]
        for _ in range(2)
    )
    assert one == two


def samples(count: int = 300) -> list[FactSample]:
    chance = random.Random(3)
    made = []
    for n in range(count):
        right = chance.random() < 0.5
        noise = {f"noise={chance.randrange(5)}"}
        seen = frozenset(noise | ({"talk>own"} if right else set()))
        made.append(FactSample(f"author {n % 10}", "uses", seen, right))
    return made


def test_what_tells_right_from_wrong_is_learned() -> None:
    model = train_facts(samples())
    assert model.probability_of("uses", {"talk>own"}) > 0.7 > 0.4 > model.probability_of("uses", {"noise=1"})


def test_training_gives_the_same_bytes_each_time() -> None:
    assert train_facts(samples()).written() == train_facts(samples()).written()


def test_what_fewer_than_three_authors_show_is_not_learned() -> None:
    made = [FactSample(f"author {n % 2}", "uses", frozenset({"rare"}), True) for n in range(50)]
    assert "rare" not in train_facts([*samples(), *made]).weights["uses"]


def test_a_predicate_that_was_never_seen_is_never_probable() -> None:
    assert train_facts(samples()).probability_of("heldIn", {"talk>own"}) == 0


def test_confidence_rises_with_probability_and_is_never_certain() -> None:
    chance = random.Random(5)
    judged = [("uses", p, chance.random() < p) for p in (chance.random() for _ in range(2000))]
    steps = calibrate(judged)["uses"]
    assert steps == sorted(steps)
    assert all(0 < confidence < 1 for _, confidence in steps)
    assert all(abs(probability - confidence) < 0.15 for probability, confidence in steps[1:])


def always(draft: Draft, probability: float) -> FactModel:
    import math

    bias = math.log(probability / (1 - probability))
    return FactModel({c.predicate: {"": bias} for c in find_candidates(draft)})


def test_what_is_improbable_is_left_out_unless_a_sentence_says_it_outright() -> None:
    draft = drafted()
    before = list(draft.facts)
    judged = {id(fact) for one in find_candidates(draft) for fact in one.facts}
    always(draft, 0.01).extract(draft)
    left = [f for f in draft.facts if id(f) in judged]
    assert {f.rung for f in before if id(f) in judged} > {Rung.VERBATIM}
    assert {f.rung for f in left} == {Rung.VERBATIM}


def test_what_a_sentence_denies_is_not_added() -> None:
    draft = drafted("# LanternConf 2032\n\nI was at LanternConf 2032. Ada Marsh could not come to LanternConf 2032.\n")
    always(draft, 0.99).extract(draft)
    assert not [f for f in draft.facts if f.predicate == "attended" and getattr(f.subject, "name", "") == "Ada Marsh"]


def test_what_no_rule_states_is_added_where_it_is_probable_and_says_so() -> None:
    draft = drafted()
    before = len(draft.facts)
    always(draft, ADD + 0.1).extract(draft)
    added = draft.facts[before:]
    assert added
    assert {(f.rule, f.rung) for f in added} == {("fact-model", Rung.MODEL)}
    assert all(0 <= f.i < f.j <= len(f.passage.text) for f in added)


def test_a_model_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    model = train_facts(samples())
    model = FactModel(model.weights, calibrate([("uses", n / 100, n > 40) for n in range(100)]))
    (tmp_path / "facts.json").write_bytes(model.written())
    again = FactModel.read(tmp_path / "facts.json")
    assert (again.weights, again.steps, again.written()) == (model.weights, model.steps, model.written())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"format": 99, "weights": {}, "steps": {}}',
        b'{"format": 1, "weights": {"uses": {"x": 1e9}}, "steps": {}}',
        b'{"format": 1, "weights": {}, "steps": {"uses": [[0, 7]]}}',
        b'{"format": 1, "weights": {"uses": 3}, "steps": {}}',
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_no_model_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(data)
    with pytest.raises(ModelError) as error:
        FactModel.read(path)
    assert str(path) in str(error.value)
    assert "hallway train" in str(error.value)
