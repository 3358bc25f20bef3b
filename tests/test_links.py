"""What an address tells of the page that it leads to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors import links


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/halyard/sextant", "sextant"),
        ("https://github.com/halyard/sextant.git", "sextant"),
        ("http://www.github.com/halyard/sextant/tree/main/docs", "sextant"),
        ("https://gitlab.com/halyard/tools/", "tools"),
        ("https://pypi.org/project/sextant/", "sextant"),
        ("https://pypi.python.org/pypi/sextant", "sextant"),
        ("https://crates.io/crates/sextant", "sextant"),
        ("https://sextant.readthedocs.io/en/latest/", "sextant"),
        ("https://launchpad.net/sextant", "sextant"),
        ("https://github.com/amarsh", ""),
        ("https://github.com/features/actions", ""),
        ("https://launchpad.net/~amarsh", ""),
        ("https://halyard.example/sextant", ""),
        ("ftp://github.com/halyard/sextant", ""),
        ("mailto:alice@lantern.example", ""),
        ("/halyard/sextant", ""),
        ("http://[half", ""),
        ("", ""),
    ],
)
def test_a_repository_or_package_page_gives_the_name_of_its_software(address: str, name: str) -> None:
    assert links.repository_name(address) == name
    assert links.is_repository(address) == bool(name)


@pytest.mark.parametrize(
    ("address", "front"),
    [
        ("https://github.com/halyard/sextant", True),
        ("https://github.com/halyard/sextant/issues/12", False),
        ("https://github.com/halyard/sextant/blob/main/setup.py", False),
        ("https://github.com/halyard/sextant/pull/3", False),
    ],
)
def test_an_issue_or_a_file_is_not_the_software_itself(address: str, front: bool) -> None:
    assert links.is_front_page(address) is front


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://twitter.com/amarsh", "amarsh"),
        ("https://twitter.com/#!/amarsh", ""),
        ("https://fosstodon.org/@amarsh", "amarsh"),
        ("https://launchpad.net/~amarsh", "amarsh"),
        ("https://www.linkedin.com/in/amarsh", "amarsh"),
        ("https://www.linkedin.com/company/halyard", ""),
        ("https://github.com/halyard/sextant", ""),
        ("https://github.com/pricing", ""),
        ("https://twitter.com/amarsh/status/12", ""),
        ("https://metacpan.org/author/AMARSH", "AMARSH"),
        ("https://lantern.example/amarsh", ""),
    ],
)
def test_a_profile_gives_the_handle_of_its_person(address: str, handle: str) -> None:
    assert links.profile_handle(address) == handle


@pytest.mark.parametrize(
    ("address", "talk"),
    [
        ("https://www.youtube.com/watch?v=abc", True),
        ("https://www.youtube.com/", False),
        ("https://lantern.example/slides/knots.pdf", True),
        ("https://lantern.example/files/knots.odp", True),
        ("https://lantern.example/blog/knots", False),
        ("knots.pdf", False),
    ],
)
def test_recordings_and_slides_belong_to_a_talk(address: str, talk: bool) -> None:
    assert links.is_talk(address) is talk


def test_an_encyclopedia_is_known_in_any_language() -> None:
    assert links.is_encyclopedia("https://fr.wikipedia.org/wiki/Phare")
    assert not links.is_encyclopedia("https://wikipedia.org.lantern.example/")


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("http://lantern.example", True),
        ("http://lantern.example/fr/", True),
        ("http://lantern.example/index.html", True),
        ("http://lantern.example/talks/knots", False),
        ("index.html", False),
    ],
)
def test_the_front_page_of_a_site_is_its_root(address: str, root: bool) -> None:
    assert links.is_root(address) is root


def test_a_host_is_given_without_its_port_user_and_www() -> None:
    assert links.host_name("https://alice@www.Lantern.example:8080/x") == "lantern.example"


@given(st.text(max_size=80) | st.text("htps:/[]@#.~%u", max_size=40).map("http://".__add__))
def test_no_address_is_too_odd_to_be_asked_about(address: str) -> None:
    for ask in (
        links.repository_name,
        links.profile_handle,
        links.is_talk,
        links.is_front_page,
        links.is_encyclopedia,
        links.is_event,
        links.is_root,
        links.host_name,
    ):
        ask(address)
