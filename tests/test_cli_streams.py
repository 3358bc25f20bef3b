"""What the command does with pipes, terminals, closed and full streams, and how fast it answers."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command_line import command, environment, examples_graph, hallway

EVERYTHING = "SELECT * { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples_graph(tmp_path_factory.mktemp("examples"))


def shell(line: str, folder: Path, **more: str) -> tuple[int, str]:
    """Run a line of bash in which ``hallway`` is the command; return its exit code and all that it printed."""
    words = " ".join(f"'{word}'" for word in command())
    script = f'hallway() {{ {words} "$@"; }}\n{line}'
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    return done.returncode, done.stdout.decode()


def on_terminal(*arguments: str, folder: Path, columns: int = 60, keys: bytes = b"") -> tuple[int, str]:
    """Run the command on a terminal of its own; return its exit code and what the terminal was sent."""
    master, slave = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    run = subprocess.Popen(
        command(*arguments), cwd=folder, env=environment(TERM="xterm"), stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    sent = b""
    if keys:
        os.write(master, keys)
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:  # so Linux tells that the other end is closed
            break
        if not data:
            break
        sent += data
    os.close(master)
    return run.wait(30), sent.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "what", [f"query '{EVERYTHING}'", f"query --format csv '{EVERYTHING}'", "export --format nq -", "queries"]
)
def test_whoever_reads_a_pipe_may_leave(folder: Path, what: str) -> None:
    code, out = shell(f"hallway {what} | head -n 1", folder)
    assert code == 0
    assert out.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("what", ["query 'ASK {}'", f"query --format json '{EVERYTHING}'", "export -", "queries"])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(folder: Path, what: str) -> None:
    assert shell(f"hallway {what} > /dev/full", folder) == (
        1,
        "hallway: the output cannot be written: No space left on device\n",
    )


def test_a_closed_standard_output_is_told_only_where_it_is_needed(folder: Path, tmp_path: Path) -> None:
    code, out = shell("hallway query 'ASK {}' >&-", folder)
    assert (code, out) == (1, "hallway: the output cannot be written: Bad file descriptor\n")
    assert shell(f"hallway export --quiet '{tmp_path}/x.ttl' >&-", folder) == (0, "")
    assert shell("hallway query 'ASK {}' 2>&-", folder) == (0, "true\n")
    assert shell("hallway query 'ASK {' 2>&-", folder) == (1, "")


def test_a_locale_that_cannot_hold_a_name_shows_it_escaped(folder: Path) -> None:
    done = hallway("show", "person/maiwenn-trevarec", folder=folder, env={"PYTHONIOENCODING": "koi8-r"})
    assert done.code == 0
    assert done.lines[0].startswith(r"Ma\xefwenn Tr\xe9varec")


def test_wide_tables_are_cut_on_a_terminal_and_whole_in_a_pipe(folder: Path) -> None:
    query = "SELECT ?statement ?quote { GRAPH ?g { ?statement oa:exact ?quote } } ORDER BY ?quote"
    code, shown = on_terminal("query", query, folder=folder, columns=60)
    assert code == 0
    assert max(map(len, shown.splitlines())) <= 60
    assert "…" in shown
    whole = hallway("query", query, folder=folder).lines
    assert max(map(len, whole)) > 60
    assert len(whole) == len(shown.splitlines())


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_control_characters_of_a_write_up_do_not_reach_the_terminal(tmp_path: Path, format: str) -> None:
    (tmp_path / "evil\x1b[2J.md").write_text(
        "Cleo \x1b]0;x\x07Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n\n"
        "Ada Quill worked\x1b[2J on [Loam](https://github.com/halyard/loam) with Cleo Marsh.\n"
    )
    code, built = on_terminal("build", "-v", ".", folder=tmp_path)
    assert code == 0, built
    assert "\x1b[2J" not in built
    everything = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(isLiteral(?o)) }"
    _, shown = on_terminal("query", "--format", format, everything, folder=tmp_path)
    assert "Quill" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_progress_bar_is_shown_on_a_terminal_only_and_not_when_quiet(folder: Path) -> None:
    examples = str(Path(__file__).parents[1] / "examples")
    _, shown = on_terminal("build", "--graph", "other", examples, folder=folder)
    assert "\x1b[K[##" in shown
    assert "] 1/" in shown
    _, quiet = on_terminal("build", "--quiet", "--graph", "other", examples, folder=folder)
    assert quiet == ""
    assert "[##" not in hallway("build", "--graph", "other", examples, folder=folder).err


def test_ctrl_c_at_a_query_ends_it_with_a_line(folder: Path) -> None:
    with subprocess.Popen(
        command("query", "-"), cwd=folder, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        time.sleep(1)  # by now it waits for the query
        run.send_signal(signal.SIGINT)
        assert run.stderr
        assert run.stderr.read() == b"hallway: interrupted; nothing was changed\n"
        assert run.wait(10) == 1


def test_a_query_answers_fast_and_imports_little(folder: Path) -> None:
    query = 'SELECT ?who { ?p hw:worksOn/rdfs:label "Tidemark" ; rdfs:label ?who }'
    times = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert hallway("query", query, folder=folder).code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # 0.07 s of wall time on a quiet machine; processor time, since other work on a machine makes any query wait
    assert min(times) < 0.15, times


def test_the_command_line_starts_without_slow_libraries(folder: Path) -> None:
    script = (
        "import sys; sys.argv = ['hallway', 'query', 'ASK {}']\n"
        "from hallway.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted({'rdflib', 'yaml', 'networkx', 'igraph', 'pyvis', 'pyshacl', 'docutils', 'rapidfuzz', 'ftfy',"
        " 'multiprocessing', 'concurrent', 'asyncio', 'email'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [*command()[:1], "-c", script], cwd=folder, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines() == ["true", ""]
