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
        ("Tisser la toile (par Alice Ferrand)", "Tisser la toile", {"Alice Ferrand"}),
        ("Knots that hold (by A. Marsh)", "Knots that hold", {"A. Marsh"}),
        (
            "Tisser la toile - Alice FERRAND, Bruno MARCHAL et Chloé PETIT",
            "Tisser la toile",
            {"Alice FERRAND", "Bruno MARCHAL", "Chloé PETIT"},
        ),
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


def test_the_items_of_a_list_are_read_as_most_of_them_are() -> None:
    names = ["Alice Marsh", "Bruno Tallow", "Clara Quill", "Zyx Qorr"]
    text = "## Talks\n\n" + "".join(f"- {name}: The {n} best knots\n" for n, name in enumerate(names))
    assert {speaker for speaker, _ in presented(text)} == set(names)


def test_a_list_of_titles_and_names_needs_no_heading() -> None:
    lines = ("Knots that hold well, Alice Marsh", "Weaving the whole web, Bruno Tallow", "Looms in winter, Clara Quill")
    text = "Some highlights:\n\n" + "".join(f"- {line}\n" for line in lines)
    assert ("Bruno Tallow", "Weaving the whole web") in presented(text)


def test_a_sentence_may_open_lists_of_talks_with_a_heading_for_each_day() -> None:
    text = (
        "Here are the sessions that I saw:\n\n## Saturday\n\n- Knots that hold (Alice Marsh) (slides soon)\n"
        "- Sails, and what they weigh (@btallow)\n\n## Sunday\n\n- Ropes (the long ones) (Chloé Rivage)\n"
        "- Tides for all (Zor + Mim)\n- Fog and bells (Bruno Tallow)\n- Tar (Alice Marsh)\n"
    )
    assert presented(text) == {
        ("Alice Marsh", "Knots that hold"),
        ("btallow", "Sails, and what they weigh"),
        ("Chloé Rivage", "Ropes (the long ones)"),
        ("Zor", "Tides for all"),
        ("Mim", "Tides for all"),
        ("Bruno Tallow", "Fog and bells"),
        ("Alice Marsh", "Tar"),
    }


def test_a_list_that_no_talk_opens_holds_tasks() -> None:
    tasks = "- Mend the quay (Alice Marsh)\n- Tar the boat (Bruno Tallow)\n- Ring the bell (Alice Marsh)\n"
    assert talks(f"Left to do:\n\n{tasks}") == set()


def test_a_list_of_people_and_places_is_no_programme() -> None:
    assert talks("We came from far:\n\n- Rennes, Alice Marsh\n- Lyon, Bruno Tallow\n- Brest, Clara Quill\n") == set()


def test_what_follows_the_first_line_of_an_item_is_not_its_title() -> None:
    text = "## Talks\n\n- Knots that hold, Alice Marsh<br>\n  She showed some of them, and more, at length.\n"
    assert presented(text) == {("Alice Marsh", "Knots that hold")}


def test_a_quoted_title_before_a_colon_is_a_talk_of_whom_the_rest_names() -> None:
    text = "- « Tisser la toile du soir » : Alice Ferrand nous a montré ses nœuds.\n"
    assert presented(text, "fr") == {("Alice Ferrand", "Tisser la toile du soir")}


def test_below_a_talks_heading_the_talk_is_not_told_again() -> None:
    text = "## Knots that hold - Alice Marsh\n\nA talk on rope, by a great talker.\n"
    assert talks(text) == {"Knots that hold"}


def test_a_talk_told_by_its_speaker_alone_is_the_one_of_the_programme() -> None:
    text = "## Talks\n\n- Knots that hold - Alice Marsh\n\n## Later\n\nI liked the talk by Alice Marsh.\n"
    assert talks(text) == {"Knots that hold"}


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk about rope.\n",
        "See the talks on YouTube.\n",
        "Fun talk, this one.\n",
        "- Alice: any chance to mend it? Bruno: no - Clara Quill\n",
        "- Team picture by Alice Marsh\n",
    ],
)
def test_what_only_sounds_like_a_talk_is_none(text: str) -> None:
    assert talks(text) == set()


