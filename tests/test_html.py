"""HTML: the article of a page, and where each word of it stands."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Content
from hallway.extractors.readers.html import read, read_fragment
from tests.reader_invariants import check_content, described

ARTICLE = "<p>We met at the old mill, drank tea, and talked of the loom until the lamps went out.</p>"


def read_checked(text: str) -> Content:
    content = read(text)
    check_content(text, content)
    return content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Tea with\n   Ann.</p>", "paragraph: Tea with Ann."),
        ("<p>Tea<br>Ann", r"paragraph: Tea\Ann"),
        ("<p>Tea<br><br/>\nAnn", "paragraph: Tea\nparagraph: Ann"),
        ("<p>Tea<p>Ann", "paragraph: Tea\nparagraph: Ann"),
        ("<h2>Tea <small>hot</small></h2>Ann", "heading2: Tea hot\nparagraph: Ann"),
        ("R&eacute;my &#38; Bo&nbsp;C &unknown; AT&T", "paragraph: Rémy & Bo C &unknown; AT&T"),
        ("<em>Ann</em> <b>Bo</b> <code>hall</code>", "paragraph: _Ann_ *Bo* `hall`"),
        ("<a href=' /x?a&amp;b '>Ann</a>", "paragraph: [Ann](/x?a&b)"),
        ("<a href=x><b>Ann</b></a>", "paragraph: [*Ann*](x)"),
        ("<a href=x><h2>Ann</h2></a>", "heading2: [Ann](x)"),
        ("see http://example.org/x.", "paragraph: see [http://example.org/x](http://example.org/x)."),
        ("<pre>a\n  b &lt;\n</pre>", "code: a\\  b <"),
        ("<blockquote>Tea<p>Ann</blockquote>Bo", "quote\n  paragraph: Tea\n  paragraph: Ann\nparagraph: Bo"),
        ("one\n\ntwo", "paragraph: one\nparagraph: two"),
        ("<p>one\n\ntwo", "paragraph: one two"),
        ("a < b and c > d", "paragraph: a < b and c > d"),
        ("<p>Tea<img src=x.png alt='a cup'>Ann", "paragraph: Tea a cup Ann"),
        ("<div>Tea<div>Ann</div>Bo</div>", "paragraph: Tea\nparagraph: Ann\nparagraph: Bo"),
        ("<% if x %>Tea<%= y %><?php z ?><# w #>", "paragraph: Tea"),
        ("<p>Tea<!-- Ann --> Bo<style>p {}</style><script>x</script>", "paragraph: Tea Bo"),
        ("<p>Tea <span hidden>Ann</span></p><div style='display: none'>Bo</div>", "paragraph: Tea Ann"),
    ],
)
def test_a_fragment_reads_as_its_page_would(text: str, expected: str) -> None:
    assert described(read_checked(text)) == expected


def test_lists_nest_whether_closed_or_not() -> None:
    text = "<ul><li>Ann<ul><li>slides</ul>later<li>Bo</li></ul><ol><li>Cy</ol>"
    assert described(read_checked(text)) == dedent("""\
        list
          item1: Ann
            list
              item2: slides
            paragraph: later
          item1: Bo
        list
          item1: Cy""")


def test_definition_lists_are_fields() -> None:
    text = "<dl><dt>Place<dd>the <i>mill</i><dt>Empty<dt>Time<dd>noon</dl>"
    assert described(read_checked(text)) == dedent("""\
        list
          field1 Place: the _mill_
          item1: Empty
          field1 Time: noon""")


def test_tables_have_headers_rows_and_cells() -> None:
    text = "<table><tr><th>Who<th>What<tr><td>Ann<td><p>tea<p>cake<ul><li>x</ul></table>Bye"
    assert described(read_checked(text)) == dedent("""\
        table
          row!
            cell!: Who
            cell!: What
          row
            cell: Ann
            cell: tea
              paragraph: cake
              list
                item1: x
        paragraph: Bye""")


def test_a_table_that_only_places_things_is_no_table() -> None:
    text = "<table><tr><td><h1>Mill</h1><table><tr><td>Ann<td>Bo</table></table>"
    assert described(read_checked(text)) == dedent("""\
        heading1: Mill
        table
          row
            cell: Ann
            cell: Bo""")


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Home</nav>",
        "<footer>Imprint</footer>",
        "<aside>Also</aside>",
        "<form>Search <input></form>",
        "<div class='blog-sidebar left'>Old posts</div>",
        "<div id=comments>Nice!</div>",
        "<div role=navigation>Home</div>",
        "<ul class=menu><li>Home</ul>",
        "<header><h2>My blog</h2></header>",
        "<noscript>Switch it on</noscript>",
    ],
)
def test_the_site_around_an_article_is_dropped(around: str) -> None:
    text = f"<html><body class='has-sidebar'>{around}{ARTICLE}{around}</body></html>"
    assert described(read_checked(text)).count("\n") == 0
    assert "We met" in described(read_checked(text))


def test_an_article_that_holds_most_of_the_text_is_all_that_is_read() -> None:
    text = f"<body><div>Latest news</div><main><article>{ARTICLE}</article></main><div>Bye</div>"
    assert described(read_checked(text)).startswith("paragraph: We met")
    assert "Bye" not in described(read_checked(text))


def test_of_many_articles_all_are_read() -> None:
    text = f"<body><article>{ARTICLE}</article><article>{ARTICLE}</article></body>"
    assert described(read_checked(text)).count("We met") == 2


def test_a_box_that_holds_most_of_the_text_is_kept_whatever_it_is_called() -> None:
    text = f"<body><form class=sidebar>{ARTICLE}</form></body>"
    assert "We met" in described(read_checked(text))


def test_the_heading_before_the_article_is_kept() -> None:
    text = f"<body><h1>Mill week</h1><nav>Home</nav><article>{ARTICLE}</article>"
    assert described(read_checked(text)).startswith("heading1: Mill week\nparagraph: We met")


def test_a_head_tells_title_writer_date_language_and_tags() -> None:
    text = f"""<html lang="fr-FR"><head><title>Mill week | The Loom</title>
        <meta name="author" content="Ann Weaver"><meta name=keywords content="tea, cake">
        <meta property="article:published_time" content="2031-05-04T10:00:00Z"></head>
        <body><h1>Mill week</h1>{ARTICLE}"""
    metadata = read_checked(text).metadata
    assert metadata.title is not None
    assert metadata.date is not None
    assert metadata.language is not None
    assert metadata.title.text == "Mill week"
    assert [author.text for author in metadata.authors] == ["Ann Weaver"]
    assert metadata.date.text == "2031-05-04"
    assert metadata.language.text == "fr"
    assert [tag.text for tag in metadata.tags] == ["tea", "cake"]


def test_linked_data_tells_them_too() -> None:
    text = f"""<head><script type="application/ld+json">{{"@graph": [{{"@type": "BlogPosting",
        "headline": "Mill week", "author": {{"name": "Ann Weaver"}}, "datePublished": "2031-05-04"}}]}}</script></head>
        <body>{ARTICLE}"""
    metadata = read_checked(text).metadata
    assert metadata.title is not None
    assert text[metadata.title.start : metadata.title.end] == "Mill week"
    assert [author.text for author in metadata.authors] == ["Ann Weaver"]


def test_a_byline_tells_writer_and_date() -> None:
    text = f"<body><p>By <a rel=author href=/ann>Ann Weaver</a>, <time datetime=2031-05-04>May</time>{ARTICLE}</body>"
    metadata = read_checked(text).metadata
    assert [author.text for author in metadata.authors] == ["Ann Weaver"]
    assert metadata.date is not None
    assert metadata.date.text == "2031-05-04"


def test_front_matter_goes_before_what_the_page_says() -> None:
    metadata = read_checked(f"---\ntitle: Mill week\n---\n<title>Other</title>{ARTICLE}").metadata
    assert metadata.title is not None
    assert metadata.title.text == "Mill week"


def test_templates_of_wml_are_read() -> None:
    head = '#!wml --include=..\n\n#include "x.wml"\n<subject "Mill week">\n'
    text = head + '<h2>Tea</h2>\n[<createlink name="slides" url="/s">]'
    content = read_checked(text)
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Mill week"
    assert described(content) == "heading2: Tea\nparagraph: [[slides](/s)]"


def test_a_fragment_keeps_the_offsets_of_its_text() -> None:
    text = "Tea\n\n<p>R&eacute;my</p>\n"
    (block,) = read_fragment(text, 5, len(text))
    (run,) = block.runs
    assert run.text == "Rémy"
    assert run.boundaries == (8, 9, 17, 18, 19)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<blockquote>" * 100_000 + "x",
        "<table><tr><td>" * 30_000 + "x",
        "<p>x" * 100_000,
        "<b>" * 100_000 + "x",
        "<a '" * 100_000 + '">"',
        "<!--" * 100_000,
        "<title>" * 100_000,
        "<dl><dt>x<dd>y" * 30_000,
        "<table><td>" + "<div>" * 50_000 + "</section></ul></p>" * 50_000,
        "word &amp; <b>bold</b> " * 50_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>x",
    ],
    ids=["div", "ul", "quote", "table", "p", "b", "quotes", "comments", "title", "dl", "close", "line", "json"],
)
def test_hostile_pages_are_read_in_good_time(text: str) -> None:
    started = time.process_time()
    read_checked(text)
    assert time.process_time() - started < 15


PARTS = st.sampled_from(
    [
        "a", "Ann", " ", "\n", "\n\n", "&amp;", "&nbsp;", "&", "<", ">", "\"", "'", "<p>", "</p>", "<div class=post>",
        "</div>", "<ul>", "</ul>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>", "<table>", "</table>", "<tr>",
        "<td>",
        "<th>", "</td>", "<h1>", "</h1>", "<a href='x'>", "</a>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "<code>",
        "</code>", "<blockquote>", "</blockquote>", "<nav>", "</nav>", "<article>", "</article>", "<body>", "<html>",
        "<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<img alt='b'>", "<time datetime='2031'>", "<%",
        "%>", "é", "\u00a0", "\u2028", "http://e.org/&amp;", "{{ x }}", "---\n", "<createlink name=a url=b>",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_whatever_the_page_every_offset_is_right(text: str) -> None:
    read_checked(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    read_checked(text)
