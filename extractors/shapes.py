"""The shape of a sentence: its mentions by their class, its cue words by their stems, and everything else left out.

Two lines of one shape say the same kind of thing in nearly the same words, so that one rule may read both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from hallway.extractors.draft import Draft
from hallway.extractors.language import function_words
from hallway.extractors.masking import mask
from hallway.extractors.names import FULL, looks_full
from hallway.extractors.passages import Passage
from hallway.extractors.patterns import AND
from hallway.extractors.reading import Reading
from hallway.extractors.rules import RulePack
from hallway.extractors.unread import unread_lines
from hallway.schema.vocabulary import vocabulary

UNNAMED = "name?"
"""The class of what is shaped like a person's name and was not taken for one."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "person": ("Person",), "software": ("Project", "Tool"), "event": ("Event",), "talk": ("Talk",),
    "organization": ("Organization",), "place": ("Place",), UNNAMED: ("Person",),
}  # fmt: skip
"""The slots that shapes have, and the classes of what stands in them."""

_SLOTS = {"P": "person", "A": "person", "H": "person", "S": "software", "E": "event", "T": "talk"} | {
    "O": "organization", "L": "place",
}  # fmt: skip
_MASK = re.compile(r"⟦([A-Z])(\d+)⟧")
_LISTS = re.compile(rf"⟦([A-Z])\d+⟧(?:{AND}⟦\1\d+⟧){{1,40}}")
_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|[^\w\s]")
_LEADS = {
    "en": frozenset("about at by for from in into of on to with".split()),
    "fr": frozenset("à au aux avec chez dans de des du en par pour sur".split()),
}
_ENDINGS = {
    "en": re.compile(r"(?<=[a-z]{2})(?:ing|ed|es|e|s)\b"),
    "fr": re.compile(r"(?<=[a-zà-ÿ]{2})(?:aient|ait|ons|ent|ées|és|ée|é|er|es|e|s)\b"),
}
_STOPS = frozenset(",:;()|/@–—-")
LISTED = frozenset({"item", "cell", "field"})
"""Kinds of passages that are lists of something."""

