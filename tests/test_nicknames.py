"""Nicknames in brackets behind the names of a list."""

from __future__ import annotations

from tests.extraction import entity_called, names_of, pairs

HEAD = "# Réunion du 12 mars 2032\n\n## Présents\n\n"
LIST = "- Alice Ferrand (alicef)\n- Benoît Hallier (Captain Loom)\n- Chloé Noroît (chlo2)\n- Damien Roc\n"


def test_nicknames_of_a_list_are_no_employers() -> None:
    assert not names_of(HEAD + LIST, "Organization", "fr")
    assert not pairs(HEAD + LIST, "memberOf", "fr")


def test_they_are_further_names_of_those_they_stand_behind() -> None:
    assert entity_called(HEAD + LIST, "Captain Loom", "fr").name == "Benoît Hallier"


def test_employers_that_repeat_are_no_nicknames() -> None:
    text = "- Alice Ferrand (Nokia)\n- Benoît Hallier (Nokia)\n- Chloé Noroît (Thales)\n"
    assert ("Alice Ferrand", "Nokia") in pairs(HEAD + text, "memberOf", "fr")
