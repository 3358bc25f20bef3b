"""What entries say of identity: what is one, what is not, what it is called, and how people are known."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from hallway.errors import CurationError
from hallway.graph.curation.curated import CuratedFact, New
from hallway.graph.curation.curation import Change, Curation, Person
from hallway.graph.curation.finding import NOBODY, Finding
from hallway.graph.curation.things import Keys
from hallway.graph.identity.decisions import Decisions
from hallway.graph.identity.records import Key, family_of
from hallway.graph.privacy.withheld import pseudonym_id


class Deciding:
    """Takes in the entries on identity.

    Args:
        curation: the file.
        finding: finds what its entries name.
    """

    def __init__(self, curation: Curation, finding: Finding) -> None:
        self.curation = curation
        self.finding = finding
        self.things = finding.things
        self.aliases: set[tuple[Key, str]] = set()
        self.affiliations: list[CuratedFact] = []
        self._same: list[tuple[int, Keys]] = []
        self._different: set[tuple[Key, Key]] = set()
        self._names: dict[Key, str] = {}

    @property
    def decisions(self) -> Decisions:
        """What was decided."""
        return Decisions(tuple(keys for _, keys in self._same), tuple(sorted(self._different)), self._names)

    def apply(self) -> None:
        """Take all of them in, in an order in which each can speak of what those before said."""
        self._join_pseudonyms()
        self._give_new_names()
        self._identify()
        self._people()
        self._separate()
        for change in self.curation.rename:
            self._rename(change)

    def _join_pseudonyms(self) -> None:
        """Take all that stands under one pseudonym to be one person, whatever the name looks like."""
        for person in self.curation.people:
            if person.pseudonym:
                keys = self.things.with_id(pseudonym_id(person.pseudonym))
                self._one(person.line, [frozenset({key}) for key in sorted(keys)])

    def _give_new_names(self) -> None:
        """Let other entries speak of things by their new names."""
        for change in self.curation.rename:
            with suppress(CurationError):  # what is not clear is said when the entry itself is come to
                self.things.give(change.to, self.things.find(change.thing))

    def _rename(self, change: Change) -> None:
        """Let a thing be called by another name from now on; of two entries for one thing the later holds."""
        keys = self.finding.find(change.thing, "rename")
        for key in keys:
            self._names[key] = change.to

    def _identify(self) -> None:
        """Take things to be one, by ``same`` and by ``alias``."""
        for group in self.curation.same:
            found = [self.finding.find(reference, "same") for reference in group.things]
            self._one(group.line, found)
        for entry in self.curation.alias:
            keys = self.finding.find(entry.thing, "alias")
            if not keys:
                continue
            kinds = {kind for key in keys for kind in self.things.entities[key].kinds}
            for name in entry.names:
                self.aliases.add((min(keys), name))
                called = self.things.named(name, kinds)
                self._one(entry.line, [keys, called])
                self.things.give(name, keys)

    def _people(self) -> None:
        """Know people by their names, account names and addresses, and where they belong."""
        for person in self.curation.people:
            known = self.things.people(person.names, person.handles, person.emails)
            try:
                keys = self.things.find(replace(person.name, kind=person.name.kind or "Person"))
            except CurationError as fault:
                self.finding.faults.append(fault)
                continue
            if not keys | known:
                what = f"people: nobody is called {person.name}"
                near = self.things.nearest(person.name)
                self.finding.missing(person.line, what, near)
                continue
            self._one(person.line, [keys, known])
            for name in (person.name.text, *person.names, *person.handles):
                self.things.give(name, keys | known)
                if "#" not in name and not person.name.iri:
                    self.aliases.add((min(keys or known), name))
            self._affiliate(person, min(keys or known))
        for committer in self.curation.committers:
            found = []
            for name in committer.names:
                # a mailmap tells of one repository: a name that several people have means none of them
                keys = self.things.named(name, ("Person",)) if " " in name else NOBODY
                if len({self.things.group(key) for key in keys}) == 1:
                    found.append(keys)
            found.append(self.things.people((), committer.handles, committer.emails))
            self._one(0, found)

    def _affiliate(self, person: Person, subject: Key) -> None:
        for entry in person.affiliations:
            try:
                keys = self.things.find(entry.organization, ("Organization",))
            except CurationError as fault:
                self.finding.faults.append(fault)
                continue
            keys = frozenset(key for key in keys if "Organization" in self.things.entities[key].kinds)
            organization = min(keys) if keys else New("Organization", entry.organization.text)
            during = f"{entry.start or '..'}/{entry.end or '..'}" if entry.start or entry.end else ""
            fact = CuratedFact(entry.line, subject, "memberOf", organization, rule="affiliation", during=during)
            self.affiliations.append(fact)

    def _one(self, line: int, named: Sequence[Keys]) -> None:
        parts = [keys for keys in named if keys]
        if len(parts) > 1:
            keys = NOBODY.union(*parts)
            self.things.join(keys)
            self._same.append((line, keys))

    def _separate(self) -> None:
        """Take things to be different, unless something says that they are one."""
        parent: dict[Key, Key] = {}

        def root(key: Key) -> Key:
            while (above := parent.get(key, key)) != key:
                key = above
            return key

        for _, keys in self._same:
            first, *others = sorted({root(key) for key in keys})
            for other in others:
                parent[other] = first
        for group in self.curation.different:
            found = [self.finding.find(reference, "different") for reference in group.things]
            for n, one in enumerate(found):
                for two, reference in zip(found[n + 1 :], group.things[n + 1 :], strict=True):
                    if not one or not two:
                        continue
                    names = f"{group.things[n]} and {reference}"
                    if one & two:
                        hint = "name each as path/of/writeup.md#Name"
                        self.finding.fault(group.line, f"different: {names} are one name", hint)
                        continue
                    if shared := {root(key) for key in one} & {root(key) for key in two}:
                        said = [
                            line
                            for line, keys in self._same
                            if shared & {root(key) for key in keys}
                        ]
                        where = f"line {said[0]} says" if said[0] else "the mailmap says"
                        if len(said) > 1:
                            where = f"lines {', '.join(map(str, sorted(said)))} say"
                        what = f"different: {names}, but {where} that they are one"
                        self.finding.fault(group.line, what, "remove one of them")
                        continue
                    self._different.update((min(a, b), max(a, b)) for a in one for b in two)
                    self.things.part(one, two)

    def hold_kinds_together(self) -> None:
        """See that what is taken to be one thing is of one kind."""
        for line, keys in self._same:
            entities = [self.things.entities[key] for key in sorted(keys)]
            kinds = {family_of(entity): entity.kinds[0] for entity in entities}
            if len(kinds) > 1:
                what = f"same: {' and '.join(sorted(kinds.values()))} cannot be one thing"
                self.finding.fault(line, what, "give the wrong one its class by retype, or name another")
