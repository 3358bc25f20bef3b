"""A language without rules: structure, links and names are read, sentences are not, and the build says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.reading import Rung
from hallway.extractors.rules import rule_packs
from tests.command_line import REPORT, hallway
from tests.corpora import DEV, needs_dev
from tests.extraction import document_of, facts_of

SPANISH = """---
title: Encuentro del faro 2031
author: Noor Bellweather
tags: [faro, mapas]
---

El sábado nos reunimos en el puerto para hablar de los mapas y de las mareas con todos los amigos que había.

## Participantes

- Ada Quill
- [Bruno Tallow](https://tallow.example/)

Después de comer, Bruno Tallow worked on [Tidemark](https://github.com/halyard/tidemark) para los que no lo conocían.
"""
RULE = """
- name: trabaja
  cue: trabaja
  pattern: "{person+} trabaja en {software}"
  facts: person worksOn software
  match: Ada Byron trabaja en Django.
  not: Ada Byron conoce Django.
"""


def test_what_does_not_hang_on_a_language_is_read() -> None:
    reading = extract(read_document("faro.md", SPANISH.encode()))
    assert reading.language == "es"
    assert (reading.title, reading.tags) == ("Encuentro del faro 2031", ("faro", "mapas"))
    assert {"Noor Bellweather", "Ada Quill", "Bruno Tallow", "Tidemark"} <= {entity.name for entity in reading.entities}


def test_no_rule_of_another_language_reads_its_sentences() -> None:
    facts = extract(read_document("faro.md", SPANISH.encode())).facts
    assert [fact for fact in facts if any(place.rung is Rung.VERBATIM for place in fact.evidence)] == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "Y con los demás, que ya no eran pocos, Bruno Tallow worked on [Tidemark](https://github.com/halyard/tidemark).",
        "Und mit den anderen, die wir noch nicht kannten, hat Bruno Tallow worked on "
        "[Tidemark](https://github.com/halyard/tidemark).",
    ],
)
def test_a_paragraph_is_read_in_its_own_language_whatever_the_rest_is_in(paragraph: str) -> None:
    english = REPORT.replace("[Bruno Tallow](https://tallow.example/) worked on", "On the last of these days we saw")
    english += "It was what we had come for, and most of us stayed until there was no more tea to be had.\n"
    reading = extract(read_document("notes.md", f"{english}\n{paragraph}\n".encode()))
    assert reading.language == "en"
    assert "worksOn" not in {fact.predicate for fact in reading.facts}
    [(language, sentences)] = reading.unknown
    assert (language, sentences) in {("es", 1), ("de", 1)}


def test_the_language_of_a_write_up_with_rules_is_not_told_as_unread() -> None:
    assert extract(document_of("Ada Quill was there.")).unknown == ()


def test_the_build_says_which_sentences_were_not_read(tmp_path: Path) -> None:
    (tmp_path / "faro.md").write_text(SPANISH, encoding="utf-8")
    done = hallway("build", "faro.md", folder=tmp_path)
    said = "sentences not read for want of rules, but structure, links and known names: 3 in es"
    assert said in done.messages
    (tmp_path / "notes.md").write_text(REPORT, encoding="utf-8")
    assert "for want of rules" not in hallway("build", "notes.md", folder=tmp_path).err


def test_rules_of_the_users_own_teach_a_new_language(tmp_path: Path) -> None:
    (tmp_path / "rules/es").mkdir(parents=True)
    (tmp_path / "rules/es/mine.yaml").write_text(RULE, encoding="utf-8")
    document = document_of("Ada Quill trabaja en Django. Ada Quill worked on Flask.", "es")
    reading = extract(document, rules=[str(tmp_path / "rules")])
    assert reading.unknown == ()
    assert [(fact.predicate, fact.object) for fact in reading.facts if fact.predicate == "worksOn"] == [
        ("worksOn", "software-django")
    ]
    assert facts_of("Ada Quill trabaja en Django.", "es") == set()


@needs_dev
def test_no_sentence_rule_fires_in_a_real_write_up_of_another_language() -> None:
    names = {rule.name for pack in rule_packs().values() for rule in pack.rules}
    seen = set()
    for path in sorted(DEV.iterdir()):
        document = read_document(path.name, path.read_bytes())
        if document.language in ("en", "fr"):
            continue
        seen.add(document.language)
        reading = extract(document)
        assert sum(n for _, n in reading.unknown) > 0
        assert names & {place.rule for fact in reading.facts for place in fact.evidence} == set(), path.name
        assert len(reading.entities) > 3
    assert {"de", "es", "it", "pt"} <= seen
