"""The vocabulary: what it declares, and that everything made from it is current and means the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from hallway.errors import RulePackError
from hallway.schema import generate
from hallway.schema.terms import HW, PREFIXES, known_terms, nearest
from hallway.schema.vocabulary import SOURCE, load, vocabulary

GENERATED = SOURCE.with_name("generated")
CLASSES = ["Person", "Event", "Talk", "Project", "Tool", "Organization", "Place", "EventSeries", "Topic", "WriteUp"]
RELATIONS = {
    "attended": ("Person", "Event"),
    "willAttend": ("Person", "Event"),
    "organized": ("Organization", "Event"),
    "sponsored": ("Organization", "Event"),
    "presented": ("Person", "Talk"),
    "attendedTalk": ("Person", "Talk"),
    "partOf": ("Talk", "Event"),
    "heldIn": ("Event", "Place"),
    "worksOn": ("Person", "Project"),
    "develops": ("Organization", "Project"),
    "uses": ("Talk", "Tool"),
    "memberOf": ("Person", "Organization"),
    "inSeries": ("Event", "EventSeries"),
    "hasTopic": ("WriteUp", "Topic"),
}


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_the_contract_has_english_and_french_texts(name: str) -> None:
    kind = vocabulary().classes[name]
    assert kind.iri == HW + name
    assert kind.label["en"] != kind.label["fr"]
    assert kind.description["en"] != kind.description["fr"]


@pytest.mark.parametrize(("name", "ends"), RELATIONS.items())
def test_every_relation_of_the_contract_joins_what_it_should(name: str, ends: tuple[str, str]) -> None:
    subject, object = ends
    assert vocabulary().properties[name].iri == HW + name
    assert vocabulary().allows(subject, name, object)
    assert not vocabulary().allows("Place", name, object)
    assert not vocabulary().allows(subject, name, "Person")


def test_a_tool_stands_where_a_project_is_wanted_since_one_thing_may_be_both() -> None:
    assert vocabulary().allows("Person", "worksOn", "Tool")
    assert vocabulary().allows("Tool", "uses", "Project")
    assert not vocabulary().allows("Person", "uses", "Tool")


def test_values_are_no_relations() -> None:
    assert not vocabulary().properties["rating"].relation
    assert not vocabulary().allows("Talk", "rating", "string")
    assert not vocabulary().allows("Person", "nothing", "Event")


def test_mappings_lead_to_the_vocabularies_that_others_use() -> None:
    mapped = [iri for kind in vocabulary().classes.values() for iris in kind.mappings.values() for iri in iris]
    mapped += [iri for found in vocabulary().properties.values() for iris in found.mappings.values() for iri in iris]
    for prefix in ("sdo", "foaf", "doap", "prov", "org"):
        assert any(iri.startswith(vocabulary().prefixes[prefix]) for iri in mapped), prefix


def test_prefixes_of_queries_agree_with_those_of_the_vocabulary() -> None:
    declared = {**vocabulary().prefixes, "schema": vocabulary().prefixes["sdo"]}
    assert {prefix: declared[prefix] for prefix in PREFIXES} == PREFIXES


def test_known_terms_are_the_classes_and_properties_of_the_namespace() -> None:
    declared = [kind.iri for kind in vocabulary().classes.values()]
    declared += [found.iri for found in vocabulary().properties.values()]
    assert known_terms() == {iri.removeprefix(HW) for iri in declared if iri.startswith(HW)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("worksOn", "worksOn"), ("workson", "worksOn"), ("attented", "attended"), ("Persn", "Person"), ("zzz", None)],
)
def test_a_mistyped_term_is_told_from_nonsense(written: str, meant: str | None) -> None:
    assert nearest(written) == meant


def test_a_vocabulary_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    for text in (
        "a: [",
        "- a",
        "prefixes: {}",
        "prefixes: {hw: x}\nclasses: {A: {}}\nslots: {}\ndefault_range: string",
    ):
        path = tmp_path / "vocabulary.yaml"
        path.write_text(text, "utf-8")
        with pytest.raises(RulePackError) as caught:
            load(path)
        assert "\n" not in str(caught.value)


def test_names_are_there_without_any_rdf_or_yaml_library() -> None:
    code = (
        "import sys; from hallway.schema.terms import known_terms, nearest; known_terms(); nearest('x');"
        "print(sorted({'rdflib', 'yaml', 'linkml', 'pyoxigraph'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_software_is_what_projects_and_tools_are() -> None:
    graph = Graph().parse(GENERATED / "ontology.ttl")
    for name in ("Project", "Tool"):
        assert (URIRef(HW + name), RDFS.subClassOf, URIRef(f"{HW}Software")) in graph


def test_the_ontology_describes_every_own_term_in_both_languages() -> None:
    graph = Graph().parse(GENERATED / "ontology.ttl")
    for name in known_terms():
        for predicate in (RDFS.label, RDFS.comment):
            languages = {getattr(text, "language", None) for text in graph.objects(URIRef(HW + name), predicate)}
            assert languages == {"en", "fr"}, name


def test_the_ontology_gives_several_domains_as_their_union() -> None:
    graph = Graph().parse(GENERATED / "ontology.ttl")
    (domain,) = graph.objects(URIRef(f"{HW}partOf"), RDFS.domain)
    (members,) = graph.objects(domain, OWL.unionOf)
    assert {str(member) for member in graph.items(members)} == {f"{HW}Event", f"{HW}Talk"}


def test_the_ontology_leaves_a_confidence_between_0_and_1_possible() -> None:
    graph = Graph().parse(GENERATED / "ontology.ttl")
    assert list(graph.objects(URIRef(f"{HW}confidence"), RDFS.range)) == [URIRef(f"{PREFIXES['xsd']}decimal")]


def test_there_is_an_open_shape_for_each_class() -> None:
    graph = Graph().parse(GENERATED / "shapes.ttl")
    targets = {str(target) for target in graph.objects(None, SH.targetClass)}
    assert targets == {kind.iri for kind in vocabulary().classes.values()}
    assert not list(graph.objects(None, SH.closed))
    assert all(isinstance(shape, URIRef) for shape in graph.subjects(RDF.type, SH.NodeShape))


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_generated_files_are_current_whatever_the_hash_seed(seed: str) -> None:
    pytest.importorskip("linkml", reason="LinkML is a development dependency")
    ran = subprocess.run(
        [sys.executable, "-m", "hallway.schema.generate", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert ran.returncode == 0, ran.stderr


def test_a_stale_file_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "generated", lambda: {tmp_path / "shapes.ttl": "new"})
    (tmp_path / "shapes.ttl").write_text("old", "utf-8")
    assert generate.main(["--check"]) == 1
    assert "shapes.ttl" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert (tmp_path / "shapes.ttl").read_text("utf-8") == "new"
    assert generate.main(["--check"]) == 0
    assert generate.main(["--nonsense"]) == 2


def test_linkml_accepts_the_vocabulary() -> None:
    pytest.importorskip("linkml", reason="LinkML is a development dependency")
    linter = Path(sys.executable).with_name("linkml-lint")
    ran = subprocess.run([linter, SOURCE], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
