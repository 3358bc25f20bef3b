"""Which entities of different write-ups get one IRI."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.reading import WRITEUP, Reading
from hallway.graph.identity.resolution import resolve
from hallway.graph.iri import DEFAULT_BASE
from tests.community_readings import fact, lanternconf, person, reading, thing


def short(*readings: Reading) -> dict[tuple[str, str], str]:
    return {key: iri.removeprefix(DEFAULT_BASE) for key, iri in resolve(readings).iris.items()}


def test_the_same_full_name_is_the_same_person_whatever_its_accents() -> None:
    iris = short(reading("a.md", [person("Élise Noroît", "e")]), reading("b.md", [person("ELISE NOROIT", "x")]))
    assert iris["a.md", "e"] == iris["b.md", "x"] == "person/elise-noroit"


def test_a_local_name_means_nothing_elsewhere() -> None:
    iris = short(
        reading("a.md", [person("Gwen", "g", local=True)]), reading("b/c.md", [person("Gwen", "g", local=True)])
    )
    assert iris["a.md", "g"] == "person/a/gwen"
    assert iris["b/c.md", "g"] == "person/b/c/gwen"


def test_an_unnamed_writer_is_one_of_the_write_up() -> None:
    iris = short(reading("a.md", [person("", "me"), person("Author", "x", local=True)], author="me"))
    assert iris["a.md", "me"] == "person/a/author"
    assert iris["a.md", "x"] == "person/a/x"


def test_two_local_namesakes_of_one_write_up_stay_apart() -> None:
    iris = short(reading("a.md", [person("Gwen", "g1", local=True), person("Gwen", "g2", local=True)]))
    assert iris["a.md", "g1"] != iris["a.md", "g2"]


def test_a_project_here_and_a_tool_there_are_one_software() -> None:
    iris = short(reading("a.md", [thing("Project", "Glint", "p")]), reading("b.md", [thing("Tool", "glint", "t")]))
    assert iris["a.md", "p"] == iris["b.md", "t"] == "software/glint"


def test_the_write_up_has_an_iri_too() -> None:
    assert short(reading("x/a.md"))["x/a.md", WRITEUP] == "writeup/x/a"


def test_an_event_is_told_by_name_and_year_wherever_the_year_comes_from() -> None:
    in_name = reading("a.md", [thing("Event", "LanternConf 2031", "e")])
    short_year = reading("b.md", [thing("Event", "LanternConf '31", "e")])
    from_start = reading(
        "c.md", [thing("Event", "LanternConf", "e")], [fact("e", "schema:startDate", "2031-05", literal=True)]
    )
    from_report = reading("d.md", [thing("Event", "Lanternconf", "e")], event="e", date="2031-06-02")
    iris = short(in_name, short_year, from_start, from_report)
    assert {iri for (_, id), iri in iris.items() if id == "e"} == {"event/lanternconf-2031"}


def test_differing_years_keep_events_apart() -> None:
    iris = short(
        reading("a.md", [thing("Event", "LanternConf 2031", "e")], event="e", date="2032-01-03"),
        reading("b.md", [thing("Event", "LanternConf", "e")], event="e", date="2032-01-03"),
    )
    assert iris["a.md", "e"] == "event/lanternconf-2031"
    assert iris["b.md", "e"] == "event/lanternconf-2032"


def test_an_event_without_any_date_stays_in_its_write_up() -> None:
    iris = short(reading("a.md", [thing("Event", "LanternConf", "e")]))
    assert iris["a.md", "e"] == "event/a/lanternconf"


def test_a_part_takes_the_year_of_the_whole_and_the_whole_that_of_its_part() -> None:
    iris = short(
        reading(
            "a.md",
            [thing("Event", "Tidemark sprint", "s"), thing("Event", "LanternConf", "c"), thing("Event", "Other", "o")],
            [fact("s", "partOf", "c")],
            event="s",
            date="2031",
        )
    )
    assert iris["a.md", "s"] == "event/lanternconf-2031--tidemark-sprint"
    assert iris["a.md", "c"] == "event/lanternconf-2031"
    assert iris["a.md", "o"] == "event/a/other"


def test_a_monthly_meetup_is_told_by_its_day() -> None:
    def meetup(path: str, day: str) -> Reading:
        return reading(
            path, [thing("Event", "Lantern meetup", "e")], [fact("e", "schema:startDate", day, literal=True)]
        )

    iris = short(meetup("a.md", "2031-03-04"), meetup("b.md", "2031-04-08"), meetup("c.md", "2031-04-09"))
    assert iris["a.md", "e"] == "event/lantern-meetup-2031-03-04"
    assert iris["b.md", "e"] == iris["c.md", "e"] == "event/lantern-meetup-2031-04-08"


def test_a_talk_is_told_by_title_and_event() -> None:
    def talk(path: str, event: str) -> Reading:
        entities = [thing("Talk", "Lamps", "t"), thing("Event", event, "e"), thing("Event", "Day 1", "d", local=True)]
        return reading(path, entities, [fact("t", "partOf", "d"), fact("d", "partOf", "e")])

    iris = short(
        talk("a.md", "LanternConf 2031"),
        talk("b.md", "lanternconf 2031"),
        talk("c.md", "LanternConf 2032"),
        talk("d.md", "Now"),
    )
    assert iris["a.md", "t"] == iris["b.md", "t"] == "talk/lamps--lanternconf-2031"
    assert iris["c.md", "t"] == "talk/lamps--lanternconf-2032"
    assert iris["d.md", "t"] == "talk/d/lamps"


def test_two_talks_of_one_title_in_one_write_up_stay_apart() -> None:
    iris = short(
        reading(
            "a.md",
            [thing("Talk", "Keynote", "t1"), thing("Talk", "Keynote", "t2"), thing("Event", "LanternConf 2031", "e")],
            [fact("t1", "partOf", "e"), fact("t2", "partOf", "e")],
        )
    )
    assert iris["a.md", "t1"] != iris["a.md", "t2"]


def test_people_with_the_same_page_are_one_person() -> None:
    iris = short(
        reading("a.md", [person("Hervé Câprier", "h", urls=["http://www.caprier.example/"])]),
        reading("b.md", [person("herve", "h", local=True, urls=["https://caprier.example"])]),
        reading("c.md", [person("", "me", urls=["https://caprier.example/#me"])], author="me"),
    )
    assert {iri for (_, id), iri in iris.items() if id != WRITEUP} == {"person/herve-caprier"}


def test_a_page_that_one_write_up_gives_to_two_people_joins_nobody() -> None:
    team = "https://fanal.example/team"
    iris = short(
        reading("a.md", [person("Ada Quill", "a", urls=[team]), person("Bruno Tallow", "b", urls=[team])]),
        reading("b.md", [person("Cleo Marsh", "c", urls=[team])]),
    )
    assert len({iri for (_, id), iri in iris.items() if id != WRITEUP}) == 3


@given(
    st.permutations([*lanternconf(), reading("c.md", [person("ada", "x", local=True, urls=["http://ada.example"])])])
)
def test_the_order_of_write_ups_plays_no_part(readings: list[Reading]) -> None:
    assert resolve(readings) == resolve(sorted(readings, key=lambda one: one.path))


NAMES = st.sampled_from(["Ada Quill", "ada quill", "Gwen", "", "!", "author", "LanternConf", "LanternConf 2031", "拉"])
KINDS = st.sampled_from(["Person", "Event", "Talk", "Project", "Tool", "Place", "Unheard"])


@given(st.lists(st.tuples(st.sampled_from(["a.md", "a.rst", "a/author.md"]), KINDS, NAMES, st.booleans()), max_size=12))
def test_every_entity_gets_a_valid_iri_and_local_ones_of_two_write_ups_never_share_one(
    drawn: list[tuple[str, str, str, bool]],
) -> None:
    by_path: dict[str, list[tuple[str, str, bool]]] = {}
    for path, kind, name, local in drawn:
        by_path.setdefault(path, []).append((kind, name, local))
    readings = [
        reading(path, [thing(kind, name, f"e{n}", local=local) for n, (kind, name, local) in enumerate(things)])
        for path, things in by_path.items()
    ]
    iris = resolve(readings).iris
    local_in: dict[str, str] = {}
    for one in readings:
        for entity in one.entities:
            iri = iris[one.path, entity.id]
            assert iri.startswith(DEFAULT_BASE)
            if entity.local:
                assert local_in.setdefault(iri, one.path) == one.path
