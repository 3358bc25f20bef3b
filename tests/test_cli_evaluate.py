"""`hallway evaluate` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import corpus, hallway
from tests.scoring import gold


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with write-ups, their graph, a graph of one of them, and gold files."""
    made = tmp_path_factory.mktemp("evaluate")
    notes = corpus(made)
    assert hallway("build", notes, folder=made).code == 0
    assert hallway("build", "--graph", "other", notes / "lanternconf.md", folder=made).code == 0
    gold(
        made / "gold",
        ["author Person Ada Quill", "b Person Bruno Tallow", "t Project Tidemark", "k Tool Kelp"],
        ["b worksOn t", "t uses k"],
        "lanternconf.md",
        author="Ada Quill",
        evidence="Bruno Tallow](https://tallow.example/) worked on",
    )
    gold(made / "gold", ["author Person Élise Noroît"], [], "barcamp.rst", "fr", author="Élise Noroît", genre="minutes")
    return made


def test_scores_come_with_ranges_and_end_with_the_totals(folder: Path) -> None:
    done = hallway("evaluate", "--gold", "gold", folder=folder)
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.lines[-2:]] == ["ENTITIES", "RELATIONS"]
    assert all("gold" in line and "95 %:" in line for line in done.lines[-2:])
    assert any(line.startswith("[minutes] entities") for line in done.lines)


def test_errors_are_listed_with_their_lines(folder: Path) -> None:
    done = hallway("evaluate", "--gold", "gold", "--errors", "lanternconf.md", "--sources", "notes", folder=folder)
    listed = [line.split("\t") for line in done.lines if "\t" in line]
    where = ["lanternconf.md", "missed", "uses", "tidemark", "kelp", "notes/lanternconf.md:9"]
    assert where in [row[:6] for row in listed]
    assert all(row[-1] for row in listed)
    assert {row[0] for row in listed} == {"lanternconf.md"}
    plain = hallway("evaluate", "--gold", "gold", "--errors", "all", folder=folder)
    assert any("\tgold/lanternconf.yaml:" in line for line in plain.lines)


def test_tables_are_added_on_demand(folder: Path) -> None:
    flags = ("--classes", "--rules", "--reliability", "--folds", "2", "--documents")
    done = hallway("evaluate", "--gold", "gold", *flags, folder=folder)
    assert done.code == 0, done.err
    for title in ("Largest classes of error, relations", "Rules", "Confidence", "Folds by author"):
        assert title in done.lines
    assert any(line.startswith("Facts at confidence >= 0.9: right ") for line in done.lines)
    assert sum(line.startswith("fold ") for line in done.lines) == 2
    assert done.lines[-1].startswith("RELATIONS")


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.md", "# How well"), ("r.txt", "How well")]
)
def test_a_report_is_written_in_the_format_of_its_suffix(folder: Path, name: str, begins: str) -> None:
    done = hallway("evaluate", "--gold", "gold", "-o", name, "--sources", "notes", folder=folder)
    assert (done.code, done.out, done.err) == (0, "", f"written to {name}\n")
    assert (folder / name).read_text("utf-8").startswith(begins)
    assert "notes/lanternconf.md:9" in (folder / name).read_text("utf-8")


def test_a_report_is_printed_where_no_file_is_named(folder: Path) -> None:
    done = hallway("evaluate", "--gold", "gold", "--format", "markdown", folder=folder)
    assert done.out.startswith("# How well hallway read\n\n2 write-ups of gold against hallway-graph")


def test_two_runs_are_compared(folder: Path) -> None:
    done = hallway("evaluate", "--gold", "gold", "--compare", "other", folder=folder)
    assert done.code == 0, done.err
    assert "Compared" in done.lines
    assert any(line.startswith("Right facts gained (") for line in done.lines)


def test_a_write_up_that_is_not_there_makes_the_exit_code_one(folder: Path) -> None:
    done = hallway("evaluate", "--graph", "other", "--gold", "gold", folder=folder)
    assert (done.code, done.err) == (1, "hallway: not in the graph: barcamp.rst\n")


def test_folds_by_groups_of_ones_own(folder: Path) -> None:
    (folder / "groups.tsv").write_text("lanternconf.md\tone\nbarcamp.rst\tone\n", encoding="utf-8")
    done = hallway("evaluate", "--gold", "gold", "--folds", "2", "--groups", "groups.tsv", folder=folder)
    assert done.code == 1
    assert done.err.startswith("hallway: 2 folds cannot be made of write-ups by 1 authors")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--groups", "g.tsv"], 2, "--groups says how --folds are made"),
        (["--folds", "1"], 2, "--folds"),
        (["-o", "r.pdf"], 1, "no report is written as '.pdf'"),
        (["-o", "nowhere/r.md"], 1, "nowhere/r.md: cannot be written"),
        (["--sources", "nowhere"], 1, "nowhere: no such folder"),
        (["--compare", "nowhere"], 1, "nowhere"),
        (["--format", "pdf"], 2, "pdf"),
    ],
)
def test_wrong_usage_and_failures_are_told(folder: Path, arguments: list[str], code: int, told: str) -> None:
    done = hallway("evaluate", "--gold", "gold", *arguments, folder=folder)
    assert done.code == code
    assert told in done.err
