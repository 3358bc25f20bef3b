"""Gathers the text of one HTML block: inline elements, character references, line breaks, images' descriptions."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hallway.extractors.document import Run, Style
from hallway.extractors.readers.bare_links import find_links
from hallway.extractors.readers.inline import HARD_BREAK, inserted, tidy
from hallway.extractors.readers.markup import STYLES, VOID, Token, attributes
from hallway.extractors.readers.templates import FILLER

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|" + FILLER + "+")
_STRENGTH: tuple[Style, ...] = ("", "emphasis", "strong", "code")


@dataclass(frozen=True, slots=True)
class Look:
    """An open inline element: its tag, and how text in it looks."""

    name: str = ""
    style: Style = ""
    target: str | None = None


class Words:
    """The text of the block that is being read.

    Args:
        source: the page.
        hidden: the page with its templates hidden.
    """

    def __init__(self, source: str, hidden: str) -> None:
        self._source = source
        self._hidden = hidden
        self._pieces: list[Run] = []
        self._looks: list[Look] = []
        self._counts = Counter[str]()
        self.start = 0
        """Code point where the first of the text stands."""
        self.preformatted = False
        """Whether white space is kept as it is."""

    def __bool__(self) -> bool:
        return bool(self._pieces)

    @property
    def depth(self) -> int:
        """How many inline elements are open."""
        return len(self._looks)

    def take(self) -> tuple[Run, ...]:
        """Return the runs of what was gathered, and begin anew."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return ()
        return _code(self._source, pieces) if self.preformatted else tidy(self._source, pieces)

    def add(self, start: int, end: int) -> None:
        """Add text, addresses in it as links."""
        if start >= end or (not self._pieces and not self.preformatted and self._hidden[start:end].isspace()):
            return
        self._begin(start)
        look = self._look()
        at = start
        if look.target is None and not self.preformatted:
            for link in find_links(self._hidden[start:end]):
                if FILLER in link.target:
                    continue
                self._resolved(at, start + link.opening, look)
                linked = replace(look, target=html.unescape(link.target))
                self._resolved(start + link.start, start + link.end, linked)
                at = start + link.closing
        self._resolved(at, end, look)

    def tag(self, token: Token) -> bool:
        """Read an inline tag; True where it ends the paragraph, as the second of two line breaks does."""
        name = token.name
        if name == "br":
            return self._break(token)
        if name == "img":
            self._describe(token)
        elif name == "createlink" and not token.close:
            self._named_link(token)
        elif name not in VOID and token.close:
            if self._counts[name]:
                while self._pop() != name:
                    pass
        elif name == "a" or name in STYLES:
            self._push(token)
        return False

    def close_above(self, depth: int) -> None:
        """Close inline elements that a block left open."""
        while len(self._looks) > depth:
            self._pop()

    # --- looks --------------------------------------------------------------------------------------------------

    def _look(self) -> Look:
        return self._looks[-1] if self._looks else _PLAIN

    def _push(self, token: Token) -> None:
        name = token.name
        outer = self._look()
        target = outer.target
        if name == "a":
            if outer.name == "a":  # its closing tag is missing
                self._pop()
            given = attributes(self._hidden, token)
            target = given["href"].value.replace(FILLER, "").strip() or None if "href" in given else None
        style = max(STYLES.get(name, ""), outer.style, key=_STRENGTH.index)
        self._looks.append(Look(name, style, target))
        self._counts[name] += 1

    def _pop(self) -> str:
        name = self._looks.pop().name
        self._counts[name] -= 1
        return name

    # --- pieces -------------------------------------------------------------------------------------------------

    def _begin(self, start: int) -> None:
        if not self._pieces:
            self.start = start

    def _break(self, token: Token) -> bool:
        if not self._pieces:
            return False
        if not self.preformatted and self._pieces[-1].text == HARD_BREAK:
            return True
        self._pieces.append(inserted("\n" if self.preformatted else HARD_BREAK, token.start, token.end))
        return False

    def _describe(self, token: Token) -> None:
        """An image leaves its description."""
        alt = attributes(self._hidden, token).get("alt")
        if alt and alt.value.strip() and not self.preformatted:
            if self._pieces:
                self._pieces.append(inserted(" ", token.start, alt.start))
            self._begin(token.start)
            self._resolved(alt.start, alt.end, self._look())
            self._pieces.append(inserted(" ", alt.end, token.end))

    def _named_link(self, token: Token) -> None:
        """WML's ``<createlink name="slides" url="…">``."""
        given = attributes(self._hidden, token)
        if "name" in given and "url" in given:
            self._begin(token.start)
            self._resolved(given["name"].start, given["name"].end, Look("a", "", given["url"].value))

    def _resolved(self, start: int, end: int, look: Look) -> None:
        """Add a stretch of text, its character references resolved."""
        at = start
        for match in _REFERENCE.finditer(self._hidden, start, end):
            read = "" if match[0][0] == FILLER else html.unescape(match[0]).replace("\xa0", " ").replace("\xad", "")
            if read == match[0]:
                continue
            self._append(at, match.start(), look)
            if read:
                run = inserted(read, match.start(), match.end())
                self._pieces.append(replace(run, target=look.target, style=look.style))
            at = match.end()
        self._append(at, end, look)

    def _append(self, start: int, end: int, look: Look) -> None:
        if start < end:
            self._pieces.append(Run(self._hidden[start:end], start, end, None, look.target, look.style))


_PLAIN = Look()


def _code(source: str, pieces: list[Run]) -> tuple[Run, ...]:
    """Return preformatted text as one run, without empty lines at both ends."""
    text = "".join(piece.text for piece in pieces)
    low = len(text) - len(text.lstrip())
    low = text.rfind("\n", 0, low) + 1
    high = len(text.rstrip())
    if low >= high:
        return ()
    kept = [bound for piece in pieces for bound in _bounds(piece)][low:high]
    kept.append(_end(pieces, high))
    text = text[low:high]
    verbatim = text == source[kept[0] : kept[-1]]
    return (Run(text, kept[0], kept[-1], None if verbatim else tuple(kept)),)


def _end(pieces: list[Run], length: int) -> int:
    """Return where the first ``length`` characters of pieces end."""
    for piece in pieces:
        if length <= len(piece.text):
            return piece.span(0, length)[1]
        length -= len(piece.text)
    return pieces[-1].end


def _bounds(piece: Run) -> Iterator[int]:
    return iter(range(piece.start, piece.end) if piece.boundaries is None else piece.boundaries[:-1])
