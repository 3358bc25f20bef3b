"""From a document to a reading: the layers of extraction in their order."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from hallway.errors import RulePackError, WriteUpError
from hallway.extractors.collecting import collected_later
from hallway.extractors.document import Document
from hallway.extractors.draft import Draft, EntityDraft, Extractor, FactDraft, Mention
from hallway.extractors.entities import gather
from hallway.extractors.events import MONTHS, YEAR
from hallway.extractors.frame import tell_frame
from hallway.extractors.learned.marking import mark_sure
from hallway.extractors.learned.model import SHIPPED, Model, read_model
from hallway.extractors.reading import WRITEUP, Entity, Evidence, Fact, Reading, Rung
from hallway.extractors.rules import RulePack, rule_packs
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers
from hallway.schema.vocabulary import vocabulary

MENTION_EXTRACTORS: Mapping[str, str] = {
    "labels": "hallway.extractors.labels:Labels",
    "nicknames": "hallway.extractors.nicknames:Nicknames",
    "roll-calls": "hallway.extractors.roll_calls:RollCalls",
    "bylines": "hallway.extractors.bylines:Bylines",
    "people": "hallway.extractors.people:People",
    "events": "hallway.extractors.events:Events",
    "gatherings": "hallway.extractors.gatherings:Gatherings",
    "talks": "hallway.extractors.talks:Talks",
    "speakers-below": "hallway.extractors.speakers_below:SpeakersBelow",
    "speaker-lists": "hallway.extractors.speaker_lists:SpeakerLists",
    "own-talks": "hallway.extractors.own_talks:OwnTalks",
    "talk-sections": "hallway.extractors.talk_sections:TalkSections",
    "prose-talks": "hallway.extractors.prose_talks:ProseTalks",
    "linked-talks": "hallway.extractors.linked_talks:LinkedTalks",
    "told-talks": "hallway.extractors.told_talks:ToldTalks",
    "passive-talks": "hallway.extractors.passive_talks:PassiveTalks",
    "tables": "hallway.extractors.tables:Tables",
    "organizations": "hallway.extractors.organizations:Organizations",
    "meetup-groups": "hallway.extractors.meetup_groups:MeetupGroups",
    "software": "hallway.extractors.software:Software",
    "made-names": "hallway.extractors.made_names:MadeNames",
    "places": "hallway.extractors.places:Places",
    "venue-names": "hallway.extractors.venue_names:VenueNames",
    "mention-model": "hallway.extractors.learned.mention_model:MentionModel",
    "repeats": "hallway.extractors.repeats:Repeats",
}
"""What finds mentions, in order: the model adds to what the rules found, ``repeats`` looks again for what all found."""

FACT_EXTRACTORS: Mapping[str, str] = {
    "authorship": "hallway.extractors.bylines:Authorship",
    "sentences": "hallway.extractors.sentences:Sentences",
    "talk-facts": "hallway.extractors.talk_facts:TalkFacts",
    "attendance": "hallway.extractors.attendance:Attendance",
    "venues": "hallway.extractors.venues:Venues",
    "table-facts": "hallway.extractors.tables:TableFacts",
    "sponsors": "hallway.extractors.sponsors:Sponsors",
    "bodies": "hallway.extractors.bodies:Bodies",
    "groups": "hallway.extractors.groups:Groups",
    "meetup-hosts": "hallway.extractors.meetup_groups:MeetupHosts",
    "assemblies": "hallway.extractors.assemblies:Assemblies",
    "announced": "hallway.extractors.announced:Announced",
    "stands": "hallway.extractors.stands:Stands",
    "upkeep": "hallway.extractors.upkeep:Upkeep",
    "social-events": "hallway.extractors.gatherings:SocialEvents",
    "event-dates": "hallway.extractors.event_dates:EventDates",
}
"""What states facts between entities, once mentions are gathered and the frame is told."""


_FEW = 3  # words that are no sentence yet, but a title or a name


@lru_cache(maxsize=64)
def _load(target: str) -> Extractor:
    module, _, name = target.partition(":")
    return cast(Extractor, getattr(import_module(module), name)())


@lru_cache(maxsize=4)
def _plugged(group: str) -> tuple[Extractor, ...]:
    found = sorted(entry_points(group=group), key=lambda entry: entry.name)
    plugged = []
    for entry in found:
        try:
            plugged.append(cast(Extractor, entry.load()()))
        except Exception as error:  # another package's code: whatever it raises is its own fault, and named as that
            raise RulePackError(
                f"the extractor '{entry.name}' ({entry.value}) cannot be loaded: {type(error).__name__} {error}",
                hint="mend or uninstall the package that offers it",
            ) from error
    return tuple(plugged)


def _run_plugged(group: str, draft: Draft) -> None:
    for extractor in _plugged(group):
        try:
            extractor.extract(draft)
        except Exception as error:  # as above
            name = getattr(extractor, "name", type(extractor).__name__)
            raise WriteUpError(
                f"the extractor '{name}' failed: {type(error).__name__} {error}",
                path=draft.document.path,
                hint="mend or uninstall the package that offers it",
            ) from error


@collected_later()
def extract(
    document: Document, *, rules: Sequence[str] = (), model: str | os.PathLike[str] | None = SHIPPED
) -> Reading:
    """Understand one write-up.

    Args:
        document: as read.
        rules: folders of further rule packs.
        model: folder of a trained model; None to read by rules alone.

    Returns:
        Its entities and facts; every fact's quote is what stands at its span of ``document.source``.

    Raises:
        RulePackError: a rule pack cannot be read.
        ModelError: the model cannot be read.
    """
    return understand(document, rule_packs(tuple(rules)), read_model(model))[1]


def rule_mentions(document: Document) -> Draft:
    """Find mentions by rules alone, as the model of mentions is given them.

    Args:
        document: as read.
    """
    draft = Draft(document)
    for name, target in MENTION_EXTRACTORS.items():
        if name == "mention-model":
            break
        _load(target).extract(draft)
    return draft


def understand(
    document: Document, packs: Mapping[str, RulePack], model: Model | None = None
) -> tuple[Draft, Reading]:
    """Understand one write-up by these rules and no others.

    Args:
        document: as read.
        packs: the rules of each language.
        model: what was learned; None to read by rules alone.

    Returns:
        The draft, for those who look at how it came about, and the reading that was made of it.
    """
    draft = drafted(document, packs, model)
    if model is not None and model.facts is not None:
        model.facts.extract(draft)
    else:
        mark_sure(draft)
    reading = reading_of(draft)
    return draft, replace(reading, unknown=_unknown(draft, packs))


def drafted(document: Document, packs: Mapping[str, RulePack], model: Model | None = None) -> Draft:
    """Find mentions, entities and the facts that rules state.

    Args:
        document: as read.
        packs: the rules of each language.
        model: whose mentions are added; its facts are not.
    """
    draft = Draft(document)
    for name, target in MENTION_EXTRACTORS.items():
        if name != "mention-model":
            _load(target).extract(draft)
        elif model is not None:
            model.mentions.extract(draft)
    _run_plugged("hallway.mentions", draft)
    draft.settle()
    gather(draft)
    draft.follow()
    tell_frame(draft)
    for name, target in FACT_EXTRACTORS.items():
        if name == "sentences":
            from hallway.extractors.sentences import Sentences

            Sentences(packs).extract(draft)
        else:
            _load(target).extract(draft)
    _run_plugged("hallway.facts", draft)
    return draft


def _unknown(draft: Draft, packs: Mapping[str, RulePack]) -> tuple[tuple[str, int], ...]:
    """How many sentences are in a language of which no rules are known."""
    languages: Counter[str] = Counter()
    for passage in draft.passages:
        if passage.language not in packs:
            languages[passage.language] += sum(
                len(passage.text[i:j].split(None, _FEW)) > _FEW for i, j in passage.sentences
            )
    return tuple(sorted((language, n) for language, n in languages.items() if n))


def reading_of(draft: Draft) -> Reading:
    """Write the draft down: facts merged and checked against the vocabulary, entities named and numbered."""
    merged: dict[tuple[int, str, int | str], list[FactDraft]] = defaultdict(list)
    parties: dict[int, EntityDraft] = {}
    for fact in draft.facts:
        subject = _entity(fact.subject)
        object = fact.object if isinstance(fact.object, str) else _entity(fact.object)
        if subject is None or object is None or subject is object:
            continue
        parties[id(subject)] = subject
        if not isinstance(object, str):
            parties[id(object)] = object
        merged[id(subject), fact.predicate, object if isinstance(object, str) else id(object)].append(fact)
    for _, predicate, object_id in merged:
        if predicate in ("worksOn", "develops") and isinstance(object_id, int) and parties[object_id].kind == "Tool":
            parties[object_id].kind = "Project"
    known = vocabulary()
    kept = {}
    for (subject_id, predicate, object_id), facts in merged.items():
        subject = parties[subject_id]
        if isinstance(object_id, int):
            if not known.allows(subject.kind, predicate, parties[object_id].kind):
                continue
            if predicate == "uses" and subject.group == "Software" and subject.kind == "Tool":
                subject.kind = "Project"
        kept[subject_id, predicate, object_id] = facts
    held = {id(parties[o]) for s, p, o in kept if p == "heldIn" and isinstance(o, int)}
    # where nothing took place there, a country is only where somebody comes from
    draft.entities = [
        e for e in draft.entities if e.kind != "Place" or id(e) in held or not gazetteers().is_country(e.name)
    ]
    ids = entity_ids(draft)
    source = draft.document.source
    stated = [
        Fact(ids[s], p, ids[o] if isinstance(o, int) else o, _evidence(source, drafts), literal=isinstance(o, str))
        for (s, p, o), drafts in kept.items()
        if s in ids and (isinstance(o, str) or o in ids)
    ]
    stated += _document_facts(draft)
    series, editions = _series(draft, ids)
    stated += editions
    topics = [
        Entity(f"topic-{_slug(tag.text)}", ("Topic",), tag.text, spans=((tag.start, tag.end),))
        for tag in {fold(t.text): t for t in reversed(draft.document.metadata.tags) if fold(t.text)}.values()
    ]
    entities = [_written(entity, ids[id(entity)]) for entity in draft.entities if id(entity) in ids]
    meta = draft.document.metadata
    title = meta.title.text if meta.title else next((p.text for p in draft.passages[:3] if p.kind == "heading"), "")
    return Reading(
        path=draft.document.path,
        title=title,
        author=ids[id(draft.author)],
        event=ids.get(id(draft.event), "") if draft.event is not None else "",
        date=meta.date.text if meta.date else draft.date,
        language=draft.document.language,
        tags=tuple(tag.text for tag in meta.tags),
        format=draft.document.format,
        encoding=draft.document.encoding,
        entities=tuple(sorted([*entities, *topics, *series], key=lambda e: e.id)),
        facts=tuple(sorted(stated, key=lambda f: (f.subject, f.predicate, f.object))),
        faults=draft.document.faults,
        genre=draft.genre,
        sections=tuple(draft.document.sections()),
    )


def _series(draft: Draft, ids: Mapping[int, str]) -> tuple[list[Entity], list[Fact]]:
    """The series of which the write-up names an edition: "PyCon 2031" is one of PyCon's."""
    known = gazetteers().event_series
    series: dict[str, Entity] = {}
    facts = []
    for event in draft.entities:
        mention = next((m for m in event.mentions if m.i < m.j and m.name == event.name), None)
        base = YEAR.sub("", event.name).strip(" -–'’()")
        if len(base.split()) > 1 and fold(base.split()[-1]) in MONTHS:
            base = base.rsplit(None, 1)[0]
        if event.kind != "Event" or mention is None or id(event) not in ids or not YEAR.search(event.name) or event.local:
            continue
        entry = known.get(base)
        if entry is None and (len(base.split()) > 3 or not base or base.casefold() == base):
            continue
        name = entry.name if entry is not None else base
        start, end = mention.passage.span(mention.i, mention.j)
        made = series.setdefault(f"series-{_slug(name)}", Entity(f"series-{_slug(name)}", ("EventSeries",), name))
        quote = draft.document.source[start:end]
        evidence = Evidence(start, end, quote, Rung.STRUCTURAL, "edition-by-year", 0.85)
        facts.append(Fact(ids[id(event)], "inSeries", made.id, (evidence,)))
    return list(series.values()), facts


