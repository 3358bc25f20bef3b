"""Which technology is named: by lexicon, link, shape, role or noun; and what only looks like one."""

from __future__ import annotations

import pytest

from tests.extraction import entity_called, facts_of, names_of


def software(text: str, language: str = "en") -> set[str]:
    return names_of(text, "Software", language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We used Django, Flask and PostgreSQL.", {"Django", "Flask", "PostgreSQL"}),
        ("We used the Loomwright library for this.", set()),
        ("We met the author of Loomwright.", {"Loomwright"}),
        ("Loomwright is a small web framework.", {"Loomwright"}),
        ("We showed a tool called Loomwright.", {"Loomwright"}),
        ("We used WeaveMaster for this.", {"WeaveMaster"}),
        ("We used weave.js and pyloom for this.", {"weave.js", "pyloom"}),
        ("We tried `loom` and `setup.py` for a day.", {"loom"}),
        ("They run it over HTTP.", {"HTTP"}),
    ],
)
def test_software_is_found_by_lexicon_shape_or_role(text: str, expected: set[str]) -> None:
    assert software(text) >= expected


@pytest.mark.parametrize(
    "text",
    [
        "Python is fun, and we like Python.",
        "We love python scripts.",
        "See http://lantern.example/ and https://lantern.example/http for more.",
        "See https://www.django.example/postgresql/redis for more.",
        "We flask the wine and go home by rail.",
        "Go home. Rust never sleeps.",
        "The LanternConf was fun, and LanternConf was loud.",
        "McAllister and DeMarco came.",
        "The code is [here](https://github.com/halyard/sextant/blob/main/x.py).",
    ],
)
def test_what_is_no_software_is_not_taken_for_it(text: str) -> None:
    assert software(text) == set()


def test_bare_python_is_no_node_but_a_version_of_it_is() -> None:
    assert software("We ported Python code to Python 3.") == {"Python 3"}


def test_a_minor_version_counts_in_a_heading_only() -> None:
    assert software("# Python 3.12\n\nIt is out.\n") == {"Python 3.12"}
    assert software("We run Python 3.12 here.\n") == set()


def test_a_repository_link_names_software_and_gives_its_page() -> None:
    found = entity_called("We tried [Sextant](https://github.com/halyard/sextant) for a day.", "Sextant")
    assert found.urls == ("https://github.com/halyard/sextant",)


def test_an_issues_link_gives_no_page() -> None:
    text = "We fixed [a bug](https://github.com/halyard/sextant/issues/3) of Sextant.\n"
    assert entity_called(text, "Sextant").urls == ()


def test_a_name_that_a_repositorys_address_gives_is_found_where_the_text_writes_it() -> None:
    text = "The code of sextant is on https://github.com/halyard/sextant for all.\n"
    assert software(text) == {"sextant"}


def test_a_link_to_nothing_of_its_own_gives_no_software() -> None:
    assert software("The slides are [here](https://github.com/halyard/sextant).") == set()


def test_spellings_of_one_technology_are_one() -> None:
    assert len(software("We used PostgreSQL. Postgres is fast. postgresql it was.")) == 1


def test_software_that_somebody_works_on_is_a_project_and_other_a_tool() -> None:
    text = "Alice Marsh worked on Django. We used PostgreSQL.\n"
    assert entity_called(text, "Django").kinds == ("Project",)
    assert entity_called(text, "PostgreSQL").kinds == ("Tool",)


def test_the_project_that_a_sprint_is_named_after_is_found_in_what_follows() -> None:
    text = "# Sextant sprint\n\nWe fixed Sextant.\n"
    assert software(text) == {"Sextant"}


def test_what_a_sprint_is_held_at_is_no_project() -> None:
    assert software("# LanternConf sprint\n\nWe had soup.\n") == set()


def test_a_name_is_found_again_where_nothing_else_tells() -> None:
    text = "Loomwright is a small web framework.\n\nWe love Loomwright.\n"
    assert len(entity_called(text, "Loomwright").spans) == 2


@pytest.mark.parametrize("text", ["* **sextant**: finds the way\n* **loch**: stores it\n"])
def test_terms_that_a_list_explains_are_software(text: str) -> None:
    assert software(text) == {"sextant", "loch"}


@pytest.mark.parametrize(
    ("text", "language", "fact"),
    [
        ("Alice Marsh never worked on Django.", "en", "worksOn"),
        ("Alice Marsh did not work on Django.", "en", "worksOn"),
        ("Alice Ferrand n'a pas travaillé sur Django.", "fr", "worksOn"),
        ("Alice Marsh will work on Django next year.", "en", "worksOn"),
    ],
)
def test_what_nobody_did_is_no_work(text: str, language: str, fact: str) -> None:
    assert fact not in {p for _, p, _ in facts_of(text, language)}
