"""reStructuredText: metadata, structure, inline markup, what docutils does not know, and what it refuses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Block, Content
from hallway.extractors.readers import rest
from tests.reader_invariants import check_content

Shape = tuple[object, ...]


def read(text: str) -> Content:
    content = rest.read(text)
    check_content(text, content)
    return content


def shape(blocks: tuple[Block, ...]) -> list[Shape]:
    """Blocks as (kind, text, *children); a field's text has its name before it."""
    return [(b.kind, f"{b.name}={b.text}" if b.kind == "field" else b.text, *shape(b.children)) for b in blocks]


def links(block: Block) -> list[tuple[str, str]]:
    return [(run.text, run.target) for run in block.runs if run.target is not None]


def test_pelican_docinfo_below_the_title_is_metadata_and_the_title_stays_a_heading() -> None:
    text = (
        "Summer at the mill\n##################\n\n"
        ":date: 2031-07-31\n:tags: heron, parser\n:author: Ilse Vandermolen\n:summary: A short report.\n\n"
        "We met.\n\n=====\nHeron\n=====\n\nParticipants : Ilse, Bram et Maud\n\nRapporteur : Bram\n"
    )
    content = read(text)
    metadata = content.metadata
    assert metadata.title is not None
    assert metadata.date is not None
    assert (metadata.title.text, metadata.date.text) == ("Summer at the mill", "2031-07-31")
    assert [author.text for author in metadata.authors] == ["Ilse Vandermolen"]
    assert [tag.text for tag in metadata.tags] == ["heron", "parser"]
    assert shape(content.blocks) == [
        ("heading", "Summer at the mill"),
        ("paragraph", "We met."),
        ("heading", "Heron"),
        ("paragraph", "Participants : Ilse, Bram et Maud"),
        ("paragraph", "Rapporteur : Bram"),
    ]
    assert [block.level for block in content.blocks if block.kind == "heading"] == [1, 2]


def test_fields_first_are_metadata_and_those_of_the_meeting_stay_fields() -> None:
    content = read(":title: Notes\n:date: 2031-01-02\n:present: Ilse, Bram\n\nTea.\n")
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Notes"
    assert shape(content.blocks) == [("field", "present=Ilse, Bram"), ("paragraph", "Tea.")]


def test_nikola_comment_lines_are_metadata() -> None:
    content = read(".. title: Meeting 15\n.. date: 2031-04-28\n\nWe began late.\n")
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Meeting 15"
    assert shape(content.blocks) == [("paragraph", "We began late.")]


def test_a_wikis_format_line_is_not_read() -> None:
    assert shape(read("#format rst\n\nHeron\n=====\n\nTea.\n").blocks) == [("heading", "Heron"), ("paragraph", "Tea.")]


def test_links_of_every_kind_have_their_targets() -> None:
    text = (
        "`Ilse <http://ilse.example>`_ met Bram_, `Maud Perrin`_ and `Teo`__ at http://mill.example, see <http://h.example>\n"
        "or ask maud@mill.example about `*parser*`_ and Nobody_.\n\n"
        ".. _Bram: http://bram.example\n.. _other:\n.. _maud perrin: http://maud.example\n.. _`*parser*`: http://p.example\n"
        "__ http://teo.example\n"
    )
    content = read(text)
    assert links(content.blocks[0]) == [
        ("Ilse", "http://ilse.example"),
        ("Bram", "http://bram.example"),
        ("Maud Perrin", "http://maud.example"),
        ("Teo", "http://teo.example"),
        ("http://mill.example", "http://mill.example"),
        ("http://h.example", "http://h.example"),
        ("maud@mill.example", "mailto:maud@mill.example"),
        ("*parser*", "http://p.example"),
    ]
    assert content.blocks[0].text.endswith("about *parser* and Nobody.")
    for run in content.blocks[0].runs:
        assert text[run.start : run.end].replace("\n", " ") == run.text


def test_styles_escapes_and_roles_read_as_a_person_reads_them() -> None:
    text = "**Bold** and *soft* ``co\\de`` a\\*b :term:`heron` :doc:`The mill <mill/index>` :pep:`8`.\n"
    block = read(text).blocks[0]
    assert block.text == "Bold and soft co\\de a*b heron The mill PEP 8."
    assert [(run.text, run.style) for run in block.runs if run.style] == [
        ("Bold", "strong"),
        ("soft", "emphasis"),
        ("co\\de", "code"),
    ]


