"""Named queries: questions that come with hallway, asked by name with the names of things.

Each is a ``.rq`` file of ``schema/queries``. Its first comment says what it asks::

    # Title
    #
    # Description.
    #
    # parameter event (Event): what it is
    # parameter limit (integer) = 20: what it is, with a default; `any` leaves it open

and lines ``#: event`` in the query say where the values of a parameter come in. The file is valid SPARQL without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from hallway.errors import NameNotFound, QueryError, RulePackError
from hallway.graph.sparql import Result, check_terms, run_query
from hallway.schema.folding import fold
from hallway.schema.terms import HW, PREFIXES, known_terms, nearest

__all__ = ["NamedQuery", "Parameter", "Result", "check_terms", "named_queries", "run_query"]

_FOLDER = Path(__file__).resolve().parent.parent / "schema" / "queries"
_PARAMETER = re.compile(r"parameter (\w+) \((\w+)\)(?: = (\w+))?: (.+)")
_PLACE = re.compile(r"^[ \t]*#: (\w+)[ \t]*$", re.MULTILINE)
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query wants to be told.

    Args:
        name: as it is given (``event``).
        kind: the class that a name is looked up in (``Software`` for a project or tool); or ``any`` of them,
            ``property``, ``integer``.
        default: what it is if it is not given, "any" for no restriction; None if it must be given.
        description: what it means.
    """

    name: str
    kind: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name.

    Args:
        name: under which it is asked (``who-attended``).
        title: the question in a few words.
        description: more of it.
        parameters: in the order in which they are told of.
        sparql: the query with nothing filled in.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def bind(self, store: ox.Store, /, **given: str) -> str:
        """Return the query with its parameters filled in.

        Args:
            store: where names are looked up.
            given: a value for each parameter: a name as it stands in the graph, whatever its case and accents; the end
                of an IRI (``person/ada-quill``) or a whole one; a property; a number.

        Raises:
            QueryError: a parameter is unknown or missing, a number is none, or the vocabulary has no such property.
            NameNotFound: nothing of the parameter's class is called that.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                what = f"{self.name} has no parameter {name!r}"
                raise QueryError(what, hint=f"it has {', '.join(known)}" if known else "it takes none")
        clauses = {}
        for parameter in self.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is None:
                what = f"{self.name} needs {parameter.name}: {parameter.description}"
                raise QueryError(what, hint=f"give {parameter.name}=NAME")
            clauses[parameter.name] = _clause(store, parameter, str(value))
        return _PLACE.sub(lambda place: clauses.get(place[1], ""), self.sparql)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the queries that come with hallway, by name, sorted.

    Raises:
        RulePackError: a file of them is not what it should be.

    >>> named_queries()["who-attended"].title
    'Who was at an event'
    """
    queries = {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.rq"))}
    return MappingProxyType(queries)


def _read(path: Path) -> NamedQuery:
    text = path.read_text("utf-8")
    head = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line[1:].strip())
    parameters, prose = [], []
    for line in head:
        if match := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(match[1], match[2], match[3], match[4]))
        else:
            prose.append(line)
    places = _PLACE.findall(text)
    if not prose or not prose[0]:
        raise RulePackError("a query needs a title", path=str(path), line=1, hint="begin with `# Title`")
    if {parameter.name for parameter in parameters} != set(places):
        raise RulePackError("parameters and `#:` lines do not agree", path=str(path), hint="give each parameter a line")
    return NamedQuery(path.stem, prose[0], " ".join(" ".join(prose[1:]).split()), tuple(parameters), text)


def _clause(store: ox.Store, parameter: Parameter, value: str) -> str:
    if value.strip().casefold() == "any":
        return ""
    if parameter.kind == "integer":
        if not (value.isascii() and value.isdigit() and len(value) < 8 and 0 < int(value) <= _MOST):
            raise QueryError(f"{parameter.name} is {value!r}", hint=f"give a number from 1 to {_MOST}")
        return f"LIMIT {int(value)}"
    found = [_property(value)] if parameter.kind == "property" else _named(store, parameter, value)
    # terms are written by pyoxigraph, never pasted: a name cannot break out of the query
    return f"  VALUES ?{parameter.name} {{ {' '.join(map(str, found))} }}"


