"""Write-ups a second on one core: each reader beside the library of its format alone, then reading and extraction.

The peer of a reader only parses: markdown-it-py to tokens, docutils to its document tree, selectolax to a tree and its
text, mwparserfromhell to its nodes. A reader also gives metadata and an exact place in the file for every run of text.

    python benchmarks/reading.py [PATH…] [--rounds N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the checkout is measured, whatever is installed


def _markdown() -> Callable[[str], object]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse


def _rest() -> Callable[[str], object]:
    from docutils.core import publish_doctree

    quiet = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "raw_enabled": False}
    return lambda text: publish_doctree(text, settings_overrides=quiet)


def _html() -> Callable[[str], object]:
    from selectolax.lexbor import LexborHTMLParser

    return lambda text: LexborHTMLParser(text).text()


def _mediawiki() -> Callable[[str], object]:
    from mwparserfromhell import parse

    return parse


PEERS = {
    "html": ("selectolax", _html),
    "markdown": ("markdown-it-py", _markdown),
    "mediawiki": ("mwparserfromhell", _mediawiki),
    "rest": ("docutils", _rest),
}


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measured(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the median seconds of each, measured in turn, after a round that only loads what is needed."""
    for work in works:
        work()
    taken = [[_seconds(work) for work in works] for _ in range(rounds)]
    return [median(column) for column in zip(*taken, strict=True)]


def _each(function: Callable[[str], object], texts: Sequence[str]) -> Callable[[], object]:
    return lambda: [function(text) for text in texts]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a line for each format and one for each stage."""
    from hallway.errors import WriteUpError
    from hallway.extractors.decoding import decode
    from hallway.extractors.extraction import extract
    from hallway.extractors.readers import find_reader, read_document
    from hallway.graph.sources import find_sources

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", default=[str(ROOT / "examples")], help="write-ups")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run")
    options = parser.parse_args(arguments)
    data, texts = {}, defaultdict(list)
    for source in find_sources(options.paths).files:
        try:
            data[source.path] = source.read()
            texts[read_document(source.path, data[source.path]).format].append(decode(data[source.path]).text)
        except WriteUpError as error:
            data.pop(source.path, None)
            print(error, file=sys.stderr)
    size = sum(map(len, data.values()))
    print(f"{len(data)} write-ups of {size / len(data) / 1000:.1f} kB, {options.rounds} rounds, write-ups a second\n")
    print(f"{'readers':12} {'number':>6} {'kB each':>8} {'hallway':>8} {'alone':>8} {'ratio':>6}  peer")
    for name, those in sorted(texts.items()):
        each = sum(map(len, those)) / len(those) / 1000
        works, peer = [_each(find_reader(name), those)], ""
        if name in PEERS:
            peer, make = PEERS[name]
            try:
                works.append(_each(make(), those))
            except ImportError:
                peer = f"{peer} is not installed"
        ours, *theirs = (len(those) / seconds for seconds in _measured(options.rounds, *works))
        beside = f"{theirs[0]:8.0f} {ours / theirs[0]:6.2f}" if theirs else f"{'-':>8} {'-':>6}"
        print(f"{name:12} {len(those):6} {each:8.1f} {ours:8.0f} {beside}  {peer}".rstrip())
    documents = [read_document(path, held) for path, held in data.items()]
    decoding, reading, extraction = _measured(
        options.rounds,
        lambda: [decode(held) for held in data.values()],
        lambda: [read_document(path, held) for path, held in data.items()],
        lambda: [extract(document) for document in documents],
    )
    print(f"\n{'stages':34} {'a second':>9} {'kB/s':>6} {'ratio':>6}")
    for name, seconds in {
        "decoding": decoding,
        "decoding, reading, language": reading,
        "extraction": extraction,
        "all, from bytes to facts": reading + extraction,
    }.items():
        print(f"{name:34} {len(data) / seconds:9.0f} {size / seconds / 1000:6.0f} {seconds / reading:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
