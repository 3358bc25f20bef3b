"""How a new build comes about: from the one before where that is less work, from nothing where it is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from hallway.graph.changes import Changes, Comparison, entries_in, what_became
from hallway.graph.fingerprint import of_writing
from hallway.graph.ledger import Given, Ledger
from hallway.graph.privacy.hiding import hidden_changes, hidden_path
from hallway.graph.privacy.withheld import Withheld
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
        anew: whether the draft holds all of it, written from nothing.
    """

    ledger: Ledger
    changes: Changes
    first: bool
    before: Given | None = None
    anew: bool = True


def renew(
    draft: Draft,
    settled: Settled,
    failed: Collection[str],
    ignored: Collection[str],
    *,
    base: str,
    read_by: str = "",
    people: Sequence[Withheld] = (),
    fresh: bool = False,
) -> Renewed:
    """Write what is settled into a draft.

    Args:
        draft: empty.
        settled: what is to be written.
        failed: paths of files and folders that could not be read.
        ignored: paths that people left out.
        base: what the IRIs of entities begin with.
        read_by: what all readings depend on besides the write-ups; where it changed all is written anew, so that no
            file of the store keeps what was read before, of people who want to be left out now.
        people: who wants to be left out, or called something else.
        fresh: whether to write all anew in any case.

    Raises:
        StoreError: it cannot be written.
    """
    current = draft.current()
    if current is None:
        return Renewed(replace(write(draft.store, settled, base=base), read_by=read_by), Changes(), first=True)
    old, kept = current
    usable = kept if kept is not None and kept.read_by == read_by and not fresh else None
    ledger, turnover, anew = _written(draft, old, settled, usable, base)
    before = {hidden_path(path, people): entry for path, entry in (kept.writeups if kept else entries_in(old)).items()}
    how = what_became(before, ledger.writeups, failed, ignored)
    counts = kept.counts if kept else counted_in(old)
    known = sum(n for name, n in counts.items() if not name.startswith("a "))
    comparison = Comparison(old, draft.store, before, ledger.writeups, base)
    hidden = people if kept is not None and kept.read_by == read_by else [person.by_first_name() for person in people]
    changes = hidden_changes(comparison.changes(turnover, how, known), hidden)
    given = kept.given if kept else None
    return Renewed(replace(ledger, read_by=read_by), changes, first=False, before=given, anew=anew)


def _written(
    draft: Draft, old: ox.Store, settled: Settled, kept: Ledger | None, base: str
) -> tuple[Ledger, Turnover, bool]:
    if kept is not None and kept.fingerprint == of_writing(base):
        changed = outdated(settled, kept)
        if changed is not None:
            if not changed and (same := unchanged(settled, kept, base=base)):
                return same, Turnover(), False
            if draft.take(old):
                return *update(draft.store, settled, kept, changed, base=base), False
    ledger = write(draft.store, settled, base=base)
    return ledger, between(old, draft.store), True
