"""What follows from a talk's line and section: who gave it, of which event it is part, what it uses, who saw it."""

from __future__ import annotations

import re

from hallway.extractors.assemblies import assembly
from hallway.extractors.context import event_here, sentence_of
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.extractors.talks import TalkLine
from hallway.schema.gazetteer import gazetteers

_MISSED = re.compile(
    r"\b(?:missed|couldn['’]t (?:attend|see|make)|could not (?:attend|see|make)|did(?:n['’]t| not) (?:attend|see|go)|wish I (?:had|could)|pas pu (?:assister|voir|aller)|rat[ée]|manqué|n['’]ai pas (?:vu|assisté)|not on the list|(?:not|n['’]t) going to|will not|won['’]t|was cancelled|annulée?)\b",
    re.I,
)
_I = CuedPattern(r"\b(?:I|my|me|je|j['’]\w+|mon|ma|mes|moi|yo|ich|mein|minha)\b", re.I)
_OWN = re.compile(
    r"\b(?:my|our|mon|ma|notre) (?:\w+ ){0,2}(?:talk|keynote|session|tutorial|workshop|presentation|lightning talk|présentation|conf(?:érence)?|atelier)\b(?!s)"
    r"|\b(?:I|we|j[’']ai|nous avons) (?:\w+ ){0,2}?(?:gave|presented|delivered|ran|run a|running a|donné|présenté|animé)\b",
    re.I,
)
"""A sentence in which the writer speaks."""
_COLLECTED = re.compile(
    r"\b(?:slides|took place|were (?:given|presented|held)|all (?:of )?the talks|upcoming|planned|proposed|envisagée?s?|prévue?s?|proposée?s?|à venir)\b",
    re.I,
)
_SAW = re.compile(
    r"\b(?:I|we)(?:[’']ve)? (?:\w+ ){0,2}?(?:saw|seen|attended|enjoyed|liked|loved|watched|went)\b|\b(?:vue?s?|assisté|suivie?s?|aimée?s?|retenue?s?)\b",
    re.I,
)
"""A list that a report only collects, against one of what its writer saw."""
_TELLS = re.compile(
    r"\b(?:compar\w+|cover(?:ed|s|ing)|using|uses|based on|built (?:with|on)|showed|showing|demonstrat\w+|demoed|introduc\w+|explain\w+|on top of|(?:tour|overview|introduction|look) (?:of|to|at|into)|comparé|montré|présenté|expliqué|utilis\w+|basée? sur|à l[’']aide de)\b|\b(?:with|avec)\s+(?:the |le |la |l[’'])?$",
    re.I,
)
"""What stands between a talk and a technology that it is about."""
_LINE = 0.88  # most that a line's shape makes sure by itself, who gave the talk
_TO_US = re.compile(
    r"\b(?:showed|told|gave|taught|walked|took|presented to|shared with) us\b|\b(?:nous|m[’'])\s?(?:a|à|ont|avait|présente|montre|explique|raconte|parle|expose)\b", re.I
)
"""A sentence whose talk the writer was told or shown."""
_TOGETHER = re.compile(r"^(?:\s*\([^)]{0,40}\))?\s*(?:,|et|and|&|,\s*(?:et|and))\s*$")


_QUOTED_BY = re.compile(r"\s?[\"”»']{1,2}\s*,?\s*(?:given |presented |led |présentée? |animée? |donnée? )?(?:by|par)\s+", re.I)
_ASIDE = re.compile(
    r"\b(?:slides?|vidéos?|videos?|recording|(?:are|is|soon|bientôt|disponibles?) (?:available )?(?:on|at|sur)|licen[cs]es?|under the|sous licence)\b",
    re.I,
)
"""A sentence that tells where the talk can be seen again, or under what terms."""


