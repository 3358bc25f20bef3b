"""``hallway export``, ``draw``, ``check`` and ``evaluate`` from the outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from tests.command_line import examples_graph, hallway

GOLD = """
document: report.md
meta: {title: null, author: null, date: null, language: en, tags: []}
entities:
  - {id: cleo, type: Person, name: "Cleo Marsh"}
  - {id: tidemark, type: Project, name: "Tidemark", url: "https://github.com/halyard/tidemark"}
  - {id: nobody, type: Person, name: "Tamsin Oakroyd"}
relations:
  - {s: cleo, p: worksOn, o: tidemark, evidence: "Cleo Marsh worked on Tidemark"}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples_graph(tmp_path_factory.mktemp("examples"))


def test_an_export_goes_by_its_suffix_and_holds_the_graph(folder: Path, tmp_path: Path) -> None:
    for suffix in ("ttl", "nt", "rdf"):
        done = hallway("export", tmp_path / f"x.{suffix}", folder=folder)
        assert (done.code, done.out) == (0, "")
        assert done.err == f"written to {tmp_path}/x.{suffix}\n"
    sizes = {
        len(Graph().parse(tmp_path / f"x.{suffix}", format=name))
        for suffix, name in (("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"))
    }
    assert len(sizes) == 1
    assert sizes.pop() > 100
    assert hallway("export", "--quiet", tmp_path / "x.nq", folder=folder).err == ""
    assert len(Dataset().parse(tmp_path / "x.nq", format="nquads")) > 100


def test_an_export_to_standard_output_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    hallway("export", tmp_path / "x.ttl", folder=folder)
    done = hallway("export", "-", folder=folder)
    assert done.out == (tmp_path / "x.ttl").read_text("utf-8")
    assert hallway("export", "-", "--format", "nt", folder=folder).out.count("\n") > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "x.foo"), "x.foo: 'foo' is no RDF format"),
        (("export", "gone/x.ttl"), "gone/x.ttl: cannot be written"),
        (("export", "."), "no RDF format"),
        (("draw", "-o", "x.png"), "x.png: cannot draw"),
        (("draw", "-o", "gone/x.html"), "gone/x.html: cannot write"),
        (("draw", "--about", "Nobody Atall"), "Nobody Atall"),
        (("draw", "--type", "Persn"), "Persn"),
        (("draw", "--event", "LanternConf 1999"), "LanternConf"),
        (("evaluate", "--gold", "gone"), "gone"),
    ],
)
def test_what_cannot_be_written_or_found_is_told_and_leaves_no_file(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = hallway(*arguments, folder=folder)
    assert (done.code, len(done.messages), done.out) == (1, 1, "")
    assert done.err.startswith("hallway: ")
    assert said in done.err
    assert [path.name for path in folder.iterdir()] == ["hallway-graph"]


def test_a_drawing_is_a_page_or_a_picture(folder: Path, tmp_path: Path) -> None:
    done = hallway("draw", "-o", tmp_path / "all.html", folder=folder)
    assert done.code == 0, done.err
    assert "things and" in done.err
    assert (tmp_path / "all.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    done = hallway("draw", "--about", "ada quill", "-o", tmp_path / "ada.svg", folder=folder)
    assert done.code == 0, done.err
    assert "Ada Quill" in (tmp_path / "ada.svg").read_text("utf-8")


def test_a_sound_graph_passes_the_check(folder: Path) -> None:
    done = hallway("check", folder=folder)
    assert (done.code, done.out, done.err) == (0, "", "hallway-graph: no problem found\n")
    assert hallway("check", "--quiet", "--no-shapes", folder=folder).err == ""


def test_an_unsound_graph_fails_the_check_with_a_line_for_each_problem(tmp_path: Path) -> None:
    import pyoxigraph as ox

    from hallway.graph.store import draft
    from hallway.graph.terms import term

    with draft(tmp_path / "hallway-graph") as building:
        thing = ox.NamedNode("https://x.example/a")
        building.store.add(ox.Quad(thing, term("rdf:type"), term("Person")))
        building.store.add(ox.Quad(thing, term("hw:workson"), thing))
        building.publish("0" * 32)
    done = hallway("check", folder=tmp_path)
    assert done.code == 1
    assert "term: https://x.example/a: the vocabulary has no hw:workson (perhaps hw:worksOn)" in done.lines
    assert "label: https://x.example/a: has no rdfs:label" in done.lines
    assert done.err == f"hallway: hallway-graph: {len(done.lines)} problems found\n"


def test_unread_lines_are_listed_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/report.md").write_text(
        "Cleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n\n"
        "It rained.\n\n"
        "- Noor Bellweather, of the harbour office\n"
    )
    done = hallway("check", "--unread", "notes", folder=tmp_path)
    assert done.code == 0, done.err
    assert done.lines[:2] == [
        "# 1 line like (en): - {person} ,",
        "#   report.md:5: Noor Bellweather, of the harbour office",
    ]
    assert done.err == "1 line in 1 shape gave no fact, in 1 of 1 write-up\n"
    (tmp_path / "notes/empty.md").touch()
    again = hallway("check", "--unread", "--quiet", "notes", folder=tmp_path)
    assert (again.code, again.lines) == (1, done.lines)
    assert again.err.startswith("hallway: empty.md: ")


def test_evaluate_scores_and_lists_mistakes(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("Cleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/report.yaml").write_text(GOLD)
    assert hallway("build", "report.md", folder=tmp_path).code == 0
    done = hallway("evaluate", "--gold", "gold", "--errors", "all", "--documents", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert any(line.startswith("report.md\t") and "tamsin oakroyd" in line.casefold() for line in done.lines)
    assert any(line.startswith("worksOn") and "F1 1.000" in line for line in done.lines)
    (tmp_path / "gold/other.yaml").write_text(GOLD.replace("report.md", "other.md"))
    absent = hallway("evaluate", "--gold", "gold", folder=tmp_path)
    assert absent.code == 1
    assert absent.messages == ["hallway: not in the graph: other.md"]
