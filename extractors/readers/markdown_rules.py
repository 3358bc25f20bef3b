"""The Markdown parser: CommonMark, what GitHub, pandoc and kramdown add, and what people wrote before there were rules.

Sources: https://spec.commonmark.org/0.31.2/, https://github.github.com/gfm/,
https://pandoc.org/MANUAL.html#pandocs-markdown
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from hallway.extractors.readers.bare_links import find_links

PLAIN = "plain_inline"
"""Type of a token whose ``content`` is too long to be looked through for inline markup."""
BULLET = "bullet"
"""Type of the token before each line of a paragraph that begins with a typographic bullet."""

_NESTING = 60
_LONGEST = 20_000  # code points of one paragraph; some inline rules cost quadratic time
_LONGEST_ADDRESS = 2_048
_SCHEME = re.compile(r"(?<![A-Za-z])(?:https?|ftps?|ircs?|git|ssh)\Z")
_LOOSE_HEADING = re.compile(r"(#{1,6})(?=[\w*\[(\"'«“])(?P<text>[^\n]*)")
_NO_HEADING = re.compile(r"\d|include\b|[^\n]*[ \t]#\w")
_BULLET = re.compile(r"[ \t]*(?P<marker>[•·●○◦▪‣∙–—])[ \t\u00a0]+(?=\S)")
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_PROSE_WORDS = 8
_RULED = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*\Z")
_DASHES = re.compile(r"-+")


@cache
def parser(*, inline: bool = True) -> MarkdownIt:
    """Return the parser; its tokens carry link targets as written, and text just as it stands between the markup.

    Args:
        inline: whether it looks for markup inside paragraphs.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.disable(["footnote_tail", "text_join"])
    parser.inline.ruler.disable("footnote_inline")
    parser.block.ruler.after("heading", "loose_heading", _loose_heading, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "simple_table", _simple_table, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("text", "bare_address", _bare_address)
    parser.core.ruler.after("block", "old_habits", _old_habits)
    if not inline:
        parser.core.ruler.disable("inline")
    parser.normalizeLink = _same  # type: ignore[method-assign]  # the way to configure it
    parser.validateLink = _always  # type: ignore[method-assign]  # an address is data here, nothing follows it
    return parser


def _same(url: str) -> str:
    return url


def _always(url: str) -> bool:
    return True


def _loose_heading(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """``##Heading`` without a blank."""
    if state.is_code_block(line):
        return False
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    match = _LOOSE_HEADING.match(state.src, start, end)
    if not match:
        return False
    level = len(match[1])
    if level == 1 and (silent or _NO_HEADING.match(match["text"])):
        return False
    if silent:
        return True
    state.line = line + 1
    opening = state.push("heading_open", f"h{level}", 1)
    opening.map = [line, state.line]
    inline = state.push("inline", "", 0)
    inline.content = match["text"].rstrip().rstrip("#").rstrip()
    inline.map = [line, state.line]
    inline.children = []
    state.push("heading_close", f"h{level}", -1)
    return True


def _simple_table(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Pandoc's table whose columns stand under dashes; it ends with an empty line or with dashes."""
    if state.is_code_block(line) or line + 1 >= last:
        return False
    first = _line(state, line)
    headed = not _RULED.match(first)
    ruler = _line(state, line + 1) if headed else first
    if (headed and not first.strip()) or not _RULED.match(ruler):
        return False
    if silent:
        return True
    starts = [match.start() for match in _DASHES.finditer(ruler)]
    state.push("table_open", "table", 1).map = [line, line + 1]
    if headed:
        state.push("thead_open", "thead", 1)
        _row(state, line, "th", starts)
        state.push("thead_close", "thead", -1)
    line += 1 + headed
    while line < last and (words := _line(state, line)).strip() and not words.strip().startswith("---"):
        _row(state, line, "td", starts)
        line += 1
    state.push("table_close", "table", -1)
    state.line = min(last, line + (line < last and _line(state, line).strip().startswith("---")))
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _row(state: StateBlock, line: int, kind: str, starts: list[int]) -> None:
    words = _line(state, line)
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(words)], strict=True):
        state.push(f"{kind}_open", kind, 1)
        inline = state.push("inline", "", 0)
        inline.content = words[start:end].strip()
        inline.map = [line, line + 1]
        inline.children = []
        state.push(f"{kind}_close", kind, -1)
    state.push("tr_close", "tr", -1)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """``https://…`` in running text, so that a ``_`` inside it is no emphasis."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-8:])
    if not scheme:
        return False
    start = state.pos - len(scheme[0])
    link = next(find_links(state.src[start : start + _LONGEST_ADDRESS]), None)
    if link is None or link.start:
        return False
    state.pending = state.pending[: -len(scheme[0])]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": link.target}
    opening.markup = "bare"
    state.push("text", "", 0).content = state.src[start : start + link.end]
    state.push("link_close", "a", -1).markup = "bare"
    state.pos = start + link.end
    return True


def _old_habits(state: StateCore) -> None:
    tokens: list[Token] = []
    for i, token in enumerate(state.tokens):
        if token.type == "code_block" and i == 0 and _is_prose(token.content):
            tokens.extend(_paragraph(token))
        elif token.type == "inline":
            if len(token.content) > _LONGEST:
                token.type = PLAIN
            elif i > 1 and state.tokens[i - 2].type == "list_item_open" and (task := _TASK.match(token.content)):
                token.content = token.content[task.end() :]
            tokens.extend(_bulleted(token, state.tokens[i - 1].type == "paragraph_open"))
        else:
            tokens.append(token)
    state.tokens = tokens


def _is_prose(code: str) -> bool:
    return len(code.split()) >= _PROSE_WORDS and "<" not in code and code.count("\n") == 1 and code[0].isupper()


def _paragraph(code: Token) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, map=code.map)
    yield Token("inline", "", 0, content=code.content.strip(), map=code.map, children=[])
    yield Token("paragraph_close", "p", -1)


def _bulleted(token: Token, paragraph: bool) -> Iterator[Token]:
    """Split a paragraph at the lines that begin with a bullet."""
    lines = token.content.split("\n")
    starts = [i for i, line in enumerate(lines) if _BULLET.match(line)] if paragraph and token.map else []
    # a dash alone may begin any line of prose
    if not starts or (len(starts) == 1 and lines[starts[0]].lstrip()[0] in "–—"):
        yield token
        return
    first = token.map[0] if token.map else 0
    if starts[0] > 0:
        yield _part(token.type, lines, 0, starts[0], first)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = _BULLET.match(lines[start])
        assert match  # it did above
        opening = Token(BULLET, "", 0, markup=match["marker"], map=[first + start, first + end])
        yield opening
        lines[start] = lines[start][match.end() :]
        yield _part(token.type, lines, start, end, first)


def _part(kind: str, lines: list[str], start: int, end: int, first: int) -> Token:
    content = "\n".join(lines[start:end])
    return Token(kind, "", 0, content=content, map=[first + start, first + end], children=[])
