"""Talks known by what stands below or behind their title: "**Looms**: Ada showed …", a heading over "Bob presented …", "Talk: Yarn" below a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallway.extractors import links, names
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.events import SPRINTS
from hallway.extractors.labels import label_of, section_role
from hallway.extractors.passages import Passage
from hallway.extractors.talk_lines import NOUNS, lead, title_like
from hallway.extractors.talks import BREAK, TALKISH, TalkLine, add_siblings, mention_talk, title_passages
from hallway.extractors.words import is_common

_TITLE_LABEL = re.compile(
    r"^[\W_]*(?:talk|title|topic|subject|presentation|presenting|session|workshop|titre|sujet|thème|présentation|conférence|exposé|atelier)(?:\s+(?:title|name|topic))?[*_]*\s*[:：]\s*",
    re.I,
)
_KIND = (
    r"(?:talks?|keynotes?|lightning talks?|tutorials?|presentations?|workshops?|panels?|lectures?|demos?|BoFs?|birds of a feather|open space|conférences?|confs?|présentations?|ateliers?|tables? rondes?|plénières?"
    r"|démonstrations?|exposés?|retour d[’']expérience|quickies?|charlas?|palestras?|Vortrag)"
)
_KIND_BEFORE = re.compile(rf"^\W*(?:(?:première?|deuxième|seconde?|troisième|dernière?|opening|closing|first|second|third|last|final)\s+)?{_KIND}\s*(?:(?:#?\d+)?\s*(?::|\s[–—-]\s)\s*(?=\S)|(?=[\"“«]))", re.I)
_KIND_HEADING = re.compile(rf"^\W*{_KIND}\s+(?:on|about|sur|around|autour|by|par|with|avec|de|d[’'])\s*\S", re.I)
_LED = re.compile(r"[\"“”»*_]*\s*(?:[:：.]|\s[-–—]|\n|\))\s*[\"“”»*_]*\s*")
_PLAIN_LEAD = re.compile(r"([^:.!?\n]{4,90}):\s+")
_ASIDE = (
    r"(?:\s*\([^()\n]{1,60}\))?(?:,?\s+(?:from|of|at|de|d[’']|du|chez|with)\s+(?:the\s+|la\s+|l[’'])?[^,.;:()\n]{2,40}?)?(?:\s*\([^()\n]{1,60}\))?(?:,[^,.;:!?\n]{2,60},)?"
)
_ADVERBS = r"(?:(?:then|also|next|later|finally|kindly|has|have|had|will|was|is|just|again|both|first|nicely|again|joined us to|tried to|went on to|took the (?:stage|floor) (?:to|and)|\w+ly|ensuite|aussi|enfin|puis|également|d[’']abord|nous|vous|a|ont|est venue?|sont venus|en|va|avait|tout|très|bien)\s+){0,4}"
PRESENTS = (
    r"(?:gave|gives|giving|presented|presents|presenting|talked|talks|talking|spoke|speaks|speaking|showed|shows|showing|showcased|demonstrat(?:ed|es|ing)|demo(?:ed|es|s|ing|[’']d)?|explain(?:ed|s|ing)|introduc(?:ed|es|ing)|describ(?:ed|es|ing)|discuss(?:ed|es|ing)"
    r"|led|leads|leading|ran|runs|hosted|hosts|announced|announces|opened|opens|kicked|shared|shares|walked|told|taught|covered|covers|delivered|lectured|outlined|summari[sz]ed|moderated|offered|took us|moderates|argued|argues|highlighted|illustrated|compared|reviewed|went (?:over|through)|detailed"
    r"|présent\w+|parl(?:é|er|e|ait)|expliqu\w+|montr\w+|racont\w+|expos\w+|démontr\w+|détaill\w+|introdui\w+|abord\w+|donn(?:é|e|ait)|anim(?:é|e|ait)|tenu|mené|déroulé|évoqu\w+|rappel\w+|fait (?:une?|la|le)|dévoil\w+|propos(?:é|e|ait)|partag(?:é|e|eait)|initi(?:é|e)|convaincre|commenc(?:é|e)|ouv(?:ert|re)|revient sur|décri\w+)"
)
_AFTER = re.compile(rf"{_ASIDE},?(?:\s+(?:who|qui)\b)?\s+{_ADVERBS}{PRESENTS}\b(?!\s+(?:that|how (?:he|she|they)|que|qu[’']|why|simple|working|to work))")
_BEFORE = re.compile(
    rf"\b(?:(?:{NOUNS}|exploration|introduction|intro|overview|démo|démonstration|retour|sujet|thème)\b[^.!?\n]{{0,40}}?\b(?:by|from|with|of|par|avec|de|d[’'])|(?:presented|given|led|hosted|held|moderated|delivered|présentée?|animée?|donnée?|tenue?|menée?|proposée?) (?:\w+ )?(?:by|par)|(?:on passe|place|poursuit|continue|enchaîne|commence|we (?:start|began|continue|move)\w*)\b[^.!?\n]{{0,50}}?\b(?:avec|à|with))(?:\s+|(?<=[’']))$",
    re.I,
)
_LIST = re.compile(r"^(?:\s*\([^)]{0,40}\))?\s*(?:,|et|and|&|,\s*(?:et|and))\s*$")
_LONE = re.compile(rf"({names.FULL.pattern}|{names.SINGLE.pattern})(?=(?:,?\s+(?:from|de|du|d[’'])\s+[^,.;:()\n]{{2,40}}?)?\s+{_ADVERBS}{PRESENTS}\b)")
_OPENS = re.compile(rf"\W{{0,3}}(?:(?i:{NOUNS})\s+)(?:de|d[’']|par|by|from|of)\s*({names.FULL.pattern})")
"""A section that begins with whose talk it is: "Présentation d'Ada Byron, ..."."""
_WORKED = re.compile(r"\b(?:worked on|working on|fixed|implemented|hacked|patch(?:es|ed)?|committed|merged|refactor\w+|ported|travaillé sur|corrigé|implémenté)\b", re.I)
_REACH = 260  # characters of what stands below a heading in which its speaker is named


class TalkSections:
    """Finds talks by the words that tell who gave them, below or behind their titles."""

    name = "talk-sections"

    def extract(self, draft: Draft) -> None:
        """Add talk lines to ``draft.talks``."""
        people: dict[int, list[Mention]] = {}
        for mention in sorted(draft.mentions, key=lambda m: (m.passage.index, m.i, -m.j, -m.confidence)):
            if mention.kind == "Person" and mention.confidence >= 0.6:
                here = people.setdefault(mention.passage.index, [])
                if not here or mention.i >= here[-1].j:  # "Byron" within "Ada Byron" is nobody else
                    here.append(mention)
        self._title_labels(draft, people)
        self._led(draft, people)
        if self._told(draft, people):
            add_siblings(draft)
        self._kinds(draft)

    # --- "Talk: Yarn" below the name of who gave it --------------------------------------------------------------
    @staticmethod
    def _title_labels(draft: Draft, people: dict[int, list[Mention]]) -> None:
        lined = {line.passage.index for line in draft.talks}
        found: dict[int, list[tuple[Passage, int]]] = {}
        for passage in draft.passages:
            above = next((a for a in passage.ancestors() if a.kind == "heading"), None)
            if above is None or above.index in lined or passage.quoted or len(passage.text) > 200:
                continue
            match = _TITLE_LABEL.match(passage.text) if passage.kind in ("item", "paragraph") else None
            named = passage.kind == "field" and bool(_TITLE_LABEL.match(passage.block.name + ":"))
            if match or named:
                found.setdefault(above.index, []).append((passage, match.end() if match else 0))
        for index, titles in found.items():
            heading = draft.passages[index]
            speakers = [m for m in people.get(index, []) if m.i < 3 or _LIST.match(heading.text[: m.i][-8:])]
            if not speakers and not names.looks_full(heading.text.strip()):
                continue
            if not speakers:
                speakers = [draft.mention(heading, 0, len(heading.text), "Person", "speaker", 0.85)]
            for passage, at in titles:
                over = heading if len(titles) == 1 else passage
                talk = mention_talk(draft, passage, at, len(passage.text), "title-label", 0.9)
                if talk.name:
                    draft.talks.append(TalkLine(over, talk, speakers, {}, None, "title-label", 0.9))

    # --- "Keynote: Yarn", a heading "Panel on yarn" -----------------------------------------------------------------
    @staticmethod
    def _kinds(draft: Draft) -> None:
        lined = {line.passage.index for line in draft.talks} | title_passages(draft)
        for passage in draft.passages[1:]:
            if passage.index in lined or passage.quoted or len(passage.text) >= 140 or section_role(passage):
                continue
            if passage.kind == "heading":
                at = match.end() if (match := _KIND_BEFORE.match(passage.text)) else 0
                said = match is not None or bool(_KIND_HEADING.match(passage.text))
            else:
                match = _KIND_BEFORE.match(passage.text) if passage.kind in ("item", "paragraph") else None
                at, said = (match.end(), not label_of(passage)[0]) if match else (0, False)
            if said and title_like(passage.text[at:]) and not BREAK.match(passage.text[at:]):
                talk = mention_talk(draft, passage, at, len(passage.text), "kind-before-title", 0.74)
                if talk.name:
                    told = passage.children[0] if passage.kind == "heading" and passage.children else None
                    draft.talks.append(TalkLine(passage, talk, [], {}, None, "kind-before-title", 0.74, told=told))

    # --- "**Looms**: Ada showed …" -------------------------------------------------------------------------------
    def _led(self, draft: Draft, people: dict[int, list[Mention]]) -> None:
        lined = {line.passage.index for line in draft.talks}
        groups: dict[int, list[tuple[Passage, int, int, list[Mention], bool]]] = {}
        for passage in draft.passages:
            if passage.kind not in ("item", "paragraph") or passage.quoted or passage.index in lined or label_of(passage)[0]:
                continue
            if any(above.index in lined for above in passage.ancestors()) or _in_list_of_people(passage):
                continue
            if (cut := _cut(passage)) is None:
                continue
            i, j, at, marked = cut
            title = passage.text[i:j]
            if BREAK.match(title) or names.looks_full(title) or names.starts_with_first_name(title) or len(title.split()) > 16:
                continue
            speakers = self._speakers(draft, passage, people, at, at + 4)
            if speakers:
                groups.setdefault(passage.parent.index if passage.parent else -1, []).append((passage, i, j, speakers, marked))
        for parent, group in groups.items():
            above = draft.passages[parent] if parent >= 0 else None
            talkish = above is not None and any(TALKISH.search(a, 0, 400) for a in [above, *above.ancestors()][:2])
            if len(group) < 2 and not talkish:
                continue
            if _WORKED.search(" ".join(p.text[j : j + 200] for p, _, j, _, _ in group)) and not talkish:
                continue
            for passage, i, j, speakers, marked in group:
                if not marked and not talkish:
                    continue
                talk = mention_talk(draft, passage, i, j, "led-item", 0.86)
                if talk.name:
                    draft.talks.append(TalkLine(passage, talk, speakers, {}, None, "led-item", 0.8))

    # --- a heading over "Bob presented …" ------------------------------------------------------------------------
    def _told(self, draft: Draft, people: dict[int, list[Mention]]) -> bool:
        told = False
        lined = {line.passage.index for line in draft.talks}
        tops = title_passages(draft)
        groups: dict[tuple[int, int], list[tuple[Passage, list[Mention]]]] = {}
        for passage in draft.passages:
            if passage.kind != "heading" or passage.quoted or passage.index in tops or passage.index in lined:
                continue
            if BREAK.match(passage.text.strip('"“”«» ')) or section_role(passage) or not 3 < len(passage.text) < 150:
                continue
            if SPRINTS.search(passage.text) or any(above.index in lined for above in passage.ancestors()):
                continue
            if any(below.index in lined or below.kind == "heading" or _tells_titles(below) for below in passage.under()):
                continue
            speakers = self._below(draft, passage, people)
            if speakers and not _WORKED.search(" ".join(b.text for b in passage.under())):
                key = (passage.parent.index if passage.parent else -1, passage.block.level)
                groups.setdefault(key, []).append((passage, speakers))
        for group in groups.values():
            if len(group) < 2:
                continue  # one alone may be a section in which a talk is told of
            for passage, speakers in group:
                at, _, rating = lead(passage.text)
                talk = mention_talk(draft, passage, at, len(passage.text), "told-heading", 0.84)
                if talk.name:
                    draft.talks.append(TalkLine(passage, talk, speakers, {}, rating, "told-heading", 0.74))
                    told = True
        return told

    def _below(self, draft: Draft, heading: Passage, people: dict[int, list[Mention]]) -> list[Mention]:
        """Who is told to have spoken in the first words below a heading; none where several spoke one after another."""
        first: list[Mention] = []
        tellers: set[str] = set()
        for n, below in enumerate(b for b in heading.children if b.kind == "paragraph"):
            for mention in people.get(below.index, []):
                if tells(below.text, mention.i, mention.j):
                    tellers.add(mention.name.split()[0])
            if n < 2 and not first:
                first = self._speakers(draft, below, people, 0, _REACH)
        return first if len(tellers) < 4 else []

    @staticmethod
    def _speakers(draft: Draft, passage: Passage, people: dict[int, list[Mention]], low: int, high: int) -> list[Mention]:
        """The people of one breath who are told to have spoken, the first of them named in ``text[low:high]``."""
        text = passage.text
        here = [m for m in people.get(passage.index, []) if m.i >= low]
        for n, person in enumerate(here):
            if person.i > high:
                break
            row = [person]
            for other in here[n + 1 :]:
                if other.i >= row[-1].j and _LIST.match(text[row[-1].j : other.i]):
                    row.append(other)
                elif other.i >= row[-1].j:
                    break
            if tells(text, person.i, row[-1].j):
                return row
        if (match := _OPENS.match(text, low)) and names.looks_full(match.group(1)):
            return [draft.mention(passage, *match.span(1), "Person", "speaker-told", 0.78)]
        if (match := _LONE.match(text, low)) and not any(is_common(word) for word in match.group(1).split()):
            return [draft.mention(passage, *match.span(1), "Person", "speaker-told", 0.78)]
        return []


def _tells_titles(passage: Passage) -> bool:
    """Whether a passage links the titles of talks: then the heading over it is none."""
    return any(links.is_talk_page(target) and len(passage.text[i:j].split()) > 1 for i, j, target in passage.links)


def tells(text: str, i: int, j: int) -> bool:
    """Whether the words round a name tell that its bearer spoke."""
    return bool(_AFTER.match(text, j) or _BEFORE.search(text, max(0, i - 90), i))


def _cut(passage: Passage) -> tuple[int, int, int, bool] | None:
    """Where the title that leads a line begins and ends, where its telling begins, and whether the title is set off."""
    text = passage.text
    for i, j in _set_off(passage):
        if i <= 3 and 4 <= j - i <= 130 and (after := _LED.match(text, j)):
            return i, j, after.end(), True
        if i <= 3 and 4 <= j - i <= 130 and text[j - 1] in ":." and text[j : j + 1].isspace():
            return i, j - 1, j + 1, True
    if match := _PLAIN_LEAD.match(text):
        return 0, match.end(1), match.end(), False
    return None


def _set_off(passage: Passage) -> Iterator[tuple[int, int]]:
    for i, j, _ in passage.emphases:
        yield i, j
    for i, j, _ in passage.links:
        yield i, j
    if quoted := re.match(r"[\"“«]\s?([^\"“”«»\n]{4,120}?)\s?[\"”»]", passage.text):
        yield quoted.span(1)


def _in_list_of_people(passage: Passage) -> bool:
    return any(section_role(above) in ("attendee", "absent", "sponsor", "organizer", "team") for above in passage.ancestors())
