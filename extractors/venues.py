"""Where events were held: labels, titles, names that hold a city, and the first city a report tells of."""

from __future__ import annotations

import re

from hallway.extractors.context import entity_of, event_here, sentence_of
from hallway.extractors.draft import Draft
from hallway.extractors.events import NOUNS
from hallway.extractors.reading import Rung
from hallway.extractors.words import is_common
from hallway.schema.gazetteer import gazetteers

_ELSEWHERE = re.compile(
    r"\b(?:see you|live|lives|based (?:in|at|near|out)|from my home|next year|last year|born|moved|prochaine?|l['’]an dernier|l['’]année dernière|habite|basée?s?|rentrée? à|train|mangé|dîné|will be|flight from|leaving from)\b",
    re.I,
)
_THERE = re.compile(r"(?:\b(?:in|into|at|à|to|a|en|em|nach)|,|\()\s+(?:sunny |rainy |downtown |beautiful )?$", re.I)


_NOUN = re.compile(NOUNS, re.I)  # Summit is a town too
_NEXT = re.compile(r" [A-ZÀ-Þ][\w’-]{2,20}(?![\w’-])")
_SEE_YOU = re.compile(r"\b(?:see|meet) (?:you|y[’']all|everyone|everybody)\b[^.!?]{0,30}\bin (?:sunny |beautiful )?$", re.I)
_NEAR = 3  # passages back from "See you in" to the event it means
_BEHIND = re.compile(r" [A-ZÀ-Þ][\w’-]{2,20}(?: [A-ZÀ-Þ][\w’-]{2,20})?(?![\w’-])(?! [A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W\d_][\w’.-]*")
_NO_YEAR = re.compile(r"\s*[(’']?(?:19|20)\d\d\)?\s*$")


