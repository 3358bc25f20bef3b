"""Mentions of talks: programme lines and headings ("Title - Speaker - Company"), and talks named in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hallway.extractors import links, names
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.labels import Label, label_of, section_role
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.passages import Passage
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

NOUNS = (
    r"(?:lightning[- ]talks?|keynotes?|talks?|tutorials?|presentations?|sessions?|workshops?|panels?|posters?|lectures?|demos?|open[- ]spaces?|BoFs?|BOFs?|birds of a feather|speech(?:es)?|discussions?"
    r"|conférences?|confs?|présentations?|ateliers?|tutoriels?|tutos?|table ronde|tables rondes|plénières?|retours? d[’']expérience|exposés?|débats?|intervention|charlas?|palestras?|ponencias?|Vorträge|Vortrag|rumps?)"
)
_TIME = r"(?:\d{1,2}\s?(?:h|:|\.|H)\s?\d{2}|\d{1,2}\s?h|\d{1,2}(?::\d{2})?\s?(?:am|pm|AM|PM))"
_LEAD = re.compile(rf"^\s*(?:[\[(]?{_TIME}(?:\s?(?:-|–|—|à|to|/)\s?{_TIME})?[\])]?\s*(?:[:|–—-]|\s)\s*)", re.I)
_RATING = re.compile(r"^\s*[(\[]\s*([+-]?\d(?:\s?/\s?\d{1,2})?)\s*[)\]]\s*")
_KIND = re.compile(rf"^\s*(?:{NOUNS}|groupes?|groups?|table|atelier|track)\s*(?:#?\d+)?\s*(?::|–|—|\s-\s)\s*", re.I)
_SIGN = re.compile(r"^[^\w\s\"“«(\[@#'‘*_]+\s+")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|#\d+)\s+")
_DASH = re.compile(r"\s+(?:-{1,3}|–|—|\||//)\s+|\s*(?:–|—)\s*")
_BY = re.compile(
    r"(?:,\s*|\s+)(?:presented by|given by|présentée? par|animée? par|by|par|mit|por|von)\s+(?=[A-ZÀ-Þ@])", re.I
)
_ENDPAREN = re.compile(r"\s*\(([^()]{3,80})\)\s*[.:]?\s*$")
_FIRM = re.compile(
    rf"^\s*(?:\(([^()]{{2,60}})\)|,\s*([{UPPER}][^,;()]{{1,50}})|(?:from|of|de|chez|at|@)\s+(?:the\s+)?([{UPPER}][^,;()]{{1,50}}))"
)
_QUOTED = re.compile(r"[\"“«]\s?([^\"“”«»\n]{4,140}?)\s?[\"”»]")
_BREAK = re.compile(
    r"^\W*(?:pauses?|pause.*|break|coffee.*|lunch.*|déjeuner|diner|dinner|repas.*|accueil.*|registration|welcome.*|opening|closing.*|clôture.*|introduction|intro|conclusions?|bilan|conclusion.*|wrap[- ]?up.*|summary|résumé|overview|photos?|videos?|vidéos?|slides?"
    r"|notes?|misc.*|divers|liens?|links?|references?|références?|remerciements|thanks|merci.*|next steps|agenda|programme|program|schedule|day \d+|jour \d+.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day.*|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b.*"
    r"|morning.*|afternoon.*|evening.*|matin.*|après-midi.*|soir.*|sprints?|questions?|q ?& ?a|social.*|party.*|attendees|participants|présents|tl;?dr|about.*|à propos.*|action items?|actions?|decisions?|todo|more lightning talks|lightning talks?|photos? by.*|(?:team )?pictures?.*|.*\bphotos?|en vrac|.*infos en vrac|(?:le )?mot de la fin|topics?|techniques?|credits?|crédits?|image|illustrations?|update|edit)\W*$",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|we|I|they|he|she|est|sont|était|étaient|a été|ont été|fut|nous|je|il|elle|on|ils)\b|n[’']",
    re.I,
)
_TALKISH = re.compile(
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


@dataclass(frozen=True)
class _Split:
    """How one line divides: the title's span, each speaker's, and each speaker's organisation's."""

    title: tuple[int, int]
    speakers: tuple[tuple[int, int], ...]
    firms: tuple[tuple[int, tuple[int, int]], ...]
    rule: str
    confidence: float


class Talks:
    """Finds talks that have a line of their own, then those that prose names."""

    name = "talks"

    def extract(self, draft: Draft) -> None:
        """Add talk lines to ``draft.talks`` and a mention for each talk."""
        self._lines(draft)
        self._labelled(draft)
        self._siblings(draft)
        self._below(draft)
        for passage in draft.passages:
            self._prose(draft, passage)

    # --- lines -------------------------------------------------------------------------------------------------
    def _lines(self, draft: Draft) -> None:
        for passage in draft.passages:
            if passage.kind not in ("heading", "item", "paragraph", "cell") or len(passage.text) > 400:
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
            if (
                roles & {"attendee", "absent", "organizer", "sponsor"}
                or (label_of(passage)[0]
                and passage.kind != "heading")
            ):
                continue
            at, timed, rating = _lead(passage.text)
            talkish = (
                timed
                or rating is not None
                or any(_TALKISH.search(above.text[:400]) for above in list(passage.ancestors())[:2])
            )
            line = passage.text[at:]
            if passage.kind == "paragraph" and len(line) > 220:
                continue
            profiles = frozenset(
                i - at
                for i, j, target in passage.links
                if links.profile_handle(target) and names.FULL.fullmatch(passage.text[i:j].strip())
            )
            split = _split(line, passage.kind, talkish, profiles)
            if split is None:
                continue
            self._add(draft, passage, at, split, rating)

    def _add(self, draft: Draft, passage: Passage, at: int, split: _Split, rating: tuple[str, int, int] | None) -> None:
        i, j = at + split.title[0], at + split.title[1]
        if _BREAK.match(passage.text[i:j]):
            return
        talk = self._talk(draft, passage, i, j, split.rule, split.confidence)
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
            if _firm_like(passage.text[at + a : at + b])
        }
        draft.talks.append(TalkLine(passage, talk, speakers, firms, rating, split.rule, split.confidence))

    @staticmethod
    def _talk(draft: Draft, passage: Passage, i: int, j: int, rule: str, confidence: float) -> Mention:
        text = passage.text
        while i < j and text[i] in " \t\n\"“«'‘*_-–—:.,":
            i += 1
        while j > i and text[j - 1] in ' \t\n"”»*_-–—:,':
            j -= 1
        if text[i:j].endswith(".") and not text[i:j].endswith("..."):
            j -= 1
        urls = [t for a, b, t in passage.links if a < j and i < b and (links.is_talk(t) or b - a >= 0.8 * (j - i))]
        urls = [u for u in urls if not links.is_encyclopedia(u) and not links.profile_handle(u)]
        url = urls[0] if len(urls) == 1 else ""
        return draft.mention(passage, i, j, "Talk", rule, confidence, url=url)

    def _labelled(self, draft: Draft) -> None:
        """A heading or item over a line that names its speaker or its participants is a talk."""
        lined = {line.passage.index: line for line in draft.talks}
        tops = _title_passages(draft)
        for label in draft.labels:
            if label.role not in ("presenter", "attendee", "scribe"):
                continue
            above = self._line_over(draft, label.passage) or label.passage.parent
            if label.passage.kind == "item" and above is not None and above.kind not in ("heading", "item"):
                continue
            if above is None or above.index in tops or not label.people or section_role(above):
                continue
            if (
                above.kind in ("heading", "paragraph")
                or (above.kind == "item"
                and label.role == "presenter"
                and len(above.text) < 140)
            ):
                line = lined.get(above.index)
                if line is None:
                    if label.role == "scribe" or (_BREAK.match(above.text) and label.role == "attendee"):
                        continue
                    at, _, rating = _lead(above.text)
                    talk = self._talk(draft, above, at, len(above.text), "labelled-talk", 0.86)
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
        return above if 2 < len(text) < 90 and not re.search(r"[.!?:;,…]$", text) and above.index > 1 else None

    def _siblings(self, draft: Draft) -> None:
        """Headings beside two or more talks, or under "Lightning talks", are talks too, speaker or none."""
        lined = {line.passage.index for line in draft.talks}
        groups: dict[tuple[int, int], list[Passage]] = {}
        tops = _title_passages(draft)
        for passage in draft.passages:
            if passage.kind == "heading" and passage.index not in tops and not passage.quoted:
                groups.setdefault((passage.parent.index if passage.parent else -1, passage.block.level), []).append(
                    passage
                )
        for group in groups.values():
            talks = [p for p in group if p.index in lined]
            timed = [p for p in group if _lead(p.text)[1]]
            parent = group[0].parent
            if any(above.index in lined for above in group[0].ancestors()):
                continue
            gathered = parent is not None and _gathers(parent.text)
            gathered = gathered or sum(bool(_QUOTED.match(p.text.strip())) for p in group) >= 3
            if not ((len(talks) >= 2 and 2 * len(talks) >= len(group)) or len(timed) >= 2 or gathered):
                continue
            for passage in group:
                if passage.index in lined or _BREAK.match(passage.text.strip('"“”«» ')) or len(passage.text) > 160:
                    continue
                if len(timed) >= 2 and passage not in timed and not gathered:
                    continue
                at, _, rating = _lead(passage.text)
                talk = self._talk(draft, passage, at, len(passage.text), "talk-heading", 0.7)
                if talk.name:
                    draft.talks.append(TalkLine(passage, talk, [], {}, rating, "talk-heading", 0.7))
                    lined.add(passage.index)

    def _below(self, draft: Draft) -> None:
        """A talk's heading whose first line below is but a name: that is who gave it."""
        for line in draft.talks:
            if line.speakers or line.labels or line.passage.kind != "heading" or not line.passage.children:
                continue
            first = line.passage.children[0]
            text = re.sub(r"\s*\(?@[\w-]+\)?\s*$", "", first.text.strip())
            if first.kind not in ("paragraph", "item") or not text:
                continue
            if len(text) > 60:
                line.told = first
                continue
            spans = names.split_names(text)
            if spans and all(
                names.looks_full(text[i:j]) or (names.SINGLE.fullmatch(text[i:j]) and len(text.split()) == 1)
                for i, j in spans
            ):
                at = first.text.index(text)
                line.speakers = [draft.mention(first, at + i, at + j, "Person", "speaker", 0.85) for i, j in spans]

    # --- prose -------------------------------------------------------------------------------------------------
    def _prose(self, draft: Draft, passage: Passage) -> None:
        if passage.kind == "heading" and any(line.passage is passage for line in draft.talks):
            return
        text = passage.text
        for match in _PROSE_QUOTED.finditer(text):
            group = next(name for name in "adbc" if match.group(name))
            title = match.group(group)
            if len(title.split()) >= 2 or title[:1].isupper():
                self._talk(draft, passage, *match.span(group), "quoted-talk", 0.78)
        for match in _PROSE_BY.finditer(text):
            person = match.group("person")
            if names.starts_with_first_name(person) or names.looks_full(person) or names.looks_single(person):
                self._talk(draft, passage, *match.span("talk"), "talk-by", 0.72)
                draft.mention(passage, *match.span("person"), "Person", "talk-giver", 0.77)
        for match in _PROSE_OF.finditer(text):
            who = match.group("person")
            if names.starts_with_first_name(who) or names.looks_single(who) or names.looks_full(who):
                self._talk(draft, passage, *match.span("talk"), "talk-of", 0.7)
        for match in _PROSE_ABOUT_BY.finditer(text):
            if names.looks_full(match.group("person")):
                self._talk(draft, passage, *match.span("talk"), "talk-about-by", 0.72)
        for match in _PROSE_ON.finditer(text):
            self._talk(draft, passage, *match.span("talk"), "talk-on", 0.6)
        for match in _PROSE_TOLD.finditer(text):
            if names.starts_with_first_name(match.group("person")) or names.looks_full(match.group("person")):
                self._talk(draft, passage, *match.span("talk"), "talk-told", 0.56)
        for match in _PROSE_NAMED.finditer(text):
            name = match.group("name")
            if fold(name.split()[0]) in names.COMMON or gazetteers().event_series.get(name) is not None:
                continue
            self._talk(draft, passage, *match.span("talk"), "named-session", 0.58)
        for match in _PROSE_KEYNOTE.finditer(text):
            self._talk(draft, passage, *match.span("talk"), "keynote", 0.5)


