"""Whose general assembly or board meeting is minuted, where its name does not say: the association that the text speaks of."""

from __future__ import annotations

import re

from hallway.extractors.context import entity_of, sentence_of
from hallway.extractors.draft import Draft, EntityDraft, Party
from hallway.extractors.reading import Rung
from hallway.extractors.words import stands_in

ASSEMBLY = re.compile(
    r"\b(?:assembl[ée]e\s+g[ée]n[ée]rale?|AG[EO]?|conseil d[’']administration|CA|comité directeur|CD|bureau|annual general (?:meeting|assembly)|general assembly|AGM)\b(?!\s*[’'])",
)
"""A meeting that only the members of an association or of its board sit in."""
_ANY = re.compile(ASSEMBLY.pattern, re.I)
_BODY = re.compile(
    r"\b(?:l[’']|notre |cette |the |our |une? )(?:asso(?:ciation)?|club|collectif|society)\b|\b(?:adhérente?s|adhésions?|cotisations?|membership fees?|members of the (?:association|society))\b",
    re.I,
)
_OWNED = re.compile(
    r"(?:\basso(?:ciation)?\s+|\b(?:membres?|adhérente?s?|adhésions?|inscriptions?|cotisations?|statuts|bureau|trésorerie|compte|locaux|siège|members?)\s+(?:actifs\s+|d[’']honneur\s+)?(?:of\s+|à\s+|de\s+|du\s+|des\s+|d[’'])?(?:the\s+|la\s+|l[’']\s?)?(?:asso(?:ciation)?\s+)?)[«\"“]?\s?$",
    re.I,
)
_OTHERS = re.compile(r"\b(?:invitée?s?|guests?|auditeurs?|observ\w+)\b", re.I)
_THANKED = ("met-list", "merci-a-plusieurs")
"""Rules by which those are there who helped or came along."""


class Assemblies:
    """States which association holds its assembly, and that those who sit in it are its members."""

    name = "assemblies"

    def extract(self, draft: Draft) -> None:
        """Add the facts, where one association stands out."""
        event = draft.event
        if event is None or not any(assembly(name) for name in event.names):
            return
        hosts = [e for fact in draft.facts if fact.rule == "body-of-meeting" and (e := entity_of(fact.subject)) and e.kind == "Organization"]
        body = hosts[0] if hosts else _association(draft, event)
        if body is None:
            return
        where = next((m for m in (*body.mentions, *event.mentions)), None)
        if where is not None and not hosts:  # else its name said whose it is
            draft.fact(
                body, "organized", event, *sentence_of(where), rule="association-of-assembly", confidence=0.74, rung=Rung.DOCUMENT
            )
        firms = {id(person.entity) for label in draft.labels for person, own in label.firms.items() if own}
        guests = {id(p.entity) for label in draft.labels if _OTHERS.search(label.passage.text[:60]) for p in label.people}
        seen = {id(entity_of(fact.subject)) for fact in draft.facts if fact.predicate == "memberOf" and _is(fact.object, body)}
        for fact in list(draft.facts):
            person = entity_of(fact.subject)
            if fact.predicate != "attended" or fact.rule in _THANKED or person is None or not _is(fact.object, event) or id(person) in seen | firms | guests:
                continue
            seen.add(id(person))
            draft.fact(
                person, "memberOf", body, fact.passage, fact.i, fact.j, rule="sits-in-assembly", confidence=0.68, rung=Rung.DOCUMENT
            )


def _is(party: Party | str, entity: EntityDraft) -> bool:
    return not isinstance(party, str) and entity_of(party) is entity


def assembly(name: str) -> bool:
    """Say whether an event's name is one of a general assembly or of a board's meeting.

    >>> assembly("Assemblée générale du 12 mai"), assembly("Sprint du 12 mai")
    (True, False)
    """
    return bool(_ANY.search(name) if " " in name else ASSEMBLY.search(name))


def _association(draft: Draft, event: EntityDraft) -> EntityDraft | None:
    """The organisation whose assembly it is: said to have members or to be an association, or in the title; one alone must lead."""
    if not any(_BODY.search(p.text) for p in draft.passages):
        return None
    told: list[tuple[int, EntityDraft]] = []
    for entity in draft.entities:
        if entity.kind != "Organization":
            continue
        weight = sum(1 for name in entity.names for title in event.names if stands_in(name, title)) * 4
        for mention in entity.mentions:
            if ASSEMBLY.fullmatch(mention.text) or _ANY.match(mention.text):
                continue  # "the board" is a body within
            weight += 1 + 3 * bool(_OWNED.search(mention.passage.text, 0, mention.i)) + 2 * (mention.passage.index < 3)
        if weight:
            told.append((weight, entity))
    told.sort(key=lambda one: -one[0])
    if not told or told[0][0] < 3 or (len(told) > 1 and told[0][0] < told[1][0] + 3):
        return None
    return told[0][1]
