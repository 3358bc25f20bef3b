"""Talks whose title is a link to their recording, slides or page in a programme, or is set off beside a word for a talk."""

from __future__ import annotations

import itertools
import re

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.events import YEAR
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.talk_facts import talk_reach
from hallway.extractors.talk_lines import NOUNS
from hallway.extractors.talk_sections import PRESENTS
from hallway.extractors.talks import BREAK, TalkLine, mention_talk
from hallway.extractors.told_talks import give
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_NO_TITLE = re.compile(
    r"^\W*(?:(?:the |my |his |her |their |our |la |le |les |ses |mes |de |des |see |watch |full |here |this |voir |ici |on |a |youtube |live )*(?:videos?|slides?|slide deck|deck|recordings?|talks?|presentations?|keynotes?|notes|photos?|transcripts?|vidéos?|présentations?|supports?|diapos?|diaporamas?|planches|enregistrements?|pdf|here|ici|link|lien|details?|abstract|schedule|programme?|sessions?|conférences?|tutorials?|papers?|lightning talks?|blog|article|demo|playlist|stream|audio|website|site|wiki|page|(?:first|second|third|last) one|one|it))*\W*$",
    re.I,
)
_HOSTS = re.compile(r"(?:(?:le|la|sa|the|our|notre) (?:chaîne |channel )?)?(?:youtube|vimeo|slideshare|speaker? ?deck|pyvideo|confreaks|infoq|prezi|notist|media\.ccc\.de)", re.I)
_NAMED = re.compile(
    rf"\b{NOUNS}\b\W{{0,3}}(?:[\w’'-]+\s+){{0,3}}?(?:was\s+|were\s+|is\s+|est\s+|était\s+)?(?:titled|entitled|called|named|intitulée?|nommée?|:|,|on|about|sur|was|were|is|est|était)\s*[:,]?\s*$"
    rf"|\b(?:favou?rite|best|preferred|préférée?)\s+{NOUNS}\b[^.!?\n]{{0,40}}$|\b(?:saw|watched|attended|enjoyed|caught|went to|went to see|assisté à|suivi|vu)\s*:?\s*$",
    re.I,
)


_AFTER = re.compile(
    rf"[\"”»]?,?\s*(?:(?:a |an |the |la |le |une? )?\b{NOUNS}\b|\(?(?:by|par|given by|presented by|présentée? par|animée? par)\s+[{UPPER}])"
)


_GIVEN = re.compile(
    rf"[\"”»]?\s*(?:{NOUNS}\s*)?(?:[,(–—-]|\|)?\s*(?:(?:given |presented |présentée? |animée? |donnée? )?(?:by|par|de|d[’']|from|with|avec|von|por))?\s*(?:the |notre |our )?"
)
_VERBS = (
    r"(?:gave|gives|giving|presented|presents|presenting|talked|talks|talking|spoke|speaks|speaking|told|showed|shared|demoed|demonstrated|introduced|explained|led|held|ran|moderated|delivered|did|about|on|sur|with|avec"
    r"|a (?:présenté|parlé|montré|expliqué|donné|animé)|nous (?:a|ont) (?:présenté|parlé|montré|expliqué)|présente|ont (?:présenté|parlé|animé))"
)
_GAVE = re.compile(
    rf"(?:[’']s?\s+(?:[\w’-]+\s+){{0,5}}|(?:\s*\([^()\n]{{0,40}}\))?\s*[–—:|-]\s*|(?:\s*\([^()\n]{{0,40}}\))?(?:\s+(?:from|of|de|chez)\s+[^.,;:!?\n]{{2,40}}?)?,?\s+(?:who\s+|qui\s+)?(?:then\s+|also\s+|later\s+|next\s+)?{_VERBS}\b[^.;:!?\n]{{0,50}})\s*[\"“«]?\s*",
    re.I,
)


