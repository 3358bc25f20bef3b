"""The vocabulary as `vocabulary.yaml` declares it: what there is, where it may stand, what it is called.

The file is LinkML (https://linkml.io/linkml/schemas/); of it, this reads what hallway needs at run time, with PyYAML,
since importing LinkML's own loader takes half a second. For names alone, `hallway.schema.terms` is quicker still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hallway.errors import RulePackError
from hallway.schema.terms import HW, PREFIXES, known_terms, nearest

__all__ = ["HW", "PREFIXES", "Class", "Property", "Vocabulary", "known_terms", "load", "nearest", "vocabulary"]

SOURCE = Path(__file__).with_name("vocabulary.yaml")
"""Where the vocabulary is declared."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of things.

    Args:
        name: without prefix (``EventSeries``).
        iri: in full.
        parent: name of the class that this one is a part of; "" if there is none.
        properties: names of those that its members may have, inherited ones included, sorted.
        label: language → short name.
        description: language → what its members are.
        mappings: kind of match (``exact``, ``close``, ``broad``, ``related``) → foreign IRIs, sorted.
    """

    name: str
    iri: str
    parent: str
    properties: tuple[str, ...]
    label: Mapping[str, str]
    description: Mapping[str, str]
    mappings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of things.

    Args:
        name: local part of its IRI for one of the vocabulary's own (``worksOn``), else prefixed (``rdfs:label``).
        iri: in full.
        domain: names of the classes whose members may have it, sorted, subclasses left out.
        range: names of classes, for a relation; names of types (``string``, ``date``, ``uri`` …) for a value.
        relation: whether its objects are members of classes.
        many: whether one thing may have several.
        label: language → short name.
        description: language → when it holds.
        mappings: kind of match → foreign IRIs, sorted; ``inverse`` for those that say it from object to subject.
    """

    name: str
    iri: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    relation: bool
    many: bool
    label: Mapping[str, str]
    description: Mapping[str, str]
    mappings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every class and property.

    Args:
        classes: by name, in the order declared.
        properties: by name, in the order declared.
        prefixes: prefix → namespace.
        rungs: the ways in which a fact can be read, from strongest to weakest.
    """

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    prefixes: Mapping[str, str]
    rungs: tuple[str, ...]

    def is_a(self, kind: str, wanted: str) -> bool:
        """Say whether every member of one class is a member of another.

        >>> vocabulary().is_a("Project", "Software")
        True
        """
        while kind and kind != wanted:
            kind = self.classes[kind].parent if kind in self.classes else ""
        return kind == wanted

    def fits(self, kind: str, wanted: tuple[str, ...]) -> bool:
        """Say whether a member of a class can stand where one of several classes is wanted.

        Siblings under one class fit for each other: a tool that somebody works on is a project as well.
        """
        family = self.classes[kind].parent if kind in self.classes else ""
        return any(
            self.is_a(kind, name) or (family and name in self.classes and self.classes[name].parent == family)
            for name in wanted
        )

    def allows(self, subject: str, predicate: str, object: str) -> bool:
        """Say whether things of two classes can stand in a relation.

        Args:
            subject: name of a class.
            predicate: name of a property.
            object: name of a class.

        >>> vocabulary().allows("Person", "attended", "Event"), vocabulary().allows("Place", "attended", "Event")
        (True, False)
        """
        found = self.properties.get(predicate)
        if found is None or not found.relation:
            return False
        return self.fits(subject, found.domain) and self.fits(object, found.range)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with hallway; read once."""
    return load(SOURCE)


def load(path: Path) -> Vocabulary:
    """Read a vocabulary.

    Args:
        path: a LinkML file without imports.

    Raises:
        RulePackError: it is no YAML, or not what is expected.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        declared = yaml.load(path.read_text("utf-8"), Loader=loader)
        return _vocabulary(declared)
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise RulePackError(f"the vocabulary is no YAML: {what}", path=path.name) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"the vocabulary is not what it should be: {error}"
        raise RulePackError(what, path=path.name, hint="linkml-lint says more") from error


def _vocabulary(declared: Mapping[str, Any]) -> Vocabulary:
    prefixes = dict(declared["prefixes"])
    classes, slots = declared["classes"], declared["slots"]
    iris = {name: _expand(_uri(name, slot, "slot_uri"), prefixes) for name, slot in slots.items()}
    names = {name: iri[len(HW) :] if iri.startswith(HW) else _curie(iri) for name, iri in iris.items()}
    kept = {name: slot for name, slot in slots.items() if not slot.get("identifier")}
    return Vocabulary(
        classes={
            name: Class(
                name=name,
                iri=_expand(_uri(name, entry, "class_uri"), prefixes),
                parent=entry.get("is_a", ""),
                properties=tuple(sorted(names[slot] for slot in _slots(name, classes) if slot in kept)),
                label=_texts(entry, "title"),
                description=_texts(entry, "description"),
                mappings=_mappings(entry, prefixes),
            )
            for name, entry in classes.items()
        },
        properties={
            names[name]: Property(
                name=names[name],
                iri=iris[name],
                domain=tuple(sorted(kind for kind, entry in classes.items() if name in entry.get("slots", ()))),
                range=(ranges := _ranges(slot, declared["default_range"])),
                relation=all(kind in classes for kind in ranges),
                many=bool(slot.get("multivalued")),
                label=_texts(slot, "title"),
                description=_texts(slot, "description"),
                mappings=_mappings(slot, prefixes),
            )
            for name, slot in kept.items()
        },
        prefixes=prefixes,
        rungs=tuple(declared["enums"]["Rung"]["permissible_values"]),
    )


def _uri(name: str, entry: Mapping[str, Any], key: str) -> str:
    return str(entry.get(key) or f"hw:{name}")


def _slots(name: str, classes: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        found.update(classes[name].get("slots", ()))
        name = classes[name].get("is_a", "")
    return found


def _ranges(slot: Mapping[str, Any], default: str) -> tuple[str, ...]:
    if "any_of" in slot:
        return tuple(choice["range"] for choice in slot["any_of"])
    return (slot.get("range", default),)


def _texts(entry: Mapping[str, Any], key: str) -> dict[str, str]:
    french = {"title": "label_fr", "description": "description_fr"}[key]
    return {"en": entry[key], "fr": entry["annotations"][french]}


def _mappings(entry: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found = {kind: entry.get(f"{kind}_mappings", ()) for kind in ("exact", "close", "broad", "related")}
    found["inverse"] = entry["annotations"].get("inverse_mappings", "").split()
    return {kind: tuple(sorted(_expand(name, prefixes) for name in names)) for kind, names in found.items() if names}


def _expand(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local


def _curie(iri: str) -> str:
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda pair: len(pair[1]),
    )
    return f"{prefix}:{iri[len(namespace) :]}"
