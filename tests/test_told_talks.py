"""Talks that sentences tell of by who gave them, and talks whose titles are links or set off."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs

HEAD = "# LanternConf 2032\n\n"
FILMED = "https://www.youtube.com/watch?v=abc123"


def talks(text: str, language: str = "en") -> set[str]:
    return names_of(HEAD + text, "Talk", language)


def presented(text: str, language: str = "en") -> set[tuple[str, str]]:
    return pairs(HEAD + text, "presented", language)


@pytest.mark.parametrize(
    ("text", "speaker", "title"),
    [
        ("Alice Marsh's talk on woven engines was full.", "Alice Marsh", "talk on woven engines"),
        ("After lunch, Alice Marsh talked about woven engines.", "Alice Marsh", "woven engines"),
        ("Then Alice Marsh showed us the warp compiler.", "Alice Marsh", "the warp compiler"),
        ("We saw a keynote by Alice Marsh on engines.", "Alice Marsh", "keynote by Alice Marsh on engines"),
        ("Alice Marsh gave a short talk titled Looms: old and new. It was full.", "Alice Marsh", "Looms: old and new"),
        ("An introduction to weaving was given by Alice Marsh.", "Alice Marsh", "introduction to weaving"),
        ("I saw ''Looms that last'' by Alice Marsh.", "Alice Marsh", "Looms that last"),
        ("We had talks from Alice Marsh on woven engines.", "Alice Marsh", "talks from Alice Marsh on woven engines"),
    ],
)
def test_a_sentence_tells_of_a_talk_by_who_gave_it(text: str, speaker: str, title: str) -> None:
    assert (speaker, title) in presented(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Alice Ferrand nous a parlé de la toile cirée.", "toile cirée"),
        ("On a commencé par la fable d'Alice Ferrand ''Le métier qui chantait''.", "Le métier qui chantait"),
        ("Puis Alice Ferrand nous a présenté les métiers à tisser.", "les métiers à tisser"),
        ("J'ai aimé la conférence d'Alice Ferrand sur le fil.", "conférence d'Alice Ferrand sur le fil"),
    ],
)
def test_french_sentences_tell_of_talks(text: str, title: str) -> None:
    assert ("Alice Ferrand", title) in presented(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Alice Marsh talked about it.",
        "Alice Marsh presented at the conference.",
        "Alice Marsh presented me with a mug.",
        "We gave away the book by Alice Marsh ''The loom that would not stop''.",
    ],
)
def test_what_names_no_subject_is_no_talk(text: str) -> None:
    assert presented(text) == set()


def test_below_a_talks_heading_what_its_speaker_shows_is_that_talk() -> None:
    assert talks("## Woven engines - Alice Marsh\n\nAlice Marsh showed us the warp compiler.\n") == {"Woven engines"}


def test_a_title_that_links_to_its_recording_is_a_talk() -> None:
    assert talks(f"I loved [Woven engines for all]({FILMED}).") == {"Woven engines for all"}


@pytest.mark.parametrize("words", ["video", "the slides", "watch the recording", "Alice Marsh", "Slideshare"])
def test_words_that_are_no_title_name_no_talk_whatever_they_link_to(words: str) -> None:
    assert talks(f"I loved it, see [{words}]({FILMED}).") == set()


@pytest.mark.parametrize(
    "text",
    [
        f"[Woven engines for all]({FILMED}) by Alice Marsh was great.",
        f"[Woven engines for all]({FILMED}) (Alice Marsh)",
        f"Alice Marsh: [Woven engines for all]({FILMED})",
    ],
)
def test_who_stands_beside_a_linked_title_gave_the_talk(text: str) -> None:
    assert presented(text) == {("Alice Marsh", "Woven engines for all")}


def test_a_title_set_off_after_a_word_for_a_talk_is_one() -> None:
    assert talks("The talk was called *Woven engines for all* and was fun.") == {"Woven engines for all"}


def test_words_set_off_elsewhere_are_no_talk() -> None:
    assert talks("Please bring *your own woven bag* next time.") == set()
