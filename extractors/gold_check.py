"""Is a gold file right? Every fault at once, each with its line and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import HallwayError, SourceError, WriteUpError
from hallway.extractors.document import Document
from hallway.extractors.gold import AUTHOR
from hallway.extractors.gold_text import GoldText
from hallway.extractors.gold_writing import FEWEST, MOST
from hallway.extractors.pairing import GROUPS, RELATIONS
from hallway.extractors.readers import read_document
from hallway.schema.vocabulary import vocabulary

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_META = ("title", "author", "date", "language", "tags")
_ENTITY = frozenset({"id", "type", "name", "aliases", "url", "start", "end", "rating"})
_RELATION = frozenset({"s", "p", "o", "evidence"})
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass
class _Faults:
    """What is wrong with one file."""

    path: str
    found: list[HallwayError] = field(default_factory=list)

    def add(self, line: int, what: str, hint: str = "") -> None:
        self.found.append(WriteUpError(what, path=self.path, line=line, hint=hint))


@dataclass(frozen=True)
class _Item:
    """A mapping of the file: its values and where each stands."""

    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def at(self, key: str) -> int:
        return self.lines.get(key, self.line)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class GoldCheck:
    """What became of holding a gold file against its write-up.

    Args:
        faults: all that is wrong, in the order of the file.
        document: the write-up; None if it was not found or could not be read.
    """

    faults: tuple[HallwayError, ...]
    document: Document | None = None


def check_gold(path: Path, documents: Path) -> GoldCheck:
    """Hold a gold file against its write-up.

    Args:
        path: of the gold file.
        documents: folder of write-ups; the one that the file names is looked for there and below.
    """
    faults = _Faults(str(path))
    document = None
    try:
        node = yaml.compose(path.read_bytes().decode("utf-8-sig"), _LOADER)
        root = _item(node, faults)
    except OSError as error:
        return GoldCheck((SourceError(f"cannot be read: {error.strerror or error}", path=str(path)),))
    except UnicodeDecodeError:
        faults.add(0, "this is no text in UTF-8", "save it as UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "a character that may not stand in it"
        faults.add(mark.line + 1 if mark else 0, f"this is no YAML: {what}")
    except RecursionError:
        faults.add(0, "this is no gold file: it goes too deep")
    else:
        if root is not None and isinstance(node, yaml.MappingNode):
            for key in root.values.keys() - {"document", "meta", "entities", "relations"}:
                faults.add(root.at(key), f"unknown part {key!r}", "there are document, meta, entities and relations")
            document = _document(root, documents, faults)
            _File(faults, root, node, GoldText(document) if document is not None else None).check()
    return GoldCheck(tuple(sorted(faults.found, key=lambda fault: fault.line)), document)


def _item(node: yaml.Node | None, faults: _Faults) -> _Item | None:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node is not None else 1
        faults.add(line, "a mapping of names to values must stand here", "as in 'id: ada'")
        return None
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name in values:
            faults.add(key.start_mark.line + 1, f"{name!r} stands twice")
        values[name], lines[name] = _plain(value), value.start_mark.line + 1
    return _Item(node.start_mark.line + 1, values, lines)


def _plain(node: yaml.Node) -> Any:
    """A value as written: text, a list of texts, or None; other things as their node."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag.endswith(":null") else str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
        return [str(one.value) for one in node.value]
    return node


def _document(root: _Item, folder: Path, faults: _Faults) -> Document | None:
    name = root.text("document")
    if not name or "/" in name or "\\" in name or name in (".", ".."):
        faults.add(root.at("document"), "'document' must be the write-up's file name", "without folders")
        return None
    if not folder.is_dir():
        faults.add(0, f"no such folder of write-ups: {folder}", "name it with --documents")
        return None
    found = sorted(path for path in folder.rglob("*") if path.name == name and path.is_file())
    if len(found) != 1:
        what = f"{len(found)} write-ups in {folder} are named {name!r}" if found else f"no write-up {name!r} in {folder}"
        faults.add(root.at("document"), what, "name their folder with --documents")
        return None
    try:
        return read_document(name, found[0].read_bytes())
    except HallwayError as error:
        faults.found.append(error)
    except OSError as error:
        faults.found.append(SourceError(f"cannot be read: {error.strerror or error}", path=str(found[0])))
    return None


