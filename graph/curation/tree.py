"""A YAML file as a tree that knows where everything stands, in the file's own text.

Names stay what they are: ``No``, ``3.10`` and ``2031-06-02`` are text. Only an unquoted ``true`` or ``false`` is a
truth value, and nothing at all is None. What a curation file has no use for (aliases, tags, several documents, keys
twice) is refused, so that no file can grow when it is read. https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hallway.errors import CurationError

LARGEST = 8 * 1024 * 1024
"""Bytes that a curation file may have."""

_DEEPEST = 12
_PLAIN = {"true": True, "false": False, "": None, "null": None, "~": None}


@dataclass(slots=True)
class Node:
    """One value of the file.

    Args:
        kind: ``scalar``, ``list`` or ``mapping``.
        line: where it begins, from 1.
        start: code point of the text where it begins.
        end: code point after its last, comments and blanks behind it not included.
        column: where its first character stands in its line, from 0.
        flow: whether it is written in brackets.
        value: of a scalar: text, a truth value, or None.
        items: of a list.
        pairs: of a mapping, in order: the key's node and the value's.
    """

    kind: str
    line: int
    start: int
    end: int
    column: int
    flow: bool = False
    value: str | bool | None = None
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    @property
    def data(self) -> Any:
        """The value as plain Python: text, True, False, None, lists, dicts."""
        if self.kind == "list":
            return [item.data for item in self.items]
        if self.kind == "mapping":
            return {key.value: value.data for key, value in self.pairs}
        return self.value

    def get(self, key: str) -> Node | None:
        """Return the value of a mapping's key; None if it has no such key, or stands empty."""
        for name, value in self.pairs:
            if name.value == key:
                return None if value.kind == "scalar" and value.value is None else value
        return None

    def text(self, key: str) -> str:
        """Return the value of a key as text, "" if there is none."""
        found = self.get(key)
        return str(found.value).strip() if found is not None and found.kind == "scalar" else ""

    def listed(self, key: str) -> list[Node]:
        """Return the items of a key's list, none if there is no such key."""
        found = self.get(key)
        return found.items if found is not None else []

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """Return the line of what stands at a path of keys and positions, or of the nearest thing around it."""
        here = self
        for step in path:
            if here.kind == "list" and isinstance(step, int) and step < len(here.items):
                here = here.items[step]
            elif here.kind == "mapping" and (found := [v for k, v in here.pairs if k.value == step]):
                here = found[0]
            else:
                break
        return here.line


def decoded(data: bytes, path: str) -> str:
    """Return the file's text, a byte order mark included.

    Raises:
        CurationError: it is too large, or no UTF-8.
    """
    if len(data) > LARGEST:
        what = f"is larger than {LARGEST // 1024 // 1024} MiB"
        raise CurationError(what, path=path, hint="a curation file holds corrections, not write-ups")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CurationError("is not UTF-8", path=path, line=line, hint="save it as UTF-8") from None


def parse(text: str, path: str) -> Node:
    """Return the tree of a curation file; an empty file is an empty mapping.

    Args:
        text: of the file.
        path: for error messages.

    Raises:
        CurationError: it is no YAML, or more than plain lists, mappings and texts.
    """
    import yaml

    shift = int(text.startswith("\ufeff"))  # a byte order mark is no part of any line, but of the text
    roots: list[Node] = []
    open_: list[tuple[Node, list[Node]]] = []
    try:
        for event in yaml.parse(text[shift:], getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            begin, end = event.start_mark, event.end_mark
            if begin is None or end is None:
                continue  # of a stream's own events only
            line = begin.line + 1
            if isinstance(event, yaml.AliasEvent):
                what = f"an alias (*{event.anchor}) has no use here"
                raise CurationError(what, path=path, line=line, hint="write it out")
            if isinstance(event, yaml.DocumentStartEvent) and roots:
                raise CurationError("a second document begins here", path=path, line=line, hint="put all into one")
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                node, parts = open_.pop()
                _close(node, parts, end.index + shift, path)
                continue
            if not isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                continue
            if event.tag is not None:
                raise CurationError(f"a tag ({event.tag}) has no use here", path=path, line=line, hint="leave it out")
            node = Node("scalar", line, begin.index + shift, end.index + shift, begin.column)
            (open_[-1][1] if open_ else roots).append(node)
            if isinstance(event, yaml.ScalarEvent):
                plain = event.implicit[0] and not event.style
                node.value = _PLAIN.get(event.value, event.value) if plain else event.value
            else:
                node.kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
                node.flow = bool(event.flow_style)
                open_.append((node, []))
                if len(open_) > _DEEPEST:
                    raise CurationError("is nested too deeply", path=path, line=line, hint="see docs/curating.md")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that may not stand in it"
        at = getattr(error, "position", 0)  # of a character that no YAML may hold, in bytes
        line = mark.line + 1 if mark else text[shift:].encode().count(b"\n", 0, at) + 1
        hint = "put names with : or # or leading signs in quotes"
        raise CurationError(f"this is no YAML: {problem}", path=path, line=line, hint=hint) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, CurationError):
            raise
        raise CurationError(f"this is no YAML: {type(error).__name__}", path=path, hint="save it as UTF-8") from None
    root = roots[0] if roots else Node("mapping", 1, 0, 0, 0)
    if root.kind == "scalar" and root.value is None:
        return Node("mapping", 1, 0, 0, 0)
    return root


def _close(node: Node, parts: list[Node], end: int, path: str) -> None:
    """Give a list or mapping what was found in it; a block ends where its last part does."""
    if node.kind == "list":
        node.items = parts
    else:
        node.pairs = list(zip(parts[::2], parts[1::2], strict=True))
        for key, first in _twice(node):
            what = f"{key.value!r} stands here twice, first in line {first.line}"
            raise CurationError(what, path=path, line=key.line, hint="put all below one of them")
        for key, _ in node.pairs:
            if key.kind != "scalar":
                raise CurationError("a key is a word", path=path, line=key.line, hint="see docs/curating.md")
    node.end = end if node.flow or not parts else max(part.end for part in parts)


def _twice(node: Node) -> Iterator[tuple[Node, Node]]:
    seen: dict[object, Node] = {}
    for key, _ in node.pairs:
        if key.kind == "scalar":
            first = seen.setdefault(key.value, key)
            if first is not key:
                yield key, first
