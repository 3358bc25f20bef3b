"""Gold files: the graph that a careful reader draws from one write-up, as YAML.

::

    document: harbour.md                     # the write-up's file name
    meta: {title: null, author: null, date: null, language: en, genre: report, tags: []}
    entities:
      - {id: author, type: Person, name: null}
      - {id: glint, type: Project, name: Glint, aliases: [glint-core], url: "https://glint.example"}
    relations:
      - {s: author, p: worksOn, o: glint, evidence: "I mended its parser"}

``meta.genre`` and the ``evidence`` of a relation may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.pairing import GROUPS, Annotation, thing

AUTHOR = "author"
"""Id that gold files give the writer."""


@dataclass(frozen=True)
class GoldEntity:
    """One entity of a gold file.

    Args:
        id: name within the file.
        kind: class without prefix.
        name: as written; "" for a writer whom the text never names.
        aliases: every other form in the text.
        urls: its own pages.
        line: of the gold file, from 1.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, where it has one, and its aliases."""
        return (self.name, *self.aliases) if self.name else self.aliases


@dataclass(frozen=True)
class GoldFact:
    """One relation of a gold file.

    Args:
        subject: id of an entity.
        predicate: property without prefix.
        object: id of an entity.
        evidence: words of the write-up that show it, white space folded; "" if none are given.
        line: of the gold file, from 1.
    """

    subject: str
    predicate: str
    object: str
    evidence: str = ""
    line: int = 0


@dataclass(frozen=True)
class Gold:
    """One gold file.

    Args:
        path: of the gold file.
        document: file name of its write-up, without folders.
        language: ISO 639-1 code.
        author: who wrote the write-up, as the file states it; "" if it does not.
        genre: what kind of write-up it is; "" if not told.
        title: of the write-up; "" if it has none.
        date: when it was written, ISO 8601; "" if it is not stated.
        tags: as written.
        entities: in the order of the file.
        facts: in the order of the file.
    """

    path: str
    document: str
    language: str
    author: str
    genre: str
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    title: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()

    @cached_property
    def annotation(self) -> Annotation:
        """Its entities and relations as they are compared."""
        things = {e.id: thing(e.kind, e.names, e.urls) for e in self.entities}
        return Annotation.of(things, [(f.subject, f.predicate, f.object) for f in self.facts], AUTHOR)


def read_gold(path: Path) -> Gold:
    """Read one gold file.

    Args:
        path: a YAML file with ``document``, ``meta``, ``entities`` and ``relations``.

    Raises:
        SourceError: the file cannot be read.
        WriteUpError: the file is not in the gold format.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except UnicodeDecodeError as error:
        raise WriteUpError(f"not a gold file: {error}", path=str(path), hint="save it as UTF-8") from None
    try:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        root = loader.get_single_node()
        lines = _lines(root)
        data: Any = loader.construct_document(root)
        entities = [_entity(item, line) for item, line in zip(data["entities"], lines["entities"], strict=True)]
        facts = [_fact(item, line) for item, line in zip(data["relations"], lines["relations"], strict=True)]
        meta = data["meta"]
        return Gold(
            path=str(path),
            document=str(data["document"]),
            language=str(meta["language"]),
            author=_text(meta.get("author")),
            genre=_text(meta.get("genre")),
            title=_text(meta.get("title")),
            date=_text(meta.get("date")),
            tags=tuple(str(tag) for tag in meta.get("tags") or [] if tag),
            entities=tuple(entities),
            facts=tuple(facts),
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise WriteUpError("this gold file is no YAML", path=str(path), line=mark.line + 1 if mark else 0) from None
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise WriteUpError(f"not a gold file: {type(error).__name__} {error}", path=str(path)) from None


def read_golds(folder: Path) -> list[Gold]:
    """Read every gold file (``*.yaml``) of a folder, in the order of their names.

    Args:
        folder: of gold files.

    Raises:
        SourceError: there are none, or one cannot be read.
        WriteUpError: a file there is not in the gold format.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise SourceError("no gold files (*.yaml) there", path=str(folder))
    return [read_gold(path) for path in files]


def _entity(item: Any, line: int) -> GoldEntity:
    kind = str(item["type"])
    if kind not in GROUPS:
        raise ValueError(f"line {line}: no class '{kind}'")
    urls = item.get("url") or []
    return GoldEntity(
        id=str(item["id"]),
        kind=kind,
        name=_text(item.get("name")),
        aliases=tuple(str(alias) for alias in item.get("aliases") or [] if alias),
        urls=(urls,) if isinstance(urls, str) else tuple(str(url) for url in urls),
        line=line,
    )


def _fact(item: Any, line: int) -> GoldFact:
    evidence = " ".join(_text(item.get("evidence")).split())
    return GoldFact(str(item["s"]), str(item["p"]), str(item["o"]), evidence, line)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _lines(root: Any) -> Mapping[str, list[int]]:
    """The line of each item of the lists at the top of a YAML document."""
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("no mapping at its top")
    return {
        key.value: [item.start_mark.line + 1 for item in value.value]
        for key, value in root.value
        if isinstance(value, yaml.SequenceNode)
    }
