"""Talks: programme lines and headings with their speakers, what stands beside talks and is none, talks in prose."""

from __future__ import annotations

import pytest

from tests.extraction import AUTHOR, entity_called, facts_of, names_of, pairs

HEAD = "# LanternConf 2032\n\n"


def talks(text: str, language: str = "en") -> set[str]:
    return names_of(HEAD + text, "Talk", language)


def presented(text: str, language: str = "en") -> set[tuple[str, str]]:
    return pairs(HEAD + text, "presented", language)


@pytest.mark.parametrize(
    ("line", "title", "speakers"),
    [
        ("10h30 : Tisser la toile - Alice Ferrand - Voilure", "Tisser la toile", {"Alice Ferrand"}),
        ("10:30 Weaving the web - Alice Marsh - Halyard", "Weaving the web", {"Alice Marsh"}),
        ("14:00 - 14:30 Knots that hold, by Alice Marsh", "Knots that hold", {"Alice Marsh"}),
        ("(+1) Knots by Alice Marsh", "Knots", {"Alice Marsh"}),
        ("[3/5] Knots that hold - Alice Marsh", "Knots that hold", {"Alice Marsh"}),
        ("Knots that hold (Alice Marsh, Halyard)", "Knots that hold", {"Alice Marsh"}),
        ("Alice Marsh: Knots that hold", "Knots that hold", {"Alice Marsh"}),
        ("Alice Marsh - Knots that hold", "Knots that hold", {"Alice Marsh"}),
        ("Alice Marsh on knots that hold", "knots that hold", {"Alice Marsh"}),
        ("Knots that hold, [Alice Marsh](https://github.com/amarsh)", "Knots that hold", {"Alice Marsh"}),
        ('"Knots that hold" by Alice Marsh', "Knots that hold", {"Alice Marsh"}),
        ("« Tisser la toile » par Alice Ferrand", "Tisser la toile", {"Alice Ferrand"}),
        ("Knots that hold - Alice Marsh and Bruno Tallow", "Knots that hold", {"Alice Marsh", "Bruno Tallow"}),
        ("Tisser la toile — Alice Ferrand & Bruno Marchal", "Tisser la toile", {"Alice Ferrand", "Bruno Marchal"}),
        ("1. Knots that hold | Alice Marsh", "Knots that hold", {"Alice Marsh"}),
        ("Keynote: Knots that hold - Alice Marsh", "Knots that hold", {"Alice Marsh"}),
        ("Knots - and bends - that hold - Alice Marsh", "Knots - and bends - that hold", {"Alice Marsh"}),
        ("Knots that hold by Alice Marsh (@amarsh)", "Knots that hold", {"Alice Marsh"}),
    ],
)
def test_a_line_of_a_programme_divides_into_title_and_speakers(line: str, title: str, speakers: set[str]) -> None:
    assert presented(f"## Talks\n\n- {line}\n") == {(speaker, title) for speaker in speakers}


@pytest.mark.parametrize(
    "line",
    [
        "10h30 : Tisser la toile - Alice Ferrand - Voilure",
        "Tisser la toile - Alice Ferrand (Voilure)",
        "Tisser la toile (Alice Ferrand, Voilure)",
        "Tisser la toile par Alice Ferrand de Voilure",
    ],
)
def test_what_stands_beside_a_speaker_is_where_they_belong(line: str) -> None:
    assert pairs(f"{HEAD}## Programme\n\n- {line}\n", "memberOf", "fr") == {("Alice Ferrand", "Voilure")}


def test_a_company_of_two_words_is_no_speaker() -> None:
    assert presented("## Talks\n\n- 10:30 Weaving the web - Alice Marsh - Halyard Ltd\n") == {
        ("Alice Marsh", "Weaving the web")
    }


@pytest.mark.xfail(strict=True, reason="talk_lines divides no line with the speaker before a comma and a quoted title")
def test_a_quoted_title_may_stand_after_its_speaker() -> None:
    assert presented('## Talks\n\n- Alice Marsh, "Knots that hold"\n') == {("Alice Marsh", "Knots that hold")}


def test_a_heading_may_name_a_talk_and_its_speaker() -> None:
    assert presented("## Knots that hold - Alice Marsh\n\nIt was about rope.\n") == {("Alice Marsh", "Knots that hold")}


def test_a_heading_may_name_the_talk_and_the_line_below_its_speaker() -> None:
    text = "## Lightning talks\n\n### Knots that hold\n\nAlice Marsh\n\n### Lamps that burn\n\nSpeaker: Bruno Tallow\n"
    assert presented(text) == {("Alice Marsh", "Knots that hold"), ("Bruno Tallow", "Lamps that burn")}


def test_a_lone_word_below_a_talks_heading_is_no_speaker() -> None:
    assert presented("## Lightning talks\n\n### Knots that hold\n\nSplendid.\n") == set()


def test_a_short_sentence_below_a_talks_heading_may_tell_its_speaker() -> None:
    assert presented("## Lightning talks\n\n### Knots that hold\n\nAlice Marsh showed some.\n") == {
        ("Alice Marsh", "Knots that hold")
    }


def test_headings_beside_talks_are_talks_without_a_speaker() -> None:
    text = "## Knots that hold - Alice Marsh\n\n## Lamps that burn - Bruno Tallow\n\n## Maps that fold\n\nWe laughed.\n"
    assert talks(text) == {"Knots that hold", "Lamps that burn", "Maps that fold"}


