"""Text without markup: paragraphs, lists, headings and header lines told by shape alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.document import Block
from hallway.extractors.readers.plain import read
from tests.reader_invariants import check_content

Shape = tuple[object, ...]


def shape(blocks: tuple[Block, ...]) -> list[Shape]:
    """Blocks as (kind, text, *children)."""
    return [(block.kind, block.text, *shape(block.children)) for block in blocks]


def blocks(text: str) -> list[Shape]:
    content = read(text)
    check_content(text, content)
    return shape(content.blocks)


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "On Saturday a handful of us met in the old mill and went through the list of\n"
        "things that the parser of Heron still gets wrong. It was a long list, and\n"
        "Teodor had brought cake.\n"
    )
    assert blocks(text) == [("paragraph", " ".join(text.split("\n")).strip())]


def test_records_stay_lines_of_their_own() -> None:
    text = (
        "Notes of May\n\nPresent: Ilse, Teodor, Maud\nExcused: Bram\nRapporteur : Maud\n\n14:00 Opening\n14:30 Heron\n"
    )
    assert blocks(text)[1:] == [
        ("paragraph", "Present: Ilse, Teodor, Maud"),
        ("paragraph", "Excused: Bram"),
        ("paragraph", "Rapporteur : Maud"),
        ("paragraph", "14:00 Opening"),
        ("paragraph", "14:30 Heron"),
    ]


def test_names_a_line_are_not_joined_though_other_text_is_wrapped() -> None:
    text = (
        "Ilse Vandermolen\nTeodor Wysk\nMaud Perrin\n\n"
        "We began with the question of whether the release of Heron should wait for\n"
        "the new parser, and decided that it should not.\n"
    )
    assert [said for _, said in blocks(text)] == [
        "Ilse Vandermolen",
        "Teodor Wysk",
        "Maud Perrin",
        "We began with the question of whether the release of Heron should wait for the new parser, "
        "and decided that it should not.",
    ]


def test_a_list_of_names_that_was_wrapped_after_a_comma_is_one_record() -> None:
    text = "Meeting\n\nPresent: Ilse Vandermolen, Teodor Wysk,\n   Maud Perrin\nExcused: none\n"
    assert blocks(text)[1:] == [
        ("paragraph", "Present: Ilse Vandermolen, Teodor Wysk, Maud Perrin"),
        ("paragraph", "Excused: none"),
    ]


def test_bullets_nest_by_indentation_and_hold_their_hanging_lines() -> None:
    text = (
        "  • Heron in practice, a talk that went on for much longer than the half hour\n"
        "    it had been given\n"
        "    • many questions\n"
        "    • slides to come\n\n\n"
        "  • Closing\n"
    )
    content = read(text)
    check_content(text, content)
    assert shape(content.blocks) == [
        (
            "list",
            "",
            (
                "item",
                "Heron in practice, a talk that went on for much longer than the half hour it had been given",
                ("list", "", ("item", "many questions"), ("item", "slides to come")),
            ),
            ("item", "Closing"),
        )
    ]
    items = [block for block in content.blocks[0].walk() if block.kind == "item"]
    assert [(item.level, item.name) for item in items] == [(1, "•"), (2, "•"), (2, "•"), (1, "•")]


def test_numbers_with_dashes_at_the_same_indentation_below_them_are_two_depths() -> None:
    assert blocks("Agenda:\n1. Heron\n- parser\n- docs\n2. Cake\n") == [
        ("paragraph", "Agenda:"),
        ("list", "", ("item", "Heron", ("list", "", ("item", "parser"), ("item", "docs"))), ("item", "Cake")),
    ]


@pytest.mark.parametrize("marker", ["•", "-", "*", "o", "+", "–", "1.", "a)", "2)"])
def test_every_common_marker_begins_an_item(marker: str) -> None:
    content = read(f"We had:\n\n{marker} tea\n{marker} cake\n")
    assert [(item.name, item.text) for item in content.blocks[1].children] == [(marker, "tea"), (marker, "cake")]


def test_a_dash_at_the_start_of_a_wrapped_line_begins_no_item() -> None:
    text = (
        "What came of it all is a parser that reads Heron files of any size and age\n"
        "- slowly, but it does - and that Teodor will put on the shelf by the end of the\n"
        "month if nobody stops him.\n"
    )
    assert [kind for kind, *_ in blocks(text)] == ["paragraph"]


def test_a_paragraph_indented_below_an_item_belongs_to_it() -> None:
    assert blocks("- Heron\n\n  Ilse showed the parser.\n\nThen we left.\n") == [
        ("list", "", ("item", "Heron", ("paragraph", "Ilse showed the parser."))),
        ("paragraph", "Then we left."),
    ]


@pytest.mark.parametrize(
    "heading", ["Heron\n=====\n", "Heron\n-----\n", "~~~~~\nHeron\n~~~~~\n", "== Heron ==\n", "HERON\n"]
)
def test_headings_are_told_by_what_marks_them(heading: str) -> None:
    first = read(f"Some words, to begin with.\n\n{heading}\nIt was discussed at length.\n").blocks[1]
    assert (first.kind, first.text.lower(), first.level) == ("heading", "heron", 1)


def test_headings_rank_in_the_order_in_which_their_marks_appear() -> None:
    content = read("Report\n======\n\nDay one\n-------\n\nTea.\n\nDay two\n-------\n\nCake.\n")
    assert [(b.text, b.level) for b in content.blocks if b.kind == "heading"] == [
        ("Report", 1),
        ("Day one", 2),
        ("Day two", 2),
    ]
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Report"


def test_a_short_line_that_stands_alone_above_a_list_is_a_heading() -> None:
    found = blocks("It was a good day, all in all.\n\nTalks attended\n\n- Heron, by Ilse\n")
    assert found[1] == ("heading", "Talks attended")


def test_starred_lines_between_paragraphs_are_headings_and_not_items() -> None:
    text = "Meeting\n\n* Room\n\nWe keep the old mill for another year.\n\n* Posters\n\nMaud draws them.\n"
    assert [kind for kind, *_ in blocks(text)] == ["heading", "heading", "paragraph", "heading", "paragraph"]


def test_the_first_line_is_the_title_and_a_date_below_it_the_date() -> None:
    text = (
        "My week with Heron\n\nFriday June 06, 2031\nIt began with rain, and the roof of the mill does not like rain.\n"
    )
    metadata = read(text).metadata
    assert metadata.title is not None
    assert metadata.date is not None
    assert metadata.title.text == "My week with Heron"
    assert (metadata.date.text, text[metadata.date.start : metadata.date.end]) == ("2031-06-06", "Friday June 06, 2031")


def test_a_sentence_at_the_top_is_no_title() -> None:
    assert read("What a crowd! More than forty people!\n\nWe had to stand.\n").metadata.title is None


def test_header_lines_are_metadata_and_what_concerns_the_meeting_stays() -> None:
    content = read("From: Ilse Vandermolen <ilse@mill.example>\nSubject: Notes of May\nPresent: Bram\n\nTea was had.\n")
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Notes of May"
    assert [author.text for author in content.metadata.authors] == ["Ilse Vandermolen"]
    assert shape(content.blocks) == [("paragraph", "Present: Bram"), ("paragraph", "Tea was had.")]


def test_what_a_wiki_puts_above_its_pages_is_dropped() -> None:
    found = blocks("From MillWiki\nJump to: navigation, search\n\nTea was had, and more than once.\n")
    assert found == [("paragraph", "Tea was had, and more than once.")]


def test_bare_addresses_are_links() -> None:
    text = "See http://mill.example/a_(b), <https://heron.example>. Write to maud@mill.example.\n"
    content = read(text)
    check_content(text, content)
    assert [(run.text, run.target) for run in content.blocks[0].runs] == [
        ("See ", None),
        ("http://mill.example/a_(b)", "http://mill.example/a_(b)"),
        (", ", None),
        ("https://heron.example", "https://heron.example"),
        (". Write to ", None),
        ("maud@mill.example", "mailto:maud@mill.example"),
        (".", None),
    ]


def test_mail_quotes_are_quotes() -> None:
    assert blocks("Ilse wrote:\n\n> The roof leaks.\n> \n> Again.\n\nIndeed it does.\n")[1] == (
        "quote",
        "",
        ("paragraph", "The roof leaks."),
        ("paragraph", "Again."),
    )


_PIECES = st.sampled_from(
    [
        "Heron",
        "the mill",
        "- ",
        "* ",
        "1. ",
        "a) ",
        "• ",
        "\n",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "====",
        "----",
        "== x ==",
        "> ",
        "Date: ",
        "Title: ",
        "http://a.example/x",
        "m@a.example",
        "<",
        ">",
        ": ",
        "wrapped lines, long ones indeed, ",
        "\x0c",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join)))
def test_any_text_is_read_and_every_offset_holds(text: str) -> None:
    check_content(text, read(text))


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_no_word_is_lost(text: str) -> None:
    content = read(text)
    said = " ".join(block.text for top in content.blocks for block in top.walk())
    said += " ".join(value.text for _, value in content.metadata.fields)
    for word in ("Heron", "mill", "wrapped"):
        assert said.count(word) >= text.count(word)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 500_000,
        "".join(" " * n + "- x\n" for n in range(1500)),
        "(" * 200_000,
        "http://" + "(" * 100_000 + ")" * 50_000,
        "a@" * 100_000,
        "= " * 100_000,
        "- " * 100_000,
        "> " * 100_000,
        "a\n" * 50_000,
        "Lone line\n\n" * 20_000,
    ],
    ids=[
        "one word",
        "deep",
        "brackets",
        "address",
        "at signs",
        "equals",
        "dashes",
        "quotes",
        "short lines",
        "lone lines",
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 10
