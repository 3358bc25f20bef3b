"""What a build changed is told as facts, with what caused it, and losing much of the graph is not done unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hallway.errors import ShrinkError
from hallway.graph.build import build
from hallway.graph.report import BuildReport
from tests.command_line import hallway

SPRINT = "{who} worked on [Tidemark](https://github.com/halyard/tidemark) at LanternConf 2031.\n"
PEOPLE = ("Ada Quill", "Bruno Tallow", "Cleo Marsh", "Dora Finch", "Gwen Harrow", "Hugo Lunt", "Kira Pell", "Olga Vane")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for n, who in enumerate(PEOPLE):
        (folder / f"minutes-{n}.md").write_text(SPRINT.format(who=who))
    return folder


def made(notes: Path) -> BuildReport:
    return build([notes], graph=notes.parent / "graph", model=None)


def test_the_first_build_has_nothing_to_compare_with(notes: Path) -> None:
    report = made(notes)
    assert report.first
    assert report.changes.lines() == []


def test_each_change_is_told_with_its_write_up(notes: Path) -> None:
    made(notes)
    (notes / "minutes-3.md").write_text(SPRINT.format(who="Sven Rudd"))
    [line] = made(notes).changes.lines()
    assert line.endswith(", because minutes-3.md changed")
    assert "+1 person" in line
    assert "−1 contributor" in line


def test_what_is_added_renamed_and_deleted_is_told_as_that(notes: Path) -> None:
    made(notes)
    (notes / "new.md").write_text(SPRINT.format(who="Sven Rudd"))
    (notes / "minutes-0.md").rename(notes / "first.md")
    (notes / "minutes-7.md").unlink()
    how = made(notes).changes.how
    assert how == {
        "new.md": "was added",
        "first.md": "was renamed from minutes-0.md",
        "minutes-0.md": "was renamed to first.md",
        "minutes-7.md": "is gone",
    }


def test_a_file_that_fails_this_time_is_named_with_what_goes_with_it(notes: Path) -> None:
    made(notes)
    (notes / "minutes-2.md").write_bytes(bytes(range(256)) * 40)
    report = made(notes)
    assert [error.path for error in report.errors] == ["minutes-2.md"]
    [line] = report.changes.lines()
    assert line.startswith("−")
    assert line.endswith("because minutes-2.md could not be read this time")


def test_a_build_that_would_lose_much_stops_and_says_what(notes: Path) -> None:
    before = made(notes)
    for n in range(6):
        (notes / f"minutes-{n}.md").unlink()
    with pytest.raises(ShrinkError, match="facts would go; the graph is as it was"):
        made(notes)
    assert build([notes], graph=notes.parent / "graph", model=None, allow_shrink=True).digest != before.digest
    assert made(notes).changed is False


def test_the_command_says_what_would_go_and_can_be_let(notes: Path) -> None:
    folder = notes.parent
    assert hallway("build", "--no-model", "notes", folder=folder).code == 0
    held = hallway("export", "--format", "nq", "-", folder=folder).out
    for n in range(6):
        (notes / f"minutes-{n}.md").unlink()
    done = hallway("build", "--no-model", "--diff", "gone.txt", "notes", folder=folder)
    assert done.code == 1
    assert any("because minutes-0.md is gone" in line for line in done.messages)
    assert "--allow-shrink" in done.messages[-1]
    assert "- Ada Quill worksOn Tidemark\t" in (folder / "gone.txt").read_text()
    assert hallway("export", "--format", "nq", "-", folder=folder).out == held
    assert hallway("build", "--no-model", "--shrink", "0.9", "notes", folder=folder).code == 0


def test_names_that_move_between_files_are_no_loss(notes: Path) -> None:
    made(notes)
    text = "".join(path.read_text() + "\n" for path in sorted(notes.iterdir()))
    for path in notes.iterdir():
        path.unlink()
    (notes / "all.md").write_text(text)
    assert made(notes).changes.lost == ()


def test_all_changes_are_written_as_text_or_json_and_the_same_each_time(notes: Path) -> None:
    folder, files = notes.parent, {}
    for name in ("graph-1", "graph-2"):
        (notes / "minutes-3.md").write_text(SPRINT.format(who="Dora Finch"))
        assert hallway("build", "--graph", name, "--no-model", "notes", folder=folder).code == 0
        (notes / "minutes-3.md").write_text(SPRINT.format(who="Sven Rudd"))
        command = ("build", "--graph", name, "--no-model", "--diff")
        assert hallway(*command, f"{name}.json", "notes", folder=folder).code == 0
        files[name] = (folder / f"{name}.json").read_bytes()
    assert files["graph-1"] == files["graph-2"]
    told = json.loads(files["graph-1"])
    assert told["write-ups"] == {"minutes-3.md": "changed"}
    works = [fact for fact in told["added"] if fact["property"].endswith("#worksOn")]
    assert [(fact["subject"]["label"], fact["object"]["label"]) for fact in works] == [("Sven Rudd", "Tidemark")]
    assert works[0]["because"] == [{"write-up": "minutes-3.md", "how": "changed"}]


def test_all_that_the_first_build_holds_came(notes: Path) -> None:
    folder = notes.parent
    command = ("build", "--no-model", "--diff", "first.json", "notes")
    first = hallway(*command, folder=folder)
    assert not [line for line in first.messages if "because" in line]
    told = json.loads((folder / "first.json").read_text())
    assert told["removed"] == []
    assert set(told["write-ups"].values()) == {"was added"}
    works = [fact for fact in told["added"] if fact["property"].endswith("#worksOn")]
    assert sorted(fact["subject"]["label"] for fact in works) == sorted(PEOPLE)
    assert works[0]["because"] == [{"write-up": "minutes-0.md", "how": "was added"}]
    assert hallway(*command, folder=folder).code == 0
    assert json.loads((folder / "first.json").read_text())["added"] == []


def rules(folder: Path, text: str) -> list[str]:
    (folder / "rules/en").mkdir(parents=True, exist_ok=True)
    (folder / "rules/en/own.yaml").write_text(text)
    return [str(folder / "rules")]


ADMIRES = """- name: admires
  cue: admires
  pattern: "{person} admires {software}"
  facts: person worksOn software
  match: Ada Byron admires Django.
  not: Ada Byron dislikes Django.
