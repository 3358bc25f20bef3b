"""The documentation holds: commands print what the pages show, and every command is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.cli_reference import PAGE, reference
from docs.pages import PAGES, PICTURE, ROOT, draw_picture, replay, workplace
from hallway.cli import COMMANDS

MARKDOWN = sorted(path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("name", PAGES)
def test_commands_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert replay(page, workplace(tmp_path)).split("\n") == page.split("\n"), "run: just readme"


def test_replay_notices_a_wrong_answer(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    page = "```text note.txt\nfour\n```\n\n```console\n$ cat note.txt\n{}\n```\n\n```pycon\n>>> 2 + 2\n{}\n```\n"
    assert replay(page.format("five", 5), tmp_path) == page.format("four", 4)


def test_replay_refuses_a_command_that_fails_unasked(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    assert replay("```console fails\n$ false\n```\n", tmp_path) == "```console fails\n$ false\n```\n"
    for page in ("```console\n$ false\n```\n", "```console fails\n$ true\n```\n", "```pycon\n>>> 1 / 0\n```\n"):
        with pytest.raises(RuntimeError, match="exit code"):
            replay(page, tmp_path)


def test_picture_shows_what_is_drawn_now(tmp_path: Path) -> None:
    # positions may differ with the version of the layout library; names and relations must not
    def words(picture: str) -> list[str]:
        return sorted(re.findall(r"<(?:text|tspan|title)[^>]*>([^<]+)<", picture))

    shown = words((ROOT / PICTURE).read_text("utf-8"))
    assert len(shown) > 10
    assert words(draw_picture(workplace(tmp_path))) == shown


def test_every_command_is_documented() -> None:
    page = PAGE.read_text("utf-8")
    assert re.findall(r"^## hallway (.+)$", page, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(command: str) -> None:
    section = PAGE.read_text("utf-8").split(f"## hallway {command}\n")[1].split("\n## ")[0]
    assert re.search(rf"^ +(?:.*\| )?hallway {command}\b", section.split("Example:")[1], re.MULTILINE)


def test_reference_of_commands_is_current() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: just generate"


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", prose)
    assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []
