"""``hallway label``: filling in, correcting, and what a correction says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import corpus, hallway


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus(tmp_path)
    return tmp_path


def test_the_gold_file_of_one_write_up_goes_to_standard_output(folder: Path) -> None:
    done = hallway("label", "notes/lanternconf.md", folder=folder)
    assert (done.code, done.err) == (0, "")
    assert 'document: "lanternconf.md"' in done.lines


def test_gold_files_go_into_a_folder_and_what_is_there_is_kept(folder: Path) -> None:
    done = hallway("label", "-o", "gold", "notes", folder=folder)
    assert (done.code, done.out) == (0, "")
    assert sorted(path.name for path in (folder / "gold").iterdir()) == ["barcamp.yaml", "lanternconf.yaml"]
    (folder / "gold/barcamp.yaml").write_text("mine\n", encoding="utf-8")
    done = hallway("label", "-o", "gold", "notes", folder=folder)
    assert done.code == 1
    said = "gold/barcamp.yaml: is there already; minutes/barcamp.rst was not labelled (--force writes over it"
    assert said in done.err
    assert (folder / "gold/barcamp.yaml").read_text("utf-8") == "mine\n"
    assert hallway("label", "-q", "-o", "gold", "--force", "notes", folder=folder).err == ""
    assert (folder / "gold/barcamp.yaml").read_text("utf-8") != "mine\n"


def test_two_write_ups_of_one_name_do_not_share_a_gold_file(folder: Path) -> None:
    (folder / "notes/barcamp.md").write_text("Ada Quill was there.\n", encoding="utf-8")
    done = hallway("label", "-o", "gold", "notes", folder=folder)
    assert (done.code, "is the gold file of barcamp.md already" in done.err) == (1, True)


def test_a_corrected_file_says_what_was_kept_taken_out_and_added(folder: Path) -> None:
    gold = folder / "gold/lanternconf.yaml"
    hallway("label", "-o", "gold", "notes/lanternconf.md", folder=folder)
    lines = gold.read_text("utf-8").splitlines(keepends=True)
    said = next(line for line in lines if "p: worksOn" in line)
    changed = said.replace("p: worksOn, o: software-tidemark", "p: attended, o: event-lanternconf-2031")
    lines[lines.index(said)] = changed
    gold.write_text("".join(lines), encoding="utf-8")
    done = hallway("label", "--check", "gold/lanternconf.yaml", "--documents", "notes", folder=folder)
    assert (done.code, done.err) == (0, "1 gold file is as it should be\n")
    assert any(line.startswith("- Bruno Tallow worksOn Tidemark (lanternconf.md:9, rule ") for line in done.lines)
    place = f"gold/lanternconf.yaml:{lines.index(changed) + 1}"
    assert f"+ Bruno Tallow attended LanternConf 2031 ({place})" in done.lines
    assert done.lines[-1].startswith("gold/lanternconf.yaml: facts: ")
    assert "1 taken out, 1 added; precision 0." in done.lines[-1]


def test_faults_are_listed_and_counted(folder: Path) -> None:
    gold = folder / "gold/lanternconf.yaml"
    hallway("label", "-o", "gold", "notes/lanternconf.md", folder=folder)
    gold.write_text(gold.read_text("utf-8").replace("worksOn", "workedOn"), encoding="utf-8")
    done = hallway("label", "--check", "gold/lanternconf.yaml", "--documents", "notes", folder=folder)
    assert (done.code, done.messages) == (1, ["hallway: 1 fault found"])
    assert "no relation 'workedOn' (perhaps worksOn)" in done.lines[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("notes",), "name a folder for their gold files with -o"),
        (("--check", "x.yaml"), "name their folder with --documents"),
        (("--documents", "notes", "notes"), "--documents goes with --check"),
        (("--check", "--force", "--documents", "notes", "x.yaml"), "--check writes nothing"),
    ],
)
def test_wrong_usage_is_explained(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = hallway("label", *arguments, folder=folder)
    assert done.code == 2
    assert said in done.messages[-1]


def test_what_cannot_be_read_is_told_and_the_rest_is_labelled(folder: Path) -> None:
    (folder / "notes/empty.md").write_bytes(b"")
    done = hallway("label", "-o", "gold", "notes", "gone", folder=folder)
    assert done.code == 1
    assert "empty.md: the file is empty" in done.err
    assert "gone: no such file" in done.err
    assert (folder / "gold/lanternconf.yaml").is_file()
