"""What is exported is read back as the same graph, by three other programs."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.errors import ExportError
from hallway.exports.rdf import FORMATS, export_rdf
from hallway.extractors.reading import Reading
from hallway.graph.outcome import Outcome
from hallway.graph.writing import fill
from tests.community_readings import fact, lanternconf, person, reading, thing
from tests.rdf_readers import OX, RDFLIB

DATASETS = ("jsonld", "nq", "trig")
GRAPHS = ("nt", "rdf", "ttl")


def store_of(*readings: Reading) -> ox.Store:
    store = ox.Store()
    fill(store, [Outcome(one.path, one) for one in readings or lanternconf()])
    return store


def exported(store: ox.Store, format: str, *, evidence: bool = False) -> bytes:
    stream = io.BytesIO()
    export_rdf(store, stream, format, evidence=evidence)
    return stream.getvalue()


def expected(store: ox.Store, format: str, *, evidence: bool = False) -> set[ox.Quad]:
    if format in DATASETS:
        return set(store)
    return {
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in store
        if isinstance(quad.graph_name, ox.DefaultGraph) or (evidence and str(quad.graph_name).endswith("/evidence>"))
    }


def canonical(quads: object) -> set[ox.Quad]:
    """Return quads as Oxigraph keeps them."""
    store = ox.Store()
    store.bulk_extend(quads)  # type: ignore[arg-type]
    return set(store)


def test_the_table_knows_its_formats() -> None:
    assert sorted(FORMATS) == sorted(OX)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_pyoxigraph_reads_back_the_same(format: str) -> None:
    store = store_of()
    again = canonical(ox.parse(exported(store, format), format=OX[format]))
    assert again == expected(store, format)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_rdflib_reads_back_the_same(format: str) -> None:
    from rdflib import Dataset

    store = store_of()
    dataset = Dataset()
    dataset.parse(data=exported(store, format), format=RDFLIB[format])
    lines = dataset.serialize(format="nquads").replace(" <urn:x-rdflib:default> .", " .")
    assert canonical(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == expected(store, format)


@pytest.mark.skipif(not shutil.which("rapper"), reason="raptor2-utils is not installed")
@pytest.mark.parametrize(("format", "name"), [("nt", "ntriples"), ("ttl", "turtle"), ("rdf", "rdfxml")])
def test_rapper_reads_back_the_same(tmp_path: Path, format: str, name: str) -> None:
    store = store_of()
    file = tmp_path / f"graph.{format}"
    export_rdf(store, file)
    done = subprocess.run(["rapper", "-q", "-i", name, "-o", "ntriples", file], capture_output=True, check=True)
    assert done.stderr == b""
    assert canonical(ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)) == expected(store, format)


@pytest.mark.parametrize("format", ["nt", "ttl"])
def test_evidence_comes_with_the_facts_when_asked_for(format: str) -> None:
    store = store_of()
    with_evidence = canonical(ox.parse(exported(store, format, evidence=True), format=OX[format]))
    assert with_evidence == expected(store, format, evidence=True)
    assert len(with_evidence) > len(expected(store, format))


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_quote_keeps_its_carriage_returns_whoever_reads_it(format: str) -> None:
    from rdflib import Dataset, Literal

    quote = "Ada\r\nand Bruno\rand <us> "
    ada = [person("Ada Quill", "ada"), thing("Project", "Glint", "glint")]
    data = exported(store_of(reading("a.md", ada, [fact("ada", "worksOn", "glint", quote)])), format, evidence=True)
    assert quote in {
        quad.object.value for quad in ox.parse(data, format=OX[format]) if isinstance(quad.object, ox.Literal)
    }
    dataset = Dataset()
    dataset.parse(data=data, format=RDFLIB[format])
    assert Literal(quote) in {quad[2] for quad in dataset.quads()}


def test_rdf_xml_refuses_what_xml_cannot_hold() -> None:
    with pytest.raises(ExportError, match="control character"):
        exported(store_of(), "rdf", evidence=True)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_the_bytes_depend_on_the_graph_alone(format: str, tmp_path: Path) -> None:
    """Other hash seeds, and another order of writing."""
    (tmp_path / "graph.nq").write_bytes(exported(store_of(), "nq"))
    script = (
        "import sys, pyoxigraph as ox; from hallway.exports.rdf import export_rdf; store = ox.Store();"
        f"store.bulk_extend(reversed(list(ox.parse(path={str(tmp_path / 'graph.nq')!r}))));"
        f"export_rdf(store, sys.stdout.buffer, {format!r})"
    )
    for seed in ("0", "7"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
        )
        assert done.stdout == exported(store_of(), format)


def test_turtle_has_a_line_for_each_fact() -> None:
    before = exported(store_of(lanternconf()[0]), "ttl").decode().splitlines()
    assert "    hw:attended <https://w3id.org/hallway/id/event/lanternconf-2031> ." in before
    assert "<https://w3id.org/hallway/id/person/ada-quill> a hw:Person ;" in before
    assert max(map(len, before)) < 160


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.text("a\\\"'<>&\n\r\t{}@:^é拉", max_size=20))
def test_any_name_survives_every_format(name: str, title: str) -> None:
    store = store_of(reading("a.md", [person(name, "x", aliases=[title])], title=title, author="x"))
    for format, kind in OX.items():
        assert canonical(ox.parse(exported(store, format), format=kind)) == expected(store, format)


def test_the_format_is_told_by_the_suffix_or_by_name(tmp_path: Path) -> None:
    store = store_of()
    export_rdf(store, tmp_path / "a.NQ")
    export_rdf(store, tmp_path / "b.txt", "nq")
    assert (tmp_path / "a.NQ").read_bytes() == (tmp_path / "b.txt").read_bytes() == exported(store, "nq")


@pytest.mark.parametrize(("name", "format"), [("a.docx", ""), ("a", ""), ("a.ttl", "xlsx")])
def test_an_unknown_format_names_those_there_are(tmp_path: Path, name: str, format: str) -> None:
    with pytest.raises(ExportError, match="use one of: jsonld, nq, nt, rdf, trig, ttl"):
        export_rdf(store_of(), tmp_path / name, format)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.rdf"
    file.write_text("old")
    with pytest.raises(ExportError):
        export_rdf(store_of(), file, evidence=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.rdf"]
    assert file.read_text() == "old"


def test_a_missing_folder_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"a\.ttl: cannot be written: No such file or directory"):
        export_rdf(store_of(), tmp_path / "gone/a.ttl")


def test_a_device_is_written_to_and_not_replaced() -> None:
    export_rdf(store_of(), "/dev/null", "nt")
    assert not Path("/dev/null").is_file()


def test_a_link_keeps_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.nt").write_text("old")
    (tmp_path / "link.nt").symlink_to("real.nt")
    export_rdf(store_of(), tmp_path / "link.nt")
    assert (tmp_path / "link.nt").is_symlink()
    assert (tmp_path / "real.nt").read_bytes() == exported(store_of(), "nt")


def test_an_empty_graph_is_exported_too() -> None:
    for format, kind in OX.items():
        assert list(ox.parse(exported(ox.Store(), format), format=kind)) == []
