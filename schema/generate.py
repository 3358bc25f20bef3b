"""Makes everything that follows from the vocabulary: SHACL shapes, OWL ontology, JSON-LD context, the JSON
Schemas of rule packs and of the curation file, documentation page.

``python -m hallway.schema.generate`` writes them, ``--check`` says which of them are stale. LinkML's generators do the
work and are a development dependency; what comes out of them is trimmed here to what holds for hallway's graphs, and
the French texts, which LinkML keeps as annotations, become labels and comments.

https://www.w3.org/TR/shacl/, https://www.w3.org/TR/owl2-overview/, https://www.w3.org/TR/json-ld11/#the-context
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hallway.schema.curation_file import curation_schema
from hallway.schema.page import page
from hallway.schema.rule_pack import rule_pack_schema
from hallway.schema.terms import HW, PREFIXES
from hallway.schema.vocabulary import SOURCE, vocabulary

if TYPE_CHECKING:
    from rdflib import Graph

ONTOLOGY = "https://w3id.org/hallway/vocab"
"""IRI of the ontology."""

SHAPES = "https://w3id.org/hallway/shapes#"
"""Namespace of the property shapes, so that a violation can name the one it breaks."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated files, or with ``--check`` compare them.

    Args:
        arguments: of the command line, without the program's name.

    Returns:
        Exit code: 0 if all is written or current, 1 if a file is stale, 2 on wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given not in ([], ["--check"]):
        print("usage: python -m hallway.schema.generate [--check]", file=sys.stderr)
        return 2
    made = generated()
    stale = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    if not given:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], "utf-8", newline="\n")
        return 0
    for path in stale:
        print(f"{path.name}: stale (run: python -m hallway.schema.generate)", file=sys.stderr)
    return 1 if stale else 0


def generated() -> dict[Path, str]:
    """Return the text of every generated file, by where it stands."""
    folder = SOURCE.resolve().parent
    return {
        folder / "generated" / "context.jsonld": context(),
        folder / "generated" / "curation.schema.json": _json(curation_schema(vocabulary())),
        folder / "generated" / "ontology.ttl": ontology(),
        folder / "generated" / "rule-pack.schema.json": _json(rule_pack_schema(vocabulary())),
        folder / "generated" / "shapes.ttl": shapes(),
        folder.parent / "docs" / "vocabulary.md": page(vocabulary()),
    }


def shapes() -> str:
    """Return the SHACL shapes as Turtle.

    They are open: one thing may be of several classes, and a shape says nothing of properties that it does not name.
    """
    from linkml.generators.shaclgen import ShaclGenerator  # type: ignore[import-untyped]  # ships no types
    from rdflib import SH, BNode, URIRef

    graph = ShaclGenerator(str(SOURCE), closed=False, default_language="en").as_graph()
    for shape, listed in list(graph.subject_objects(SH.ignoredProperties)):
        graph.remove((shape, SH.ignoredProperties, listed))
        _drop_list(graph, listed)
    graph.remove((None, SH.closed, None))
    for shape, part in list(graph.subject_objects(SH.property)):
        path = graph.value(part, SH.path)
        if path == URIRef(f"{HW}id"):  # LinkML's word for the IRI itself
            graph.remove((shape, SH.property, part))
            graph.remove((part, None, None))
        elif isinstance(part, BNode):
            _rename(graph, part, URIRef(f"{SHAPES}{_local(str(shape))}-{_local(str(path))}"))
    return _turtle(graph)


def ontology() -> str:
    """Return the OWL ontology as Turtle, with English and French labels and comments.

    Only hallway's own terms are described; of terms from elsewhere it says no more than what kind of property they are.
    What must hold in a graph is for the shapes to say, so there are no restrictions.
    """
    from linkml.generators.owlgen import MetadataProfile, OwlSchemaGenerator  # type: ignore[import-untyped]  # no types
    from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Literal, URIRef

    graph = OwlSchemaGenerator(
        str(SOURCE),
        metadata_profiles=[MetadataProfile.rdfs],
        metaclasses=False,
        type_objects=False,
        use_native_uris=False,
        add_ols_annotations=False,
        default_language="en",
        skip_vacuous_min_zero_cardinality_axioms=True,
        skip_vacuous_local_range_axioms=True,
        consolidate_cardinality_axioms=True,
        xsd_anyuri_as_iri=True,
    ).as_graph()
    own = URIRef(ONTOLOGY)
    for predicate in (SKOS.inScheme, URIRef("https://w3id.org/linkml/permissible_values")):
        graph.remove((None, predicate, None))
    for restricted, node in list(graph.subject_objects(RDFS.subClassOf)):
        if isinstance(node, BNode):
            graph.remove((restricted, RDFS.subClassOf, node))
    for subject in sorted({s for s in graph.subjects() if isinstance(s, URIRef)}):
        _describe(graph, subject, own)
    for found in vocabulary().properties.values():
        if found.iri.startswith(HW) and len(found.domain) > 1:
            _union(graph, URIRef(found.iri), [URIRef(vocabulary().classes[name].iri) for name in found.domain])
    for subject, range_ in list(graph.subject_objects(RDFS.range)):
        # LinkML writes bounds as facets of xsd:integer, which would leave a confidence 0 and 1 only
        bounded = graph.value(range_, OWL.intersectionOf)
        if bounded is not None:
            graph.set((subject, RDFS.range, graph.value(bounded, RDF.first)))
    for enumeration in ("Rung", "Genre"):
        graph.remove((URIRef(HW + enumeration), RDF.type, OWL.Class))
    graph.set((own, RDFS.label, Literal("hallway vocabulary", lang="en")))
    graph.add((own, RDF.type, OWL.Ontology))
    graph.remove((own, DCTERMS.title, None))
    return _turtle(_reachable(graph))