class TalkFacts:
    """States the facts of talk lines and of talks that prose names."""

    name = "talk-facts"

    def extract(self, draft: Draft) -> None:
        """Add the facts of each talk."""
        for line in draft.talks:
            self._talk_line(draft, line)
        ambient = _ambient(draft)
        for index, line in talk_reach(draft).items():
            self._uses(draft, line, draft.passages[index], ambient)
        self._prose_talks(draft, {id(line.talk.entity) for line in draft.talks})
        for talk, person in draft.givers:
            passage, i, j = sentence_of(talk)
            draft.fact(person, "presented", talk, passage, i, j, rule=talk.rule, confidence=talk.confidence)
            if person.entity is not draft.author and _TO_US.search(passage.text, i, j):
                self._author_saw(draft, talk, passage, (i, j), [])

    def _talk_line(self, draft: Draft, line: TalkLine) -> None:
        passage, talk = line.passage, line.talk
        whole = (0, len(passage.text))
        event = _event_beside(draft, talk) or event_here(draft, passage)
        if event is not None:
            draft.fact(
                talk, "partOf", event, passage, *whole, rule="talk-in-report", confidence=0.85, rung=Rung.DOCUMENT
            )
        if line.rule == "own-list":
            draft.fact(
                draft.author, "presented", talk, passage, *whole, rule=line.rule, confidence=0.82, rung=Rung.STRUCTURAL
            )
        for speaker in line.speakers:
            if speaker.passage is talk.passage:
                shown = (talk.passage, min(talk.i, speaker.i), max(speaker.j, talk.j))
            else:
                shown = (speaker.passage, 0, len(speaker.passage.text))
            draft.fact(
                speaker,
                "presented",
                talk,
                *shown,
                rule=line.rule,
                confidence=min(_LINE, line.confidence),
                rung=Rung.STRUCTURAL,
            )
            firm = line.firms.get(speaker)
            if firm is not None:
                draft.fact(
                    speaker,
                    "memberOf",
                    firm,
                    passage,
                    min(speaker.i, firm.i),
                    max(speaker.j, firm.j),
                    rule="speaker-affiliation",
                    confidence=0.85,
                    rung=Rung.STRUCTURAL,
                )
        if line.told is not None and not line.speakers:
            self._told(draft, line, line.told)
        for label in line.labels:
            predicate = "presented" if label.role in ("presenter", "scribe") else "attendedTalk"
            for person in label.people:
                draft.fact(
                    person,
                    predicate,
                    talk,
                    person.passage,
                    rule=f"{label.role}-label",
                    confidence=0.88,
                    rung=Rung.STRUCTURAL,
                )
        if line.rating is not None:
            text, i, j = line.rating
            draft.fact(
                talk, "rating", text, passage, i, j, rule="rating-before-title", confidence=0.95, rung=Rung.STRUCTURAL
            )
        speakers = [s.entity for s in line.speakers]
        if line.rule != "programme-row":  # a table gives the whole programme, which nobody can have seen
            self._author_saw(draft, talk, passage, whole, [draft.author] if line.rule == "own-list" else speakers)

    def _told(self, draft: Draft, line: TalkLine, first: Passage) -> None:
        """The people whom the first words below a talk's heading are about gave it."""
        people = [
            m
            for m in draft.mentions_in(first)
            if m.kind == "Person" and m.entity is not None and m.entity is not draft.author
        ]
        if not people or people[0].i > 220:
            return
        _, i, j = sentence_of(people[0])
        for person in people:
            # "A and B": those named in one breath with the first
            if person is not people[0] and not _TOGETHER.match(
                first.text[people[people.index(person) - 1].j : person.i]
            ):
                break
            draft.fact(
                person,
                "presented",
                line.talk,
                first,
                i,
                j,
                rule="first-named-below",
                confidence=0.66,
                rung=Rung.DOCUMENT,
            )
            line.speakers.append(person)

    def _author_saw(
        self, draft: Draft, talk: Mention, passage: Passage, span: tuple[int, int], speakers: list[EntityDraft | None]
    ) -> None:
        """In a first-person report the talks it tells of are those its author saw, unless it says otherwise."""
        if (
            not draft.first_person
            or draft.author in speakers
            or any(label.role == "attendee" for label in draft.labels)
        ):
            return
        if _MISSED.search(passage.text[span[0] : span[1]]) or _OWN.search(passage.text, *span):
            return
        above = passage.parent
        listed = above is not None and passage.kind in ("item", "cell") and len(above.text) < 400
        if listed and above is not None and _not_seen(above.text):
            return
        draft.fact(
            draft.author,
            "attendedTalk",
            talk,
            passage,
            *span,
            rule="author-reports-talk",
            confidence=0.6,
            rung=Rung.DOCUMENT,
        )

    def _uses(self, draft: Draft, line: TalkLine, passage: Passage, ambient: set[int]) -> None:
        for mention in draft.mentions_in(passage):
            if mention.group == "Software" and mention.entity is not None:
                titled = passage is line.passage and line.talk.i <= mention.i < line.talk.j
                if id(mention.entity) in ambient or (not titled and _in_passing(draft, mention)):
                    continue
                _, i, j = sentence_of(mention) if not titled else (passage, 0, len(passage.text))
                if not titled and _ASIDE.search(passage.text, i, j):
                    continue
                draft.fact(
                    line.talk,
                    "uses",
                    mention,
                    passage,
                    i,
                    j,
                    rule="tool-in-title" if titled else "tool-in-talk",
                    confidence=0.8 if titled else 0.6,
                    rung=Rung.STRUCTURAL,
                )

    def _prose_talks(self, draft: Draft, lined: set[int]) -> None:
        # who writes "we" all along speaks for an event's organisers or its audience, and saw not each talk that is named
        says_i = any(_I.search(p) for p in draft.passages if not p.quoted)
        for talk in [m for m in draft.mentions if m.kind == "Talk" and id(m.entity) not in lined]:
            passage, i, j = sentence_of(talk)
            event = event_here(draft, passage)
            told_of = event is draft.event and draft.event is not None and any(assembly(n) for n in draft.event.names)
            if event is not None and talk.rule != "title-event" and not told_of:  # an assembly tells of its year's talks
                draft.fact(
                    talk, "partOf", event, passage, i, j, rule="talk-in-report", confidence=0.7, rung=Rung.DOCUMENT
                )
            inside = draft.mentions_in(passage, talk.i, talk.j)
            people = [m for m in inside if m.kind == "Person"]
            if talk.rule == "talk-about-by":
                after = draft.mentions_in(passage, talk.j, talk.j + 120)
                people = [m for m in after if m.kind == "Person" and m.i - talk.j < 12][:1]
            if talk.rule == "quoted-talk":
                after = [m for m in draft.mentions_in(passage, talk.j, talk.j + 120) if m.kind == "Person"][:1]
                people = [m for m in after if _QUOTED_BY.fullmatch(passage.text, talk.j, m.i)]
            if talk.rule == "own-talk":
                draft.fact(draft.author, "presented", talk, passage, i, j, rule=talk.rule, confidence=0.85)
                continue
            if talk.rule == "talk-told":
                people = [m for m in draft.mentions_in(passage, i, talk.i) if m.kind == "Person"][-1:]
            if talk.rule in ("talk-by", "talk-of", "talk-about-by", "talk-told", "quoted-talk"):
                for person in people:
                    draft.fact(
                        person, "presented", talk, passage, i, j, rule=talk.rule, confidence=0.85, rung=Rung.VERBATIM
                    )
            beside = [
                m
                for m in draft.mentions_in(passage, talk.j, j)
                if m.group == "Software" and not _bracketed(m) and _TELLS.search(passage.text[talk.j : m.i])
            ]
            for mention in [*inside, *beside]:
                if mention.group == "Software":
                    draft.fact(
                        talk,
                        "uses",
                        mention,
                        passage,
                        i,
                        j,
                        rule="tool-in-title" if mention.i < talk.j else "talk-tells-of-tool",
                        confidence=0.75 if mention.i < talk.j else 0.6,
                        rung=Rung.VERBATIM,
                    )
            if says_i:
                self._author_saw(draft, talk, passage, (i, j), [p.entity for p in people])


