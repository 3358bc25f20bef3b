"""Talks that have a line of their own: programme lines, headings ("Title - Speaker - Company"), labelled sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.events import MONTHS, SPRINTS
from hallway.extractors.events import NOUNS as EVENT_NOUNS
from hallway.extractors.labels import Label, label_of, section_role
from hallway.extractors.passages import Passage
from hallway.extractors.programmes import is_bracketed, is_programme, lists, mirrored, read_as, shape_of
from hallway.extractors.talk_lines import QUOTED, LineSplit, firm_like, first_line, lead, split_line
from hallway.schema.folding import fold

BREAK = re.compile(
    r"^\W*(?:(?:talk )?(?:présentée?s?|animée?s?|proposée?s?|presented)|posted|published|written|reported|submitted|updated|publiée?|postée?|écrite?|rédigée?|mis en ligne|authors?|auteure?s?|autrices?|check-?ins?(?: round)?|tour de table|pauses?|pause.*|break|coffee.*|lunch.*|déjeuner|diner|dinner|repas.*|accueil.*|registration|welcome.*|opening|closing.*|clôture.*|introduction|intro|conclusions?|bilan|conclusion.*|contenus?|contents?|wrap[- ]?up.*|summary|résumé|overview|photos?|videos?|vidéos?|slides?"
    r"|notes?|misc.*|divers|liens?|links?|references?|références?|remerciements|thanks|merci.*|next steps|agenda|programme|program|schedule|day \d+|jour \d+.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day.*|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b.*"
    r"|morning.*|afternoon.*|evening.*|matin.*|après-midi.*|soir.*|sprints?|questions?|q ?& ?a|social.*|party.*|attendees|participants|présents|tl;?dr|about.*|à propos.*|action items?|actions?|decisions?|todo|more lightning talks|lightning talks?|photos? by.*|(?:team )?pictures?.*|.*\bphotos?|en vrac|.*infos en vrac|(?:le )?mot de la fin|topics?|techniques?|credits?|crédits?|image|illustrations?|update|edit"
    r"|(?:date|time|place|location|venue|when|where|lieu|heure)(?:,? (?:and|et|&) (?:date|time|place|location|venue|lieu|heure))?|logisti(?:cs|que)|attendance|roll call|call to order|quorum|subject|purpose|objet|ordre du jour|approval of .*|approbation .*"
    r"|(?:new|old|other|any other|unfinished) business|aob|announcements?|annonces?|apologies|next (?:meetings?|time|sprint)|prochaine.*|(?:date|time) of (?:the )?next .*|adjourn\w*|budget|financ\w+|la suite|what['’]s next|(?:president|secretary|treasurer|chair|director|officer|committee)s?['’]?s? reports?)\W*$",
    re.I,
)
_GATHERING = re.compile(rf"\W*(?:the |our |le |la |l[’'])?(?:first |second |annual )?(?:{EVENT_NOUNS})\W*$", re.I)
"""A heading that only names the kind of event: those listed below it were at the event."""
_MYSELF = re.compile(
    r"(?:\s+[-–—]\s+|\s*\(|,?\s+(?:par|by)\s+)(?:par |by )?(?:votre (?:humble )?servit?eu(?:r|se)|votre (?:humble )?servante|yours truly|moi(?:-même)?|myself|me)\)?\W*$", re.I
)
"""A line whose speaker is the writer: "Tisser la toile - votre serviteur", "Knots (me)"."""
TALKISH = CuedPattern(
    r"\b(?:talks?|keynotes?|tutorials?|sessions?|presentations?|lightning|schedule|programme?|workshops?|speakers?|posters?|conférences|présentations|exposés|ateliers|confs|rumps|track|devroom|charlas|palestras|Vorträge|open spaces?)\b",
    re.I,
)


@dataclass(eq=False)
class TalkLine:
    """A talk with a line, item, heading or cell of its own.

    Args:
        passage: the line; what stands under it is about the talk.
        talk: the talk's mention.
        speakers: mentions of those who gave it.
        firms: for each of them, the organisation named beside them.
        rating: the writer's rating as written, and where it stands.
        rule: what told that it is a talk.
        confidence: 0..1.
        labels: labelled lines below that name its speaker or who took part.
        told: the first passage below, where no line names the speaker: prose that may.
    """

    passage: Passage
    talk: Mention
    speakers: list[Mention]
    firms: dict[Mention, Mention]
    rating: tuple[str, int, int] | None
    rule: str
    confidence: float
    labels: list[Label] = field(default_factory=list)
    told: Passage | None = None


class Talks:
    """Finds talks that have a line of their own."""

    name = "talks"

    def extract(self, draft: Draft) -> None:
        """Add talk lines to ``draft.talks`` and a mention for each talk."""
        self._lines(draft)
        self._labelled(draft)
        add_siblings(draft)
        self._below(draft)

    # --- lines -------------------------------------------------------------------------------------------------
    def _lines(self, draft: Draft) -> None:
        groups = list(lists(draft.passages))
        opened = _opened(draft)
        headed = [fold(p.text) for p in draft.passages if p.kind == "heading"]
        presented = {label.passage.parent.index for label in draft.labels if label.role == "presenter" and label.passage.parent}
        minuted = any(label.role == "attendee" for label in draft.labels)  # there brackets hold who has a task
        programmes = [g for g in groups if is_programme(g) or (not minuted and is_bracketed(g))]
        listed = {passage.index for group in programmes for passage in group}
        for passage in draft.passages:
            if passage.kind not in ("heading", "item", "paragraph", "cell"):
                continue
            text = first_line(passage.text) if passage.kind == "item" else passage.text
            if len(text) > 400:
                continue
            if passage.quoted and draft.document.format not in ("rest", "plain"):  # there, indented lines are "quotes"
                continue
            if (
                passage.kind == "heading"
                and passage.index == 0
                and passage.block.level == 1
                and len(draft.passages) > 4
            ):
                continue  # the write-up's own title
            roles = {section_role(above) for above in passage.ancestors()}
            if roles & {"attendee", "absent", "organizer", "sponsor"} or (
                label_of(passage)[0] and passage.kind != "heading"
            ):
                continue
            at, timed, rating = lead(text)
            talkish = (
                timed
                or rating is not None
                or passage.index in listed
                or passage.index in opened
                or any(TALKISH.search(above, 0, 400) for above in list(passage.ancestors())[:2])
            )
            line = text[at:]
            if passage.kind == "paragraph" and len(line) > 220:
                continue
            profiles = frozenset(
                i - at
                for i, j, target in passage.links
                if links.profile_handle(target) and names.FULL.fullmatch(passage.text[i:j].strip())
            )
            split = split_line(line, passage.kind, talkish, profiles)
            if split is None and passage.kind in ("heading", "item") and (own := _MYSELF.search(line)) and own.start() > 3:
                talk = mention_talk(draft, passage, at, at + own.start(), "own-list", 0.9)
                if talk.name:
                    draft.talks.append(TalkLine(passage, talk, [], {}, rating, "own-list", 0.9))
                continue
            if split is None or (split.rule in ("title-of-speaker", "speaker-on-title") and passage.index in presented):
                continue
            if passage.kind != "heading" and _named_again(fold(passage.text), headed):
                continue  # a table of contents
            self._add(draft, passage, at, split, rating)
        for group in groups:
            self._likewise(draft, group)

    def _likewise(self, draft: Draft, group: list[Passage]) -> None:
        """Items of a list most of which are talks are talks too, built as those are."""
        lined = {line.passage.index: line for line in draft.talks}
        shape = shape_of([lined[p.index].rule if p.index in lined else "" for p in group])
        for passage in group if shape else ():
            read = lined.get(passage.index)
            if (read is not None and not (read.confidence < 0.85 and mirrored(read.rule, shape))) or label_of(passage)[0]:
                continue
            text = first_line(passage.text)
            at, _, rating = lead(text)
            split = read_as(text[at:], shape)
            if split is None:
                continue
            if read is not None:  # what looks like a name may stand on the title's side
                draft.talks.remove(read)
                for mention in (read.talk, *read.speakers, *read.firms.values()):
                    draft.mentions.remove(mention)
            self._add(draft, passage, at, split, rating)

    def _add(
        self, draft: Draft, passage: Passage, at: int, split: LineSplit, rating: tuple[str, int, int] | None
    ) -> None:
        i, j = at + split.title[0], at + split.title[1]
        if BREAK.match(passage.text[i:j]):
            return
        talk = mention_talk(draft, passage, i, j, split.rule, split.confidence)
        if not talk.name:
            return
        speakers = [
            draft.mention(
                passage,
                at + a,
                at + b,
                "Person",
                "speaker",
                0.93,
                name=passage.text[at + a : at + b].strip().lstrip("@"),
            )
            for a, b in split.speakers
        ]
        firms = {
            speakers[n]: draft.mention(passage, at + a, at + b, "Organization", "speaker-affiliation", 0.85)
            for n, (a, b) in split.firms
            if firm_like(passage.text[at + a : at + b])
        }
        told = passage if split.rule == "quoted-title" else None
        draft.talks.append(TalkLine(passage, talk, speakers, firms, rating, split.rule, split.confidence, told=told))

    def _labelled(self, draft: Draft) -> None:
        """A heading or item over a line that names its speaker or its participants is a talk."""
        lined = {line.passage.index: line for line in draft.talks}
        tops = title_passages(draft)
        sprint = any(SPRINTS.search(p.text) for p in draft.passages[:2] if p.kind == "heading")
        for label in draft.labels:
            if label.role not in ("presenter", "attendee", "scribe") or (sprint and label.role != "presenter"):
                continue
            above = self._line_over(draft, label.passage) or label.passage.parent
            if label.passage.kind == "item" and above is not None and above.kind not in ("heading", "item"):
                continue
            if above is None or above.index in tops or not label.people or section_role(above):
                continue
            if label.role == "attendee" and _GATHERING.match(above.text):
                continue
            if all(fold(word) in MONTHS or not word.isalpha() for word in above.text.split()):
                continue  # a day, over those who came
            if above.kind in ("heading", "paragraph") or (
                above.kind == "item" and label.role == "presenter" and len(above.text) < 140
            ):
                line = lined.get(above.index)
                if line is None:
                    if label.role == "scribe" or (BREAK.match(above.text) and label.role == "attendee"):
                        continue
                    at, _, rating = lead(above.text)
                    talk = mention_talk(draft, above, at, len(above.text), "labelled-talk", 0.86)
                    if not talk.name:
                        continue
                    line = lined[above.index] = TalkLine(above, talk, [], {}, rating, "labelled-talk", 0.86)
                    draft.talks.append(line)
                line.labels.append(label)

    @staticmethod
    def _line_over(draft: Draft, passage: Passage) -> Passage | None:
        """The short line right above labelled lines: "Groupe 1 : Cartes", then "Participants : …"."""
        if passage.kind not in ("paragraph", "item", "quote"):
            return None
        at = passage.index - 1
        while at >= 0 and label_of(draft.passages[at])[0]:
            at -= 1
        above = draft.passages[at] if at >= 0 else None
        if above is None or above.kind != "paragraph" or above is passage.parent:
            return None
        text = above.text.strip()
        return above if 2 < len(text) < 90 and not re.search(r"[.!?:;,…]$|\d\s?[h:]\s?\d\d\b", text) and above.index > 1 else None

    def _below(self, draft: Draft) -> None:
        """A talk's heading whose first line below is but a name: that is who gave it."""
        for line in draft.talks:
            if line.speakers or line.labels or line.passage.kind != "heading" or not line.passage.children:
                continue
            first = line.passage.children[0]
            text = re.sub(r"\s*\(?@[\w-]+\)?\s*$", "", first.text.strip())
            if first.kind not in ("paragraph", "item") or not text:
                continue
            if len(text) > 60 or text.endswith((".", "!", "?")):
                line.told = first
                continue
            spans = names.split_names(text)
            if spans and all(
                names.looks_full(text[i:j]) or (names.SINGLE.fullmatch(text[i:j]) and len(text.split()) == 1)
                for i, j in spans
            ):
                at = first.text.index(text)
                line.speakers = [draft.mention(first, at + i, at + j, "Person", "speaker", 0.85) for i, j in spans]


