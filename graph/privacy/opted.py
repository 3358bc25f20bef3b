"""Who, by the curation file, wants to be left out or called something else."""

from __future__ import annotations

from collections.abc import Iterable

from hallway.graph.curation.curation import Curation, Person
from hallway.graph.curation.mailmap import Committer
from hallway.graph.curation.reference import Reference
from hallway.graph.privacy.views import plain
from hallway.graph.privacy.withheld import Withheld


def withheld(curation: Curation | None) -> tuple[Withheld, ...]:
    """Return the people whose names must not be told.

    Args:
        curation: what people said; None for nothing.

    Returns:
        In the order of the file. What else the file calls them (``same``, ``alias``, ``rename``, another entry of
        ``people``), and what a mailmap knows of them, is theirs too.
    """
    if curation is None:
        return ()
    return tuple(_withheld(person, curation) for person in curation.people if person.opt_out or person.pseudonym)


def _withheld(person: Person, curation: Curation) -> Withheld:
    references, texts = {person.name}, set(person.names)
    handles, emails = {*person.handles}, {*person.emails}
    groups = [({*entry.things}, set[str]()) for entry in curation.same]
    groups += [({entry.thing}, {*entry.names}) for entry in curation.alias]
    groups += [({entry.thing}, {entry.to}) for entry in curation.rename]
    groups += [({entry.name}, {*entry.names}) for entry in curation.people]
    pending = True
    while pending:
        known = {_key(reference) for reference in references} | {plain(text) for text in texts}
        before = len(references), len(texts)
        for things, names in groups:
            if known & ({_key(thing) for thing in things} | {plain(name) for name in names}):
                references |= things
                texts |= names
        pending = before != (len(references), len(texts))
    for other in curation.people:
        if _key(other.name) in known:
            handles |= {*other.handles}
            emails |= {*other.emails}
    for committer in _committers(curation.committers, known, emails):
        texts |= {*committer.names}
        handles |= {*committer.handles}
        emails |= {*committer.emails}
    texts |= {name for reference in references if (name := _name(reference))}
    return Withheld(
        names=tuple(sorted(texts)),
        handles=tuple(sorted(handle.lstrip("@") for handle in handles)),
        emails=tuple(sorted(emails)),
        pseudonym="" if person.opt_out else person.pseudonym,
        within=tuple(sorted({place for reference in references if (place := _within(reference))[1]})),
    )


def _committers(committers: Iterable[Committer], known: set[str], emails: set[str]) -> list[Committer]:
    return [one for one in committers if known & {plain(name) for name in one.names} or emails & {*one.emails}]


def _key(reference: Reference) -> str:
    """What tells whether two references are of one name."""
    return plain(_name(reference) or reference.text)


def _name(reference: Reference) -> str:
    """The name that a reference gives to a thing in all write-ups; "" if it means one in a single write-up."""
    if reference.iri:
        return reference.iri.rpartition("/")[2].replace("-", " ") if reference.iri.count("/") == 1 else ""
    _, mark, name = reference.text.rpartition("#")
    return name if not mark or len(name.split()) > 1 else ""


def _within(reference: Reference) -> tuple[str, str]:
    """The write-up, and what it alone calls somebody; two times "" if a reference is of another kind."""
    if reference.iri.count("/") > 1:
        path, _, name = reference.iri.partition("/")[2].rpartition("/")
        return path, name.replace("-", " ")
    path, mark, name = reference.text.rpartition("#")
    return (path, name.strip()) if mark and not reference.iri and len(name.split()) == 1 else ("", "")
