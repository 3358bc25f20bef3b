"""Rules of the user's own are tried before they are used: examples must be read, counterexamples not, and none run away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hallway.errors import RulePackError
from hallway.extractors.extraction import understand
from hallway.extractors.patience import runs_away
from hallway.extractors.readers import read_document
from hallway.extractors.rules import GUARD_FILE, NO_GUARDS, Guards, Rule, RulePack, judge_rules, rule_files, rule_packs


def try_rules(folders: Sequence[str]) -> tuple[Rule, ...]:
    """Read the rules of folders of the user's own and try each on its examples.

    Args:
        folders: as ``build --rules`` takes them.

    Returns:
        The rules, in the order of their files.

    Raises:
        RulePackError: a rule is not what it should be; where several are, this says how many more.
    """
    faults = rule_faults(folders)
    if faults:
        first = faults[0]
        more = f"and {len(faults) - 1} more; " if len(faults) > 1 else ""
        hint = f"{first.hint}; " if first.hint else ""
        command = f"{more}hallway check --rules {first.path.rsplit('/', 2)[0]}" if more else ""
        raise RulePackError(
            first.what, path=first.path, line=first.line, hint=f"{hint}{command}".removesuffix("; ")
        )
    own = {str(path) for folder in folders for _, path in rule_files(Path(folder))}
    packs = rule_packs(tuple(folders)).values()
    return tuple(rule for pack in packs for rule in pack.rules if rule.path in own)


def rule_faults(folders: Sequence[str]) -> list[RulePackError]:
    """Return all that is wrong with the rules of folders of the user's own, in the order of their files.

    Args:
        folders: as ``build --rules`` takes them.
    """
    faults: list[RulePackError] = []
    good: list[Rule] = []
    for folder in folders:
        try:
            for language, path in rule_files(Path(folder)):
                if path.name != GUARD_FILE:
                    rules, wrong = judge_rules(path.read_text("utf-8"), str(path), language)
                    good += rules
                    faults += wrong
        except RulePackError as error:
            faults.append(error)
        except (OSError, UnicodeDecodeError) as error:
            faults.append(RulePackError(f"cannot be read: {error}", path=str(path)))
    try:
        packs = rule_packs(tuple(folders))
    except RulePackError as error:
        packs = rule_packs()
        if not faults:  # guards, or names that stand twice
            faults.append(error)
    for rule in good:
        faults += rule_trial(rule, packs[rule.language].guards if rule.language in packs else NO_GUARDS)
    return sorted(faults, key=lambda fault: (fault.path, fault.line))


def rule_trial(rule: Rule, guards: Guards) -> Iterator[RulePackError]:
    """Try one rule alone on its own examples, and yield what is wrong with it.

    Args:
        rule: the rule.
        guards: of its language.
    """
    if runs_away(rule.pattern):
        hint = "let no repetition stand in another, and bound each: {0,5} in the place of * or +"
        yield _fault(rule, "pattern", 0, "its pattern takes far too long on some texts", hint)
        return
    for n, text in enumerate(rule.match):
        if not fires(rule, guards, text):
            low = text.casefold()
            why = "none of its cues stands there" if not any(cue in low for cue in rule.cues) else (
                "names must be recognised, classes must fit, and no negation may stand near"
            )
            yield _fault(rule, "match", n, f"its example {_short(text)} gives no fact by it", why)
    for n, text in enumerate(rule.unmatch):
        if fires(rule, guards, text):
            yield _fault(rule, "not", n, f"its counterexample {_short(text)} gives a fact by it")


def fires(rule: Rule, guards: Guards, text: str) -> bool:
    """Say whether a rule alone reads a fact from a text, taken as a write-up in the rule's language.

    Args:
        rule: the rule.
        guards: of its language.
        text: Markdown.
    """
    document = read_document("example.md", f"---\nlang: {rule.language}\n---\n\n{text}\n".encode())
    _, reading = understand(document, {rule.language: RulePack(rule.language, (rule,), guards)})
    return any(place.rule == rule.name for fact in reading.facts for place in fact.evidence)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return f"“{folded if len(folded) < 80 else folded[:79] + '…'}”"


def _fault(rule: Rule, key: str, n: int, what: str, hint: str = "") -> RulePackError:
    lines = rule.lines.get(key, ())
    line = lines[n] if n < len(lines) else 0
    return RulePackError(f"rule {rule.name!r}: {what}", path=rule.path, line=line, hint=hint)