def add_siblings(draft: Draft) -> None:
    """Headings beside two or more talks, or under "Lightning talks", are talks too, speaker or none."""
    lined = {line.passage.index for line in draft.talks}
    groups: dict[tuple[int, int], list[Passage]] = {}
    tops = title_passages(draft)
    for passage in draft.passages:
        if passage.kind == "heading" and passage.index not in tops and not passage.quoted:
            groups.setdefault((passage.parent.index if passage.parent else -1, passage.block.level), []).append(
                passage
            )
    for group in groups.values():
        talks = [p for p in group if p.index in lined]
        timed = [p for p in group if lead(p.text)[1]]
        parent = group[0].parent
        if any(above.index in lined for above in group[0].ancestors()):
            continue
        gathered = parent is not None and _gathers(parent.text)
        gathered = gathered or sum(bool(QUOTED.match(p.text.strip())) for p in group) >= 3
        if not ((len(talks) >= 2 and 2 * len(talks) >= len(group)) or len(timed) >= 2 or gathered):
            continue
        for passage in group:
            if passage.index in lined or BREAK.match(passage.text.strip('"“”«» ')) or len(passage.text) > 160:
                continue
            if len(timed) >= 2 and passage not in timed and not gathered:
                continue
            at, _, rating = lead(passage.text)
            talk = mention_talk(draft, passage, at, len(passage.text), "talk-heading", 0.7)
            if talk.name:
                draft.talks.append(TalkLine(passage, talk, [], {}, rating, "talk-heading", 0.7))
                lined.add(passage.index)


