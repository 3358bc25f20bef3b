"""Labelled lines and lists of names: who took part, who did not, who led, who wrote it down, where it was."""

from __future__ import annotations

import pytest

from hallway.extractors.draft import Draft
from tests.extraction import document_of, extractor, facts_of, names_of, pairs


def labels(text: str, language: str = "en") -> list[tuple[str, list[str]]]:
    draft = Draft(document_of(text, language))
    extractor("labels").extract(draft)
    return [(label.role, [person.name for person in label.people]) for label in draft.labels]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Participants: Alice Marsh, Bruno", [("attendee", ["Alice Marsh", "Bruno"])]),
        ("Participants : Alice Ferrand, Bruno et Chloé", [("attendee", ["Alice Ferrand", "Bruno", "Chloé"])]),
        ("**Présents** : Alice Ferrand, Bruno D.", [("attendee", ["Alice Ferrand", "Bruno D."])]),
        ("Attending (2): alice, @btallow", [("attendee", ["alice", "btallow"])]),
        ("Absents : Alice Ferrand", [("absent", ["Alice Ferrand"])]),
        ("Apologies: Alice Marsh", [("absent", ["Alice Marsh"])]),
        ("Etaient présents (2 tisserands) : Alice Ferrand et Bruno D.", [("attendee", ["Alice Ferrand", "Bruno D."])]),
        ("Présents : 2\n\n- Alice Ferrand\n- Bruno", [("attendee", ["Alice Ferrand", "Bruno"])]),
        ("- présents : 2\n\n  - Alice LE GUEN\n  - Bruno", [("attendee", ["Alice LE GUEN", "Bruno"])]),
        (
            "## Filer\n\nAuteur : Alice Ferrand\n\n## Tisser\n\nAuteurs : Alice LE GUEN et Bruno Marchal",
            [("presenter", ["Alice Ferrand"]), ("presenter", ["Alice LE GUEN", "Bruno Marchal"])],
        ),
        ("Speaker: Alice Marsh", [("presenter", ["Alice Marsh"])]),
        ("Animé par : Alice Ferrand", [("presenter", ["Alice Ferrand"])]),
        ("Rapporteur : Alice", [("presenter", ["Alice"])]),
        ("Minutes by: Alice Marsh", [("scribe", ["Alice Marsh"])]),
        ("Secrétaire de séance : Alice Ferrand", [("scribe", ["Alice Ferrand"])]),
        ("Organisateurs : Alice Ferrand & Bruno Marchal", [("organizer", ["Alice Ferrand", "Bruno Marchal"])]),
        ("**Présent.e.s :** Alice, Bruno", [("attendee", ["Alice", "Bruno"])]),
        ("Participant-e-s : Alice, Bruno", [("attendee", ["Alice", "Bruno"])]),
        ("Excusé·e·s : Alice Ferrand", [("absent", ["Alice Ferrand"])]),
        ("2 présents : Alice Ferrand, Bruno D.", [("attendee", ["Alice Ferrand", "Bruno D."])]),
        ("3 absents excusés : Alice Ferrand", [("absent", ["Alice Ferrand"])]),
        ("Pouvoirs : Alice Ferrand", [("absent", ["Alice Ferrand"])]),
        ("Speakers: Alice Marsh @amarsh, Bruno Tallow - @btallow", [("presenter", ["Alice Marsh", "Bruno Tallow"])]),
        (
            "## Tisser la toile\n\nUn mot.\n\nPrésenté par Alice Ferrand et Bruno Marchal.",
            [("presenter", ["Alice Ferrand", "Bruno Marchal"])],
        ),
        (
            "## Tisser la toile\n\nPrésenté par\n\n- Alice Ferrand\n- Bruno Marchal",
            [("presenter", ["Alice Ferrand", "Bruno Marchal"])],
        ),
        ("## Tisser la toile\n\nPrésenté par Alice Ferrand. Une belle toile.", []),
        ("Date : 3 mai\\\nPrésent.e.s : Bruno, Chloé", [("attendee", ["Bruno", "Chloé"])]),
        (
            "I met many people:\n\n- Alice Marsh (Loom)\n- Bruno Tallow, of course\n",
            [("met", ["Alice Marsh", "Bruno Tallow"])],
        ),
        ("Team: Alice Marsh, Bruno Tallow", [("team", ["Alice Marsh", "Bruno Tallow"])]),
        (
            "Date: 3 May\nScribe: Alice Marsh\nPresent: Bruno, Chloé",
            [("scribe", ["Alice Marsh"]), ("attendee", ["Bruno", "Chloé"])],
        ),
    ],
)
def test_a_label_gives_a_role_to_the_names_after_it(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Participants:",
        "The participants were Alice Marsh and others.",
        "Participants: none",
        "> Participants: Alice Marsh",
        "```\nParticipants: Alice Marsh\n```",
    ],
)
def test_a_line_without_names_a_sentence_a_quote_and_code_label_nobody(text: str) -> None:
    assert [people for _, people in labels(text) if people] == []


@pytest.mark.parametrize(
    "text",
    [
        "## Attendees\n\n- Alice Marsh\n- Bruno\n",
        "## Liste des présents\n\nAlice Marsh, Bruno\n",
        "## Who was there\n\nAlice Marsh\\\nBruno\n",
        "Participants:\n\n* Alice Marsh\n* Bruno\n",
        "These attendees came:\n\n* Alice Marsh\n* Bruno\n",
    ],
)
def test_a_list_under_a_heading_or_an_opening_line_is_labelled(text: str) -> None:
    assert labels(text) == [("attendee", ["Alice Marsh", "Bruno"])]


