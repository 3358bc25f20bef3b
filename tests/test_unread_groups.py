"""``hallway check --unread``: shapes, the most frequent first, each with a rule that reads its own example."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hallway.extractors.trials import rule_faults
from hallway.graph.unread import Unread, find_unread
from tests.command_line import hallway
from tests.corpora import DEV, EXAMPLES, needs_dev

NOTES = """We slept little, and there was tea for all of us at every hour of the day, as there is on every boat.

Then Cleo Marsh, who hates it, maintains a fork of what was [Tidemark](https://github.com/halyard/tidemark).

Then Ada Quill, who likes it, maintained a fork of what was [Loam](https://github.com/varech/loam).

What Cleo Marsh once organised, who can say?
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def saved(found: Unread, folder: Path) -> str:
    """Save the rules of all groups as a pack of one's own, and return its folder."""
    for language in {group.language for group in found.groups if group.rule}:
        (folder / "mine" / language).mkdir(parents=True)
        rules = [group.rule.text for group in found.groups if group.rule and group.language == language]
        (folder / "mine" / language / "unread.yaml").write_text("\n".join(rules), encoding="utf-8")
    return str(folder / "mine")


def test_the_most_frequent_shape_comes_first_with_a_rule_that_reads_it(folder: Path) -> None:
    found = find_unread([folder])
    assert [len(group.lines) for group in found.groups] == sorted((len(g.lines) for g in found.groups), reverse=True)
    first = found.groups[0]
    assert [line.line for line in first.lines] == [3, 5]
    assert first.rule is not None
    [rule] = yaml.safe_load(first.rule.text)
    assert rule["facts"] == ["person worksOn software"]
    assert "{person}" in rule["pattern"]
    assert "{software}" in rule["pattern"]
    assert rule["cue"] == ["maintained", "maintains"]


def test_the_rule_of_a_shape_reads_the_lines_it_was_made_from(folder: Path) -> None:
    mine = saved(find_unread([folder], top=1), folder)
    assert rule_faults([mine]) == []
    lines = [line.line for group in find_unread([folder / "notes.md"], rules=[mine]).groups for line in group.lines]
    assert 3 not in lines
    assert 5 not in lines


def test_only_as_many_shapes_are_given_as_are_asked_for_and_all_are_counted(folder: Path) -> None:
    found, whole = find_unread([folder], top=1), find_unread([folder])
    assert len(found.groups) == 1 < len(whole.groups)
    assert (found.lines, found.shapes) == (whole.lines, whole.shapes)


def test_rules_made_from_the_examples_are_sound_and_read_their_own_example(tmp_path: Path) -> None:
    found = find_unread([EXAMPLES])
    assert {group.language for group in found.groups} == {"en", "fr"}
    assert sum(group.rule is not None for group in found.groups) >= 0.9 * len(found.groups)
    assert rule_faults([saved(found, tmp_path)]) == []


@needs_dev
def test_rules_made_from_real_write_ups_are_sound_and_read_their_own_example(tmp_path: Path) -> None:
    found = find_unread([DEV], top=40)
    assert len({group.language for group in found.groups}) > 1
    assert sum(group.rule is not None for group in found.groups) >= 30
    assert rule_faults([saved(found, tmp_path)]) == []


def test_the_same_lines_give_the_same_groups(folder: Path) -> None:
    assert find_unread([folder]) == find_unread([folder / "notes.md"])


def test_the_command_shows_shapes_with_samples_and_a_rule_to_paste(folder: Path) -> None:
    done = hallway("check", "--unread", "notes.md", folder=folder)
    assert done.code == 0
    assert done.lines[0].startswith("# 2 lines like (en): {person} … maintains … {software}")
    assert done.lines[1].startswith("#   notes.md:3: Then Cleo Marsh, who hates it")
    rules = yaml.safe_load(done.out)
    assert rules[0]["facts"] == ["person worksOn software"]
    assert done.messages[-1].startswith("3 lines in 2 shapes gave no fact, in 1 of 1 write-up")


def test_the_command_writes_a_pack_that_can_be_used_at_once(folder: Path) -> None:
    done = hallway("check", "--unread", "--format", "yaml", "--quiet", "notes.md", folder=folder)
    assert (done.code, done.err) == (0, "")
    (folder / "mine/en").mkdir(parents=True)
    (folder / "mine/en/unread.yaml").write_text(done.out, encoding="utf-8")
    assert hallway("check", "--rules", "mine", folder=folder).code == 0
    assert "worksOn" not in hallway("build", "notes.md", folder=folder).err
    assert "2 worksOn" in hallway("build", "--rules", "mine", "notes.md", folder=folder).err


def test_a_pack_is_of_one_language_and_the_others_are_told_of(tmp_path: Path) -> None:
    words = ("check", "--unread", "--top", "0", "--format", "yaml", EXAMPLES)
    done = hallway(*words, folder=tmp_path)
    assert any(message.endswith("--language fr writes them") for message in done.messages)
    french = hallway(*words, "--language", "fr", folder=tmp_path)
    assert "left out" not in french.err
    assert {rule["name"] for rule in yaml.safe_load(done.out)}.isdisjoint(
        rule["name"] for rule in yaml.safe_load(french.out)
    )