def _property(name: str) -> ox.NamedNode:
    prefix, _, local = name.strip("<>").partition(":")
    try:
        if local and prefix in PREFIXES and PREFIXES[prefix] != HW:
            return ox.NamedNode(PREFIXES[prefix] + local)
        if local.startswith("//") and not name.strip("<>").startswith(HW):
            return ox.NamedNode(name.strip("<>"))
    except ValueError as error:
        raise QueryError(f"{name!r} is no property", hint="write it as worksOn, hw:worksOn or an IRI") from error
    term = name.strip("<>").removeprefix(HW).removeprefix("hw:")
    if term not in known_terms():
        near = nearest(term)
        raise QueryError(f"the vocabulary has no property {name!r}", hint=f"perhaps {near}" if near else "")
    return ox.NamedNode(HW + term)


def _named(store: ox.Store, parameter: Parameter, name: str) -> list[ox.NamedNode]:
    """Return what a name stands for among the members of a class: by label, else by another name.

    A series stands for its editions, beside an event of the same name.
    """
    kinds = _KINDS.get(parameter.kind, (parameter.kind,))
    found = set(_exactly(store, kinds, name))
    for predicate in _NAMES:
        if not found:
            found = set(_called(store, kinds, name, predicate))
            if parameter.kind == "Event":
                for series in _called(store, ("EventSeries",), name, predicate):
                    editions = store.quads_for_pattern(None, _IN_SERIES, series, ox.DefaultGraph())
                    found |= {quad.subject for quad in editions if isinstance(quad.subject, ox.NamedNode)}
    if not found:
        what = "nothing" if parameter.kind == "any" else f"no {parameter.kind}"
        raise NameNotFound(f"{what} in the graph is called {name!r}", hint=_nearest(store, kinds, name))
    return sorted(found, key=str)


_KINDS = {"Software": ("Project", "Tool"), "any": ()}
_NAMES = tuple(ox.NamedNode(PREFIXES[p] + local) for p, local in (("rdfs", "label"), ("skos", "altLabel")))
_IN_SERIES = ox.NamedNode(f"{HW}inSeries")
_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


def _exactly(store: ox.Store, kinds: tuple[str, ...], iri: str) -> list[ox.NamedNode]:
    try:
        node = ox.NamedNode(iri.strip().removeprefix("<").removesuffix(">"))
    except ValueError:
        return []
    there = any(True for _ in store.quads_for_pattern(node, None, None, ox.DefaultGraph()))
    return [node] if there and _is(store, node, kinds) else []


def _called(store: ox.Store, kinds: tuple[str, ...], name: str, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    wanted, folded = name.strip(), fold(name)
    for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            text = quad.object.value
            # a name without any letter folds to nothing, and then only itself is meant
            same = text.strip() == wanted or (folded and fold(text) == folded)
            ends_so = "/" in wanted and quad.subject.value.endswith(f"/{wanted}")
            if (same or ends_so) and _is(store, quad.subject, kinds):
                yield quad.subject


def _is(store: ox.Store, node: ox.NamedNode, kinds: tuple[str, ...]) -> bool:
    return not kinds or any(ox.Quad(node, _TYPE, ox.NamedNode(HW + kind), ox.DefaultGraph()) in store for kind in kinds)


def _nearest(store: ox.Store, kinds: tuple[str, ...], name: str) -> str:
    from rapidfuzz import fuzz, process

    names = {
        quad.object.value
        for predicate in _NAMES
        for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and _is(store, quad.subject, kinds)
    }
    near = process.extract(name, sorted(names), scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=60)
    return f"perhaps {', '.join(repr(text) for text, _, _ in near)}" if near else ""
