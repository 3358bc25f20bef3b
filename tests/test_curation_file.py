"""A curation file is what its schema says, or one line says where it is not, and what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hallway.errors import CurationError
from hallway.graph.curation import read_curation
from hallway.graph.curation.curation import Ignored
from hallway.graph.curation.validation import SCHEMA
from hallway.graph.curation.writing import add
from tests.curation import file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("same: [[a]]", "hallway.yaml:1: in same: a list of 1 (name at least 2)"),
        ("smae: [[a, b]]", "hallway.yaml:1: there is no 'smae' (perhaps 'same')"),
        ("\n\nretype:\n  - {thing: a, to: Persn}", "hallway.yaml:4: in retype: 'Persn' is not a class"),
        ("deny:\n- {subject: a, predicate: workson, object: b}", "hallway.yaml:2: in deny: 'workson' is not a"),
        ("deny:\n- {subject: a, predicate: worksOn}", "hallway.yaml:2: in deny: 'object' is missing"),
        ("rename:\n- thing: a\n  to: b\n  too: c", "hallway.yaml:4: in rename: there is no 'too' (perhaps 'to')"),
        ("same:\n- [true, b]", "hallway.yaml:2: in same: true is no name (put it in quotes)"),
        ("people:\n- {name: a, opt_out: maybe}", "hallway.yaml:2: in people: 'maybe' stands where true or"),
        ("assert:\n- {subject: a, predicate: uses, object: b, evidence: {date: May}}", "hallway.yaml:2: in assert: 'M"),
        ("ignore: [{path: a, lines: 3 to 4}]", "hallway.yaml:1: in ignore: '3 to 4' cannot stand here (lines as 3-9)"),
        ("people: [{handles: [a]}]", "hallway.yaml:1: in people: nobody is named (give name or mailmap)"),
        ("- same", "hallway.yaml:1: a curation file is made of sections (begin with a section, such as 'same:')"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(text: str, said: str) -> None:
    with pytest.raises(CurationError) as caught:
        file(text)
    assert str(caught.value).startswith(said)


def test_all_faults_of_a_file_are_told() -> None:
    with pytest.raises(CurationError) as caught:
        file("same: [[a]]\nrename:\n- {thing: a}\n- {to: b}")
    assert [fault.line for fault in (caught.value, *caught.value.others)] == [1, 3, 4]


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"a: &x [1, 1]\nsame: [*x, *x]\n", 2, "an alias"),
        (b"same: !!python/object/apply:os.system [ls]\n", 1, "a tag"),
        (b"same: [a, b\n", 2, "no YAML"),
        (b"same: [[a, b]]\nrename: []\nsame: []\n", 3, "twice, first in line 1"),
        (b"--- {}\n--- {}\n", 2, "second document"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b"same:\n- [caf\xe9, b]\n", 2, "not UTF-8"),
        ("same: []".encode("utf-16"), 1, "not UTF-8"),
        ("# é\nsame:\n  - [a, \x00]\n".encode(), 3, "no YAML"),
        (b"same:\n  - a\n", 2, "write it as [A, B]"),
        (b"rename:\n  - a\n", 2, "an entry has thing, to"),
        (b"people:\n  - {name: a, opt_out: yes}\n", 2, "write true or false"),
        (b"ignore:\n  - [a]\n", 2, "write a name"),
        (b"#" * (9 * 1024 * 1024), 0, "larger than 8 MiB"),
        (b"? [a]\n: b\n", 1, "a key is a word"),
    ],
)
def test_a_hostile_file_is_one_line(data: bytes, line: int, what: str, tmp_path: Path) -> None:
    (tmp_path / "hallway.yaml").write_bytes(data)
    with pytest.raises(CurationError) as caught:
        read_curation(tmp_path / "hallway.yaml")
    assert caught.value.line == line
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_names_stay_as_they_are_written() -> None:
    read = file("same:\n- [No, 3.10]\n- [2031-06-02, '12:30']\n- [~x, 'null']\n")
    assert [[thing.text for thing in group.things] for group in read.same] == [
        ["No", "3.10"],
        ["2031-06-02", "12:30"],
        ["~x", "null"],
    ]


def test_an_empty_file_and_empty_sections_say_nothing() -> None:
    assert file("") == file("# nothing\n") == file("same:\ndeny: []\n")


def test_entries_know_their_lines() -> None:
    read = file("# first\nsame:\n  - [a, b]\n  # then\n  - - c\n    - d\n")
    assert [group.line for group in read.same] == [3, 5]


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("drafts", "drafts/2031/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("*.md", "a.md", True),
        ("*.md", "drafts/a.md", False),
        ("**/a.md", "x/y/a.md", True),
        ("2031/*/a.md", "2031/x/a.md", True),
        ("a[1].md", "a[1].md", True),
        ("*a*a*a*a*a*a*a*a*b", "a" * 4000, False),
    ],
)
def test_ignored_paths_may_be_globs_and_folders(pattern: str, path: str, meant: bool) -> None:
    assert Ignored(1, pattern).matches(path) is meant


def test_ignored_lines_may_stand_behind_the_path() -> None:
    read = file("ignore: ['notes/a.md:3-9', notes/b.md, {path: notes/c.md, heading: Sponsors}]")
    assert [(entry.path, entry.lines, entry.heading) for entry in read.ignored] == [
        ("notes/a.md", (3, 9), ""),
        ("notes/b.md", (0, 0), ""),
        ("notes/c.md", (0, 0), "Sponsors"),
    ]
    assert [read.ignores(path) for path in ("notes/a.md", "notes/b.md", "notes/c.md")] == [False, True, False]


def test_ignored_lines_may_be_told_by_their_words() -> None:
    read = file("ignore: [{path: a.md, lines: 3-9, begins: Ada, ends: Bo}, {path: b.md, begins: '- Ada'}]")
    assert [(entry.lines, entry.begins, entry.ends, entry.whole) for entry in read.ignored] == [
        ((3, 9), "Ada", "Bo", False),
        ((0, 0), "- Ada", "", False),
    ]
    with pytest.raises(CurationError, match=r"hallway\.yaml:1: in ignore: 'ends' stands without 'begins'"):
        file("ignore: [{path: a.md, lines: 3-9, ends: Bo}]")


def test_a_missing_mailmap_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "hallway.yaml").write_text("people:\n- {mailmap: ../.mailmap}\n")
    with pytest.raises(CurationError, match=r"hallway.yaml:2: in people: the mailmap ../.mailmap cannot be read"):
        read_curation(tmp_path / "hallway.yaml")


def test_the_published_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
def test_devices_pipes_and_folders_are_no_curation_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for odd in (Path("/dev/zero"), tmp_path / "pipe", tmp_path):
        with pytest.raises(CurationError, match="is not a regular file"):
            read_curation(odd)
        with pytest.raises(CurationError, match="is not a regular file"):
            add(odd, "same", ["a", "b"])
