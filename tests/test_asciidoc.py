"""AsciiDoc in, blocks and metadata out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Block
from hallway.extractors.readers.asciidoc import read
from tests.reader_invariants import check_content

REPORT = """= Winter gathering of the Brass users
Mira Okafor <mira@brass.example>; Yann Le Goff
v1.2, 2015-01-20: after review
:keywords: brass, gathering
:city: Ghent
// nobody reads this

We met in {city}. __Everyone__ came, *even Ole*; see
https://brass.example/w[the page^] or mailto:mira@brass.example[Mira].

== Talks

. Brewing by _Tomas Brandt_
. Casting, see link:cast.html[slides]
+
He showed `cast --hot` too.
.. part two
* [x] done

Host:: De Loods
Next date::
  in June

[quote, Ida Holm, Loft news]
____
A fine day.
____

.Programme
[options="header"]
|===
|Time |Talk

|10:00
|Brewing

2+|Lunch
|===

[source,python]
----
import brass
----

////
hidden
////
image::group.png[The group]
include::rest.adoc[]

NOTE: bring tea & cake footnote:[or pie] &copy; 2015
"""


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.name, b.text) for top in blocks for b in top.walk()]


def test_a_document_becomes_blocks() -> None:
    assert outline(read(REPORT).blocks) == [
        ("heading", 1, "", "Winter gathering of the Brass users"),
        ("paragraph", 0, "", "We met in Ghent. Everyone came, even Ole; see the page or Mira."),
        ("heading", 2, "", "Talks"),
        ("list", 0, "", ""),
        ("item", 1, ".", "Brewing by Tomas Brandt"),
        ("item", 1, ".", "Casting, see slides"),
        ("paragraph", 0, "", "He showed cast --hot too."),
        ("list", 0, "", ""),
        ("item", 2, "..", "part two"),
        ("list", 0, "", ""),
        ("item", 3, "*", "done"),
        ("list", 0, "", ""),
        ("field", 1, "Host", "De Loods"),
        ("field", 1, "Next date", "in June"),
        ("quote", 0, "", ""),
        ("paragraph", 0, "", "Ida Holm, Loft news"),
        ("paragraph", 0, "", "A fine day."),
        ("paragraph", 0, "", "Programme"),
        ("table", 0, "", ""),
        ("row", 0, "", ""),
        ("cell", 0, "", "Time"),
        ("cell", 0, "", "Talk"),
        ("row", 0, "", ""),
        ("cell", 0, "", "10:00"),
        ("cell", 0, "", "Brewing"),
        ("row", 0, "", ""),
        ("cell", 0, "", "Lunch"),
        ("code", 0, "python", "import brass"),
        ("paragraph", 0, "", "NOTE: bring tea & cake (or pie) © 2015"),
    ]


def test_the_header_is_metadata() -> None:
    metadata = read(REPORT).metadata
    assert metadata.title is not None
    assert metadata.title.text == "Winter gathering of the Brass users"
    names = [author.text for author in metadata.authors]
    assert [names[0][:11], names[1]] == ["Mira Okafor", "Yann Le Goff"]
    assert metadata.date is not None
    assert metadata.date.text == "2015-01-20"


def test_an_included_file_is_a_fault_with_its_line() -> None:
    (fault,) = read(REPORT).faults
    assert REPORT.split("\n")[fault.line - 1] == "include::rest.adoc[]"
    assert "rest.adoc" in fault.what


@pytest.mark.parametrize(("sign", "level"), [("=", 1), ("-", 2), ("~", 3), ("^", 4)])
def test_underlined_lines_are_headings(sign: str, level: int) -> None:
    (block,) = read(f"Leftovers\n{sign * 9}\n").blocks
    assert (block.kind, block.level, block.text) == ("heading", level, "Leftovers")


def test_author_and_date_attributes_under_a_two_line_title() -> None:
    metadata = read("Spring meeting\n==============\n:Author: Ole Dahl\n:Date: 2009-04-02\n\nHi.\n").metadata
    assert [author.text for author in metadata.authors] == ["Ole Dahl"]
    assert metadata.date is not None
    assert metadata.date.text == "2009-04-02"


def test_bullets_after_leading_blanks_go_on_over_lines() -> None:
    text = "__People__\n\n * Ole, who\n   wrote this\n * Ida\n"
    items = [b.text for top in read(text).blocks for b in top.walk() if b.kind == "item"]
    assert items == ["Ole, who wrote this", "Ida"]


def test_signs_inside_words_are_text_and_escapes_are_dropped() -> None:
    text = r"snake_case_name and 2*3*4, a \'real' \*star*"
    assert read(text).blocks[0].text == "snake_case_name and 2*3*4, a 'real' *star*"


def test_links_and_looks_are_runs() -> None:
    (block,) = read("*Ann* at http://a.example/x_y[the _page_], http://b.example/c.").blocks
    assert [(run.text, run.target, run.style) for run in block.runs] == [
        ("Ann", None, "strong"), (" at ", None, ""), ("the ", "http://a.example/x_y", ""),
        ("page", "http://a.example/x_y", "emphasis"), (", ", None, ""),
        ("http://b.example/c", "http://b.example/c", ""), (".", None, ""),
    ]  # fmt: skip


def test_a_block_that_does_not_end_is_a_fault_and_keeps_its_words() -> None:
    content = read("____\nTea for all\n")
    assert [fault.what for fault in content.faults] == ["block without an end: ____"]
    assert content.blocks[0].children[0].text == "Tea for all"


def test_delimiters_below_words_or_bullets_are_not_underlines() -> None:
    section, note = read("====\n* un\n====\n\n--\nouvert\n--\n").blocks
    assert [(block.kind, block.text) for block in section.walk()] == [("section", ""), ("list", ""), ("item", "un")]
    assert [(block.kind, block.text) for block in note.walk()] == [("section", ""), ("paragraph", "ouvert")]


def test_looks_close_behind_an_address() -> None:
    (block,) = read("*voir http://gand.example/x* puis").blocks
    assert [(run.text, run.style) for run in block.runs] == [
        ("voir ", "strong"), ("http://gand.example/x", "strong"), (" puis", ""),
    ]  # fmt: skip


PIECES = [
    "= ", "== ", "\n====\n", "\n----\n", "\n....\n", "\n____\n", "\n--\n", "\n****\n", "\n////\n", "\n|===\n", "* ",
    "** ", ". ", "- ", "+\n", "term:: ", "\n", "\n\n", " ", "|", "2+|", "_", "__", "*", "`", "+", "#", "\\",
    "http://a.b/c[", "link:x[l]", "]", "[quote, A]\n", "[source,py]\n", ":Author: J\n", "include::a[]\n",
    "image::a[]\n", "footnote:[x]", "{a}", "&amp;", "<<a,b>>", "// c\n", ".Title\n", "\t", "\u2028", "\x00", "wörd",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_gives_runs_that_stand_where_they_say(text: str) -> None:
    check_content(text, read(text))
