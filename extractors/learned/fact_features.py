"""What is seen of the ends of a candidate fact, of the write-up it stands in, and of what rules say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hallway.extractors.draft import Draft, EntityDraft
from hallway.extractors.events import MEETINGS, SPRINTS, YEAR
from hallway.extractors.learned.candidates import PREDICATES, Candidate, bucket
from hallway.extractors.name_shapes import is_full_name, is_title
from hallway.schema.gazetteer import gazetteers

_RANKS = (0, 1, 2, 4, 10, 12, 15, 20, 30, 50, 60)
_TELLING = frozenset({"author", "main", "project", "generic", "title"})
_NEAR = ("mentions=", "kind=", "rule=", "role=", "told=")


def add_features(draft: Draft, candidates: Sequence[Candidate]) -> None:
    """Add to each candidate's features what is seen beyond the places where its ends stand together.

    Args:
        draft: whose candidates they are.
        candidates: all of them; their ``features`` and ``groups`` are added to.
    """
    sight = _Sight(draft, candidates)
    for candidate in candidates:
        sight.add(candidate)


def add_ends(draft: Draft, candidates: Sequence[Candidate]) -> None:
    """Add only what is seen of the write-up, of each end by itself, and whether a rule states the fact.

    Args:
        draft: whose candidates they are.
        candidates: all that rules state; their ``groups`` are added to.
    """
    sight = _Sight(draft, candidates)
    for candidate in candidates:
        sight.add_ends(candidate)


class _Sight:
    def __init__(self, draft: Draft, candidates: Sequence[Candidate]) -> None:
        self._draft = draft
        self._category = _category(" ".join(draft.event.names)) if draft.event is not None else "none"
        self._document = self._of_document()
        self._stated = {(id(c.subject), c.predicate, id(c.object)) for c in candidates if c.facts}
        self._by_subject = Counter((s, p) for s, p, _ in self._stated)
        self._by_object = Counter((p, o) for _, p, o in self._stated)
        self._speakers = {s for s, p, _ in self._stated if p == "presented"}
        self._roles: dict[int, set[str]] = defaultdict(set)
        for label in draft.labels:
            for mention in label.people:
                if mention.entity is not None:
                    self._roles[id(mention.entity)].add(label.role)
        self._lined = {id(line.talk.entity) for line in draft.talks}
        self._events = sum(e.group == "Event" for e in draft.entities)
        self._groups: dict[tuple[str, int], tuple[str, ...]] = {}
        self._ends: dict[tuple[str, int, str, bool], tuple[str, ...]] = {}
        self._pairs: dict[tuple[str, str, str, bool], tuple[str, ...]] = {}
        self._rules: dict[int, str] = {}
        self._frame = {
            (main, author): f"main={main},author={author},event={self._category},first-person={draft.first_person}"
            for main in (False, True)
            for author in (False, True)
        }

    def _of_document(self) -> tuple[str, ...]:
        draft = self._draft
        return (
            f"event={self._category}",
            f"genre={draft.genre}",
            f"first-person={draft.first_person}",
            f"talks={bucket(len(draft.talks), (0, 1, 3, 6))}",
            f"labels={bool(draft.labels)}",
            f"event={self._category},first-person={draft.first_person},labels={bool(draft.labels)}",
            f"language={draft.document.language}",
        )

    def _seen(self, entity: EntityDraft) -> list[str]:
        draft, mentions = self._draft, entity.mentions
        seen = [f"mentions={bucket(len(mentions), (0, 1, 2, 3, 5, 9))}"]
        if mentions:
            best = max(mentions, key=lambda m: m.confidence)
            first = min(m.passage.index for m in mentions)
            seen += [f"rule={best.rule}", f"sure={int(best.confidence * 10)}"]
            seen.append(f"from={bucket(first / len(draft.passages), (0, 0.05, 0.2, 0.5, 0.8))}")
            if first <= 1:
                seen.append("title")
            if any(m.passage.kind == "heading" for m in mentions):
                seen.append("heading")
            if all(m.passage.quoted for m in mentions):
                seen.append("quoted")
        for name, holds in (
            ("url", entity.urls), ("generic", entity.generic), ("local", entity.local), ("author", entity is draft.author),
            ("main", entity is draft.event), ("project", entity is draft.project), ("speaker", id(entity) in self._speakers),
        ):  # fmt: skip
            if holds:
                seen.append(name)
        seen += [f"role={role}" for role in sorted(self._roles.get(id(entity), ()))]
        if entity.group == "Person" and is_full_name(entity.name):
            seen.append("full")
        elif entity.group == "Software":
            entry = gazetteers().technologies.get(entity.name)
            seen.append(f"kind={entry.kind if entry is not None else 'unknown'}")
        elif entity.group == "Event":
            seen += [f"event={_category(entity.name)}", "only" if self._events == 1 else "of-many"]
            if YEAR.search(entity.name):
                seen.append("year")
            # an event that the title names with its year is hardly ever mistaken
            told = [sign for sign in ("title", "year", "main", "url") if sign in seen]
            seen.append(f"told={'+'.join(told) or 'nowhere'}")
        elif entity.group == "Talk":
            seen.append("line" if id(entity) in self._lined else "prose")
            if is_title(entity.name):
                seen.append("titled")
            seen.append(f"speakers={min(2, self._by_object['presented', id(entity)])}")
        elif entity.group == "Organization":
            seen.append("known" if gazetteers().organizations.get(entity.name) is not None else "unknown")
        return seen

    def add_ends(self, candidate: Candidate) -> None:
        subject, object = candidate.subject, candidate.object
        pair = self._of_pair(subject.group, object.group, bucket(candidate.rank, _RANKS), bool(candidate.facts))
        candidate.groups += [self._document, self._of_entity("s", subject), self._of_entity("o", object), pair]

    def add(self, candidate: Candidate) -> None:
        subject, object, predicate = candidate.subject, candidate.object, candidate.predicate
        said, rank = bool(candidate.facts), bucket(candidate.rank, _RANKS)
        self.add_ends(candidate)
        candidate.groups += [self._of_end("s", subject, rank, said), self._of_end("o", object, rank, said)]
        features = candidate.features
        if said:
            rules = {fact.rule for fact in candidate.facts}
            features.update(f"rule={rule}" for rule in rules)
            features.add(f"sure={int(max(fact.confidence for fact in candidate.facts) * 20) / 20}")
            features.add("one-rule" if len(rules) == 1 else "rules")
        for other in PREDICATES[subject.group, object.group]:
            if other != predicate and (id(subject), other, id(object)) in self._stated:
                features.add(f"also={other}")
        features.add(f"subject-has={min(3, self._by_subject[id(subject), predicate] - said)}")
        features.add(f"object-has={min(3, self._by_object[predicate, id(object)] - said)}")
        if subject.group == "Person" and self._draft.event is not None:
            there = (id(subject), "attended", id(self._draft.event)) in self._stated or id(subject) in self._speakers
            features.add("there" if there else "unseen")
        features.add(f"ends={self._rule_of(subject)}+{self._rule_of(object)}")
        features.add(self._frame[object is self._draft.event, subject is self._draft.author])

    def _of_entity(self, end: str, entity: EntityDraft) -> tuple[str, ...]:
        """What is seen of an entity that stands at one end of a fact."""
        known = self._groups.get((end, id(entity)))
        if known is None:
            known = self._groups[end, id(entity)] = tuple(f"{end}.{f}" for f in self._seen(entity))
        return known

    def _of_end(self, end: str, entity: EntityDraft, rank: str, said: bool) -> tuple[str, ...]:
        """The same together with how near the other end stands, and with whether a rule states the fact."""
        known = self._ends.get((end, id(entity), rank, said))
        if known is None:
            seen = [(f, f.removeprefix(f"{end}.")) for f in self._of_entity(end, entity)]
            found = [f"{f},said={said}" for f, bare in seen if bare in _TELLING]
            found += [f"{f},rank={rank}" for f, bare in seen if bare.startswith(_NEAR)]
            known = self._ends[end, id(entity), rank, said] = tuple(found)
        return known

    def _of_pair(self, subject: str, object: str, rank: str, said: bool) -> tuple[str, ...]:
        known = self._pairs.get((subject, object, rank, said))
        if known is None:
            known = self._pairs[subject, object, rank, said] = (
                f"groups={subject},{object}",
                "said" if said else "unsaid",
                f"rank={rank}",
                f"rank={rank},said={said}",
            )
        return known

    def _rule_of(self, entity: EntityDraft) -> str:
        """The rule of an entity's surest mention."""
        rule = self._rules.get(id(entity))
        if rule is None:
            rule = max(entity.mentions, key=lambda m: m.confidence).rule if entity.mentions else ""
            self._rules[id(entity)] = rule
        return rule


def _category(name: str) -> str:
    return "sprint" if SPRINTS.search(name) else "meeting" if MEETINGS.search(name) else "conference"


