"""The two corpora that the product is tried on whole: `examples/`, and the development corpus where there is one.

Each is built once a session by the real command; a module that needs one has a fixture of its own that calls
`built_once(tmp_path_factory, …)`, since a fixture that is imported would be run again in every module.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.graph.store import open_store
from hallway.graph.terms import term
from tests.command_line import ROOT, Done, hallway

EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
DEV = SHARED / "corpus/dev"
GOLD = SHARED / "corpus/gold"
SCORE = SHARED / "tools/score.py"

needs_dev = pytest.mark.skipif(not DEV.is_dir(), reason="the development corpus is not here")


@dataclass(frozen=True)
class Built:
    """A graph and what the command that built it said.

    Args:
        graph: its folder.
        root: folder of the write-ups: paths in the graph are relative to it.
        done: what the command did.
    """

    graph: Path
    root: Path
    done: Done

    @property
    def store(self) -> ox.Store:
        """The graph, open for reading."""
        return open_store(self.graph)

    def ask(self, *arguments: str) -> list[dict[str, str]]:
        """Return what ``hallway query`` answers, a dictionary a row."""
        done = hallway("query", "--graph", self.graph, "--format", "json", *arguments, folder=self.graph.parent)
        assert done.code == 0, done.err
        rows = json.loads(done.out)["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in rows]

    def sources(self) -> dict[ox.NamedNode, Path]:
        """Return the file of each write-up."""
        return {
            quad.graph_name: self.root / quad.object.value
            for quad in self.store.quads_for_pattern(None, term("dcterms:source"), None)
            if isinstance(quad.graph_name, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        }


@cache
def _built(folder: Path, root: Path, paths: Sequence[Path]) -> Built:
    folder.mkdir()
    done = hallway("build", "--jobs", "2", *paths, folder=folder)
    assert done.code == 0, done.err
    return Built(folder / "hallway-graph", root, done)


def built_once(tmp_path_factory: pytest.TempPathFactory, name: str, *paths: Path) -> Built:
    """Return the graph of some write-ups, built when first asked for.

    Args:
        tmp_path_factory: of the session.
        name: of a folder for it; one name, one set of paths.
        paths: files of one folder, or the folder.
    """
    root = paths[0] if paths[0].is_dir() else paths[0].parent
    return _built(tmp_path_factory.getbasetemp() / name, root, paths)
