"""Whatever stands in a corpus, on a disk or in a query: one clear line, the rest goes on, nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import ROOT, Done, command, corpus, environment, hallway, who_works

ROOT_USER = os.geteuid() == 0
BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
BOUND_BY_RIGHTS = BOUND if ROOT_USER else []
"""What starts a program so that permissions count for it: they do not count for root."""
needs_rights = pytest.mark.skipif(ROOT_USER and shutil.which("setpriv") is None, reason="root may do everything")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph, to be asked only."""
    path = tmp_path_factory.mktemp("asked")
    corpus(path)
    assert hallway("build", "notes/lanternconf.md", folder=path).code == 0
    return path


def assert_told(done: Done, path: str, what: str) -> None:
    """One line says what is wrong with the path, and is the only complaint."""
    complaints = [line for line in done.messages if line.startswith("hallway: ")]
    assert len(complaints) == 1, done.err
    assert complaints[0].startswith(f"hallway: {path}:"), done.err
    assert what in complaints[0], done.err
    assert "please report" not in done.err
    assert done.code == 1
    assert done.out == ""


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.md", b"", "empty"),
        ("blank.txt", b" \n\t\n", "white space only"),
        ("binary.md", bytes(range(256)) * 40, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "PNG picture"),
        ("long.txt", b"Ada Quill met Bruno Tallow. " * (50_000_000 // 28), "too large"),
        ("line.txt", b"Ada Quill met Bruno Tallow. " * (2_000_000 // 28), "line is too long"),
        ("wide.txt", "Ada Quill".encode("utf-16-le") * 9, "byte order mark"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_built(
    folder: Path, name: str, content: bytes, what: str
) -> None:
    (folder / "notes" / name).write_bytes(content)
    done = hallway("build", "notes", folder=folder)
    assert_told(done, name, what)
    assert "2 write-ups" in done.err
    assert who_works(folder) == ["Bruno Tallow"]


def test_broken_front_matter_is_told_with_its_line_and_the_text_is_still_read(folder: Path) -> None:
    broken = "---\ntitle: [\n---\n\nCleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n"
    (folder / "notes/broken.md").write_text(broken)
    done = hallway("build", "notes", folder=folder)
    assert [line for line in done.messages if line.startswith("broken.md:")], done.err
    assert "3 write-ups" in done.err
    assert who_works(folder) == ["Bruno Tallow", "Cleo Marsh"]


def test_a_missing_path_is_told_and_the_rest_is_built(folder: Path) -> None:
    assert_told(hallway("build", "notes", "notes/gone.md", folder=folder), "gone.md", "no such file")
    assert who_works(folder) == ["Bruno Tallow"]


@needs_rights
def test_an_unreadable_file_is_told_and_the_rest_is_built(folder: Path) -> None:
    (folder / "notes/secret.md").write_text("I met Ada Quill.\n")
    (folder / "notes/secret.md").chmod(0)
    done = hallway("build", "notes", folder=folder, before=BOUND_BY_RIGHTS)
    assert_told(done, "secret.md", "may not be read")
    assert who_works(folder, before=BOUND_BY_RIGHTS) == ["Bruno Tallow"]


@needs_rights
def test_an_unreadable_folder_is_told_and_the_rest_is_built(folder: Path) -> None:
    (folder / "notes/closed").mkdir(mode=0)
    done = hallway("build", "notes", folder=folder, before=BOUND_BY_RIGHTS)
    assert_told(done, "closed", "may not be read")
    assert who_works(folder, before=BOUND_BY_RIGHTS) == ["Bruno Tallow"]


@pytest.mark.parametrize("target", ["loop.md", "."])
def test_a_link_loop_is_told_and_the_rest_is_built(folder: Path, target: str) -> None:
    (folder / "notes/loop.md").symlink_to(target)
    assert_told(hallway("build", "notes", folder=folder), "loop.md", "link")
    assert who_works(folder) == ["Bruno Tallow"]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names are Unicode there")
def test_a_file_whose_name_is_not_utf8_is_read(folder: Path) -> None:
    text = "Cleo Marsh worked on [Tidemark](https://github.com/halyard/tidemark).\n"
    (folder / "notes" / os.fsdecode(b"caf\xe9.md")).write_text(text)
    done = hallway("build", "notes", folder=folder)
    assert done.code == 0, done.err
    assert who_works(folder) == ["Bruno Tallow", "Cleo Marsh"]
    reasons = hallway("why", "Cleo Marsh", "worksOn", "Tidemark", folder=folder)
    assert reasons.lines[0].startswith(r"caf\xe9.md:1: ")


def test_a_bad_file_whose_name_would_act_on_the_terminal_is_told_harmlessly(folder: Path) -> None:
    (folder / "notes/\x1b[2J\u202e.md").touch()
    assert_told(hallway("build", "notes", folder=folder), r"\x1b[2J\u202e.md", "empty")


def test_html_nested_a_hundred_thousand_deep_is_read_or_told_and_the_rest_is_built(folder: Path) -> None:
    (folder / "notes/deep.html").write_text("<div>" * 100_000 + "<p>Ada Quill met Bruno Tallow.</p>")
    done = hallway("build", "notes", folder=folder)
    assert "please report" not in done.err
    if done.code:
        assert_told(done, "deep.html", "deep")
    else:
        assert "3 write-ups" in done.err
    assert who_works(folder) == ["Bruno Tallow"]


def test_several_bad_files_are_each_told_once_in_order_whatever_the_job_count(folder: Path) -> None:
    for name in ("a.md", "b.md", "minutes/c.md"):
        (folder / "notes" / name).touch()
    told = []
    for jobs in ("1", "2"):
        done = hallway("build", "-j", jobs, "notes", folder=folder)
        assert done.code == 1
        told.append([line.split(":")[1].strip() for line in done.messages if line.startswith("hallway: ")])
    assert told == [["a.md", "b.md", "minutes/c.md"]] * 2


def test_nothing_to_build_is_told_and_the_old_graph_stays(folder: Path) -> None:
    assert hallway("build", "notes", folder=folder).code == 0
    (folder / "empty").mkdir()
    done = hallway("build", "empty", folder=folder)
    assert done.code == 1
    assert "no write-up found" in done.err
    assert who_works(folder) == ["Bruno Tallow"]


def many(folder: Path) -> None:
    """Write enough into the corpus that a build of it takes its time and its room."""
    line = "[Person{0} Tallow](https://t.example/{0}) worked on [Tool{0}](https://github.com/halyard/tool{0}).\n\n"
    for n in range(12):
        text = "---\nlang: en\n---\n\n" + "".join(line.format(n * 1000 + k) for k in range(100))
        (folder / f"notes/many{n:02}.md").write_text(text)


def assert_disk_full_told(done: Done, what: tuple[str, ...]) -> None:
    complaints = [line for line in done.messages if line.startswith("hallway: ")]
    assert done.code == 1
    assert len(complaints) == 1, done.err
    assert "hallway-graph" in complaints[0]
    assert "cannot be written" in complaints[0]
    assert any(each in complaints[0] for each in what), done.err


def test_a_limit_on_the_size_of_files_is_told_and_the_old_graph_stays(folder: Path) -> None:
    import resource

    assert hallway("build", "notes", folder=folder).code == 0
    many(folder)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))  # noqa: E731 - runs in the child
    done = hallway("build", *sorted((folder / "notes").glob("many*.md")), folder=folder, preexec_fn=limit)
    assert_disk_full_told(done, ("too large", "File too large"))
    assert who_works(folder) == ["Bruno Tallow"]
    assert hallway("build", "notes", folder=folder).code == 0


def test_a_full_disk_is_told_and_the_old_graph_stays(folder: Path) -> None:
    mount = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    script = """
        mkdir small && mount -t tmpfs -o size=600k none small || exit 77
        "$@" build notes/lanternconf.md --quiet --graph small/hallway-graph || exit 78
        "$@" build notes --graph small/hallway-graph
        code=$?
        "$@" query --quiet --graph small/hallway-graph 'SELECT (COUNT(*) AS ?n) { ?s hw:worksOn ?o }'
        exit $code
    """
    many(folder)
    if shutil.which("unshare") is None:
        pytest.skip("no unshare to mount a small disk with")
    done = subprocess.run(
        [*mount, "sh", "-c", script, "sh", *command()], cwd=folder, env=environment(), capture_output=True, text=True
    )
    if done.returncode in (1, 77) and ("Operation not permitted" in done.stderr or "denied" in done.stderr):
        pytest.skip("may not mount a small disk")
    assert "Traceback" not in done.stderr
    assert_disk_full_told(Done(done.returncode, done.stdout, done.stderr), ("No space left",))
    assert done.stdout.split() == ["n", "-", "1"]


@needs_rights
def test_a_read_only_graph_folder_is_told_and_can_still_be_asked(folder: Path) -> None:
    assert hallway("build", "notes", folder=folder, before=BOUND_BY_RIGHTS).code == 0
    graph = folder / "hallway-graph"
    held = [graph, *graph.rglob("*")]
    for path in held:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = hallway("build", "notes", folder=folder, before=BOUND_BY_RIGHTS)
    who = who_works(folder, before=BOUND_BY_RIGHTS)
    for path in held:
        path.chmod(0o755)
    assert_told(done, "hallway-graph", "cannot be written: Permission denied")
    assert who == ["Bruno Tallow"]


@needs_rights
def test_a_folder_that_may_not_be_written_into_is_told(folder: Path) -> None:
    folder.chmod(0o555)
    done = hallway("build", "notes", folder=folder, before=BOUND_BY_RIGHTS)
    folder.chmod(0o755)
    assert_told(done, "hallway-graph", "cannot be written: Permission denied")


def test_a_folder_that_is_no_graph_is_never_written_into(folder: Path) -> None:
    before = sorted(path.name for path in (folder / "notes").rglob("*"))
    done = hallway("build", "notes/lanternconf.md", "--graph", "notes", folder=folder)
    assert_told(done, "notes", "holds something else than a graph")
    assert sorted(path.name for path in (folder / "notes").rglob("*")) == before


def processes_of(session: int) -> list[str]:
    """Return the processes that a session leader has started and that still run."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                fields = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(each.name)
    return found


def wait_until(true: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def started_build(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a build of many write-ups, and return once it is in the middle of it."""
    many(folder)
    run = subprocess.Popen(
        command("build", "notes", *options),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert wait_until((folder / "hallway-graph/builds/.new/CURRENT").is_file)
    time.sleep(0.3)
    if "-j2" in options:
        assert wait_until(lambda: len(processes_of(run.pid)) >= 4), "no workers were started"
    return run


@needs_proc
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_middle_leaves_the_old_graph_and_no_process(
    folder: Path, jobs: str, sent: signal.Signals
) -> None:
    assert hallway("build", "notes", folder=folder).code == 0
    with started_build(folder, jobs) as run:
        os.killpg(run.pid, sent)  # a terminal tells every process of the group
        out, err = run.communicate(timeout=30)
    assert run.returncode == 1
    assert (out.decode(), err.decode()) == ("", "hallway: interrupted; nothing was changed\n")
    assert wait_until(lambda: not processes_of(run.pid), 5)
    assert who_works(folder) == ["Bruno Tallow"]
    assert not (folder / "hallway-graph/builds/.new").exists()


@needs_proc
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_a_killed_build_leaves_the_old_graph_and_no_process_and_the_next_one_works(folder: Path, jobs: str) -> None:
    assert hallway("build", "notes", folder=folder).code == 0
    with started_build(folder, jobs) as run:
        run.kill()
        run.wait(30)
    assert wait_until(lambda: not processes_of(run.pid), 10)
    assert who_works(folder) == ["Bruno Tallow"]
    done = hallway("build", "notes", folder=folder)
    assert done.code == 0, done.err
    assert "14 write-ups" in done.err
    assert [path.name for path in (folder / "hallway-graph/builds").iterdir()] != [".new"]


@needs_proc
def test_of_two_builds_at_once_the_second_is_refused_and_the_first_goes_on(folder: Path) -> None:
    with started_build(folder) as run:
        done = hallway("build", "notes/lanternconf.md", folder=folder)
        assert run.poll() is None, "the first build was over too soon to tell"
        assert_told(done, "hallway-graph", "another build is writing this graph")
        _, err = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "14 write-ups" in err.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s\nWHERE { ?s hw:worksOn }", "2:23: the query does not parse at '}'"),
        ("SELECT * { ?s hw:workson ?o }", "1:15: the vocabulary has no hw:workson (perhaps hw:worksOn)"),
        ("SELECT * { ?s foafx:name ?o }", "1:15: the prefix foafx: is not declared"),
        ("", "the query is empty"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the graph"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * {" + "{" * 400, "does not parse"),
        ("SELECT * {" + "{" * 50_000, "too deep"),
        ("SELECT * { FILTER(" + "!" * 50_000 + "true) }", "too deep"),
        ("\x1b]0;x\x07", "the query does not parse"),
    ],
)
def test_a_bad_query_is_told_in_one_line_with_its_place(asked: Path, query: str, said: str) -> None:
    done = hallway("query", query, folder=asked)
    assert done.code == 1
    assert len(done.messages) == 1
    assert done.err.startswith("hallway: ")
    assert said in done.err
    assert done.out == ""


def test_a_bad_query_in_a_file_is_told_with_the_file(asked: Path) -> None:
    (asked / "mine.rq").write_text("# people\nSELECT * { ?s hw:workson ?o }\n")
    done = hallway("query", "-f", "mine.rq", folder=asked)
    assert done.err == "hallway: mine.rq:2:15: the vocabulary has no hw:workson (perhaps hw:worksOn)\n"
    (asked / "latin.rq").write_bytes(b"SELECT *\n{ ?s rdfs:label 'caf\xe9' }")
    assert hallway("query", "-f", "latin.rq", folder=asked).err.startswith(
        "hallway: latin.rq:2: the query is not UTF-8"
    )
    assert hallway("query", "-f", "gone.rq", folder=asked).err.startswith("hallway: gone.rq: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "ASK {}"),
        ("show", "Ada"),
        ("why", "Ada", "worksOn", "Loom"),
        ("draw",),
        ("export", "x.ttl"),
        ("check",),
        ("evaluate", "--gold", "notes"),
    ],
)
def test_without_a_graph_every_command_says_how_to_build_one(folder: Path, arguments: tuple[str, ...]) -> None:
    done = hallway(*arguments, folder=folder)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("hallway: hallway-graph: no graph here")
    assert "hallway build" in done.err
    assert len(done.messages) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["notes"]


def test_a_damaged_graph_is_told_and_can_be_built_again(folder: Path) -> None:
    assert hallway("build", "notes", folder=folder).code == 0
    build = next((folder / "hallway-graph/builds").iterdir())
    for path in build.iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"\0nonsense")
    done = hallway("query", "ASK {}", folder=folder)
    assert_told(done, "hallway-graph", "cannot be opened")
    again = hallway("build", "notes", folder=folder)
    assert again.code == 0, again.err
    assert who_works(folder) == ["Bruno Tallow"]


def test_root_of_the_checkout_is_what_is_tested(folder: Path) -> None:
    script = "import hallway; print(hallway.__file__)"
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment(), capture_output=True, text=True)
    assert Path(done.stdout.strip()).parents[1] == ROOT
