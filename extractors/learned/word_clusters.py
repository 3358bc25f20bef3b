"""Clusters of words that occur in like company (Django, Zope, Grok; Toulouse, Bordeaux; présenté, expliqué).

``word-clusters.tsv.gz`` holds words, most frequent first, each with its cluster among 200 and among 1,000; digits are
folded to 0. They are statistics of our own making: skip-gram vectors (64 dimensions, window 2) over 28 million words of
English and French community blogs and notes, grouped by k-means. Addresses and rare words are left out here.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "word-clusters.tsv.gz"
UNKNOWN = ("", "")


@lru_cache(maxsize=1)
def clusters() -> Mapping[str, tuple[str, str]]:
    """Return the coarse and the fine cluster of each known word, read once."""
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return {word: (coarse, fine) for word, coarse, fine in (line.split("\t") for line in lines)}


def cluster(word: str) -> tuple[str, str]:
    """Return the coarse and the fine cluster of a word, ``UNKNOWN`` if it has none.

    Args:
        word: as written, digits folded to 0; its case is only ignored where the word is not known as it stands.
    """
    known = clusters()
    return known.get(word) or known.get(word.casefold()) or UNKNOWN
