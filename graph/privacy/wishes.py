"""Who wants to be left out of what commands tell of write-ups that they read for themselves."""

from __future__ import annotations

from pathlib import Path

from hallway.graph.curation.curation import FILE, read_curation
from hallway.graph.privacy.learning import learned
from hallway.graph.privacy.opted import withheld
from hallway.graph.privacy.withheld import Withheld
from hallway.graph.sources import Sources


def wishes(found: Sources, curation: Path | None = None) -> tuple[Withheld, ...]:
    """Return who wants to be left out, or called something else.

    Args:
        found: the write-ups.
        curation: the curation file; None for ``hallway.yaml`` beside the write-ups, if there is one.

    Raises:
        CurationError: the curation file is not what it should be.
    """
    file = curation if curation is not None else Path(found.root) / FILE
    return learned(withheld(read_curation(file)), found.files) if curation is not None or file.exists() else ()
