"""Places the inline tokens of one Markdown block in the source, by a cursor that knows how each was written."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from hallway.extractors.document import Run, Style
from hallway.extractors.readers import markup
from hallway.extractors.readers.bare_links import find_links
from hallway.extractors.readers.inline import HARD_BREAK, inserted, tidy
from hallway.extractors.readers.templates import FILLER

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_BLANKS = re.compile(r"[ \t\n]*")
_ODD = re.compile(rf"{FILLER}+")
_WRITTEN = re.compile(rf"\\(?P<escaped>[!-/:-@\[-`{{-~])|&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|\w{{2,32}});|{FILLER}+")
_REFERENCE = re.compile(r"\[[^\]]*\]")
_RECORD = re.compile(r"[*_]{0,2}[A-ZÀ-Ý][\w'’ -]{1,30}[*_]{0,2}[ \u00a0]?:[*_]{0,2}[ \t\u00a0]")
_SILENT = frozenset(("script", "style"))


class Placement:
    """Turns the tokens of one block into runs.

    Args:
        source: the whole text.
        content: the block's text without its prefixes, as the parser saw it.
        offsets: for each code point of ``content``, and for its end, its place in ``source``.
    """

    def __init__(self, source: str, content: str, offsets: Sequence[int]) -> None:
        self._source = source
        self._content = content
        self._offsets = offsets
        self._at = 0
        self._pieces: list[Run] = []
        self._styles = Counter[str]()
        self._targets: list[str | None] = []
        self._muted = ""
        # "Place: …", "Date: …" a line each: their writer meant the line breaks
        self._records = "\n" in content and _RECORD.match(content) is not None

    def plain(self) -> tuple[Run, ...]:
        """Return the block's text without looking for markup in it."""
        self._text(0, len(self._content))
        return tidy(self._source, self._pieces)

    def runs(self, tokens: Sequence[Token]) -> tuple[Run, ...]:
        """Return the block's runs.

        Args:
            tokens: the children of its ``inline`` token.
        """
        for token in tokens:
            self._token(token)
        return tidy(self._source, self._pieces)

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            if token.content:
                start = self._seek(token.content)
                self._at = start + len(token.content)
                self._text(start, self._at)
        elif kind == "text_special":
            start = self._seek(token.markup)
            self._at = start + len(token.markup)
            self._insert(token.content.replace("\xa0", " "), start, self._at)
        elif kind in ("softbreak", "hardbreak"):
            match = _BREAK.match(self._content, self._at)
            start, self._at = match.span() if match else (self._at, self._at)
            hard = kind == "hardbreak" or (self._records and _RECORD.match(self._content, self._at))
            self._insert(HARD_BREAK if hard else " ", start, self._at, whole=True)
        elif kind == "code_inline":
            self._code(token)
        elif kind == "image":
            self._image(token)
        elif kind == "html_inline":
            start = self._seek(token.content)
            self._at = start + len(token.content)
            self._html(start, self._at)
        elif kind == "footnote_ref":
            match = _REFERENCE.match(self._content, self._at)
            self._at = match.end() if match else self._at
        elif kind == "link_open":
            href = str(token.attrs.get("href", ""))
            self._targets.append(_clean(href) if token.markup == "bare" else href.replace(FILLER, "").strip())
            self._skip({"bare": "", "autolink": "<"}.get(token.markup, "["))
        elif kind == "link_close":
            if self._targets:
                self._targets.pop()
            if token.markup == "autolink":
                self._skip(">")
            elif token.markup != "bare":
                self._link_end()
        else:
            self._skip(token.markup)
            if token.tag in markup.STYLES:
                self._styles[markup.STYLES[token.tag]] += token.nesting

    # --- the cursor ---------------------------------------------------------------------------------------------

    def _seek(self, written: str) -> int:
        """Return where ``written`` stands from the cursor on; the cursor if it does not."""
        if self._content.startswith(written, self._at):
            return self._at
        at = self._content.find(written, self._at)
        return at if at >= 0 else self._at

    def _skip(self, written: str) -> None:
        if written:
            self._at = min(self._seek(written) + len(written), len(self._content))

    def _link_end(self) -> None:
        """Skip ``](target "title")``, ``][reference]`` or ``]``."""
        self._skip("]")
        following = self._content[self._at : self._at + 1]
        if following == "(":
            end = self._target_end(self._at + 1)
            if end >= 0:
                self._at = end
                return
        elif following == "[":
            match = _REFERENCE.match(self._content, self._at)
            self._at = match.end() if match else self._at

    def _target_end(self, at: int) -> int:
        """Return where the parentheses of an inline link end, -1 if they are none."""
        content, last = self._content, len(self._content)
        at = self._blank_end(at)
        found = parseLinkDestination(content, at, last)
        if found.ok:
            at = self._blank_end(found.pos)
            title = parseLinkTitle(content, at, last)
            if title.ok:
                at = self._blank_end(title.pos)
        return at + 1 if content[at : at + 1] == ")" else -1

    def _blank_end(self, at: int) -> int:
        match = _BLANKS.match(self._content, at)
        return match.end() if match else at

    # --- pieces -------------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        """Add text as it stands, addresses in it as links."""
        end = min(end, len(self._content))
        if self._targets:
            self._resolved(start, end)
            return
        at = start
        for link in find_links(self._content[start:end]):
            self._visible(at, start + link.opening)
            self._targets.append(_clean(link.target))
            self._resolved(start + link.start, start + link.end)
            self._targets.pop()
            at = start + link.closing
        self._visible(at, end)

    def _visible(self, start: int, end: int) -> None:
        at = start
        for match in _ODD.finditer(self._content, start, end):
            self._add(at, match.start())
            at = match.end()
        self._add(at, end)

    def _resolved(self, start: int, end: int) -> None:
        """Add an address or an attribute's value, in which the parser resolved no escapes."""
        at = start
        for match in _WRITTEN.finditer(self._content, start, end):
            read = "" if match[0][0] == FILLER else match["escaped"] or html.unescape(match[0])
            if read == match[0]:
                continue
            self._add(at, match.start())
            self._insert(read, *match.span())
            at = match.end()
        self._add(at, end)

    def _add(self, start: int, end: int, *, code: bool = False) -> None:
        if start >= end or self._muted:
            return
        offsets = self._offsets
        low, high = offsets[start], offsets[end - 1] + 1
        style = "code" if code else self._style()
        target = self._targets[-1] if self._targets else None
        if high - low == end - start:
            text = self._source[low:high] if code else self._content[start:end]
            self._pieces.append(Run(text, low, high, None, target or None, style))
        else:
            text = self._content[start:end]
            self._pieces.append(Run(text, low, high, (*offsets[start:end], high), target or None, style))

    def _insert(self, text: str, start: int, end: int, *, whole: bool = False) -> None:
        """Add what is read for a stretch; ``whole`` takes in the next line's prefix."""
        if text and not self._muted:
            low = self._offsets[start]
            high = self._offsets[end] if whole else self._offsets[end - 1] + 1 if end > start else low
            target = self._targets[-1] if self._targets else None
            self._pieces.append(inserted(text, low, high, target or None, self._style()))

    def _style(self) -> Style:
        if self._styles["code"] > 0:
            return "code"
        if self._styles["strong"] > 0:
            return "strong"
        return "emphasis" if self._styles["emphasis"] > 0 else ""

    def _code(self, token: Token) -> None:
        ticks = token.markup
        start = self._seek(ticks) + len(ticks)
        end = start
        while True:
            end = self._content.find(ticks, end)
            if end < 0:
                end = len(self._content)
                break
            length = len(self._content[end:]) if end < 0 else _run_length(self._content, end)
            if length == len(ticks):
                break
            end += length
        self._at = min(end + len(ticks), len(self._content))
        words = self._content[start:end].strip(" \n")
        lead = self._content.find(words, start) if words else start
        self._add(lead, lead + len(words), code=True)

    def _image(self, token: Token) -> None:
        """An image leaves its description."""
        self._gap()
        self._skip("![")
        for child in token.children or ():
            if child.type in ("text", "text_special"):
                self._token(child)
        close = self._content.find("]", self._at)
        self._at = close if close >= 0 else self._at
        self._link_end()
        self._gap()

    def _gap(self) -> None:
        """Keep an image's description off the words around it."""
        if self._pieces and not self._pieces[-1].text[-1].isspace():
            place = self._offsets[self._at]
            self._pieces.append(inserted(" ", place, place))

    def _html(self, start: int, end: int) -> None:
        for tag in markup.tokenize(self._content, start, end):
            if not tag.name or tag.raw:
                continue
            if tag.name in _SILENT:
                self._muted = "" if tag.close else tag.name
            elif tag.name == "br":
                self._insert(HARD_BREAK, tag.start, tag.end)
            elif tag.name in markup.STYLES:
                self._styles[markup.STYLES[tag.name]] += -1 if tag.close else 1
            elif tag.name == "a" and tag.close:
                if self._targets:
                    self._targets.pop()
            elif tag.name == "a":
                given = markup.attributes(self._content, tag)
                self._targets.append(given["href"].value.replace(FILLER, "").strip() if "href" in given else None)
            elif tag.name == "img":
                alt = markup.attributes(self._content, tag).get("alt")
                if alt:
                    self._resolved(alt.start, alt.end)


def _run_length(content: str, at: int) -> int:
    end = at
    while content[end : end + 1] == "`":
        end += 1
    return end - at


def _clean(target: str) -> str:
    return _WRITTEN.sub(
        lambda match: "" if match[0][0] == FILLER else match["escaped"] or html.unescape(match[0]), target
    ).strip()
