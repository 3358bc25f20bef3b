"""reStructuredText to docutils' document tree, with directives and roles that docutils does not know read, not refused.

No transform runs: references, substitutions and docinfo are resolved where the tree is read. docutils keeps its
directives and roles in two module-wide tables; ours stand there only while one text is parsed, under a lock.
"""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, directives, roles, states
from docutils.parsers.rst.languages import en
from docutils.statemachine import StringList

MAX_LINE = 20_000
"""Longest line, in characters, that docutils is given; its patterns slow down on longer ones."""

_LOCK = threading.Lock()
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|\n]{1,200}\|[ \t]+)?([^\W_][\w:.+-]{0,60}?)[ ]?::(?:[ \t]|$)", re.MULTILINE)
_ROLE = re.compile(r":([^\W_][\w:.+-]{0,60}):`|`:([^\W_][\w:.+-]{0,60}):")
_OPTION = re.compile(r":([\w -]{1,40}):(?:[ \t]+(.*))?$")
_LABELLED = re.compile(r"(.+?)\s*<([^<>]*)>$", re.DOTALL)
_HIDDEN = frozenset({
    "include", "literalinclude", "toctree", "index", "highlight", "default-domain", "currentmodule", "contents",
    "sectnum", "section-numbering", "raw", "youtube", "vimeo", "gist", "soundcloud", "media", "post-list", "chart",
    "slides", "comments", "target-notes", "meta", "bibliography",
})  # fmt: skip
_CODE = frozenset({
    "code", "code-block", "sourcecode", "graphviz", "digraph", "graph", "plot", "prompt", "doctest", "testcode",
    "testsetup", "testoutput", "uml", "mermaid", "productionlist", "command-output", "ipython", "listing", "math",
})  # fmt: skip
_FIELDS = frozenset({
    "author", "authors", "date", "tags", "categories", "category", "post",
})  # fmt: skip


def parse(text: str) -> nodes.document:
    """Return the document tree of a text.

    Args:
        text: reStructuredText with ``\\n`` line ends, no line longer than ``MAX_LINE``.

    Raises:
        Exception: whatever docutils raises on a text that it cannot take, ``RecursionError`` for one.
    """
    document = utils.new_document("<write-up>", copy.copy(_settings()))
    with _LOCK, _registered(text):
        Parser().parse(text, document)
    return document


@lru_cache(maxsize=1)
def _settings() -> Any:
    settings = frontend.get_default_settings(Parser)  # reads no configuration file
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = 5
    settings.halt_level = 6
    settings.line_length_limit = MAX_LINE
    settings.smart_quotes = False
    settings.syntax_highlight = "none"
    settings.pep_references = settings.rfc_references = None
    return settings


@contextmanager
def _registered(text: str) -> Iterator[None]:
    """Have the directives and roles that a text names known to docutils, and forgotten afterwards."""
    all_directives, all_roles = vars(directives)["_directives"], vars(roles)["_roles"]
    before = dict(all_directives), dict(all_roles)
    for match in _DIRECTIVE.finditer(text):
        name = match[1].lower()
        kind = _kind(name)
        if kind is not None:
            all_directives[name] = kind
    for match in _ROLE.finditer(text):
        name = (match[1] or match[2]).lower()
        if name in {"pep", "pep-reference", "rfc", "rfc-reference"}:
            all_roles[name] = _standard
        elif name == "raw" or name not in en.roles:
            all_roles[name] = _role
    try:
        yield
    finally:
        for table, known in zip((all_directives, all_roles), before, strict=True):
            table.clear()
            table.update(known)


def _kind(name: str) -> type[Directive] | None:
    if name in _HIDDEN:
        return _Hidden
    if name in _CODE:
        return _Code
    if name in {"image", "figure", "thumbnail"}:
        return _Picture
    if name in _FIELDS:
        return _Field
    return None if name in en.directives else _Unknown


