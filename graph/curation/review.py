"""What a person should look at: merges that are in doubt and facts that are not sure, each as a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from hallway.graph.curation.file import held
from hallway.graph.curation.naming import lasting
from hallway.graph.curation.tree import decoded, parse
from hallway.graph.curation.writing import Entry
from hallway.graph.lookup import label_of
from hallway.graph.terms import PREFIXES, term

Decision = tuple[str, Entry]
"""Section of the curation file, and what to add to it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be decided with yes or no.

    Args:
        text: the question.
        because: what speaks for it, a line each.
        yes: what to write if it is so.
        no: what to write if it is not.
    """

    text: str
    because: tuple[str, ...]
    yes: Decision
    no: Decision


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of two write-ups that were made one on weak grounds, or nearly were.

    Args:
        one: what one write-up calls it: ``path/of/writeup.md#Name``.
        two: likewise.
        merged: whether they are one in the graph.
        reason: what speaks for it.
        against: what speaks against it, "" for nothing.
        confidence: 0..1.
    """

    one: str
    two: str
    merged: bool
    reason: str
    against: str = ""
    confidence: float = 0.0


def questions(pairs: Iterable[Pair], store: ox.Store, below: float) -> Iterator[Question]:
    """Yield what is to be looked at: pairs first, then facts; the most doubtful first of each.

    Args:
        pairs: merges, and pairs that were nearly merged.
        store: the graph.
        below: 0..1; what is less sure than this is doubtful.
    """
    doubtful = [pair for pair in pairs if not pair.merged or pair.confidence < below]
    for pair in sorted(doubtful, key=lambda pair: (not pair.merged, pair.confidence, pair.one, pair.two)):
        state = f"taken to be one ({pair.confidence:g})" if pair.merged else "kept apart"
        grounds = [f"{state}, for: {pair.reason}", *([f"against: {pair.against}"] if pair.against else [])]
        both = [pair.one, pair.two]
        text = f"Is {pair.one} the same as {pair.two}?"
        yield Question(text, tuple(grounds), ("same", both), ("different", both))
    yield from _facts(store, below)


def pairs_of(store: ox.Store) -> list[Pair]:
    """Return the merges of a graph, and the pairs that were nearly merged, as its graph of identity tells them."""
    found = []
    for graph in sorted(name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode)):
        if graph.endswith("graph/identity"):
            place = ox.NamedNode(graph)
            for quad in store.quads_for_pattern(None, term("rdf:predicate"), None, place):
                assert isinstance(quad.subject, ox.NamedNode)
                values = _values(store, quad.subject, place)
                one, two = (_told(store, values.get(f"rdf:{end}", ""), place) for end in ("subject", "object"))
                if one and two and one != two:
                    merged = quad.object == term("skos:exactMatch")
                    reason = " ".join(filter(None, (values.get("hw:rule"), values.get("dcterms:description"))))
                    sure = float(values.get("hw:confidence") or 0)
                    found.append(Pair(one, two, merged, reason, values.get("hw:against", ""), sure))
    return found


def decided(file: Path) -> set[tuple[str, ...]]:
    """Return what a curation file decides already, in a form that ``is_decided`` understands; nothing if there is none.

    Raises:
        CurationError: the file is not what it should be.
    """
    try:
        data = parse(decoded(held(file, file.name), file.name), file.name).data
    except FileNotFoundError:
        return set()
    found: set[tuple[str, ...]] = set()
    for section in ("same", "different"):
        for entry in data.get(section) or ():
            if isinstance(entry, list):
                texts = [str(item) for item in entry]
                found.update((one, two) for one in texts for two in texts if one != two)
    for section in ("assert", "deny"):
        for entry in data.get(section) or ():
            if isinstance(entry, dict):
                found.add(_fact_key(entry))
    return found


def is_decided(question: Question, by: set[tuple[str, ...]]) -> bool:
    """Say whether a question was answered before."""
    _, entry = question.no
    if isinstance(entry, dict):
        return _fact_key(entry) in by
    return tuple(map(str, entry)) in by


