"""Five write-ups of the user's, built and asked as the user would; what is expected is read from their gold graphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet
from rapidfuzz.fuzz import token_set_ratio

from hallway.extractors.gold import read_gold
from hallway.extractors.pairing import Annotation, Thing, fold_name
from tests.corpora import DEV, GOLD, Built, built_once

FILES = sorted(DEV.glob("[0-9][0-9][0-9]_*.txt"))
SPRINT, SEEN, DIARY, BARCAMP, REPORT = range(5)
HOUR = re.compile(r"\b\d{1,2}h(\d\d)?\b")
SOFTWARE = {"Project": "Software", "Tool": "Software"}

HERE = len(FILES) == 5 and GOLD.is_dir()

pytestmark = pytest.mark.skipif(not HERE, reason="the user's documents are not here")


@dataclass(frozen=True)
class Gold:
    """A gold graph: what `read_gold` gives, and the file as it is."""

    annotation: Annotation
    entities: Mapping[str, Mapping[str, Any]]
    relations: tuple[Mapping[str, str], ...]

    def subjects(self, relation: str, object: str) -> set[str]:
        """Return what stands in a relation to something."""
        return {s for s, p, o in self.annotation.relations if (p, o) == (relation, object)}

    def objects(self, subject: str, relation: str) -> set[str]:
        """Return what something stands in a relation to."""
        return {o for s, p, o in self.annotation.relations if (s, p) == (subject, relation)}

    def of_type(self, kind: str) -> list[str]:
        """Return the entities of a type, in the order of the text."""
        return [id for id, entity in self.entities.items() if entity["type"] == kind]


@cache
def gold(number: int) -> Gold:
    path = GOLD / f"{FILES[number].stem}.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    entities = {entity["id"]: entity for entity in data["entities"]}
    return Gold(read_gold(path).annotation, entities, tuple(data["relations"]))


@dataclass(frozen=True)
class WriteUp:
    """One of the five in the graph that was built.

    Args:
        built: the graph.
        gold: what is expected of it.
        iri: of the write-up.
        author: IRI of who wrote it.
        things: IRI → (groups of classes, folded names) as this write-up has them.
    """

    built: Built
    gold: Gold
    iri: str
    author: str
    things: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    def expected_id(self, iri: str) -> str:
        """Return what gold calls a thing of the graph; its own names if gold has no such thing."""
        groups, names = self.things.get(iri, (frozenset(), frozenset()))
        if iri == self.author:
            return "author"
        alike = [
            (_likeness(thing, names), id) for id, thing in self.gold.annotation.things.items() if thing.group in groups
        ]
        best, id = max(alike, default=(0.0, ""))
        return id if best >= 90 else f"not in gold: {'/'.join(sorted(names)) or iri}"

    def ids(self, rows: Iterable[Mapping[str, str]], column: str) -> set[str]:
        """Return what gold calls the things of one column."""
        return {self.expected_id(row[column]) for row in rows if row.get(column)}

    def ask(self, pattern: str, *columns: str) -> list[dict[str, str]]:
        """Return what this write-up alone says, a row for each match of a pattern."""
        names = " ".join(f"?{column}" for column in columns)
        return self.built.ask(f"SELECT DISTINCT {names} WHERE {{ GRAPH <{self.iri}> {{ {pattern} }} }}")


def _likeness(thing: Thing, names: frozenset[str]) -> float:
    """Return 0 to 100: as for the score, talks and events may be called a little otherwise."""
    if thing.names & names:
        return 100
    pairs = [(a, b) for a in thing.names for b in names if min(len(a), len(b)) > 3]
    return max((token_set_ratio(a, b) - 1 for a, b in pairs), default=0) if thing.group in ("Talk", "Event") else 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once(tmp_path_factory, "users-documents", *FILES)


@pytest.fixture(scope="module")
def five(built: Built) -> list[WriteUp]:
    whole = "SELECT ?w ?path ?author { ?w a hw:WriteUp ; dcterms:source ?path OPTIONAL { ?w dcterms:creator ?author } }"
    called_so = "?thing a ?kind OPTIONAL { ?thing rdfs:label|skos:altLabel ?name }"
    names = f"SELECT ?w ?thing ?kind ?name {{ GRAPH ?w {{ {called_so} }} }}"
    things: dict[str, dict[str, tuple[set[str], set[str]]]] = {}
    for row in built.ask(names):
        groups, called = things.setdefault(row["w"], {}).setdefault(row["thing"], (set(), set()))
        kind = row["kind"].rpartition("#")[2]
        groups.add(SOFTWARE.get(kind, kind))
        called.update({fold_name(row["name"])} if "name" in row else ())
    found = {row["path"]: row for row in built.ask(whole)}
    return [
        WriteUp(
            built,
            gold(number),
            found[path.name]["w"],
            found[path.name].get("author", ""),
            {iri: (frozenset(g), frozenset(n)) for iri, (g, n) in things[found[path.name]["w"]].items()},
        )
        for number, path in enumerate(FILES)
    ]


def case(id: str, *values: object) -> ParameterSet:
    """Return a case of a parametrised test."""
    return pytest.param(*values, id=id)


def talks(number: int) -> list[str]:
    """Return the talks of a gold graph; none where there are no gold graphs."""
    return gold(number).of_type("Talk") if HERE else []


def scheduled() -> list[str]:
    """Return the talks of the report that gold quotes with the hour at which they began."""
    relations = gold(REPORT).relations if HERE else ()
    timed = {relation[end] for relation in relations for end in "so" if HOUR.search(relation["evidence"])}
    return [talk for talk in talks(REPORT) if talk in timed]


def held() -> list[tuple[int, str, str]]:
    """Return (write-up, event, place) for each event of which gold says where it was held."""
    numbers = range(len(FILES)) if HERE else ()
    return [(n, r["s"], r["o"]) for n in numbers for r in gold(n).relations if r["p"] == "heldIn"]


def test_the_build_has_nothing_to_complain_of(built: Built) -> None:
    assert built.done.messages[0].startswith("5 write-ups")
    assert not [line for line in built.done.messages if any(path.name in line for path in FILES)]
    assert not [line for line in built.done.messages if "warning" in line.lower() or line.startswith("hallway:")]


# The sprint


@pytest.fixture(scope="module")
def workers(five: list[WriteUp]) -> set[str]:
    rows = five[SPRINT].built.ask("--named", "who-works-on", "project=Circus")
    return five[SPRINT].ids(rows, "who") - set(gold(SPRINT).of_type("Organization"))


def test_everyone_who_worked_on_circus_is_found_with_the_author(workers: set[str]) -> None:
    expected = gold(SPRINT).subjects("worksOn", "circus")
    assert "author" in expected
    assert workers >= expected


def test_nobody_else_is_said_to_have_worked_on_circus(workers: set[str]) -> None:
    assert workers <= gold(SPRINT).subjects("worksOn", "circus")


def test_what_circus_is_built_on_and_moves_to(five: list[WriteUp]) -> None:
    rows = five[SPRINT].built.ask("--named", "built-on", "project=Circus")
    expected = gold(SPRINT).objects("circus", "uses")
    assert len(expected) == 2
    assert five[SPRINT].ids(rows, "tool") == expected


def test_who_goes_to_pycon_ireland_next(five: list[WriteUp]) -> None:
    rows = five[SPRINT].built.ask("--named", "who-will-attend", "event=PyCon Ireland")
    expected = {r["s"] for r in gold(SPRINT).relations if r["p"] == "willAttend"}
    assert len(expected) == 2
    assert five[SPRINT].ids(rows, "person") == expected


# The talks that someone saw


@pytest.fixture(scope="module")
def seen(five: list[WriteUp]) -> list[dict[str, str]]:
    pattern = "?talk a hw:Talk OPTIONAL { ?speaker hw:presented ?talk } OPTIONAL { ?talk hw:rating ?rating }"
    return five[SEEN].ask(pattern, "talk", "speaker", "rating")


@pytest.mark.parametrize("talk", [case(f"seen-{talk}", talk) for talk in talks(SEEN)])
def test_a_talk_has_its_speaker_and_rating(five: list[WriteUp], seen: list[dict[str, str]], talk: str) -> None:
    mine = [row for row in seen if five[SEEN].expected_id(row["talk"]) == talk]
    rating = gold(SEEN).entities[talk].get("rating")
    assert len({row["talk"] for row in mine}) == 1
    assert five[SEEN].ids(mine, "speaker") == gold(SEEN).subjects("presented", talk) != set()
    assert {row.get("rating") for row in mine} == {rating}


def test_nothing_else_is_taken_for_a_talk(five: list[WriteUp], seen: list[dict[str, str]]) -> None:
    assert five[SEEN].ids(seen, "talk") <= set(talks(SEEN))


@pytest.fixture(scope="module")
def ring(five: list[WriteUp]) -> tuple[set[str], set[str]]:
    """What the graph and what gold says that talk is about."""
    rows = five[SEEN].built.ask("--named", "talks-and-tools", "talk=The Ring of Python")
    [talk] = [id for id in talks(SEEN) if "the ring of python" in gold(SEEN).annotation.things[id].names]
    return five[SEEN].ids(rows, "tool"), gold(SEEN).objects(talk, "uses")


def test_the_ring_of_python_leads_to_its_tools(ring: tuple[set[str], set[str]]) -> None:
    said, expected = ring
    assert expected
    assert said >= expected


def test_the_ring_of_python_leads_to_no_other_tools(ring: tuple[set[str], set[str]]) -> None:
    said, expected = ring
    assert said <= expected


# The barcamp


@pytest.mark.parametrize("group", [case(f"barcamp-participants-{talk}", talk) for talk in talks(BARCAMP)])
def test_a_group_has_its_participants(five: list[WriteUp], group: str) -> None:
    rows = five[BARCAMP].ask("?person hw:attendedTalk ?talk", "person", "talk")
    mine = [row for row in rows if five[BARCAMP].expected_id(row["talk"]) == group]
    assert five[BARCAMP].ids(mine, "person") == gold(BARCAMP).subjects("attendedTalk", group) != set()


@pytest.mark.parametrize("group", [case(f"barcamp-rapporteur-{talk}", talk) for talk in talks(BARCAMP)])
def test_a_group_has_its_rapporteur(five: list[WriteUp], group: str) -> None:
    rows = five[BARCAMP].ask("?person hw:presented ?talk", "person", "talk")
    mine = [row for row in rows if five[BARCAMP].expected_id(row["talk"]) == group]
    assert five[BARCAMP].ids(mine, "person") == gold(BARCAMP).subjects("presented", group) != set()


def test_the_barcamp_had_four_groups(five: list[WriteUp]) -> None:
    rows = five[BARCAMP].ask("?talk a hw:Talk", "talk")
    assert five[BARCAMP].ids(rows, "talk") == set(talks(BARCAMP))
    assert len({row["talk"] for row in rows}) == 4


# The conference report


@pytest.fixture(scope="module")
def programme(five: list[WriteUp]) -> list[dict[str, str]]:
    report = five[REPORT]
    [event] = [iri for iri in report.things if report.expected_id(iri) == "pyconfr"]
    pattern = (
        f"?talk hw:partOf <{event}> ; a hw:Talk ; rdfs:label ?title "
        "OPTIONAL { ?speaker hw:presented ?talk OPTIONAL { ?speaker hw:memberOf ?company } }"
    )
    return report.ask(pattern, "talk", "title", "speaker", "company")


def test_thirteen_talks_were_scheduled() -> None:
    assert len(scheduled()) == 13


@pytest.mark.parametrize("talk", [case(f"report-{talk}", talk) for talk in scheduled()])
def test_a_scheduled_talk_has_its_speakers_and_their_companies(
    five: list[WriteUp], programme: list[dict[str, str]], talk: str
) -> None:
    mine = [row for row in programme if five[REPORT].expected_id(row["talk"]) == talk]
    speakers = gold(REPORT).subjects("presented", talk)
    companies = {speaker: gold(REPORT).objects(speaker, "memberOf") or {""} for speaker in speakers}
    pairs = {(speaker, company) for speaker in speakers for company in companies[speaker]}
    said = {(five[REPORT].expected_id(row["speaker"]), row.get("company", "")) for row in mine if "speaker" in row}
    assert len({row["talk"] for row in mine}) == 1
    assert {(speaker, five[REPORT].expected_id(company) if company else "") for speaker, company in said} == pairs


@pytest.mark.parametrize("talk", [case(f"report-title-{talk}", talk) for talk in scheduled()])
def test_the_title_of_a_scheduled_talk_is_mended(
    five: list[WriteUp], programme: list[dict[str, str]], talk: str
) -> None:
    titles = {row["title"] for row in programme if five[REPORT].expected_id(row["talk"]) == talk}
    expected = _plain(gold(REPORT).entities[talk]["name"])
    assert {_plain(title) for title in titles} == {expected}


def _plain(title: str) -> str:
    """Return a title without emphasis and with one kind of blank; letters and accents are kept."""
    return " ".join(unicodedata.normalize("NFC", title).replace("_", "").split()).casefold()


def test_no_name_in_the_report_is_damaged(five: list[WriteUp]) -> None:
    names = [row["name"] for row in five[REPORT].ask("?thing rdfs:label|skos:altLabel ?name", "name")]
    assert any("é" in name for name in names)
    assert not [name for name in names if set("√¬∫Ã©®\ufffd") & set(name)]


# All five


@pytest.mark.parametrize(("number", "event", "place"), [case(f"held-{row[0]}-{row[1]}", *row) for row in held()])
def test_an_event_was_held_where_it_was(five: list[WriteUp], number: int, event: str, place: str) -> None:
    rows = five[number].built.ask("--named", "where-was-it-held")
    said = {(five[number].expected_id(row["event"]), fold_name(row["placeName"])) for row in rows}
    [name] = gold(number).annotation.things[place].names
    assert (event, name) in said


def test_no_event_was_held_where_it_was_not(five: list[WriteUp]) -> None:
    for number, writeup in enumerate(five):
        rows = writeup.ask("?event hw:heldIn ?place", "event", "place")
        said = {(writeup.expected_id(row["event"]), writeup.expected_id(row["place"])) for row in rows}
        assert said <= {(event, place) for n, event, place in held() if n == number}
