"""What a reading, and a graph made of readings, depend on besides the write-ups: code, data, rules, model, versions.

Files are told by what they hold and not by a version number, since a checkout that is installed as editable changes
without one: what was made by another extractor is never taken for what this one would make.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, entry_points, version
from importlib.util import find_spec
from pathlib import Path

from hallway.extractors.learned.model import SHIPPED
from hallway.graph.manner import Manner

_PACKAGE = Path(__file__).parents[1]
_PLUGGED = ("hallway.readers", "hallway.mentions", "hallway.facts")
_FORMAT = "1"  # of the cache and of what is kept beside a build
_NO_CODE = frozenset({".pyc", ".pyo"})


def of_readings(manner: Manner) -> str:
    """Return what tells apart everything that a write-up's reading depends on besides its path and its bytes.

    Args:
        manner: in which it is read.

    Returns:
        A hexadecimal digest.
    """
    return _digest(
        [
            _code(),
            *(line for folder in manner.rules for line in ("rules", *_files(Path(folder), "*/*.yaml"))),
            "no model" if manner.model is None else "model",
            *(() if manner.model is None or Path(manner.model) == SHIPPED else _files(Path(manner.model), "*")),
            *(("gold", *_files(Path(manner.gold), "*.yaml")) if manner.gold else ()),
            *map(repr, manner.withheld),
        ]
    )


def of_sheets() -> str:
    """Return what tells apart everything that a sheet depends on besides the reading.

    Returns:
        A hexadecimal digest.
    """
    return _digest([_code(), *_written_by()])


def of_writing(base: str) -> str:
    """Return what tells apart everything that a graph depends on besides the readings.

    Args:
        base: what the IRIs of entities begin with.

    Returns:
        A hexadecimal digest.
    """
    return _digest([_code(), *_written_by(), base])


@cache
def _code() -> str:
    """Digest of what turns bytes into readings; taken once a process, since a process runs what it once loaded."""
    lines = [_FORMAT, sys.version, *_versions(), *_plugins()]
    for name, pattern in (
        ("schema", "**/*"),
        ("extractors", "**/*"),
        ("graph", "dataset.py"),
        ("graph", "reading_record.py"),
        ("graph", "privacy/*.py"),
    ):
        lines += _files(_PACKAGE / name, pattern)
    return _digest(lines)


@cache
def _written_by() -> tuple[str, ...]:
    return tuple(_files(_PACKAGE / "graph", "**/*.py"))


def _files(folder: Path, pattern: str) -> list[str]:
    lines = []
    for path in sorted(folder.glob(pattern)):
        if path.is_file() and path.suffix not in _NO_CODE:
            lines.append(f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return lines


def _versions() -> list[str]:
    """The versions of what hallway is installed with; they read formats, repair text, and hold tables of their own."""
    try:
        named = distribution("hallway").requires or []
    except PackageNotFoundError:
        named = []
    found = []
    for name in sorted({_project(line) for line in named}):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


def _project(requirement: str) -> str:
    end = next((n for n, sign in enumerate(requirement) if not (sign.isalnum() or sign in "-_.")), len(requirement))
    return requirement[:end]


def _plugins() -> list[str]:
    """What other packages add, by the code that they add it with."""
    lines = []
    plugged = [entry for group in _PLUGGED for entry in entry_points(group=group)]
    for entry in sorted(plugged, key=lambda entry: (entry.group, entry.name)):
        lines.append(f"{entry.group} {entry.name} {entry.value} {entry.dist.version if entry.dist else ''}")
        try:
            spec = find_spec(entry.value.partition(":")[0].partition(".")[0])
        except (ImportError, ValueError):
            continue
        if spec is not None and spec.submodule_search_locations:
            lines += [line for place in spec.submodule_search_locations for line in _files(Path(place), "**/*")]
        elif spec is not None and spec.origin and Path(spec.origin).is_file():
            lines += _files(Path(spec.origin).parent, Path(spec.origin).name)
    return lines


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