_SCHEDULED = re.compile(
    r"^https?://(?!(?:www\.)?(?:github|gitlab|bitbucket|twitter|facebook|[a-z-]+\.wikipedia|launchpad)\.)[^/]+/(?:[^/]+/){0,5}(?:schedule|events?|talks?|sessions?|programme?|conferences?|agenda|presentations?|public|speakers?|track|timetable|abstracts?|papers?|workshops?|ateliers?|tutorials?|keynotes?|lightning-talks)(?:/|$)",
    re.I,
)
_SLIDES = re.compile(r"\.(?:pdf|odp|pptx?|key|ppsx?)$", re.I)
_AGENDA = re.compile(
    r"\W*(?:the |our |le |workshop |conference |meeting )?(?:agenda|programme?|schedule|talks?|presentations?|slides|sessions|lectures|présentations|exposés|conférences|diapos(?:itives)?|supports)\b.{0,20}$",
    re.I,
)
_LISTS = CuedPattern(
    r"\b(?:talks?|sessions?|presentations?|keynotes|tutorials|workshops|conférences|confs|présentations|exposés|ateliers)\b[^\n]{0,200}:\s*$",
    re.I,
)
_MINE = re.compile(r"\W*(?:my|our|mon|ma|notre) (?:own )?\w+\W*", re.I)
"""An entry that names no talk: "My talk." """
_ENTRY_END = re.compile(r"[.:!?)]|.\s*(?:$|\n|[.:–—-])")
_AND = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?(?:,|et|and|&|,\s*(?:et|and))\s*")
_SPOKE = re.compile(rf"\b(?:{PRESENTS}|{NOUNS}|takes?|tried|about|on|sur|did|made|experiences?|work)\b", re.I)


class LinkedTalks:
    """Finds talks by what their titles link to, or by how they are set off."""

    name = "linked-talks"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each."""
        lined = {line.passage.index for line in draft.talks}
        # below a talk's heading a link leads to its slides
        lined |= {index for index, line in talk_reach(draft).items() if line.passage.kind == "heading"}
        programme = _programme(draft)
        self._listed(draft, lined)
        self._set_off(draft, lined)
        for passage in draft.passages:
            if passage.quoted or passage.index in lined:
                continue
            for i, j, target in passage.links:
                if (target in programme or links.is_talk_page(target)) and _title(passage, i, j, linked=True):
                    self._mention(draft, passage, i, j, "linked-title", 0.7, told=True)
            for i, j, style in passage.emphases:
                beside = _AFTER.match(passage.text[j : j + 60]) or (
                    style in ("emphasis", "strong") and _NAMED.search(passage.text[max(0, i - 90) : i])
                )
                if beside and _title(passage, i, j, linked=False):
                    self._mention(draft, passage, i, j, "set-off-title", 0.68)
            for i, j, target in passage.links:
                title = passage.text[i:j].strip(" \"“”«»,.:")
                if not title[:1].isupper() or links.profile_handle(target) or links.is_encyclopedia(target):
                    continue
                if _AFTER.match(passage.text[j : j + 60]) and _title(passage, i, j, linked=False):
                    self._mention(draft, passage, i, j, "set-off-title", 0.58)

    def _listed(self, draft: Draft, lined: set[int]) -> None:
        """Below "Agenda" or "Slides", items that are nothing but a link to slides or papers, after a name or alone."""
        found: list[tuple[Passage, int, int, int]] = []
        for passage in draft.passages:
            if passage.kind != "item" or passage.quoted or passage.index in lined or len(passage.links) != 1:
                continue
            i, j, target = passage.links[0]
            if not _SLIDES.search(target) or passage.text[j:].strip(" .") or _NO_TITLE.match(passage.text[i:j]):
                continue
            if any(above.kind == "heading" and _AGENDA.match(above.text) for above in passage.ancestors()):
                found.append((passage, i, j, len(passage.text[:i].rstrip(" :–—-"))))
        for passage, i, j, end in found if len(found) >= 3 else ():
            if end and not names.looks_full(passage.text[:end]) and not names.starts_with_first_name(passage.text[:end]):
                continue
            talk = mention_talk(draft, passage, i, j, "linked-slides", 0.84)
            if end and talk.name:
                draft.givers.append((talk, draft.mention(passage, 0, end, "Person", "speaker", 0.9)))

    @staticmethod
    def _set_off(draft: Draft, lined: set[int]) -> None:
        """Below "the talks I went to, in order:", entries that each begin with a title in bold or italics."""
        taken = lined | {mention.passage.index for mention in draft.mentions if mention.kind == "Talk"}
        for opener in draft.passages:
            if opener.kind != "paragraph" or len(opener.text) > 400 or not _LISTS.search(opener):
                continue
            found: list[tuple[Passage, int, int]] = []
            entries = 0
            for passage in itertools.takewhile(lambda p: p.kind != "heading", draft.passages[opener.index + 1 :]):
                if passage.quoted or passage.parent not in (opener, opener.parent):
                    continue
                title = next(((i, j) for i, j, style in passage.emphases if i <= 1 and style in ("strong", "emphasis")), None)
                if title is not None and _ENTRY_END.match(passage.text, title[1] - 1):
                    found.append((passage, *title))
                elif passage.kind == "paragraph":
                    break
                entries += 1
            if len(found) < 3 or len(found) < 0.7 * entries:
                continue
            for passage, i, j in found:
                if passage.index in taken or BREAK.match(passage.text[i:j]) or _MINE.fullmatch(passage.text[i:j]):
                    continue
                talk = mention_talk(draft, passage, i, j, "set-off-entry", 0.82)
                if talk.name:
                    draft.talks.append(TalkLine(passage, talk, [], {}, None, "set-off-entry", 0.82))

    @staticmethod
    def _mention(draft: Draft, passage: Passage, i: int, j: int, rule: str, confidence: float, *, told: bool = False) -> None:
        talk = mention_talk(draft, passage, i, j, rule, confidence)
        people = sorted(
            (m for m in draft.mentions if m.kind == "Person" and m.passage is passage and m.confidence >= 0.6),
            key=lambda m: (m.i, -m.j),
        )
        found = False
        for person in people:
            after = j <= person.i < j + 30 and _GIVEN.fullmatch(passage.text, j, person.i)
            before = i - 110 < person.j <= i and _GAVE.fullmatch(passage.text, person.j, i)
            if after or before:
                give(draft, talk, person)
                found = True
        if told and not found:
            for person in _tellers(passage, i, people):
                draft.givers.append((talk, person))


def _programme(draft: Draft) -> set[str]:
    """Targets of links into one event's programme: three or more pages beside each other at a path that says so."""
    beside: dict[str, set[str]] = {}
    for passage in draft.passages:
        for i, j, target in passage.links:
            folder, _, page = target.split("#")[0].split("?")[0].rstrip("/").rpartition("/")
            if page and _SCHEDULED.search(folder) and not passage.text[i:j].startswith("http"):
                beside.setdefault(folder, set()).add(target)
    return {target for targets in beside.values() if len(targets) >= 3 for target in targets}


