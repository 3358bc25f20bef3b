"""Lists of sponsors: a heading, opening line or sentence that speaks of sponsors, and the names it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hallway.extractors import firms, links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung

RULE = "sponsor-list"

_SPONSORS = (
    r"(?:sponsors?|sponsoring|sponsoren|sponsorship|partenaires|patrocinadores|patrocinador|mécènes|unterstützer)"
)
_HEADING = CuedPattern(rf"^\W*(?:[\w’']+\s+){{0,4}}?{_SPONSORS}(?:\s+(?!talks?|meeting)[\w’']+){{0,4}}\W*$", re.I)
_OPENER = CuedPattern(rf"\b{_SPONSORS}\b[^.!?]{{0,160}}[:：]\s*$", re.I)
_INLINE = CuedPattern(rf"\b{_SPONSORS}\b", re.I)
_UNSURE = CuedPattern(
    r"\b(?:potential|possible|contact(?:er|ed|és?)?|looking for|find|search|cherch\w+|trouver|relancer|attente|need|former|become|devenir|acteurs|no sponsors?)\b",
    re.I,
)
_THANKS = CuedPattern(r"\b(?:thank(?:s|ed|ing|ful)?|grateful|merci|remerci\w+|gracias|danke)\b", re.I)
_GIVEN = CuedPattern(
    r"\b(?:for|pour) (?:(?:their|kindly|generously|the|leur|financial|generous) ){0,2}(?:sponsor\w*|fund(?:ing|ed)|financ\w+|support\w*|soutien)\b",
    re.I,
)
_LEADING = r"\W*(?:(?:were|are|of|this|last|year|week|cette|année|such|as|like|including|our|notre|et|and|y|e|especially|the|event|sprint|conference|principaux|gold|silver|platinum|bronze)\b\W*)*"
_STEP = r"\W*(?:\w+\W*){0,4}"
_LEAD = re.compile(
    rf"\W*(?P<name>{firms.NAME})(?=\s*(?:$|[,;:(–—|\n-]|\.(?:\s|$)|\s(?:who|which|qui|for|pour|has|have|paid|payed|hosted|provided|kindly|were|was|a|ont|raised|helped|donated|offered|sponsored)\b))"
)
_GIFT = re.compile(rf"(?:\b(?:de|chez|from|by|of|des|du|par)\s+|\bd[’'])(?P<name>{firms.NAME})")


def find(draft: Draft) -> None:
    """Add a mention for each organisation that a list of sponsors names."""
    for passage in draft.passages:
        if passage.quoted:
            continue
        short = (
            len(passage.text) < 70
            and passage.kind in ("heading", "field", "paragraph", "item")
            and _HEADING.search(passage, 0, len(passage.text.rstrip(" :")))
            and not _UNSURE.search(passage)
        )
        opener = _OPENER.search(passage, max(0, len(passage.text) - 240))
        if (short and passage.children) or (opener and not _UNSURE.search(passage, *opener.span())):
            for below in passage.children:
                if below.kind in ("item", "cell") or (short and below.kind == "paragraph"):
                    for i, j, url in _entry(below):
                        draft.mention(below, i, j, "Organization", RULE, 0.93, url=url)
        for i, j in passage.sentences:
            if (cue := _INLINE.search(passage, i, j)) and not _UNSURE.search(passage, i, j):
                for a, b, url in _linked(passage, cue.end(), j):
                    draft.mention(passage, a, b, "Organization", RULE, 0.93, url=url)
            if (
                passage.links
                and (cue := _GIVEN.search(passage, i, j))
                and (thanks := _THANKS.search(passage, i, cue.start()))
            ):
                for a, b, url in _thanked(passage, thanks.end(), cue.start()):
                    draft.mention(passage, a, b, "Organization", RULE, 0.93, url=url)


def _entry(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """The names in one entry of a list of sponsors."""
    text = passage.text
    linked = [(i, j, t) for i, j, t in passage.links if text[i:j].strip()]
    opening = [link for link in linked if not text[: link[0]].strip(" -–—*•·|")]
    if opening and len(text[opening[0][0] : opening[0][1]].split()) <= 7:
        i, j, target = opening[0]
        if (
            firms.plausible(text[i:j].strip(), sure=True)
            and not links.is_talk(target)
            and not links.profile_handle(target)
            and not names.starts_with_first_name(text[i:j])
        ):
            yield i, j, target if links.is_root(target) else ""
            return
    if match := _LEAD.match(text):
        i, j = firms.trimmed(text, *match.span("name"))
        if i < j and firms.plausible(text[i:j], strong=True):
            yield i, j, ""
            return
    if len(text) < 100:
        for match in _GIFT.finditer(text):
            i, j = firms.trimmed(text, *match.span("name"))
            if i < j and firms.plausible(text[i:j]):
                yield i, j, ""


def _linked(passage: Passage, low: int, high: int) -> list[tuple[int, int, str]]:
    """The linked names that follow the word "sponsors" in one sentence, where they follow as a list."""
    text, at = passage.text, low
    found: list[tuple[int, int, str]] = []
    for i, j, target in passage.links:
        if i < low or i >= high or text.count("(", low, i) > text.count(")", low, i):
            continue
        between = re.sub(r"\([^()]*\)", "", text[at:i])
        if len(between) > 40 or not re.fullmatch(_STEP if found else _LEADING, between, re.I):
            break
        anchor = text[i:j].strip()
        if (
            not anchor
            or not links.host_name(target)
            or links.profile_handle(target)
            or links.is_repository(target)
            or links.is_talk(target)
        ):
            break
        if (
            len(anchor.split()) <= 6
            and not names.starts_with_first_name(anchor)
            and (anchor[0].isupper() or anchor[0].isdigit())
        ):
            found.append((i, j, target if links.is_root(target) else ""))
        at = j
    return found


def _thanked(passage: Passage, low: int, high: int) -> list[tuple[int, int, str]]:
    """The linked names of the list that ends where what they are thanked for begins."""
    text, at = passage.text, high
    found: list[tuple[int, int, str]] = []
    for i, j, target in reversed(passage.links):
        if j > at or i < low:
            continue
        anchor = text[i:j].strip()
        if (
            not re.fullmatch(r"[\s,;&]*(?:(?:and|et|y|und|the|le|la|our host)\b[\s,]*)*", text[j:at])
            or not anchor
            or not links.is_root(target)
        ):
            break
        if firms.plausible(anchor, sure=True) and not names.starts_with_first_name(anchor):
            found.append((i, j, target))
        at = i
    return found


class Sponsors:
    """States that the organisations on a list of sponsors sponsored the event."""

    name = "sponsors"

    def extract(self, draft: Draft) -> None:
        """Add the facts."""
        if draft.event is None:
            return
        for mention in draft.mentions:
            if mention.rule == RULE:
                passage = mention.passage
                i, j = next(((a, b) for a, b in passage.sentences if a <= mention.i < b), (mention.i, mention.j))
                draft.fact(
                    mention,
                    "sponsored",
                    draft.event,
                    passage,
                    i,
                    max(j, mention.j),
                    rule=RULE,
                    confidence=0.85,
                    rung=Rung.STRUCTURAL,
                )
