"""What a project is kept with: version control, continuous integration and trackers that a report of its work tells of."""

from __future__ import annotations

import re

from hallway.extractors.context import sentence_of
from hallway.extractors.draft import Draft
from hallway.extractors.reading import Rung
from hallway.extractors.talk_facts import talk_reach
from hallway.schema.folding import fold

_KEEPERS = frozenset(
    """git mercurial hg subversion svn bazaar bzr cvs darcs buildbot jenkins hudson travis trac bugzilla roundup redmine
    gerrit phabricator tox appveyor circleci mantis weblate transifex pootle gettext doxygen sphinx autotools scons cmake meson""".split()
)
_KEPT = re.compile(
    r"\b(?:our|we|us|the|set ?up|sets up|setup|running|use[sd]?|using|switch\w*|mov(?:e|ed|ing)|migrat\w+|repository|repo|port(?:ed|ing)?|nous|notre|le dépôt|dépôt|utilis\w+|pass(?:er|é|age))\b",
    re.I,
)


class Upkeep:
    """States what the project of a sprint or a developers' meeting is kept with."""

    name = "upkeep"

    def extract(self, draft: Draft) -> None:
        """Add a fact for each tool of the kind that a sentence about the project tells of."""
        if draft.event is None or draft.project is None or not _named_after(draft):
            return
        told = talk_reach(draft)
        for passage in draft.passages:
            if passage.quoted or passage.index in told:
                continue
            for mention in draft.mentions_in(passage):
                if mention.group != "Software" or fold(mention.name) not in _KEEPERS:
                    continue
                _, i, j = sentence_of(mention)
                bracketed = passage.text.rfind("(", i, mention.i) > passage.text.rfind(")", i, mention.i)
                if bracketed or not _KEPT.search(passage.text, i, j):
                    continue
                draft.fact(
                    draft.project, "uses", mention, passage, i, j, rule="kept-with", confidence=0.6, rung=Rung.DOCUMENT
                )


def _named_after(draft: Draft) -> bool:
    """Whether the event bears the project's name."""
    event, project = draft.event, draft.project
    return (
        event is not None
        and project is not None
        and any(f" {fold(name)} " in f" {fold(title)} " for name in project.names for title in event.names)
    )
