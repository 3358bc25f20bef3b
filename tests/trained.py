"""A corpus of our own with gold graphs, small enough to train on in a test."""

from __future__ import annotations

from pathlib import Path

_NAMES = """Brindlo Quellmark Vostrane Pimbrel Ostwick Larnup Dremble Sorvane Tuskelo Wendrip Morbask Felgrun
Harnolt Yarvick Zumbrel Krendap Jostrel Uldwin Gorbask Nelvrun""".split()
_SIGHTS = "boats gulls ropes nets lamps buoys masts cranes piers tides".split()


def write_corpus(folder: Path, count: int = 10) -> tuple[Path, Path]:
    """Write short reports, each by another author, in which what is tried is a tool that no list knows.

    Args:
        folder: to write into.
        count: of reports, at most 10.

    Returns:
        The folder of gold files and that of write-ups.
    """
    gold, documents = folder / "gold", folder / "documents"
    gold.mkdir()
    documents.mkdir()
    for n in range(count):
        one, other, sight = _NAMES[2 * n], _NAMES[2 * n + 1], _SIGHTS[n]
        (documents / f"{n:03}-quay{n}-day.md").write_text(
            f"# A day at the quay\n\nIn the morning we tried {one} for an hour.\n\n"
            f"After lunch we tried {other} and watched the {sight}.\n\nThen it rained, and we tried {one} once more.\n"
            "\nThe Harbour was closed and Nobody came along.\n",
            "utf-8",
        )
        (gold / f"{n:03}.yaml").write_text(
            f"document: {n:03}-quay{n}-day.md\nmeta: {{language: en}}\nentities:\n"
            "  - {id: author, type: Person, name: null}\n"
            f"  - {{id: one, type: Tool, name: {one}}}\n  - {{id: other, type: Tool, name: {other}}}\nrelations: []\n",
            "utf-8",
        )
    return gold, documents
