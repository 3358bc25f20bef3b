"""A gold file to be corrected, filled in with what was understood of one write-up; read back it says exactly that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hallway.extractors.document import Document
from hallway.extractors.gold import AUTHOR
from hallway.extractors.gold_text import GoldText
from hallway.extractors.pairing import GROUPS, RELATIONS
from hallway.extractors.reading import Entity, Fact, Reading
from hallway.extractors.yaml_text import flow, quoted

FEWEST, MOST = 3, 25
"""How many words evidence has."""

_DOUBTFUL = 0.75  # confidence below which a fact is marked
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_WORD = re.compile(r"\S+")
_LITERALS = {"schema:startDate": "start", "schema:endDate": "end", "rating": "rating"}
_HEAD = """# Filled in by hallway {version} for a person to correct: take out what is wrong, add what is missing.
# A comment behind a fact says that hallway is unsure: its confidence, and the rule that gave it.
# Then: hallway label --check THIS.yaml --documents FOLDER
"""


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity with the names of it that stand in the text."""

    entity: Entity
    id: str
    name: str
    aliases: tuple[str, ...]

    @property
    def kind(self) -> str:
        return "Project" if "Project" in self.entity.kinds else next(k for k in self.entity.kinds if k in GROUPS)


def gold_text_of(document: Document, reading: Reading, unread: Sequence[tuple[int, int]] = ()) -> str:
    """Return a gold file that says what a reading says, for a person to correct.

    Args:
        document: as read.
        reading: what was understood of it.
        unread: spans of lines that seem to say something and gave no fact.

    Returns:
        YAML in the gold format: entities and relations in the order of the text, doubtful facts marked by a comment,
        and the lines that gave no fact as comments at the end.
    """
    from importlib.metadata import version

    source = document.source
    text = GoldText(document)
    named = list(_entities(reading, text))
    ids = {one.entity.id: one for one in named}
    lines = [_HEAD.format(version=version("hallway")), f"document: {quoted(document.path.rsplit('/', 1)[-1])}\n"]
    lines += _meta(document, reading)
    lines.append("entities:\n")
    lines += (_entity(one, reading.facts) for one in named)
    facts = [fact for fact in reading.facts if fact.predicate in RELATIONS and fact.subject in ids and fact.object in ids]
    facts.sort(key=lambda fact: (fact.evidence[0].start, fact.evidence[0].end, fact.subject, fact.predicate, fact.object))
    lines.append("relations:\n" if facts else "relations: []\n")
    for fact in facts:
        best = fact.evidence[0]
        spans = [span for one in (fact.subject, fact.object) for span in ids[one].entity.spans]
        shown = " ".join(evidence(source, best.start, best.end, spans).split())
        doubt = f"  # {best.confidence:.2f} {best.rule}" if best.confidence < _DOUBTFUL else ""
        ends = f"s: {ids[fact.subject].id}, p: {fact.predicate}, o: {ids[fact.object].id}"
        lines.append(f"  - {{{ends}, evidence: {quoted(shown)}}}{doubt}\n")
    if unread:
        lines.append("# Lines that seem to say something, of which no fact came:\n")
        for start, end in unread:
            words = quoted(" ".join(source[start:end].split()))[1:-1]
            lines.append(f"# {source.count(chr(10), 0, start) + 1}: {words}\n")
    return "".join(lines)


def evidence(source: str, start: int, end: int, spans: Sequence[tuple[int, int]] = ()) -> str:
    """Return the words of a quote, no fewer and no more than a gold file may have.

    Args:
        source: the decoded source.
        start: where the quote begins in it.
        end: where it ends.
        spans: of what the quote is about: of a longer quote the words around these are kept.

    >>> evidence("We met. Ada wrote it all.", 8, 17)
    'Ada wrote it'
    """
    words = [match.span() for match in _WORD.finditer(source, max(0, start - 400), min(len(source), end + 400))]
    inside = [n for n, (i, j) in enumerate(words) if i < end and start < j]
    if not inside:
        return source[start:end]
    first, last = inside[0], inside[-1]
    if last - first >= MOST:
        held = [n for n in inside if any(i < words[n][1] and words[n][0] < j for i, j in spans)]
        first = last = next(iter(held), first)
        for n in held:
            last = n if n - first < MOST else last
        while last - first + 1 < MOST:  # as much of the quote as fits, on both sides
            first = max(inside[0], first - 1)
            last = min(inside[-1], last + (last - first + 1 < MOST))
    while last - first + 1 < FEWEST and (first > 0 or last < len(words) - 1):
        ends = last == len(words) - 1 or (first > 0 and "\n" in source[words[last][1] : words[last + 1][0]])
        first, last = (first - 1, last) if ends else (first, last + 1)
    low, high = words[first][0], words[last][1]
    # what stands at the quote's own ends, such as a bracket, is no part of it
    return source[start if low < start < words[first][1] else low : end if words[last][0] < end < high else high]


def _entities(reading: Reading, text: GoldText) -> Iterator[_Named]:
    """The entities that a gold file can hold, the author first and the others as the text goes."""

    def place(entity: Entity) -> tuple[bool, tuple[int, int], str]:
        return entity.id != reading.author, entity.spans[0] if entity.spans else (len(text.source), 0), entity.id

    for entity in sorted(reading.entities, key=place):
        if not GROUPS.keys() & {*entity.kinds}:
            continue
        author = entity.id == reading.author
        spoken = [name for name in (entity.name, *entity.aliases) if name and text.states(name)]
        spoken += [] if spoken else [" ".join(text.source[i:j].split()) for i, j in entity.spans[:1]]
        if spoken or author:
            name = spoken[0] if spoken else ""
            yield _Named(entity, AUTHOR if author else entity.id, name, tuple(spoken[1:]))


def _entity(one: _Named, facts: Sequence[Fact]) -> str:
    parts = [f"id: {_id(one.id)}", f"type: {one.kind}", f"name: {quoted(one.name) if one.name else 'null'}"]
    if one.aliases:
        parts.append(f"aliases: {flow(one.aliases)}")
    if one.entity.urls:
        parts.append(f"url: {quoted(one.entity.urls[0]) if len(one.entity.urls) == 1 else flow(one.entity.urls)}")
    told = {
        _LITERALS[fact.predicate]: fact.object
        for fact in facts
        if fact.literal and fact.subject == one.entity.id and fact.predicate in _LITERALS
    }
    parts += [f"{key}: {quoted(told[key])}" for key in sorted(told, key=list(_LITERALS.values()).index)]
    return f"  - {{{', '.join(parts)}}}\n"


def _meta(document: Document, reading: Reading) -> Iterator[str]:
    signed = ", ".join(author.text for author in document.metadata.authors)
    name = next((entity.name for entity in reading.entities if entity.id == reading.author), "")
    yield "meta:\n"
    for key, value in (
        ("title", reading.title),
        ("author", signed or name),
        ("date", reading.date),
        ("language", reading.language or "und"),
        ("genre", reading.genre),
    ):
        yield f"  {key}: {quoted(value) if value else 'null'}\n"
    yield f"  tags: {flow(reading.tags)}\n"


def _id(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)
