"""Whose addresses stand in a head, and that no more than their digests are kept."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.document import Value
from hallway.extractors.extraction import extract
from hallway.extractors.mailboxes import digests, mailboxes
from hallway.extractors.readers import read_document
from hallway.extractors.readers.metadata import metadata_from_fields
from hallway.extractors.reading import Reading

ADA = digests("ada@mill.example")


def understood(head: str) -> Reading:
    return extract(read_document("a.md", f"---\n{head}---\nWe met at LanternConf 2031.\n".encode()))


def boxes(head: str) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.mailboxes for entity in understood(head).entities if entity.mailboxes}


def test_the_writers_address_is_kept_as_digests() -> None:
    assert boxes("author: Ada Quill\nemail: Ada@Mill.example\n") == {"Ada Quill": ADA}
    assert "ada@" not in repr(understood("author: Ada Quill\nemail: ada@mill.example\n").entities)


def test_as_many_addresses_as_writers_go_together_in_order() -> None:
    head = "authors: [Ada Quill, Bruno Tallow]\nemail: ada@mill.example, bruno@mill.example\n"
    assert boxes(head) == {"Ada Quill": ADA, "Bruno Tallow": digests("bruno@mill.example")}


def test_one_address_of_two_writers_is_neithers() -> None:
    assert boxes("authors: [Ada Quill, Bruno Tallow]\nemail: ada@mill.example\n") == {}


def test_an_offices_address_is_nobodys() -> None:
    assert boxes("author: Ada Quill\nemail: contact@mill.example\n") == {}


def test_a_gravatar_is_an_address_too() -> None:
    found = boxes(f"gravatar: {hashlib.md5(b'ada@mill.example').hexdigest()}\n")
    assert set(found[""]) < set(ADA)


@given(st.text(max_size=60))
def test_any_head_is_read(text: str) -> None:
    value = Value(text, 0, len(text))
    found = mailboxes(metadata_from_fields([("author", value), ("email", value), ("gravatar", value)]))
    assert all(theirs == tuple(sorted(set(theirs))) for theirs in found.values())
