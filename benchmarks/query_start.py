"""How soon a query is answered, from the start of a process to its end, beside other programs asked the same.

Builds a graph, exports it as Turtle, and asks one SELECT of: ``hallway query``; rdflib on the exported file; rdflib
over the same store (``hallway.open_graph``); pyoxigraph on the same store, with nothing around it; and roqet on the
exported file, where rasqal-utils is installed. All in turn, round after round: a busy machine is then unfair to none.

    python benchmarks/query_start.py [PATH…] [--rounds N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SELECT = """PREFIX hw: <https://w3id.org/hallway/vocab#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?event WHERE { ?p hw:attended ?e . ?p rdfs:label ?who . ?e rdfs:label ?event } ORDER BY ?event ?who"""

_RDFLIB = "import rdflib, sys; g = rdflib.Graph(); g.parse(sys.argv[1]); print(len(list(g.query(sys.argv[2]))))"
_OPEN_GRAPH = "import hallway, sys; print(len(list(hallway.open_graph(sys.argv[1]).query(sys.argv[2]))))"
_PYOXIGRAPH = "import pyoxigraph, sys; print(len(list(pyoxigraph.Store.read_only(sys.argv[1]).query(sys.argv[2]))))"


def _commands(graph: Path, turtle: Path) -> dict[str, list[str]]:
    python, build = sys.executable, graph / "builds" / (graph / "current").read_text("utf-8").strip()
    commands = {
        "hallway query": [python, "-m", "hallway", "query", "--graph", str(graph), "--format", "csv", SELECT],
        "python, nothing else": [python, "-c", "pass"],
        "pyoxigraph, same store": [python, "-c", _PYOXIGRAPH, str(build), SELECT],
        "rdflib, same store": [python, "-c", _OPEN_GRAPH, str(graph), SELECT],
        "rdflib, exported Turtle": [python, "-c", _RDFLIB, str(turtle), SELECT],
    }
    if roqet := shutil.which("roqet"):
        commands["roqet, exported Turtle"] = [roqet, "-q", "-r", "csv", "-D", turtle.as_uri(), "-e", SELECT]
    return commands


def _rows(name: str, out: str) -> int:
    """Return how many rows a program answered with: those that print them have a line of names first."""
    if name.startswith(("hallway", "roqet")):
        return max(len(out.splitlines()) - 1, 0)
    return int(out or 0)


def _run(command: Sequence[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return time.perf_counter() - start, done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a line for each program; 1 if they do not answer with as many rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", default=[str(ROOT / "examples")], help="write-ups")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is run")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        graph, turtle = Path(folder, "graph"), Path(folder, "graph.ttl")
        hallway = [sys.executable, "-m", "hallway"]
        _run([*hallway, "build", "--quiet", "--graph", str(graph), *options.paths])
        _run([*hallway, "export", "--quiet", "--graph", str(graph), str(turtle)])
        commands = _commands(graph, turtle)
        rows = {name: _rows(name, _run(command)[1]) for name, command in commands.items()}
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                taken[name].append(_run(command)[0])
        size = turtle.stat().st_size
    ours = median(taken["hallway query"])
    print(f"{size / 1000:.0f} kB of Turtle, {options.rounds} rounds, milliseconds from start to end of a process\n")
    print(f"{'':24} {'median':>7} {'least':>7} {'ratio':>7} {'rows':>6}")
    for name, times in taken.items():
        print(
            f"{name:24} {median(times) * 1000:7.0f} {min(times) * 1000:7.0f} {median(times) / ours:7.2f} {rows[name]:6}"
        )
    answered = {count for name, count in rows.items() if "nothing" not in name}
    return 0 if len(answered) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
