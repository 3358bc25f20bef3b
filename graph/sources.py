"""From what the user names (files, folders, globs, ``-``) to the sorted list of files to read."""

# names that are not UTF-8, and links that must not be followed unseen, need os.path:
# ruff: noqa: PTH100, PTH109, PTH112, PTH116, PTH118, PTH119, PTH120, PTH122, PTH123, PTH207
from __future__ import annotations

import errno
import glob
import os
import stat
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from hallway.errors import SourceError

STANDARD_INPUT = "-"
"""What the user writes for standard input, and the path of the write-up that comes from it."""

# fmt: off
NOT_TEXT = frozenset(
    {
        ".7z", ".avif", ".avi", ".bin", ".bmp", ".bz2", ".class", ".db", ".dll", ".doc", ".docx", ".egg", ".eot",
        ".epub", ".exe", ".flac", ".gif", ".gz", ".ico", ".jar", ".jpeg", ".jpg", ".m4a", ".mkv", ".mov", ".mp3",
        ".mp4", ".mpeg", ".o", ".odg", ".odp", ".ods", ".odt", ".ogg", ".ogv", ".otf", ".pdf", ".png", ".ppt", ".pptx",
        ".psd", ".pyc", ".rar", ".so", ".sqlite", ".svgz", ".tar", ".tgz", ".tif", ".tiff", ".ttf", ".wav", ".webm",
        ".webp", ".whl", ".woff", ".woff2", ".xls", ".xlsx", ".xz", ".zip", ".zst"
    }
)
# fmt: on
"""Suffixes of files that hold no text; passed over wherever they come from, since shells expand ``notes/*``."""

GRAPH_MARK = "hallway.lock"
"""Name of the file by which a folder is known to be a graph."""

GOLD = ".gold.yaml"
"""How the name of a gold file may end, so that it can stand beside write-ups and is taken for none."""

