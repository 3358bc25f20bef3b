"""A sheet as bytes, and back: JSON of lists, compressed. Of each record, only what is not as usual is written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from sys import intern
from typing import Any

from hallway.extractors.reading import Entity
from hallway.graph.identity.editions import Edition
from hallway.graph.identity.records import Record, family_of
from hallway.graph.identity.sheets import Sheet

_LONGEST = 1 << 28  # bytes that a sheet may grow to; what is longer was not written here
_NOT_KEPT = {"spans"}  # where a thing is mentioned tells nothing of who it is
_ENTITY = {f.name: f.default for f in fields(Entity) if f.default is not MISSING and f.name not in _NOT_KEPT}
_OWN = {"key", "family", "entity", "name", "context"}
_RECORD = [f.name for f in fields(Record) if f.name not in _OWN]
_EDITION = [f.name for f in fields(Edition)]


def packed_sheet(sheet: Sheet) -> bytes:
    """Return a sheet as bytes; its path is left out.

    Args:
        sheet: of one write-up.
    """
    kinds: dict[tuple[str, ...], int] = {}
    contexts: dict[frozenset[str], int] = {}
    rows: list[list[object]] = []
    for record in sheet.records:
        entity = record.entity
        kind, context = kinds.setdefault(entity.kinds, len(kinds)), contexts.setdefault(record.context, len(contexts))
        row: list[object] = [entity.id, kind, entity.name, record.name, context]
        told = {name: value for name, usual in _ENTITY.items() if (value := getattr(entity, name)) != usual}
        own = {name: _plain(value) for name in _RECORD if (value := getattr(record, name))}
        if told or own:
            row += [told, own]
        rows.append(row)
    whole = (
        sheet.title,
        sheet.author,
        sheet.written,
        list(kinds),
        [sorted(context) for context in contexts],
        rows,
        {id: [_plain(getattr(edition, name)) for name in _EDITION] for id, edition in sheet.editions.items()},
        dict(sheet.places),
        dict(sheet.wholes),
        sheet.signs,
    )
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode("ascii"), 1)


class Unpacking:
    """Makes sheets of bytes; what many sheets hold is made once.

    One of these serves a whole corpus.
    """

    def __init__(self) -> None:
        self._entities: dict[tuple[str, tuple[str, ...], str], Entity] = {}
        self._contexts: dict[tuple[str, ...], frozenset[str]] = {}
        self._kinds: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}

    def sheet(self, path: str, data: bytes) -> Sheet:
        """Return the sheet that bytes stand for.

        Args:
            path: of the write-up.
            data: as ``packed_sheet`` gives them.

        Raises:
            ValueError: they stand for none.
        """
        try:
            inflated = zlib.decompressobj()
            text = inflated.decompress(data, _LONGEST)
            if not inflated.eof:
                raise ValueError("a sheet without end")
            return self._sheet(path, *json.loads(text))
        except (zlib.error, RecursionError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise ValueError(f"no sheet: {error}") from error

    def _sheet(
        self,
        path: str,
        title: str,
        author: str,
        written: str,
        kinds: list[list[str]],
        contexts: list[list[str]],
        rows: list[list[Any]],
        editions: dict[str, list[Any]],
        places: dict[str, str],
        wholes: dict[str, list[str]],
        signs: list[list[str]],
    ) -> Sheet:
        known = [self._kind(tuple(kind)) for kind in kinds]
        beside = [self._context(tuple(context)) for context in contexts]
        records = []
        for id, kind, name, folded, context, *more in rows:
            kinds_here, family = known[kind]
            if not more:
                entity = self._entities.get((id, kinds_here, name))
                if entity is None:
                    entity = self._entities[id, kinds_here, name] = Entity(id, kinds_here, name)
                records.append(Record((path, id), family, entity, intern(folded), context=beside[context]))
            else:
                told, own = more
                entity = Entity(id, kinds_here, name, **{key: _hard(value) for key, value in told.items()})
                record = Record((path, id), family, entity, intern(folded), context=beside[context])
                for field, value in own.items():
                    setattr(record, field, frozenset(map(intern, value)) if isinstance(value, list) else value)
                records.append(record)
        return Sheet(
            path,
            title,
            author,
            written,
            records,
            {id: _edition(values) for id, values in editions.items()},
            places,
            {part: tuple(whole) for part, whole in wholes.items()},
            tuple([(sort, id, name) for sort, id, name in signs]),
        )

    def _kind(self, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        found = self._kinds.get(kinds)
        if found is None:
            found = self._kinds[kinds] = kinds, family_of(Entity("", kinds, ""))
        return found

    def _context(self, context: tuple[str, ...]) -> frozenset[str]:
        found = self._contexts.get(context)
        if found is None:
            found = self._contexts[context] = frozenset(map(intern, context))
        return found


def _plain(value: object) -> object:
    """A value as JSON has it: sets as sorted lists."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value


def _hard(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _edition(values: list[Any]) -> Edition:
    edition = Edition(*values)
    edition.parts = set(edition.parts)
    return edition
