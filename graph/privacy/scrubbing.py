"""A reading without those who want to be left out, made before anything of it is kept, resolved or written.

What was said of them goes; what others said keeps its place and length, with their names blotted out. Someone with a
pseudonym stays, under that name and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hallway.extractors import links
from hallway.extractors.mailboxes import digests
from hallway.extractors.reading import Entity, Evidence, Fact, Reading
from hallway.graph.iri import slug
from hallway.graph.privacy.hiding import hidden_text
from hallway.graph.privacy.views import plain
from hallway.graph.privacy.withheld import Withheld, masked, pseudonym_id
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_SLIPS = 5
"""Letters of a first name in which one may be wrong; shorter ones are names of others then."""


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
        return hidden_text(text, self.people)

    def tells(self, text: str) -> bool:
        return any(person.tells(text) for person in self.people)

    def evidence(self, place: Evidence) -> Evidence:
        at = [(start - place.start, end - place.start) for start, end in self.spans]
        inside = [(start, end) for start, end in at if start < len(place.quote) and end > 0]
        return replace(place, quote=masked(self.text(place.quote), inside))

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


def scrub(reading: Reading, people: Sequence[Withheld], source: str = "") -> Reading:
    """Return a reading that tells nothing of some people.

    A person of the write-up is one of them if it calls them by one of their names or handles; whatever else it calls
    them is then theirs too, their first name alone included, unless it speaks of somebody else of that first name.

    Args:
        reading: what a write-up says.
        people: who wants to be left out, or called something else.
        source: the write-up's decoded source, in which some of a name may stand that the reading cut off.

    Returns:
        The same reading if it speaks of none of them. Its path stays, see ``hiding``.
    """
    found, known = _known(reading, people, source)
    if not known:
        return reading
    spans = sorted(span for entity in reading.entities if entity.id in found for span in entity.spans)
    gone = {id for id, n in found.items() if not people[n].pseudonym}
    scrubber = _Scrubber(known, spans, {})
    scrubber.ids = _new_ids(reading, found, people, scrubber)
    kept = [scrubber.entity(entity) for entity in reading.entities if entity.id not in found]
    kept += _pseudonymous(reading, {id: n for id, n in found.items() if id not in gone}, people, scrubber.ids)
    facts = [scrubber.fact(f) for f in reading.facts if f.subject not in gone and (f.literal or f.object not in gone)]
    return replace(
        reading,
        title=scrubber.text(reading.title),
        author="" if reading.author in gone else scrubber.ids.get(reading.author, reading.author),
        event=scrubber.ids.get(reading.event, reading.event),
        tags=tuple(tag for tag in reading.tags if not scrubber.tells(tag)),
        entities=tuple(sorted(kept, key=lambda entity: entity.id)),
        facts=_merged(facts),
        faults=tuple(replace(fault, what=scrubber.text(fault.what)) for fault in reading.faults),
        sections=tuple((start, end, scrubber.text(heading)) for start, end, heading in reading.sections),
    )


def known_in(reading: Reading, people: Sequence[Withheld], source: str = "") -> tuple[Withheld, ...]:
    """Return those of some people whom a write-up tells of, with all that it calls them.

    Args:
        reading: what the write-up says.
        people: who wants to be left out, or called something else.
        source: the write-up's decoded source.
    """
    return _known(reading, people, source)[1]


def _known(
    reading: Reading, people: Sequence[Withheld], source: str
) -> tuple[dict[str, int], tuple[Withheld, ...]]:
    """Which entities are which of the people, and those whom the write-up tells of with all that it calls them."""
    places = [sorted(person.full(source)) for person in people]
    found = {entity.id: n for entity in reading.entities if (n := _who(reading, entity, people, places)) is not None}
    told = [n for n in range(len(people)) if n in found.values() or places[n] or _tells(reading, people[n])]
    for n in told:
        right = n in found.values() or bool(places[n])
        found |= dict.fromkeys(_misspelt(reading, people[n], found, right), n)
        found |= dict.fromkeys(_by_first_name(reading, people[n], found), n)
    also = [_also(people[n], reading, {id for id, one in found.items() if one == n}, found) for n in told]
    return found, tuple(also)


def _who(
    reading: Reading, entity: Entity, people: Sequence[Withheld], places: Sequence[Sequence[tuple[int, int]]]
) -> int | None:
    """The number of the person that an entity is; None if it is none of them."""
    if "Person" not in entity.kinds:
        return None
    names = [name for name in (entity.name, *entity.aliases) if name]
    handles = {links.profile_handle(url).casefold() for url in entity.urls} - {""}
    paths = {reading.path, "/".join(map(slug, reading.path.rpartition(".")[0].split("/")))}
    for n, person in enumerate(people):
        theirs = {handle.lstrip("@").casefold() for handle in person.handles}
        here = {fold(name) for path, name in person.within if path in paths}
        boxes = {digest for mail in person.emails for digest in digests(mail)}
        if handles & theirs or here & {fold(name) for name in names} or boxes & {*entity.mailboxes}:
            return n
        if any(begin < end and start < finish for begin, finish in entity.spans for start, end in places[n]):
            return n
        if any(person.called(name) for name in names) or any(name.lstrip("@").casefold() in theirs for name in names):
            return n
    return None


def _by_first_name(reading: Reading, person: Withheld, found: Mapping[str, int]) -> Iterable[str]:
    """People whom the write-up calls by nothing but given names of somebody it tells, and nobody else has these."""
    taken = _first_words(reading, found, person)
    names = {plain(given) for given in _given(person.names) if plain(given.split()[0]) not in taken}
    for entity in reading.entities:
        called = [plain(name) for name in (entity.name, *entity.aliases) if name]
        if entity.id not in found and "Person" in entity.kinds and called and names.issuperset(called):
            yield entity.id


def _given(names: Iterable[str]) -> set[str]:
    """The beginnings of full names: "Ada Rose Quill" gives "Ada" and "Ada Rose"."""
    words = [name.split() for name in names]
    return {" ".join(name[:end]) for name in words for end in range(1, len(name))}


def _misspelt(reading: Reading, person: Withheld, found: Mapping[str, int], right: bool) -> Iterable[str]:
    """People with the family name of somebody and a first name a slip apart; where the right one stands as well, and
    the other is a name, too, it is somebody else's."""
    from rapidfuzz.distance import OSA

    firsts = {plain(name.split()[0]) for name in person.names if len(name.split()) > 1}
    for entity in reading.entities:
        if "Person" in entity.kinds and entity.id not in found and person.tells(entity.name):
            for word in entity.name.split()[:-1]:
                known = right and gazetteers().is_first_name(word)
                near = any(len(first) >= _SLIPS and OSA.distance(first, plain(word)) < 2 for first in firsts)
                if near and not known:
                    yield entity.id
                    break


