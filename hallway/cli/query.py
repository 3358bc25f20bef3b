"""``hallway query``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from hallway.cli.named import named_query
from hallway.cli.options import graph_option, loudness_options, say
from hallway.cli.table import table
from hallway.cli.terminal import byte_output, columns, result
from hallway.errors import QueryError, SourceError
from hallway.graph.queries import run_query
from hallway.graph.store import open_store

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {"turtle": "ttl", "nt": "nt", "rdf": "rdf", "jsonld": "jsonld"}


@click.command("query")
@click.argument("arguments", nargs=-1, metavar="[SPARQL | KEY=VALUE…]")
@click.option(
    "-f", "--file", "file", metavar="FILE", type=click.Path(path_type=Path), help="Read the query from FILE, or - ."
)
@click.option(
    "-n", "--named", metavar="NAME", help="Ask a named query (see hallway queries), with its parameters as KEY=VALUE."
)
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", *_ROWS, *_TRIPLES]),
    default=None,
    help="table, or turtle for CONSTRUCT and DESCRIBE, if left out.",
)
@graph_option
@loudness_options
def command(
    arguments: tuple[str, ...], file: Path | None, named: str | None, format: str | None, graph: str, loudness: int
) -> int:
    """Ask the graph in SPARQL 1.1; the prefixes hw, schema, rdfs, skos, dcterms, prov, oa, rdf, xsd are known.

    The query is the argument, a FILE, a named query, or standard input. On a terminal, wide tables are cut to fit;
    into a file or pipe they are whole.

    \b
    Example:
        hallway query 'SELECT ?who WHERE { ?p hw:attended ?e ; rdfs:label ?who } ORDER BY ?who'
        hallway query --named who-works-on project=Tidemark --format csv
        hallway query -f speakers.rq --format json | jq .
    """
    if named is not None:
        if file is not None:
            raise click.UsageError("give a named query or a file, not both")
        query, given = named_query(named), dict(map(_parameter, arguments))
        store = open_store(graph)
        sparql = query.bind(store, **given)
        say(loudness, sparql.rstrip(), at=1)
    else:
        sparql = _sparql(arguments, file)
        store = open_store(graph)
    try:
        _print(run_query(store, sparql), format, loudness)
    except QueryError as error:
        if file is not None and str(file) != "-":
            raise QueryError(
                error.what, path=str(file), line=error.line, column=error.column, hint=error.hint
            ) from error
        raise
    return 0


def _parameter(argument: str) -> tuple[str, str]:
    key, equals, value = argument.partition("=")
    if not equals:
        raise click.UsageError(f"'{argument}' is no parameter; give it as KEY=VALUE")
    return key.strip(), value


def _sparql(arguments: tuple[str, ...], file: Path | None) -> str:
    if file is not None and arguments:
        raise click.UsageError("give a query or a file, not both")
    if len(arguments) > 1:
        raise click.UsageError("give the query as one argument, in quotes")
    if file is not None and str(file) != "-":
        try:
            return _decoded(file.read_bytes(), str(file))
        except OSError as error:
            what = f"the query cannot be read: {error.strerror}"
            raise SourceError(what, path=str(file), hint="check the name") from error
    if arguments and arguments[0] != "-":
        return _decoded(arguments[0].encode("utf-8", "surrogateescape"), "")
    if sys.stdin is None or (sys.stdin.isatty() and not arguments and file is None):
        raise click.UsageError("no query: give it as an argument, with --file, or on standard input")
    return _decoded(sys.stdin.buffer.read(), "standard input")


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QueryError(
            "the query is not UTF-8", path=path, line=line if path else 0, hint="write it in UTF-8"
        ) from error


def _print(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format: str | None, loudness: int) -> None:
    if isinstance(found, ox.QueryTriples):
        if format in _ROWS or format == "table":
            raise click.UsageError("this query gives triples: use --format turtle, nt, rdf or jsonld")
        from hallway.exports.rdf import export_rdf

        triples = ox.Store()
        triples.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
        export_rdf(triples, byte_output(), _TRIPLES[format or "turtle"])
    elif format in _TRIPLES:
        raise click.UsageError("this query gives rows: use --format table, csv, tsv, json or xml")
    elif isinstance(found, ox.QueryBoolean) and format not in ("json", "xml"):
        result("true" if found else "false")
    elif format in _ROWS:
        data = found.serialize(format=_ROWS[format])
        byte_output().write(data or b"")
        byte_output().write(b"" if format in ("csv", "tsv") else b"\n")
    else:
        assert isinstance(found, ox.QuerySolutions)
        lines = list(table([variable.value for variable in found.variables], found, room=columns(sys.stdout)))
        for line in lines:
            result(line)
        rows = len(lines) - 2
        if loudness >= 0:
            result(f"({rows} {'row' if rows == 1 else 'rows'})")
