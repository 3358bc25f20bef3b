"""Mistakes and their classes: why each was made, and what a class costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.extractors.reading import Entity
from hallway.graph.evaluation import Evaluation
from hallway.graph.evaluation.error_classes import error_classes
from tests.community_readings import fact, person, reading, thing
from tests.scoring import scored

GOLD = ["a Person Ada Quill", "g Project Glint", "t Talk Small lamps at night", "e Event LampConf 2031"]
ADA, GLINT = person("Ada Quill", "a"), thing("Project", "Glint", "g")
CONF, TALK = thing("Event", "LampConf 2031", "e"), thing("Talk", "Small lamps at night", "t", local=True)


def causes(result: Evaluation, kind: str, what: str) -> list[str]:
    return [one.cause for one in result.mistakes if (one.kind, one.what) == (kind, what)]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ([ADA], "software not found"),
        ([ADA, thing("Organization", "Glint", "o")], "software found under another class"),
        ([ADA, thing("Project", "Glint server", "o")], "software found under a shorter or longer name"),
        ([], "neither end found"),
        ([ADA, GLINT], "both ends found, not joined, evidence names neither"),
    ],
)
def test_a_missed_relation_is_put_down_to_its_end_or_to_nothing_that_joins_them(
    tmp_path: Path, said: list[Entity], cause: str
) -> None:
    result = scored(tmp_path, GOLD[:2], ["a worksOn g"], reading("a.md", said, []))
    assert causes(result, "missed", "worksOn") == [cause]


def test_ends_that_are_joined_otherwise_are_told_apart(tmp_path: Path) -> None:
    result = scored(tmp_path, GOLD, ["a presented t"], reading("a.md", [ADA, TALK], [fact("a", "attendedTalk", "t")]))
    assert causes(result, "missed", "presented") == ["both ends found, joined by another relation"]
    assert causes(result, "invented", "attendedTalk") == ["both ends in gold, joined by another relation there"]


def test_a_relation_the_wrong_way_round_is_told(tmp_path: Path) -> None:
    things = [CONF, thing("Event", "Lamp Day", "d")]
    gold = ["e Event LampConf 2031", "d Event Lamp Day"]
    result = scored(tmp_path, gold, ["d partOf e"], reading("a.md", things, [fact("e", "partOf", "d")]))
    assert causes(result, "missed", "partOf") == ["both ends found, joined the other way round"]
    assert causes(result, "invented", "partOf") == ["both ends in gold, joined the other way round there"]


@pytest.mark.parametrize(
    ("other", "cause"),
    [
        (thing("Tool", "Kelp", "o"), "software not in gold"),
        (thing("Tool", "Ada Quill", "o"), "software of another class in gold"),
        (thing("Tool", "Glint server", "o"), "software found twice"),
        (GLINT, "both ends in gold, not joined there"),
    ],
)
def test_an_invented_relation_is_put_down_to_its_end_or_to_gold_that_does_not_join_them(
    tmp_path: Path, other: Entity, cause: str
) -> None:
    said = [ADA, GLINT] if other is GLINT else [ADA, GLINT, other]
    result = scored(tmp_path, GOLD, [], reading("a.md", said, [fact("a", "worksOn", other.id)]))
    assert causes(result, "invented", "worksOn") == [cause]


def test_entities_have_causes_too(tmp_path: Path) -> None:
    result = scored(tmp_path, GOLD, [], reading("a.md", [person("Ada", "a"), thing("Tool", "Kelp", "k")], []))
    assert causes(result, "missed", "Person") == ["person found under a shorter or longer name"]
    assert causes(result, "invented", "Person") == ["person of a shorter or longer name in gold"]
    assert causes(result, "invented", "Software") == ["software not in gold"]


def test_the_largest_class_comes_first_with_its_share_and_price(tmp_path: Path) -> None:
    said = reading("a.md", [ADA, GLINT, CONF], [fact("a", "attended", "e"), fact("a", "willAttend", "e")])
    result = scored(tmp_path, GOLD, ["a attended e", "t partOf e", "a presented t"], said)
    first, second = error_classes(result, "relations")
    assert (first.kind, first.cause, first.count, round(first.share, 2)) == ("missed", "talk not found", 2, 0.67)
    assert (second.kind, second.cause) == ("invented", "both ends in gold, joined by another relation there")
    assert dict(first.about) == {"partOf": 1, "presented": 1}
    assert first.example.what == "partOf"
    # three of four said are right and all three found; one of one, and one of three
    assert first.f1 == pytest.approx(6 / 7)
    assert second.f1 == pytest.approx(0.5)


def test_what_is_all_right_has_no_classes(tmp_path: Path) -> None:
    result = scored(tmp_path, GOLD[:1], [], reading("a.md", [ADA], []))
    assert error_classes(result, "relations") == error_classes(result, "entities") == ()
