"""``hallway build`` from the outside, and what every command has in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.cli import COMMANDS
from tests.command_line import REPORT, corpus, hallway, who_works


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus(tmp_path)
    return tmp_path


def test_a_build_says_what_came_on_standard_error_and_nothing_on_standard_output(folder: Path) -> None:
    done = hallway("build", "notes", folder=folder)
    assert (done.code, done.out) == (0, "")
    assert done.messages[0] == "2 write-ups (1 markdown, 1 rest; 1 en, 1 fr)"
    assert " Person" in done.messages[1]
    assert " worksOn" in done.messages[2]
    assert done.messages[-1].startswith("written to hallway-graph (digest ")


def test_quiet_says_nothing_unless_something_fails(folder: Path) -> None:
    assert hallway("build", "-q", "notes", folder=folder).err == ""
    done = hallway("build", "--quiet", "notes", "gone", folder=folder)
    assert (done.code, done.err) == (1, "hallway: gone: no such file or folder (check the spelling)\n")


def test_files_that_are_passed_over_are_counted_and_with_verbose_named(folder: Path) -> None:
    (folder / "notes/photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert "1 file passed over" in hallway("build", "notes", folder=folder).err
    assert "photo.jpg: passed over" in hallway("build", "-v", "notes", folder=folder).err


def test_facts_that_are_left_out_are_counted(folder: Path) -> None:
    assert "left out" not in hallway("build", "notes", folder=folder).err
    done = hallway("build", "--min-confidence", "0.99", "notes", folder=folder)
    assert done.code == 0
    assert any(line.endswith(" facts less sure than 0.99 left out") for line in done.messages)


def test_building_again_is_told_as_unchanged(folder: Path) -> None:
    first = hallway("build", "notes", folder=folder)
    second = hallway("build", "-j", "2", "notes/minutes", "notes/lanternconf.md", folder=folder)
    assert second.messages[-1].startswith("unchanged in hallway-graph")
    assert second.messages[-1].split()[-1] == first.messages[-1].split()[-1]


def test_standard_input_and_globs_are_read(folder: Path) -> None:
    assert hallway("build", "-", folder=folder, stdin=REPORT.encode()).code == 0
    assert who_works(folder) == ["Bruno Tallow"]
    (folder / "notes/other.md").write_text("Cleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n")
    assert "2 write-ups" in hallway("build", "notes/*.md", folder=folder).err
    assert who_works(folder) == ["Bruno Tallow", "Cleo Marsh"]


def test_the_environment_names_the_graph_and_the_option_comes_first(folder: Path) -> None:
    there = {"HALLWAY_GRAPH": "mine"}
    assert hallway("build", "notes", folder=folder, env=there).code == 0
    assert (folder / "mine").is_dir()
    assert hallway("query", "ASK {}", folder=folder, env=there).out == "true\n"
    assert hallway("query", "--graph", "other", "ASK {}", folder=folder, env=there).code == 1
    assert hallway("query", "--graph", "mine", "ASK {}", folder=folder).out == "true\n"


def test_another_base_is_used_and_a_bad_one_refused(folder: Path) -> None:
    assert hallway("build", "--base", "https://notes.example/id/", "notes", folder=folder).code == 0
    assert "<https://notes.example/id/person/ada-quill>" in hallway("show", "Ada Quill", folder=folder).out
    done = hallway("build", "--base", "no iri", "notes", folder=folder)
    assert done.code == 1
    assert len(done.messages) == 1


def test_a_rule_pack_that_is_none_is_told_with_its_file(folder: Path) -> None:
    (folder / "rules/en").mkdir(parents=True)
    (folder / "rules/en/mine.yaml").write_text("- name: [\n")
    done = hallway("build", "--rules", "rules", "notes", folder=folder)
    assert (done.code, len(done.messages)) == (1, 1)
    assert "mine.yaml" in done.err
    assert not (folder / "hallway-graph/current").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_both_loudnesses(tmp_path: Path, name: str) -> None:
    done = hallway(name, "--help", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert f"      hallway {name}" in done.out
    assert "--quiet" in done.out
    assert "--verbose" in done.out
    assert hallway(name, "-h", folder=tmp_path).out == done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "Missing argument 'PATH…'"),
        (("bulid", "x"), "Did you mean 'build'?"),
        (("build", "-j", "-1", "x"), "-1 is not in the range"),
        (("build", "-q", "-v", "x"), "not both"),
        (("query", "--format", "xls", "ASK {}"), "'xls'"),
        (("query", "SELECT", "*"), "as one argument"),
        (("query", "--named", "who-attended", "LanternConf"), "KEY=VALUE"),
        (("query", "-f", "x.rq", "ASK {}"), "not both"),
        (("show",), "Missing argument"),
        (("why", "Ada"), "Missing argument"),
        (("check", "notes"), "--unread"),
        (("check", "--unread"), "name them"),
        (("check", "--unread", "-"), "not standard input"),
        (("evaluate",), "--gold"),
        (("build", "--min-confidence", "1.5", "notes"), "0<=x<=1"),
        (("query", "--\x1b[31mx"), r"--\x1b[31mx"),
    ],
)
def test_wrong_usage_is_explained_with_exit_code_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = hallway(*arguments, folder=folder)
    assert (done.code, done.out) == (2, ""), done.err
    assert done.messages[0].startswith("Usage: ")
    assert said in done.messages[-1]


def test_python_m_hallway_says_its_version(tmp_path: Path) -> None:
    done = hallway("--version", folder=tmp_path)
    assert done.code == 0
    assert done.out.startswith("hallway ")
