"""Lines that seem to say something and gave no fact, grouped by their shape, with rules to begin with."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hallway.errors import HallwayError
from hallway.extractors.document import Document
from hallway.extractors.extraction import understand
from hallway.extractors.learned.model import SHIPPED, read_model
from hallway.extractors.rules import rule_packs
from hallway.extractors.shapes import Sighting, sightings
from hallway.extractors.skeletons import Skeleton, skeleton
from hallway.graph.privacy.hiding import hidden_error, hidden_path, hidden_text
from hallway.graph.privacy.scrubbing import known_in
from hallway.graph.privacy.wishes import wishes
from hallway.graph.readings import attempt
from hallway.graph.sources import find_sources


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one language and one shape.

    Args:
        lines: in the order of their write-ups' paths.
        rule: that reads one of them, to begin with; None where none of ours could, or where none was asked for.
    """

    lines: tuple[Sighting, ...]
    rule: Skeleton | None = None

    @property
    def language(self) -> str:
        """ISO 639-1 code."""
        return self.lines[0].language


@dataclass(frozen=True, slots=True)
class Unread:
    """What was found in some write-ups.

    Args:
        groups: the largest first; of equally large ones those that most look like a fact.
        writeups: how many were looked at.
        silent: how many hold such a line.
        lines: how many lines there are, those of groups that were left out included.
        shapes: how many groups there are, likewise.
        errors: paths and write-ups that could not be read.
    """

    groups: tuple[Group, ...]
    writeups: int
    silent: int
    lines: int
    shapes: int
    errors: tuple[HallwayError, ...]


def find_unread(
    paths: Iterable[str | os.PathLike[str]],
    *,
    rules: Sequence[str] = (),
    top: int = 0,
    language: str = "",
    curation: Path | None = None,
) -> Unread:
    """Find the lines that seem to say something and gave no fact; those that tell of who opted out are left out.

    Args:
        paths: files, folders and globs.
        rules: folders of further rule packs.
        top: how many groups are wanted, the largest; 0 for all.
        language: ISO 639-1 code, to look at lines of this language only.
        curation: the curation file; None for ``hallway.yaml`` beside the write-ups, if there is one.

    Raises:
        RulePackError: a rule pack is not what it should be.
        CurationError: the curation file is not what it should be.
    """
    if rules:
        from hallway.extractors.trials import try_rules

        try_rules(rules)
    packs, model = rule_packs(tuple(rules)), read_model(SHIPPED)

    def seen(document: Document) -> list[Sighting]:
        draft, reading = understand(document, packs, model)
        lines = sightings(draft, reading, packs)
        known = (*people, *known_in(reading, people, document.source))
        return [line for line in lines if line.text == hidden_text(line.text, known)]

    found = find_sources(paths)
    people = wishes(found, curation)
    errors = [hidden_error(error, people) for error in found.errors]
    shapes: dict[tuple[str, tuple[str, ...]], list[Sighting]] = {}
    silent = 0
    for source in found.files:
        lines, error = attempt(source, seen)
        if error is not None:
            errors.append(hidden_error(error, people))
        wanted = [line for line in lines or () if not language or line.language == language]
        if people:
            path = hidden_path(source.path, people)
            wanted = [replace(line, path=path) for line in wanted]
        silent += bool(wanted)
        for line in wanted:
            shapes.setdefault((line.language, line.shape), []).append(line)
    ranked = sorted(shapes.items(), key=lambda item: (-len(item[1]), -item[1][0].promise, item[0]))
    taken = {rule.name for pack in packs.values() for rule in pack.rules}
    return Unread(
        groups=tuple(
            Group(tuple(lines), skeleton(lines, packs, taken)) for _, lines in (ranked[:top] if top else ranked)
        ),
        writeups=len(found.files),
        silent=silent,
        lines=sum(map(len, shapes.values())),
        shapes=len(shapes),
        errors=tuple(errors),
    )
