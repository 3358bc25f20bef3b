"""What people's names look like, and where a list of them is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.names import HANDLE, looks_full, looks_listed, looks_single, split_names, starts_with_first_name


def parts(text: str) -> list[str]:
    return [text[i:j] for i, j in split_names(text)]


@pytest.mark.parametrize(
    "name",
    [
        "Alice Marsh",
        "Élise Noroît",
        "Marie-Claire d'Aubigny",
        "Marie-Claire d’Aubigny",
        "Ludwig van Dyk",
        "Jean-Luc de la Tour",
        "Alice B. Marsh",
        "Anna María Solís",
        "Ada MARSH",
        "A. Marsh",
        "Alice O'Malley",
        "Dr. Alice Marsh",
        'Alice "Mash" Marsh',
        "Zorvald Kimmel",
    ],
)
def test_a_full_name_is_known_by_its_shape(name: str) -> None:
    assert looks_full(name)


@pytest.mark.parametrize(
    "text",
    [
        "Alice",
        "alice marsh",
        "Continuous Integration",
        "Opening Keynote",
        "Lightning Talks",
        "Machine Learning",
        "Bilan de la journée",
        "The Lamps",
        "Ruby on Rails",
        "Mozilla Foundation",
        "Open Source",
        "12 Marsh",
        "",
    ],
)
def test_what_is_no_name_does_not_look_like_one(text: str) -> None:
    assert not looks_full(text)


def test_initials_before_a_last_name_make_a_full_name() -> None:
    assert looks_full("J. Kimmel")
    assert looks_full("J.R. Kimmel")


def test_initials_may_be_parted_by_blanks() -> None:
    assert looks_full("J. R. Kimmel")


def test_a_last_name_in_capitals_may_have_a_particle() -> None:
    assert looks_full("Paul LE GUEN")


def test_a_name_that_begins_with_a_given_name_is_told_from_one_of_unknown_words() -> None:
    assert starts_with_first_name("Alice Kimmel")
    assert not starts_with_first_name("Zorvald Kimmel")


@pytest.mark.parametrize("text", ["Alice", "Alice M.", "Jean-Luc", "Bruno T"])
def test_a_lone_given_name_may_be_initialled(text: str) -> None:
    assert looks_single(text)


@pytest.mark.parametrize("text", ["Lamps", "alice", "Alice Marsh Again", "Programme"])
def test_a_lone_word_is_no_given_name(text: str) -> None:
    assert not looks_single(text)


@pytest.mark.parametrize("text", ["Alice Marsh", "alice", "@amarsh", "Bruno T.", "Zorvald"])
def test_a_list_may_hold_names_first_names_and_handles(text: str) -> None:
    assert looks_listed(text)


@pytest.mark.parametrize("text", ["and some friends of mine", "3 people from afar", ""])
def test_a_phrase_is_no_entry_of_a_list(text: str) -> None:
    assert not looks_listed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alice Marsh, Bruno Tallow and Chloé", ["Alice Marsh", "Bruno Tallow", "Chloé"]),
        ("Alice, Bruno et Chloé.", ["Alice", "Bruno", "Chloé"]),
        ("Alice & Bruno / Chloé; Denis", ["Alice", "Bruno", "Chloé", "Denis"]),
        ("Alice\nBruno", ["Alice", "Bruno"]),
        ("Alice Marsh (Halyard, Inc), Bruno", ["Alice Marsh (Halyard, Inc)", "Bruno"]),
        ("Alice M., Bruno", ["Alice M.", "Bruno"]),
        ("Andrea Marsh, Yves Etcheverry", ["Andrea Marsh", "Yves Etcheverry"]),
        (" , ,", []),
        ("", []),
    ],
)
def test_a_list_is_cut_at_its_separators(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thanks @amarsh!", ["amarsh"]),
        ("(@a-marsh, @b_tallow)", ["a-marsh", "b_tallow"]),
        ("mail alice@lantern.example", []),
        ("lantern.example/@amarsh", []),
        ("@amarsh@lantern.example", []),
    ],
)
def test_a_handle_is_no_part_of_an_address(text: str, expected: list[str]) -> None:
    assert HANDLE.findall(text) == expected


@given(st.text(max_size=60))
def test_whatever_the_text_its_parts_are_in_order_trimmed_and_not_empty(text: str) -> None:
    at = 0
    for i, j in split_names(text):
        assert at <= i < j <= len(text)
        assert text[i:j] == text[i:j].strip()
        at = j
