"""The terms that every graph is written in, and the typed literals of its values."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

import pyoxigraph as ox

from hallway.schema.terms import PREFIXES as PREFIXES

_DATES = (
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


@lru_cache(maxsize=1024)
def term(name: str) -> ox.NamedNode:
    """Return the term that a prefixed name stands for; without a prefix it is one of the vocabulary.

    >>> term("worksOn").value, term("schema:startDate").value
    ('https://w3id.org/hallway/vocab#worksOn', 'https://schema.org/startDate')
    """
    prefix, colon, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if colon else f"{PREFIXES['hw']}{name}")


def curie(iri: str) -> str:
    """Return an IRI as a prefixed name where a prefix covers it, else as it is.

    >>> curie("https://w3id.org/hallway/vocab#worksOn")
    'hw:worksOn'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"\w+", local := iri[len(namespace) :]):
            return f"{prefix}:{local}"
    return iri


def date(text: str) -> ox.Literal:
    """Return an ISO date as day, month or year, as precise as it is written; anything else as it stands."""
    for pattern, name in _DATES:
        if pattern.fullmatch(text):
            return ox.Literal(text, datatype=term(f"xsd:{name}"))
    return ox.Literal(clean(text))


def decimal(number: float) -> ox.Literal:
    """Return a number in 0..1 as a canonical decimal of at most four places."""
    rounded = Decimal(repr(min(max(number, 0.0), 1.0))).quantize(Decimal("0.0001"), ROUND_HALF_EVEN).normalize()
    return ox.Literal(f"{rounded:f}", datatype=term("xsd:decimal"))


def integer(number: int) -> ox.Literal:
    """Return a whole number."""
    return ox.Literal(str(number), datatype=term("xsd:integer"))


def clean(text: str) -> str:
    """Return a label or title on one line and without signs that XML, or a screen, cannot hold."""
    return " ".join(_NOT_SHOWN.sub(" ", text).split())
