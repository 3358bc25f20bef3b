"""Which software, organisations and places of different write-ups are one, where their names alone would mislead."""

from __future__ import annotations

from dataclasses import replace

from hallway.extractors.reading import Entity, Reading
from hallway.graph.identity.resolution import resolve
from tests.community_readings import reading, thing


def told(path: str, entity: Entity, *others: str, url: str = "") -> Reading:
    own = replace(entity, id="it", urls=(url,) if url else ())
    return reading(path, [own, *(thing("Tool", name) for name in others)])


def together(*readings: Reading) -> bool:
    found = resolve(readings)
    return len({found.iris[one.path, "it"] for one in readings}) == 1


def test_a_short_form_with_a_site_of_its_own_is_not_what_the_gazetteer_takes_it_for() -> None:
    tdf = thing("Organization", "TDF")
    known = told("b.md", thing("Organization", "The Document Foundation"))
    assert together(told("a.md", tdf), known)
    assert together(told("a.md", tdf, url="https://www.documentfoundation.org/board"), known)
    assert not together(told("a.md", tdf, url="https://tdf.example/"), known)


def test_a_repository_amid_another_languages_software_is_a_namesake() -> None:
    python = told("a.md", thing("Tool", "Tornado"), "Django")
    repository = "https://github.com/millworks/tornado"
    assert not together(python, told("b.md", thing("Tool", "Tornado"), "PHP", "Symfony", "Composer", url=repository))
    assert together(python, told("b.md", thing("Tool", "Tornado"), "Python", "Symfony", "Composer", url=repository))
    assert together(python, told("b.md", thing("Tool", "Tornado"), "PHP", "Symfony", "Composer"))


def test_a_name_that_is_a_word_as_well_is_not_meant_by_the_one_write_up_that_tells_nothing_else_of_its_world() -> None:
    at_home = [told(f"{n}.md", thing("Tool", "Requests"), "Django") for n in range(4)]
    elsewhere = told("letters.md", thing("Tool", "Requests"), "Symfony")
    assert together(*at_home)
    found = resolve([*at_home, elsewhere])
    assert found.iris["letters.md", "it"] != found.iris["0.md", "it"]


def test_a_name_that_many_tell_of_alone_is_known_by_itself() -> None:
    at_home = [told(f"{n}.md", thing("Tool", "Requests"), "Django") for n in range(4)]
    alone = [told(f"alone-{n}.md", thing("Tool", "Requests")) for n in range(4)]
    assert together(*at_home, *alone)
