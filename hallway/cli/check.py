"""``hallway check``."""

from __future__ import annotations

import sys

import click

from hallway.cli.options import graph_option, loudness_options, rules_option, say
from hallway.cli.terminal import columns, message, result, safe, shorten


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--unread", is_flag=True, help="List the lines of PATH… that look as if they held facts and gave none.")
@click.option("--no-shapes", is_flag=True, help="Leave out the SHACL shapes, which take most of the time.")
@rules_option
@graph_option
@loudness_options
def command(
    paths: tuple[str, ...], unread: bool, no_shapes: bool, rules: tuple[str, ...], graph: str, loudness: int
) -> int:
    """Check the graph against its shapes and for consistency; one line for each problem.

    The exit code is 1 if there is any. With --unread the write-ups at PATH… are looked at instead (files, folders,
    globs, as for build); give the same --rules as to build. Unread lines are no problem of the graph, but show which
    names and rules are missing.

    With --rules alone, the rules in that folder are tried on their own examples.

    \b
    Example:
        hallway check
        hallway check --unread examples/
        hallway check --rules my-rules/
    """
    if unread:
        if not paths:
            raise click.UsageError("--unread reads the write-ups again: name them, as for hallway build")
        return _unread(paths, rules, loudness)
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


def _unread(paths: tuple[str, ...], rules: tuple[str, ...], loudness: int) -> int:
    from hallway.extractors.decoding import decode
    from hallway.graph.build import readings
    from hallway.graph.sources import STANDARD_INPUT, find_sources

    if STANDARD_INPUT in paths:
        raise click.UsageError("--unread needs files, not standard input")
    sources = {source.path: source for source in find_sources(paths).files}
    room = columns(sys.stdout)
    lines = writeups = failures = 0
    for outcome in readings(paths, rules=rules):
        if outcome.reading is None:
            message(f"hallway: {outcome.error}")
            failures += 1
            continue
        spans = outcome.reading.unread
        lines, writeups = lines + len(spans), writeups + bool(spans)
        text = decode(sources[outcome.path].read()).source if spans else ""
        for start, end in spans:
            line = safe(f"{outcome.path}:{outcome.lines.line(start)}: {' '.join(text[start:end].split())}")
            result(shorten(line, room) if room else line)
    say(
        loudness, f"{lines} {'line' if lines == 1 else 'lines'} gave no fact, in {writeups} of {len(sources)} write-ups"
    )
    return 1 if failures else 0
