"""What is in doubt is asked about, and what was answered is not asked again."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.graph.curation.review import Pair, decided, is_decided, pairs_of, questions
from hallway.graph.curation.writing import add
from hallway.graph.outcome import Outcome
from hallway.graph.writing import fill
from tests.community_readings import lanternconf, person, reading


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The graph of an invented conference, every fact of which is 0.9 sure."""
    store = ox.Store()
    fill(store, [Outcome(one.path, one) for one in lanternconf()])
    return store


def test_facts_that_are_not_sure_are_asked_about_with_their_quote(store: ox.Store) -> None:
    asked = {question.text: question for question in questions([], store, 0.95)}
    question = asked["Ada Quill attended LanternConf 2031?"]
    assert question.because == ("2031/lanternconf.md:1: “I was at LanternConf” (0.9)",)
    entry = {"subject": "Ada Quill", "predicate": "attended", "object": "LanternConf 2031"}
    assert question.no == ("deny", entry)
    told = {"where": "2031/lanternconf.md:1", "quote": "I was at LanternConf"}
    assert question.yes == ("assert", {**entry, "evidence": told})


def test_what_only_one_write_up_knows_is_named_with_its_path(store: ox.Store) -> None:
    denied = [question.no[1] for question in questions([], store, 0.95)]
    assert {"subject": "2031/lanternconf.md#Gwen", "predicate": "attended", "object": "LanternConf 2031"} in denied


def test_facts_that_are_sure_are_not_asked_about(store: ox.Store) -> None:
    assert list(questions([], store, 0.9)) == []


def test_weak_merges_come_first_then_pairs_that_were_nearly_merged(store: ox.Store) -> None:
    pairs = [
        Pair("a.md#Ada", "b.md#Ada", merged=False, reason="same given name", against="no event in common"),
        Pair("a.md#Bo Li", "b.md#Bo Li", merged=True, reason="same name", confidence=0.7),
        Pair("a.md#Cy Ng", "b.md#Cy Ng", merged=True, reason="same page", confidence=0.95),
    ]
    first, second = questions(pairs, store, 0.8)
    assert first.text == "Is a.md#Bo Li the same as b.md#Bo Li?"
    assert first.because == ("taken to be one (0.7), for: same name",)
    assert second.because == ("kept apart, for: same given name", "against: no event in common")
    assert (second.yes, second.no) == (("same", ["a.md#Ada", "b.md#Ada"]), ("different", ["a.md#Ada", "b.md#Ada"]))


def test_merges_are_told_by_the_graph_itself() -> None:
    store = ox.Store()
    fill(store, [Outcome(one, reading(one, [person("Ada Quill", "ada")])) for one in ("a.md", "b.md")])
    (pair,) = pairs_of(store)
    assert {pair.one, pair.two} == {"a.md#Ada Quill", "b.md#Ada Quill"}
    assert pair.merged
    assert 0 < pair.confidence <= 1


def test_what_the_file_decides_is_known(store: ox.Store, tmp_path: Path) -> None:
    file = tmp_path / "hallway.yaml"
    assert decided(file) == set()
    pair = Pair("a.md#Ada", "b.md#Ada", merged=False, reason="same given name")
    asked = list(questions([pair], store, 0.95))
    add(file, *asked[0].no)
    add(file, *asked[1].yes)
    by = decided(file)
    assert [is_decided(question, by) for question in asked] == [True, True, *[False] * (len(asked) - 2)]
