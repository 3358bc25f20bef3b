"""Correcting a graph by command: what is said is written down, and in force after the next build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command_line import corpus, hallway

APRIL = """---
title: Lamplighters in April
date: 2031-04-03
---

# Lamplighters in April

Ada Quill and Bruno Tallow were at the Lamplighters Meetup in Port Sable.

Ada Quill works on [Tidemark](https://github.com/halyard/tidemark).

## Thanks

Dario Fenn works on [Skerry](https://github.com/halyard/skerry).
"""


BUILD = ("build", "-q", "--no-model", "notes")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of three write-ups."""
    folder = tmp_path_factory.mktemp("built")
    (corpus(folder) / "april.md").write_text(APRIL)
    assert hallway(*BUILD, folder=folder).code == 0
    return folder


@pytest.fixture
def notes(built: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def said(folder: Path, *words: str) -> list[str]:
    done = hallway(*words, folder=folder)
    assert done.code == 0, done.err
    return done.lines


def works(folder: Path) -> list[str]:
    query = "SELECT ?who ?what { ?p hw:worksOn/rdfs:label ?what ; rdfs:label ?who } ORDER BY ?who ?what"
    return said(folder, "query", "--format", "csv", query)[1:]


def test_a_correction_is_written_beside_the_write_ups_and_holds_after_the_build(notes: Path) -> None:
    assert "Ada Quill,Tidemark" in works(notes)
    done = hallway("deny", "Ada Quill", "worksOn", "Tidemark", "--because", "she stopped", folder=notes)
    assert (done.code, done.out) == (0, "")
    assert done.messages == [
        "notes/hallway.yaml:3: deny: {subject: Ada Quill, predicate: worksOn, object: Tidemark}",
        "the next hallway build applies it",
    ]
    assert (notes / "notes/hallway.yaml").read_text() == (
        "deny:\n  # she stopped\n  - {subject: Ada Quill, predicate: worksOn, object: Tidemark}\n"
    )
    assert hallway(*BUILD, folder=notes).code == 0
    assert "Ada Quill,Tidemark" not in works(notes)
    why = said(notes, "why", "Ada Quill", "worksOn", "Tidemark")
    assert why == ["hallway.yaml:3: denied; nothing in the graph says so"]
    ask = (
        "SELECT ?g ?s { GRAPH ?g { { ?s hw:worksOn ?o } UNION { ?s rdf:predicate hw:worksOn ; rdf:object ?o } } "
        "FILTER(STRENDS(STR(?o), 'software/tidemark')) }"
    )
    subjects = {line.split(",")[1] for line in said(notes, "query", "--format", "csv", ask)[1:]}
    assert not [subject for subject in subjects if subject.endswith("person/ada-quill")]


def test_an_asserted_fact_is_told_with_who_said_so(notes: Path) -> None:
    words = "--who", "Bruno Tallow", "--where", "the list", "--date", "2031-06", "--evidence", "Ada: the guild is mine"
    said(notes, "assert", "Ada Quill", "memberOf", "Halyard Guild", "--new", "Organization", *words)
    said(notes, *BUILD)
    assert said(notes, "why", "Ada Quill", "memberOf", "Halyard Guild") == [
        "hallway.yaml:2: “Ada: the guild is mine”",
        "    said by Bruno Tallow, in the list, on 2031-06",
        "    curated, rule assert, confidence 1",
    ]
    assert "Halyard Guild (Organization)" in said(notes, "show", "Halyard Guild")[0]
    assert hallway("check", folder=notes).code == 0


def test_things_are_joined_renamed_retyped_and_called_otherwise(notes: Path) -> None:
    said(notes, "alias", "Ada Quill", "adaq")
    said(notes, "retype", "Skerry", "Tool")
    said(notes, "ignore", "minutes")
    assert (notes / "notes/hallway.yaml").read_text() == (
        "alias:\n  - {thing: Ada Quill, names: [adaq]}\n\n"
        "retype:\n  - {thing: Skerry, to: Tool}\n\n"
        "ignore:\n  - minutes\n"
    )
    said(notes, *BUILD)
    assert said(notes, "show", "adaq")[0] == "Ada Quill (Person)"
    assert hallway("show", "Barcamp Lanterne", folder=notes).code == 1
    assert hallway("check", folder=notes).code == 0


def test_a_heading_can_be_left_out(notes: Path) -> None:
    assert "Dario Fenn,Skerry" in works(notes)
    said(notes, "ignore", "april.md", "--heading", "Thanks")
    said(notes, *BUILD)
    assert "Dario Fenn,Skerry" not in works(notes)
    assert "Ada Quill,Tidemark" in works(notes)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["same", "Ada Quill", "Bruno Talow"], "nothing in the graph is called 'Bruno Talow' (perhaps 'Bruno Tallow'"),
        (["same", "Ada Quill", "person/ada-quill"], "they are one thing already"),
        (["rename", "april.md#Adda Quill", "A"], "april.md calls nothing 'Adda Quill' (perhaps 'Ada Quill'"),
        (["retype", "Ada Quill", "Persona"], "'Persona' is no class that things can have (perhaps Person)"),
        (["deny", "Ada Quill", "workson", "Tidemark"], "'workson' is no property that things have (perhaps worksOn)"),
        (["deny", "Bruno Tallow", "worksOn", "Skerry"], "nothing in the graph says 'Bruno Tallow worksOn Skerry'"),
        (["assert", "Ada Quill", "attended", "Tidemark"], "'Tidemark' is a Project, which cannot be the object of"),
        (["ignore", "apil.md"], "the graph has no write-up at 'apil.md' (perhaps 'april.md'"),
    ],
)
def test_what_the_graph_does_not_have_is_not_written(notes: Path, words: list[str], message: str) -> None:
    done = hallway(*words, folder=notes)
    assert done.code == 1
    assert done.err.startswith(f"hallway: {message}")
    assert not (notes / "notes/hallway.yaml").exists()


