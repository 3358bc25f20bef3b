"""Markdown: what a person reads, and where it stands."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.extractors.document import Content
from hallway.extractors.readers.markdown import read
from tests.reader_invariants import check_content, described


def read_checked(text: str) -> Content:
    content = read(text)
    check_content(text, content)
    return content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea with\nAnn.", "paragraph: Tea with Ann."),
        ("Tea  \nAnn", r"paragraph: Tea\Ann"),
        ("Tea\\\nAnn", r"paragraph: Tea\Ann"),
        ("Tea<br>Ann", r"paragraph: Tea\Ann"),
        ("*Ann* met **Bo** at `hall`", "paragraph: _Ann_ met *Bo* at `hall`"),
        ("R&eacute;my \\*here\\* &amp; Bo", "paragraph: Rémy *here* & Bo"),
        ("# Tea #", "heading1: Tea"),
        ("Tea\n===\nAnn\n---", "heading1: Tea\nheading2: Ann"),
        ("##Tea", "heading2: Tea"),
        ("#Tea", "heading1: Tea"),
        ("#tea #cake", "paragraph: #tea #cake"),
        ("#42 is fixed", "paragraph: #42 is fixed"),
        ("> one\n> two", "quote\n  paragraph: one two"),
        ("```python\nx = 1\n\ny\n```", "code python: x = 1\\\\y"),
        ("---\n\nTea", "paragraph: Tea"),
        ("[ ] is no list", "paragraph: [ ] is no list"),
        ("~~Tea~~ Ann", "paragraph: Tea Ann"),
    ],
)
def test_a_block_reads_as_its_page_would(text: str, expected: str) -> None:
    assert described(read_checked(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Ann](http://example.org/~ann 'her page')", "[Ann](http://example.org/~ann)"),
        ("[Ann](<http://example.org/a b>)", "[Ann](http://example.org/a b)"),
        ("[Ann][a] and [Bo][] and [Cy]\n\n[a]: /a 'A'\n[bo]: /b\n[cy]: <c d>", "[Ann](/a) and [Bo](/b) and [Cy](c d)"),
        ("<http://example.org/x>", "[http://example.org/x](http://example.org/x)"),
        ("<ann@example.org>", "[ann@example.org](mailto:ann@example.org)"),
        ("See http://example.org/a_b_c, Ann", "See [http://example.org/a_b_c](http://example.org/a_b_c), Ann"),
        ("(https://example.org/a_(b))", "([https://example.org/a_(b)](https://example.org/a_(b)))"),
        (r"http://example.org/a\_b", "[http://example.org/a_b](http://example.org/a_b)"),
        ("www.example.org", "[www.example.org](http://www.example.org)"),
        ("[http://example.org](http://example.org/b)", "[http://example.org](http://example.org/b)"),
        ('<a href="/x?a=1&amp;b=2">Ann</a> went', "[Ann](/x?a=1&b=2) went"),
        ("![Ann waving](ann.png) Hello", "Ann waving Hello"),
        ("[![slides](s.png)](http://example.org/s)", "[slides](http://example.org/s)"),
        ("[Ann]({{ site.url }}/people/ann/)", "[Ann](/people/ann/)"),
        ("[Ann]( http://example.org/ )!", "[Ann](http://example.org/)!"),
        ("[no link] (at all)", "[no link] (at all)"),
        ("[*Ann* B](x)", "[_Ann_](x)[ B](x)"),
        ("https://example.org/café", "[https://example.org/café](https://example.org/café)"),
    ],
)
def test_a_link_leads_where_it_was_written_to(text: str, expected: str) -> None:
    assert described(read_checked(text)) == f"paragraph: {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% include head.html %}\n\nTea {{ page.x }}time", "paragraph: Tea time"),
        ("{{< figure\n  src=x >}}\n\nTea", "paragraph: Tea"),
        ("Tea\n{: .lead}", "paragraph: Tea"),
        ("## Tea {#tea}", "heading2: Tea"),
        ("Tea\n\n<!-- more -->\n\nAnn <!-- Bo --> Cy", "paragraph: Tea\nparagraph: Ann Cy"),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "code: puts 1"),
        ("`{{ kept }}` and {% gone %}", "paragraph: `{{ kept }}` and"),
        ("Tea\n\n<script>var x = 1;</script>\n\nAnn <script>x</script>", "paragraph: Tea\nparagraph: Ann"),
        ("{% comment %}\nTea\n{% endcomment %}\n\nAnn", "paragraph: Ann"),
        ("Ann[^1] sings.\n\n[^1]: In the choir.", "paragraph: Ann sings.\nparagraph: In the choir."),
    ],
)
def test_what_no_person_reads_is_left_out(text: str, expected: str) -> None:
    assert described(read_checked(text)) == expected


def test_lists_nest_and_keep_their_markers() -> None:
    text = """\
        * Ann
          went on

          and on
            1. slides
            2. code
        * [x] Bo
        """
    assert described(read_checked(dedent(text))) == dedent("""\
        list
          item1 *: Ann went on
            paragraph: and on
            list
              item2 1.: slides
              item2 2.: code
          item1 *: Bo""")


def test_a_list_glued_to_its_paragraph_is_a_list() -> None:
    assert (
        described(read_checked("Present:\n*   Ann\n*   Bo"))
        == "paragraph: Present:\nlist\n  item1 *: Ann\n  item1 *: Bo"
    )


def test_typographic_bullets_are_items_by_their_indentation() -> None:
    text = "Done:\n• tea\n  and milk\n  · cups\n• cake\n\nBye."
    assert described(read_checked(text)) == dedent("""\
        paragraph: Done:
        list
          item1 •: tea and milk
            list
              item2 ·: cups
          item1 •: cake
        paragraph: Bye.""")


def test_a_dash_that_begins_one_line_of_prose_is_no_bullet() -> None:
    assert described(read_checked("We came\n– all of us – by train.")) == "paragraph: We came – all of us – by train."


def test_tables_have_headers_rows_and_cells() -> None:
    text = "| Who | What |\n|---|---|\n| *Ann* | a\\|b |\n| Bo | |\n"
    assert described(read_checked(text)) == dedent("""\
        table
          row!
            cell!: Who
            cell!: What
          row
            cell: _Ann_
            cell: a|b
          row
            cell: Bo
            cell""")


def test_pandoc_tables_stand_under_dashes() -> None:
    text = "-------  ------\nAnn B.   Teahall\nBo       Cakes, Ltd\n-------  ------\n\nBye"
    assert described(read_checked(text)) == dedent("""\
        table
          row
            cell: Ann B.
            cell: Teahall
          row
            cell: Bo
            cell: Cakes, Ltd
        paragraph: Bye""")


def test_definition_lists_are_fields() -> None:
    text = "Place\n:   the *old* mill\n"
    assert described(read_checked(text)) == "list\n  field1 Place: the _old_ mill"


def test_lines_that_are_records_stay_lines() -> None:
    text = "Place: the mill\nPresent: Ann, Bo"
    assert described(read_checked(text)) == r"paragraph: Place: the mill\Present: Ann, Bo"


def test_html_blocks_are_read_as_html() -> None:
    text = "Tea\n\n<ul>\n\n<li>Ann <b>B</b></li>\n\n<li>Bo</li>\n</ul>\n\n*Bye*"
    assert described(read_checked(text)) == dedent("""\
        paragraph: Tea
        list
          item1: Ann *B*
          item1: Bo
        paragraph: _Bye_""")


def test_an_indented_first_line_is_prose_and_not_code() -> None:
    text = "    We met in the old mill, as we do every year.\n\nBye."
    assert described(read_checked(text)).startswith("paragraph: We met")


def test_the_title_comes_from_the_front_matter_or_else_the_top_heading() -> None:
    fronted = read_checked("---\ntitle: Mill week\ntags: [tea, cake]\n---\n# Day one\n")
    assert fronted.metadata.title is not None
    assert fronted.metadata.title.text == "Mill week"
    assert described(fronted) == "heading1: Day one"
    bare = read_checked("Hello.\n\n# Day one\n")
    assert bare.metadata.title is not None
    assert bare.metadata.title.text == "Day one"


def test_lines_of_weblog_metadata_before_the_text() -> None:
    content = read_checked("=head1 Mill week\n=timestamp 1259695110\n=tags Tea, Cake\n\nWe met.\n")
    assert content.metadata.title is not None
    assert content.metadata.title.text == "Mill week"
    assert content.metadata.date is not None
    assert content.metadata.date.text == "2009-12-01"
    assert described(content) == "paragraph: We met."


def test_each_run_of_a_quoted_list_stands_where_it_is_written() -> None:
    text = "> - Ann\n>   &amp; Bo\n"
    run = read_checked(text).blocks[0].children[0].children[0].runs[0]
    assert run.text == "Ann & Bo"
    assert text[slice(*run.span(4, 5))] == "&amp;"
    assert text[slice(*run.span(6, 8))] == "Bo"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "x",
        "![" * 500 + "](x)" * 500,
        "[" * 20_000,
        "*a **b " * 5_000,
        "<" * 30_000,
        "{{" * 30_000,
        "<!--" * 20_000,
        "word " * 40_000,
        "".join("  " * i + "- x\n" for i in range(150)),
    ],
    ids=["quotes", "images", "brackets", "stars", "tags", "templates", "comments", "one line", "lists"],
)
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    started = time.process_time()
    read_checked(text)
    assert time.process_time() - started < 10


MARKS = st.sampled_from(
    [
        "a", "Ann", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "![", "](x)", "<", ">", "> ",
        "- ", "1. ", "• ", "    ", "\t", "# ", "#", "|", "|-|-|\n", "-- --\n", "\\", "&amp;", "&", "http://e.org/",
        "[^a]", "[^a]: ", "[a]: b\n", "{{ x }}", "{% x %}", "<b>", "</b>", "<br>", "<div>", "<li>", "<!-- c -->",
        "<a href='x'>", ": ", "---\n", "===\n", "é", "\u00a0", "\u2028", "\0", "~~", "{: .x}", "www.e.org", "~", "+ ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(MARKS, max_size=40).map("".join))
def test_whatever_the_text_every_offset_is_right(text: str) -> None:
    read_checked(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    read_checked(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Réunion du 12 mars 2032**\n\nLieu : le phare\n\n# Points\n\nRien.\n", "Réunion du 12 mars 2032"),
        ("**Attention :**\n\n# Points\n\nRien.\n", "Points"),
        ("**Ann** met Bo.\n\n# Points\n\nTea.\n", "Points"),
    ],
)
def test_a_first_line_in_bold_is_the_title(text: str, title: str) -> None:
    found = read_checked(text).metadata.title
    assert found is not None
    assert found.text == title
