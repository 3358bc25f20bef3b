"""What a report of an evaluation holds, whatever it is written as: tables of cells that are text already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hallway.extractors.learned.sureness import SURE
from hallway.graph.evaluation import Count, Evaluation, Mistake, rows
from hallway.graph.evaluation.comparison import Change, Comparison
from hallway.graph.evaluation.error_classes import LARGEST, error_classes
from hallway.graph.evaluation.intervals import DRAWS, Interval, intervals
from hallway.graph.evaluation.reliability import reliability
from hallway.graph.evaluation.rules import rule_scores
from hallway.graph.evaluation.spread import Fold, spread

_OTHERS = 3  # rules, or relations, that are named in a cell


@dataclass(frozen=True)
class Table:
    """One table.

    Args:
        title: what it shows.
        columns: their names; one that begins with ``#`` holds numbers, and is shown without the sign.
        rows: cells, as many in each row as there are columns; the first names its row.
        notes: paragraphs that stand before it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers."""
        return tuple(name.startswith("#") for name in self.columns)

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns' names, as they are shown."""
        return tuple(name.removeprefix("#") for name in self.columns)


@dataclass(frozen=True)
class Report:
    """A whole report.

    Args:
        title: what it reports on.
        lead: paragraphs that stand first.
        tables: in the order in which they are read.
    """

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]


def report(
    result: Evaluation,
    *,
    graph: str,
    gold: str,
    folds: Sequence[Fold] = (),
    comparison: Comparison | None = None,
    other: str = "",
) -> Report:
    """Return all that an evaluation tells.

    Args:
        result: of ``evaluate``.
        graph: name of the graph, to be shown.
        gold: name of the folder of gold files, to be shown.
        folds: the same, fold by fold.
        comparison: with another run.
        other: name of that run's graph.
    """
    lead = [f"{_many(len(result.documents), 'write-up')} of {gold} against {graph}."]
    if result.absent:
        lead.append(f"Not in the graph, and so missed whole: {', '.join(result.absent)}.")
    for part, count in (("Entities", result.total_entities), ("Relations", result.total_relations)):
        lead.append(f"{part}: precision {count.precision:.3f}, recall {count.recall:.3f}, F1 {count.f1:.3f}.")
    tables = [scores(result), reliability_table(result)]
    if folds:
        tables.append(fold_table(folds))
    if comparison is not None:
        tables += comparison_tables(comparison, graph, other)
    tables += [*class_tables(result), rule_table(result), document_table(result), *mistake_tables(result.mistakes)]
    return Report("How well hallway read", tuple(lead), tuple(tables))


def sure_line(result: Evaluation) -> str:
    """Return in one line how many of the sure facts are right."""
    known = reliability(result)
    share = f" ({known.sure_right / known.sure:.1%})" if known.sure else ""
    return f"Facts at confidence >= {SURE}: right {known.sure_right} of {known.sure}{share}."


def scores(result: Evaluation) -> Table:
    """Return precision, recall and F1 of each line, with their intervals."""
    made = []
    for row in rows(result):
        count, sure = row.total, intervals(row.counts)
        shown = (
            *(_number(count.precision), _range(sure.precision) if sure else ""),
            *(_number(count.recall), _range(sure.recall) if sure else ""),
            *(_number(count.f1), _range(sure.f1) if sure else ""),
        )
        made.append((row.label, *shown, str(count.gold), str(count.said)))
    return Table(
        "Scores",
        ("What", "#Precision", "#Range of it", "#Recall", "#Range of it", "#F1", "#Range of it", "#Gold", "#Said"),
        tuple(made),
        (
            f"Beside each score stands the range in which it lies in 95 of 100 of {DRAWS} draws of write-ups with"
            " replacement (percentile bootstrap, Efron and Tibshirani 1993). A line in brackets is about the write-ups"
            " of one language or kind.",
        ),
    )


def document_table(result: Evaluation) -> Table:
    """Return the scores of each write-up, those with the worst relations first."""
    made = []
    for one in sorted(result.documents, key=lambda one: (one.total_relations.f1, one.document)):
        count = one.total_relations
        shown = (*_scores(one.total_entities), *_scores(count), str(count.gold), str(count.said))
        made.append((one.document, one.gold.language, one.genre, *shown))
    return Table("Write-ups", ("Write-up", "Language", "Genre", *_BOTH, "#Gold", "#Said"), tuple(made))


def fold_table(folds: Sequence[Fold]) -> Table:
    """Return the scores of each fold, and how they differ."""
    made = [
        (f"fold {n}", str(len(one.documents)), str(one.authors), *_scores(one.entities), *_scores(one.relations))
        for n, one in enumerate(folds, 1)
    ]
    columns = [_both_scores(one) for one in folds]
    spreads = (spread([scores[n] for scores in columns]) for n in range(6))
    shown = (f"{mean:.3f} ± {deviation:.3f}" for mean, deviation in spreads)
    made.append(("mean ± standard deviation", "", "", *shown))
    return Table(
        "Folds by author",
        ("Fold", "#Write-ups", "#Authors", *_BOTH),
        tuple(made),
        ("No author has write-ups in two folds. The graph is the same in all of them: the folds show how far scores"
         " differ from author to author.",),
    )  # fmt: skip