_NAME = rf"(?:(?:Dr|Mr|Prof)\.?\s+)?[{UPPER}][{LOWER}]+(?:[ -][{UPPER}][\w.’'-]+){{0,3}}"
_QT = r"[\"“«]\s?(?P<{0}>[^\"“”«»\n]{{3,140}}?)\s?[\"”»]"
_SAID = (
    NOUNS.replace("|discussions?", "")
    .replace("|débats?", "")
    .replace("|intervention", "")
    .replace("|demos?", "|demos?\\b(?! version)")
)
"""What prose calls a talk; a discussion that prose mentions is seldom a session."""
_PROSE_QUOTED = re.compile(
    rf"\b{NOUNS}\s+(?:(?:was|were|is|are|est|était|called|titled|entitled|named|intitulée?|nommée?|on|about|sur|of|de|:|,|{_NAME}|by|par)\s+){{0,5}}{_QT.format('a')}"
    rf"|\b{NOUNS}\b[^.!?\n\"“«]{{0,60}}:\s*{_QT.format('d')}"
    rf"|{_QT.format('b')}\s*(?:,\s*)?(?:a |an |the )?\b{NOUNS}\b"
    rf"|{_QT.format('c')}\s*,?\s*(?:by|par|given by|presented by|présentée? par|animée? par)\s+[{UPPER}]",
    re.I,
)
_ADJ = r"(?:(?:opening|closing|first|second|final|great|good|excellent|interesting|very|awesome|nice|brilliant|fantastic|short|quick|brief|status|invited|lightning|magistrale|excellente|super|belle|petite?)\s+)*"
_PROSE_BY = re.compile(
    rf"(?P<talk>(?:{_ADJ}){NOUNS}\s+(?:(?:was|were|is)\s+)?(?:given\s+|presented\s+|held\s+)?(?:by|from|of|par|de|d[’'])\s+(?P<person>{_NAME}))",
    re.I,
)
_PROSE_BY = re.compile(_PROSE_BY.pattern.replace("(?P<person>", "(?P<person>(?-i:").replace("{0,3})", "{0,3}))"), re.I)
_PROSE_OF = re.compile(
    rf"(?P<talk>(?P<person>{_NAME})[’']s?\s+(?:[\w+#.:-]+\s+){{0,3}}?(?:lightning talk|keynote|talk|tutorial|presentation|session|workshop|lecture|demo|BoF)\b)"
)
_PROSE_ABOUT_BY = re.compile(
    rf"\b(?:celle|celui|conférence|conf|présentation|atelier|talk|session|the one|one)\s+(?:sur|on|about)\s+(?P<talk>[^.,;:!?()\n]{{4,80}}?)\s+(?:de|par|d[’']|by|from)\s*(?P<person>(?-i:{_NAME}))",
    re.I,
)
_PROSE_ON = re.compile(
    rf"(?:\b(?:an?|the|une?|la|le|l[’']|his|her|their|my|sa|son|ma|mon|gave|another|some)\s+{_ADJ})(?P<talk>{_SAID}\s+(?:on|about|sur|regarding|covering|explaining|concernant|à propos d[eu])\s+[^.,;:!?()\n]{{4,90}}?)(?=[.,;:!?()\n]|\s(?:by|par|and|et|which|that|qui|where|was|were|is|a été|était|with|at|from|in which|given|then|but|to get|so)\s|$)",
    re.I,
)
_PROSE_TOLD = re.compile(
    rf"(?P<person>{_NAME})(?:\s+\([^)]{{1,40}}\))?\s+(?:then |also |next |nous |ensuite |nous a |a |nous ont )*(?:talked|spoke|gave us an overview|presented|talks|speaks|presents|parlé|présenté|expliqué|raconté|presentó|habló|apresentou)\s+(?:(?:us )?(?:about|on|over)|de|sur|sobre)\s+"
    rf"(?P<talk>[^.,;:!?()\n]{{6,90}}?)(?=[.,;:!?()\n]|\s(?:by|par|and|et|which|that|qui|where|was|were|at|from|in which|then|but|with|avec|during)\s|$)"
)
_PROSE_NAMED = re.compile(
    rf"(?P<talk>(?P<name>[{UPPER}][\w+#./-]+(?:\s+[{UPPER}][\w+#./-]+){{0,3}})\s+(?:status\s+)?(?:talk|keynote|tutorial|session|BoF|BOF|open space|panel|presentation|lecture)\b)(?!\s+track)"
)
_PROSE_KEYNOTE = re.compile(
    r"\b(?:the|a|la|une|our|an)\s+(?P<talk>(?:(?:opening|closing|first|second|morning|final)\s+)?keynote|lightning talks|keynote d[’']ouverture)\b(?!\s+(?:by|from|de|par|speaker))",
    re.I,
)


