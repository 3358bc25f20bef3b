"""Does what the pages of documentation show, and fills in what comes out; tests hold the pages against it.

A page is replayed from top to bottom in a folder that holds a copy of ``examples/``:

- a code block with a file's name after its language (````yaml rules/en/mine.yaml````) is written there; a
  ``pyproject.toml`` counts as installed, so that its entry points are found;
- ``console``: each ``$ command`` is run by bash, and what it prints stands beneath it; where the command is to fail,
  the block is ``console fails``;
- ``pycon``: each ``>>> statement`` is run by Python, likewise;
- ``sh``: commands for the reader's own machine; if ``text`` follows, that is what their ``.venv/bin/hallway …`` print;
- all others are left alone.

``python docs/pages.py`` fills in the pages and draws the README's picture.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "docs/curating.md",
    "docs/extending.md",
    "docs/identity.md",
    "docs/measuring.md",
    "docs/querying.md",
    "docs/rebuilding.md",
    "docs/teaching.md",
)
PICTURE = "docs/picture.svg"
PICTURE_COMMAND = "hallway draw --graph hallway-graph -o docs/picture.svg --event 'LanternConf 2032'"

_BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<file>[\w./-]+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_CONSOLE = """
import contextlib, doctest, io, sys
names = {"__name__": "__main__"}
for example in doctest.DocTestParser().get_examples(sys.stdin.read()):
    lines = example.source.rstrip("\\n").split("\\n")
    print(">>> " + "\\n... ".join(lines))
    exec(compile(example.source, "<page>", "single"), names)
"""


def replay(page: str, folder: Path) -> str:
    """Do what a page shows.

    Args:
        page: its Markdown.
        folder: where to do it; must hold ``examples``.

    Returns:
        The page with all outputs as they are now.

    Raises:
        RuntimeError: a command failed that should not, or the reverse.
    """
    done, at, pending = [], 0, ""
    environment = _environment(folder)
    for block in _BLOCK.finditer(page):
        language, body = block["language"], block["body"]
        if language == "console":
            code = 1 if block["file"] == "fails" else 0
            body = "".join(_shown(command, folder, environment, code) for command in _commands(body))
        elif block["file"]:
            _write(folder, block["file"], body, environment)
        elif language == "pycon":
            body = _run([sys.executable, "-c", _CONSOLE], folder, environment, given=body)
        elif language == "sh":
            pending = body
        elif language == "text" and pending:
            calls = [part.strip() for part in re.split(r"&&|\n", pending.replace("\\\n", " "))]
            ours = [call.removeprefix(".venv/bin/") for call in calls if call.startswith(".venv/bin/hallway ")]
            body = "".join(_run(["bash", "-c", call], folder, environment) for call in ours)
            pending = ""
        done += [page[at : block.start("body")], body]
        at = block.end("body")
    return "".join([*done, page[at:]])


def draw_picture(folder: Path) -> str:
    """Return the README's picture, drawn from a folder that holds ``examples``."""
    environment = _environment(folder)
    (folder / PICTURE).parent.mkdir(exist_ok=True)
    _run(["bash", "-ec", f"hallway build --quiet examples\n{PICTURE_COMMAND}"], folder, environment)
    return (folder / PICTURE).read_text("utf-8")


def workplace(folder: Path) -> Path:
    """Return a folder made ready to replay a page in."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HALLWAY", "PYTHON"))}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return {**kept, "PATH": programs, "PYTHONPATH": "", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "HOME": str(folder)}


def _write(folder: Path, name: str, text: str, environment: dict[str, str]) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    if target.name != "pyproject.toml":
        return
    # what pip would leave: the modules on the path, and beside them the entry points
    project = tomllib.loads(text)["project"]
    about = target.parent / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project.get("entry-points", {}).items()
    )
    (about / "entry_points.txt").write_text("\n".join(groups))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (environment["PYTHONPATH"], str(target.parent))))


def _commands(body: str) -> list[str]:
    """The commands of a console block; a line that ends in a backslash goes on."""
    return [match.group(1) for match in re.finditer(r"^\$ ((?:.*\\\n)*.*)$", body, re.MULTILINE)]


def _shown(command: str, folder: Path, environment: Mapping[str, str], code: int) -> str:
    return f"$ {command}\n{_run(['bash', '-c', command], folder, environment, code=code)}"


def _run(
    command: list[str], folder: Path, environment: Mapping[str, str], *, code: int = 0, given: str = ""
) -> str:
    run = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # both together, as a terminal shows them
        encoding="utf-8",
        check=False,
    )
    if run.returncode != code:
        raise RuntimeError(f"{command[-1]}: exit code {run.returncode}, not {code}: {run.stdout[-500:]}")
    return run.stdout


def main() -> int:
    """Fill in the pages and draw the picture; nothing is written unless all of it works."""
    made = {}
    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            made[name] = replay((ROOT / name).read_text("utf-8"), workplace(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        made[PICTURE] = draw_picture(workplace(Path(folder)))
    for name, text in made.items():
        (ROOT / name).write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