def mention_talk(draft: Draft, passage: Passage, i: int, j: int, rule: str, confidence: float) -> Mention:
    """Add a mention of a talk, with its video or slides where its words are a link; signs round the title are left out."""
    text = passage.text
    while i < j and text[i] in " \t\n\"“«'‘*_-–—:.,":
        i += 1
    while j > i and text[j - 1] in ' \t\n"”»*_-–—:,':
        j -= 1
    if text[i:j].endswith("''"):
        j -= 2
    if text[i:j].endswith(".") and not text[i:j].endswith("..."):
        j -= 1
    urls = [t for a, b, t in passage.links if a < j and i < b and (links.is_talk(t) or b - a >= 0.8 * (j - i))]
    urls = [u for u in urls if not links.is_encyclopedia(u) and not links.profile_handle(u)]
    url = urls[0] if len(urls) == 1 else ""
    return draft.mention(passage, i, j, "Talk", rule, confidence, url=url)


def title_passages(draft: Draft) -> set[int]:
    """The heading that is the write-up's own title: the only one at its level, before any other text."""
    first = next((p for p in draft.passages if p.kind == "heading"), None)
    if first is None:
        return set()
    level = [p for p in draft.passages if p.kind == "heading" and p.block.level == first.block.level]
    title = draft.document.metadata.title
    if (title is not None and fold(title.text) == fold(first.text)) or (
        len(level) == 1 and first.index <= 2 and len(draft.passages) > 6
    ):
        return {first.index}
    return set()


