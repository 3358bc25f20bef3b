"""A linear-chain conditional random field: what label each token of a line has, given its neighbours' labels.

Lafferty, McCallum and Pereira, "Conditional random fields", ICML 2001. Trained elsewhere (``mention_training``); here
the probability of each label of each token is computed, by forward-backward over all lines of a write-up at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hallway.extractors.learned.mention_features import EDGE, Line, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_KEPT = 200_000  # words and groups whose sums are kept


class Chain:
    """Weights of features and transitions.

    Args:
        labels: that a token may have.
        transitions: weight of each label after each.
        weights: for each feature its weight for each label.
    """

    def __init__(
        self, labels: Sequence[str], transitions: Sequence[Sequence[float]], weights: Mapping[str, Sequence[float]]
    ) -> None:
        import numpy as np

        self.labels = tuple(labels)
        self.transitions = np.array(transitions, dtype=np.float64)
        self.weights = weights
        self._forget()

    def _forget(self) -> None:
        self._words = _Sums(len(self.labels) * 5)
        self._groups = _Sums(len(self.labels))
        self._words.number(EDGE, self._around(EDGE))

    def marginals(self, lines: Sequence[Line]) -> list[Floats]:
        """Return the probability of each label.

        Args:
            lines: none of them empty.

        Returns:
            For each line an array, a row a token, a column a label.
        """
        import numpy as np

        if not lines:
            return []
        longest_first = sorted(range(len(lines)), key=lambda n: -len(lines[n].words))
        lengths = [len(lines[n].words) for n in longest_first]
        emitted = self._emitted([lines[n] for n in longest_first])
        steps = lengths[0]
        # time first, so that each step is one block of memory; what is behind a line's end weighs nothing
        emissions = np.ones((steps, len(lines), len(self.labels)))
        at = 0
        for n, length in enumerate(lengths):
            emissions[:length, n] = emitted[at : at + length]
            at += length
        follow = np.exp(self.transitions - self.transitions.max())
        back = follow.T.copy()
        still = _open(lengths, steps)
        forward = np.ones_like(emissions)
        forward[0] = emissions[0] / np.add.reduce(emissions[0], axis=1, keepdims=True)
        for t in range(1, steps):
            n = still[t]
            step = (forward[t - 1, :n] @ follow) * emissions[t, :n]
            forward[t, :n] = step / np.add.reduce(step, axis=1, keepdims=True)
        backward = np.ones_like(emissions)
        for t in range(steps - 2, -1, -1):
            n = still[t + 1]
            step = (emissions[t + 1, :n] * backward[t + 1, :n]) @ back
            backward[t, :n] = step / np.add.reduce(step, axis=1, keepdims=True)
        both = forward * backward
        both /= both.sum(axis=2, keepdims=True)
        found: list[Floats] = [both[:0, 0]] * len(lines)
        for n, original in enumerate(longest_first):
            found[original] = both[: lengths[n], n]
        return found

    def _emitted(self, lines: Sequence[Line]) -> Floats:
        """The exponential of what the features of each token weigh, the largest of a token being 1."""
        import numpy as np

        if len(self._words) + len(self._groups) > _KEPT:
            self._forget()
        words, groups = self._words.numbers, self._groups.numbers
        row: list[int] = [0, 0]
        rest: list[int] = []
        inside: list[int] = []
        for line in lines:
            inside.extend(range(len(row), len(row) + len(line.words)))
            for word in line.words:
                number = words.get(word)
                row.append(number if number is not None else self._words.number(word, self._around(word)))
            row += (0, 0)
            for token in line.groups:
                for group in token:
                    number = groups.get(group)
                    rest.append(number if number is not None else self._groups.number(group, self._sum(group.features)))
        numbers, at = np.array(row), np.array(inside)
        around = self._words.rows.reshape(-1, 5, len(self.labels))
        sums = self._groups.rows[np.array(rest).reshape(len(at), -1)].sum(axis=1)
        for part, offset in enumerate((0, -1, 1, -2, 2)):
            sums += around[numbers[at + offset], part]
        result: Floats = np.exp(sums - sums.max(axis=1, keepdims=True))
        return result

    def _around(self, word: Word) -> Floats:
        import numpy as np

        return np.concatenate([self._sum(part) for part in (word.own, word.left, word.right, word.far_left, word.far_right)])

    def _sum(self, features: Iterable[str]) -> Floats:
        import numpy as np

        total = np.zeros(len(self.labels))
        for feature in features:
            weight = self.weights.get(feature)
            if weight is not None:
                total += weight
        return total


class _Sums:
    """A growing table: what each word or group weighs."""

    def __init__(self, width: int) -> None:
        import numpy as np

        self.numbers: dict[object, int] = {}
        self.rows: Floats = np.zeros((1024, width))

    def __len__(self) -> int:
        return len(self.numbers)

    def number(self, key: object, row: Floats) -> int:
        """Keep the row of something new and return its number."""
        import numpy as np

        number = self.numbers[key] = len(self.numbers)
        if number == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[number] = row
        return number


def _open(lengths: Sequence[int], steps: int) -> list[int]:
    """How many of these lines, the longest first, are longer than each step."""
    found, n = [], len(lengths)
    for t in range(steps):
        while n and lengths[n - 1] <= t:
            n -= 1
        found.append(n)
    return found
