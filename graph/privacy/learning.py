"""What else write-ups call those who want to be left out: an account beside their name in one is theirs in all.

Only what stands right beside a name counts: the address that it links to, a handle or an address in brackets behind
it, a name in brackets behind a handle, the fields below an author in a head. It is looked for in the files at each
build, and nothing of it is kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from hallway.errors import HallwayError
from hallway.extractors.decoding import decode
from hallway.extractors.links import profile_handle
from hallway.graph.privacy.views import plain
from hallway.graph.privacy.withheld import Withheld
from hallway.graph.sources import Source

_BEFORE, _BEHIND = 400, 400
_URL = r"[a-z]{3,6}://[^\s\[\]<>()|\"'`]{1,300}"
_HANDLE = r"@([\w.-]{2,39})"
_ACCOUNTS = [
    re.compile(rf"[\])'\"]{{0,2}}[*_`]{{0,3}}\s{{0,4}}(?:{beside})", re.I)
    for beside in (
        rf"[(<\[]{{1,3}}{_HANDLE}",
        rf"\(?[(<\[]{{1,2}}({_URL})",
        rf"[\w\s]{{0,3}}\]\(({_URL})",
        rf"\[{{0,2}}\]?:\s{{0,3}}({_URL})",
        rf"\|{{1,2}}\s{{0,8}}(?:{_HANDLE}|(?:\[[\w@.-]{{0,40}}\]\(|\[{{0,2}})({_URL}))",
    )
]
_HREF = re.compile(rf"href=[\"']?({_URL})[\"']?[^<>]{{0,200}}>(?:<\w{{1,9}}>|[\W_]){{0,9}}$", re.I)
_LINKED = re.compile(rf"(?:\[|\[\[)({_URL})(?:\s{{1,4}}|\]\[|\|)[*_']{{0,3}}$|({_URL})\[$", re.I)
_EXPLAINED = re.compile(rf"{_HANDLE}(?:\]\([^()\s]{{0,300}}\))?\s{{0,3}}[(\[]{{1,2}}$")
_EMAIL = re.compile(r"\s{0,3}[(<\[]{1,2}(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")

_AUTHOR = re.compile(r"(?:^|\n)[:#.\s]{0,3}(?:author|auteur|autrice|by|name|speaker)s?\s{0,3}[:=][^\n]{0,80}$", re.I)
_FIELD = re.compile(
    r"(?:[^\n]{0,200}\n){1,4}?[:#.\s]{0,3}(?:(?:author[ _-]?)?(?:e-?mail|courriel)\s{0,3}[:=]\s{0,3}[\"'<]?"
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?:github|gitlab|twitter|mastodon|irc|nick|handle|login)\s{0,3}[:=]\s{0,3}[\"']?@?(?P<handle>[\w.-]{2,39}))",
    re.I,
)
"""A line of a head, at most four below the author's."""


def learned(people: Sequence[Withheld], sources: Iterable[Source]) -> tuple[Withheld, ...]:
    """Return people with the accounts and addresses that write-ups give beside their names.

    Args:
        people: who wants to be left out, or called something else.
        sources: all write-ups; standard input, which can be read once only, is passed over.
    """
    if not people:
        return ()
    needles = [{word for name in one.names for word in _longest(name)} for one in people]
    found: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in people]
    for source in sources:
        if source.file and (text := _text(source)):
            folded = _folded(text)
            for person, words, (handles, emails) in zip(people, needles, found, strict=True):
                if any(word in folded for word in words):
                    for start, end in person.places(text):
                        if person.called(text[start:end]):
                            handles.update(_handles(text, start, end))
                            emails.update(_emails(text, start, end))
    return tuple(
        person.also(handles=handles - {""}, emails=emails)
        for person, (handles, emails) in zip(people, found, strict=True)
    )


def _handles(text: str, start: int, end: int) -> Iterator[str]:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    matches = [pattern.match(behind) for pattern in _ACCOUNTS]
    matches += [pattern.search(before) for pattern in (_HREF, _LINKED, _EXPLAINED)]
    for match in matches:
        for told in match.groups() if match else ():
            if told:
                yield profile_handle(told) if "://" in told else told.rstrip(".-")
    if _AUTHOR.search(before) and (field := _FIELD.match(behind)) and field["handle"]:
        yield field["handle"].rstrip(".-")


def _emails(text: str, start: int, end: int) -> Iterator[str]:
    behind = text[end : end + _BEHIND]
    if match := _EMAIL.match(behind):
        yield match[1].casefold()
    if _AUTHOR.search(text[max(0, start - _BEFORE) : start]) and (field := _FIELD.match(behind)) and field["mail"]:
        yield field["mail"].casefold()


def _longest(name: str) -> list[str]:
    """The word of a name that is looked for before anything else is done."""
    return [max(map(plain, re.findall(r"[^\W_]+", name)), key=len)] if re.search(r"[^\W_]", name) else []


def _text(source: Source) -> str:
    try:
        data = source.read()
        return data.decode() if not data.startswith((b"\xff", b"\xfe")) else decode(data).source
    except UnicodeDecodeError:
        return decode(data).source
    except (HallwayError, MemoryError):
        return ""


def _folded(text: str) -> str:
    read = html.unescape(text) if "&" in text else text
    return re.sub(r"[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", read)).casefold()
