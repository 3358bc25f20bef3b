"""What entries assert: facts that people add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from hallway.errors import CurationError
from hallway.graph.curation.correcting import also_needed
from hallway.graph.curation.curated import CuratedFact, Denial, New
from hallway.graph.curation.curation import Claim, Curation
from hallway.graph.curation.finding import Finding
from hallway.graph.curation.reference import Reference
from hallway.graph.curation.things import folded
from hallway.graph.identity.records import Key
from hallway.schema.vocabulary import vocabulary


class Claiming:
    """Takes in ``assert``.

    Args:
        curation: the file.
        finding: finds what its entries name.
        denials: what people denied, which nobody can assert as well.
    """

    def __init__(self, curation: Curation, finding: Finding, denials: Sequence[Denial]) -> None:
        self.curation = curation
        self.finding = finding
        self.things = finding.things
        self.denials = denials
        self.facts: list[CuratedFact] = []
        self.kinds: set[tuple[Key | New, str]] = set()
        self.made = {
            folded(end.text): New(end.new, end.text)
            for claim in reversed(curation.asserted)
            for end in (claim.object, claim.subject)
            if end.new
        } | {
            folded(entry.organization.text): New("Organization", entry.organization.text)
            for person in curation.people
            for entry in person.affiliations
        }

    def apply(self) -> None:
        """Add what people assert."""
        for claim in self.curation.asserted:
            found = vocabulary().properties[claim.predicate]
            subject = self._end(claim.subject, found.domain)
            object = self._end(claim.object, found.range) if found.relation else claim.object.text
            if subject is None or object is None:
                continue
            kinds = self._kinds(subject)
            if not any(vocabulary().fits(kind, found.domain) for kind in kinds):
                self._misfit(claim, claim.subject, kinds, found.domain)
            elif not isinstance(object, str) and not any(
                vocabulary().fits(kind, found.range) for kind in self._kinds(object)
            ):
                self._misfit(claim, claim.object, self._kinds(object), found.range)
            else:
                self.facts.append(CuratedFact(claim.line, subject, claim.predicate, object, claim.testimony))
                ends = [(subject, found.domain)] + ([] if isinstance(object, str) else [(object, found.range)])
                self.kinds.update((end, also) for end, w in ends if (also := also_needed(self._kinds(end), w)))
                self._hold_against_denials(claim, subject, object)

    def _end(self, reference: Reference, wanted: tuple[str, ...]) -> Key | New | None:
        if reference.new:
            try:
                keys = self.things.find(replace(reference, kind=reference.new))
            except CurationError as fault:
                self.finding.faults.append(fault)
                return None
            return min(keys) if keys else New(reference.new, reference.text)
        if folded(reference.text) in self.made:
            with suppress(CurationError):
                keys = self.things.find(reference, wanted)
                return min(keys) if keys else self.made[folded(reference.text)]
        keys = self.finding.find(reference, "assert", wanted)
        return min(keys) if keys else None

    def _kinds(self, thing: Key | New) -> tuple[str, ...]:
        return (thing.kind,) if isinstance(thing, New) else self.things.entities[thing].kinds

    def _misfit(self, claim: Claim, reference: Reference, kinds: Iterable[str], wanted: Iterable[str]) -> None:
        what = f"assert: {reference} is a {' and '.join(kinds)}, which cannot stand in {claim.predicate}"
        self.finding.fault(claim.line, what, f"it is for {' or '.join(wanted)}")

    def _hold_against_denials(self, claim: Claim, subject: Key | New, object: Key | New | str) -> None:
        for denial in self.denials:
            to = object in denial.objects or (denial.value and object == denial.value)
            if to and denial.predicate == claim.predicate and subject in denial.subjects:
                what = f"assert: line {denial.line} denies {claim.subject} {claim.predicate} {claim.object}"
                self.finding.fault(claim.line, what, "remove one of them")
