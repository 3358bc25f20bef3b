"""Org files in, blocks and metadata out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Block
from hallway.extractors.readers.org import read
from tests.reader_invariants import check_content

NOTES = """#+TITLE: Kettle meetup, July
#+AUTHOR: Ida Holm
#+DATE: <2014-07-30 Wed>
#+FILETAGS: :kettle:meetup:
#+OPTIONS: toc:nil

Held at [[https://loft.example][the Loft]], see also https://kettle.example/log.

* TODO [#A] People [2/3] :who:
  :PROPERTIES:
  :ID: 42
  :END:
  - Ida Holm, who was hoping
    to meet /everyone/
    1. with tea
  - [X] Sven Aune
  - Host :: the *Loft*

** Talks
   SCHEDULED: <2014-07-30 Wed>
   #+CAPTION: Programme
   | Time  | Talk    |
   |-------+---------|
   | 18:00 | Brewing |

   #+BEGIN_SRC elisp
     (kettle-boil)
   #+END_SRC

   #+RESULTS:
   : done
   : at once
# nobody reads this
#+begin_quote
Boil =twice=, pour ~once~.[fn:1]
#+end_quote

* COMMENT Drafts
  hidden
** deeper
   hidden too
* Next
  <2014-08-27 Wed> at six.

[fn:1] As Ole says.
"""


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.name, b.text) for top in blocks for b in top.walk()]


def test_a_file_becomes_blocks() -> None:
    assert outline(read(NOTES).blocks) == [
        ("paragraph", 0, "", "Held at the Loft, see also https://kettle.example/log."),
        ("heading", 1, "", "People"),
        ("list", 0, "", ""),
        ("item", 1, "-", "Ida Holm, who was hoping to meet everyone"),
        ("list", 0, "", ""),
        ("item", 2, "1.", "with tea"),
        ("item", 1, "-", "Sven Aune"),
        ("field", 1, "Host", "the Loft"),
        ("heading", 2, "", "Talks"),
        ("paragraph", 0, "", "Programme"),
        ("table", 0, "", ""),
        ("row", 0, "", ""),
        ("cell", 0, "", "Time"),
        ("cell", 0, "", "Talk"),
        ("row", 0, "", ""),
        ("cell", 0, "", "18:00"),
        ("cell", 0, "", "Brewing"),
        ("code", 0, "elisp", "  (kettle-boil)"),
        ("code", 0, "", "done\nat once"),
        ("quote", 0, "", ""),
        ("paragraph", 0, "", "Boil twice, pour once."),
        ("heading", 1, "", "Next"),
        ("paragraph", 0, "", "<2014-08-27 Wed> at six."),
        ("paragraph", 0, "", "As Ole says."),
    ]


def test_keywords_are_metadata() -> None:
    metadata = read(NOTES).metadata
    assert metadata.title is not None
    assert metadata.title.text == "Kettle meetup, July"
    assert [author.text for author in metadata.authors] == ["Ida Holm"]
    assert [tag.text for tag in metadata.tags] == ["kettle", "meetup"]


def test_the_first_heading_is_the_title_of_a_file_that_names_none() -> None:
    title = read("* Winter meet :fun:\n").metadata.title
    assert title is not None
    assert (title.text, title.start, title.end) == ("Winter meet", 2, 13)


def test_the_rows_above_a_rule_are_the_header() -> None:
    table = next(block for block in read(NOTES).blocks if block.kind == "table")
    assert [row.header for row in table.children] == [True, False]


def test_links_and_looks_are_runs() -> None:
    (block,) = read("*Ann* and [[file:a.org][her /notes/]], =code= in [[./pic.png]] a/b/c").blocks
    assert [(run.text, run.target, run.style) for run in block.runs] == [
        ("Ann", None, "strong"), (" and ", None, ""), ("her ", "file:a.org", ""), ("notes", "file:a.org", "emphasis"),
        (", ", None, ""), ("code", None, "code"), (" in ", None, ""), ("a/b/c", None, ""),
    ]  # fmt: skip


def test_output_lines_keep_their_places() -> None:
    text = "  : one\n  : two\n"
    (run,) = read(text).blocks[0].runs
    assert run.text == "one\ntwo"
    assert text[slice(*run.span(4, 7))] == "two"


@pytest.mark.parametrize("head", ["* DONE Plans", "* [#B] Plans :a:b:", "* WAITING Plans [50%]"])
def test_what_org_adds_to_a_headline_is_left_out(head: str) -> None:
    assert read(head).blocks[0].text == "Plans"


def test_words_for_states_may_be_declared() -> None:
    assert read("#+TODO: OPEN | SHUT(s)\n* SHUT Plans\n* BIG Plans\n").blocks[0].text == "Plans"
    assert read("* BIG Plans\n").blocks[0].text == "BIG Plans"


def test_an_included_file_and_a_block_without_end_are_faults() -> None:
    content = read("Hi\n#+INCLUDE: more.org\n#+BEGIN_SRC sh\nmake\n")
    assert [(fault.line, fault.what.split(":")[0]) for fault in content.faults] == [
        (2, "included file is not read"), (3, "block without an end"),
    ]  # fmt: skip
    assert [block.text for block in content.blocks] == ["Hi", "make"]


def test_looks_close_behind_an_address() -> None:
    (block,) = read("*voir http://gand.example/x* puis (http://gand.example/y).").blocks
    assert block.text == "voir http://gand.example/x puis (http://gand.example/y)."
    assert [run.target for run in block.runs if run.target] == ["http://gand.example/x", "http://gand.example/y"]


PIECES = [
    "* ", "** TODO ", "- ", "  - ", "1. ", "term :: x", "\n", "\n\n", " ", "#+TITLE: x\n", "#+BEGIN_SRC py\n",
    "#+END_SRC\n", "#+BEGIN_QUOTE\n", "#+END_QUOTE\n", ":PROPERTIES:\n", ":END:\n", ":a: b\n", "| a |", "|--|\n",
    ": x\n", "[[", "][", "]]", "*", "/", "=", "~", "+", "_", "[fn:1]", "[fn:: x]", "<<a>>", "http://a.b",
    "#+INCLUDE: a\n", "# c\n", "\\\\\n", "\t", "\u2028", "\x00", "wörd", ":tag:",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_gives_runs_that_stand_where_they_say(text: str) -> None:
    check_content(text, read(text))
