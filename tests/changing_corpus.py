"""A small corpus, and all that may be done to it between two builds, for tests of rebuilding."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from hypothesis import strategies as st

from hallway.exports.rdf import export_rdf
from hallway.graph.build import build
from hallway.graph.curation.writing import Entry, add
from hallway.graph.report import BuildReport

# sentences of one small world, so that write-ups speak of the same things and some facts follow from others
SENTENCES = (
    "I was at LanternConf 2031 in Port Sable.",
    "Ada Quill and Bruno Tallow attended LanternConf 2031.",
    "[Bruno Tallow](https://tallow.example/) worked on [Tidemark](https://github.com/halyard/tidemark).",
    "[B. Tallow](https://tallow.example/) worked on Tidemark.",
    "Tidemark is written with Python.",
    "Cleo Marsh gave a talk about Tidemark at LanternConf 2031.",
    "The Tidemark sprint was part of LanternConf 2031. Dora Finch attended the Tidemark sprint.",
    "Gwen Harrow works for Halyard.",
    "## Thanks\n\n[adaq](https://github.com/adaq) worked on Tidemark.",
    "We all know that Hugo Lunt admires [Tidemark](https://github.com/halyard/tidemark) a lot.",
    "Nobody said anything else.",
)
TITLES = ("LanternConf 2031", "Tidemark sprint", "")
PATHS = ("a.md", "b.md", "notes/a.md", "notes/ada-quill.txt", "z.txt")
CURATION = "hallway.yaml"
MAILMAP = "../mailmap"

# what people may say of this world; some of it contradicts other parts, and some of it matches nothing now and then
ENTRIES: tuple[tuple[str, Entry], ...] = (
    ("same", ["Ada Quill", "Cleo Marsh"]),
    ("same", ["adaq", "Ada Quill"]),
    ("same", ["Gwen Harrow", "a.md#Ada Quill"]),
    ("same", ["Tidemark", "Python"]),
    ("different", ["Ada Quill", "Cleo Marsh"]),
    ("different", ["Bruno Tallow", "B. Tallow"]),
    ("different", ["a.md#Bruno Tallow", "base-01.md#Bruno Tallow"]),
    ("rename", {"thing": "Tidemark", "to": "Tidemark NG"}),
    ("rename", {"thing": "Tidemark", "to": "Skerry"}),
    ("rename", {"thing": "Ada Quill", "to": "Dora Finch"}),
    ("rename", {"thing": "LanternConf 2031", "to": "LanternConf 2032"}),
    ("rename", {"thing": "a.md#Bruno Tallow", "to": "Bruno Tallow the Younger"}),
    ("retype", {"thing": "Halyard", "to": "Place"}),
    ("retype", {"thing": "Halyard", "to": "Project"}),
    ("retype", {"thing": "Tidemark", "to": "Organization"}),
    ("retype", {"thing": "Python", "to": "Project"}),
    ("alias", {"thing": "Ada Quill", "names": ["adaq"]}),
    ("alias", {"thing": "Dora Finch", "names": ["Gwen Harrow", "dora"]}),
    ("alias", {"thing": "LanternConf 2031", "names": ["LC31"]}),
    ("assert", {"subject": "Ada Quill", "predicate": "worksOn", "object": "Tidemark"}),
    ("assert", {"subject": "Bruno Tallow", "predicate": "attended", "object": "LanternConf 2031"}),
    ("assert", {"subject": "Dora Finch", "predicate": "attended", "object": {"name": "Sable Day", "new": "Event"}}),
    (
        "assert",
        {
            "subject": {"name": "Hugo Lunt", "new": "Person"},
            "predicate": "memberOf",
            "object": {"name": "Halyard Guild", "new": "Organization"},
            "evidence": {"who": "Ada Quill", "quote": "Hugo is one of us", "date": "2031-07"},
        },
    ),
    ("assert", {"subject": "LanternConf 2031", "predicate": "schema:startDate", "object": "2031-06-01"}),
    ("deny", {"subject": "Bruno Tallow", "predicate": "worksOn", "object": "Tidemark"}),
    ("deny", {"subject": "Ada Quill", "predicate": "attended", "object": "LanternConf 2031"}),
    ("deny", {"subject": "Dora Finch", "predicate": "attended", "object": "LanternConf 2031"}),
    ("deny", {"subject": "Tidemark", "predicate": "uses", "object": "Python"}),
    ("ignore", "a.md"),
    ("ignore", "notes"),
    ("ignore", "base-0*.md"),
    ("ignore", "b.md:1-6"),
    ("ignore", {"path": "*.md", "lines": "1", "begins": "Tidemark is", "ends": "Number"}),
    ("ignore", {"path": "**/*.md", "heading": "Thanks"}),
    ("people", {"name": "Ada Quill", "handles": ["adaq"], "emails": ["ada@quill.example"]}),
    ("people", {"name": "Bruno Tallow", "names": ["B. Tallow"], "opt_out": "true"}),
    ("people", {"name": "Ada Quill", "handles": ["adaq"], "pseudonym": "Lamplighter"}),
    ("people", {"name": "Cleo Marsh", "pseudonym": "Ada Quill"}),
    (
        "people",
        {"name": "Gwen Harrow", "affiliations": [{"organization": "Halyard Guild", "from": "2029-05", "to": "2031"}]},
    ),
    ("people", {"mailmap": MAILMAP}),
)
MAILMAPS = (
    "",
    "Ada Quill <ada@quill.example> Gwen Harrow <gwen@harrow.example>\n",
    "Cleo Marsh <c@c.example> adaq <c@c.example>\n",
)
PACK = """- name: admires
  cue: admires
  pattern: "{person} admires {software}"
  facts: person worksOn software
  match: Ada Byron admires Django.
  not: Ada Byron dislikes Django.
