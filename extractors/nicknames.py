"""Nicknames in brackets behind the names of a list: "- Ada Byron (ada_b)", "- Bob Loom (Captain Loom)"."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage
from hallway.schema.gazetteer import gazetteers

_ENTRY = re.compile(rf"\W{{0,4}}(?P<who>{names.FULL.pattern})\s*\((?P<nick>[^\s()@][^()@,;:/\n]{{1,28}})\)")
_NICK = re.compile(r"[a-z][\w.~-]{1,20}|[A-Z][A-Za-z]*[a-z~][A-Z~][\w~]*|\w{2,20}\d")
"""What is plainly a nickname: one word in small letters, with a capital inside, or that ends in a number."""
_TOLD = re.compile(
    r"\b(?:absente?|excusée?|présente?|remote|via|late|à distance|en visio|retard|invitée?|guest|chair|scribe|notes|présidente?|trésori(?:er|ère)|secrétaire|treasurer|secretary|president|membre|member|bénévole|développeu(?:r|se)|develop\w+|étudiante?|student)\b",
    re.I,
)
_ENTRIES = 3
"""Entries that make a list one of names and nicknames."""


class Nicknames:
    """Finds nicknames in lists of people."""

    name = "nicknames"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each nickname, which keeps it from being read as an employer."""
        found: list[tuple[Passage, re.Match[str]]] = [
            (passage, match)
            for passage in draft.passages
            if passage.kind in ("item", "paragraph") and len(passage.text) < 160 and (match := _ENTRY.match(passage.text)) is not None
        ]
        nicks = [match.group("nick").casefold() for _, match in found]
        if len(found) < _ENTRIES or len(set(nicks)) < len(nicks) or any(_TOLD.search(nick) for nick in nicks):
            return
        known = gazetteers()
        plain = sum(_NICK.fullmatch(match.group("nick")) is not None for _, match in found)
        bodies = sum(known.organizations.get(nick) is not None or known.is_city(nick) or known.is_country(nick) for nick in nicks)
        if bodies or 2 * plain < len(found):
            return
        for passage, match in found:
            draft.mention(passage, *match.span("nick"), "Person", "handle", 0.96, name=match.group("nick"))
        listed = {(passage.index, match.start("nick")) for passage, match in found}
        for label in draft.labels:
            label.firms = {who: kept for who, firms in label.firms.items() if (kept := [m for m in firms if (m.passage.index, m.i) not in listed])}
