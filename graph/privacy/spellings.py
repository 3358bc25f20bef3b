"""The ways in which people write a name, a handle or an address, as patterns for texts that ``views`` gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from hallway.graph.privacy.views import plain
from hallway.schema.gazetteer import gazetteers

_FAMILY = 5
"""Letters of a family name that is looked for by itself, unless it is a common word or a given name as well."""
_GLUED = 8
"""Letters of a full name that is looked for without anything between its words."""
_SHORTEST = 3
"""Letters of a handle that is looked for within text; a shorter one would hide half of all words."""

_BETWEEN = r"[\W_]{0,16}"
_APART = r"[\W_]{1,16}"
_INITIAL = r"[\W_]{1,4}"
_BEFORE, _BEHIND = r"(?<![^\W_])", r"(?:s|\d{1,4})?(?![^\W_])"
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "ae", "Ö": "oe", "Ü": "ue"})
_DAMAGED = ("cp1252", "latin-1", "mac_roman")
_WORD = re.compile(r"[^\W_]+")
_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def in_full(name: str) -> list[str]:
    """Return patterns of a name: in either order, with initials, middle names left out, or glued together.

    Args:
        name: full, or of one word, which then is looked for as it stands.
    """
    words = _words(name)
    if len(words) < 2:
        return [_bounded(_word(name), name)] if words else []
    first, *middle, family = words
    strong = _strong(family)
    glued = len(plain(first + family)) >= _GLUED
    between = _BETWEEN if glued else _APART
    dot = _INITIAL if strong else r"\.[\W_]{0,3}"
    more = "".join(f"(?:{_word(word)}{between}|{_initials(word, _INITIAL)})?" for word in middle)
    more += r"(?:[^\W\d_][\W_]{1,3})?"
    given = f"(?:{_word(first)}{between}|{_initials(first, dot)})"
    comma = _APART if strong else r",\s{0,3}"
    behind = f"(?:{between}{_word(first)}|{comma}{_initials(first, dot).removesuffix(dot)}{'' if strong else '[.]'})"
    return [_bounded(f"{given}{more}{_word(family)}", name), _bounded(f"{_word(family)}{behind}", name)]


def in_part(name: str) -> list[str]:
    """Return patterns of what tells a full name by itself: a family name that is no other word."""
    words = _words(name)
    return [_bounded(_word(words[-1]), name)] if len(words) > 1 and _strong(words[-1]) else []


def of_handle(handle: str) -> list[str]:
    """Return patterns of an account name; one of two letters only behind ``@`` or in an address."""
    told = re.escape(plain(handle.lstrip("@")))
    if not told:
        return []
    return [rf"{_BEFORE}{told}(?![^\W_])" if len(told) >= _SHORTEST else rf"(?<=[@/~]){told}(?![^\W_])"]


def of_email(address: str) -> list[str]:
    """Return patterns of an address, ``name at example dot org`` included."""
    local, at, host = plain(address).partition("@")
    if not at or not local or not host:
        return []
    dot = r"(?:[\W_]{1,4}|[\W_]{0,4}(?:dot|point)[\W_]{1,4})"
    site = dot.join(map(re.escape, filter(None, host.split("."))))
    return [rf"{_BEFORE}{re.escape(local)}(?:[\W_]{{1,4}}|[\W_]{{1,4}}(?:at|arobase|chez)[\W_]{{1,4}}){site}(?![^\W_])"]


def either(patterns: Iterable[str]) -> str:
    """Return a pattern for any of some, the longest first; one that matches nothing for none."""
    told = sorted(set(patterns), key=lambda text: (-len(text), text))
    return "|".join(told) if told else r"(?!)"


def _words(name: str) -> list[str]:
    family, comma, given = name.partition(",")
    told = f"{given} {family}" if comma and given.strip() else name
    return [word for word in told.split() if _WORD.search(word)]


@lru_cache(maxsize=1024)
def _strong(word: str) -> bool:
    known, folded = gazetteers(), plain(word)
    given = word[:1].upper() + word[1:]
    return (
        sum(map(str.isalnum, folded)) >= _FAMILY
        and not known.is_common_word(folded)
        and not known.is_first_name(given)
        and not known.is_doubtful_first_name(given)
    ) or bool(_WITHOUT_BLANKS.search(word) and len(folded) >= _SHORTEST)


def _word(word: str) -> str:
    parts = [f"(?:{either(map(re.escape, _spelled(part)))})" for part in _WORD.findall(word)]
    return _BETWEEN.join(parts)


def _initials(word: str, mark: str) -> str:
    first, *more = [re.escape(plain(part)[:1]) for part in _WORD.findall(word)]
    return f"{first}{mark}" + "".join(f"(?:{part}{mark})?" for part in more)


def _bounded(pattern: str, name: str) -> str:
    # where words stand without blanks between them, nothing tells where one ends
    return f"(?:{pattern})" if _WITHOUT_BLANKS.search(name) else f"{_BEFORE}(?:{pattern}){_BEHIND}"


def _spelled(word: str) -> Iterator[str]:
    """Yield a word as it may be written: plain, with letters taken apart, wrongly decoded, in the name of a site."""
    told = unicodedata.normalize("NFC", word)
    yield plain(told)
    yield plain(told.translate(_GERMAN))
    if not told.isascii():
        for codec in _DAMAGED:
            yield plain(told.encode("utf-8", "ignore").decode(codec, "ignore"))
        yield f"xn--{told.casefold().encode('punycode').decode('ascii')}"
