"""Who is who among made-up people, against time and memory: hallway beside equal names and beside Splink.

The write-ups are made up too (`identity_corpus.py`), so it is known who is who. Peers are given the same mentions: the
first takes people of one folded name for one; Splink (https://moj-analytical-services.github.io/splink/) weighs how
near given name, family name, community, handle and page are, with weights that it finds by itself. Each runs in a
process of its own, on one core; the time is what linking takes of the processor, the memory that of the whole process
at its largest, with the readings or the table in it.

    python benchmarks/identity.py [--mentions N …] [--splink PYTHON] [--threshold P]

`--splink` names the interpreter of an environment that has it: `python -m venv V && V/bin/pip install splink`.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the checkout is measured, whatever is installed

from identity_corpus import FORMS, Corpus, make_corpus  # noqa: E402

from hallway.extractors.reading import Entity, Reading  # noqa: E402  # after the line above
from hallway.graph.identity.resolution import resolve  # noqa: E402
from hallway.schema.folding import fold  # noqa: E402

METHODS = ("hallway", "equal names", "Splink")
GIVEN = list(FORMS).index("given")


def people_of(readings: Iterable[Reading]) -> Iterator[tuple[Reading, Entity]]:
    """Give each mention of a person with its write-up, in the order of ``Corpus.who``."""
    for reading in readings:
        for entity in reading.entities:
            if entity.kinds == ("Person",):
                yield reading, entity


def by_hallway(corpus: Corpus) -> tuple[float, list[object]]:
    """Resolve, and return the seconds it took and what each mention was taken for."""
    start = time.process_time()
    iris = resolve(corpus.readings).iris
    seconds = time.process_time() - start
    return seconds, [iris[reading.path, entity.id] for reading, entity in people_of(corpus.readings)]


def by_equal_names(corpus: Corpus) -> tuple[float, list[object]]:
    """Take people of one name, but for case and accents, for one."""
    start = time.process_time()
    groups: dict[str, list[int]] = defaultdict(list)
    for n, (_, entity) in enumerate(people_of(corpus.readings)):
        groups[fold(entity.name)].append(n)
    found: list[object] = [None] * len(corpus.who)
    for name, members in groups.items():
        for n in members:
            found[n] = name
    return time.process_time() - start, found


def by_splink(corpus: Corpus, python: str, threshold: float) -> tuple[float, list[object], int]:
    """Have Splink link a table of the mentions."""
    with tempfile.TemporaryDirectory() as folder:
        table, clusters = Path(folder, "mentions.csv"), Path(folder, "clusters.csv")
        with table.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["unique_id", "given", "family", "community", "handle", "page"])
            rows.writerows(_row(n, *mention) for n, mention in enumerate(people_of(corpus.readings)))
        command = [python, str(Path(__file__).with_name("identity_splink.py")), table, clusters, str(threshold)]
        ended = subprocess.run(command, capture_output=True, text=True)
        if ended.returncode:
            raise RuntimeError(ended.stderr.strip()[-2000:])
        told = json.loads(ended.stdout.splitlines()[-1])
        found: list[object] = [None] * len(corpus.who)
        with clusters.open(encoding="utf-8", newline="") as file:
            for n, cluster in csv.reader(file):
                found[int(n)] = cluster
    return told["seconds"], found, told["peak"]


def _row(n: int, reading: Reading, entity: Entity) -> list[object]:
    """What a careful person would put into a table: folded names, the series without its year, pages and handles."""
    event = next(one for one in reading.entities if one.id == reading.event)
    community = fold(event.name).rstrip("0123456789 ")
    url = next(iter(entity.urls), "")
    handle = next((name for name in (entity.name, *entity.aliases) if name.startswith("@")), "").lstrip("@")
    if (not handle and "//twitter.com" in url) or "//github.com" in url:
        handle = url.rpartition("/")[2]
    words = [] if entity.name.startswith("@") else fold(entity.name).split()
    return [n, *(words[:1] or [""]), " ".join(words[1:]), community, handle, url if "example" in url else ""]


def precision_and_recall(corpus: Corpus, found: Sequence[object], *, bare: bool) -> tuple[float, float]:
    """Return the share of pairs said to be one person that are, and of those that are that are said to be.

    Args:
        corpus: with who is who.
        found: what each mention was taken for.
        bare: whether mentions by the given name alone are counted.
    """
    kept = [n for n, form in enumerate(corpus.form) if bare or form != GIVEN]
    both = _pairs(Counter((found[n], corpus.who[n]) for n in kept))
    said, true = _pairs(Counter(found[n] for n in kept)), _pairs(Counter(corpus.who[n] for n in kept))
    return both / max(1, said), both / max(1, true)


def _pairs(counts: Counter[object] | Counter[tuple[object, int]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def measure(method: str, mentions: int, python: str, threshold: float) -> dict[str, float]:
    """Run one method on one size, in this process."""
    corpus = make_corpus(mentions)
    before = _peak()
    if method == "Splink":
        seconds, found, peak = by_splink(corpus, python, threshold)
    else:
        seconds, found = (by_hallway if method == "hallway" else by_equal_names)(corpus)
        peak = _peak()
    named, every = (precision_and_recall(corpus, found, bare=bare) for bare in (False, True))
    return {
        "mentions": len(corpus.who),
        "people": len(set(corpus.who)),
        "namesakes": corpus.namesakes,
        "seconds": seconds,
        "readings": before,
        "peak": peak,
        "P": named[0],
        "R": named[1],
        "P all": every[0],
        "R all": every[1],
    }


def _peak() -> int:
    """Bytes of memory that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _has_splink(python: str) -> bool:
    return subprocess.run([python, "-c", "import splink"], capture_output=True).returncode == 0


def _table(sizes: Sequence[int], python: str, threshold: float) -> None:
    names = " ".join(f"{name:>6}" for name in ("ratio", "MB", "P", "R", "P all", "R all"))
    head = f"{'mentions':>9}  {'':11} {'seconds':>8} {'a second':>9} {names}"
    methods = [method for method in METHODS if method != "Splink" or _has_splink(python)]
    for size in sizes:
        first = 0.0
        for method in methods:
            own = ["--one", method, "--mentions", str(size), "--splink", python, "--threshold", str(threshold)]
            ended = subprocess.run([sys.executable, __file__, *own], stdout=subprocess.PIPE, text=True)
            if ended.returncode:
                print(f"{size:9}  {method:11} failed", flush=True)
                continue
            row = json.loads(ended.stdout)
            if method == methods[0]:
                first = row["seconds"]
                print(
                    f"\n{row['people']} people, {row['namesakes']} of them with another's full name; "
                    f"readings and what made them {row['readings'] / 1e6:.0f} MB\n{head}"
                )
            quality = " ".join(f"{row[name]:6.3f}" for name in ("P", "R", "P all", "R all"))
            speed = f"{row['seconds']:8.1f} {row['mentions'] / row['seconds']:9.0f} {row['seconds'] / first:6.2f}"
            print(f"{row['mentions']:9}  {method:11} {speed} {row['peak'] / 1e6:6.0f} {quality}", flush=True)
    if len(methods) < len(METHODS):
        print(f"\nSplink is not installed in the environment of {python}: see --splink")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N")
    parser.add_argument("--splink", default=sys.executable, metavar="PYTHON", help="an interpreter that can import it")
    parser.add_argument("--threshold", type=float, default=0.95, help="least probability of a link by Splink")
    parser.add_argument("--one", choices=METHODS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(measure(options.one, options.mentions[0], options.splink, options.threshold)))
    else:
        _table(options.mentions, options.splink, options.threshold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
