"""Patterns over masked sentences: a rule's slots become the masks that stand for mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LETTERS = {
    "person": "[PAH]", "name": "P", "author": "A", "software": "S", "event": "E", "talk": "T", "organization": "O",
    "place": "L", "party": "[PAHO]", "thing": "[STEO]", "host": "[EL]",
}  # fmt: skip
_SOFTWARE = ("Project", "Tool")
_SLOT = re.compile(r"\{(?P<class>[a-z]+)(?P<list>\+)?(?::(?P<name>[a-z_]+))?\}")
_NO_SLOT = re.compile(r"(?<!\\)\{[^\W\d][^{}]{0,40}\}")
_GAP = r"(?:(?!⟦[PAH])[^.;!?\n⟦]|⟦[^PAH][^⟧]*⟧|(?<=\d)\.(?=\d)){0,70}?"
_SMALL = r"(?:[^.;!?\n⟦,]){0,30}?"
AND = r"(?:\s*\([^()⟦]{0,40}\))?(?:\s*,\s*(?:and\s+|et\s+|puis\s+)?|\s+(?:and|et|&|y|e|und|or|ou|as well as|ainsi que|along with|with|avec)\s+|\s*[/+&]\s*)(?:the\s+|le\s+|la\s+|les\s+|l[’']|d[’']|de\s+|du\s+|with\s+|then\s+|puis\s+)?"
"""What stands between the members of a list of mentions."""

_CLASSES = {"P": "Person", "A": "Person", "H": "Person", "E": "Event", "T": "Talk", "O": "Organization", "L": "Place"}
SPECIAL: Mapping[str, tuple[str, ...]] = {
    "author": ("Person",), "main-event": ("Event",), "main-project": ("Project",), "speaker-here": ("Person",),
    "talk-here": ("Talk",),
}  # fmt: skip
"""What a fact may be about besides the slots of a pattern, and the classes it may be of."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Turn a rule's pattern into a regular expression over masked sentences."""

    def slot(match: re.Match[str]) -> str:
        kind, name = match["class"], match["name"] or match["class"]
        if kind == "gap":
            return _GAP
        if kind == "small":
            return _SMALL
        if kind not in _LETTERS:
            raise ValueError(f"no slot {{{kind}}}; there are {', '.join(sorted(_LETTERS))}, gap and small")
        one = rf"⟦{_LETTERS[kind]}\d+⟧"
        return rf"(?P<{name}>{one}(?:{AND}{one}){{0,40}})" if match["list"] else rf"(?P<{name}>{one})"

    filled = _SLOT.sub(slot, pattern)
    if wrong := _NO_SLOT.search(filled):
        raise ValueError(f"no slot {wrong[0]}; there are {', '.join(sorted(_LETTERS))}, gap and small")
    return re.compile(filled, re.I)


def slots(pattern: str) -> dict[str, tuple[str, ...]]:
    """Return the slots of a pattern as written, each with the classes that can stand in it.

    >>> slots("{person+} wrote {gap}{software:it}")
    {'person': ('Person',), 'it': ('Project', 'Tool')}
    """
    found = {}
    for match in _SLOT.finditer(pattern):
        if match["class"] in _LETTERS:
            letters = _LETTERS[match["class"]].strip("[]")
            kinds = {kind for letter in letters for kind in ([_CLASSES[letter]] if letter != "S" else _SOFTWARE)}
            found[match["name"] or match["class"]] = tuple(sorted(kinds))
    return found