def _title_passages(draft: Draft) -> set[int]:
    """The heading that is the write-up's own title: the only one at its level, before any other text."""
    first = next((p for p in draft.passages if p.kind == "heading"), None)
    if first is None:
        return set()
    level = [p for p in draft.passages if p.kind == "heading" and p.block.level == first.block.level]
    title = draft.document.metadata.title
    if (
        (title is not None
        and fold(title.text) == fold(first.text))
        or (len(level) == 1
        and first.index <= 2
        and len(draft.passages) > 6)
    ):
        return {first.index}
    return set()


def _gathers(text: str) -> bool:
    """Whether a heading gathers talks ("Lightning Talks", "Les conférences", "Programme")."""
    return len(text) < 60 and bool(
        re.match(
            r"^\W*(?:the |les |my |mes )?(?:\w+ )?(?:lightning talks?|talks?|keynotes|tutorials|sessions|presentations|conférences|présentations|rumps?|exposés|talks attended|programme?|schedule)\b",
            text,
            re.I,
        )
    )


def _lead(text: str) -> tuple[int, bool, tuple[str, int, int] | None]:
    """Return where a line's title begins, whether a time precedes it, and the rating before it."""
    at, timed, rating = 0, False, None
    if match := _SIGN.match(text):
        at = match.end()
    if match := _NUMBER.match(text[at:]):
        at += match.end()
    if match := _LEAD.match(text[at:]):
        timed = True
        at += match.end()
    if match := _RATING.match(text[at:]):
        rating = (match.group(1), at + match.start(1), at + match.end(1))
        at += match.end()
    if match := _KIND.match(text[at:]):
        at += match.end()
    return at, timed, rating


