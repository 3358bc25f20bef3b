"""Patterns read for what they need: every pattern of the package finds with its cues what it finds without them."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.cues import TABLE, CuedPattern
from hallway.extractors.document import Block
from hallway.extractors.literals import EDGE, glance, leads, literals
from hallway.extractors.passages import Passage, passages
from hallway.extractors.readers import read_document
from hallway.extractors.rules import rule_packs

EXAMPLES = sorted(path for path in (Path(__file__).parents[1] / "examples").iterdir() if path.is_file())
MODULES = (
    "events", "firms", "labels", "linked_talks", "organizations", "own_talks", "prose_talks", "roll_calls", "software",
    "talk_facts", "talks", "told_talks",
)  # fmt: skip


def _patterns(module: ModuleType) -> list[CuedPattern]:
    found = []
    for value in vars(module).values():
        several = value if isinstance(value, tuple | dict) else (value,)
        found += [pattern for pattern in several if isinstance(pattern, CuedPattern)]
    return found


PATTERNS = [pattern for name in MODULES for pattern in _patterns(import_module(f"hallway.extractors.{name}"))]


def _passage(text: str) -> Passage:
    return Passage(0, Block("paragraph"), text, None)


def _clauses(pattern: str, flags: int = 0) -> list[list[str]]:
    return [sorted(clause) for clause in literals(re.compile(pattern, flags))]


def _same(passage: Passage) -> None:
    for pattern in PATTERNS:
        with_cues = [match.span() for match in pattern.finditer(passage)]
        assert with_cues == [match.span() for match in pattern.pattern.finditer(passage.text)], pattern.pattern.pattern


def test_every_pattern_finds_the_same_in_the_examples() -> None:
    for path in EXAMPLES:
        for passage in passages(read_document(path.name, path.read_bytes())):
            _same(passage)


ODD = """talk Talks by de l’ AG ſprint SPRİNT the THE Acme École é works at for ( “ ” : , . @ 2014 Python 3 1.x Ada
Byron ’s -team core _ ß ﬁ K""".split()


@given(st.lists(st.sampled_from([*ODD, "\n"]), max_size=14), st.sampled_from([" ", "", "\t"]))
def test_every_pattern_finds_the_same_in_odd_texts(words: list[str], joint: str) -> None:
    _same(_passage(joint.join(words)))


def test_the_examples_of_every_rule_pass_its_cues() -> None:
    for pack in rule_packs().values():
        for rule in pack.rules:
            for text in rule.match:
                if any(cue in text.casefold() for cue in rule.cues):
                    assert rule in pack.cued(text.casefold()), (rule.name, text)


def test_most_patterns_need_something_and_know_how_they_begin() -> None:
    assert all(literals(pattern.pattern) for pattern in PATTERNS)
    assert sum(bool(leads(pattern.pattern)) for pattern in PATTERNS) >= 0.8 * len(PATTERNS)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"works? at \w+", [["work at ", "works at "]]),
        (r"(?:talk|demo)\b.{0,9}by", [[f"demo{EDGE}", f"talk{EDGE}"], ["by"]]),
        (r"(?:talk|demo).{0,9}(?:by)?", [["demo", "talk"]]),
        (r"(?:ab\w+bcd|\w+cd)", [["bcd", "cd"]]),
        (r"x(?=\w+ed)", [["x"], ["ed"]]),
        (r"x(?!\w+ed)", [["x"]]),
        (r"(?<![\w-])talk", [[f"{EDGE}talk"]]),
        (r"(?<![^\w])talk", [["talk"]]),
        (r"\w+|\d+", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[list[str]]) -> None:
    assert _clauses(pattern) == needed


def test_what_ascii_patterns_need_is_not_told() -> None:
    assert _clauses(r"\btalk\b", re.ASCII) == []
    assert _clauses(r"(?a:\btalk\b)") == []


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"(?:the )?talk", {"the talk", "talk"}),
        (r"(?:the\s+)?talk", {"the", "talk"}),
        (r"(?:the\s+){0,2}talk", {"the", "talk"}),
        (r"[A-Z]\w+", {""}),
        (r"\s*talk", set()),
        (r"\w*", set()),
        (r"(?:the)?", set()),
        (r"[^a]talk", set()),
    ],
)
def test_how_a_match_begins(pattern: str, begins: set[str]) -> None:
    assert {lead.text for lead in leads(re.compile(pattern))} == begins


def test_a_match_may_begin_within_a_word_unless_the_pattern_says_otherwise() -> None:
    assert not TABLE.begins(leads(re.compile("talk by")))
    assert TABLE.begins(leads(re.compile(r"\btalk by")))
    assert [match.group() for match in CuedPattern("talk by").finditer(_passage("smalltalk by Ada"))] == ["talk by"]


def test_a_pattern_made_later_is_not_held_against_what_was_known_before() -> None:
    passage = _passage("A quokka by the gate.")
    assert passage.cues.missing
    assert CuedPattern(r"\bquokka by").search(passage) is not None


def test_search_keeps_to_its_bounds() -> None:
    pattern, passage = CuedPattern(r"\bby [A-Z]\w+"), _passage("by Ada and by Bob")
    assert [match.group() for match in pattern.finditer(passage, 1)] == ["by Bob"]
    assert pattern.search(passage, 1, 13) is None


def test_a_glance_lets_every_beginning_pass() -> None:
    pattern = "sprints?|un-?conf|l[’']atelier|été"
    glanced = re.compile(glance(pattern) + f"(?:{pattern})", re.IGNORECASE)
    for text in ("Sprints", "UNCONF", "un-conf", "L’atelier", "été", "Été"):
        assert glanced.match(text), text


def test_a_glance_at_what_may_begin_with_any_letter_rules_nothing_out() -> None:
    assert glance(r"\w+ing|sprint") == ""
