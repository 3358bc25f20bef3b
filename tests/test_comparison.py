"""How two runs compare, and how scores differ from author to author."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.errors import SourceError
from hallway.graph.evaluation import Evaluation, evaluate
from hallway.graph.evaluation.comparison import compare
from hallway.graph.evaluation.spread import folds
from tests.community_readings import fact, person, reading, thing
from tests.scoring import figures, gold, store

THINGS = [person("Ada Quill", "ada"), person("Bo Tallow", "bo"), thing("Project", "Glint", "glint")]
NAMES = ["a Person Ada Quill", "b Person Bo Tallow", "g Project Glint"]
RIGHT, ALSO_RIGHT = fact("ada", "worksOn", "glint"), fact("bo", "worksOn", "glint")
WRONG = fact("glint", "uses", "kelp")
KELP = thing("Tool", "Kelp", "kelp")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(6):
        gold(tmp_path / "gold", NAMES, ["a worksOn g", "b worksOn g"], f"{n}.md", author=f"Author {n // 2}")
    return tmp_path / "gold"


def run(folder: Path, *facts_of_each: object, kelp: bool = False) -> Evaluation:
    things = [*THINGS, KELP] if kelp else THINGS
    facts = [each for each in (RIGHT, ALSO_RIGHT, WRONG) if each in facts_of_each]
    return evaluate(store(*(reading(f"{n}.md", things, facts) for n in range(6))), folder)


def test_what_came_and_went_is_listed_right_and_wrong_apart(folder: Path) -> None:
    found = compare(run(folder, RIGHT, WRONG, kelp=True), run(folder, ALSO_RIGHT))
    assert {(c.predicate, c.subject, c.object) for c in found.gained_right} == {("worksOn", "ada quill", "glint")}
    assert {(c.predicate, c.subject, c.object) for c in found.lost_right} == {("worksOn", "bo tallow", "glint")}
    assert {(c.predicate, c.subject, c.object) for c in found.gained_wrong} == {("uses", "glint", "kelp")}
    assert found.lost_wrong == ()
    assert [c.document for c in found.gained_right] == [f"{n}.md" for n in range(6)]
    assert found.gained_right[0].where == "0.md:1"


def test_each_line_of_scores_is_compared(folder: Path) -> None:
    found = compare(run(folder, RIGHT, ALSO_RIGHT), run(folder, RIGHT))
    moved = {one.row.label: one for one in found.rows}
    assert list(moved)[-2:] == ["ENTITIES", "RELATIONS"]
    total = moved["RELATIONS"]
    assert total.other.f1 == pytest.approx(2 / 3)
    assert total.row.total.f1 == 1
    assert total.f1.value == pytest.approx(1 / 3)
    assert (total.precision.value, total.recall.value) == (0, 0.5)
    assert total.f1.p < 0.01
    assert moved["ENTITIES"].f1.p == 1


def test_a_line_that_only_the_other_run_has_is_kept(folder: Path) -> None:
    found = compare(run(folder, RIGHT), run(folder, RIGHT, WRONG, kelp=True))
    [uses] = [one for one in found.rows if one.row.label == "uses"]
    assert (figures(uses.other), figures(uses.row.total)) == ((0, 6, 0, 0), (0, 0, 0, 0))


def test_folds_are_scored_each_for_itself(folder: Path) -> None:
    result = run(folder, RIGHT)
    made = folds(result, 3)
    assert [one.documents for one in made] == [("0.md", "1.md"), ("2.md", "3.md"), ("4.md", "5.md")]
    assert [figures(one.relations) for one in made] == [(2, 0, 2, 2)] * 3
    assert [one.authors for one in made] == [1, 1, 1]


def test_groups_that_are_given_make_the_folds(folder: Path) -> None:
    given = {f"{n}.md": "ab"[n % 2] for n in range(6)}
    made = folds(run(folder, RIGHT), 2, given)
    assert [one.documents for one in made] == [("0.md", "2.md", "4.md"), ("1.md", "3.md", "5.md")]


def test_more_folds_than_authors_are_refused(folder: Path) -> None:
    with pytest.raises(SourceError, match="4 folds cannot be made of write-ups by 3 authors"):
        folds(run(folder, RIGHT), 4)
