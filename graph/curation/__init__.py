"""What people know better than the write-ups: ``hallway.yaml``, read, applied to readings, and written back."""

from hallway.graph.curation.applying import curate
from hallway.graph.curation.curated import Curated, CuratedFact, Denial, New, Unmatched
from hallway.graph.curation.curation import FILE, Curation, curation_of, read_curation

__all__ = [
    "FILE",
    "Curated",
    "CuratedFact",
    "Curation",
    "Denial",
    "New",
    "Unmatched",
    "curate",
    "curation_of",
    "read_curation",
]
