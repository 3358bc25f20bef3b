"""Builds from which people are left out, and builds that take gold files for what write-ups say."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from hallway.exports.drawing.drawing import draw
from hallway.exports.rdf import export_rdf
from hallway.graph.build import build
from hallway.graph.store import open_store
from hallway.graph.terms import term

NOTES = """# Harbour sprint 2031

Zelda Quill (@zeldaq) and Bruno Tallow worked on [Glint](https://github.com/halyard/glint).
Zelda talked about lamps. [zeldaq](https://github.com/zeldaq) mended the parser.

Attendees: Zelda Quill, Bruno Tallow, Cleo Marsh
"""
NAMES = (b"zelda", b"quill")


def corpus(folder: Path, curation: str = "") -> Path:
    notes = folder / "notes"
    notes.mkdir()
    (notes / "sprint-by-zelda-quill.md").write_text(NOTES, "utf-8")
    (notes / "other.md").write_text("# Thanks\n\nThanks to Quill, Zelda for the cake, says Cleo Marsh.\n", "utf-8")
    if curation:
        (notes / "hallway.yaml").write_text(curation, "utf-8")
    return notes


def kept_bytes(graph: Path) -> bytes:
    """Everything in a graph's folder, packed readings unpacked."""
    files = [path for path in sorted(graph.rglob("*")) if path.is_file()]
    packed = [data for file in files if file.stat().st_size < 1 << 20 for data in _held(file)]
    return b"\n".join([*(path.read_bytes() for path in files), *packed])


def _held(file: Path) -> list[bytes]:
    found = []
    data = file.read_bytes()
    for at in range(len(data)):
        if data[at : at + 1] == b"\x78":  # where a zlib stream may begin
            try:
                found.append(zlib.decompressobj().decompress(data[at:]))
            except zlib.error:
                continue
    return found


@pytest.mark.parametrize("wish", ["opt_out: true", "pseudonym: Lamplighter"])
def test_who_opted_out_is_in_no_byte_of_graph_cache_exports_or_drawing(tmp_path: Path, wish: str) -> None:
    notes = corpus(tmp_path, f"people:\n- {{name: Zelda Quill, handles: [zeldaq], {wish}}}\n")
    graph = tmp_path / "graph"
    for fresh in (True, False):  # read, and taken from what was read before
        build([notes], graph=graph, model=None, fresh=fresh)
        store = open_store(graph)
        outputs = []
        for name in ("out.ttl", "out.nq", "out.trig", "out.jsonld"):
            export_rdf(store, tmp_path / name, evidence=True)
            outputs.append((tmp_path / name).read_bytes())
        draw(store, tmp_path / "out.html")
        outputs.append((tmp_path / "out.html").read_bytes())
        everything = b"\n".join([kept_bytes(graph), *outputs]).lower()
        assert b"bruno tallow" in everything
        assert (b"lamplighter" in everything) == wish.startswith("pseudonym")
        for name_bytes in NAMES:
            assert name_bytes not in everything, name_bytes


def test_leaving_somebody_out_reads_again_what_was_read_with_them(tmp_path: Path) -> None:
    notes = corpus(tmp_path)
    graph = tmp_path / "graph"
    build([notes], graph=graph, model=None)
    assert b"zelda" in kept_bytes(graph).lower()
    (notes / "hallway.yaml").write_text("people:\n- {name: Zelda Quill, handles: [zeldaq], opt_out: true}\n", "utf-8")
    build([notes], graph=graph, model=None, allow_shrink=True)
    for name in NAMES:
        assert name not in kept_bytes(graph).lower(), name


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
