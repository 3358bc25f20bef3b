"""Extraction as a whole: what holds of every reading, whatever was read, and how other packages take part in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hallway.errors import WriteUpError
from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.reading import WRITEUP, Reading
from hallway.schema.vocabulary import vocabulary
from tests.extraction import document_of

REPORT = """---
title: Sextant sprint at LanternConf 2032
author: Alice Marsh
date: 2032-06-10
tags: [lamps]
---

I was at LanternConf 2032 in Brest with Bruno Tallow (@btallow), who worked on [Sextant](https://github.com/halyard/sextant).

## Talks

- (+1) Knots that hold - Chloé Noroît - Halyard
- « Tisser la toile » par Denis Marchal

Participants : Alice Marsh, Bruno, Élise D.
"""

SUFFIXES = ["a.md", "a.txt", "a.rst", "a.html", "a.wiki", "a.org", "a.adoc"]

PIECES = [
    "Alice Marsh", "Bruno", "@btallow", "Jean D.", "Django", "Python 3", "LanternConf 2032", "PyCon", "Sextant sprint",
    "Brest", "Halyard Ltd", " worked on ", " gave a talk on ", " was at ", " par ", " by ", " - ", ", ", " and ",
    "Participants: ", "Absents : ", "## ", "# ", "\n\n", "\n- ", "10:30 ", "(+1) ", "« ", " »", '"', "(", ")", "*", "`",
    "> ", "| ", "\n|---|\n", "[x](https://github.com/halyard/sextant)", "http://", "12 mars 2032", "I ", "she ", "é",
    "\u00a0", "…", "next year ", "ne ", " pas ", "---\n", "title: ", "\\", "::", "=", "\t", " et ", "⟦P0⟧",
]  # fmt: skip
"""What texts are put together from that look like write-ups and mean nothing."""


def check(reading: Reading, source: str) -> None:
    """Assert what holds of every reading."""
    ids = [entity.id for entity in reading.entities]
    assert ids == sorted(set(ids))
    assert reading.author in ids
    assert not reading.event or reading.event in ids
    kinds = {entity.id: entity.kinds for entity in reading.entities}
    for entity in reading.entities:
        assert entity.name or entity.id == reading.author
        assert entity.name not in entity.aliases
        assert list(entity.spans) == sorted(set(entity.spans))
        assert all(0 <= start < end <= len(source) for start, end in entity.spans)
    assert list(reading.facts) == sorted(reading.facts, key=lambda f: (f.subject, f.predicate, f.object))
    assert len({(f.subject, f.predicate, f.object) for f in reading.facts}) == len(reading.facts)
    for fact in reading.facts:
        assert fact.subject in kinds or fact.subject == WRITEUP
        assert fact.literal or fact.object in kinds
        assert fact.subject != fact.object
        assert fact.evidence
        if fact.subject != WRITEUP and not fact.literal:
            assert vocabulary().allows(kinds[fact.subject][0], fact.predicate, kinds[fact.object][0])
        confidences = [evidence.confidence for evidence in fact.evidence]
        assert confidences == sorted(confidences, reverse=True)
        for evidence in fact.evidence:
            assert 0 < evidence.confidence <= 1
            assert 0 <= evidence.start < evidence.end <= len(source)
            assert source[evidence.start : evidence.end] == evidence.quote
            assert evidence.rule


def checked(path: str, data: bytes) -> Reading:
    try:
        document = read_document(path, data)
    except WriteUpError:
        assume(False)
    reading = extract(document)
    check(reading, document.source)
    return reading


@pytest.mark.parametrize("path", SUFFIXES)
def test_a_report_holds_what_every_reading_holds_in_every_format(path: str) -> None:
    assert len(checked(path, REPORT.encode()).entities) > 3


@settings(deadline=None, max_examples=80)
@given(path=st.sampled_from(SUFFIXES), pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_whatever_looks_like_a_write_up_is_read_with_evidence_for_every_fact(path: str, pieces: list[str]) -> None:
    checked(path, "".join(pieces).encode())


@settings(deadline=None, max_examples=60)
@given(path=st.sampled_from(SUFFIXES), text=st.text(min_size=1, max_size=200))
def test_any_text_through_any_reader_is_read_with_evidence_for_every_fact(path: str, text: str) -> None:
    checked(path, text.encode("utf-8", "replace"))


@settings(deadline=None, max_examples=50)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    checked("a.md", data)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_the_same_text_is_read_the_same_twice(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    assert checked("a.md", data) == checked("a.md", data)


def test_metadata_is_handed_on() -> None:
    reading = checked("a.md", REPORT.encode())
    assert (reading.title, reading.date, reading.tags, reading.author) == (
        "Sextant sprint at LanternConf 2032",
        "2032-06-10",
        ("lamps",),
        "person-alice-marsh",
    )


def test_the_first_heading_is_the_title_where_metadata_gives_none() -> None:
    assert checked("a.md", b"# Lamps\n\nWe left.\n").title == "Lamps"


def test_an_author_whom_the_text_never_names_is_there_without_a_name() -> None:
    reading = checked("a.md", b"I worked on Django.\n")
    assert [entity.name for entity in reading.entities if entity.id == reading.author] == [""]


# --- work done -------------------------------------------------------------------------------------------------
HOSTILE: Mapping[str, Callable[[int], str]] = {
    "capitals": lambda n: "A B C " * (n // 6),
    "brackets": lambda n: "(" * n,
    "quotes": lambda n: '" ' * (n // 2),
    "full stops": lambda n: "." * n,
    "one word": lambda n: "A" * n,
    "camel case": lambda n: "Aa" * (n // 2),
    "hyphens": lambda n: "Ab-" * (n // 3),
    "dotted capitals": lambda n: "A." * (n // 2),
    "initials": lambda n: "A. " * (n // 3),
    "underscores": lambda n: "A_" * (n // 2),
    "names": lambda n: "Participants: " + "Alice Marsh, " * (n // 13),
    "first names": lambda n: "Alice, " * (n // 7),
    "handles": lambda n: "@alice " * (n // 7),
    "employers": lambda n: "Alice Marsh at Halyard, " * (n // 24),
    "software": lambda n: "Django " * (n // 7),
    "events": lambda n: "LanternConf " * (n // 12),
    "sprints": lambda n: "Django sprint " * (n // 14),
    "dates": lambda n: "12 mars 2032 " * (n // 13),
    "times": lambda n: "10:30 " * (n // 6),
    "talks in prose": lambda n: 'a talk "x" by Alice Marsh ' * (n // 26),
    "talk lines": lambda n: "- Knots by Alice Marsh\n" * (n // 23),
    "talk headings": lambda n: "".join(f"## Talk {i} - Alice Marsh\n\nIt runs on Django.\n\n" for i in range(n // 50)),
    "headings": lambda n: "# A heading\n\n" * (n // 13),
    "own headings": lambda n: "".join(f"# {word}\n\nWe met Alice.\n\n" for word in _words(n // 24)),
    "own people": lambda n: "".join(f"We met Alice M{word}. " for word in _words(n // 20)),
    "own software": lambda n: "".join(f"We used Lib{word.title()}Foo. " for word in _words(n // 20)),
    "own sprints": lambda n: "".join(f"At the {word.title()} sprint. " for word in _words(n // 22)),
    "own events": lambda n: "".join(f"We were at {word.title()}Conf.\n\n" for word in _words(n // 22)),
    "links": lambda n: "[a](http://b.example) " * (n // 22),
    "emphasis": lambda n: "**sextant** " * (n // 12),
    "table": lambda n: "| a | b |\n|---|---|\n" + "| Alice Marsh | Django |\n" * (n // 25),
    "third persons": lambda n: "Alice Marsh and he " * (n // 19),
}
"""What costs much where work on a text grows faster than the text: a text of about so many characters."""


def _words(count: int) -> list[str]:
    return ["".join(letters) for letters, _ in zip(product("abdeg", repeat=6), range(count), strict=False)]


def seconds(text: str) -> float:
    document = document_of(text)
    start = process_time()
    extract(document)
    return process_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_the_text(name: str) -> None:
    seconds("We met.")  # what is loaded once is no part of it
    # four times the text, so 4 where work is linear and 16 where it is quadratic
    small, large = (seconds(HOSTILE[name](size)) for size in (8_000, 32_000))
    assert large < 10 * max(small, 0.04)


# --- other packages --------------------------------------------------------------------------------------------
PLUGIN = '''
class Lamps:
    """Every word "brazier" is a tool."""

    name = "lamps"

    def extract(self, draft):
        for passage in draft.passages:
            i = passage.text.find("brazier")
            if i >= 0:
                draft.mention(passage, i, i + 7, "Tool", "lamps", 0.9)


class Keepers:
    """The author works on every tool."""

    name = "keepers"

    def extract(self, draft):
        for mention in draft.mentions:
            if mention.kind == "Tool":
                place = mention.passage, mention.i, mention.j
                draft.fact(draft.author, "worksOn", mention, *place, rule="keepers", confidence=0.9)
'''
ASK = """
import json
from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
reading = extract(read_document("a.md", b"I hold a brazier.\\n"))
print(json.dumps([[e.id for e in reading.entities], [[f.subject, f.predicate, f.object] for f in reading.facts]]))
"""


def install(folder: Path, module: str, entry_points: str) -> dict[str, str]:
    """Install a package in a folder; return the environment in which Python finds it."""
    (folder / "lamps.py").write_text(module, "utf-8")
    info = folder / "lamps-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lamps\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(entry_points, "utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(Path.cwd())])}


def ask(environment: Mapping[str, str]) -> list[list[object]]:
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    found: list[list[object]] = json.loads(done.stdout)
    return found


def test_an_installed_package_finds_mentions_of_its_own(tmp_path: Path) -> None:
    environment = install(tmp_path, PLUGIN, "[hallway.mentions]\nlamps = lamps:Lamps\n")
    assert ask(environment) == [["person-author", "software-brazier"], []]


def test_an_installed_package_states_facts_of_its_own(tmp_path: Path) -> None:
    entry_points = "[hallway.mentions]\nlamps = lamps:Lamps\n\n[hallway.facts]\nkeepers = lamps:Keepers\n"
    environment = install(tmp_path, PLUGIN, entry_points)
    author, brazier = "person-author", "software-brazier"
    assert ask(environment) == [[author, brazier], [[author, "worksOn", brazier]]]


def test_without_such_a_package_nobody_finds_a_brazier() -> None:
    assert ask(os.environ) == [["person-author"], []]


def test_a_fact_of_another_package_that_the_vocabulary_does_not_allow_is_left_out(tmp_path: Path) -> None:
    entry_points = "[hallway.mentions]\nlamps = lamps:Lamps\n\n[hallway.facts]\nkeepers = lamps:Keepers\n"
    environment = install(tmp_path, PLUGIN.replace('"worksOn"', '"presented"'), entry_points)
    assert ask(environment) == [["person-author", "software-brazier"], []]


@pytest.mark.parametrize(
    "broken",
    [
        PLUGIN.replace("class Lamps", "class Lanterns"),
        "import no_such_module\n",
        PLUGIN.replace("for passage in draft.passages:", "raise ValueError('out of oil')\n        for passage in ():"),
    ],
    ids=["missing", "not importable", "raises"],
)
def test_a_package_that_does_not_work_is_named_without_a_traceback(tmp_path: Path, broken: str) -> None:
    environment = install(tmp_path, broken, "[hallway.mentions]\nlamps = lamps:Lamps\n")
    (tmp_path / "a.md").write_text("I hold a brazier.\n", "utf-8")
    command = [sys.executable, "-m", "hallway", "build", "a.md"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "lamps" in done.stderr
    assert "fault of hallway" not in done.stderr
