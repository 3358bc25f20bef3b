"""Who was there without a label: roll calls, and names behind a word for those who were there."""

from __future__ import annotations

import pytest

from hallway.extractors.draft import Draft
from tests.extraction import document_of, extractor


def called(text: str, language: str = "fr") -> list[tuple[str, list[str]]]:
    draft = Draft(document_of(text, language))
    extractor("labels").extract(draft)
    extractor("roll-calls").extract(draft)
    return [(label.role, [person.name for person in label.people]) for label in draft.labels]


def test_a_roll_call_tells_who_is_present_and_who_is_not() -> None:
    text = "On fait l'appel :\n\n- Chloé, présente !\n- Paul (trésorier), présent\n- Lucie, absente\n- Hervé, présent"
    assert called(text) == [("attendee", ["Chloé", "Paul", "Hervé"]), ("absent", ["Lucie"])]


def test_two_answers_are_no_roll_call() -> None:
    assert called("- Chloé, présente\n- Paul, présent\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une pensée pour les bénévoles de la journée : Chloé, Paul et Lucie.", ["Chloé", "Paul", "Lucie"]),
        ("Trois nouvelles têtes: Chloé, Paul et Lucie. Bienvenue !", ["Chloé", "Paul", "Lucie"]),
        ("Merci aux participants : corinne, paul, xavier et les autres", ["corinne", "paul", "xavier"]),
        ("The volunteers of the day: Alice Marsh and Bruno Tallow.", ["Alice Marsh", "Bruno Tallow"]),
    ],
)
def test_names_behind_a_word_for_those_who_were_there_are_theirs(text: str, expected: list[str]) -> None:
    assert called(text) == [("met", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Les participants ont trois choix : laine, lin et coton.",
        "Les bénévoles absents : Chloé, Paul et Lucie.",
        "Les participants de la prochaine édition : Chloé, Paul et Lucie.",
        "Des bénévoles venus de partout : Toulouse, Lyon et Nantes.",
    ],
)
def test_what_else_stands_behind_such_a_word_is_nobody(text: str) -> None:
    assert called(text) == []
