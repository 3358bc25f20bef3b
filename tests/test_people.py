"""Who is named: full names, given names, initialled ones, handles and profile links, in running text and in lists."""

from __future__ import annotations

import pytest

from tests.extraction import draft_of, entity_called, names_of, pairs

TWO = "# Trip\n\n## One\n\nWe met Alice Marsh.\n\n## Two\n\nWe met Alice Ferrand.\n\n## Three\n\nAlice was late.\n"


def people(text: str, language: str = "en") -> set[str]:
    return names_of(text, "Person", language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Alice Marsh spoke.", {"Alice Marsh"}),
        ("We met Élise Noroît and Ludwig van Dyk.", {"Élise Noroît", "Ludwig van Dyk"}),
        ("We met Zorvald Kimmel at lunch.", {"Zorvald Kimmel"}),
        ("Prof. Zorvald Kimmel opened the day.", {"Zorvald Kimmel"}),
        ("Alice had the key.", {"Alice"}),
        ("I sat with Alice.", set()),
        ("We met [@tallow](https://twitter.com/tallow) at lunch.", {"tallow"}),
        ("Thanks @tallow!", {"tallow"}),
        ("The day was run by Zorv, McK and Umbrel. Later McK was late.", {"Zorv", "McK", "Umbrel"}),
        ("It was run by Lisbon and Porto.", set()),
        ("We met Alice H.Marsh and Dr Alice Marsh B.P at lunch.", {"Alice H.Marsh", "Alice Marsh B.P"}),
    ],
)
def test_a_person_is_found_by_shape_link_or_place(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nous étions avec Stéphane, Kevin, Ludovic et Antoine.", {"Stéphane", "Kevin", "Ludovic", "Antoine"}),
        ("Merci à Élise Noroît et à Paul M. pour la soupe.", {"Élise Noroît", "Paul M."}),
        ("Marie-Claire d'Aubigny a ouvert la journée.", {"Marie-Claire d'Aubigny"}),
    ],
)
def test_a_person_is_found_in_french(text: str, expected: set[str]) -> None:
    assert people(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "We talked about Continuous Integration and Machine Learning.",
        "Ruby on Rails and Visual Studio were shown.",
        "Write to alice@lantern.example for more.",
        "The Lightning Talks were short, and Opening Day was long.",
        "We flew from San Francisco to New York.",
        "See http://lantern.example/Alice-Marsh for more.",
    ],
)
def test_what_is_nobody_is_not_taken_for_a_person(text: str) -> None:
    assert people(text) == set()


def test_a_bare_first_name_is_the_one_full_name_that_it_can_mean() -> None:
    text = "We met Alice Marsh and Bruno Tallow. Then Alice left.\n"
    assert people(text) == {"Alice Marsh", "Bruno Tallow"}
    assert entity_called(text, "Alice Marsh").aliases == ("Alice",)


def test_a_bare_first_name_that_two_full_names_share_stays_alone() -> None:
    assert people(TWO) == {"Alice Marsh", "Alice Ferrand", "Alice"}
    assert entity_called(TWO, "Alice").local


def test_a_bare_first_name_is_whom_its_own_section_names_even_where_another_shares_it() -> None:
    text = TWO.replace("We met Alice Ferrand.", "We met Alice Ferrand.\n\nAlice had a map.")
    assert entity_called(text, "Alice").name == "Alice Ferrand"


@pytest.mark.xfail(strict=True, reason="entities._nearest takes the last of two that one sentence names")
def test_a_bare_first_name_after_two_who_share_it_stays_alone() -> None:
    assert people("Alice Marsh and Alice Ferrand were there. Alice said hello.") == {
        "Alice Marsh",
        "Alice Ferrand",
        "Alice",
    }


def test_an_initialled_name_is_the_full_name_that_it_fits() -> None:
    text = "Jean Duval a ouvert la journée.\n\nJean D. est resté avec Paul M. jusqu'au soir.\n"
    assert people(text, "fr") == {"Jean Duval", "Paul M."}
    assert entity_called(text, "Jean Duval", "fr").aliases == ("Jean D.",)


def test_a_bare_first_name_is_the_initialled_name_that_it_fits() -> None:
    text = "Jean D. est resté avec Paul M. jusqu'au soir.\n\nLe soir, Jean a parlé.\n"
    assert people(text, "fr") == {"Jean D.", "Paul M."}
    assert entity_called(text, "Jean D.", "fr").aliases == ("Jean",)


