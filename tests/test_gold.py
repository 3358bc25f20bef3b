"""What is read from gold files, and how faults in them are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.gold import GoldEntity, GoldFact, read_gold, read_golds

TEXT = """\
document: harbour.md
meta: {title: null, author: Ada Quill, date: null, language: en, genre: report, tags: []}
entities:
  - {id: author, type: Person, name: null, aliases: [aquill]}
  - id: glint
    type: Project
    name: Glint
    url: https://glint.example
relations:
  # who does what
  - {s: author, p: worksOn, o: glint, evidence: "I mended
     its parser"}
"""


def test_a_gold_file_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "harbour.yaml"
    path.write_text(TEXT, encoding="utf-8")
    gold = read_gold(path)
    assert (gold.document, gold.language, gold.author, gold.genre) == ("harbour.md", "en", "Ada Quill", "report")
    assert gold.entities == (
        GoldEntity("author", "Person", "", ("aquill",), (), 4),
        GoldEntity("glint", "Project", "Glint", (), ("https://glint.example",), 5),
    )
    assert gold.facts == (GoldFact("author", "worksOn", "glint", "I mended its parser", 11),)
    assert gold.annotation.things["author"].names == {"aquill"}
    assert gold.annotation.relations == {("author", "worksOn", "glint")}


def test_author_genre_and_evidence_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "document: a.md\nmeta: {language: fr}\nentities: [{id: author, type: Person}]\n"
        "relations: [{s: author, p: attended, o: author}]\n",
        encoding="utf-8",
    )
    gold = read_gold(path)
    assert (gold.author, gold.genre, gold.facts[0].evidence) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a: b: c", r"a\.yaml:1: this gold file is no YAML"),
        (b"document: a.md\n", r"a\.yaml: not a gold file: KeyError 'entities'"),
        (b"- a\n", r"a\.yaml: not a gold file: TypeError"),
        (b"", r"a\.yaml: not a gold file: TypeError"),
        (b"document: a\nentities: [{id: x, type: Boat}]", r"a\.yaml: not a gold file: .* line 2: no class 'Boat'"),
        (b"document: a\nentities: 3", r"a\.yaml: not a gold file: KeyError"),
        (b"document: \xff", r"a\.yaml: not a gold file: .*save it as UTF-8"),
        (b"[" * 5000, r"a\.yaml"),
    ],
)
def test_a_file_that_is_no_gold_graph_is_named(tmp_path: Path, text: bytes, told: str) -> None:
    (tmp_path / "a.yaml").write_bytes(text)
    with pytest.raises(WriteUpError, match=told):
        read_gold(tmp_path / "a.yaml")


def test_a_folder_without_gold_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no gold files \(\*\.yaml\) there"):
        read_golds(tmp_path)


def test_a_gold_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(SourceError, match=r"a\.yaml: cannot be read: Is a directory"):
        read_golds(tmp_path)
