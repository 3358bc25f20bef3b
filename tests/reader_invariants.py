"""What must hold for whatever any reader gives for any text."""

from __future__ import annotations

from hallway.extractors.document import Block, Content, Metadata, Run, Value


def check_content(text: str, content: Content) -> None:
    """Assert that every offset of ``content`` points to the stretch of ``text`` that it stands for."""
    for value in _values(content.metadata):
        assert 0 <= value.start <= value.end <= len(text), value
    for top in content.blocks:
        for block in top.walk():
            _check_block(text, block)
    for fault in content.faults:
        assert 1 <= fault.line <= text.count("\n") + 1, fault


def _values(metadata: Metadata) -> list[Value]:
    single = [value for value in (metadata.title, metadata.date, metadata.language) if value is not None]
    return [*single, *metadata.authors, *metadata.emails, *metadata.tags, *(value for _, value in metadata.fields)]


def _check_block(text: str, block: Block) -> None:
    assert 0 <= block.start <= block.end <= len(text), block
    at = block.start
    for run in block.runs:
        _check_run(text, run)
        assert at <= run.start, ("runs overlap, or stand outside their block", block)
        at = run.end
    assert at <= block.end, ("a run stands outside its block", block)
    assert block.kind == "code" or block.text == block.text.strip(), ("blanks at an end", block)


def _check_run(text: str, run: Run) -> None:
    assert run.text, run
    assert 0 <= run.start <= run.end <= len(text), run
    if run.boundaries is None:
        assert run.text == text[run.start : run.end], run
    else:
        assert run.text != text[run.start : run.end], ("verbatim, so boundaries should be None", run)
        assert len(run.boundaries) == len(run.text) + 1, run
        assert (run.boundaries[0], run.boundaries[-1]) == (run.start, run.end), run
        assert list(run.boundaries) == sorted(run.boundaries), run


def described(content: Content) -> str:
    """Return a content's blocks, a line each, for comparison with what a test expects.

    A link is ``[text](target)``, emphasis ``_text_``, strong ``*text*``, code `` `text` ``; a hard break is ``\\``.
    """
    lines: list[str] = []
    waiting = [(block, 0) for block in reversed(content.blocks)]
    while waiting:
        block, depth = waiting.pop()
        kind = f"{block.kind}{block.level or ''}{'!' if block.header else ''}{f' {block.name}' if block.name else ''}"
        words = "".join(_described_run(run) for run in block.runs).replace("\n", "\\")
        lines.append("  " * depth + (f"{kind}: {words}" if words else kind))
        waiting.extend((child, depth + 1) for child in reversed(block.children))
    return "\n".join(lines)


def _described_run(run: Run) -> str:
    sign = {"": "", "emphasis": "_", "strong": "*", "code": "`"}[run.style]
    words = f"{sign}{run.text}{sign}"
    return words if run.target is None else f"[{words}]({run.target})"
