"""The garbage collector waits while a write-up is read, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from hallway.errors import WriteUpError
from hallway.extractors.collecting import collected_later
from hallway.extractors.readers import read_document


def test_a_failed_reading_leaves_the_collector_on() -> None:
    with pytest.raises(WriteUpError):
        read_document("empty.md", b"")
    assert gc.isenabled()


def test_a_collector_that_its_user_stopped_stays_stopped() -> None:
    gc.disable()
    try:
        with collected_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
