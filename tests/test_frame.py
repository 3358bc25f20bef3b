"""The frame of a write-up: the event that it reports on, who speaks in it, and which project it is about."""

from __future__ import annotations

import pytest

from hallway.extractors.frame import clean_title
from tests.extraction import AUTHOR, draft_of, names_of, pairs, reading_of


def event(text: str, language: str = "en") -> str:
    found = draft_of(text, language).event
    return found.name if found is not None else ""


def project(text: str) -> str:
    found = draft_of(text).project
    return found.name if found is not None else ""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("# LanternConf 2032\n\nI was there.\n", "en", "LanternConf 2032"),
        ("# Trip report: LanternConf 2032\n\nI was there.\n", "en", "LanternConf 2032"),
        ("# My week\n\nI attended LanternConf 2032. It was loud.\n", "en", "LanternConf 2032"),
        ("# Ma semaine\n\nJ'ai participé à LanternConf 2032.\n", "fr", "LanternConf 2032"),
        ("# Réunion du 12 mars 2032\n\nPrésents : Alice, Bruno\n", "fr", "Réunion du 12 mars 2032"),
        ("# Sextant sprint\n\nWe met and hacked.\n", "en", "Sextant sprint"),
        ("# Notes from the Gathering\n\nWe talked.\n", "en", "Gathering"),
        ("# Looms at LanternWorld Brest\n\nWe wove.\n", "en", "LanternWorld Brest"),
        (
            "# Looms at PyCon India 2015\n\nI was there.\n\nPyCon was loud. PyCon was long.\n\nPyCon!\n",
            "en",
            "PyCon India 2015",
        ),
        (
            "# Compte rendu point CA Voilure\n\n## Juin 2032\n\nPrésents :\n\n- Alice Ferrand\n- Bruno Marchal\n\n"
            "## Ordre du jour\n\n- PyConFR : le lieu\n- PyConFR : les affiches\n",
            "fr",
            "point CA Voilure",
        ),
        ("# Retour\n\nL'Agile Fest, c'était jeudi. J'ai aimé l'Agile Fest.\n", "fr", "Agile Fest"),
        ("# Looms at Mozilla\n\nWe wove.\n", "en", ""),
        ("# A Short Varech 025 Report\n\nWe wove at Varech.\n", "en", "Varech"),
        ("# Bericht LanternCamp 2032\n\nEs war laut.\n", "de", "LanternCamp 2032"),
        ("# Present\n\nAlice Marsh, Bruno Tallow\n\n# Notes\n\nAim of this meeting: more rope.\n", "en", "meeting"),
        ("I was at the hackathon. The hackathon was fun.\n", "en", "hackathon"),
        ("# How to tie a knot\n\nTake a rope.\n", "en", ""),
        ("# Lamps\n\nNext year I will be at PyCon 2033.\n", "en", ""),
    ],
)
def test_a_write_up_reports_on_the_event_that_its_title_or_text_tells_of(
    text: str, language: str, expected: str
) -> None:
    assert event(text, language) == expected


def test_a_sprint_at_a_conference_is_what_is_reported_on_and_part_of_it() -> None:
    text = "# Circus sprint at PyConFR\n\nWe met at the Circus sprint. PyConFR was loud.\n"
    assert event(text) == "Circus sprint"
    assert pairs(text, "partOf") == {("Circus sprint", "PyConFR")}


def test_a_report_of_a_dated_event_is_not_called_a_report() -> None:
    assert event("# Compte-rendu de LanternConf 2032\n\nNous y étions.\n", "fr") == "LanternConf 2032"


def test_a_sprint_in_a_conferences_dated_title_is_still_the_sprint() -> None:
    text = "# Sextant sprint at LanternConf 2032\n\nI worked on Sextant at the sprint. LanternConf was fun.\n"
    assert event(text) == "Sextant sprint"
    assert pairs(text, "partOf") == {("Sextant sprint", "LanternConf 2032")}


@pytest.mark.xfail(strict=True, reason="frame: a greeting over a list of participants is taken for the event's name")
def test_a_greeting_is_no_event() -> None:
    text = "# Hi\n\nParticipants:\n\n- Alice Marsh\n- Bruno Tallow\n\nWe met at the hackathon.\n"
    assert event(text) == "hackathon"


def test_a_meeting_is_called_by_its_whole_date() -> None:
    assert event("# Meeting 2032-03-12\n\nPresent: Alice Marsh, Bruno Tallow\n") == "Meeting 2032-03-12"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Report from the Sextant sprint", "Sextant sprint"),
        ("Compte-rendu de la LanternConf 2032", "LanternConf 2032"),
        ("LanternConf 2032 - trip report", "LanternConf 2032"),
        ("Retour sur LanternConf 2032", "LanternConf 2032"),
        ("LanternConf 2032 in Brest", "LanternConf 2032"),
        ("LanternConf 2032, part 2", "LanternConf 2032"),
        ("Lamps", "Lamps"),
        ("", ""),
    ],
)
def test_a_title_is_cleaned_of_what_says_that_it_is_a_report(title: str, expected: str) -> None:
    assert clean_title(title) == expected


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("I was there and we laughed.", "en", True),
        ("J'y étais et nous avons ri.", "fr", True),
        ("Alice Marsh was there. She laughed.", "en", False),
        ("> I was there and we laughed.", "en", False),
    ],
)
def test_a_text_speaks_in_the_first_person_if_it_says_so_more_than_once(text: str, language: str, first: bool) -> None:
    assert draft_of(text, language).first_person is first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Sextant sprint\n\nWe fixed Sextant.\n", "Sextant"),
        ("# Notes\n\nDjango is fun. Django rocks. We love Django.\n", "Django"),
        ("# Notes\n\nDjango is fun. PostgreSQL too.\n", ""),
        ("# Notes\n\nNothing to see.\n", ""),
    ],
)
def test_a_write_up_is_about_the_project_of_its_title_or_the_one_most_spoken_of(text: str, expected: str) -> None:
    assert project(text) == expected


