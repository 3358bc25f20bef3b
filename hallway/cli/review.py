"""``hallway review``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hallway.cli.curating import curation_option, open_graph
from hallway.cli.options import graph_option, loudness_options, say
from hallway.cli.terminal import result

_KEYS = {"y": "yes", "n": "no", "s": "skip", "u": "undo", "q": "quit"}


@click.command("review")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    metavar="X",
    help="What is less sure than X is doubtful.",
)
@curation_option
@graph_option
@loudness_options
def command(below: float, curation: Path | None, graph: str, loudness: int) -> int:
    """Decide what is in doubt, one key each: merges first, then facts.

    y is yes, n is no, s skips (it is asked again next time), u takes the last answer back, q quits. Each answer is
    written into the curation file at once, and what that decides is not asked again: stop and go on as you like.

    \b
    Example:
        hallway review
        hallway review --below 0.5
    """
    from hallway.graph.curation.place import curation_file
    from hallway.graph.curation.review import decided, is_decided, pairs_of, questions
    from hallway.graph.curation.writing import Added, add, undo

    store = open_graph(graph)
    file = curation or curation_file(graph)
    by = decided(file)
    waiting = [question for question in questions(pairs_of(store), store, below) if not is_decided(question, by)]
    if not waiting:
        say(loudness, "nothing is in doubt")
        return 0
    answers: list[Added | None] = []
    at = 0
    while at < len(waiting):
        question = waiting[at]
        result(f"[{at + 1}/{len(waiting)}] {question.text}")
        for line in question.because:
            result(f"    {line}")
        key = _key()
        if key == "quit":
            break
        if key == "undo":
            if answers:
                at -= 1
                if (last := answers.pop()) is not None:
                    undo(last)
                    say(loudness, f"taken back: {last.text}")
            continue
        if key == "skip":
            answers.append(None)
        else:
            section, entry = question.yes if key == "yes" else question.no
            answers.append(add(file, section, entry))
            say(loudness, f"    {section}: {answers[-1].text if answers[-1] else ''}", at=1)
        at += 1
    written = [answer for answer in answers if answer is not None]
    left = len(waiting) - len(written)
    say(loudness, f"{len(written)} decided, {left} left" + (f"; written to {file}" if written else ""))
    if written:
        say(loudness, "the next hallway build applies it")
    return 0


def _key() -> str:
    """Return what the next key that means something means; the end of the input means to quit."""
    terminal = sys.stdin.isatty()
    if terminal:
        click.echo("    y/n, s skip, u undo, q quit: ", nl=False)
    while True:
        key = click.getchar() if terminal else sys.stdin.read(1)
        if not key or key in "\x03\x04":
            click.echo() if terminal else None
            return "quit"
        if meaning := _KEYS.get(key.lower()):
            if terminal:
                click.echo(meaning)
            return meaning
