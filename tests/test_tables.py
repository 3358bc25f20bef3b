"""Programmes, attendance and work in tables."""

from __future__ import annotations

import pytest

from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document


def facts(text: str) -> set[tuple[str, str, str]]:
    """Return the facts by name, each proven by its quote."""
    document = read_document("a.md", text.encode())
    reading = extract(document)
    for fact in reading.facts:
        for one in fact.evidence:
            assert document.source[one.start : one.end] == one.quote != ""
    names = {entity.id: entity.name for entity in reading.entities}
    return {(names.get(f.subject, f.subject), f.predicate, names.get(f.object, f.object)) for f in reading.facts}


PROGRAMME = """\
# LanternConf 2032

LanternConf 2032 was held in Brest.

| {} |
|---|---|---|---|
| 10:00 | Maps that survive the tunnel | Bruno Tallow | Halyard |
| 12:30 | Lunch | | |
| 14:00 | A store you can bury | Ines Ravel and Cleo Marsh | |
| 15:00 | Lamps that know | Gwen Aldous (Kaap Noord) | |
"""


@pytest.mark.parametrize(
    "header",
    [
        "Time | Talk | Speaker | Company",
        "Heure | Titre | Intervenant | Société",
        "Zeit | Vortrag | Sprecher | Firma",
        "Hora | Charla | Ponente | Empresa",
    ],
)
def test_a_programme_gives_talks_speakers_and_organisations(header: str) -> None:
    found = facts(PROGRAMME.format(header))
    assert {
        ("Bruno Tallow", "presented", "Maps that survive the tunnel"),
        ("Bruno Tallow", "memberOf", "Halyard"),
        ("Ines Ravel", "presented", "A store you can bury"),
        ("Cleo Marsh", "presented", "A store you can bury"),
        ("Gwen Aldous", "memberOf", "Kaap Noord"),
        ("Maps that survive the tunnel", "partOf", "LanternConf 2032"),
    } <= found
    assert not [fact for fact in found if "Lunch" in fact]


def test_columns_of_times_titles_and_names_need_no_header() -> None:
    found = facts(
        "<h1>LanternConf 2032</h1><p>LanternConf 2032 was held in Brest.</p><table>"
        "<tr><td>10:00</td><td>Maps that survive the tunnel</td><td>Bruno Tallow</td></tr>"
        "<tr><td>11:00</td><td>A store you can bury</td><td>Julia Ravel</td></tr>"
        "<tr><td>12h30</td><td>Lamps that know</td><td>Martin Marsh</td></tr></table>"
    )
    assert ("Julia Ravel", "presented", "A store you can bury") in found


def test_a_table_of_votes_is_no_programme() -> None:
    found = facts(
        "# Lantern Meetup\n\nWe voted at the Lantern Meetup.\n\n"
        "| Topic | Votes |\n|---|---|\n| Maps | 5 |\n| Lamps | 3 |\n"
    )
    assert not [
        fact for fact in found if fact[1] in ("presented", "worksOn", "attended") and fact[0] in ("Maps", "Lamps")
    ]
    assert not [fact for fact in found if fact[1] == "partOf"]


def test_an_attendance_table_tells_who_was_there_and_who_was_not() -> None:
    found = facts(
        "# Lantern Meetup 2032\n\nThe Lantern Meetup 2032 was short.\n\n"
        "| Name | Organisation | Present |\n|---|---|---|\n"
        "| Bruno Tallow | Halyard | yes |\n| Cleo Marsh | Estuary Institute | x |\n| Gwen Aldous | | no |\n"
    )
    there = {subject for subject, predicate, _ in found if predicate == "attended"}
    assert {"Bruno Tallow", "Cleo Marsh"} <= there
    assert "Gwen Aldous" not in there
    assert ("Cleo Marsh", "memberOf", "Estuary Institute") in found


def test_a_table_of_projects_tells_who_works_on_them() -> None:
    found = facts(
        "# Lantern sprint\n\nWhat we did at the Lantern sprint.\n\n| Project | Who | Status |\n|---|---|---|\n"
        "| Tidemark | Bruno Tallow, Ada Quill | merged |\n| Foghorn | Gwen Aldous | stuck |\n"
    )
    assert {
        ("Bruno Tallow", "worksOn", "Tidemark"),
        ("Ada Quill", "worksOn", "Tidemark"),
        ("Gwen Aldous", "worksOn", "Foghorn"),
    } <= found
    assert ("Gwen Aldous", "worksOn", "Tidemark") not in found


TWO_COLUMNS = """\
# LanternConf 2032

I went to LanternConf 2032.

| {} |
|---|---|---|
| Maps that survive the tunnel | Bruno Tallow | [slides](https://a.example/1) |
| A store you can bury | Ines Ravel | [slides](https://a.example/2) |
"""


@pytest.mark.parametrize("header", ["Talk | Author | Slides", "Conférence | Auteur | Slides", "Atelier | Autrice | Vu"])
def test_the_author_of_a_talk_gave_it(header: str) -> None:
    found = facts(TWO_COLUMNS.format(header))
    assert ("Bruno Tallow", "presented", "Maps that survive the tunnel") in found
    assert not {fact for fact in found if fact[1] == "attendedTalk"}


def test_a_table_of_titles_and_authors_may_list_books() -> None:
    assert not {fact for fact in facts(TWO_COLUMNS.format("Title | Author | Link")) if fact[1] == "presented"}
