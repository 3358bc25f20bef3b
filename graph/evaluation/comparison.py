"""Two runs on the same gold: which scores moved, whether chance could do as much, and which facts came and went."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hallway.graph.evaluation.counts import Count
from hallway.graph.evaluation.evaluation import Evaluation, Row, rows
from hallway.graph.evaluation.intervals import Difference, difference
from hallway.graph.evaluation.judging import Verdict


@dataclass(frozen=True)
class Moved:
    """One line of scores in both runs.

    Args:
        row: in this run.
        other: its scores in the other.
        precision: this one's less the other's.
        recall: likewise.
        f1: likewise.
    """

    row: Row
    other: Count
    precision: Difference
    recall: Difference
    f1: Difference


@dataclass(frozen=True, order=True)
class Change:
    """A relation that only one of the runs says.

    Args:
        document: file name of the write-up.
        predicate: the relation.
        subject: what gold calls its subject, or the graph where gold does not know it.
        object: the same of its object.
        where: ``path:line`` of its evidence.
    """

    document: str
    predicate: str
    subject: str
    object: str
    where: str


@dataclass(frozen=True)
class Comparison:
    """This run against another.

    Args:
        rows: each line of scores.
        gained_right: right relations that only this run says.
        lost_right: right ones that only the other says.
        gained_wrong: wrong ones that only this run says.
        lost_wrong: wrong ones that only the other says.
    """

    rows: tuple[Moved, ...]
    gained_right: tuple[Change, ...]
    lost_right: tuple[Change, ...]
    gained_wrong: tuple[Change, ...]
    lost_wrong: tuple[Change, ...]


def compare(this: Evaluation, other: Evaluation) -> Comparison:
    """Compare two runs on the same gold files.

    Args:
        this: the run in question.
        other: the run to which it is compared.
    """
    now, before = _rows(this), _rows(_alike(other, this))
    moved = []
    for key in sorted(now.keys() | before.keys()):
        row = now.get(key) or _empty(before[key])
        old = before.get(key) or _empty(row)
        moved.append(
            Moved(
                row,
                old.total,
                difference(row.counts, old.counts, lambda count: count.precision),
                difference(row.counts, old.counts, lambda count: count.recall),
                difference(row.counts, old.counts),
            )
        )
    ours, theirs = _said(this), _said(other)
    return Comparison(
        tuple(moved),
        _only(ours, theirs, right=True),
        _only(theirs, ours, right=True),
        _only(ours, theirs, right=False),
        _only(theirs, ours, right=False),
    )


def _rows(result: Evaluation) -> dict[tuple[int, str, str], Row]:
    """The lines of scores, by keys that sort as they stand in a report."""
    return {(_ORDER.index(row.by), row.name, row.part): row for row in rows(result)}


_ORDER = ("type", "relation", "language", "genre", "all")


def _empty(like: Row) -> Row:
    return replace(like, counts=tuple(Count() for _ in like.counts))


def _alike(other: Evaluation, this: Evaluation) -> Evaluation:
    """The other run with its write-ups of this run's kinds, so that a line is about the same ones in both."""
    both = zip(other.documents, this.documents, strict=True)
    return Evaluation(tuple(replace(one, said=replace(one.said, genre=like.said.genre)) for one, like in both))


Key = tuple[str, bool, str, str, str]


def _said(result: Evaluation) -> dict[Key, Change]:
    found: dict[Key, Change] = {}
    for one in result.documents:
        for verdict in one.verdicts:
            found.setdefault(_key(one.document, verdict), _change(one.document, verdict))
    return found


def _key(document: str, verdict: Verdict) -> Key:
    return document, verdict.right, verdict.fact[1], verdict.subject, verdict.object


def _change(document: str, verdict: Verdict) -> Change:
    return Change(document, verdict.fact[1], verdict.subject, verdict.object, verdict.where)


def _only(these: dict[Key, Change], those: dict[Key, Change], *, right: bool) -> tuple[Change, ...]:
    return tuple(sorted(change for key, change in these.items() if key not in those and key[1] == right))