def test_participants_of_a_sprints_groups_saw_no_talk() -> None:
    text = "# Lantern sprint 2032\n\n## Installers\n\nParticipants: Alice Marsh, Bruno Tallow\n\nThey did much.\n"
    assert names_of(text, "Talk") == set()


@pytest.mark.xfail(strict=True, reason="talk_lines divides no line with the speaker before a comma and a quoted title")
def test_a_quoted_title_may_stand_after_its_speaker() -> None:
    assert presented('## Talks\n\n- Alice Marsh, "Knots that hold"\n') == {("Alice Marsh", "Knots that hold")}


def test_a_heading_may_name_a_talk_and_its_speaker() -> None:
    assert presented("## Knots that hold - Alice Marsh\n\nIt was about rope.\n") == {("Alice Marsh", "Knots that hold")}


def test_a_heading_may_name_the_talk_and_the_line_below_its_speaker() -> None:
    text = "## Lightning talks\n\n### Knots that hold\n\nAlice Marsh\n\n### Lamps that burn\n\nSpeaker: Bruno Tallow\n"
    assert presented(text) == {("Alice Marsh", "Knots that hold"), ("Bruno Tallow", "Lamps that burn")}


def test_lines_by_whom_below_headings_name_their_speakers() -> None:
    text = (
        "## Knots\n\n-- by [Alice Marsh](https://marsh.example)\n\nShe tied three.\n\n"
        "## Sails that last\n\n-- by [K4li](https://github.com/k4li) - [Slides](https://k4li.example/s)\n\nLong.\n"
    )
    assert presented(text) == {("Alice Marsh", "Knots"), ("K4li", "Sails that last")}


def test_one_line_by_whom_below_a_heading_signs_the_write_up() -> None:
    assert talks("## What I saw\n\nby Alice Marsh\n\nIt was fine.\n") == set()


def test_fields_below_a_talks_heading_name_its_speaker() -> None:
    head = "Talks\n=====\n\nTalk: Tides of Maria Keller\n-----------------------\n\n"
    text = f"{head}  Date: 12 May 2032\n  Speaker: Alice Marsh.\n"
    assert pairs(text, "presented", path="a.rst") == {("Alice Marsh", "Tides of Maria Keller")}


def test_a_table_of_contents_repeats_talks() -> None:
    text = "- Tides of Maria Keller\n- Ropes\n\n## Talk: Tides of Maria Keller\n\nSpeaker: Alice Marsh\n"
    assert presented(text) == {("Alice Marsh", "Tides of Maria Keller")}


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
        ("We saw a keynote by Alice Marsh on rope.", "en", ("Alice Marsh", "keynote by Alice Marsh on rope")),
        ("*Knots That Hold*, the keynote by Alice Marsh, was fun.", "en", ("Alice Marsh", "Knots That Hold")),
        ("J'ai vu la conf d'Alice Ferrand sur la corde.", "fr", ("Alice Ferrand", "conf d'Alice Ferrand sur la corde")),
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


@pytest.mark.parametrize(
    "text",
    [
        "I gave my talk on rope.\n",
        "## The talks\n\nHere are the slides of all the talks:\n\n- Knots that hold - Alice Marsh\n",
        "## The talks\n\nThose I missed:\n\n- Knots that hold - Alice Marsh\n",
    ],
)
def test_what_its_writer_gave_missed_or_only_collected_was_not_seen(text: str) -> None:
    assert pairs(f"{HEAD}I was there and we laughed.\n\n{text}", "attendedTalk") == set()


def test_a_talk_uses_what_its_sentence_says_it_compares_or_shows() -> None:
    told = "I saw a talk on rope where she compared Redis with Celery.\n"
    assert {tool for _, tool in pairs(HEAD + told, "uses")} == {"Redis", "Celery"}
    assert pairs(f"{HEAD}I saw a talk on rope and we went on to Redis.\n", "uses") == set()


