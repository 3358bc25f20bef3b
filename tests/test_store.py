"""The graph on disk is swapped in whole, or stays as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.errors import StoreError
from hallway.graph.outcome import Outcome
from hallway.graph.store import draft, is_graph, open_graph, open_store
from hallway.graph.writing import fill
from tests.community_readings import lanternconf

ROOT = Path(__file__).parents[1]


def quad(name: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"http://x.example/{name}"), ox.NamedNode("http://x.example/p"), ox.Literal(name))


def write(folder: Path, *names: str, digest: str = "") -> bool:
    with draft(folder) as building:
        building.store.bulk_extend([quad(name) for name in names])
        return building.publish(digest or f"{abs(hash(names)):016x}"[:16])


def held(folder: Path) -> set[str]:
    return {str(quad.object).strip('"') for quad in open_store(folder)}


def test_what_is_published_is_what_readers_open(tmp_path: Path) -> None:
    folder = tmp_path / "deep/graph"
    assert write(folder, "a", "b", digest="a" * 16)
    assert held(folder) == {"a", "b"}
    assert is_graph(folder)
    assert not is_graph(tmp_path)


def test_a_second_build_takes_the_place_of_the_first_which_is_removed(tmp_path: Path) -> None:
    write(tmp_path, "a", digest="a" * 16)
    write(tmp_path, "b", digest="b" * 16)
    assert held(tmp_path) == {"b"}
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["b" * 16]


def test_an_equal_build_changes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, "a", digest="a" * 16)
    before = (tmp_path / "builds" / ("a" * 16)).stat()
    assert not write(tmp_path, "a", digest="a" * 16)
    assert (tmp_path / "builds" / ("a" * 16)).stat().st_ino == before.st_ino
    assert held(tmp_path) == {"a"}


def test_a_reader_keeps_its_snapshot_while_the_graph_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, *(str(n) for n in range(20000)), digest="a" * 16)
    reader = open_store(tmp_path)
    write(tmp_path, "b", digest="b" * 16)
    assert len(list(reader.quads_for_pattern(None, None, None, None))) == 20000
    assert held(tmp_path) == {"b"}


def test_a_build_that_fails_leaves_the_old_graph(tmp_path: Path) -> None:
    write(tmp_path, "a", digest="a" * 16)
    with pytest.raises(ValueError, match="digest"):
        write(tmp_path, "b", digest="not a digest")
    assert held(tmp_path) == {"a"}
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["a" * 16]


def test_readers_see_nothing_of_a_build_that_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a", digest="a" * 16)
    with draft(tmp_path) as building:
        building.store.bulk_extend([quad("b")])
        assert held(tmp_path) == {"a"}


def test_two_builds_cannot_write_one_graph(tmp_path: Path) -> None:
    with draft(tmp_path), pytest.raises(StoreError, match="another build is writing this graph"), draft(tmp_path):
        pass


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_old_graph_and_no_lock(tmp_path: Path, sent: signal.Signals) -> None:
    write(tmp_path, "a", digest="a" * 16)
    script = (
        "import sys, time; from hallway.graph.store import draft\n"
        f"with draft({str(tmp_path)!r}) as building:\n    print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        assert run.stdout
        run.stdout.readline()
        run.send_signal(sent)
        run.wait(20)
    assert held(tmp_path) == {"a"}
    assert write(tmp_path, "b", digest="b" * 16)
    assert sorted(path.name for path in (tmp_path / "builds").iterdir()) == ["b" * 16]


def test_a_folder_that_holds_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(StoreError, match="holds something else than a graph"):
        write(tmp_path, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_file_in_the_place_of_the_graph_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        write(tmp_path / "graph", "a")
    assert (tmp_path / "graph").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written: Not a directory") as caught:
        write(tmp_path / "file/graph", "a")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_and_can_be_read(tmp_path: Path) -> None:
    write(tmp_path / "graph", "a", digest="a" * 16)
    for path in [tmp_path / "graph", *(tmp_path / "graph").rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert held(tmp_path / "graph") == {"a"}
        with pytest.raises(StoreError, match="cannot be written: Permission denied"):
            write(tmp_path / "graph", "b")
    finally:
        for path in [tmp_path / "graph", *(tmp_path / "graph").rglob("*")]:
            path.chmod(0o755)


@pytest.mark.parametrize("content", [None, "", "../../etc", "0" * 16])
def test_no_graph_is_told_with_what_to_do(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "current").write_text(content)
    with pytest.raises(StoreError, match="build"):
        open_store(tmp_path)


def test_rdflib_reads_the_same_files_and_cannot_change_them(tmp_path: Path) -> None:
    from rdflib import RDF, Namespace, URIRef
    from rdflib.query import ResultRow

    with draft(tmp_path) as building:
        digest, _ = fill(building.store, [Outcome(one.path, one) for one in lanternconf()])
        building.publish(digest)
    dataset = open_graph(tmp_path)
    hw = Namespace("https://w3id.org/hallway/vocab#")
    ada = URIRef("https://w3id.org/hallway/id/person/ada-quill")
    assert (ada, RDF.type, hw.Person) in dataset.default_graph
    rows = list(dataset.query("SELECT ?name { ?p hw:worksOn/rdfs:label ?name }"))
    assert [str(row["name"]) for row in rows if isinstance(row, ResultRow)] == ["Tidemark"]
    assert len(rows) == 1
    writeup = dataset.graph(URIRef("https://w3id.org/hallway/id/writeup/2031/lanternconf"))
    assert (ada, hw.attended, None) in writeup
    assert len(dataset.graph(URIRef("http://x.example/no-such-graph"))) == 0
    with pytest.raises(StoreError, match="read-only"):
        dataset.add((ada, RDF.type, hw.Event))
    with pytest.raises(StoreError, match="read-only"):
        dataset.update("CLEAR ALL")


def test_a_store_opens_fast(tmp_path: Path) -> None:
    """Nothing heavy comes with it: a query has a seventh of a second for everything."""
    write(tmp_path, "a", digest="a" * 16)
    script = (
        "import sys; from hallway.graph.store import open_store;"
        f"open_store({str(tmp_path)!r});"
        "print(*sorted({'rdflib', 'oxrdflib', 'docutils', 'igraph', 'yaml'} & set(sys.modules)))"
    )
    before = os.times()
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout == "\n"
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 5
