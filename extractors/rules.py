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
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import RulePackError
from hallway.extractors.literals import literals
from hallway.extractors.patterns import SPECIAL, compile_pattern, slots
from hallway.extractors.rule_cues import MASKS, RuleCues
from hallway.schema.terms import nearest
from hallway.schema.vocabulary import vocabulary

REQUIRED = ("name", "cue", "pattern", "facts", "match", "not")
"""Keys that every rule has."""

OPTIONAL = ("confidence", "guard")
"""Keys that a rule may have."""

GUARDS = ("all", "negation", "none")
"""What ``guard`` may be."""


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
        path: of the file it stands in, as messages name it.
        lines: for each of its keys, the line there of its value, or of each value of a list.
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
    path: str = ""
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def masks(self) -> tuple[frozenset[str], ...]:
        """For each slot that the pattern cannot do without, the letters of the masks that may fill it."""
        masks = [[text.partition("⟦")[2][:1].upper() for text in clause] for clause in literals(self.pattern)]
        return tuple(dict.fromkeys(frozenset(letters) for letters in masks if all(letters)))


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

    @cached_property
    def _cues(self) -> RuleCues:
        return RuleCues(self.rules)

    def cued(self, sentence: str, letters: frozenset[str] = MASKS) -> list[Rule]:
        """Return the rules, in their order, of which a cue stands in a sentence, and whose pattern its words let match.

        Args:
            sentence: in lower case.
            letters: of the masks that there can be in it.
        """
        return self._cues.rules(sentence, letters)

    def speaks(self, sentence: str) -> bool:
        """Say whether a cue of any rule stands in a sentence, given in lower case."""
        return self._cues.any(sentence)