def test_others_and_me_are_no_names() -> None:
    assert labels("Participants: Alice Marsh, me, others, etc, 3 more") == [("attendee", ["Alice Marsh"])]


def test_what_stands_in_brackets_after_a_name_is_where_they_belong() -> None:
    text = "# LanternConf 2032\n\n## Attendees\n\n- Alice Marsh (Halyard)\n- Bruno Tallow (remote)\n"
    assert pairs(text, "memberOf") == {("Alice Marsh", "Halyard")}


def test_a_handle_in_brackets_after_a_name_is_no_organisation() -> None:
    text = "# LanternConf 2032\n\nParticipants: Alice Marsh (@amarsh), Bruno Tallow\n"
    assert names_of(text, "Organization") == set()
    assert names_of(text, "Person") == {"Alice Marsh", "Bruno Tallow"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# Meeting of 12 March 2032\n\nPresent: Alice Marsh\n\nAbsent: Bruno Tallow\n", "en"),
        ("# Meeting of 12 March 2032\n\n## Present\n\n- Alice Marsh\n\n## Apologies\n\n- Bruno Tallow\n", "en"),
        ("# Réunion du 12 mars 2032\n\nPrésents : Alice Marsh\n\nExcusés : Bruno Tallow\n", "fr"),
    ],
)
def test_who_is_present_attended_and_who_is_absent_did_not(text: str, language: str) -> None:
    attended = {who for who, _ in pairs(text, "attended", language)}
    assert "Alice Marsh" in attended
    assert "Bruno Tallow" not in attended
    assert "Bruno Tallow" in names_of(text, "Person", language)


def test_in_a_list_with_boxes_only_the_ticked_came() -> None:
    text = "# LanternConf 2032\n\nPresent:\n\n- [x] Alice Marsh\n- [ ] Bruno Tallow\n- [X] Chloé Rivage\n"
    assert pairs(text, "attended") - {("author", "LanternConf 2032")} == {
        ("Alice Marsh", "LanternConf 2032"),
        ("Chloé Rivage", "LanternConf 2032"),
    }


def test_who_organised_is_read_from_its_label() -> None:
    assert ("Alice Marsh", "organized", "LanternConf 2032") in facts_of(
        "# LanternConf 2032\n\nOrganizers: Alice Marsh\n\nWe met.\n"
    )


def test_a_team_under_a_projects_heading_works_on_it() -> None:
    text = "# Sprint notes\n\n## Django\n\nTeam: Alice Marsh, Bruno Tallow\n\nThey fixed it at the sprint.\n"
    assert {("Alice Marsh", "Django"), ("Bruno Tallow", "Django")} <= pairs(text, "worksOn")


def test_lines_below_a_label_are_people_with_what_they_are_behind_a_comma() -> None:
    lines = "Alice FERRAND, trésorière\nBruno MARCHAL, membre du bureau\nChloé Noroît\n"
    text = f"# Bureau du 4 mars 2031\n\nPrésents:\n\n{lines}"
    assert labels(text, "fr") == [("attendee", ["Alice FERRAND", "Bruno MARCHAL", "Chloé Noroît"])]


def test_lines_of_a_sentence_below_a_label_name_nobody() -> None:
    assert labels("# Bureau\n\nPrésents:\n\nNous étions nombreux,\nmalgré le vent.\n", "fr") == []


def test_attendants_are_attendees() -> None:
    text = "## Attendants\n\n- Alice Marsh (Halyard)\n- Bruno Tallow\n"
    assert labels(text) == [("attendee", ["Alice Marsh", "Bruno Tallow"])]


def test_those_listed_below_a_heading_workshop_were_at_the_workshop() -> None:
    below = "# Workshop\n\n## Attendees\n\n- Alice Marsh\n- Bruno Tallow\n"
    text = f"# Lantern workshop 2031\n\nIt was windy.\n\n{below}"
    assert pairs(text, "attendedTalk") == set()
    assert ("Alice Marsh", "Lantern workshop 2031") in pairs(text, "attended")


def test_offices_beside_names_are_nobody() -> None:
    text = (
        "Présents (par ordre alphabétique) :\n\n- Alice Ferrand, présidente et secrétaire de séance\n"
        "- Benoît Hallier, vice-président\n\nAbsents (excusés) :\n\n- Chloé Noroît, représentée par Alice Ferrand\n"
    )
    assert names_of("# Réunion du 12 mars 2032\n\n" + text, "Person", "fr") == {
        "Alice Ferrand",
        "Benoît Hallier",
        "Chloé Noroît",
    }
    assert not names_of("# Réunion du 12 mars 2032\n\n" + text, "Talk", "fr")


def test_lines_of_names_below_a_label_are_its_list_though_nothing_marks_them() -> None:
    listed = "Yann L.\n\nLaure A.\n\nEric G.\n\n"
    text = f"Réunion du 12 mars 2032\n\nPrésents :\n\n{listed}Points abordés :\n\nRien de neuf."
    assert {who for who, _ in pairs(text, "attended", "fr", "a.txt")} >= {"Yann L.", "Laure A.", "Eric G."}


def test_a_charge_in_brackets_tells_where_it_is_held() -> None:
    listed = "- Alice Ferrand (développeuse Filandre)\n- Benoît Hallier (trésorier)\n"
    text = f"# Réunion du 12 mars 2032\n\nPrésents :\n\n{listed}"
    assert pairs(text, "memberOf", "fr") == {("Alice Ferrand", "Filandre")}
