from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.document import Metadata, Value
from hallway.extractors.readers.dates import parse_date
from hallway.extractors.readers.metadata import metadata_from_fields, split_front_matter


def _said(metadata: Metadata) -> dict[str, object]:
    single = {"title": metadata.title, "date": metadata.date, "language": metadata.language}
    many = {"authors": metadata.authors, "emails": metadata.emails, "tags": metadata.tags}
    said: dict[str, object] = {name: value.text for name, value in single.items() if value is not None}
    return said | {name: [value.text for value in values] for name, values in many.items() if values}


HEADS = {
    "jekyll": (
        '---\nlayout: post\ntitle : "Mill: a week"\n'
        "date: 2031-05-03 10:00:00 +0200\ntags: loom tea\nauthor: ada\n---\n",
        {"title": "Mill: a week", "date": "2031-05-03", "tags": ["loom", "tea"], "authors": ["ada"]},
    ),
    "yaml lists": (
        "---\ntitle: 'L''été'\nauthors:\n- name: Ada Ash\n"
        "  email: ada@mill.example\n- name: Bo\ntags: [old looms, tea,]\nlang: fr\n---\n",
        {
            "title": "L'été",
            "authors": ["Ada Ash", "Bo"],
            "emails": ["ada@mill.example"],
            "tags": ["old looms", "tea"],
            "language": "fr",
        },
    ),
    "pandoc": (
        '---\ntitle: Mill\nauthor:\n- Ada <span class="caps">Ash</span>\n'
        '- Bo Birch\ndate: "`2031-05-03T18:27:00GMT+1`"\n...\n',
        {"title": "Mill", "authors": ["Ada Ash", "Bo Birch"], "date": "2031-05-03"},
    ),
    "one author mapping": (
        "---\ntitle: Mill\nauthor:\n  name: Ada Ash / Bo Birch\n---\n",
        {"title": "Mill", "authors": ["Ada Ash", "Bo Birch"]},
    ),
    "hugo toml": (
        '+++\ntitle = "Mill \\"week\\""\ndate = 2031-05-03T12:20:00+02:00\n'
        'tags = ["old looms", "tea"]\n\n[[authors]]\nname = "Ada Ash"\n\n[[authors]]\nname = "Bo"\n+++\n',
        {"title": 'Mill "week"', "date": "2031-05-03", "tags": ["old looms", "tea"], "authors": ["Ada Ash", "Bo"]},
    ),
    "zola toml": (
        '+++\ntitle = "Mill"\n[taxonomies]\ntags = ["tea"]\n[extra]\nauthor = "Ada"\n+++\n',
        {"title": "Mill", "tags": ["tea"], "authors": ["Ada"]},
    ),
    "hugo json": (
        '{\n  "title": "Mill",\n  "date": "2031-05-03",\n  "tags": ["tea", "jam"]\n}\n',
        {"title": "Mill", "date": "2031-05-03", "tags": ["tea", "jam"]},
    ),
    "hexo": (
        "title: Mill\ndate: 2031/05/03 10:00:00\ntags:\n---\n",
        {"title": "Mill", "date": "2031-05-03"},
    ),
    "pelican": (
        "Title: Semaine au moulin\nDate: 3 mai 2031\nTags: loom, old tea\n"
        "Author: Ada Ash (ada@mill.example)\nGravatar: 8d\n\n",
        {
            "title": "Semaine au moulin",
            "date": "2031-05-03",
            "tags": ["loom", "old tea"],
            "authors": ["Ada Ash"],
            "emails": ["ada@mill.example"],
        },
    ),
    "pelican with a line of dashes": (
        "Title: Mill\nDate: 2031-05-03 19:00\nTags: lang:fr, tea\n---\n",
        {"title": "Mill", "date": "2031-05-03", "tags": ["lang:fr", "tea"]},
    ),
    "multimarkdown": (
        "Title: Mill week,\n  in May\nAuthor: Ada and Bo\n\n",
        {"title": "Mill week, in May", "authors": ["Ada", "Bo"]},
    ),
    "nikola": (
        ".. title: Mill\n.. slug: mill\n.. date: 2031-05-03 10:00 UTC\n.. tags: tea, jam\n\n",
        {"title": "Mill", "date": "2031-05-03", "tags": ["tea", "jam"]},
    ),
    "nikola in markdown": (
        "<!--\n.. title: Mill\n.. author: Ada\n-->\n",
        {"title": "Mill", "authors": ["Ada"]},
    ),
    "perl weblog": (
        "=head1 Mill week\n=timestamp 1935698400\n=tags tea, jam\n\n",
        {"title": "Mill week", "date": "2031-05-04", "tags": ["tea", "jam"]},
    ),
    "day first": ('---\ntitle: Mill\ncreation_date: "06-12-2031"\n---\n', {"title": "Mill", "date": "2031-12-06"}),
    "subject and update": ("---\nsubject: Mill\nupdated: 2031-05-03\n---\n", {"title": "Mill", "date": "2031-05-03"}),
    "empty": ("---\n---\n", {}),
    "null values": ("---\ntitle: ~\ntags: []\nauthor: null\n---\n", {}),
}
BODY = "Body: we met.\n"