def _first_words(reading: Reading, found: Mapping[str, int], person: Withheld) -> set[str]:
    """First names of the others in the write-up who have another name besides, none of somebody's given names."""
    people = [entity for entity in reading.entities if entity.id not in found and "Person" in entity.kinds]
    names = {plain(name) for entity in people for name in (entity.name, *entity.aliases)}
    names -= {plain(given) for given in _given(person.names)}
    return {name.split()[0] for name in names if len(name.split()) > 1}


def _also(person: Withheld, reading: Reading, theirs: set[str], found: Mapping[str, int]) -> Withheld:
    """The person with all that a write-up calls them, and with others whose names hold a word of theirs."""
    entities = [entity for entity in reading.entities if entity.id in theirs]
    names = {name for entity in entities for name in (entity.name, *entity.aliases) if name}
    handles = [links.profile_handle(url) for entity in entities for url in entity.urls]
    handles += [name.lstrip("@") for name in names if name.startswith("@")]
    full = {name for name in names if len(name.split()) > 1}
    first = _given((*full, *person.names))
    taken = _first_words(reading, found, person)
    alone = {name for name in (first | names - full) if plain(name.split()[0]) not in taken and _can_be_told(name)}
    others = {
        name
        for entity in reading.entities
        if entity.id not in found and "Person" in entity.kinds
        for name in (entity.name, *entity.aliases)
        if len(name.split()) > 1 and not person.called(name)
    }
    return person.also(full | alone, filter(None, handles), besides=filter(person.tells, others))


def _can_be_told(word: str) -> bool:
    """Whether a word is a name wherever it stands."""
    return len(word) > 2 and not gazetteers().is_common_word(plain(word))


def _tells(reading: Reading, person: Withheld) -> bool:
    texts = {reading.title, *reading.tags, *(heading for _, _, heading in reading.sections)}
    texts.update(text for entity in reading.entities for text in (entity.name, *entity.aliases, *entity.urls))
    texts.update(place.quote for fact in reading.facts for place in fact.evidence)
    texts.update(fact.object for fact in reading.facts if fact.literal)
    return any(map(person.tells, {*texts, *(fault.what for fault in reading.faults)}))


def _new_ids(
    reading: Reading, found: Mapping[str, int], people: Sequence[Withheld], scrubber: _Scrubber
) -> dict[str, str]:
    """New ids for entities whose ids tell a name, all different; one for all that are one of the people."""
    taken = {entity.id for entity in reading.entities}
    given: dict[int, str] = {}
    ids: dict[str, str] = {}
    for entity in reading.entities:
        who = found.get(entity.id)
        if who in given:
            ids[entity.id] = given[who]
        if entity.id in ids or (who is None and not scrubber.tells(entity.id)):
            continue
        wanted = f"{entity.kinds[0].casefold()}-withheld"
        if who is not None and people[who].pseudonym:
            wanted = pseudonym_id(people[who].pseudonym)
        name, n = wanted, 2
        while name in taken:
            name, n = f"{wanted}-{n}", n + 1
        taken.add(name)
        ids[entity.id] = name
        if who is not None:
            given[who] = name
    return ids


def _pseudonymous(
    reading: Reading, found: Mapping[str, int], people: Sequence[Withheld], ids: Mapping[str, str]
) -> list[Entity]:
    """Those who stay under a pseudonym, each once."""
    kept = []
    for n in sorted({*found.values()}):
        entities = [entity for entity in reading.entities if found.get(entity.id) == n]
        kinds = tuple(sorted({kind for entity in entities for kind in entity.kinds}))
        spans = tuple(sorted(span for entity in entities for span in entity.spans))
        kept.append(Entity(ids[entities[0].id], kinds, people[n].pseudonym, spans=spans))
    return kept


def _merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts sorted, each once with all of its evidence."""
    same: dict[tuple[str, str, str, bool], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.literal or fact.subject != fact.object:
            same[fact.subject, fact.predicate, fact.object, fact.literal].append(fact)
    return tuple(
        held[0]
        if len(held) == 1
        else replace(held[0], evidence=tuple(dict.fromkeys(place for fact in held for place in fact.evidence)))
        for _, held in sorted(same.items())
    )
