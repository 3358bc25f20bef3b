"""Everything that a graph, and so all that is exported or drawn from it, tells about one person."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from hallway.errors import NameNotFound
from hallway.extractors import links
from hallway.graph.privacy.withheld import Withheld
from hallway.graph.show import Description, describe
from hallway.graph.terms import curie, term
from hallway.graph.why import Reason, why
from hallway.schema.gazetteer import gazetteers


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about the person.

    Args:
        subject: what is at its beginning, by name.
        predicate: prefixed name of the property.
        object: what is at its end.
        reasons: every quote behind it, and what it was inferred from.
    """

    subject: str
    predicate: str
    object: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, order=True)
class Passing:
    """A text that tells the person's name though it is about something else.

    Args:
        where: path of the write-up, or "" for what all share.
        kind: prefixed name of the property whose value it is.
        text: the value.
    """

    where: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Audit:
    """All that is told about one person.

    Args:
        person: names, pages and write-ups.
        facts: of which the person is one end, as they are sorted in the description.
        passing: where else the names, handles or addresses stand, sorted.
        perhaps: of somebody who is not in the graph, texts that hold one of their names alone, a first name mostly,
            and so may tell of them or of others; sorted.
    """

    person: Description
    facts: tuple[Told, ...]
    passing: tuple[Passing, ...]
    perhaps: tuple[Passing, ...] = ()


def audit(store: ox.Store, name: str) -> tuple[Audit, ...]:
    """Return all that a graph tells about everybody of a name.

    Somebody who is not in the graph, such as one who is left out of it, may be told of all the same: by a first name
    that another write-up gives without any other.

    Args:
        store: the graph.
        name: a person's name or IRI.

    Raises:
        NameNotFound: nobody is called that, and no text holds the name or a word of it.
    """
    try:
        people = [one for one in describe(store, name) if "Person" in one.kinds]
    except NameNotFound:
        absent = _absent(store, name)
        if not absent.passing and not absent.perhaps:
            raise
        return (absent,)
    if not people:
        raise NameNotFound(f"{name!r} is no person in the graph", hint="hallway show says what it is")
    return tuple(_audit(store, one) for one in people)


def _audit(store: ox.Store, person: Description) -> Audit:
    facts = [(person.iri, known.predicate, known.iri or known.label, known.label) for known in person.facts]
    told = [
        Told(person.label, predicate, label, tuple(why(store, subject, predicate, object)))
        for subject, predicate, object, label in facts
    ]
    told += [
        Told(known.label, known.predicate, person.label, tuple(why(store, known.iri, known.predicate, person.iri)))
        for known in person.incoming
        if known.predicate.startswith(("hw:", "dcterms:creator"))
    ]
    return Audit(person, tuple(told), _passing(store, person, told))


def names_of(person: Description) -> Withheld:
    """Return the names and handles by which texts tell of a person."""
    called = (person.label, *person.aliases)
    handles = {links.profile_handle(url) for url in person.urls} - {""}
    handles |= {name.lstrip("@") for name in called if " " not in name.strip() and name.startswith("@")}
    return Withheld(tuple(name for name in called if " " in name.strip()), tuple(sorted(handles)))


def _absent(store: ox.Store, name: str) -> Audit:
    person = Description("", name.strip(), (), (), (), (), (), ())
    words = [word for word in name.split() if len(word) > 2 and not gazetteers().is_common_word(word)]
    passing = _texts(store, Withheld((name,), handles=(name,)))
    perhaps = _texts(store, Withheld(tuple(words))) if len(name.split()) > 1 else set()
    return Audit(person, (), tuple(sorted(passing)), tuple(sorted(perhaps - passing)))


def _passing(store: ox.Store, person: Description, told: list[Told]) -> tuple[Passing, ...]:
    """Literals that tell the person and are neither their own names nor quotes that are listed already."""
    shown = {reason.quote for fact in told for reason in fact.reasons}
    texts = _texts(store, names_of(person), person.iri)
    return tuple(sorted(text for text in texts if text.text not in shown))


def _texts(store: ox.Store, names: Withheld, besides: str = "") -> set[Passing]:
    """Literals that tell a name, those of one thing left out."""
    sources: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, term("dcterms:source"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            sources[quad.subject.value] = quad.object.value
    texts: dict[str, bool] = {}
    found: set[Passing] = set()
    for quad in store:
        if not isinstance(quad.object, ox.Literal) or not isinstance(quad.subject, ox.NamedNode):
            continue
        text = quad.object.value
        if quad.subject.value == besides:
            continue
        if text not in texts:
            texts[text] = names.tells(text)
        if texts[text]:
            graph = quad.graph_name.value.removesuffix("/evidence") if isinstance(quad.graph_name, ox.NamedNode) else ""
            found.add(Passing(sources.get(graph, ""), curie(quad.predicate.value), text))
    return found