@pytest.mark.parametrize("name", sorted(HEADS))
def test_every_kind_of_head_is_read_and_cut_off(name: str) -> None:
    head, said = HEADS[name]
    metadata, start, faults = split_front_matter(head + BODY)
    assert _said(metadata) == said
    assert (head + BODY)[start:].strip() == BODY.strip()
    assert faults == ()


@pytest.mark.parametrize("name", sorted(HEADS))
def test_values_stand_where_they_say(name: str) -> None:
    head, _ = HEADS[name]
    metadata, _, _ = split_front_matter(head + BODY)
    for _, value in metadata.fields:
        written = head[value.start : value.end]
        if "\\" not in written and "''" not in written and "\n" not in written:
            assert written.replace("T", " ") == value.text.replace("T", " ")
    for value in (*metadata.tags, *metadata.emails):
        assert head[value.start : value.end] == value.text


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nWe met.\n\n---\n\nIt rained.\n",
        "---\nWe met in the mill.\n",
        "Present: Ada, Bo\nAbsent: Cy\n\nWe met.\n",
        "Date: 3 May 2031\nPresent: Ada, Bo\n\nWe met.\n",
        "Title: it was a good week\nand everybody stayed.\n\nSo did we.\n",
        "{ braces }\n",
        '{"title": \n',
        "We met: all of us.\n\nTea.",
        "# Mill\n\nTitle: x\n\n",
        "",
    ],
)
def test_what_is_no_head_stays_text(text: str) -> None:
    assert split_front_matter(text) == (Metadata(), 0, ())


@pytest.mark.parametrize(
    ("head", "line", "kind"),
    [
        ("---\nlayout: post\ntitle: Mill: a week\ntags:\n  - tea\n  - jam\n---\n", 3, "YAML"),
        ("---\ntags:\n  - tea\n  - jam\ntitle: \"Mill: a week\nauthor: 'Ada'\n---\n", 7, "YAML"),
        ('+++\ntags = ["tea", "jam"]\ntitle = Mill: a week\n+++\n', 3, "TOML"),
    ],
)
def test_broken_front_matter_gives_a_fault_and_its_fields(head: str, line: int, kind: str) -> None:
    metadata, start, faults = split_front_matter(head + BODY)
    assert metadata.title is not None
    assert metadata.title.text == "Mill: a week"
    assert [tag.text for tag in metadata.tags] == ["tea", "jam"]
    assert (head + BODY)[start:] == BODY
    assert [fault.line for fault in faults] == [pytest.approx(line, abs=1)]
    assert kind in faults[0].what
    assert "\n" not in faults[0].what


def test_front_matter_that_is_never_closed_gives_a_fault() -> None:
    metadata, _, faults = split_front_matter("---\ntitle: Mill\nauthor: Ada\n\nWe met.\n")
    assert _said(metadata) == {"title": "Mill", "authors": ["Ada"]}
    assert "never closed" in faults[0].what


BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB + "title: Mill\n---\n",
        "---\ntitle: Mill\na: " + "[" * 30_000 + "\n---\n",
        "---\ntitle: Mill\n" + "".join(" " * n + "a:\n" for n in range(300)) + "---\n",
        "+++\ntitle = 'Mill'\na = " + "[" * 30_000 + "\n+++\n",
        '{"title": "Mill", "a": ' + "[" * 30_000,
        '{"title": "Mill", "a": ' + "9" * 10_000 + "}",
        "---\ntitle: Mill\n" + "a: b\n" * 1_000_000,
        "Title: Mill\nTags: " + " " * 500_000 + "x\n\n",
        "Title" + " " * 500_000,
        "\n" * 500_000,
        "---\n" * 100_000,
    ],
    ids=["aliases", "flow", "depth", "toml", "json", "digits", "unclosed", "blanks", "name", "lines", "rules"],
)
def test_hostile_heads_cost_little(text: str) -> None:
    start = time.process_time()
    split_front_matter(text)
    assert time.process_time() - start < 2


