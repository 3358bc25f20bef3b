"""The nodes of mwparserfromhell as runs of words and marks between them, each with its place in the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hallway.extractors.document import Run, Style, Value
from hallway.extractors.readers.inline import HARD_BREAK, inserted, tidy
from hallway.extractors.readers.linetable import lines, verbatim

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Tag, Template, Wikilink
    from mwparserfromhell.wikicode import Wikicode

_CATEGORY = re.compile(r"\s*(?:category|catégorie|kategorie|categoría|categoria|categorie)\s*:\s*", re.IGNORECASE)
_FILE = re.compile(r"\s*(?:file|image|media|fichier|datei|bild|archivo|immagine|bestand)\s*:", re.IGNORECASE)
_SWITCH = re.compile(r"__[A-ZÀ-Ý]{3,30}__")
_STYLES: dict[str, Style] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis",
    "code": "code", "tt": "code", "kbd": "code", "samp": "code", "var": "code", "math": "code",
}  # fmt: skip
_CODE = {"pre", "source", "syntaxhighlight"}
_BLOCK = {"p", "div", "center", "blockquote", "section", "ul", "ol", "dl"}
_HIDDEN = {
    "ref", "references", "script", "style", "gallery", "includeonly", "timeline", "templatedata", "templatestyles",
    "imagemap", "inputbox", "categorytree", "indicator",
}  # fmt: skip
_UNSEEN_TEMPLATES = re.compile(
    r"#|(?:anchor|cite|reflist|shortcut|toc|clear|defaultsort|main|see|stub|todo|cn|date)\b", re.IGNORECASE
)
_TEMPLATE_WORDS = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """What breaks the flow of words: a list's marker, a heading, a table, code, an end of a paragraph."""

    kind: Literal["marker", "heading", "table", "code", "break", "template"]
    start: int
    end: int
    said: str = ""
    node: Tag | Template | None = None
    runs: tuple[Run, ...] = ()
    level: int = 0