@dataclass
class _File:
    """One gold file while it is checked."""

    faults: _Faults
    root: _Item
    node: yaml.MappingNode
    text: GoldText | None
    kinds: dict[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Look at each part of it."""
        self._meta()
        for item in self._items("entities"):
            self._entity(item)
        if AUTHOR not in self.kinds:
            hint = f"add {{id: {AUTHOR}, type: Person, name: null}}"
            self.faults.add(self.root.at("entities"), f"no entity {AUTHOR!r}: the writer is always one", hint)
        seen: dict[tuple[str, str, str], int] = {}
        for item in self._items("relations"):
            self._relation(item, seen)

    def _items(self, key: str) -> Iterator[_Item]:
        node = next((value for name, value in self.node.value if getattr(name, "value", "") == key), None)
        if not isinstance(node, yaml.SequenceNode):
            if node is None or node.tag != "tag:yaml.org,2002:null":
                self.faults.add(self.root.at(key), f"{key!r} must be a list", f"write {key}: [] where there are none")
            return
        for one in node.value:
            item = _item(one, self.faults)
            if item is not None:
                yield item

    def _meta(self) -> None:
        node = next((value for name, value in self.node.value if getattr(name, "value", "") == "meta"), None)
        if node is None:
            self.faults.add(self.root.line, "'meta' is missing", f"it holds {', '.join(_META)}")
            return
        item = _item(node, self.faults)
        if item is None:
            return
        for key in _META:
            if key not in item.values:
                self.faults.add(item.line, f"meta has no {key!r}", "write null, or [] for tags, where there is none")
        for key in item.values.keys() - {*_META, "genre"}:
            self.faults.add(item.at(key), f"unknown {key!r} in meta", f"there are {', '.join(_META)} and genre")
        if (date := item.values.get("date")) is not None and not (isinstance(date, str) and _DATE.fullmatch(date)):
            self.faults.add(item.at("date"), f"the date {_shown(date)} is no ISO date", "write it as 2031-05-23")
        if "language" in item.values and not _LANGUAGE.fullmatch(item.text("language")):
            self.faults.add(item.at("language"), "the language must be an ISO 639-1 code", "en, fr, es …")
        if "tags" in item.values and not isinstance(item.values["tags"], list):
            self.faults.add(item.at("tags"), "tags must be a list of texts", "write tags: [] where there are none")

    def _entity(self, item: _Item) -> None:
        name = item.text("id")
        if not name:
            self.faults.add(item.line, "an entity has no 'id'", "a short name of its own: id: ada")
            return
        if name in self.kinds:
            self.faults.add(item.at("id"), f"the id {name!r} stands twice", "give one of the two another id")
        for key in sorted(item.values.keys() - _ENTITY):
            self.faults.add(item.at(key), f"{name}: unknown key {key!r}", f"there are {', '.join(sorted(_ENTITY))}")
        kind = item.text("type")
        if kind not in GROUPS:
            self.faults.add(item.at("type"), f"{name}: no class {_shown(item.values.get('type'))}", _near(kind, GROUPS))
        self.kinds[name] = kind
        if name == AUTHOR and kind in GROUPS and kind != "Person":
            self.faults.add(item.at("type"), f"{AUTHOR}: the writer is a Person")
        if not item.text("name") and (name != AUTHOR or item.values.get("name") is not None):
            hint = "take the words that stand for it; only the author's may be null"
            self.faults.add(item.at("name"), f"{name}: no name", hint)
        aliases = item.values.get("aliases") or []
        if not isinstance(aliases, list):
            self.faults.add(item.at("aliases"), f"{name}: aliases must be a list", 'write aliases: ["Ada"]')
            aliases = []
        for key, words in [("name", item.text("name")), *(("aliases", alias) for alias in aliases)]:
            if words and self.text is not None and not self.text.holds(words):
                hint = self._nearby(words) or "names keep the text's own spelling"
                self.faults.add(item.at(key), f"{name}: {_shown(words)} does not stand in {self._name}", hint)
        for key in ("start", "end"):
            if key in item.values and not _DATE.fullmatch(item.text(key)):
                self.faults.add(item.at(key), f"{name}: {key} is no ISO date", "write it as 2031-05-23")

    def _relation(self, item: _Item, seen: dict[tuple[str, str, str], int]) -> None:
        subject, predicate, object = (item.text(key) for key in "spo")
        said = f"{subject or '?'} {predicate or '?'} {object or '?'}"
        for key in sorted(item.values.keys() - _RELATION):
            self.faults.add(item.at(key), f"{said}: unknown key {key!r}", "there are s, p, o and evidence")
        for key, end in (("s", subject), ("o", object)):
            if end not in self.kinds:
                hint = _near(end, self.kinds) or "add it to the entities"
                self.faults.add(item.at(key), f"{said}: no entity {end!r}", hint)
        if predicate not in RELATIONS:
            hint = _near(predicate, RELATIONS) or f"there are {', '.join(RELATIONS)}"
            self.faults.add(item.at("p"), f"{said}: no relation {predicate!r}", hint)
        elif {subject, object} <= self.kinds.keys():
            self._ends(item, said, (subject, predicate, object))
        if subject and subject == object:
            self.faults.add(item.line, f"{said}: a thing stands in no relation to itself")
        first = seen.setdefault((subject, predicate, object), item.line)
        if first != item.line:
            self.faults.add(item.line, f"{said}: is said in line {first} already", "take one of the two out")
        self._evidence(item, said)

    def _ends(self, item: _Item, said: str, fact: tuple[str, str, str]) -> None:
        known = vocabulary()
        relation = known.properties[fact[1]]
        for key, end, wanted in (("s", fact[0], relation.domain), ("o", fact[2], relation.range)):
            kind = self.kinds[end]
            if kind in GROUPS and not any(known.is_a(kind, one) for one in wanted):
                what = f"{said}: {end} is a {kind}, but {'subject' if key == 's' else 'object'} is {' or '.join(wanted)}"
                software = kind == "Tool" and "Project" in wanted
                self.faults.add(item.at(key), what, f"make {end} a Project" if software else "")

    def _evidence(self, item: _Item, said: str) -> None:
        words = " ".join(item.text("evidence").split())
        if not words:
            hint = f"quote {FEWEST} to {MOST} words of the write-up"
            self.faults.add(item.at("evidence"), f"{said}: no evidence", hint)
            return
        count = len(words.split())
        if not FEWEST <= count <= MOST and self.text is not None and len(self.text.source.split()) >= FEWEST:
            what = f"{said}: evidence of {count} {'word' if count == 1 else 'words'}"
            self.faults.add(item.at("evidence"), what, f"quote {FEWEST} to {MOST} words")
        if self.text is not None and not self.text.holds(words):
            hint = self._nearby(words) or "copy the words as they stand there"
            self.faults.add(item.at("evidence"), f"{said}: {_shown(words)} does not stand in {self._name}", hint)

    @cached_property
    def _name(self) -> str:
        return self.root.text("document")

    def _nearby(self, words: str) -> str:
        """Where the text says something much like it, as a hint."""
        from rapidfuzz import fuzz

        if self.text is None or len(words) < 4:
            return ""
        found = fuzz.partial_ratio_alignment(words[:300], self.text.source[:200_000], score_cutoff=70)
        if found is None or found.dest_start >= found.dest_end:
            return ""
        start = found.dest_start
        line = self.text.source.count("\n", 0, start) + 1
        return f"line {line} there has {_shown(self.text.source[start : found.dest_end])}"


def _near(text: str, names: Any) -> str:
    close = get_close_matches(text[:80], sorted(names), 1)
    return f"perhaps {close[0]}" if close else ""


def _shown(value: object) -> str:
    folded = " ".join(value.split()) if isinstance(value, str) else "nothing" if value is None else "that"
    if not isinstance(value, str):
        return folded
    return f"“{folded if len(folded) < 80 else folded[:79] + '…'}”"
