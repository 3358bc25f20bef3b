"""A scene as one HTML page that asks nothing of any network: pyvis's network in a template of our own.

pyvis brings vis-network, which draws and moves the graph. Its own templates load from CDNs and do not escape; ours
takes the library from pyvis's folder into the page, hands over all names and quotes as inert JSON, and forbids every
connection and every script but its own two (Content Security Policy Level 3, section 6.1; https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import astuple
from pathlib import Path
from typing import Any, Generic, TypeVar

from hallway.errors import ExportError
from hallway.exports.drawing.look import LOOKS, phrase
from hallway.exports.drawing.scene import Scene
from hallway.graph.network import Quote

_HERE = Path(__file__).parent
_SCRIPTS = ("canvas.js", "panel.js", "legend.js", "search.js", "main.js")
_QUOTE_LENGTH = 420  # characters of a quote that a page carries; longer ones lose their middle
_PLACES = 12  # quotes that a page carries for one fact
_CALM_FROM = 1500  # edges from which they are left out while the view moves

T = TypeVar("T", bound=Hashable)


def render(scene: Scene) -> str:
    """Return the page.

    Args:
        scene: what to draw.

    Returns:
        A whole HTML document; the same scene gives the same text.

    Raises:
        ExportError: the installed pyvis does not bring vis-network.
    """
    from markupsafe import Markup
    from pyvis.network import Network  # type: ignore[import-untyped]  # ships no types

    net = Network(directed=True, heading=scene.title)
    net.nodes = [
        {"id": i, "label": node.label, "group": node.kinds[0], "x": node.x, "y": node.y, "size": node.radius}
        for i, node in enumerate(scene.nodes)
    ]
    relations = _Table[str]()
    net.edges = _edges(scene, relations)  # at once: add_edge() looks through all edges before
    net.options = _options(scene)
    net.set_template_dir(str(_HERE), "page.html")
    # read after they were set: pyvis makes its environment without escaping
    net.templateEnv.autoescape = True
    net.templateEnv.filters.update(
        inert=lambda value: Markup(inert(value)), unended=lambda text: Markup(_unended(text))
    )
    library, script, style = _library(), _script(), _read("page.css")
    net.templateEnv.globals.update(
        detail=_detail(scene, relations),
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        scripts_allowed=" ".join(map(_digest, (library, script))),
        style_allowed=_digest(style),
    )
    page: str = net.generate_html()
    return page


def inert(value: object) -> str:
    """Return a value as JSON that can stand in a ``<script type="application/json">`` and never end it.

    Args:
        value: anything JSON can hold.

    >>> print(inert(["</script>"]))
    ["\\u003c/script\\u003e"]
    """
    text = _unended(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.encode("utf-8", "replace").decode("utf-8")


def _unended(text: str) -> str:
    for sign in "<>&\u2028\u2029":  # stand only inside JSON's strings
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


class _Table(Generic[T]):
    """Values that are written once and named by number."""

    def __init__(self) -> None:
        self.rows: dict[T, int] = {}

    def add(self, value: T) -> int:
        return self.rows.setdefault(value, len(self.rows))


def _edges(scene: Scene, relations: _Table[str]) -> list[dict[str, Any]]:
    between = Counter(frozenset((edge.source, edge.target)) for edge in scene.edges)
    met: Counter[frozenset[int]] = Counter()
    rows: list[dict[str, Any]] = []
    for i, edge in enumerate(scene.edges):
        row: dict[str, Any] = {
            "id": i,
            "from": edge.source,
            "to": edge.target,
            "relation": relations.add(edge.predicate),
        }
        ends = frozenset((edge.source, edge.target))
        if between[ends] > 1 and edge.source != edge.target:  # several facts between two: fan them out
            bend = 0.12 * (met[ends] - (between[ends] - 1) / 2) * (1 if edge.source < edge.target else -1)
            if bend:
                kind = "curvedCW" if bend > 0 else "curvedCCW"
                row["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}
        met[ends] += 1
        rows.append(row)
    return rows


def _options(scene: Scene) -> dict[str, Any]:
    calm = len(scene.edges) >= _CALM_FROM
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "keyboard": {"enabled": True, "bindToWindow": False},
            "hideEdgesOnDrag": calm,
            "hideEdgesOnZoom": calm,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
        },
        "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.38}}},
    }


def _detail(scene: Scene, relations: _Table[str]) -> dict[str, Any]:
    quotes, paths, words, kinds = _Table[Quote](), _Table[str](), _Table[str](), list(LOOKS)

    def places(found: tuple[Quote, ...]) -> list[Any]:
        shown = [quotes.add(quote) for quote in found[:_PLACES]]
        return [shown, len(found) - len(shown)]

    nodes = [
        {
            "iri": node.iri,
            "kinds": [kinds.index(kind) for kind in node.kinds],
            "aliases": node.aliases,
            "urls": [url for url in node.urls if re.match(r"https?://", url, re.IGNORECASE)],
            "values": [[phrase(value.predicate)[0], value.text, *places(value.quotes)] for value in node.values],
        }
        for node in scene.nodes
    ]
    facts = [places(edge.quotes) for edge in scene.edges]
    texts = _Table[str]()
    rows = []
    for quote in quotes.rows:
        path, start, end, line, text, rung, rule, confidence = astuple(quote)
        place = [texts.add(_shortened(text)), paths.add(path), line, start, end]
        rows.append([*place, words.add(rung), words.add(rule), round(confidence, 3)])
    return {
        "kinds": [
            {"name": name, "plural": look.plural, "light": look.light, "dark": look.dark, "outline": look.outline}
            for name, look in LOOKS.items()
        ],
        "relations": [phrase(predicate) for predicate in relations.rows],
        "centre": scene.centre,
        "nodes": nodes,
        "facts": facts,
        "quotes": rows,
        "texts": list(texts.rows),
        "paths": list(paths.rows),
        "words": list(words.rows),
    }


def _shortened(text: str) -> str:
    if len(text) <= _QUOTE_LENGTH:
        return text
    head = text[: _QUOTE_LENGTH * 3 // 4].rstrip()
    return f"{head} […] {text[-_QUOTE_LENGTH // 5 :].lstrip()}"


def _library() -> str:
    import pyvis  # type: ignore[import-untyped]  # ships no types

    found = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js"))
    if not found:
        raise ExportError("pyvis holds no vis-network to draw with", hint="install pyvis 0.3.2")
    text = found[-1].read_text(encoding="utf-8")
    # the source map is not there, and a browser's inspector would ask for it
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", text).replace("</script", "<\\/script")


def _script() -> str:
    parts = "\n".join(_read(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
