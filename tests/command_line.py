"""Running the command as a user does: another process, its streams, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REPORT = """---
title: LanternConf 2031
author: Ada Quill
date: 2031-06-02
---

I was at LanternConf 2031 in Port Sable.

[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark).
"""
MINUTES = """Barcamp Lanterne
================

:Auteur: Élise Noroît
:Date: 2031-09-12

Participants : Élise Noroît, Bruno Tallow

Nous avons parlé de la mer et du port, puis nous sommes allés manger des galettes dans un café avec les autres.
"""
WHO_WORKS = 'SELECT ?who { ?p hw:worksOn/rdfs:label "Tidemark" ; rdfs:label ?who } ORDER BY ?who'


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of results."""
        return self.out.splitlines()

    @property
    def messages(self) -> list[str]:
        """The lines of messages."""
        return self.err.splitlines()


def command(*arguments: str | Path) -> list[str | Path]:
    """Return the words that run the command from this checkout."""
    return [sys.executable, "-m", "hallway", *arguments]


def environment(**more: str) -> dict[str, str]:
    """Return an environment without settings of the user's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HALLWAY_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def hallway(
    *arguments: str | Path,
    folder: Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    before: Sequence[str | Path] = (),
    **options: Any,
) -> Done:
    """Run the command to its end; whatever it is given, no traceback and no control character may come out.

    Args:
        arguments: after ``hallway``.
        folder: where to run it.
        stdin: what it reads.
        env: further variables.
        before: words in front of the command, such as another program that starts it.
        options: for ``subprocess.run``.
    """
    done = subprocess.run(
        [*before, *command(*arguments)],
        cwd=folder,
        input=stdin,
        env=environment(**(env or {})),
        capture_output=True,
        timeout=120,
        **options,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    assert "\x1b" not in out + err
    return Done(done.returncode, out, err)


def corpus(folder: Path) -> Path:
    """Write two good write-ups and return their folder."""
    notes = folder / "notes"
    (notes / "minutes").mkdir(parents=True)
    (notes / "lanternconf.md").write_text(REPORT, encoding="utf-8")
    (notes / "minutes/barcamp.rst").write_text(MINUTES, encoding="utf-8")
    return notes


def examples_graph(folder: Path) -> Path:
    """Build the graph of ``examples/`` in a folder and return the folder."""
    done = hallway("build", "--quiet", ROOT / "examples", folder=folder)
    assert (done.code, done.out, done.err) == (0, "", "")
    return folder


def who_works(folder: Path, **options: Any) -> list[str]:
    """Return who works on Tidemark, as the graph in a folder says."""
    done = hallway("query", "--format", "csv", WHO_WORKS, folder=folder, **options)
    assert done.code == 0, done.err
    return done.lines[1:]