def _fact_key(entry: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(entry.get(part)) for part in ("subject", "predicate", "object"))


def _facts(store: ox.Store, below: float) -> Iterator[Question]:
    best: dict[tuple[str, str, str], tuple[float, str, str, ox.Triple]] = {}
    rows = store.query(_STATEMENTS)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        triple = ox.Triple(row["s"], row["p"], row["o"])
        key = str(row["s"]), str(row["p"]), str(row["o"])
        where = f"{row['path'].value}:{row['line'].value}" if row["path"] and row["line"] else ""
        told = -float(row["c"].value), where, row["quote"].value if row["quote"] else "", triple
        if key not in best or told[:3] < best[key][:3]:
            best[key] = told
    for sure, where, quote, triple in sorted(best.values(), key=lambda told: (-told[0], told[1], str(told[3]))):
        if -sure < below and isinstance(triple.subject, ox.NamedNode):
            yield _fact(store, triple, -sure, where, " ".join(quote.split()))


def _fact(store: ox.Store, triple: ox.Triple, sure: float, where: str, quote: str) -> Question:
    assert isinstance(triple.subject, ox.NamedNode)
    subject = lasting(store, triple.subject.value)
    end = triple.object
    object = lasting(store, end.value) if isinstance(end, ox.NamedNode) else label_of(store, end)
    predicate = triple.predicate.value.removeprefix(PREFIXES["hw"])
    if predicate.startswith(PREFIXES["schema"]):
        predicate = f"schema:{predicate.removeprefix(PREFIXES['schema'])}"
    entry = {"subject": subject, "predicate": predicate, "object": object}
    evidence = {name: text for name, text in (("where", where), ("quote", quote)) if text}
    shown = f"{label_of(store, triple.subject)} {predicate} {label_of(store, triple.object)}?"
    yes = ("assert", {**entry, "evidence": evidence} if evidence else entry)
    return Question(shown, (f"{where}: “{quote}” ({sure:g})",), yes, ("deny", entry))


_STATEMENTS = f"""
SELECT ?s ?p ?o ?c ?path ?line ?quote WHERE {{
  GRAPH ?g {{ ?st {term("rdf:subject")} ?s ; {term("rdf:predicate")} ?p ; {term("rdf:object")} ?o ;
                 {term("hw:confidence")} ?c ; {term("hw:readAs")} ?rung .
              OPTIONAL {{ ?st {term("hw:line")} ?line }} OPTIONAL {{ ?st {term("oa:exact")} ?quote }}
              OPTIONAL {{ ?st {term("prov:wasQuotedFrom")} ?w }} }}
  OPTIONAL {{ ?w {term("dcterms:source")} ?path }}
  FILTER(?rung != "inferred")
}}
"""


def _values(store: ox.Store, node: ox.NamedNode, graph: ox.NamedNode) -> dict[str, str]:
    prefixed = {term(name).value: name for name in _NAMES}
    return {
        prefixed[quad.predicate.value]: quad.object.value
        for quad in store.quads_for_pattern(node, None, None, graph)
        if quad.predicate.value in prefixed and isinstance(quad.object, ox.NamedNode | ox.Literal)
    }


_NAMES = ("rdf:subject", "rdf:object", "hw:rule", "hw:confidence", "hw:against", "dcterms:description")


def _told(store: ox.Store, record: str, graph: ox.NamedNode) -> str:
    """Return ``path#Name`` of a record of the graph of identity; "" for one without a name."""
    if not record:
        return ""
    label = path = ""
    for quad in store.quads_for_pattern(ox.NamedNode(record), None, None, graph):
        if quad.predicate == term("rdfs:label") and isinstance(quad.object, ox.Literal):
            label = quad.object.value
        elif quad.predicate == term("prov:wasDerivedFrom") and isinstance(quad.object, ox.NamedNode):
            for source in store.quads_for_pattern(quad.object, term("dcterms:source"), None, ox.DefaultGraph()):
                path = source.object.value if isinstance(source.object, ox.Literal) else path
    return f"{path}#{label}" if path and label else ""
