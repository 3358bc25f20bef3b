"""The drawing, as a file and as a person meets it in a browser."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.errors import ExportError, NameNotFound
from hallway.exports.drawing import draw
from hallway.exports.drawing.layout import positions
from hallway.exports.drawing.look import LOOKS, wrap
from hallway.exports.drawing.page import inert
from hallway.graph.network import KINDS, THING
from tests.browser import Opened, browser, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

__all__ = ["browser"]  # a fixture: pytest finds it by its name here

COMMUNITY = Path(__file__).parent / "data" / "community.trig"
HW = "https://w3id.org/hallway/vocab#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
READY = "html[data-ready]"

EVIL = [
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    "<!--<script>",
    "href=\"javascript:window.hit = 3\" <svg onload='window.hit = 4'>",
    "{{ 7 * 7 }} {% raw %} \u2028\u2029 \u202e & ' \" ]]>",
]


def community() -> ox.Store:
    store = ox.Store()
    store.load(path=str(COMMUNITY))
    return store


def quads(*facts: tuple[str, str, str]) -> ox.Store:
    """A store of such facts; what is written with a capital class before a colon is an entity of that class."""
    store = ox.Store()
    for subject, predicate, target in facts:
        for end in (subject, target):
            kind, _, name = end.partition(":")
            iri = ox.NamedNode(f"http://x.example/{name.replace(' ', '-')}")
            store.add(ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(HW + kind)))
            store.add(ox.Quad(iri, ox.NamedNode(RDFS + "label"), ox.Literal(name)))
        ends = [
            ox.NamedNode(f"http://x.example/{end.partition(':')[2].replace(' ', '-')}") for end in (subject, target)
        ]
        store.add(ox.Quad(ends[0], ox.NamedNode(HW + predicate), ends[1]))
    return store


def hostile() -> ox.Store:
    """Scripts in every text that a drawing shows."""
    store = ox.Store()
    ada, fair = (ox.NamedNode(f"http://x.example/{name}") for name in ("ada", "fair"))
    graph, mark, writeup = (ox.NamedNode(f"http://x.example/w{name}") for name in ("/evidence", "/evidence/1", ""))

    def add(
        subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal, where: ox.NamedNode | None = None
    ) -> None:
        store.add(ox.Quad(subject, ox.NamedNode(predicate), value, where or ox.DefaultGraph()))

    for node, kind in ((ada, "Person"), (fair, "Event")):
        add(node, RDF + "type", ox.NamedNode(HW + kind))
        add(node, RDFS + "label", ox.Literal(f"{kind} " + EVIL[0] + EVIL[1]))
        for evil in EVIL:
            add(node, "http://www.w3.org/2004/02/skos/core#altLabel", ox.Literal(evil))
            add(node, "https://schema.org/url", ox.Literal(evil))
            add(node, HW + "rating", ox.Literal(evil))
        add(node, "https://schema.org/url", ox.Literal("javascript:window.hit=5"))
        add(node, "https://schema.org/url", ox.Literal("https://x.example/\"onclick='window.hit=6'"))
    add(ada, HW + "attended", fair)
    add(writeup, "http://purl.org/dc/terms/source", ox.Literal("notes/" + EVIL[1] + EVIL[0]))
    for predicate, value in (
        *((RDF + "subject", ada), (RDF + "predicate", ox.NamedNode(HW + "attended")), (RDF + "object", fair)),
        *(("http://www.w3.org/ns/prov#wasQuotedFrom", writeup), ("http://www.w3.org/ns/oa#exact", ox.Literal(EVIL[1]))),
        *((HW + "rule", ox.Literal(EVIL[0])), (HW + "readAs", ox.Literal(EVIL[1]))),
        *((HW + "line", ox.Literal(3)), (HW + "confidence", ox.Literal(EVIL[0]))),
    ):
        add(mark, predicate, value, graph)
    return store


# The file


def test_the_report_counts_what_is_in_the_file(tmp_path):
    report = draw(community(), tmp_path / "all.html")
    assert (report.nodes, report.edges) == (31, 58)
    assert report.size == (tmp_path / "all.html").stat().st_size


@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_the_same_graph_gives_the_same_bytes(tmp_path, suffix):
    code = (
        "import sys, pyoxigraph as ox; from hallway.exports.drawing import draw; s = ox.Store(); "
        "s.extend(sorted(ox.parse(path=sys.argv[1]), key=str, reverse=sys.argv[3] == '1')); draw(s, sys.argv[2])"
    )
    files = [tmp_path / f"{seed}{suffix}" for seed in "01"]
    for seed, file in zip("01", files, strict=True):
        subprocess.run(
            [sys.executable, "-c", code, str(COMMUNITY), str(file), seed],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_is_loaded_from_elsewhere(tmp_path):
    draw(community(), tmp_path / "all.html")
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert not re.search(
        r"""<(?:script|img|iframe)[^>]*\ssrc=|<link[^>]*href="(?!data:)|@import|url\((?!data:)""", page
    )
    assert "default-src 'none'" in page
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert "sourceMappingURL" not in page


