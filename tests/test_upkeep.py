"""What a project is kept with, where a report of its own sprint or meeting tells of it."""

from __future__ import annotations

import pytest

from tests.extraction import pairs

SPRINT = "# Sextant sprint\n\nWe met and hacked on Sextant.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SPRINT}Our buildbot runs again.\n", {("Sextant", "buildbot")}),
        (f"{SPRINT}We moved the repository to Git.\n", {("Sextant", "Git")}),
        (f"{SPRINT}We moved the releases (not Git).\n", set()),
        ("# LanternConf 2032\n\nWe like Sextant.\n\nOur buildbot runs again.\n", set()),
    ],
)
def test_a_project_uses_what_it_is_kept_with(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, o in pairs(text, "uses") if o in ("buildbot", "Git")} == expected