@given(
    st.text(max_size=200) | st.text(st.sampled_from("-+:=\n #[]{}\"'&*!|>atx,.<"), max_size=120),
    st.sampled_from(["", "---\n", "+++\n", "{", "Title: "]),
)
def test_no_head_raises_and_every_span_is_inside(text: str, start: str) -> None:
    text = start + text + ("\n" + start if start in ("---\n", "+++\n") else "")
    metadata, body, _ = split_front_matter(text)
    assert 0 <= body <= len(text)
    values = [*metadata.authors, *metadata.emails, *metadata.tags, *(value for _, value in metadata.fields)]
    values += [value for value in (metadata.title, metadata.date, metadata.language) if value is not None]
    for value in values:
        assert 0 <= value.start <= value.end <= len(text)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada and Bo", ["Ada", "Bo"]),
        ("Ada Ash et Bo Birch", ["Ada Ash", "Bo Birch"]),
        ("Ada, Bo, Cy & Di", ["Ada", "Bo", "Cy", "Di"]),
        ("Ash, Ada; Birch, Bo", ["Ash, Ada", "Birch, Bo"]),
        ("Ada Ash <ada@mill.example>", ["Ada Ash"]),
        ("[Ada Ash](https://ada.example)", ["Ada Ash"]),
        ("['Ada', 'Bo']", ["Ada", "Bo"]),
        ("Ada\u00a0Ash", ["Ada Ash"]),
        ("par Ada", ["Ada"]),
        ("Andy Sand", ["Andy Sand"]),
        ("ada@mill.example", []),
    ],
)
def test_authors_are_told_apart(written: str, names: list[str]) -> None:
    metadata = metadata_from_fields([("Auteur", Value(written, 5, 5 + len(written)))])
    assert [author.text for author in metadata.authors] == names
    if "\u00a0" not in written and "[" not in written[:1]:
        assert [written[a.start - 5 : a.end - 5] for a in metadata.authors] == names


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("loom tea", ["loom", "tea"]),
        ("old loom, tea", ["old loom", "tea"]),
        ("[old loom, 'tea']", ["old loom", "tea"]),
        (":loom:tea:", ["loom", "tea"]),
        ('"old loom" tea', ["old loom", "tea"]),
        ("tea, Tea", ["tea"]),
        ("", []),
    ],
)
def test_tags_are_told_apart(written: str, tags: list[str]) -> None:
    metadata = metadata_from_fields([("mots-clés", Value(written, 0, len(written)))])
    assert [tag.text for tag in metadata.tags] == tags


@pytest.mark.parametrize(("written", "code"), [("fr_FR.UTF-8", "fr"), ("français", "fr"), ("EN", "en"), ("eng", "en")])
def test_languages_become_codes(written: str, code: str) -> None:
    language = metadata_from_fields([("Langue", Value(written, 0, len(written)))]).language
    assert language is not None
    assert language.text == code


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2014-07-31", "2014-07-31"),
        ("2014-07-31 10:00", "2014-07-31"),
        ("2014-07-31T10:00:00.000Z", "2014-07-31"),
        ("Tue Apr 7 2009", "2009-04-07"),
        ("Tuesday April 07, 2009", "2009-04-07"),
        ("31 juillet 2014", "2014-07-31"),
        ("jeudi 1er août 2014", "2014-08-01"),
        ("July 31, 2014", "2014-07-31"),
        ("3rd of May 2031", "2031-05-03"),
        ("Tue, 07 Apr 2009 10:00:00 +0200", "2009-04-07"),
        ("Sat Mar 14 10:11:12 CET 2009", "2009-03-14"),
        ("2015 Sep 22", "2015-09-22"),
        ("<2015-09-22 Tue>", "2015-09-22"),
        ("28/04/2006 - 20:00", "2006-04-28"),
        ("04/28/2006", "2006-04-28"),
        ("23 de octubre de 2010", "2010-10-23"),
        ("3. Mai 2012", "2012-05-03"),
        ("20140731", "2014-07-31"),
        ("mars 2014", "2014-03"),
        ("2014-03", "2014-03"),
        ("2014", "2014"),
        ("31 February 2014", "2014-02"),
        ("2014-13-40", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_become_iso_as_precise_as_written(written: str, iso: str) -> None:
    assert parse_date(written) == iso


def test_a_date_that_may_be_either_keeps_its_year_only() -> None:
    assert parse_date("07/08/2014", day_first=False) == "2014"
    english = [("date", Value("07/08/2014", 0, 10)), ("lang", Value("en", 11, 13))]
    date = metadata_from_fields(english).date
    assert date is not None
    assert date.text == "2014"


@given(st.text(max_size=60))
def test_a_date_is_iso_or_nothing(text: str) -> None:
    iso = parse_date(text)
    assert iso == "" or parse_date(iso) == iso
