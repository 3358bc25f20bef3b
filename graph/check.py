"""Is a graph sound? The vocabulary's shapes (SHACL), and what shapes cannot say: evidence, dates, names, references.

https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from hallway.graph.shapes import violations
from hallway.graph.terms import curie, term
from hallway.schema.terms import HW, known_terms, nearest
from hallway.schema.vocabulary import Property, Vocabulary, vocabulary

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    Args:
        kind: which check found it: ``shape``, ``term``, ``domain``, ``reference``, ``label``, ``circle``, ``dates``,
            ``evidence``, ``statement``, ``curation``.
        subject: IRI of what is wrong; line of the curation file for an entry of it.
        message: what is wrong with it, in one line.
    """

    kind: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"


def check(store: ox.Store, *, shapes: bool = True) -> list[Problem]:
    """Return everything that is wrong with a graph, sorted; an empty list if it is sound.

    Args:
        store: the graph.
        shapes: whether to hold it against the SHACL shapes as well; that takes most of the time.
    """
    merged = _Merged.of(store, vocabulary())
    found = {
        *_terms(merged),
        *_domains(merged),
        *_references(merged),
        *_labels(merged),
        *_circles(merged),
        *_dates(merged),
        *_evidence(store, merged),
        *_statements(store),
        *_curation(store),
    }
    if shapes:
        found.update(Problem("shape", focus, message) for focus, message in violations(store))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Merged:
    """The default graph, sorted out: its facts by property, and what each thing is."""

    vocabulary: Vocabulary
    facts: dict[str, list[ox.Triple]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    labelled: set[str] = field(default_factory=set)
    unknown: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, store: ox.Store, vocabulary: Vocabulary) -> _Merged:
        merged = cls(vocabulary)
        properties = {found.iri: found for found in vocabulary.properties.values()}
        a, label = term("rdf:type").value, term("rdfs:label").value
        for quad in store.quads_for_pattern(None, None, None, _DEFAULT):
            subject, predicate = _iri(quad.subject), quad.predicate.value
            if predicate == a:
                merged.kinds[subject].add(_iri(quad.object))
            elif predicate == label:
                merged.labelled.add(subject)
            elif predicate in properties and "Statement" not in properties[predicate].domain:
                merged.facts[properties[predicate].name].append(quad.triple)
            elif predicate.startswith(HW):
                merged.unknown.add((subject, predicate))
        return merged

    def properties(self) -> Iterator[tuple[Property, list[ox.Triple]]]:
        """Yield each property with its facts."""
        for name, triples in self.facts.items():
            yield self.vocabulary.properties[name], triples


def _terms(merged: _Merged) -> Iterator[Problem]:
    kinds = {(subject, kind) for subject, several in merged.kinds.items() for kind in several if kind.startswith(HW)}
    for subject, iri in merged.unknown | {pair for pair in kinds if pair[1][len(HW) :] not in known_terms()}:
        near = nearest(iri[len(HW) :])
        hint = f" (perhaps hw:{near})" if near else ""
        yield Problem("term", subject, f"the vocabulary has no {curie(iri)}{hint}")


def _domains(merged: _Merged) -> Iterator[Problem]:
    names = {kind.iri: kind.name for kind in merged.vocabulary.classes.values()}
    for found, triples in merged.properties():
        for subject in {_iri(triple.subject) for triple in triples}:
            kinds = {names[kind] for kind in merged.kinds.get(subject, ()) if kind in names}
            if kinds and not any(merged.vocabulary.fits(kind, found.domain) for kind in kinds):
                what = f"a {' and '.join(sorted(kinds))} cannot have {curie(found.iri)}"
                yield Problem("domain", subject, f"{what}, which is for {' or '.join(found.domain)}")


def _references(merged: _Merged) -> Iterator[Problem]:
    for found, triples in merged.properties():
        for triple in triples:
            ends = (triple.subject, triple.object) if found.relation else (triple.subject,)
            for end in ends:
                if isinstance(end, ox.BlankNode):
                    yield Problem("reference", str(end), f"is a blank node in {curie(found.iri)}")
                elif isinstance(end, ox.NamedNode) and end.value not in merged.kinds:
                    yield Problem("reference", end.value, f"stands in {curie(found.iri)} but has no class")


def _labels(merged: _Merged) -> Iterator[Problem]:
    for subject in merged.kinds.keys() - merged.labelled:
        yield Problem("label", subject, "has no rdfs:label")


