"""Inline markup to runs: one pattern of tokens a format, paired delimiters, white space as a person reads it.

Everything is linear in the length of the text: a pattern finds tokens, a stack pairs those that open and close a look,
and one sweep gives the runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hallway.extractors.document import Run, Style

HARD_BREAK = "\u2028"
"""Unicode's line separator: how a line break that a person sees is passed to ``tidy``."""

_BLANKS = re.compile(r"[ \t\n\r\f\v\u2028]+")
_ODD_BLANKS = re.compile(r"[\t\n\r\f\v\u2028]|[ ]{2}")
_WIDE_BLANKS = re.compile(r"[ \t\n\r\f\v\u2028]{2}")
_READ_AS = str.maketrans({**dict.fromkeys("\t\n\r\f\v", " "), HARD_BREAK: "\n"})
_DEEPEST = 3  # a link's label may hold a look that holds a code span; nothing sensible goes further


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of inline markup.

    Args:
        start: code point where its markup begins.
        end: code point after its markup.
        text: what is read in its place; None where that is ``source[inner[0]:inner[1]]``.
        inner: the stretch that is read, itself with markup unless ``plain``; None for a delimiter.
        target: where it leads, if it is a link.
        style: the look it gives.
        delimiter: for marks that work in pairs, what the two have in common; "" for all other tokens.
        opens: whether a delimiter may begin the look.
        closes: whether a delimiter may end it.
        plain: whether ``inner`` is taken as it stands.
        frame: what a person sees before and after ``inner`` (the parentheses of a footnote).
    """

    start: int
    end: int
    text: str | None = None
    inner: tuple[int, int] | None = None
    target: str | None = None
    style: Style = ""
    delimiter: str = ""
    opens: bool = False
    closes: bool = False
    plain: bool = False
    frame: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Inline:
    """A format's inline markup.

    Args:
        pattern: finds every token; must not look back over what it has passed.
        token: gives the token for a match, or None where it is only text.
    """

    pattern: re.Pattern[str]
    token: Callable[[re.Match[str]], Token | None]

    def runs(self, source: str, *spans: tuple[int, int]) -> tuple[Run, ...]:
        """Return the runs of one block.

        Args:
            source: the whole text.
            spans: the stretches of it that make up the block, in order; a blank is read between two of them.
        """
        pieces: list[Run] = []
        for start, end in spans:
            if pieces:
                pieces.append(inserted(" ", pieces[-1].end, start))
            pieces.extend(self.pieces(source, start, end))
        return tidy(source, pieces)

    def pieces(
        self, source: str, start: int, end: int, target: str | None = None, style: Style = "", depth: int = 0
    ) -> Iterator[Run]:
        """Yield the untidied runs of ``source[start:end]``, for ``tidy``."""
        tokens: list[Token] = []
        for match in self.pattern.finditer(source, start, end):
            token = self.token(match)
            if token and not (tokens and token.start < tokens[-1].end):  # a token may take in more than its match
                tokens.append(token)
        steps = _paired(tokens)
        looks = Counter[str]({style: 1})
        look, at = style, start
        for i, token in enumerate(tokens):
            if token.delimiter and i not in steps:
                continue
            if token.start > at:
                yield Run(source[at : token.start], at, token.start, None, target, look)
            at = token.end
            if token.delimiter:
                looks[token.style] += steps[i]
                look = _strongest(looks)
            else:
                yield from self._inside(source, token, target, look, depth)
        if at < end:
            yield Run(source[at:end], at, end, None, target, look)

    def _inside(self, source: str, token: Token, target: str | None, look: Style, depth: int) -> Iterator[Run]:
        target = target or token.target
        look = token.style or look
        if token.text is not None:
            if token.text:
                yield inserted(token.text, token.start, token.end, target, look)
            return
        if token.inner is None:
            return
        start, end = token.inner
        before, after = token.frame
        if before:
            yield inserted(before, token.start, start)
        if token.plain or depth >= _DEEPEST:
            if start < end:
                yield Run(source[start:end], start, end, None, target, look)
        else:
            yield from self.pieces(source, start, end, target, look, depth + 1)
        if after:
            yield inserted(after, end, token.end)


def inserted(text: str, start: int, end: int, target: str | None = None, style: Style = "") -> Run:
    """Return a run whose ``text`` stands for the whole of ``source[start:end]``."""
    return Run(text, start, end, (*[start] * len(text), end), target, style)


def _strongest(looks: Counter[str]) -> Style:
    styles: tuple[Style, ...] = ("code", "strong", "emphasis")
    for style in styles:
        if looks[style] > 0:
            return style
    return ""


def _paired(tokens: Sequence[Token]) -> dict[int, int]:
    """Return 1 for each delimiter that opens and -1 for each that closes, by index; the rest are only text."""
    steps: dict[int, int] = {}
    waiting: list[int] = []
    count = Counter[str]()
    for i, token in enumerate(tokens):
        if not token.delimiter:
            continue
        if token.closes and count[token.delimiter]:
            while True:
                opener = waiting.pop()
                count[tokens[opener].delimiter] -= 1
                if tokens[opener].delimiter == token.delimiter:
                    break
            if tokens[opener].end < token.start:
                steps[opener], steps[i] = 1, -1
        elif token.opens:
            waiting.append(i)
            count[token.delimiter] += 1
    return steps


def tidy(source: str, pieces: Iterable[Run]) -> tuple[Run, ...]:
    """Join pieces that look alike, fold white space, trim both ends.

    Args:
        source: the text that offsets point into.
        pieces: runs in order; ``HARD_BREAK`` in a text is a line break that a person sees, ``\\n`` is not.

    Returns:
        Runs as ``Block`` wants them: none empty, boundaries None exactly where a run is verbatim.

    >>> [run.text for run in tidy("one\\n   two ", [Run("one\\n   two ", 0, 11)])]
    ['one two']
    """
    runs: list[Run] = []
    group: list[Run] = []
    for piece in pieces:
        if group and (
            piece.start != group[-1].end or piece.target != group[-1].target or piece.style != group[-1].style
        ):
            _settle(source, group, runs)
            group = []
        group.append(piece)
    if group:
        _settle(source, group, runs)
    while runs:
        text = runs[-1].text.rstrip()
        if text:
            if len(text) < len(runs[-1].text):
                runs[-1] = _cut(source, runs[-1], 0, len(text))
            break
        runs.pop()
    return tuple(runs)


def _settle(source: str, group: Sequence[Run], runs: list[Run]) -> None:
    """Append the one run that ``group`` makes, unless nothing is left of it after the runs before."""
    text = "".join(run.text for run in group)
    start, end = group[0].start, group[-1].end
    plain = all(run.boundaries is None for run in group)
    bare = not runs or runs[-1].text[-1] in " \n"
    if plain and not _ODD_BLANKS.search(text):
        run = Run(text, start, end, None, group[0].target, group[0].style)
    else:
        bounds: list[int] = []
        for piece in group:
            bounds.extend(range(piece.start, piece.end) if piece.boundaries is None else piece.boundaries[:-1])
        bounds.append(end)
        run = _folded(source, text, bounds, group[0])
    lead = len(run.text) - len(run.text.lstrip() if not runs else run.text.lstrip(" ")) if bare else 0
    if lead < len(run.text):
        if run.text[lead] == "\n" and runs and runs[-1].text[-1] == " ":
            stripped = runs[-1].text[:-1]
            if stripped:
                runs[-1] = _cut(source, runs[-1], 0, len(stripped))
            else:
                runs.pop()
        runs.append(_cut(source, run, lead, len(run.text)) if lead else run)


def _folded(source: str, text: str, bounds: Sequence[int], look: Run) -> Run:
    if not _WIDE_BLANKS.search(text):
        return _run(text.translate(_READ_AS), bounds, source, look)
    parts: list[str] = []
    kept: list[int] = []
    at = 0
    for match in _BLANKS.finditer(text):
        parts.append(text[at : match.start()])
        parts.append("\n" if HARD_BREAK in match[0] else " ")
        kept.extend(bounds[at : match.start()])
        kept.append(bounds[match.start()])
        at = match.end()
    parts.append(text[at:])
    kept.extend(bounds[at:])
    return _run("".join(parts), kept, source, look)


def _cut(source: str, run: Run, i: int, j: int) -> Run:
    if run.boundaries is None:
        return replace(run, text=run.text[i:j], start=run.start + i, end=run.start + j)
    return _run(run.text[i:j], run.boundaries[i : j + 1], source, run)


def _run(text: str, bounds: Sequence[int], source: str, look: Run) -> Run:
    verbatim = text == source[bounds[0] : bounds[-1]]
    return Run(text, bounds[0], bounds[-1], None if verbatim else tuple(bounds), look.target, look.style)
