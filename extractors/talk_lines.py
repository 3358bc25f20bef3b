"""Lines that announce a talk: what in "10h30 : Title - Speaker - Company" is the title, who speaks, for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from hallway.extractors import names
from hallway.extractors.names import UPPER

NOUNS = (
    r"(?:lightning[- ]talks?|keynotes?|talks?|tutorials?|presentations?|sessions?|workshops?|panels?|posters?|lectures?|demos?|open[- ]spaces?|BoFs?|BOFs?|birds of a feather|speech(?:es)?|discussions?"
    r"|conférences?|confs?|présentations?|ateliers?|tutoriels?|tutos?|table ronde|tables rondes|plénières?|retours? d[’']expérience|exposés?|débats?|intervention|charlas?|palestras?|ponencias?|Vorträge|Vortrag|rumps?)"
)
_TIME = r"(?:\d{1,2}\s?(?:h|:|\.|H)\s?\d{2}|\d{1,2}\s?h|\d{1,2}(?::\d{2})?\s?(?:am|pm|AM|PM))"
_LEAD = re.compile(rf"^\s*(?:[\[(]?{_TIME}(?:\s?(?:-|–|—|à|to|/)\s?{_TIME})?[\])]?\s*(?:[:|–—-]|\s)\s*)", re.I)
_RATING = re.compile(r"^\s*[(\[]\s*([+-]?\d(?:\s?/\s?\d{1,2})?)\s*[)\]]\s*")
_KIND = re.compile(rf"^\s*(?:{NOUNS}|groupes?|groups?|table|atelier|track)\s*(?:(?:#?\d+)?\s*(?::|–|—|\s-\s)\s*|(?=[\"“«]))", re.I)
_SIGN = re.compile(r"^[^\w\s\"“«(\[@#'‘*_]+\s+")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|#\d+)\s+")
_DASH = re.compile(r"\s+(?:-{1,3}|–|—|\||//)\s+|\s*(?:–|—)\s*")
_BY = re.compile(
    r"(?:,\s*|\s+)(?:presented by|given by|présentée? par|animée? par|by|par|mit|por|von|pel[oa])\s+(?=[A-ZÀ-Þ@])", re.I
)
_ENDPAREN = re.compile(r"\s*\(([^()]{3,80})\)\s*(?:\([^()]{3,40}\)\s*)?[.:]?\s*$")
_LASTPAREN = re.compile(r"\s*\(([^()]{3,80})\)\s*[.:]?\s*$")
_BRACKETED_BY = re.compile(r"(?:(?:présentée?|animée?|donnée?|presented|given|led) )?(?:par|by|avec|with)\s+", re.I)
_FIRM = re.compile(
    rf"^\s*(?:\(([^()]{{2,60}})\)|,\s*([{UPPER}][^,;()]{{1,50}})|(?:from|of|de|chez|at|@)\s+(?:the\s+)?([{UPPER}][^,;()]{{1,50}}))"
)
QUOTED = re.compile(r"(?:[\"“«]|'')\s?([^\"“”«»\n]{4,140}?)\s?(?:[\"”»]|'')")
"""A quoted title, as wikis quote it too: two apostrophes on each side."""
_SENTENCE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|we|I|they|he|she|est|sont|était|étaient|started|kicked|began|begins|starts|ended|ends|opened|closed|went|got|came|saw|a (?:commencé|débuté|fini)|commen[cç]ait|débutait|a été|ont été|fut|nous|je|il|elle|on|ils|organisée?s?|organi[sz]ed|hosted)\b|n[’']",
    re.I,
)
# --- what joins and ends the parts of a line
_BY_BEHIND = re.compile(r"\s*(?:,|-|–|—|by|par|\()*\s*(?:by|par)?\s*")
_MORE_BEHIND = re.compile(r"\s*[(:–—-]")
_NAME_COLON = re.compile(rf"({names.FULL.pattern})\s?:\s+")
_NAME_HANDLE = re.compile(rf"({names.FULL.pattern})\s*\(@[\w-]+\)\s*:?\s*")
_HEAD_COLON = re.compile(r"([^:]{5,60})\s?:\s+")
_COMMA = re.compile(r"\s?,\s")
_LAST_COMMA = re.compile(r"\s*,\s*$")
_JOINED = re.compile(r"[\s,;&/+]*(?:\b(?:and|et|with|avec|und|y|&)\s+)?(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?@?")
_LONE = re.compile(r"@?[A-Za-z][\w-]*(?:-[\w]+)*")
_HANDLE_SIGN = re.compile(r"\w-\w|\d|_|@")
_HANDLE_BEHIND = re.compile(r"\s*\(?@[\w-]+\)?")
_AFTER_NAMES = re.compile(r"\W*(?:~|\(|http|,|\.|;|:|$)")
_GOES_ON = re.compile(r"\s*(?:$|[,;&/(.~+]|and\b|et\b|und\b|with\b|avec\b|y\b|http|:)")
_ENDS = re.compile(r"\s*[(.~:]|\s*http")
_CLAUSE_END = re.compile(r"[.!?](?:\s|$)|\s+\(")
_TWO_LETTERS = re.compile(r"\w\w")
_NO_LETTER = re.compile(r"[\d\W]+")
_NO_FIRM = re.compile(r"https?:|\d{1,2}\s?(?:min|h\b)|slides|video|vidéo|remote|\b(?:PEP|RFC|bug|issue)s?\s+#?\d", re.I)


_SAID = re.compile(r"\breprésentée?s?$|\w{3}\. +[A-ZÀ-Þ]|[?] +[A-ZÀ-Þ][\w-]+: |^[A-ZÀ-Þ][\w-]+: (?:any|an?|what|how|who|is|are|can|do|does|we|I|the)\b|\bphoto\b|\bpicture\b")
"""What no title holds: the end of a sentence, "Ada: what ..." of a minuted discussion, what somebody photographed."""


@dataclass(frozen=True)
class LineSplit:
    """How one line divides: the title's span, each speaker's, and each speaker's organisation's."""

    title: tuple[int, int]
    speakers: tuple[tuple[int, int], ...]
    firms: tuple[tuple[int, tuple[int, int]], ...]
    rule: str
    confidence: float


def lead(text: str) -> tuple[int, bool, tuple[str, int, int] | None]:
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


def first_line(text: str) -> str:
    """What of an item can announce a talk: its first line, or of a long one what stands before a colon or stop.

    >>> first_line("Knots, Alice Marsh\\nShe showed some.")
    'Knots, Alice Marsh'
    """
    line = text.split("\n", 1)[0]
    if len(line) > 220 and (stop := re.search(r"\s?:\s|[.!?]\s", line[:220])):
        line = line[: stop.end()] if stop.group().strip() == ":" else line[: stop.start()]
    return line


def split_line(line: str, kind: str, talkish: bool, profiles: frozenset[int] = frozenset()) -> LineSplit | None:
    """Divide a line into title and speakers.

    Args:
        line: without its time, rating and number.
        kind: of its block.
        talkish: whether it stands among talks.
        profiles: where linked names begin that lead to a person's profile.
    """
    quoted = QUOTED.match(line.lstrip())
    if quoted and (
        match := _BY_BEHIND.match(line[line.index(quoted.group()) + len(quoted.group()) :])
    ):
        start = line.index(quoted.group()) + len(quoted.group())
        people = _speakers(line, start + match.end(), len(line))
        if people is not None:
            i = line.index(quoted.group(1))
            return LineSplit((i, i + len(quoted.group(1))), *people, "quoted-title-by", 0.92)
    if quoted and kind == "item" and (match := _MORE_BEHIND.match(line[line.index(quoted.group()) + len(quoted.group()) :])):
        i = line.index(quoted.group(1))
        if quoted.group(1)[:1].isupper() and (len(quoted.group(1).split()) > 2 or talkish):
            return LineSplit((i, i + len(quoted.group(1))), (), (), "quoted-title", 0.8)
    for match in reversed(list(_BY.finditer(line))):
        people = _speakers(line, match.end(), len(line))
        if people is not None and match.start() > 2:
            if kind == "paragraph" and not talkish and (len(line) > 140 or not title_like(line[: match.start()])):
                return None
            if kind == "paragraph" and _SENTENCE.search(line[: match.start()]):
                return None
            if _SAID.search(line[: match.start()]):
                return None
            return LineSplit((0, match.start()), *people, "title-by-speaker", 0.92)
    cuts = [(m.start(), m.end()) for m in _DASH.finditer(line)]
    if cuts and talkish and (colon := _NAME_COLON.match(line[: cuts[0][0]])):
        people = _speakers(line, 0, colon.end(1))
        if people is not None and names.starts_with_first_name(colon.group(1)) and len(line) - colon.end() < 160:
            return LineSplit((colon.end(), len(line)), *people, "speaker-colon-title", 0.9)
    if (cuts and kind != "paragraph") or (cuts and talkish):
        # a segment that begins with a given name is surer to be the speaker than one that only looks like a name
        for surely, (n, (start, end)) in product((True, False), reversed(list(enumerate(cuts)))):
            stop = cuts[n + 1][0] if n + 1 < len(cuts) else len(line)
            people = _speakers(line, end, stop, handles=talkish or kind == "heading")
            if people is None or not title_like(line[:start]) or _SAID.search(line[:start]):
                continue
            speakers, firms = people
            sure = names.starts_with_first_name(line[speakers[0][0] : speakers[0][1]])
            if (surely and not sure) or (not sure and not talkish and kind != "heading"):
                continue
            if n + 1 < len(cuts) and not firms:
                a = cuts[n + 1][1]
                b = cuts[n + 2][0] if n + 2 < len(cuts) else len(line)
                if b - a < 50 and line[a:b].strip():
                    firms = ((len(speakers) - 1, (a, b)),)
            return LineSplit((0, start), speakers, firms, "title-dash-speaker", 0.92 if sure else 0.8)
        if talkish or kind == "heading":
            people = _speakers(line, 0, cuts[0][0])
            rest = line[cuts[0][1] :]
            if (
                people is not None
                and len(rest.split()) >= 2
                and names.looks_full(line[people[0][0][0] : people[0][0][1]])
            ):
                return LineSplit((cuts[0][1], len(line)), *people, "speaker-dash-title", 0.85)
    for start in sorted(profiles) if kind == "heading" or talkish else ():
        if (lead := _LAST_COMMA.search(line[:start])) and title_like(line[: lead.start()]):
            people = _speakers(line, start, len(line), trusted=True)
            if people is not None:
                return LineSplit((0, lead.start()), *people, "title-comma-speaker", 0.9)
    if talkish and kind == "item":
        for comma in _COMMA.finditer(line):
            people = _speakers(line, comma.end(), len(line))
            if people is None or not title_like(line[: comma.start()]):
                continue
            first = line[people[0][0][0] : people[0][0][1]]
            # several commas or a colon: the title may itself be a list
            sure = line.count(",") == 1 and ": " not in line
            if names.looks_full(first) if sure else names.starts_with_first_name(first):
                return LineSplit((0, comma.start()), *people, "title-comma-speaker", 0.82)
    if talkish or kind == "heading":
        for brackets in (_LASTPAREN, _ENDPAREN):  # after the speaker may stand a remark: "(slides)", "(missed it)"
            if match := brackets.search(line):
                by = _BRACKETED_BY.match(line, match.start(1))
                people = _speakers(line, by.end() if by else match.start(1), match.end(1), handles=False)
                if people is not None and (title_like(line[: match.start()]) or (by and match.start() > 2)):
                    return LineSplit((0, match.start()), *people, "title-speaker-in-brackets", 0.85)
        if match := _NAME_HANDLE.match(line):
            people = _speakers(line, 0, match.end(1))
            if people is not None and len(line[match.end() :].split()) > 1:
                return LineSplit((match.end(), len(line)), *people, "speaker-colon-title", 0.9)
        for match in reversed(list(_OF.finditer(line, 0, line.index(" :") if " :" in line else len(line)))):
            people = _speakers(line, match.end(), len(line))
            if (
                people is not None
                and title_like(line[: match.start()])
                and names.starts_with_first_name(line[people[0][0][0] : people[0][0][1]])
            ):
                return LineSplit((0, match.start()), *people, "title-of-speaker", 0.84)
        if match := _ON.search(line):
            people = _speakers(line, 0, match.start())
            if people is not None and people[0][-1][1] >= match.start() - 40:
                return LineSplit((match.end(), _clause_end(line, match.end())), *people, "speaker-on-title", 0.82)
        if match := _HEAD_COLON.match(line):
            people = _speakers(line, 0, match.end(1))
            if (
                people is not None
                and 0 < len(line[match.end() :].split()) < 16
                and title_like(line[match.end() :])
                and all(names.looks_full(line[a:b]) for a, b in people[0])
            ):
                return LineSplit((match.end(), len(line)), *people, "speaker-colon-title", 0.82)
    return None


def _speakers(
    line: str, low: int, high: int, *, handles: bool = False, trusted: bool = False
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, tuple[int, int]], ...]] | None:
    """Read a list of speakers, each perhaps with an organisation; None if it is not all people."""
    speakers: list[tuple[int, int]] = []
    firms: list[tuple[int, tuple[int, int]]] = []
    at = low
    while at < high:
        lead = _JOINED.match(line, at)
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
        elif (match := _LONE.match(line, at)) and (
            names.looks_single(match.group())
            or line[at - 1 : at] == "@"
            or (
                handles
                and speakers == []
                and match.end() >= high
                and _HANDLE_SIGN.search(line[max(0, at - 1) : match.end()])
            )
        ):
            speakers.append((at, match.end()))
        elif (
            speakers
            and line[:at].rstrip().endswith(",")
            and firm_like(line[at:high])
            and len(line[at:high].split()) < 5
        ):
            firms.append((len(speakers) - 1, (at, high)))
            break
        else:
            return (
                (tuple(speakers), tuple(firms))
                if speakers
                and _AFTER_NAMES.match(line[max(0, at - 1) : at + 2] if at > low else "x")
                else None
            )
        at = speakers[-1][1]
        if (firm := _FIRM.match(line[at:high])) and firm.lastindex:
            a, b = at + firm.start(firm.lastindex), at + firm.end(firm.lastindex)
            if not names.looks_full(line[a:b]) and not names.HANDLE.fullmatch(line[a:b].strip()) and not _names_first(line, a, b):
                firms.append((len(speakers) - 1, (a, b)))
                at += firm.end()
            elif firm.group(1):
                at += firm.end()
        elif at < high and (handle := _HANDLE_BEHIND.match(line, at)):
            at = handle.end()
        rest = line[at:high]
        if not _GOES_ON.match(rest):
            return None
        if _ENDS.match(rest):
            break
    return (tuple(speakers), tuple(firms)) if speakers else None


def _names_first(line: str, a: int, b: int) -> bool:
    """Whether what stands behind a speaker's comma is further speakers: "Ada Byron, Bob Loom et Chloé Marsh"."""
    match = names.FULL.match(line, a, b)
    return match is not None and names.given(match.group().split()[0]) and bool(_ROW_ON.match(line, match.end(), b))