def _circles(merged: _Merged) -> Iterator[Problem]:
    """Find events that are, over any number of steps, parts of themselves (Tarjan's components, iteratively)."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for triple in merged.facts.get("partOf", ()):
        wholes[_iri(triple.subject)].add(_iri(triple.object))
    done: set[str] = set()
    for start in sorted(wholes):
        path: dict[str, None] = {}
        stack = [(start, iter(sorted(wholes[start])))] if start not in done else []
        path.update({node: None for node, _ in stack})
        while stack:
            node, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop(node)
                done.add(node)
            elif following in path:
                yield Problem("circle", following, f"is part of itself, by way of {node}")
            elif following not in done:
                path[following] = None
                stack.append((following, iter(sorted(wholes.get(following, ())))))


def _dates(merged: _Merged) -> Iterator[Problem]:
    starts, ends = (_values(merged, f"schema:{name}") for name in ("startDate", "endDate"))
    for subject, dates in ends.items():
        for end in dates:
            for start in starts.get(subject, ()):
                # only as precise as both are: an event of May 2031 can end on 1 May 2031
                places = min(len(start), len(end))
                if end[:places] < start[:places]:
                    yield Problem("dates", subject, f"ends on {end}, before it starts on {start}")


def _values(merged: _Merged, name: str) -> Mapping[str, set[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for triple in merged.facts.get(name, ()):
        if isinstance(triple.object, ox.Literal):
            values[_iri(triple.subject)].add(triple.object.value)
    return values


def _evidence(store: ox.Store, merged: _Merged) -> Iterator[Problem]:
    """Hold facts against statements, both ways."""
    stated = {
        (row["s"].value, row["p"].value, str(row["o"]))
        for row in _select(
            store, f"SELECT ?s ?p ?o {{ GRAPH ?g {{ ?st {_SUBJECT} ?s ; {_PREDICATE} ?p ; {_OBJECT} ?o }} }}"
        )
    }
    known = set()
    for found, triples in merged.properties():
        if found.name in _NEEDS_NONE or found.name.startswith("dcterms:"):
            continue
        for triple in triples:
            fact = _iri(triple.subject), triple.predicate.value, str(triple.object)
            known.add(fact)
            if fact not in stated:
                message = f"{curie(fact[1])} {_shown(triple.object)} has no evidence"
                yield Problem("evidence", fact[0], message)
    for subject, predicate, object in stated - known:
        if predicate.startswith(HW):
            message = f"there is evidence for {curie(predicate)} {object}, which is not in the graph"
            yield Problem("evidence", subject, message)


def _curation(store: ox.Store) -> Iterator[Problem]:
    """Find the entries of the curation file that matched nothing when the graph was built."""
    for quad in store.quads_for_pattern(None, term("oa:bodyValue"), None, None):
        if isinstance(quad.object, ox.Literal):
            where, _, what = quad.object.value.partition(": ")
            yield Problem("curation", where, what)


def _statements(store: ox.Store) -> Iterator[Problem]:
    """Look at each statement's own values."""
    rungs = vocabulary().rungs
    for row in _select(store, _STATEMENTS):
        statement = row["st"].value
        texts = {name: row[name].value if row[name] else None for name in _PARTS}
        for name, value in texts.items():
            # what a person quotes need not stand in a write-up
            quoted = texts["exact"] is not None and texts["readAs"] != "curated"
            if value is None and (name in ("rule", "confidence", "readAs") or quoted):
                yield Problem("statement", statement, f"has no {_PARTS[name]}")
        confidence, rung, quote = texts["confidence"], texts["readAs"], texts["exact"]
        if confidence is not None and not _within(confidence):
            yield Problem("statement", statement, f"has confidence {confidence}, which is not from 0 to 1")
        if rung is not None and rung not in rungs:
            yield Problem("statement", statement, f"is read as {rung!r}, which is none of {', '.join(rungs)}")
        if quote is None:
            if rung not in ("inferred", "curated", None):
                yield Problem("statement", statement, "has no quote")
        elif texts["start"] is not None and texts["end"] is not None:
            length = int(texts["end"]) - int(texts["start"])
            if length != len(quote):
                yield Problem("statement", statement, f"has a quote of {len(quote)} characters over a span of {length}")


_PARTS = {
    "exact": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
    "readAs": "hw:readAs",
    "rule": "hw:rule",
    "confidence": "hw:confidence",
    "source": "prov:wasQuotedFrom",
}
"""Variable of the query below → property of a statement."""

_NEEDS_NONE = frozenset({"skos:altLabel", "schema:genre", "schema:url"})
"""Properties of names and pages, which come from entities, and of the write-up as a whole: no one line shows them."""

_SUBJECT, _PREDICATE, _OBJECT = (str(term(f"rdf:{name}")) for name in ("subject", "predicate", "object"))
_OPTIONALS = "\n".join(f"OPTIONAL {{ ?st {term(name)} ?{variable} }}" for variable, name in _PARTS.items())
_STATEMENTS = f"SELECT * {{ GRAPH ?g {{ ?st a {term('rdf:Statement')} . {_OPTIONALS} }} }}"


def _within(number: str) -> bool:
    try:
        return 0 <= float(number) <= 1
    except ValueError:
        return False


def _select(store: ox.Store, query: str) -> Iterable[ox.QuerySolution]:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _shown(node: object) -> str:
    return f"{node.value[:60]!r}" if isinstance(node, ox.Literal) else _iri(node)
