"""Adding to a curation file: everything that stands there, comments and layout included, stays as it is.

New entries are put into the text; it is not written anew from what was read, since every YAML library that keeps
comments still moves some of them and lays lists out anew. What comes out is read again before it takes the old file's
place, and must say what the file said before, and the new entry, and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hallway.errors import CurationError
from hallway.extractors.yaml_text import quoted
from hallway.graph.curation.curation import curation_of
from hallway.graph.curation.file import held
from hallway.graph.curation.tree import Node, decoded, parse

Entry = str | Sequence[Any] | Mapping[str, Any]
"""A text, or a list or mapping of entries; written on one line."""

_BARE = re.compile(r"[^\W\d_][\w .’'+/@-]{0,200}")
_NOT_BARE = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n)|.*[\s:]")


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to a curation file.

    Args:
        file: that was written.
        line: where the entry stands, from 1.
        text: the entry as it was written.
        before: what the file held; None if there was none.
        after: what it holds now.
    """

    file: Path
    line: int
    text: str
    before: bytes | None
    after: bytes


def add(file: Path, section: str, entry: Entry, *, because: str = "") -> Added:
    """Add an entry to a section of a curation file; file and section are made where they are missing.

    Args:
        file: the curation file.
        section: ``same``, ``deny`` …
        entry: to be added as the section's last.
        because: a comment to stand above it, "" for none.

    Raises:
        CurationError: the file is not what it should be, changes meanwhile, or cannot be written.
    """
    before = _read(file)
    text = "" if before is None else decoded(before, file.name)
    if before is not None:
        curation_of(before, file.name, lambda _: b"")
    written, line = added(text, section, entry, because=because, path=file.name)
    after = written.encode("utf-8")
    _replace(file, before, after)
    return Added(file, line, flow(entry), before, after)


def undo(change: Added) -> None:
    """Take an entry out again.

    Raises:
        CurationError: the file was changed since, or cannot be written.
    """
    if change.before is None:
        if _read(change.file) != change.after:
            raise _meanwhile(change.file)
        change.file.unlink()
    else:
        _replace(change.file, change.after, change.before)


def added(text: str, section: str, entry: Entry, *, because: str = "", path: str = "") -> tuple[str, int]:
    r"""Return the text of a curation file with one more entry, and the line where that stands.

    >>> added("same:\n  - [A, B]  # they said so\n# end\n", "same", ["C", "D"])
    ('same:\n  - [A, B]  # they said so\n  - [C, D]\n# end\n', 3)
    """
    root = parse(text, path)
    comment = [f"# {line}".rstrip() for line in because.splitlines() if line.strip()]
    at, new = _place(root, text, section, flow(entry), comment)
    end = "\r\n" if "\r\n" in text else "\n"
    new = new.replace("\n", end)
    written = text[:at] + new + text[at:]
    _verify(root, written, section, entry, path)
    offset = at + new.rindex(flow(entry))
    return written, written.count("\n", 0, offset) + 1


def flow(entry: Entry) -> str:
    """Return an entry as YAML on one line.

    >>> flow({"thing": "C++", "to": "Tool", "names": ["No", "#1"]})
    '{thing: C++, to: Tool, names: ["No", "#1"]}'
    """
    if isinstance(entry, str):
        bare = _BARE.fullmatch(entry) and not _NOT_BARE.fullmatch(entry)
        return entry if bare else quoted(entry)
    if isinstance(entry, Mapping):
        return f"{{{', '.join(f'{key}: {flow(value)}' for key, value in entry.items())}}}"
    return f"[{', '.join(map(flow, entry))}]"


def _place(root: Node, text: str, section: str, entry: str, comment: Sequence[str]) -> tuple[int, str]:
    """Return where in the text to put what."""
    key, held = next(((key, held) for key, held in root.pairs if key.value == section), (None, None))
    if key is None or held is None:
        indent = " " * (root.pairs[0][0].column if root.pairs else 0)
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        lines = [f"{section}:", *(f"  {line}" for line in comment), f"  - {entry}"]
        return len(text), gap + "".join(f"{indent}{line}\n" for line in lines)
    if held.kind == "list" and held.flow:
        above = "".join(f"\n{' ' * (key.column + 4)}{line}" for line in comment)
        above += f"\n{' ' * (key.column + 4)}" if comment else ""
        if not held.items:
            return held.start + 1, above + entry
        return held.items[-1].end, f",{above or ' '}{entry}"
    indent = " " * (held.column if held.kind == "list" and held.items else key.column + 2)
    end = held.end if held.kind == "list" and held.items else key.end
    at = text.find("\n", end)
    first = "" if at >= 0 else "\n"
    lines = [*comment, f"- {entry}"]
    return (at + 1 if at >= 0 else len(text)), first + "".join(f"{indent}{line}\n" for line in lines)


def _verify(root: Node, written: str, section: str, entry: Entry, path: str) -> None:
    wanted = dict(root.data)
    wanted[section] = [*(wanted.get(section) or []), _plain(entry)]
    try:
        if parse(written, path).data == wanted:
            return
    except CurationError:
        pass
    what = f"nothing can be added to the section {section} as it is laid out"
    raise CurationError(what, path=path, hint=f"add it yourself: - {flow(entry)}")


def _plain(entry: Entry) -> Any:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, Mapping):
        return {key: _plain(value) for key, value in entry.items()}
    return [_plain(item) for item in entry]


def _read(file: Path) -> bytes | None:
    try:
        return held(file, str(file))
    except FileNotFoundError:
        return None


def _replace(file: Path, before: bytes | None, after: bytes) -> None:
    """Put new bytes in a file's place in one step, unless it is no longer what it was; its mode stays."""
    target = Path(os.path.realpath(file))
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None:
            Path(temporary).chmod(stat.S_IMODE(target.stat().st_mode))
        else:
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
        if _read(file) != before:
            raise _meanwhile(file)
        Path(temporary).replace(target)
        temporary = ""
    except OSError as error:
        raise CurationError(f"cannot be written: {error.strerror or error}", path=str(file)) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _meanwhile(file: Path) -> CurationError:
    return CurationError("was changed meanwhile; nothing was written", path=str(file), hint="try again")
