"""Organisations: which names are found, which are left alone, and what their place in a write-up says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors import firms
from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.reading import Reading
from tests.extraction import names_of, pairs


def read(text: str) -> Reading:
    return extract(read_document("report.md", text.encode()))


def organizations(text: str) -> set[str]:
    return {e.name for e in read(text).entities if e.kinds[0] == "Organization"}


def facts(text: str, predicate: str) -> set[tuple[str, str]]:
    reading = read(text)
    names = {e.id: e.name for e in reading.entities}
    return {(names[f.subject], names[f.object]) for f in reading.facts if f.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olivia Marsh (Quibbleworks) showed her garden.", "Quibbleworks"),
        ("Olivia Marsh (lead gardener, Quibbleworks) showed her garden.", "Quibbleworks"),
        ("We spoke with Olivia Marsh from Quibbleworks about seeds.", "Quibbleworks"),
        ("Then Quibbleworks' rival lost: Tramontane's Olivia Marsh won.", "Tramontane"),
        ("We met in the offices of Quibbleworks on Friday.", "Quibbleworks"),
        ("The Quibbleworks folks brought cake.", "Quibbleworks"),
        ("Nous étions dans les locaux de Quibbleworks ce soir-là.", "Quibbleworks"),
        ("Elle travaille chez Quibbleworks depuis un an.", "Quibbleworks"),
        ("Merci à Quibbleworks pour l’accueil !", "Quibbleworks"),
        ("Thanks to Quibbleworks for hosting us.", "Quibbleworks"),
        ("Quibbleworks, a small company from the north, grows seeds.", "Quibbleworks"),
        ("He asked the Brindle User Group for help.", "Brindle User Group"),
        ("The Lycée Octave Mirabel lent us chairs.", "Lycée Octave Mirabel"),
        ("The Brindle Loom user's group lent us chairs.", "Brindle Loom user's group"),
        ("We met Olivia Marsh of Tramontane Solutions there.", "Tramontane Solutions"),
        ("She works at Tramontane Systems now.", "Tramontane Systems"),
        ("She studies at the University of Brindlemoor.", "University of Brindlemoor"),
        ("Der Brindle e.V. lädt ein.", "Brindle e.V."),
        ("The status of Brindle, Inc. was told.", "Brindle, Inc."),
        ("The BrindleLUG meets on Mondays.", "BrindleLUG"),
    ],
)
def test_name_in_place_of_organization_is_found(text: str, name: str) -> None:
    assert name in organizations(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The minutes begin at 16:00 UTC.", "UTC"),
        ("We spoke with Olivia Marsh from Lisbon.", "Lisbon"),
        ("Every LUG of the country was there.", "LUG"),
        ("He told us about the Google Summer of Code students.", "Google"),
        ("Das Team aus dem Norden gewann.", "Das Team"),
        ("It was hosted by Olivia Marsh.", "Olivia Marsh"),
        ("We deployed everything on Heroku.", "Heroku"),
    ],
)
def test_other_name_is_left_alone(text: str, name: str) -> None:
    assert name not in organizations(text)


def test_items_that_pair_people_with_employers_make_members() -> None:
    text = "# Seed Sprint 2031\n\n- Olivia Marsh, Quibbleworks\n- Peter Novak, Brindle\n- Maria Keller, Tramontane\n"
    expected = {("Olivia Marsh", "Quibbleworks"), ("Peter Novak", "Brindle"), ("Maria Keller", "Tramontane")}
    assert facts(text, "memberOf") >= expected


def test_items_that_pair_people_with_cities_make_none() -> None:
    text = "# Seed Sprint 2031\n\n- Olivia Marsh, Lisbon\n- Peter Novak, Berlin\n- Maria Keller, Lyon\n"
    assert facts(text, "memberOf") == set()


def test_list_under_sponsors_sponsors_event() -> None:
    text = (
        "# PyCon 2031\n\nI loved PyCon 2031.\n\n## Our sponsors\n\n"
        "- [Quibbleworks](https://quibbleworks.example/)\n- [brindle](https://brindle.example/)\n"
    )
    assert {firm for firm, _ in facts(text, "sponsored")} == {"Quibbleworks", "brindle"}


def test_linked_names_thanked_for_sponsoring_sponsor_event() -> None:
    text = (
        "# PyCon 2031\n\nI loved PyCon 2031.\n\nThanks to [Quibbleworks](https://quibbleworks.example/), [Five 4 You](https://five.example/)"
        " and [Brindle](https://brindle.example/) for sponsoring this work.\n"
    )
    assert {firm for firm, _ in facts(text, "sponsored")} == {"Quibbleworks", "Five 4 You", "Brindle"}


def test_sponsors_still_to_be_asked_sponsor_nothing() -> None:
    text = "# PyCon 2031\n\nI loved PyCon 2031.\n\n## Potential sponsors\n\n- [Quibbleworks](https://quibbleworks.example/)\n"
    assert facts(text, "sponsored") == set()


def test_owner_of_repository_makes_software() -> None:
    text = "# Report\n\nAt brindle they wrote [nukla](https://github.com/brindle/nukla), and brindle is proud of nukla."
    assert ("brindle", "nukla") in facts(text, "develops")


def test_persons_repository_makes_no_organization() -> None:
    text = "# Report\n\nOlivia Marsh ([@omarsh](https://github.com/omarsh)) wrote [nukla](https://github.com/omarsh/nukla)."
    assert organizations(text) == set()


def test_acronym_in_brackets_is_same_organization() -> None:
    reading = read("The Brindle Seed Foundation (BSF) paid. Later the BSF left.")
    found = [e for e in reading.entities if e.kinds[0] == "Organization"]
    assert [(e.name, "BSF" in e.aliases) for e in found] == [("Brindle Seed Foundation", True)]


def test_short_form_of_body_is_same_organization() -> None:
    reading = read("The Brindle Steering Council met. The Steering Council decided.")
    assert [e.name for e in reading.entities if e.kinds[0] == "Organization"] == ["Brindle Steering Council"]


@given(st.text(alphabet="AaBb1 .,'&-()étof", max_size=80))
@settings(max_examples=80, deadline=None)
def test_trimming_stays_inside(text: str) -> None:
    i, j = firms.trimmed(text, 0, len(text))
    assert 0 <= i <= j <= len(text)


@pytest.mark.parametrize("charge", ["Responsable Devops", "Mobile Tech Lead", "Cheffe des Quais", "Senior Pilot"])
def test_what_somebody_is_charged_with_is_no_employer(charge: str) -> None:
    text = f"La séance d'Alice Ferrand ({charge}) et Bruno Marchal (Voilure) fut belle."
    assert pairs(text, "memberOf", "fr") <= {("Bruno Marchal", "Voilure")}


def test_an_association_may_be_called_by_an_article_and_more() -> None:
    text = "# Réunion de l'association Les amis du Phare\n\nLe bureau de l'association Les amis du Phare s'est réuni."
    assert "Les amis du Phare" in names_of(text, "Organization", "fr")
    assert names_of("L'association les a aidés.", "Organization", "fr") == set()
