"""Builds from which people are left out, and builds that take gold files for what write-ups say."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.exports.changes import write_changes
from hallway.exports.drawing.drawing import draw
from hallway.exports.rdf import export_rdf
from hallway.graph.build import build
from hallway.graph.curation.place import curation_file
from hallway.graph.report import BuildReport
from hallway.graph.store import open_store
from hallway.graph.terms import term
from tests.command_line import hallway
from tests.leaks import kept, leaks

NAMES = ("Zelda", "Quillwright", "zqw77")
"""What nobody may find of Zélda Quillwright, also known as @zqw77."""

SPRINT = """# Harbour sprint 2031

Zélda Quillwright ([@zqw77](https://github.com/zqw77)) and Bruno Tallow worked on [Glint](https://github.com/halyard/glint).
Z*él*da Quillwright presented "Lamps of the north". Z&eacute;lda&nbsp;Quillwright and Bruno Tallow worked on Glint.
Bruno Tallow works with [Zélda](https://zelda.example) Quillwright on Glint.
Zélda was tired; Bruno Tallow thanked Zélda, and Zélda's dog.
Cleo Marsh and <b>Zé</b>lda <i>Quill</i>wright worked on Glint, see https://example.org/Z%C3%A9lda%20Quillwright.
Cleo Marsh worked on Glint, and wrote to <mailto:zelda.quillwright@example.org>.

## Zélda Quillwright's talk

Bruno Tallow works on [Zélda's parser](https://github.com/zqw77/zelda-parser).

Attendees: Zélda Quillwright, Bruno Tallow, Cleo Marsh
"""
WRITEUPS = {
    "2031/sprint-by-zelda-quillwright.md": SPRINT,
    "later.md": "# Sprint of June 2031\n\n@zqw77 mended the parser. Cleo Marsh and zqw77 worked on Glint.\n\n"
    "Present: Cleo Marsh, Z. Quillwright, ZeldaQuillwright\n",
    "diary.md": "---\ntitle: Zélda's diary of LanternConf 2031\nauthor: Zélda Quillwright\ntags: [zqw77, lamps]\n---\n"
    "\nI went to LanternConf 2031 and met Bruno Tallow. Bruno Tallow works on Glint.\n",
    "page.html": "<html><head><title>Meeting of the Quillwright Guild</title></head><body><p>Bruno Tallow and "
    "Z&#233;lda <a href='https://example.org/~quillwright'>Quill</a>wright worked on Glint.</p></body></html>",
    "old.txt": "Sprint of 2031\n\nPresent: Bruno Tallow, ZÉLDA QUILLWRIGHT, Cleo Marsh\n",
    "bad.rst": "",
}
WISHES = """people:
- {name: Zélda Quillwright, %s, affiliations: [{organization: Quillwright Guild}]}
- {name: Cleo Marsh, names: [Cleo Quillwright], handles: [quillwright-friend]}
same:
- [Zélda Quillwright, zqw77, Z. Quillwright]
different:
- [Zélda Quillwright, Cleo Marsh]
rename:
- {thing: Bruno Tallow, to: Bruno (friend of Zélda Quillwright)}
- {thing: Zélda Quillwright, to: Zelda Q.}
alias:
- {thing: Cleo Marsh, names: [Zelda Quillwright's friend, cm]}
- {thing: Zélda Quillwright's lamps, names: [lamps]}
assert:
- {subject: Zélda Quillwright, predicate: worksOn, object: Glint, evidence: {who: Zélda Quillwright, quote: I do}}
- subject: Cleo Marsh
  predicate: memberOf
  object: {name: Quillwright Ltd, new: Organization}
  evidence: {who: Zélda Quillwright, where: "https://x.example/zqw77", quote: so says Quillwright}
- {subject: {name: Zelda Quillwright, new: Person}, predicate: worksOn, object: Glint}
deny:
- {subject: Zélda Quillwright, predicate: attended, object: Harbour sprint 2031}
ignore:
- people/zelda-quillwright.md
- {path: 2031/sprint-by-zelda-quillwright.md, heading: Zélda Quillwright's talk}
"""


def corpus(folder: Path, curation: str = "") -> Path:
    notes = folder / "notes"
    for path, text in WRITEUPS.items():
        (notes / path).parent.mkdir(parents=True, exist_ok=True)
        (notes / path).write_text(text, "utf-8")
    (notes / "old.txt").write_bytes(WRITEUPS["old.txt"].encode().decode("cp1252", "replace").encode())
    if curation:
        (notes / "hallway.yaml").write_text(curation, "utf-8")
    return notes


def outputs(graph: Path, folder: Path) -> dict[str, bytes]:
    """Everything that is kept of a graph, and all that it can be written as."""
    store = open_store(graph)
    for name in ("out.ttl", "out.nq", "out.trig", "out.jsonld", "out.rdf"):
        export_rdf(store, folder / name, evidence=not name.endswith(("ttl", "rdf")))
    draw(store, folder / "out.html")
    draw(store, folder / "out.svg")
    files = {path.name: path.read_bytes() for path in folder.glob("out.*")}
    return {**files, **{f"graph/{name}": data for name, data in kept(graph).items()}}


def told(report: BuildReport, folder: Path) -> dict[str, bytes]:
    """All that a build says."""
    write_changes(report.changes, folder / "diff.txt")
    write_changes(report.changes, folder / "diff.json")
    diff = {name: (folder / name).read_bytes() for name in ("diff.txt", "diff.json")}
    return {**diff, "report": repr(report).encode(), "lines": "\n".join(report.changes.lines()).encode()}


@pytest.mark.parametrize("wish", ["opt_out: true", "pseudonym: Lamplighter"])
def test_who_opted_out_is_in_no_byte_of_graph_cache_exports_or_drawing(tmp_path: Path, wish: str) -> None:
    notes = corpus(tmp_path, WISHES % wish)
    graph = tmp_path / "graph"
    for fresh in (True, False):  # read, and taken from what was read before
        report = build([notes], graph=graph, model=None, fresh=fresh)
        everything = outputs(graph, tmp_path)
        assert b"Cleo Marsh" in everything["out.nq"]
        assert (b"Lamplighter" in everything["out.nq"]) == wish.startswith("pseudonym")
        assert leaks({**everything, **told(report, tmp_path)}, NAMES) == []


def test_leaving_somebody_out_leaves_no_byte_of_the_builds_before(tmp_path: Path) -> None:
    notes = corpus(tmp_path)
    for n in range(30):  # so many that the graph would be changed and not written anew
        (notes / f"{n}.md").write_text(f"# Sprint {n} of 2031\n\nBruno Tallow worked on Glint{n}.\n", "utf-8")
    graph = tmp_path / "graph"
    build([notes], graph=graph, model=None)
    held = kept(graph)
    assert leaks({name: data for name, data in held.items() if name == "readings"}, NAMES)
    assert leaks({name: data for name, data in held.items() if name.startswith("builds")}, NAMES)
    (notes / "hallway.yaml").write_text(WISHES % "opt_out: true", "utf-8")
    report = build([notes], graph=graph, model=None)
    assert len(report.changes.facts) > 9
    assert leaks({**outputs(graph, tmp_path), **told(report, tmp_path)}, NAMES) == []


def test_a_name_that_was_edited_away_goes_from_the_files_when_its_bearer_opts_out(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for n in range(30):
        (notes / f"{n}.md").write_text(f"# Sprint {n} of 2031\n\nBruno Tallow worked on Glint{n}.\n", "utf-8")
    graph = tmp_path / "graph"
    (notes / "zelda.md").write_text(SPRINT, "utf-8")
    build([notes], graph=graph, model=None)
    (notes / "zelda.md").write_text("# Harbour sprint 2031\n\nBruno Tallow worked on Glint.\n", "utf-8")
    before = build([notes], graph=graph, model=None)
    assert leaks(kept(graph), ["Quillwright"])  # the store deletes without overwriting
    (notes / "hallway.yaml").write_text("people:\n- {name: Zélda Quillwright, opt_out: true}\n", "utf-8")
    after = build([notes], graph=graph, model=None)
    assert leaks(kept(graph), ["Quillwright"]) == []
    assert "hallway.yaml" not in str(before.unmatched + after.unmatched)


def test_an_equal_graph_is_written_anew_when_somebody_opts_out_and_is_told_unchanged(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "hallway.yaml").write_text("alias:\n- {thing: Bruno Tallow, names: [bt]}\n", "utf-8")
    for n in range(30):
        (notes / f"{n}.md").write_text(f"# Sprint {n} of 2031\n\nBruno Tallow worked on Glint{n}.\n", "utf-8")
    (notes / "x.md").write_text(SPRINT, "utf-8")
    graph = tmp_path / "graph"
    build([notes], graph=graph, model=None)
    (notes / "x.md").unlink()
    before = build([notes], graph=graph, model=None)
    assert leaks(kept(graph), ["Quillwright"])
    wish = "people:\n- {name: Zélda Quillwright, opt_out: true}\n"
    (notes / "hallway.yaml").write_text("alias:\n- {thing: Bruno Tallow, names: [bt]}\n" + wish, "utf-8")
    for _ in range(2):
        after = build([notes], graph=graph, model=None)
        assert (after.digest, after.changed) == (before.digest, False)
        assert leaks(kept(graph), ["Quillwright"]) == []
        assert len(list(open_store(graph))) > 100


def test_an_account_beside_a_name_in_one_write_up_is_hidden_in_all(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# Sprint 2031\n\nZelda Quillwright (@zqw77) and Bruno Tallow worked on Glint.\n")
    (notes / "b.md").write_text("# Sprint 2032\n\nPresent: Cleo Marsh, @zqw77\n\nzqw77 worked on Glint.\n")
    (notes / "hallway.yaml").write_text("people:\n- {name: Zelda Quillwright, opt_out: true}\n")
    graph = tmp_path / "graph"
    build([notes], graph=graph, model=None)
    assert leaks(kept(graph), NAMES) == []
    (notes / "a.md").unlink()  # now nothing tells whose account that is
    build([notes], graph=graph, model=None, allow_shrink=True)
    build([notes], graph=tmp_path / "clean", model=None)
    both = [sorted(map(str, open_store(folder))) for folder in (graph, tmp_path / "clean")]
    assert both[0] == both[1]


def test_nobody_is_told_by_what_commands_say_of_the_graph(tmp_path: Path) -> None:
    notes = corpus(tmp_path, WISHES % "opt_out: true")
    (notes / "zelda-quillwright.bin").write_bytes(b"\0")
    (notes / "zelda-quillwright-link.md").symlink_to("nowhere")
    said = {}
    for words in (
        ("build", "-v", "--no-model", "--diff", "changes.txt", "notes"),
        ("check", "--no-shapes"),
        ("show", "Glint"),
        ("show", "Cleo Marsh"),
        ("why", "Cleo Marsh", "worksOn", "Glint"),
        ("why-same", "Cleo Marsh"),
        ("audit", "Cleo Marsh"),
        ("query", "SELECT * { GRAPH ?g { ?s ?p ?o } }"),
        ("check", "--unread", "notes"),
        ("label", "-o", "gold", "notes"),
        ("review", "--below", "1"),
    ):
        done = hallway(*words, folder=tmp_path)
        assert "Traceback" not in done.err
        said[" ".join(words)] = f"{done.out}\n{done.err}".encode()
    assert b"Glint" in said["check --unread notes"] + b"".join(path.read_bytes() for path in tmp_path.glob("gold/*"))
    assert leaks({**said, **kept(tmp_path / "gold")}, NAMES) == []


def test_a_folder_named_after_who_opted_out_is_not_noted(tmp_path: Path) -> None:
    notes = corpus(tmp_path / "zelda-quillwright", WISHES % "opt_out: true")
    build([notes], graph=tmp_path / "graph", model=None)
    assert leaks(kept(tmp_path / "graph"), NAMES) == []
    assert curation_file(tmp_path / "graph") == Path("hallway.yaml")


def test_gold_files_may_stand_for_what_write_ups_say(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("Cleo went to the lamp meeting.\n", "utf-8")
    (notes / "b.md").write_text("Nobody annotated this.\n", "utf-8")
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.yaml").write_text(
        "document: a.md\nmeta: {title: null, author: null, date: 2031-05-01, language: en, tags: []}\nentities:\n"
        "- {id: cleo, type: Person, name: Cleo Marsh, aliases: [Cleo]}\n"
        "- {id: lamps, type: Event, name: Lamp meeting}\n"
        "relations:\n- {s: cleo, p: attended, o: lamps, evidence: 'Cleo went to the lamp meeting'}\n",
        "utf-8",
    )
    report = build([notes], graph=tmp_path / "graph", gold=gold)
    assert [error.path for error in report.errors] == ["b.md"]
    store = open_store(tmp_path / "graph")
    quotes = {q.object.value for q in store.quads_for_pattern(None, term("oa:exact"), None, None)}  # type: ignore[union-attr]
    assert quotes == {"Cleo went to the lamp meeting"}
    assert report.relations["attended"] == 1


def test_who_is_left_out_is_not_missing_from_a_graph_that_is_scored(tmp_path: Path) -> None:
    notes, gold = tmp_path / "notes", tmp_path / "gold"
    notes.mkdir()
    gold.mkdir()
    text = "Zelda Quillwright and Bruno Tallow worked on [Glint](https://github.com/halyard/glint).\n"
    (notes / "by-zelda-quillwright.md").write_text(f"# Harbour sprint 2031\n\n{text}")
    (notes / "hallway.yaml").write_text("people:\n- {name: Zelda Quillwright, opt_out: true}\n")
    (gold / "a.yaml").write_text(
        "document: by-zelda-quillwright.md\nmeta: {title: null, author: null, date: null, language: en, tags: []}\n"
        "entities:\n- {id: zelda, type: Person, name: Zelda Quillwright}\n"
        "- {id: bruno, type: Person, name: Bruno Tallow}\n- {id: glint, type: Project, name: Glint}\n"
        "- {id: dory, type: Project, name: Dory of Zelda Quillwright}\nrelations:\n- {s: zelda, p: worksOn, o: glint}\n"
        "- {s: bruno, p: worksOn, o: glint}\n- {s: bruno, p: worksOn, o: dory}\n"
    )
    hallway("build", "-q", "--no-model", "notes", folder=tmp_path)
    score = ("evaluate", "--gold", "gold", "--sources", "notes")
    done = hallway(*score, "--errors", "all", "--documents", folder=tmp_path)
    assert (done.code, done.err) == (0, "")
    missed = [line for line in done.lines if "\tmissed" in line]
    assert len(missed) == 2  # the thing that nobody made, and that Bruno worked on it
    hallway(*score, "-o", "report.html", folder=tmp_path)
    written = {"out": done.out.encode(), "report.html": (tmp_path / "report.html").read_bytes()}
    assert leaks(written, ["Zelda", "Quillwright"]) == []


def test_a_pseudonym_is_one_person_in_write_ups_that_have_nothing_else_in_common(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for n, name in enumerate(("Zelda Quillwright", "Zelda Quillwright", "Z. Quillwright", "Cleo Marsh")):
        (notes / f"{n}.md").write_text(f"# Sprint {n} of 203{n}\n\n{name} worked on Glint{n}.\n\nPresent: {name}\n")
    (notes / "hallway.yaml").write_text(
        "people:\n- {name: Zelda Quillwright, pseudonym: Lamplighter}\n"
        "deny:\n- {subject: Zelda Quillwright, predicate: worksOn, object: Glint1}\n"
    )
    report = build([notes], graph=tmp_path / "graph", model=None)
    assert "Lamplighter" not in str(report.unmatched)
    store = open_store(tmp_path / "graph")
    people = {str(quad.subject) for quad in store.quads_for_pattern(None, term("rdf:type"), term("Person"), None)}
    assert {name.rpartition("/")[2] for name in people} == {"author>", "cleo-marsh>", "lamplighter>"}
    assert len([name for name in people if "author" not in name]) == 2  # besides writers whom nothing names
