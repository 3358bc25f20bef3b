"""Names that the rules missed, found by a model that was trained on gold graphs and on what the rules say.

It only adds: where a rule found something, the rule has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hallway.extractors.draft import Draft
from hallway.extractors.events import MONTHS
from hallway.extractors.learned.chain import Chain
from hallway.extractors.learned.mention_features import lines_of
from hallway.extractors.learned.model_file import read_part
from hallway.extractors.words import is_common
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

if TYPE_CHECKING:
    from hallway.extractors.learned.chain import Floats

FORMAT = 1
"""Raised whenever the features change, since weights of other features mean nothing."""

KINDS: Mapping[str, str] = {
    "Person": "Person",
    "Event": "Event",
    "Software": "Tool",
    "Organization": "Organization",
    "Place": "Place",
}
"""Groups of classes that are told apart, and the class that a mention of each is given."""

LABELS = ("O", *(f"{place}-{group}" for group in KINDS for place in "BI"))
"""What a token may be: outside, or the beginning or inside of a name."""

_OUTSIDE = 0
_SURE: Mapping[str, float] = {"Person": 0.65, "Event": 2.0, "Software": 0.7, "Organization": 0.85, "Place": 0.65}
"""Least probability of a name's first token; tried in 5 folds, where F1 hardly changes 0.1 up or down.

Events are told apart but never added: each was one more to mistake for the event that the write-up reports on, which cost
more relations than it gave.
"""
_CONFIDENCE = 0.5  # below that of what `repeats` looks for again, and of every rule but those that only describe
_UNIT = 1000  # weights are written in thousandths


class MentionModel:
    """Adds mentions to what the rules found.

    Args:
        chain: trained weights over ``LABELS``.
    """

    name = "mention-model"

    def __init__(self, chain: Chain) -> None:
        self.chain = chain

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name that is probable enough and touches none that a rule found."""
        lines = lines_of(draft)
        ruled: dict[str, set[str]] = {}
        for mention in draft.mentions:
            ruled.setdefault(mention.name, set()).add(mention.group)
        for line, marginals in zip(lines, self.chain.marginals(lines), strict=True):
            for first, last, group in _names(marginals):
                if any(cover is not None and not cover.generic for cover in line.covers[first:last]):
                    continue
                i, j = line.tokens[first][0], line.tokens[last - 1][1]
                name = " ".join(line.passage.text[i:j].split())
                if group in ruled.get(name, (group,)) and _plausible(name, group):
                    draft.mention(line.passage, i, j, KINDS[group], self.name, _CONFIDENCE)

    def written(self) -> bytes:
        """Return the model as a file; equal models give equal bytes."""
        weights = {feature: [round(w * _UNIT) for w in row] for feature, row in sorted(self.chain.weights.items())}
        rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}:{json.dumps(v, separators=(',', ':'))}" for k, v in weights.items() if any(v))
        transitions = [[round(float(w) * _UNIT) for w in row] for row in self.chain.transitions]
        head = json.dumps({"format": FORMAT, "labels": self.chain.labels, "transitions": transitions})
        return f'{head[:-1]}, "weights": {{\n{rows}\n}}}}\n'.encode()

    @staticmethod
    def read(path: Path) -> MentionModel:
        """Read a model.

        Args:
            path: of the file.

        Raises:
            ModelError: it is missing, damaged, or made by another version.
        """
        with read_part(path, FORMAT, "mentions") as data:
            transitions = [_row(row) for row in data["transitions"]]
            weights = {str(feature): _row(row) for feature, row in data["weights"].items()}
            if tuple(data["labels"]) != LABELS or len(transitions) != len(LABELS):
                raise ValueError("other labels")
        return MentionModel(Chain(LABELS, transitions, weights))


def _row(numbers: Any) -> tuple[float, ...]:
    row = tuple(float(number) / _UNIT for number in numbers)
    if len(row) != len(LABELS) or not all(-1000 < weight < 1000 for weight in row):
        raise ValueError("weights out of range")
    return row


def _plausible(name: str, group: str) -> bool:
    """Whether nothing that is known of a name speaks against what it was taken for."""
    if not any(sign.isalpha() for sign in name):
        return False
    if " " not in name and is_common(name) and (group == "Person" or name.islower()):
        return False
    if group == "Event" and (name.islower() or not any(_tells(word) for word in name.split())):
        return False  # "the next meeting" only describes, "2031-05-12 | Friday" is but a day
    known = gazetteers()
    return group == "Place" or not (known.is_city(name) or known.is_country(name))


def _tells(word: str) -> bool:
    """Whether a word of an event's name is more than a day, a month or a number."""
    letters = fold(word)
    return sum(sign.isalpha() for sign in letters) > 1 and letters not in MONTHS and not letters.endswith("day")


def _names(marginals: Floats) -> Iterator[tuple[int, int, str]]:
    """First token, the one after the last, and group of each name in a line."""
    begins = marginals[:, 1::2]
    if begins.max() < min(_SURE.values()):
        return
    best, top = begins.argmax(axis=1).tolist(), begins.max(axis=1).tolist()
    groups = tuple(KINDS)
    n = 0
    for start, (group, chance) in enumerate(zip(best, top, strict=True)):
        if start < n or chance < _SURE[groups[group]]:
            continue
        inside = marginals[:, 2 + 2 * group]
        n = start + 1
        while n < len(marginals) and inside[n] > max(0.5 * chance, marginals[n, _OUTSIDE]):
            n += 1
        yield start, n, groups[group]