@pytest.mark.parametrize(
    "heading",
    ["Lunch", "Bilan", "Coffee break", "Déjeuner", "Conclusion", "Merci", "Registration", "Day 2", "Samedi", "Photos"],
)
def test_a_break_between_talks_is_none(heading: str) -> None:
    text = f"## Knots that hold - Alice Marsh\n\n## {heading}\n\n## Lamps that burn - Bruno Tallow\n\nWe left.\n"
    assert talks(text) == {"Knots that hold", "Lamps that burn"}


@pytest.mark.parametrize("line", ["Lunch", "12:00 Lunch - Alice Marsh", "12h : Repas", "10:00 Registration", "Bilan"])
def test_a_break_in_a_programme_is_no_talk(line: str) -> None:
    assert talks(f"## Programme\n\n- {line}\n") == set()


def test_a_table_of_contents_makes_no_talks() -> None:
    assert talks("- [Knots that hold by Alice Marsh](#knots)\n- [Lamps by Bruno Tallow](#lamps)\n\nWe left.\n") == set()


def test_attendees_with_their_companies_are_no_talks() -> None:
    assert talks("## Attendees\n\n- Alice Marsh - Halyard\n- Bruno Tallow - Lanternworks\n") == set()


def test_the_title_of_a_write_up_is_no_talk_of_its_author() -> None:
    text = "# Three days in Brest - Alice Marsh\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n"
    assert names_of(text, "Talk") == set()


def test_a_sentence_that_says_by_whom_something_was_done_is_no_talk() -> None:
    assert talks("The soup was cooked by Alice Marsh.\n") == set()


def test_a_rating_before_the_title_is_the_talks() -> None:
    text = HEAD + "## Talks\n\n- (+1) Knots that hold by Alice Marsh\n- (-1) Lamps by Bruno Tallow\n"
    assert pairs(text, "rating") == {("Knots that hold", "+1"), ("Lamps", "-1")}


def test_a_link_on_its_title_is_a_talks_page() -> None:
    text = HEAD + "## Talks\n\n- [Knots that hold](https://lantern.example/knots.pdf) - Alice Marsh\n"
    assert entity_called(text, "Knots that hold").urls == ("https://lantern.example/knots.pdf",)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('Alice Marsh gave a talk called "Knots that hold".', "en", ("Alice Marsh", "Knots that hold")),
        ('"Knots that hold" by Alice Marsh was fun.', "en", ("Alice Marsh", "Knots that hold")),
        ("I liked the keynote by Alice Marsh.", "en", ("Alice Marsh", "keynote by Alice Marsh")),
        ("I liked the keynote by Alice Marsh and the soup.", "en", ("Alice Marsh", "keynote by Alice Marsh")),
        ("I liked Alice Marsh's talk on rope.", "en", ("Alice Marsh", "talk on rope")),
        (
            "Alice Ferrand a donné une conférence intitulée « Tisser la toile ».",
            "fr",
            ("Alice Ferrand", "Tisser la toile"),
        ),
        ("« Tisser la toile », par Alice Ferrand, fut belle.", "fr", ("Alice Ferrand", "Tisser la toile")),
    ],
)
def test_a_sentence_may_name_a_talk_and_its_speaker(text: str, language: str, expected: tuple[str, str]) -> None:
    assert expected in presented(f"{text}\n", language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Alice Marsh did not give the talk "Knots that hold".', "en"),
        ("Alice Ferrand n'a pas présenté « Tisser la toile ».", "fr"),
    ],
)
def test_who_did_not_give_a_talk_did_not_present_it(text: str, language: str) -> None:
    assert presented(f"{text}\n", language) == set()


def test_talks_of_a_report_are_part_of_its_event() -> None:
    assert ("Knots that hold", "partOf", "LanternConf 2032") in facts_of(
        HEAD + "## Talks\n\n- Knots that hold - Alice Marsh\n"
    )


def test_the_author_of_a_first_person_report_saw_the_talks_it_tells_of() -> None:
    text = HEAD + "I was there and we laughed.\n\n## Talks\n\n- Knots that hold - Alice Marsh\n"
    assert pairs(text, "attendedTalk") == {(AUTHOR, "Knots that hold")}


def test_a_talk_that_was_missed_was_not_seen() -> None:
    text = HEAD + "I was there and we laughed.\n\nI missed the talk on rope.\n"
    assert pairs(text, "attendedTalk") == set()


def test_what_stands_under_a_talks_heading_is_what_it_used() -> None:
    text = HEAD + "## Knots that hold - Alice Marsh\n\nIt runs on PostgreSQL.\n\n## Lunch\n\nWe ate, with Django.\n"
    assert pairs(text, "uses") == {("Knots that hold", "PostgreSQL")}


def test_a_group_with_its_participants_and_rapporteur_is_a_talk_of_theirs() -> None:
    text = "## Groupe 1 : Cartes\n\nParticipants : Alice Ferrand, Bruno\n\nRapporteur : Bruno\n\nOn a parlé.\n"
    assert presented(text, "fr") == {("Bruno", "Cartes")}
    assert pairs(HEAD + text, "attendedTalk", "fr") == {("Alice Ferrand", "Cartes"), ("Bruno", "Cartes")}
