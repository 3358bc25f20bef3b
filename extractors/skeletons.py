"""A rule to begin with for lines of one shape: written from one of them, and tried on it before it is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from hallway.extractors.patterns import SPECIAL
from hallway.extractors.rules import NO_GUARDS, Guards, RulePack, judge_rules
from hallway.extractors.shapes import CLASSES, UNNAMED, Part, Sighting, stem
from hallway.extractors.trials import fires, rule_trial
from hallway.extractors.yaml_text import flow, quoted
from hallway.schema.folding import fold
from hallway.schema.vocabulary import vocabulary

Fact = tuple[str, str, str]
"""Subject, property and object of a rule: slots of its pattern, or what else a fact may be about."""

_CONFIDENCE = 0.7  # of a guess that nobody has looked at yet
_STAND_INS = {
    "person": ("Maria Keller", "Peter Novak"), UNNAMED: ("Maria Keller", "Peter Novak"), "software": ("Numpy", "Django"),
    "event": ("PyCon 2031", "EuroPython 2031"), "organization": ("Nokia", "Mozilla"), "place": ("Paris", "Lyon"),
}  # fmt: skip
_LIKELY = (
    ("person", "presented", "talk"), ("person", "worksOn", "software"), ("person", "attended", "event"),
    ("person", "memberOf", "organization"), ("talk", "uses", "software"), ("talk", "partOf", "event"),
    ("organization", "organized", "event"), ("organization", "develops", "software"), ("event", "heldIn", "place"),
    ("event", "partOf", "event"), ("software", "uses", "software"), ("event", "uses", "software"),
    ("person", "attended", "main-event"), ("talk", "partOf", "main-event"), ("author", "worksOn", "software"),
    ("author", "attended", "event"), ("organization", "organized", "main-event"), ("main-event", "heldIn", "place"),
)  # fmt: skip
_CONTEXT = {
    "main-event": "# PyCon 2031\n\nPyCon 2031 was fun. I loved PyCon 2031.\n\n",
    "main-project": "# Numpy sprint\n\nNumpy is fun and Numpy is fast. We love Numpy.\n\n",
    "talk-here": "## 10:30 Weaving the web - Maria Keller\n\n",
}
_NEVER = {"en": "never "}
_SOMETHING = {"en": "something", "fr": "quelque chose"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+|])")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A rule that is only a beginning.

    Args:
        name: of the rule.
        language: of its pack.
        text: YAML, one item of a rule file.
    """

    name: str
    language: str
    text: str


def skeleton(lines: Sequence[Sighting], packs: Mapping[str, RulePack], taken: set[str]) -> Skeleton | None:
    """Return a rule that reads a line of this shape, or None where none of ours could.

    Args:
        lines: of one shape.
        packs: the rules that were at work, by language.
        taken: names that rules bear already; the new one's is added.
    """
    for line in lines[:3]:
        pack = packs.get(line.language)
        guards = pack.guards if pack is not None else NO_GUARDS
        for fact in _facts(line, pack)[:3]:
            for known in (False, True):
                made = _tried(lines, line, fact, known, guards, taken)
                if made is not None:
                    taken.add(made.name)
                    return made
    return None


def _facts(line: Sighting, pack: RulePack | None) -> list[Fact]:
    """What the line may say, in terms of its slots, the likeliest first: what rules with its cues say, then what is usual."""
    known = vocabulary()
    ends = _ends(line)
    parties = {**{name: CLASSES[kind] for name, kind in ends.items()}, **(SPECIAL if len(ends) < 2 else {})}
    options = [
        (s, p.name, o)
        for p in known.properties.values()
        if p.relation
        for s in parties
        for o in parties
        if s != o and {s, o} & ends.keys() and {s, o} >= (ends.keys() if len(ends) > 1 else set())
        if any(known.allows(a, p.name, b) for a in parties[s] for b in parties[o])
    ]
    said = _said(pack) if pack is not None else {}
    counts: Counter[str] = Counter()
    for part in line.parts:
        if part.kind == "cue":
            counts.update(said.get(part.stem, {}))

    def rank(fact: Fact) -> tuple[int, int, int, Fact]:
        classes = (ends.get(fact[0], fact[0]).replace(UNNAMED, "person"), fact[1], ends.get(fact[2], fact[2]))
        usual = _LIKELY.index(classes) if classes in _LIKELY else len(_LIKELY)
        # what stands first is mostly who does it, unless it is said "by"
        turned = fact[0] not in list(ends)[:1] and fact[0] in ends
        return -counts[fact[1]], usual, int(turned), fact

    return sorted(options, key=rank)


