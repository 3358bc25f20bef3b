"""Reading in several processes, none of which can take the build with it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.process import BaseProcess
from types import FrameType

from hallway.errors import WriteUpError
from hallway.graph.outcome import Outcome
from hallway.graph.sources import Source

Read = Callable[[Source], Outcome]
"""Reads one source, whatever it holds."""


def in_processes(one: Read, sources: Sequence[Source], jobs: int) -> Iterator[Outcome]:
    """Yield what comes of each source, in their order.

    Args:
        one: reads a source; what it is given and what it gives passes between processes.
        sources: what to read.
        jobs: how many processes read at once.
    """
    pending = list(sources)
    chunk = max(1, min(16, len(pending) // (jobs * 4)))
    while pending:
        with _pool(jobs) as pool:
            try:
                # standard input is this process's own
                with _signals_later():  # a worker that is only half started could not be ended
                    there = pool.map(one, [source for source in pending if source.file], chunksize=chunk)
                for source in list(pending):
                    outcome = next(there) if source.file else one(source)
                    pending.pop(0)
                    yield outcome
            except BrokenProcessPool:
                pass  # a reader took its process down with it; below, one at a time shows which
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                _end(active_children())
                raise
        for source in pending[: chunk * jobs]:
            pending.pop(0)
            yield _alone(one, source)


def _alone(one: Read, source: Source) -> Outcome:
    if not source.file:
        return one(source)
    with _pool(1) as pool:
        try:
            return pool.submit(one, source).result()
        except BrokenProcessPool:
            what = "cannot be read: its process ended, perhaps for want of memory"
            return Outcome(source.path, error=WriteUpError(what, path=source.path, hint="leave it out, or split it"))


def _pool(jobs: int) -> ProcessPoolExecutor:
    # not fork: the store that is being written runs threads, which a forked process would not have
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_leave_interrupts_to_parent)


@contextmanager
def _signals_later() -> Iterator[None]:
    """Let signals that end the build wait for the end of a few steps."""
    if threading.current_thread() is not threading.main_thread():
        yield  # they come to the main thread alone
        return
    told: list[tuple[int, FrameType | None]] = []
    known = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = {sent: handler for sent in known if callable(handler := signal.getsignal(sent))}
    for sent in handlers:
        signal.signal(sent, lambda number, frame: told.append((number, frame)))
    try:
        yield
    finally:
        for sent, handler in handlers.items():
            signal.signal(sent, handler)
        for number, frame in told[:1]:
            handlers[number](number, frame)


def _end(workers: Sequence[BaseProcess]) -> None:
    """End workers at once, also those that are only starting: these would complain of a pool that is gone."""
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join()


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # a parent that was killed could not say that no more work comes
