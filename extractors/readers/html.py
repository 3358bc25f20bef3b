"""HTML: whole pages, bodies behind front matter, fragments inside Markdown, and old templates (ERB, WML).

Flat and iterative: block tags end and begin blocks, inline tags switch looks, so that neither nesting nor unclosed
tags can harm. Lists, tables, quotes and definition lists alone are kept on a stack, which has a bottom and a top.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from hallway.extractors.document import Block, BlockKind, Content, Run
from hallway.extractors.readers.article import Plan, survey
from hallway.extractors.readers.html_inline import Words
from hallway.extractors.readers.markup import Token, names, tokenize
from hallway.extractors.readers.outline import Outline
from hallway.extractors.readers.page_head import page_metadata
from hallway.extractors.readers.templates import hide, hide_directives
from hallway.extractors.readers.text_head import split_head

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "dl", "dir", "menu"))
_CONTAINERS = _LISTS | {"blockquote", "table", "tr", "td", "th"}
_BLOCKS = _CONTAINERS | names(
    "address article aside body caption center dd details dialog div dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main nav option p pre section summary tbody tfoot thead title"
)
_ROWS = frozenset(("tr", "td", "th"))
_KINDS: dict[str, BlockKind] = {"blockquote": "quote", "table": "table", "tr": "row", "td": "cell", "th": "cell"}
_STACK_LIMIT = 256  # deeper containers are read as if they were divs
_PAGE = names("body head html main title")  # only a whole page has them
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
    page = any(token.name in _PAGE for token in tokens)
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
        self._hidden = hidden
        self._words = Words(source, hidden)
        self._tokens = tokens
        self._plan = plan
        self._outline = Outline()
        self._counts = Counter[str]()  # open containers by name
        self._stack: list[_Open] = []
        self._depth = 0
        self._lists = 0
        self._heading = 0
        self._explicit = False  # inside a paragraph, heading or preformatted text, where an empty line means nothing
        self._term: tuple[Run, ...] | None = None
        self._defining = ""
        self._head = False

    def build(self) -> tuple[Block, ...]:
        if self._plan.lead >= 0:
            self._lead(self._plan.lead)
        i, last = self._plan.first, self._plan.last
        while i < last:
            token = self._tokens[i]
            skip = self._plan.skips.get(i)
            if skip is not None:
                self._flush(token.start)
                i = skip
                continue
            self._token(i, token)
            i += 1
        end = self._tokens[last - 1].end if last else 0
        self._flush(end)
        while self._stack:
            self._leave(end)
        self._untermed(end)
        return self._outline.blocks()

    def _lead(self, i: int) -> None:
        """Read the top heading that stands before the article."""
        while not (self._tokens[i].name == "h1" and self._tokens[i].close):
            self._token(i, self._tokens[i])
            i += 1
        self._token(i, self._tokens[i])

    def _token(self, i: int, token: Token) -> None:
        if token.raw:
            return
        if not token.name:
            self._text(token.start, token.end)
        elif token.name in _BLOCKS:
            self._block(i, token)
        elif self._words.tag(token):
            self._flush(token.start)

    # --- text ---------------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        if self._explicit or "\n" not in self._hidden[start:end]:
            self._words.add(start, end)
            return
        at = start
        for gap in _EMPTY_LINE.finditer(self._hidden, start, end):
            self._words.add(at, gap.start())
            self._flush(gap.start())
            at = gap.end()
        self._words.add(at, end)

    def _flush(self, end: int) -> None:
        """Make a block of the text gathered so far."""
        runs = self._words.take()
        if not runs:
            return
        start = self._words.start
        if self._words.preformatted:
            self._outline.add("code", start, end, runs)
            return
        if self._defining == "dt":
            self._term = (*(self._term or ()), *runs)
            return
        inner = self._outline.inner
        if self._heading:
            self._outline.add("heading", start, end, runs, level=self._heading)
        elif inner.kind in ("item", "cell", "field") and not inner.runs and not inner.children:
            inner.runs = runs
            inner.end = end
        else:
            self._outline.add("paragraph", start, end, runs)

    # --- blocks -------------------------------------------------------------------------------------------------

    def _block(self, i: int, token: Token) -> None:
        name = token.name
        self._flush(token.start)
        if self._heading and name in ("p", "div"):
            return
        self._heading = 0
        self._explicit = self._words.preformatted = False
        if token.close:
            if name in _CONTAINERS:
                self._close(name, token.end)
            elif name in ("p", "li", "dt", "dd") or name in _HEADINGS:
                self._words.close_above(self._stack[-1].looks if self._stack else 0)
            if name in ("dt", "dd"):
                self._defining = ""
            return
        if self._defining == "dt" and name not in ("p", "div", "dt", "dd"):
            self._untermed(token.start)
            self._defining = ""
        if name in _HEADINGS:
            self._heading = _HEADINGS[name]
            self._explicit = True
        elif name in ("p", "pre"):
            self._explicit = True
            self._words.preformatted = name == "pre"
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
            self._outline.item(depth, self._key(), self._term[0].start, at, self._term)
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
            self._stack.append(_Open(name, False, self._depth, self._words.depth, self._lists))
            self._counts[name] += 1
            self._depth += 1
        else:
            self._enter(name, _KINDS[name], token.start, self._head or name == "th")

    def _enter(self, name: str, kind: BlockKind, start: int, header: bool) -> None:
        if self._outline.enter(self._outline.add(kind, start, start, header=header and name in _ROWS)):
            self._stack.append(_Open(name, True, self._depth, self._words.depth))
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
        self._words.close_above(opened.looks)
        if opened.entered:
            self._outline.exit(end)
        else:
            self._outline.leave(self._depth)
        if opened.name == "table":
            self._head = False
        return opened.name
