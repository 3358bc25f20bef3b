"""What is to be said of a curation file besides what matches nothing: where a change may have made it mean another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hallway.graph.changes import CHANGED
from hallway.graph.curation.curation import Curation


def notes_on(curation: Curation | None, how: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each entry that names lines by number alone, of a write-up that changed since.

    Args:
        curation: what people say; None for nothing.
        how: path → what became of the write-up since the build before.
    """
    if curation is None:
        return
    for entry in curation.ignored:
        if entry.lines[0] and not entry.begins and not entry.heading:
            for path in sorted(path for path in how if how[path] == CHANGED and entry.matches(path)):
                where = f"{curation.path}:{entry.line}: ignore: {path} changed"
                hint = f"hallway ignore {path}:{entry.numbers} writes how they begin"
                yield f"{where}, and its lines {entry.numbers} are told by number alone ({hint})"
