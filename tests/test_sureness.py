"""Kinds of fact that are sure, which gold vouches for them, and what being of one does to a fact."""

from __future__ import annotations

import pytest

from hallway.extractors.learned.candidates import find_candidates, stated_candidates
from hallway.extractors.learned.fact_features import add_features
from hallway.extractors.learned.fact_model import KEEP, FactModel
from hallway.extractors.learned.fact_training import FactSample, calibrated
from hallway.extractors.learned.sureness import KINDS, SURE, kinds_of, sureness, vouch
from hallway.extractors.name_shapes import is_full_name, is_title
from tests.test_fact_model import drafted

PAGE = "software with its own page"
SEEN = frozenset({"said", "o.url"})
Told = tuple[str, str, frozenset[str], bool]


def facts(right: int, wrong: int, authors: int = 5) -> list[Told]:
    return [(f"author {n % authors}", "worksOn", SEEN, n < right) for n in range(right + wrong)]


def test_a_fact_is_of_a_kind_when_all_is_seen_that_the_kind_asks_for() -> None:
    assert list(kinds_of("worksOn", SEEN)) == [PAGE]
    assert not list(kinds_of("worksOn", {"o.url"}))
    assert not list(kinds_of("uses", SEEN))


def test_names_of_kinds_are_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("told", "vouched"),
    [
        (facts(40, 0), True),
        (facts(40, 1), True),
        (facts(36, 4), False),  # too many are wrong
        (facts(14, 0), False),  # too few
        (facts(40, 0, authors=2), False),  # too few authors
    ],
)
def test_a_kind_needs_many_right_facts_of_several_authors(told: list[Told], vouched: bool) -> None:
    assert (PAGE in vouch(told)) == vouched


def test_the_fewer_vouch_the_lower_the_confidence() -> None:
    few, many = vouch(facts(20, 0))[PAGE], vouch(facts(200, 0))[PAGE]
    assert SURE <= few < many < 1


def test_only_kinds_that_are_vouched_for_make_sure() -> None:
    assert sureness({PAGE: 0.95}, "worksOn", SEEN) == 0.95
    assert sureness({}, "worksOn", SEEN) == 0


def test_other_facts_are_calibrated_without_the_sure_ones() -> None:
    sure = [(FactSample(f"author {n % 5}", "worksOn", SEEN, True), 0.5 + n / 1000) for n in range(60)]
    said = frozenset({"said"})
    unsure = [(FactSample(f"author {n % 5}", "worksOn", said, n % 2 == 0), 0.5 + n / 1000) for n in range(60)]
    model = calibrated(FactModel({"worksOn": {"": 0.0}}), [*sure, *unsure])
    assert model.sure.keys() == {PAGE}
    assert model.confidence("worksOn", 0.6) < 0.5


WRITER = "writer at an event of the title and a year"


def test_a_sure_fact_has_the_confidence_of_its_kind_however_improbable() -> None:
    draft = drafted()
    found = find_candidates(draft)
    add_features(draft, found)
    sure = {id(f) for c in found if WRITER in kinds_of(c.predicate, c.all_features()) for f in c.facts}
    assert sure
    improbable = {c.predicate: {"": -5.0} for c in found}
    assert FactModel(improbable).probability_of("attended", set()) < KEEP
    FactModel(improbable, sure={WRITER: 0.96}).extract(draft)
    kept = [fact for fact in draft.facts if id(fact) in sure]
    assert len(kept) == len(sure)
    assert max(fact.confidence for fact in kept) == 0.96


def test_without_a_model_facts_of_these_kinds_are_sure_and_no_others() -> None:
    draft = drafted()  # read by rules alone
    found = find_candidates(draft)
    add_features(draft, found)
    sure = {id(c) for c in found if c.facts and any(kinds_of(c.predicate, c.all_features()))}
    stated = [c for c in found if c.facts]
    assert 0 < len(sure) < len(stated)
    for candidate in stated:
        assert (max(fact.confidence for fact in candidate.facts) >= SURE) == (id(candidate) in sure)


def test_stated_candidates_are_of_the_kinds_that_all_candidates_show_them_to_be() -> None:
    draft = drafted()
    shown = []
    for found in (find_candidates(draft), stated_candidates(draft)):
        add_features(draft, found)
        stated = [c for c in found if c.facts]
        shown.append(
            {(id(c.subject), c.predicate, id(c.object)): [*kinds_of(c.predicate, c.all_features())] for c in stated}
        )
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ada Quill", True),
        ("Ludwig van der Marsh", True),
        ("J. R. Tallow", False),
        ("A. Tallow-Marsh Quill", True),
        ("Ada", False),
        ("ada quill", False),
        ("van Marsh", False),
        ("", False),
    ],
)
def test_a_full_name_has_a_first_and_a_last_one(name: str, full: bool) -> None:
    assert is_full_name(name) == full


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("The tale of small lamps", True),
        ("Small lamps: a history", True),
        ("Lamps", False),
        ("small lamps of old", False),
        ("Ada's talk on lamps", False),
        ("Présentation de Bruno", False),
        ("His work on lamps", False),
    ],
)
def test_a_title_is_no_description(name: str, title: bool) -> None:
    assert is_title(name) == title