def context() -> str:
    """Return the JSON-LD context; its keys are the terms' own names, in camel case."""
    from linkml.generators.jsonldcontextgen import ContextGenerator  # type: ignore[import-untyped]  # ships no types

    written = json.loads(ContextGenerator(str(SOURCE), xsd_anyuri_as_iri=True).serialize())["@context"]
    prefixes = {prefix: PREFIXES[prefix] for prefix in sorted(PREFIXES)}
    terms: dict[str, Any] = {}
    for name, entry in written.items():
        if name == "id":
            terms["id"] = "@id"
        elif isinstance(entry, dict):
            prefix, colon, local = entry["@id"].rpartition(":")
            iri = entry["@id"].replace("sdo:", "schema:", 1) if colon else f"hw:{local}"
            key = local if prefix in ("", "hw") else _camel(name)
            # a rung is a plain text, whatever LinkML makes of enumerations
            kept = {"@type": entry["@type"]} if "@type" in entry else {}
            terms[key] = {"@id": iri, **kept}
    ordered = {"@version": 1.1, **prefixes, **{name: terms[name] for name in sorted(terms)}}
    return _json({"@context": ordered})


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _describe(graph: Graph, subject: Any, own: Any) -> None:
    """Give one term its English and French texts, and keep nothing else about terms that are not ours."""
    from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef

    if not str(subject).startswith(HW) and subject != own:
        kinds = set(graph.objects(subject, RDF.type)) & {OWL.ObjectProperty, OWL.DatatypeProperty}
        graph.remove((subject, None, None))
        if not str(subject).startswith(str(RDF)):  # reserved in OWL, which knows them without being told
            for kind in kinds:
                graph.add((subject, RDF.type, kind))
        return
    if subject == URIRef(f"{HW}id"):
        graph.remove((subject, None, None))
        return
    for title in list(graph.objects(subject, DCTERMS.title)):
        graph.set((subject, RDFS.label, Literal(str(title), lang="en")))
    graph.remove((subject, DCTERMS.title, None))
    graph.remove((subject, SKOS.exactMatch, subject))
    for annotation, predicate in (("label_fr", RDFS.label), ("description_fr", RDFS.comment)):
        for text in list(graph.objects(subject, URIRef(HW + annotation))):
            graph.add((subject, predicate, Literal(str(text), lang="fr")))
        graph.remove((subject, URIRef(HW + annotation), None))
    _inverse(graph, subject)


def _inverse(graph: Graph, subject: Any) -> None:
    from rdflib import OWL, SKOS, BNode, URIRef

    annotation = URIRef(f"{HW}inverse_mappings")
    prefixes = vocabulary().prefixes
    for text in list(graph.objects(subject, annotation)):
        for name in str(text).split():
            prefix, _, local = name.partition(":")
            # the mapping is of the property's inverse, which has no name of its own
            inverse = BNode()
            graph.add((inverse, OWL.inverseOf, subject))
            graph.add((inverse, SKOS.closeMatch, URIRef(prefixes[prefix] + local)))
    graph.remove((subject, annotation, None))


def _union(graph: Graph, subject: Any, members: list[Any]) -> None:
    from rdflib import OWL, RDF, RDFS, BNode
    from rdflib.collection import Collection

    union, first = BNode(), BNode()
    graph.remove((subject, RDFS.domain, None))
    Collection(graph, first, sorted(members))
    graph.add((subject, RDFS.domain, union))
    graph.add((union, RDF.type, OWL.Class))
    graph.add((union, OWL.unionOf, first))


def _reachable(graph: Graph) -> Graph:
    """Leave out blank nodes that nothing named leads to; what was removed above leaves some behind."""
    from rdflib import OWL, BNode, Graph, URIRef

    kept = Graph()
    todo: list[Any] = sorted({s for s in graph.subjects() if isinstance(s, URIRef)})
    todo += [s for s, _ in graph.subject_objects(OWL.inverseOf) if isinstance(s, BNode)]
    seen = set(todo)
    while todo:
        for triple in graph.triples((todo.pop(), None, None)):
            kept.add(triple)
            if isinstance(triple[2], BNode) and triple[2] not in seen:
                seen.add(triple[2])
                todo.append(triple[2])
    return kept


def _drop_list(graph: Graph, node: Any) -> None:
    from rdflib import RDF

    while node is not None and node != RDF.nil:
        rest = graph.value(node, RDF.rest)
        graph.remove((node, None, None))
        node = rest


def _rename(graph: Graph, old: Any, new: Any) -> None:
    for s, p, o in list(graph.triples((old, None, None))):
        graph.remove((s, p, o))
        graph.add((new, p, o))
    for s, p, o in list(graph.triples((None, None, old))):
        graph.remove((s, p, o))
        graph.add((s, p, new))


def _turtle(graph: Graph) -> str:
    """Return sorted Turtle that does not depend on how blank nodes happen to be named."""
    from rdflib import Graph
    from rdflib.compare import to_canonical_graph

    stable = Graph()
    for triple in to_canonical_graph(graph):
        stable.add(triple)
    others = {"pav": "http://purl.org/pav/", "sh": "http://www.w3.org/ns/shacl#"}
    for prefix, namespace in {**PREFIXES, **others, **vocabulary().prefixes}.items():
        if prefix not in ("sdo", "linkml"):
            stable.bind(prefix, namespace, override=True, replace=True)
    return "\n".join(line.rstrip() for line in stable.serialize(format="turtle").strip().splitlines()) + "\n"


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


if __name__ == "__main__":
    sys.exit(main())
