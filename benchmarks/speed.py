"""Write-ups a second on one core, where the time goes, and whether memory stays flat.

The yardstick is what the parsers of the formats take for the same texts alone (markdown-it-py, docutils, selectolax,
mwparserfromhell), in turn with hallway: a ratio of 4 means that hallway takes four times as long to read a write-up and
understand it. Time is that of the process, with what other programs take left out.

    python benchmarks/speed.py [--documents DIR] [--rounds N] [--modules N]
    python benchmarks/speed.py [--documents DIR] --memory 10000
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the checkout is measured, whatever is installed

from reading import PEERS  # noqa: E402

from hallway.errors import WriteUpError  # noqa: E402  # after the line above
from hallway.extractors.decoding import decode  # noqa: E402
from hallway.extractors.document import Document  # noqa: E402
from hallway.extractors.extraction import extract  # noqa: E402
from hallway.extractors.learned.model import SHIPPED  # noqa: E402
from hallway.extractors.readers import read_document  # noqa: E402
from hallway.graph.sources import find_sources  # noqa: E402

STEPS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _loaded(folder: str) -> dict[str, bytes]:
    """The write-ups of a folder, those that cannot be read left out."""
    held = {source.path: source.read() for source in find_sources([folder]).files}
    for path, data in list(held.items()):
        try:
            read_document(path, data)
        except WriteUpError as error:
            del held[path]
            print(error, file=sys.stderr)
    return held


def _peers(documents: Sequence[Document], texts: Sequence[str]) -> Callable[[], None]:
    parsers = {name: make() for name, (_, make) in PEERS.items()}
    work = [(parsers[d.format], text) for d, text in zip(documents, texts, strict=True) if d.format in parsers]

    def parse() -> None:
        for parser, text in work:
            parser(text)

    return parse


def speed(held: dict[str, bytes], rounds: int, model: Path | None) -> None:
    """Print the write-ups a second of readers, of extraction, and of both."""
    documents = [read_document(path, data) for path, data in held.items()]
    yardstick = _peers(documents, [decode(data).text for data in held.values()])
    works: dict[str, Callable[[], object]] = {
        "readers": lambda: [read_document(path, data) for path, data in held.items()],
        "extraction": lambda: [extract(document, model=model) for document in documents],
        "parsers of the formats alone": yardstick,
    }
    for work in works.values():
        work()  # what is loaded once is no part of it
    gc.collect()
    taken = [[_seconds(work) for work in works.values()] for _ in range(rounds)]
    reading, extraction, alone = (median(column) for column in zip(*taken, strict=True))
    size = sum(map(len, held.values()))
    print(f"{len(held)} write-ups of {size / len(held) / 1000:.1f} kB, {rounds} rounds, one core\n")
    print(f"{'':30} {'a second':>9} {'kB/s':>6} {'ratio':>6}")
    for name, seconds in {
        "readers": reading,
        "extraction": extraction,
        "both": reading + extraction,
        "parsers of the formats alone": alone,
    }.items():
        print(f"{name:30} {len(held) / seconds:9.0f} {size / seconds / 1000:6.0f} {seconds / alone:6.2f}")


def profile(held: dict[str, bytes], most: int, model: Path | None) -> None:
    """Print each module's share of the time, what it calls in C counted with it."""
    profiler = cProfile.Profile()
    profiler.enable()
    for path, data in held.items():
        extract(read_document(path, data), model=model)
    profiler.disable()
    shares: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        if file == "~":
            for (caller, _, _), (_, _, seconds, _) in callers.items():
                shares[_module(caller)] += seconds
        else:
            shares[_module(file)] += own
    whole = sum(shares.values())
    print(f"\n{'module':34} share of the time (as profiled: calls weigh more than they do)")
    for name, seconds in shares.most_common(most):
        print(f"{name:34} {100 * seconds / whole:4.1f} %")


def _module(file: str) -> str:
    path = Path(file)
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    inside = [n for n, part in enumerate(path.parts) if part in ("schema", "extractors", "graph")]
    return "/".join(path.parts[inside[-1] :]) if inside else "the standard library"


def memory(held: dict[str, bytes], number: int, model: Path | None) -> None:
    """Print the resident memory after so many write-ups, each with words and a name that no other has."""
    print(f"{'write-ups':>9} {'MB':>6}")
    steps = [step for step in STEPS if step < number] + [number]
    items = list(held.items())
    for n in range(1, number + 1):
        path, data = items[n % len(items)]
        word = "".join(chr(ord("a") + int(digit)) for digit in str(n))
        further = f"\n\nWe met Ada V{word} of L{word} at the {word} mill.\n"
        extract(read_document(path, data + further.encode()), model=model)
        if n in steps:
            gc.collect()
            print(f"{n:9} {_resident() / 1e6:6.0f}", flush=True)


def _resident() -> int:
    """Bytes of this process in memory; where the system does not tell, the most there have been."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default=str(ROOT / "examples"), metavar="DIR", help="a folder of write-ups")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run")
    parser.add_argument("--modules", type=int, default=20, help="how many modules the profile shows")
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="read N write-ups and print the memory held")
    parser.add_argument("--model", action="store_true", help="with the model, not by rules alone")
    options = parser.parse_args(arguments)
    held, model = _loaded(options.documents), SHIPPED if options.model else None
    if options.memory:
        memory(held, options.memory, model)
    else:
        speed(held, options.rounds, model)
        profile(held, options.modules, model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
