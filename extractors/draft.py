"""The working state of one extraction: passages, mentions, entities and facts, which extractors read and add to."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from hallway.extractors.document import Document
from hallway.extractors.passages import Passage, passages
from hallway.extractors.reading import Rung

if TYPE_CHECKING:
    from hallway.extractors.labels import Label
    from hallway.extractors.talks import TalkLine

GROUPS = {
    "Person": "Person",
    "Event": "Event",
    "Talk": "Talk",
    "Project": "Software",
    "Tool": "Software",
    "Organization": "Organization",
    "Place": "Place",
    "EventSeries": "EventSeries",
    "Topic": "Topic",
}
"""Classes that one name may belong to at once share a group."""


@dataclass(eq=False)
class Mention:
    """A stretch of a passage that names a thing.

    Args:
        passage: where.
        i: first character in ``passage.text``.
        j: after its last.
        kind: class without prefix; software is ``Tool`` until someone is seen to work on it.
        rule: what found it.
        confidence: 0..1; where two mentions overlap the more confident stays.
        name: the name it gives, trimmed; the text itself if not told.
        url: its own page.
        generic: whether the words only describe ("the sprint") and do not name.
        entity: what it stands for, once mentions are gathered into entities.
    """

    passage: Passage
    i: int
    j: int
    kind: str
    rule: str
    confidence: float
    name: str = ""
    url: str = ""
    generic: bool = False
    entity: EntityDraft | None = None

    def __post_init__(self) -> None:
        self.name = self.name or " ".join(self.passage.text[self.i : self.j].split())

    @property
    def text(self) -> str:
        """The words as read."""
        return self.passage.text[self.i : self.j]

    @property
    def group(self) -> str:
        """The group of its class."""
        return GROUPS[self.kind]


@dataclass(eq=False)
class EntityDraft:
    """One thing that the write-up speaks of, while its mentions are being gathered."""

    kind: str
    name: str
    aliases: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    local: bool = False
    generic: bool = False
    mailboxes: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The group of its class."""
        return GROUPS[self.kind]

    @property
    def names(self) -> Iterator[str]:
        """Its name and its aliases."""
        if self.name:
            yield self.name
        yield from sorted(self.aliases)


Party = Mention | EntityDraft
"""What a fact may be said of: an entity, or a mention whose entity is told later."""


@dataclass(eq=False)
class FactDraft:
    """A fact as an extractor states it."""

    subject: Party
    predicate: str
    object: Party | str
    passage: Passage
    i: int
    j: int
    rung: Rung
    rule: str
    confidence: float


