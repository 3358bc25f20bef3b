"""What people decided about identity; it goes before all that programs find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hallway.graph.identity.records import Key


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who is one and who is not.

    Args:
        same: all of one set are one thing, whatever else is known of them.
        different: pairs that are never one thing.
        names: what a thing is to be called: its label, and what its IRI is made of.
    """

    same: tuple[frozenset[Key], ...] = ()
    different: tuple[tuple[Key, Key], ...] = ()
    names: Mapping[Key, str] = field(default_factory=dict)
