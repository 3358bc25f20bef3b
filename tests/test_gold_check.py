"""Corrected gold files are checked whole: every fault with its line and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.gold_check import check_gold
from tests.corpora import DEV, GOLD, needs_dev

NOTES = "I was at LanternConf 2031 in Port Sable.\n\nBruno Tallow *worked* on Tidemark with\nCleo Marsh.\n"
FILE = """document: notes.md
meta: {title: null, author: null, date: 2031-06-02, language: en, genre: report, tags: []}
entities:
  - {id: author, type: Person, name: null}
  - {id: conf, type: Event, name: LanternConf 2031, start: 2031-06-02}
  - {id: bruno, type: Person, name: Bruno Tallow, aliases: [Bruno]}
  - {id: tidemark, type: Project, name: Tidemark}
relations:
  - {s: author, p: attended, o: conf, evidence: "I was at LanternConf 2031"}
  - {s: bruno, p: worksOn, o: tidemark, evidence: "Bruno Tallow *worked* on Tidemark with Cleo Marsh"}
"""


def faults(folder: Path, text: str, documents: str = ".") -> list[str]:
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    (folder / "notes.yaml").write_text(text, encoding="utf-8")
    found = check_gold(folder / "notes.yaml", folder / documents).faults
    return [str(fault).replace(f"{folder}/", "") for fault in found]


def test_a_file_that_is_right_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, FILE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: tidemark,", "id: tide,", "notes.yaml:10: bruno worksOn tidemark: no entity 'tidemark' (perhaps tide)"),
        ("type: Project", "type: Projekt", "notes.yaml:7: tidemark: no class “Projekt” (perhaps Project)"),
        ("type: Project", "type: Tool", "notes.yaml:10: bruno worksOn tidemark: tidemark is a Tool, but object is"),
        ("p: worksOn", "p: workson", "notes.yaml:10: bruno workson tidemark: no relation 'workson' (perhaps worksOn)"),
        ("s: bruno", "s: conf", "notes.yaml:10: conf worksOn tidemark: conf is a Event, but subject is Person"),
        ("on Tidemark with", "at Tidemark with", "does not stand in notes.md (line 3 there has “Bruno Tallow *"),
        ("I was at LanternConf 2031", "I was", "notes.yaml:9: author attended conf: evidence of 2 words (quote 3"),
        (', evidence: "I was at LanternConf 2031"', "", "notes.yaml:9: author attended conf: no evidence (quote 3"),
        ("aliases: [Bruno]", "aliases: [Bruna Wallow]", "notes.yaml:6: bruno: “Bruna Wallow” does not stand in"),
        ("aliases: [Bruno]", "aliases: Bruno", "notes.yaml:6: bruno: aliases must be a list"),
        ("name: Tidemark", "name: null", "notes.yaml:7: tidemark: no name (take the words that stand for it"),
        ("name: Tidemark", "nom: Tidemark", "notes.yaml:7: tidemark: unknown key 'nom'"),
        ("id: author", "id: writer", "no entity 'author': the writer is always one (add {id: author"),
        ("id: bruno", "id: conf", "notes.yaml:6: the id 'conf' stands twice"),
        ("date: 2031-06-02", "date: June", "notes.yaml:2: the date “June” is no ISO date (write it as 2031-05-23)"),
        ("language: en", "language: English", "notes.yaml:2: the language must be an ISO 639-1 code"),
        (", tags: []", "", "notes.yaml:2: meta has no 'tags'"),
        ("document: notes.md", "document: note.md", "notes.yaml:1: no write-up 'note.md' in "),
        ("document: notes.md", "document: ../notes.md", "notes.yaml:1: 'document' must be the write-up's file name"),
        ("relations:", "relation:", "unknown part 'relation'"),
        ("  - {id: tidemark, type: Project, name: Tidemark}", "  - Tidemark", "notes.yaml:7: a mapping of names to"),
        ("start: 2031-06-02", "start: soon", "notes.yaml:5: conf: start is no ISO date"),
        ("entities:", "entities: [", "this is no YAML"),
    ],
)
def test_each_fault_is_told_with_its_line_and_what_to_do(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FILE
    found = faults(tmp_path, FILE.replace(old, new))
    assert any(said in fault for fault in found), found


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = faults(tmp_path, FILE.replace("type: Event", "type: Evnt").replace("worked", "slept").replace("en,", "e,"))
    assert [int(fault.split(":")[1]) for fault in found] == [2, 5, 10]


def test_a_fact_that_stands_twice_is_told(tmp_path: Path) -> None:
    last = FILE.splitlines()[-1]
    assert "is said in line 10 already" in faults(tmp_path, f"{FILE}{last}\n")[0]


def test_write_ups_are_found_in_folders_below_and_two_of_a_name_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/notes.md").write_text(NOTES, encoding="utf-8")
    assert "2 write-ups in " in faults(tmp_path, FILE)[0]
    assert faults(tmp_path, FILE, "a") == []
    assert "no such folder of write-ups" in faults(tmp_path, FILE, "b")[0]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_file_is_too_bad_to_be_told_of(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert check_gold(path, Path(folder)).faults


@needs_dev
def test_the_gold_files_of_the_development_corpus_are_right() -> None:
    found = [str(fault) for path in sorted(GOLD.glob("*.yaml")) for fault in check_gold(path, DEV).faults]
    assert len([fault for fault in found if "evidence of 1 word" not in fault]) == 0
