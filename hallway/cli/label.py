"""``hallway label``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hallway.cli.curating import curation_option
from hallway.cli.options import loudness_options, rules_option, say
from hallway.cli.terminal import message, result

if TYPE_CHECKING:
    from hallway.extractors.document import Document
    from hallway.extractors.gold import Gold
    from hallway.extractors.reading import Reading


@click.command("label")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Folder for the gold files, one a write-up."
)
@click.option("--force", is_flag=True, help="Write over gold files that are there already, corrections and all.")
@click.option("--check", "checking", is_flag=True, help="FILE… are gold files that a person corrected: check them.")
@click.option(
    "--documents", metavar="DIR", type=click.Path(path_type=Path), help="With --check: folder of the write-ups."
)
@rules_option
@curation_option
@loudness_options
def command(
    paths: tuple[str, ...],
    output: Path | None,
    force: bool,
    checking: bool,
    documents: Path | None,
    rules: tuple[str, ...],
    curation: Path | None,
    loudness: int,
) -> int:
    """Write what hallway reads in a write-up as a gold file, for a person to correct; or check corrected ones.

    A gold file is the graph that a careful reader would draw: `hallway evaluate` measures by such files. Without -o the
    gold file of one write-up goes to standard output. What is there already is not written over.

    People whom the curation file leaves out are left out, and their names are blotted out.

    With --check, every fault is told with its line, and what the person kept, took out and added, which makes
    hallway's precision and recall on that write-up. The exit code is 1 if there is a fault.

    \b
    Example:
        hallway label -o gold examples/tidemark-sprint.md
        hallway label --check gold/tidemark-sprint.yaml --documents examples
    """
    if rules:
        from hallway.extractors.trials import try_rules

        try_rules(rules)
    if checking:
        if output or force:
            raise click.UsageError("--check writes nothing: leave out -o and --force")
        if documents is None:
            raise click.UsageError("--check needs the write-ups: name their folder with --documents")
        return _check(paths, documents, rules, loudness)
    if documents is not None:
        raise click.UsageError("--documents goes with --check")
    return _write(paths, output, force, rules, curation, loudness)


def _write(
    paths: tuple[str, ...],
    output: Path | None,
    force: bool,
    rules: tuple[str, ...],
    curation: Path | None,
    loudness: int,
) -> int:
    from hallway.errors import SourceError
    from hallway.extractors.extraction import understand
    from hallway.extractors.gold_writing import gold_text_of
    from hallway.extractors.learned.model import SHIPPED, read_model
    from hallway.extractors.rules import rule_packs
    from hallway.extractors.unread import unread
    from hallway.graph.privacy.hiding import hidden_error, hidden_path, hidden_text
    from hallway.graph.privacy.scrubbing import known_in, scrub
    from hallway.graph.privacy.wishes import wishes
    from hallway.graph.readings import attempt
    from hallway.graph.sources import find_sources

    packs, model = rule_packs(tuple(rules)), read_model(SHIPPED)

    def gold(document: Document) -> str:
        draft, reading = understand(document, packs, model)
        lines = unread(draft.passages, reading, packs)
        shown = replace(document, path=hidden_path(document.path, people))
        text = gold_text_of(shown, scrub(reading, people, document.source), lines)
        known = (*people, *known_in(reading, people, document.source))
        return "\n".join(hidden_text(line, known) for line in text.split("\n"))

    found = find_sources(paths)
    people = wishes(found, curation)
    if output is None and len(found.files) > 1:
        raise click.UsageError(f"{len(found.files)} write-ups: name a folder for their gold files with -o")
    failures = [hidden_error(error, people) for error in found.errors]
    for error in failures:
        message(f"hallway: {error}")
    failed = len(failures)
    written: dict[Path, str] = {}
    for source in found.files:
        text, fault = attempt(source, gold)
        path = hidden_path(source.path, people)
        if fault is not None or text is None:
            message(f"hallway: {hidden_error(fault, people) if fault else path}")
            failed += 1
        elif output is None:
            click.echo(text, nl=False)
        else:
            target = output / f"{path.rsplit('/', 1)[-1].rpartition('.')[0] or path}.yaml"
            if target in written:
                hint = "label one of the two into another folder"
                wrong = SourceError(f"is the gold file of {written[target]} already", path=str(target), hint=hint)
            elif target.exists() and not force:
                hint = "--force writes over it, corrections and all"
                wrong = SourceError(f"is there already; {path} was not labelled", path=str(target), hint=hint)
            else:
                _save(target, text)
                written[target] = path
                say(loudness, f"written to {target}")
                continue
            message(f"hallway: {wrong}")
            failed += 1
    return 1 if failed or not found.files else 0


def _save(target: Path, text: str) -> None:
    from hallway.errors import SourceError

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n", errors="backslashreplace")
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", path=str(target)) from None


def _check(paths: tuple[str, ...], documents: Path, rules: tuple[str, ...], loudness: int) -> int:
    from hallway.extractors.extraction import extract
    from hallway.extractors.gold import read_gold
    from hallway.extractors.gold_check import check_gold

    faults = 0
    for path in paths:
        checked = check_gold(Path(path), documents)
        for fault in checked.faults:
            result(str(fault))
        faults += len(checked.faults)
        if not checked.faults and checked.document is not None:
            reading = extract(checked.document, rules=rules)
            for line in _changed(path, checked.document, reading, read_gold(Path(path))):
                result(line)
    if faults:
        message(f"hallway: {faults} {'fault' if faults == 1 else 'faults'} found")
        return 1
    say(loudness, f"{len(paths)} gold {'file is as it' if len(paths) == 1 else 'files are as they'} should be")
    return 0


def _changed(path: str, document: Document, reading: Reading, gold: Gold) -> Iterator[str]:
    """What the person took out and added, and what that says of hallway."""
    from hallway.extractors.gold import GoldEntity
    from hallway.extractors.gold_changes import changes
    from hallway.extractors.reading import Entity

    names = {entity.id: entity.name or "the author" for entity in reading.entities}
    called = {entity.id: entity.name or "the author" for entity in gold.entities}
    for what, found in zip(("entities", "facts"), changes(reading, gold), strict=True):
        for gone in found.removed:
            if isinstance(gone, Entity):
                yield f"- {gone.kinds[0]} {names[gone.id]}"
            else:
                best = gone.evidence[0]
                line = document.source.count("\n", 0, best.start) + 1
                fact = f"{names[gone.subject]} {gone.predicate} {names[gone.object]}"
                yield f"- {fact} ({document.path}:{line}, rule {best.rule}, confidence {best.confidence:g})"
        for new in found.added:
            if isinstance(new, GoldEntity):
                yield f"+ {new.kind} {called[new.id]} ({path}:{new.line})"
            else:
                yield f"+ {called[new.subject]} {new.predicate} {called[new.object]} ({path}:{new.line})"
        counts = f"{found.kept} kept, {len(found.removed)} taken out, {len(found.added)} added"
        yield f"{path}: {what}: {counts}; precision {found.precision:.2f}, recall {found.recall:.2f}"
