"""The same write-ups give the same bytes, however they were named, by however many processes, under any hash seed."""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from hallway.exports.rdf import FORMATS, export_rdf
from tests.command_line import Done, hallway
from tests.corpora import DEV, EXAMPLES, built_once, needs_dev

DIGEST = re.compile(r"\(digest ([0-9a-f]+)\)")


@dataclass(frozen=True)
class Way:
    """One way of asking for a build.

    Args:
        seed: ``PYTHONHASHSEED``.
        jobs: how many processes.
        named: what is named of the corpus: the ``folder``, its ``files`` in some order, a ``glob``, or ``both``.
        where: folder to build in: the corpus itself, the one above it, or one elsewhere.
    """

    seed: str
    jobs: str
    named: str
    where: str

    def arguments(self, corpus: Path, folder: Path) -> list[str]:
        """Return what is named, as it is seen from where the build runs."""

        def name(path: Path) -> str:
            return str(path) if self.where == "elsewhere" else path.relative_to(folder).as_posix()

        files = [name(path) for path in sorted(corpus.iterdir())]
        random.Random(self.seed).shuffle(files)
        return {
            "folder": [name(corpus)],
            "files": files,
            "glob": [name(corpus / "[!a-l]*"), name(corpus / "[a-l]*")],
            "both": [*files[: len(files) // 2], name(corpus), *files[:2]],
        }[self.named]


@dataclass(frozen=True)
class Outcome:
    """What came of it: what the build said, and the bytes of every export and of the drawing."""

    digest: str
    summary: tuple[str, ...]
    files: dict[str, bytes]


def outcome(way: Way, corpus: Path, folder: Path, exports: tuple[str, ...]) -> Outcome:
    where = {"inside": corpus, "above": corpus.parent, "elsewhere": folder}[way.where]
    env = {"PYTHONHASHSEED": way.seed, "HALLWAY_GRAPH": str(folder / "graph")}
    done = hallway("build", "--jobs", way.jobs, *way.arguments(corpus, where), folder=where, env=env)
    assert done.code == 0, done.err
    [digest] = DIGEST.findall(done.err)
    files = {}
    for suffix in exports:
        file = folder / f"graph.{suffix}"
        command: list[str | Path] = ["draw", "-o", file] if suffix == "html" else ["export", file]
        written = hallway(*command, folder=where, env=env)
        assert written.code == 0, written.err
        files[suffix] = file.read_bytes()
        assert files[suffix]
    return Outcome(digest, summary(done), files)


def summary(done: Done) -> tuple[str, ...]:
    """Return what a build said, without the folder that it was told to write."""
    return tuple(line for line in done.messages if not line.startswith("written to "))


PLAIN = Way(seed="0", jobs="1", named="folder", where="above")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return outcome(PLAIN, EXAMPLES, tmp_path_factory.mktemp("plain"), (*FORMATS, "html"))


@pytest.mark.parametrize(
    "way",
    [
        Way(seed="1", jobs="2", named="files", where="inside"),
        Way(seed="4242", jobs="3", named="both", where="elsewhere"),
        Way(seed="random", jobs="0", named="glob", where="elsewhere"),
    ],
    ids=lambda way: f"{way.named}-{way.where}",
)
def test_examples_give_the_same_bytes_in_every_way(way: Way, plain: Outcome, tmp_path: Path) -> None:
    other = outcome(way, EXAMPLES, tmp_path, (*FORMATS, "html"))
    assert other.digest == plain.digest
    assert other.summary == plain.summary
    assert [name for name, data in plain.files.items() if other.files[name] != data] == []


def test_another_corpus_gives_another_digest(plain: Outcome, tmp_path: Path) -> None:
    corpus = tmp_path / "examples"
    corpus.mkdir()
    for path in filter(Path.is_file, EXAMPLES.iterdir()):
        (corpus / path.name).write_bytes(path.read_bytes())
    with (corpus / "tidemark-sprint.md").open("a", encoding="utf-8") as stream:
        stream.write("\nNorris Quayle worked on Tidemark.\n")
    other = outcome(PLAIN, corpus, tmp_path, ("nq",))
    assert other.digest != plain.digest
    assert other.files["nq"] != plain.files["nq"]


@needs_dev
def test_the_development_corpus_gives_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    one = built_once(tmp_path_factory, "dev", DEV)
    two = outcome(Way(seed="97", jobs="1", named="files", where="elsewhere"), DEV, tmp_path, tuple(FORMATS))
    assert DIGEST.findall(one.done.err) == [two.digest]
    assert summary(one.done) == two.summary
    for suffix, data in two.files.items():
        stream = io.BytesIO()
        export_rdf(one.store, stream, suffix)
        assert stream.getvalue() == data, suffix
