"""Who gave a talk that a sentence only points back at."""

from __future__ import annotations

import pytest

from tests.extraction import pairs

HEAD = "# LanternConf 2032\n\nJ'y étais, et j'ai aimé.\n\n"
BEFORE = "J'ai suivi une conférence sur les nœuds plats. Elle "


@pytest.mark.parametrize(
    ("said", "givers"),
    [
        ("nous a été présentée par Alice Ferrand.", {"Alice Ferrand"}),
        ("était présentée par le duo Alice Ferrand et Benoît Hallier.", {"Alice Ferrand", "Benoît Hallier"}),
        ("était attendue par Alice Ferrand.", set()),
    ],
)
def test_a_sentence_in_the_passive_tells_who_gave_the_talk_before_it(said: str, givers: set[str]) -> None:
    assert {who for who, _ in pairs(HEAD + BEFORE + said, "presented", "fr")} == givers


def test_in_english_too() -> None:
    text = "# LanternConf 2032\n\nI liked a talk about flat knots. It was given by Alice Marsh.\n"
    assert {who for who, _ in pairs(text, "presented")} == {"Alice Marsh"}


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("J'ai pu écouter Alice Ferrand présenter le projet Filandre.", "Filandre"),
        ("Alice Ferrand nous a présenté PMB, un outil de tri.", "PMB"),
        ("J'ai assisté à une conférence d'Alice Ferrand sur le « Tissage profond ».", "Tissage profond"),
        ("J'ai vu une conf dont le titre est « Nouer sans fin », par Alice Ferrand.", "Nouer sans fin"),
    ],
)
def test_talks_are_told_of_in_many_ways(said: str, title: str) -> None:
    assert ("Alice Ferrand", title) in pairs(HEAD + said, "presented", "fr")


def test_what_only_says_whose_it_is_names_no_talk() -> None:
    assert not pairs(HEAD + "Alice Ferrand nous a présenté ses échecs.", "presented", "fr")
