"""What people know wins over what was read."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from hallway.errors import CurationError
from hallway.extractors.reading import Entity, Reading
from hallway.graph.curation import CuratedFact, New
from hallway.graph.dataset import Lines
from hallway.graph.outcome import Outcome
from hallway.graph.settling import settle
from tests.community_readings import fact, lanternconf, person, reading, thing
from tests.curation import CONF, OTHER, curated, file

GUILD = New("Organization", "Halyard Guild")
BRUNO = frozenset({(CONF, "bruno"), (OTHER, "bruno")})


def facts(readings: tuple[Reading, ...]) -> set[tuple[str, str, str, str]]:
    return {(one.path, said.subject, said.predicate, said.object) for one in readings for said in one.facts}


# --- how things are named --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Bruno Tallow", "bruno TALLOW", "person/bruno-tallow", "Bruno"])
def test_a_thing_is_named_by_label_alias_or_iri(name: str) -> None:
    done = curated(f"rename: [{{thing: {name}, to: B. T.}}]")
    assert set(done.decisions.names) >= {(CONF, "bruno")}
    assert done.unmatched == ()


def test_an_iri_may_have_any_base() -> None:
    done = curated("rename: [{thing: 'https://example.org/x/person/bruno-tallow', to: B. T.}]")
    assert set(done.decisions.names) == BRUNO


def test_what_one_write_up_knows_is_named_with_its_path() -> None:
    done = curated(f"same: [[{CONF}#Gwen, Ada Quill]]")
    assert done.decisions.same == (frozenset({(CONF, "gwen"), (CONF, "ada")}),)


def test_a_hash_in_a_name_begins_no_path() -> None:
    readings = [reading("a.md", [thing("Tool", "C#"), thing("Tool", "C Sharp")])]
    assert len(curated("same: [['C#', C Sharp]]", readings).decisions.same) == 1


def test_a_name_of_several_classes_is_an_error_that_lists_them() -> None:
    readings = [reading("a.md", [thing("Tool", "Beacon"), thing("Event", "Beacon 1"), thing("Organization", "Beacon")])]
    with pytest.raises(CurationError) as caught:
        curated("rename: [{thing: Beacon, to: B}]", readings)
    assert "{name: Beacon, class: Organization} or {name: Beacon, class: Tool}" in str(caught.value)
    done = curated("rename: [{thing: {name: Beacon, class: Tool}, to: B}]", readings)
    assert list(done.decisions.names) == [("a.md", "tool-beacon")]


def test_a_relation_tells_things_of_one_name_apart() -> None:
    readings = [reading("a.md", [person("Ada Quill"), thing("Organization", "Beacon"), thing("Tool", "Beacon")])]
    done = curated("assert: [{subject: Ada Quill, predicate: memberOf, object: Beacon}]", readings)
    assert done.facts[0].object == ("a.md", "organization-beacon")


def test_a_name_that_two_write_ups_use_for_different_things_is_an_error_that_names_both() -> None:
    readings = [reading(path, [person("Gwen", "gwen", local=True)]) for path in ("a.md", "b.md")]
    with pytest.raises(CurationError, match=r"write a.md#Gwen or b.md#Gwen"):
        curated("alias: [{thing: Gwen, names: [G]}]", readings)


def test_a_tag_of_the_same_name_is_not_meant() -> None:
    readings = [reading("a.md", [thing("Tool", "Beacon"), thing("Topic", "Beacon")])]
    assert list(curated("rename: [{thing: Beacon, to: B}]", readings).decisions.names) == [("a.md", "tool-beacon")]


def test_new_names_and_aliases_are_names_too() -> None:
    done = curated(
        "rename: [{thing: Tidemark, to: Tide Mark}]\n"
        "alias: [{thing: Bruno Tallow, names: [bt]}]\n"
        "deny: [{subject: bt, predicate: worksOn, object: Tide Mark}]\n"
    )
    assert done.unmatched == ()
    assert (CONF, "bruno", "worksOn", "tidemark") not in facts(done.readings)


# --- identity --------------------------------------------------------------------------------------------------------
def test_same_joins_what_is_named() -> None:
    done = curated(f"same: [[Bruno Tallow, {CONF}#Gwen]]")
    assert done.decisions.same == (BRUNO | {(CONF, "gwen")},)


def test_same_of_things_of_different_kinds_is_an_error() -> None:
    with pytest.raises(CurationError, match=r"hallway.yaml:1: same: Person and Tool cannot be one thing"):
        curated("same: [[Ada Quill, Tidemark]]")


def test_same_of_things_of_different_kinds_is_well_once_one_is_retyped() -> None:
    readings = [reading("a.md", [person("Beacon Crew"), thing("Organization", "The Beacon Crew")])]
    done = curated("same: [[Beacon Crew, The Beacon Crew]]\nretype: [{thing: Beacon Crew, to: Organization}]", readings)
    assert {entity.kinds for entity in done.readings[0].entities} == {("Organization",)}


def test_different_keeps_apart() -> None:
    done = curated(f"different: [[{CONF}#Bruno Tallow, {OTHER}#Bruno Tallow]]")
    assert done.decisions.different == (((CONF, "bruno"), (OTHER, "bruno")),)


def test_same_and_different_of_one_pair_is_an_error_with_all_lines() -> None:
    same = f"same:\n- [Ada Quill, {CONF}#Gwen]\n- [{CONF}#Gwen, Bruno Tallow]\n"
    text = f"{same}different:\n- [Ada Quill, Bruno Tallow]\n"
    with pytest.raises(CurationError, match=r"hallway.yaml:5: different: .*lines 2, 3 say that they are one"):
        curated(text)


def test_the_later_of_two_new_names_holds() -> None:
    done = curated("rename:\n- {thing: Tidemark, to: One}\n- {thing: Tidemark, to: Two}\n")
    assert set(done.decisions.names.values()) == {"Two"}


def test_an_alias_joins_what_is_called_so() -> None:
    readings = [reading("a.md", [person("Ada Quill")]), reading("b.md", [person("A. Quill-Marsh", "aqm")])]
    done = curated("alias: [{thing: Ada Quill, names: [A. Quill-Marsh, adaq]}]", readings)
    assert done.decisions.same == (frozenset({("a.md", "ada quill"), ("b.md", "aqm")}),)
    assert {name for _, name in done.aliases} == {"A. Quill-Marsh", "adaq"}


# --- people ----------------------------------------------------------------------------------------------------------
def test_people_are_known_by_handles_and_profiles() -> None:
    readings = [
        reading("a.md", [person("Ada Quill", "ada")]),
        reading("b.md", [person("adaq", "handle", local=True)]),
        reading("c.md", [person("Ada", "short", local=True, urls=["https://github.com/adaq"])]),
    ]
    done = curated("people: [{name: Ada Quill, handles: ['@adaq'], emails: [ada@quill.example]}]", readings)
    assert done.decisions.same == (frozenset({("a.md", "ada"), ("b.md", "handle"), ("c.md", "short")}),)
    assert {name for _, name in done.aliases} == {"Ada Quill", "adaq"}  # no address goes into the graph


def test_affiliations_are_facts_with_their_dates() -> None:
    text = "people:\n- name: Ada Quill\n  affiliations:\n  - {organization: Halyard Guild, from: 2029-05, to: 2031}\n"
    assert curated(text).facts == (
        CuratedFact(4, (CONF, "ada"), "memberOf", GUILD, rule="affiliation", during="2029-05/2031"),
    )


def test_a_mailmap_tells_which_names_are_one_persons() -> None:
    readings = [reading("a.md", [person("Ada Quill", "ada")]), reading("b.md", [person("Ada Marsh", "marsh")])]
    mailmap = "# ours\nAda Quill <ada@quill.example> Ada Marsh <am@old.example>\nNobody Here <n@h.example>\n"
    done = curated("people: [{mailmap: .mailmap}]", readings, beside={".mailmap": mailmap})
    assert done.decisions.same == (frozenset({("a.md", "ada"), ("b.md", "marsh")}),)
    assert done.unmatched == ()  # a mailmap tells of many who never wrote


def test_wishes_of_people_are_kept_for_the_build() -> None:
    from tests.curation import file

    one, two = file("people: [{name: Ada Quill, opt_out: true}, {name: Bruno, pseudonym: B}]").people
    assert (one.opt_out, two.opt_out, two.pseudonym) == (True, False, "B")


# --- what was read ---------------------------------------------------------------------------------------------------
def test_retype_takes_what_a_thing_of_that_class_cannot_do() -> None:
    done = curated("retype: [{thing: Bruno Tallow, to: Organization}]")
    assert (CONF, "bruno", "presented", "talk") not in facts(done.readings)
    kinds = {entity.kinds for one in done.readings for entity in one.entities if entity.id == "bruno"}
    assert kinds == {("Organization",)}


def test_retype_keeps_what_siblings_can_do() -> None:
    done = curated("retype: [{thing: Tidemark, to: Tool}]")
    assert (CONF, "bruno", "worksOn", "tidemark") in facts(done.readings)


def test_a_denied_fact_goes_whatever_the_write_up_calls_the_things() -> None:
    done = curated("deny: [{subject: Bruno Tallow, predicate: presented, object: Lamps and types}]")
    assert (OTHER, "bruno", "presented", "talk") not in facts(done.readings)
    assert (CONF, "bruno", "worksOn", "tidemark") in facts(done.readings)


def test_a_denial_reaches_all_that_people_said_is_the_same() -> None:
    denied = "deny: [{subject: Bruno Tallow, predicate: attended, object: LanternConf 2031}]"
    done = curated(f"same: [[{CONF}#Gwen, Bruno Tallow]]\n{denied}")
    assert (CONF, "gwen", "attended", "conf") not in facts(done.readings)


def test_a_denial_does_not_reach_what_people_said_is_different() -> None:
    text = (
        f"different: [[{CONF}#Bruno Tallow, {OTHER}#Bruno Tallow]]\n"
        f"deny: [{{subject: {CONF}#Bruno Tallow, predicate: presented, object: '{CONF}#Lamps & \"types\" <b>'}}]"
    )
    said = facts(curated(text).readings)
    assert (CONF, "bruno", "presented", "talk") not in said
    assert (OTHER, "bruno", "presented", "talk") in said


def test_a_value_can_be_denied() -> None:
    text = "deny: [{subject: LanternConf 2031, predicate: 'schema:startDate', object: 2031-05-30}]"
    assert not [said for said in facts(curated(text).readings) if said[2] == "schema:startDate"]


def test_an_asserted_fact_keeps_who_said_so() -> None:
    done = curated(
        "assert:\n- subject: Ada Quill\n  predicate: worksOn\n  object: Tidemark\n"
        "  evidence: {who: Bruno, where: the list, quote: she does, date: 2031-06}\n"
    )
    (found,) = done.facts
    assert (found.subject, found.predicate, found.object) == ((CONF, "ada"), "worksOn", (CONF, "tidemark"))
    assert found.line == 2
    assert (found.testimony.who, found.testimony.date) == ("Bruno", "2031-06")


def test_a_new_thing_is_made_only_where_nothing_has_its_name() -> None:
    text = "assert: [{subject: Ada Quill, predicate: worksOn, object: {name: %s, new: Project}}]"
    assert curated(text % "Lagoon").facts[0].object == New("Project", "Lagoon")
    assert curated(text % "Tidemark").facts[0].object == (CONF, "tidemark")


def test_what_cannot_stand_in_a_relation_cannot_be_asserted() -> None:
    with pytest.raises(CurationError, match="'Port Sable' is a Place, which cannot stand in attended"):
        curated("assert: [{subject: Port Sable, predicate: attended, object: LanternConf 2031}]")


def test_a_fact_asserted_and_denied_is_an_error_with_both_lines() -> None:
    entry = "- {subject: Bruno Tallow, predicate: worksOn, object: Tidemark}\n"
    with pytest.raises(CurationError, match=r"hallway.yaml:4: assert: line 2 denies"):
        curated(f"deny:\n{entry}assert:\n{entry}")


def test_ignored_lines_take_what_only_they_say() -> None:
    lines = {CONF: Lines(tuple(range(9, 400, 10)))}  # ten signs a line
    done = curated(f"ignore: ['{CONF}:20-99']", lines=lines)
    kept = {said[2] for said in facts(done.readings) if said[0] == CONF}
    assert kept == {"attended", "worksOn", "presented", "heldIn", "schema:startDate", "partOf"}


def test_an_ignored_heading_takes_what_stands_below_it() -> None:
    one = lanternconf()[0]
    one = replace(one, sections=((100, 900, "Talks"),))
    done = curated(f"ignore: [{{path: {CONF}, heading: talks}}]", [one])
    assert {said[2] for said in facts(done.readings)} == {"attended", "worksOn"}


def test_a_heading_that_is_not_there_is_told_with_the_nearest() -> None:
    one = replace(lanternconf()[0], sections=((100, 900, "Talks"), (900, 990, "Sponsors of ours")))
    (told,) = curated(f"ignore: [{{path: {CONF}, heading: Sponsors}}]", [one]).unmatched
    assert told.nearest == ("Sponsors of ours",)


def test_ignored_things_go_when_nothing_else_names_them() -> None:
    ada = Entity("ada", ("Person",), "Ada Quill", spans=((0, 9),))
    bruno = Entity("bruno", ("Person",), "Bruno Tallow", spans=((0, 5), (25, 30)))
    lines = {"a.md": Lines((19, 39))}
    done = curated("ignore: ['a.md:1']", [reading("a.md", [ada, bruno])], lines=lines)
    assert [entity.name for entity in done.readings[0].entities] == ["Bruno Tallow"]


# --- what matches nothing --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("same:\n- [Ada Quill, Bruno Talow]", "hallway.yaml:2: same: nothing is called 'Bruno Talow' (perhaps 'Br"),
        ("rename: [{thing: person/ada-quil, to: A}]", "hallway.yaml:1: rename: nothing is called 'person/ada-quil' ("),
        (f"alias: [{{thing: '{CONF}#Gwenn', names: [G]}}]", f"hallway.yaml:1: alias: nothing is called '{CONF}#Gwenn'"),
        ("people: [{name: Nobody Atall}]", "hallway.yaml:1: people: nobody is called 'Nobody Atall'"),
        ("ignore: [2031/lanternconf.m]", "hallway.yaml:1: ignore: there is no write-up at 2031/lanternconf.m (perhaps"),
        (f"ignore: ['{CONF}:700']", f"hallway.yaml:1: ignore: {CONF} has no line 700"),
        (f"ignore: [{{path: {CONF}, heading: X}}]", f"hallway.yaml:1: ignore: {CONF} has no heading 'X'"),
        (
            "deny: [{subject: Ada Quill, predicate: worksOn, object: Tidemark}]",
            "hallway.yaml:1: deny: no write-up says 'Ada Quill' worksOn 'Tidemark'",
        ),
    ],
)
def test_an_entry_that_matches_nothing_is_told_with_the_nearest(text: str, said: str) -> None:
    (found,) = curated(text).unmatched
    assert str(found).startswith(said)


def test_a_write_up_that_was_left_out_is_no_missing_one() -> None:
    assert curated("ignore: [drafts]", left_out=["drafts/a.md"]).unmatched == ()


def test_the_rest_of_an_entry_still_holds() -> None:
    done = curated(f"same: [[Bruno Tallow, {CONF}#Gwen, Nobody Atall]]")
    assert done.decisions.same == (BRUNO | {(CONF, "gwen")},)


def test_the_order_of_readings_plays_no_part() -> None:
    text = (
        f"same: [[Bruno Tallow, {CONF}#Gwen]]\nretype: [{{thing: C++, to: Project}}]\nignore: ['{CONF}:1']\n"
        "deny: [{subject: Ada Quill, predicate: attended, object: LanternConf 2031}]\n"
    )
    more = [reading(f"{n}.md", [person("Ada Quill"), person("X")], [fact("x", "p", "x")]) for n in "abc"]
    readings = [*lanternconf(), *more]
    first = curated(text, readings)
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert curated(text, readings) == first


def test_a_fact_is_denied_of_what_is_one_only_since_people_joined_something_else() -> None:
    def talk_at(path: str, event: str) -> Outcome:
        talk = thing("Talk", "Foghorns for everyone", "talk")
        things = [talk, thing("Event", event, "at"), thing("Tool", "Bell", "bell")]
        return Outcome(path, reading(path, things, [fact("talk", "partOf", "at"), fact("talk", "uses", "bell")]))

    outcomes = [talk_at("a.md", "LanternConf 2031"), talk_at("b.md", "Sable Days 2031")]
    joined = "same: [[LanternConf 2031, Sable Days 2031]]\n"
    assert len({iri for key, iri in settle(outcomes, curation=file(joined)).iris.items() if key[1] == "talk"}) == 1
    denied = file(f"{joined}deny: [{{subject: a.md#Foghorns for everyone, predicate: uses, object: Bell}}]")
    settled = settle(outcomes, curation=denied)
    assert [[said.predicate for said in one.facts] for one in settled.readings] == [["partOf"], ["partOf"]]
