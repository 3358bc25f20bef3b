"""Talks whose title is a heading or a lead-in set off, where the text below tells who gave them, or a word says what they are."""

from __future__ import annotations

import re
from collections import defaultdict

from hallway.extractors.draft import Draft, Mention
from hallway.extractors.labels import label_of, section_role
from hallway.extractors.passages import Passage
from hallway.extractors.talk_lines import lead, title_like
from hallway.extractors.talk_sections import tells
from hallway.extractors.talks import BREAK, TalkLine, mention_talk, title_passages
from hallway.extractors.told_talks import fellows

_TALK = (
    r"(?:talks?|keynotes?|lightning talks?|tutorials?|presentations?|workshops?|panels?|lectures?|demos?|BoFs?|birds of a feather|open space|conférences?|confs?|présentations?|ateliers?|tables? rondes?|plénières?"
    r"|démonstrations?|exposés?|retour d[’']expérience|quickies?|charlas?|palestras?|Vortrag)"
)
_LABELLED = re.compile(rf"^\W*{_TALK}\s*(?:#?\d+)?\s*(?::|\s[–—-]\s)\s*(?=\S)", re.I)
_KIND_HEADING = re.compile(rf"^\W*{_TALK}\s+(?:on|about|sur|around|autour|by|par|with|avec|de|d[’'])\s*\S", re.I)


class TitledTalks:
    """Finds talks by the title that stands over or before what is told of them."""

    name = "titled-talks"

    def extract(self, draft: Draft) -> None:
        """Add talk lines to ``draft.talks`` and a mention for each talk."""
        lined = {line.passage.index for line in draft.talks}
        tops = title_passages(draft)
        people: dict[int, list[Mention]] = defaultdict(list)
        for mention in draft.mentions:
            if mention.kind == "Person" and mention.confidence >= 0.6:
                people[mention.passage.index].append(mention)
        groups: dict[tuple[int, str], list[tuple[Passage, int, int, list[Mention]]]] = defaultdict(list)
        for passage in draft.passages:
            if passage.index in lined or passage.index in tops or passage.quoted or passage.index == 0:
                continue
            if section_role(passage) or (label_of(passage)[0] and passage.kind != "heading"):
                continue
            span = _title(passage)
            if span is None:
                continue
            i, j, sure = span
            given = [] if sure and passage.kind != "heading" else _givers(passage, j, people)
            if sure:
                self._add(draft, passage, i, j, given, "labelled-title", 0.74)
            else:
                groups[passage.parent.index if passage.parent else -1, passage.kind].append((passage, i, j, given))
        for group in groups.values():
            told = [entry for entry in group if entry[3]]
            if 2 * len(told) < len(group) or (len(told) < 2 and not draft.talks):
                continue
            for passage, i, j, given in told:
                self._add(draft, passage, i, j, given, "told-title", 0.72)

    @staticmethod
    def _add(draft: Draft, passage: Passage, i: int, j: int, given: list[Mention], rule: str, confidence: float) -> None:
        talk = mention_talk(draft, passage, i, j, rule, confidence)
        if talk.name:
            draft.talks.append(TalkLine(passage, talk, given, {}, None, rule, confidence))


def _title(passage: Passage) -> tuple[int, int, bool] | None:
    """Where a passage's title begins and ends, and whether a word before it says that it is a talk's."""
    text = passage.text
    if passage.kind == "heading":
        at, _, _ = lead(text)
        if len(text) > 140 or BREAK.match(text[at:]) or len(text[at:].split()) < 2:
            return None
        return at, len(text), bool(_LABELLED.match(text) or _KIND_HEADING.match(text))
    if passage.kind not in ("item", "paragraph"):
        return None
    if (label := _LABELLED.match(text)) and len(text) < 160 and title_like(text[label.end() :]):
        return label.end(), len(text), True
    if passage.kind != "item":
        return None
    for i, j, style in passage.emphases:
        if i > 2 or style not in ("strong", "emphasis"):
            break
        after = text[j : j + 3].strip()
        if (after[:1] in (":", "–", "—", "-") or text[j - 1] == ":") and len(text) - j > 20 and len(text[i:j].split()) > 1:
            return i, j - (text[j - 1] == ":"), False
        break
    return None


def _givers(passage: Passage, at: int, people: dict[int, list[Mention]]) -> list[Mention]:
    """Who gave a talk by the first sentence after its title."""
    body = passage
    if passage.kind == "heading":
        below = [p for p in passage.children if p.kind in ("paragraph", "item")]
        if not below:
            return []
        body, at = below[0], 0
    text = body.text
    stop = next((j for i, j in body.sentences if j > at + 25), len(text))
    for person in sorted(people.get(body.index, ()), key=lambda m: (m.i, -m.j)):
        if at <= person.i < min(stop, at + 220) and tells(text, person.i, person.j):
            return fellows(people[body.index], person)
    return []