def test_the_author_of_a_first_person_report_was_there() -> None:
    assert pairs("# LanternConf 2032\n\nI was at LanternConf 2032, and we laughed.\n", "attended") == {
        (AUTHOR, "LanternConf 2032")
    }


def test_who_reports_in_the_third_person_need_not_have_been_there() -> None:
    assert pairs("# LanternConf 2032\n\nLanternConf 2032 was loud. Many came.\n", "attended") == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# Lamps\n\nI like lamps. Next year we will be at PyCon 2033.\n", "en"),
        ("# Lampes\n\nJ'aime les lampes. L'an prochain nous irons à PyCon 2033.\n", "fr"),
    ],
)
def test_plans_are_to_attend_not_to_have_attended(text: str, language: str) -> None:
    facts = {(f.predicate, f.object) for f in reading_of(text, language).facts}
    assert ("willAttend", "event-pycon-2033") in facts
    assert "attended" not in {predicate for predicate, _ in facts}


def test_the_end_of_an_events_name_is_that_event() -> None:
    text = "# Sextant GIS Community Sprint 2032\n\nThe Community Sprint was fun. We met.\n"
    assert names_of(text, "Event") == {"Sextant GIS Community Sprint 2032"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Next meeting: 4 March 2032", {"Next meeting"}), ("We spoke of the next meeting.", set())],
)
def test_the_next_meeting_is_an_event_where_it_has_a_day(line: str, expected: set[str]) -> None:
    text = f"# Sextant meeting\n\nPresent: Alice Marsh, Bruno Tallow\n\n{line}\n"
    assert names_of(text, "Event") - {"Sextant meeting"} == expected


def test_a_city_told_of_twice_is_where_it_was_even_far_down() -> None:
    far = "It was fun.\n\n" * 9
    assert pairs(f"# LanternConf 2032\n\n{far}We ate in Lyon.\n\nWe slept in Lyon.\n", "heldIn") == {
        ("LanternConf 2032", "Lyon")
    }
    assert pairs(f"# LanternConf 2032\n\n{far}We ate in Lyon.\n", "heldIn") == set()


def test_at_a_meeting_of_developers_who_is_named_works_on_the_project() -> None:
    text = "# Sextant Developers Meeting\n\nSextant grows.\n\nAlice Marsh will mend the loom.\n"
    assert pairs(text, "worksOn") == {("Alice Marsh", "Sextant")}


def test_who_paid_for_a_sprint_did_not_work_there() -> None:
    text = "# Sextant sprint\n\nWe met.\n\nWe gratefully thank our donors Alice Marsh and Bruno Tallow.\n"
    assert {s for s, _ in pairs(text, "worksOn")} <= {AUTHOR}


def test_a_language_a_service_or_a_first_name_is_not_what_a_sprint_is_about() -> None:
    for name in ("GitHub", "Python", "Hugo"):
        assert project(f"# Our week\n\nWe like {name}. We use {name}, and {name} again. And {name}.\n") == ""


def test_a_system_may_be_what_people_work_on_but_not_one_that_all_else_runs_on() -> None:
    text = "# Our week\n\nWe love {0}. {0} is small, and {0} is fast. I worked on {0}.\n"
    assert project(text.format("Gentoo")) == "Gentoo"
    assert project(text.format("Linux")) == ""


def test_a_wiki_page_is_titled_by_the_line_below_its_name() -> None:
    text = (
        "CR-AG-2032\n\nCompte rendu de l’Assemblée Générale du 7 juin 2032\n\n"
        "Présents\n\n  • Alice Ferrand\n  • Benoît Hallier\n"
    )
    found = draft_of(text, "fr", "a.txt").event
    assert found is not None
    assert found.name == "Assemblée Générale du 7 juin 2032"


def test_a_first_line_that_dates_a_meeting_is_its_title_though_nothing_marks_it() -> None:
    title = "Compte rendu de l’Assemblée Générale du 7 juin 2032"
    text = f"{title}\n\nPrésents :\n\n- Alice Ferrand\n- Benoît Hallier\n"
    assert event(text, "fr") == "Assemblée Générale du 7 juin 2032"


def test_what_stands_before_a_report_in_a_title_is_the_event() -> None:
    text = "Coder sous la neige : retour sur deux jours\n\nNous étions quarante, dans un chalet, à coder.\n"
    found = draft_of(text, "fr", "a.txt").event
    assert found is not None
    assert found.name == "Coder sous la neige"


def test_a_shorter_spelling_of_the_events_name_is_that_event() -> None:
    text = "# Debian MiniDebConf Brest 2032\n\nUne mini DebConf avait lieu à Brest. J'y étais.\n"
    assert len(names_of(text, "Event", "fr")) == 1
