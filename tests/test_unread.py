"""Lines that look as if they held facts and gave none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Document
from hallway.extractors.extraction import understand
from hallway.extractors.readers import read_document
from hallway.extractors.rules import rule_packs
from hallway.extractors.unread import unread as unread_spans


def unread(text: str) -> list[str]:
    document = read_document("notes.md", text.encode())
    return [document.source[start:end] for start, end in spans(document)]


def spans(document: Document) -> tuple[tuple[int, int], ...]:
    packs = rule_packs()
    draft, reading = understand(document, packs)
    return unread_spans(draft.passages, reading, packs)


def test_a_line_that_gave_a_fact_is_read() -> None:
    assert unread("Cleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n") == []


def test_a_listed_name_that_gave_nothing_is_unread() -> None:
    text = "Some words.\n\n- Noor Bellweather, of the harbour office\n- bread\n"
    assert unread(text) == ["Noor Bellweather, of the harbour office"]


def test_a_sentence_with_a_name_and_a_cue_is_unread_and_one_without_is_not() -> None:
    text = "What Cleo Marsh once worked on, who can say? The sun shone on Cleo Marsh. We slept."
    assert unread(text) == ["What Cleo Marsh once worked on, who can say?"]


def test_what_is_denied_or_quoted_is_no_unread_line() -> None:
    assert unread("- Noor Bellweather never came here\n\n> - Cleo Marsh, of the harbour office\n") == []


def test_a_table_row_is_one_line() -> None:
    head = "| Who | Where |\n| --- | --- |\n"
    found = unread(f"{head}| Noor Bellweather | Cleo Marsh said so |\n| bread | butter |\n")
    assert len(found) <= 1


@settings(deadline=None)  # the first use loads the gazetteers
@given(st.text(st.sampled_from("Ada Quill\n-*|>: worked on Tidemark, é.@"), max_size=200))
def test_unread_spans_are_in_order_and_inside_the_source(text: str) -> None:
    if not text.strip():
        return
    document = read_document("notes.md", text.encode())
    at = 0
    for start, end in spans(document):
        assert at <= start < end <= len(document.source)
        at = end