_SKIPPED_NAMES = frozenset({"hallway.yaml", "node_modules", "__pycache__"})
_MESSAGES = {
    errno.ENOENT: ("no such file or folder", "check the spelling"),
    errno.ENOTDIR: ("no such file or folder", "check the spelling"),
    errno.EACCES: ("may not be read", "change its permissions, or leave it out"),
    errno.EPERM: ("may not be read", "change its permissions, or leave it out"),
    errno.ELOOP: ("is a link that leads back to itself", "remove the link"),
    errno.ENAMETOOLONG: ("its name is too long for this system", "check the spelling"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Args:
        path: as it is shown and kept: relative to the corpus root, with ``/``; bytes that are not UTF-8 as ``\\xNN``.
        file: absolute path to open; "" for standard input.
    """

    path: str
    file: str

    def read(self) -> bytes:
        """Return the file's bytes.

        Raises:
            SourceError: it is gone, may not be read, or is no file any more.
        """
        if not self.file:
            return sys.stdin.buffer.read()
        try:
            # without O_NONBLOCK a pipe put in the file's place meanwhile would stop the build for ever
            handle = os.open(self.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with open(handle, "rb") as stream:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise SourceError("is not a regular file", path=self.path, hint="leave it out")
                return stream.read()
        except SourceError:
            raise
        except OSError as error:
            raise _explained(error, self.path) from error


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found.

    Args:
        root: the corpus root: common folder of everything that the user named.
        files: what to read, sorted by path, each file once.
        skipped: paths passed over because their suffix says that they hold no text, sorted.
        errors: what could not be found or entered, sorted by path.
    """

    root: str
    files: tuple[Source, ...]
    skipped: tuple[str, ...] = ()
    errors: tuple[SourceError, ...] = ()


def find_sources(paths: Iterable[str | os.PathLike[str]], *, leave_out: Collection[str] = ()) -> Sources:
    """Return every file that the given files, folders, globs and ``-`` stand for.

    Folders are searched to any depth; hidden files, ``hallway.yaml``, gold files (``*.gold.yaml``),
    ``node_modules`` and graphs are passed over.
    Links are followed inside the corpus root and not out of it. Neither the order of the arguments nor that of the
    file system plays a part.

    Args:
        paths: what the user named.
        leave_out: folders that are never entered, such as the graph's.

    Returns:
        The files, and each fault as an error that is not raised: the rest of the corpus can be read.
    """
    search = _Search({os.path.realpath(path) for path in leave_out})
    standard_input = False
    arguments: set[str] = set()
    for name in sorted({os.fspath(path) for path in paths}):
        if name == STANDARD_INPUT:
            standard_input = True
        elif not os.path.lexists(name) and glob.has_magic(name) and (matches := glob.glob(name, recursive=True)):
            arguments.update(map(os.path.abspath, matches))
        else:
            arguments.add(os.path.abspath(name))
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in sorted(arguments)]
    search.root = _common(folders)
    for path in sorted(arguments):
        search.enter(path)
    search.follow_links()
    found = search.listed()
    if standard_input:
        found = (Source(STANDARD_INPUT, ""), *(source for source in found if source.path != STANDARD_INPUT))
    return Sources(
        root=search.root,
        files=tuple(sorted(found, key=lambda source: source.path)),
        skipped=tuple(sorted(search.skipped)),
        errors=tuple(error for _, error in sorted(search.errors.items())),
    )


def shown(path: str) -> str:
    """Return a file name as it can be printed and kept: undecodable bytes as ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


@dataclass(slots=True)
class _Search:
    """One walk: real files first, then links, so that a file keeps its own name and not that of a link to it."""

    leave_out: set[str]
    root: str = ""
    files: dict[str, str] = field(default_factory=dict)  # real path → path found under
    folders: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    errors: dict[tuple[str, str], SourceError] = field(default_factory=dict)

    def enter(self, path: str) -> None:
        """Take in what the user named: a file, or all below a folder."""
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            self.note(_explained(error, self.relative(path)))
            return
        if stat.S_ISDIR(mode):
            self.walk(path)
        else:
            self.add(path, mode)

    def walk(self, top: str) -> None:
        """Take in all below a folder, without recursion, and remember the links."""
        pending = [top]
        while pending:
            folder = pending.pop()
            real = os.path.realpath(folder)
            if real in self.folders or real in self.leave_out:
                continue
            self.folders.add(real)
            try:
                with os.scandir(folder) as entries:
                    listing = sorted(entries, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                self.note(_explained(error, self.relative(folder)))
                continue
            if _is_graph(listing):
                continue
            for entry in listing:
                if entry.name.startswith(".") or entry.name in _SKIPPED_NAMES:
                    continue
                if entry.is_symlink():
                    self.links.append(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    self.add(entry.path, entry.stat(follow_symlinks=False).st_mode)

    def follow_links(self) -> None:
        """Take in what links inside the root lead to, unless it was found already."""
        inside = os.path.join(os.path.realpath(self.root), "")
        while self.links:
            links, self.links = sorted(self.links), []
            for link in links:
                try:
                    mode = os.stat(link).st_mode
                except OSError as error:
                    self.note(_explained(error, self.relative(link)))
                    continue
                real = os.path.realpath(link)
                if os.path.join(os.path.realpath(os.path.dirname(link)), "").startswith(os.path.join(real, "")):
                    self.fault(link, "is a link to a folder that it stands in", "remove the link")
                elif not os.path.join(real, "").startswith(inside):
                    self.fault(link, "is a link that leads out of the corpus", "name what it leads to as an argument")
                elif stat.S_ISDIR(mode):
                    self.walk(link)
                else:
                    self.add(link, mode)

    def add(self, path: str, mode: int) -> None:
        """Take in one file."""
        if not stat.S_ISREG(mode):
            self.fault(path, "is not a regular file", "leave it out")
        elif os.path.basename(path) in _SKIPPED_NAMES or path.endswith(GOLD):
            return
        elif os.path.splitext(path)[1].lower() in NOT_TEXT:
            self.skipped.add(self.relative(path))
        else:
            self.files.setdefault(os.path.realpath(path), path)

    def listed(self) -> tuple[Source, ...]:
        """Return the files found, each under a path of its own."""
        taken: dict[str, str] = {}
        for path in sorted(self.files.values(), key=os.fsencode):
            name = self.relative(path)
            while name in taken:  # a name with the bytes `\xe9` beside one with the byte 0xE9
                name += "'"
            taken[name] = path
        return tuple(Source(name, path) for name, path in taken.items())

    def relative(self, path: str) -> str:
        """Return the path below the corpus root, as it is shown."""
        return shown(os.path.relpath(path, self.root) if self.root else path)

    def fault(self, path: str, what: str, hint: str) -> None:
        """Note what is not read, and why."""
        self.note(SourceError(what, path=self.relative(path), hint=hint))

    def note(self, error: SourceError) -> None:
        """Note a fault, once however many arguments lead to it."""
        self.errors.setdefault((error.path, error.what), error)


def _is_graph(listing: list[os.DirEntry[str]]) -> bool:
    return any(entry.name == GRAPH_MARK for entry in listing)


def _common(folders: list[str]) -> str:
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # two drives
        return ""


def _explained(error: Exception, path: str) -> SourceError:
    what, hint = "cannot be read", "leave it out"
    if isinstance(error, OSError) and error.errno is not None:
        what, hint = _MESSAGES.get(error.errno, (f"cannot be read: {os.strerror(error.errno)}", hint))
    return SourceError(what, path=path, hint=hint)
