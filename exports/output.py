"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from hallway.errors import ExportError


@contextmanager
def whole_file(target: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file to write bytes to; it takes its name only once all of them are there.

    A device or pipe is written straight; a link keeps leading to the file that is replaced.

    Args:
        target: path of the file; its folder must exist.

    Raises:
        ExportError: it cannot be written; what stood there before still does.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(f"{folder}/a.txt") as stream:
    ...         _ = stream.write(b"all of it")
    ...     Path(folder, "a.txt").read_text()
    'all of it'
    """
    path = Path(os.path.realpath(target))
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as stream:
                yield stream
            return
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(handle)
            Path(name).chmod(mode)
            Path(name).replace(path)
        finally:
            with suppress(OSError):
                Path(name).unlink()
    except OSError as error:
        if isinstance(error, ExportError):
            raise
        what = error.strerror or " ".join(str(error).split())
        raise ExportError(f"cannot be written: {what}", path=str(target), hint="name another place") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