def test_what_matches_nothing_any_more_is_told_at_each_build_and_by_check(notes: Path) -> None:
    said(notes, "alias", "Dario Fenn", "dario")
    (notes / "notes/april.md").write_text(APRIL.replace("Dario Fenn", "Daria Fenn"))
    told = "hallway.yaml:2: alias: nothing is called 'Dario Fenn' (perhaps 'Daria Fenn')"
    for _ in range(2):
        done = hallway(*BUILD, folder=notes)
        assert (done.code, done.messages) == (0, [told])
    done = hallway("check", folder=notes)
    assert (done.code, done.lines) == (1, [f"curation: {told}"])


def test_a_faulty_file_stops_the_build_and_the_graph_stays(notes: Path) -> None:
    (notes / "notes/hallway.yaml").write_text("same:\n- [Ada Quill]\ndeny: [1]\n")
    before = works(notes)
    done = hallway("build", "--no-model", "notes", folder=notes)
    assert done.code == 1
    assert done.messages == [
        "hallway: hallway.yaml:2: in same: a list of 1 (name at least 2)",
        "hallway: hallway.yaml:3: in deny: '1' stands where keys with values should "
        "(an entry has subject, predicate, object)",
    ]
    assert works(notes) == before


def test_another_file_can_be_named(notes: Path) -> None:
    said(notes, "alias", "Ada Quill", "adaq", "--curation", "corrections/mine.yaml")
    assert not (notes / "notes/hallway.yaml").exists()
    said(notes, *BUILD, "--curation", "corrections/mine.yaml")
    assert said(notes, "show", "adaq")[0] == "Ada Quill (Person)"
    said(notes, "alias", "Ada Quill", "ada-q")  # the graph knows now
    assert "ada-q" in (notes / "corrections/mine.yaml").read_text()
    done = hallway("build", "notes", "--curation", "nothing.yaml", folder=notes)
    assert done.messages == ["hallway: nothing.yaml: cannot be read: No such file or directory (check the path)"]


def test_two_builds_with_one_file_are_one(notes: Path) -> None:
    said(notes, "alias", "Ada Quill", "adaq")
    said(notes, "deny", "Dario Fenn", "worksOn", "Skerry")
    said(notes, *BUILD)
    done = hallway("build", "--no-model", "notes", folder=notes, env={"PYTHONHASHSEED": "7"})
    assert "unchanged" in done.messages[-1]


def test_a_review_writes_each_answer_and_goes_on_where_it_stopped(notes: Path) -> None:
    first = hallway("review", "--below", "1", folder=notes, stdin=b"y\nn\nu n\ns\nq")
    assert first.code == 0
    asked = [line for line in first.lines if line.startswith("[")]
    assert [line.split("]")[0][1:].split("/")[0] for line in asked] == ["1", "2", "3", "2", "3", "4"]
    text = (notes / "notes/hallway.yaml").read_text()
    assert text.count("  - ") == 2
    assert text.startswith("same:\n")
    assert "\ndifferent:\n" in text
    assert "taken back: " in first.err
    again = hallway("review", "--below", "1", folder=notes)
    assert again.lines[0].partition("] ")[2] == asked[4].partition("] ")[2]
    assert hallway("review", "--below", "0", folder=notes).messages == ["nothing is in doubt"]
    said(notes, *BUILD)
    assert hallway("check", folder=notes).code == 0
