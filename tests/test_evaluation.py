"""How a graph is scored against gold graphs: what is right, wrong, found and missed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.decoding import decode
from hallway.extractors.gold import read_golds
from hallway.extractors.pairing import fold_name
from hallway.graph.evaluation import Count, Mistake, evaluate, rows
from hallway.graph.evaluation.sources import Source
from tests.command_line import hallway
from tests.community_readings import fact, person, reading, thing
from tests.corpora import DEV, EXAMPLES, GOLD, SCORE, Built, built_once, needs_dev
from tests.scoring import figures, gold, scored, store

ROWS = ("p", "r", "f1", "gold", "pred")


def test_what_both_say_is_right_and_found(tmp_path: Path) -> None:
    found = scored(
        tmp_path,
        ["ada Person Ada Quill", "glint Project Glint"],
        ["ada worksOn glint"],
        reading("a.md", [person("Ada Quill", "x"), thing("Tool", "glint!", "y")], [fact("x", "worksOn", "y")]),
    )
    assert figures(found.total_entities) == (2, 0, 2, 0)
    assert figures(found.relations["worksOn"]) == (1, 0, 1, 0)
    assert found.entities.keys() == {"Person", "Software"}
    assert found.mistakes == []


def test_what_one_side_alone_says_is_wrong_or_missed(tmp_path: Path) -> None:
    found = scored(
        tmp_path,
        ["ada Person Ada Quill", "glint Project Glint", "kelp Tool Kelp"],
        ["ada worksOn glint"],
        reading(
            "a.md",
            [person("Ada Quill", "x"), thing("Project", "Glint", "y"), thing("Place", "Ghent", "z")],
            [fact("y", "uses", "y")],
        ),
    )
    assert figures(found.entities["Software"]) == (1, 0, 1, 1)
    assert figures(found.entities["Place"]) == (0, 1, 0, 0)
    assert figures(found.relations["worksOn"]) == (0, 0, 0, 1)
    assert figures(found.relations["uses"]) == (0, 1, 0, 0)
    assert found.mistakes == [
        Mistake("a.md", "invented", "Place", "ghent"),
        Mistake("a.md", "invented", "uses", "glint", "glint"),
        Mistake("a.md", "missed", "Software", "kelp"),
        Mistake("a.md", "missed", "worksOn", "ada quill", "glint"),
    ]


def test_one_entity_of_gold_is_found_once(tmp_path: Path) -> None:
    twice = [thing("Tool", "Glint", "x"), thing("Tool", "the glint", "y", aliases=["Glint"], local=True)]
    found = scored(tmp_path, ["glint Tool Glint"], [], reading("a.md", twice, []))
    assert figures(found.entities["Software"]) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("kind", "said", "hit"),
    [
        ("Talk", "Lamps that know their type, again", True),
        ("Talk", "Lamps", True),
        ("Organization", "Lamps that", False),
    ],
)
def test_titles_of_talks_may_differ_a_little(tmp_path: Path, kind: str, said: str, hit: bool) -> None:
    title = f"t {kind} Lamps that know their type"
    found = scored(tmp_path, [title], [], reading("a.md", [thing(kind, said, "x", local=True)], []))
    assert figures(found.total_entities) == ((1, 0, 1, 0) if hit else (0, 1, 0, 1))


def test_the_author_is_found_without_a_name(tmp_path: Path) -> None:
    mine = reading("a.md", [person("Ada Quill", "x")], [], author="x")
    assert figures(scored(tmp_path, ["author Person"], [], mine).total_entities) == (1, 0, 1, 0)


def test_bare_python_counts_on_neither_side(tmp_path: Path) -> None:
    python = thing("Tool", "Python", "p")
    found = scored(
        tmp_path,
        ["t Talk Lamps of old", "p Tool python"],
        ["t uses p"],
        reading("a.md", [thing("Talk", "Lamps of old", "x", local=True), python], [fact("x", "uses", "p")]),
    )
    assert figures(found.total_entities) == (1, 0, 1, 0)
    assert figures(found.total_relations) == (0, 0, 0, 0)


SIDES = ["who Person Ada Quill", "talk Talk Small lamps", "day Event Lamp Day 2031", "conf Event LanternConf 2031"]
THINGS = [
    person("Ada Quill", "who"),
    thing("Talk", "Small lamps", "talk", local=True),
    thing("Event", "Lamp Day 2031", "day"),
    thing("Event", "LanternConf 2031", "conf"),
]


def test_what_follows_from_gold_is_right_but_was_not_asked_for(tmp_path: Path) -> None:
    found = scored(
        tmp_path,
        SIDES,
        ["who presented talk", "talk partOf day", "day partOf conf"],
        reading("a.md", THINGS, [fact("who", "attended", "conf"), fact("talk", "partOf", "conf")]),
    )
    assert figures(found.relations["attended"]) == (1, 0, 0, 0)
    assert figures(found.relations["partOf"]) == (1, 0, 0, 2)
    assert figures(found.relations["presented"]) == (0, 0, 0, 1)


def test_what_gold_asks_for_is_found_where_it_follows(tmp_path: Path) -> None:
    found = scored(
        tmp_path,
        SIDES,
        ["who attended conf"],
        reading(
            "a.md",
            THINGS,
            [fact("who", "presented", "talk"), fact("talk", "partOf", "day"), fact("day", "partOf", "conf")],
        ),
    )
    assert figures(found.relations["attended"]) == (0, 0, 1, 0)


def test_the_write_ups_own_graph_is_scored_and_no_other(tmp_path: Path) -> None:
    theirs = reading("b.md", [person("Ada Quill", "x"), thing("Project", "Glint", "y")], [fact("x", "worksOn", "y")])
    mine = reading("a.md", [person("Ada Quill", "x")], [])
    found = scored(tmp_path, ["ada Person Ada Quill", "glint Project Glint"], ["ada worksOn glint"], mine, theirs)
    assert figures(found.total_entities) == (1, 0, 1, 1)
    assert figures(found.total_relations) == (0, 0, 0, 1)


def test_a_write_up_that_is_not_there_counts_as_missed(tmp_path: Path) -> None:
    found = scored(tmp_path, ["ada Person Ada Quill"], [], reading("b.md", [], []))
    assert found.absent == ["a.md"]
    assert figures(found.total_entities) == (0, 0, 0, 1)


def test_the_report_ends_with_the_totals(tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold", ["ada Person Ada Quill"], [])
    gold(folder, ["b Person Bruno Tallow", "c Person Cleo Marsh"], [], "b.md", "fr")
    readings = [reading("a.md", [person("Ada Quill", "x")], []), reading("b.md", [person("Bruno Tallow", "x")], [])]
    found = {row.label: row.total for row in rows(evaluate(store(*readings), folder))}
    assert list(found)[-2:] == ["ENTITIES", "RELATIONS"]
    assert figures(found["[en] entities"]) == (1, 0, 1, 0)
    assert figures(found["[fr] entities"]) == (1, 0, 1, 1)
    assert (found["ENTITIES"].precision, found["ENTITIES"].recall) == (1, 2 / 3)
    assert found["ENTITIES"].f1 == pytest.approx(0.8)
    assert found["RELATIONS"].f1 == 0


def test_kinds_of_write_up_have_lines_of_their_own(tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold", ["ada Person Ada Quill"], [], genre="minutes")
    gold(folder, ["ada Person Ada Quill"], [], "b.md")
    gold(folder, ["ada Person Ada Quill"], [], "c.md")
    told = replace(reading("b.md", [person("Ada Quill", "x")], []), genre="diary")
    result = evaluate(store(told, reading("a.md"), reading("c.md")), folder)
    found = {row.label: row.total for row in rows(result)}
    assert {name: count.f1 for name, count in found.items() if name[0] == "[" and "entities" in name} == {
        "[en] entities": 0.5,
        "[diary] entities": 1,
        "[minutes] entities": 0,
        "[untold] entities": 0,
    }


def test_what_was_invented_is_shown_by_the_line_of_its_evidence(tmp_path: Path) -> None:
    text = "one\ntwo\nthree\n"
    facts = [fact("x", "worksOn", "y", "two", start=4), fact("x", "uses", "y", "three", start=8)]
    mine = reading("notes/a.md", [person("Ada Quill", "x"), thing("Project", "Glint", "y")], facts[:1])
    found = evaluate(store(mine, text=text), gold(tmp_path / "gold", [], []))
    assert {(m.what, m.where) for m in found.mistakes} == {
        ("Person", "notes/a.md:2"),
        ("Software", "notes/a.md:2"),
        ("worksOn", "notes/a.md:2"),
    }
    assert [m.quote for m in found.mistakes if m.what == "worksOn"] == ["two"]


def test_what_was_missed_is_shown_by_its_line_in_the_write_up_where_that_is_at_hand(tmp_path: Path) -> None:
    things = ["a Person Ada Quill", "g Project Glint"]
    folder = gold(tmp_path / "gold", things, ["a worksOn g"], evidence="She wrote it")
    sources = tmp_path / "notes/2032"
    sources.mkdir(parents=True)
    (sources / "a.md").write_text("# Lamps\n\nada quill was there. She\nwrote  it.\n\nGlint!\n", encoding="utf-8")
    mine = reading("a.md")
    lines = {m.what: m.where for m in evaluate(store(mine), folder, sources=tmp_path / "notes").mistakes}
    path = f"{tmp_path}/notes/2032/a.md"
    assert lines == {"Person": f"{path}:3", "worksOn": f"{path}:3", "Software": f"{path}:6"}
    without = {m.what: m.where.rpartition(":")[0] for m in evaluate(store(mine), folder).mistakes}
    assert set(without.values()) == {f"{folder}/a.yaml"}


def test_words_that_a_wrong_decoding_damaged_are_found_mended(tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold", ["e Person Élise Noroît"], [])
    damaged = "Bonjour à tous.\n\nÉlise Noroît a parlé des lumières.\n".encode().decode("cp1252", "replace")
    (tmp_path / "a.md").write_text(damaged, encoding="utf-8")
    [missed] = evaluate(store(reading("a.md")), folder, sources=tmp_path).mistakes
    assert missed.where == f"{tmp_path}/a.md:3"


@pytest.mark.parametrize(
    ("name", "line"), [("élise  noroît", 3), ("elise noroit", 3), ("lamp backend", 4), ("noro", 0), ("", 0)]
)
def test_names_are_found_whatever_their_accents_and_punctuation(tmp_path: Path, name: str, line: int) -> None:
    (tmp_path / "a.md").write_text("# Lampions\r\n\r\nÉlise Noroît\r\nwrote `lamp-backend`.\r\n", encoding="utf-8")
    assert Source(tmp_path / "a.md").line_of(name) == line


def test_a_folder_of_sources_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere: no such folder"):
        evaluate(store(), gold(tmp_path / "gold", [], []), sources=tmp_path / "nowhere")


def test_a_source_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = gold(tmp_path / "gold", ["a Person Ada Quill"], [])
    (tmp_path / "a.md").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(WriteUpError, match=r"a\.md: the file is UTF-16"):
        evaluate(store(), folder, sources=tmp_path)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Élie  Bouttier!", "elie bouttier"), ("C++", "c++"), ("C#", "c#"), ("reveal.js", "reveal js"), ("拉", "")],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_the_words_that_gold_of_the_examples_gives_as_evidence_stand_in_them() -> None:
    for gold_file in read_golds(EXAMPLES / "gold"):
        text = " ".join(decode((EXAMPLES / gold_file.document).read_bytes()).source.split())
        known = {entity.id for entity in gold_file.entities}
        for one in gold_file.facts:
            assert one.evidence in text, f"{gold_file.path}:{one.line}"
            assert {one.subject, one.object} <= known, f"{gold_file.path}:{one.line}"
            assert 2 <= len(one.evidence.split()) <= 25


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once(tmp_path_factory, "dev", DEV)


@needs_dev
def test_the_figures_are_those_of_the_program_that_scores(dev: Built, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    assert hallway("export", "--graph", dev.graph, file, folder=tmp_path).code == 0
    done = subprocess.run(
        [sys.executable, SCORE, "--gold", GOLD, "--graph", file, "--json"], capture_output=True, check=True
    )
    theirs = json.loads(done.stdout)
    ours = evaluate(dev.store, GOLD)

    def same(count: Count) -> dict[str, float]:
        values = (round(count.precision, 3), round(count.recall, 3), round(count.f1, 3))
        return dict(zip(ROWS, (*values, count.found + count.missed, count.right + count.wrong), strict=True))

    assert theirs["documents"] == len(ours.by_document) > 90
    assert theirs["absent"] == ours.absent == []
    assert theirs["by_type"] == {name: same(count) for name, count in ours.entities.items()}
    assert theirs["by_relation"] == {name: same(count) for name, count in ours.relations.items()}
    for key, mine in (("by_document", ours.by_document), ("by_language", ours.by_language)):
        both = {name: {"entity": same(a), "relation": same(b)} for name, (a, b) in mine.items()}
        assert theirs[key] == both
    assert theirs["entity"] == same(ours.total_entities)
    assert theirs["relation"] == same(ours.total_relations)


@needs_dev
def test_the_command_prints_the_same_totals(dev: Built) -> None:
    done = hallway("evaluate", "--graph", dev.graph, "--gold", GOLD, folder=dev.root)
    assert done.code == 0, done.err
    total = evaluate(dev.store, GOLD).total_relations
    assert done.lines[-1].split()[:7] == [
        "RELATIONS", "P", f"{total.precision:.3f}", "R", f"{total.recall:.3f}", "F1", f"{total.f1:.3f}"
    ]  # fmt: skip
