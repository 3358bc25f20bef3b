"""``hallway query``, ``queries``, ``show`` and ``why`` on the graph of the examples."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from tests.command_line import ROOT, examples_graph, hallway

WORKERS = 'SELECT ?who { ?p hw:worksOn/rdfs:label "Tidemark" ; rdfs:label ?who } ORDER BY ?who'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples_graph(tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def workers(folder: Path) -> list[str]:
    """Who works on Tidemark, from the JSON results."""
    done = hallway("query", "--format", "json", WORKERS, folder=folder)
    found = [row["who"]["value"] for row in json.loads(done.out)["results"]["bindings"]]
    assert "Ada Quill" in found
    return found


def test_a_table_has_names_a_rule_rows_and_their_number(folder: Path, workers: list[str]) -> None:
    done = hallway("query", WORKERS, folder=folder)
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == "who"
    assert set(done.lines[1]) == {"-"}
    assert done.lines[2:-1] == workers
    assert done.lines[-1] == f"({len(workers)} rows)"
    assert hallway("query", "--quiet", WORKERS, folder=folder).lines == done.lines[:-1]


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_hold_the_same_rows(folder: Path, workers: list[str], format: str, delimiter: str) -> None:
    done = hallway("query", "--format", format, WORKERS, folder=folder)
    rows = list(csv.reader(io.StringIO(done.out), delimiter=delimiter))
    assert [row[0].strip('"') for row in rows[1:]] == workers


def test_the_query_may_come_from_a_file_or_standard_input(folder: Path, tmp_path: Path) -> None:
    wanted = hallway("query", WORKERS, folder=folder).out
    (tmp_path / "who.rq").write_text("\ufeff" + WORKERS, encoding="utf-8")
    assert hallway("query", "-f", tmp_path / "who.rq", folder=folder).out == wanted
    assert hallway("query", folder=folder, stdin=WORKERS.encode()).out == wanted
    assert hallway("query", "-", folder=folder, stdin=WORKERS.encode()).out == wanted
    assert hallway("query", "-f", "-", folder=folder, stdin=WORKERS.encode()).out == wanted


def test_ask_gives_a_truth_value(folder: Path) -> None:
    assert hallway("query", "ASK { ?s hw:attended ?e }", folder=folder).out == "true\n"
    assert hallway("query", "--format", "csv", "ASK { ?s hw:rating ?s }", folder=folder).out == "false\n"
    done = hallway("query", "--format", "json", "ASK {}", folder=folder)
    assert json.loads(done.out)["boolean"] is True


@pytest.mark.parametrize(
    ("format", "name"), [("turtle", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_construct_gives_triples(folder: Path, workers: list[str], format: str, name: str) -> None:
    query = 'CONSTRUCT { ?p a hw:Person } { ?p hw:worksOn/rdfs:label "Tidemark" }'
    done = hallway("query", "--format", format, query, folder=folder)
    assert done.code == 0, done.err
    assert len(Graph().parse(data=done.out, format=name)) == len(workers)


@pytest.mark.parametrize(("format", "query"), [("csv", "CONSTRUCT WHERE { ?s a ?o }"), ("nt", "SELECT * { ?s a ?o }")])
def test_a_format_that_does_not_go_with_the_query_is_wrong_usage(folder: Path, format: str, query: str) -> None:
    done = hallway("query", "--format", format, query, folder=folder)
    assert (done.code, done.out) == (2, "")
    assert "use --format" in done.messages[-1]


def test_a_named_query_takes_names_whatever_their_case(folder: Path, workers: list[str]) -> None:
    done = hallway("query", "--named", "who-works-on", "project=TIDEMARK", "--format", "csv", folder=folder)
    assert done.code == 0, done.err
    assert all(worker in done.out for worker in workers)
    shown = hallway("query", "-v", "--named", "who-works-on", "project=Tidemark", folder=folder)
    assert "SELECT" in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--named", "who-work-on"), "no query is named 'who-work-on' (perhaps 'who-works-on')"),
        (("--named", "who-works-on"), "needs project"),
        (("--named", "who-works-on", "projekt=x"), "has no parameter 'projekt'"),
        (("--named", "who-works-on", "project=Tidemrak"), "perhaps 'Tidemark'"),
    ],
)
def test_a_slip_in_a_named_query_is_told_with_what_was_meant(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = hallway("query", *arguments, folder=folder)
    assert (done.code, len(done.messages)) == (1, 1)
    assert said in done.err


def test_queries_lists_each_with_its_parameters_and_shows_one(folder: Path) -> None:
    listed = hallway("queries", folder=folder)
    assert listed.code == 0
    assert "who-works-on project=…" in listed.lines
    assert len([line for line in listed.lines if not line.startswith(" ")]) >= 12
    shown = hallway("queries", "affiliations", folder=folder).out
    assert hallway("query", folder=folder, stdin=shown.encode()).code == 0
    assert "perhaps 'affiliations'" in hallway("queries", "afiliations", folder=folder).err


def test_show_tells_of_a_thing_by_name_or_iri(folder: Path) -> None:
    done = hallway("show", "tidemark", folder=folder)
    assert (done.code, done.err) == (0, "")
    assert done.lines[0].startswith("Tidemark (")
    iri = done.lines[1].strip(" <>")
    assert done.out.startswith(hallway("show", iri, folder=folder).out)
    assert "  Ada Quill → worksOn" in done.lines
    assert (
        "  Ada Quill <https://w3id.org/hallway/id/person/ada-quill> → worksOn"
        in hallway("show", "--verbose", "Tidemark", folder=folder).lines
    )
    missing = hallway("show", "Tidemarc", folder=folder)
    assert (missing.code, len(missing.messages)) == (1, 1)
    assert "'Tidemark'" in missing.err


def test_why_gives_quotes_that_stand_at_their_line(folder: Path) -> None:
    done = hallway("why", "--quiet", "Ada Quill", "worksOn", "Tidemark", folder=folder)
    assert done.code == 0
    assert done.lines
    for reason in done.lines:
        path, line, quote = reason.strip().split(":", 2)
        text = (ROOT / "examples" / path).read_text("utf-8").splitlines()
        assert quote.strip(" “”").split()[0] in text[int(line) - 1]
    louder = hallway("why", "Ada Quill", "worksOn", "Tidemark", folder=folder)
    assert len(louder.lines) == 2 * len(done.lines)
    assert ", characters " in hallway("why", "-v", "Ada Quill", "worksOn", "Tidemark", folder=folder).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Ada Quill", "workson", "Tidemark"), "perhaps worksOn"),
        (("Ada Quil", "worksOn", "Tidemark"), "'Ada Quill'"),
        (("Ada Quill", "sponsored", "Tidemark"), "nothing in the graph says"),
    ],
)
def test_why_says_what_is_not_known(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = hallway("why", *arguments, folder=folder)
    assert (done.code, len(done.messages), done.out) == (1, 1, "")
    assert said in done.err
