"""What a rebuild costs beside a clean build, over write-ups composed here.

Each write-up is a report, minutes or a sprint's wrap-up with people, events and tools of a small world, so that most
things are spoken of in several write-ups. Measured in one run: the clean build, a build with nothing changed, and
builds after one edit, one addition and one deletion; by the clock, and in time of this process's own, which on a busy
machine tells more where one process does all.

    python benchmarks/rebuild.py [--writeups N] [--jobs N]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the checkout is measured, whatever is installed

from hallway.graph.build import build  # noqa: E402  # after the line above
from hallway.graph.report import BuildReport  # noqa: E402

FIRST = "Ada Bruno Cleo Dora Elio Fara Gwen Hugo Ines Jonas Kira Luca Mona Nils Olga Piet Rosa Sven Tara Udo".split()
LAST = "Quill Tallow Marsh Finch Harrow Lunt Mercer Noakes Orrin Pell Quayle Rudd Sorrel Thorne Usher Vane".split()
THINGS = "lantern harbour tide compass anchor beacon current cable ledger signal rudder chart buoy ferry mast".split()
PLACES = "Port Sable,Nantes,Lisbon,Ghent,Turin,Porto,Leeds,Graz".split(",")
TOOLS = "Python,Django,PostgreSQL,Redis,Docker,Ansible,pytest,Sphinx,Flask,NumPy".split(",")


def person(chance: random.Random, world: int) -> str:
    """Return a name; the larger the world the more people there are in it."""
    n = chance.randrange(max(60, world // 2))
    return f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}{_ending(n // (len(FIRST) * len(LAST)))}"


def _ending(n: int) -> str:
    return f"-{LAST[n % len(LAST)]}{LAST[n // len(LAST) % len(LAST)].lower()}" if n else ""


def writeup(number: int, world: int) -> str:
    """Return one write-up of a world of so many."""
    chance = random.Random(number)
    year = chance.randrange(2001, 2041)
    thing = chance.choice(THINGS).capitalize()
    event = f"{thing}Conf {year}"
    people = [person(chance, world) for _ in range(8)]
    project = f"{thing.lower()}-{chance.choice(THINGS)}"
    day = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    talks = "\n".join(
        f"- {who}: “{chance.choice(THINGS).capitalize()} and {chance.choice(TOOLS)}, part {chance.randrange(world)}”"
        for who in people[3:6]
    )
    return f"""---
title: {event}, report {number}
author: {people[0]}
date: {day}
tags: [{chance.choice(THINGS)}, report]
---

I was at {event} in {chance.choice(PLACES)} with {people[1]} and {people[2]}. It was the first time for all of us, and
the weather was so good that nobody wanted to stay in the rooms for long.

# Talks

{talks}

# Sprint

The {thing} sprint was part of {event}. {people[5]} attended the {thing} sprint.

{people[6]} worked on [{project}](https://github.com/halyard/{project}) and {people[7]} fixed its documentation. It is
written with {chance.choice(TOOLS)}, and we plan to use {chance.choice(TOOLS)} for the next release. Many thanks to
everyone who came, to those who cooked, and to those who cleaned the kitchen when all the others had gone to bed.

# Attendees

{chr(10).join(f"- {who}" for who in people)}
"""


def compose(folder: Path, writeups: int) -> None:
    """Write the write-ups, at most a hundred to a folder."""
    for number in range(writeups):
        path = folder / f"{number // 100:03}" / f"report-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(writeup(number, writeups), "utf-8")


def measure(writeups: int, jobs: int) -> None:
    """Print what each build took, and its share of the clean one."""
    with tempfile.TemporaryDirectory() as made:
        corpus, graph = Path(made, "notes"), Path(made, "graph")
        compose(corpus, writeups)
        middle = corpus / f"{writeups // 200:03}" / f"report-{writeups // 2:05}.md"

        def edit() -> None:
            middle.write_text(middle.read_text("utf-8") + "\nNorris Quayle worked on Tidemark.\n", "utf-8")

        def add() -> None:
            (corpus / "added.md").write_text(writeup(writeups, writeups), "utf-8")

        steps: dict[str, Callable[[], object]] = {
            "clean": lambda: None,
            "nothing changed": lambda: None,
            "one edited": edit,
            "one added": add,
            "one deleted": middle.unlink,
        }
        print(f"{writeups} write-ups, {jobs} processes\n")
        print(f"{'':16} {'seconds':>8} {'of clean':>9} {'own':>8} {'of clean':>9}  facts")
        clean = own_clean = 0.0
        for name, change in steps.items():
            change()
            start, own = time.perf_counter(), time.process_time()
            report: BuildReport = build([corpus], graph=graph, jobs=jobs)
            seconds, own = time.perf_counter() - start, time.process_time() - own
            clean, own_clean = clean or seconds, own_clean or own
            facts = sum(report.relations.values())
            shares = f"{seconds:8.2f} {100 * seconds / clean:7.1f} % {own:8.2f} {100 * own / own_clean:7.1f} %"
            print(f"{name:16} {shares}  {facts}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writeups", type=int, default=10_000, metavar="N", help="how many write-ups there are")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many processes read")
    options = parser.parse_args(arguments)
    measure(options.writeups, options.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
