"""Adding to a curation file loses nothing of what a person wrote there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.errors import CurationError
from hallway.graph.curation import writing
from hallway.graph.curation.tree import parse
from hallway.graph.curation.writing import add, added, flow, undo

KEPT = "# ours\nsame:\n- [A, B]   # they said so\n\n# never one\ndifferent:\n    - [C, D]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "same:\n  - [E, F]\n"),
        ("# only this\n", "# only this\n\nsame:\n  - [E, F]\n"),
        ("deny: []", "deny: []\n\nsame:\n  - [E, F]\n"),
        ("same:\n", "same:\n  - [E, F]\n"),
        ("same: # none yet\ndeny: []\n", "same: # none yet\n  - [E, F]\ndeny: []\n"),
        ("same: []\n", "same: [[E, F]]\n"),
        ("same: [[A, B]] # so\n", "same: [[A, B], [E, F]] # so\n"),
        ("same: [\n  [A, B], # so\n]\n", "same: [\n  [A, B], [E, F], # so\n]\n"),
        ("same:\n  - - A\n    - B\n\n  # end\n", "same:\n  - - A\n    - B\n  - [E, F]\n\n  # end\n"),
        ("same:\r\n- [A, B]\r\n", "same:\r\n- [A, B]\r\n- [E, F]\r\n"),
        ("\ufeffsame:\n- [Ä, B]", "\ufeffsame:\n- [Ä, B]\n- [E, F]\n"),
        (KEPT, KEPT.replace("so\n", "so\n- [E, F]\n")),
    ],
)
def test_an_entry_is_put_at_the_end_of_its_section(before: str, after: str) -> None:
    assert added(before, "same", ["E", "F"])[0] == after


def test_the_line_of_the_entry_is_told_and_a_reason_stands_above_it() -> None:
    text, line = added(KEPT, "different", ["E", "F"], because="two women\nof one name")
    assert text == f"{KEPT}    # two women\n    # of one name\n    - [E, F]\n"
    assert text.splitlines()[line - 1] == "    - [E, F]"


@pytest.mark.parametrize("text", ["same: ~\n", "{deny: []}\n"])
def test_a_layout_that_takes_no_entry_is_left_alone(text: str) -> None:
    with pytest.raises(CurationError, match=r"add it yourself: - \[E, F\]"):
        added(text, "same", ["E", "F"], path="hallway.yaml")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_names_read_back_as_they_were(names: list[str]) -> None:
    text, _ = added(KEPT, "same", names)
    assert parse(text, "").data["same"] == [["A", "B"], names]


@pytest.mark.parametrize("name", ["No", "3.10", "a: b", "#1", "", "null", "- a", "caf\u0085é", "2031-06-02", "y"])
def test_what_yaml_would_take_for_something_else_is_quoted(name: str) -> None:
    assert flow(name)[0] == flow(name)[-1] == '"'


def test_a_file_keeps_its_mode_and_a_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(KEPT)
    real.chmod(0o640)
    link = tmp_path / "hallway.yaml"
    link.symlink_to(real)
    add(link, "same", ["E", "F"])
    assert link.is_symlink()
    assert "[E, F]" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hallway.yaml", "real.yaml"]


def test_a_file_that_is_not_what_it_should_be_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "hallway.yaml"
    file.write_text("same: [[A]]\n")
    with pytest.raises(CurationError, match=r"hallway\.yaml:1: in same"):
        add(file, "deny", {"subject": "A"})
    assert file.read_text() == "same: [[A]]\n"


def test_a_file_that_changes_meanwhile_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hallway.yaml"
    file.write_text(KEPT)
    slow = writing.added

    def meanwhile(*arguments: str, **named: str) -> tuple[str, int]:
        file.write_text(f"{KEPT}# edited\n")
        return slow(*arguments, **named)

    monkeypatch.setattr(writing, "added", meanwhile)
    with pytest.raises(CurationError, match="changed meanwhile"):
        add(file, "same", ["E", "F"])
    assert file.read_text() == f"{KEPT}# edited\n"
    assert list(tmp_path.iterdir()) == [file]


def test_an_entry_can_be_taken_out_again(tmp_path: Path) -> None:
    file = tmp_path / "hallway.yaml"
    first = add(file, "same", ["A", "B"])
    text = file.read_text()
    undo(add(file, "same", ["C", "D"]))
    assert file.read_text() == text
    undo(first)
    assert not file.exists()


def test_an_entry_is_not_taken_out_of_a_file_that_was_edited_since(tmp_path: Path) -> None:
    file = tmp_path / "hallway.yaml"
    change = add(file, "same", ["A", "B"])
    file.write_text(file.read_text() + "# mine\n")
    with pytest.raises(CurationError, match="changed meanwhile"):
        undo(change)
    assert file.read_text().endswith("# mine\n")
