"""Whose e-mail address stands in a write-up's head: it tells one writer from another, whatever they sign with.

Only digests are kept, those that Gravatar makes of an address: they are enough to compare two, and a head often gives
nothing else.
"""

from __future__ import annotations

import hashlib
import re

from hallway.extractors.document import Metadata

_GRAVATAR = re.compile(r"(?:gravatar|avatar)(?:[-_]?(?:hash|id|url|md5))?", re.I)
_DIGEST = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-f])", re.I)
_SHARED = re.compile(
    r"(?:admin|asso(?:ciation)?|board|bureau|ca|contact|equipe|events?|hello|bonjour|info|list|liste|mail|news(?:letter)?"
    r"|no-?reply|office|orga(?:nisation|nizers)?|president|presse?|redaction|secretaria[tr]e?|staff|support|team"
    r"|tresorier|webmaster)s?$",
    re.I,
)
"""What stands before the sign in the address of an office: whoever holds it may write from it."""


def mailboxes(metadata: Metadata) -> dict[str, tuple[str, ...]]:
    """Return digests of the writers' addresses, by the writer's name as signed, "" for a writer who does not sign.

    Where the head names as many writers as addresses, they go together in order; otherwise the addresses are nobody's,
    unless there is one writer alone.

    Args:
        metadata: of a write-up.

    Returns:
        MD5 and SHA-256 of each address in lower case, in hexadecimal, sorted; and what stands in a Gravatar field.

    See https://docs.gravatar.com/rest/hash/.

    >>> from hallway.extractors.document import Value
    >>> head = Metadata(authors=(Value("Ada", 0, 3),), emails=(Value("Ada@mill.example", 4, 20),))
    >>> mailboxes(head) == {"Ada": digests("ada@mill.example")}
    True
    """
    signed = [author.text for author in metadata.authors] or [""]
    written = [mail.text for mail in metadata.emails]
    if len(signed) == 1:
        told = [(signed[0], mail) for mail in written]
    else:
        told = list(zip(signed, written, strict=True)) if len(signed) == len(written) else []
    found = {name: {d for who, mail in told if who == name and _own(mail) for d in digests(mail)} for name in signed}
    if len(signed) == 1:
        for field, value in metadata.fields:
            if _GRAVATAR.fullmatch(field) and (digest := _DIGEST.search(value.text)):
                found[signed[0]].add(digest[0].lower())
    return {name: tuple(sorted(theirs)) for name, theirs in found.items() if theirs}


def _own(mail: str) -> bool:
    """Whether an address is a person's."""
    return _SHARED.match(mail.strip().partition("@")[0]) is None


def digests(mail: str) -> tuple[str, ...]:
    """Return the digests of one address, sorted.

    Args:
        mail: an e-mail address, in any case.
    """
    data = mail.strip().lower().encode("utf-8", "surrogatepass")
    return tuple(sorted((hashlib.sha256(data).hexdigest(), hashlib.md5(data, usedforsecurity=False).hexdigest())))