@lru_cache(maxsize=16)
def _said(pack: RulePack) -> Mapping[str, Counter[str]]:
    """What rules with a cue say: property → how many rules."""
    said: dict[str, Counter[str]] = {}
    for rule in pack.rules:
        for cue in {stem(cue.strip(), pack.language) for cue in rule.cues}:
            said.setdefault(cue, Counter()).update({predicate for _, predicate, _ in rule.facts})
    return said


def _ends(line: Sighting) -> dict[str, str]:
    """The slots that the fact is about, as a pattern calls them, with their classes: the outermost two."""
    slots = line.slots
    chosen = [slots[0], slots[-1]] if len(slots) > 1 else list(slots)
    kinds = [slot.text for slot in chosen]
    if len(kinds) == 2 and _class(kinds[0]) == _class(kinds[1]):
        return {f"{_class(kinds[0])}_one": kinds[0], f"{_class(kinds[1])}_two": kinds[1]}
    return {_class(kind): kind for kind in kinds}


def _class(kind: str) -> str:
    return "person" if kind == UNNAMED else kind


def _shown(line: Sighting, known: bool, *, without: Part | None = None, before: str = "", at: int = -1) -> str:
    """The line as Markdown; with names that everybody knows, without one of them, or with words put in somewhere."""
    pieces, end = [], 0
    used: Counter[str] = Counter()
    spots = sorted({(part.start, part.end): part for part in line.slots}.items())
    for (i, j), part in spots:
        pieces.append(_put(line.text[end:i], end, at, before))
        if part is without:
            pieces.append(_SOMETHING.get(line.language, "…"))
        elif known and part.text in _STAND_INS and not part.first:
            pieces.append(_STAND_INS[part.text][min(1, used[part.text])])
            used[part.text] += 1
        else:
            pieces.append(line.text[i:j])
        end = j
    pieces.append(_put(line.text[end:], end, at, before))
    text = _MARKUP.sub(r"\\\1", " ".join("".join(pieces).split()))
    return f"- {text}" if line.kind == "item" else text


def _put(text: str, start: int, at: int, words: str) -> str:
    n = at - start
    return text[:n] + words + text[n:] if words and 0 <= n < len(text) else text


def _tried(
    lines: Sequence[Sighting], line: Sighting, fact: Fact, known: bool, guards: Guards, taken: Collection[str]
) -> Skeleton | None:
    """Write a rule and try it on its line: as it stands, or with names that everybody knows."""
    context = "".join(text for name, text in _CONTEXT.items() if name in (fact[0], fact[2]))
    text = _shown(line, known)
    cues, name = _cue(lines, text), _name(line, fact, taken)
    for wide, guard in product((False, True), ("", "negation")):
        for denied in _counterexamples(line, known):
            made = _yaml(name, cues, _pattern(lines, line, wide), fact, guard, context + text, context + denied)
            rules, faults = judge_rules(made, "", line.language)
            if faults or not fires(rules[0], guards, context + text):
                break
            if not list(rule_trial(rules[0], guards)):
                return Skeleton(name, line.language, made)
    return None


def _counterexamples(line: Sighting, known: bool) -> Iterator[str]:
    """Yield the line denied, where that is easily said, and the line about something that has no name."""
    first = line.slots[0]
    after = next((n + 1 for n, part in enumerate(line.parts) if part is first and n + 1 < len(line.parts)), 0)
    if line.language in _NEVER and after and line.parts[after].kind == "cue":
        yield _shown(line, known, before=_NEVER[line.language], at=line.parts[after].start)
    yield _shown(line, known, without=line.slots[-1])
    yield _shown(line, known, without=first)


