"""How many people of one name are to be expected, in the corpus and among those who have to do with one thing.

What makes two mentions of one name one person is that another of that name is not likely there: with a rare name
nowhere, with a common one only where few are about (Fellegi and Sunter, "A theory for record linkage", 1969, weigh
agreement by how rare its value is).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from hallway.graph.identity.person_names import is_full, key_of, short_forms
from hallway.graph.identity.records import Record

_COMMON = 0.01
"""Other people of one name to be expected, from which on the name does not make two mentions one person's. There are
some three times as many, since given and family names of one language go together."""
_UNSEEN = 100
"""Full names that are thought of besides those of the corpus: in a small one, two Davids are not a tenth of mankind."""


class Rarity:
    """Shares of names and of what people have to do with, among the full names of a corpus.

    Args:
        records: of people.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._beside: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for record in records:
            if is_full(record.name):
                key = key_of(record.name)
                names.setdefault(key, record.name)
                for context in record.context:
                    self._beside[context].add(key)
        self._names = len(names)
        self._words = Counter(word for key in names for word in key.split())
        self._short = Counter(form for name in names.values() for form in short_forms(name))

    def rare(self, key: str, context: str = "") -> bool:
        """Say whether hardly another person of a name is to be expected, if given and family names are drawn apart.

        Args:
            key: of a full name, as by ``key_of``.
            context: what the other one would have to do with; "" for anybody.
        """
        others = float(self._names)
        for word in key.split():
            others *= (self._words[word] - 1) / (self._names + _UNSEEN)
        return others * (self._share(context) if context else 1) < _COMMON

    def hardly_two(self, one: str, two: str) -> bool:
        """Say whether two spellings are hardly two people's, since of what they share nobody else has it.

        Args:
            one: key of a full name.
            two: of another, spelled a little otherwise.
        """
        a, b = set(one.split()), set(two.split())
        others = float(self._names)
        for word in a & b:
            others *= (self._words[word] - 2) / (self._names + _UNSEEN)
        for word in a ^ b:
            others *= min(1.0, self._words[word] / (self._names + _UNSEEN)) ** 0.5
        return others < _COMMON

    def _share(self, context: str) -> float:
        return len(self._beside.get(context, ())) / (self._names + _UNSEEN)

    def is_common(self, word: str) -> bool:
        """Say whether several people have this given or family name."""
        return self._words[word] > 2

    def narrowest(self, record: Record) -> str:
        """Return that of what a person has to do with which the fewest others have to do with; "" if there is none."""
        return min(record.context, key=lambda context: (len(self._beside.get(context, ())), context), default="")

    def of_word(self, word: str, context: str) -> float:
        """Return how many people with a word in their name, besides two, one would find at a thing by chance."""
        return max(0, self._words[word] - 2) * self._share(context)

    def of_short(self, form: str, context: str) -> float:
        """Return how many other people whom one initialled name can mean one would find at a thing by chance."""
        return (self._short[form] - 0.5) * self._share(context)  # half a person more than are known by full name
