"""Folds of write-ups for cross-validation: who wrote one write-up of a fold wrote none of another.

A model or a rule that has seen an author's other write-ups knows their habits; scored on them it looks better than it
will be on a stranger's. So write-ups are first put into groups, by author and by source, and groups into folds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.gold import Gold
from hallway.schema.folding import fold

_SOURCE = re.compile(r"\d{3}-([^\W_]+)-")
"""``012-lighthouse-harbour-day.md`` comes from the source ``lighthouse``."""


def author_groups(golds: Iterable[Gold], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Tell which write-ups belong together.

    Two write-ups are of one group when they state the same author, or when their file names, ``NNN-source-rest``, name
    the same source; and so are write-ups that a third one ties together. What neither ties is a group of its own.

    Args:
        golds: the gold files of the write-ups.
        given: file name → group for write-ups whose group is known better; for these nothing else counts.

    Returns:
        For each write-up, by its file name: the name of its group, which is that of the group's first write-up or the
        one given. Sorted by file name.
    """
    known = given or {}
    tied: dict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}

    def first(document: str) -> str:
        while leader[document] != document:
            document = leader[document]
        return document

    for gold in sorted(golds, key=lambda g: g.document):
        leader[gold.document] = gold.document
        if gold.document in known:
            continue
        if author := fold(gold.author):
            tied[f"author {author}"].append(gold.document)
        if source := _SOURCE.match(gold.document):
            tied[f"source {source[1].casefold()}"].append(gold.document)
    for together in tied.values():
        for document in together[1:]:
            one, other = sorted((first(together[0]), first(document)))
            leader[other] = one
    return {document: known.get(document) or first(document) for document in leader}


def split(groups: Mapping[str, str], count: int) -> tuple[tuple[str, ...], ...]:
    """Split write-ups into folds of about equal size, every group whole in one of them.

    The largest group goes first, each into the fold with the fewest write-ups so far; the same groups always give the
    same folds.

    Args:
        groups: group of each write-up.
        count: number of folds, 2 or more.

    Returns:
        The write-ups of each fold, sorted.

    Raises:
        SourceError: there are fewer groups than folds.

    >>> split({"a.md": "ada", "b.md": "ada", "c.md": "bo", "d.md": "cleo"}, 2)
    (('a.md', 'b.md'), ('c.md', 'd.md'))
    """
    members: dict[str, list[str]] = defaultdict(list)
    for document, group in sorted(groups.items()):
        members[group].append(document)
    if not 2 <= count <= len(members):
        raise SourceError(
            f"{count} folds cannot be made of write-ups by {len(members)} authors",
            hint="there must be two at least, and at most one for each author",
        )
    made: list[list[str]] = [[] for _ in range(count)]
    for _, documents in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        min(made, key=len).extend(documents)
    return tuple(tuple(sorted(one)) for one in made)


def read_groups(path: Path) -> dict[str, str]:
    """Read which write-up belongs to which group.

    Args:
        path: YAML, ``file name: group`` on each line; or, where its name ends in ``.tsv``, both separated by a tab.

    Returns:
        File name → group.

    Raises:
        SourceError: the file cannot be read.
        WriteUpError: it is neither.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=str(path)) from None
    except UnicodeDecodeError as error:
        raise WriteUpError(f"not a file of groups: {error}", path=str(path), hint="save it as UTF-8") from None
    if path.suffix == ".tsv":
        return dict(_row(path, n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())
    try:
        data: Any = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise WriteUpError("this file of groups is no YAML", path=str(path), line=line) from None
    if not isinstance(data, dict) or not all(isinstance(v, str | int) for v in data.values()):
        raise WriteUpError("not a file of groups", path=str(path), hint="write 'file name: group' on each line")
    return {str(document): str(group) for document, group in data.items()}


def _row(path: Path, line: int, text: str) -> tuple[str, str]:
    document, tab, group = text.partition("\t")
    if not (tab and document.strip() and group.strip()) or "\t" in group:
        raise WriteUpError("not a file name, a tab and a group", path=str(path), line=line)
    return document.strip(), group.strip()
