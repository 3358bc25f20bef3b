"""What is seen of the ends of a candidate fact, of the write-up it stands in, and of what rules say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hallway.extractors.draft import Draft, EntityDraft
from hallway.extractors.events import MEETINGS, SPRINTS, YEAR
from hallway.extractors.learned.candidates import PREDICATES, Candidate, bucket
from hallway.schema.gazetteer import gazetteers

_RANKS = (0, 1, 2, 4, 10, 12, 15, 20, 30, 50, 60)


def add_features(draft: Draft, candidates: Sequence[Candidate]) -> None:
    """Add to each candidate's features what is seen beyond the places where its ends stand together.

    Args:
        draft: whose candidates they are.
        candidates: all of them; their ``features`` are added to.
    """
    sight = _Sight(draft, candidates)
    for candidate in candidates:
        sight.add(candidate)


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
        self._entities: dict[int, list[str]] = {}

    def _of_document(self) -> list[str]:
        draft = self._draft
        return [
            f"event={self._category}",
            f"genre={draft.genre}",
            f"first-person={draft.first_person}",
            f"talks={bucket(len(draft.talks), (0, 1, 3, 6))}",
            f"labels={bool(draft.labels)}",
            f"event={self._category},first-person={draft.first_person},labels={bool(draft.labels)}",
            f"language={draft.document.language}",
        ]

    def _of_entity(self, entity: EntityDraft) -> list[str]:
        known = self._entities.get(id(entity))
        if known is None:
            known = self._entities[id(entity)] = list(self._seen(entity))
        return known

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
        if entity.group == "Software":
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
            seen.append(f"speakers={min(2, self._by_object['presented', id(entity)])}")
        elif entity.group == "Organization":
            seen.append("known" if gazetteers().organizations.get(entity.name) is not None else "unknown")
        return seen

    def add(self, candidate: Candidate) -> None:
        subject, object, predicate = candidate.subject, candidate.object, candidate.predicate
        features = candidate.features
        of_subject, of_object = self._of_entity(subject), self._of_entity(object)
        features.update(f"s.{f}" for f in of_subject)
        features.update(f"o.{f}" for f in of_object)
        features.update(self._document)
        features.add(f"groups={subject.group},{object.group}")
        said = bool(candidate.facts)
        features.add("said" if said else "unsaid")
        if said:
            features.update(f"rule={fact.rule}" for fact in candidate.facts)
            features.add(f"sure={int(max(fact.confidence for fact in candidate.facts) * 20) / 20}")
            features.add("one-rule" if len({fact.rule for fact in candidate.facts}) == 1 else "rules")
        for other in PREDICATES[subject.group, object.group]:
            if other != predicate and (id(subject), other, id(object)) in self._stated:
                features.add(f"also={other}")
        features.add(f"subject-has={min(3, self._by_subject[id(subject), predicate] - said)}")
        features.add(f"object-has={min(3, self._by_object[predicate, id(object)] - said)}")
        if subject.group == "Person" and self._draft.event is not None:
            there = (id(subject), "attended", id(self._draft.event)) in self._stated or id(subject) in self._speakers
            features.add("there" if there else "unseen")
        features.add(f"ends={_rule_of(subject)}+{_rule_of(object)}")
        rank = bucket(candidate.rank, _RANKS)
        features.update((f"rank={rank}", f"rank={rank},said={said}"))
        for end, of_end in (("s", of_subject), ("o", of_object)):
            features.update(f"{end}.{f},said={said}" for f in of_end if f in ("author", "main", "project", "generic", "title"))
            features.update(f"{end}.{f},rank={rank}" for f in of_end if f.startswith(("mentions=", "kind=", "rule=", "role=", "told=")))
        features.add(
            f"main={object is self._draft.event},author={subject is self._draft.author},event={self._category},first-person={self._draft.first_person}"
        )


def _rule_of(entity: EntityDraft) -> str:
    """The rule of an entity's surest mention."""
    return max(entity.mentions, key=lambda m: m.confidence).rule if entity.mentions else ""


def _category(name: str) -> str:
    return "sprint" if SPRINTS.search(name) else "meeting" if MEETINGS.search(name) else "conference"


