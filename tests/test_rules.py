"""Every rule of every pack: its example gives a fact by that rule, its counterexample does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.errors import RulePackError
from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.rules import Rule, read_rules, rule_packs

RULES = [rule for pack in rule_packs().values() for rule in pack.rules]


def rules_that_fire(text: str, language: str) -> set[str]:
    document = read_document("example.md", f"---\nlang: {language}\n---\n\n{text}\n".encode())
    return {evidence.rule for fact in extract(document).facts for evidence in fact.evidence}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.name}")
def test_example_matches(rule: Rule) -> None:
    for example in rule.match:
        assert rule.name in rules_that_fire(example, rule.language), example


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.name}")
def test_counterexample_does_not_match(rule: Rule) -> None:
    for example in rule.unmatch:
        assert rule.name not in rules_that_fire(example, rule.language), example


GOOD = """
- name: admires
  cue: admires
  pattern: "{person} admires {software}"
  facts: person worksOn software
  match: Ada Byron admires Django.
  not: Ada Byron dislikes Django.
"""


@pytest.mark.parametrize(
    ("broken", "line", "said"),
    [
        (GOOD.replace("  cue: admires\n", ""), 2, "has no 'cue'"),
        (GOOD.replace("{software}", "{robot}"), 2, "no slot {robot}"),
        (GOOD.replace("worksOn software", "worksOn event"), 2, "no slot 'event'"),
        (GOOD.replace("  cue:", "  clue:"), 2, "unknown key 'clue'"),
        (GOOD.replace("{person} admires", "{person} (admires"), 2, "missing )"),
        ("rules: none", 1, "a rule file is a list"),
        ("- name: [", 1, "no YAML"),
    ],
)
def test_broken_rule_is_named_with_its_line(broken: str, line: int, said: str) -> None:
    with pytest.raises(RulePackError) as caught:
        read_rules(broken, "mine.yaml", "en")
    assert caught.value.path == "mine.yaml"
    assert caught.value.line == line
    assert said in str(caught.value)


def test_rules_of_the_users_own_are_applied(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "admiration.yaml").write_text(GOOD, encoding="utf-8")
    document = read_document("a.md", b"---\nlang: en\n---\n\nAda Byron admires Django.\n")
    facts = extract(document, rules=[str(tmp_path)]).facts
    assert ("person-ada-byron", "worksOn", "software-django") in {(f.subject, f.predicate, f.object) for f in facts}


def test_missing_rule_folder_is_an_error() -> None:
    with pytest.raises(RulePackError, match="no such folder"):
        rule_packs(("/nowhere/at/all",))