_ROW_ON = re.compile(r"\s+(?:et|and|&)\s+[A-ZÀ-Þ]")


def _cut(name: str) -> str:
    """Leave out what a greedy name shape took beyond the name."""
    words = name.split()
    for n, word in enumerate(words):
        if n >= 2 and word.casefold() in names.COMMON:
            return name[: name.index(word, len(" ".join(words[:n])))].rstrip()
    return name


_OF = re.compile(r",?\s+(?:de|d[’']|of|da|do|di|del)\s+(?=[A-ZÀ-Þ])")
_ON = re.compile(r"\s+(?:on|about|sur|über|sobre)\s+")


def _clause_end(line: str, at: int) -> int:
    """Where the title of "X on TITLE. More words." ends."""
    match = _CLAUSE_END.search(line, at)
    return match.start() if match and match.start() - at > 6 else len(line)


def title_like(text: str) -> bool:
    text = text.strip(' *_"“”«»-–—:')
    return (
        len(text) > 2
        and not names.starts_with_first_name(text)
        and bool(_TWO_LETTERS.search(text))
        and not _NO_LETTER.fullmatch(text)
    )


def firm_like(text: str) -> bool:
    text = text.strip()
    return (
        bool(text)
        and len(text.split()) <= 7
        and not _NO_FIRM.search(text)
        and text[0].isalnum()
        and not text[0].islower()
    ) or (text[:1].islower() and len(text.split()) == 1 and len(text) > 3)
