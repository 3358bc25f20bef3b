"""Tells a page's article from the site around it, by element, role and class, weighed by how much text each holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from hallway.extractors.readers.markup import VOID, Attribute, Token, attributes, names

_INLINE = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup tt u var"
)
_UNSEEN = names("audio button canvas datalist noscript object select svg template video")
_AROUND = names("aside dialog footer form menu nav")
_ROLES = names("banner complementary contentinfo dialog menu menubar navigation search")
_CLOSES_PARAGRAPH = names(
    "address article aside blockquote center details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "main menu nav ol p pre section table ul"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WORDS = names(
    "addtoany blogroll breadcrumb breadcrumbs commentlist comments cookie cookies disqus masthead navbar navigation "
    "newsletter pager pagination sharedaddy sharing sidebar sidebars subscribe"
)
_CLASSES = names(
    "ad ads comment footer header links-inline menu nav related respond share site-footer site-header skip-link social "
    "toc top-menu topbar widget widget-area"
)
_NEGATIONS = names("has hide no show with without")
_ARTICLE = names(
    "article article-body article-content blog-post content e-content entry entry-content hentry main main-content "
    "markdown-body post post-body post-content post-entry"
)
_MOST = 0.6
_HALF = 0.5
_CELL_PARAGRAPHS = 3


@dataclass(slots=True)
class _Element:
    name: str
    first: int
    last: int
    closed: bool = False
    dropped: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tokens of a page are read.

    Args:
        first: index of the first token of the article.
        last: index after its last.
        skips: for each opening tag whose element is not read, the index after its closing tag.
        layout: indices of ``table`` tags that only place things on the page.
        lead: index of the page's top heading, where that stands before the article; else -1.
    """

    first: int
    last: int
    skips: dict[int, int] = field(default_factory=dict)
    layout: frozenset[int] = frozenset()
    lead: int = -1


def survey(text: str, tokens: Sequence[Token], *, page: bool) -> Plan:
    """Find the article among a page's tokens.

    Args:
        text: the page.
        tokens: all of its tokens.
        page: whether this is a whole page; of a fragment only what nobody sees is left out.
    """
    elements, layout = _elements(text, tokens, page)
    length = [0, *accumulate(0 if token.name else len(text[token.start : token.end].strip()) for token in tokens)]
    skips: dict[int, int] = {}
    whole = length[-1]
    for element in elements:
        share = length[element.last] - length[element.first]
        if element.dropped and element.closed and (element.name in _UNSEEN or share <= _HALF * whole):
            skips[element.first] = element.last
    first, last = 0, len(tokens)
    if page:
        kept = [0, *accumulate(_kept(text, tokens, skips))]
        least = kept[-1]
        for element in elements:
            share = kept[element.last] - kept[element.first]
            if element.article and element.first not in skips and kept[-1] * _MOST <= share <= least and share:
                first, last, least = element.first, element.last, share
    return Plan(first, last, skips, frozenset(layout), _lead(elements, first, last))


def _lead(elements: Sequence[_Element], first: int, last: int) -> int:
    """Return the only top heading before the article, if there is none in it."""
    tops = [element.first for element in elements if element.name == "h1" and element.closed]
    before = [i for i in tops if i < first]
    return before[0] if len(before) == 1 and not any(first <= i < last for i in tops) else -1


def _kept(text: str, tokens: Sequence[Token], skips: dict[int, int]) -> Iterator[int]:
    until = 0
    for i, token in enumerate(tokens):
        until = max(until, skips.get(i, 0))
        yield 0 if token.name or token.raw or i < until else len(text[token.start : token.end].strip())


def _elements(text: str, tokens: Sequence[Token], page: bool) -> tuple[list[_Element], set[int]]:
    """Return the page's block elements in the order of their opening tags, and its layout tables."""
    elements: list[_Element] = []
    layout: set[int] = set()
    stack: list[_Element] = []
    scopes = [Counter[str]()]  # one more inside each table, which closing tags do not reach out of
    tables: list[_Element] = []
    paragraphs = 0

    def close(i: int) -> _Element:
        element = stack.pop()
        element.last = i
        if element.name == "table" and len(scopes) > 1:
            scopes.pop()
            tables.pop()
        scopes[-1][element.name] -= 1
        return element

    for i, token in enumerate(tokens):
        name = token.name
        if not name or token.raw or name in _INLINE or name in VOID:
            continue
        if token.close:
            if name == "table" and not scopes[-1][name] and len(scopes) > 1:
                while stack[-1].name != name:
                    close(i)
            elif not scopes[-1][name] and not (stack and stack[-1].name == name):
                continue
            while stack[-1].name != name:
                close(i)
            close(i + 1).closed = True
            continue
        if stack and ((name in _CLOSES_PARAGRAPH and stack[-1].name == "p") or name == stack[-1].name == "li"):
            close(i)
        if tables:
            paragraphs = 0 if name in ("td", "th") else paragraphs + (name == "p")
            if name in _HEADINGS or name == "table" or paragraphs > _CELL_PARAGRAPHS:
                layout.add(tables[-1].first)
        element = _Element(name, i, len(tokens))
        _judge(element, text, token, page, scopes[-1])
        elements.append(element)
        stack.append(element)
        scopes[-1][name] += 1
        if name == "table":
            scopes.append(Counter())
            tables.append(element)
    return elements, layout


def _judge(element: _Element, text: str, token: Token, page: bool, scope: Counter[str]) -> None:
    """Tell from its tag alone what an element is for."""
    name = element.name
    given = attributes(text, token) if token.end - token.start > len(name) + 2 else {}
    style = given["style"].value.replace(" ", "") if "style" in given else ""
    element.dropped = name in _UNSEEN or "hidden" in given or "display:none" in style
    if not page or name in ("html", "body"):
        return
    role = given["role"].value if "role" in given else ""
    words = list(_class_words(given))
    element.article = (
        name in ("article", "main")
        or role in ("article", "main")
        or ("itemprop" in given and "articleBody" in given["itemprop"].value)
        or any(word in _ARTICLE for word in words)
    )
    if name in ("article", "main"):
        return
    inside = scope["article"] > 0 or scope["main"] > 0
    around = (
        (name in _AROUND and not (name == "footer" and scope["blockquote"] > 0))
        or (name == "header" and not inside)
        or role in _ROLES
        or any(_is_around(word) for word in words if not (inside and word == "header"))
    )
    element.dropped = element.dropped or around


def _class_words(given: dict[str, Attribute]) -> Iterator[str]:
    for key in ("class", "id"):
        if key in given:
            yield from given[key].value.lower().replace("_", "-").split()


def _is_around(word: str) -> bool:
    parts = re.split(r"[-:]+", word)
    return word in _CLASSES or (parts[0] not in _NEGATIONS and not _WORDS.isdisjoint(parts))
