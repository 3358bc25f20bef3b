"""What each rule is worth: how often it speaks and is right, and where others say the same or the contrary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from hallway.extractors.pairing import Triple
from hallway.graph.evaluation.evaluation import Evaluation
from hallway.graph.evaluation.judging import Judged, Verdict

_EXCLUDED = {
    "presented": "attendedTalk", "attendedTalk": "presented", "attended": "willAttend", "willAttend": "attended"
}  # fmt: skip
_ONE_CLASS = frozenset({"Person", "Organization", "Place"})


@dataclass
class RuleScore:
    """What one rule gave.

    Attributes:
        rule: its name.
        uses: relations that it gives, each once a write-up.
        right: how many of them are right.
        alone: how many no other rule gives.
        alone_right: how many of those are right.
        shared: rules that give the same relations, and how many.
        conflicts: rules that say the contrary, and how often.
    """

    rule: str
    uses: int = 0
    right: int = 0
    alone: int = 0
    alone_right: int = 0
    shared: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of what it gives that is right."""
        return self.right / self.uses if self.uses else 0.0


def rule_scores(result: Evaluation) -> tuple[RuleScore, ...]:
    """Score each rule that gave a relation.

    Two relations of one write-up are in conflict when one person both presents a talk and is in its audience, or
    attended an event and is yet to attend it; when two events are each part of the other; and when two things bear one
    name, one of them a person, and the other no person, or one an organisation and the other a place. A conflict counts
    for two rules when neither gives both sides.

    Args:
        result: of ``evaluate``.

    Returns:
        The rules, those that speak most first.
    """
    scores: dict[str, RuleScore] = {}
    for document in result.documents:
        for verdict in document.verdicts:
            for rule in verdict.rules:
                score = scores.setdefault(rule, RuleScore(rule))
                score.uses += 1
                score.right += verdict.right
                score.alone += verdict.rules == (rule,)
                score.alone_right += verdict.rules == (rule,) and verdict.right
                score.shared.update(set(verdict.rules) - {rule})
        for one, other in sorted(_conflicts(document)):
            scores[one].conflicts[other] += 1
            scores[other].conflicts[one] += 1
    return tuple(sorted(scores.values(), key=lambda score: (-score.uses, score.rule)))


def _conflicts(document: Judged) -> Iterator[tuple[str, str]]:
    """Yield two rules for each conflict between relations that they give."""
    verdicts = {verdict.fact: verdict for verdict in document.verdicts}
    for one, other in sorted(_excluding(document, verdicts)):
        ours, theirs = set(verdicts[one].rules), set(verdicts[other].rules)
        yield from ((a, b) for a in ours - theirs for b in theirs - ours)


def _excluding(document: Judged, verdicts: dict[Triple, Verdict]) -> set[tuple[Triple, Triple]]:
    found = set()
    for s, p, o in verdicts:
        for excluded in ((s, _EXCLUDED.get(p, ""), o), (o, p, s) if p == "partOf" else None):
            if excluded in verdicts:
                found.add(((s, p, o), excluded))
    of: dict[str, list[Triple]] = defaultdict(list)
    for fact in verdicts:
        of[fact[0]].append(fact)
        of[fact[2]].append(fact)
    for a, b in _two_classes(document):
        found |= {(one, other) for one in of[a] for other in of[b] if one != other}
    return {(min(pair), max(pair)) for pair in found}


def _two_classes(document: Judged) -> Iterator[tuple[str, str]]:
    """Yield things that bear one name, though a name of a person, organisation or place is seldom another's."""
    named: dict[str, list[str]] = defaultdict(list)
    things = document.said.annotation.things
    for i, thing in sorted(things.items()):
        for name in thing.names:
            named[name].append(i)
    seen = set()
    for same in named.values():
        for a, b in combinations(same, 2):
            groups = {things[a].group, things[b].group}
            if len(groups) == 2 and ("Person" in groups or groups <= _ONE_CLASS) and (a, b) not in seen:
                seen.add((a, b))
                yield a, b
