"""The changes of a build in full, as a file: text with a line for each fact, or JSON."""

from __future__ import annotations

import json
import os
from pathlib import PurePath

from hallway.exports.output import whole_file
from hallway.graph.changes import Changes, FactChange


def write_changes(changes: Changes, file: str | os.PathLike[str]) -> None:
    """Write all that a build changed; the same changes give the same bytes.

    Args:
        changes: of the build.
        file: its suffix says how: ``.json`` for JSON, anything else for text.

    Raises:
        ExportError: the file cannot be written.
    """
    text = _json(changes) if PurePath(file).suffix.lower() == ".json" else _text(changes)
    with whole_file(file) as stream:
        stream.write(text.encode())


def _text(changes: Changes) -> str:
    return "".join(
        f"{_said(fact)}\t{' '.join(fact.triple)} .\tbecause {changes.reason(fact.because)}\n" for fact in changes.facts
    )


def _said(fact: FactChange) -> str:
    return f"{'+' if fact.came else '-'} {fact.subject} {fact.kind} {fact.object}".rstrip()


def _json(changes: Changes) -> str:
    def listed(came: bool) -> list[dict[str, object]]:
        return [
            {
                "subject": {"iri": fact.triple[0][1:-1], "label": fact.subject},
                "property": fact.triple[1][1:-1],
                "object": {"iri": fact.triple[2][1:-1], "label": fact.object}
                if fact.triple[2].startswith("<")
                else {"value": fact.object},
                "because": [{"write-up": path, "how": changes.how.get(path, "")} for path in fact.because],
            }
            for fact in changes.facts
            if fact.came == came
        ]

    told = {"added": listed(True), "removed": listed(False), "write-ups": dict(sorted(changes.how.items()))}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
