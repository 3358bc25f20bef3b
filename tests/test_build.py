"""From files to a graph: all that can be read is, whatever stands beside it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.errors import SourceError, StoreError
from hallway.exports.rdf import export_rdf
from hallway.graph.build import build
from hallway.graph.outcome import Outcome
from hallway.graph.processes import in_processes
from hallway.graph.readings import read_one, readings
from hallway.graph.sources import Source, find_sources
from hallway.graph.store import is_graph, open_store
from hallway.graph.terms import PREFIXES

ROOT = Path(__file__).parents[1]
REPORT = """---
title: LanternConf 2031
author: Ada Quill
date: 2031-06-02
tags: [lamps]
---

I was at LanternConf 2031 in Port Sable.

[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark).
"""
AUTRE = """:Auteur: Élise Noroît
:Date: 2031-09-12

Barcamp Lanterne
================

Participants : Élise Noroît, Bruno Tallow
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "minutes").mkdir(parents=True)
    (folder / "lanternconf.md").write_text(REPORT, encoding="utf-8")
    (folder / "minutes/barcamp.rst").write_text(AUTRE, encoding="utf-8")
    (folder / "minutes/latin.txt").write_bytes("Réunion à Nantes avec Hervé Câprier.\n".encode("cp1252"))
    return folder


def exported(graph: Path) -> bytes:
    stream = io.BytesIO()
    export_rdf(open_store(graph), stream, "nq")
    return stream.getvalue()


def test_a_folder_becomes_a_graph(corpus: Path, tmp_path: Path) -> None:
    report = build([corpus], graph=tmp_path / "graph")
    assert report.errors == ()
    assert report.writeups == sum(report.formats.values()) == sum(report.languages.values()) == 3
    assert report.changed
    assert report.classes["WriteUp"] == 3
    assert report.classes["Person"] >= 3
    rows = open_store(tmp_path / "graph").query(
        "PREFIX hw: <https://w3id.org/hallway/vocab#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        "SELECT ?who { ?p hw:worksOn/rdfs:label 'Tidemark'; rdfs:label ?who }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["who"].value for row in rows] == ["Bruno Tallow"]


