"""Rule packs: sentence patterns over typed slots, written in YAML, a folder a language.

A rule::

    - name: worked-on
      cue: [worked on, working on]
      pattern: "{person+} (?:has |have |was |were )?work(?:ed|ing) on {gap}{software+}"
      facts: [person worksOn software]
      confidence: 0.85
      match: "Ada Byron worked on Numpy."
      not: "Ada Byron could not come, so nobody worked on Numpy."

``pattern`` is a regular expression over the sentence with its mentions masked. A slot ``{class}`` is one mention of that
class, ``{class+}`` a list of them ("A, B and C"); ``{class:x}`` calls it ``x`` in ``facts``. ``{person}`` may also be
"I", "we" or a resolved "he"; ``{name}`` is a person by name only; ``{gap}`` a few words without a person or a stop.
A fact may also be about ``author``, ``main-event``, ``main-project``, ``talk-here`` or ``speaker-here``. ``cue`` lists words one of which must stand in the sentence
(lower case): sentences without any are never matched, which is what makes a pack fast.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import RulePackError

_LETTERS = {
    "person": "[PAH]", "name": "P", "author": "A", "software": "S", "event": "E", "talk": "T", "organization": "O",
    "place": "L", "party": "[PAHO]", "thing": "[STEO]", "host": "[EL]",
}  # fmt: skip
_SLOT = re.compile(r"\{(?P<class>[a-z]+)(?P<list>\+)?(?::(?P<name>[a-z_]+))?\}")
_GAP = r"(?:(?!⟦[PAH])[^.;!?\n⟦]|⟦[^PAH][^⟧]*⟧|(?<=\d)\.(?=\d)){0,70}?"
_SMALL = r"(?:[^.;!?\n⟦,]){0,30}?"
_AND = r"(?:\s*\([^()⟦]{0,40}\))?(?:\s*,\s*(?:and\s+|et\s+|puis\s+)?|\s+(?:and|et|&|y|e|und|or|ou|as well as|ainsi que|along with|with|avec)\s+|\s*[/+&]\s*)(?:the\s+|le\s+|la\s+|les\s+|l[’']|d[’']|de\s+|du\s+|with\s+|then\s+|puis\s+)?"
_SPECIAL = ("author", "main-event", "main-project", "speaker-here", "talk-here")
_KEYS = frozenset({"name", "cue", "pattern", "facts", "confidence", "match", "not", "guard", "scope"})


@dataclass(frozen=True)
class Rule:
    """One sentence rule.

    Args:
        name: unique within all packs.
        language: ISO 639-1 code of its pack.
        cues: lower-case words, one of which must stand in the sentence.
        pattern: over the masked sentence; slots are named groups.
        facts: ``(subject slot, predicate, object slot or special object)``.
        confidence: 0..1.
        guard: ``all`` (default): no negation, plan or hypothesis; ``negation``: plans pass; ``none``.
        match: examples that must give a fact by this rule.
        unmatch: examples that must not.
        talks: whether talks are masked for it.
    """

    name: str
    language: str
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    facts: tuple[tuple[str, str, str], ...]
    confidence: float
    guard: str
    match: tuple[str, ...]
    unmatch: tuple[str, ...]
    talks: bool


@dataclass(frozen=True)
class Guards:
    """What takes a sentence's fact away: negations, plans, hypotheses."""

    negation: re.Pattern[str]
    plan: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class RulePack:
    """The rules and guards of one language."""

    language: str
    rules: tuple[Rule, ...]
    guards: Guards

    def cued(self, sentence: str) -> list[Rule]:
        """Return the rules, in their order, of which a cue stands in a sentence.

        Args:
            sentence: in lower case.
        """
        found = {n for cue, numbers in _by_cue(self).items() if cue in sentence for n in numbers}
        return [self.rules[n] for n in sorted(found)]


