"""How a write-up is laid out: what stands under what, where sentences end, and where in the file a stretch stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.passages import Passage, passages
from tests.extraction import document_of


def laid_out(text: str, path: str = "a.md") -> list[Passage]:
    return passages(document_of(text, path=path))


def sentences(text: str) -> list[str]:
    [passage] = laid_out(text)
    return [passage.text[i:j].strip() for i, j in passage.sentences]


def above(passage: Passage) -> list[str]:
    return [one.text for one in passage.ancestors()]


def test_a_paragraph_stands_under_the_headings_over_it_nearest_first() -> None:
    assert above(laid_out("# Trip\n\n## Monday\n\nWe met.\n")[-1]) == ["Monday", "Trip"]


def test_a_heading_closes_those_of_its_level_and_below() -> None:
    found = laid_out("# Trip\n\n## Monday\n\n### Morning\n\n## Tuesday\n\nWe left.\n")
    assert above(found[-1]) == ["Tuesday", "Trip"]


def test_an_item_stands_under_the_item_it_is_nested_in() -> None:
    found = laid_out("- Lamps\n  - oil\n  - gas\n- Maps\n")
    assert [(one.text, above(one)) for one in found] == [
        ("Lamps", []),
        ("oil", ["Lamps"]),
        ("gas", ["Lamps"]),
        ("Maps", []),
    ]


def test_a_short_line_with_a_colon_opens_the_list_after_it() -> None:
    assert above(laid_out("Who came:\n\n- Alice\n")[-1]) == ["Who came:"]


def test_a_line_without_a_colon_opens_no_list() -> None:
    assert above(laid_out("Somebody came.\n\n- Alice\n")[-1]) == []


def test_what_stands_under_a_heading_comes_in_document_order() -> None:
    found = laid_out("# Trip\n\n## Monday\n\nOne.\n\nTwo.\n\n## Tuesday\n\nThree.\n")
    assert [one.text for one in found[0].under()] == ["Monday", "One.", "Two.", "Tuesday", "Three."]


def test_code_is_left_out() -> None:
    assert [one.text for one in laid_out("Before.\n\n```\nAlice worked on Django.\n```\n\nAfter.\n")] == [
        "Before.",
        "After.",
    ]


def test_a_table_of_contents_is_left_out() -> None:
    assert [one.text for one in laid_out("- [Monday](#monday)\n- [Tuesday](#tuesday)\n\nWe left.\n")] == ["We left."]


def test_a_list_of_links_to_other_pages_is_no_table_of_contents() -> None:
    assert [one.text for one in laid_out("- [Monday](monday.html)\n")] == ["Monday"]


def test_what_stands_in_a_quote_is_quoted() -> None:
    assert [(one.text, one.quoted) for one in laid_out("I said:\n\n> Hello there.\n")] == [
        ("I said:", False),
        ("Hello there.", True),
    ]


def test_cells_know_their_row_and_column() -> None:
    found = [one for one in laid_out("| a | b |\n|---|---|\n| c | d |\n") if one.kind == "cell"]
    first = found[0].row
    assert [(one.text, one.row - first, one.column) for one in found] == [
        ("a", 0, 0),
        ("b", 0, 1),
        ("c", 1, 0),
        ("d", 1, 1),
    ]


def test_a_title_that_only_the_metadata_gives_is_the_first_heading() -> None:
    [title, body] = laid_out("---\ntitle: A trip\n---\n\nWe left.\n")
    assert (title.kind, title.text, body.text) == ("heading", "A trip", "We left.")


def test_a_title_that_the_body_repeats_is_not_laid_out_twice() -> None:
    assert [one.text for one in laid_out("---\ntitle: A trip\n---\n\n# A trip\n\nWe left.\n")] == ["A trip", "We left."]


def test_neighbouring_runs_with_one_target_are_one_link() -> None:
    [passage] = laid_out("See [the *old* map](http://maps.example/old) here.\n")
    [(i, j, target)] = passage.links
    assert (passage.text[i:j], target) == ("the old map", "http://maps.example/old")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met. We left.", ["We met.", "We left."]),
        ("We met! Did we leave? Yes.", ["We met!", "Did we leave?", "Yes."]),
        ("Dr. Quill spoke. We left.", ["Dr. Quill spoke.", "We left."]),
        ("Mathieu F. Ferrand spoke.", ["Mathieu F. Ferrand spoke."]),
        ("We saw lamps, maps, etc. Later we left.", ["We saw lamps, maps, etc. Later we left."]),
        ("Version 2.7 is out.", ["Version 2.7 is out."]),
        ("We met... Then we left.", ["We met...", "Then we left."]),
        ("On a ri… Puis dormi.", ["On a ri…", "Puis dormi."]),
        ("see lanterns.example for more", ["see lanterns.example for more"]),
    ],
)
def test_a_sentence_ends_at_its_stop(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.xfail(strict=True, reason="passages._STOP knows no blank before a closing »")
def test_a_sentence_ends_after_a_closing_french_quote() -> None:
    assert sentences("Elle dit « Bonjour. » Puis elle partit.") == ["Elle dit « Bonjour. »", "Puis elle partit."]


def test_a_hard_break_ends_a_sentence() -> None:
    assert sentences("Alice Marsh\\\nBruno Tallow\n") == ["Alice Marsh", "Bruno Tallow"]


def test_a_span_leads_back_into_the_file_markup_between_runs_included() -> None:
    text = "We met **Alice** *Marsh* there.\n"
    document = document_of(text)
    [passage] = passages(document)
    i = passage.text.index("Alice")
    start, end = passage.span(i, i + len("Alice Marsh"))
    assert text[start:end] == "Alice** *Marsh"


@given(st.text("ab.!?… \n\"'«»AB-:;", max_size=60))
def test_sentences_follow_one_another_and_lose_nothing_but_blanks(text: str) -> None:
    for passage in laid_out(f"Said: {text}"):
        at = 0
        for i, j in passage.sentences:
            assert at <= i < j
            assert not passage.text[at:i].strip()
            at = j
        assert not passage.text[at:].strip()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=80))
def test_whatever_the_text_every_stretch_of_a_passage_lies_within_the_file(text: str) -> None:
    document = document_of(f"Said: {text}")
    for passage in passages(document):
        for i in range(len(passage.text)):
            start, end = passage.span(i, i + 1)
            assert 0 <= start <= end <= len(document.source)
