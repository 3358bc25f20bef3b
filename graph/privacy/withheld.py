"""A person whose name must not be told, and where a text tells it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from hallway.schema.gazetteer import gazetteers

_MASK = "█"
_FAMILY = 5
"""Letters of a family name that is looked for by itself, unless it is a common word as well: whoever is called so."""
_SHORTEST = 3
"""Letters of a handle that is looked for within text; a shorter one would hide half of all words."""


@dataclass(frozen=True)
class Withheld:
    """A person who wants to be left out, or to be called something else.

    Args:
        names: full names, as people write them.
        handles: account names, without ``@``.
        emails: addresses.
        pseudonym: what to call them; "" to leave them out.

    >>> ada = Withheld(("Ada Quill",), handles=("adaq",))
    >>> ada.masked("We met ADA QUILL and adaq@example.org (not adaquist).")
    'We met █████████ and ████@example.org (not adaquist).'
    """

    names: tuple[str, ...]
    handles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    pseudonym: str = ""

    def also(self, names: Iterable[str], handles: Iterable[str]) -> Withheld:
        """Return the same person with further names and handles.

        Args:
            names: full names.
            handles: account names.
        """
        return Withheld(
            tuple(sorted({*self.names, *names})), tuple(sorted({*self.handles, *handles})), self.emails, self.pseudonym
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = [[plain(word)[0] for word in re.findall(r"\w+", name)] for name in self.names]
        orders = [order for name in words if len(name) > 1 for order in (name, name[::-1])]
        told = [r"[\W_]{1,4}".join(map(re.escape, order)) for order in orders]
        known = gazetteers()
        told += [
            re.escape(name[-1])
            for name in words
            if len(name) > 1 and len(name[-1]) >= _FAMILY and not known.is_common_word(name[-1])
        ]
        told += [re.escape(plain(text)[0]) for text in self.emails if "@" in text]
        told += [re.escape(plain(text.lstrip("@"))[0]) for text in self.handles if len(text.lstrip("@")) >= _SHORTEST]
        told = sorted(set(told), key=lambda text: (-len(text), text))
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(told)})(?![^\W_])" if told else r"(?!)")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text tells a name, a handle or an address, whatever its case and accents.

        Args:
            text: any.
        """
        folded, offsets = plain(text)
        for match in self._pattern.finditer(folded):
            yield offsets[match.start()], offsets[match.end() - 1] + 1

    def tells(self, text: str) -> bool:
        """Say whether a text tells it."""
        return next(self.places(text), None) is not None

    def masked(self, text: str) -> str:
        """Return a text of the same length that does not tell it."""
        return masked(text, self.places(text))


def masked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text with the letters at some places blotted out, its length and its blanks kept.

    Args:
        text: any.
        places: start and end of each.
    """
    signs = list(text)
    for start, end in places:
        for at in range(max(0, start), min(end, len(signs))):
            signs[at] = _MASK
    return "".join(signs)


def plain(text: str) -> tuple[str, list[int]]:
    """Return a text without case and accents, and for each of its letters where it stood.

    >>> plain("É!")
    ('e!', [0, 1])
    """
    letters, offsets = [], []
    for at, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                offsets.append(at)
    return "".join(letters), offsets
