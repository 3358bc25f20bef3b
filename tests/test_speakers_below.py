"""Talks whose headings stand over their speakers' names."""

from __future__ import annotations

from tests.extraction import AUTHOR, names_of, pairs

HEAD = "# LanternConf 2032\n\nI was there for two days.\n\n"


def test_headings_over_nothing_but_names_are_talks_of_those_named() -> None:
    text = (
        "## Woven engines at scale\n\n**Alice Marsh**\n\nIt was fine.\n\n"
        "## Dyes for all\n\nBob Hale, Carol Reed\n\nBlue, mostly.\n"
    )
    given = pairs(HEAD + text, "presented")
    assert given == {
        ("Alice Marsh", "Woven engines at scale"),
        ("Bob Hale", "Dyes for all"),
        ("Carol Reed", "Dyes for all"),
    }


def test_a_line_that_tells_the_kind_of_slot_may_stand_between() -> None:
    text = (
        "## Des métiers pour tous\n_Format conférence 45 minutes_\n\n**Alice Ferrand**\n\nTrès beau.\n\n"
        "## La teinture libre\n_Atelier, 2h30_\n\n**Benoît Hallier**\n\nTrès bleu.\n\n"
        "## Mes propres nœuds\n_Quickie 15 min_\n\nC'était à mon tour de parler.\n"
    )
    given = pairs("# LanternConf 2032\n\nJ'y étais, et j'ai tout vu.\n\n" + text, "presented", "fr")
    assert given == {
        ("Alice Ferrand", "Des métiers pour tous"),
        ("Benoît Hallier", "La teinture libre"),
        (AUTHOR, "Mes propres nœuds"),
    }


def test_one_such_heading_alone_is_no_talk() -> None:
    assert not names_of(HEAD + "## The kitchen\n\nAlice Marsh\n\nShe cooks.\n", "Talk")


def test_below_the_headings_of_a_sprint_stand_those_who_worked() -> None:
    text = (
        "# Loom sprint\n\nWe met.\n\n## Warp counters\n\nAlice Marsh\n\nDone.\n\n"
        "## Weft colours\n\nBob Hale\n\nDone too.\n"
    )
    assert not pairs(text, "presented")
