"""Gold files and graphs made by hand, for tests of how one is scored against the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import yaml

from hallway.extractors.reading import Evidence, Fact, Reading, Rung
from hallway.graph.dataset import Lines
from hallway.graph.evaluation import Count, Evaluation, evaluate
from hallway.graph.outcome import Outcome
from hallway.graph.writing import fill


def gold(
    folder: Path,
    entities: Iterable[str],
    relations: Iterable[str],
    document: str = "a.md",
    language: str = "en",
    *,
    author: str | None = None,
    genre: str | None = None,
    evidence: str = "words",
) -> Path:
    """Write a gold file from lines ``id Type Name | alias`` and ``subject relation object``, and return its folder."""
    folder.mkdir(exist_ok=True)
    meta = {"title": None, "author": author, "date": None, "language": language, "genre": genre}
    things, facts = [], []
    for line in entities:
        id, kind, names = line.split(maxsplit=2) if line.count(" ") > 1 else (*line.split(), "")
        name, *aliases = names.split(" | ")
        things.append({"id": id, "type": kind, "name": name or None, "aliases": aliases})
    for line in relations:
        s, p, o = line.split()
        facts.append({"s": s, "p": p, "o": o, "evidence": evidence})
    data: dict[str, object] = {"document": document, "meta": meta, "entities": things, "relations": facts}
    (folder / f"{Path(document).stem}.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    return folder


def store(*readings: Reading, text: str = "") -> ox.Store:
    """Return a graph of some readings.

    Args:
        readings: each of one write-up.
        text: of all of them, where lines matter.
    """
    filled = ox.Store()
    fill(filled, [Outcome(one.path, one, Lines.of(text)) for one in readings])
    return filled


def told(subject: str, predicate: str, object: str, *rules: tuple[str, float], start: int = 0) -> Fact:
    """Return a fact that some rules give, each with its confidence."""
    places = [Evidence(start, start + 5, "words", Rung.VERBATIM, rule, confidence) for rule, confidence in rules]
    return Fact(subject, predicate, object, tuple(places))


def figures(count: Count) -> tuple[int, int, int, int]:
    """Return a count as four numbers."""
    return count.right, count.wrong, count.found, count.missed


def scored(tmp_path: Path, entities: list[str], relations: list[str], *readings: Reading) -> Evaluation:
    """Score readings against a gold file for ``a.md``."""
    return evaluate(store(*readings), gold(tmp_path / "gold", entities, relations))
