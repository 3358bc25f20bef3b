"""How much a name tells of who it is: common ones little, rare ones much, short ones only among few."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.reading import Entity, Reading
from hallway.graph.identity.person_names import key_of, may_be_one
from hallway.graph.identity.resolution import resolve
from hallway.graph.identity.spellings import near_names
from tests.community_readings import fact, person, reading, thing

GIVEN = "Ada Bruno Cleo Doris Emil Fanny Gustav Hilda Ivo Jana".split()
FAMILY = "Quill Tallow Marsh Harbour Lowtide Sandbank Reedbed Mudflat Saltpan Seawall".split()


def crowd(project: str = "") -> list[Reading]:
    """Return ten write-ups with ten people each, so that given and family names are common."""
    return [at(f"x{n}.md", f"Fair {n}", project, *(f"{one} {name}" for one in GIVEN)) for n, name in enumerate(FAMILY)]


def at(path: str, event: str, project: str, *names: str) -> Reading:
    """Return a write-up of who was where and works on what."""
    people = [person(name, f"p{n}", local=name.endswith(".") or name[0] == "@") for n, name in enumerate(names)]
    said = [fact(one.id, "attended", "event", "was there") for one in people]
    entities: list[Entity] = [*people, thing("Event", event, "event")]
    if project:
        entities.append(thing("Project", project, "project"))
        said += [fact(one.id, "worksOn", "project", "works on it") for one in people]
    return reading(path, entities, said)


def iri(readings: list[Reading], path: str, id: str = "p0") -> str:
    return resolve(readings).iris[path, id]


def test_a_common_name_is_one_persons_only_among_those_who_have_to_do_with_the_same() -> None:
    told = [
        *crowd(),
        at("a.md", "LanternConf", "", "Ada Quill"),
        at("b.md", "LanternConf", "", "Ada Quill"),
        at("c.md", "Tidemark", "", "Ada Quill"),
    ]
    assert iri(told, "a.md") == iri(told, "b.md") != iri(told, "c.md")


def test_a_rare_name_is_one_persons_wherever_it_stands() -> None:
    told = [*crowd(), at("a.md", "LanternConf", "", "Ada Weatherglass"), at("b.md", "Tidemark", "", "Ada Weatherglass")]
    assert iri(told, "a.md") == iri(told, "b.md")


def test_what_everybody_works_on_tells_no_two_people_of_a_common_name_are_one() -> None:
    told = [
        *crowd("Glint"),
        at("a.md", "LanternConf", "Glint", "Ada Quill"),
        at("b.md", "Tidemark", "Glint", "Ada Quill"),
    ]
    assert iri(told, "a.md") != iri(told, "b.md")


def test_an_initial_means_the_one_person_at_the_same_event_whose_name_it_can_be() -> None:
    told = [
        *crowd(),
        at("a.md", "LanternConf 2031", "", "Ada Weatherglass", "Bruno Tallow"),
        at("b.md", "LanternConf 2032", "", "Ada W.", "A. Weatherglass"),
        at("c.md", "Tidemark", "", "Ada W."),
    ]
    assert iri(told, "a.md") == iri(told, "b.md") != iri(told, "c.md")


def test_an_initial_that_two_people_of_an_event_have_means_neither() -> None:
    told = [
        at("a.md", "LanternConf 2031", "", "Ada Weatherglass", "Bruno Tallow"),
        at("b.md", "LanternConf 2032", "", "Ada Windlass"),
        at("c.md", "LanternConf 2033", "", "Ada W."),
    ]
    assert len({iri(told, path) for path in ("a.md", "b.md", "c.md")}) == 3


def test_a_handle_that_many_could_have_is_the_one_persons_at_the_same_event() -> None:
    told = [
        *crowd(),
        at("a.md", "LanternConf", "", "Ada Quill"),
        at("b.md", "LanternConf", "", "@aquill"),
        at("c.md", "Tidemark", "", "Ada Quill"),
    ]
    assert iri(told, "a.md") == iri(told, "b.md") != iri(told, "c.md")


def test_two_slips_of_the_pen_with_little_in_common_are_one_persons_where_the_right_name_is_usual() -> None:
    names = ["Ada Weatherglass"] * 9 + ["Ada Wetherglas", "Ada Weatheerglass"]
    told = [at(f"{n}.md", "LanternConf", "", name) for n, name in enumerate(names)]
    assert not may_be_one("ada wetherglas", "ada weatheerglass")
    assert len({iri(told, f"{n}.md") for n in range(len(names))}) == 1


def test_people_who_meet_in_two_circles_do_not_make_them_one() -> None:
    both = ["Ada Quill", "Bruno Tallow"]

    def met(path: str, event: str, day: str) -> Reading:
        people = [person(name, name) for name in both] + [person("Gwen", "gwen", local=True)]
        return reading(path, [*people, thing("Event", event, "event")], event="event", date=day)

    apart = [met("a.md", "LanternConf", "2031-03-04"), met("b.md", "Tidemark", "2031-04-01")]
    together = [met("a.md", "LanternConf", "2031-03-04"), met("b.md", "LanternConf", "2031-04-01")]
    assert iri(apart, "a.md", "gwen") != iri(apart, "b.md", "gwen")
    assert iri(together, "a.md", "gwen") == iri(together, "b.md", "gwen")


WORD = st.text("abc", min_size=2, max_size=8)


@given(st.lists(st.lists(WORD, min_size=2, max_size=3).map(" ".join), max_size=20))
def test_names_that_are_near_are_found_without_comparing_all_with_all(names: list[str]) -> None:
    by_key = {key_of(name): name for name in sorted(names, reverse=True)}
    near = {pair for pair in combinations(sorted(by_key.values()), 2) if may_be_one(*pair)}
    assert {(min(pair), max(pair)) for pair in near_names(names)} == near
