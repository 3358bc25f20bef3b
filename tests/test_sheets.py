"""What a write-up contributes to telling who is who: kept in full, but for what tells nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hallway.extractors.reading import Reading
from hallway.graph.identity.resolution import resolve, resolved
from hallway.graph.identity.sheet_record import Unpacking, packed_sheet
from hallway.graph.identity.sheets import Sheet, sheet_of
from tests.community_readings import lanternconf


def bare(reading: Reading) -> Reading:
    """The reading without what no sheet tells."""
    return replace(reading, entities=tuple(replace(entity, spans=()) for entity in reading.entities))


def told(sheet: Sheet) -> tuple[object, ...]:
    fields = {name: getattr(sheet, name) for name in Sheet.__slots__ if name != "records"}
    records = [{name: getattr(record, name) for name in type(record).__slots__} for record in sheet.records]
    return fields, records


@pytest.mark.parametrize("reading", lanternconf(), ids=lambda reading: reading.path)
def test_a_sheet_comes_back_as_it_was_kept(reading: Reading) -> None:
    sheet = sheet_of(bare(reading))
    assert told(Unpacking().sheet(reading.path, packed_sheet(sheet))) == told(sheet)
    assert packed_sheet(sheet_of(reading)) == packed_sheet(sheet)


def test_people_are_told_apart_by_kept_sheets_as_by_readings() -> None:
    readings = lanternconf()
    one = Unpacking()
    kept = [one.sheet(reading.path, packed_sheet(sheet_of(reading))) for reading in readings]
    assert resolved(kept) == resolve(readings)


@pytest.mark.parametrize("data", [b"", b"x\x9c", b"sheet", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_bytes_that_are_no_sheet_are_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever its words
        Unpacking().sheet("a.md", data)
