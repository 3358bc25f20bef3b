"""Days and stretches of days in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.date_ranges import date_ranges


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from 3 to 5 June 2032", "2032-06-03", "2032-06-05"),
        ("from the 3rd to the 5th of June, 2032", "2032-06-03", "2032-06-05"),
        ("June 3-5, 2032", "2032-06-03", "2032-06-05"),
        ("June 30 - July 2, 2032", "2032-06-30", "2032-07-02"),
        ("Monday 5th to Friday 9th September 2033", "2033-09-05", "2033-09-09"),
        ("du 20 au 22 novembre 2032", "2032-11-20", "2032-11-22"),
        ("les 25 et 26 octobre 2032", "2032-10-25", "2032-10-26"),
        ("le samedi 1er mars 2031", "2031-03-01", "2031-03-01"),
        ("dal 20 al 25 maggio 2031", "2031-05-20", "2031-05-25"),
        ("LampMeeting-2032-12-06", "2032-12-06", "2032-12-06"),
        ("2032-06-03 to 2032-06-05", "2032-06-03", "2032-06-05"),
        ("on 16 and 17 October", "--10-16", "--10-17"),
        ("October 29th, at noon", "--10-29", "--10-29"),
        ("am 28.04.2032", "2032-04-28", "2032-04-28"),
    ],
)
def test_days_are_read_as_written(text: str, start: str, end: str) -> None:
    found = date_ranges(text)
    assert [(one.start, one.end) for one in found] == [(start, end)]


@pytest.mark.parametrize("text", ["3 talks and 5 people", "version 3 may come", "from 9:30 to 10:15", "31 June 2032"])
def test_what_is_no_day_is_left(text: str) -> None:
    assert date_ranges(text) == []


def test_days_without_a_year_are_put_into_one() -> None:
    (found,) = date_ranges("from 30 December to 2 January")
    assert not found.dated
    assert (found.in_year("2032").start, found.in_year("2032").end) == ("2032-12-30", "2033-01-02")


@given(st.text(alphabet="0123 5June/-,.toandetMay2032", max_size=120))
def test_any_text_is_read_and_places_are_in_order(text: str) -> None:
    at = 0
    for found in date_ranges(text):
        assert at <= found.i < found.j <= len(text)
        at = found.j