class Draft:
    """What is known so far of one write-up.

    Args:
        document: as read.

    Attributes:
        passages: its text, laid out.
        mentions: found so far; overlapping ones until ``settle`` is called.
        entities: gathered so far.
        author: whoever writes; unnamed where the text never says who.
        signers: the author, and those who sign with them.
        event: the event the write-up reports on.
        project: the software it is about, where it is about one.
        first_person: whether the writer says "I" or "we".
        genre: what kind of write-up it is, one of ``extractors.genre.GENRES``.
        facts: stated so far.
        labels: labelled lines and sections ("Participants: …").
        talks: talks with a line or section of their own.
        givers: talks and people, where a sentence tells of a talk by who gave it.
        signer: where somebody signs the write-up, in one whose metadata names no author.
        date: the day it gives for itself, ISO 8601, where its metadata gives none.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages: list[Passage] = passages(document)
        self.mentions: list[Mention] = []
        self.entities: list[EntityDraft] = []
        self.author = EntityDraft("Person", "")
        self.signers: list[EntityDraft] = [self.author]
        self.entities.append(self.author)
        self.event: EntityDraft | None = None
        self.project: EntityDraft | None = None
        self.first_person = False
        self.genre = ""
        self.facts: list[FactDraft] = []
        self.labels: list[Label] = []
        self.talks: list[TalkLine] = []
        self.givers: list[tuple[Mention, Mention]] = []
        self.signer: Mention | None = None
        self.date = ""
        self._placed: dict[int, list[Mention]] = {}
        self._yielded: list[tuple[Mention, Mention]] = []

    def mention(
        self,
        passage: Passage,
        i: int,
        j: int,
        kind: str,
        rule: str,
        confidence: float,
        *,
        name: str = "",
        url: str = "",
        generic: bool = False,
    ) -> Mention:
        """Add a mention and return it; blanks and stray punctuation at its two ends are left out."""
        text = passage.text
        while i < j and text[i] in ' \n\t"“”«»,;:':
            i += 1
        while j > i and text[j - 1] in ' \n\t"“”«»,;:':
            j -= 1
        made = Mention(passage, i, j, kind, rule, confidence, name, url, generic)
        if made.name:
            self.mentions.append(made)
        return made

    def entity(self, kind: str, name: str, *, local: bool = False, generic: bool = False) -> EntityDraft:
        """Add an entity that no mention stands for and return it."""
        made = EntityDraft(kind, name, local=local, generic=generic)
        self.entities.append(made)
        return made

    def fact(
        self,
        subject: Party,
        predicate: str,
        object: Party | str,
        passage: Passage,
        i: int = 0,
        j: int | None = None,
        *,
        rule: str,
        confidence: float,
        rung: Rung = Rung.VERBATIM,
    ) -> None:
        """State a fact, with the stretch ``text[i:j]`` of a passage that shows it; the whole of it where none is named."""
        end = len(passage.text) if j is None else j
        self.facts.append(FactDraft(subject, predicate, object, passage, i, end, rung, rule, confidence))

    def settle(self) -> None:
        """Keep of overlapping mentions the most confident, then the longest; talks may hold other mentions."""
        kept, self._yielded = apart(self.mentions)
        self.mentions = sorted(kept, key=lambda m: (m.passage.index, m.i, m.j))
        self._placed = {}
        for mention in self.mentions:
            self._placed.setdefault(mention.passage.index, []).append(mention)

    def follow(self) -> None:
        """Let each mention that gave way to another of its group stand for what that one stands for."""
        for mention, other in self._yielded:
            mention.entity = other.entity

    def mentions_in(self, passage: Passage, i: int = 0, j: int = sys.maxsize) -> list[Mention]:
        """The settled mentions of a passage, or of ``text[i:j]`` in it, in order."""
        here = self._placed.get(passage.index, [])
        if i == 0 and j == sys.maxsize:
            return here
        low = bisect_left(here, i, key=lambda m: m.i)
        high = bisect_left(here, j, key=lambda m: m.i)
        return [mention for mention in here[low:high] if mention.j <= j]

    def taken(self, passage: Passage, i: int, j: int) -> bool:
        """Whether a mention other than a talk overlaps this stretch."""
        return any(m.i < j and i < m.j for m in self.mentions if m.passage is passage and m.kind != "Talk")


def apart(mentions: Iterable[Mention]) -> tuple[list[Mention], list[tuple[Mention, Mention]]]:
    """Choose of overlapping mentions the most confident, then the longest; talks may hold other mentions.

    Args:
        mentions: in any order.

    Returns:
        Those that stay, and each that gives way to one of its own group, with that one.
    """
    kept: list[Mention] = []
    yielded: list[tuple[Mention, Mention]] = []
    busy: dict[tuple[int, bool], list[Mention]] = {}
    for mention in sorted(mentions, key=_precedence):
        others = busy.setdefault((mention.passage.index, mention.kind == "Talk"), [])
        if mention.i >= mention.j:
            continue
        # those kept lie apart, in order: only neighbours can overlap
        first = last = bisect_right(others, mention.i, key=lambda m: m.j)
        while last < len(others) and others[last].i < mention.j:
            last += 1
        if first == last:
            others.insert(first, mention)
            kept.append(mention)
        elif (over := min(others[first:last], key=_precedence)).group == mention.group:
            yielded.append((mention, over))
    return kept, yielded


def _precedence(mention: Mention) -> tuple[float, int, int, int, str, str]:
    """Sort key: of overlapping mentions the first stays."""
    m = mention
    return -m.confidence, m.i - m.j, m.passage.index, m.i, m.kind, m.rule


class Extractor(Protocol):
    """One step of extraction.

    Another package adds its own by entry point: one of the group ``hallway.mentions`` runs after our own steps that find
    mentions, one of ``hallway.facts`` after those that state facts. The entry point names a class that takes no argument.
    """

    name: str

    def extract(self, draft: Draft) -> None:
        """Read the draft and add mentions, entities or facts to it."""
