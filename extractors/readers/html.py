"""HTML: whole pages, bodies behind front matter, fragments inside Markdown, and old templates (ERB, WML).

Flat and iterative: block tags end and begin blocks, inline tags switch looks, so that neither nesting nor unclosed
tags can harm. Lists, tables, quotes and definition lists alone are kept on a stack, which has a bottom and a top.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hallway.extractors.document import Block, BlockKind, Content, Run, Style
from hallway.extractors.readers.article import VOID, Plan, survey
from hallway.extractors.readers.bare_links import find_links
from hallway.extractors.readers.inline import HARD_BREAK, inserted, tidy
from hallway.extractors.readers.markup import Token, attributes, tokenize
from hallway.extractors.readers.outline import Outline
from hallway.extractors.readers.page_head import page_metadata
from hallway.extractors.readers.templates import FILLER, hide, hide_directives
from hallway.extractors.readers.text_head import split_head

_STYLES: dict[str, Style] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "dl", "dir", "menu"))
_CONTAINERS = _LISTS | {"blockquote", "table", "tr", "td", "th"}
_BLOCKS = _CONTAINERS | frozenset(
    "address article aside body caption center dd details dialog div dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main nav option p pre section summary tbody tfoot thead title".split()
)
_ROWS = frozenset(("tr", "td", "th"))
_KINDS: dict[str, BlockKind] = {"blockquote": "quote", "table": "table", "tr": "row", "td": "cell", "th": "cell"}
_STACK_LIMIT = 256  # deeper containers are read as if they were divs
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|" + FILLER + "+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def read(text: str) -> Content:
    """Read a page's article.

    Args:
        text: the page, with ``\\n`` line ends.

    >>> content = read("<title>Tea</title><nav>Home</nav><p>Ann &amp; <b>Bo</b> met.")
    >>> [(run.text, run.style) for run in content.blocks[0].runs]
    [('Ann & ', ''), ('Bo', 'strong'), (' met.', '')]
    """
    metadata, body, faults = split_head(text)
    hidden = hide(text, body) if body else hide_directives(text)
    tokens = list(tokenize(hidden, body, len(text)))
    page = any(token.name in ("html", "body", "head", "main") for token in tokens)
    plan = survey(hidden, tokens, page=page)
    blocks = _Builder(text, hidden, tokens, plan).build()
    return Content(page_metadata(hidden, tokens, plan, metadata), blocks, faults)


def read_fragment(text: str, low: int, high: int, hidden: str | None = None) -> tuple[Block, ...]:
    """Read the HTML that stands in ``text[low:high]``; offsets stay those of ``text``.

    Args:
        text: the source.
        low: code point where the fragment begins.
        high: code point after its last.
        hidden: ``text`` with templates hidden (see ``templates.hide``), if there may be some.
    """
    hidden = text if hidden is None else hidden
    tokens = list(tokenize(hidden, low, high))
    return _Builder(text, hidden, tokens, survey(hidden, tokens, page=False)).build()


@dataclass(frozen=True, slots=True)
class _Look:
    """An open inline element."""

    name: str
    style: Style
    target: str | None


@dataclass(slots=True)
class _Open:
    """An open container.

    Args:
        name: its tag.
        entered: whether it is a container of the outline, too.
        depth: lists open around it, inside the same container.
        looks: inline elements that were open when it began.
        key: lists: a number of its own.
    """

    name: str
    entered: bool
    depth: int
    looks: int
    key: int = 0


class _Builder:
    """Builds the blocks of one page or fragment."""

    def __init__(self, source: str, hidden: str, tokens: list[Token], plan: Plan) -> None:
        self._source = source
        self._hidden = hidden
        self._tokens = tokens
        self._plan = plan
        self._outline = Outline()
        self._pieces: list[Run] = []
        self._looks: list[_Look] = []
        self._counts = Counter[str]()  # open looks and containers by name
        self._stack: list[_Open] = []
        self._depth = 0
        self._lists = 0
        self._heading = 0
        self._explicit = 0  # 0: running text; 1: inside a paragraph or heading; 2: preformatted
        self._start = 0
        self._term: tuple[Run, ...] | None = None
        self._defining = ""
        self._head = False

    def build(self) -> tuple[Block, ...]:
        i, last = self._plan.first, self._plan.last
        while i < last:
            token = self._tokens[i]
            skip = self._plan.skips.get(i)
            if skip is not None:
                self._flush(token.start)
                i = skip
                continue
            if token.raw:
                pass
            elif not token.name:
                self._text(token.start, token.end)
            elif token.name in _BLOCKS:
                self._block(i, token)
            else:
                self._inline(token)
            i += 1
        end = self._tokens[last - 1].end if last else 0
        self._flush(end)
        while self._stack:
            self._leave(end)
        self._untermed(end)
        return self._outline.blocks()

    # --- text ---------------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        if self._explicit or "\n" not in self._hidden[start:end]:
            self._piece(start, end)
            return
        at = start
        for gap in _EMPTY_LINE.finditer(self._hidden, start, end):
            self._piece(at, gap.start())
            self._flush(gap.start())
            at = gap.end()
        self._piece(at, end)

    def _piece(self, start: int, end: int) -> None:
        if start >= end or (not self._pieces and self._explicit < 2 and self._hidden[start:end].isspace()):
            return
        if not self._pieces:
            self._start = start
        look = self._looks[-1] if self._looks else _PLAIN
        at = start
        if look.target is None and self._explicit < 2:
            for link in find_links(self._hidden[start:end]):
                if FILLER in link.target:
                    continue
                self._resolved(at, start + link.opening, look)
                self._resolved(start + link.start, start + link.end, replace(look, target=html.unescape(link.target)))
                at = start + link.closing
        self._resolved(at, end, look)

    def _resolved(self, start: int, end: int, look: _Look) -> None:
        """Add a stretch of text, its character references resolved."""
        at = start
        for match in _REFERENCE.finditer(self._hidden, start, end):
            read = "" if match[0][0] == FILLER else html.unescape(match[0]).replace("\xa0", " ").replace("\xad", "")
            if read == match[0]:
                continue
            self._add(at, match.start(), look)
            if read:
                run = inserted(read, match.start(), match.end())
                self._pieces.append(replace(run, target=look.target, style=look.style))
            at = match.end()
        self._add(at, end, look)

    def _add(self, start: int, end: int, look: _Look) -> None:
        if start < end:
            self._pieces.append(Run(self._hidden[start:end], start, end, None, look.target, look.style))

    def _flush(self, end: int) -> None:
        """Make a block of the text gathered so far."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        if self._explicit == 2:
            run = _code(self._source, pieces)
            if run:
                self._outline.add("code", self._start, end, (run,))
            return
        runs = tidy(self._source, pieces)
        if not runs:
            return
        if self._defining == "dt":
            self._term = (*(self._term or ()), *runs)
            return
        inner = self._outline.inner
        if self._heading:
            self._outline.add("heading", self._start, end, runs, level=self._heading)
        elif inner.kind in ("item", "cell", "field") and not inner.runs and not inner.children:
            inner.runs = runs
            inner.end = end
        else:
            self._outline.add("paragraph", self._start, end, runs)

    # --- blocks -------------------------------------------------------------------------------------------------

    def _block(self, i: int, token: Token) -> None:
        name = token.name
        self._flush(token.start)
        if self._heading and name in ("p", "div"):
            return
        self._heading = self._explicit = 0
        if token.close:
            if name in _CONTAINERS:
                self._close(name, token.end)
            elif name in ("p", "li", "dt", "dd") or name in _HEADINGS:
                self._forget(self._stack[-1].looks if self._stack else 0)
            if name in ("dt", "dd"):
                self._defining = ""
            return
        if self._defining == "dt" and name not in ("p", "div", "dt", "dd"):
            self._untermed(token.start)
            self._defining = ""
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
            self._explicit = 1
        elif name in ("p", "pre"):
            self._explicit = 2 if name == "pre" else 1
        elif name == "li":
            self._item(token)
        elif name in ("dt", "dd"):
            self._definition(token)
        elif name in ("thead", "tbody", "tfoot"):
            self._head = name == "thead"
        elif name in _CONTAINERS:
            self._open(i, token)

    def _item(self, token: Token) -> None:
        # a list whose opening tag is missing is the outermost
        self._outline.item(max(1, self._depth), self._key(), token.start, token.end)

    def _key(self) -> int:
        """What the items of the innermost list have in common."""
        return self._stack[-1].key if self._stack else 0

    def _definition(self, token: Token) -> None:
        depth = max(1, self._depth)
        if token.name == "dt":
            self._untermed(token.start)
        else:
            name = "".join(run.text for run in self._term or ())
            start = self._term[0].start if self._term else token.start
            self._term = None
            self._outline.item(depth, self._key(), start, token.end, name=name, kind="field")
        self._defining = token.name

    def _untermed(self, at: int) -> None:
        """Give a term that nothing explains."""
        if self._term:
            depth = max(1, self._depth)
            self._outline.item(depth, self._key(), self._term[0].start, at, self._term, kind="field")
            self._term = None

    def _open(self, i: int, token: Token) -> None:
        name = token.name
        if name in _ROWS:
            if not self._counts["table"]:
                return  # of a layout table
            while self._stack[-1].name not in ("table", "tr")[: 1 if name == "tr" else 2]:
                self._leave(token.start)
            if name != "tr" and self._stack[-1].name == "table":
                self._enter("tr", "row", token.start, self._head)
        if len(self._stack) >= _STACK_LIMIT or i in self._plan.layout:
            return
        if name in _LISTS:
            self._lists += 1
            self._stack.append(_Open(name, False, self._depth, len(self._looks), self._lists))
            self._counts[name] += 1
            self._depth += 1
        else:
            self._enter(name, _KINDS[name], token.start, self._head or name == "th")

    def _enter(self, name: str, kind: BlockKind, start: int, header: bool) -> None:
        if self._outline.enter(kind, start, start):
            self._outline.inner.header = header and name in _ROWS
            self._stack.append(_Open(name, True, self._depth, len(self._looks)))
            self._counts[name] += 1
            self._depth = 0

    def _close(self, name: str, end: int) -> None:
        if not self._counts[name]:
            return
        for opened in reversed(self._stack):
            if opened.name == name:
                break
            if opened.name in ("td", "th") and name not in ("table", "tr", "td", "th"):
                return  # a closing tag does not reach out of its cell
        while self._leave(end) != name:
            pass

    def _leave(self, end: int) -> str:
        """Close the innermost container and return its name."""
        if self._stack[-1].name == "dl":
            self._untermed(end)
            self._defining = ""
        opened = self._stack.pop()
        self._counts[opened.name] -= 1
        inner = self._outline.inner
        if inner.kind == "row" and inner.children and all(cell.header for cell in inner.children):
            inner.header = True
        self._depth = opened.depth
        self._forget(opened.looks)
        if opened.entered:
            self._outline.exit(end)
        else:
            self._outline.leave(self._depth)
        if opened.name == "table":
            self._head = False
        return opened.name

    # --- inline -------------------------------------------------------------------------------------------------

    def _inline(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._break(token)
        elif name == "img":
            self._alternative(token)
        elif name == "createlink" and not token.close:
            self._named_link(token)
        elif name in VOID:
            return
        elif token.close:
            if self._counts[name]:
                floor = self._stack[-1].looks if self._stack else 0
                while len(self._looks) > floor and self._drop_look() != name:
                    pass
        elif name == "a" or name in _STYLES:
            outer = self._looks[-1] if self._looks else _PLAIN
            style = max(_STYLES.get(name, ""), outer.style, key=_STRENGTH.index)
            target = outer.target
            if name == "a":
                if self._counts["a"] and outer.name == "a":
                    self._drop_look()
                given = attributes(self._hidden, token)
                target = given["href"].value.replace(FILLER, "").strip() or None if "href" in given else None
            self._looks.append(_Look(name, style, target))
            self._counts[name] += 1

    def _break(self, token: Token) -> None:
        if not self._pieces:
            return
        if self._explicit < 2 and self._pieces[-1].text == HARD_BREAK:
            explicit, heading = self._explicit, self._heading
            self._flush(token.start)  # an empty line: another paragraph
            self._explicit, self._heading = explicit, heading
            return
        self._pieces.append(inserted("\n" if self._explicit == 2 else HARD_BREAK, token.start, token.end))

    def _alternative(self, token: Token) -> None:
        alt = attributes(self._hidden, token).get("alt")
        if alt and alt.value.strip() and self._explicit < 2:
            if not self._pieces:
                self._start = token.start
            self._resolved(alt.start, alt.end, self._looks[-1] if self._looks else _PLAIN)

    def _named_link(self, token: Token) -> None:
        """WML's ``<createlink name="slides" url="…">``."""
        given = attributes(self._hidden, token)
        if "name" in given and "url" in given:
            if not self._pieces:
                self._start = token.start
            self._resolved(given["name"].start, given["name"].end, _Look("a", "", given["url"].value))

    def _drop_look(self) -> str:
        name = self._looks.pop().name
        self._counts[name] -= 1
        return name

    def _forget(self, looks: int) -> None:
        """Close the inline elements that a block left open."""
        while len(self._looks) > looks:
            self._drop_look()


_PLAIN = _Look("", "", None)
_STRENGTH: tuple[Style, ...] = ("", "emphasis", "strong", "code")


def _code(source: str, pieces: list[Run]) -> Run | None:
    """Return preformatted text as one run, without empty lines at both ends."""
    text = "".join(piece.text for piece in pieces)
    low = len(text) - len(text.lstrip())
    low = text.rfind("\n", 0, low) + 1
    high = len(text.rstrip())
    if low >= high:
        return None
    kept = [bound for piece in pieces for bound in _bounds(piece)][low:high]
    kept.append(_end(pieces, high))
    text = text[low:high]
    verbatim = text == source[kept[0] : kept[-1]]
    return Run(text, kept[0], kept[-1], None if verbatim else tuple(kept))


def _end(pieces: list[Run], length: int) -> int:
    """Return where the first ``length`` characters of pieces end."""
    for piece in pieces:
        if length <= len(piece.text):
            return piece.span(0, length)[1]
        length -= len(piece.text)
    return pieces[-1].end


def _bounds(piece: Run) -> Iterator[int]:
    return iter(range(piece.start, piece.end) if piece.boundaries is None else piece.boundaries[:-1])

