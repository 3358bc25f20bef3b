"""Lines that people left out are found again by their words, wherever edits moved them, or missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.graph.build import build
from hallway.graph.curation.blocks import find_block, quoted_block, rows_of
from hallway.graph.curation.curation import Ignored
from hallway.graph.report import BuildReport
from tests.command_line import hallway

NOTES = """---
title: Harbour sprint
date: 2031-04-03
---

Ada Quill worked on [Tidemark](https://github.com/halyard/tidemark).

Bruno Tallow worked on [Skerry](https://github.com/halyard/skerry).

Cleo Marsh worked on [Skerry](https://github.com/halyard/skerry).

Dora Finch worked on [Glint](https://github.com/halyard/glint).
"""
ROWS = ["# Day one", "- Ada came", "- Bo left", "", "# Day two", "- Ada came", "- Bo stayed", "- Bo left"]


@pytest.mark.parametrize(
    ("lines", "begins", "ends", "found"),
    [
        ((2, 3), "- Ada came", "- Bo left", (2, 3)),
        ((6, 8), "- Ada came", "- Bo left", (6, 8)),
        ((9, 11), "- Ada came", "- Bo left", (6, 8)),  # moved: the one as long as before
        ((4, 5), "- Ada  CAME", "", None),
        ((1, 4), "# Day one", "- Bo left", (1, 3)),  # a line went
        ((5, 6), "# Day two", "- Ada", (5, 6)),
        ((3, 3), "- Bo left", "", (3, 3)),
        ((4, 4), "- Bo left", "", None),  # moved, and it may be either
        ((5, 9), "# Day two", "# Day three", None),
        ((0, 0), "# Day two", "", (5, 5)),
        ((0, 0), "- Ada came", "", None),
        ((5, 90), "# Day two", "", (5, 8)),
    ],
)
def test_a_block_is_found_by_its_words_its_length_and_its_place(
    lines: tuple[int, int], begins: str, ends: str, found: tuple[int, int] | None
) -> None:
    assert find_block(ROWS, Ignored(1, "a.md", lines, begins=begins, ends=ends)) == found


def test_what_is_quoted_of_a_block_finds_it_again() -> None:
    rows = rows_of("One\r\n\r\n  Two \t and more" + " x" * 90 + "\r\nThree\r\n\r\nFour")
    assert quoted_block(rows, (5, 5)) is None
    quoted = quoted_block(rows, (2, 5))
    assert quoted is not None
    bounds, begins, ends = quoted
    assert (bounds, len(begins), ends) == ((3, 4), 60, "Three")
    assert find_block(["New", *rows], Ignored(1, "a.md", bounds, begins=begins, ends=ends)) == (4, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a graph of one write-up, lines 8 to 10 of which are left out."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/a.md").write_text(NOTES)
    assert hallway("build", "-q", "--no-model", "notes", folder=tmp_path).code == 0
    assert hallway("ignore", "a.md:7-11", folder=tmp_path).code == 0
    return tmp_path


def works(folder: Path) -> tuple[int, BuildReport]:
    report = build([folder / "notes"], graph=folder / "hallway-graph", model=None)
    return report.relations.get("worksOn", 0), report


def test_the_command_writes_down_how_the_lines_begin_and_end(folder: Path) -> None:
    assert (folder / "notes/hallway.yaml").read_text() == (
        "ignore:\n"
        '  - {path: a.md, lines: "8-10", begins: "Bruno Tallow worked on [Skerry](https://github.com/halyard/s",'
        ' ends: "Cleo Marsh worked on [Skerry](https://github.com/halyard/ske"}\n'
    )
    assert works(folder)[0] == 2


def test_lines_above_and_within_do_not_bring_a_block_back(folder: Path) -> None:
    above = NOTES.replace("Ada Quill", "Gwen Harrow was there, too.\n\nAda Quill").replace(
        "Cleo", "Hugo Lunt worked on [Skerry](https://github.com/halyard/skerry).\n\nCleo"
    )
    (folder / "notes/a.md").write_text(above)
    for _ in range(2):
        number, report = works(folder)
        assert (number, report.unmatched, report.notes) == (2, (), ())


def test_a_block_that_is_not_there_is_told_with_the_line_that_comes_nearest(folder: Path) -> None:
    (folder / "notes/a.md").write_text("New.\n" + NOTES.replace("Bruno Tallow", "Bruno Talow"))
    number, report = works(folder)
    assert number == 4
    told = "hallway.yaml:2: ignore: a.md has no one place that begins and ends as is told here, as lines 8-10 did"
    assert [str(entry) for entry in report.unmatched] == [f"{told} (perhaps 'a.md:9')"]


def test_lines_told_by_number_alone_are_spoken_of_when_the_write_up_changes(folder: Path) -> None:
    (folder / "notes/hallway.yaml").write_text("ignore:\n- a.md:8-10\n")
    assert works(folder)[1].notes == ()
    (folder / "notes/a.md").write_text(NOTES + "\nEnd.\n")
    number, report = works(folder)
    told = "hallway.yaml:2: ignore: a.md changed, and its lines 8-10 are told by number alone"
    assert (number, report.notes) == (2, (f"{told} (hallway ignore a.md:8-10 writes how they begin)",))


def test_a_curation_file_that_is_gone_is_told(folder: Path) -> None:
    assert works(folder)[0] == 2
    (folder / "notes/hallway.yaml").unlink()
    assert works(folder)[1].notes == ("hallway.yaml: is gone; what it said is not applied any more",)
    assert works(folder)[1].notes == ()


def test_lines_that_are_not_there_are_not_written_down(folder: Path) -> None:
    done = hallway("ignore", "a.md:70-80", folder=folder)
    assert (done.code, done.messages) == (1, ["hallway: a.md has nothing in lines 70-80 (it has 13 lines)"])
    many = hallway("ignore", "*.md:1-2", folder=folder)
    assert "told by number alone" in many.messages[0]
