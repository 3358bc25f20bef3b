"""What came into the default graph and what went from it, from one build to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox


@dataclass(slots=True)
class Turnover:
    """Triples that came and triples that went; none is in both.

    Args:
        came: not held before.
        went: not held any more.
    """

    came: set[ox.Triple] = field(default_factory=set)
    went: set[ox.Triple] = field(default_factory=set)

    def come(self, triple: ox.Triple) -> None:
        """Note one that comes."""
        if triple in self.went:
            self.went.discard(triple)
        else:
            self.came.add(triple)

    def go(self, triple: ox.Triple) -> None:
        """Note one that goes."""
        if triple in self.came:
            self.came.discard(triple)
        else:
            self.went.add(triple)


def between(old: ox.Store | None, new: ox.Store) -> Turnover:
    """Compare the default graphs of two builds.

    Args:
        old: the build before; None if there was none.
        new: the build now.
    """
    default = ox.DefaultGraph()
    here = {quad.triple for quad in new.quads_for_pattern(None, None, None, default)}
    if old is None:
        return Turnover(here)
    there = {quad.triple for quad in old.quads_for_pattern(None, None, None, default)}
    return Turnover(here - there, there - here)
