"""DokuWiki pages in, blocks and metadata out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Block
from hallway.extractors.readers.dokuwiki import read
from tests.reader_invariants import check_content

MINUTES = """~~NOTOC~~
====== Members' evening ======
{{tag>minutes "open evening"}}

Present: **Ida Holm**, //Sven Aune// (see http://loft.example/who//cares).\\\\ Late: Ole.

===== Topics =====
  * The [[tools:lathe|lathe]] and [[tools:press]]
    - ask <ida@loft.example>
    - pay ''40 EUR''
  * Keys ((two are lost))

^ Task ^ Who ^
| Clean | [[user:ida|Ida Holm]] |
| Paint | ::: |

> I can do it
>> So can I
<code python>
import lathe
</code>
{{ :group.jpg?200 |The group}} {{:plan.pdf|the plan}}
Say %%**no**%% or <del>maybe</del>.
"""


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.name, b.text) for top in blocks for b in top.walk()]


def test_a_page_becomes_blocks() -> None:
    assert outline(read(MINUTES).blocks) == [
        ("heading", 1, "", "Members' evening"),
        ("paragraph", 0, "",
         "Present: Ida Holm, Sven Aune (see http://loft.example/who//cares).\nLate: Ole."),
        ("heading", 2, "", "Topics"),
        ("list", 0, "", ""),
        ("item", 1, "*", "The lathe and press"),
        ("list", 0, "", ""),
        ("item", 2, "-", "ask ida@loft.example"),
        ("item", 2, "-", "pay 40 EUR"),
        ("item", 1, "*", "Keys (two are lost)"),
        ("table", 0, "", ""),
        ("row", 0, "", ""),
        ("cell", 0, "", "Task"),
        ("cell", 0, "", "Who"),
        ("row", 0, "", ""),
        ("cell", 0, "", "Clean"),
        ("cell", 0, "", "Ida Holm"),
        ("row", 0, "", ""),
        ("cell", 0, "", "Paint"),
        ("cell", 0, "", ""),
        ("quote", 0, "", ""),
        ("paragraph", 0, "", "I can do it"),
        ("quote", 0, "", ""),
        ("paragraph", 0, "", "So can I"),
        ("code", 0, "python", "import lathe"),
        ("paragraph", 0, "", "the plan Say **no** or maybe."),
    ]  # fmt: skip


def test_the_tag_plugin_gives_tags() -> None:
    metadata = read(MINUTES).metadata
    assert [tag.text for tag in metadata.tags] == ["minutes", "open evening"]
    assert metadata.title is not None
    assert metadata.title.text == "Members' evening"


def test_links_and_looks_are_runs() -> None:
    (block,) = read("**Ann** at [[doku>x|the **lathe**]], //now//").blocks
    assert [(run.text, run.target, run.style) for run in block.runs] == [
        ("Ann", None, "strong"), (" at ", None, ""), ("the ", "doku>x", ""), ("lathe", "doku>x", "strong"),
        (", ", None, ""), ("now", None, "emphasis"),
    ]  # fmt: skip


def test_a_header_row_is_told() -> None:
    table = next(block for block in read(MINUTES).blocks if block.kind == "table")
    assert [row.header for row in table.children] == [True, False, False]


@pytest.mark.parametrize(("signs", "level"), [("======", 1), ("=====", 2), ("==", 5)])
def test_more_signs_make_a_higher_heading(signs: str, level: int) -> None:
    assert read(f"{signs} Plans {signs}").blocks[0].level == level


def test_marks_that_have_no_partner_are_text() -> None:
    assert read("2**8 and it''s").blocks[0].text == "2**8 and it''s"


def test_lines_that_are_wrapped_are_one_paragraph_with_places() -> None:
    text = "one\ntwo"
    (run,) = read(text).blocks[0].runs
    assert run.text == "one two"
    assert text[slice(*run.span(4, 7))] == "two"


def test_indented_lines_are_code() -> None:
    (code,) = read("  make all\n  make test\n").blocks
    assert (code.kind, code.text) == ("code", "make all\nmake test")


def test_a_look_or_a_break_right_behind_an_address_is_not_part_of_it() -> None:
    (block,) = read("**voir http://gand.example/a_(b)**, //http://gand.example/x//\\\\ fin").blocks
    assert block.text == "voir http://gand.example/a_(b), http://gand.example/x\nfin"
    assert [run.target for run in block.runs if run.target] == ["http://gand.example/a_(b)", "http://gand.example/x"]


PIECES = [
    "  * ", "    - ", "\n", "\n\n", " ", "====== ", " ======", "**", "//", "''", "__", "[[", "]]", "|", "^", "{{",
    "}}", "((", "))", "%%", "<code>", "</code>", "<file x>", "</file>", "<nowiki>", "</nowiki>", "\\\\ ", "> ",
    ">> ", "~~NOTOC~~", "{{tag>a b}}", "http://a.b/c", "\t", "\u2028", "\x00", "wörd", ":::",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_gives_runs_that_stand_where_they_say(text: str) -> None:
    check_content(text, read(text))
