"""A report as one page that asks nothing of any network and runs no script."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup, escape

from hallway.exports.reports.report import Report, Table

_STYLE = Path(__file__).parent / "page.css"
_LONG = 60  # rows from which a table is folded up
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(report: Report) -> str:
    """Return a whole report as a page.

    Every text is escaped, and the page's own policy forbids scripts and connections (Content Security Policy Level 3).
    """
    ids = [_id(table.title) for table in report.tables]
    links = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(id, table.title)
        for id, table in zip(ids, report.tables, strict=True)
    )
    sections = Markup("\n").join(_section(id, table) for id, table in zip(ids, report.tables, strict=True))
    page = Markup(
        """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta http-equiv="Content-Security-Policy" content="{policy}" />
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{lead}
<nav aria-label="Tables"><ul>{links}</ul></nav>
</header>
<main>
{sections}
</main>
</body>
</html>
"""
    )
    return str(
        page.format(
            policy=_POLICY,
            title=report.title,
            style=Markup(_STYLE.read_text("utf-8")),
            lead=_paragraphs(report.lead),
            links=links,
            sections=sections,
        )
    )


def _section(id: str, table: Table) -> Markup:
    body = _table(table) if table.rows else Markup("<p>None.</p>")
    if len(table.rows) >= _LONG:
        body = Markup("<details><summary>{} rows</summary>\n{}</details>").format(len(table.rows), body)
    return Markup('<section aria-labelledby="{id}">\n<h2 id="{id}">{title}</h2>\n{notes}{body}\n</section>').format(
        id=id, title=table.title, notes=_paragraphs(table.notes), body=body
    )


def _table(table: Table) -> Markup:
    heads = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_class(number), head)
        for number, head in zip(table.numeric, table.heads, strict=True)
    )
    rows = Markup("\n").join(_row(table, row) for row in table.rows)
    # a table wider than the window is moved by keyboard too, so its frame can take the focus
    return Markup(
        '<div class="frame" tabindex="0" role="region" aria-label="{title}">\n<table>\n<caption>{title}</caption>\n'
        "<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n"
    ).format(title=table.title, heads=heads, rows=rows)


def _row(table: Table, row: tuple[str, ...]) -> Markup:
    first, *others = row
    cells = Markup("").join(
        Markup("<td{}>{}</td>").format(_class(number), cell)
        for number, cell in zip(table.numeric[1:], others, strict=True)
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(first, cells)


def _class(number: bool) -> Markup:
    return Markup(' class="number"') if number else Markup("")


def _paragraphs(texts: tuple[str, ...]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>\n").format(escape(text)) for text in texts)


def _id(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.casefold()).strip("-")
