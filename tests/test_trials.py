"""A user's own rules are tried before anything is built with them, and what is wrong is told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.errors import RulePackError
from hallway.extractors.trials import rule_faults, try_rules
from tests.command_line import hallway

RULE = """
- name: shepherds
  cue: [shepherds, shepherded]
  pattern: "{person+} shepherd(?:s|ed) {gap}{software+}"
  facts: [person worksOn software]
  match:
    - "Ada Byron shepherds Numpy."
    - "Ada Byron shepherded all of Numpy."
  not: "Ada Byron never shepherded Numpy."
"""


def pack(folder: Path, text: str, name: str = "en/mine.yaml") -> str:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def test_a_pack_that_does_what_its_examples_say_has_no_fault(tmp_path: Path) -> None:
    assert [rule.name for rule in try_rules([pack(tmp_path, RULE)])] == ["shepherds"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("shepherded all of Numpy", "looked after Numpy", 8, "gives no fact by it (none of its cues stands there)"),
        ("shepherded all of Numpy", "shepherded all of it", 8, "gives no fact by it (names must be recognised"),
        ("never shepherded", "shepherded", 9, "its counterexample “Ada Byron shepherded Numpy.” gives a fact by it"),
        ("{gap}", r"(?:\\w+ ?)+", 4, "takes far too long on some texts"),
    ],
)
def test_a_rule_that_does_not_do_what_its_examples_say_is_told(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    [fault] = rule_faults([pack(tmp_path, RULE.replace(old, new))])
    assert (fault.path, fault.line) == (str(tmp_path / "en/mine.yaml"), line)
    assert said in str(fault)


def test_all_faults_are_told_at_once_and_the_error_says_how_many(tmp_path: Path) -> None:
    bad = RULE.replace("worksOn", "frobs") + RULE.replace("shepherds\n", "herds\n").replace("all of Numpy", "all of it")
    folder = pack(tmp_path, bad)
    assert [fault.line for fault in rule_faults([folder])] == [5, 17]
    with pytest.raises(RulePackError, match=r"and 1 more; hallway check --rules"):
        try_rules([folder])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mine.yaml", "stands in a folder named by its language"),
        ("english/mine.yaml", "is named by its language"),
        ("en/mine.txt", "no rules"),
    ],
)
def test_rules_in_the_wrong_place_are_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(RulePackError, match=said):
        try_rules([pack(tmp_path, RULE, name)])


def test_a_rule_named_like_one_of_ours_is_told_with_its_place(tmp_path: Path) -> None:
    [fault] = rule_faults([pack(tmp_path, RULE.replace("name: shepherds", "name: worked-on"))])
    assert str(fault).startswith(f"{tmp_path}/en/mine.yaml:2: two rules are named 'worked-on'")


def test_guards_may_come_with_the_rules_of_a_new_language(tmp_path: Path) -> None:
    rule = RULE.replace("shepherd(?:s|ed)", r"(?:\\w+ )?cuida").replace("[shepherds, shepherded]", "cuida")
    rule = rule.replace("never shepherded", "nunca cuida").replace("shepherds Numpy", "cuida Numpy")
    rule = rule.replace("shepherded all of", "cuida todo")
    folder = pack(tmp_path, rule, "es/mine.yaml")
    assert "counterexample" in str(rule_faults([folder])[0])
    pack(tmp_path / "two", rule, "es/mine.yaml")
    pack(tmp_path / "two", "negation: ['\\bnunca\\b']\nplan: ['\\bquisiera\\b']\n", "es/guards.yaml")
    assert rule_faults([str(tmp_path / "two")]) == []
    pack(tmp_path / "three", "negation: ['(']\nplan: []\n", "es/guards.yaml")
    [fault] = rule_faults([str(tmp_path / "three")])
    assert "guards.yaml: not guards: missing )" in str(fault)


def test_the_command_tries_a_pack_and_lists_its_faults(tmp_path: Path) -> None:
    pack(tmp_path / "mine", RULE)
    done = hallway("check", "--rules", "mine", folder=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "mine: 1 rule reads as the examples say\n")
    pack(tmp_path / "mine", RULE.replace("Numpy", "it"))
    done = hallway("check", "--rules", "mine", folder=tmp_path)
    assert done.code == 1
    assert [line.split(" rule")[0] for line in done.lines] == ["mine/en/mine.yaml:7:", "mine/en/mine.yaml:8:"]
    assert done.messages == ["hallway: 2 faults found in mine"]


def test_nothing_is_built_with_a_rule_that_is_not_as_its_examples_say(tmp_path: Path) -> None:
    pack(tmp_path / "mine", RULE.replace("never shepherded", "shepherded"))
    (tmp_path / "a.md").write_text("Ada Byron shepherds Numpy.\n", encoding="utf-8")
    done = hallway("build", "--rules", "mine", "a.md", folder=tmp_path)
    assert (done.code, len(done.messages)) == (1, 1)
    assert "mine/en/mine.yaml:9: rule 'shepherds': its counterexample" in done.err
    assert not (tmp_path / "hallway-graph/current").exists()
