"""Holding a curation file against write-ups: what people know wins over what was read.

A pure function of the file and the readings, so that a clean and an incremental build do the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hallway.errors import CurationError
from hallway.graph.curation.claiming import Claiming
from hallway.graph.curation.corpus import Corpus
from hallway.graph.curation.correcting import Correcting
from hallway.graph.curation.curated import Curated
from hallway.graph.curation.curation import Curation
from hallway.graph.curation.deciding import Deciding
from hallway.graph.curation.finding import Finding
from hallway.graph.curation.ignoring import Ignoring
from hallway.graph.curation.things import Things


def curate(
    curation: Curation, corpus: Corpus, *, left_out: Collection[str] = (), texts: Mapping[str, str] | None = None
) -> Curated:
    """Apply a curation file to a corpus.

    Args:
        curation: as ``read_curation`` gives it.
        corpus: all write-ups, those that it ignores left out or not; it is corrected.
        left_out: paths that were not read since the file ignores them, so that these entries are known to match.
        texts: path → decoded source, of those write-ups of which the file quotes lines.

    Returns:
        What comes of it.

    Raises:
        CurationError: a name may be one of several things, or two entries contradict each other; with all such faults.
    """
    paths = corpus.paths
    ignoring = Ignoring(curation)
    ignoring.apply(corpus, texts or {})
    things = Things(corpus.sheets, curation.path, [(change.thing.text, change.to) for change in curation.retype])
    finding = Finding(curation.path, things)
    ignoring.look(finding, [*paths, *sorted(left_out)])
    deciding = Deciding(curation, finding)
    deciding.apply()
    correcting = Correcting(curation, finding)
    correcting.retype(corpus)
    deciding.hold_kinds_together()
    correcting.deny(corpus)
    claiming = Claiming(curation, finding, correcting.denials)
    claiming.apply()
    if finding.faults:
        raise CurationError.of(finding.faults)
    return Curated(
        outcomes=corpus.outcomes,
        sheets=corpus.sheets,
        undecided=things.resolution,
        decisions=deciding.decisions,
        facts=tuple(sorted([*claiming.facts, *deciding.affiliations], key=lambda fact: fact.line)),
        denials=tuple(correcting.denials),
        aliases=tuple(sorted(deciding.aliases)),
        kinds=frozenset(claiming.kinds),
        unmatched=tuple(sorted(set(finding.unmatched), key=lambda entry: (entry.line, entry.what))),
        file=curation.path,
    )
