"""A build that is killed leaves the graph as it was or whole, and what it read is not read again."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hallway.graph.build import build
from hallway.graph.store import is_graph, open_store
from tests.changing_corpus import exports
from tests.command_line import ROOT, command, environment, hallway

SPRINT = "{who} worked on [Tidemark](https://github.com/halyard/tidemark) at LanternConf 2031.\n"

SAID = (
    "alias:\n- {thing: Tidemark, names: [tide]}\n",
    "rename:\n- {thing: LanternConf 2031, to: LanternConf 2032}\n",
    "people:\n- {name: Ada Quillj, pseudonym: Lamplighter}\nignore:\n- minutes-3*.md\n",
    "deny:\n- {subject: Bruno Tallowc, predicate: worksOn, object: Tidemark}\nretype:\n- {thing: Tidemark, to: Tool}\n",
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for n in range(40):
        (folder / f"minutes-{n:02}.md").write_text(SPRINT.format(who=f"Ada Quill{'abcdefghij'[n % 10]}"))
    return folder


def test_killed_at_any_moment_the_graph_is_the_old_one_or_the_new_one(notes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    arguments = ("build", "-q", "--no-model", "--allow-shrink", "--graph", graph, notes)
    start = time.perf_counter()
    assert hallway(*arguments, folder=tmp_path).code == 0
    whole = time.perf_counter() - start
    chance = random.Random(4)
    for n in range(4):
        before = exports(open_store(graph))
        # one edit is written into the build before, many are a clean build; people correct them each time
        for m in range(1 if n % 2 else 20):
            (notes / f"minutes-{m:02}.md").write_text(SPRINT.format(who=f"Bruno Tallow{'abcdefghij'[n]}"))
        (notes / "hallway.yaml").write_text(SAID[n])
        with subprocess.Popen([*command(*arguments)], env=environment(), cwd=tmp_path) as run:
            time.sleep(whole * chance.uniform(0.2, 1.1))
            run.kill()
        after = exports(open_store(graph))
        build([notes], graph=tmp_path / f"clean-{n}", model=None)
        clean = exports(open_store(tmp_path / f"clean-{n}"))
        assert after in (before, clean)
        assert hallway(*arguments, folder=tmp_path).code == 0
        assert exports(open_store(graph)) == clean
        names = ["builds", "curation", "current", "hallway.lock", "readings"]
        assert sorted(path.name for path in graph.iterdir()) == names
        assert len(list((graph / "builds").iterdir())) == 2


def test_what_was_read_before_the_kill_is_not_read_again(notes: Path, tmp_path: Path) -> None:
    script = (
        "from hallway import build; import time\n"
        f"build([{str(notes)!r}], graph={str(tmp_path / 'graph')!r}, model=None,"
        " progress=lambda done, *_: (print(flush=True), time.sleep(9 * (done == 25))))"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as run:
        assert run.stdout
        for _ in range(25):
            run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    assert not is_graph(tmp_path / "graph")
    assert build([notes], graph=tmp_path / "graph", model=None).kept == 25
