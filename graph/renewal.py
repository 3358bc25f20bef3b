"""How a new build comes about: from the one before where that is less work, from nothing where it is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pyoxigraph as ox

from hallway.graph.changes import Changes, Comparison, entries_in, what_became
from hallway.graph.fingerprint import of_writing
from hallway.graph.ledger import Given, Ledger
from hallway.graph.settling import Settled
from hallway.graph.store import Draft
from hallway.graph.turnover import Turnover, between
from hallway.graph.updating import outdated, unchanged, update
from hallway.graph.writing import counted_in, write


@dataclass(frozen=True, slots=True)
class Renewed:
    """A build that is written and not yet published.

    Args:
        ledger: what was written.
        changes: what differs from the build before.
        first: whether there was none before.
        before: what that was made from; None where nothing was kept of it.
    """

    ledger: Ledger
    changes: Changes
    first: bool
    before: Given | None = None


def renew(
    draft: Draft,
    settled: Settled,
    failed: Collection[str],
    ignored: Collection[str],
    *,
    base: str,
    fresh: bool = False,
) -> Renewed:
    """Write what is settled into a draft.

    Args:
        draft: empty.
        settled: what is to be written.
        failed: paths of files and folders that could not be read.
        ignored: paths that people left out.
        base: what the IRIs of entities begin with.
        fresh: whether to write all anew in any case.

    Raises:
        StoreError: it cannot be written.
    """
    current = draft.current()
    if current is None:
        return Renewed(write(draft.store, settled, base=base), Changes(), first=True)
    old, kept = current
    ledger, turnover = _written(draft, old, settled, None if fresh else kept, base)
    before = kept.writeups if kept else entries_in(old)
    how = what_became(before, ledger.writeups, failed, ignored)
    counts = kept.counts if kept else counted_in(old)
    known = sum(n for name, n in counts.items() if not name.startswith("a "))
    comparison = Comparison(old, draft.store, before, ledger.writeups, base)
    return Renewed(ledger, comparison.changes(turnover, how, known), first=False, before=kept.given if kept else None)


def _written(
    draft: Draft, old: ox.Store, settled: Settled, kept: Ledger | None, base: str
) -> tuple[Ledger, Turnover]:
    if kept is not None and kept.fingerprint == of_writing(base):
        changed = outdated(settled, kept)
        if changed is not None:
            if not changed and (same := unchanged(settled, kept, base=base)):
                return same, Turnover()
            if draft.take(old):
                return update(draft.store, settled, kept, changed, base=base)
    ledger = write(draft.store, settled, base=base)
    return ledger, between(old, draft.store)
