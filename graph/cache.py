"""Readings kept from one build to the next, each with its sheet, in one file of the graph's folder.

The file is a line that tells its format, then records: key, length, check sum, and what is kept: a reading as
``reading_record`` packs it, and the sheet of it. A record is added as soon as a write-up is read, so that a build that
is killed does not read it again; at the end of a build the file is written anew without what that build did not use.
What is damaged, cut off or foreign is passed over and read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from hallway.graph.dataset import Lines
from hallway.graph.fingerprint import of_sheets
from hallway.graph.identity.sheet_record import packed_sheet
from hallway.graph.identity.sheets import sheet_of
from hallway.graph.outcome import Outcome
from hallway.graph.reading_record import digest, gist, packed

_HEAD = b"hallway readings 1\n"
_RECORD = struct.Struct("<32sI16s")
_PARTS = struct.Struct("<I16s")  # length of the reading, and by what its sheet was made


@dataclass(slots=True)
class ReadingCache:
    """What was read before, to be opened by one build at a time.

    Args:
        file: that holds it; need not exist.
        fingerprint: of all that readings depend on besides path and bytes.
        fresh: whether to forget what it holds.
        kept: how many write-ups were found in it.
    """

    file: Path
    fingerprint: str
    fresh: bool = False
    kept: int = field(default=0, init=False)
    _held: dict[bytes, bytes] = field(default_factory=dict, repr=False)
    _used: set[bytes] = field(default_factory=set, repr=False)
    _stream: IO[bytes] | None = field(default=None, repr=False)
    _sheets: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sheets = bytes.fromhex(of_sheets())[:16]
        data = b""
        with contextlib.suppress(OSError):
            data = self.file.read_bytes()
        self._held, whole = _records(b"" if self.fresh else data)
        with contextlib.suppress(OSError):
            if whole < len(data):
                os.truncate(self.file, whole)

    def __len__(self) -> int:
        return len(self._held)

    def get(self, path: str, held: bytes) -> Outcome | None:
        """Return what a write-up was read as before, None if it was not.

        Args:
            path: of the write-up within its corpus.
            held: SHA-256 of the file's bytes.
        """
        key = self._key(path, held)
        data = self._held.get(key)
        if data is None:
            return None
        try:
            outcome = self._kept(path, held, data)
        except (ValueError, struct.error):
            del self._held[key]
            return None
        self._used.add(key)
        self.kept += 1
        return outcome

    def _kept(self, path: str, held: bytes, data: bytes) -> Outcome:
        length, made_by = _PARTS.unpack_from(data)
        told, sheet = data[_PARTS.size : _PARTS.size + length], data[_PARTS.size + length :]
        gist(told)  # what holds no reading is told here
        outcome = Outcome(path, told, said=digest(told), held=held)
        if made_by == self._sheets:
            return replace(outcome, sheet=sheet)
        return self.put(outcome)

    def put(self, outcome: Outcome) -> Outcome:
        """Keep a reading that was just made; where the disk is full it is not kept, and nothing else fails.

        Args:
            outcome: what came of reading; one without a reading is not kept.

        Returns:
            The outcome, packed, which now knows what tells it from another.
        """
        if not outcome.read:
            return outcome
        reading, lines = outcome.opened()
        told = packed(reading, lines)
        sheet = packed_sheet(sheet_of(reading))
        data = _PARTS.pack(len(told), self._sheets) + told + sheet
        key = self._key(outcome.path, outcome.held)
        self._held[key] = data
        self._used.add(key)
        with contextlib.suppress(OSError):
            if self._stream is None:
                fresh = not self.file.exists() or not self.file.stat().st_size
                self._stream = self.file.open("ab", buffering=0)
                if fresh:
                    self._stream.write(_HEAD)
            self._stream.write(_framed(key, data))
        return replace(outcome, told=told, ends=Lines(), said=digest(told), sheet=sheet)

    def _key(self, path: str, held: bytes) -> bytes:
        digest = hashlib.sha256(f"{self.fingerprint}\n".encode() + held)
        digest.update(path.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def __enter__(self) -> ReadingCache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was added to it stays."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def prune(self) -> None:
        """Write the file anew with what was used since it was opened, unless that is all it holds."""
        self.close()
        if self._held.keys() == self._used and self.file.exists():
            return
        self._held = {key: self._held[key] for key in sorted(self._used)}
        new = self.file.with_name(f"{self.file.name}.new")
        with contextlib.suppress(OSError):
            with new.open("wb") as stream:
                stream.write(_HEAD)
                for key, data in self._held.items():
                    stream.write(_framed(key, data))
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(self.file)


def _framed(key: bytes, data: bytes) -> bytes:
    return _RECORD.pack(key, len(data), _sum(key + data)) + data


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _records(data: bytes) -> tuple[dict[bytes, bytes], int]:
    """Return the records of a file, and how many of its bytes are whole."""
    held: dict[bytes, bytes] = {}
    if not data.startswith(_HEAD):
        return held, 0
    at = len(_HEAD)
    while at + _RECORD.size <= len(data):
        key, length, kept = _RECORD.unpack_from(data, at)
        end = at + _RECORD.size + length
        record = data[at + _RECORD.size : end]
        if len(record) != length or _sum(key + record) != kept:
            break
        held[key] = record
        at = end
    return held, at
