"""docutils' document tree as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from docutils import nodes

from hallway.extractors.document import Block, BlockKind, Run, Value
from hallway.extractors.readers.rest_places import Source, Targets

_MAX_TERM = 60
_SKIPPED = (
    nodes.comment,
    nodes.target,
    nodes.substitution_definition,
    nodes.pending,
    nodes.raw,
    nodes.transition,
    nodes.decoration,
    nodes.label,
    nodes.colspec,
)
_TITLE_FAULTS = (
    "Inconsistent title style",
    "A level ",
    "Title level inconsistent",
    "Unexpected section title.",
    "Incomplete section title",
    "Missing matching underline",
    "Title overline & underline mismatch",
)
_BLOCK_FAULTS = ("Malformed table", "Error in ", "Unknown directive")
_MARKUP_LINE = re.compile(r"\.\.[ \t]+[\w:.+-]{1,60}::[ \t]*|:[\w -]{1,40}:(?:[ \t].*)?$|[-=+|~^#*\"'`.:_ ]+$")
_CELL_EDGE = re.compile(r"\s{2,}\|?\s*|\s*\|\s*")
_PLAIN: dict[type[nodes.Node], BlockKind] = {
    nodes.bullet_list: "list",
    nodes.enumerated_list: "list",
    nodes.block_quote: "quote",
    nodes.table: "table",
    nodes.row: "row",
    nodes.topic: "section",
    nodes.sidebar: "section",
}


@dataclass(slots=True)
class _Growing:
    """A block whose end has not been reached; ``kind`` None gives its children to the block around it."""

    kind: BlockKind | None
    runs: tuple[Run, ...] = ()
    children: list[Block] = field(default_factory=list)
    start: int = -1
    end: int = -1
    level: int = 0
    name: str = ""
    header: bool = False
    takes_runs: bool = False  # its first paragraph becomes its own text


class Blocks:
    """Reads one document tree, in the order of the source and without recursion.

    Args:
        source: the text that the tree was made from.
        targets: what its references mean.
    """

    def __init__(self, source: Source, targets: Targets) -> None:
        self.source = source
        self.targets = targets
        self.fields: list[tuple[str, Value]] = []
        self.depth = 0  # of sections
        self.lists = 0
        self.open: list[_Growing] = []
        self.todo: list[nodes.Node | Callable[[], None]] = []

    def read(self, children: Iterable[nodes.Node]) -> tuple[Block, ...]:
        """Return the blocks of some nodes."""
        root = _Growing(None)
        self.open = [root]
        self.todo = list(reversed(list(children)))
        while self.todo:
            step = self.todo.pop()
            if isinstance(step, nodes.Node):
                self._node(step)
            else:
                step()
        return tuple(root.children)

    def _node(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.system_message):
            self._rescue(node)
        elif isinstance(node, _SKIPPED) or not isinstance(node, nodes.Element):
            return
        elif isinstance(node, nodes.section):
            self._section(node)
        elif isinstance(node, nodes.meta):
            self._meta(node)
        elif isinstance(node, (nodes.literal_block, nodes.doctest_block, nodes.math_block)):
            self._leaf("code", self.source.code(node), name=str(node.get("language", "")))
        elif isinstance(node, (nodes.title, nodes.rubric)):
            inside = not isinstance(node.parent, nodes.section)
            self._leaf("heading", self._runs(node), level=self.depth + inside)
        elif isinstance(node, nodes.definition_list_item):
            self._definition(node)
        elif isinstance(node, (nodes.field, nodes.option_list_item)):
            self._field(node)
        elif isinstance(node, (nodes.list_item, nodes.entry)):
            self._item(node)
        elif isinstance(node, nodes.TextElement):
            self._paragraph(node)
        else:
            self._container(node)

    # what stays open

    def _enter(self, block: _Growing, children: Iterable[nodes.Node], *after: Callable[[], None]) -> None:
        self.open.append(block)
        self.todo.extend(reversed(after))
        self.todo.append(self._leave)
        self.todo.extend(reversed(list(children)))

    def _leave(self) -> None:
        block = self.open.pop()
        parent = self.open[-1]
        if block.kind is None:
            parent.children.extend(block.children)
        elif block.runs or block.children or block.kind in {"cell", "field"}:
            parent.children.append(self._closed(block))

    def _closed(self, block: _Growing) -> Block:
        starts = [place for place in (block.start, *(child.start for child in block.children[:1])) if place >= 0]
        ends = [block.end, *(child.end for child in block.children)]
        if block.runs:
            starts.append(block.runs[0].start)
            ends.append(block.runs[-1].end)
        start = min(starts, default=self.source.starts[min(self.source.line, len(self.source.starts) - 1)])
        assert block.kind is not None  # _leave keeps the others out
        return Block(
            block.kind,
            block.runs,
            tuple(block.children),
            start,
            max(start, *ends),
            block.level,
            block.name,
            block.header,
        )

    def _leaf(self, kind: BlockKind, runs: tuple[Run, ...], *, level: int = 0, name: str = "") -> None:
        if runs:
            self.open[-1].children.append(Block(kind, runs, (), runs[0].start, runs[-1].end, level=level, name=name))

    def _runs(self, node: nodes.Element) -> tuple[Run, ...]:
        return self.source.runs(node, self.targets)

    # nodes

    def _section(self, node: nodes.Element) -> None:
        self.depth += 1

        def leave() -> None:
            self.depth -= 1

        self._enter(_Growing(None), node.children, leave)

    def _paragraph(self, node: nodes.Element) -> None:
        parent = self.open[-1]
        runs = self._runs(node)
        if parent.takes_runs and not parent.runs and not parent.children:
            parent.runs = runs
            if parent.kind == "item" and runs:
                line_start = self.source.text.rfind("\n", 0, runs[0].start) + 1
                marker = self.source.text[line_start : runs[0].start].split()
                if marker and not parent.name:
                    parent.name = marker[-1]
                    parent.start = self.source.text.rfind(parent.name, line_start, runs[0].start)
        else:
            self._leaf("paragraph", runs)

    def _container(self, node: nodes.Element) -> None:
        kind = _PLAIN.get(type(node))
        if isinstance(node, nodes.Admonition):
            kind = "section"
        if isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
            self.lists += 1

            def leave() -> None:
                self.lists -= 1

            self._enter(_Growing(kind), node.children, leave)
        elif isinstance(node, nodes.table):
            outer = self.source.in_table

            def restore() -> None:
                self.source.in_table = outer

            for child in node.children:  # a table's caption stands above it
                if isinstance(child, nodes.title):
                    self._leaf("paragraph", self._runs(child))
            self.source.in_table = True
            self._enter(_Growing("table"), [x for x in node.children if not isinstance(x, nodes.title)], restore)
        else:
            header = isinstance(node, nodes.row) and isinstance(node.parent, nodes.thead)
            name = node.tagname if isinstance(node, nodes.Admonition) and kind == "section" else ""
            self._enter(_Growing(kind, name=name, header=header), node.children)

    def _item(self, node: nodes.Element) -> None:
        if isinstance(node, nodes.list_item):
            bullet = str(node.parent.get("bullet", "")) if isinstance(node.parent, nodes.Element) else ""
            self._enter(_Growing("item", level=self.lists, name=bullet, takes_runs=True), node.children)
            return
        header = isinstance(node.parent, nodes.row) and isinstance(node.parent.parent, nodes.thead)
        self._enter(_Growing("cell", header=header, takes_runs=True), node.children)

    def _definition(self, node: nodes.Element) -> None:
        terms = [child for child in node.children if isinstance(child, nodes.term)]
        rest = [child for child in node.children if isinstance(child, nodes.definition)]
        runs: tuple[Run, ...] = ()
        for term in terms:
            term.extend(
                nodes.Text(f" : {child.astext()}") for child in node.children if isinstance(child, nodes.classifier)
            )
            runs += self._runs(term)
        body = [child for definition in rest for child in definition.children]
        name = "".join(run.text for run in runs)
        if not runs or len(name) > _MAX_TERM or any(run.target for run in runs) or name[-1] in ".!?;,":
            self._leaf("paragraph", runs)  # a sentence with something indented below it
            self._enter(_Growing("quote"), body)
            return
        self._enter(_Growing("field", start=runs[0].start, name=name, takes_runs=True), body)

    def _field(self, node: nodes.Element) -> None:
        named, *rest = node.children
        name = named.astext().strip()
        line = self.source.locate_name(name, node.line)
        body = [child for part in rest for child in part.children]
        self._enter(_Growing("field", start=line, name=name, takes_runs=True), body)

    def _meta(self, node: nodes.Element) -> None:
        content = str(node.get("content", ""))
        places = self.source.locate(content, node.line)
        self.fields.append((str(node.get("name", "")), Value(content, places[0], places[-1])))

    def _rescue(self, message: nodes.Element) -> None:
        """Keep the text of what docutils refused."""
        what = message.children[0].astext() if message.children else ""
        blocks = [child.astext() for child in message.children if isinstance(child, nodes.literal_block)]
        if not blocks:
            return
        titled = what.startswith(_TITLE_FAULTS)
        if not titled and not what.startswith(_BLOCK_FAULTS):
            return
        hint = message.get("line")
        for raw in blocks[0].split("\n"):
            match = _MARKUP_LINE.match(raw.strip())
            said = raw.strip()[match.end() :] if match else raw.strip()
            for piece in _CELL_EDGE.split(said) if what.startswith("Malformed") else [said]:
                if not any(sign.isalnum() for sign in piece):
                    continue
                node = nodes.paragraph(piece, piece)
                node.line = hint
                was = self.source.in_table
                self.source.in_table = True  # the piece may stand anywhere in its line
                self._leaf("heading" if titled else "paragraph", self._runs(node), level=(self.depth + 1) * titled)
                self.source.in_table = was
                hint = self.source.line + 1
