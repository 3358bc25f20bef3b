"""SPARQL from users: run as it is, with known prefixes, and with errors that say where and what was meant.

This module imports pyoxigraph alone, since every query goes through it.
https://www.w3.org/TR/sparql11-query/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from hallway.errors import QueryError
from hallway.schema.terms import HW, PREFIXES, known_terms, nearest

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""Of SELECT, ASK, and CONSTRUCT or DESCRIBE."""

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\r\n]*)
    | (?P<text>"{3}(?:[^"\\]|\\(?:.|\Z)|"(?!""))*(?:"{3}|\Z) | '{3}(?:[^'\\]|\\(?:.|\Z)|'(?!''))*(?:'{3}|\Z)
        | "(?:[^"\\\r\n]|\\(?:.|\Z))*"? | '(?:[^'\\\r\n]|\\(?:.|\Z))*'?)  # one without an end runs on, in linear time
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]*)
    | (?P<name>(?:[^\W\d_][\w.-]{0,99})?:(?:[\w:%](?:[\w.:%-]*[\w:%-])?)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_WHERE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SIGN = re.compile(r'"([^"\s\\]{1,12})"')
_OPENING, _CLOSING, _OPERATORS = frozenset("{(["), frozenset("})]"), frozenset("!+-*/^|&=<>")
_JOINING = frozenset({"union", "minus", "optional", "filter", "in"})
_DEEPEST = 500
_CHANGES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_MEANINGS = {
    "The SELECT contains a variable that is unbound": "a selected variable is neither grouped by nor in an aggregate",
    "IRI parsing failed": "an IRI is not valid, or not absolute",
}


def run_query(store: ox.Store, sparql: str) -> Result:
    """Run a query; the prefixes of ``hallway.schema.terms.PREFIXES`` are known to it.

    Args:
        store: the graph.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Returns:
        What pyoxigraph gives: rows, a truth value, or triples, the first and last read as they are asked for.

    Raises:
        QueryError: it does not parse (with line and column), names a term that the vocabulary does not have, or asks
            another server.

    >>> bool(run_query(ox.Store(), "ASK { ?person hw:attended ?event }"))
    False
    """
    check_terms(sparql)
    try:
        return store.query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise _parsed(str(error), sparql) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def check_terms(sparql: str) -> None:
    """See that every term in the vocabulary's namespace is one of its own, so that a slip does not just find nothing.

    Args:
        sparql: a query, well formed or not; strings and comments in it do not count.

    Raises:
        QueryError: a term is unknown; the hint names the one that was probably meant. Or the query would change the
            graph, or ask another server, which hallway does not do.

    >>> check_terms("SELECT * { ?s hw:workson ?o }")
    Traceback (most recent call last):
    hallway.errors.QueryError: 1:15: the vocabulary has no hw:workson (perhaps hw:worksOn)
    """
    _check_depth(sparql)
    prefixes = _prefixes(sparql)
    first = True
    for kind, token, start in _tokens(sparql):
        if kind == "word":
            word = token.lower()
            if word == "service":
                raise _error("SERVICE asks another server", sparql, start, "a query sees only the graph itself")
            if first and word in _CHANGES:
                what = f"{token.upper()} would change the graph"
                raise _error(what, sparql, start, "queries only read; facts come from write-ups and the curation file")
            first = first and word in ("prefix", "base")
        elif kind in ("name", "iri"):
            _check(kind, token, start, sparql, prefixes)


def _check_depth(sparql: str) -> None:
    """Refuse what would overflow the stack of Oxigraph's parser, which goes down once for each bracket and operator."""
    depth = signs = 0
    for kind, token, start in _tokens(sparql):
        depth += (token in _OPENING) - (token in _CLOSING)
        signs += token in _OPERATORS or (kind == "word" and token.lower() in _JOINING)
        if max(depth, signs // 4) > _DEEPEST:
            raise _error("the query nests too deep", sparql, start, "split it into several")


def _tokens(sparql: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or "other"
        if kind != "comment" and not match[0].isspace():
            yield kind, match[0], match.start()


def _prefixes(sparql: str) -> dict[str, str]:
    """Return the prefixes that are known in a query: those of its own, and those that need no declaration."""
    declared = dict(PREFIXES)
    tokens = [("", ""), ("", ""), *((kind, token) for kind, token, _ in _tokens(sparql))]
    for (_, word), (kind, name), (last, iri) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.lower() == "prefix" and kind == "name" and name.endswith(":") and last == "iri":
            declared[name[:-1]] = iri[1:-1]
    return declared


def _check(kind: str, token: str, start: int, sparql: str, prefixes: dict[str, str]) -> None:
    if kind == "iri":
        iri = token[1:-1]
    else:
        prefix, _, local = token.partition(":")
        iri = prefixes.get(prefix, "") + local
    if iri.startswith(HW) and (local := iri[len(HW) :]) not in known_terms() and local:
        near = nearest(local)
        hint = f"perhaps hw:{near}" if near else "`hallway queries` shows what can be asked"
        raise _error(f"the vocabulary has no hw:{local}", sparql, start, hint)


def _parsed(message: str, sparql: str) -> QueryError:
    """Make one line of what Oxigraph's parser says; it lists whatever else could have stood there."""
    if not any(kind for kind, _, _ in _tokens(sparql)):
        return QueryError("the query is empty", hint="begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    match = _WHERE.match(message)
    if not match:
        return QueryError(f"the query does not parse: {' '.join(message.split())}")
    if "Prefix not found" in match[3]:
        known = _prefixes(sparql)
        for kind, token, start in _tokens(sparql):
            prefix = token.partition(":")[0]
            if kind == "name" and prefix not in known:
                return _error(f"the prefix {prefix}: is not declared", sparql, start, f"known are {', '.join(known)}")
    meant = next((text for said, text in _MEANINGS.items() if said in match[3]), "")
    signs = list(dict.fromkeys(_SIGN.findall(match[3])))
    expected = f"expected {' or '.join(signs)}" if 0 < len(signs) <= 6 else ""
    line, column = int(match[1]), int(match[2])
    lines = sparql.split("\n")
    found = lines[line - 1][column - 1 :].split() if line <= len(lines) else []
    at = f" at {found[0][:30]!r}" if found else " at its end" if line >= len(lines) else ""
    return QueryError(f"the query does not parse{at}", line=line, column=column, hint=meant or expected)


def _error(what: str, sparql: str, start: int, hint: str) -> QueryError:
    line = sparql.count("\n", 0, start) + 1
    return QueryError(what, line=line, column=start - (sparql.rfind("\n", 0, start) + 1) + 1, hint=hint)
