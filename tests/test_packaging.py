"""The layout: folders and links agree, and what is installed holds all that the checkout holds."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("exports", "extractors", "graph", "schema")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _files(folder: Path) -> set[str]:
    """All that belongs to a folder and is no page for readers of the checkout, as paths below it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"
    }


def test_each_folder_is_linked_into_the_package() -> None:
    links = {path.name: path.readlink().as_posix() for path in (ROOT / "hallway").iterdir() if path.is_symlink()}
    assert links == {name: f"../{name}" for name in FOLDERS}


def test_tools_know_the_links() -> None:
    assert {f"hallway/{name}" for name in FOLDERS} == set(PROJECT["tool"]["ruff"]["extend-exclude"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built from its source distribution as a release is."""
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"  # setuptools leaves files beside what it builds, and another test may build as well
    copy.mkdir()
    for name in ("hallway", *FOLDERS):
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(copy)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode and re.search(r"Could not find a version|Connection|Network is unreachable", built.stdout):
        pytest.skip("setuptools cannot be fetched here")
    assert built.returncode == 0, built.stdout + built.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    expected = {f"hallway/{name}" for name in _files(ROOT / "hallway") if name.split("/")[0] not in FOLDERS}
    for folder in FOLDERS:
        expected |= {f"hallway/{folder}/{name}" for name in _files(ROOT / folder)}
    packed = {name for name in wheel.namelist() if not name.startswith("hallway-")}
    assert packed == expected


def test_wheel_holds_the_files_as_they_are(wheel: zipfile.ZipFile) -> None:
    for name in sorted(_files(ROOT / "schema")):
        assert wheel.read(f"hallway/schema/{name}") == (ROOT / "schema" / name).read_bytes(), name


def test_wheel_installs_no_top_level_name_but_hallway(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0] for name in wheel.namelist()} == {
        "hallway",
        f"hallway-{PROJECT['project']['version']}.dist-info",
    }


def test_wheel_carries_licence_and_readme(wheel: zipfile.ZipFile) -> None:
    about = f"hallway-{PROJECT['project']['version']}.dist-info"
    assert wheel.read(f"{about}/licenses/LICENSE").decode() == (ROOT / "LICENSE").read_text("utf-8")
    assert (ROOT / "README.md").read_text("utf-8").split("\n", 1)[0] in wheel.read(f"{about}/METADATA").decode()


def test_dependencies_are_what_is_imported() -> None:
    """Every library that the package imports is declared, and nothing else is."""
    found: set[str] = set()
    for folder in (*FOLDERS, "hallway"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name not in ("generate.py", "gazetteer_source.py"):  # these make files that are committed
                found |= _imported(ast.parse(path.read_text("utf-8")))
    libraries = found - sys.stdlib_module_names - {"hallway"}
    other_names = {"yaml": "pyyaml", "markdown_it": "markdown-it-py", "pycrfsuite": "python-crfsuite"}
    declared = {re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0] for line in PROJECT["project"]["dependencies"]}
    assert {other_names.get(name, name.replace("_", "-")) for name in libraries} == declared


def _imported(module: ast.AST) -> set[str]:
    """Top-level names that a module imports when it runs."""
    if isinstance(module, ast.Import):
        return {alias.name.split(".")[0] for alias in module.names}
    if isinstance(module, ast.ImportFrom):
        return {(module.module or "").split(".")[0]}
    if isinstance(module, ast.If) and ast.unparse(module.test) == "TYPE_CHECKING":
        return set()
    return {name for node in ast.iter_child_nodes(module) for name in _imported(node)}
