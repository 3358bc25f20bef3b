"""Groups that a title alone names, meetings told apart by their number, and pages that collect talks."""

from __future__ import annotations

import pytest

from tests.extraction import names_of, pairs

NUMBERED = """# Les soirées

## LoomTown #12

- Tisser vite par Chloé Martin

## LoomTown #11

- Filer lentement par Paul Durand
"""


@pytest.mark.parametrize(
    ("title", "body"),
    [("LyonJS, meetup d'avril 2034", "LyonJS"), ("Compte-rendu du premier meetup TisseAuvergne", "TisseAuvergne")],
)
def test_a_group_that_the_title_names_holds_the_meetup(title: str, body: str) -> None:
    text = f"# {title}\n\nNous étions douze au meetup de {body}.\n"
    assert {subject for subject, _ in pairs(text, "organized", "fr")} == {body}


def test_a_technology_behind_meetup_is_no_group() -> None:
    assert names_of("# Meetup PostgreSQL\n\nLe meetup de PostgreSQL fut bref.\n", "Organization", "fr") == set()


def test_headings_that_a_number_tells_apart_are_events() -> None:
    found = pairs(NUMBERED, "partOf", "fr")
    assert found == {("Tisser vite", "LoomTown #12"), ("Filer lentement", "LoomTown #11")}


def test_one_number_alone_tells_nothing_apart() -> None:
    assert "LoomTown #12" not in names_of("# Notes\n\n## LoomTown #12\n\nDu fil.\n", "Event", "fr")


def test_a_title_of_what_is_collected_is_no_event() -> None:
    text = "# Les présentations faites durant nos apéros\n\n## Tisser vite\n\nDurant l'apéro.\n"
    assert "présentations faites durant nos apéros" not in names_of(text, "Event", "fr")


def test_what_an_assembly_tells_of_its_year_is_no_part_of_it() -> None:
    told = "Chloé Martin a donné une conférence sur les métiers à tisser."
    assert pairs(f"# Assemblée générale du 12 mai 2034\n\n{told}\n", "partOf", "fr") == set()
    assert pairs(f"# Rencontre du 12 mai 2034\n\n{told}\n", "partOf", "fr") != set()


def test_whom_a_group_invited_to_speak_gave_the_talk() -> None:
    text = (
        "# Rencontre du 12 mai 2034\n\n"
        "Nous avons invité Chloé Martin à donner une conférence sur la teinture avec Paul."
        " Nous avons invité Bruno Cazalis pour parler de fil et de laine. Odile Ferrant a donné une conférence"
        " d'introduction au tissage.\n"
    )
    assert pairs(text, "presented", "fr") == {
        ("Chloé Martin", "conférence sur la teinture"),
        ("Bruno Cazalis", "fil et de laine"),
        ("Odile Ferrant", "conférence d'introduction au tissage"),
    }


def test_who_wants_to_speak_has_given_no_talk() -> None:
    text = "# Rencontre du 12 mai 2034\n\nChloé Martin cherche une salle pour parler de fil et de laine.\n"
    assert pairs(text, "presented", "fr") == set()
