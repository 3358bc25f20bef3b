"""Holding a curation file against readings: what people know wins over what was read.

A pure function of the file and the readings, so that a clean and an incremental build do the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from hallway.errors import CurationError
from hallway.extractors.reading import Reading
from hallway.graph.curation.claiming import Claiming
from hallway.graph.curation.correcting import Correcting
from hallway.graph.curation.curated import Curated
from hallway.graph.curation.curation import Curation
from hallway.graph.curation.deciding import Deciding
from hallway.graph.curation.finding import Finding
from hallway.graph.curation.ignoring import Ignoring
from hallway.graph.curation.things import Things
from hallway.graph.dataset import Lines


def curate(
    curation: Curation,
    readings: Sequence[Reading],
    lines: Mapping[str, Lines],
    *,
    left_out: Collection[str] = (),
    texts: Mapping[str, str] | None = None,
) -> Curated:
    """Apply a curation file to the readings of a corpus.

    Args:
        curation: as ``read_curation`` gives it.
        readings: of the whole corpus, each path once; those that it ignores left out or not.
        lines: path of a write-up → lines of its decoded source, at least of those of which it ignores lines.
        left_out: paths that were not read since the file ignores them, so that these entries are known to match.
        texts: path → decoded source, of those write-ups of which the file quotes lines.

    Returns:
        What comes of it; the same whatever the order of the readings.

    Raises:
        CurationError: a name may be one of several things, or two entries contradict each other; with all such faults.
    """
    corpus = sorted(readings, key=lambda reading: reading.path)
    ignoring = Ignoring(curation)
    kept = ignoring.apply([reading for reading in corpus if not curation.ignores(reading.path)], lines, texts or {})
    things = Things(kept, curation.path, [(change.thing.text, change.to) for change in curation.retype])
    finding = Finding(curation.path, things)
    ignoring.look(finding, [reading.path for reading in corpus] + sorted(left_out))
    deciding = Deciding(curation, finding)
    deciding.apply()
    correcting = Correcting(curation, finding)
    kept = correcting.retype(kept)
    deciding.hold_kinds_together()
    kept = correcting.deny(kept)
    claiming = Claiming(curation, finding, correcting.denials)
    claiming.apply()
    if finding.faults:
        raise CurationError.of(finding.faults)
    return Curated(
        readings=tuple(kept),
        decisions=deciding.decisions,
        facts=tuple(sorted([*claiming.facts, *deciding.affiliations], key=lambda fact: fact.line)),
        denials=tuple(correcting.denials),
        aliases=tuple(sorted(deciding.aliases)),
        kinds=frozenset(claiming.kinds),
        unmatched=tuple(sorted(set(finding.unmatched), key=lambda entry: (entry.line, entry.what))),
        file=curation.path,
    )
