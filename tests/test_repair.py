from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.decoding import decode
from hallway.extractors.repair import Edit, repair, splice

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "dev"
FRENCH = "Le thé fut prêt dès l’été, çà et là ; où était Zoé ? "
LETTERS = st.text(st.sampled_from("abcdefgh ,.\nàâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛÜ’«»–…€"), max_size=80)


@pytest.mark.parametrize("codec", ["mac_roman", "cp1252"])
@given(text=LETTERS)
def test_damaged_text_comes_back(codec: str, text: str) -> None:
    sound = FRENCH + text
    damaged = sound.encode().decode(codec, "replace")
    if "\ufffd" not in damaged:  # five bytes mean nothing in Windows-1252
        assert repair(damaged).text == sound


@given(LETTERS)
def test_damage_by_latin_1_comes_back(text: str) -> None:
    assert repair((FRENCH + text).encode().decode("latin-1")).text == FRENCH + text


@given(LETTERS)
def test_sound_french_stays_as_it_is(text: str) -> None:
    assert repair(FRENCH + text).offsets is None


@given(st.text(st.sampled_from("xyz =+-√∫∑∏π∞≤≥≈≠∂Ω±µ°²½"), max_size=60))
def test_mathematics_stays_as_it_is(text: str) -> None:
    assert repair("Soit x ≥ 0, alors " + text).text == "Soit x ≥ 0, alors " + text


@given(st.text(st.sampled_from("─│┌┐└┘├┤┬┴┼═║╔╗ ab\n"), max_size=80))
def test_drawn_tables_stay_as_they_are(text: str) -> None:
    assert repair(text).offsets is None


@given(st.text(st.sampled_from("a \n√©®†™Ã¨‚Äô’é\uf8ffüè√"), max_size=60))
def test_offsets_are_monotone_and_kept_signs_map_to_themselves(text: str) -> None:
    repaired = repair(text)
    if repaired.offsets is None:
        assert repaired.text == text
        return
    offsets = list(repaired.offsets)
    assert len(offsets) == len(repaired.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for n, char in enumerate(repaired.text):
        if offsets[n + 1] - offsets[n] == 1:
            assert text[offsets[n]] == char


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("Zo√© et No√´l", "Zoé et Noël"),
        ("√âlodie va √† la foire", "Élodie va à la foire"),
        ("l‚Äôorage", "l’orage"),
        ("merci \uf8ffüôè", "merci 🙏"),
        ("Zoã©".replace("ã", "Ã"), "Zoé"),
        ("Ãƒ© ÃƒÂ©tÃƒÂ©".removeprefix("Ãƒ© "), "été"),
        ("dÃ©jÃ  vu", "déjà vu"),
        ("dÃ©jÃ\xa0 vu", "déjà vu"),
        ("–ø—Ä–∏–≤–µ—Ç", "привет"),
        ("caf\x92s", "caf’s"),
    ],
)
def test_known_damage_is_mended(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound


@pytest.mark.parametrize(
    "text",
    [
        "√2 ≈ 1,41 et √π ≈ 1,77",
        "« L’ÉTÉ », dit-il — à l’œil",
        "MANHÃ», disse",
        "é\xa0» est là",
        "On lisait « r√©sum√© » au lieu de « résumé », à cause de l’été",
    ],
)
def test_sound_signs_stay(text: str) -> None:
    assert repair(text).offsets is None


def test_a_root_stays_a_root_in_a_damaged_text() -> None:
    assert repair("L'√©t√© dernier, √† la f√™te, Zo√© calcula √2.").text == "L'été dernier, à la fête, Zoé calcula √2."


def test_one_damaged_line_in_a_sound_text_is_mended_alone() -> None:
    sound = "Éloïse dîna là.\nNoël arriva.\n"
    assert repair(sound + "Fran√ßois resta.\n√ ici, là").text == sound + "François resta.\n√ ici, là"


def test_splice_cuts_and_replaces() -> None:
    text, offsets = splice("abcd", [Edit(0, 1, ""), Edit(2, 4, "x")])
    assert (text, list(offsets)) == ("bx", [1, 2, 4])


def test_the_damaged_report_comes_out_whole() -> None:
    path = CORPUS / "004_4a5faf3b3a544d71.txt"
    if not path.exists():
        pytest.skip("the corpus is not here")
    text = decode(path.read_bytes()).text
    assert not set("√‚†®©™\uf8ff") & set(text)
    assert {char for char in text if ord(char) > 127} <= set("àâçèéêëîïôùûœÇÉ’→⚠🙏😱😞")
    assert text.count("é") > 250