def test_what_stands_under_a_talks_heading_is_what_it_used() -> None:
    text = HEAD + "## Knots that hold - Alice Marsh\n\nIt runs on PostgreSQL.\n\n## Lunch\n\nWe ate, with Django.\n"
    assert pairs(text, "uses") == {("Knots that hold", "PostgreSQL")}


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ("It beats others (Redis, Celery).", set()),
        ("The slides are on SlideShare.", set()),
        ("She showed Celery.", {"Celery"}),
    ],
)
def test_a_talk_uses_what_it_is_about_and_not_what_it_mentions_in_passing(line: str, used: set[str]) -> None:
    found = pairs(f"{HEAD}## Knots that hold - Alice Marsh\n\n{line}\n", "uses")
    assert {tool for _, tool in found} == used


def test_the_language_of_the_whole_event_goes_without_saying() -> None:
    text = "# Lantern PHP Day 2032\n\n## Knots in PHP with Redis - Alice Marsh\n\nGood.\n"
    assert {tool for _, tool in pairs(text, "uses")} == {"Redis"}


def test_talks_of_a_list_are_part_of_the_event_that_its_opening_names() -> None:
    text = HEAD + "Then I went to PyCon FR 2031 and saw:\n\n- Knots that hold - Alice Marsh\n"
    assert pairs(text, "partOf") == {("Knots that hold", "PyCon FR 2031")}


def test_a_group_with_its_participants_and_rapporteur_is_a_talk_of_theirs() -> None:
    text = "## Groupe 1 : Cartes\n\nParticipants : Alice Ferrand, Bruno\n\nRapporteur : Bruno\n\nOn a parlé.\n"
    assert presented(text, "fr") == {("Bruno", "Cartes")}
    assert pairs(HEAD + text, "attendedTalk", "fr") == {("Alice Ferrand", "Cartes"), ("Bruno", "Cartes")}


@pytest.mark.parametrize(
    "line",
    [
        "## Knots that hold - me",
        "## Knots that hold (myself)",
        "## Knots that hold - votre humble serviteur",
        "## Knots that hold, par moi-même",
    ],
)
def test_a_line_may_say_that_the_writer_gave_the_talk(line: str) -> None:
    found = facts_of(HEAD + line + "\n\nI was nervous and my hands shook.\n")
    assert (AUTHOR, "presented", "Knots that hold") in found
    assert (AUTHOR, "attendedTalk", "Knots that hold") not in found


def test_the_kind_of_a_talk_may_be_counted_before_its_title() -> None:
    text = "## Première Keynote : Tisser la toile\n\nAlice Ferrand nous parle de ses débuts.\n"
    assert presented(text, "fr") == {("Alice Ferrand", "Tisser la toile")}


def test_a_day_that_somebody_organised_is_no_talk_of_theirs() -> None:
    assert presented("Un beau dimanche organisé avec soin par Alice Ferrand.", "fr") == set()


def test_titles_with_full_names_in_brackets_are_a_programme() -> None:
    text = (
        "# Mes notes 2032\n\nJ'y étais.\n\n- Tisser la toile sans fin (Alice Ferrand)\n"
        "- Nouer au fil de l'eau (Benoît Hallier et Chloé Noroît)\n- Teindre sans plomb (Damien Roc)\n"
    )
    assert ("Benoît Hallier", "Nouer au fil de l'eau") in pairs(text, "presented", "fr")


def test_in_minutes_the_names_in_brackets_have_a_task() -> None:
    text = (
        "# Réunion du 12 mars 2032\n\nPrésents : Alice Ferrand, Benoît Hallier, Damien Roc\n\n"
        "- Envoyer le courrier aux élus (Alice Ferrand)\n- Trouver une salle au port (Benoît Hallier)\n"
        "- Repeindre la grande porte (Damien Roc)\n"
    )
    assert not pairs(text, "presented", "fr")
