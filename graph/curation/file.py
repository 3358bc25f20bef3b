"""The bytes of a file that people correct by: a regular one, and no more of it than such a file may have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hallway.errors import CurationError
from hallway.graph.curation.tree import LARGEST


def held(file: Path, shown: str) -> bytes:
    """Return what a file holds, one byte more than the most that is allowed if it is larger.

    Args:
        file: to read.
        shown: its name in messages.

    Raises:
        FileNotFoundError: there is none.
        CurationError: it cannot be read, or is a folder, a pipe or a device.
    """
    try:
        # without O_NONBLOCK a pipe would stop hallway for ever
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise CurationError("is not a regular file", path=shown, hint="name another file")
        with os.fdopen(handle, "rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise CurationError(what, path=shown, hint="check the path") from None
    except ValueError as error:
        if isinstance(error, CurationError):
            raise
        raise CurationError("cannot be read: no file can have this name", path=shown, hint="check the path") from None
