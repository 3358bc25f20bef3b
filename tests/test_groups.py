"""Who holds a meeting that is named after them, and whose members its minutes list."""

from __future__ import annotations

import pytest

from tests.extraction import pairs

MINUTES = """# Meeting of May

Members present: Ines Marlow, Odile Ferrant

- HarbourLUG needs a kettle.
- The treasurer of HarbourLUG counted the lamps.
"""


@pytest.mark.parametrize("title", ["HarbourLUG meeting 2036-05-03", "Notes from the HarbourLUG meeting"])
def test_a_group_holds_the_meeting_that_bears_its_name(title: str) -> None:
    found = pairs(f"# {title}\n\nWe counted the lamps at the meeting.\n", "organized")
    assert {subject for subject, _ in found} == {"HarbourLUG"}


def test_a_word_before_a_meeting_is_no_group() -> None:
    assert pairs("# Harbour meeting 2036-05-03\n\nWe counted the lamps.\n", "organized") == set()


def test_members_present_belong_to_the_group_that_minutes_speak_of() -> None:
    assert pairs(MINUTES, "memberOf") == {("Ines Marlow", "HarbourLUG"), ("Odile Ferrant", "HarbourLUG")}


def test_of_two_groups_none_is_chosen() -> None:
    text = MINUTES.replace("The treasurer of HarbourLUG", "The treasurer of PierLUG")
    assert pairs(text, "memberOf") == set()


def test_those_present_are_no_members_for_that() -> None:
    assert pairs(MINUTES.replace("Members present", "Present"), "memberOf") == set()
