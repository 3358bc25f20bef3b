"""Facts that sentences state, by the rules of the sentence's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hallway.extractors.context import project_here, speakers_here, talk_here
from hallway.extractors.draft import Draft, Party
from hallway.extractors.masking import LETTERS, Masked, mask
from hallway.extractors.reading import Rung
from hallway.extractors.rules import Guards, Rule, RulePack, rule_packs

_MASK = re.compile(r"⟦[A-Z](\d+)⟧")
_CLAUSE = re.compile(
    r"[,;:]\s|\s(?:but|mais|while|whereas|although|though|pero|aber|however|cependant|tandis que|alors que)\s|\n"
)
_PRONOUNS = frozenset("AH")
_FUTURE = {"attended": "willAttend"}


class Sentences:
    """Applies the rule packs to each sentence."""

    name = "sentences"

    def __init__(self, packs: Mapping[str, RulePack] | None = None) -> None:
        self._packs = packs

    def extract(self, draft: Draft) -> None:
        """Add the facts that sentences state."""
        packs = self._packs if self._packs is not None else rule_packs()
        for passage in draft.passages:
            pack = packs.get(passage.language)  # of the block: a Spanish paragraph is read by no English rule
            if pack is None or passage.quoted:
                continue
            for i, j in passage.sentences:
                mentions = draft.mentions_in(passage, i, j)
                letters = _PRONOUNS.union([LETTERS[mention.kind] for mention in mentions])
                views: dict[bool, tuple[Masked, frozenset[str]]] = {}
                for rule in pack.cued(passage.text[i:j].casefold(), letters):
                    if rule.talks not in views:
                        masked = mask(draft, passage, i, j, mentions, talks=rule.talks)
                        views[rule.talks] = masked, masked.letters
                    masked, letters = views[rule.talks]
                    if all(slot & letters for slot in rule.masks):
                        self._apply(draft, rule, masked, pack.guards)

    def _apply(self, draft: Draft, rule: Rule, masked: Masked, guards: Guards) -> None:
        for match in rule.pattern.finditer(masked.text):
            planned = False
            if rule.guard != "none":
                clause = _clause(masked.text, *match.span())
                if guards.negation.search(clause):
                    continue
                planned = rule.guard == "all" and bool(guards.plan.search(clause))
            i, j = masked.origin(*match.span())
            for subject, predicate, object in rule.facts:
                if planned:
                    if predicate not in _FUTURE:
                        continue
                    predicate = _FUTURE[predicate]
                for s in self._parties(draft, masked, match, subject):
                    for o in self._parties(draft, masked, match, object):
                        if s is not o:
                            draft.fact(
                                s,
                                predicate,
                                o,
                                masked.passage,
                                i,
                                j,
                                rule=rule.name,
                                confidence=rule.confidence,
                                rung=Rung.VERBATIM,
                            )

    @staticmethod
    def _parties(draft: Draft, masked: Masked, match: re.Match[str], slot: str) -> Iterator[Party]:
        if slot == "author" and slot not in match.re.groupindex:
            yield draft.author
        elif slot == "main-event":
            if draft.event is not None:
                yield draft.event
        elif slot == "main-project":
            project = project_here(draft, masked.passage)
            if project is not None:
                yield project
        elif slot == "speaker-here":
            yield from speakers_here(draft, masked.passage)
        elif slot == "talk-here":
            talk = talk_here(draft, masked.passage)
            if talk is not None:
                yield talk
        elif match[slot]:
            for number in _MASK.findall(match[slot]):
                yield masked.parties[int(number)]


def _clause(text: str, i: int, j: int) -> str:
    """What a match's guards look at: itself and a few words before it, within its clause."""
    start = max(0, i - 28)
    for stop in _CLAUSE.finditer(text, max(0, i - 400), i):
        start = stop.end()
    return text[start:j]
