"""Talks whose heading or lead-in is their title, and which of the talks named in a write-up its author saw."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs

HEAD = "# LanternConf 2032\n\n"


def talks(text: str, language: str = "en") -> set[str]:
    return names_of(HEAD + text, "Talk", language)


def presented(text: str, language: str = "en") -> set[tuple[str, str]]:
    return pairs(HEAD + text, "presented", language)


LED = """We met for two days.

* **Woven engines at rest**: Alice Marsh opened the day with a look back.
* **The end of hemp support**: Bruno Tallow announced what goes away.
* **Lunch**: soup.
"""


def test_titles_set_off_before_who_gave_the_talk_are_talks() -> None:
    assert presented(LED) == {("Alice Marsh", "Woven engines at rest"), ("Bruno Tallow", "The end of hemp support")}


def test_a_lone_lead_in_makes_no_talk() -> None:
    assert talks("* **The end of hemp support**: Bruno Tallow announced what goes away.\n* It rained.\n") == set()


HEADED = """## Une histoire du fil

Alice Ferrand nous raconte comment tout a commencé.

## Le métier à tisser libre

Présenté par Bruno Marchal, avec une démonstration.
"""


def test_headings_over_what_somebody_told_are_talks() -> None:
    assert presented(HEADED, "fr") == {
        ("Alice Ferrand", "Une histoire du fil"),
        ("Bruno Marchal", "Le métier à tisser libre"),
    }


def test_headings_over_work_are_no_talks() -> None:
    assert talks("## The parser\n\nAlice Marsh fixed it.\n\n## The lexer\n\nBruno Tallow rewrote it.\n") == set()


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("* Talk: Knots that hold at sea", "Knots that hold at sea"),
        ("* Atelier : Filer la laine", "Filer la laine"),
        ("## Panel on knots at sea", "Panel on knots at sea"),
    ],
)
def test_a_word_for_a_talk_before_a_title_says_that_it_is_one(line: str, title: str) -> None:
    assert title in talks(f"Hello.\n\n{line}\n")


def test_who_never_says_i_saw_not_each_talk_that_prose_names() -> None:
    text = "We met in May. We had fun.\n\nAlice Marsh gave a talk on woven engines and we ate.\n"
    assert pairs(HEAD + text, "attendedTalk") == set()


def test_who_says_i_saw_the_talks_that_the_report_tells_of() -> None:
    text = "I went there in May. I had fun.\n\nAlice Marsh gave a talk on woven engines.\n"
    assert {talk for _, talk in pairs(HEAD + text, "attendedTalk")} == {"talk on woven engines"}
