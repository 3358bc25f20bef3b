"""Git's list of who is who, .mailmap: which names and addresses are one person's.

https://git-scm.com/docs/gitmailmap
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

_ADDRESS = re.compile(r"([^<>\n]{0,300})<([^<>\n]{0,300})>")
_NOREPLY = re.compile(r"(?:\d{1,12}\+)?([\w-]{1,64})@users\.noreply\.github\.com", re.I)


@dataclass(frozen=True, slots=True)
class Committer:
    """One person of a mailmap.

    Args:
        name: the proper one, first in the file.
        names: all names, sorted.
        emails: all addresses in lower case, sorted.
        line: where the file first speaks of them, from 1.
    """

    name: str
    names: tuple[str, ...]
    emails: tuple[str, ...]
    line: int

    @property
    def handles(self) -> tuple[str, ...]:
        """Account names that the addresses tell."""
        return tuple(sorted({found[1] for email in self.emails if (found := _NOREPLY.fullmatch(email))}))


def committers(text: str) -> tuple[Committer, ...]:
    """Return the people of a mailmap, in the order of the file.

    Lines that share an address, or the proper name, are of one person; what is no entry is passed over, as git does.

    >>> [c.names for c in committers("Ada Quill <ada@a.example> adaq <aq@b.example>")]
    [('Ada Quill', 'adaq')]
    """
    entries: list[tuple[str, set[str], set[str], int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = [] if line.startswith("#") else _ADDRESS.findall(line)[:2]
        if not found:
            continue
        names = [" ".join(name.split()) for name, _ in found]
        emails = {email.strip().lower() for _, email in found if email.strip()}
        entries.append((names[0], {name for name in names if name}, emails, number))
    parent = list(range(len(entries)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first: dict[str, int] = {}
    for n, (proper, _, emails, _) in enumerate(entries):
        for key in (*emails, f" {proper.casefold()}" if proper else ""):
            if key:
                one, two = sorted((root(n), root(first.setdefault(key, n))))
                parent[two] = one
    groups: dict[int, list[tuple[str, set[str], set[str], int]]] = defaultdict(list)
    for n, entry in enumerate(entries):
        groups[root(n)].append(entry)
    people = []
    for group in groups.values():
        called = {name for entry in group for name in entry[1]}
        if called:
            proper = next((entry[0] for entry in group if entry[0]), min(called))
            addresses = {email for entry in group for email in entry[2]}
            people.append(Committer(proper, tuple(sorted(called)), tuple(sorted(addresses)), group[0][3]))
    return tuple(people)
