"""Inference rules: what follows from what write-ups say, in YAML.

A rule is Horn-like, as in SWRL (https://www.w3.org/submissions/SWRL/): if all patterns of ``if`` hold, ``then`` holds.
A pattern is subject, property, object with blanks between: each a variable (``?person``), a prefixed name
(``hw:partOf``), or an IRI in angle brackets.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hallway.errors import RulePackError
from hallway.schema.terms import HW, PREFIXES, known_terms, nearest

Pattern = tuple[str, str, str]
"""Subject, property, object: a variable with its question mark, or an IRI."""

_FOLDER = Path(__file__).with_name("inference")
_VARIABLE = re.compile(r"\?[A-Za-z]\w*", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*", re.ASCII)
_IRI = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+)>")
_KEYS = frozenset({"name", "description", "if", "then", "confidence", "example"})


@dataclass(frozen=True, slots=True)
class Rule:
    """If all of ``body`` holds, ``head`` holds.

    Args:
        name: under which its conclusions are recorded.
        description: the same in words.
        body: at least one pattern.
        head: what follows; its variables all occur in the body.
        confidence: 0..1, how sure the conclusion is if the premises are certain.
        given: triples of an example, bare words standing for things.
        gives: what follows from them.
    """

    name: str
    description: str
    body: tuple[Pattern, ...]
    head: Pattern
    confidence: float = 1.0
    given: tuple[str, ...] = ()
    gives: str = ""


def inference_rules(further: Iterable[str | os.PathLike[str]] = ()) -> tuple[Rule, ...]:
    """Return the rules that come with hallway, and those in further files, sorted by name.

    Args:
        further: YAML files, or folders of them.

    Raises:
        RulePackError: a file is missing, is no YAML, or a rule in it is not what it should be; or two share a name.

    >>> [rule.name for rule in inference_rules()]
    ['attended-part', 'part-of-part', 'presented-there', 'will-attend-part']
    """
    rules: dict[str, Rule] = {}
    for file in [path for place in (_FOLDER, *further) for path in _files(Path(place))]:
        for rule in _load(file):
            if rule.name in rules:
                raise RulePackError(f"there are two rules named {rule.name!r}", path=str(file), hint="rename one")
            rules[rule.name] = rule
    return tuple(rules[name] for name in sorted(rules))


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(path for path in place.iterdir() if path.suffix in (".yaml", ".yml"))
    return [place]


def _load(file: Path) -> list[Rule]:
    import yaml

    try:
        declared = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else "is not UTF-8"
        raise RulePackError(f"cannot be read: {what}", path=str(file)) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "cannot be parsed"
        raise RulePackError(f"is no YAML: {what}", path=str(file), line=mark.line + 1 if mark else 0) from error
    entries = declared.get("rules") if isinstance(declared, dict) else None
    if not isinstance(entries, list):
        raise RulePackError("holds no list `rules`", path=str(file), hint="begin it with `rules:`")
    rules = []
    for number, entry in enumerate(entries, 1):
        try:
            rules.append(_rule(entry))
        except RulePackError as error:
            name = entry.get("name") if isinstance(entry, dict) else None
            where = f"rule {name!r}" if isinstance(name, str) else f"rule {number}"
            raise RulePackError(f"{where}: {error.what}", path=str(file), hint=error.hint) from error
    return rules


def _rule(entry: Any) -> Rule:
    if not isinstance(entry, dict):
        raise RulePackError("is no mapping", hint="give name, description, if and then")
    if unknown := sorted(map(str, entry.keys() - _KEYS)):
        raise RulePackError(f"no such key {unknown[0]!r}", hint=f"use {', '.join(sorted(_KEYS))}")
    name, description, confidence = entry.get("name"), entry.get("description", ""), entry.get("confidence", 1.0)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise RulePackError("needs a name of lower-case letters, digits and single hyphens")
    if not isinstance(confidence, int | float) or isinstance(confidence, bool) or not 0 < confidence <= 1:
        raise RulePackError(f"confidence is {confidence!r}", hint="give a number above 0, at most 1")
    body, head = entry.get("if"), entry.get("then")
    if not isinstance(body, list) or not body or not isinstance(head, str):
        raise RulePackError("needs `if`, a list of patterns, and `then`, a pattern")
    patterns, conclusion = tuple(map(parse_pattern, body)), parse_pattern(head)
    bound = {part for pattern in patterns for part in pattern if part.startswith("?")}
    if free := sorted({part for part in conclusion if part.startswith("?")} - bound):
        raise RulePackError(f"{free[0]} stands in `then` but not in `if`")
    given, gives = _example(entry.get("example", {}))
    return Rule(name, " ".join(str(description).split()), patterns, conclusion, float(confidence), given, gives)


def parse_pattern(text: object) -> Pattern:
    """Return one pattern.

    Raises:
        RulePackError: it has not three parts, or a part is no variable, known prefixed name or IRI.

    >>> parse_pattern("?talk hw:partOf ?event")
    ('?talk', 'https://w3id.org/hallway/vocab#partOf', '?event')
    """
    parts = text.split() if isinstance(text, str) else []
    if len(parts) != 3:
        raise RulePackError(f"{text!r} is no pattern", hint="write subject, property and object")
    subject, predicate, object = parts
    if predicate.startswith("?"):
        raise RulePackError(f"{text!r} has a variable for a property", hint="name the property")
    return _part(subject), _part(predicate), _part(object)


def _part(text: str) -> str:
    if _VARIABLE.fullmatch(text):
        return text
    if match := _IRI.fullmatch(text):
        return match[1]
    prefix, colon, local = text.partition(":")
    if not colon or prefix not in PREFIXES or not re.fullmatch(r"\w+", local):
        raise RulePackError(f"{text!r} is no term", hint=f"the prefixes are {', '.join(sorted(PREFIXES))}")
    if PREFIXES[prefix] == HW and local not in known_terms():
        near = nearest(local)
        raise RulePackError(f"the vocabulary has no {text!r}", hint=f"perhaps hw:{near}" if near else "")
    return PREFIXES[prefix] + local


def _example(example: Any) -> tuple[tuple[str, ...], str]:
    if not isinstance(example, Mapping):
        raise RulePackError("the example is no mapping", hint="give `given` and `gives`")
    given, gives = example.get("given", []), example.get("gives", "")
    if not isinstance(given, list) or not all(isinstance(text, str) for text in [*given, gives]):
        raise RulePackError("the example is not what it should be", hint="`given` is a list of triples, `gives` one")
    return tuple(given), gives
