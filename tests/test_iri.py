"""IRIs: never bad, never the same for two things that are not one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.errors import StoreError
from hallway.graph.iri import FAMILIES, Mint, evidence, evidence_graph, slug, web_iri

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=300)
PATHS = st.lists(st.text("ab./- évidence_拉", min_size=1, max_size=12), max_size=8)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rémy Hubscher", "remy-hubscher"),
        ("  Łukasz  Ørsted-Straße ", "lukasz-orsted-strasse"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("Talk #3", "talk-3"),
        ("拉 sprint", "拉-sprint"),
        ("Дмитрий", "дмитрий"),
        ("d’Arc", "d-arc"),
        ("Python 2.7", "python-2-7"),
    ],
)
def test_slug_keeps_what_tells_names_apart(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_without_letters_stay_apart() -> None:
    assert len({slug(name) for name in ("", "!!!", "???", "😀", "—")}) == 5


def test_long_names_that_differ_at_the_end_stay_apart() -> None:
    one, other = slug("a" * 500 + "b"), slug("a" * 500 + "c")
    assert one != other
    assert len(one) <= 80


@given(ANY_TEXT)
def test_any_name_gives_a_valid_iri(name: str) -> None:
    mint = Mint()
    for family in FAMILIES.values():
        ox.NamedNode(mint.entity(family, name))
    folded = slug(name)
    assert folded
    assert len(folded) <= 80
    assert "--" not in folded
    assert slug(folded) == folded


@given(ANY_TEXT)
def test_an_address_becomes_a_valid_iri_or_none(url: str) -> None:
    for text in (url, f"http://example.org/{url}", f"https://{url}"):
        if (iri := web_iri(text)) is not None:
            ox.NamedNode(iri)
            assert iri.startswith(("http://", "https://", "ftp://"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "notes.md", "", "http://", "mailto:a@b.example"]
)
def test_what_is_no_page_gives_no_iri(url: str) -> None:
    assert web_iri(url) is None


def test_files_that_differ_in_suffix_only_get_two_iris() -> None:
    iris = Mint().writeups(["2031/notes.rst", "2031/notes.md", "2031/Notes.txt"])
    assert iris["2031/Notes.txt"].endswith("/writeup/2031/notes")
    assert iris["2031/notes.md"].endswith("/writeup/2031/notes-md")
    assert iris["2031/notes.rst"].endswith("/writeup/2031/notes-rst")


@given(PATHS)
def test_write_ups_and_their_evidence_never_share_an_iri(paths: list[str]) -> None:
    iris = Mint().writeups(paths)
    graphs = [*iris.values(), *map(evidence_graph, iris.values())]
    assert len(graphs) == 2 * len(set(paths))
    assert len(set(graphs)) == len(graphs)
    assert iris == Mint().writeups(reversed(paths))  # type: ignore[arg-type]
    for graph in graphs:
        ox.NamedNode(graph)


def test_evidence_is_told_by_its_content() -> None:
    writeup = "https://w3id.org/hallway/id/writeup/a"
    assert evidence(writeup, "s", 1, 2) == evidence(writeup, "s", 1, 2)
    assert evidence(writeup, "s", 1, 2) != evidence(writeup, "s", 12, "")


@pytest.mark.parametrize(
    "base", ["", "id/", "http://a b/", "http://a.example", "http://a.example/?x=", "http://a.example/{x}/"]
)
def test_a_base_that_nothing_can_stand_below_is_refused(base: str) -> None:
    with pytest.raises(StoreError, match="base"):
        Mint(base)
