"""One write-up at a time without the garbage collector looking for cycles meanwhile.

Reading makes many small records and few cycles. The collector walks over all of them again and again, and over the lexicons,
which takes a seventh of the time and frees next to nothing; so it waits until a write-up is done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """Let no cycles be collected within a ``with`` block or a decorated function; what the caller chose holds again afterwards.

    >>> with collected_later():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
