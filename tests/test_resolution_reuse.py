"""What people decided is taken in without looking at everything again, and what comes of it is the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.resolution import resolve, resolved
from hallway.graph.identity.sheets import sheet_of
from tests.community_readings import lanternconf

BASE = "https://x.example"
READINGS = lanternconf()
SHEETS = [sheet_of(reading) for reading in READINGS]
FOUND = resolved(SHEETS)
KEYS = st.sampled_from([record.key for sheet in SHEETS for record in sheet.records])

decisions = st.builds(
    Decisions,
    st.lists(st.frozensets(KEYS, min_size=2, max_size=3), max_size=2).map(tuple),
    st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), max_size=2).map(tuple),
    st.dictionaries(KEYS, st.sampled_from(("Ada Quill", "Tidemark", "Skerry")), max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(decisions, st.sets(st.sampled_from(range(len(READINGS))), max_size=1), st.sampled_from((f"{BASE}/", "")))
def test_with_what_was_found_before_it_is_the_same(decided: Decisions, changed: set[int], base: str) -> None:
    readings = list(READINGS)
    for n in changed:
        readings[n] = replace(readings[n], facts=readings[n].facts[1:])
    sheets = [sheet_of(reading) if n in changed else SHEETS[n] for n, reading in enumerate(readings)]
    told = (base,) if base else ()
    assert resolved(sheets, *told, decisions=decided, undecided=FOUND) == resolve(readings, *told, decisions=decided)


def test_another_write_up_beside_them_may_change_all() -> None:
    one = replace(READINGS[0], path=f"{READINGS[0].path.rpartition('.')[0]}.aa")
    sheets = [*SHEETS, sheet_of(one)]
    assert resolved(sheets, undecided=FOUND) == resolve([*READINGS, one])


def test_nothing_decided_is_what_was_found() -> None:
    assert resolved(SHEETS, undecided=FOUND) == FOUND