class Nodes:
    """Reads nodes; collects the title and the categories that it meets on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fields: list[tuple[str, Value]] = []
        self.categories: list[Value] = []

    def events(self, code: Wikicode, at: int, target: str | None, style: Style) -> Iterator[Run | Mark]:
        """Yield the runs and marks of parsed code, in order.

        Args:
            code: what the parser gave; it nests no deeper than 40, so this may recurse.
            at: code point where the code begins.
            target: where a link around it leads.
            style: the look around it.
        """
        from mwparserfromhell import nodes

        for node in code.nodes:
            said = str(node)
            end = at + len(said)
            if isinstance(node, nodes.Text):
                yield from self._text(said, at, target, style)
            elif isinstance(node, nodes.Tag):
                yield from self._tag(node, at, end, target, style)
            elif isinstance(node, nodes.Wikilink):
                yield from self._wikilink(node, at, end, target, style)
            elif isinstance(node, nodes.ExternalLink):
                url = str(node.url)
                left = at + int(node.brackets)
                if node.title is not None and str(node.title).strip():
                    right = end - int(node.brackets)
                    yield from self.events(node.title, right - len(str(node.title)), target or url, style)
                else:
                    yield Run(url, left, left + len(url), None, target or url, style)
            elif isinstance(node, nodes.HTMLEntity):
                yield inserted(html.unescape(said), at, end, target, style)
            elif isinstance(node, nodes.Heading):
                pieces = self.events(node.title, at + node.level, None, "")
                runs = tidy(self.text, [piece for piece in pieces if isinstance(piece, Run)])
                yield Mark("heading", at, end, runs=runs, level=node.level)
            elif isinstance(node, nodes.Template):
                yield from self._template(node, at, end, target, style)
            at = end

    def _text(self, said: str, start: int, target: str | None, style: Style) -> Iterator[Run]:
        at = 0
        for match in _SWITCH.finditer(said):
            if match.start() > at:
                yield Run(said[at : match.start()], start + at, start + match.start(), None, target, style)
            at = match.end()
        if at < len(said):
            yield Run(said[at:], start + at, start + len(said), None, target, style)

    def _tag(self, node: Tag, start: int, end: int, target: str | None, style: Style) -> Iterator[Run | Mark]:
        name = str(node.tag).strip().lower()
        markup = node.wiki_markup
        if node.self_closing or node.contents is None:
            if name in ("li", "dt", "dd") and markup:
                yield Mark("marker", start, end, markup)
            elif name == "li":
                yield Mark("break", start, end)
                yield Mark("marker", start, end, "*")
            elif name == "br":
                yield inserted(HARD_BREAK, start, end)
            elif name == "hr":
                yield Mark("break", start, end)
            return
        inside = str(node.contents)
        close = (node.closing_wiki_markup or "") if markup else f"</{node.closing_tag}>"
        left = end - len(close) - len(inside)
        if name == "table":
            yield Mark("table", start, end, node=node, level=left)
        elif name in _CODE and (name != "pre" or "\n" in inside):
            language = next((str(each.value) for each in node.attributes if str(each.name).strip() == "lang"), "")
            spans = [(line.start, line.end) for line in lines(self.text, left, left + len(inside))]
            yield Mark("code", start, end, language, runs=verbatim(self.text, spans))
        elif name in _HIDDEN:
            return
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            pieces = [piece for piece in self.events(node.contents, left, None, "") if isinstance(piece, Run)]
            yield Mark("heading", start, end, runs=tidy(self.text, pieces), level=int(name[1]))
        elif name in ("li", "dt", "dd"):
            yield Mark("break", start, left)
            yield Mark("marker", start, left, {"li": "*", "dt": ";", "dd": ":"}[name])
            yield from self.events(node.contents, left, target, style)
            yield Mark("break", left + len(inside), end)
        elif name in _BLOCK:
            yield Mark("break", start, left)
            yield from self.events(node.contents, left, target, style)
            yield Mark("break", left + len(inside), end)
        else:
            look = _STYLES.get(name, style)
            look = "strong" if style == "strong" and look == "emphasis" else look
            yield from self.events(node.contents, left, target, look)

    def _wikilink(
        self, node: Wikilink, start: int, end: int, target: str | None, style: Style
    ) -> Iterator[Run | Mark]:
        title = str(node.title)
        if match := _CATEGORY.match(title):
            name = title[match.end() :].rstrip()
            left = start + 2 + match.end()
            if name:
                self.categories.append(Value(name, left, left + len(name)))
            return
        if _FILE.match(title):
            yield from self._caption(node, start, end)
            return
        where = title.strip().removeprefix(":")
        if node.text is not None and str(node.text).strip():
            yield from self.events(node.text, start + 3 + len(title), target or where, style)
        elif where:
            left = start + 2 + title.index(where)
            yield Run(self.text[left : left + len(where)], left, left + len(where), None, target or where, style)

    def _caption(self, node: Wikilink, start: int, end: int) -> Iterator[Run | Mark]:
        """Yield the words under a framed picture; others have none."""
        options = str(node.text or "")
        if not re.search(r"(?:^|\|)\s*(?:thumb|thumbnail|frame|vignette|cadre)\s*\|", options):
            return
        at = start + 3 + len(str(node.title))
        pieces: list[Run] = []
        for piece in self.events(node.text, at, None, "") if node.text is not None else ():
            if isinstance(piece, Run):
                if piece.target is None and piece.boundaries is None and "|" in piece.text:
                    cut = piece.text.rindex("|") + 1
                    pieces = [Run(piece.text[cut:], piece.start + cut, piece.end, None, None, piece.style)]
                else:
                    pieces.append(piece)
        if any(piece.text.strip() for piece in pieces):
            yield Mark("break", start, start)
            yield from pieces
            yield Mark("break", end, end)

    def _template(
        self, node: Template, start: int, end: int, target: str | None, style: Style
    ) -> Iterator[Run | Mark]:
        name = str(node.name).strip()
        if name.upper().startswith(("DISPLAYTITLE:", "TITRE:")):
            left = start + 2 + str(node.name).index(":") + 1
            raw = str(node.name).partition(":")[2]
            shown = raw.strip()
            left += len(raw) - len(raw.lstrip())
            if shown:
                self.fields.append(("title", Value(shown, left, left + len(shown))))
        elif any(param.showkey for param in node.params):
            if target is None and "\n" in str(node):
                yield Mark("template", start, end, node=node)
        elif len(node.params) == 1 and not _UNSEEN_TEMPLATES.match(name):
            value = str(node.params[0].value)
            if "\n" not in value and len(value) <= _TEMPLATE_WORDS and any(sign.isalpha() for sign in value):
                yield from self.events(node.params[0].value, end - 2 - len(value), target, style)
