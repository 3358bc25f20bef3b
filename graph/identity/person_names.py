"""Names of people as they are compared: which can be one person's, and which cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from hallway.extractors.names import given
from hallway.extractors.words import is_common
from hallway.schema.folding import fold

_ACCOUNTS = frozenset(
    """admin administrator administrateur root webmaster guest anonymous anonyme moderator editor redaction bot team
    staff user""".split()
)
"""Accounts that are nobody's name."""
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "professor", "sir", "m", "mme", "mlle", "herr", "frau"})
_REMEMBERED = 1 << 18
"""Names that are kept taken apart: those of a corpus of a million mentions, in some 50 MB."""
_SILENT = re.compile(r"(?<=[^\Wh])h|(?<=c)k|(.)(?=\1)")
_ALIKE = str.maketrans("kqyz", "ccis")
_NEAR = 5
"""Letters of a word for each letter that may be mistyped in it."""
_LONG = 5
"""Letters of each family name in a name in which several words may be mistyped."""
_SHORTEST = 4
"""Letters of a word in which one may be mistyped: Tim and Tom are two."""


@lru_cache(maxsize=_REMEMBERED)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a folded name, titles left out.

    >>> tokens("dr c lumen brown")
    ('c', 'lumen', 'brown')
    """
    words = name.split()
    return tuple(words[1:] if len(words) > 1 and words[0] in _TITLES else words)


@lru_cache(maxsize=_REMEMBERED)
def is_full(name: str) -> bool:
    """Say whether a folded name has a given and a family name, both written out.

    >>> is_full("ada byron"), is_full("ada b"), is_full("ada")
    (True, False, False)
    """
    words = tokens(name)
    return len(words) > 1 and len(words[-1]) > 1 and sum(len(word) > 1 for word in words) > 1


@lru_cache(maxsize=_REMEMBERED)
def key_of(name: str) -> str:
    """Return a full name without initials and whatever the order of its words, so that equal keys are equal names.

    >>> key_of("c lumen brown") == key_of("brown lumen")
    True
    """
    return " ".join(sorted(word for word in tokens(name) if len(word) > 1))


def initialled(name: str) -> str:
    """Return the given name and the initial of a name such as ``ada b``; "" if it is none.

    >>> initialled("ada b"), initialled("ada byron")
    ('ada b', '')
    """
    words = tokens(name)
    return " ".join(words) if len(words) == 2 and len(words[0]) > 1 and len(words[1]) == 1 else ""


def is_nick(name: str, written: str) -> bool:
    """Say whether a name of one word is one that a person chose, and so means more than a given name does.

    Args:
        name: folded.
        written: as it stands in the text.
    """
    if not name or " " in name or len(name) < 3 or name.isdigit():
        return False
    bare = written.strip().lstrip("@")
    return not given(bare[:1].upper() + bare[1:]) and not is_common(bare) and name not in _ACCOUNTS


@lru_cache(maxsize=1 << 16)
def may_be_one(one: str, two: str, loose: bool = False) -> bool:
    """Say whether two folded full names can be one person's: equal but for initials, accents, order and a typing error.

    Of a long name, the family names may have an error each.

    Args:
        one: a name.
        two: another.
        loose: where something else says that they are one, an error may be in each word.

    >>> may_be_one("nicolas bellweather", "nicholas bellweather"), may_be_one("ada byron", "ada lovelace")
    (True, False)
    """
    if key_of(one) == key_of(two):
        return True
    a, b = [w for w in tokens(one) if len(w) > 1], [w for w in tokens(two) if len(w) > 1]
    if not a or not b or len(a) != len(b):
        few, many = sorted((set(a), set(b)), key=len)
        return loose and len(few) > 1 and few <= many
    if (start := long_start(one)) and start == long_start(two):
        return _nearly(a, b, loose=True)
    return any(_nearly(x, y, loose) for x, y in ((a, b), (sorted(a), sorted(b))))


def long_start(name: str) -> str:
    """Return the given name of a folded name of three words or more, with how the long ones begin; "" of others.

    >>> long_start("ada weather glass"), long_start("ada byron")
    ('ada w g', '')
    """
    given, *others = [word for word in tokens(name) if len(word) > 1] or [""]
    if len(others) < 2 or min(map(len, others)) < _LONG:
        return ""
    return " ".join([given, *(word[0] for word in others)])


def errors_in(word: str) -> int:
    """Return how many letters of a word may be mistyped.

    >>> errors_in("tom"), errors_in("byron"), errors_in("bellweather")
    (0, 1, 2)
    """
    return max(1, len(word) // _NEAR) if len(word) >= _SHORTEST else 0


def _nearly(one: Sequence[str], two: Sequence[str], loose: bool) -> bool:
    wrong = 0
    for a, b in zip(one, two, strict=True):
        off = DamerauLevenshtein.distance(a, b)
        if off > errors_in(min(a, b, key=len)):
            return False
        wrong += off > 0
    return loose or wrong == 1


def respelled(one: str, two: str) -> bool:
    """Say whether two folded full names differ in the given name alone, and that by its spelling and not by its sound.

    >>> respelled("nicolas bellweather", "nicholas bellweather"), respelled("daniel byron", "daniela byron")
    (True, False)
    """
    (given, *family), (other, *same) = tokens(one) or ("",), tokens(two) or ("",)
    return given != other and family == same and sound(given) == sound(other)


def sound(given: str) -> str:
    """Return a folded given name without silent and doubled letters, as it sounds in most languages.

    >>> sound("matthieu"), sound("erik"), sound("philippe")
    ('matieu', 'eric', 'filipe')
    """
    return _SILENT.sub("", given.replace("ph", "f")).translate(_ALIKE)


def handles_of(name: str) -> set[str]:
    """Return the handles that people make of a folded full name.

    >>> sorted(handles_of("ada byron"))
    ['abyron', 'adab', 'adabyron', 'byrona', 'byronada']
    """
    words = [word for word in tokens(name) if len(word) > 1]
    if len(words) < 2:
        return set()
    given, family = words[0], "".join(words[1:])
    made = {given[0] + family, given + family, family + given[0], family + given, given + family[0]}
    return {handle for handle in made if len(handle) > _SHORTEST - 1}


def abbreviates(short: str, full: str) -> bool:
    """Say whether a name with an initial can stand for a full one.

    >>> abbreviates("ada b", "ada byron"), abbreviates("a byron", "ada byron"), abbreviates("ada c", "ada byron")
    (True, True, False)
    """
    a, b = tokens(short), tokens(full)
    if len(a) != len(b) or a == b:
        return False
    return all(y.startswith(x) if len(x) == 1 else x == y for x, y in zip(a, b, strict=True))


def short_forms(name: str) -> tuple[str, ...]:
    """Return what a folded full name of two words can be with an initial, as ``abbreviates`` has it.

    >>> short_forms("ada byron")
    ('ada b', 'a byron')
    """
    words = tokens(name)
    return (f"{words[0]} {words[1][0]}", f"{words[0][0]} {words[1]}") if len(words) == 2 else ()


def bare(text: str) -> str:
    """Return a handle without its sign, folded.

    >>> bare("@natim")
    'natim'
    """
    return fold(re.sub(r"^[@~]", "", text.strip())).replace(" ", "")
