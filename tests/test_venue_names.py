"""Venues: names that say what they are, names before a street, and what a link names after "took place in"."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We had lunch at the Red Lantern Diner.", {"Red Lantern Diner"}),
        ("Somebody burned toast on a floor of the Tallow building.", set()),
        ("Somebody burned toast in the Tallow building.", {"Tallow building"}),
        ("The evening was at Bellhouse, 12 Harbour Road.", {"Bellhouse"}),
        ("The event took place in [underbell](https://underbell.example), a cellar.", {"underbell"}),
        ("The event took place in underbell, a cellar.", set()),
        ("The event took place in [secret](https://underbell.example).", set()),
        ("We had lunch in the building.", set()),
    ],
)
def test_a_venue_is_a_place(text: str, expected: set[str]) -> None:
    assert names_of(text, "Place") == expected


def test_an_event_is_held_at_its_venue() -> None:
    text = "# LanternConf 2032\n\nWe had LanternConf 2032 at the Red Lantern Diner in Lisbon.\n"
    assert pairs(text, "heldIn") == {("LanternConf 2032", "Red Lantern Diner"), ("LanternConf 2032", "Lisbon")}
