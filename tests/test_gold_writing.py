"""Gold files that are filled in: they read back as what was understood, and a person can correct them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.extraction import extract, understand
from hallway.extractors.gold import read_gold
from hallway.extractors.gold_changes import changes
from hallway.extractors.gold_check import check_gold
from hallway.extractors.gold_writing import FEWEST, MOST, evidence, gold_text_of
from hallway.extractors.readers import read_document
from hallway.extractors.rules import rule_packs
from hallway.extractors.unread import unread
from hallway.graph.dataset import Lines
from hallway.graph.evaluation import evaluate
from hallway.graph.outcome import Outcome
from hallway.graph.writing import fill
from tests.corpora import DEV, EXAMPLES, SHARED, needs_dev

NOTES = """---
title: "Tea: at sea"
author: Ada Quill
date: 2031-06-02
tags: [tea, sea]
---

I was at LanternConf 2031 in Port Sable.

[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark) with Cleo Marsh.

What Cleo Marsh once organised, who can say?
"""


def filled(text: str, name: str = "notes.md") -> str:
    document, packs = read_document(name, text.encode()), rule_packs()
    draft, reading = understand(document, packs)
    return gold_text_of(document, reading, unread(draft.passages, reading, packs))


def test_it_holds_what_is_known_in_the_order_of_the_text() -> None:
    data = yaml.safe_load(filled(NOTES))
    assert data["document"] == "notes.md"
    assert data["meta"]["title"] == "Tea: at sea"
    assert [data["meta"][key] for key in ("author", "date", "tags")] == ["Ada Quill", "2031-06-02", ["tea", "sea"]]
    assert data["entities"][0] == {"id": "author", "type": "Person", "name": "Ada Quill"}
    names = [entity["name"] for entity in data["entities"]]
    assert names.index("LanternConf 2031") < names.index("Bruno Tallow") < names.index("Tidemark")
    assert {
        "s": "person-bruno-tallow",
        "p": "worksOn",
        "o": "software-tidemark",
        "evidence": "[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark)",
    } in data["relations"]


def test_doubtful_facts_are_marked_and_unread_lines_stand_at_the_end() -> None:
    text = filled(NOTES.replace("worked on", "spoke of").replace("I was", "## Tea sprint\n\nI was"))
    doubtful = [line for line in text.splitlines() if line.startswith("  - {s:") and "}  # 0." in line]
    for line in doubtful:
        confidence, rule = line.rpartition("# ")[2].split(" ")
        assert float(confidence) < 0.75
        assert rule
    assert text.splitlines()[-1] == "# 14: What Cleo Marsh once organised, who can say?"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Ada", "Ada wrote all"),
        ("here.", "here. So be"),
        ("Ada wrote all of it", "Ada wrote all of it"),
        ("(of", "it (of course)"),
    ],
)
def test_evidence_has_no_fewer_words_than_it_needs(quote: str, shown: str) -> None:
    source = "We met. Ada wrote all of it, and left here. So be it (of course)"
    start = source.index(quote)
    assert evidence(source, start, start + len(quote)) == shown


def test_of_a_long_quote_the_words_around_what_it_is_about_are_kept() -> None:
    source = " ".join(f"w{n}" for n in range(100))
    start = source.index("w60")
    kept = evidence(source, 0, len(source), [(start, start + 3), (start + 12, start + 15)]).split()
    assert len(kept) == MOST
    assert {"w60", "w63"} <= {*kept}


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n.é[]()\r\t"), max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_evidence_is_always_words_of_the_source(source: str, i: int, j: int) -> None:
    start, end = sorted((min(i, len(source)), min(j, len(source))))
    shown = evidence(source, start, end)
    assert shown in source
    if source[start:end].strip():
        assert min(FEWEST, len(source.split())) <= len(shown.split()) <= MOST


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=200))  # others are binary
def test_whatever_the_text_is_the_file_reads_back(text: str) -> None:
    if not text.strip() or "\x00" in text:
        return
    data = f"# A title\n\nAda Quill was there, and so was {text}\n".encode("utf-8", "replace")
    document = read_document("notes.md", data)
    assert yaml.safe_load(gold_text_of(document, extract(document)))["document"] == "notes.md"


def assert_reads_back(paths: list[Path], folder: Path) -> None:
    apart = []
    for path in paths:
        gold = folder / path.stem
        gold.mkdir()
        document = read_document(path.name, path.read_bytes())
        reading = extract(document)
        target = gold / f"{path.stem}.yaml"
        target.write_text(gold_text_of(document, reading), encoding="utf-8")
        assert [str(fault) for fault in check_gold(target, path.parent).faults] == []
        for changed in changes(reading, read_gold(target)):
            assert (changed.removed, changed.added) == ([], [])
        store = ox.Store()
        fill(store, [Outcome(path.name, reading, Lines.of(document.source))])
        found = evaluate(store, gold)
        assert found.absent == []
        apart += [path.name] * bool(found.mistakes)
    # of two events that are as like a third, the score pairs the one that comes first by its id
    assert len(apart) <= 0.1 * len(paths), apart


def test_files_for_the_examples_say_exactly_what_the_build_says(tmp_path: Path) -> None:
    assert_reads_back(sorted(path for path in EXAMPLES.iterdir() if path.is_file()), tmp_path)


@needs_dev
def test_files_for_real_write_ups_say_exactly_what_the_build_says(tmp_path: Path) -> None:
    assert_reads_back(sorted(DEV.iterdir()), tmp_path)
    tool = SHARED / "tools/check_gold.py"
    if tool.is_file():
        files = sorted(tmp_path.glob("*/*.yaml"))
        done = subprocess.run([sys.executable, tool, DEV, *files], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")