def _role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Give what a person reads of a role that docutils does not know: its label, linked where it has an address."""
    match = _LABELLED.match(text)
    if match is None:
        return [nodes.inline(rawtext, text)], []
    if "://" in match[2]:
        return [nodes.reference(rawtext, match[1], refuri=match[2].replace("\x00", ""))], []
    return [nodes.inline(rawtext, match[1])], []


def _standard(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Give ``PEP 8`` for ``:pep:`8```, and the like for RFCs."""
    number = re.match(r"\d{1,6}", text)
    series = name[:3].upper()
    if number is None:
        return [nodes.inline(rawtext, text)], []
    target = f"https://peps.python.org/pep-{int(number[0]):04d}"
    if series == "RFC":
        target = f"https://tools.ietf.org/html/rfc{int(number[0])}.html"
    return [nodes.reference(rawtext, f"{series} {number[0]}", refuri=target)], []


class _Lenient(Directive):
    """A directive whose argument, options and content are split without a rule that it could break."""

    has_content = True

    def split(self) -> tuple[list[str], dict[str, tuple[str, int]], int]:
        """Return the argument's lines, each option with its line in ``content``, and where the body begins there."""
        lines: list[str] = list(self.content)
        at = 0
        argument: list[str] = []
        if self.content_offset < self.lineno:  # the directive's own line holds its first
            while at < len(lines) and lines[at].strip() and not _OPTION.match(lines[at]):
                argument.append(lines[at])
                at += 1
        options: dict[str, tuple[str, int]] = {}
        name = ""
        while at < len(lines) and lines[at].strip():
            match = _OPTION.match(lines[at])
            if match is not None:
                name = match[1].lower()
                options[name] = (match[2] or "", at)
            elif name and lines[at][0] == " ":
                value, line = options[name]
                options[name] = (f"{value}\n{lines[at].strip()}", line)
            else:
                break
            at += 1
        while at < len(lines) and not lines[at].strip():
            at += 1
        return argument, options, at

    def body(self, at: int) -> list[nodes.Node]:
        """Parse the content from a line on."""
        container = nodes.container()
        content: StringList = self.content[at:]
        if content:
            self.state.nested_parse(content, self.content_offset + at, container)
        return [container]

    def line_of(self, at: int) -> int:
        return self.content_offset + at + 1


class _Hidden(_Lenient):
    """What no person reads here."""

    def run(self) -> list[nodes.Node]:
        return []


class _Code(_Lenient):
    """Code, whatever the directive that shows it."""

    def run(self) -> list[nodes.Node]:
        argument, _, at = self.split()
        lines = list(self.content)[at:]
        if self.name == "math" or not lines:
            lines, at = list(self.content), 0
        block = nodes.literal_block("\n".join(lines), "\n".join(lines), language=" ".join(argument[:1]).strip())
        block.line = self.line_of(at)
        return [block]


class _Picture(_Lenient):
    """An image or figure: its alternative text, its caption and its legend."""

    def run(self) -> list[nodes.Node]:
        _, options, at = self.split()
        said, line = options.get("alt", ("", 0))
        if isinstance(self.state, states.SubstitutionDef):
            return [nodes.image(alt=said)]
        found: list[nodes.Node] = []
        if said:
            target = options.get("target", ("", 0))[0].replace("\n", "")
            inner: nodes.Node = nodes.Text(said)
            if "://" in target:
                inner = nodes.reference(said, said, refuri=target)
            paragraph = nodes.paragraph(said, "", inner)
            paragraph.line = self.line_of(line)
            found.append(paragraph)
        return found + (self.body(at) if self.name != "image" else [])


class _Field(_Lenient):
    """``.. author::`` and the like, which some blog engines read as metadata."""

    def run(self) -> list[nodes.Node]:
        argument, _, at = self.split()
        value = " ".join(argument).strip()
        found: list[nodes.Node] = []
        if value and value.lower() != "default":
            field = nodes.meta("", name=self.name.lower(), content=value)
            field.line = self.line_of(0)
            found.append(field)
        return found + self.body(at)


class _Unknown(_Lenient):
    """A directive of some other program: its content is read, and its argument where that is words."""

    def run(self) -> list[nodes.Node]:
        argument, _, at = self.split()
        found: list[nodes.Node] = []
        said = "\n".join(argument)
        if " " in said.strip() and "://" not in said:
            children, _ = self.state.inline_text(said, self.lineno)
            paragraph = nodes.paragraph(said, "", *children)
            paragraph.line = self.line_of(0)
            found.append(paragraph)
        return found + self.body(at)
