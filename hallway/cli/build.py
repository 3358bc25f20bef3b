"""``hallway build``."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click

from hallway.cli.options import graph_option, loudness_options, say
from hallway.graph.build import BuildReport, Progress
from hallway.graph.build import build as build_graph
from hallway.graph.iri import DEFAULT_BASE


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@graph_option
@click.option("--base", metavar="IRI", default=DEFAULT_BASE, show_default=True, help="What the IRIs of entities begin with.")
@click.option("-j", "--jobs", type=click.IntRange(0, 256), default=1, show_default=True, help="Processes; 0 for one a core. The result is the same.")
@click.option("--rules", multiple=True, metavar="DIR", help="Folder of further rule packs (en/*.yaml, fr/*.yaml); may be repeated.")
@loudness_options
def command(paths: tuple[str, ...], graph: str, base: str, jobs: int, rules: tuple[str, ...], loudness: int) -> int:
    """Read write-ups into a graph.

    PATH is a file, a folder, a glob, or - for standard input. What cannot be read is reported, the rest is built, and the
    exit code is 1.

    \b
    Example:
        hallway build examples/
        hallway build --graph sprints.graph 'notes/**/*.md' minutes.txt
    """
    with _Bar(loudness) as bar:
        report = build_graph(paths, graph=graph, base=base, jobs=jobs or os.cpu_count() or 1, rules=rules, progress=bar.step)
    for path, fault in report.faults:
        say(loudness, f"{path}:{fault.line}: {fault.what}")
    for path in report.skipped:
        say(loudness, f"{path}: passed over, no write-up by its name", at=1)
    for error in report.errors:
        click.echo(f"hallway: {error}", err=True)
    _summary(report, loudness)
    return 1 if report.errors else 0


class _Bar:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, loudness: int) -> None:
        self._shown = loudness >= 0 and sys.stderr.isatty()
        self._done = False

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._done:
            click.echo("\r\x1b[K", nl=False, err=True)

    @property
    def step(self) -> Progress | None:
        """What to call after each write-up."""
        return self._step if self._shown else None

    def _step(self, done: int, total: int, path: str) -> None:
        self._done = True
        filled = 30 * done // max(total, 1)
        name = path if len(path) <= 40 else f"…{path[-39:]}"
        safe = name.encode("utf-8", "replace").decode()
        click.echo(f"\r\x1b[K[{'#' * filled}{'-' * (30 - filled)}] {done}/{total} {safe}", nl=False, err=True)


def _summary(report: BuildReport, loudness: int) -> None:
    if not report.digest:
        say(loudness, "nothing was built")
        return
    things = sum(n for name, n in report.classes.items() if name not in ("WriteUp", "Software"))
    facts = sum(report.relations.values())
    say(loudness, f"{report.writeups} write-ups ({_counts(report.formats)}; {_counts(report.languages)})")
    say(loudness, f"{things} things: {_counts({k: v for k, v in report.classes.items() if k not in ('WriteUp', 'Software')})}")
    say(loudness, f"{facts} facts, {report.inferred} of them inferred: {_counts(report.relations)}")
    if unread := sorted(set(report.languages) - {"en", "fr"}):
        say(loudness, f"sentences in {', '.join(unread)} were not read, only structure, links and known names")
    if report.errors:
        say(loudness, f"{len(report.errors)} could not be read")
    say(loudness, f"{'written to' if report.changed else 'unchanged in'} {report.graph} (digest {report.digest})")


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
