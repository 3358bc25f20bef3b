"""Sentences with their mentions masked: who each mask stands for, and the way back into the text."""

from __future__ import annotations

import re

import pytest

from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.masking import Masked, mask
from tests.extraction import draft_of

MASK = re.compile(r"⟦([A-Z])(\d+)⟧")


def masked(text: str, language: str = "en", *, talks: bool = False) -> tuple[Draft, Masked]:
    """Mask the last sentence of a text."""
    draft = draft_of(text, language)
    passage = draft.passages[-1]
    i, j = passage.sentences[-1]
    return draft, mask(draft, passage, i, j, draft.mentions_in(passage), talks=talks)


def shape(text: str, language: str = "en", *, talks: bool = False) -> str:
    return MASK.sub(r"⟦\1⟧", masked(text, language, talks=talks)[1].text).strip()


def name(party: Mention | EntityDraft) -> str:
    entity = party.entity if isinstance(party, Mention) else party
    assert entity is not None
    return entity.name


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Alice Marsh worked on Django.", "en", "⟦P⟧ worked on ⟦S⟧."),
        ("Alice Marsh and I worked on Django.", "en", "⟦P⟧ and ⟦A⟧ worked on ⟦S⟧."),
        ("We met Alice Marsh in Brest.", "en", "⟦A⟧ met ⟦P⟧ in ⟦L⟧."),
        ("We were at PyCon 2032.", "en", "⟦A⟧ were at ⟦E⟧."),
        ("It worked.", "en", "It worked."),
        ("J'ai vu Alice Ferrand.", "fr", "⟦A⟧ ai vu ⟦P⟧."),
        ("Nous avons vu Alice Ferrand.", "fr", "⟦A⟧ avons vu ⟦P⟧."),
        ("On a vu Alice Ferrand.", "fr", "⟦A⟧ a vu ⟦P⟧."),
        ("Alice Ferrand nous a montré Django.", "fr", "⟦P⟧ nous a montré ⟦S⟧."),
        ("Alice Ferrand et moi avons bu.", "fr", "⟦P⟧ et ⟦A⟧ avons bu."),
    ],
)
def test_mentions_and_first_persons_are_masked(text: str, language: str, expected: str) -> None:
    assert shape(text, language) == expected


def test_the_first_person_is_the_author() -> None:
    draft, found = masked("I worked on Django.")
    assert found.parties[0] is draft.author


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("Alice Marsh came late. She worked on Django.", "en", "Alice Marsh"),
        ("Alice Marsh came late.\n\nShe worked on Django.", "en", "Alice Marsh"),
        ("## Alice Marsh\n\nShe worked on Django.", "en", "Alice Marsh"),
        ("Alice Marsh met Bruno Tallow. He had soup.", "en", "Alice Marsh"),
        ("Alice Ferrand est venue. Elle a parlé.", "fr", "Alice Ferrand"),
    ],
)
def test_a_third_person_is_whom_the_sentence_before_was_about(text: str, language: str, who: str) -> None:
    _, found = masked(text, language)
    assert found.text.lstrip().startswith("⟦H0⟧")
    assert name(found.parties[0]) == who


def test_a_third_person_before_anybody_is_named_is_left_alone() -> None:
    assert shape("She worked on Django.") == "She worked on ⟦S⟧."


def test_he_who_is_but_the_weather_is_nobody() -> None:
    assert shape("Alice Ferrand est venue. Il y a du vent.", "fr") == "Il y a du vent."


def test_a_talk_is_masked_whole_or_left_open() -> None:
    text = 'Alice Marsh gave a talk called "Knots with Django".'
    assert shape(text, talks=True) == '⟦P⟧ gave a talk called "⟦T⟧".'
    assert shape(text) == '⟦P⟧ gave a talk called "Knots with ⟦S⟧".'


def test_every_stretch_of_a_masked_sentence_leads_back_to_the_words_it_came_from() -> None:
    text = "Yesterday Alice Marsh and I worked on Django in Brest."
    _, found = masked(text)
    at = found.text.index("worked")
    i, j = found.origin(at, at + len("worked on"))
    assert text[i:j] == "worked on"
    for match in MASK.finditer(found.text):
        i, j = found.origin(*match.span())
        assert text[i:j] in {"Alice Marsh", "I", "Django", "Brest"}
    i, j = found.origin(0, len(found.text))
    assert text[i:j] == text


def test_a_second_sentence_leads_back_behind_the_first() -> None:
    text = "It rained. Then Alice Marsh worked on Django."
    _, found = masked(text)
    at = found.text.index("worked")
    i, j = found.origin(at, len(found.text))
    assert text[i:j] == "worked on Django."


def test_brackets_that_look_like_masks_are_no_parties() -> None:
    _, found = masked("⟦P7⟧ worked on Django.")
    assert len(found.parties) == 1
