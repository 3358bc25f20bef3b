"""Writes docs/cli-reference.md from what each command says with --help; ``--check`` says whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner

from hallway.cli import COMMANDS, cli

PAGE = Path(__file__).with_name("cli-reference.md")
_WIDTH = 100


def reference() -> str:
    """Return the page, a section a command in the order of ``hallway --help``."""
    parts = [
        "# Commands",
        "What `hallway COMMAND --help` says. Made by `just generate`; do not edit.",
        "Results go to standard output, progress and messages to standard error. The exit code is 0 if all went well, "
        "1 after a failure (explained in a line on standard error), 2 on wrong usage.",
        _help([]),
    ]
    for name in COMMANDS:
        parts += [f"## hallway {name}", _help([name])]
    return "\n\n".join(parts) + "\n"


def _help(command: Sequence[str]) -> str:
    arguments = [*command, "--help"]
    result = CliRunner().invoke(cli, arguments, prog_name="hallway", terminal_width=_WIDTH, max_content_width=_WIDTH)
    if result.exit_code:
        raise RuntimeError(f"hallway {' '.join(arguments)}: exit code {result.exit_code}: {result.exception}")
    text = "\n".join(line.rstrip() for line in result.output.rstrip().split("\n"))
    return f"```text\n{text}\n```"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` compare it; return the exit code."""
    text = reference()
    if "--check" not in arguments:
        PAGE.write_text(text, "utf-8", newline="\n")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == text:
        return 0
    print(f"{PAGE.name}: stale (run: just generate)", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
