"""Sentences with their mentions masked, so that a rule can be a pattern over typed slots."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.passages import Passage

LETTERS = {"Person": "P", "Tool": "S", "Project": "S", "Event": "E", "Talk": "T", "Organization": "O", "Place": "L"}
"""The letter that stands for each class in a masked sentence: ``⟦P3⟧`` is the fourth mention, a person."""

_FIRST = {
    "en": re.compile(r"\b(?:I|[Ww]e)\b|(?<=and )(?:me|myself)\b|(?<=with )(?:me|us)\b|(?<=, )me(?=,| and\b)"),
    # "nous" before "a montré" is whom something was shown to, before "avons montré" who showed it
    "fr": re.compile(
        r"\b(?:[Jj]e|[Oo]n)\b|\b[Nn]ous(?=\s+(?:(?:y|en|nous|les|l[’']|ne|n[’'])\s*)?\w+(?:ons|mes)\b)|(?<=et )moi\b|\b[Jj][’'](?=\w)"
    ),
    "es": re.compile(r"\b(?:[Yy]o|[Nn]osotros)\b"),
}
_THIRD = {
    "en": re.compile(r"\b(?:[Hh]e|[Ss]he)\b"),
    "fr": re.compile(
        r"\b(?:[Ii]l|[Ee]lle)\b(?!\s+(?:y a|existe|vient|est (?:désormais|aussi|ensuite|très)|faut|est (?:possible|temps|vrai|donc)|fallait|s['’]agit))"
    ),
}


_HANDLE_BEHIND = re.compile(r"\+\+(?!\w)|(?:\+\+)? \(@?[a-z_][\w-]{2,25}\)(?!\w)")
"""What a name may carry behind it without a change in what a sentence says: "Ada (adab) worked on …"."""


@dataclass
class Masked:
    """One sentence whose mentions are masked.

    Args:
        passage: where it stands.
        text: the masked sentence.
        parties: for each number in a mask, who or what it stands for.
        starts: for each stretch of ``text``, its first offset there …
        origins: … and the offset in ``passage.text`` it came from.
        fixed: whether a stretch is a mask, which maps as a whole.
    """

    passage: Passage
    text: str = ""
    parties: list[Mention | EntityDraft] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)

    @property
    def letters(self) -> frozenset[str]:
        """The letters of its masks."""
        return frozenset(self.text[start + 1] for start in self.starts if self.text[start] == "⟦")

    def origin(self, i: int, j: int) -> tuple[int, int]:
        """Return the stretch of ``passage.text`` that ``text[i:j]`` came from."""
        n, m = bisect_right(self.starts, i) - 1, bisect_right(self.starts, max(i, j - 1)) - 1
        low, high = self.origins[n], self.origins[m]
        start = low[0] if self.text[self.starts[n]] == "⟦" else low[0] + i - self.starts[n]
        end = high[1] if self.text[self.starts[m]] == "⟦" else high[0] + j - self.starts[m]
        return start, end

    def _add(self, text: str, i: int, j: int) -> None:
        if text:
            self.starts.append(len(self.text))
            self.origins.append((i, j))
            self.text += text

    def party(self, letter: str, who: Mention | EntityDraft, i: int, j: int) -> None:
        """Add a mask."""
        self._add(f"⟦{letter}{len(self.parties)}⟧", i, j)
        self.parties.append(who)


def mask(draft: Draft, passage: Passage, i: int, j: int, mentions: Iterable[Mention], *, talks: bool) -> Masked:
    """Mask the mentions of one sentence.

    Args:
        draft: whose author "I" and "we" stand for.
        passage: where the sentence stands.
        i: where it begins in ``passage.text``.
        j: where it ends.
        mentions: the passage's, in order.
        talks: whether talks are masked, with whatever mentions lie in their titles, or left open.

    Returns:
        The masked sentence; first persons are ``⟦A…⟧`` and third persons ``⟦H…⟧`` where someone was named before.
    """
    text = passage.text
    spans: list[tuple[int, int, str, Mention | EntityDraft]] = []
    ordered = [m for m in mentions if i <= m.i and m.j <= j and m.entity is not None]
    outer = [m for m in ordered if m.kind == "Talk"] if talks else []
    for m in outer:
        spans.append((m.i, m.j, "T", m))
    for m in ordered:
        if m.kind != "Talk" and not any(o.i < m.j and m.i < o.j for o in outer):
            spans.append((m.i, m.j, LETTERS[m.kind], m))
    pronouns: list[tuple[int, int, str]] = []
    if first := _FIRST.get(passage.language):
        pronouns += [(*match.span(), "A") for match in first.finditer(text, i, j)]
    if third := _THIRD.get(passage.language):
        pronouns += [(*match.span(), "H") for match in third.finditer(text, i, j)]
    for a, b, letter in pronouns:
        if any(x < b and a < y for x, y, _, _ in spans):
            continue
        if letter == "A":
            spans.append((a, b, "A", draft.author))
        elif (named := _antecedent(draft, passage, a)) is not None:
            spans.append((a, b, "H", named))
    masked = Masked(passage)
    at = i
    for a, b, letter, who in sorted(spans, key=lambda s: (s[0], s[1])):
        if a < at:
            continue
        masked._add(text[at:a], at, a)
        if letter == "P" and isinstance(who, Mention) and (handle := _HANDLE_BEHIND.match(text, b, j)):
            others = [m for m in ordered if b <= m.i and m.j <= handle.end() and m.entity is not who.entity]
            b = b if any(m.kind != "Person" for m in others) else handle.end()
        masked.party(letter, who, a, b)
        if text[b - 1] in "’'":
            masked._add(" ", b, b)
        at = b
    masked._add(text[at:j], at, j)
    return masked


def _antecedent(draft: Draft, passage: Passage, at: int) -> Mention | None:
    """The person last named before a pronoun, in its passage, the one before, or the heading it stands under."""
    here = [m for m in draft.mentions_in(passage) if m.kind == "Person" and m.j <= at]
    if here:
        return _subject(here, passage, at)
    nearby = [draft.passages[passage.index - 1]] if passage.index else []
    if passage.parent is not None:
        nearby.append(passage.parent)
    for other in nearby:
        if other.kind == "heading" and other is not passage.parent:
            continue
        found = [m for m in draft.mentions_in(other) if m.kind == "Person"]
        if found:
            return found[0] if other.kind == "heading" or len({id(m.entity) for m in found}) == 1 else found[-1]
    return None


def _subject(found: list[Mention], passage: Passage, at: int) -> Mention:
    """Of those named before a pronoun, the first of the sentence before it: the one it was about."""
    sentence = [(i, j) for i, j in passage.sentences if j <= at]
    if sentence:
        i, j = sentence[-1]
        last = [m for m in found if i <= m.i < j]
        if last:
            return last[0]
    return found[-1]
