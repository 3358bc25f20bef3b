"""What a resolution was made from, and what of it another one can take over that is made from nearly the same.

A curation file names things, so they are resolved once without what people decided, to be found, and once with it. Most
decisions are on a few people or on one piece of software: what was found of all else holds.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hallway.graph.identity.clusters import Doubt, Link
from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.records import Key, Record
from hallway.graph.identity.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Family:
    """What was found of the records whose IRIs stand under one path.

    Args:
        records: all of them.
        merges: links that joined some.
        doubts: links that did not join.
        iris: of each of them.
    """

    records: tuple[Record, ...]
    merges: tuple[Link, ...]
    doubts: tuple[Doubt, ...]
    iris: Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a resolution was made from, for one that is made from nearly the same.

    Args:
        base: what entities' IRIs begin with.
        sheets: sorted by path.
        families: what was found, by the path that IRIs stand under.
        shared: things that more than their own write-up can mean.
    """

    base: str
    sheets: tuple[Sheet, ...]
    families: Mapping[str, Family]
    shared: Mapping[Key, str]


class Same:
    """Tells which families of records need not be looked at again.

    Args:
        corpus: sheets, sorted by path.
        base: what entities' IRIs begin with.
        decisions: what people said.
        before: what was looked at without that; None if nothing was.
    """

    def __init__(
        self, corpus: Sequence[Sheet], base: str, decisions: Decisions, before: LookedAt | None
    ) -> None:
        if before is not None and (base, _heads(corpus)) != (before.base, _heads(before.sheets)):
            before = None
        self._before = before
        self._all = before is not None and _each_is(corpus, before.sheets)
        self._decided = {key for keys in (*decisions.same, *decisions.different) for key in keys} | {*decisions.names}

    def holds(
        self,
        family: str,
        records: Sequence[Record],
        *,
        whole: bool = False,
        shared: Mapping[Key, str] | None = None,
    ) -> bool:
        """Say whether nothing changed for a family.

        Args:
            family: path that its IRIs stand under.
            records: of it.
            whole: whether more of the sheets counts than these records.
            shared: what things were taken for that count besides; None if none do.
        """
        before = self._before
        if before is None or family not in before.families or (whole and not self._all):
            return False
        if not _each_is(records, before.families[family].records) or (shared is not None and shared != before.shared):
            return False
        return not any(record.key in self._decided for record in records)

    def family(self, family: str) -> Family:
        """Return what was found of a family."""
        assert self._before is not None
        return self._before.families[family]


def _each_is(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _heads(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """What IRIs below write-ups depend on."""
    return [(sheet.path, sheet.author) for sheet in sheets]