def _document_facts(draft: Draft) -> list[Fact]:
    facts: dict[str, Fact] = {}
    source = draft.document.source
    for tag in draft.document.metadata.tags:
        if fold(tag.text):
            evidence = Evidence(
                tag.start, tag.end, source[tag.start : tag.end], Rung.STRUCTURAL, "front-matter-tag", 0.95
            )
            facts.setdefault(fold(tag.text), Fact(WRITEUP, "hasTopic", f"topic-{_slug(tag.text)}", (evidence,)))
    return list(facts.values())


def _entity(party: Mention | EntityDraft) -> EntityDraft | None:
    return party.entity if isinstance(party, Mention) else party


def _evidence(source: str, drafts: Sequence[FactDraft]) -> tuple[Evidence, ...]:
    found = {}
    for fact in drafts:
        i, j = fact.i, fact.j
        text = fact.passage.text
        while i < j and text[i].isspace():
            i += 1
        while j > i and text[j - 1].isspace():
            j -= 1
        start, end = _whole(source, *fact.passage.span(i, j))
        evidence = Evidence(start, end, source[start:end], fact.rung, fact.rule, round(fact.confidence, 3))
        found[start, end, fact.rule] = evidence
    return tuple(sorted(found.values(), key=lambda e: (-e.confidence, e.start, e.end, e.rule)))