"""
PACKS = ("", PACK, f"{PACK}  confidence: 0.6\n")

texts = st.builds(
    lambda title, author, parts: "\n\n".join(
        [f"---\ntitle: {title}\nauthor: {author}\ndate: 2031-06-02\n---", *parts] if title else parts
    ),
    st.sampled_from(TITLES),
    st.sampled_from(("Ada Quill", "Cleo Marsh")),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True),
)

steps = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PATHS), texts),
    st.tuples(st.just("delete"), st.sampled_from(PATHS), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
    st.tuples(st.just("say"), st.just(""), st.sampled_from(ENTRIES)),
    st.tuples(st.just("say otherwise"), st.just(""), st.tuples(st.integers(0, 9), st.sampled_from(ENTRIES))),
    st.tuples(st.just("unsay"), st.just(""), st.integers(0, 9)),
    st.tuples(st.just("mailmap"), st.just(""), st.sampled_from(MAILMAPS)),
    st.tuples(st.just("rules"), st.just(""), st.sampled_from(PACKS)),
    st.tuples(st.just("confidence"), st.just(""), st.sampled_from((0.0, 0.75, 0.9))),
)
"""What may be done between two builds; see ``Corpus.take``."""

Step = tuple[str, str, Any]


@dataclass
class Corpus:
    """Write-ups with a curation file in a folder of their own, and how they are read.

    Args:
        here: the folder above theirs.
        pack: text of a rule pack to read with besides those of ours, "" for none.
        min_confidence: of facts.
    """

    here: Path
    pack: str = ""
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        (self.here / "rules" / "en").mkdir(parents=True)
        (self.here / "mailmap").write_text("")
        # what is enough for few changes to be written into the build before
        for n in range(24):
            (self.folder / f"base-{n:02}.md").write_text(SENTENCES[n % len(SENTENCES)] + f"\n\nNumber {n}.\n")

    @property
    def folder(self) -> Path:
        """Where the write-ups are."""
        return self.here / "corpus"

    @property
    def curation(self) -> Path:
        """The curation file."""
        return self.folder / "hallway.yaml"

    def take(self, step: Step) -> None:
        """Do one thing; what cannot be done is left."""
        what, name, more = step
        path = self.folder / name
        if what == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(more, encoding="utf-8")
        elif what == "delete":
            path.unlink(missing_ok=True)
        elif what == "rename" and path.exists():
            (self.folder / more).parent.mkdir(exist_ok=True)
            path.replace(self.folder / more)
        elif what == "say":
            self._say(*more)
        elif what == "say otherwise":
            self._unsay(more[0])
            self._say(*more[1])
        elif what == "unsay":
            self._unsay(more)
        elif what == "mailmap":
            (self.here / "mailmap").write_text(more)
        elif what == "rules":
            self.pack = more
            (self.here / "rules" / "en" / "own.yaml").write_text(more or "[]\n")
        elif what == "confidence":
            self.min_confidence = more

    def _say(self, section: str, entry: Entry) -> None:
        """Add an entry as the commands do."""
        add(self.curation, section, entry)
        text = self.curation.read_text()
        self.curation.write_text(text.replace('opt_out: "true"', "opt_out: true"))  # they write text alone

    def _unsay(self, number: int) -> None:
        """Take one of the entries back, as a person does; the last ones first."""
        lines = self.curation.read_text().splitlines(keepends=True) if self.curation.exists() else []
        entries = [n for n, line in enumerate(lines) if line.startswith("  - ")]
        if entries:
            self.forget(entries[-1 - number % len(entries)] + 1)

    def forget(self, line: int) -> None:
        """Take a line out of the curation file."""
        lines = self.curation.read_text().splitlines(keepends=True)
        self.curation.write_text("".join([*lines[: line - 1], *lines[line:]]))

    def built(self, graph: Path) -> BuildReport:
        """Build the graph anew, from what there was before in that folder if anything was."""
        return build(
            [self.folder],
            graph=graph,
            rules=[str(self.here / "rules")] if self.pack else [],
            min_confidence=self.min_confidence,
            model=None,
            allow_shrink=True,
        )


def exports(store: ox.Store) -> dict[str, bytes]:
    """Return the bytes of all that may be exported, and the names of all graphs."""
    written = {"graphs": "\n".join(sorted(map(str, store.named_graphs()))).encode()}
    for format, evidence in (("nq", False), ("ttl", False), ("ttl", True), ("trig", True)):
        stream = io.BytesIO()
        export_rdf(store, stream, format, evidence=evidence)
        written[f"{format} {evidence}"] = stream.getvalue()
    return written


@contextmanager
def corpus() -> Iterator[Corpus]:
    """Make a corpus that is gone afterwards."""
    made = Path(tempfile.mkdtemp())
    try:
        yield Corpus(made)
    finally:
        shutil.rmtree(made)
