"""What a newcomer exports of `examples/` is the graph, whichever program reads it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from hallway.exports.rdf import FORMATS
from hallway.graph.terms import PREFIXES
from tests.command_line import hallway
from tests.corpora import EXAMPLES, SCORE, Built, built_once
from tests.rdf_readers import OX, RDFLIB

RAPPER = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml"}
ONE_GRAPH = sorted(RAPPER)
EVIDENCE = "/evidence"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once(tmp_path_factory, "examples", EXAMPLES)


@pytest.fixture(scope="module")
def exported(built: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of each format, and of those that hold one graph another with the evidence."""
    folder = tmp_path_factory.mktemp("exports")
    files = {}
    for name in (*OX, *(f"{name} with evidence" for name in ONE_GRAPH)):
        suffix, *more = name.split(maxsplit=1)
        files[name] = folder / f"{name.replace(' ', '-')}.{suffix}"
        flags = ["--evidence"] if more else []
        done = hallway("export", "--graph", built.graph, *flags, files[name], folder=folder)
        assert done.code == 0, done.err
    return files


def expected(store: ox.Store, name: str) -> set[ox.Quad]:
    """Return what a file has to hold: the dataset, or the merged facts, with or without the evidence."""
    suffix, *more = name.split(maxsplit=1)
    if suffix not in ONE_GRAPH:
        return set(store)
    return {
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in store
        if isinstance(quad.graph_name, ox.DefaultGraph) or (more and quad.graph_name.value.endswith(EVIDENCE))
    }


def canonical(quads: object) -> set[ox.Quad]:
    """Return quads with literals as Oxigraph keeps them, so that equal values compare as equal."""
    store = ox.Store()
    store.bulk_extend(quads)  # type: ignore[arg-type]
    return set(store)


EVERY = [*OX, *(f"{name} with evidence" for name in ONE_GRAPH)]


def test_every_format_is_tried() -> None:
    assert OX.keys() == FORMATS.keys() == RDFLIB.keys()


@pytest.mark.parametrize("name", EVERY)
def test_pyoxigraph_reads_it_back(built: Built, exported: dict[str, Path], name: str) -> None:
    again = canonical(ox.parse(path=str(exported[name]), format=OX[name.split()[0]]))
    assert again == expected(built.store, name)
    assert len(again) > 300


@pytest.mark.parametrize("name", EVERY)
def test_rdflib_reads_it_back(built: Built, exported: dict[str, Path], name: str) -> None:
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(exported[name], format=RDFLIB[name.split()[0]])
    lines = dataset.serialize(format="nquads").replace(" <urn:x-rdflib:default> .", " .")
    again = canonical(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    if name.split()[0] in ONE_GRAPH:  # rdflib may put these into a graph named by the file
        again = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in again}
    assert again == expected(built.store, name)


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor2-utils is not installed")
@pytest.mark.parametrize("name", [name for name in EVERY if name.split()[0] in RAPPER])
def test_rapper_reads_it_back(built: Built, exported: dict[str, Path], name: str) -> None:
    language = RAPPER[name.split()[0]]
    done = subprocess.run(["rapper", "-q", "-i", language, "-o", "ntriples", exported[name]], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert canonical(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)) == expected(built.store, name)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_a_blank_node(exported: dict[str, Path], name: str) -> None:
    for quad in ox.parse(path=str(exported[name]), format=OX[name.split()[0]]):
        for part in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(part, ox.BlankNode), quad


def test_the_files_that_hold_the_dataset_hold_the_same(exported: dict[str, Path]) -> None:
    first, *others = (
        canonical(ox.parse(path=str(exported[name]), format=OX[name])) for name in OX if name not in ONE_GRAPH
    )
    assert others
    assert all(other == first for other in others)


def test_turtle_holds_the_merged_facts_alone(exported: dict[str, Path]) -> None:
    statement = ox.NamedNode(f"{PREFIXES['rdf']}Statement")
    triples = set(ox.parse(path=str(exported["ttl"]), format=OX["ttl"]))
    assert not [quad for quad in triples if quad.object == statement]
    assert any(quad.predicate.value == f"{PREFIXES['hw']}attended" for quad in triples)


@pytest.mark.skipif(not SCORE.is_file(), reason="the program that scores is not here")
def test_the_program_that_scores_takes_the_n_quads(exported: dict[str, Path], tmp_path: Path) -> None:
    gold = {
        "document": "tidemark-sprint.md",
        "meta": {"title": None, "author": None, "date": None, "language": "en", "tags": []},
        "entities": [
            {"id": "author", "type": "Person", "name": None},
            {"id": "tidemark", "type": "Project", "name": "Tidemark"},
        ],
        "relations": [],
    }
    (tmp_path / "tidemark-sprint.yaml").write_text(yaml.safe_dump(gold), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCORE, "--gold", tmp_path, "--graph", exported["nq"], "--json"],
        capture_output=True,
        check=True,
    )
    report = json.loads(done.stdout)
    assert (report["documents"], report["absent"]) == (1, [])
    assert report["entity"]["r"] == 1
    assert report["relation"]["pred"] > 0