@lru_cache(maxsize=32)
def _by_cue(pack: RulePack) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the rules that share a cue: each cue is looked for once a sentence."""
    numbers: dict[str, list[int]] = {}
    for n, rule in enumerate(pack.rules):
        for cue in rule.cues:
            numbers.setdefault(cue, []).append(n)
    return {cue: tuple(found) for cue, found in numbers.items()}


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
        return rf"(?P<{name}>{one}(?:{_AND}{one}){{0,40}})" if match["list"] else rf"(?P<{name}>{one})"

    return re.compile(_SLOT.sub(slot, pattern), re.I)


def _listed(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _rule(data: Mapping[str, Any], language: str) -> Rule:
    unknown = set(data) - _KEYS
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r}; there are {', '.join(sorted(_KEYS))}")
    for key in ("name", "cue", "pattern", "facts", "match", "not"):
        if not data.get(key):
            raise ValueError(f"rule {data.get('name', '')!r} has no {key!r}")
    pattern = compile_pattern(data["pattern"])
    facts = []
    for fact in _listed(data["facts"]):
        parts = fact.split()
        if len(parts) != 3:
            raise ValueError(f"rule {data['name']!r}: a fact is 'subject predicate object', not {fact!r}")
        for party in (parts[0], parts[2]):
            if party not in pattern.groupindex and party not in _SPECIAL:
                raise ValueError(f"rule {data['name']!r}: no slot {party!r} in its pattern")
        facts.append((parts[0], parts[1], parts[2]))
    return Rule(
        name=data["name"],
        language=language,
        cues=tuple(cue.casefold() for cue in _listed(data["cue"])),
        pattern=pattern,
        facts=tuple(facts),
        confidence=float(data.get("confidence", 0.8)),
        guard=str(data.get("guard", "all")),
        match=_listed(data["match"]),
        unmatch=_listed(data["not"]),
        talks="{talk" in data["pattern"],
    )


def read_rules(text: str, path: str, language: str) -> list[Rule]:
    """Read the rules of one YAML file.

    Args:
        text: the file's text.
        path: for error messages.
        language: of the pack.

    Raises:
        RulePackError: the YAML or a rule in it is not what it should be.
    """
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RulePackError(
            f"this is no YAML: {getattr(error, 'problem', error)}", path=path, line=mark.line + 1 if mark else 0
        ) from None
    if data is None:
        return []
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        raise RulePackError("a rule file is a list of rules", path=path, line=1, hint="begin each rule with '- name:'")
    rules = []
    for item, at in zip(data, node.value, strict=True):
        try:
            if not isinstance(item, dict):
                raise ValueError("a rule is a mapping with name, cue, pattern, facts, match, not")
            rules.append(_rule(item, language))
        except (ValueError, TypeError, AttributeError, re.error) as error:
            raise RulePackError(str(error), path=path, line=at.start_mark.line + 1) from None
    return rules


def _guards(text: str) -> Guards:
    data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Guards(*(re.compile("|".join(f"(?:{p})" for p in data[key]), re.I) for key in ("negation", "plan")))


@lru_cache(maxsize=8)
def rule_packs(extra: tuple[str, ...] = ()) -> Mapping[str, RulePack]:
    """Read all rule packs.

    Args:
        extra: folders of the user's own, each with a folder a language (``en/*.yaml``), as ``build --rules`` takes them.

    Returns:
        The pack of each language, sorted.

    Raises:
        RulePackError: a file cannot be read, or two rules share a name.
    """
    root = files("hallway.extractors")
    packs: dict[str, RulePack] = {}
    for folder in sorted((f for f in root.iterdir() if len(f.name) == 2 and f.is_dir()), key=lambda f: f.name):
        rules: list[Rule] = []
        for file in sorted(
            (f for f in folder.iterdir() if f.name.endswith(".yaml") and f.name != "guards.yaml"), key=lambda f: f.name
        ):
            rules += read_rules(file.read_text("utf-8"), f"{folder.name}/{file.name}", folder.name)
        packs[folder.name] = RulePack(folder.name, tuple(rules), _guards((folder / "guards.yaml").read_text("utf-8")))
    for place in extra:
        packs = _with(packs, Path(place))
    _unique([rule for pack in packs.values() for rule in pack.rules])
    return packs


def _with(packs: dict[str, RulePack], folder: Path) -> dict[str, RulePack]:
    if not folder.is_dir():
        raise RulePackError("no such folder of rules", path=str(folder))
    for language in sorted(f for f in folder.iterdir() if f.is_dir()):
        known = packs.get(language.name) or packs["en"]
        rules = list(known.rules) if language.name in packs else []
        for file in sorted(language.glob("*.yaml")):
            try:
                rules += read_rules(file.read_text("utf-8"), str(file), language.name)
            except (OSError, UnicodeDecodeError) as error:
                raise RulePackError(f"cannot be read: {error}", path=str(file)) from None
        packs = {**packs, language.name: RulePack(language.name, tuple(rules), known.guards)}
    return packs


def _unique(rules: Sequence[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            raise RulePackError(f"two rules are named {rule.name!r}", hint="rename one of them")
        seen.add(rule.name)
