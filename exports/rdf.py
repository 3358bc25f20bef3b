"""The graph as RDF files: sorted, so that equal graphs give equal bytes and git shows what changed.

Turtle, N-Triples and RDF/XML hold the default graph, the merged facts; with ``evidence`` also every evidence statement.
N-Quads, TriG and JSON-LD hold the whole dataset, graph by graph.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import PurePath
from typing import IO, Any

import pyoxigraph as ox

from hallway.errors import ExportError
from hallway.exports.output import whole_file
from hallway.graph.terms import PREFIXES

Write = Callable[[Sequence[ox.Quad], IO[bytes]], None]

_TYPE = f"{PREFIXES['rdf']}type"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """A serialisation of RDF.

    Args:
        title: its usual name.
        dataset: whether it holds named graphs.
        write: writes sorted quads.
    """

    title: str
    dataset: bool
    write: Write


def export_rdf(
    store: ox.Store,
    target: str | os.PathLike[str] | IO[bytes],
    format: str = "",
    *,
    evidence: bool = False,
) -> None:
    """Write the graph as RDF.

    Args:
        store: the graph, as ``open_store`` gives it.
        target: path of the file, or a stream of bytes.
        format: key of ``FORMATS``; if empty, told by the path's suffix.
        evidence: whether a format without named graphs also gets the evidence statements; the others always hold them.

    Raises:
        ExportError: the format is unknown or cannot hold the graph, or the file cannot be written.
    """
    name = format or (PurePath(target).suffix[1:] if isinstance(target, str | os.PathLike) else "")
    chosen = FORMATS.get(name.lower())
    if chosen is None:
        what = f"{name!r} is no RDF format" if name else "no RDF format is named"
        where = os.fspath(target) if isinstance(target, str | os.PathLike) else ""
        raise ExportError(what, path=where, hint=f"use one of: {', '.join(sorted(FORMATS))}")
    quads = sorted(_held(store, chosen, evidence=evidence), key=_order)
    if isinstance(target, str | os.PathLike):
        with whole_file(target) as stream:
            chosen.write(quads, stream)
    else:
        chosen.write(quads, target)


def _held(store: ox.Store, format: RdfFormat, *, evidence: bool) -> Iterator[ox.Quad]:
    if format.dataset:
        yield from store
        return
    yield from store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    if evidence:
        for graph in store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph.value.endswith("/evidence"):
                for quad in store.quads_for_pattern(None, None, None, graph):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """Graph, subject, predicate with types first, object; the default graph is before all named ones."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate.value != _TYPE, quad.predicate.value, str(quad.object)


def _lines(quads: Sequence[ox.Quad], stream: IO[bytes]) -> None:
    for line in sorted(f"{quad} .\n" for quad in quads):
        stream.write(line.encode())


def _turtle(quads: Sequence[ox.Quad], stream: IO[bytes]) -> None:
    stream.write(_header())
    _subjects(quads, stream, "")


def _trig(quads: Sequence[ox.Quad], stream: IO[bytes]) -> None:
    stream.write(_header())
    for graph, held in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, ox.DefaultGraph):
            _subjects(held, stream, "")
        else:
            stream.write(f"\n{graph} {{\n".encode())
            _subjects(held, stream, "    ")
            stream.write(b"}\n")


def _header() -> bytes:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()


