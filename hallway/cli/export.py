"""``hallway export``."""

from __future__ import annotations

import click

from hallway.cli.options import graph_option, loudness_options, say
from hallway.cli.terminal import byte_output


@click.command("export")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "format",
    metavar="NAME",
    default="",
    help="ttl, nt, nq, trig, jsonld or rdf; told from FILE's suffix if left out.",
)
@click.option("--evidence", is_flag=True, help="With formats that hold one graph: the evidence of each fact as well.")
@graph_option
@loudness_options
def command(file: str, format: str, evidence: bool, graph: str, loudness: int) -> int:
    """Write the graph to FILE, or to standard output for -.

    .ttl, .nt and .rdf hold the merged facts; .nq, .trig and .jsonld hold every graph of the dataset.

    \b
    Example:
        hallway export community.ttl
        hallway export --format nq - | sort
    """
    from hallway.exports.rdf import export_rdf
    from hallway.graph.store import open_store

    store = open_store(graph)
    if file == "-":
        export_rdf(store, byte_output(), format or "ttl", evidence=evidence)
        return 0
    export_rdf(store, file, format, evidence=evidence)
    say(loudness, f"written to {file}")
    return 0
