"""Whose stand the writer stood at."""

from __future__ import annotations

from tests.extraction import AUTHOR, pairs

HEAD = "# LanternConf 2032\n\n"


def test_who_says_our_stand_belongs_to_the_one_that_held_one() -> None:
    text = HEAD + "Nokia tenait un stand près de l'entrée. Notre stand a vu passer cent personnes.\n"
    assert (AUTHOR, "Nokia") in pairs(text, "memberOf", "fr")
    text = HEAD + "Nokia had a booth near the door. A hundred people came to our booth.\n"
    assert (AUTHOR, "Nokia") in pairs(text, "memberOf")


def test_a_stand_alone_tells_nothing_of_the_writer() -> None:
    assert not pairs(HEAD + "Nokia tenait un stand près de l'entrée. J'y ai bu un café.\n", "memberOf", "fr")


def test_of_several_stands_none_is_the_writers() -> None:
    text = HEAD + "Nokia tenait un stand, Mozilla tenait un stand. Notre stand était plus petit.\n"
    assert not pairs(text, "memberOf", "fr")
