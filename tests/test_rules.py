"""Every rule of every pack: its example gives a fact by that rule, its counterexample does not."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
import yaml

from hallway.errors import RulePackError
from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.rules import Rule, read_rules, rule_packs

ROOT = Path(__file__).parents[1]
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
        (GOOD.replace("{software}", "{robot}"), 4, "no slot {robot}"),
        (GOOD.replace("{software}", "{Software}"), 4, "no slot {Software}"),
        (GOOD.replace("worksOn software", "worksOn event"), 5, "no slot 'event'"),
        (GOOD.replace("worksOn software", "works software"), 5, "the vocabulary has no 'works' (perhaps "),
        (GOOD.replace("worksOn software", "attended software"), 5, "'attended' is of Person and Event"),
        (GOOD.replace("person worksOn software", "person worksOn"), 5, "a fact is 'subject property object'"),
        (GOOD.replace("  cue:", "  clue:"), 3, "unknown key 'clue'"),
        (GOOD.replace("cue: admires", "cue: [admires, on]"), 3, "'cue' must be text, not True (put it in quotation"),
        (GOOD.replace("{person} admires", "{person} (admires"), 4, "missing )"),
        (GOOD + "  confidence: high\n", 8, "confidence is a number from 0 to 1, not 'high'"),
        (GOOD + "  guard: some\n", 8, "guard is all, negation or none, not 'some'"),
        ("rules: none", 1, "a rule file is a list"),
        ("- name: [", 1, "no YAML"),
        ("- some words", 1, "a rule is a mapping with name, cue"),
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


def test_rule_packs_of_ours_are_what_their_json_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "schema/generated/rule-pack.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    files = [f for f in sorted(ROOT.glob("extractors/??/*.yaml")) if f.name != "guards.yaml"]
    assert len(files) > 9
    for file in files:
        assert [error.message for error in validator.iter_errors(yaml.safe_load(file.read_text("utf-8")))] == []
    assert not validator.is_valid(yaml.safe_load(GOOD.replace("worksOn", "works")))
    assert not validator.is_valid(yaml.safe_load(GOOD.replace("  cue:", "  clue:")))


@pytest.fixture(scope="module")
def heard() -> set[str]:
    """The rules that give a fact in write-ups of ours: the examples, and for what they lack those of ``data/heard``."""
    paths = [*(ROOT / "examples").iterdir(), *(ROOT / "tests/data/heard").iterdir()]
    documents = [read_document(path.name, path.read_bytes()) for path in sorted(paths) if path.is_file()]
    readings = [extract(document, model=None) for document in documents]
    return {place.rule for reading in readings for fact in reading.facts for place in fact.evidence}


def test_every_rule_of_a_pack_fires_in_a_write_up_of_ours(heard: set[str]) -> None:
    assert [f"{rule.language} {rule.name}" for rule in RULES if rule.name not in heard] == []


def test_every_rule_that_an_extractor_names_outright_fires_in_a_write_up_of_ours(heard: set[str]) -> None:
    named = set()
    for path in sorted(ROOT.glob("extractors/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant):
                named.add(str(node.value.value))
    assert len(named) > 15
    assert sorted(named - heard) == []
