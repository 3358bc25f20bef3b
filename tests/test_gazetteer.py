"""What the gazetteers know, and what they find in a text."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.errors import RulePackError
from hallway.schema import gazetteer, gazetteer_source
from hallway.schema.gazetteer import Entry, Lexicon, gazetteers


def lexicon(tmp_path: Path, entries: str, name: str = "technologies", kind: str = "software") -> Lexicon:
    """A lexicon compiled from YAML entries, and read as the generated file is."""
    (tmp_path / f"{name}.yaml").write_text(f"kind: {kind}\nentries:\n{entries}", encoding="utf-8")
    return gazetteer._lexicon(json.loads(gazetteer_source.compiled(tmp_path))["lexicons"][name])


def found(known: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.entry.name) for match in known.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We put Quillbase behind Nodule.", [("Quillbase", "QuillBase"), ("Nodule", "Nodule")]),
        ("quillbase, Quill Base and QUILLBASE", [(w, "QuillBase") for w in ("quillbase", "Quill Base", "QUILLBASE")]),
        ("a quill base of feathers", []),
        ("Tin-Can, tin can and tincan", [(w, "tin-can") for w in ("Tin-Can", "tin can", "tincan")]),
        ("Nodule CMS, then Nodule", [("Nodule CMS", "Nodule CMS"), ("Nodule", "Nodule")]),
        ("Nodule. CMS are many", [("Nodule", "Nodule")]),
        ("Nodule 3.2, nodule4 and Nodule5.1", [(w, "Nodule") for w in ("Nodule", "nodule", "Nodule")]),
        ("modules and Nodules", []),
        ("l'Élan, d’Elan", [("Élan", "Élan"), ("Elan", "Élan")]),
        ("E\u0301lan", [("E\u0301lan", "Élan")]),
        ("qip is run, Qip is not", [("qip", "qip")]),
        ("Zed++ and Zed++/Nodule", [("Zed++", "Zed++"), ("Zed++", "Zed++"), ("Nodule", "Nodule")]),
        ("Nodule-based, non-nodule", [("Nodule", "Nodule"), ("nodule", "Nodule")]),
        ("nodule-maps, py-nodule, nodule_x, @nodule", []),
        ("see https://nodule.org/tin-can and /usr/lib/nodule", []),
        ("mail team@nodule.org or visit nodule.org", []),
        ("read nodule.views.base, call nodule()", []),
        ("Nodule/Élan", [("Nodule", "Nodule"), ("Élan", "Élan")]),
        ("crate.io is a site", [("crate.io", "crate.io")]),
    ],
)
def test_names_are_found_as_whole_words(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    known = lexicon(
        tmp_path,
        "- crate.io\n- Élan\n- Nodule\n- Nodule CMS\n- {name: qip, case: exact}\n- QuillBase\n- tin-can\n- Zed++\n",
    )
    assert found(known, text) == expected


def test_two_names_may_differ_by_case_alone_where_both_are_exact(tmp_path: Path) -> None:
    known = lexicon(tmp_path, "- {name: QIP, case: exact}\n- {name: qip, case: exact, kind: protocol}\n")
    assert [match.entry.kind for match in known.find("QIP over qip, not Qip")] == ["software", "protocol"]


def test_an_elided_letter_is_no_name(tmp_path: Path) -> None:
    known = lexicon(tmp_path, "- {name: C, case: exact}\n")
    assert found(known, "C'est écrit en C, c’est dit") == [("C", "C")]


def test_short_names_of_organizations_count_in_capitals_only(tmp_path: Path) -> None:
    known = lexicon(tmp_path, "- {name: Orchard Relay, aliases: [OR]}\n", "organizations", "company")
    assert found(known, "OR or Or, orchard relay") == [("OR", "Orchard Relay"), ("orchard relay", "Orchard Relay")]


def test_an_entry_is_looked_up_by_any_spelling(tmp_path: Path) -> None:
    known = lexicon(tmp_path, "- {name: QuillBase, aliases: [QB2], homepage: https://quill.example/}\n")
    assert known.get("Quill Base") == known.get("qb2") == Entry("QuillBase", "software", ("QB2",), "https://quill.example/")
    assert known.get("Quill") is None


@pytest.mark.parametrize(
    ("entries", "line", "what"),
    [
        ("- Bee\n- Ant\n", 4, "belongs before"),
        ("- Ant\n- Ant\n", 4, "stands twice"),
        ("- {name: Ant, aliases: [Bug]}\n- {name: Bee, aliases: [bug]}\n", 4, "is a name of 'Ant' too"),
        ("- {name: Ant, homepage: ant.example}\n", 3, "odd homepage"),
        ("- {name: Ant, homepage: 'https://ant.example/<b>\"'}\n- Bee\n", 3, "odd homepage"),
        ("- {name: Ant, colour: red}\n", 3, "no such key 'colour'"),
        ("- {name: Ant, kind: insect}\n", 3, "kind 'insect'"),
        ("- {aliases: [Bug]}\n", 3, "without a name"),
        ("- {name: Ant, case: lower}\n", 3, "case can only be exact"),
        ("- {name: Ant, aliases: [Ant]}\n", 3, "an alias stands twice"),
        ("- {name: Ant, ambiguous: yes}\n", 3, "ambiguous is true"),
        ("- '!!'\n", 3, "needs a letter"),
        ("- {name: Ant\n- Bee: [\n", 4, "no YAML"),
    ],
)
def test_a_fault_names_its_file_and_line(tmp_path: Path, entries: str, line: int, what: str) -> None:
    with pytest.raises(RulePackError, match=what) as caught:
        lexicon(tmp_path, entries)
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "technologies.yaml"), line)


words = st.sampled_from(
    ["Python", "node", "js", "C++", "C#", "Élan", "E\u0301", "a", ".", "-", "/", "@", "https://", "\n", " ", "3.2"]
)


@settings(deadline=None)  # the first use loads the gazetteers
@given(st.lists(words | st.text(max_size=4), max_size=30).map("".join))
def test_matches_are_in_order_apart_and_inside_the_text(text: str) -> None:
    known = gazetteers().technologies
    end = 0
    for match in known.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for known in (gazetteers().technologies, gazetteers().event_series, gazetteers().organizations):
        assert all(text[match.start : match.end].strip() for match in known.find(text))


@pytest.mark.parametrize("piece", ["a", "python-", "python/", "open ", "."])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    known = gazetteers().technologies
    begin = time.process_time()
    known.find(piece * (400_000 // len(piece)))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("word", "sure", "doubtful"),
    [
        ("Tarek", True, False),
        ("Benoît", True, False),
        ("BENOIT", True, False),
        ("Jean-Baptiste", True, False),
        ("Manu", True, False),
        ("Will", False, True),
        ("will", False, False),
        ("benoît", False, False),
        ("Open", False, False),
        ("Python", False, False),
        ("Les", False, True),
        ("", False, False),
    ],
)
def test_given_names_are_told_from_words(word: str, sure: bool, doubtful: bool) -> None:
    known = gazetteers()
    assert (known.is_first_name(word), known.is_doubtful_first_name(word)) == (sure, doubtful)


def test_places_are_known_in_several_languages() -> None:
    known = gazetteers()
    assert all(known.is_city(name) for name in ("London", "Londres", "Köln", "Cologne", "Saint-Denis", "Nice"))
    assert all(known.is_country(name) for name in ("Germany", "Allemagne", "Deutschland", "UK", "Royaume-Uni"))
    assert known.is_doubtful_city("Nice")
    assert not known.is_doubtful_city("Londres")
    assert not any(known.is_city(name) for name in ("nice", "Open", "Nonesuch", ""))


def test_lexicons_are_well_filled() -> None:
    known = gazetteers()
    assert len(known.technologies) >= 2500
    assert len(known.event_series) >= 400
    assert len(known.organizations) >= 700


def test_words_come_by_language_and_unknown_lists_are_refused() -> None:
    known = gazetteers()
    assert "rapporteur" in known.words("roles", "fr")
    assert "mardi" in known.words("weekdays") - known.words("weekdays", "en")
    with pytest.raises(RulePackError, match="no list of words 'colours'"):
        known.words("colours")


def test_a_damaged_file_is_reported_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "gazetteers.json"
    for content in (None, b"{", b"[]", b"{}"):
        if content is not None:
            broken.write_bytes(content)
        monkeypatch.setattr(gazetteer, "NAMES_FILE", broken)
        with pytest.raises(RulePackError, match="--compile") as caught:
            gazetteer.gazetteers.__wrapped__()
        assert caught.value.path == str(broken)


def test_the_generated_files_are_current() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hallway.schema.gazetteer", "--check"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
