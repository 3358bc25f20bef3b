"""Software that no lexicon knows: linked where somebody made it, named by its kind, introduced by a talk's title."""

from __future__ import annotations

import pytest

from tests.extraction import names_of


def software(text: str) -> set[str]:
    return names_of(text, "Tool") | names_of(text, "Project")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I created [Tideglass](http://www.tideglass.example/) in a night.", {"Tideglass"}),
        ("I reviewed the [Tideglass extension](http://wiki.example/Extension:Tideglass).", {"Tideglass"}),
        ("I created [a mess](http://www.tideglass.example/) in a night.", set()),
        ("I saw [Tideglass](http://www.tideglass.example/) on a wall.", set()),
        ("Ada Quill was fixing the mime-bells package.", {"mime-bells"}),
        ("Ada Quill was working on tidelocker, a small utility.", {"tidelocker"}),
        ("Ada Quill was working on lamps, a small fleet.", set()),
        ("Then came Ada Quill, one of Tidemark developers.", {"Tidemark"}),
    ],
)
def test_what_somebody_made_is_software(text: str, expected: set[str]) -> None:
    assert software(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("An introduction to tideglass", {"tideglass"}),
        ("A walkthrough of Tideglass", {"Tideglass"}),
        ("Tideglass", {"Tideglass"}),
        ("An introduction to gardening", set()),
        ("Automation", set()),
        ("Keynote", set()),
    ],
)
def test_a_title_introduces_software(title: str, expected: set[str]) -> None:
    text = f"# LanternConf 2032\n\n## Talks\n\n- {title} by Ada Quill\n- Boats without oars by Bram Tessel\n"
    assert software(text) == expected
