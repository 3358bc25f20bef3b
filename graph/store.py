"""The graph on disk: whole builds beside each other, and a pointer that is moved from one to the next.

::

    hallway-graph/
    ├── hallway.lock            held while a build is written; marks the folder as a graph
    ├── current                 name of the build that readers open; replaced in one step
    ├── readings                what write-ups were read as, for the next build (``graph/cache.py``)
    ├── builds/<digest>/        an Oxigraph store, never changed once it stands here
    └── builds/<digest>.ledger  what was written there, for the next build (``graph/ledger.py``)

A reader sees the old build or the new one, never a half; a build that fails or is stopped leaves the old one as it was.
This module imports pyoxigraph alone, since every query goes through it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hallway.errors import HallwayError, StoreError

if TYPE_CHECKING:
    from rdflib import Dataset

    from hallway.graph.ledger import Ledger

DEFAULT_GRAPH = "hallway-graph"
"""Folder of the graph unless the user names another."""

_LOCK, _CURRENT, _BUILDS, _NEW, _LEDGER, _READINGS = "hallway.lock", "current", "builds", ".new", ".ledger", "readings"
_AGAIN = "00"  # behind the digest, where a build takes the place of one of the same digest
_DIGEST = re.compile(r"[0-9a-f]{16,64}")


def open_store(path: str | os.PathLike[str]) -> ox.Store:
    """Return the current build, read-only: a snapshot that later builds do not change.

    Args:
        path: folder of the graph.

    Raises:
        StoreError: there is no graph, or it cannot be opened.
    """
    folder = Path(path)
    for attempt in range(3):
        build = folder / _BUILDS / _pointer(folder)
        try:
            return ox.Store.read_only(str(build))
        except (OSError, RuntimeError) as error:  # the second for files that are damaged
            # another build may have taken this one's place between the two steps
            if attempt == 2 or _pointer(folder) == build.name:
                raise StoreError(
                    f"the graph cannot be opened: {_line(error)}", path=str(folder), hint="build it again"
                ) from error
    raise AssertionError("unreachable")


def open_graph(path: str | os.PathLike[str] = DEFAULT_GRAPH) -> Dataset:
    """Return the graph as an ``rdflib.Dataset``, read-only, over the same files.

    Its default graph holds the merged facts; query it with strings, which Oxigraph answers (prepared queries fall back
    to rdflib's engine, which is much slower).

    Args:
        path: folder of the graph.

    Raises:
        StoreError: there is no graph, or it cannot be opened.
    """
    from rdflib import Dataset

    from hallway.graph.readonly import ReadOnlyStore
    from hallway.graph.terms import PREFIXES

    dataset = Dataset(store=ReadOnlyStore(store=open_store(path)), default_union=False)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


def is_graph(path: str | os.PathLike[str]) -> bool:
    """Say whether a folder holds a graph."""
    return (Path(path) / _CURRENT).is_file() and (Path(path) / _LOCK).is_file()


@dataclass(slots=True)
class Draft:
    """A build being written, which no reader sees.

    Args:
        folder: of the graph.
        store: to be filled.
    """

    folder: Path
    store: ox.Store = field(repr=False)

    @property
    def readings(self) -> Path:
        """The file that keeps what write-ups were read as."""
        return self.folder / _READINGS

    def current(self) -> tuple[ox.Store, Ledger | None] | None:
        """Return the build before, read-only, and what is known of it; None if there is none that can be opened."""
        from hallway.graph.ledger import read_ledger

        try:
            store, digest = open_store(self.folder), _pointer(self.folder)
            ledger = read_ledger(self._ledger(digest))
            return store, ledger if ledger and digest.startswith(ledger.digest) else None
        except StoreError:
            return None

    def take(self, store: ox.Store) -> bool:
        """Begin with what another store holds, sharing its files where the system can; what was written here is lost.

        Args:
            store: the build before, read-only.

        Returns:
            Whether that could be done; if not, this is as it was.
        """
        new, copy = self.folder / _BUILDS / _NEW, self.folder / _BUILDS / f"{_NEW}.copy"
        shutil.rmtree(copy, ignore_errors=True)
        try:
            store.backup(str(copy))
            self.store = ox.Store()
            shutil.rmtree(new, ignore_errors=True)
            copy.rename(new)
            self.store = ox.Store(str(new))
        except (OSError, RuntimeError):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.rmtree(new, ignore_errors=True)
            self.store = ox.Store(str(new))
            return False
        return True

    def _ledger(self, digest: str) -> Path:
        return self.folder / _BUILDS / f"{digest}{_LEDGER}"

    def publish(self, digest: str, ledger: Ledger | None = None, *, anew: bool = False) -> bool:
        """Make this the build that readers open, and drop the one before.

        Args:
            digest: hexadecimal digest of what it holds.
            ledger: what is kept of it for the next build.
            anew: whether it takes the place of a current build of the same digest, whose files may still hold what
                that has deleted.

        Returns:
            Whether anything changed; False if the current build has the same digest.

        Raises:
            StoreError: it cannot be written.
        """
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no hexadecimal digest")
        with _explained(self.folder):
            self.store.flush()
            # the store has to be let go of before its folder is moved
            self.store = ox.Store()
            current = _pointer(self.folder) if is_graph(self.folder) else ""
            same = current.startswith(digest) and _opens(self.folder / _BUILDS / current)
            if same and not anew:
                if ledger is not None:
                    ledger.save(self._ledger(current))
                return False
            name = digest if current != digest else f"{digest}{_AGAIN}"
            build = self.folder / _BUILDS / name
            shutil.rmtree(build, ignore_errors=True)
            if ledger is not None:
                ledger.save(self._ledger(name))
            else:
                self._ledger(name).unlink(missing_ok=True)
            (self.folder / _BUILDS / _NEW).rename(build)
            pointer = self.folder / f"{_CURRENT}.new"
            with pointer.open("w", encoding="ascii") as stream:
                stream.write(f"{name}\n")
                stream.flush()
                os.fsync(stream.fileno())
            pointer.replace(self.folder / _CURRENT)
            _sync(self.folder)
        return not same


@contextlib.contextmanager
def draft(path: str | os.PathLike[str]) -> Iterator[Draft]:
    """Open a new, empty build, to be filled and published within the ``with``; without that nothing changes.

    Args:
        path: folder of the graph; made if it does not exist.

    Raises:
        StoreError: another build is running, the folder holds something else, or it cannot be written.
    """
    folder = Path(path)
    with _explained(folder):
        _claim(folder)
        lock = (folder / _LOCK).open("a+b")
    with lock:
        _take(lock.fileno(), folder)
        builds, new = folder / _BUILDS, folder / _BUILDS / _NEW
        with _explained(folder):
            builds.mkdir(exist_ok=True)
            shutil.rmtree(new, ignore_errors=True)
            building = Draft(folder, ox.Store(str(new)))
        try:
            with _explained(folder):
                yield building
        finally:
            building.store = ox.Store()
            shutil.rmtree(new, ignore_errors=True)
            _drop_old(folder)


def _claim(folder: Path) -> None:
    """Make the folder, or see that it is one of ours."""
    if folder.is_symlink() and not folder.exists():
        raise StoreError("is a link that leads nowhere", path=str(folder), hint="remove it, or name another folder")
    if folder.exists() and not folder.is_dir():
        raise StoreError("is a file, not a graph", path=str(folder), hint="name another folder with --graph")
    folder.mkdir(parents=True, exist_ok=True)
    names = {entry.name for entry in folder.iterdir()}
    if names and _LOCK not in names:
        raise StoreError(
            "holds something else than a graph, and would be overwritten",
            path=str(folder),
            hint="name an empty folder with --graph",
        )


def _take(handle: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on Windows; there the rename of an open store fails instead
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError(
            "another build is writing this graph", path=str(folder), hint="wait until it is done"
        ) from error
    except OSError as error:
        raise StoreError(f"the graph cannot be locked: {_line(error)}", path=str(folder)) from error


def _pointer(folder: Path) -> str:
    hint = "make one with `hallway build PATH… --graph DIR`, or name it with --graph"
    try:
        digest = (folder / _CURRENT).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError("no graph here", path=str(folder), hint=hint) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"the graph cannot be read: {_line(error)}", path=str(folder)) from error
    if not _DIGEST.fullmatch(digest):
        raise StoreError("no graph here", path=str(folder), hint=hint)
    return digest


def _opens(build: Path) -> bool:
    try:
        ox.Store.read_only(str(build))
    except (OSError, RuntimeError):
        return False
    return True


def _drop_old(folder: Path) -> None:
    """Remove builds that the pointer does not name; readers that have one open keep their files."""
    try:
        current = _pointer(folder)
    except StoreError:
        current = ""
    with contextlib.suppress(OSError):
        for build in sorted((folder / _BUILDS).iterdir()):
            if build.is_dir() and build.name != current:
                shutil.rmtree(build, ignore_errors=True)
            elif not build.is_dir() and build.name != f"{current}{_LEDGER}":
                build.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn what the system or Oxigraph says into one line."""
    try:
        yield
    except HallwayError:
        raise
    except OSError as error:
        hint = "free some space; the graph is as it was before" if "space" in str(error).lower() else ""
        raise StoreError(
            f"the graph cannot be written: {_line(error)}",
            path=str(folder),
            hint=hint or "name a folder that may be written with --graph",
        ) from error


def _line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    # Oxigraph says "No space left on device: While …" or "IO error: While … to file: name: File too large"
    what, _, doing = text.partition(": While ")
    reason = doing.rpartition(": ")[2] if what == "IO error" and doing else what.removeprefix("IO error: ")
    return " ".join(reason.split())


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system lets folders be synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
