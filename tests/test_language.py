from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.decoding import decode
from hallway.extractors.language import block_language, guess_language

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TEXTS = {
    "en": "The weavers of Brackwater met in the old mill, and most of them stayed for the whole week.",
    "fr": "Les tisserands se sont retrouvés au moulin, et la plupart sont restés toute la semaine avec nous.",
    "de": "Die Weber haben sich in der alten Mühle getroffen, und die meisten sind die ganze Woche geblieben.",
    "es": "Los tejedores se reunieron en el viejo molino y la mayoría se quedó toda la semana con nosotros.",
    "pt": "Os tecelões reuniram-se no velho moinho e a maioria ficou com a gente durante toda a semana.",
    "it": "I tessitori si sono incontrati nel vecchio mulino e la maggior parte è rimasta per tutta la settimana.",
    "nl": "De wevers kwamen bijeen in de oude molen en de meesten van hen bleven de hele week bij ons.",
    "fi": "Kutojat tapasivat vanhalla myllyllä, ja useimmat heistä jäivät sinne koko viikoksi juomaan kahvia.",
    "pl": "Tkacze spotkali się w starym młynie i większość z nich została tam przez cały tydzień.",
    "sv": "Vävarna träffades i den gamla kvarnen och de flesta stannade där hela veckan och drack kaffe.",
    "ca": "Els teixidors es van trobar al vell molí i la majoria s'hi van quedar tota la setmana amb nosaltres.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_sentence_or_two_tell_the_language(language: str) -> None:
    assert guess_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "42", "Brackwater", "Zorbu flakka mirento doska vel tarnu ikko presta."])
def test_what_says_nothing_is_not_called_english(text: str) -> None:
    assert guess_language(text) != "en"


def test_addresses_and_tags_do_not_count() -> None:
    links = " ".join(f"https://example.org/the/and/of/{n}/in-the-mill-and-the-tea" for n in range(40))
    assert guess_language(links + " " + TEXTS["fr"]) == "fr"


@pytest.mark.parametrize("text", ["Talks", "The Ring of Tea", "Ada, Bo, Cy", "12:30 Lunch"])
def test_a_short_block_has_the_language_of_its_document(text: str) -> None:
    assert block_language(text, "fr") == "fr"


def test_a_quoted_paragraph_has_its_own_language() -> None:
    assert block_language(TEXTS["en"], "fr") == "en"
    assert block_language(TEXTS["fr"], "en") == "fr"


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "fi", ""]))
def test_a_block_is_told_a_known_language_or_its_documents(text: str, document: str) -> None:
    assert block_language(text, document) in {"en", "fr", "de", "es", "pt", "it", "nl", document}


def test_the_answer_does_not_hang_on_the_hash_seed() -> None:
    program = "from hallway.extractors.language import guess_language; print(guess_language('de la en un ' * 9))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[1],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_every_development_write_up_is_told_right() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    wrong = []
    for path in sorted((CORPUS / "dev").iterdir()):
        gold = (CORPUS / "gold" / f"{path.stem}.yaml").read_text(encoding="utf-8")
        match = re.search(r"^  language: (\w+)", gold, re.MULTILINE)
        assert match is not None
        if guess_language(decode(path.read_bytes()).text) != match[1]:
            wrong.append(path.name)
    assert wrong == []