def _split(line: str, kind: str, talkish: bool, profiles: frozenset[int] = frozenset()) -> _Split | None:
    """Divide a line into title and speakers.

    Args:
        line: without its time, rating and number.
        kind: of its block.
        talkish: whether it stands among talks.
        profiles: where linked names begin that lead to a person's profile.
    """
    quoted = _QUOTED.match(line.lstrip())
    if quoted and (
        match := re.match(
            r"\s*(?:,|-|–|—|by|par|\()*\s*(?:by|par)?\s*", line[line.index(quoted.group()) + len(quoted.group()) :]
        )
    ):
        start = line.index(quoted.group()) + len(quoted.group())
        people = _people(line, start + match.end(), len(line))
        if people is not None:
            i = line.index(quoted.group(1))
            return _Split((i, i + len(quoted.group(1))), *people, "quoted-title-by", 0.92)
    for match in reversed(list(_BY.finditer(line))):
        people = _people(line, match.end(), len(line))
        if people is not None and match.start() > 2:
            if kind == "paragraph" and not talkish and (len(line) > 140 or not _title_like(line[: match.start()])):
                return None
            if kind == "paragraph" and _SENTENCE.search(line[: match.start()]):
                return None
            return _Split((0, match.start()), *people, "title-by-speaker", 0.92)
    cuts = [(m.start(), m.end()) for m in _DASH.finditer(line)]
    if (cuts and kind != "paragraph") or (cuts and talkish):
        for n, (start, end) in reversed(list(enumerate(cuts))):
            stop = cuts[n + 1][0] if n + 1 < len(cuts) else len(line)
            people = _people(line, end, stop, handles=talkish or kind == "heading")
            if people is None or not _title_like(line[:start]):
                continue
            speakers, firms = people
            if n + 1 < len(cuts) and not firms:
                a = cuts[n + 1][1]
                b = cuts[n + 2][0] if n + 2 < len(cuts) else len(line)
                if b - a < 50 and line[a:b].strip():
                    firms = ((len(speakers) - 1, (a, b)),)
            sure = names.starts_with_first_name(line[speakers[0][0] : speakers[0][1]])
            if not sure and not talkish and kind != "heading":
                continue
            return _Split((0, start), speakers, firms, "title-dash-speaker", 0.92 if sure else 0.8)
        if talkish or kind == "heading":
            people = _people(line, 0, cuts[0][0])
            rest = line[cuts[0][1] :]
            if (
                people is not None
                and len(rest.split()) >= 2
                and names.looks_full(line[people[0][0][0] : people[0][0][1]])
            ):
                return _Split((cuts[0][1], len(line)), *people, "speaker-dash-title", 0.85)
    for start in sorted(profiles) if kind == "heading" or talkish else ():
        if (lead := re.search(r"\s*,\s*$", line[:start])) and _title_like(line[: lead.start()]):
            people = _people(line, start, len(line), trusted=True)
            if people is not None:
                return _Split((0, lead.start()), *people, "title-comma-speaker", 0.9)
    if talkish and kind == "item" and line.count(",") == 1 and ": " not in line:
        start = line.index(",")
        people = _people(line, start + 1, len(line))
        if (
            people is not None
            and _title_like(line[:start])
            and names.looks_full(line[people[0][0][0] : people[0][0][1]])
        ):
            return _Split((0, start), *people, "title-comma-speaker", 0.82)
    if talkish or kind == "heading":
        if match := _ENDPAREN.search(line):
            people = _people(line, *match.span(1), handles=False)
            if people is not None and _title_like(line[: match.start()]):
                return _Split((0, match.start()), *people, "title-speaker-in-brackets", 0.85)
        if match := re.match(rf"({names.FULL.pattern})\s*\(@[\w-]+\)\s*:?\s*", line):
            people = _people(line, 0, match.end(1))
            if people is not None and len(line[match.end() :].split()) > 1:
                return _Split((match.end(), len(line)), *people, "speaker-colon-title", 0.9)
        for match in reversed(list(_OF.finditer(line, 0, line.index(" :") if " :" in line else len(line)))):
            people = _people(line, match.end(), len(line))
            if (
                people is not None
                and _title_like(line[: match.start()])
                and names.starts_with_first_name(line[people[0][0][0] : people[0][0][1]])
            ):
                return _Split((0, match.start()), *people, "title-of-speaker", 0.84)
        if match := _ON.search(line):
            people = _people(line, 0, match.start())
            if people is not None and people[0][-1][1] >= match.start() - 40:
                return _Split((match.end(), _clause_end(line, match.end())), *people, "speaker-on-title", 0.82)
        if match := re.match(r"([^:]{5,60})\s?:\s+", line):
            people = _people(line, 0, match.end(1))
            if (
                people is not None
                and 0 < len(line[match.end() :].split()) < 16
                and _title_like(line[match.end() :])
                and all(names.looks_full(line[a:b]) for a, b in people[0])
            ):
                return _Split((match.end(), len(line)), *people, "speaker-colon-title", 0.82)
    return None


