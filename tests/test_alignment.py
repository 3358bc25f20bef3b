"""Read text is found again in its source."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.readers.alignment import align


@pytest.mark.parametrize(
    ("text", "piece", "found"),
    [
        ("one two", "two", "two"),
        ("one\n   two", "one two", "one\n   two"),
        ("> one\n> > two", "one two", "one\n> > two"),
        (r"5 \* 3", "5 * 3", r"5 \* 3"),
        ("Tea &amp; cake", "Tea & cake", "Tea &amp; cake"),
        ("&eacute;t&#233; &#xe9;", "été é", "&eacute;t&#233; &#xe9;"),
        (r"a\*b", r"a\*b", r"a\*b"),
        ("say &amp; again", "&amp;", "&amp;"),
        (r"Bo\ b", "Bob", r"Bo\ b"),
        ("x &", "&", "&"),
        ("one \t two", "one  two", "one \t two"),
    ],
)
def test_a_piece_is_found_where_it_reads_so(text: str, piece: str, found: str) -> None:
    bounds = align(text, piece, 0, len(text))
    assert bounds is not None
    assert len(bounds) == len(piece) + 1
    assert text[bounds[0] : bounds[-1]] == found


def test_a_character_reference_is_one_place() -> None:
    assert align("a&amp;b", "a&b", 0, 7) == (0, 1, 6, 7)


def test_the_first_place_wins_whatever_way_it_is_read() -> None:
    text = r"x \*y *y"
    assert align(text, "*y", 0, len(text)) == (2, 4, 5)


def test_nothing_outside_the_limits_is_found() -> None:
    assert align("ab ab", "ab", 1, 4) is None
    assert align("ab ab", "ab", 1, 5) == (3, 4, 5)
    assert align("ab", "c", 0, 2) is None


def test_a_reference_that_lies_across_a_search_window_is_read_whole() -> None:
    for filling in range(100, 200):
        text = "." * filling + "&amp;z" + "." * 500
        bounds = align(text, "&z", 0, len(text))
        assert bounds == (filling, filling + 5, filling + 6)


def test_a_forward_cursor_costs_linear_time() -> None:
    text = r"word\* &amp; " * 5_000
    started = time.process_time()
    at = 0
    for _ in range(5_000):
        bounds = align(text, "word* &", at, len(text))
        assert bounds is not None
        at = bounds[-1]
    assert time.process_time() - started < 5


@given(st.text(st.sampled_from("ab &*<é"), max_size=60), st.sampled_from([" ", "\n", "\n  ", "\n> "]))
def test_what_was_escaped_is_found_again(words: str, blank: str) -> None:
    piece = " ".join(words.split())
    source = html.escape(piece).replace("*", r"\*").replace(" ", blank)
    bounds = align(source, piece, 0, len(source))
    assert bounds is not None
    assert len(bounds) == len(piece) + 1
    assert list(bounds) == sorted(bounds)
    assert bounds[0] == 0
    assert bounds[-1] == len(source)
