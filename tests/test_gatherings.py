"""Social events, next meetings, names explained as events, and what minutes call who was there."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs

HEAD = "# LanternConf 2032\n\nI was at LanternConf 2032 and had fun.\n\n"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("On Friday we all went to the closing party.", "en", "closing party"),
        ("We enjoyed the speakers' dinner a lot.", "en", "speakers' dinner"),
        ("Puis ce fut le repas des conférenciers, très bon.", "fr", "repas des conférenciers"),
    ],
)
def test_social_events_are_part_of_the_event(text: str, language: str, name: str) -> None:
    assert (name, "LanternConf 2032") in pairs(HEAD + text, "partOf", language)


@pytest.mark.parametrize("text", ["We split into the third party of players.", "It was a great event for the group."])
def test_words_that_only_sound_social_are_none(text: str) -> None:
    assert names_of(HEAD + text, "Event") == {"LanternConf 2032"}


def test_the_next_meeting_needs_a_day_or_a_farewell() -> None:
    assert "next meeting" in names_of(HEAD + "The next meeting is on 3 May 2033.", "Event")
    assert "next meeting" not in names_of(HEAD + "Somebody should write to the list about the next meeting.", "Event")


def test_a_name_explained_as_an_event_is_that_event() -> None:
    text = "# A weekend of bells\n\nWe hosted BellHak, the first Northern Bell Hackathon. I had fun.\n"
    assert names_of(text, "Event") == {"BellHak"}


def test_contractions_are_no_names_of_events() -> None:
    assert "It's" not in names_of(HEAD + "It's the best conference of all.", "Event")


def test_a_software_name_before_a_noun_for_events_belongs_to_the_event() -> None:
    text = "# My year\n\nIn May I went to the PHP Lisbon Conference. I loved it.\n"
    assert "PHP Lisbon Conference" in names_of(text, "Event")


def test_minutes_tell_who_was_there_in_many_words() -> None:
    text = (
        "# Meeting of 3 May 2032\n\nMembers present: Ada Byron, Bob\n\nOthers present: Chloé\n\n## Business\n\nNone.\n"
    )
    assert {who for who, _ in pairs(text, "attended")} >= {"Ada Byron", "Bob", "Chloé"}


def test_a_section_heading_is_not_the_event() -> None:
    text = "# Présents\n\n- Ada Byron\n- Bob Hale\n\n# Divers\n\nRien.\n"
    assert "Présents" not in names_of(text, "Event", "fr")


def test_nobody_works_on_the_language_a_hackathon_is_held_in() -> None:
    text = "# Haskell Hackathon 2032\n\nWe met in Ghent. Ada Byron came too. I had fun at the Haskell Hackathon.\n"
    assert not pairs(text, "worksOn")
