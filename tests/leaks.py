"""Looking for names in everything that a build leaves behind, packed, escaped or not."""

from __future__ import annotations

import contextlib
import html
import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

_STORE = re.compile(r"\.(?:sst|log|dbtmp)$|^(?:MANIFEST|OPTIONS|LOG|CURRENT|IDENTITY|LOCK)")
"""Files of the store, which packs nothing that is shorter than a page."""


def kept(folder: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold, what is compressed in them included, by path."""
    held = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if not _STORE.search(file.name):
            data = b"\n".join([data, *_unpacked(data)])
        held[file.relative_to(folder).as_posix()] = data
    return held


def leaks(held: Mapping[str, bytes], names: Iterable[str]) -> list[str]:
    """Return where any of some names stands, whatever its case and accents, with what is around it."""
    found = []
    for where, data in held.items():
        text = _read(f"{where}\n{data.decode('utf-8', 'replace')}")
        for name in names:
            at = text.find(_plain(name))
            if at >= 0:
                found.append(f"{where}: {name}: {text[max(0, at - 60) : at + 60]!r}")
    return found


def _unpacked(data: bytes) -> list[bytes]:
    found = []
    at = data.find(b"\x78\x01")  # where a stream of zlib at its fastest begins
    while at >= 0:
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(data[at:]))
        at = data.find(b"\x78\x01", at + 1)
    return found


def _read(text: str) -> str:
    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return _plain("\n".join({text, escaped, html.unescape(text), unquote(text)}))


def _plain(text: str) -> str:
    return re.sub(r"[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text)).casefold()
