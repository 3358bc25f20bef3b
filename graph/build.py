"""From what the user names to a graph on disk: find, read, settle, write, and swap it in whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hallway.errors import ShrinkError, SourceError
from hallway.extractors.learned.model import SHIPPED
from hallway.graph.cache import ReadingCache
from hallway.graph.changes import Changes
from hallway.graph.curation import FILE as CURATION
from hallway.graph.curation import read_curation
from hallway.graph.curation.noticing import notes_on
from hallway.graph.curation.place import remember
from hallway.graph.curation.quoting import quoted_texts
from hallway.graph.fingerprint import of_readings
from hallway.graph.iri import DEFAULT_BASE, check_base
from hallway.graph.ledger import Given
from hallway.graph.manner import Manner, Trained
from hallway.graph.privacy.hiding import hidden_error, hidden_path
from hallway.graph.privacy.learning import learned
from hallway.graph.privacy.opted import withheld
from hallway.graph.privacy.silencing import silenced
from hallway.graph.reading_record import Gist
from hallway.graph.readings import Progress, golds_of, read_new, try_out, uncollected
from hallway.graph.renewal import renew
from hallway.graph.report import BuildReport
from hallway.graph.settling import settle
from hallway.graph.sources import find_sources
from hallway.graph.store import DEFAULT_GRAPH, draft


def build(
    paths: Iterable[str | os.PathLike[str]],
    *,
    graph: str | os.PathLike[str] = DEFAULT_GRAPH,
    base: str = DEFAULT_BASE,
    jobs: int = 1,
    rules: Sequence[str] = (),
    min_confidence: float = 0.0,
    model: Trained = SHIPPED,
    gold: str | os.PathLike[str] | None = None,
    curation: str | os.PathLike[str] | None = None,
    fresh: bool = False,
    shrink: float | None = None,
    allow_shrink: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph from write-ups, and put it in the place of the one before.

    What did not change since the build before is neither read nor written again; the graph is the same as if it were.
    A write-up that cannot be read is reported and the rest is built. If none can be read, the graph stays as it is.

    Args:
        paths: files, folders, globs, or ``-`` for standard input.
        graph: folder of the graph.
        base: what the IRIs of entities begin with.
        jobs: how many processes read at once; the result is the same. A script that asks for more than one needs the
            usual ``if __name__ == "__main__"``.
        rules: folders of further rule packs.
        min_confidence: 0..1; a fact that no evidence of its write-up makes so sure is left out, and nothing is inferred
            from it.
        model: folder of a trained model; None to read by rules alone.
        gold: folder of gold files, which are taken for what the write-ups say; None to read the write-ups.
        curation: the curation file; None for ``hallway.yaml`` beside the write-ups, if there is one.
        fresh: whether to read and write everything anew.
        shrink: 0..1, the share of its facts that the graph may lose; None for a fifth, or half if it has less than 50.
        allow_shrink: whether it may lose any number of facts.
        progress: called after each write-up.

    Returns:
        What was built, what changed, and what could not be read.

    Raises:
        RulePackError: a rule pack is not what it should be.
        ModelError: the model cannot be read.
        CurationError: the curation file is not what it should be, or what it says cannot be done.
        ShrinkError: the graph would lose too many of its facts.
        StoreError: the graph cannot be written, another build is writing it, or the base is no IRI.
    """
    check_base(base)
    if gold:
        golds_of.cache_clear()
        golds_of(os.fspath(gold))
    if rules or model != SHIPPED:
        try_out(rules, model)
    found = find_sources(paths, leave_out=[os.fspath(graph)])
    if not found.files:
        nothing = SourceError("no write-up found", path=found.root, hint="name files or folders that hold text")
        return BuildReport(os.fspath(graph), skipped=found.skipped, errors=found.errors or (nothing,))
    said_in = Path(curation) if curation is not None else Path(found.root) / CURATION
    said_by_people = read_curation(said_in) if curation is not None or said_in.exists() else None
    left_out = {file.path for file in found.files if said_by_people and said_by_people.ignores(file.path)}
    files = [file for file in found.files if file.path not in left_out]
    people = learned(withheld(said_by_people), files)
    sayable = silenced(said_by_people, people, [file.path for file in found.files]) if said_by_people else None
    texts = {hidden_path(path, people): text for path, text in quoted_texts(files, said_by_people).items()}
    errors = [hidden_error(error, people) for error in found.errors]
    skipped, ignored = (tuple(sorted(hidden_path(p, people) for p in some)) for some in (found.skipped, left_out))
    manner = Manner(tuple(rules), model, os.fspath(gold or ""), people)
    read_by = of_readings(manner)
    with draft(graph) as building, ReadingCache(building.readings, read_by, fresh=fresh) as cache:
        remember(graph, said_in, found.root, people)
        outcomes = list(read_new(files, cache, manner, jobs=jobs, progress=progress))
        errors += [outcome.error for outcome in outcomes if outcome.error]
        if not any(outcome.read for outcome in outcomes):
            return BuildReport(os.fspath(graph), skipped=skipped, errors=tuple(errors))
        failed = {error.path for error in errors if error.path}
        with uncollected():
            settled = settle(
                outcomes, base, min_confidence=min_confidence, curation=sayable, left_out=ignored, texts=texts
            )
            renewed = renew(
                building, settled, failed, ignored, base=base, read_by=read_by, people=people, fresh=fresh
            )
        given = Given(
            of_readings(replace(manner, withheld=())), said_by_people.digest if said_by_people else "", settled.unsure
        )
        unsure, told = given.meant(renewed.before)
        if not allow_shrink and renewed.changes.too_few(shrink, unsure=unsure, curated=told):
            raise _shrunk(renewed.changes, os.fspath(graph))
        notes = tuple(notes_on(sayable, renewed.changes.how))
        if renewed.before and renewed.before.people and not given.people:
            notes = (f"{said_in.name}: is gone; what it said is not applied any more",)
        ledger = replace(renewed.ledger, given=given)
        changed = building.publish(ledger.digest, ledger, anew=renewed.anew)
        cache.prune()
    read = [(outcome.path, gist) for outcome in settled.outcomes if (gist := outcome.gist)]
    counts = renewed.ledger.counts
    return BuildReport(
        graph=os.fspath(graph),
        digest=renewed.ledger.digest,
        changed=changed,
        writeups=len(read),
        kept=cache.kept,
        formats=_counted(gist.format for _, gist in read),
        languages=_counted(gist.language or "und" for _, gist in read),
        classes={name[2:]: n for name, n in counts.items() if name.startswith("a ")},
        relations={name: n for name, n in counts.items() if not name.startswith("a ")},
        inferred=renewed.ledger.inferred,
        unsure=settled.unsure,
        unknown=_unknown(gist for _, gist in read),
        faults=tuple((path, fault) for path, gist in read for fault in gist.faults),
        skipped=skipped,
        errors=tuple(errors),
        unmatched=settled.unmatched,
        notes=notes,
        ignored=ignored,
        changes=renewed.changes,
        first=renewed.first,
    )


def _shrunk(changes: Changes, graph: str) -> ShrinkError:
    lost = len(changes.lost)
    what = f"{lost} of {changes.before} facts would go; the graph is as it was"
    hint = "if that is meant, build with --allow-shrink"
    return ShrinkError(what, path=graph, hint=hint, changes=changes)


def _unknown(gists: Iterable[Gist]) -> dict[str, int]:
    sentences: Counter[str] = Counter()
    for gist in gists:
        sentences.update({language or "und": n for language, n in gist.unknown})
    return dict(sorted(sentences.items()))


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
