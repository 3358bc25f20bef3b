"""What the writer will attend: announced lists, invitations, and the city where one meets next."""

from __future__ import annotations

from tests.extraction import AUTHOR, pairs

LIST = """# Notes of May

I was at LanternConf 2035. LanternConf 2035 was fun.

I will speak at these conferences:

- PierCamp 2036 (May 3, Lisbon)
- HarbourConf 2037
"""


def test_an_announced_list_is_of_events_to_come() -> None:
    assert pairs(LIST, "willAttend") == {(AUTHOR, "PierCamp 2036"), (AUTHOR, "HarbourConf 2037")}


def test_a_list_of_what_was_is_not() -> None:
    assert pairs(LIST.replace("will speak", "spoke"), "willAttend") == set()


def test_who_invites_will_be_there() -> None:
    said = "I bring tea, and we bring lamps. We're looking forward to it!"
    text = f"# PierCamp 2036\n\nPierCamp 2036 is happening this Tuesday. {said}\n"
    assert pairs(text, "willAttend") == {(AUTHOR, "PierCamp 2036")}
    assert pairs(text, "attended") == set()


def test_see_you_in_a_city_is_of_the_event_named_before() -> None:
    text = LIST.split("I will")[0] + "Next comes PierCamp 2036.\n\nSee you all in Lisbon!\n"
    assert pairs(text, "willAttend") == {(AUTHOR, "PierCamp 2036")}
    assert pairs(text, "heldIn") == {("PierCamp 2036", "Lisbon")}
