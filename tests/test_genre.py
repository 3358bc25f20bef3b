"""What kind of write-up a text is."""

from __future__ import annotations

import pytest

from hallway.extractors.genre import GENRES
from tests.extraction import draft_of, reading_of

REPORT = "I went to LanternConf 2032 and enjoyed it. Ada Quill spoke about lamps, and I talked with her for an hour.\n"
MINUTES = "Present: Ada Quill, Bruno Tallow\n\nScribe: Cleo Marsh\n\n## Agenda\n\n- the quay\n\n## Actions\n\n- paint\n"
TALKS = "- Small lamps, by Ada Quill\n- Loud bells, by Bruno Tallow\n- Dry docks, by Cleo Marsh\n- Tea, by Ines Ravel\n"


@pytest.mark.parametrize(
    ("text", "language", "genre"),
    [
        (f"# Back from LanternConf 2032\n\n{REPORT}", "en", "report"),
        ("# Retour de LanternConf 2032\n\nNous avons assisté à LanternConf 2032 et j'ai aimé.\n", "fr", "report"),
        (f"# Quay committee meeting\n\n{MINUTES}", "en", "minutes"),
        (f"# Lamplighters\n\n{MINUTES}", "en", "minutes"),
        ("# Compte rendu de la réunion du 3 mars\n\nPrésents : Ada, Bruno\n\nLe quai est fermé.\n", "fr", "minutes"),
        ("# Glint sprint\n\nWe fixed the parser, merged patches and worked on the docs.\n", "en", "sprint"),
        ("# Bilan du hackathon Glint\n\nNous avons travaillé sur l'analyseur.\n", "fr", "sprint"),
        (f"# Talks I saw\n\n{TALKS}", "en", "talks"),
        (f"# Programme de LanternConf 2032\n\n{TALKS}", "fr", "talks"),
        ("# My week\n\n**Monday.** Rain.\n\n**Tuesday.** I met Ada Quill.\n\n**Friday.** I slept.\n", "en", "diary"),
        (
            "# LanternConf 2033 is coming\n\nIt will take place in Ghent. Registration is open. Join us!\n",
            "en",
            "announcement",
        ),
        (
            "# LanternConf 2033\n\nLanternConf 2033 aura lieu à Gand. Inscrivez-vous, venez ! Ada Quill sera là.\n"
            "Les inscriptions ouvrent bientôt, l'inscription sera gratuite.\n",
            "fr",
            "announcement",
        ),
        ("# How to tie a knot\n\nTake a rope.\n", "en", "other"),
    ],
)  # fmt: skip
def test_a_genre_is_told_from_title_labels_layout_and_words(text: str, language: str, genre: str) -> None:
    assert draft_of(text, language).genre == genre


def test_several_people_who_speak_in_turn_make_minutes() -> None:
    turns = "\n\n".join(f"{who}: the quay is closed" for who in ("Ada", "Bo", "Cleo", "Dan") * 3)
    assert draft_of(f"# Lamps\n\n{turns}\n").genre == "minutes"


def test_a_reading_carries_the_genre() -> None:
    assert reading_of(f"# Back from LanternConf 2032\n\n{REPORT}").genre == "report"


@pytest.mark.parametrize("text", ["x", "# \n", "a:\n" * 50])
def test_any_text_has_a_genre(text: str) -> None:
    assert draft_of(text).genre in GENRES
