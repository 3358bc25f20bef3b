"""Why two names are one thing in a graph, and what speaks against it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from hallway.errors import NameNotFound
from hallway.graph.dataset import Lines
from hallway.graph.identity.explaining import why_same
from hallway.graph.outcome import Outcome
from hallway.graph.writing import fill
from tests.community_readings import person, reading


@pytest.fixture
def store() -> ox.Store:
    page, forge = ["https://noroit.example/"], "https://github.com"
    readings = [
        reading("a.md", [person("Élise Noroît", "p", urls=page)]),
        reading("b.md", [person("elise", "p", urls=[*page, f"{forge}/elnor"])]),
        reading("c.md", [person("@elnor", "p", urls=["https://twitter.com/elnor"])]),
        reading("d.md", [person("Élise Noroît", "p", urls=[f"{forge}/other"])]),
    ]
    store = ox.Store()
    fill(store, [Outcome(one.path, one, Lines()) for one in readings])
    return store


def test_the_way_from_one_name_to_the_other_is_told_step_by_step(store: ox.Store) -> None:
    found = why_same(store, "@elnor", "person/elise-noroit")
    assert found.same
    steps = {(reason.one.source, reason.two.source): (reason.rule, reason.detail) for reason in found.reasons}
    assert steps[("b.md", "c.md")] == ("same-handle", "elnor")
    assert steps[("a.md", "b.md")] == ("same-page", "noroit.example")


def test_two_things_are_told_apart_with_what_spoke_for_one_and_against_it(store: ox.Store) -> None:
    other = next(
        quad.subject.value
        for quad in store.quads_for_pattern(None, None, ox.NamedNode("https://github.com/other"), ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode)
    )
    found = why_same(store, other, "@elnor")
    assert not found.same
    assert len(found.things) == 2
    assert [(reason.rule, reason.against) for reason in found.reasons] == [("same-name", "github.com: elnor and other")]


def test_what_nobody_is_called_is_said(store: ox.Store) -> None:
    with pytest.raises(NameNotFound):
        why_same(store, "Élise Noroît", "Nobody at all")
