"""Talks known by the words below their heading, behind their set-off title, or at the pages of one programme."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs

HEAD = "# LanternConf 2032\n\nWe met for two days.\n\n"


def talks(text: str, language: str = "en") -> set[str]:
    return names_of(HEAD + text, "Talk", language)


def presented(text: str, language: str = "en") -> set[tuple[str, str]]:
    return pairs(HEAD + text, "presented", language)


def test_a_set_off_title_before_who_told_of_it_is_a_talk() -> None:
    text = (
        "## Sessions\n\n- **Woven engines**: Alice walked us through three looms.\n"
        "- **Dyes for all**: Bob Hale gave an overview of indigo.\n"
    )
    assert presented(text) == {("Alice", "Woven engines"), ("Bob Hale", "Dyes for all")}


def test_items_of_work_are_no_talks() -> None:
    text = "## Results\n\n- **Loom**: Alice Marsh fixed the warp.\n- **Dye**: Bob Hale implemented indigo.\n"
    assert not presented(text)


def test_headings_over_who_presented_are_talks() -> None:
    text = (
        "## Woven engines at scale\n\nAlice Marsh presented her loom.\n\n"
        "## Dyes and their making\n\nAfter lunch, Bob Hale showed three vats.\n"
    )
    assert presented(text) == {("Alice Marsh", "Woven engines at scale"), ("Bob Hale", "Dyes and their making")}


def test_french_headings_over_who_presented_are_talks() -> None:
    text = (
        "## Des métiers pour tous\n\nRetour d’Alice Ferrand pour une présentation plus pratique.\n\n"
        "## La teinture libre\n\nPour finir, Benoît Hallier présente ses cuves.\n"
    )
    assert ("Benoît Hallier", "La teinture libre") in presented(text, "fr")


def test_a_section_in_which_many_spoke_is_no_talk() -> None:
    told = "Alice Marsh presented looms. Bob Hale presented dyes. Carol Reed showed vats. Dan Wood explained felt."
    text = f"## Morning of threads\n\n{told}\n\n## Afternoon of dyes\n\n{told}\n"
    assert not {"Morning of threads", "Afternoon of dyes"} & talks(text)


def test_a_title_labelled_below_a_name_is_that_persons_talk() -> None:
    text = "## Presenters\n\n### Alice Marsh (remote)\n\n* Talk: Woven engines at scale\n* Slides: [here](a.pdf)\n"
    assert ("Alice Marsh", "Woven engines at scale") in presented(text)


@pytest.mark.parametrize(
    ("sentence", "speaker", "title"),
    [
        ("Alice Marsh from Acme talked about [woven engines](URL/1.html).", "Alice Marsh", "woven engines"),
        ("Bob Hale shared his experience of [dyeing wool](URL/2.html).", "Bob Hale", "dyeing wool"),
    ],
)
def test_links_into_one_programme_are_talks_of_who_is_told_of(sentence: str, speaker: str, title: str) -> None:
    url = "https://lantern.example/2032/public/events"
    others = f"See [felt for all]({url}/7.html), [knots and bolts]({url}/8.html) and [yarn in space]({url}/9.html).\n\n"
    assert (speaker, title) in presented(others + sentence.replace("URL", url))


def test_a_keynote_by_somebody_has_the_title_quoted_after_it() -> None:
    text = 'The keynote was given by Alice Marsh and titled "Say hello to looms".'
    assert ("Alice Marsh", "Say hello to looms") in presented(text)


def test_hyphened_given_names_are_short_for_the_full_name() -> None:
    text = "Jean-Pierre Martin a présenté Loom. Jean-Pierre utilise Loom."
    assert "Jean-Pierre" not in names_of(text, "Person", "fr")


def test_talks_listed_as_the_writers_own_are_theirs_each_at_its_event() -> None:
    text = (
        "I will speak at these conferences:\n\n- [Woven engines](https://a.example/1): BellConf (May 2033, Lisbon)\n"
        "- [Dyes for all](https://a.example/2): KnotCamp (June 2033, Ghent)\n"
    )
    assert {title for _, title in presented(text)} == {"Woven engines", "Dyes for all"}
    assert ("Dyes for all", "KnotCamp") in pairs(HEAD + text, "partOf")


def test_those_a_panels_list_names_spoke_there() -> None:
    text = (
        "## Panel on open looms\n\nThanks to all the panelists:\n\n- Alice Marsh - Acme\n- Zorix Hale - Hemp Guild\n"
        "- Carol Reed - Loomworks\n"
    )
    assert presented(text) == {(who, "Panel on open looms") for who in ("Alice Marsh", "Zorix Hale", "Carol Reed")}
    assert ("Alice Marsh", "Acme") in pairs(HEAD + text, "memberOf")


def test_a_section_that_begins_with_whose_talk_it_is_is_that_talk_and_so_are_those_beside() -> None:
    text = (
        "## Filandre\n\nAlice Ferrand, de Nokia, nous a présenté son outil de tri.\n\n"
        "## La teinture libre\n\nPrésentation de Benoît Hallier, de passage à Brest.\n\n"
        "## Nouer sans fin\n\nUne démonstration rapide, sans orateur connu.\n"
    )
    assert presented(text, "fr") == {("Alice Ferrand", "Filandre"), ("Benoît Hallier", "La teinture libre")}
    assert "Nouer sans fin" in talks(text, "fr")
