"""Cities and countries, where they stand as places, and where an event was held."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs


def places(text: str, language: str = "en") -> set[str]:
    return names_of(text, "Place", language)


def held(text: str, language: str = "en") -> set[tuple[str, str]]:
    return pairs(text, "heldIn", language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("We met in Brest.", "en", {"Brest"}),
        ("We met in San Francisco for a day.", "en", {"San Francisco"}),
        ("Nous étions à Lyon.", "fr", {"Lyon"}),
        ("Nous étions à Clermont-Ferrand.", "fr", {"Clermont-Ferrand"}),
        ("We met in Portland, Oregon.", "en", {"Portland"}),
        ("Brest is wet.", "en", set()),
        ("We met in a hurry.", "en", set()),
        ("We met in Lanternville.", "en", set()),
    ],
)
def test_a_city_is_a_place_where_one_can_stand(text: str, language: str, expected: set[str]) -> None:
    assert places(text, language) == expected


def test_a_persons_name_is_no_place() -> None:
    assert places("Thanks to Paris Marsh and Florence Tallow.") == set()


def test_a_country_is_named_only_where_something_took_place_there() -> None:
    assert places("We have friends in France.") == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# LanternConf 2032 in Brest\n\nI came and I saw.\n", "en"),
        ("# LanternConf 2032\n\nI was at LanternConf 2032 in Brest.\n", "en"),
        ("# LanternConf 2032\n\nLanternConf 2032 took place in Brest.\n", "en"),
        ("# LanternConf 2032\n\nWe were in Brest for a conference.\n", "en"),
        ("# LanternConf 2032\n\nVenue: Brest\n", "en"),
        ("# LanternConf 2032\n\nLieu : Brest\n", "fr"),
        ("# LanternConf 2032\n\nLanternConf 2032 a eu lieu à Brest.\n", "fr"),
        ("# LanternConf 2032\n\nJ'étais à LanternConf 2032, à Brest, en France.\n", "fr"),
    ],
)
def test_where_an_event_was_held_is_read_from_title_label_or_sentence(text: str, language: str) -> None:
    assert held(text, language) == {("LanternConf 2032", "Brest")}


@pytest.mark.parametrize(
    "text",
    [
        "# LanternConf 2032\n\nI was at LanternConf 2032. I live in Brest.\n",
        "# LanternConf 2032\n\nI was at LanternConf 2032. Next year it will be in Brest.\n",
        "# LanternConf 2032\n\nI was at LanternConf 2032. Alice Marsh is based in Brest.\n",
        "# LanternConf 2032\n\nI was at LanternConf 2032. My flight from Brest was late.\n",
    ],
)
def test_where_somebody_lives_or_leaves_from_is_not_where_it_was_held(text: str) -> None:
    assert held(text) == set()


def test_a_city_right_after_an_events_name_is_where_it_was_held() -> None:
    assert held("# PyCon Toulouse\n\nI was at PyCon. PyCon was loud.\n") == {("PyCon", "Toulouse")}


def test_an_event_may_begin_with_its_city() -> None:
    assert held("# Toulouse Lantern Sprint\n\nWe met and hacked.\n") == {("Toulouse Lantern Sprint", "Toulouse")}


def test_another_events_place_is_not_this_ones() -> None:
    text = "# LanternConf 2032\n\nI was at LanternConf 2032. PyCon 2031 took place in Brest.\n"
    assert ("LanternConf 2032", "Brest") not in held(text)