def _not_seen(opening: str) -> bool:
    """Whether a list opens as one of talks that were missed, or only as one of what there was."""
    return bool(_MISSED.search(opening) or (_COLLECTED.search(opening) and not _SAW.search(opening)))


_BESIDE = re.compile(r"[\W_]*(?:(?:at|@|for|in|à|au|lors d[eu])\s+)?(?:the\s+|la\s+|l[’'])?", re.I)


def _event_beside(draft: Draft, talk: Mention) -> Mention | None:
    """The event named right behind a talk's title: "Woven engines: LanternConf (May 2032)"."""
    for mention in draft.mentions_in(talk.passage, talk.j, talk.j + 90):
        if mention.kind == "Event" and not mention.generic and mention.entity is not None:
            return mention if _BESIDE.fullmatch(talk.passage.text, talk.j, mention.i) else None
    return None


def talk_reach(draft: Draft) -> dict[int, TalkLine]:
    """Tell for each passage that is about a talk which talk's line it belongs to.

    Returns:
        Index of the passage → the line, in document order; where two lines reach a passage the later counts.
    """
    lines = {line.passage.index: line for line in draft.talks}
    covered: dict[int, TalkLine] = {}
    for line in draft.talks:
        for below in _reach(draft, line, lines):
            covered[below.index] = line
    return dict(sorted(covered.items()))