def _pattern(lines: Sequence[Sighting], line: Sighting, wide: bool) -> str:
    """The pattern of a shape: its slots, the stems of its cues, and gaps wherever a line of that shape has one."""
    gaps = {n for one in lines for n in _gaps(one)}
    ends = list(_ends(line))
    slots = line.slots
    gap = "[^\\n]{0,200}?" if wide else "{gap}"
    pieces, n = [], 0
    for at, part in enumerate(line.parts):
        if part.kind in ("gap", "number"):
            continue
        if n and (n in gaps or wide):
            pieces.append(f" ?{gap}")
        elif n and at and line.parts[at - 1].end < part.start:
            pieces.append(" ")
        n += 1
        if part.kind == "slot":
            name = ends[0] if part is slots[0] else ends[-1] if part is slots[-1] else ""
            pieces.append(_slot(part, name))
        elif part.kind == "cue":
            words = (re.escape(word).replace(r"\-", "-") for word in part.stem.split())
            pieces.append(r"\b" + "".join(rf"{word}\w{{0,6}} " for word in words).strip())
        elif part.text == "–":
            pieces.append("[–—-]")
        else:
            pieces.append(re.escape(part.text))
    return "".join(pieces)


def _slot(part: Part, name: str) -> str:
    kind = _class(part.text)
    if not name:
        return f"{{{kind}{'+' if part.many else ''}:other}}"
    return f"{{{kind}{'+' if part.many else ''}{'' if name == kind else f':{name}'}}}"


def _gaps(line: Sighting) -> Iterator[int]:
    """Before which of its told parts a line has a gap."""
    n = 0
    for part in line.parts:
        if part.kind in ("gap", "number"):
            yield n
        else:
            n += 1


def _cue(lines: Sequence[Sighting], text: str) -> list[str]:
    low = text.casefold()
    cues = {part.text for line in lines for part in line.parts if part.kind == "cue"}
    if any(cue in low for cue in cues):
        return sorted(cues)
    line = lines[0]
    words = [f" {part.text} " for part in line.parts if part.kind == "word"]
    if words and words[0] in low:
        return [words[0]]
    stretch = line.text[line.parts[0].start : line.parts[-1].end]
    told = _blanked(line, stretch).casefold()
    longest = max(re.findall(r"[^\W\d_]{3,}", told), key=len, default="")
    if longest and longest in low:
        return [longest]
    stops = [stop for stop in (part.text for part in line.parts if part.kind == "stop") if stop in low]
    return stops[:1] or ([" "] if " " in low else [])


def _blanked(line: Sighting, stretch: str) -> str:
    start = line.parts[0].start
    for slot in line.slots:
        stretch = stretch[: slot.start - start] + " " * (slot.end - slot.start) + stretch[slot.end - start :]
    return stretch


def _name(line: Sighting, fact: Fact, taken: Collection[str]) -> str:
    words = [part.text for part in line.parts if part.kind in ("slot", "cue", "word")]
    base = "-".join(dict.fromkeys(fold(" ".join(words)).split()))[:40].strip("-") or fact[1].casefold()
    name, n = f"my-{base}", 2
    while name in taken:
        name, n = f"my-{base}-{n}", n + 1
    return name


def _yaml(
    name: str, cues: list[str], pattern: str, fact: Fact, guard: str, match: str, denied: str
) -> str:
    told = [
        f"- name: {name}",
        f"  cue: {flow(cues)}",
        f"  pattern: {quoted(pattern)}",
        f"  facts: [{' '.join(fact)}]",
        *([f"  guard: {guard}"] if guard else []),
        f"  confidence: {_CONFIDENCE}",
        f"  match: {quoted(match)}",
        f"  not: {quoted(denied)}",
    ]
    return "\n".join(told) + "\n"
