"""Holding curation files against readings, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hallway.extractors.reading import Reading
from hallway.graph.curation import Curated, Curation, curate, curation_of
from hallway.graph.curation.corpus import Corpus
from hallway.graph.dataset import Lines
from hallway.graph.identity.sheets import sheet_of
from hallway.graph.outcome import Outcome
from tests.community_readings import lanternconf

CONF = "2031/lanternconf.md"
OTHER = "2031/lanternconf.rst"


def file(text: str, beside: Mapping[str, str] | None = None) -> Curation:
    """Return what the text of a curation file says; other files that it names are given by their paths."""
    return curation_of(text.encode(), "hallway.yaml", lambda path: (beside or {})[path].encode())


def curated(
    text: str,
    readings: Sequence[Reading] | None = None,
    *,
    lines: Mapping[str, Lines] | None = None,
    beside: Mapping[str, str] | None = None,
    left_out: Sequence[str] = (),
) -> Curated:
    """Return what comes of a curation file over some readings, of an invented conference unless told otherwise."""
    given = {one.path: one for one in (lanternconf() if readings is None else readings)}
    outcomes = {path: Outcome(path, one, (lines or {}).get(path, Lines())) for path, one in given.items()}
    corpus = Corpus(outcomes, {path: sheet_of(one) for path, one in given.items()})
    return curate(file(text, beside), corpus, left_out=left_out)


def named(reading: Reading, path: str) -> Reading:
    """Return a reading as that of another write-up."""
    return replace(reading, path=path)
