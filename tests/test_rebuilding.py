"""A build made from the one before gives the bytes of a clean one, whatever was done to the write-ups between."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallway.exports.rdf import export_rdf
from hallway.graph.build import build
from hallway.graph.manner import Manner
from hallway.graph.outcome import Outcome
from hallway.graph.readings import read_one
from hallway.graph.report import BuildReport
from hallway.graph.sources import Source, find_sources
from hallway.graph.store import open_store
from hallway.graph.writing import counted_in, fill

# sentences of one small world, so that write-ups speak of the same things and some facts follow from others
SENTENCES = (
    "I was at LanternConf 2031 in Port Sable.",
    "Ada Quill and Bruno Tallow attended LanternConf 2031.",
    "[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark).",
    "[B. Tallow](https://tallow.example/) worked on Tidemark.",
    "Tidemark is written with Python.",
    "Cleo Marsh gave a talk about Tidemark at LanternConf 2031.",
    "The Tidemark sprint was part of LanternConf 2031. Dora Finch attended the Tidemark sprint.",
    "Gwen Harrow works for Halyard.",
    "Nobody said anything else.",
)
TITLES = ("LanternConf 2031", "Tidemark sprint", "")
PATHS = ("a.md", "b.md", "notes/a.md", "notes/a.txt", "z.txt")

texts = st.builds(
    lambda title, author, parts: "\n\n".join(
        [f"---\ntitle: {title}\nauthor: {author}\ndate: 2031-06-02\n---", *parts] if title else parts
    ),
    st.sampled_from(TITLES),
    st.sampled_from(("Ada Quill", "Cleo Marsh")),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True),
)
# what may be done to a corpus; further steps, such as those of a curation file, are added here and in `take`
steps = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), texts),
    st.tuples(st.just("delete"), st.sampled_from(PATHS), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
)


def take(step: tuple[str, str, str], corpus: Path) -> None:
    """Do one thing to a corpus; what cannot be done is left."""
    what, name, more = step
    path = corpus / name
    if what == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(more, encoding="utf-8")
    elif what == "delete":
        path.unlink(missing_ok=True)
    elif path.exists():
        (corpus / more).parent.mkdir(exist_ok=True)
        path.replace(corpus / more)


@lru_cache(maxsize=4096)
def _read(path: str, file: str, data: bytes) -> Outcome:
    return read_one(Source(path, file), Manner(model=None))


def clean(corpus: Path) -> tuple[str, dict[str, bytes]]:
    """Return digest and exports of what is read and written with nothing from before."""
    store = ox.Store()
    outcomes = [_read(source.path, source.file, source.read()) for source in find_sources([corpus]).files]
    return fill(store, outcomes)[0], exports(store)


def exports(store: ox.Store) -> dict[str, bytes]:
    """Return the bytes of all that may be exported, and the names of all graphs."""
    written = {"graphs": "\n".join(sorted(map(str, store.named_graphs()))).encode()}
    for format, evidence in (("nq", False), ("ttl", False), ("ttl", True), ("trig", True)):
        stream = io.BytesIO()
        export_rdf(store, stream, format, evidence=evidence)
        written[f"{format} {evidence}"] = stream.getvalue()
    return written


def rebuilt(corpus: Path, graph: Path) -> BuildReport:
    return build([corpus], graph=graph, model=None, allow_shrink=True)


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp())
    try:
        yield made
    finally:
        shutil.rmtree(made)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=2, max_size=5), st.lists(steps, min_size=1, max_size=6))
def test_any_sequence_of_changes_gives_the_bytes_of_a_clean_build(
    first: list[str], changes: list[tuple[str, str, str]]
) -> None:
    with folder() as here:
        corpus, graph = here / "corpus", here / "graph"
        corpus.mkdir()
        # what is enough for few changes to be written into the build before
        for n in range(24):
            (corpus / f"base-{n:02}.md").write_text(SENTENCES[n % len(SENTENCES)] + f"\n\nNumber {n}.\n")
        for n, text in enumerate(first):
            take(("write", PATHS[n], text), corpus)
        rebuilt(corpus, graph)
        for step in changes:
            take(step, corpus)
            report = rebuilt(corpus, graph)
            digest, files = clean(corpus)
            held = open_store(graph)
            assert exports(held) == files
            assert report.digest == digest
            assert {**report.relations, **{f"a {name}": n for name, n in report.classes.items()}} == counted_in(held)
