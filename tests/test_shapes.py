"""Unread lines are told by their shape: classes of mentions and stems of cues, whatever else stands between."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.extraction import understand
from hallway.extractors.rules import rule_packs
from hallway.extractors.shapes import Sighting, sightings, stem
from hallway.extractors.yaml_text import flow, quoted
from tests.extraction import document_of


def seen(text: str, language: str = "en") -> list[Sighting]:
    return sightings(*understand(document_of(text, language), rule_packs()), rule_packs())


def test_a_shape_is_slots_and_cues_and_gaps() -> None:
    [line] = seen("Then Cleo Marsh, who hates it, maintains a bit of what was Django.")
    assert str(line) == "{person} … maintains … {software}"
    assert (line.path, line.line, line.language, line.kind) == ("a.md", 1, "en", "paragraph")


@pytest.mark.parametrize(
    "text",
    [
        "The one whom Noor Bellweather says maintains a bit of something like NumPy is here.",
        "Ada Quill, in the end, was maintaining 12 or 13 broken bits of what became NumPy.",
    ],
)
def test_lines_that_differ_in_names_numbers_and_endings_are_of_one_shape(text: str) -> None:
    [one] = seen("Then Cleo Marsh, who hates it, maintains a bit of what was Django.")
    [other] = seen(text)
    assert one.shape == other.shape


def test_an_item_is_of_another_shape_than_a_sentence_and_keeps_its_stops() -> None:
    [line] = seen("Some words.\n\n- Noor Bellweather: who knows what of\n- bread\n")
    assert str(line).startswith("- {")
    assert ":" in line.shape


def test_lists_of_names_are_one_slot() -> None:
    [line] = seen("Cleo Marsh, Ada Quill and Noor Bellweather, who hate it, maintain a bit of what was Django.")
    assert str(line) == "{person+} … maintain … {software}"


def test_a_line_that_only_names_something_is_no_statement() -> None:
    assert seen("The sun shone on Cleo Marsh and on the sea.") == []


def test_offsets_are_those_of_the_line() -> None:
    [line] = seen("We slept. Then [Cleo Marsh](https://cleo.example/), who hates it, maintains a fork of Django.")
    names = [line.text[slot.start : slot.end] for slot in line.slots]
    assert names == ["Cleo Marsh", "Django"]


def test_stems_of_words_that_differ_in_endings_are_one() -> None:
    assert stem("worked on", "en") == stem("working on", "en")
    assert stem("traduit", "fr") == stem("traduits", "fr")
    assert stem("arbeitet", "de") == "arbeitet"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_quoted_text_reads_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text if text.isprintable() else "\n" not in quoted(text)
    assert yaml.safe_load(flow([text.replace("\ud800", "")])) == [text]


@settings(deadline=None)
@given(st.text(st.sampled_from("Ada Quill maintains Django\n-:,. 12é@“”"), max_size=120))
def test_no_text_has_parts_out_of_order(text: str) -> None:
    for line in seen(f"We met. {text}"):
        at = 0
        for part in line.parts:
            assert at <= part.start < part.end <= len(line.text)
            at = part.end