_OPENS = re.compile(r"(?:\[\[?|`{1,2}|\*{1,2}|_)$")
_CLOSES = re.compile(r"\]\([^()\s]{0,400}\)|\]\]|\]\[[^\]\n]{0,80}\]|\s?<[^<>\s]{1,400}>`_{1,2}|</a>|`{1,2}_{0,2}|\*{1,2}")


def _whole(source: str, start: int, end: int) -> tuple[int, int]:
    """Let a quote that begins or ends with a link or emphasis hold all of its markup."""
    if opened := _OPENS.search(source, max(0, start - 2), start):
        start = opened.start()
    if closed := _CLOSES.match(source, end):
        end = closed.end()
    return start, end


def entity_ids(draft: Draft) -> dict[int, str]:
    """Give each entity an id of its own: class and slug, numbered where two would share one."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for entity in draft.entities:
        if entity is draft.author:
            wanted = "person-author" if not entity.name else f"person-{_slug(entity.name)}"
        elif not entity.name:
            continue
        else:
            wanted = f"{entity.group.casefold()}-{_slug(entity.name)}"
        name, n = wanted, 2
        while name in taken:
            name, n = f"{wanted}-{n}", n + 1
        taken.add(name)
        ids[id(entity)] = name
    return ids


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-") or "unnamed"


def _written(entity: EntityDraft, name: str) -> Entity:
    aliases = {a for a in entity.aliases if a and a != entity.name}
    spans = {m.passage.span(m.i, m.j) for m in entity.mentions if m.i < m.j}
    return Entity(
        id=name,
        kinds=(entity.kind,),
        name=entity.name,
        aliases=tuple(sorted(aliases)),
        urls=tuple(sorted(entity.urls)),
        spans=tuple(sorted(spans)),
        local=entity.local or entity.generic,
        mailboxes=entity.mailboxes,
    )