def _subjects(quads: Iterable[ox.Quad], stream: IO[bytes], indent: str) -> None:
    """Write a line for each object, so that a diff shows facts."""
    for subject, held in groupby(quads, key=lambda quad: quad.subject):
        lines = []
        for predicate, objects in groupby(held, key=lambda quad: quad.predicate):
            verb = "a" if predicate.value == _TYPE else _short(predicate)
            values = [_short(quad.object) for quad in objects]
            separator = f",\n{indent}        "
            lines.append(
                f"{verb} {values[0]}" if len(values) == 1 else f"{verb}\n{indent}        {separator.join(values)}"
            )
        text = f" ;\n{indent}    ".join(lines)
        stream.write(f"{'' if indent else chr(10)}{indent}{subject} {text} .\n".encode())


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return a term of the known vocabularies by its prefix, a number bare, anything else in full."""
    if isinstance(term, ox.NamedNode):
        return _prefixed(term.value) or str(term)
    if isinstance(term, ox.Literal) and not term.language:
        datatype = term.datatype.value.removeprefix(PREFIXES["xsd"])
        if datatype == "integer" and re.fullmatch(r"-?\d+", term.value):
            return term.value
        if datatype == "decimal" and re.fullmatch(r"-?\d+\.\d+", term.value):
            return term.value
        if datatype != "string" and (short := _prefixed(term.datatype.value)):
            return f"{ox.Literal(term.value)}^^{short}"
    return str(term)


@lru_cache(maxsize=4096)
def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[A-Za-z]\w*", local := iri[len(namespace) :], re.ASCII):
            return f"{prefix}:{local}"
    return ""


def _xml(quads: Sequence[ox.Quad], stream: IO[bytes]) -> None:
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and _NOT_XML.search(quad.object.value):
            what = f"RDF/XML cannot hold a control character, such as {quad.object.value[:40]!r} has"
            raise ExportError(what, hint="export Turtle or N-Quads, or leave the evidence out")
    data = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert data is not None
    # pyoxigraph declares the prefixes in an order of its own each time
    head, root, body = data.partition(b"<rdf:RDF ")
    declared, end, rest = body.partition(b">")
    # a bare carriage return is a line feed to XML parsers (XML 1.0, section 2.11); pyoxigraph writes it bare
    rest = rest.replace(b"\r", b"&#13;")
    stream.write(head + root + b" ".join(sorted(declared.split(b" "))) + end + rest)


def _json(quads: Sequence[ox.Quad], stream: IO[bytes]) -> None:
    """Write JSON-LD 1.1 with a line for each thing; the context stands in the file, so that nothing is fetched."""
    stream.write(b'{"@context": ' + _dumped(dict(sorted(PREFIXES.items()))) + b', "@graph": [')
    opening = b"\n"
    for graph, held in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, ox.NamedNode):
            stream.write(opening + b'{"@id": ' + _dumped(graph.value) + b', "@graph": [')
            opening = b"\n"
        for _, of_subject in groupby(held, key=lambda quad: quad.subject):
            stream.write(opening + _dumped(_node(list(of_subject))))
            opening = b",\n"
        if isinstance(graph, ox.NamedNode):
            stream.write(b"\n]}")
        opening = b",\n"
    stream.write(b"\n]}\n")


def _node(quads: Sequence[ox.Quad]) -> dict[str, Any]:
    subject = quads[0].subject
    node: dict[str, Any] = {"@id": subject.value if isinstance(subject, ox.NamedNode) else str(subject)}
    for predicate, held in groupby(quads, key=lambda quad: quad.predicate):
        objects = [quad.object for quad in held]
        if predicate.value == _TYPE:
            types = [_prefixed(kind.value) or kind.value for kind in objects if isinstance(kind, ox.NamedNode)]
            node["@type"] = types
        else:
            node[_prefixed(predicate.value) or predicate.value] = [_value(thing) for thing in objects]
    return node


def _value(thing: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
    if isinstance(thing, ox.Literal):
        if thing.language:
            return {"@value": thing.value, "@language": thing.language}
        datatype = thing.datatype.value
        if datatype == f"{PREFIXES['xsd']}string":
            return thing.value
        return {"@value": thing.value, "@type": _prefixed(datatype) or datatype}
    return {"@id": (_prefixed(thing.value) or thing.value) if isinstance(thing, ox.NamedNode) else str(thing)}


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


FORMATS: dict[str, RdfFormat] = {
    "jsonld": RdfFormat("JSON-LD", True, _json),
    "nq": RdfFormat("N-Quads", True, _lines),
    "nt": RdfFormat("N-Triples", False, _lines),
    "rdf": RdfFormat("RDF/XML", False, _xml),
    "trig": RdfFormat("TriG", True, _trig),
    "ttl": RdfFormat("Turtle", False, _turtle),
}
"""Suffix → format; the command line reads its choices here."""
