"""Whether a name looks whole: a person's first and last name, a talk's own title rather than words about a talk."""

from __future__ import annotations

import re

_PARTICLES = frozenset("al d da dal de del della den der di do dos du el la le ter van von y".split())
_MOST = 5  # parts of a name
_ABOUT = re.compile(
    r"(?:my|his|her|their|mon|ma|mes|son|sa|ses|about|lightning|sessions?|d[eé]mos?)\b"
    r"|.{0,200}\b(?:talk|keynote|presentation|présentation|conférence)\b",
    re.IGNORECASE,
)


def is_full_name(name: str) -> bool:
    """Tell whether a person is called by first and last name.

    >>> is_full_name("Ada van der Marsh"), is_full_name("Ada"), is_full_name("Ada M."), is_full_name("ada marsh")
    (True, False, False, False)
    """
    parts = name.split()
    names = [part for part in parts if part not in _PARTICLES]
    return (
        2 <= len(parts) <= _MOST
        and parts[0] in names
        and parts[-1] in names
        and all(part[0].isupper() for part in names)
        and sum(len(part.strip(".")) > 1 for part in names) > 1
    )


def is_title(name: str) -> bool:
    """Tell whether a talk is called by a title of its own, and not described.

    >>> is_title("Weaving with Redis"), is_title("Redis"), is_title("Ada's talk on Redis"), is_title("his work")
    (True, False, False, False)
    """
    return name[:1].isupper() and len(name.split()) > 1 and not _ABOUT.match(name)
