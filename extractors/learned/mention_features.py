"""What a model of mentions looks at: for each token its word, its neighbours, its place, and what the rules say of it.

Features are strings. They come in groups, and what recurs (a word, a layout) is always the same object, so that whoever
adds up weights can keep the sum of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hallway.extractors import links
from hallway.extractors.draft import Draft, Mention, apart
from hallway.extractors.labels import section_role
from hallway.extractors.learned.word_clusters import cluster
from hallway.extractors.passages import Passage
from hallway.extractors.words import is_common
from hallway.schema.gazetteer import gazetteers

_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_TOKEN = re.compile(
    r"https?://\S{1,400}"
    r"|(?:[ldjnsmtcLDJNSMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Aa]ujourd)['’](?=\w)"  # l'AFPy is two words
    rf"|{_LETTER}+(?:[._]{_LETTER}+|_)*(?:\+\+|[+#](?!\w))?"
    r"|[^\w\s]|_"
)
_LONGEST = 80  # tokens of a line; a longer sentence is cut
_MAY_NAME = re.compile(r"[A-ZÀ-ÞŒŠŽ]|[a-z]\d|_|[a-z]\.[a-z]")

Held = frozenset[tuple[str, str]]
"""Groups of classes and names that the rules are made not to know."""


@dataclass(eq=False, frozen=True, slots=True)
class Word:
    """What a word says, wherever it stands.

    Args:
        own: features of a token that is this word.
        left: of the token after it.
        right: of the token before it.
        far_left: of the second token after it.
        far_right: of the second token before it.
        shape: how it looks.
    """

    own: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    far_left: tuple[str, ...]
    far_right: tuple[str, ...]
    shape: str = ""


@dataclass(eq=False, frozen=True, slots=True)
class Group:
    """Features of a token that always come together."""

    features: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Line:
    """A sentence as a sequence of tokens.

    Args:
        passage: that it stands in.
        tokens: start and end in ``passage.text`` of each token.
        covers: the rules' mention that each token belongs to.
        words: of each token.
        groups: further features of each token, as many groups for every token.
    """

    passage: Passage
    tokens: list[tuple[int, int]]
    covers: list[Mention | None]
    words: list[Word]
    groups: list[tuple[Group, ...]]

    def features(self) -> Iterator[list[str]]:
        """Yield all features of each token."""
        around = [EDGE, EDGE, *self.words, EDGE, EDGE]
        for n, groups in enumerate(self.groups):
            far_left, left, here, right, far_right = around[n : n + 5]
            features = [*here.own, *left.left, *right.right, *far_left.far_left, *far_right.far_right]
            yield features + [feature for group in groups for feature in group.features]


_PLAIN = Group(())
EDGE = Word((), ("-l=^",), ("+l=$",), (), ())
"""What stands before and after a line."""


@dataclass(slots=True)
class _Cut:
    """A sentence cut into words, before anything is said of them."""

    passage: Passage
    words: list[str]
    tokens: list[tuple[int, int]]
    covers: list[Mention | None]


def shape(word: str) -> str:
    """Return how a word looks: capitals ``X``, small letters ``x``, digits ``0``; more than two of a kind are two.

    >>> shape("IPython"), shape("Node.js"), shape("2031")
    ('XXxx', 'Xxx.xx', '00')
    """
    seen = ""
    for sign in word[:24]:
        kind = "X" if sign.isupper() else "x" if sign.islower() else "0" if sign.isdigit() else sign
        if seen[-2:] != kind * 2:
            seen += kind
    return seen


def lines_of(draft: Draft, held: Held = frozenset()) -> list[Line]:
    """Cut a write-up into lines with features.

    Args:
        draft: whose mentions are still unsettled.
        held: names that neither rules nor gazetteers are to know, for training: the rules know most names of the
            write-ups they were made with, and will know fewer of another's.

    Returns:
        Its sentences, without those in which nothing looks like a name.
    """
    covering: dict[int, list[Mention]] = {}
    for mention in sorted(apart(m for m in draft.mentions if m.kind != "Talk")[0], key=lambda m: m.i):
        if (mention.group, mention.name) not in held:
            covering.setdefault(mention.passage.index, []).append(mention)
    unknown = frozenset(word for _, name in held for word in re.findall(r"\w+", name.casefold()))
    cut = [one for passage in draft.passages for one in _cut(passage, covering.get(passage.index, []))]
    small: set[str] = set()
    capital: Counter[str] = Counter()
    classes: dict[str, str] = {}
    for one in cut:
        for n, (word, cover) in enumerate(zip(one.words, one.covers, strict=True)):
            if word[0].islower():
                small.add(word)
            elif n:
                capital[word] += 1
            if cover is not None and word[0].isalpha():
                classes.setdefault(word, cover.group)
    talks: dict[int, list[Mention]] = {}
    for mention in draft.mentions:
        if mention.kind == "Talk":
            talks.setdefault(mention.passage.index, []).append(mention)
    return [_line(one, small, capital, classes, unknown, talks.get(one.passage.index, [])) for one in cut]


def _cut(passage: Passage, mentions: list[Mention]) -> Iterator[_Cut]:
    text = passage.text
    for a, b in passage.sentences:
        covered = [m for m in mentions if m.i < b and a < m.j]
        if not covered and not _MAY_NAME.search(text, a + 1, b) and not any(i < b and a < j for i, j, _ in passage.links):
            continue
        found = [(match.group(), match.span()) for match in _TOKEN.finditer(text, a, b)]
        for first in range(0, len(found), _LONGEST):
            words = [word for word, _ in found[first : first + _LONGEST]]
            tokens = [span for _, span in found[first : first + _LONGEST]]
            yield _Cut(passage, words, tokens, _spread(covered, tokens))


def _spread(mentions: Iterable[Mention], tokens: list[tuple[int, int]]) -> list[Mention | None]:
    """Which of these mentions, in order and apart, each token touches."""
    covers: list[Mention | None] = [None] * len(tokens)
    n = 0
    for mention in mentions:
        while n < len(tokens) and tokens[n][1] <= mention.i:
            n += 1
        while n < len(tokens) and tokens[n][0] < mention.j:
            covers[n] = mention
            n += 1
    return covers


def _line(
    cut: _Cut,
    small: Container[str],
    capital: Counter[str],
    classes: Mapping[str, str],
    unknown: Container[str],
    talks: Sequence[Mention],
) -> Line:
    passage, kind, count = cut.passage, cut.passage.kind, len(cut.words)
    length = "s" if count < 4 else "m" if count < 10 else "l"
    role = next((role for above in passage.ancestors() if (role := section_role(above))), "")
    looks = _looks(passage, cut.tokens)
    if unknown:
        words = [_word(word, word.casefold() in unknown) for word in cut.words]
    else:
        words = [_word(word) for word in cut.words]
    rules = _rules(cut, words, classes)
    groups: list[tuple[Group, ...]] = []
    for n, (word, known) in enumerate(zip(cut.words, words, strict=True)):
        look = _PLAIN
        if looks or talks or word[0].isupper():
            told = f"{word.lower() in small:d}{min(capital[word], 3)}" if word[0].isupper() else ""
            titled = bool(talks) and any(m.i <= cut.tokens[n][0] and cut.tokens[n][1] <= m.j for m in talks)
            look = _look(looks.get(n, ""), titled, told)
        groups.append((_layout(kind, length, n == 0, known.shape, role), look, rules[n]))
    return Line(passage, cut.tokens, cut.covers, words, groups)


def _rules(cut: _Cut, words: Sequence[Word], classes: Mapping[str, str]) -> list[Group]:
    """What the rules say of each token and of those around it."""
    covers, count = cut.covers, len(words)
    if not any(covers):
        return [
            _rule(f"O{known.shape[:2]}", elsewhere=classes[word]) if word in classes else _unsaid(known.shape[:2])
            for word, known in zip(cut.words, words, strict=True)
        ]
    groups = ["" if cover is None else cover.group for cover in covers]
    left, right = _nearest(covers, groups), _nearest(covers[::-1], groups[::-1])[::-1]
    groups.append("")  # of what follows the last, and of what goes before the first
    found = []
    for n in range(count):
        cover = covers[n]
        if cover is None:
            said, rule, elsewhere = f"O{words[n].shape[:2]}", "", classes.get(cut.words[n], "")
        else:
            place = "I" if n and covers[n - 1] is cover else "B"
            said = place + groups[n]
            rule, elsewhere = f"{place}{cover.rule}{'?' * cover.generic}{cover.confidence:.1f}", ""
        found.append(_rule(said, rule, groups[n - 1], groups[n + 1], left[n], right[n], elsewhere))
    return found


@lru_cache(maxsize=65536)
def _word(word: str, unknown: bool = False) -> Word:
    folded = re.sub(r"\d", "0", word[:60])
    low = folded.casefold()
    coarse, fine = cluster(folded)
    looks = shape(word)
    lists = _listed(word) if word[0].isalpha() else ""
    if unknown:
        lists = "w" if "w" in lists else ""
    own = (
        f"w={folded}", f"l={low}", f"p3={low[:3]}", f"s3={low[-3:]}", f"s2={low[-2:]}", f"p2={low[:2]}{looks[:2]}",
        f"sh={looks}", f"c2={coarse}", f"c1={fine}", f"g={lists}", f"gc={lists}{coarse}", f"sc={looks[:3]}{coarse}",
    )  # fmt: skip
    left = (f"-l={low}", f"-c={fine}", f"-sh={looks}{lists}", f"-cc={coarse}")
    right = (f"+l={low}", f"+c={fine}", f"+sh={looks}{lists}", f"+cc={coarse}")
    return Word(own, left, right, (f"--c={coarse}", f"--l={low}"), (f"++c={coarse}", f"++l={low}"), looks)


def _listed(word: str) -> str:
    """Which gazetteers know a word, a letter each, small where it may be something else."""
    known = gazetteers()
    signs = ""
    for lexicon, sign in ((known.technologies, "T"), (known.event_series, "V"), (known.organizations, "O")):
        entry = lexicon.get(word)
        if entry is not None:
            signs += sign.lower() if entry.ambiguous else sign
    if known.is_city(word):
        signs += "c" if known.is_doubtful_city(word) else "C"
    signs += "L" if known.is_country(word) else ""
    signs += "P" if known.is_first_name(word) else "p" if known.is_doubtful_first_name(word) else ""
    return signs + ("w" if is_common(word) else "")


@lru_cache(maxsize=65536)
def _layout(kind: str, length: str, first: bool, looks: str, role: str) -> Group:
    place = "0" if first else ""
    return _group(f"k={kind}{length}{place}", f"ksh={kind}{place}{looks}", role and f"ro={role}")


@lru_cache(maxsize=4096)
def _look(look: str, titled: bool, told: str) -> Group:
    return _group(look and f"lk={look}", "it" if titled else "", told and f"lo={told}")


@lru_cache(maxsize=65536)
def _rule(
    said: str, rule: str = "", before: str = "", after: str = "", left: str = "", right: str = "", elsewhere: str = ""
) -> Group:
    return _group(
        f"r={said}",
        rule and f"rr={rule}",
        before and f"-r={before}",
        after and f"+r={after}",
        left and f"nL={left}",
        right and f"nR={right}",
        elsewhere and f"dr={elsewhere}",
    )


@lru_cache(maxsize=64)
def _unsaid(looks: str) -> Group:
    return _rule(f"O{looks}")


def _group(*features: str) -> Group:
    return Group(tuple(feature for feature in features if feature))


def _nearest(covers: list[Mention | None], groups: list[str]) -> list[str]:
    """For each token the group of the nearest other mention before it, up to five tokens away, and how far that is."""
    found = []
    last = -9
    for n, cover in enumerate(covers):
        if n and covers[n - 1] is not None and covers[n - 1] is not cover:
            last = n - 1
        away = n - last
        found.append(f"{groups[last]}{min(away, 4)}" if away < 6 else "")
    return found


def _looks(passage: Passage, tokens: list[tuple[int, int]]) -> dict[int, str]:
    """For tokens that are part of a link or are set off: how."""
    if not passage.links and not passage.emphases:
        return {}
    stretches = [(i, j, _target(target)) for i, j, target in passage.links]
    stretches += [(i, j, style) for i, j, style in passage.emphases]
    found: dict[int, str] = {}
    for i, j, what in stretches:
        if j <= tokens[0][0] or tokens[-1][1] <= i:
            continue
        for n, (a, b) in enumerate(tokens):
            if i <= a and b <= j:
                found[n] = found.get(n, "") + what + ("B" if n == 0 or tokens[n - 1][0] < i else "I")
    return found


@lru_cache(maxsize=4096)
def _target(target: str) -> str:
    """What kind of page a link leads to."""
    if target.startswith("#"):
        return "here"
    if links.profile_handle(target):
        return "profile"
    if links.repository_name(target):
        return "repository"
    if links.is_talk(target):
        return "talk"
    if links.is_encyclopedia(target):
        return "encyclopedia"
    if "://" not in target:
        return "near"
    return "home" if target.rstrip("/").count("/") < 3 else "page"
