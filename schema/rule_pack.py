"""The JSON Schema of rule packs, for editors that check YAML while it is written.

https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from typing import Any

from hallway.schema.terms import HW
from hallway.schema.vocabulary import Vocabulary

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}


def rule_pack_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema of one file of a rule pack.

    Args:
        vocabulary: its relations are what a fact may say.
    """
    relations = sorted(p.name for p in vocabulary.properties.values() if p.relation and p.iri.startswith(HW))
    fact = {"type": "string", "pattern": f"^\\s*\\S+\\s+({'|'.join(relations)})\\s+\\S+\\s*$"}
    keys: dict[str, tuple[dict[str, Any], str]] = {
        "name": (_TEXT, "unique within all packs; hallway why shows it with each fact"),
        "cue": (_TEXTS, "words in lower case, one of which must stand in the sentence"),
        "pattern": (_TEXT, "regular expression over the sentence, with slots such as {person+} and {software}"),
        "facts": (
            {"oneOf": [fact, {"type": "array", "items": fact, "minItems": 1}]},
            "'subject property object', of slots of the pattern, author, main-event, main-project, speaker-here, "
            "talk-here",
        ),
        "confidence": ({"type": "number", "minimum": 0, "maximum": 1}, "how sure the facts are; 0.8 if not told"),
        "guard": ({"enum": ["all", "negation", "none"]}, "what takes a fact away: denial and plan, denial, nothing"),
        "match": (_TEXTS, "sentences of which the rule must read a fact"),
        "not": (_TEXTS, "sentences of which it must not"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/hallway/rule-pack.schema.json",
        "title": "hallway rule pack",
        "description": "Rules of one language for what sentences state: DIR/en/*.yaml for hallway build --rules DIR.",
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": {key: {**shape, "description": what} for key, (shape, what) in keys.items()},
            "required": ["name", "cue", "pattern", "facts", "match", "not"],
            "additionalProperties": False,
        },
    }
