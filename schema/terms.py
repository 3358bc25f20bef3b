"""The names of the vocabulary, for what has to start in a few milliseconds: no YAML, no RDF library.

They come from the generated JSON-LD context, which `hallway.schema.generate --check` holds against the vocabulary.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

HW = "https://w3id.org/hallway/vocab#"
"""Namespace of the vocabulary."""

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hw": HW,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace, of every prefix that a query may use without declaring it."""

CONTEXT = Path(__file__).with_name("generated") / "context.jsonld"
"""The generated JSON-LD context."""


@cache
def known_terms() -> frozenset[str]:
    """Return the names, without prefix, of every class and property in the namespace of the vocabulary.

    >>> "worksOn" in known_terms(), "Person" in known_terms()
    (True, True)
    """
    entries = json.loads(CONTEXT.read_text("utf-8"))["@context"].values()
    iris = (entry["@id"] for entry in entries if isinstance(entry, dict))
    return frozenset(iri[3:] for iri in iris if iri.startswith("hw:"))


def nearest(term: str) -> str | None:
    """Return the known term that a mistyped one was probably meant to be, or None.

    >>> nearest("workson"), nearest("xyzzy")
    ('worksOn', None)
    """
    from difflib import get_close_matches

    # longer than any term: comparing it would only take time
    folded = {name.casefold(): name for name in sorted(known_terms())}
    close = get_close_matches(term[:64].casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