def _named_again(words: str, headed: list[str]) -> bool:
    """Whether a heading says these words, perhaps after a word for what it heads: "Talk: ..."."""
    return len(words) > 8 and any(heading.endswith(words) and len(heading) < len(words) + 16 for heading in headed)


def _opened(draft: Draft) -> set[int]:
    """The items and headings that a sentence opens: "Below are the sessions that I saw:", then a heading a day."""
    found: set[int] = set()
    opens = False
    for passage in draft.passages:
        if passage.kind == "paragraph":
            opens = len(passage.text) < 400 and bool(_OPENING.search(passage))
        elif opens and passage.kind == "item":
            found.add(passage.index)
    return found


_OPENING = CuedPattern(
    r"\b(?:talks?|sessions?|presentations?|keynotes|lightning talks|tutorials|workshops|conférences|confs|présentations|exposés|ateliers|charlas|palestras|Vorträge)\b[^.!?\n]{0,160}:\s*$",
    re.I,
)


def _gathers(text: str) -> bool:
    """Whether a heading gathers talks ("Lightning Talks", "Les conférences", "Programme")."""
    return len(text) < 60 and bool(
        re.match(
            r"^\W*(?:the |les |my |mes )?(?:\w+ )?(?:lightning talks?|talks?|keynotes|tutorials|sessions|presentations|conférences|présentations|rumps?|exposés|talks attended|programme?|schedule)\b(?!\s*:\s*\S)",
            text,
            re.I,
        )
    )
