"""A build made from the one before gives the bytes of a clean one, whatever was done and said between."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallway.errors import CurationError
from hallway.graph.curation import read_curation
from hallway.graph.privacy.opted import withheld
from hallway.graph.store import open_store
from hallway.graph.terms import term
from hallway.graph.writing import counted_in
from tests.changing_corpus import ENTRIES, PATHS, Corpus, Step, corpus, exports, steps, texts


def hold_against_a_clean_build(made: Corpus, graph: Path, clean: Path) -> None:
    """Build, and see that it equals a build from nothing; entries that cannot stand beside others are taken back."""
    while True:
        try:
            report = made.built(graph)
            break
        except CurationError as fault:
            with pytest.raises(CurationError, match=f"^{re.escape(str(fault))}$"):
                made.built(clean)
            made.forget(fault.line)
    wanted = made.built(clean)
    held = open_store(graph)
    assert exports(held) == exports(open_store(clean))
    assert report.digest == wanted.digest
    assert report.unmatched == wanted.unmatched
    assert denied_and_said(held) == []
    assert silently_lost(made, held, {entry.line for entry in report.unmatched}) == []
    assert {**report.relations, **{f"a {name}": n for name, n in report.classes.items()}} == counted_in(held)


def denied_and_said(store: ox.Store) -> list[str]:
    """Facts that people denied and the graph holds nevertheless."""
    one, what, two = (term(f"owl:{end}") for end in ("sourceIndividual", "assertionProperty", "targetIndividual"))
    query = f"SELECT ?s ?p ?o {{ GRAPH ?g {{ ?d {one} ?s ; {what} ?p ; {two} ?o }} {{ ?s ?p ?o }} }}"
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return [" ".join(map(str, row)) for row in rows]


def silently_lost(made: Corpus, store: ox.Store, told: set[int]) -> list[str]:
    """Entries that are neither in force, as far as the graph alone can show that, nor told by the build.

    Those about somebody who is left out, or called something else, say nothing or something else.
    """
    if not made.curation.exists():
        return []
    said = read_curation(made.curation)
    lines = {literal(quad) for quad in store.quads_for_pattern(None, term("hw:line"), None, None)}
    labels = {literal(quad) for quad in store.quads_for_pattern(None, term("rdfs:label"), None, ox.DefaultGraph())}
    names = labels | {literal(quad) for quad in store.quads_for_pattern(None, term("skos:altLabel"), None, None)}
    paths = [literal(quad) for quad in store.quads_for_pattern(None, term("dcterms:source"), None, ox.DefaultGraph())]
    lost = [claim.line for claim in (*said.asserted, *said.denied) if str(claim.line) not in lines]
    lost += [entry.line for entry in said.alias if not names.issuperset(entry.names)]
    lost += [entry.line for entry in said.ignored if entry.whole and any(map(entry.matches, paths))]
    if len(said.rename) == 1:  # of two for one thing the later holds
        lost += [entry.line for entry in said.rename if entry.to not in labels]
    text = made.curation.read_text().splitlines()
    people = withheld(said)
    found = [text[line - 1] for line in sorted(lost) if line not in told]
    return [entry for entry in found if not any(person.tells(entry) for person in people)]


def literal(quad: ox.Quad) -> str:
    return quad.object.value if isinstance(quad.object, ox.Literal) else ""


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(texts, min_size=2, max_size=5),
    st.lists(st.sampled_from(ENTRIES), max_size=3),
    st.lists(steps, min_size=1, max_size=5),
    st.sampled_from((0.1, 1.0)),
)
def test_any_sequence_of_changes_gives_the_bytes_of_a_clean_build(
    first: list[str], said: list[object], changes: list[Step], most: float
) -> None:
    with corpus() as made, pytest.MonkeyPatch.context() as patch:
        # so small a corpus is mostly written anew; what is written into the build before must be right whatever changed
        patch.setattr("hallway.graph.updating._MOST", most)
        graph = made.here / "graph"
        for n, text in enumerate(first):
            made.take(("write", PATHS[n], text))
        for entry in said:
            made.take(("say", "", entry))
        hold_against_a_clean_build(made, graph, made.here / "clean")
        for n, step in enumerate(changes):
            made.take(step)
            hold_against_a_clean_build(made, graph, made.here / f"clean-{n}")