def _tellers(passage: Passage, at: int, people: list[Mention]) -> list[Mention]:
    """Those of whom the words before a linked title tell that they spoke, in its sentence and after the link before it."""
    text = passage.text
    low = next((i for i, j in passage.sentences if i <= at < j), 0)
    low = max([low, *(j for _, j, _ in passage.links if low < j <= at and not any(p.i < j <= p.j for p in people))])
    here = [p for p in people if low <= p.i and p.j <= at]
    row: list[Mention] = []
    for person in reversed(here):
        if row and person.j <= row[-1].i and not _AND.fullmatch(text, person.j, row[-1].i):
            break
        row.append(person)
    if not row or at - row[0].j > 140:
        return []
    opens = passage.kind == "item" and row[-1].i < 3 and text[:at].rstrip()[-1:] in ("“", "«", '"', ":")
    return row if opens or _SPOKE.search(text, row[0].j, at) else []


def _title(passage: Passage, i: int, j: int, *, linked: bool) -> bool:
    """Whether the words that are linked or set off are a title: no "slides", no name of a person, event or program."""
    text = " ".join(passage.text[i:j].split()).strip("\"“”«» _*")
    words = text.split()
    if not 3 < len(text) < 150 or _NO_TITLE.match(text):
        return False
    if names.FULL.fullmatch(text) and (names.looks_full(text) or names.starts_with_first_name(text)):
        return False
    known = gazetteers()
    if known.technologies.get(text) is not None and not linked:
        return False
    if _HOSTS.match(text) or (YEAR.search(text) and len(words) < 4):
        return False
    if known.event_series.get(text) is not None or known.organizations.get(text) is not None or fold(words[0]) in ("video", "slides"):
        return False
    return len(words) > 2 or (linked and (len(words) == 2 or text[0].isupper()))
