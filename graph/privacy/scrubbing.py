"""A reading without those who want to be left out, made before anything of it is kept, resolved or written.

What was said of them goes; what others said keeps its place and length, with their names blotted out. Someone with a
pseudonym stays, under that name and no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hallway.extractors import links
from hallway.extractors.mailboxes import digests
from hallway.extractors.reading import Entity, Evidence, Fact, Reading
from hallway.graph.privacy.withheld import Withheld, masked
from hallway.schema.folding import fold


@dataclass(slots=True)
class _Scrubber:
    """Blots names out of one reading.

    Args:
        people: with what this write-up calls them besides.
        spans: where the write-up mentions them.
        ids: new ids of entities whose ids tell a name.
    """

    people: Sequence[Withheld]
    spans: Sequence[tuple[int, int]]
    ids: Mapping[str, str]

    def text(self, text: str) -> str:
        for person in self.people:
            text = person.masked(text)
        return text

    def tells(self, text: str) -> bool:
        return any(person.tells(text) for person in self.people)

    def evidence(self, place: Evidence) -> Evidence:
        at = [(start - place.start, end - place.start) for start, end in self.spans]
        inside = [(start, end) for start, end in at if start < len(place.quote) and end > 0]
        return replace(place, quote=self.text(masked(place.quote, inside)))

    def fact(self, fact: Fact) -> Fact:
        return replace(
            fact,
            subject=self.ids.get(fact.subject, fact.subject),
            object=self.text(fact.object) if fact.literal else self.ids.get(fact.object, fact.object),
            evidence=tuple(self.evidence(place) for place in fact.evidence),
        )

    def entity(self, entity: Entity) -> Entity:
        return replace(
            entity,
            id=self.ids.get(entity.id, entity.id),
            name=self.text(entity.name),
            aliases=tuple(sorted({self.text(alias) for alias in entity.aliases} - {self.text(entity.name)})),
            urls=tuple(url for url in entity.urls if not self.tells(url)),
        )


def scrub(reading: Reading, people: Sequence[Withheld]) -> Reading:
    """Return a reading that tells nothing of some people.

    A person of the write-up is one of them if it calls them by one of their names or handles; whatever else it calls
    them is then theirs too.

    Args:
        reading: what a write-up says.
        people: who wants to be left out, or called something else.

    Returns:
        The same reading if it speaks of none of them. Its path stays, see ``hidden_path``.
    """
    found = {entity.id: who for entity in reading.entities if (who := _who(entity, people)) is not None}
    told = [_also(people[n], [e for e in reading.entities if found.get(e.id) == n]) for n in range(len(people))]
    spans = sorted(span for entity in reading.entities if entity.id in found for span in entity.spans)
    scrubber = _Scrubber(told, spans, {})
    if not found and not _tells(reading, scrubber):
        return reading
    gone = {id for id, n in found.items() if not people[n].pseudonym}
    ids = _new_ids(reading, found, people, scrubber)
    scrubber = _Scrubber(told, spans, ids)
    entities = []
    for entity in reading.entities:
        if entity.id in gone:
            continue
        if entity.id in found:
            name = people[found[entity.id]].pseudonym
            bare = Entity(ids[entity.id], entity.kinds, name, spans=entity.spans)
            entities.append(bare)
        else:
            entities.append(scrubber.entity(entity))
    facts = [scrubber.fact(f) for f in reading.facts if f.subject not in gone and (f.literal or f.object not in gone)]
    return replace(
        reading,
        title=scrubber.text(reading.title),
        author="" if reading.author in gone else ids.get(reading.author, reading.author),
        event=ids.get(reading.event, reading.event),
        tags=tuple(tag for tag in reading.tags if not scrubber.tells(tag)),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        facts=tuple(sorted(facts, key=lambda fact: (fact.subject, fact.predicate, fact.object))),
        faults=tuple(replace(fault, what=scrubber.text(fault.what)) for fault in reading.faults),
        sections=tuple((start, end, scrubber.text(heading)) for start, end, heading in reading.sections),
    )


def _who(entity: Entity, people: Sequence[Withheld]) -> int | None:
    """The number of the person that an entity is; None if it is none of them."""
    if "Person" not in entity.kinds:
        return None
    names = {fold(name) for name in (entity.name, *entity.aliases)} - {""}
    handles = {links.profile_handle(url).casefold() for url in entity.urls} - {""}
    handles |= {name.replace(" ", "") for name in names if " " not in name}
    for n, person in enumerate(people):
        theirs = {handle.lstrip("@").casefold() for handle in person.handles}
        handles |= {*entity.mailboxes}
        theirs |= {digest for mail in person.emails for digest in digests(mail)}
        if names & {fold(name) for name in person.names} or handles & theirs or any(map(person.tells, names)):
            return n
    return None


def _also(person: Withheld, entities: Sequence[Entity]) -> Withheld:
    """The person with all that a write-up calls them; a bare first name is only blotted out where it means them."""
    names = [name for entity in entities for name in (entity.name, *entity.aliases)]
    handles = [links.profile_handle(url) for entity in entities for url in entity.urls]
    handles += [name.lstrip("@") for name in names if name.startswith("@")]
    return person.also((name for name in names if len(name.split()) > 1), filter(None, handles))


def _tells(reading: Reading, scrubber: _Scrubber) -> bool:
    texts = [reading.title, *reading.tags]
    texts += [text for entity in reading.entities for text in (entity.name, *entity.aliases, *entity.urls)]
    texts += [place.quote for fact in reading.facts for place in fact.evidence]
    texts += [fact.object for fact in reading.facts if fact.literal]
    texts += [heading for _, _, heading in reading.sections]
    return any(scrubber.tells(text) for text in {*texts, *(fault.what for fault in reading.faults)})


def _new_ids(
    reading: Reading, found: Mapping[str, int], people: Sequence[Withheld], scrubber: _Scrubber
) -> dict[str, str]:
    """New ids for entities whose ids tell a name, all different."""
    taken = {entity.id for entity in reading.entities}
    ids: dict[str, str] = {}
    for entity in reading.entities:
        if entity.id not in found and not scrubber.tells(entity.id):
            continue
        kind = entity.kinds[0].casefold()
        known = people[found[entity.id]].pseudonym if entity.id in found else ""
        wanted = f"{kind}-{fold(known).replace(' ', '-')}" if known else f"{kind}-withheld"
        name, n = wanted, 2
        while name in taken:
            name, n = f"{wanted}-{n}", n + 1
        taken.add(name)
        ids[entity.id] = name
    return ids


def hidden_path(path: str, people: Sequence[Withheld]) -> str:
    """Return a path whose parts tell nobody's name; those that did are told apart by a hash.

    Args:
        path: of a write-up within its corpus.
        people: who wants to be left out, or called something else.

    >>> hidden_path("2031/ada-quill.md", [Withheld(("Ada Quill",))])
    '2031/withheld-d5d4bbe0fc2c.md'
    """
    parts = []
    for part in path.split("/"):
        if any(person.tells(part) for person in people):
            stem, dot, suffix = part.rpartition(".")
            hashed = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:12]
            kept = f"{dot}{suffix}" if stem and not any(person.tells(suffix) for person in people) else ""
            part = f"withheld-{hashed}{kept}"
        parts.append(part)
    return "/".join(parts)
