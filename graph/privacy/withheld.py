"""A person whose name must not be told, and where a text tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from hallway.graph.iri import slug
from hallway.graph.privacy.spellings import either, in_full, in_part, of_email, of_handle
from hallway.graph.privacy.views import views

_MASK = "█"


@dataclass(frozen=True)
class Withheld:
    """A person who wants to be left out, or to be called something else.

    Args:
        names: full names, as people write them; one of a single word stands for the person wherever it stands.
        handles: account names, without ``@``.
        emails: addresses.
        pseudonym: what to call them; "" to leave them out.
        within: ``(path, name)`` of what single write-ups call them; the path as it is, or as it stands in IRIs.
        besides: names of others that may hold a family name of theirs.

    >>> ada = Withheld(("Ada Quill",), handles=("adaq",))
    >>> ada.masked("We met ADA QUILL and adaq@example.org (not adaquist).")
    'We met █████████ and ████@example.org (not adaquist).'
    """

    names: tuple[str, ...]
    handles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    pseudonym: str = ""
    within: tuple[tuple[str, str], ...] = ()
    besides: tuple[str, ...] = ()

    def also(
        self,
        names: Iterable[str] = (),
        handles: Iterable[str] = (),
        *,
        emails: Iterable[str] = (),
        besides: Iterable[str] = (),
    ) -> Withheld:
        """Return the same person with further names, handles and addresses, and names of others."""
        return replace(
            self,
            names=tuple(sorted({*self.names, *names})),
            handles=tuple(sorted({*self.handles, *handles})),
            emails=tuple(sorted({*self.emails, *emails})),
            besides=tuple(sorted({*self.besides, *besides})),
        )

    def by_first_name(self) -> Withheld:
        """Return the same person, told by a first name alone as well."""
        return self.also(name.split()[0] for name in self.names if name.strip())

    @cached_property
    def _named(self) -> str:
        told = [pattern for name in self.names for pattern in in_full(name)]
        told += [pattern for address in self.emails for pattern in of_email(address)]
        return either([*told, *(pattern for handle in self.handles for pattern in of_handle(handle))])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        others = either(pattern for name in self.besides for pattern in in_full(name))
        partly = either(pattern for name in self.names for pattern in in_part(name))
        return re.compile(f"(?P<told>{self._named})|(?P<other>{others})|{partly}")

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"[\W_]*(?:{self._named})[\W_]*")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text tells a name, a handle or an address, however it is written.

        Args:
            text: any.
        """
        for view in views(text):
            for match in self._pattern.finditer(view.text):
                if match.lastgroup != "other":
                    yield view.span(*match.span())

    def full(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text tells more than a family name, which may be another's.

        Args:
            text: any.
        """
        for view in views(text):
            for match in self._pattern.finditer(view.text):
                if match.lastgroup == "told":
                    yield view.span(*match.span())

    def tells(self, text: str) -> bool:
        """Say whether a text tells it."""
        return next(self.places(text), None) is not None

    def called(self, name: str) -> bool:
        """Say whether a name is one of theirs, and not just one with the same family name."""
        return any(self._whole.fullmatch(view.text) for view in views(name))

    def masked(self, text: str) -> str:
        """Return a text of the same length that does not tell it."""
        return masked(text, self.places(text))


def masked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text with the letters at some places blotted out, its length kept.

    Args:
        text: any.
        places: start and end of each.
    """
    signs = list(text)
    for start, end in places:
        for at in range(max(0, start), min(end, len(signs))):
            signs[at] = _MASK
    return "".join(signs)


def pseudonym_id(pseudonym: str) -> str:
    """Return the id that somebody with a pseudonym has in every reading."""
    return f"pseudonym-{slug(pseudonym)}"