def test_a_file_that_stands_there_is_replaced_whole_or_left(tmp_path):
    target = tmp_path / "all.html"
    target.write_text("before")
    with pytest.raises(NameNotFound):
        draw(community(), target, about="nobody at all")
    assert target.read_text() == "before"
    draw(community(), target)
    assert list(tmp_path.iterdir()) == [target]
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "message"), [("all.png", "use .html or .svg"), ("no/folder/all.html", "cannot write")]
)
def test_what_cannot_be_written_is_said_in_one_line(tmp_path, name, message):
    with pytest.raises(ExportError, match=re.escape(message)) as caught:
        draw(community(), tmp_path / name)
    assert "\n" not in str(caught.value)


def test_titles_tell_what_is_drawn(tmp_path):
    def title(**options) -> str:
        draw(community(), tmp_path / "one.html", **options)
        heading = re.search(r"<h1>(.*?)</h1>", (tmp_path / "one.html").read_text(encoding="utf-8"))
        assert heading is not None
        return heading[1]

    assert title(about="Tidemark") == "Tidemark"
    assert title(event="LanternConf 2031") == "LanternConf 2031"
    assert title(title="<b>Ours</b>") == "&lt;b&gt;Ours&lt;/b&gt;"


def test_every_class_has_a_look_of_its_own():
    assert set(LOOKS) == {*KINDS, THING}
    shapes = [(look.outline, look.light) for look in LOOKS.values()]
    assert len(set(shapes)) == len(shapes)
    assert (
        len({look.outline for look in LOOKS.values() if look.outline}) == len(LOOKS) - 2
    )  # people and other things are round


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_inert_json_reads_back_and_never_ends_its_element(value):
    text = inert(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


@given(st.text(max_size=300))
def test_wrapped_labels_are_short(label):
    rows = wrap(label)
    assert len(rows) <= 2
    assert all(0 < len(row) <= 26 for row in rows)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_node_gets_a_place_of_its_own(data):
    n = data.draw(st.integers(0, 30))
    ends = st.integers(0, n - 1)
    links = data.draw(st.lists(st.tuples(ends, ends), max_size=60)) if n else []
    places = positions([10.0] * n, links)
    assert len(set(places)) == n
    assert places == positions([10.0] * n, [(b, a) for a, b in reversed(links)])


# The picture


def test_the_picture_is_well_formed_and_names_what_it_shows(tmp_path):
    draw(community(), tmp_path / "all.svg", title="Lanterns & <lamps>")
    root = ET.parse(tmp_path / "all.svg").getroot()
    text = " ".join("".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Lanterns & <lamps>" in text
    for words in ("Élise Noroît", "SQLite", "works on", "People 8", "31 nodes, 58 facts"):
        assert words in text


def test_the_picture_holds_hostile_names_as_text(tmp_path):
    draw(hostile(), tmp_path / "evil.svg", title="\x00\x1f" + EVIL[0])
    tags = {element.tag.rpartition("}")[2] for element in ET.parse(tmp_path / "evil.svg").iter()}
    assert tags <= {"svg", "title", "style", "rect", "text", "tspan", "g", "path", "polygon", "circle"}


def test_a_picture_of_nothing_says_so(tmp_path):
    draw(ox.Store(), tmp_path / "none.svg")
    assert "There is nothing to draw yet." in (tmp_path / "none.svg").read_text(encoding="utf-8")


# The page in a browser


def opened(
    browser: Browser, path: Path, store: ox.Store, *, dark: bool = False, width: int = 1280, **options
) -> Opened:
    draw(store, path, **options)
    return open_page(browser, path, ready=READY, dark=dark, width=width)


def box(page: Page, selector: str) -> FloatRect:
    """Return where an element stands that is shown."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found


def click_node(page: Page, label: str) -> None:
    """Click on the canvas where a node is drawn, found through the page's own search."""
    page.fill("#query", label)
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    page.click("#panel [aria-label=Close]")
    assert page.locator("#panel").is_hidden()
    graph = box(page, "#graph")
    legend = box(page, "#legend")["width"] + 14
    # it was brought into the middle between legend and panel
    page.mouse.click(graph["x"] + (graph["width"] + legend - 380 - 14) / 2, graph["y"] + graph["height"] / 2)


def pixels(page: Page) -> int:
    """How many colours there are on the canvas, rounded: 1 or 2 for a blank one."""
    return page.evaluate(
        """() => {
          const canvas = document.querySelector('#graph canvas'), seen = new Set();
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3]) seen.add([data[i] >> 4, data[i + 1] >> 4, data[i + 2] >> 4].join());
          return seen.size;
        }"""
    )


def test_the_page_asks_for_nothing_and_breaks_no_rule_of_its_own(browser, tmp_path):
    seen = opened(browser, tmp_path / "all.html", community())
    click_node(seen.page, "Ada Quill")
    seen.page.click("#theme")
    seen.page.wait_for_timeout(200)
    assert [url for url in seen.requests if not url.startswith("data:")] == [(tmp_path / "all.html").as_uri()]
    assert seen.faults == []


@pytest.mark.parametrize("dark", [False, True])
def test_nodes_are_drawn_in_colour(browser, tmp_path, dark):
    seen = opened(browser, tmp_path / "all.html", community(), dark=dark)
    assert pixels(seen.page) > 12
    assert seen.page.locator("#counts").inner_text() == "31 nodes, 58 facts, 3 write-ups"
    assert seen.page.evaluate("document.documentElement.classList.contains('dark')") is dark


def test_the_legend_counts_and_filters_by_class(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community()).page
    people = page.locator("#classes li", has_text="People")
    assert people.locator("small").inner_text() == "8"
    people.locator("input").uncheck()
    assert page.locator("#counts").inner_text().startswith("23 of 31 nodes")
    page.locator("#classes").locator("xpath=..").get_by_role("button", name="none").click()
    assert "Everything is hidden" in page.locator("#empty").inner_text()
    assert pixels(page) <= 1
    page.locator("#classes").locator("xpath=..").get_by_role("button", name="all", exact=True).click()
    assert page.locator("#counts").inner_text().startswith("31 nodes")


def test_the_legend_filters_by_relation_and_hides_what_is_left_alone(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community()).page
    page.locator("#relations").locator("xpath=..").get_by_role("button", name="none").click()
    page.locator("#relations li", has_text="held in").locator("input").check()
    assert page.locator("#counts").inner_text() == "31 of 31 nodes, 2 of 58 facts"
    page.check("#lone")
    assert page.locator("#counts").inner_text() == "4 of 31 nodes, 2 of 58 facts"


def test_search_folds_names_and_enter_walks_through_the_matches(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community()).page
    page.keyboard.press("/")
    page.keyboard.type("ELISE nor")
    assert page.locator("#found [role=option]").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Élise Noroît"
    page.fill("#query", "lanternconf")
    titles = []
    for _ in range(page.locator("#found [role=option]").count() + 1):
        page.keyboard.press("Enter")
        titles.append(page.locator("#panel h2").inner_text())
    assert len(set(titles)) >= 3
    assert titles[0] == titles[-1]


def test_search_goes_by_arrow_keys_and_escape_clears_it(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community()).page
    page.fill("#query", "lanternconf")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    marked = page.locator("#found [aria-selected=true]")
    assert marked.get_attribute("id") == page.locator("#query").get_attribute("aria-activedescendant") == "found-1"
    name = marked.locator("span").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == name
    page.keyboard.press("Escape")
    assert page.locator("#query").input_value() == ""
    assert page.locator("#found").is_hidden()
    page.fill("#query", "zzzz")
    assert "No name" in page.locator("#found").inner_text()


def test_a_click_on_a_node_shows_its_facts_with_their_quotes(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community()).page
    click_node(page, "Nantes")
    assert page.locator("#panel h2").inner_text() == "Nantes"
    assert page.locator("#panel blockquote q").first.inner_text() == "Barcamp Lanterne, Nantes"
    footer = page.locator("#panel blockquote footer").first.inner_text()
    assert "minutes/barcamp-lanterne.txt" in footer
    assert "structural" in footer
    assert "80 %" in footer
    click_node(page, "Nantes")


def test_quotes_name_file_and_line(browser, tmp_path):
    store = hostile()
    mark, graph = ox.NamedNode("http://x.example/w/evidence/1"), ox.NamedNode("http://x.example/w/evidence")
    for quad in list(store.quads_for_pattern(ox.NamedNode("http://x.example/w"), None, None, None)):
        store.remove(quad)
    store.add(
        ox.Quad(
            ox.NamedNode("http://x.example/w"), ox.NamedNode("http://purl.org/dc/terms/source"), ox.Literal("a/fair.md")
        )
    )
    assert list(store.quads_for_pattern(mark, ox.NamedNode(HW + "line"), None, graph))
    page = opened(browser, tmp_path / "one.html", store, about="http://x.example/ada").page
    assert page.locator("#panel h3", has_text="attended").count() == 1
    assert "a/fair.md:3" in page.locator("#panel").inner_text()


def test_the_panel_walks_the_graph_and_back(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community(), about="Nantes", depth=2).page
    page.locator("#panel button", has_text="Barcamp Lanterne").click()
    assert page.locator("#panel h2").inner_text() == "Barcamp Lanterne"
    assert "2031-09-12" in page.locator("#panel").inner_text()
    page.click("#panel [aria-label=Back]")
    assert page.locator("#panel h2").inner_text() == "Nantes"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_walking_to_a_hidden_neighbour_shows_it(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community(), about="Nantes").page
    page.locator("#classes li", has_text="Events").locator("input").uncheck()
    page.locator("#panel button", has_text="Barcamp Lanterne").click()
    assert page.locator("#classes li", has_text="Events").locator("input").is_checked()


def test_a_click_on_an_edge_shows_one_fact(browser, tmp_path):
    page = opened(browser, tmp_path / "two.html", quads(("Event:Lamp fair", "heldIn", "Place:Quayside"))).page
    graph, legend = box(page, "#graph"), box(page, "#legend")
    left = legend["width"] + 14
    for dy in range(-8, 40, 2):  # the middle of the two, somewhat above or below by the room for labels
        page.mouse.click(graph["x"] + left + (graph["width"] - left) / 2, graph["y"] + graph["height"] / 2 + dy)
        if page.locator("#panel").is_visible():
            break
    assert page.locator("#panel h2").inner_text() == "One fact"
    assert page.locator("#panel .fact").first.inner_text().split() == ["Lamp", "fair", "held", "in", "Quayside"]


def test_pages_of_entities_are_safe_links(browser, tmp_path):
    page = opened(browser, tmp_path / "one.html", community(), about="Tidemark").page
    link = page.locator("#panel a")
    assert link.get_attribute("href") == "https://tidemark.example/"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_hostile_texts_are_shown_and_never_run(browser, tmp_path):
    path = tmp_path / "evil.html"
    seen = opened(browser, path, hostile(), title=EVIL[0] + EVIL[1] + EVIL[4], about="http://x.example/ada")
    page = seen.page
    assert EVIL[1] in page.locator("#panel").inner_text()
    assert EVIL[0] in page.locator("h1").inner_text()
    page.locator("#panel .fact button").first.click()
    page.fill("#query", "<img")
    page.keyboard.press("Enter")
    click_node(page, "Person </script>")
    page.mouse.move(500, 400)
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert page.locator("#panel img, #panel script, #found img, h1 img").count() == 0
    assert all(href.startswith("https://") for href in page.locator("a").evaluate_all("all => all.map(a => a.href)"))
    assert [url for url in seen.requests if not url.startswith("data:")] == [path.as_uri()]
    assert seen.faults == []


def test_an_empty_graph_says_so_kindly(browser, tmp_path):
    seen = opened(browser, tmp_path / "none.html", ox.Store())
    assert "nothing to draw yet" in seen.page.locator("#empty").inner_text()
    assert seen.page.locator("#counts").inner_text() == "0 nodes, 0 facts, 0 write-ups"
    assert seen.faults == []


def test_a_narrow_window_keeps_everything_in_reach(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community(), width=380).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert page.locator("#legend").is_hidden()
    page.click("#toggle-legend")
    assert page.locator("#legend").is_visible()
    page.click("#toggle-legend")
    page.fill("#query", "tidemark")
    page.keyboard.press("Enter")
    panel = box(page, "#panel")
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 380


def test_controls_are_named_and_in_reach_of_the_keyboard(browser, tmp_path):
    page = opened(browser, tmp_path / "all.html", community(), about="Tidemark").page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, a')].filter(e => !(e.textContent.trim()
        || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML)"""
    )
    assert nameless == []
    reached = set()
    page.locator("#query").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.closest('#panel, #legend')?.id || ''")
        )
    assert {"fit", "graph", "legend", "panel"} <= reached


def test_five_thousand_nodes_open(browser, tmp_path):
    store = ox.Store()
    person, event = ox.NamedNode(HW + "Person"), ox.NamedNode(HW + "Event")
    kind, name, attended = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label"), ox.NamedNode(HW + "attended")
    events = [ox.NamedNode(f"http://x.example/e{i}") for i in range(50)]
    for i, node in enumerate(events):
        store.extend([ox.Quad(node, kind, event), ox.Quad(node, name, ox.Literal(f"Fair {i}"))])
    for i in range(4950):
        node = ox.NamedNode(f"http://x.example/p{i}")
        store.extend([ox.Quad(node, kind, person), ox.Quad(node, name, ox.Literal(f"Guest {i}"))])
        store.extend(ox.Quad(node, attended, events[(i * k + k) % 50]) for k in (1, 7))
    seen = opened(browser, tmp_path / "big.html", store)
    assert seen.page.locator("#counts").inner_text().startswith("5,000 nodes")
    assert pixels(seen.page) > 12
    milliseconds = seen.page.evaluate(
        "() => { const t = performance.getEntriesByType('navigation')[0]; return performance.now() - t.fetchStart; }"
    )
    assert milliseconds < 20_000  # some 2,000 on an idle machine
    seen.page.fill("#query", "guest 4321")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#panel h2").inner_text() == "Guest 4321"
