"""What a build wrote, kept beside it so that the next build writes only what changed.

It holds digests and IRIs, and of what is said only what people added to the default graph. A ledger that is missing,
damaged or of another format is none: then everything is written anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FORMAT = "hallway ledger 3"
_LONGEST = 1 << 30
_BITS = 2048


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written of one write-up.

    Args:
        iri: of the write-up.
        held: digest of the file's bytes; "" if unknown.
        said: digest of its reading as it was believed.
        mark: digest of that and of the IRIs that its things got.
        lines: digest of the quads of its two graphs.
    """

    iri: str
    held: str
    said: str
    mark: str
    lines: str


@dataclass(frozen=True, slots=True)
class Further:
    """What was written that no write-up says: of curation, and why things are one.

    Args:
        graphs: named graphs, sorted.
        lines: of the default graph, as canonical N-Quads, sorted.
        digest: of all of it; "" where there is nothing.
    """

    graphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a build was made from besides the write-ups, so that the next one can tell whose doing a change is.

    Args:
        manner: digest of code, rules and model, as ``fingerprint.of_readings`` gives it; nobody is withheld in it.
        people: digest of what people said; "" where they said nothing.
        unsure: how many facts were left out as not sure enough.
    """

    manner: str = ""
    people: str = ""
    unsure: int = 0

    def meant(self, before: Given | None) -> tuple[int, bool]:
        """Return how many facts are not sure enough only now, and whether people correct otherwise and rules do not.

        Args:
            before: of the build before; None if nothing was kept of it.
        """
        if before is None:
            return self.unsure, False
        told = bool(self.people) and self.people != before.people and self.manner == before.manner
        return max(0, self.unsure - before.unsure), told


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a build wrote.

    Args:
        fingerprint: of the code that wrote it, and of the base.
        total: sum of the hashes of all that was written.
        writeups: path → what was written of it.
        counts: term → how many facts of the default graph have this class or property.
        further: what no write-up says.
        labels: IRI → digest of the label that people gave it.
        inferred: how many facts were inferred.
        links: path → digest of the reasons to take its things for those of others, as ``identity.link_digests`` has it.
        given: what it was made from besides the write-ups.
        read_by: what readings depended on besides the write-ups, as ``fingerprint.of_readings`` gives it.
    """

    fingerprint: str
    total: int
    writeups: Mapping[str, Entry]
    counts: Mapping[str, int]
    further: Further = Further()
    labels: Mapping[str, str] = field(default_factory=dict)
    inferred: int = 0
    links: Mapping[str, str] = field(default_factory=dict)
    given: Given = Given()
    read_by: str = ""

    @property
    def digest(self) -> str:
        """Of everything that the graph holds, as 32 hexadecimal digits; equal digests mean equal graphs."""
        return hashlib.sha256(self.total.to_bytes(_BITS // 8, "little")).hexdigest()[:32]

    def save(self, file: Path) -> None:
        """Write it down, whole or not at all.

        Args:
            file: to write.
        """
        record = [
            _FORMAT,
            self.fingerprint,
            f"{self.total:x}",
            {path: [e.iri, e.held, e.said, e.mark, e.lines] for path, e in self.writeups.items()},
            self.counts,
            [self.further.graphs, self.further.lines, self.further.digest],
            self.labels,
            self.inferred,
            self.links,
            [self.given.manner, self.given.people, self.given.unsure],
            self.read_by,
        ]
        data = zlib.compress(json.dumps(record, separators=(",", ":")).encode("ascii"), 1)
        new = file.with_name(f"{file.name}.new")
        with new.open("wb") as stream:
            stream.write(hashlib.sha256(data).digest() + data)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)


def read_ledger(file: Path) -> Ledger | None:
    """Return what was kept beside a build, None where nothing whole was.

    Args:
        file: that ``Ledger.save`` wrote.
    """
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError, zlib.error):
        data = file.read_bytes()
        if hashlib.sha256(data[32:]).digest() == data[:32]:
            return _ledger(*json.loads(zlib.decompressobj().decompress(data[32:], _LONGEST)))
    return None


def _ledger(
    format: str,
    fingerprint: str,
    total: str,
    writeups: Mapping[str, list[str]],
    counts: Mapping[str, int],
    further: list[Any],
    labels: Mapping[str, str],
    inferred: int,
    links: Mapping[str, str],
    given: list[Any],
    read_by: str,
) -> Ledger | None:
    if format != _FORMAT:
        return None
    entries = {path: Entry(*entry) for path, entry in writeups.items()}
    graphs, lines, digest = further
    kept = Further(tuple(graphs), tuple(lines), digest)
    return Ledger(fingerprint, int(total, 16), entries, counts, kept, labels, inferred, links, Given(*given), read_by)


def summed(lines: Iterable[str]) -> int:
    """Return the sum of the hashes of lines, each of which is counted as often as it comes.

    A sum can be kept up to date when lines come and go. It is taken modulo 2 to the 2048, since for shorter sums other
    lines with the same sum can be found (Wagner: A Generalized Birthday Problem, 2002).

    Args:
        lines: in any order.
    """
    total = 0
    for line in lines:
        total += int.from_bytes(hashlib.shake_256(line.encode()).digest(_BITS // 8), "little")
    return total % (1 << _BITS)


def digest_of(lines: Iterable[str]) -> str:
    """Return the digest of lines in their order."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def moved(total: int, gone: int, came: int) -> int:
    """Return a sum without what is gone and with what came."""
    return (total - gone + came) % (1 << _BITS)
