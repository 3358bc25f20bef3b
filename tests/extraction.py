"""Extraction of one short text, stage by stage, for tests that look at what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module

from hallway.extractors.document import Block, Document
from hallway.extractors.draft import Draft, Extractor
from hallway.extractors.entities import gather
from hallway.extractors.extraction import FACT_EXTRACTORS, MENTION_EXTRACTORS, extract
from hallway.extractors.frame import tell_frame
from hallway.extractors.readers import read_document
from hallway.extractors.reading import WRITEUP, Entity, Reading
from hallway.extractors.sentences import Sentences

AUTHOR = "author"
"""What tests call a writer whom the text never names."""


def document_of(text: str, language: str = "en", path: str = "a.md") -> Document:
    """Read a text whose language is told beforehand: one to six lines are too few to tell it from."""
    document = read_document(path, text.encode())
    return replace(document, language=language, blocks=tuple(_speaking(block) for block in document.blocks))


def _speaking(block: Block) -> Block:
    return replace(block, language="", children=tuple(_speaking(child) for child in block.children))


def extractor(name: str) -> Extractor:
    """Return one of the package's own extractors."""
    if name == "sentences":
        return Sentences()
    module, _, cls = {**MENTION_EXTRACTORS, **FACT_EXTRACTORS}[name].partition(":")
    made: Extractor = getattr(import_module(module), cls)()
    return made


def draft_of(text: str, language: str = "en", path: str = "a.md") -> Draft:
    """Take a text as far as entities and the frame; no facts but the frame's own are stated."""
    draft = Draft(document_of(text, language, path))
    for name in MENTION_EXTRACTORS:
        if name != "mention-model":
            extractor(name).extract(draft)
    draft.settle()
    gather(draft)
    draft.follow()
    tell_frame(draft)
    return draft


def reading_of(text: str, language: str = "en", path: str = "a.md") -> Reading:
    """Understand a text by rules alone."""
    return extract(document_of(text, language, path), model=None)


def entity_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Return what each id is called."""
    return {entity.id: entity.name or AUTHOR for entity in entities} | {WRITEUP: WRITEUP}


def facts_of(text: str, language: str = "en", path: str = "a.md") -> set[tuple[str, str, str]]:
    """Return ``(name of the subject, predicate, name of the object or value)`` of each fact of a text."""
    return facts_in(reading_of(text, language, path))


def facts_in(reading: Reading) -> set[tuple[str, str, str]]:
    """Return ``(name of the subject, predicate, name of the object or value)`` of each fact of a reading."""
    names = entity_names(reading.entities)
    return {
        (names[fact.subject], fact.predicate, fact.object if fact.literal else names[fact.object])
        for fact in reading.facts
    }


def pairs(text: str, predicate: str, language: str = "en", path: str = "a.md") -> set[tuple[str, str]]:
    """Return the subjects and objects of one predicate."""
    return {(s, o) for s, p, o in facts_of(text, language, path) if p == predicate}


def names_of(text: str, kind: str, language: str = "en", path: str = "a.md") -> set[str]:
    """Return what a text's entities of one class are called; software is ``Software``."""
    kinds = {"Project", "Tool"} if kind == "Software" else {kind}
    return {e.name for e in reading_of(text, language, path).entities if kinds & set(e.kinds) and e.name}


def entity_called(text: str, name: str, language: str = "en", path: str = "a.md") -> Entity:
    """Return the one entity of a text that bears this name or alias."""
    [found] = [e for e in reading_of(text, language, path).entities if name == e.name or name in e.aliases]
    return found