def _reach(draft: Draft, line: TalkLine, lines: dict[int, TalkLine]) -> list[Passage]:
    """The passages that are about a talk: its line, what stands under it, and for a lone line what follows it."""
    found = [line.passage]
    stack = list(reversed(line.passage.children))
    while stack:
        below = stack.pop()
        if below.index in lines:
            continue
        found.append(below)
        stack.extend(reversed(below.children))
    if line.passage.kind in ("paragraph", "cell"):
        for following in draft.passages[line.passage.index + 1 :]:
            if following.index in lines or following.kind == "heading" or following.parent is not line.passage.parent:
                break
            if line.passage.kind == "cell" and following.row != line.passage.row:
                break
            found.append(following)
    return found


_MANY = 4
"""Technologies that make a sentence a list of them, whose brackets count as well."""


def _bracketed(mention: Mention) -> bool:
    text = mention.passage.text
    return text.rfind("(", 0, mention.i) > text.rfind(")", 0, mention.i)


def _listed_beside(draft: Draft, mention: Mention) -> list[Mention]:
    """The technologies that a mention's sentence names outside brackets."""
    passage, i, j = sentence_of(mention)
    return [m for m in draft.mentions_in(passage, i, j) if m.group == "Software" and not _bracketed(m)]


def _in_passing(draft: Draft, mention: Mention) -> bool:
    """Whether a talk that is not named after a technology only mentions it: in brackets, or once and of a kind that talks are seldom about."""
    if _bracketed(mention) and len(_listed_beside(draft, mention)) < _MANY:
        return True
    entry = gazetteers().technologies.get(mention.name)
    once = mention.entity is None or len(mention.entity.mentions) < 2
    kinds = ("protocol", "format", "os", "service")
    return once and (mention.rule in ("language-version", "code-word") or (entry is not None and entry.kind in kinds))


def _ambient(draft: Draft) -> set[int]:
    """The languages that go without saying: named in the event's name or the title, or in most of several talks."""
    named = [*(draft.event.names if draft.event is not None else ()), *(p.text for p in draft.passages[:1])]
    lines: dict[int, set[int]] = {}
    found = set()
    for entity in draft.entities:
        entry = gazetteers().technologies.get(entity.name) if entity.group == "Software" else None
        if entry is None or entry.kind != "language":
            continue
        near = [name for name in named if entity.name.casefold() in name.casefold()]
        if any(re.search(rf"(?<!\w){re.escape(entity.name)}", name, re.I) for name in near):
            found.add(id(entity))
        lines[id(entity)] = {m.passage.index for m in entity.mentions}
    tops = {line.passage.index for line in draft.talks}
    return found | {key for key, at in lines.items() if len(at & tops) >= 4 and 3 * len(at & tops) >= len(tops)}
