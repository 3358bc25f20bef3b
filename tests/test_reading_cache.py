"""What was read before is taken as it was read, and never in place of what would be read now."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.graph.build import build
from hallway.graph.cache import ReadingCache
from hallway.graph.dataset import Lines
from hallway.graph.fingerprint import of_readings
from hallway.graph.manner import Manner
from hallway.graph.reading_record import packed, unpacked
from hallway.graph.report import BuildReport

REPORT = """---
title: LanternConf 2031
author: Ada Quill
date: 2031-06-02
---

I was at LanternConf 2031 in Port Sable.

[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark).
"""
RULE = """- name: mended
  cue: glimmered
  pattern: '{person+} glimmered {software+}'
  facts: person worksOn software
  match: Kofi Amberley glimmered Numpy from this month on.
  not: Kofi Amberley never glimmered Numpy.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.md").write_text(REPORT)
    (folder / "two.md").write_text(REPORT.replace("Ada Quill", "Cleo Marsh"))
    (folder / "three.md").write_text("Kofi Amberley glimmered Numpy from this month on.\n")
    return folder


def made(corpus: Path, rules: Sequence[str] = (), *, fresh: bool = False) -> BuildReport:
    graph = corpus.parent / "graph"
    return build([corpus], graph=graph, model=None, allow_shrink=True, rules=rules, fresh=fresh)


def test_only_what_changed_is_read_again(corpus: Path) -> None:
    assert made(corpus).kept == 0
    assert made(corpus).kept == 3
    (corpus / "one.md").write_text(REPORT + "\nDora Finch was there.\n")
    assert made(corpus).kept == 2
    (corpus / "one.md").rename(corpus / "other.md")
    assert made(corpus).kept == 2
    assert made(corpus, fresh=True).kept == 0
    assert made(corpus).kept == 3


def test_the_same_text_at_two_places_is_read_for_each(corpus: Path) -> None:
    (corpus / "2031").mkdir()
    (corpus / "2031/one.md").write_text(REPORT)
    assert made(corpus).kept == 0
    assert made(corpus).kept == 4
    assert made(corpus).classes["WriteUp"] == 4


def test_a_changed_rule_is_not_answered_with_what_it_read_before(corpus: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules/en"
    rules.mkdir(parents=True)
    (rules / "mine.yaml").write_text(RULE)
    first = made(corpus, rules=[str(tmp_path / "rules")])
    assert made(corpus).kept == 0
    assert made(corpus, rules=[str(tmp_path / "rules")]).kept == 0
    (rules / "mine.yaml").write_text(RULE.replace("glimmered", "shimmered"))
    second = made(corpus, rules=[str(tmp_path / "rules")])
    assert second.kept == 0
    assert second.relations.get("worksOn", 0) < first.relations["worksOn"]


def test_the_fingerprint_tells_models_and_rules_apart(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model/model.yaml").write_text("a: 1\n")
    one = of_readings(Manner(model=tmp_path / "model"))
    (tmp_path / "model/model.yaml").write_text("a: 2\n")
    manners = (Manner(model=tmp_path / "model"), Manner(model=None), Manner())
    assert len({one, *map(of_readings, manners)}) == 4
    assert of_readings(Manner()) == of_readings(Manner())


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data.replace(b"readings 1", b"readings 0"),
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda data: b"SQLite format 3\0" + data,
        lambda data: pickle.dumps(os.system),
        lambda data: b"\xff" * 4096,
    ],
    ids=["empty", "half", "last-byte", "older", "one-bit", "foreign", "pickle", "noise"],
)
def test_a_damaged_cache_is_read_anew_without_a_word(corpus: Path, harm: object) -> None:
    first = made(corpus)
    file = corpus.parent / "graph/readings"
    file.write_bytes(harm(file.read_bytes()))  # type: ignore[operator]
    again = made(corpus)
    assert (again.digest, again.errors) == (first.digest, ())
    assert again.kept < 3
    assert made(corpus).kept == 3


@pytest.mark.parametrize("harm", [b"", b"x", b"\0" * 100], ids=["empty", "short", "noise"])
def test_a_damaged_ledger_costs_a_clean_build_and_nothing_else(corpus: Path, harm: bytes) -> None:
    first = made(corpus)
    [ledger] = (corpus.parent / "graph/builds").glob("*.ledger")
    ledger.write_bytes(harm)
    again = made(corpus)
    assert (again.digest, again.changed, again.kept) == (first.digest, False, 3)
    assert again.changes.facts == ()


def test_what_no_build_uses_is_thrown_away(corpus: Path) -> None:
    made(corpus)
    size = (corpus.parent / "graph/readings").stat().st_size
    for n in range(5):
        (corpus / "one.md").write_text(f"{REPORT}\nNumber {n}.\n")
        made(corpus)
    assert (corpus.parent / "graph/readings").stat().st_size < 1.2 * size
    (corpus / "one.md").unlink()
    made(corpus)
    assert (corpus.parent / "graph/readings").stat().st_size < size


def test_a_record_gives_back_what_was_read() -> None:
    text = REPORT + "\r\n# Thanks\n\nDora \ud83d\udc1f\n"
    document = read_document("notes/one.md", text.encode("utf-8", "surrogatepass"))
    reading, lines = extract(document, model=None), Lines.of(document.source)
    assert reading.sections
    assert unpacked("notes/one.md", packed(reading, lines)) == (reading, lines)


@pytest.mark.parametrize("data", [b"", b"x\x9c", packed.__name__.encode(), b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_bytes_that_are_no_record_are_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever its words
        unpacked("a.md", data)


def test_a_full_disk_or_a_folder_in_its_place_only_costs_reading_again(tmp_path: Path) -> None:
    (tmp_path / "readings").mkdir()
    with ReadingCache(tmp_path / "readings", "f") as cache:
        cache.prune()
    assert (tmp_path / "readings").is_dir()
