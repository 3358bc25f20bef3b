"""Gold files read as if hallway had read the write-up so: entities, evidence where the words stand, the main event."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.gold import read_gold
from hallway.extractors.gold_reading import gold_reading
from hallway.extractors.readers import read_document
from hallway.extractors.reading import Reading

HEAD = "document: a.md\nmeta: {title: null, author: null, date: 2031-05-01, language: en, tags: []}\n"
ENDS = (
    "entities:\n- {id: ada, type: Person, name: Ada Quill, aliases: [Ada]}\n- {id: gwen, type: Person, name: Gwen}\n"
    "- {id: conf, type: Event, name: LanternConf 2031}\n- {id: sprint, type: Event, name: the sprint}\n"
)


def read(folder: Path, source: str, evidence: str) -> Reading:
    facts = f"relations:\n- {{s: ada, p: attended, o: conf, evidence: '{evidence}'}}\n"
    (folder / "a.yaml").write_text(HEAD + ENDS + facts, "utf-8")
    return gold_reading(read_gold(folder / "a.yaml"), read_document("a.md", source.encode()))


@pytest.mark.parametrize(
    ("source", "evidence", "quote"),
    [
        ("We met.\nAda  went\nto it, too.", "Ada went to it", "Ada  went\nto it"),
        ("[Ada](https://ada.example/) was <b>there</b>.", "Ada was there", "Ada](https://ada.example/) was <b>there"),
        ("[Ada](https://ada.example/) was there.", "Ada https ada example was", "Ada](https://ada.example/) was"),
        ("In short, Ada Quill spoke.", "words that are not there", "Ada Quill"),
        ("\n\nNobody was named.\n", "words that are not there", "Nobody was named."),
    ],
)
def test_evidence_stands_where_its_words_do(tmp_path: Path, source: str, evidence: str, quote: str) -> None:
    (fact,) = read(tmp_path, source, evidence).facts
    (place,) = fact.evidence
    assert place.quote == quote == source[place.start : place.end]


def test_what_means_nothing_elsewhere_is_local_and_the_main_event_is_where_people_were(tmp_path: Path) -> None:
    made = read(tmp_path, "Ada was there.", "Ada was there")
    assert {entity.id for entity in made.entities if entity.local} == {"gwen", "sprint"}
    assert (made.event, made.date) == ("conf", "2031-05-01")


def test_markup_that_never_ends_is_read_in_one_pass(tmp_path: Path) -> None:
    assert read(tmp_path, "Ada " + "<>](" * 30_000 + "went", "Ada went away").facts


@given(st.text(st.sampled_from("Ada went <b>[]() ."), max_size=80))
def test_a_quote_is_always_what_stands_at_its_span(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    if text.strip():
        made = read(tmp_path_factory.mktemp("gold"), text, "Ada went")
        assert all(text[p.start : p.end] == p.quote for fact in made.facts for p in fact.evidence)
