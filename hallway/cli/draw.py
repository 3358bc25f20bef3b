"""``hallway draw``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options, say

_WHOLE = ("Person", "Event", "Talk", "Project", "Tool", "Organization", "Place")


@click.command("draw")
@click.option(
    "-o",
    "--output",
    default="hallway.html",
    show_default=True,
    metavar="FILE",
    help="Page (.html) or still picture (.svg) to write.",
)
@click.option("--about", metavar="NAME", help="Only this thing and what is near it.")
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="CLASS",
    help="Only things of this class, such as Person; may be repeated. The whole graph leaves out topics, write-ups and"
    " series, which tie together what has nothing to do with one another; name them here to have them.",
)
@click.option("--event", metavar="NAME", help="Only this event and all that happened there.")
@click.option(
    "--depth", type=click.IntRange(0, 20), default=1, show_default=True, help="With --about: how many facts away."
)
@click.option("--title", metavar="TEXT", help="Heading of the page.")
@graph_option
@loudness_options
def command(
    output: str,
    about: str | None,
    types: tuple[str, ...],
    event: str | None,
    depth: int,
    title: str | None,
    graph: str,
    loudness: int,
) -> int:
    """Draw the graph as one page that needs no network, or as a still picture.

    \b
    Example:
        hallway draw -o community.html
        hallway draw --about "Ada Quill" --depth 2 -o ada.html
        hallway draw --event "LanternConf 2032" -o lanternconf.svg
    """
    from hallway.exports.drawing import draw
    from hallway.graph.store import open_store

    if not (about or event or types):
        types = _WHOLE
    report = draw(open_store(graph), output, about=about, types=types, event=event, depth=depth, title=title)
    say(loudness, f"{report.nodes} things and {report.edges} facts drawn to {output}")
    return 0