def test_a_paragraph_over_several_lines_keeps_its_offsets() -> None:
    text = "- Ilse showed\n  Heron to\n  the mill\n"
    run = read(text).blocks[0].children[0].runs[0]
    assert run.text == "Ilse showed Heron to the mill"
    start, end = run.span(12, 17)
    assert (run.text[12:17], text[start:end]) == ("Heron", "Heron")


def test_lists_have_depth_and_markers() -> None:
    content = read("- one\n\n  * two\n\n    more\n\n3. three\n")
    items = [block for top in content.blocks for block in top.walk() if block.kind == "item"]
    assert [(item.name, item.level, item.text) for item in items] == [
        ("-", 1, "one"),
        ("*", 2, "two"),
        ("3.", 1, "three"),
    ]
    assert shape(items[1].children) == [("paragraph", "more")]


def test_definitions_and_fields_are_fields_and_line_blocks_paragraphs() -> None:
    text = "Heron : tool\n  A parser.\n\n:Room: the mill\n\n| first\n| second\n"
    assert shape(read(text).blocks) == [
        ("field", "Heron : tool=A parser."),
        ("field", "Room=the mill"),
        ("paragraph", "first"),
        ("paragraph", "second"),
    ]


TABLES = {
    "simple": "====  =====\nWho   What\n====  =====\nIlse  Heron\nBram  cake\n====  =====\n",
    "grid": "+------+-------+\n| Who  | What  |\n+======+=======+\n| Ilse | Heron |\n"
    "+------+-------+\n| Bram | cake  |\n+------+-------+\n",
    "list-table": ".. list-table::\n   :header-rows: 1\n\n   * - Who\n     - What\n"
    "   * - Ilse\n     - Heron\n   * - Bram\n     - cake\n",
    "csv-table": ".. csv-table::\n   :header: Who, What\n\n   Ilse, Heron\n   Bram, cake\n",
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_tables_of_every_kind_have_rows_of_cells_where_they_stand(table: str) -> None:
    text = TABLES[table]
    (block,) = read(text).blocks
    assert [[cell.text for cell in row.children] for row in block.children] == [
        ["Who", "What"],
        ["Ilse", "Heron"],
        ["Bram", "cake"],
    ]
    assert [row.header for row in block.children] == [True, False, False]
    for row in block.children:
        for cell in row.children:
            assert [text[run.start : run.end] for run in cell.runs] == [cell.text]


def test_records_on_lines_of_their_own_keep_their_line_breaks() -> None:
    assert read("Who: Ilse\nWhat: Heron\nStatus: done\n").blocks[0].text == "Who: Ilse\nWhat: Heron\nStatus: done"
    assert read("Who came: Ilse\nand Bram\n").blocks[0].text == "Who came: Ilse and Bram"


def test_admonitions_and_sidebars_are_sections_and_code_is_code() -> None:
    text = (
        ".. note::\n\n   Mind the *roof*.\n\n.. sidebar:: The mill\n\n   It is old.\n\n"
        ".. code-block:: python\n   :linenos:\n\n   def heron():\n\n       return 1\n\nSo::\n\n  $ heron\n"
    )
    content = read(text)
    assert shape(content.blocks) == [
        ("section", "", ("paragraph", "Mind the roof.")),
        ("section", "", ("heading", "The mill"), ("paragraph", "It is old.")),
        ("code", "def heron():\n\n    return 1"),
        ("paragraph", "So:"),
        ("code", "$ heron"),
    ]
    assert content.blocks[2].name == "python"


def test_of_a_picture_the_words_are_kept_and_its_file_is_not() -> None:
    text = (
        ".. image:: /mill.jpg\n   :alt: the mill\n   :width: 50%%\n\n.. figure:: x.png\n   :target: http://x.example\n\n"
        "   By Maud.\n\nA |logo| here.\n\n.. |logo| image:: logo.png\n"
    )
    assert shape(read(text).blocks) == [("paragraph", "the mill"), ("paragraph", "By Maud."), ("paragraph", "A  here.")]


def test_unknown_directives_are_read_and_hidden_ones_are_not() -> None:
    text = (
        ".. columns::\n   :odd: option\n\n   Ilse came.\n\n.. youtube:: a1b2c3\n\n"
        ".. raw:: html\n\n   <script>x</script>\n\n.. comment, not read\n\nTea.\n"
    )
    content = read(text)
    assert shape(content.blocks) == [("paragraph", "Ilse came."), ("paragraph", "Tea.")]
    assert content.faults == ()


def test_substitutions_read_as_what_they_stand_for() -> None:
    text = "We used |h| twice.\n\n.. |h| replace:: Heron\n"
    block = read(text).blocks[0]
    assert block.text == "We used Heron twice."
    start, end = block.runs[0].span(8, 13)
    assert text[start:end] == "|h|"


def test_what_docutils_refuses_is_kept_with_a_fault() -> None:
    text = "Mill\n====\n\nTea.\n\n- a\n\n  Roof\n  ----\n\n  It leaks.\n\n"
    text += ".. csv-table::\n   :header-rows: x\n\n   Ilse, cake\n"
    content = read(text)
    said = [block.text for top in content.blocks for block in top.walk()]
    for words in ("Roof", "It leaks.", "Ilse, cake"):
        assert words in said
    assert [fault.line for fault in content.faults] == [9, 13]


def test_a_text_that_breaks_docutils_is_read_as_plain_text() -> None:
    text = "".join("  " * depth + f"- level {depth}\n\n" for depth in range(400))
    content = read(text)
    assert "level 399" in [block.text for top in content.blocks for block in top.walk()]
    assert "plain text" in content.faults[0].what


def test_roles_and_directives_of_one_text_are_unknown_to_the_next_user_of_docutils() -> None:
    from docutils.parsers.rst import directives, roles

    before = set(vars(directives)["_directives"]), set(vars(roles)["_roles"])
    read(".. youtube:: x\n\n.. role:: odd\n\n:mine:`a` :odd:`b`\n")
    assert (set(vars(directives)["_directives"]), set(vars(roles)["_roles"])) == before


def test_nothing_is_written_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    read("Mill\n==\n\n`open *x ``y :no:`z` |w\n\n.. nope::\n\n.. include:: /etc/passwd\n")
    assert capsys.readouterr() == ("", "")


def test_files_are_never_included() -> None:
    content = read(
        ".. include:: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\n.. raw:: html\n   :file: /etc/passwd\n"
    )
    assert "root" not in " ".join(block.text for top in content.blocks for block in top.walk())


_PIECES = st.sampled_from(
    [
        "Heron",
        "the mill ",
        "- ",
        "* ",
        "1. ",
        "#. ",
        "\n",
        "\n",
        "\n\n",
        "\n  ",
        "\n    ",
        "\t",
        "====\n",
        "\n----\n",
        "::\n\n",
        "`",
        "``",
        "*",
        "**",
        "_",
        "__",
        "|",
        "\\",
        ":a:",
        "`a <http://b.example>`_",
        ".. ",
        ".. note:: ",
        ".. _a: http://x.example\n",
        ".. image:: x\n   :alt: said\n",
        ".. |s| replace:: text\n",
        "|s|",
        ":date: 2031\n",
        "+---+---+\n",
        "| a | b |\n",
        "=== ===\n",
        "a   b\n",
        "[1]_",
        ".. [1] note\n",
        ".. list-table::\n\n   * - a\n     - b\n",
        "<",
        ">",
        "\x00",
        "\u2028",
        "\x85",
        "\x0c",
        ">>> x\n",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join)))
@settings(deadline=None)
def test_any_text_is_read_and_every_offset_holds(text: str) -> None:
    read(text)


@given(
    st.lists(
        st.sampled_from(["Heron", "mill", "cake", "\n", "\n\n", "- ", "**", "`", "  ", "\\", ": ", "===\n"]),
        max_size=30,
    )
)
@settings(deadline=None)
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = " ".join(pieces)
    content = read(text)
    said = " ".join(block.text + " " + block.name for top in content.blocks for block in top.walk())
    said += " ".join(value.text for _, value in content.metadata.fields)
    for word in ("Heron", "mill", "cake"):
        assert said.count(word) >= text.count(word)


@pytest.mark.parametrize(
    "text",
    ["x" * 400_000, "`a " * 6_000, "*a\n" * 90_000, "|" * 19_000, "- x\n" * 4_000, "a\n" * 10_000, ".. x::\n" * 3_000],
    ids=["one word", "backquotes", "stars", "bars", "items", "lines", "directives"],
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 15
