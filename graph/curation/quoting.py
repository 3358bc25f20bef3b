"""The texts of write-ups that a curation file quotes lines of; readings keep where lines end, and not what they say."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from hallway.errors import HallwayError
from hallway.extractors.decoding import decode
from hallway.graph.curation.curation import Curation
from hallway.graph.sources import Source


def quoted_texts(sources: Iterable[Source], curation: Curation | None) -> dict[str, str]:
    """Return the decoded source of each write-up that a curation file quotes lines of, by path.

    Args:
        sources: write-ups; what cannot be read, or is read once only as standard input is, has no text.
        curation: what people said; None for nothing.
    """
    texts = {}
    for source in sources:
        if curation is not None and source.file and curation.quotes(source.path):
            with suppress(HallwayError):
                texts[source.path] = decode(source.read()).source
    return texts
