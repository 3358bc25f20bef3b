"""Readers: a format each, all giving the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePosixPath

from hallway.errors import HallwayError, WriteUpError
from hallway.extractors.collecting import collected_later
from hallway.extractors.decoding import Decoded, decode
from hallway.extractors.document import Block, Content, Document, Fault, Metadata, Run, Value
from hallway.extractors.language import block_language, guess_language
from hallway.extractors.readers.sniffing import sniff

__all__ = ["GROUP", "READERS", "find_reader", "read_document"]

GROUP = "hallway.readers"
"""Entry points of this group are readers from other packages: ``tex = "package.module:read"`` reads ``*.tex`` files."""

READERS = {
    "asciidoc": "hallway.extractors.readers.asciidoc:read",
    "dokuwiki": "hallway.extractors.readers.dokuwiki:read",
    "html": "hallway.extractors.readers.html:read",
    "markdown": "hallway.extractors.readers.markdown:read",
    "mediawiki": "hallway.extractors.readers.mediawiki:read",
    "org": "hallway.extractors.readers.org:read",
    "plain": "hallway.extractors.readers.plain:read",
    "rest": "hallway.extractors.readers.rest:read",
}
"""Name of each format and where its reader stands; loaded when first needed."""

Read = Callable[[str], Content]
_PLAIN = "plain"


@cache
def find_reader(name: str) -> Read:
    """Return the reader of a format.

    Args:
        name: a key of `READERS`, or the name of an entry point of the group ``hallway.readers``.

    Raises:
        WriteUpError: nobody reads this format.

    >>> find_reader("plain")("Hello.").blocks[0].text
    'Hello.'
    """
    reader: Read
    if name in _offered():
        reader = _offered()[name].load()
        return reader
    if name not in READERS:
        raise WriteUpError(f"no reader for the format '{name}'", hint=f"known formats: {', '.join(sorted(READERS))}")
    module, _, function = READERS[name].partition(":")
    reader = getattr(import_module(module), function)
    return reader


@cache
def _offered() -> dict[str, EntryPoint]:
    """Return the readers that other packages offer; the first of a name counts."""
    offered: dict[str, EntryPoint] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        offered.setdefault(entry.name, entry)
    return offered


def _format(path: str, text: str) -> str:
    """Return the format of a text: a suffix that another package reads, or what the text shows."""
    suffix = PurePosixPath(path).suffix.lower().removeprefix(".")
    return suffix if suffix in _offered() else sniff(text, path)


@collected_later()
def read_document(path: str, data: bytes) -> Document:
    """Read a write-up.

    Args:
        path: where it was found, relative to the corpus root; its suffix helps to tell the format.
        data: the file's bytes.

    Returns:
        The document; every span points into its ``source``, and every block has a language.

    Raises:
        WriteUpError: the file is empty, too large, or no text.

    >>> document = read_document("mill.md", b"# Mill week\\n\\nWe met in the old mill and talked of the tea.\\n")
    >>> document.format, document.language, [block.kind for block in document.blocks]
    ('markdown', 'en', ['heading', 'paragraph'])
    """
    try:
        decoded = decode(data)
    except WriteUpError as error:
        raise WriteUpError(error.what, path=path, line=error.line, hint=error.hint) from error
    content, name = _read(decoded.text, _format(path, decoded.text))
    metadata, blocks = content.metadata, content.blocks
    declared = metadata.language.text if metadata.language is not None else ""
    language = declared or guess_language(_prose(decoded.text, blocks))
    if decoded.offsets is not None:
        metadata = _moved_metadata(metadata, decoded.offsets)
    blocks = _finished(blocks, language, decoded)
    return Document(
        path=path,
        source=decoded.source,
        format=name,
        encoding=decoded.encoding,
        metadata=metadata,
        blocks=blocks,
        language=language,
        faults=content.faults,
    )


def _read(text: str, name: str) -> tuple[Content, str]:
    """Read a text; where its reader breaks on it, as plain text."""
    try:
        return find_reader(name)(text), name
    except (
        Exception
    ) as error:  # a reader, ours or another's, on input that nobody thought of: the text must not be lost
        if name == _PLAIN:
            raise WriteUpError(f"cannot be read: {_reason(error)}", hint="please report this file") from error
        content, _ = _read(text, _PLAIN)
        fault = Fault(1, f"read as plain text, since the reader for '{name}' failed: {_reason(error)}")
        return replace(content, faults=(fault, *content.faults)), _PLAIN


def _reason(error: Exception) -> str:
    if isinstance(error, HallwayError):
        return error.what
    words = " ".join(str(error).split())[:160]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _prose(text: str, blocks: Iterable[Block]) -> str:
    """Return what tells a write-up's language: its blocks without code, or the text where that leaves nothing."""
    words = "\n".join(block.text for top in blocks for block in top.walk() if block.kind != "code" and block.runs)
    return words if words.strip() else text


def _moved_metadata(metadata: Metadata, offsets: Sequence[int]) -> Metadata:
    def moved(value: Value) -> Value:
        return Value(value.text, offsets[value.start], offsets[value.end])

    def moved_or_none(value: Value | None) -> Value | None:
        return None if value is None else moved(value)

    return Metadata(
        title=moved_or_none(metadata.title),
        authors=tuple(map(moved, metadata.authors)),
        emails=tuple(map(moved, metadata.emails)),
        date=moved_or_none(metadata.date),
        language=moved_or_none(metadata.language),
        tags=tuple(map(moved, metadata.tags)),
        fields=tuple((name, moved(value)) for name, value in metadata.fields),
    )


def _moved_run(run: Run, offsets: Sequence[int], source: str) -> Run:
    moved = run.moved(offsets)
    return replace(moved, boundaries=None) if source[moved.start : moved.end] == run.text else moved


def _finished(blocks: Sequence[Block], language: str, decoded: Decoded) -> tuple[Block, ...]:
    """Return blocks with their languages told and their spans moved into the source.

    Works from the last block to the first, so that a block's children are done before it, however deep they nest.
    """
    offsets = decoded.offsets
    order: list[Block] = []
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        order.append(block)
        stack.extend(reversed(block.children))
    done: list[Block] = []  # finished blocks that no parent has taken yet, the first at the end
    for block in reversed(order):
        children = tuple(done.pop() for _ in block.children)
        runs, start, end = block.runs, block.start, block.end
        if offsets is not None:
            runs = tuple(_moved_run(run, offsets, decoded.source) for run in runs)
            start, end = offsets[start], offsets[end]
        told = language if block.kind == "code" or not runs else block_language(block.text, language)
        done.append(Block(block.kind, runs, children, start, end, block.level, block.name, block.header, told))
    return tuple(reversed(done))
