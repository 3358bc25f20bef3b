"""``hallway query``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pyoxigraph as ox

from hallway.cli.options import graph_option, loudness_options
from hallway.cli.table import table
from hallway.errors import QueryError
from hallway.graph.queries import check_terms, named_queries, run_query
from hallway.graph.store import open_store

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {"turtle": "ttl", "nt": "nt", "rdf": "rdf", "jsonld": "jsonld"}


@click.command("query")
@click.argument("arguments", nargs=-1, metavar="[SPARQL | KEY=VALUE…]")
@click.option("-f", "--file", "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read the query from FILE.")
@click.option("-n", "--named", metavar="NAME", help="Ask a named query (see hallway queries), with its parameters as KEY=VALUE.")
@click.option("--format", "format", type=click.Choice(["table", *_RESULTS, *_TRIPLES]), default=None, help="table, or turtle for CONSTRUCT and DESCRIBE, if left out.")
@graph_option
@loudness_options
def command(arguments: tuple[str, ...], file: Path | None, named: str | None, format: str | None, graph: str, loudness: int) -> int:
    """Ask the graph in SPARQL 1.1; the prefixes hw, schema, rdfs, skos, dcterms, prov, oa, rdf, xsd are known.

    The query is the argument, a FILE, a named query, or standard input.

    \b
    Example:
        hallway query 'SELECT ?who WHERE { ?p hw:attended ?e ; rdfs:label ?who } ORDER BY ?who'
        hallway query --named who-works-on project=Circus --format csv
    """
    store = open_store(graph)
    if named is not None:
        queries = named_queries()
        if named not in queries:
            from difflib import get_close_matches

            near = get_close_matches(named, queries, 1)
            raise QueryError(f"no query is named '{named}'", hint=f"'{near[0]}' is" if near else "see hallway queries")
        given = {}
        for argument in arguments:
            key, equals, value = argument.partition("=")
            if not equals:
                raise click.UsageError(f"'{argument}' is no parameter; give it as KEY=VALUE")
            given[key] = value
        sparql = queries[named].bind(store, **given)
    else:
        sparql = _text(arguments, file)
        check_terms(sparql)
    _print(run_query(store, sparql), format)
    return 0


def _text(arguments: tuple[str, ...], file: Path | None) -> str:
    if file is not None:
        if arguments:
            raise click.UsageError("give a query or a file, not both")
        return file.read_text("utf-8")
    if len(arguments) > 1:
        raise click.UsageError("give the query as one argument, in quotes")
    if arguments and arguments[0] != "-":
        return arguments[0]
    if sys.stdin.isatty() and not arguments:
        raise click.UsageError("no query: give it as an argument, with --file, or on standard input")
    return sys.stdin.read()


def _print(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format: str | None) -> None:
    out = sys.stdout.buffer
    if isinstance(result, ox.QueryTriples):
        if format in _RESULTS or format == "table":
            raise click.UsageError("this query gives triples: use --format turtle, nt, rdf or jsonld")
        from hallway.exports.rdf import export_rdf

        found = ox.Store()
        found.extend(ox.Quad(t.subject, t.predicate, t.object) for t in result)
        export_rdf(found, out, _TRIPLES[format or "turtle"])
    elif format in _TRIPLES:
        raise click.UsageError("this query gives rows: use --format table, csv, tsv, json or xml")
    elif format in _RESULTS:
        if isinstance(result, ox.QueryBoolean) and format in ("csv", "tsv"):
            click.echo("true" if result else "false")
        else:
            result.serialize(out, _RESULTS[format])
            out.write(b"" if format in ("csv", "tsv") else b"\n")
    elif isinstance(result, ox.QueryBoolean):
        click.echo("true" if result else "false")
    else:
        for line in table([variable.value for variable in result.variables], result):
            click.echo(line)
    out.flush()
