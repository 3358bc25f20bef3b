"""The one place where IRIs are made; what comes out is always a valid IRI, whatever a write-up holds.

Entities stand below a base, one path a family: ``person/remy-hubscher``, ``software/circus`` (a project and a tool may
be one thing, so they share a path), ``writeup/2012/pyconfr``, ``writeup/2012/pyconfr/evidence``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from hallway.errors import StoreError

DEFAULT_BASE = "https://w3id.org/hallway/id/"
"""Where entities stand unless the user says otherwise."""

FAMILIES: Mapping[str, str] = {
    "Person": "person",
    "Event": "event",
    "Talk": "talk",
    "Project": "software",
    "Tool": "software",
    "Organization": "organization",
    "Place": "place",
    "EventSeries": "series",
    "Topic": "topic",
}
"""Class of the vocabulary → path below the base, in order of precedence for an entity of several classes."""

_LONGEST = 80
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_PLUS = re.compile(r"\+")
_SHARP = re.compile(r"(?<=\w)[#♯]")
_NO_ASCII = re.compile(r"[^a-z0-9]+")
_DOT = re.compile(r"(?<!\S)\.(?=\w)")
_NOT_IN_IRI = re.compile(
    r"[\s\x00-\x20\x7f-\x9f<>\"{}|\\^`"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufdd0-\uffff]"
)
_SUFFIX = re.compile(r"(?<=[^/.])\.[^/.]+$")


@lru_cache(maxsize=1 << 17)
def slug(name: str, *, longest: int = _LONGEST) -> str:
    """Return a name folded so that it can stand as one segment of an IRI.

    Latin letters lose case and accents, other scripts keep their letters, everything else becomes ``-``; what tells
    ``C``, ``C++`` and ``C#`` apart is spelled out.

    Args:
        name: any text.
        longest: bound on the length, in characters; a longer name is cut and gets a hash, so that it stays apart.

    Returns:
        Letters, digits and single inner ``-``; never empty: a name without letters becomes a hash.

    >>> slug("Rémy Hubscher"), slug("C++"), slug("拉 sprint")
    ('remy-hubscher', 'c-plus-plus', '拉-sprint')
    """
    text = _DOT.sub("dot-", _SHARP.sub("-sharp-", _PLUS.sub("-plus-", name)))
    if text.isascii():
        return _short(_NO_ASCII.sub("-", text.lower()).strip("-"), name, longest)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_FOLDED)
    kept: list[str] = []
    latin = False
    for character in text:
        if unicodedata.category(character)[0] == "M":
            if not latin and kept and kept[-1] != "-":
                kept.append(character)
        elif character.isalnum():
            latin = character < "\u0250"
            kept.append(character)
        elif kept and kept[-1] != "-":
            kept.append("-")
    return _short(unicodedata.normalize("NFC", "".join(kept)).strip("-"), name, longest)


def _short(folded: str, name: str, longest: int) -> str:
    if not folded:
        return _hash(name)
    return folded if len(folded) <= longest else f"{folded[: longest - 13].strip('-')}-{_hash(folded)}"


def web_iri(url: str) -> str | None:
    """Return an address of the web as a valid IRI, or None where it is none.

    Only http, https and ftp are let through: what a write-up links to ends in pages that people click.

    >>> web_iri("http://example.org/a b"), web_iri("javascript:alert(1)")
    ('http://example.org/a%20b', None)
    """
    text = url.strip()
    if text.startswith("//"):
        text = f"https:{text}"
    elif text[:4].lower() == "www.":
        text = f"http://{text}"
    scheme, separator, rest = text.partition("://")
    if not separator or not rest or scheme.lower() not in ("http", "https", "ftp"):
        return None
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest)
    rest = _NOT_IN_IRI.sub(_percent, rest)
    if _valid(iri := f"{scheme.lower()}://{rest}"):
        return iri
    host, slash, path = rest.partition("/")
    iri = f"{scheme.lower()}://{host}{slash}{quote(path, safe='/?=&;%:@!$*+,~()' + chr(39))}"
    return iri if _valid(iri) else None


def check_base(base: str) -> str:
    """Return the base if entities can stand below it.

    Raises:
        StoreError: it is no absolute IRI, or does not end in ``/`` or ``#``.
    """
    hint = f"give an absolute IRI that ends in / or #, such as {DEFAULT_BASE}"
    if not _valid(base) or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", base):
        raise StoreError(f"the base {base!r} is not an absolute IRI", hint=hint)
    if base[-1] not in "/#" or not _valid(f"{base}person/a") or "?" in base:
        raise StoreError(f"nothing can stand below the base {base!r}", hint=hint)
    return base


@dataclass(frozen=True, slots=True)
class Mint:
    """Makes every IRI below one base.

    Args:
        base: absolute IRI that ends in ``/`` or ``#``.

    Raises:
        StoreError: the base is none.

    >>> Mint().entity("person", "Rémy Hubscher")
    'https://w3id.org/hallway/id/person/remy-hubscher'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        check_base(self.base)

    def entity(self, family: str, name: str, *, within: str = "") -> str:
        """Return the IRI of an entity.

        Args:
            family: a value of ``FAMILIES``.
            name: its name; or a slug, which stays as it is.
            within: IRI of the write-up outside of which the name means nothing; "" if it means the same everywhere.
        """
        scope = within.removeprefix(f"{self.base}writeup/") + "/" if within else ""
        return f"{self.base}{family}/{scope}{slug(name, longest=2 * _LONGEST + 2)}"

    def part(self, name: str, event: str) -> str:
        """Return the IRI of an event that is told by its name and the IRI of the event that it is part of."""
        return f"{event}--{slug(name)}"  # as with talks, no slug holds two hyphens

    def talk(self, title: str, event: str) -> str:
        """Return the IRI of a talk that is told by its title and its event's IRI."""
        # two hyphens: no slug holds them, so that no other pair of title and event gives the same
        return f"{self.base}talk/{slug(title)}--{event.rpartition('/')[2]}"

    def writeups(self, paths: Collection[str]) -> dict[str, str]:
        """Return the IRI of each write-up of a corpus, all different.

        The file's suffix is left out. Of two paths that then read the same, the first in order keeps the plain IRI and
        the others keep their suffix (``notes``, ``notes-rst``).
        """
        taken: dict[str, str] = {}
        for path in sorted(set(paths)):
            stem = _SUFFIX.sub("", path)
            suffix = path[len(stem) + 1 :]
            for candidate in (stem, f"{stem}-{suffix}", f"{stem}-{_hash(path)}"):
                local = "/".join(_segment(part) for part in candidate.split("/") if part)
                if local and local not in taken:
                    break
            taken[local] = path
        return {path: f"{self.base}writeup/{local}" for local, path in taken.items()}

    @property
    def inferred(self) -> str:
        """Graph of what follows by rule."""
        return f"{self.base}graph/inferred"

    @property
    def identity(self) -> str:
        """Graph of why things are one."""
        return f"{self.base}graph/identity"

    @property
    def curated(self) -> str:
        """Graph of what people said."""
        return f"{self.base}graph/curated"


def evidence_graph(writeup: str) -> str:
    """Return the IRI of the graph that holds a write-up's evidence."""
    return f"{writeup}/evidence"


def evidence(writeup: str, *content: object) -> str:
    """Return the IRI of one piece of evidence, which is told by what it holds."""
    return f"{writeup}/evidence/{_hash(chr(31).join(map(str, content)))}"


def _segment(part: str) -> str:
    if part == "-":
        return "standard-input"
    # `evidence` is taken below a write-up: a file of that name would share the graph of its folder's namesake
    return f"evidence-{_hash(part)}" if (folded := slug(part)) == "evidence" else folded


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _percent(match: re.Match[str]) -> str:
    return quote(match[0].encode("utf-8", "surrogatepass"), safe="")


def _valid(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True
