"""From all readings to what is written: the one place where a corpus is looked at as a whole.

What people said about it (curation) and which entities are one thing (resolution) are settled here, between reading
and writing. It works on readings alone and gives the same for the same readings, so that a build that reads and
writes only what changed gives the same as a clean one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from hallway.extractors.reading import Fact, Reading
from hallway.graph.curation import Curated, Curation, Denial, Unmatched, curate
from hallway.graph.curation.corpus import Corpus
from hallway.graph.curation.quads import curated_quads, denied_triples
from hallway.graph.identity.records import Key
from hallway.graph.identity.resolution import Resolution, resolved
from hallway.graph.identity.sheet_record import Unpacking
from hallway.graph.identity.sheets import Sheet, sheet_of
from hallway.graph.iri import DEFAULT_BASE
from hallway.graph.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be written.

    Args:
        outcomes: with the readings as they are believed, sorted by path; those without a reading are left out.
        sheets: of each of them.
        resolution: which things are one and why, with the IRI of every entity and of each write-up itself.
        further: quads that no write-up gives and no resolution (what people said), named graphs and default graph.
        labels: IRI → the label that people gave it, whatever write-ups call it.
        unsure: how many facts of write-ups were left out as not sure enough, each once a write-up.
        denied: facts that people denied, which nothing may conclude.
        unmatched: entries of the curation file that match nothing.
    """

    outcomes: tuple[Outcome, ...]
    sheets: tuple[Sheet, ...]
    resolution: Resolution
    further: tuple[ox.Quad, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    unsure: int = 0
    denied: frozenset[ox.Triple] = frozenset()
    unmatched: tuple[Unmatched, ...] = ()

    @property
    def iris(self) -> Mapping[Key, str]:
        """Of every entity of every reading, and of each write-up itself."""
        return self.resolution.iris

    @property
    def readings(self) -> list[Reading]:
        """What write-ups say, in the order of their paths; opened when asked for."""
        return [outcome.opened()[0] for outcome in self.outcomes]


def settle(
    outcomes: Iterable[Outcome],
    base: str = DEFAULT_BASE,
    *,
    min_confidence: float = 0.0,
    curation: Curation | None = None,
    left_out: Collection[str] = (),
    texts: Mapping[str, str] | None = None,
) -> Settled:
    """Settle what a corpus says.

    Args:
        outcomes: of the whole corpus, each path once.
        base: what the IRIs of entities begin with.
        min_confidence: 0..1; a fact that no evidence of its write-up makes so sure is left out.
        curation: what people said; None for nothing.
        left_out: paths that were not read since the curation file ignores them.
        texts: path → decoded source, of those write-ups of which the curation file quotes lines.

    Raises:
        CurationError: what people said cannot be done.
    """
    read = sorted((outcome for outcome in outcomes if outcome.read), key=lambda outcome: outcome.path)
    curated = Curated(tuple(read), _sheets(read))
    if curation is not None:
        corpus = Corpus({o.path: o for o in read}, {sheet.path: sheet for sheet in curated.sheets})
        curated = curate(curation, corpus, left_out=left_out, texts=texts)
    kept, sheets, unsure = [], [], 0
    for outcome, sheet in zip(curated.outcomes, curated.sheets, strict=True):
        if (gist := outcome.gist) and gist.least < min_confidence:
            reading, _ = outcome.opened()
            surer = reading.surer(min_confidence)
            unsure += len(reading.facts) - len(surer.facts)
            outcome, sheet = outcome.believed(surer), sheet_of(surer)
        kept.append(outcome.signed())
        sheets.append(sheet)
    resolution = resolved(sheets, base, decisions=curated.decisions, undecided=curated.undecided)
    iris = resolution.iris
    return Settled(
        tuple(_undenied(zip(kept, sheets, strict=True), curated.denials, iris)),
        tuple(sheets),
        resolution,
        further=tuple(curated_quads(curated, iris, base)),
        labels=resolution.labels,
        unsure=unsure,
        denied=frozenset(triple for denial in curated.denials for triple in denied_triples(denial, iris)),
        unmatched=curated.unmatched,
    )


def _undenied(
    outcomes: Iterable[tuple[Outcome, Sheet]], denials: Iterable[Denial], iris: Mapping[Key, str]
) -> Iterator[Outcome]:
    """Yield outcomes without denied facts of things that are one only since people joined others."""
    denied = {
        (iris[subject], denial.predicate, object)
        for denial in denials
        for subject in denial.subjects
        for object in ([denial.value] if denial.value else [iris[key] for key in denial.objects])
    }
    subjects = {subject for subject, _, _ in denied}
    for outcome, sheet in outcomes:
        named = {record.key[1]: iris[record.key] for record in sheet.records} if denied else {}
        if not subjects.isdisjoint(named.values()):
            reading, _ = outcome.opened()
            facts = tuple(fact for fact in reading.facts if _triple(fact, named) not in denied)
            if len(facts) < len(reading.facts):
                outcome = outcome.believed(replace(reading, facts=facts)).signed()
        yield outcome


def _triple(fact: Fact, named: Mapping[str, str]) -> tuple[str, str, str]:
    object = fact.object if fact.literal else named.get(fact.object, "")
    return named.get(fact.subject, ""), fact.predicate, object


def _sheets(outcomes: Iterable[Outcome]) -> tuple[Sheet, ...]:
    unpacking = Unpacking()
    found = []
    for outcome in outcomes:
        sheet = None
        if outcome.sheet:
            with contextlib.suppress(ValueError):
                sheet = unpacking.sheet(outcome.path, outcome.sheet)
        found.append(sheet or sheet_of(outcome.opened()[0]))
    return tuple(found)
