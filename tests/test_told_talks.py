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


def test_pages_below_a_path_for_workshops_are_talks() -> None:
    titles = ("Ropes that hold", "Long sails of old", "Old bells")
    lines = "".join(f"- [{title}](https://lantern.example/2032/workshops/w{n})\n" for n, title in enumerate(titles))
    assert talks(f"## What I liked\n\n{lines}") == set(titles)


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


AGENDA = """\
## Agenda

- [Looms: past and future](https://lantern.example/1.pdf)
- Alice Marsh [Warp on rails](https://lantern.example/2.pdf)
- Bruno Tallow: [Cadence](https://lantern.example/3.pdf)
- [Slides](https://lantern.example/all.pdf)
"""


def test_below_agenda_links_to_slides_are_talks_of_who_is_named_before_them() -> None:
    assert talks(AGENDA) == {"Looms: past and future", "Warp on rails", "Cadence"}
    assert presented(AGENDA) == {("Alice Marsh", "Warp on rails"), ("Bruno Tallow", "Cadence")}


def test_links_to_papers_below_another_heading_are_no_talks() -> None:
    assert talks(AGENDA.replace("Agenda", "Downloads")) == set()


SEEN = """\
I liked every talk. Here they are, in order:

- **Looms on rails.** Full of people.
- **Lunch.** Soup.
- **A tour of Warpish.** Odd.
- **Knots: then and now.** Fine.
"""


def test_entries_of_a_list_of_talks_are_titled_by_what_they_set_off() -> None:
    assert talks(SEEN) == {"Looms on rails", "A tour of Warpish", "Knots: then and now"}


def test_set_off_entries_of_another_list_are_no_talks() -> None:
    assert talks(SEEN.replace("talk. Here", "meal. Here")) == set()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Next up was Alice Marsh with **Looms on the Rails**:", "en", {("Alice Marsh", "Looms on the Rails")}),
        ("The last talk of the day was by Alice Marsh who talked about hems.", "en", {("Alice Marsh", "hems")}),
        ("Alice Ferrand de Halyard a fait une introduction à Warp.", "fr", {("Alice Ferrand", "introduction à Warp")}),
        ("We went home with Alice Marsh with Looms on the Rails:", "en", set()),
    ],
)
def test_who_was_up_next_and_who_made_an_introduction_gave_a_talk(
    text: str, language: str, expected: set[tuple[str, str]]
) -> None:
    assert presented(text, language) == expected


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Alice Ferrand nous a présenté la chaîne des marées.", True),
        ("Alice Ferrand a présenté la chaîne des marées.", False),
    ],
)
def test_the_writer_heard_what_they_were_told(said: str, heard: bool) -> None:
    text = f"# LanternConf 2032\n\nNous étions à LanternConf 2032. Notre train fut long.\n\n{said}\n"
    assert bool(pairs(text, "attendedTalk", "fr")) is heard


def test_a_sentence_may_tell_what_somebody_begins_with() -> None:
    text = "Alice Ferrand commence par un rappel du fonctionnement de la lanterne."
    assert presented(text, "fr") == {("Alice Ferrand", "rappel du fonctionnement de la lanterne")}