def test_neither_job_count_nor_order_of_arguments_nor_hash_seed_changes_a_byte(corpus: Path, tmp_path: Path) -> None:
    files = [str(corpus / name) for name in ("lanternconf.md", "minutes/barcamp.rst", "minutes")]
    reports = [
        build(order, graph=tmp_path / f"graph-{n}", jobs=1 + n % 2) for n, order in enumerate(permutations(files))
    ]
    assert len({report.digest for report in reports}) == 1
    assert len({exported(tmp_path / f"graph-{n}") for n in range(len(reports))}) == 1
    script = f"from hallway import build; print(build([{str(corpus)!r}], graph={str(tmp_path / 'other')!r}).digest)"
    for seed in ("0", "99"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == reports[0].digest


def test_building_again_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    first = build([corpus], graph=tmp_path / "graph")
    second = build([corpus], graph=tmp_path / "graph")
    assert (first.changed, second.changed) == (True, False)
    assert first.digest == second.digest


def test_the_graph_may_stand_in_the_corpus(corpus: Path) -> None:
    first = build([corpus], graph=corpus / "graph")
    assert build([corpus], graph=corpus / "graph").digest == first.digest


def test_what_cannot_be_read_is_told_in_a_line_and_the_rest_is_built(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.md").touch()
    (corpus / "binary.md").write_bytes(bytes(range(256)) * 40)
    (corpus / "broken.md").write_text("---\ntitle: [\n---\nI met Ada Quill.\n")
    (corpus / "loop.md").symlink_to("loop.md")
    (corpus / os.fsdecode(b"caf\xe9.md")).write_text("I met Ada Quill.\n")
    report = build([corpus, corpus / "gone.md"], graph=tmp_path / "graph")
    assert {"binary.md", "gone.md", "loop.md"} <= {error.path for error in report.errors}
    assert all("\n" not in str(error) for error in report.errors)
    assert not any("please report" in str(error) for error in report.errors)
    assert report.writeups >= 4
    assert report.classes["WriteUp"] == report.writeups


def test_hostile_files_do_not_stop_the_build(corpus: Path, tmp_path: Path) -> None:
    (corpus / "deep.html").write_text("<div>" * 100_000 + "I met Ada Quill.")
    (corpus / "deep.md").write_text("> " * 5_000 + "I met Ada Quill.")
    (corpus / "long.txt").write_text("a, b " * 200_000)
    report = build([corpus], graph=tmp_path / "graph")
    assert report.writeups + len(report.errors) == 6
    assert not any("please report" in str(error) for error in report.errors)


def test_nothing_to_read_leaves_the_old_graph(corpus: Path, tmp_path: Path) -> None:
    before = build([corpus], graph=tmp_path / "graph").digest
    (tmp_path / "nothing").mkdir()
    report = build([tmp_path / "nothing"], graph=tmp_path / "graph")
    assert [type(error) for error in report.errors] == [SourceError]
    assert (report.changed, report.digest) == (False, "")
    assert build([corpus], graph=tmp_path / "graph").digest == before
    assert is_graph(tmp_path / "graph")


def test_a_missing_corpus_makes_no_graph(tmp_path: Path) -> None:
    report = build([tmp_path / "gone"], graph=tmp_path / "graph")
    assert len(report.errors) == 1
    assert not (tmp_path / "graph").exists()


def test_a_bad_base_is_refused_before_anything_is_read(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="base"):
        build([corpus], graph=tmp_path / "graph", base="not an IRI")
    assert not (tmp_path / "graph").exists()


def test_another_base_names_everything(corpus: Path, tmp_path: Path) -> None:
    build([corpus], graph=tmp_path / "graph", base="https://notes.example/x#")
    text = exported(tmp_path / "graph").decode()
    assert "<https://notes.example/x#person/ada-quill>" in text
    assert "w3id.org/hallway/id" not in text


def test_facts_that_are_not_sure_enough_are_left_out_and_nothing_follows_from_them(
    corpus: Path, tmp_path: Path
) -> None:
    whole = build([corpus], graph=tmp_path / "whole")
    least = "SELECT (MIN(?c) AS ?least) { GRAPH ?g { ?x hw:confidence ?c MINUS { ?x hw:readAs 'inferred' } } }"
    rows = open_store(tmp_path / "whole").query(f"PREFIX hw: <{PREFIXES['hw']}> {least}")
    assert isinstance(rows, ox.QuerySolutions)
    lowest = float(next(rows)["least"].value)
    same = build([corpus], graph=tmp_path / "same", min_confidence=lowest)
    assert (same.digest, same.unsure) == (whole.digest, 0)
    fewer = build([corpus], graph=tmp_path / "fewer", min_confidence=lowest + 0.001)
    assert 0 < fewer.unsure <= sum(whole.relations.values()) - sum(fewer.relations.values()) + whole.inferred
    none = build([corpus], graph=tmp_path / "none", min_confidence=1.0)
    assert (none.inferred, none.relations) == (0, {})
    assert none.classes == whole.classes


def test_progress_is_told_after_each_write_up(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build([corpus], graph=tmp_path / "graph", progress=lambda *step: told.append(step))
    assert told == [(1, 3, "lanternconf.md"), (2, 3, "minutes/barcamp.rst"), (3, 3, "minutes/latin.txt")]


def test_readings_come_without_a_graph(corpus: Path) -> None:
    outcomes = list(readings([corpus]))
    assert [outcome.path for outcome in outcomes] == ["lanternconf.md", "minutes/barcamp.rst", "minutes/latin.txt"]
    assert outcomes == list(readings([corpus], jobs=2))


def test_standard_input_is_a_write_up(tmp_path: Path) -> None:
    script = f"from hallway import build; print(build(['-'], graph={str(tmp_path / 'graph')!r}).writeups)"
    done = subprocess.run(
        [sys.executable, "-c", script], input=REPORT.encode(), cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout == b"1\n"
    assert b"<https://w3id.org/hallway/id/writeup/standard-input>" in exported(tmp_path / "graph")


def test_ctrl_c_leaves_the_old_graph(corpus: Path, tmp_path: Path) -> None:
    before = build([corpus], graph=tmp_path / "graph").digest
    (corpus / "more.md").write_text(REPORT)
    script = (
        "from hallway import build; import time\n"
        f"build([{str(corpus)!r}], graph={str(tmp_path / 'graph')!r},"
        " progress=lambda *step: (print(flush=True), time.sleep(9)))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout
        run.stdout.readline()
        time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        assert run.wait(20) != 0
    (corpus / "more.md").unlink()
    assert is_graph(tmp_path / "graph")
    again = build([corpus], graph=tmp_path / "graph")
    assert (again.digest, again.changed) == (before, False)


def _read_or_die(source: Source) -> Outcome:
    if source.path == "minutes/barcamp.rst":
        os._exit(9)  # as a fault in a parser written in C would
    return read_one(source)


def test_a_reader_that_dies_takes_only_its_own_write_up_with_it(corpus: Path) -> None:
    outcomes = list(in_processes(_read_or_die, find_sources([corpus]).files, 2))
    assert [(outcome.path, outcome.reading is not None) for outcome in outcomes] == [
        ("lanternconf.md", True),
        ("minutes/barcamp.rst", False),
        ("minutes/latin.txt", True),
    ]
    assert "its process ended" in str(outcomes[1].error)