class _Fault(ValueError):
    """What is wrong with a rule, and under which of its keys."""

    def __init__(self, key: str, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.key, self.what, self.hint = key, what, hint


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The one or more texts under a key of a rule."""
    value = data.get(key)
    if value in (None, "", []):
        raise _Fault("name", f"rule {data.get('name', '')!r} has no {key!r}")
    texts = value if isinstance(value, list) else [value]
    for text in texts:
        if not isinstance(text, str) or not text.strip():
            raise _Fault(key, f"{key!r} must be text, not {text!r}", "put it in quotation marks")
    return tuple(texts)


def _text(data: Mapping[str, Any], key: str) -> str:
    texts = _texts(data, key)
    if len(texts) > 1:
        raise _Fault(key, f"{key!r} is one text, not a list")
    return texts[0]


def _rule(data: object, language: str, path: str, lines: Mapping[str, tuple[int, ...]]) -> Rule:
    if not isinstance(data, dict):
        raise _Fault("", f"a rule is a mapping with {', '.join(REQUIRED)}")
    if unknown := sorted({str(key) for key in data} - {*REQUIRED, *OPTIONAL}):
        raise _Fault(unknown[0], f"unknown key {unknown[0]!r}; there are {', '.join((*REQUIRED, *OPTIONAL))}")
    name, written = _text(data, "name"), _text(data, "pattern")
    try:
        pattern = compile_pattern(written)
    except ValueError as error:
        raise _Fault("pattern", f"rule {name!r}: {error}") from None
    except (re.error, RecursionError, OverflowError) as error:
        raise _Fault("pattern", f"rule {name!r}: its pattern is no regular expression: {error}") from None
    parties = {**SPECIAL, **slots(written)}
    confidence = data.get("confidence", 0.8)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise _Fault("confidence", f"rule {name!r}: confidence is a number from 0 to 1, not {confidence!r}")
    guard = data.get("guard", "all")
    if guard not in GUARDS:
        raise _Fault("guard", f"rule {name!r}: guard is {', '.join(GUARDS[:-1])} or {GUARDS[-1]}, not {guard!r}")
    return Rule(
        name=name,
        language=language,
        cues=tuple(cue.casefold() for cue in _texts(data, "cue")),
        pattern=pattern,
        facts=tuple(_fact(name, fact, parties) for fact in _texts(data, "facts")),
        confidence=float(confidence),
        guard=guard,
        match=_texts(data, "match"),
        unmatch=_texts(data, "not"),
        talks="{talk" in written,
        path=path,
        lines=lines,
    )


def _fact(name: str, text: str, parties: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str]:
    parts = text.split()
    if len(parts) != 3:
        raise _Fault("facts", f"rule {name!r}: a fact is 'subject property object', not {text!r}")
    subject, predicate, object = parts
    for party in (subject, object):
        if party not in parties:
            raise _Fault("facts", f"rule {name!r}: no slot {party!r} in its pattern", f"there are {', '.join(parties)}")
    known = vocabulary()
    if predicate not in known.properties or not known.properties[predicate].relation:
        near = nearest(predicate)
        hint = f"perhaps {near}" if near else "hallway's vocabulary is in docs/vocabulary.md"
        raise _Fault("facts", f"rule {name!r}: the vocabulary has no {predicate!r}", hint)
    if not any(known.allows(s, predicate, o) for s in parties[subject] for o in parties[object]):
        found = known.properties[predicate]
        what = f"{predicate!r} is of {' or '.join(found.domain)} and {' or '.join(found.range)}"
        raise _Fault("facts", f"rule {name!r}: {text!r} never holds: {what}")
    return subject, predicate, object


def read_rules(text: str, path: str, language: str) -> list[Rule]:
    """Read the rules of one YAML file.

    Args:
        text: the file's text.
        path: for error messages.
        language: of the pack.

    Raises:
        RulePackError: the YAML or a rule in it is not what it should be.
    """
    rules, faults = judge_rules(text, path, language)
    if faults:
        raise faults[0]
    return rules


def judge_rules(text: str, path: str, language: str) -> tuple[list[Rule], list[RulePackError]]:
    """Read the rules of one YAML file: return the good ones, and what is wrong with the others.

    Args:
        text: the file's text.
        path: for error messages.
        language: of the pack.
    """
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"this is no YAML: {getattr(error, 'problem', None) or 'a character that may not stand in it'}"
        return [], [RulePackError(what, path=path, line=mark.line + 1 if mark else 0)]
    except (RecursionError, ValueError) as error:
        return [], [RulePackError(f"this is no YAML: {type(error).__name__} {error}", path=path)]
    if data is None:
        return [], []
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        hint = "begin each rule with '- name:'"
        return [], [RulePackError("a rule file is a list of rules", path=path, line=1, hint=hint)]
    rules, faults = [], []
    for item, at in zip(data, node.value, strict=True):
        lines = _lines(at)
        try:
            rules.append(_rule(item, language, path, lines))
        except _Fault as fault:
            line = (lines.get(fault.key) or (at.start_mark.line + 1,))[0]
            faults.append(RulePackError(fault.what, path=path, line=line, hint=fault.hint))
    return rules, faults


def _lines(rule: yaml.Node) -> dict[str, tuple[int, ...]]:
    if not isinstance(rule, yaml.MappingNode):
        return {}
    return {
        str(key.value): tuple(
            one.start_mark.line + 1
            for one in (value.value if isinstance(value, yaml.SequenceNode) else [value])
        )
        for key, value in rule.value
    }


_LANGUAGE = re.compile(r"[a-z]{2,3}")
GUARD_FILE = "guards.yaml"
"""The file of a language that is not a list of rules but what takes their facts away."""

NO_GUARDS = Guards(re.compile("(?!)"), re.compile("(?!)"))
"""Guards of a language for which nobody wrote any."""



def _guards(text: str, path: str) -> Guards:
    try:
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return Guards(*(re.compile("|".join(f"(?:{p})" for p in data[key]), re.I) for key in ("negation", "plan")))
    except (yaml.YAMLError, KeyError, TypeError, re.error) as error:
        what = f"not guards: {' '.join(str(error).split())}"
        hint = "a mapping of 'negation' and 'plan', each a list of regular expressions"
        raise RulePackError(what, path=path, hint=hint) from None


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
            (f for f in folder.iterdir() if f.name.endswith(".yaml") and f.name != GUARD_FILE), key=lambda f: f.name
        ):
            rules += read_rules(file.read_text("utf-8"), f"{folder.name}/{file.name}", folder.name)
        packs[folder.name] = RulePack(folder.name, tuple(rules), _guards((folder / GUARD_FILE).read_text("utf-8"), GUARD_FILE))
    for place in extra:
        packs = _with(packs, Path(place))
    _unique([rule for pack in packs.values() for rule in pack.rules])
    return packs


def _with(packs: dict[str, RulePack], folder: Path) -> dict[str, RulePack]:
    for language, path in rule_files(folder):
        known = packs.get(language) or RulePack(language, (), NO_GUARDS)
        if path.name == GUARD_FILE:
            pack = RulePack(language, known.rules, _joined(known.guards, _guards(_file(path), str(path))))
        else:
            pack = RulePack(language, (*known.rules, *read_rules(_file(path), str(path), language)), known.guards)
        packs = {**packs, language: pack}
    return packs


def rule_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the files of a folder of the user's own with the language of each, sorted.

    Args:
        folder: holds a folder for each language, and these YAML files.

    Raises:
        RulePackError: there is no such folder, or no rule file in it.
    """
    if not folder.is_dir():
        raise RulePackError("no such folder of rules", path=str(folder))
    for path in sorted(folder.iterdir()):
        if path.is_dir() and any(path.glob("*.yaml")) and not _LANGUAGE.fullmatch(path.name):
            hint = "name it by two letters: en, fr, es …"
            raise RulePackError("a folder of rules is named by its language", path=str(path), hint=hint)
    for path in sorted(folder.glob("*.yaml")):
        hint = f"move it to {folder.name}/en/{path.name}, or to the folder of its language"
        raise RulePackError("a rule file stands in a folder named by its language", path=str(path), hint=hint)
    found = [(path.parent.name, path) for path in sorted(folder.glob("*/*.yaml"))]
    if not found:
        hint = "put rules into en/anything.yaml or fr/anything.yaml in that folder"
        raise RulePackError("no rules (LANGUAGE/*.yaml) in that folder", path=str(folder), hint=hint)
    return found


def _file(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulePackError(f"cannot be read: {error}", path=str(path)) from None


def _joined(one: Guards, other: Guards) -> Guards:
    def either(a: re.Pattern[str], b: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(f"{a.pattern}|{b.pattern}", re.I)

    return Guards(either(one.negation, other.negation), either(one.plan, other.plan))


def _unique(rules: Sequence[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            line = (rule.lines.get("name") or (0,))[0]
            raise RulePackError(f"two rules are named {rule.name!r}", path=rule.path, line=line, hint="rename one of them")
        seen.add(rule.name)
