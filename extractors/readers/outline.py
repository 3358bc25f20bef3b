"""A tree of blocks built from lines: lists by depth, containers, and what stands inside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hallway.extractors.document import Block, BlockKind, Run

DEEPEST = 32
"""Lists and containers nest no deeper; what is deeper stays at this depth, so that no later stage recurses far."""


class Node:
    """A block that still grows; ``key`` is what a reader tells a list's items by (a marker, a column)."""

    __slots__ = ("block", "children", "end", "header", "key", "kind", "level", "name", "runs", "start", "term")

    def __init__(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        runs: Iterable[Run] = (),
        *,
        level: int = 0,
        name: str = "",
        header: bool = False,
        key: str | int = "",
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.runs = tuple(runs)
        self.level = level
        self.name = name
        self.header = header
        self.key = key
        self.term: tuple[Run, ...] = ()  # a field's name as it stands, read where nothing explains it
        self.children: list[Node] = []
        self.block: Block | None = None


class Outline:
    """Builds a document's blocks in the order in which they stand in the text.

    >>> outline = Outline()
    >>> _ = outline.item(1, "-", 0, 5, (Run("tea", 2, 5),))
    >>> _ = outline.item(2, "-", 6, 13, (Run("milk", 9, 13),))
    >>> [(block.kind, block.level, block.text) for block in outline.blocks()[0].walk()]
    [('list', 0, ''), ('item', 1, 'tea'), ('list', 0, ''), ('item', 2, 'milk')]
    """

    def __init__(self) -> None:
        self._root = Node("section", 0, 0)
        self._nodes = [self._root]  # in order of making, so that a child always stands behind its parent
        self._stack = [self._root]  # container, then list, item, list, item, …
        self._bases = [1]  # length of the stack just inside each open container

    @property
    def inner(self) -> Node:
        """The innermost open block: the document, a container or an item."""
        return self._stack[-1]

    def list_keys(self) -> Sequence[str | int]:
        """Return the keys of the lists open in the innermost container, outermost first."""
        return [node.key for node in self._stack[self._bases[-1] :: 2]]

    def add(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        runs: Iterable[Run] = (),
        *,
        level: int = 0,
        name: str = "",
        header: bool = False,
        parent: Node | None = None,
    ) -> Node:
        """Append a block to ``parent``, or to the innermost open block, and return it."""
        node = Node(kind, start, end, runs, level=level, name=name, header=header)
        (parent or self._stack[-1]).children.append(node)
        self._nodes.append(node)
        return node

    def item(
        self,
        level: int,
        key: str | int,
        start: int,
        end: int,
        runs: Iterable[Run] = (),
        *,
        name: str = "",
        kind: BlockKind = "item",
    ) -> Node:
        """Open an item (or field) of the list ``level`` deep, with the lists it needs, and return it.

        Args:
            level: 1 for the outermost list; at most one deeper than the lists that are open.
            key: what the items of its list have in common; another key begins another list.
            start: code point where it begins.
            end: code point after its last.
            runs: its text.
            name: its marker or, for a field, its name.
            kind: ``item`` or ``field``.
        """
        base = self._bases[-1]
        level = max(1, min(level, (len(self._stack) - base) // 2 + 1, DEEPEST))
        at = base + 2 * (level - 1)
        if len(self._stack) > at and self._stack[at].key == key:
            del self._stack[at + 1 :]
        else:
            del self._stack[at:]
            lists = self.add("list", start, end)
            lists.key = key
            self._stack.append(lists)
        node = self.add(kind, start, end, runs, level=level, name=name)
        self._stack.append(node)
        return node

    def leave(self, level: int = 0) -> None:
        """Close the lists of the innermost container that are deeper than ``level``."""
        del self._stack[self._bases[-1] + 2 * level :]

    def enter(self, node: Node, key: str = "") -> bool:
        """Open a container (a quote, section or cell that was added); False where that would be too deep."""
        if len(self._bases) > DEEPEST:
            return False
        node.key = key
        self._stack.append(node)
        self._bases.append(len(self._stack))
        return True

    def exit(self, end: int) -> None:
        """Close the innermost container, which ends at ``end``."""
        if len(self._bases) > 1:
            base = self._bases.pop()
            self._stack[base - 1].end = end
            del self._stack[base - 1 :]

    def containers(self) -> Sequence[str | int]:
        """Return the keys of the open containers, outermost first."""
        return [self._stack[base - 1].key for base in self._bases[1:]]

    def blocks(self) -> tuple[Block, ...]:
        """Return the top-level blocks; those that hold nothing are left out."""
        for node in reversed(self._nodes):
            children = tuple(child.block for child in node.children if child.block is not None)
            if node.kind == "field" and not node.runs and not children:
                node.kind, node.runs, node.name = "item", node.term, ""
            if node.kind == "cell" and not node.runs and children and children[0].kind == "paragraph":
                node.runs, children = children[0].runs, children[1:]
            if node.runs or children or node.kind == "cell":
                end = max(node.end, children[-1].end) if children else node.end
                node.block = Block(
                    node.kind, node.runs, children, node.start, end, node.level, node.name, node.header
                )
        return self._root.block.children if self._root.block else ()
