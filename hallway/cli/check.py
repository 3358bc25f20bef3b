"""``hallway check``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hallway.cli.curating import curation_option
from hallway.cli.options import graph_option, loudness_options, rules_option, say
from hallway.cli.terminal import columns, message, result, safe, shorten

if TYPE_CHECKING:
    from hallway.graph.unread import Group, Unread

_SAMPLES = 3  # lines that show what a shape means


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--unread", is_flag=True, help="Show the lines of PATH… that look as if they held facts and gave none.")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="How many shapes of unread lines are shown; 0 for all.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "yaml"]),
    default="text",
    show_default=True,
    help="Of --unread; yaml is a rule pack, ready to be saved.",
)
@click.option("--language", default="", metavar="CODE", help="Only unread lines of this language: en, fr …")
@click.option("--no-shapes", is_flag=True, help="Leave out the SHACL shapes, which take most of the time.")
@rules_option
@curation_option
@graph_option
@loudness_options
def command(
    paths: tuple[str, ...],
    unread: bool,
    top: int,
    form: str,
    language: str,
    no_shapes: bool,
    rules: tuple[str, ...],
    curation: Path | None,
    graph: str,
    loudness: int,
) -> int:
    """Check the graph against its shapes and for consistency; one line for each problem.

    The exit code is 1 if there is any. With --unread the write-ups at PATH… are looked at instead (files, folders,
    globs, as for build); give the same --rules as to build. Unread lines are no problem of the graph, but show which
    names and rules are missing: they are grouped by their shape, the most frequent first, each group with a rule to
    begin with, for a pack of your own. What such a rule says is a guess: correct it before you use it. Lines about
    people whom the curation file leaves out are not shown.

    With --rules alone, the rules in that folder are tried on their own examples.

    \b
    Example:
        hallway check
        hallway check --unread examples/
        hallway check --unread --format yaml --language fr notes/ > my-rules/fr/unread.yaml
        hallway check --rules my-rules/
    """
    if unread:
        if not paths:
            raise click.UsageError("--unread reads the write-ups again: name them, as for hallway build")
        return _unread(paths, rules, top, form, language, curation, loudness)
    if rules and not paths:
        return _rules(rules, loudness)
    if paths:
        raise click.UsageError("the graph is checked, not write-ups; with --unread their unread lines are listed")
    from hallway.graph.check import check
    from hallway.graph.store import open_store

    problems = check(open_store(graph), shapes=not no_shapes)
    for problem in problems:
        result(f"{problem.kind}: {problem}")
    if problems:
        message(f"hallway: {graph}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'} found")
        return 1
    say(loudness, f"{graph}: no problem found")
    return 0


def _rules(folders: tuple[str, ...], loudness: int) -> int:
    from hallway.extractors.trials import rule_faults, try_rules

    faults = rule_faults(folders)
    for fault in faults:
        result(str(fault))
    if faults:
        message(f"hallway: {len(faults)} {'fault' if len(faults) == 1 else 'faults'} found in {', '.join(folders)}")
        return 1
    rules = len(try_rules(folders))
    say(loudness, f"{', '.join(folders)}: {rules} {'rule reads' if rules == 1 else 'rules read'} as the examples say")
    return 0


def _unread(
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    top: int,
    form: str,
    language: str,
    curation: Path | None,
    loudness: int,
) -> int:
    from hallway.graph.sources import STANDARD_INPUT
    from hallway.graph.unread import find_unread

    if STANDARD_INPUT in paths:
        raise click.UsageError("--unread needs files, not standard input")
    found = find_unread(paths, rules=rules, top=top, language=language, curation=curation)
    for error in found.errors:
        message(f"hallway: {error}")
    if form == "yaml":
        _pack(found, loudness)
    else:
        room = columns(sys.stdout)
        for group in found.groups:
            for line in _told(group, samples=len(group.lines) if loudness > 0 else _SAMPLES):
                result(shorten(line, room) if room else line)
            result()
            click.echo(group.rule.text if group.rule else "# no rule to begin with: names here are not recognised\n")
    lines, shapes = _many(found.lines, "line"), _many(found.shapes, "shape")
    shown = f"; shapes shown: {len(found.groups)}" if len(found.groups) < found.shapes else ""
    say(loudness, f"{lines} in {shapes} gave no fact, in {found.silent} of {_many(found.writeups, 'write-up')}{shown}")
    return 1 if found.errors else 0


def _told(group: Group, samples: int) -> Iterator[str]:
    """What a group is, and some of its lines, as YAML comments."""
    language = f" ({group.language})" if group.language else ""
    yield safe(f"# {_many(len(group.lines), 'line')} like{language}: {group.lines[0]}")
    for line in group.lines[:samples]:
        yield safe(f"#   {line.path}:{line.line}: {' '.join(line.text.split())}")


def _pack(found: Unread, loudness: int) -> None:
    languages = Counter(group.language for group in found.groups if group.rule)
    if not languages:
        return
    language = min(languages, key=lambda one: (-languages[one], one))
    result(f"# Save as {language or 'en'}/unread.yaml in a folder of your own, correct each rule, and try them:")
    result("# hallway check --rules FOLDER")
    for group in found.groups:
        if group.rule and group.language == language:
            result()
            for line in _told(group, samples=_SAMPLES):
                result(line)
            click.echo(group.rule.text, nl=False)
    for other in sorted(languages.keys() - {language}):
        say(loudness, f"{_many(languages[other], 'rule')} for {other} left out: --language {other} writes them")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
