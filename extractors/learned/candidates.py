"""Facts that a write-up may hold: pairs of its entities that stand near each other, with what there is to see of each pair.

A pair is looked at wherever it stands together: in one sentence or passage, in a passage and what that stands under, in
what is about a talk, beside "I"; and each entity with the main event. What is seen is written as features, strings such as
``together:apart=3``; ``fact_features`` adds what is seen of the entities and of the write-up as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from hallway.extractors.context import entity_of
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, EntityDraft, FactDraft, Mention
from hallway.extractors.passages import Passage
from hallway.extractors.talk_facts import talk_reach

PREDICATES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Person", "Event"): ("attended", "willAttend", "organized"),
    ("Organization", "Event"): ("organized", "sponsored"),
    ("Person", "Talk"): ("presented", "attendedTalk"),
    ("Talk", "Event"): ("partOf",),
    ("Event", "Event"): ("partOf",),
    ("Event", "Place"): ("heldIn",),
    ("Person", "Software"): ("worksOn",),
    ("Organization", "Software"): ("develops", "uses"),
    ("Talk", "Software"): ("uses",),
    ("Software", "Software"): ("uses",),
    ("Event", "Software"): ("uses",),
    ("Person", "Organization"): ("memberOf",),
}
"""What may hold from an entity of one group to one of another."""

_NEGATED = CuedPattern(r"\b(?:not|cancelled|annulée?s?|missed|never|cannot|couldn|didn|unable|ne|pas|jamais|without|sans|unfortunately|malheureusement)\b|n['’]", re.I)
_AHEAD = CuedPattern(
    r"\b(?:will|next|upcoming|going to|plan|hope|would|prochaine?s?|irons|serai\w*|sera|aura|devrait|want to|see you)\b", re.I
)
_FIRST = CuedPattern(r"\b(?:I|we|my|our|us|je|nous|notre|nos|mon|ma|mes|on)\b|\bj['’]", re.I)
_REACH = 14
"""How many mentions on a mention is paired with."""

Key = tuple[int, str, int]
"""A candidate: the ``id()`` of its subject, its predicate, the ``id()`` of its object."""


@dataclass(eq=False)
class Candidate:
    """A fact that may hold.

    Args:
        subject: an entity.
        predicate: without prefix.
        object: an entity.
        features: what is seen of the pair.
        groups: further features, as far as many candidates share them: what is seen of an entity is one group, and the same
            tuple for all its candidates.
        facts: what rules say of it.
        rank: how near the two stand at their nearest, 0 for side by side.
        place: the nearest place: a passage, and the stretch that shows it.
    """

    subject: EntityDraft
    predicate: str
    object: EntityDraft
    features: set[str] = field(default_factory=set)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    facts: list[FactDraft] = field(default_factory=list)
    rank: int = 99
    place: tuple[Passage, int, int] | None = None

    def all_features(self) -> frozenset[str]:
        """Return all that is seen: of the pair, of its ends, of the write-up."""
        return frozenset(self.features).union(*self.groups)


@lru_cache(maxsize=4096)
def bucket(number: float, cuts: tuple[float, ...] = (0, 1, 2, 3, 5, 8, 13, 21)) -> str:
    """Return the cut that a number lies at or above.

    >>> bucket(4), bucket(100)
    ('3', '21')
    """
    return f"{cuts[max(0, bisect_right(cuts, number) - 1)]:g}"


def find_candidates(draft: Draft) -> list[Candidate]:
    """Find the facts that a write-up may hold.

    Args:
        draft: with its entities, frame and the facts that rules state.

    Returns:
        The candidates in order of their subjects, predicates and objects; those that rules state are among them.
    """
    return _Finder(draft).found()


def stated_candidates(draft: Draft) -> list[Candidate]:
    """Return those of the candidates that rules state, without what is seen where their ends stand together.

    Args:
        draft: with its entities, frame and the facts that rules state.
    """
    return _Finder(draft).stated()


class _Finder:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._order = {id(entity): n for n, entity in enumerate(draft.entities)}
        self._candidates: dict[Key, Candidate] = {}

    def found(self) -> list[Candidate]:
        draft = self._draft
        reach = talk_reach(draft)
        for passage in draft.passages:
            here = [m for m in draft.mentions_in(passage) if m.entity is not None and id(m.entity) in self._order]
            if not here:
                continue
            sentences = _Sentences(passage, here)
            self._beside(passage, here, sentences)
            self._under(passage, here, sentences)
            line = reach.get(passage.index)
            if line is not None:
                self._of_talk(passage, line.passage, line.talk.entity, line.rule, here, sentences)
            self._of_author(passage, here, sentences)
        self._of_event()
        return self.stated()

    def stated(self) -> list[Candidate]:
        self._stated()
        order = self._order
        return [self._candidates[k] for k in sorted(self._candidates, key=lambda k: (order[k[0]], k[1], order[k[2]]))]

    def _add(self, subject: EntityDraft | None, object: EntityDraft | None, features: Iterable[str], rank: int, place: tuple[Passage, int, int] | None) -> None:
        if subject is None or object is None or subject is object:
            return
        if id(subject) not in self._order or id(object) not in self._order:
            return
        for predicate in PREDICATES.get((subject.group, object.group), ()):
            key = (id(subject), predicate, id(object))
            candidate = self._candidates.get(key)
            if candidate is None:
                candidate = self._candidates[key] = Candidate(subject, predicate, object)
            candidate.features.update(features)
            if rank < candidate.rank:
                candidate.rank, candidate.place = rank, place

    def _both(self, one: EntityDraft | None, two: EntityDraft | None, kind: str, features: list[str], rank: int, place: tuple[Passage, int, int]) -> None:
        """Add a pair in whichever orders it may hold; ``>`` says that the subject stands first."""
        if one is None or two is None:
            return
        if (one.group, two.group) in PREDICATES:
            self._add(one, two, _under_kind(f"{kind}>", tuple(features)), rank, place)
        if (two.group, one.group) in PREDICATES:
            self._add(two, one, _under_kind(f"{kind}<", tuple(features)), rank, place)

    def _beside(self, passage: Passage, here: list[Mention], sentences: _Sentences) -> None:
        """Pairs in one passage."""
        for a, one in enumerate(here):
            groups: list[str] = []
            for b in range(a + 1, min(len(here), a + _REACH)):
                two = here[b]
                between = b - a - 1
                if between:
                    groups.append(here[b - 1].group)
                if one.entity is two.entity:
                    continue
                gap = sentences.number(two) - sentences.number(one)
                if gap > 1 and between >= 4:
                    self._both(one.entity, two.entity, "passage", ["", passage.kind], 30 + between, sentences.place(two))
                    continue
                words = 0 if two.j <= one.j else len(passage.text[one.j : two.i].split())
                features = [
                    "",
                    f"words={bucket(words)}",
                    f"mentions={bucket(between, (0, 1, 2, 3, 5))}",
                    f"in={passage.kind}",
                    *sentences.signs(one),
                    *(f"between={group}" for group in sorted(set(groups))),
                ]
                if passage.quoted:
                    features.append("quoted")
                if two.j <= one.j:
                    features.append("inside")
                elif not passage.text[one.j : two.i].strip():
                    features.append("adjacent")
                if one.group in groups:
                    features.append("other-left")
                if two.group in groups:
                    features.append("other-right")
                if one.i == 0:
                    features.append("opens")
                if a == 0 or sentences.number(here[a - 1]) != sentences.number(one):
                    features.append("first")
                kind = "near" if gap else "together"
                start, end = sentences.place(one)[1], sentences.place(two)[2]
                self._both(one.entity, two.entity, kind, features, (10 if gap else 0) + between, (passage, start, end))

    def _under(self, passage: Passage, here: list[Mention], sentences: _Sentences) -> None:
        """Pairs of a passage and what it stands under."""
        for depth, above in enumerate(passage.ancestors(), 1):
            if depth > 3:
                break
            over = [m for m in self._draft.mentions_in(above) if m.entity is not None][:6]
            for one in over:
                for n, two in enumerate(here[:12]):
                    features = [
                        f"depth={depth}",
                        above.kind,
                        f"{above.kind}/{passage.kind}",
                        f"over={min(3, len(over))}",
                        f"place={min(3, n)}",
                        *sentences.signs(two),
                    ]
                    self._both(one.entity, two.entity, "under", features, 20 + depth, sentences.place(two))

    def _of_talk(self, passage: Passage, line: Passage, talk: EntityDraft | None, rule: str, here: list[Mention], sentences: _Sentences) -> None:
        """A talk and what its own passages name."""
        counts: dict[str, int] = {}
        for mention in here:
            counts[mention.group] = counts.get(mention.group, 0) + 1
            features = [
                "",
                "own" if passage is line else "below",
                f"nth={min(3, counts[mention.group])}",
                f"down={bucket(passage.index - line.index, (0, 1, 2, 4, 8))}",
                f"sentence={min(3, sentences.number(mention))}",
                f"rule={rule}",
                *sentences.signs(mention),
            ]
            if any(i <= mention.i < j for i, j, _ in passage.links):
                features.append("linked")
            self._both(talk, mention.entity, "talk", features, 15, sentences.place(mention))

    def _of_author(self, passage: Passage, here: list[Mention], sentences: _Sentences) -> None:
        """The author and what a sentence in the first person names."""
        for mention in here:
            signs = sentences.signs(mention)
            if "first-person" not in signs or mention.group not in ("Event", "Talk", "Software", "Organization"):
                continue
            _, i, _ = sentences.place(mention)
            spoken = [m.end() for m in _FIRST.finditer(passage, i, mention.i)]
            features = ["", passage.kind, *signs]
            features.append(f"words={bucket(len(passage.text[spoken[-1] : mention.i].split()))}" if spoken else "after")
            self._add(self._draft.author, mention.entity, [f"author:{f}" for f in features], 12, sentences.place(mention))

    def _of_event(self) -> None:
        """Each entity and the main event, each person and the main project, the author and each talk and organisation."""
        draft = self._draft
        for entity in draft.entities:
            place = (entity.mentions[0].passage, entity.mentions[0].i, entity.mentions[0].j) if entity.mentions else None
            if draft.event is not None:
                self._add(entity, draft.event, ["document"], 50, place)
                if entity.group != "Software" or len(entity.mentions) > 1:
                    self._add(draft.event, entity, ["document"], 50, place)
            if draft.project is not None and entity.group in ("Person", "Organization"):
                self._add(entity, draft.project, ["document"], 50, place)
            if entity.group in ("Talk", "Organization"):
                self._add(draft.author, entity, ["document"], 50, place)

    def _stated(self) -> None:
        """What rules state, wherever its two ends stand."""
        for fact in self._draft.facts:
            subject = entity_of(fact.subject)
            object = entity_of(fact.object)
            if subject is None or object is None or fact.predicate not in PREDICATES.get((subject.group, object.group), ()):
                continue
            self._add(subject, object, [], 60, (fact.passage, fact.i, fact.j))
            candidate = self._candidates.get((id(subject), fact.predicate, id(object)))
            if candidate is not None:
                candidate.facts.append(fact)


@lru_cache(maxsize=65536)
def _under_kind(kind: str, features: tuple[str, ...]) -> tuple[str, ...]:
    """Features with the kind of place that they were seen at; few of the many that there might be occur."""
    return tuple(kind + feature for feature in features)


class _Sentences:
    """The sentences of a passage: which a mention stands in, and what kind of sentence it is."""

    def __init__(self, passage: Passage, mentions: list[Mention]) -> None:
        self._passage = passage
        self._spans = passage.sentences or [(0, len(passage.text))]
        starts = [i for i, _ in self._spans]
        self._numbers = {id(m): max(0, bisect_right(starts, m.i) - 1) for m in mentions}
        self._signs: dict[int, list[str]] = {}

    def number(self, mention: Mention) -> int:
        return self._numbers[id(mention)]

    def place(self, mention: Mention) -> tuple[Passage, int, int]:
        i, j = self._spans[self.number(mention)]
        return self._passage, min(i, mention.i), max(j, mention.j)

    def signs(self, mention: Mention) -> list[str]:
        number = self.number(mention)
        if number not in self._signs:
            i, j = self._spans[number]
            self._signs[number] = list(signs(self._passage, i, j))
        return self._signs[number]


def signs(passage: Passage, i: int, j: int) -> Iterator[str]:
    """Yield what kind of sentence ``passage.text[i:j]`` is: ``negated``, ``ahead`` of what it speaks of, in the ``first-person``."""
    if _NEGATED.search(passage, i, j):
        yield "negated"
    if _AHEAD.search(passage, i, j):
        yield "ahead"
    if _FIRST.search(passage, i, j):
        yield "first-person"
