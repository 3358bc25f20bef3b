"""Whose general assembly is minuted, and who belongs to it for having sat in it."""

from __future__ import annotations

import pytest

from tests.extraction import pairs

MINUTES = """# {title}

Présents : Chloé Martin, Paul Durand

Les membres de TisseLUG ont voté le budget. L'association a un nouveau compte.
"""


@pytest.mark.parametrize(
    "title",
    ["Assemblée générale du 12 mai 2034", "Conseil d'administration du 12 mai 2034", "Compte rendu de l'AG du 12 mai"],
)
def test_the_association_that_minutes_speak_of_holds_its_assembly(title: str) -> None:
    text = MINUTES.format(title=title)
    assert {subject for subject, _ in pairs(text, "organized")} == {"TisseLUG"}
    assert pairs(text, "memberOf") >= {("Chloé Martin", "TisseLUG"), ("Paul Durand", "TisseLUG")}


def test_a_meeting_of_another_kind_makes_nobody_a_member() -> None:
    assert pairs(MINUTES.format(title="Atelier du 12 mai 2034"), "memberOf") == set()


def test_of_two_associations_none_is_chosen() -> None:
    text = MINUTES.format(title="Assemblée générale du 12 mai 2034") + "\nLes membres de FilaLUG ont filé.\n"
    assert pairs(text, "memberOf") == set()
