from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.errors import WriteUpError
from hallway.extractors import readers
from hallway.extractors.decoding import decode
from hallway.extractors.document import Content, Document
from hallway.extractors.readers import READERS, find_reader, read_document
from tests.reader_invariants import check_content

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "dev"
FRENCH = "Les tisserands se sont retrouvés au moulin, et la plupart sont restés toute la semaine."
ENGLISH = "The weavers met in the old mill, and most of them stayed there for the whole week."


def _check(document: Document) -> None:
    check_content(document.source, Content(document.metadata, document.blocks, ()))
    assert not document.language or all(block.language for block in document.walk())


def test_the_table_of_readers_is_whole() -> None:
    assert sorted(READERS) == ["asciidoc", "dokuwiki", "html", "markdown", "mediawiki", "org", "plain", "rest"]
    for name in READERS:
        assert find_reader(name)("Tea.\n").blocks


def test_spans_point_into_the_source_of_a_damaged_file_with_carriage_returns() -> None:
    sound = f"\ufeff# Été à Brackwater\r\n\r\n{FRENCH} Noël [Zoé](https://zoe.example).\r\n"
    data = sound.replace("\ufeff", "").encode().decode("mac_roman").encode()
    document = read_document("notes.md", b"\xef\xbb\xbf" + data)
    heading, paragraph = document.blocks
    assert heading.text == "Été à Brackwater"
    assert document.source[heading.runs[0].start : heading.runs[0].end] == "√ât√© √† Brackwater"
    link = paragraph.runs[1]
    assert (link.text, link.target) == ("Zoé", "https://zoe.example")
    assert document.source[slice(*link.span(0, 3))] == "Zo√©"
    assert document.language == "fr"
    _check(document)


def test_metadata_is_moved_too() -> None:
    document = read_document("notes.md", "---\r\ntitle: Été\r\ntags: [thé]\r\n---\r\n".encode() + FRENCH.encode())
    title, tag = document.metadata.title, document.metadata.tags[0]
    assert title is not None
    assert document.source[title.start : title.end] == "Été"
    assert document.source[tag.start : tag.end] == "thé"


def test_blocks_have_their_own_language() -> None:
    document = read_document("a.md", f"{FRENCH} {FRENCH}\n\n{ENGLISH}\n\nTea\n".encode())
    assert document.language == "fr"
    assert [block.language for block in document.blocks] == ["fr", "en", "fr"]


def test_a_declared_language_goes_before_what_the_text_looks_like() -> None:
    assert read_document("a.md", b"---\nlang: it\n---\n\nTea, jam.\n").language == "it"


def test_offsets_do_not_move_where_nothing_changed() -> None:
    document = read_document("a.txt", ENGLISH.encode())
    assert document.encoding == "utf-8"
    assert document.blocks[0].runs[0].boundaries is None


def test_a_reader_that_fails_gives_plain_text_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "org", "hallway.extractors.readers.org:no_such_function")
    find_reader.cache_clear()
    document = read_document("a.org", ENGLISH.encode())
    find_reader.cache_clear()
    assert document.format == "plain"
    assert ENGLISH in "".join(block.text for block in document.walk())
    assert "org" in document.faults[0].what
    assert "\n" not in document.faults[0].what


def test_a_format_without_reader_is_named() -> None:
    with pytest.raises(WriteUpError, match="no reader for the format 'tex'"):
        find_reader("tex")


def test_another_package_can_bring_a_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "brackwater.py").write_text(
        "from hallway.extractors.document import Block, Content, Run\n\n\n"
        "def read(text):\n    return Content(blocks=(Block('code', (Run(text, 0, len(text)),), (), 0, len(text)),))\n"
    )
    info = tmp_path / "brackwater-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: brackwater\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[hallway.readers]\nloom = brackwater:read\n")
    monkeypatch.syspath_prepend(tmp_path)
    _clear()
    try:
        document = read_document("pattern.loom", b"# over, under")
    finally:
        monkeypatch.undo()
        _clear()
    assert (document.format, document.blocks[0].kind) == ("loom", "code")


def _clear() -> None:
    find_reader.cache_clear()
    readers._offered.cache_clear()


def test_what_cannot_be_read_is_named_by_path() -> None:
    with pytest.raises(WriteUpError, match=r"^trips/a\.md: the file is empty"):
        read_document("trips/a.md", b"")


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=200)
    | st.text(st.sampled_from("# -*=\n\r\t[](){}<>_`:|'~+é√©†.ab1"), min_size=1, max_size=200),
    st.sampled_from(["a.md", "a.rst", "a.html", "a.wiki", "a.adoc", "a.org", "a.txt", "a.dokuwiki"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_text_is_read_or_refused_in_one_line(text: str, path: str, encoding: str) -> None:
    try:
        document = read_document(path, text.encode(encoding, "replace"))
    except WriteUpError as error:
        refused = error
    else:
        _check(document)
        return
    assert "\n" not in str(refused)
    assert refused.hint


def test_every_development_write_up_is_read_by_its_own_reader() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    for path in sorted(CORPUS.iterdir()):
        data = path.read_bytes()
        document = read_document(path.name, data)
        assert not any("failed" in fault.what for fault in document.faults), path.name
        assert document.source == decode(data).source
        _check(document)
