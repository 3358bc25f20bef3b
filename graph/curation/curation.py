"""The curation file: what people know better than the write-ups, as they wrote it down.

Its sections, and what each entry may hold, stand in the published JSON Schema (``hallway.schema.curation_file``).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from hallway.errors import CurationError
from hallway.graph.curation.file import held
from hallway.graph.curation.mailmap import Committer, committers
from hallway.graph.curation.reference import Reference
from hallway.graph.curation.tree import Node, decoded, parse
from hallway.graph.curation.validation import faults

FILE = "hallway.yaml"
"""Name of the curation file beside the write-ups."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that are one (``same``), or never one (``different``)."""

    line: int
    things: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A thing and what it is called (``rename``) or is (``retype``) from now on."""

    line: int
    thing: Reference
    to: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A thing and other names of it."""

    line: int
    thing: Reference
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Testimony:
    """Why a person says that a fact holds; "" for what is not told.

    Args:
        who: said so.
        where: address, file or occasion.
        quote: the words.
        date: ISO 8601.
    """

    who: str = ""
    where: str = ""
    quote: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that holds (``assert``) or does not (``deny``)."""

    line: int
    subject: Reference
    predicate: str
    object: Reference
    testimony: Testimony = field(default_factory=Testimony)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A write-up, or a part of it, that is left out.

    Args:
        line: of the curation file.
        path: of write-ups, ``*`` and ``?`` standing for anything within a name and ``**`` for folders.
        lines: first and last, from 1; (0, 0) for no bounds.
        heading: all below it is left out; "" for none.
        begins: how the first of the lines begins, by which they are found where they do not stand any more; "" if
            they are told by number alone.
        ends: how the last of them begins; "" to count them.
    """

    line: int
    path: str
    lines: tuple[int, int] = (0, 0)
    heading: str = ""
    begins: str = ""
    ends: str = ""

    @property
    def whole(self) -> bool:
        """Whether the whole write-up is meant."""
        return not self.heading and not self.lines[0] and not self.begins

    @property
    def numbers(self) -> str:
        """The lines as they are written: ``3`` or ``3-9``."""
        first, last = self.lines
        return f"{first}-{last}" if last > first else str(first)

    def matches(self, path: str) -> bool:
        """Say whether it means a write-up; a folder means all that is in it.

        >>> Ignored(1, "drafts").matches("drafts/2031/a.md"), Ignored(1, "*.md").matches("drafts/a.md")
        (True, False)
        """
        return _fits(path, self.path.strip("/"))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An organization that a person belongs to, with ISO dates or "" where open."""

    line: int
    organization: Reference
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person, and how to know them.

    Args:
        line: of the curation file.
        name: which person is meant.
        names: other full names.
        handles: account names, without ``@``.
        emails: addresses in lower case.
        affiliations: where they belong.
        opt_out: whether they want to be left out.
        pseudonym: what to call them instead, "" for nothing.
    """

    line: int
    name: Reference
    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    opt_out: bool = False
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class Curation:
    """A curation file, read and found to be as it should be; nothing in it has been looked for yet.

    Args:
        path: as it is shown: the file's name.
    """

    path: str = FILE
    same: tuple[Group, ...] = ()
    different: tuple[Group, ...] = ()
    rename: tuple[Change, ...] = ()
    retype: tuple[Change, ...] = ()
    alias: tuple[Alias, ...] = ()
    asserted: tuple[Claim, ...] = ()
    denied: tuple[Claim, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    people: tuple[Person, ...] = ()
    committers: tuple[Committer, ...] = ()

    @property
    def digest(self) -> str:
        """Of all that is said; equal digests mean that people say the same in the same lines."""
        return hashlib.blake2b(repr(self).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def quotes(self, path: str) -> bool:
        """Say whether lines of a write-up are told by their words, so that its text is needed to find them."""
        return any(entry.begins and entry.matches(path) for entry in self.ignored)

    def ignores(self, path: str) -> bool:
        """Say whether a whole write-up is left out."""
        return any(entry.whole and entry.matches(path) for entry in self.ignored)


def read_curation(path: str | os.PathLike[str]) -> Curation:
    """Read a curation file, and the mailmaps that it names.

    Args:
        path: of the file.

    Raises:
        CurationError: it cannot be read, or is not what it should be.
    """
    file = Path(path)
    return curation_of(_bytes(file, file.name), file.name, lambda name: _bytes(file.parent / name, name))


def curation_of(data: bytes, path: str, beside: Callable[[str], bytes]) -> Curation:
    """Return what the bytes of a curation file say.

    Args:
        data: of the file.
        path: for error messages.
        beside: reads a file by its path from the curation file's folder.

    Raises:
        CurationError: it is not what it should be.
    """
    root = parse(decoded(data, path), path)
    if wrong := faults(root, path):
        raise CurationError.of(wrong)
    people = root.listed("people")
    for entry in people:
        if not entry.get("name") and not entry.get("mailmap"):
            raise CurationError("in people: nobody is named", path=path, line=entry.line, hint="give name or mailmap")
    for entry in root.listed("ignore"):
        if entry.kind == "mapping" and entry.get("ends") and not entry.get("begins"):
            what = "in ignore: 'ends' stands without 'begins'"
            raise CurationError(what, path=path, line=entry.line, hint="say how the first line begins")
    return Curation(
        path=path,
        same=tuple(Group(e.line, tuple(map(Reference.of, e.items))) for e in root.listed("same")),
        different=tuple(Group(e.line, tuple(map(Reference.of, e.items))) for e in root.listed("different")),
        rename=_changes(root, "rename"),
        retype=_changes(root, "retype"),
        alias=tuple(Alias(e.line, _thing(e, "thing"), _texts(e, "names")) for e in root.listed("alias")),
        asserted=tuple(_claim(e) for e in root.listed("assert")),
        denied=tuple(_claim(e) for e in root.listed("deny")),
        ignored=tuple(_ignored(e) for e in root.listed("ignore")),
        people=tuple(_person(e) for e in people if e.get("name")),
        committers=tuple(c for e in people if e.get("mailmap") for c in _mailmap(e, path, beside)),
    )


def _bytes(file: Path, shown: str) -> bytes:
    try:
        return held(file, shown)
    except FileNotFoundError as error:
        what = f"cannot be read: {error.strerror}"
        raise CurationError(what, path=shown, hint="check the path") from None


def _mailmap(entry: Node, path: str, beside: Callable[[str], bytes]) -> tuple[Committer, ...]:
    try:
        return committers(beside(entry.text("mailmap")).decode("utf-8", "replace"))
    except CurationError as error:
        what = f"in people: the mailmap {error.path} {error.what}"
        raise CurationError(what, path=path, line=entry.line, hint=f"its path starts at the folder of {path}") from None


def _changes(root: Node, section: str) -> tuple[Change, ...]:
    return tuple(Change(entry.line, _thing(entry, "thing"), entry.text("to")) for entry in root.listed(section))


def _claim(entry: Node) -> Claim:
    told = entry.get("evidence")
    testimony = Testimony(*(told.text(key) for key in ("who", "where", "quote", "date"))) if told else Testimony()
    return Claim(entry.line, _thing(entry, "subject"), entry.text("predicate"), _thing(entry, "object"), testimony)


def _ignored(entry: Node) -> Ignored:
    if entry.kind == "scalar":
        path, colon, lines = str(entry.value).strip().rpartition(":")
        if colon and (bounds := _bounds(lines)):
            return Ignored(entry.line, path, bounds)
        return Ignored(entry.line, str(entry.value).strip())
    bounds = _bounds(entry.text("lines")) or (0, 0)
    return Ignored(entry.line, *(entry.text("path"), bounds), *map(entry.text, ("heading", "begins", "ends")))


def _bounds(lines: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", lines)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


def _person(entry: Node) -> Person:
    opted = entry.get("opt_out")
    return Person(
        line=entry.line,
        name=_thing(entry, "name"),
        names=_texts(entry, "names"),
        handles=tuple(handle.removeprefix("@") for handle in _texts(entry, "handles")),
        emails=tuple(email.lower() for email in _texts(entry, "emails")),
        affiliations=tuple(
            Affiliation(one.line, _thing(one, "organization"), one.text("from"), one.text("to"))
            for one in entry.listed("affiliations")
        ),
        opt_out=opted is not None and opted.value is True,
        pseudonym=entry.text("pseudonym"),
    )


def _thing(entry: Node, key: str) -> Reference:
    node = entry.get(key)
    assert node is not None  # the schema asks for it
    return Reference.of(node)


def _texts(entry: Node, key: str) -> tuple[str, ...]:
    return tuple(str(item.value).strip() for item in entry.listed(key))


def _fits(path: str, pattern: str) -> bool:
    """Say whether a path, or a folder on its way, is what a pattern means; in linear time, whatever the pattern."""
    if path == pattern:
        return True
    parts = path.split("/")
    reached = {0}
    for wanted in pattern.split("/"):
        if wanted == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], wanted)}
    return bool(reached - {0})
