"""``hallway build``."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from hallway.cli.curating import curation_option
from hallway.cli.options import graph_option, loudness_options, model_options, rules_option, say
from hallway.cli.terminal import columns, message, safe, shorten
from hallway.errors import ShrinkError
from hallway.graph.build import build as build_graph
from hallway.graph.changes import Changes
from hallway.graph.iri import DEFAULT_BASE
from hallway.graph.manner import Trained
from hallway.graph.readings import Progress
from hallway.graph.report import BuildReport

_CAUSES = 8  # that are told unless more are asked for
_NOT_THINGS = frozenset({"WriteUp", "Software"})


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@graph_option
@click.option(
    "--base", metavar="IRI", default=DEFAULT_BASE, show_default=True, help="What the IRIs of entities begin with."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=1,
    show_default=True,
    help="Processes; 0 for one a core. The result is the same.",
)
@click.option(
    "--from-gold",
    "gold",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Take the gold files of DIR for what the write-ups say, instead of reading them.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out facts that are less sure than X, 0 to 1, and what would follow from them.",
)
@click.option("--fresh", is_flag=True, help="Read and write everything anew, whatever was kept from the build before.")
@click.option("--diff", metavar="FILE", help="Write all facts that came and went to FILE: text, or JSON by its suffix.")
@click.option(
    "--shrink",
    type=click.FloatRange(0, 1),
    metavar="X",
    help="Share of its facts, 0 to 1, that the graph may lose; a fifth unless told, half if it has fewer than 50.",
)
@click.option("--allow-shrink", is_flag=True, help="Let the graph lose any number of facts.")
@rules_option
@model_options
@curation_option
@loudness_options
def command(
    paths: tuple[str, ...],
    graph: str,
    base: str,
    jobs: int,
    gold: str | None,
    min_confidence: float,
    fresh: bool,
    diff: str | None,
    shrink: float | None,
    allow_shrink: bool,
    rules: tuple[str, ...],
    model: Trained,
    curation: Path | None,
    loudness: int,
) -> int:
    """Read write-ups into a graph.

    PATH is a file, a folder, a glob, or - for standard input. What cannot be read is reported, the rest is built, and
    the exit code is 1. What people corrected in hallway.yaml beside the write-ups wins over what is read; entries that
    match nothing any more are reported. The graph is replaced whole, once all is read; until then, and if the build is
    stopped, it stays as it was. Where there was a graph, only what changed is read again, and what came and went is
    told; a build that would lose much of the graph stops and says so.

    \b
    Example:
        hallway build examples/
        hallway build --graph sprints.graph 'notes/**/*.md' minutes.txt
        hallway build --min-confidence 0.8 notes/
        hallway build --diff changes.txt notes/
        curl -s https://example.org/report.html | hallway build -
    """
    if shrink is not None and allow_shrink:
        raise click.UsageError("--shrink or --allow-shrink, not both")
    try:
        with _Bar(loudness) as bar:
            report = build_graph(
                paths,
                graph=graph,
                base=base,
                jobs=jobs or os.cpu_count() or 1,
                rules=rules,
                gold=gold,
                min_confidence=min_confidence,
                model=model,
                curation=curation,
                fresh=fresh,
                shrink=shrink,
                allow_shrink=allow_shrink,
                progress=bar.step,
            )
    except ShrinkError as refused:
        if isinstance(refused.changes, Changes):
            _tell(refused.changes, diff, loudness)
        raise
    for path, fault in report.faults:
        say(loudness, f"{path}:{fault.line}: {fault.what}")
    for path in report.skipped:
        say(loudness, f"{path}: passed over, no write-up by its name", at=1)
    for path in report.ignored:
        say(loudness, f"{path}: left out, as the curation file says", at=1)
    for entry in report.unmatched:
        message(str(entry))
    for note in report.notes:
        message(note)
    for error in report.errors:
        message(f"hallway: {error}")
    _summary(report, min_confidence, loudness)
    if report.digest:
        _tell(report.changes, None if report.first else diff, loudness)
        if diff and report.first:
            _tell_all(graph, base, diff)
        where = f"{'written to' if report.changed else 'unchanged in'} {report.graph}"
        say(loudness, f"{where} (digest {report.digest})")
    return 1 if report.errors else 0


class _Bar:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, loudness: int) -> None:
        dumb = os.environ.get("TERM") == "dumb"
        self._columns = None if loudness < 0 or dumb else columns(sys.stderr)
        self._done = False

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._done:
            click.echo("\r\x1b[K", nl=False, err=True)

    @property
    def step(self) -> Progress | None:
        """What to call after each write-up."""
        return self._step if self._columns else None

    def _step(self, done: int, total: int, path: str) -> None:
        self._done = True
        filled = 20 * done // max(total, 1)
        line = f"[{'#' * filled}{'-' * (20 - filled)}] {done}/{total} {safe(path)}"
        # a line that filled the last column would be wrapped, and stay
        click.echo(f"\r\x1b[K{shorten(line, (self._columns or 80) - 1)}", nl=False, err=True)


def _summary(report: BuildReport, min_confidence: float, loudness: int) -> None:
    if not report.digest:
        say(loudness, "nothing was built")
        return
    classes = {name: n for name, n in report.classes.items() if name not in _NOT_THINGS}
    facts = sum(report.relations.values())
    kept = f", {report.kept} of them as read before" if report.kept else ""
    what = f"{_counts(report.formats)}; {_counts(report.languages)}"
    say(loudness, f"{_many(report.writeups, 'write-up')}{kept} ({what})")
    things = _many(sum(classes.values()), "thing")
    say(loudness, f"{things}: {_counts(classes)}" if classes else things)
    inferred = f", {report.inferred} of them inferred" if report.inferred else ""
    say(loudness, f"{_many(facts, 'fact')}{inferred}{f': {_counts(report.relations)}' if facts else ''}")
    if min_confidence:
        say(loudness, f"{_many(report.unsure, 'fact')} less sure than {min_confidence:g} left out")
    if report.unknown:
        where = {"in an unknown language" if name == "und" else f"in {name}": n for name, n in report.unknown.items()}
        say(loudness, f"sentences not read for want of rules, but structure, links and known names: {_counts(where)}")
    if report.errors:
        say(loudness, f"{len(report.errors)} could not be read")
    if report.skipped:
        say(loudness, f"{_many(len(report.skipped), 'file')} passed over, no write-up by name (--verbose names them)")


def _tell(changes: Changes, diff: str | None, loudness: int) -> None:
    """Say what came and went, and write all of it down where that is asked for."""
    lines = changes.lines()
    most = len(lines) if loudness > 0 or len(lines) == _CAUSES + 1 else _CAUSES
    for line in lines[:most]:
        say(loudness, line)
    if (rest := len(lines) - most) > 0:
        say(loudness, f"and changes for {rest} other reasons (--verbose tells them, --diff FILE writes them)")
    if diff:
        from hallway.exports.changes import write_changes

        write_changes(changes, diff)


def _tell_all(graph: str, base: str, diff: str) -> None:
    """Write down all that a first build holds: it came from nothing."""
    from hallway.exports.changes import write_changes
    from hallway.graph.changes import all_of
    from hallway.graph.store import open_store

    write_changes(all_of(open_store(graph), base), diff)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
