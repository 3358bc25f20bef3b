"""Further mentions of what was already found: a name read once by its link, list or shape is that thing elsewhere too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hallway.extractors import names
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.frame import SPRINT_NAME
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_KINDS = frozenset({"Tool", "Organization"})
_NOT_PROJECTS = frozenset(
    """packaging community development developer developers code coding core dev team documentation docs testing qa translation local first second annual summer winter spring autumn next last big mini global open
    online virtual regional national international python web free source public board members member general plenary weekly monthly the a an our this that your my his her their one two three four five new great post pre main
    french german english european american le la les un une des du ce cette notre premier prochain dernier friday monday tuesday wednesday thursday saturday sunday evening morning afternoon night day""".split()
)


class Repeats:
    """Finds the other places where a known name stands, and the project that a sprint is named after."""

    name = "repeats"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each further occurrence of a name that was surely found."""
        self._project_of_sprint(draft)
        sure: dict[str, Mention] = {}
        for mention in draft.mentions:
            if (
                mention.kind in _KINDS
                and mention.confidence >= 0.6
                and len(mention.name) > 2
                and not mention.name.islower()
            ):
                known = sure.get(mention.name)
                if known is None or known.confidence < mention.confidence:
                    sure[mention.name] = mention
        if not sure:
            return
        pattern = _any_of(sure)
        for passage in draft.passages:
            if not any(name in passage.text for name in sure):
                continue
            for match in pattern.finditer(passage.text):
                first = sure[match.group()]
                draft.mention(
                    passage,
                    *match.span(),
                    first.kind,
                    "repeated-name",
                    min(0.59, first.confidence - 0.02),
                    name=first.name,
                )

    def _project_of_sprint(self, draft: Draft) -> None:
        known = gazetteers()
        projects: set[str] = set()
        for event in sorted({m.name for m in draft.mentions if m.kind == "Event" and not m.generic}):
            match = SPRINT_NAME.match(event)
            if match is None:
                continue
            words = [w for w in match.group(1).split() if not re.fullmatch(r"\d+\w*|#\d+", w)]
            while words and (
                fold(words[-1]) in _NOT_PROJECTS or known.is_city(words[-1]) or known.is_country(words[-1])
            ):
                words.pop()
            while words and (fold(words[0]) in _NOT_PROJECTS or fold(words[0]) in names.COMMON):
                words.pop(0)
            name = " ".join(words)
            if (
                not name
                or len(words) > 2
                or len(name) < 2
                or known.event_series.get(name)
                or known.organizations.get(name)
                or known.is_city(name)
            ):
                continue
            if known.is_first_name(words[0]) or re.search(r"(?:Con|Conf|FR)$", name) or fold(name) == "python":
                continue
            projects.add(name)
        if not projects:
            return
        pattern = _any_of(projects)
        for passage in draft.passages:
            for found in pattern.finditer(passage.text):
                draft.mention(passage, *found.span(), "Tool", "project-of-sprint", 0.67)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of these names where it stands as a word, the longest that fits."""
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w@/.-])(?:{words})(?![\w@/-]|\.\w)")
