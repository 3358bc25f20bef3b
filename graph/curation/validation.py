"""Is a curation file what its JSON Schema says? Every fault as one line that says where, what, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from hallway.errors import CurationError
from hallway.graph.curation.tree import Node
from hallway.schema.terms import CONTEXT

if TYPE_CHECKING:
    from jsonschema import ValidationError

SCHEMA = CONTEXT.with_name("curation.schema.json")
"""The published schema; see ``hallway.schema.curation_file``."""

_CALLED = {
    "array": "a list",
    "boolean": "true or false",
    "null": "nothing",
    "number": "a number",
    "object": "keys with values",
    "string": "text",
}


def faults(root: Node, path: str) -> list[CurationError]:
    """Return what is wrong with a curation file, sorted by line; nothing if it is as it should be.

    Args:
        root: of its tree.
        path: for the messages.
    """
    from jsonschema import Draft202012Validator

    if root.kind != "mapping":
        hint = "begin with a section, such as 'same:'"
        return [CurationError("a curation file is made of sections", path=path, line=root.line, hint=hint)]
    schema = json.loads(SCHEMA.read_text("utf-8"))
    found = []
    for error in Draft202012Validator(schema).iter_errors(root.data):
        at = tuple(error.absolute_path)
        for what, hint, key in _told(error):
            line = _line_of_key(root, at, key) if key else root.line_of(at)
            where = f"in {at[0]}: " if at else ""
            found.append(CurationError(f"{where}{what}", path=path, line=line, hint=hint))
    return sorted(found, key=lambda fault: (fault.line, fault.what))


def _told(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong, what to do, and the key that is to blame ("" for the value itself)."""
    while error.validator == "anyOf":
        # of a text or a mapping, the one that was written is meant
        wanted = "object" if isinstance(error.instance, dict) else "string"
        near = [e for e in error.context or () if e.validator != "type" and _is_for(e, wanted)]
        if not near:
            hint = "put it in quotes" if isinstance(error.instance, bool) else _schema(error).get("description", "")
            yield f"{_shown(error.instance)} is no name", hint or "write a name, or path: with what is left out", ""
            return
        error = near[0]
    schema = _schema(error)
    value: Any = error.instance
    keys = list(schema.get("properties", ()))
    if error.validator == "additionalProperties":
        for key in sorted(value.keys() - keys, key=str):
            close = get_close_matches(str(key)[:80], keys, 1)
            hint = f"perhaps '{close[0]}'" if close else f"there are {', '.join(keys)}"
            yield f"there is no '{key}'", hint, str(key)
    elif error.validator == "required":
        missing = [key for key in schema["required"] if key not in value]
        yield f"'{missing[0]}' is missing", f"an entry has {', '.join(keys)}", ""
    elif error.validator == "minItems":
        least = schema["minItems"]
        yield f"a list of {len(value)}", f"name at least {least}", ""
    elif error.validator == "enum":
        close = get_close_matches(str(value)[:80], schema["enum"], 1)
        hint = f"perhaps {close[0]}" if close else f"there are {', '.join(schema['enum'])}"
        yield f"{_shown(value)} is not {schema.get('description', 'known here')}", hint, ""
    elif error.validator == "type":
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        wanted = " or ".join(_CALLED[name] for name in types if name not in ("null", "number"))
        hint = "put it in quotes" if isinstance(value, bool) and "string" in types else schema.get("description", "")
        if not hint and keys:
            hint = f"an entry has {', '.join(keys)}"
        hint = hint or {"array": "write it as [A, B]", "boolean": "write true or false"}.get(types[0], "see the docs")
        yield f"{_shown(value)} stands where {wanted} should", hint, ""
    else:
        yield f"{_shown(value)} cannot stand here", schema.get("description", "see docs/curating.md"), ""


def _schema(error: ValidationError) -> dict[str, Any]:
    return dict(error.schema) if isinstance(error.schema, Mapping) else {}


def _is_for(error: ValidationError, wanted: str) -> bool:
    # whether the schema that failed is for what was written; deeper errors are by what they stand in
    types = _schema(error).get("type", wanted) if len(error.relative_path) == 0 else wanted
    return wanted in types


def _line_of_key(root: Node, at: tuple[str | int, ...], key: str) -> int:
    here: Node | None = root
    for step in at:
        if here is not None and here.kind == "list" and isinstance(step, int):
            here = here.items[step]
        elif here is not None:
            here = here.get(str(step))
    lines = [name.line for name, _ in here.pairs if str(name.value) == key] if here is not None else []
    return lines[0] if lines else root.line_of(at)


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    return str(value).lower() if isinstance(value, bool) else f"'{' '.join(str(value).split())[:60]}'"
