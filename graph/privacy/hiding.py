"""Names in what a build says besides the graph: paths of files, errors, and what came and went."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hallway.errors import HallwayError
from hallway.graph.changes import Changes
from hallway.graph.privacy.withheld import Withheld


def hidden_text(text: str, people: Sequence[Withheld]) -> str:
    """Return a text of the same length that tells nobody's name.

    Args:
        text: any.
        people: who wants to be left out, or called something else.
    """
    for person in people:
        text = person.masked(text)
    return text


def hidden_path(path: str, people: Sequence[Withheld]) -> str:
    """Return a path whose parts tell nobody's name; those that did are told apart by a hash.

    Args:
        path: of a write-up within its corpus.
        people: who wants to be left out, or called something else.

    >>> hidden_path("2031/ada-quill.md", [Withheld(("Ada Quill",))])
    '2031/withheld-d5d4bbe0fc2c.md'
    """
    parts = []
    for part in path.split("/"):
        if any(person.tells(part) for person in people):
            stem, dot, suffix = part.rpartition(".")
            hashed = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:12]
            kept = f"{dot}{suffix}" if stem and not any(person.tells(suffix) for person in people) else ""
            part = f"withheld-{hashed}{kept}"
        parts.append(part)
    return "/".join(parts)


def hidden_error(error: HallwayError, people: Sequence[Withheld]) -> HallwayError:
    """Return an error about a write-up or a folder that tells nobody's name.

    Args:
        error: of one path.
        people: who wants to be left out, or called something else.
    """
    path, what, hint = hidden_path(error.path, people), hidden_text(error.what, people), hidden_text(error.hint, people)
    if (path, what, hint) == (error.path, error.what, error.hint):
        return error
    return type(error)(what, path=path, line=error.line, column=error.column, hint=hint)


def hidden_changes(changes: Changes, people: Sequence[Withheld]) -> Changes:
    """Return what a build changed without the names of those whom the graph before may have told of.

    Args:
        changes: with paths that are hidden already.
        people: who wants to be left out, or called something else.
    """
    if not people:
        return changes
    facts = []
    for fact in changes.facts:
        subject, predicate, object = (hidden_text(part, people) for part in fact.triple)
        facts.append(
            replace(
                fact,
                subject=hidden_text(fact.subject, people),
                object=hidden_text(fact.object, people),
                triple=(subject, predicate, object),
            )
        )
    return replace(changes, facts=tuple(sorted(facts)))
