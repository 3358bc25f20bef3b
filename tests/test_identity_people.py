"""Which people of different write-ups are one, and which stay two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.mailboxes import digests
from hallway.extractors.reading import Entity, Reading
from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.person_names import abbreviates, handles_of, is_full, key_of, may_be_one
from hallway.graph.identity.resolution import Resolution, resolve
from tests.community_readings import fact, person, reading, thing

A, B, C = ("a.md", "p"), ("b.md", "p"), ("c.md", "p")


def pair(one: Entity, two: Entity, *, decisions: Decisions | None = None) -> Resolution:
    return resolve([reading("a.md", [one]), reading("b.md", [two])], decisions=decisions or Decisions())


def one(found: Resolution) -> bool:
    return found.iris[A] == found.iris[B]


def reasons(found: Resolution) -> list[str]:
    return [link.reason for link in found.merges]


def test_a_page_of_ones_own_joins_two_spellings() -> None:
    found = pair(
        person("Élise Noroît", "p", urls=["https://noroit.example/"]),
        person("Elise Norroit", "p", urls=["http://www.noroit.example"]),
    )
    assert one(found)
    assert reasons(found) == ["same-page"]


def test_one_handle_on_two_sites_is_one_person() -> None:
    found = pair(
        person("Bruno Tallow", "p", urls=["https://github.com/btallow"]),
        person("@btallow", "p", urls=["https://twitter.com/btallow"]),
    )
    assert one(found)
    assert reasons(found) == ["same-handle"]


def test_two_profiles_on_one_site_are_two_people_of_one_name() -> None:
    found = pair(
        person("Bruno Tallow", "p", urls=["https://github.com/btallow"]),
        person("Bruno Tallow", "p", urls=["https://github.com/bruno-t"]),
    )
    assert not one(found)
    assert [doubt.against for doubt in found.doubts] == ["github.com: bruno-t and btallow"]


def test_the_handle_that_is_made_of_a_full_name_is_that_person() -> None:
    assert one(pair(person("Bruno Tallow", "p"), person("btallow", "p", urls=["https://twitter.com/btallow"])))


def test_other_full_names_are_kept_apart_even_by_one_page() -> None:
    page = ["https://team.example/"]
    assert not one(pair(person("Ada Quill", "p", urls=page), person("Cleo Marsh", "p", urls=page)))


def test_a_page_that_one_write_up_gives_to_two_people_is_nobodys_own() -> None:
    page = ["https://team.example/"]
    found = resolve(
        [
            reading("a.md", [person("Ada", "p", urls=page, local=True), person("Bea", "q", urls=page, local=True)]),
            reading("b.md", [person("Adeline", "p", urls=page, local=True)]),
        ]
    )
    assert len({found.iris[A], found.iris["a.md", "q"], found.iris[B]}) == 3


def test_a_bare_first_name_is_nobody_elsewhere() -> None:
    assert not one(pair(person("Gwen", "p", local=True), person("Gwen Harbour", "p")))


def test_a_typing_error_joins_only_where_both_have_to_do_with_the_same_thing() -> None:
    def wrote(path: str, name: str, project: str) -> Reading:
        return reading(
            path, [person(name, "p"), thing("Project", project, "t")], [fact("p", "worksOn", "t", "works on it")]
        )

    together = resolve([wrote("a.md", "Michael Tharow", "Glint"), wrote("b.md", "Michael Tharrow", "Glint")])
    apart = resolve([wrote("a.md", "Michael Tharow", "Glint"), wrote("b.md", "Michael Tharrow", "Tidemark")])
    assert together.iris[A] == together.iris[B]
    assert apart.iris[A] != apart.iris[B]
    assert [doubt.link.reason for doubt in apart.doubts] == ["same-spelling"]


def test_a_given_name_spelled_by_its_sound_is_the_same_with_a_family_name_that_nobody_else_has() -> None:
    assert one(pair(person("Nicolas Bellweather", "p"), person("Nicholas Bellweather", "p")))
    assert one(pair(person("Matthieu Fanal", "p"), person("Mathieu Fanal", "p")))
    assert not one(pair(person("Daniel Fanal", "p"), person("Daniela Fanal", "p")))


def test_a_given_name_spelled_by_its_sound_is_anybodys_with_a_frequent_family_name() -> None:
    others = [f"{given} Martin" for given in ("Ada", "Bea", "Cleo", "Dora", "Elsa")]
    others += [f"{given} {family}" for given in ("Eric", "Erik") for family in ("Tallow", "Marsh")]
    crowd = reading("c.md", [person(name) for name in others])
    eric, erik = reading("a.md", [person("Eric Martin", "p")]), reading("b.md", [person("Erik Martin", "p")])
    assert not one(resolve([crowd, eric, erik]))


def test_two_slips_in_a_long_name_leave_it_one_persons() -> None:
    assert one(pair(person("Rosalind Heath-Maggie", "p"), person("Rosalind Haeth-Meggie", "p")))
    assert not one(pair(person("Rosalind Heath-Maggie", "p"), person("Rosamund Haeth-Meggie", "p")))


def writer(name: str, *mails: str, local: bool = False) -> Entity:
    boxes = sorted(digest for mail in mails for digest in digests(mail))
    return Entity("p", ("Person",), name, local=local, mailboxes=tuple(boxes))


def test_writers_with_one_address_are_one_whatever_they_sign_with() -> None:
    found = pair(writer("Bruno", "bruno@mill.example", local=True), writer("Bruno Tallow", "Bruno@mill.example"))
    assert one(found)
    assert [(link.reason, link.detail) for link in found.merges] == [("same-mailbox", "")]


def test_an_address_does_not_make_two_full_names_one() -> None:
    assert not one(pair(writer("Cleo Marsh", "mill@mill.example"), writer("Bruno Tallow", "mill@mill.example")))


def test_a_short_name_means_one_person_where_one_writer_uses_it() -> None:
    def told(path: str, writer: str, names: Sequence[str]) -> Reading:
        people = [person(name, name, local=True) for name in names]
        return reading(path, [person(writer, "w"), *people], author="w")

    mine = resolve([told("a.md", "Ada Quill", ["Gwen"]), told("b.md", "Ada Quill", ["Gwen"])])
    others = resolve([told("a.md", "Ada Quill", ["Gwen"]), told("b.md", "Bruno Tallow", ["Gwen"])])
    assert mine.iris["a.md", "Gwen"] == mine.iris["b.md", "Gwen"]
    assert others.iris["a.md", "Gwen"] != others.iris["b.md", "Gwen"]


def minutes(path: str, date: str, *people: Entity) -> Reading:
    group = thing("Organization", "Harbour Hackers", "group")
    meeting = thing("Event", "Harbour Hackers meeting", "meeting")
    said = [fact("group", "organized", "meeting", "our meeting")]
    return reading(path, [*people, group, meeting], said, event="meeting", date=date)


def test_short_names_mean_one_person_in_the_minutes_of_one_group() -> None:
    cleo = person("Cleo Marsh", "q", aliases=["Cleo"])
    march = minutes("a.md", "2031-03-04", person("Gwen", "p", local=True), cleo)
    april = minutes("b.md", "2031-04-01", person("Gwen", "p", local=True), person("Cleo M", "q", local=True))
    found = resolve([march, april])
    assert found.iris[A] == found.iris[B]
    assert found.iris["a.md", "q"] == found.iris["b.md", "q"]
    assert {link.reason for link in found.merges if link.one[1] in "pq"} == {"same-circle", "same-initials"}


def test_years_later_a_short_name_may_be_somebody_elses() -> None:
    early = minutes("a.md", "2021-03-04", person("Gwen", "p", local=True))
    late = minutes("b.md", "2031-04-01", person("Gwen", "p", local=True))
    found = resolve([early, late])
    assert found.iris[A] != found.iris[B]


def test_a_short_name_that_two_people_have_means_neither() -> None:
    both = minutes("a.md", "2031-03-04", person("Gwen Harbour", "p"), person("Gwen Lowtide", "q"))
    found = resolve([both, minutes("b.md", "2031-04-01", person("Gwen", "p", local=True))])
    assert len({found.iris[A], found.iris["a.md", "q"], found.iris[B]}) == 3


def test_two_people_of_one_write_up_stay_two_whatever_links_them_elsewhere() -> None:
    found = resolve(
        [
            reading("a.md", [person("quill", "p"), person("Ada Quill", "q")]),
            reading("b.md", [person("Ada Quill", "p", urls=["https://github.com/quill"])]),
        ]
    )
    assert found.iris[A] != found.iris["a.md", "q"]


def test_people_have_the_last_word() -> None:
    gwen, harbour = person("Gwen", "p", local=True), person("Gwen Harbour", "p")
    joined = pair(gwen, harbour, decisions=Decisions(same=(frozenset({A, B}),)))
    assert one(joined)
    assert reasons(joined) == ["curated"]
    parted = pair(harbour, harbour, decisions=Decisions(different=((A, B),)))
    assert not one(parted)
    named = pair(harbour, harbour, decisions=Decisions(names={A: "Gwenaëlle Harbour"}))
    assert named.iris[A].endswith("person/gwenaelle-harbour")
    assert named.labels == {named.iris[A]: "Gwenaëlle Harbour"}


def test_what_people_parted_no_chain_joins() -> None:
    ada = person("Ada Quill", "p")
    readings = [reading(path, [ada]) for path in ("a.md", "b.md", "c.md")]
    found = resolve(readings, decisions=Decisions(different=((A, C),)))
    assert found.iris[A] != found.iris[C]
    assert found.iris[B] in (found.iris[A], found.iris[C])


@pytest.mark.parametrize(
    ("one", "two", "loose", "same"),
    [
        ("nicolas bellweather", "nicholas bellweather", False, True),
        ("c lumen brown", "lumen brown", False, True),
        ("remi arbour", "remy harbour", False, False),
        ("remi arbour", "remy harbour", True, True),
        ("tim marsh", "tom marsh", True, False),
        ("ada quill", "ada marsh", True, False),
    ],
)
def test_names_that_may_be_one(one: str, two: str, loose: bool, same: bool) -> None:
    assert may_be_one(one, two, loose) is same
    assert may_be_one(two, one, loose) is same


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=7), min_size=1, max_size=4).map(" ".join)


@given(WORDS, WORDS)
def test_comparing_names_is_the_same_both_ways(one: str, two: str) -> None:
    assert may_be_one(one, two) == may_be_one(two, one)
    assert may_be_one(one, two, True) == may_be_one(two, one, True)
    assert not may_be_one(one, two) or may_be_one(one, two, True)


@given(WORDS)
def test_a_name_is_its_own_and_what_abbreviates_it_is_shorter(name: str) -> None:
    assert key_of(name) == key_of(name.upper().lower())
    assert not abbreviates(name, name)
    assert bool(handles_of(name)) <= (len(name.split()) > 1)
    assert not is_full(name) or len(name.split()) > 1