"""


def test_what_rules_lose_counts_though_people_correct_the_graph(notes: Path) -> None:
    for n, who in enumerate(PEOPLE):
        (notes / f"minutes-{n}.md").write_text(f"We know that {who} admires [Tidemark](https://github.com/halyard/tidemark).\n")
    (notes / "hallway.yaml").write_text("alias:\n- {thing: Ada Quill, names: [adaq]}\n")
    graph = notes.parent / "graph"
    build([notes], graph=graph, model=None, rules=rules(notes.parent, ADMIRES))
    (notes / "hallway.yaml").write_text("alias:\n- {thing: Ada Quill, names: [ada]}\n")
    others = ADMIRES.replace("admires", "praises")
    with pytest.raises(ShrinkError):
        build([notes], graph=graph, model=None, rules=rules(notes.parent, others))
    assert build([notes], graph=graph, model=None, rules=rules(notes.parent, ADMIRES)).changed


@pytest.mark.parametrize(
    "entry",
    [
        "rename:\n- {thing: Tidemark, to: Skerry}\n",
        "ignore:\n- {path: '*', lines: 1}\n",
        "retype:\n- {thing: Tidemark, to: Organization}\n",
        "people:\n- {name: Kira Pell, opt_out: true}\n- {name: Olga Vane, opt_out: true}\n",
    ],
)
def test_what_people_take_out_is_no_loss_and_neither_is_another_name(notes: Path, entry: str) -> None:
    made(notes)
    (notes / "hallway.yaml").write_text(entry)
    assert made(notes).changed


def test_facts_that_were_not_sure_enough_before_do_not_make_up_for_a_loss(notes: Path) -> None:
    graph = notes.parent / "graph"
    assert made(notes).relations["attended"] == 8
    fewer = build([notes], graph=graph, model=None, min_confidence=0.85)  # of purpose: no loss
    assert (fewer.unsure, fewer.relations["worksOn"]) == (8, 8)
    for n in range(6):
        (notes / f"minutes-{n}.md").write_text("Nobody was there.\n")
    with pytest.raises(ShrinkError):
        build([notes], graph=graph, model=None, min_confidence=0.85)


def test_a_diff_that_cannot_be_written_is_told_in_a_line(notes: Path) -> None:
    done = hallway("build", "--no-model", "--diff", "no/such/folder.txt", "notes", folder=notes.parent)
    assert done.code == 1
    assert "cannot be written" in done.messages[-1]