@pytest.mark.parametrize(("opener", "language"), [("Then", "en"), ("Puis", "fr"), ("Ensuite", "fr"), ("Hier", "fr")])
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(opener: str, language: str) -> None:
    said = {"en": "spoke", "fr": "a parlé"}[language]
    assert people(f"{opener} Jean {said}. {opener} Bruno Tallow {said}.", language) == {"Jean", "Bruno Tallow"}


def test_an_initialled_name_is_nobody_whose_last_name_begins_otherwise() -> None:
    assert people("Jean Duval est venu. Jean M. est resté.", "fr") == {"Jean Duval", "Jean M."}


def test_a_handle_after_a_name_is_its_alias() -> None:
    assert entity_called("Alice Marsh (@amarsh) opened the day.", "Alice Marsh").aliases == ("amarsh",)


def test_a_handle_that_was_an_alias_once_is_that_person_ever_after() -> None:
    text = "Alice Marsh (@amarsh) opened the day.\n\nThen @amarsh left.\n"
    assert people(text) == {"Alice Marsh"}
    assert len(entity_called(text, "amarsh").spans) == 3


def test_a_handle_after_another_persons_sentence_is_no_alias_of_theirs() -> None:
    assert people("Alice Marsh opened the day. Thanks @btallow!") == {"Alice Marsh", "btallow"}


def test_a_profile_link_gives_page_and_handle_of_a_person() -> None:
    found = entity_called("[Alice Marsh](https://github.com/amarsh) spoke.", "Alice Marsh")
    assert (found.aliases, found.urls) == (("amarsh",), ("https://github.com/amarsh",))


def test_a_repository_link_is_no_persons_page() -> None:
    text = "We met Alice Marsh of [sextant](https://github.com/halyard/sextant).\n"
    assert entity_called(text, "Alice Marsh").urls == ()


def test_an_honorific_is_no_part_of_a_name() -> None:
    assert people("Dr. Alice Marsh spoke. Alice Marsh left.") == {"Alice Marsh"}


def test_accents_and_case_tell_no_two_people_apart() -> None:
    assert len(people("Élise Noroît est venue. Elise NOROIT a parlé.", "fr")) == 1


def test_a_name_in_capitals_is_one() -> None:
    assert people("Paul MARSH a parlé.", "fr") == {"Paul MARSH"}


def test_a_bare_first_name_is_local_and_a_full_one_is_not() -> None:
    text = "Alice had the key. We met Bruno Tallow.\n"
    assert entity_called(text, "Alice").local
    assert not entity_called(text, "Bruno Tallow").local


def test_metadata_names_the_author_even_where_the_text_is_silent() -> None:
    text = "---\nauthor: Alice Marsh\n---\n\nI worked on Django.\n"
    assert pairs(text, "worksOn") == {("Alice Marsh", "Django")}


def test_the_author_and_a_mention_of_the_same_name_are_one() -> None:
    assert people("---\nauthor: Alice Marsh\n---\n\nAlice Marsh and Bruno Tallow spoke.\n") == {
        "Alice Marsh",
        "Bruno Tallow",
    }


def test_further_signers_are_people_of_their_own() -> None:
    assert people("---\nauthors: [Alice Marsh, Bruno Tallow]\n---\n\nWe spoke.\n") == {"Alice Marsh", "Bruno Tallow"}


def test_a_mention_is_as_long_as_the_name() -> None:
    draft = draft_of("Yesterday Alice Marsh, of Brest, spoke.")
    assert [m.text for m in draft.mentions if m.kind == "Person"] == ["Alice Marsh"]


def test_thanks_by_plus_signs_name_a_person_and_the_name_in_brackets_is_theirs() -> None:
    text = "# LanternConf 2032 hackathon\n\ntallow++ (Alice Marsh) fixed the lamp. Later tallow++ slept.\n"
    assert people(text) == {"Alice Marsh"}
    assert "tallow" in entity_called(text, "Alice Marsh").aliases


@pytest.mark.parametrize("text", ["We wrote it in C++ and Notepad++ only.", "Then `i++` is run.", "Use g++ here."])
def test_languages_and_code_with_plus_signs_are_nobody(text: str) -> None:
    assert people(text) == set()


def test_a_link_after_a_name_is_no_part_of_it() -> None:
    assert people("- Alice Marsh [Dominion](https://lantern.example/a.pdf)\n") == {"Alice Marsh"}


def test_a_handle_behind_a_name_changes_nothing_that_a_sentence_says() -> None:
    text = "# LanternConf 2032 sprint\n\nAlice Marsh, Bruno Tallow (btallow) and Cleo Ravel (cleo) worked on Django.\n"
    works = {who for who, what in pairs(text, "worksOn") if what == "Django"}
    assert works == {"Alice Marsh", "Bruno Tallow", "Cleo Ravel"}