class Venues:
    """States where events were held."""

    name = "venues"

    def extract(self, draft: Draft) -> None:
        """Add a place for each event that the layout shows one for."""
        self._held_in(draft)

    def _held_in(self, draft: Draft) -> None:
        """A place beside an event's name in a title or a heading is where it was held."""
        for label in draft.labels:
            here = event_here(draft, label.passage) if label.role == "place" else None
            if here is not None:
                for mention in draft.mentions_in(label.passage):
                    if mention.kind == "Place":
                        draft.fact(
                            here,
                            "heldIn",
                            mention,
                            label.passage,
                            rule="place-label",
                            confidence=0.85,
                            rung=Rung.STRUCTURAL,
                        )
        self._probable_place(draft)
        self._other_cities(draft)
        self._see_you(draft)
        for passage in draft.passages:
            if passage.kind != "heading" and passage.index > 0:
                continue
            mentions = draft.mentions_in(passage)
            found = [m for m in mentions if m.kind == "Place"]
            events = [m for m in mentions if m.kind == "Event"]
            if passage.kind == "heading" and len(events) == 1 and len(found) == 1:
                draft.fact(
                    events[0],
                    "heldIn",
                    found[0],
                    passage,
                    rule="place-in-heading",
                    confidence=0.75,
                    rung=Rung.STRUCTURAL,
                )

    @staticmethod
    def _other_cities(draft: Draft) -> None:
        """The city that an event's name ends with, or that stands right behind it: "HarbourCamp Lisbon"."""
        known = gazetteers()
        for mention in draft.mentions:
            event = mention.entity
            if mention.kind != "Event" or event is None or event is draft.event or mention.generic or event.local:
                continue
            text = mention.passage.text
            end = mention.j
            if after := _BEHIND.match(text, mention.j):
                end = after.end()
            words = _WORD.findall(_NO_YEAR.sub("", text[mention.i : end]))
            city = next((c for n in (2, 1) if len(words) > n and known.is_city(c := " ".join(words[-n:]))), None)
            if city is None and mention.rule == "numbered-edition" and len(words) > 1 and known.is_city(words[0]):
                city = words[0]  # "Lisbon Looms #12"
            if city is None or known.technologies.get(city) or known.is_doubtful_city(city) or _NOUN.fullmatch(city) or (known.is_first_name(city) and after is not None):
                continue
            place = next((e for e in draft.entities if e.kind == "Place" and city in e.names), None)
            draft.fact(
                event,
                "heldIn",
                place or draft.entity("Place", city),
                mention.passage,
                mention.i,
                end,
                rule="city-behind-event",
                confidence=0.75,
                rung=Rung.STRUCTURAL,
            )

    @staticmethod
    def _see_you(draft: Draft) -> None:
        """ "HarbourCamp 2032 is next. See you in Lisbon!": the event to come that was named last is held there."""
        for mention in [m for m in draft.mentions if m.kind == "Place"]:
            passage, i, j = sentence_of(mention)
            if passage.quoted or not _SEE_YOU.search(passage.text, i, mention.i):
                continue
            here = draft.mentions_in(passage, i, j)
            if any(m.kind == "Event" for m in here):
                continue
            before = [
                m
                for p in draft.passages[max(0, passage.index - _NEAR) : passage.index + 1]
                for m in draft.mentions_in(p)
                if m.kind == "Event" and m.entity is not None and (p is not passage or m.j <= i)
            ]
            if before and before[-1].entity is not draft.event and not before[-1].generic:
                for subject, predicate, object in (
                    (before[-1], "heldIn", mention),
                    (draft.author, "willAttend", before[-1]),
                ):
                    draft.fact(
                        subject, predicate, object, passage, i, j, rule="see-you-in-city", confidence=0.72, rung=Rung.DOCUMENT
                    )

    def _probable_place(self, draft: Draft) -> None:
        """The city in an event's name, or the first city a report tells of being in, is where it was held."""
        event = draft.event
        if event is None:
            return
        stated = {
            id(entity_of(f.object))
            for f in draft.facts
            if f.predicate == "heldIn" and entity_of(f.subject) is event and not isinstance(f.object, str)
        }
        known = gazetteers()
        for mention in event.mentions:
            after = _NEXT.match(mention.passage.text, mention.j)  # "Lantern Tour Lisbon" may be read as "Lantern Tour"
            for word in re.finditer(r"[A-ZÀ-Þ][\w’-]+", mention.text + (after.group() if after else "")):
                first = word.start() == 0 and (word.end() > len(mention.text) - 4 or is_common(word.group()))
                if not first and known.is_city(word.group()) and not (
                    known.is_first_name(word.group()) or known.is_doubtful_city(word.group()) or _NOUN.fullmatch(word.group())
                ):
                    place = next(
                        (e for e in draft.entities if e.kind == "Place" and e.name == word.group()), None
                    ) or draft.entity("Place", word.group())
                    draft.fact(
                        event,
                        "heldIn",
                        place,
                        mention.passage,
                        mention.i,
                        max(mention.j, mention.i + word.end()),
                        rule="city-in-event-name",
                        confidence=0.75,
                        rung=Rung.STRUCTURAL,
                    )
                    return
        if stated:
            return
        told: dict[int, int] = {}
        for passage in draft.passages:
            for mention in draft.mentions_in(passage):
                if mention.kind != "Place" or not known.is_city(mention.name) or passage.quoted:
                    continue
                told[id(mention.entity)] = told.get(id(mention.entity), 0) + 1
                if passage.index >= 7 and told[id(mention.entity)] < 2:
                    continue  # further down a city must be told of again
                _, i, j = sentence_of(mention)
                others = [
                    m
                    for m in draft.mentions_in(passage)
                    if m.kind == "Event" and i <= m.i < j and m.entity is not None and m.entity is not event
                ]
                if (
                    others
                    or _ELSEWHERE.search(passage.text[i:j])
                    or not _THERE.search(passage.text[max(0, mention.i - 12) : mention.i])
                ):
                    continue
                draft.fact(
                    event, "heldIn", mention, passage, i, j, rule="city-of-report", confidence=0.62, rung=Rung.DOCUMENT
                )
                return
