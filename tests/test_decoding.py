from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.errors import WriteUpError
from hallway.extractors.decoding import MAX_BYTES, MAX_LINE, decode

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\r\n\té√Ã©†"), min_size=1).filter(
    lambda text: text.strip("\ufeff \t\r\n\v\f\xa0\u200b") != ""
)


@pytest.mark.parametrize(
    ("data", "encoding", "source"),
    [
        ("thé".encode(), "utf-8", "thé"),
        (b"th\xe9", "cp1252", "thé"),
        (b"th\xe9 \x81", "latin-1", "thé \x81"),
        ("\ufeffthé".encode(), "utf-8", "\ufeffthé"),
        (b"\xff\xfet\0h\0\xe9\0", "utf-16-le", "\ufeffthé"),
        (b"\xfe\xff\0t\0h\0\xe9", "utf-16-be", "\ufeffthé"),
        ("\ufeffthé".encode("utf-32-le"), "utf-32-le", "\ufeffthé"),
        ("\ufeffthé".encode("utf-32-be"), "utf-32-be", "\ufeffthé"),
    ],
)
def test_each_encoding_gives_its_source_and_the_same_text(data: bytes, encoding: str, source: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.source) == (encoding, source)
    assert decoded.text.startswith("thé")


def test_line_ends_become_line_feeds_and_keep_their_places() -> None:
    decoded = decode(b"tea\r\nmilk\rjam\n")
    assert decoded.source == "tea\r\nmilk\rjam\n"
    assert decoded.text == "tea\nmilk\njam\n"
    assert decoded.offsets is not None
    start = decoded.text.index("jam")
    assert decoded.source[decoded.offsets[start] : decoded.offsets[start + 3]] == "jam"


def test_sound_text_needs_no_offsets() -> None:
    assert decode("Du thé, à l’été.\n".encode()).offsets is None


def test_one_bad_byte_among_utf8_spoils_nothing_else() -> None:
    decoded = decode("Du thé à volonté, un été à ".encode() + b"\xe9\n")
    assert decoded.text == "Du thé à volonté, un été à é\n"


@given(TEXTS)
def test_offsets_are_monotone_and_cover_the_source(text: str) -> None:
    data = text.encode()
    try:
        decoded = decode(data)
    except WriteUpError:
        return  # what looks like a picture or an archive; the tests below
    assert data.decode(decoded.encoding) == decoded.source
    if decoded.offsets is None:
        assert decoded.text == decoded.source
        return
    offsets = list(decoded.offsets)
    assert len(offsets) == len(decoded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(decoded.source)
    assert "\r" not in decoded.text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "white space only"),
        (b"\xef\xbb\xbf\n", "white space only"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"tea\0milk", "null bytes"),
        ("thé".encode("utf-16-le") * 20, "without a byte order mark"),
        (bytes(range(1, 32)) * 5, "control characters"),
        (b"\xff\xfet\0h", "utf-16-le".upper()),
    ],
)
def test_what_is_no_text_is_named_with_a_hint_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(WriteUpError, match=what) as caught:
        decode(data)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_huge_file_is_refused_at_once_and_in_little_memory() -> None:
    data = b"a" * 50_000_000
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(WriteUpError, match=r"50\.0 MB"):
        decode(data)
    assert time.process_time() - start < 1
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert len(data) > MAX_BYTES


def test_a_huge_line_is_refused_by_its_number() -> None:
    with pytest.raises(WriteUpError, match="too long") as caught:
        decode(b"tea\nmilk\n" + b"a" * (MAX_LINE + 1))
    assert caught.value.line == 3
