"""A curation file without those who want to be left out, so that nothing it adds or reports tells of them.

Entries about somebody who is left out say nothing any more; those about somebody with a pseudonym speak of that. In
what else people wrote their names are blotted out, as in readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hallway.graph.curation.curation import Affiliation, Alias, Change, Claim, Curation, Group, Ignored, Person
from hallway.graph.curation.reference import Reference
from hallway.graph.privacy.hiding import hidden_path, hidden_text
from hallway.graph.privacy.withheld import Withheld


def silenced(curation: Curation, people: Sequence[Withheld], paths: Iterable[str]) -> Curation:
    """Return a curation file that tells nothing of some people.

    Args:
        curation: what people said.
        people: who wants to be left out, or called something else, as ``withheld`` gives them.
        paths: of all write-ups, as they are.
    """
    if not people:
        return curation
    return _Silencer(people, sorted(paths)).curation(curation)


@dataclass(slots=True)
class _Silencer:
    people: Sequence[Withheld]
    paths: Sequence[str]

    def curation(self, curation: Curation) -> Curation:
        return replace(
            curation,
            same=tuple(group for entry in curation.same if (group := self._group(entry))),
            different=tuple(group for entry in curation.different if (group := self._group(entry))),
            rename=tuple(change for entry in curation.rename if (change := self._change(entry, named=True))),
            retype=tuple(change for entry in curation.retype if (change := self._change(entry))),
            alias=tuple(alias for entry in curation.alias if (alias := self._alias(entry))),
            asserted=tuple(claim for entry in curation.asserted if (claim := self._claim(entry))),
            denied=tuple(claim for entry in curation.denied if (claim := self._claim(entry))),
            ignored=tuple(ignored for entry in curation.ignored for ignored in self._ignored(entry)),
            people=tuple(person for entry in curation.people if (person := self._person(entry))),
            committers=tuple(one for one in curation.committers if not any(map(self._who, one.names))),
        )

    def _text(self, text: str) -> str:
        return hidden_text(text, self.people)

    def _tells(self, text: str) -> bool:
        return any(person.tells(text) for person in self.people)

    def _who(self, text: str) -> Withheld | None:
        return next((person for person in self.people if person.called(text)), None)

    def _reference(self, reference: Reference) -> Reference | None:
        """The same thing by a name that may be told; None for somebody who is left out."""
        path, mark, name = reference.text.rpartition("#")
        within = path, name.strip()
        told = reference.iri.rpartition("/")[2].replace("-", " ") if reference.iri else name
        person = next((one for one in self.people if within in one.within), None) or self._who(told)
        if person is not None and not person.pseudonym:
            return None
        if person is not None:
            return replace(reference, text=person.pseudonym, kind="" if reference.new else "Person")
        if mark and path in self.paths:
            return replace(reference, text=f"{hidden_path(path, self.people)}#{self._text(name)}")
        return replace(reference, text=self._text(reference.text))

    def _group(self, group: Group) -> Group | None:
        things = dict.fromkeys(thing for one in group.things if (thing := self._reference(one)))
        texts = {thing.text: thing for thing in things}  # several names of one who has a pseudonym
        return replace(group, things=tuple(texts.values())) if len(texts) > 1 else None

    def _change(self, change: Change, *, named: bool = False) -> Change | None:
        thing = self._reference(change.thing)
        if thing is None or (named and self._hidden(change.thing)):
            return None
        return replace(change, thing=thing, to=self._text(change.to) if named else change.to)

    def _alias(self, alias: Alias) -> Alias | None:
        thing = self._reference(alias.thing)
        names = tuple(name for name in alias.names if not self._tells(name))
        return replace(alias, thing=thing, names=names) if thing and names and not self._hidden(alias.thing) else None

    def _hidden(self, reference: Reference) -> bool:
        """Whether it is somebody with a pseudonym, who has no other name."""
        found = self._reference(reference)
        return found is None or (found.text != reference.text and found.text in {p.pseudonym for p in self.people})

    def _claim(self, claim: Claim) -> Claim | None:
        subject, object = self._reference(claim.subject), self._reference(claim.object)
        if subject is None or object is None:
            return None
        told = claim.testimony
        told = replace(told, who=self._text(told.who), where=self._text(told.where), quote=self._text(told.quote))
        return replace(claim, subject=subject, object=object, testimony=told)

    def _ignored(self, entry: Ignored) -> list[Ignored]:
        heading = self._text(entry.heading)
        if not self._tells(entry.path) and not any(self._tells(path) for path in self.paths if entry.matches(path)):
            return [replace(entry, heading=heading)]
        paths = [hidden_path(path, self.people) for path in self.paths if entry.matches(path)]
        return [replace(entry, path=path, heading=heading) for path in paths or [hidden_path(entry.path, self.people)]]

    def _person(self, person: Person) -> Person | None:
        who = self._reference(person.name)
        if who is None:
            return None
        affiliations = tuple(one for entry in person.affiliations if (one := self._affiliation(entry)))
        if self._hidden(person.name):
            return Person(person.line, who, affiliations=affiliations, pseudonym=who.text)
        return replace(
            person,
            name=who,
            names=tuple(name for name in person.names if not self._tells(name)),
            handles=tuple(handle for handle in person.handles if not self._tells(handle)),
            emails=tuple(email for email in person.emails if not self._tells(email)),
            affiliations=affiliations,
        )

    def _affiliation(self, affiliation: Affiliation) -> Affiliation | None:
        organization = self._reference(affiliation.organization)
        return replace(affiliation, organization=organization) if organization else None
