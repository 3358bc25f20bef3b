"""One run over the entries of a curation file: what they name, what is not there, and what cannot be done."""

from __future__ import annotations

from hallway.errors import CurationError
from hallway.graph.curation.curated import Unmatched
from hallway.graph.curation.reference import Reference
from hallway.graph.curation.things import Keys, Things

NOBODY: Keys = frozenset()


class Finding:
    """Finds what entries name, and keeps what went wrong.

    Args:
        path: shown name of the curation file.
        things: what there is.
    """

    def __init__(self, path: str, things: Things) -> None:
        self.path = path
        self.things = things
        self.unmatched: list[Unmatched] = []
        self.faults: list[CurationError] = []

    def find(self, reference: Reference, section: str, wanted: tuple[str, ...] = ()) -> Keys:
        """Return what a reference names; nothing, and note it, if that is not there or not clear."""
        try:
            keys = self.things.find(reference, wanted)
        except CurationError as fault:
            self.faults.append(fault)
            return NOBODY
        if not keys:
            what = f"{section}: nothing is called {reference}"
            self.missing(reference.line, what, self.things.nearest(reference))
        return keys

    def fault(self, line: int, what: str, hint: str) -> None:
        """Note what cannot be done."""
        self.faults.append(CurationError(what, path=self.path, line=line, hint=hint))

    def missing(self, line: int, what: str, nearest: tuple[str, ...] = ()) -> None:
        """Note an entry that matches nothing."""
        self.unmatched.append(Unmatched(self.path, line, what, nearest))
