"""Patterns that run away are told from those that do not, and telling takes no long time itself."""

from __future__ import annotations

import re
import time

import pytest

from hallway.extractors.patience import runs_away
from hallway.extractors.patterns import compile_pattern
from hallway.extractors.rules import rule_packs


@pytest.mark.parametrize(
    "pattern",
    [
        r"(\w+ ?)+x",
        r"(a|a)*b",
        r"(?:\w+\s*,?\s*){0,40}x",
        r"(.*)*x",
        r"{person} wrote (?:[\w -]+)+{software}",
        r".*.*.*=",
        r"(?=(?:a+)+b)",
        r"(?:x(?:a+)+|y)z",
    ],
)
def test_repetitions_within_repetitions_run_away(pattern: str) -> None:
    started = time.process_time()
    assert runs_away(compile_pattern(pattern))
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\w+ ){0,5}x",
        r"{person+} (?:has |had )?mended {gap}{software+}",
        r"[^\n]{0,80}x",
        r"(?>a+)+b",
        r"(a)(?:\1b)*",
        r"[^a]*\d{3}",
    ],
)
def test_bounded_and_plain_repetitions_do_not(pattern: str) -> None:
    assert not runs_away(compile_pattern(pattern))


def test_no_rule_of_ours_runs_away() -> None:
    patterns = {rule.pattern for pack in rule_packs().values() for rule in pack.rules}
    assert [pattern.pattern[:80] for pattern in sorted(patterns, key=lambda p: p.pattern) if runs_away(pattern)] == []


def test_no_guard_of_ours_runs_away() -> None:
    guards = [guard for pack in rule_packs().values() for guard in (pack.guards.negation, pack.guards.plan)]
    assert not any(runs_away(re.compile(guard.pattern, guard.flags)) for guard in guards)
