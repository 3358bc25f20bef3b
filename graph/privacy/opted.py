"""Who, by the curation file, wants to be left out or called something else."""

from __future__ import annotations

from hallway.graph.curation.curation import Curation, Person
from hallway.graph.privacy.withheld import Withheld


def withheld(curation: Curation | None) -> tuple[Withheld, ...]:
    """Return the people whose names must not be told.

    Args:
        curation: what people said; None for nothing.

    Returns:
        In the order of the file; what a mailmap knows of them is theirs too.
    """
    if curation is None:
        return ()
    return tuple(
        _withheld(person, curation) for person in curation.people if person.opt_out or person.pseudonym
    )


def _withheld(person: Person, curation: Curation) -> Withheld:
    named = person.name.iri.rpartition("/")[2].replace("-", " ") or person.name.text.rpartition("#")[2]
    names = {named, *person.names}
    known = [one for one in curation.committers if names & {*one.names} or {*person.emails} & {*one.emails}]
    return Withheld(
        names=tuple(sorted(names.union(*(one.names for one in known)))),
        handles=tuple(sorted({*person.handles}.union(*(one.handles for one in known)))),
        emails=tuple(sorted({*person.emails}.union(*(one.emails for one in known)))),
        pseudonym="" if person.opt_out else person.pseudonym,
    )
