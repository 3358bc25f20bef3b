"""Which files the user's arguments stand for."""

from __future__ import annotations

import os
import socket
from itertools import permutations
from pathlib import Path

import pytest

from hallway.errors import SourceError
from hallway.graph.sources import Sources, find_sources


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in (
        "a.md",
        "b/c.rst",
        "b/d.txt",
        "b/.hidden.md",
        ".git/x.md",
        "node_modules/y.md",
        "b/photo.PNG",
        "hallway.yaml",
        "a.gold.yaml",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def paths(found: Sources) -> list[str]:
    return [source.path for source in found.files]


def test_a_folder_stands_for_the_text_files_below_it(corpus: Path) -> None:
    found = find_sources([corpus])
    assert paths(found) == ["a.md", "b/c.rst", "b/d.txt"]
    assert found.skipped == ("b/photo.PNG",)
    assert found.errors == ()
    assert found.files[1].read() == b"b/c.rst"


def test_the_order_of_arguments_plays_no_part_and_files_come_once(corpus: Path) -> None:
    arguments = [str(corpus / "b"), str(corpus / "a.md"), str(corpus / "b/c.rst"), str(corpus / "b/*.txt")]
    found = [find_sources(order) for order in permutations(arguments)]
    assert paths(found[0]) == ["a.md", "b/c.rst", "b/d.txt"]
    assert all(other == found[0] for other in found)


def test_the_root_is_what_the_arguments_have_in_common(corpus: Path) -> None:
    assert paths(find_sources([corpus / "b"])) == ["c.rst", "d.txt"]
    assert paths(find_sources([corpus / "b/c.rst"])) == ["c.rst"]


def test_a_glob_that_the_shell_left_alone_is_expanded(corpus: Path) -> None:
    assert paths(find_sources([f"{corpus}/**/*.rst"])) == ["c.rst"]


def test_a_missing_path_is_reported_and_the_rest_found(corpus: Path) -> None:
    found = find_sources([corpus / "a.md", corpus / "gone.md", corpus / "no*.md"])
    assert paths(found) == ["a.md"]
    assert [str(error) for error in found.errors] == [
        "gone.md: no such file or folder (check the spelling)",
        "no*.md: no such file or folder (check the spelling)",
    ]


def test_the_graph_is_never_read(corpus: Path) -> None:
    (corpus / "old").mkdir()
    (corpus / "old/hallway.lock").touch()
    (corpus / "old/x.md").touch()
    (corpus / "new").mkdir()
    (corpus / "new/y.md").touch()
    assert paths(find_sources([corpus], leave_out=[str(corpus / "new")])) == ["a.md", "b/c.rst", "b/d.txt"]


def test_link_loops_are_reported_and_the_rest_found(corpus: Path) -> None:
    (corpus / "b/up").symlink_to(corpus)
    (corpus / "one.md").symlink_to("two.md")
    (corpus / "two.md").symlink_to("one.md")
    found = find_sources([corpus])
    assert paths(found) == ["a.md", "b/c.rst", "b/d.txt"]
    assert [(error.path, error.what) for error in found.errors] == [
        ("b/up", "is a link to a folder that it stands in"),
        ("one.md", "is a link that leads back to itself"),
        ("two.md", "is a link that leads back to itself"),
    ]


def test_a_link_inside_the_corpus_does_not_read_a_file_twice(corpus: Path) -> None:
    (corpus / "0.md").symlink_to("a.md")
    (corpus / "0").symlink_to("b")
    assert paths(find_sources([corpus])) == ["a.md", "b/c.rst", "b/d.txt"]


def test_a_link_out_of_the_corpus_is_not_followed(corpus: Path) -> None:
    (corpus / "b/secret.md").symlink_to(corpus / "a.md")
    found = find_sources([corpus / "b"])
    assert paths(found) == ["c.rst", "d.txt"]
    assert [error.path for error in found.errors] == ["secret.md"]


def test_a_file_name_that_is_not_utf8_is_shown_escaped_and_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_bytes(b"text")
    (tmp_path / "caf\\xe9.md").write_bytes(b"other")
    found = find_sources([tmp_path])
    assert {source.path: source.read() for source in found.files} == {"caf\\xe9.md": b"other", "caf\\xe9.md'": b"text"}


def test_pipes_and_sockets_are_never_opened(corpus: Path) -> None:
    os.mkfifo(corpus / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(corpus / "s.md"))
        found = find_sources([corpus, corpus / "pipe.md"])
    assert [error.path for error in found.errors] == ["pipe.md", "s.md"]
    assert paths(found) == ["a.md", "b/c.rst", "b/d.txt"]


def test_a_file_that_turns_into_a_pipe_is_not_waited_for(corpus: Path) -> None:
    source = find_sources([corpus / "a.md"]).files[0]
    (corpus / "a.md").unlink()
    os.mkfifo(corpus / "a.md")
    with pytest.raises(SourceError, match=r"a\.md: is not a regular file"):
        source.read()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_reported(corpus: Path) -> None:
    (corpus / "b").chmod(0)
    (corpus / "a.md").chmod(0)
    try:
        found = find_sources([corpus])
        assert [error.path for error in found.errors] == ["b"]
        with pytest.raises(SourceError, match=r"a\.md: may not be read"):
            found.files[0].read()
    finally:
        (corpus / "b").chmod(0o755)


def test_deep_folders_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "x.md").touch()
    assert len(find_sources([tmp_path]).files) == 1


def test_standard_input_is_a_source_of_its_own(corpus: Path) -> None:
    found = find_sources(["-", corpus / "a.md"])
    assert [(source.path, bool(source.file)) for source in found.files] == [("-", False), ("a.md", True)]
