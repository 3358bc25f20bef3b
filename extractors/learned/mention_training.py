"""Training of the model of mentions, from gold graphs and from what the rules say of the same write-ups.

Gold names things but does not say where they stand, so each name is looked for in the text. The rules were made while
looking at some write-ups and know their names better than they will know a stranger's; a model trained on what they say
there would trust them too much. So it is trained on each write-up twice: once as it is, and once with some of its names
withheld from the rules and the gazetteers alike.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hallway.extractors.draft import GROUPS, Draft
from hallway.extractors.gold import Gold
from hallway.extractors.learned.chain import Chain
from hallway.extractors.learned.mention_features import Held, Line, lines_of
from hallway.extractors.learned.mention_model import KINDS, LABELS, MentionModel
from hallway.extractors.learned.model_file import learned

_WITHHELD = 0.4  # share of the names; with 1.0 the model gained 1 point less on names that the rules do not know
_SEED = 11
_LEAST_AUTHORS = 3
_ITERATIONS = 80
_PENALTY = 1.0  # L2
_FAINT = 0.02  # weights below decide nothing
_PRONOUNS = frozenset("i me we us our he she they je nous on il elle moi ich wir yo nosotros author python".split())


@dataclass(frozen=True)
class Sample:
    """One write-up to learn from.

    Args:
        author: group of write-ups that it belongs to.
        lines: as the rules left it, each with the label of each token.
        poorer: the same where the rules know fewer names.
    """

    author: str
    lines: tuple[tuple[Line, tuple[int, ...]], ...]
    poorer: tuple[tuple[Line, tuple[int, ...]], ...]


def sample(draft: Draft, gold: Gold, author: str) -> Sample:
    """Prepare one write-up.

    Args:
        draft: with the rules' mentions, unsettled.
        gold: what a careful reader saw in it.
        author: group of write-ups that it belongs to.
    """
    chance = random.Random(f"{_SEED} {gold.document}")
    found = sorted({(m.group, m.name) for m in draft.mentions if m.kind != "Talk"})
    held: Held = frozenset(name for name in found if chance.random() < _WITHHELD)
    names = _names(gold)
    return Sample(author, _labelled(lines_of(draft), names), _labelled(lines_of(draft, held), names))


def train_mentions(samples: Sequence[Sample], *, least_authors: int = _LEAST_AUTHORS) -> MentionModel:
    """Train a model.

    Args:
        samples: in any order; the same samples always give the same model.
        least_authors: features that fewer authors' write-ups show are left out. They would not help with another
            author's, and words that are one author's own have no place in a model that is handed on.
    """
    import pycrfsuite

    authors: dict[str, set[str]] = defaultdict(set)
    for one in samples:
        for line, _ in one.lines + one.poorer:
            for token in line.features():
                for feature in token:
                    authors[feature].add(one.author)
    known = sorted(feature for feature, by in authors.items() if len(by) >= least_authors)
    numbers = {feature: str(n) for n, feature in enumerate(known)}
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": _PENALTY, "max_iterations": _ITERATIONS, "feature.possible_transitions": True})
    for which in ("lines", "poorer"):
        for one in samples:
            for line, labels in getattr(one, which):
                tokens = [[numbers[f] for f in token if f in numbers] for token in line.features()]
                trainer.append(tokens, [str(label) for label in labels])
    info = learned(trainer)
    size = len(LABELS)
    weights = {feature: [0.0] * size for feature in known}
    for (number, label), weight in info.state_features.items():
        weights[known[int(number)]][int(label)] = round(weight, 3) if abs(weight) >= _FAINT else 0.0
    transitions = [[0.0] * size for _ in range(size)]
    for (before, after), weight in info.transitions.items():
        transitions[int(before)][int(after)] = round(weight, 3)
    return MentionModel(Chain(LABELS, transitions, {f: tuple(row) for f, row in weights.items() if any(row)}))


def _names(gold: Gold) -> dict[str, list[str]]:
    """Name → groups of what it names; talks, pronouns and mere descriptions left out."""
    found: dict[str, list[str]] = {}
    for entity in gold.entities:
        group = GROUPS[entity.kind]
        for name in entity.names:
            words = " ".join(name.split())
            describes = group == "Event" and words == words.lower() and not re.search(r"\d", words)
            if group not in KINDS or words.casefold() in _PRONOUNS or describes or (len(words) < 2 and words.islower()):
                continue
            if words and group not in found.setdefault(words, []):
                found[words].append(group)
    return found


def _labelled(lines: Iterable[Line], names: Mapping[str, list[str]]) -> tuple[tuple[Line, tuple[int, ...]], ...]:
    lines = list(lines)
    texts = {line.passage.index: line.passage.text for line in lines}
    spans: dict[int, list[tuple[int, int, list[str]]]] = {index: [] for index in texts}
    seen = set()
    for index, match in _found(names, texts):
        name = " ".join(match.group().split())
        seen.add(name)
        spans[index].append((*match.span(), names[name]))
    # what never stands there as gold writes it may stand there in other case
    rest = {name.casefold(): groups for name, groups in names.items() if name not in seen and len(name) > 3}
    for index, match in _found(rest, texts, re.I):
        groups = rest.get(" ".join(match.group().casefold().split()))
        i, j = match.span()
        if groups and not any(a < j and i < b for a, b, _ in spans[index]):
            spans[index].append((i, j, groups))
    return tuple((line, _labels(line, spans[line.passage.index])) for line in lines)


def _found(names: Iterable[str], texts: Mapping[int, str], flags: int = 0) -> list[tuple[int, re.Match[str]]]:
    """Where these names stand as words, the longest that fits."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return []
    words = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", flags)
    return [(index, match) for index, text in texts.items() for match in pattern.finditer(text)]


def _labels(line: Line, spans: Iterable[tuple[int, int, list[str]]]) -> tuple[int, ...]:
    labels = [0] * len(line.tokens)
    groups = list(KINDS)
    for i, j, named in spans:
        touched = [n for n, (a, b) in enumerate(line.tokens) if a < j and i < b]
        if not touched or line.tokens[touched[0]][0] != i or line.tokens[touched[-1]][1] != j:
            continue
        cover = line.covers[touched[0]]
        # one name may stand for things of two classes: the rules may know which is meant here
        group = cover.group if cover is not None and cover.group in named else named[0]
        for n in touched:
            labels[n] = 2 + 2 * groups.index(group)
        labels[touched[0]] -= 1
    return tuple(labels)
