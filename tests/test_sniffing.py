from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.extractors.decoding import decode
from hallway.extractors.readers import READERS
from hallway.extractors.readers.sniffing import sniff

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

SNIPPETS = {
    "markdown": [
        "# Mill week\n\nWe met **again** in [Brackwater](https://brackwater.example).\n",
        "Mill week\n=========\n\nSee the [notes][1] and `loom.py`.\n\n[1]: https://brackwater.example\n",
        "Title: Mill week\nDate: 2031-05-03\n\n## Monday\n\n- [looms](https://loom.example)\n- tea\n",
        "---\ntitle: Mill week\n---\n\n<img src='mill.png'>\n\n## Monday\n\n"
        "We *wove*, see [this](a.html).\n\n```sh\nloom\n```\n",
    ],
    "rest": [
        "Mill week\n#########\n\n:date: 2031-05-03\n:tags: loom, tea\n\n"
        "See `the notes <https://brackwater.example>`_.\n",
        "=========\nMill week\n=========\n\n.. image:: mill.png\n\n"
        "We used ``loom`` and Shuttle_.\n\n.. _Shuttle: https://s.example\n",
        ".. title: Mill week\n\nDay one\n-------\n\n* Ada_\n\n.. _Ada: https://ada.example\n",
        "Mill week\n=========\n\nDay one\n~~~~~~~\n\nTea.\n",
    ],
    "html": [
        "<!DOCTYPE html>\n<html><body><p>We met.</p></body></html>",
        "<p>We met in the mill.</p>\n<p>It was <b>cold</b>.</p>\n<h2>Monday</h2>\n<ul><li>tea</li></ul>\n",
        "---\ntitle: Mill week\n---\n    <p>We met.<br>It rained.</p>\n<h2>Monday</h2>\n<p>Tea.</p>\n",
        "+++\ntitle = 'Mill week'\n+++\n<div>\n<h1>Looms</h1>\n<p>Tea.</p>\n<p>Jam.</p>\n</div>\n",
        "=head1 Mill week\n=tags tea\n\n"
        "We met at <a href='https://mill.example'>the mill</a>.\n\nIt was <a\nhref='x'>cold</a>.\n",
    ],
    "mediawiki": [
        "== Results ==\n\n* '''Ada''' wove with [[Loom]]\n* [https://s.example Shuttle]\n\n=== Tea ===\n\n{{stub}}\n",
        "{| class='wikitable'\n|-\n| Ada || loom\n|}\n\n[[Category:Mill]]\n\n== See also ==\n",
    ],
    "dokuwiki": [
        "====== Mill week ======\n\n  * Ada\n  * Bo\n\n===== Tea =====\n\nSee [[https://s.example|Shuttle]].\n",
        "===== Present =====\n  - Ada\n  - Bo\n",
    ],
    "asciidoc": [
        "2031-05-03 Weavers Meeting\n==========================\n:Author: ada\n"
        ":Date: 2031-05-04\n\n__Participants__\n\n * ada\n",
        "= Mill week\nAda Ash <ada@mill.example>\n\n== Monday\n\n"
        "See https://s.example[Shuttle].\n\n[source,sh]\n----\nloom\n----\n",
        "== Monday\n\nlink:notes.html[notes] and image::mill.png[mill]\n\n== Tuesday\n\n. tea\n",
    ],
    "org": [
        "#+TITLE: Mill week\n#+AUTHOR: Ada\n\n* Monday\n\n[[https://s.example][Shuttle]]\n",
        "* TODO looms\n  :PROPERTIES:\n  :ID: 1\n  :END:\n* DONE tea\n#+BEGIN_SRC sh\nloom\n#+END_SRC\n",
    ],
    "plain": [
        "Weavers' meeting\n\nPresent: Ada, Bo\n\nWe talked of looms.\n",
        "Minutes\n\n* Looms\n\nWe have five.\n\n* Tea\n\nNone.\n",
        "From WeaverWiki\nJump to: navigation, search\n\nThe mill was full by noon.\n",
        "==Agenda bash\n\nAda: nothing to add.\n",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SNIPPETS.items() for text in texts])
def test_content_tells_the_format_whatever_the_suffix_is_silent_about(name: str, text: str) -> None:
    assert sniff(text, "notes.txt") == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("notes.md", "markdown"),
        ("notes.MARKDOWN", "markdown"),
        ("notes.rst", "rest"),
        ("post.html.erb", "html"),
        ("news.wml", "html"),
        ("page.mw", "mediawiki"),
        ("page.wiki", "mediawiki"),
        ("notes.adoc", "asciidoc"),
        ("notes.org", "org"),
        ("notes.txt", "plain"),
        ("notes", "plain"),
        ("-", "plain"),
    ],
)
def test_the_suffix_decides_where_the_text_shows_nothing(path: str, name: str) -> None:
    assert sniff("We met.\n", path) == name


@pytest.mark.parametrize(
    ("name", "path"), [("html", "page.md"), ("rest", "page.md"), ("dokuwiki", "page.md"), ("org", "page.md")]
)
def test_content_goes_before_the_suffix(name: str, path: str) -> None:
    assert sniff(SNIPPETS[name][0], path) == name


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_has_a_reader(text: str, path: str) -> None:
    assert sniff(text, path) in READERS


@pytest.mark.parametrize(
    "piece", ["[", "[[", "<", "*", "`", "_", "=", " ", "\t", "\n", "http://", "<p ", "{{", "(a", "a_", "|", ":"]
)
def test_repetition_takes_no_time(piece: str) -> None:
    sniff(piece * 50_000, "notes.txt")  # hangs where a pattern is quadratic


def _expected(row: list[str]) -> str:
    kind = row[6]
    for mark in ("html", "dokuwiki", "asciidoc", "mediawiki", "org", "rst", "md", "txt"):
        if kind == mark or kind.startswith((mark + " ", mark + "+")) or f" {mark}" in kind:
            return {"rst": "rest", "md": "markdown", "txt": "plain"}.get(mark, mark)
    raise AssertionError(kind)


def test_every_development_write_up_is_told_right() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    rows = [line.split("\t") for line in (CORPUS / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    formats = {row[0]: _expected(row) for row in rows}
    wrong = []
    for path in sorted((CORPUS / "dev").iterdir()):
        expected = formats.get(path.name.partition("-")[0]) if "-" in path.name else None
        if path.name.startswith("059-"):
            expected = "html"  # its suffix and its entry say Markdown, all of its text is HTML
        expected = expected or {"000": "markdown", "003": "rest", "004": "markdown"}.get(path.name[:3], "plain")
        found = sniff(decode(path.read_bytes()).text, path.name)
        if found != expected:
            wrong.append((path.name, expected, found))
    assert wrong == []
