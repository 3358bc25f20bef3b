"""reStructuredText, with the metadata of Pelican and Nikola, the roles of Sphinx, and what blogs add to it.

See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hallway.extractors.document import Block, Content, Fault, Metadata, Value
from hallway.extractors.readers import plain
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter
from hallway.extractors.readers.plain_head import METADATA_NAMES

if TYPE_CHECKING:
    from docutils import nodes

    from hallway.extractors.readers.rest_places import Targets

# signs at which docutils ends a line, and the one by which it marks escapes; none of them is read by anyone
_ODD_SIGNS = re.compile("[\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PROCESSING = re.compile(r"(?:#[a-z-]+(?:[ \t].*)?\n)+")
_GAP = re.compile(r"\n[ \t]*\n")
_MOST_STEPS = 2e8  # some seconds of docutils' search for the ends of inline markup, which is quadratic in a paragraph
_INDENT = re.compile(r"^ *(?=[^ \n])", re.MULTILINE)
_MOST_DEPTHS = 100  # docutils overflows Python's stack at about as many, after copying the text for each
_WORTH_TELLING = 3  # docutils' level of an error


def read(text: str) -> Content:
    """Read reStructuredText.

    A text that docutils cannot take, for its nesting or its length, is read as plain text, with a fault.

    Args:
        text: the text, with ``\\n`` line ends.

    Returns:
        its metadata and blocks; offsets are into ``text``.

    >>> content = read("Sprint\\n======\\n\\n:date: 2031-05-04\\n\\n`Ann <http://ann.example>`_ came.\\n")
    >>> [(run.text, run.target) for run in content.blocks[1].runs]
    [('Ann', 'http://ann.example'), (' came.', None)]
    """
    from hallway.extractors.readers.rest_blocks import Blocks  # docutils takes long to import
    from hallway.extractors.readers.rest_parse import MAX_LINE, parse
    from hallway.extractors.readers.rest_places import Source

    front, body_start, faults = split_front_matter(text)
    body = _ODD_SIGNS.sub(" ", _without_head(text, body_start))
    if max(map(len, body.split("\n"))) > MAX_LINE:
        return _as_plain(text, "a line is too long for reStructuredText, so this was read as plain text")
    if sum(len(part) * sum(map(part.count, "`*|_")) for part in _GAP.split(body)) > _MOST_STEPS:
        return _as_plain(text, "a paragraph holds too much markup for reStructuredText, so this was read as plain text")
    deep = "this nests too deep for reStructuredText, so it was read as plain text"
    if len({len(indent) for indent in _INDENT.findall(body)}) > _MOST_DEPTHS:
        return _as_plain(text, deep)
    try:
        document = parse(body)
    except RecursionError:
        return _as_plain(text, deep)
    except Exception as error:  # docutils raises errors of any kind on texts that it did not expect
        return _as_plain(text, f"docutils cannot read this ({type(error).__name__}), so it was read as plain text")
    reader = Blocks(Source(text), _targets(document))
    blocks = reader.read(document.children)
    metadata, blocks = _metadata(front, reader.fields, _docinfo(document), blocks)
    if metadata.title is None and document.get("title"):
        title = str(document["title"])
        start = max(text.find(title), 0)
        metadata = replace(metadata, title=Value(title, start, start + len(title)))
    return Content(metadata, blocks, (*faults, *_faults(document)))


def _as_plain(text: str, what: str) -> Content:
    content = plain.read(text)
    return replace(content, faults=(Fault(1, what), *content.faults))


def _without_head(text: str, start: int) -> str:
    """Return the text with its front matter and a wiki's processing lines blanked, every offset as it was."""
    match = _PROCESSING.match(text, start)
    end = match.end() if match else start
    return re.sub(r"[^\n]", " ", text[:end]) + text[end:]


def _targets(document: nodes.document) -> Targets:
    """Return what the names of a document stand for, the first to be given where there are several."""
    from docutils import nodes

    from hallway.extractors.readers.rest_places import Targets

    links: dict[str, str] = {}
    indirect: dict[str, str] = {}
    anonymous: list[str] = []
    substitutions: dict[str, nodes.Element] = {}
    waiting: list[str] = []
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.target):
            names: list[str] = [*node.get("names", ()), *node.get("dupnames", ())]
            if "refuri" in node:
                if node.get("anonymous"):
                    anonymous.append(node["refuri"])
                for name in (*names, *waiting):  # targets in a row share the last one's address
                    links.setdefault(name, node["refuri"])
                waiting = []
            elif "refname" in node:
                indirect.update((name, node["refname"]) for name in names)
            elif not node.children:
                waiting.extend(names)
        elif isinstance(node, nodes.substitution_definition):
            for name in (*node.get("names", ()), *node.get("dupnames", ())):
                substitutions.setdefault(name, node)
        elif isinstance(node, nodes.paragraph):
            waiting = []
    for name in indirect:
        step = name
        for _ in range(9):  # a chain may be a ring
            step = indirect.get(step, step)
        if step in links:
            links.setdefault(name, links[step])
    return Targets(links, anonymous, substitutions)


def _docinfo(document: nodes.document) -> int:
    """Return how many fields stand where a document says what it is: at its top or right below its only title."""
    from docutils import nodes

    unread = (nodes.comment, nodes.target, nodes.substitution_definition, nodes.system_message, nodes.pending)
    level: nodes.Element = document
    for _ in range(2):
        read = [node for node in level.children if not isinstance(node, (*unread, nodes.title))]
        if read and isinstance(read[0], nodes.field_list):
            return len(read[0].children)
        if not read or not isinstance(read[0], nodes.section):
            return 0
        level = read[0]
    return 0


def _metadata(
    front: Metadata, said: list[tuple[str, Value]], docinfo: int, blocks: tuple[Block, ...]
) -> tuple[Metadata, tuple[Block, ...]]:
    """Return the metadata, and the blocks without the fields that went into it."""
    fields = [*front.fields, *said]
    kept: list[Block] = []
    for block in blocks:
        name = block.name.lower()
        if block.kind == "field" and docinfo > 0:
            docinfo -= 1
            if name in METADATA_NAMES:
                value = _value(block)
                if value is not None:
                    fields.append((name, value))
                continue
        kept.append(block)
    metadata = metadata_from_fields(fields) if len(fields) > len(front.fields) else front
    top = [block for block in kept if block.kind == "heading" and block.level == 1]
    if metadata.title is None and len(top) == 1 and top[0] is kept[0]:
        runs = top[0].runs
        title = Value(top[0].text, runs[0].start, runs[-1].end)
        metadata = replace(metadata, title=title, fields=(*metadata.fields, ("title", title)))
    return metadata, tuple(kept)


def _value(block: Block) -> Value | None:
    runs = [run for inner in block.walk() for run in inner.runs]
    if not runs:
        return None
    said = " ".join(inner.text for inner in block.walk() if inner.runs)
    return Value(said, runs[0].start, runs[-1].end)


def _faults(document: nodes.document) -> tuple[Fault, ...]:
    """Return what a writer would want to know of docutils' complaints."""
    from docutils import nodes

    faults = {
        Fault(int(message.get("line") or 1), message.children[0].astext().split("\n")[0])
        for message in document.findall(nodes.system_message)
        if message["level"] >= _WORTH_TELLING and message.children
    }
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.what)))
