"""MediaWiki pages in, blocks and metadata out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Block
from hallway.extractors.readers.mediawiki import read
from tests.reader_invariants import check_content

SPRINT = """{{DISPLAYTITLE:Kettle sprint in Ghent}}
{{Infobox event
| place = [[Ghent]]
| date = 3&ndash;5 May 2016
}}
The sprint was hosted by {{User|Mira Okafor}} <!-- thanks! --> at ''De Loods''.<ref>See the list.</ref>

== Results ==
* '''Tomas Brandt''' worked on [[Kettle (software)|Kettle]]:
** ported it to Brass 3
** see [https://kettle.example/notes the notes] or https://kettle.example/log.
* Docs &quot;for all&quot;
# first
;Attendees
* Mira Okafor
* Yann Le Goff
; Host : De Loods
: with coffee
== Programme ==
{| class="wikitable"
|+ Saturday
! Time !! Talk
|-
| 10:00 || '''Brewing''' with [[Kettle]]
|}
<syntaxhighlight lang="python">
import kettle
</syntaxhighlight>
__NOTOC__
[[File:group.png|thumb|The group in front of ''De Loods'']]
[[Category:Sprints]]
"""


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.name, b.text) for top in blocks for b in top.walk()]


def test_a_page_becomes_blocks() -> None:
    assert outline(read(SPRINT).blocks) == [
        ("field", 0, "place", "Ghent"),
        ("field", 0, "date", "3–5 May 2016"),
        ("paragraph", 0, "", "The sprint was hosted by Mira Okafor at De Loods."),
        ("heading", 2, "", "Results"),
        ("list", 0, "", ""),
        ("item", 1, "*", "Tomas Brandt worked on Kettle:"),
        ("list", 0, "", ""),
        ("item", 2, "*", "ported it to Brass 3"),
        ("item", 2, "*", "see the notes or https://kettle.example/log."),
        ("item", 1, "*", 'Docs "for all"'),
        ("list", 0, "", ""),
        ("item", 1, "#", "first"),
        ("list", 0, "", ""),
        ("field", 1, "Attendees", ""),
        ("list", 0, "", ""),
        ("item", 2, "*", "Mira Okafor"),
        ("item", 2, "*", "Yann Le Goff"),
        ("field", 1, "Host", "De Loods"),
        ("paragraph", 0, "", "with coffee"),
        ("heading", 2, "", "Programme"),
        ("table", 0, "", ""),
        ("row", 0, "", ""),
        ("cell", 0, "", "Saturday"),
        ("row", 0, "", ""),
        ("cell", 0, "", "Time"),
        ("cell", 0, "", "Talk"),
        ("row", 0, "", ""),
        ("cell", 0, "", "10:00"),
        ("cell", 0, "", "Brewing with Kettle"),
        ("code", 0, "python", "import kettle"),
        ("paragraph", 0, "", "The group in front of De Loods"),
    ]


def test_title_and_categories_are_metadata() -> None:
    metadata = read(SPRINT).metadata
    assert metadata.title is not None
    assert metadata.title.text == "Kettle sprint in Ghent"
    assert [tag.text for tag in metadata.tags] == ["Sprints"]


def test_the_first_heading_is_the_title_of_a_page_that_names_none() -> None:
    title = read("Hello.\n== Winter meet ==\n").metadata.title
    assert title is not None
    assert (title.text, title.start, title.end) == ("Winter meet", 10, 21)


def test_links_and_looks_are_runs() -> None:
    (block,) = read("'''Ann''' on [[Kettle (software)|Kettle]], [http://k.example log] and ''tea''").blocks
    assert [(run.text, run.target, run.style) for run in block.runs] == [
        ("Ann", None, "strong"), (" on ", None, ""), ("Kettle", "Kettle (software)", ""), (", ", None, ""),
        ("log", "http://k.example", ""), (" and ", None, ""), ("tea", None, "emphasis"),
    ]  # fmt: skip


def test_an_entity_is_one_character_that_spans_its_reference() -> None:
    text = "tea &amp; cake"
    (run,) = read(text).blocks[0].runs
    assert run.text == "tea & cake"
    assert text[slice(*run.span(4, 5))] == "&amp;"
    assert text[slice(*run.span(6, 10))] == "cake"


def test_nowiki_is_taken_as_it_stands_and_breaks_are_kept() -> None:
    assert read("<nowiki>[[raw]]</nowiki> a<br>b").blocks[0].text == "[[raw]] a\nb"


@pytest.mark.parametrize("said", ["{{Reflist}}", "{{Cite|Ann Lee}}", "<!-- Ann -->", "[[File:ann.png]]", "__TOC__"])
def test_what_no_person_reads_is_left_out(said: str) -> None:
    assert read(said).blocks == ()


def test_a_table_in_a_cell_and_a_list_in_a_cell() -> None:
    (table,) = read("{|\n|\n* Ann\n* Bo\n| tea\n|}").blocks
    row = table.children[0]
    assert [item.text for item in row.children[0].walk() if item.kind == "item"] == ["Ann", "Bo"]
    assert row.children[1].text == "tea"


@pytest.mark.parametrize("said", ["{{a|", "<ref>", "[http://a ", "{|\n", "<b>", "'''''", "*"])
def test_hostile_nesting_is_read_in_time_and_not_too_deep(said: str) -> None:
    text = said * 3000
    content = read(text)
    check_content(text, content)
    depth, level = 0, list(content.blocks)
    while level:
        depth, level = depth + 1, [child for block in level for child in block.children]
    assert depth < 100


def test_lists_written_as_tags_and_french_fields() -> None:
    page = "; Participants : Ida, Ole\n; Rapporteur : Yann\n\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"
    fields, items = read(page).blocks
    named = {field.name: field.text for field in fields.children}
    assert named == {"Participants": "Ida, Ole", "Rapporteur": "Yann"}
    assert [item.text for item in items.children] == ["un", "deux"]


PIECES = [
    "* ", "#", ":", ";", "\n", "\n\n", " ", "== ", " ==", "'''", "''", "[[", "]]", "|", "[http://a.b ", "]", "{{",
    "}}", "{|\n", "\n|}", "\n|-", "\n! ", "\n| ", "<br>", "<ref>", "</ref>", "<pre>", "</pre>", "<li>", "<div>",
    "</div>", "<td>", "&amp;", "<!--", "-->", "[[File:a.png|thumb|", "[[Category:Z]]", "__TOC__", "\u2028", "\x00",
    "wörd", "a: b",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_gives_runs_that_stand_where_they_say(text: str) -> None:
    check_content(text, read(text))
