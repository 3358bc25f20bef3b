"""What each rule is worth, and whether confidence means what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.graph.evaluation import Evaluation, evaluate
from hallway.graph.evaluation.reliability import reliability
from hallway.graph.evaluation.rules import RuleScore, rule_scores
from tests.community_readings import person, reading, thing
from tests.scoring import gold, scored, store, told

GOLD = ["ada Person Ada Quill", "bo Person Bo Tallow", "talk Talk Small lamps", "conf Event LanternConf 2031"]
THINGS = [
    person("Ada Quill", "ada"),
    person("Bo Tallow", "bo"),
    thing("Talk", "Small lamps", "talk", local=True),
    thing("Event", "LanternConf 2031", "conf"),
]


def by_rule(result: Evaluation) -> dict[str, RuleScore]:
    return {score.rule: score for score in rule_scores(result)}


def test_uses_precision_and_overlap_of_a_rule(tmp_path: Path) -> None:
    facts = [
        told("ada", "presented", "talk", ("heading", 0.9), ("sentence", 0.7)),
        told("bo", "presented", "talk", ("sentence", 0.7)),
        told("ada", "attended", "conf", ("sentence", 0.6)),
    ]
    found = by_rule(scored(tmp_path, GOLD, ["ada presented talk", "ada attended conf"], reading("a.md", THINGS, facts)))
    assert list(found) == ["sentence", "heading"]
    sentence = found["sentence"]
    assert (sentence.uses, sentence.right, sentence.alone, sentence.alone_right) == (3, 2, 2, 1)
    assert sentence.precision == pytest.approx(2 / 3)
    assert sentence.shared == {"heading": 1}
    assert (found["heading"].uses, found["heading"].alone, found["heading"].precision) == (1, 0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ada", "presented", "talk"), ("ada", "attendedTalk", "talk")),
        (("ada", "attended", "conf"), ("ada", "willAttend", "conf")),
    ],
)
def test_relations_that_exclude_each_other_are_a_conflict(
    tmp_path: Path, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    facts = [told(*one, ("yes", 0.9)), told(*other, ("no", 0.9))]
    found = by_rule(scored(tmp_path, GOLD, [], reading("a.md", THINGS, facts)))
    assert (found["yes"].conflicts, found["no"].conflicts) == ({"no": 1}, {"yes": 1})


def test_events_that_are_parts_of_each_other_are_a_conflict(tmp_path: Path) -> None:
    things = [thing("Event", "Lamp Day 2031", "day"), thing("Event", "LanternConf 2031", "conf")]
    facts = [told("day", "partOf", "conf", ("yes", 0.9)), told("conf", "partOf", "day", ("no", 0.9))]
    found = by_rule(scored(tmp_path, GOLD, [], reading("a.md", things, facts)))
    assert found["yes"].conflicts == {"no": 1}


def test_one_name_for_a_person_and_a_firm_is_a_conflict(tmp_path: Path) -> None:
    things = [*THINGS, thing("Organization", "Ada Quill", "firm")]
    facts = [told("ada", "presented", "talk", ("yes", 0.9)), told("bo", "memberOf", "firm", ("no", 0.9))]
    found = by_rule(scored(tmp_path, GOLD, [], reading("a.md", things, facts)))
    assert found["no"].conflicts == {"yes": 1}


def test_a_rule_is_not_in_conflict_with_itself_nor_two_people_with_each_other(tmp_path: Path) -> None:
    facts = [
        told("ada", "presented", "talk", ("one", 0.9)),
        told("ada", "attendedTalk", "talk", ("one", 0.9)),
        told("bo", "attendedTalk", "talk", ("other", 0.9)),
    ]
    found = by_rule(scored(tmp_path, GOLD, [], reading("a.md", THINGS, facts)))
    assert all(not score.conflicts for score in found.values())


def test_facts_are_counted_by_the_confidence_of_their_surest_evidence(tmp_path: Path) -> None:
    facts = [
        told("ada", "presented", "talk", ("a", 0.3), ("b", 0.95)),
        told("bo", "presented", "talk", ("a", 0.9)),
        told("ada", "attended", "conf", ("a", 1.0)),
        told("bo", "attended", "conf", ("a", 0.45)),
    ]
    found = reliability(
        scored(tmp_path, GOLD, ["ada presented talk", "ada attended conf"], reading("a.md", THINGS, facts))
    )
    assert [(one.low, one.facts, one.right) for one in found.bins if one.facts] == [(0.0, 1, 0), (0.9, 3, 2)]
    assert (found.sure, found.sure_right) == (3, 2)
    assert found.bins[-1].confidence == pytest.approx(0.95)
    assert found.error == pytest.approx((1 * 0.45 + 3 * abs(2 / 3 - 0.95)) / 4)


def test_without_facts_there_is_no_error(tmp_path: Path) -> None:
    found = reliability(evaluate(store(reading("a.md")), gold(tmp_path / "gold", [], [])))
    assert (found.error, found.sure) == (0, 0)