_NEAR = 2  # parts between a mention and a cue that belongs to it


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a shape.

    Args:
        kind: ``slot``, ``cue``, ``word``, ``stop``, ``number`` or ``gap``.
        text: the slot's class, the cue, the word or the stop; "" otherwise.
        start: where it begins in the line.
        end: where it ends.
        many: of a slot: whether it is a list.
        first: of a slot: whether it is "I" or "we".
        stem: of a cue.
    """

    kind: str
    text: str
    start: int
    end: int
    many: bool = False
    first: bool = False
    stem: str = ""

    def __str__(self) -> str:
        if self.kind == "slot":
            return f"{{{self.text}{'+' if self.many else ''}}}"
        return {"number": "#", "gap": "…"}.get(self.kind, self.text)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line that gave no fact, and the part of it that seems to state one.

    Args:
        path: of the write-up.
        line: in it, from 1.
        language: of the passage.
        kind: of the passage: ``paragraph``, ``item``, ``cell`` …
        text: of the line, as a person reads it.
        parts: from the first to the last mention or cue that belongs to the statement.
    """

    path: str
    line: int
    language: str
    kind: str
    text: str
    parts: tuple[Part, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        """What lines of one shape share: the kind of list, if any, and all parts but gaps and numbers."""
        told = (part.stem or part.text for part in self.parts if part.kind not in ("gap", "number"))
        return (self.kind if self.kind in LISTED else "", *told)

    def __str__(self) -> str:
        mark = {"item": "- ", "cell": "| ", "field": ": "}.get(self.kind, "")
        return mark + " ".join(str(part) for part in self.parts)

    @property
    def promise(self) -> int:
        """How much it looks like a fact, from 0 to 3: two mentions with a cue are the most."""
        return 2 * (len(self.slots) > 1) + any(part.kind == "cue" for part in self.parts)

    @property
    def slots(self) -> tuple[Part, ...]:
        """The mentions of the statement."""
        return tuple(part for part in self.parts if part.kind == "slot")


def sightings(draft: Draft, reading: Reading, packs: Mapping[str, RulePack]) -> list[Sighting]:
    """Return the unread lines of a write-up with their shapes.

    Args:
        draft: that the reading was made of.
        reading: what was understood.
        packs: the rules that were at work, by language.
    """
    found = []
    for passage, i, j in unread_lines(draft.passages, reading, packs):
        parts = statement(line_parts(draft, passage, i, j, packs.get(passage.language)), passage.kind in LISTED)
        if parts:
            start = passage.span(i, j)[0]
            line = draft.document.source.count("\n", 0, start) + 1
            text = passage.text[i:j]
            found.append(Sighting(draft.document.path, line, passage.language, passage.kind, text, parts))
    return found


def line_parts(draft: Draft, passage: Passage, i: int, j: int, pack: RulePack | None) -> tuple[Part, ...]:
    """Take a line apart.

    Args:
        draft: with its mentions gathered into entities.
        passage: where the line stands.
        i: where it begins in ``passage.text``.
        j: where it ends.
        pack: rules of its language, for their cues.

    Returns:
        All of it, in order; offsets are from the beginning of the line.
    """
    masked = mask(draft, passage, i, j, draft.mentions_in(passage, i, j), talks=True)
    parts: list[Part] = []
    at = 0
    for match in _slots(masked.text):
        if match.start() < at:
            continue
        low, high = masked.origin(*match.span())
        parts += _between(masked.text[at : match.start()], low - i, passage, pack, parts)
        many = len(_MASK.findall(match[0])) > 1
        parts.append(Part("slot", _SLOTS[match[1]], low - i, high - i, many, match[1] == "A"))
        at = match.end()
    parts += _between(masked.text[at:], j - i, passage, pack, parts)
    return tuple(_told(parts))


def _slots(text: str) -> list[re.Match[str]]:
    """Masks and lists of masks, the longest first where they overlap."""
    found = [*_LISTS.finditer(text), *_MASK.finditer(text)]
    return sorted((m for m in found if m[1] in _SLOTS), key=lambda m: (m.start(), -m.end()))


def _between(text: str, end: int, passage: Passage, pack: RulePack | None, before: Sequence[Part]) -> list[Part]:
    """The parts of a stretch without mentions that ends at an offset of the line."""
    start = end - len(text)
    cues = _cues(pack).finditer(text) if pack is not None else ()
    parts: list[Part] = []
    at = 0
    for cue in cues:
        parts += _words(text[at : cue.start()], start + at, passage)
        word = cue[0].casefold()
        parts.append(Part("cue", word, start + cue.start(), start + cue.end(), stem=stem(word, passage.language)))
        at = cue.end()
    return parts + _words(text[at:], start + at, passage)


def _words(text: str, start: int, passage: Passage) -> list[Part]:
    leads = _LEADS.get(passage.language, frozenset())
    listed = passage.kind in LISTED
    names = [m.span() for m in FULL.finditer(text) if looks_full(m[0])] if listed else []
    parts: list[Part] = []
    for match in _WORDS.finditer(text):
        i, j = match.span()
        name = next(((a, b) for a, b in names if a <= i < b), None)
        word = match[0].casefold()
        if name is not None:
            if i == name[0]:
                parts.append(Part("slot", UNNAMED, start + name[0], start + name[1]))
        elif word[0].isdigit():
            parts.append(Part("number", "", start + i, start + j))
        elif word in leads:
            parts.append(Part("word", word, start + i, start + j))
        elif listed and word in _STOPS:
            parts.append(Part("stop", "–" if word in "–—-" else word, start + i, start + j))
        else:
            parts.append(Part("gap", "", start + i, start + j))
    return parts


def _told(parts: Sequence[Part]) -> list[Part]:
    """Leave words and stops only beside mentions and cues, and let what is left out be one gap."""
    kept: list[Part] = []
    for n, part in enumerate(parts):
        beside = (parts[n - 1].kind if n else "", parts[n + 1].kind if n + 1 < len(parts) else "")
        if (part.kind == "word" and beside[1] != "slot") or (part.kind == "stop" and "slot" not in beside):
            part = Part("gap", "", part.start, part.end)
        if part.kind == "gap" and kept and kept[-1].kind == "gap":
            kept[-1] = Part("gap", "", kept[-1].start, part.end)
        else:
            kept.append(part)
    return kept


def statement(parts: Sequence[Part], listed: bool) -> tuple[Part, ...]:
    """Return the stretch of a line that most seems to state a fact; nothing if none does.

    Of two mentions between which the vocabulary knows a relation those are taken that a cue stands between, or near, and
    that are nearest to each other. Failing that, a mention near a cue; and in a list a mention at the beginning or end.

    Args:
        parts: of a whole line.
        listed: whether the line is an item, a cell or a field.
    """
    slots = [n for n, part in enumerate(parts) if part.kind == "slot"]
    cues = [n for n, part in enumerate(parts) if part.kind == "cue"]
    best: tuple[tuple[int, ...], int, int] | None = None
    for m, n in combinations(slots, 2):
        if sum(m < k < n for k in slots) > 1 or not _related(parts[m].text, parts[n].text):
            continue
        between = [k for k in cues if m < k < n]
        near = [k for k in cues if m - _NEAR <= k < m or n < k <= n + _NEAR]
        unnamed = sum(parts[k].text == UNNAMED for k in (m, n))
        rank = (-unnamed, 2 * bool(between) + bool(near and not between), m - n, -m)
        if best is None or rank > best[0]:
            low, high = (m, n) if between or not near else (min(m, *near), max(n, *near))
            best = (rank, low, high)
    if best is not None:
        return tuple(parts[best[1] : best[2] + 1])
    for n in sorted(slots, key=lambda n: (parts[n].text == UNNAMED, n)):
        near = sorted((k for k in cues if abs(n - k) <= _NEAR), key=lambda k: (abs(n - k), k))[:1]
        if near:
            return tuple(parts[min(n, *near) : max(n, *near) + 1])
    if listed and slots and slots[0] == 0 and (len(parts) == 1 or parts[1].kind == "stop"):
        return tuple(parts[:2])
    if listed and slots and slots[-1] == len(parts) - 1 and parts[-2].kind == "stop":
        return tuple(parts[-2:])
    return ()


def _related(one: str, other: str) -> bool:
    known = vocabulary()
    relations = [p.name for p in known.properties.values() if p.relation]
    return any(
        known.allows(s, p, o) or known.allows(o, p, s)
        for s in CLASSES[one]
        for o in CLASSES[other]
        for p in relations
    )


def stem(cue: str, language: str) -> str:
    """Return a cue without the endings of its words, so that "worked on" and "working on" are one.

    >>> stem("worked on", "en"), stem("working on", "en")
    ('work on', 'work on')
    """
    endings = _ENDINGS.get(language)
    return endings.sub("", cue) if endings else cue


@lru_cache(maxsize=16)
def _cues(pack: RulePack) -> re.Pattern[str]:
    """Any cue of a pack, as a whole word or the beginning of one; function words alone tell nothing."""
    cues = {cue.strip() for rule in pack.rules for cue in rule.cues}
    idle = function_words(pack.language)
    told = (cue for cue in cues if len(cue) > 2 and cue[0].isalpha() and not idle.issuperset(cue.split()))
    words = sorted(told, key=lambda cue: (-len(cue), cue))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w{{0,5}}" if words else "(?!)", re.I)
