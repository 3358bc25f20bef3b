"""AsciiDoc's inline markup: looks, links, macros, references.

Source: https://docs.asciidoctor.org/asciidoc/latest/text/
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from hallway.extractors.document import Style
from hallway.extractors.readers.inline import HARD_BREAK, Inline, Token

_LOOKS: dict[str, Style] = {"*": "strong", "_": "emphasis", "#": "", "`": "code", "+": "code"}

_PATTERN = re.compile(
    r"""(?P<comment>^//(?!/)[^\n]*(?:\n|$))
      |(?P<raw>\+\+\+[^+\n]*\+\+\+|\bpass:\w*\[[^\[\]]*\])
      |(?P<escape>\\[*_`+\#'{\[<"]|\\(?=https?:|link:|mailto:))
      |(?P<note>\bfootnote(?:ref)?:[\w-]*\[(?P<noted>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*){0,20})\])
      |(?P<drop>\bimage:[^\s:\[\]][^\s\[\]]*\[[^\[\]]*\]|\[\[[\w:.,\ -]*\]\]|\banchor:[^\s\[\]]*\[[^\[\]]*\]
        |\b(?:indexterm2?|icon):?[^\s\[\]]*\[[^\[\]]*\]|\[[.\#%][\w.\#%-]*\](?=\#))
      |(?P<link>\b(?:(?P<macro>link|xref|mailto):(?P<to>[^\s\[\]]*)|(?P<url>(?:https?|ftp|irc|ircs)://[^\s<>\[\]]+(?=\[)))
        (?:\[(?P<label>[^\[\]]*)\])?)
      |(?P<bare>\b(?:https?|ftp|irc|ircs)://[^\s<>\[\]]*(?<![.,;:!?'"*_`)\[]))
      |(?P<cross><<(?P<id>[^<>,\n]+)(?:,(?P<name>[^<>]+))?>>)
      |(?P<ui>\b(?:kbd|btn|menu):\w*\[(?P<shown>[^\[\]]*)\])
      |(?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)
      |(?P<attribute>\{(?P<key>[\w-]+)\})
      |(?P<break>(?<=[ ])\+(?=[ \t]*$))
      |(?P<code>(?<![\w`])`[^\s`](?:[^`\n]*[^\s`])?`(?![\w`])|``[^`\n]+``)
      |(?P<look>\*\*|__|\#\#|[*_\#+`])""",
    re.VERBOSE | re.MULTILINE,
)
_KINDS = (
    "comment", "raw", "escape", "note", "drop", "link", "bare", "cross", "ui", "entity", "attribute", "break", "code",
    "look",
)  # fmt: skip


def inline_markup(attributes: Mapping[str, str]) -> Inline:
    """Return AsciiDoc's inline markup.

    Args:
        attributes: what ``{name}`` stands for, by name in lower case; looked up when a text is read.
    """

    def token(match: re.Match[str]) -> Token | None:
        start, end = match.span()
        kind = next(name for name in _KINDS if match[name] is not None)
        if kind == "look":
            return _look(match)
        if kind == "link":
            return _link(match)
        if kind == "bare":
            if match[0].count("(") > match[0].count(")") and match.string.startswith(")", end, match.endpos):
                end += 1
            return Token(start, end, inner=(start, end), target=match.string[start:end], plain=True)
        if kind == "attribute":
            value = attributes.get(match["key"].lower())
            return None if value is None else Token(start, end, text=value)
        if kind == "entity":
            said = html.unescape(match[0])
            return None if said == match[0] else Token(start, end, text=said)
        if kind == "cross":
            group = "id" if match["name"] is None else "name"
            return Token(start, end, inner=match.span(group), target="#" + match["id"].lstrip("#"))
        if kind == "note":
            return Token(start, end, inner=match.span("noted"), frame=(" (", ")")) if match["noted"] else _gone(match)
        if kind == "ui":
            return Token(start, end, inner=match.span("shown"))
        if kind == "raw":
            left = match.string.index("[", start) + 1 if match[0][0] == "p" else start + 3
            return Token(start, end, inner=(left, end - (1 if match[0][0] == "p" else 3)), plain=True)
        if kind == "code":
            width = 2 if match[0].startswith("``") else 1
            return Token(start, end, inner=(start + width, end - width), style="code", plain=True)
        if kind == "escape":  # the sign itself is read as it stands
            return Token(start, end, text=match[0][1:])
        return Token(start, end, text=HARD_BREAK) if kind == "break" else _gone(match)

    return Inline(_PATTERN, token)


def _gone(match: re.Match[str]) -> Token:
    return Token(match.start(), match.end(), text=" " if match[0].endswith("\n") else "")


def _look(match: re.Match[str]) -> Token:
    start, end = match.span()
    sign = match[0]
    before = match.string[start - 1] if start > match.pos else " "
    after = match.string[end] if end < match.endpos else " "
    if len(sign) == 2:
        return Token(start, end, style=_LOOKS[sign[0]], delimiter=sign, opens=True, closes=True)
    opens = not (before.isalnum() or before == "_") and not after.isspace()
    closes = not (after.isalnum() or after == "_") and not before.isspace()
    return Token(start, end, style=_LOOKS[sign], delimiter=sign, opens=opens, closes=closes)


def _link(match: re.Match[str]) -> Token | None:
    start, end = match.span()
    label = match["label"]
    if match["macro"] is not None:
        if label is None or not match["to"]:
            return None
        target = ("mailto:" if match["macro"] == "mailto" else "") + match["to"]
        if label.strip():
            return Token(start, end, inner=_shown(match), target=target)
        return Token(start, end, inner=match.span("to"), target=target, plain=True)
    url = match["url"]
    if label is None:  # a bracket that does not close
        return Token(start, end, inner=(start, end), target=url, plain=True)
    if label.strip():
        return Token(start, end, inner=_shown(match), target=url)
    return Token(start, end, inner=match.span("url"), target=url, plain=True)


def _shown(match: re.Match[str]) -> tuple[int, int]:
    """Return where a link's label stands, without attributes behind it, window mark or quotes."""
    left, right = match.span("label")
    label = match["label"]
    if label.startswith('"') and '"' in label[1:]:
        return left + 1, left + label.index('"', 1)
    if cut := re.search(r",[ ]?(?:window|role|title|opts|id|rel|subject)=", label):
        right = left + cut.start()
    elif match["macro"] == "mailto" and "," in label:
        right = left + label.index(",")
    return left, right - (match.string[left:right].endswith("^"))
