"""Reports of an evaluation: the same tables as text, Markdown and a page."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from hallway.errors import ExportError
from hallway.exports.reports import FORMATS, Report, Table, format_of, render, report, score_lines, table_lines
from hallway.graph.evaluation import Evaluation, evaluate
from hallway.graph.evaluation.comparison import compare
from hallway.graph.evaluation.spread import folds
from tests.browser import browser, open_page
from tests.community_readings import fact, person, reading, thing
from tests.scoring import gold, store

__all__ = ["browser"]

HOSTILE = "<script>alert(1)</script> [x](javascript:y) | `z` \\ &amp;"
TITLES = [
    "Scores", "Confidence", "Folds by author", "Compared", "Right facts gained (1)", "Right facts lost (0)",
    "Wrong facts gained (0)", "Wrong facts lost (1)",
    "Largest classes of error, relations", "Largest classes of error, entities", "Rules", "Write-ups",
    "Missed", "Invented",
]  # fmt: skip


def run(folder: Path, *relations: str) -> Evaluation:
    things = [person("Ada Quill", "ada"), thing("Project", "Glint", "glint"), thing("Tool", "Kelp", "kelp")]
    readings = [
        reading("a.md", things, [fact(*line.split()) for line in relations]),
        reading("b.md", things, []),
    ]
    return evaluate(store(*readings), folder)


@pytest.fixture
def whole(tmp_path: Path) -> Report:
    folder = gold(tmp_path / "gold", ["a Person Ada Quill", "g Project Glint"], ["a worksOn g"], author="Ada")
    gold(folder, [f"a Person {HOSTILE}"], [], "b.md", author="Bo")
    result = run(folder, "ada worksOn glint")
    other = run(folder, "glint uses kelp")
    return report(
        result, graph="now", gold="gold", folds=folds(result, 2), comparison=compare(result, other), other="before"
    )


def test_a_whole_report_has_every_table(whole: Report) -> None:
    assert [table.title for table in whole.tables] == TITLES
    for table in whole.tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert "Relations: precision 1.000, recall 1.000, F1 1.000." in whole.lead


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_shows_every_cell_and_ends_in_a_line(whole: Report, format: str) -> None:
    written = render(whole, format)
    assert written.endswith("\n")
    for table in whole.tables:
        assert table.title in written
    assert render(whole, format) == written


def test_columns_of_text_are_set_out(whole: Report) -> None:
    [confidence] = [table for table in whole.tables if table.title == "Confidence"]
    lines = list(table_lines(confidence))
    assert lines[:2] == ["Confidence", "----------"]
    assert lines[-1] == "0.9 to 1.0      1            0.900      1        1.000"


def test_long_notes_are_broken_between_words() -> None:
    table = Table("T", ("A",), (("x",),), ("word " * 60,))
    lines = list(table_lines(table))
    assert max(map(len, lines)) <= 100
    assert lines[-2:] == ["A", "x"]


def test_a_line_of_scores_gives_range_and_counts(tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold", ["a Person Ada Quill"], [])
    gold(folder, ["a Person Ada Quill", "b Person Bo Tallow"], [], "b.md")
    lines = list(score_lines(run(folder)))
    assert lines[0] == (
        "Person                       P 1.000  R 0.667  F1 0.800  gold     3  predicted     2  "
        "95 %: P 1.000-1.000  R 0.500-1.000  F1 0.667-1.000"
    )
    assert lines[-1].startswith("RELATIONS")


def test_names_in_markdown_stay_names(whole: Report) -> None:
    written = render(whole, "markdown")
    assert "script alert" in written  # names are folded where they are compared
    table = Report("T", (HOSTILE,), (Table("U", ("A",), ((HOSTILE,),)),))
    told = "\\<script\\>alert\\(1\\)\\</script\\> \\[x\\]\\(javascript:y\\) \\| \\`z\\` \\\\ \\&amp;"
    assert render(table, "markdown") == f"# T\n\n{told}\n\n## U\n\n| A |\n| --- |\n| {told} |\n"


def test_rows_of_markdown_have_as_many_cells_as_the_head(whole: Report) -> None:
    for block in render(whole, "markdown").split("\n\n"):
        if block.startswith("|"):
            assert len({line.replace("\\|", "").count("|") for line in block.splitlines()}) == 1


def test_names_in_a_page_stay_names_and_heads_have_a_scope() -> None:
    table = Table(HOSTILE, ("Name", "#Number"), ((HOSTILE, "3"),), (HOSTILE,))
    page = ElementTree.fromstring(render(Report(HOSTILE, (HOSTILE,), (table,)), "html"))
    assert page.find(".//script") is None
    for place in (".//caption", ".//h1", ".//tbody//th", ".//title", ".//section/p"):
        assert page.findtext(place) == HOSTILE
    assert [head.get("scope") for head in page.findall(".//thead//th")] == ["col", "col"]
    assert [head.get("scope") for head in page.findall(".//tbody//th")] == ["row"]
    assert page.findtext(".//td[@class='number']") == "3"
    assert page.get("lang") == "en"


def test_links_of_a_page_lead_to_its_tables(whole: Report) -> None:
    page = ElementTree.fromstring(render(whole, "html"))
    targets = [str(link.get("href")).removeprefix("#") for link in page.findall(".//nav//a")]
    assert targets == [head.get("id") for head in page.findall(".//h2")]
    assert len(set(targets)) == len(TITLES)


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_asks_for_nothing_and_follows_the_reader_s_colours(browser, whole: Report, tmp_path: Path, dark) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(whole, "html"), encoding="utf-8")
    opened = open_page(browser, path, dark=dark, width=400)
    assert opened.requests == [path.resolve().as_uri()]
    assert opened.faults == []
    ground = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(18, 21, 26)") == dark
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize(("name", "format"), [("a.html", "html"), ("A.MD", "markdown"), ("x/y.txt", "text")])
def test_the_suffix_tells_the_format(name: str, format: str) -> None:
    assert format_of(name) == format


def test_another_suffix_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(ExportError, match=r"r\.pdf: no report is written as '\.pdf' \(use one of \.html, "):
        format_of("r.pdf")
