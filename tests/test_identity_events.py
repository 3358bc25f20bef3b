"""Which events of different write-ups are one, by series, edition and day, and what is part of them."""

from __future__ import annotations

import pytest

from hallway.extractors.reading import Entity, Fact, Reading
from hallway.graph.identity.editions import editions_of
from hallway.graph.identity.records import records_of
from hallway.graph.identity.resolution import resolve
from tests.community_readings import fact, person, reading, thing


def event(name: str, id: str = "e", *, aliases: tuple[str, ...] = (), url: str = "", local: bool = False) -> Entity:
    return Entity(id, ("Event",), name, aliases, (url,) if url else (), local=local)


def together(*readings: Reading) -> bool:
    found = resolve(readings)
    return len({found.iris[one.path, "e"] for one in readings}) == 1


def start(day: str) -> Fact:
    return fact("e", "schema:startDate", day, literal=True)


@pytest.mark.parametrize(
    ("name", "aliases", "date", "year"),
    [
        ("LanternConf 2031", (), "", "2031"),
        ("LanternConf'31", (), "", "2031"),
        ("Lanternconf2031", (), "", "2031"),
        ("LanternConf", ("LanternConf 2031",), "", "2031"),
        ("LanternConf", ("this year's LanternConf",), "2031-04-01", "2031"),
        ("LanternConf", ("next year's LanternConf",), "2031-04-01", "2032"),
        ("LanternConf", ("l'an dernier",), "2031-04-01", "2030"),
        ("LanternConf", (), "2031-04-01", ""),
    ],
)
def test_the_year_of_an_edition(name: str, aliases: tuple[str, ...], date: str, year: str) -> None:
    one = reading("a.md", [event(name, aliases=aliases)], date=date)
    assert editions_of(one, records_of(one))["e"].year == year


def test_the_event_reported_on_is_of_the_write_ups_year_and_so_are_its_parts() -> None:
    one = reading(
        "a.md",
        [event("LanternConf"), event("sprints", "s", local=True)],
        [fact("s", "partOf", "e")],
        event="e",
        date="2031-06-02",
    )
    assert {edition.year for edition in editions_of(one, records_of(one)).values()} == {"2031"}


def test_the_date_in_a_files_name_dates_a_write_up_without_one() -> None:
    one = reading("posts/2031-06-02-lanternconf.md", [event("LanternConf")], event="e")
    assert editions_of(one, records_of(one))["e"].year == "2031"


def test_a_write_up_without_a_date_is_of_the_year_of_what_it_looks_forward_to() -> None:
    one = reading(
        "a.md",
        [event("LanternConf"), event("Lampfest 2031", "next"), person("Ada Quill", "p")],
        [fact("p", "willAttend", "next")],
        event="e",
    )
    assert editions_of(one, records_of(one))["e"].year == "2031"


def test_a_part_stands_below_its_whole_so_that_the_sprints_of_two_conferences_stay_two() -> None:
    def told(path: str, whole: str) -> Reading:
        return reading(path, [event(whole), event("Docs sprints", "s")], [fact("s", "partOf", "e")])

    found = resolve([told("a.md", "LanternConf 2031"), told("b.md", "Lampfest 2031")])
    assert found.iris["a.md", "s"].endswith("/event/lanternconf-2031--docs-sprints")
    assert found.iris["b.md", "s"].endswith("/event/lampfest-2031--docs-sprints")


def test_events_that_are_said_to_be_part_of_each_other_still_get_iris() -> None:
    both = [fact("e", "partOf", "s"), fact("s", "partOf", "e")]
    found = resolve([reading("a.md", [event("LanternConf 2031"), event("Lampfest 2031", "s")], both)])
    assert found.iris["a.md", "e"] != found.iris["a.md", "s"]


