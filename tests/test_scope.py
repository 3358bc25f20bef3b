"""What follows from where things stand: in whose report, under which heading, on which list."""

from __future__ import annotations

import pytest

from hallway.extractors.reading import Rung
from tests.extraction import AUTHOR, facts_of, pairs, reading_of


def rungs(text: str, predicate: str) -> set[Rung]:
    return {f.evidence[0].rung for f in reading_of(text).facts if f.predicate == predicate}


def test_who_is_named_in_a_sprints_report_was_there_and_worked_on_its_project() -> None:
    text = "# Sextant sprint\n\nWe met at the sprint. Alice Marsh fixed the tests of Sextant.\n"
    assert {("Alice Marsh", "attended", "Sextant sprint"), ("Alice Marsh", "worksOn", "Sextant")} <= facts_of(text)


@pytest.mark.parametrize(
    "said",
    ["Bruno Tallow could not come.", "Bruno Tallow helped remotely.", "Last year Bruno Tallow was with us."],
)
def test_who_was_not_at_the_sprint_did_not_attend(said: str) -> None:
    text = f"# Sextant sprint\n\nWe met at the sprint. Alice Marsh fixed Sextant. {said}\n"
    assert "Bruno Tallow" not in {who for who, _ in pairs(text, "attended")}


def test_what_stands_under_a_projects_heading_is_work_on_it() -> None:
    text = "# Harbour sprint\n\nWe met at the sprint.\n\n## Django\n\nAlice Marsh fixed the forms.\n"
    assert ("Alice Marsh", "Django") in pairs(text, "worksOn")


def test_what_a_quote_says_is_not_the_write_ups_own() -> None:
    text = "# LanternConf 2032\n\nI was at LanternConf 2032.\n\n> Alice Marsh worked on Django.\n"
    assert pairs(text, "worksOn") == set()


def test_code_states_no_facts() -> None:
    assert facts_of("# Notes\n\n```\nAlice Marsh worked on Django.\n```\n") == set()


def test_a_talk_under_an_events_heading_is_part_of_that_event() -> None:
    text = (
        "# Two weeks away\n\n## PyCon 2032\n\n### Talks\n\n- Knots that hold - Alice Marsh\n\n"
        "## FOSDEM 2032\n\n### Talks\n\n- Lamps that burn - Bruno Tallow\n"
    )
    assert {("Knots that hold", "PyCon 2032"), ("Lamps that burn", "FOSDEM 2032")} <= pairs(text, "partOf")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# LanternConf 2032\n\nI was there, and we laughed. Alice Marsh could not come to LanternConf 2032.\n", "en"),
        ("# LanternConf 2032\n\nAlice Ferrand n'a pas pu venir à LanternConf 2032.\n", "fr"),
        ("# LanternConf 2032\n\nNext time Alice Marsh will attend LanternConf 2033.\n", "en"),
        ("# LanternConf 2032\n\nL'an prochain, Alice Ferrand participera à LanternConf 2033.\n", "fr"),
    ],
)
def test_who_could_not_come_or_only_plans_to_did_not_attend(text: str, language: str) -> None:
    assert {who for who, _ in pairs(text, "attended", language)} <= {AUTHOR}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# LanternConf 2032\n\nAlice Marsh attended LanternConf 2032.\n", "en"),
        ("# LanternConf 2032\n\nAlice Marsh est venue à LanternConf 2032.\n", "fr"),
        ("# LanternConf 2032\n\nAlice Marsh a participé à LanternConf 2032.\n", "fr"),
    ],
)
def test_who_came_attended(text: str, language: str) -> None:
    assert ("Alice Marsh", "LanternConf 2032") in pairs(text, "attended", language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The sprint was sponsored by Halyard Ltd.", "en", ("Halyard Ltd.", "sponsored", "sprint")),
        ("# PyCon 2032\n\nIt was organized by Alice Marsh.", "en", ("Alice Marsh", "organized", "PyCon 2032")),
        ("Alice Marsh works at Mozilla.", "en", ("Alice Marsh", "memberOf", "Mozilla")),
        ("Alice Ferrand travaille chez Mozilla.", "fr", ("Alice Ferrand", "memberOf", "Mozilla")),
    ],
)
def test_a_sentence_says_who_sponsors_organises_and_employs(
    text: str, language: str, expected: tuple[str, str, str]
) -> None:
    assert expected in facts_of(text, language)


def test_a_sentence_is_read_verbatim_a_line_structurally_and_a_report_as_a_document() -> None:
    assert rungs("Alice Marsh works at Mozilla.", "memberOf") == {Rung.VERBATIM}
    assert rungs("# LanternConf 2032\n\n## Talks\n\n- Knots - Alice Marsh\n", "presented") == {Rung.STRUCTURAL}
    assert rungs("# LanternConf 2032\n\nI was there, and we laughed.\n", "attended") == {Rung.DOCUMENT}


def test_no_fact_joins_a_thing_to_itself() -> None:
    assert all(s != o for s, _, o in facts_of("# Sextant sprint\n\nThe Sextant sprint was part of the sprint.\n"))
