"""The JSON Schema of the curation file, for hallway itself and for editors that check YAML while it is written.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from typing import Any

from hallway.schema.terms import HW
from hallway.schema.vocabulary import Vocabulary

_NAME: dict[str, Any] = {"type": ["string", "number"], "minLength": 1}
_DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_NOT_CURATED = frozenset({"WriteUp", "Statement", "Match", "Software"})


def curation_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of ``hallway.yaml``.

    Args:
        vocabulary: its classes and properties are what entries may say.
    """
    classes = sorted(vocabulary.classes.keys() - _NOT_CURATED)
    kind = {"enum": classes, "description": "a class of the vocabulary"}
    own = [p for p in vocabulary.properties.values() if {*p.domain} - _NOT_CURATED]
    stated = sorted(p.name for p in own if p.iri.startswith(HW) or p.name in ("schema:startDate", "schema:endDate"))
    date = {"type": ["string", "number"], "pattern": _DAY, "description": "a date as 2031-06-02, 2031-06 or 2031"}
    thing = {"$ref": "#/$defs/thing"}
    fact = {"subject": thing, "predicate": {"enum": stated, "description": "a property of the vocabulary"}}
    evidence = _mapping(
        {
            "who": {**_NAME, "description": "who said so"},
            "where": {**_NAME, "description": "address, file or occasion"},
            "quote": {**_NAME, "description": "the words"},
            "date": date,
        },
        [],
        "who said so, where, in which words, when",
    )
    affiliation = _mapping({"organization": thing, "from": date, "to": date}, ["organization"], "who they were with")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/hallway/curation.schema.json",
        "title": "hallway curation file",
        "description": "What people know better than the write-ups: hallway.yaml beside them.",
        "type": "object",
        "properties": {
            "same": _section(_list(thing, 2), "each a list of names for one thing"),
            "different": _section(_list(thing, 2), "each a list of things that are never one"),
            "rename": _section(_mapping({"thing": thing, "to": _NAME}, ["thing", "to"]), "what things are called"),
            "retype": _section(_mapping({"thing": thing, "to": kind}, ["thing", "to"]), "what things are"),
            "alias": _section(
                _mapping({"thing": thing, "names": _list(_NAME, 1)}, ["thing", "names"]), "other names of things"
            ),
            "assert": _section(
                _mapping({**fact, "object": thing, "evidence": evidence}, ["subject", "predicate", "object"]),
                "facts that hold",
            ),
            "deny": _section(
                _mapping({**fact, "object": thing}, ["subject", "predicate", "object"]), "facts that do not hold"
            ),
            "ignore": _section(
                {
                    "anyOf": [
                        _NAME,
                        _mapping(
                            {
                                "path": {**_NAME, "description": "of a write-up"},
                                "lines": {**_NAME, "pattern": r"^\d{1,9}(-\d{1,9})?$", "description": "lines as 3-9"},
                                "begins": {**_NAME, "description": "how the first of the lines begins"},
                                "ends": {**_NAME, "description": "how the last of the lines begins"},
                                "heading": {**_NAME, "description": "all that stands below it"},
                            },
                            ["path"],
                        ),
                    ]
                },
                "write-ups by path or glob, and parts of them",
            ),
            "people": _section(
                _mapping(
                    {
                        "name": thing,
                        "names": _list(_NAME, 1),
                        "handles": _list(_NAME, 1),
                        "emails": _list({"type": "string", "pattern": "@", "description": "an e-mail address"}, 1),
                        "affiliations": _list(affiliation, 1),
                        "opt_out": {"type": "boolean"},
                        "pseudonym": _NAME,
                        "mailmap": {**_NAME, "description": "path of a .mailmap file, from this file's folder"},
                    },
                    [],
                ),
                "people, or mailmap files that tell of them",
            ),
        },
        "additionalProperties": False,
        "$defs": {
            "thing": {
                "description": "a name, path/of/writeup.md#Name, or person/remy-hubscher as hallway show prints it",
                "anyOf": [_NAME, _mapping({"name": _NAME, "class": kind, "new": kind}, ["name"])],
            }
        },
    }


def _section(item: dict[str, Any], what: str) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": item, "description": what}


def _list(item: dict[str, Any], least: int) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


def _mapping(properties: dict[str, Any], required: list[str], what: str = "") -> dict[str, Any]:
    described = {"description": what} if what else {}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "minProperties": 1,
    }