def _people(
    line: str, low: int, high: int, *, handles: bool = False, trusted: bool = False
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, tuple[int, int]], ...]] | None:
    """Read a list of speakers, each perhaps with an organisation; None if it is not all people."""
    speakers: list[tuple[int, int]] = []
    firms: list[tuple[int, tuple[int, int]]] = []
    at = low
    while at < high:
        lead = re.compile(r"[\s,;&/]*(?:\b(?:and|et|with|avec|und|y|&)\s+)?(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?@?").match(
            line, at
        )
        at = lead.end() if lead else at
        if at >= high:
            break
        match = names.FULL.match(line, at)
        comma = bool(speakers) and line[:at].rstrip().endswith(",")
        if (
            match
            and match.end() <= high
            and (names.looks_full(_cut(match.group())) or trusted)
            and not (comma and not names.given(match.group().split()[0]))
        ):
            speakers.append((at, at + len(_cut(match.group()))))
        elif (match := re.compile(r"@?[A-Za-z][\w-]*(?:-[\w]+)*").match(line, at)) and (
            names.looks_single(match.group())
            or (handles
            and speakers == []
            and match.end() >= high
            and re.search(r"\w-\w|\d|_|@", line[max(0, at - 1) : match.end()]))
        ):
            speakers.append((at, match.end()))
        elif (
            speakers
            and line[:at].rstrip().endswith(",")
            and _firm_like(line[at:high])
            and len(line[at:high].split()) < 5
        ):
            firms.append((len(speakers) - 1, (at, high)))
            break
        else:
            return (
                (tuple(speakers), tuple(firms))
                if speakers
                and re.match(r"\W*(?:~|\(|http|,|\.|;|:|$)", line[max(0, at - 1) : at + 2] if at > low else "x")
                else None
            )
        at = speakers[-1][1]
        if (firm := _FIRM.match(line[at:high])) and firm.lastindex:
            a, b = at + firm.start(firm.lastindex), at + firm.end(firm.lastindex)
            if not names.looks_full(line[a:b]) and not names.HANDLE.fullmatch(line[a:b].strip()):
                firms.append((len(speakers) - 1, (a, b)))
                at += firm.end()
            elif firm.group(1):
                at += firm.end()
        elif at < high and (handle := re.compile(r"\s*\(?@[\w-]+\)?").match(line, at)):
            at = handle.end()
        rest = line[at:high]
        if not re.match(r"\s*(?:$|[,;&/(.~]|and\b|et\b|und\b|with\b|avec\b|y\b|http|:)", rest):
            return None
        if re.match(r"\s*[(.~:]|\s*http", rest):
            break
    return (tuple(speakers), tuple(firms)) if speakers else None


