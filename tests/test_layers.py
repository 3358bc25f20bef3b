"""What imports what: layers point one way, and a query starts without the slow libraries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SLOW = {
    "docutils",
    "ftfy",
    "igraph",
    "markdown_it",
    "networkx",
    "numpy",
    "oxrdflib",
    "py3langid",
    "pycrfsuite",
    "pyshacl",
    "pyvis",
    "rdflib",
}


def _imported(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_dependencies_point_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed")
    run = subprocess.run([program, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    "statement",
    [
        "import hallway",
        "from hallway.cli import cli",
        "import hallway.cli.query",
        "import hallway.cli.queries",
        "import hallway.cli.show",
        "import hallway.cli.why",
        "import hallway.cli.draw",
        "import hallway.cli.export",
    ],
)
def test_slow_libraries_wait_until_they_are_needed(statement: str) -> None:
    assert _imported(statement).isdisjoint(SLOW)


def test_import_writes_nothing_and_configures_nothing() -> None:
    code = (
        "import logging, warnings, locale\n"
        "before = logging.root.handlers[:], logging.root.level, warnings.filters[:], locale.getlocale()\n"
        "import hallway\n"
        "[getattr(hallway, name) for name in hallway.__all__]\n"
        "assert before == (logging.root.handlers, logging.root.level, warnings.filters, locale.getlocale())\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_every_public_name_is_there() -> None:
    import hallway

    assert sorted(hallway.__all__) == list(hallway.__all__) == dir(hallway)
    for name in hallway.__all__:
        assert getattr(hallway, name).__doc__, name


def test_program_starts_as_module_and_as_command() -> None:
    program = shutil.which("hallway", path=Path(sys.executable).parent)
    ways = [[sys.executable, "-m", "hallway"], *([[program]] if program else [])]
    shown = {subprocess.run([*way, "--version"], capture_output=True, text=True, check=True).stdout for way in ways}
    assert len(shown) == 1
    assert shown.pop().startswith("hallway ")