def reliability_table(result: Evaluation) -> Table:
    """Return how often facts of each confidence are right."""
    known = reliability(result)
    made = [
        (
            f"{one.low:.1f} to {one.high:.1f}",
            str(one.facts),
            _number(one.confidence) if one.facts else "",
            str(one.right),
            _number(one.share) if one.facts else "",
        )
        for one in known.bins
    ]
    return Table(
        "Confidence",
        ("Confidence", "#Facts", "#Mean confidence", "#Right", "#Share right"),
        tuple(made),
        (sure_line(result), f"Expected calibration error {known.error:.3f} (Naeini, Cooper and Hauskrecht 2015)."),
    )


def rule_table(result: Evaluation) -> Table:
    """Return what each rule is worth."""
    made = [
        (
            one.rule,
            str(one.uses),
            _number(one.precision),
            str(one.alone),
            _number(one.alone_right / one.alone) if one.alone else "",
            str(one.uses - one.alone),
            _others(one.shared),
            str(sum(one.conflicts.values())),
            _others(one.conflicts),
        )
        for one in rule_scores(result)
    ]
    return Table(
        "Rules",
        ("Rule", "#Uses", "#Precision", "#Alone", "#Precision alone", "#Shared", "With", "#Conflicts", "Against"),
        tuple(made),
        ("Uses are relations that a rule gives; alone those that no other rule gives too. A conflict is a relation that"
         " cannot hold beside one of another rule's: presented and attendedTalk of one talk, attended and willAttend of"
         " one event, partOf both ways, one name for a person and for something else.",),
    )  # fmt: skip


def class_tables(result: Evaluation) -> list[Table]:
    """Return the largest classes of error, those of relations first."""
    made = []
    for part in ("relations", "entities"):
        classes = error_classes(result, part)
        rest = sum(one.count for one in classes[LARGEST:])
        notes = [
            "Every mistake is in one class. F1 without is what the score would be if this class alone were mended."
        ]
        if rest:
            notes.append(f"{_many(rest, 'mistake')} more in classes no larger than these.")
        made.append(
            Table(
                f"Largest classes of error, {part}",
                ("Class", "Kind", "#Mistakes", "#Share", "#F1 without", "Most often", "For example"),
                tuple(
                    (
                        one.cause,
                        one.kind,
                        str(one.count),
                        f"{one.share:.1%}",
                        _number(one.f1),
                        _others(one.about),
                        " ".join(filter(None, (one.example.where, one.example.subject, one.example.object))),
                    )
                    for one in classes[:LARGEST]
                ),
                tuple(notes),
            )
        )
    return made


def mistake_tables(mistakes: Iterable[Mistake]) -> list[Table]:
    """Return what was missed and what was invented, each with its line."""
    several = list(mistakes)
    return [
        Table(
            kind.capitalize(),
            ("Where", "What", "Subject", "Object", "Words", "Class"),
            tuple(
                (one.where, one.what, one.subject, one.object, one.quote, one.cause)
                for one in several
                if one.kind == kind
            ),
            (note,),
        )
        for kind, note in (
            ("missed", "What gold has and the graph does not; the line is of the write-up, or of the gold file."),
            ("invented", "What the graph has and gold does not; the line is that of the surest evidence."),
        )
    ]


def comparison_tables(comparison: Comparison, graph: str, other: str) -> list[Table]:
    """Return how this run differs from another, in scores and in facts."""
    made = []
    for one in comparison.rows:
        f1 = one.f1
        shown = (_number(one.other.f1), _number(one.row.total.f1))
        changes = (_signed(one.precision.value), _signed(one.recall.value), _signed(f1.value))
        made.append((one.row.label, *shown, *changes, _range(f1.interval, _signed), f"{f1.p:.3f}"))
    compared = Table(
        "Compared",
        ("What", "#F1 before", "#F1 now", "#Precision ±", "#Recall ±", "#F1 ±", "#Range of it", "#p"),
        tuple(made),
        (
            f"{graph} now, {other} before. The range and p are of the difference in F1, over {DRAWS} draws of the same"
            " write-ups for both (paired bootstrap, Koehn 2004).",
        ),
    )
    lists = (
        ("Right facts gained", comparison.gained_right),
        ("Right facts lost", comparison.lost_right),
        ("Wrong facts gained", comparison.gained_wrong),
        ("Wrong facts lost", comparison.lost_wrong),
    )
    return [compared, *(_changes(title, changes) for title, changes in lists)]


def _changes(title: str, changes: Sequence[Change]) -> Table:
    made = tuple((one.where, one.predicate, one.subject, one.object) for one in changes)
    return Table(f"{title} ({len(made)})", ("Where", "Relation", "Subject", "Object"), made)


_BOTH = (
    "#Entities P", "#Entities R", "#Entities F1", "#Relations P", "#Relations R", "#Relations F1"
)  # fmt: skip


def _both_scores(fold: Fold) -> tuple[float, ...]:
    return tuple(score for count in (fold.entities, fold.relations) for score in _three(count))


def _three(count: Count) -> tuple[float, float, float]:
    return count.precision, count.recall, count.f1


def _scores(count: Count) -> tuple[str, ...]:
    return tuple(map(_number, _three(count)))


def _number(value: float) -> str:
    return f"{value:.3f}"


def _signed(value: float) -> str:
    return f"{value:+.3f}"


def _range(interval: Interval, shown: Callable[[float], str] = _number) -> str:
    return f"{shown(interval.low)} to {shown(interval.high)}"


def _others(names: Counter[str]) -> str:
    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{name} {n}" for name, n in ranked[:_OTHERS])
    return f"{named}, …" if len(ranked) > _OTHERS else named


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