def _cut(name: str) -> str:
    """Leave out what a greedy name shape took beyond the name."""
    words = name.split()
    for n, word in enumerate(words):
        if n >= 2 and word.casefold() in names.COMMON:
            return name[: name.index(word, len(" ".join(words[:n])))].rstrip()
    return name


_OF = re.compile(r"\s+(?:de|d[’']|of)\s+(?=[A-ZÀ-Þ])")
_ON = re.compile(r"\s+(?:on|about|sur|über|sobre)\s+")


def _clause_end(line: str, at: int) -> int:
    """Where the title of "X on TITLE. More words." ends."""
    match = re.compile(r"[.!?](?:\s|$)|\s+\(").search(line, at)
    return match.start() if match and match.start() - at > 6 else len(line)


def _title_like(text: str) -> bool:
    text = text.strip(' *_"“”«»-–—:')
    return (
        len(text) > 2
        and not names.starts_with_first_name(text)
        and bool(re.search(r"\w\w", text))
        and not re.fullmatch(r"[\d\W]+", text)
    )


def _firm_like(text: str) -> bool:
    text = text.strip()
    return (
        (bool(text)
        and len(text.split()) <= 7
        and not re.search(r"https?:|\d{1,2}\s?(?:min|h\b)|slides|video|vidéo|remote", text, re.I)
        and text[0].isalnum()
        and not text[0].islower())
        or (text[:1].islower()
        and len(text.split()) == 1
        and len(text) > 3)
    )