@pytest.mark.parametrize(
    ("page", "year"),
    [
        ("https://2031.lanternconf.example/", "2031"),
        ("https://lanternconf.example/2031", "2031"),
        ("https://blog.example/news/2031/05/we-met", ""),
        ("https://lanternconf.example/", ""),
    ],
)
def test_an_events_own_page_may_tell_its_year(page: str, year: str) -> None:
    one = reading("a.md", [event("LanternConf", url=page)])
    assert editions_of(one, records_of(one))["e"].year == year


def test_years_keep_editions_apart_even_of_one_page() -> None:
    page = "https://lanternconf.example/"
    assert not together(
        reading("a.md", [event("LanternConf 2031", url=page)]), reading("b.md", [event("LanternConf 2032", url=page)])
    )


def test_a_page_with_the_year_in_it_joins() -> None:
    page = "https://2031.lanternconf.example/"
    assert together(
        reading("a.md", [event("LanternConf", url=page)]), reading("b.md", [event("Lantern Conference", url=page)])
    )


def test_a_page_of_the_series_joins_no_undated_mention() -> None:
    page = "https://lanternconf.example/"
    assert not together(
        reading("a.md", [event("LanternConf 2031", url=page)]), reading("b.md", [event("LanternConf", url=page)])
    )


def test_the_number_of_an_edition_joins_without_a_year() -> None:
    assert together(reading("a.md", [event("Lampfest (024)")]), reading("b.md", [event("Lampfest 024")]))
    assert not together(reading("a.md", [event("Lampfest (024)")]), reading("b.md", [event("Lampfest 025")]))


def test_meetings_of_one_group_two_weeks_apart_are_two() -> None:
    assert not together(
        reading("a.md", [event("Harbour meeting")], [start("2031-05-18")]),
        reading("b.md", [event("Harbour meeting")], [start("2031-06-01")]),
    )


def test_sprints_of_one_year_without_a_day_are_not_taken_for_one() -> None:
    assert not together(
        reading("a.md", [event("Glint sprint")], event="e", date="2031-07-10"),
        reading("b.md", [event("Glint sprint")], event="e", date="2031-09-20"),
    )


def test_two_reports_on_a_conference_may_lie_months_apart() -> None:
    assert together(
        reading("a.md", [event("LanternConf 2031")], event="e", date="2031-06-02"),
        reading("b.md", [event("LanternConf 2031")], event="e", date="2031-08-20"),
    )


def test_two_events_of_one_name_and_year_in_two_cities_are_two() -> None:
    def held(path: str, city: str) -> Reading:
        return reading(path, [event("Glintcamp 2031"), thing("Place", city, "p")], [fact("e", "heldIn", "p")])

    assert not together(held("a.md", "Lyon"), held("b.md", "Toulouse"))


def test_the_sprints_of_one_conference_are_one_gathering() -> None:
    def told(path: str, name: str) -> Reading:
        return reading(
            path, [event("LanternConf 2031", "conf"), event(name, local=True)], [fact("e", "partOf", "conf")]
        )

    assert together(told("a.md", "sprints"), told("b.md", "the code sprints"))


def test_one_talk_by_title_at_one_event() -> None:
    def told(path: str, conference: str) -> Reading:
        talk = thing("Talk", "Knots for all", "e")
        return reading(path, [event(conference, "conf"), talk], [fact("e", "partOf", "conf")])

    assert together(told("a.md", "LanternConf 2031"), told("b.md", "Lanternconf 2031"))
    assert not together(told("a.md", "LanternConf 2031"), told("b.md", "LanternConf 2032"))


def test_who_attends_next_year_attends_another_edition() -> None:
    went = reading("a.md", [event("PyCon 2031"), person("Ada Quill", "ada")], [fact("ada", "attended", "e")])
    going = reading(
        "b.md",
        [event("PyCon", aliases=("next year's PyCon",)), person("Ada Quill", "ada")],
        [fact("ada", "willAttend", "e")],
        date="2031-11-05",
    )
    assert not together(went, going)
