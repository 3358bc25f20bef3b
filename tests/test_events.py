"""Which events are named, and which mentions are one edition."""

from __future__ import annotations

import pytest

from hallway.extractors.events import series_of, year_of
from tests.extraction import entity_called, names_of, pairs, reading_of


def events(text: str, language: str = "en") -> set[str]:
    return names_of(text, "Event", language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("We were at PyCon 2032 and FOSDEM 2031.", "en", {"PyCon 2032", "FOSDEM 2031"}),
        ("We were at LanternConf.", "en", {"LanternConf"}),
        ("We went to the Harbour Lights Hackathon.", "en", {"Harbour Lights Hackathon"}),
        ("We were at the Sextant sprint.", "en", {"Sextant sprint"}),
        ("Nous étions aux Journées du Phare.", "fr", {"Journées du Phare"}),
        ("Nous étions aux Rencontres de la Voile Libre 2032.", "fr", {"Rencontres de la Voile Libre 2032"}),
        ("Nous étions au hackathon Sextant.", "fr", {"hackathon Sextant"}),
    ],
)
def test_an_event_is_known_by_its_series_its_shape_or_its_noun(text: str, language: str, expected: set[str]) -> None:
    assert events(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I took part in GSoC, the Google Summer of Code.",
        "The Google Summer of Code 2032 was long.",
        "Outreachy and Hacktoberfest are programmes.",
        "See https://www.lanternconf.example/LanternConf2032 for more.",
        "We met a con man from Silicon Valley.",
        "Last summer we slept.",
        "Nous partîmes en mars 2032.",
    ],
)
def test_a_programme_an_address_or_a_date_is_no_event(text: str) -> None:
    assert events(text) == set()


def test_a_year_in_the_title_sets_the_edition() -> None:
    text = "# A week at LanternConf 2032\n\nI was at LanternConf. LanternConf was loud.\n"
    assert events(text) == {"LanternConf 2032"}
    assert entity_called(text, "LanternConf 2032").aliases == ("LanternConf",)


def test_a_title_names_an_event_whatever_its_shape() -> None:
    assert events("# Sudlicht 2031\n\nI was at Sudlicht and it was bright.\n") == {"Sudlicht 2031"}


def test_different_years_stay_apart() -> None:
    text = "# PyCon 2032\n\nI was at PyCon 2032. At PyCon 2031 we slept.\n"
    assert events(text) == {"PyCon 2032", "PyCon 2031"}
    assert entity_called(text, "PyCon 2032").aliases == ()


def test_a_bare_series_is_the_edition_of_the_title_though_another_is_named_too() -> None:
    text = "# LanternConf 2032\n\nI was at LanternConf, and LanternConf was loud. LanternConf 2031 was quiet.\n"
    assert events(text) == {"LanternConf 2032", "LanternConf 2031"}


def test_the_year_of_publication_tells_which_edition_a_bare_series_is() -> None:
    text = "---\ndate: 2032-06-10\n---\n\nI was at PyCon. PyCon 2031 was quiet, PyCon 2032 was not.\n"
    assert "PyCon" in entity_called(text, "PyCon 2032").aliases


def test_an_edition_yet_to_come_does_not_date_a_bare_series() -> None:
    text = "I was at PyCon with friends. See you at PyCon 2033!\n"
    assert events(text) == {"PyCon", "PyCon 2033"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# PyConFR 2032\n\nI was at PyConFR. PyCon was loud.\n", "en"),
        ("# PyConFR 2032\n\nJ'étais à la PyConFR. PyCon était bruyante.\n", "fr"),
    ],
)
def test_a_shorter_series_name_in_a_report_of_its_edition_is_that_edition(text: str, language: str) -> None:
    assert events(text, language) == {"PyConFR 2032"}
    assert "PyCon" in entity_called(text, "PyConFR 2032", language).aliases


def test_a_series_with_a_page_of_its_own_is_not_taken_for_another() -> None:
    text = "# PyConFR 2032\n\nI was at PyConFR. [PyCon](https://us.pycon.example) was elsewhere.\n"
    assert events(text) == {"PyConFR 2032", "PyCon"}


def test_a_link_on_its_name_is_an_events_page() -> None:
    text = "We were at [LanternConf 2032](https://lanternconf.example).\n"
    assert entity_called(text, "LanternConf 2032").urls == ("https://lanternconf.example",)


def test_an_encyclopedias_page_is_no_events_own() -> None:
    text = "We were at [PyCon 2032](https://en.wikipedia.org/wiki/PyCon).\n"
    assert entity_called(text, "PyCon 2032").urls == ()


def test_a_word_that_only_points_is_the_event_reported_on() -> None:
    text = "# LanternConf 2032\n\nI was there. The conference was loud, and this conference ends late.\n"
    assert events(text) == {"LanternConf 2032"}


@pytest.mark.xfail(strict=True, reason="events: a bare 'barcamp' is read as the series of that name, not as a word")
def test_the_barcamp_is_the_barcamp_reported_on() -> None:
    text = "# Report from the Lantern Barcamp 2032\n\nI met Alice Marsh at the barcamp.\n"
    assert events(text) == {"Lantern Barcamp 2032"}


def test_an_event_without_a_name_is_called_by_the_words_used() -> None:
    text = "I was at the hackathon in Brest. The hackathon was fun and our hackathon ended late.\n"
    assert events(text) == {"hackathon"}
    assert entity_called(text, "hackathon").local


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Next year there will be a sprint.", set()),
        ("There is a hackathon every year.", set()),
    ],
)
def test_some_event_or_other_is_none(text: str, expected: set[str]) -> None:
    assert events(text) == expected


def test_the_sprints_of_a_conference_are_part_of_it() -> None:
    text = "# LanternConf 2032\n\nI was at LanternConf 2032. The sprints were on Monday.\n"
    assert pairs(text, "partOf") == {("sprints", "LanternConf 2032")}


@pytest.mark.parametrize(
    ("name", "series", "year"),
    [
        ("PyCon 2009", "pycon", "2009"),
        ("PyConFR 2032", series_of("PyConFR"), "2032"),
        ("LanternConf '32", "lanternconf", "2032"),
        ("LanternConf", "lanternconf", ""),
        ("Barcamp 12", "barcamp 12", ""),
    ],
)
def test_a_name_divides_into_series_and_year(name: str, series: str, year: str) -> None:
    assert (series_of(name), year_of(name)) == (series, year)


def test_a_short_year_is_no_part_of_a_series() -> None:
    assert series_of("LanternConf ’32") == series_of("LanternConf")


def test_the_title_of_a_wiki_page_is_the_event_that_its_words_name() -> None:
    text = "# LanternWorkshop2031\n\nA first Lantern workshop was held.\n\n## Attendees\n\n- Alice Marsh\n- Bruno\n"
    reading = reading_of(text)
    assert len([e for e in reading.entities if "Event" in e.kinds]) == 1


def test_the_title_of_a_roundup_names_its_event_by_name_and_year() -> None:
    text = "---\ntitle: Weft δ 2031 roundup\n---\n\nI had a great time. We wove a lot, and I slept well.\n"
    assert events(text) == {"Weft δ 2031"}


def test_a_city_before_a_year_names_an_event_only_with_the_word_before_it() -> None:
    text = "Title: mini-loomconf Porto 2031\n\nThe event was held in spring. We met at mini-loomconf Porto.\n"
    assert "Porto 2031" not in names_of(text, "Event")
