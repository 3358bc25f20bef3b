"""Full names that differ by a typing error, found without comparing all with all.

Names that are equal but for one word, where those two words give one and the same when letters are left out of them:
the symmetric deletion of W. Garbe (SymSpell, 2012).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from hallway.graph.identity.person_names import errors_in, key_of, long_start, may_be_one

_CROWD = 200
"""Names that share a word and the rest of another, beyond which none is taken for another's misspelling."""


def near_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return pairs of folded full names that can be one person's, but for a typing error, each pair once.

    Args:
        names: all of a corpus, each once.

    >>> list(near_names(["ada byron", "ada byrron", "ada lovelace"]))
    [('ada byron', 'ada byrron')]
    """
    by_key: dict[str, str] = {}
    for name in sorted(names):
        by_key.setdefault(key_of(name), name)
    beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in by_key:
        words = key.split()
        for n, word in enumerate(words):
            if errors_in(word):
                beside[" ".join(words[:n] + words[n + 1 :])].append((word, key))
    seen: set[tuple[str, str]] = set()
    for rest in sorted(beside):
        if len(beside[rest]) < 2:
            continue
        alike: dict[str, list[str]] = defaultdict(list)
        for word, key in beside[rest]:
            for short in _shortened(word):
                alike[short].append(key)
        for keys in alike.values():
            if 1 < len(keys) <= _CROWD:
                for one, two in combinations(sorted(set(keys)), 2):
                    if (one, two) not in seen and may_be_one(by_key[one], by_key[two]):
                        seen.add((one, two))
    seen.update(_long_names(by_key))
    for one, two in sorted(seen):
        yield by_key[one], by_key[two]


def _long_names(by_key: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names of three words or more, of which an error in each family name leaves enough."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key, name in by_key.items():
        if start := long_start(name):
            alike[start].append(key)
    for _, keys in sorted(alike.items()):
        if 1 < len(keys) <= _CROWD:
            for one, two in combinations(sorted(keys), 2):
                if may_be_one(by_key[one], by_key[two]):
                    yield one, two


def _shortened(word: str) -> set[str]:
    """A word with as many letters left out as may be mistyped in it, and with fewer."""
    found = {word}
    for _ in range(min(2, errors_in(word))):
        found |= {text[:n] + text[n + 1 :] for text in found for n in range(len(text))}
    return found
