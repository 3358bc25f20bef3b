"""The vocabulary as a page to read, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hallway.schema.terms import HW, PREFIXES
from hallway.schema.vocabulary import Class, Property, Vocabulary

_MATCHES = {
    "exact": "same as",
    "close": "close to",
    "broad": "narrower than",
    "related": "related to",
    "inverse": "the other way round",
}


def page(vocabulary: Vocabulary) -> str:
    """Return the page: every class and property with its texts, its place, and its mappings.

    Args:
        vocabulary: what to describe.
    """
    lines = [
        "# The vocabulary",
        "",
        "<!-- made from schema/vocabulary.yaml by python -m hallway.schema.generate: edit that file, not this one -->",
        "",
        f"Prefix `hw:` stands for `{HW}`. Terms of other vocabularies are used where they say what is meant.",
        "",
        "## Classes",
        "",
    ]
    for kind in sorted(vocabulary.classes.values(), key=lambda kind: kind.name):
        lines += _class(kind, vocabulary)
    lines += ["## Properties", ""]
    for found in sorted(vocabulary.properties.values(), key=lambda found: (":" in found.name, found.name)):
        lines += _property(found, vocabulary)
    return "\n".join(lines).rstrip() + "\n"


def _class(kind: Class, vocabulary: Vocabulary) -> list[str]:
    below = sorted(other.name for other in vocabulary.classes.values() if other.parent == kind.name)
    return [
        f"### {_curie(kind.iri, vocabulary)}",
        "",
        *_texts(kind.label, kind.description),
        *_listed("a kind of", [kind.parent] if kind.parent else []),
        *_listed("kinds of it", below),
        *_listed("properties", kind.properties),
        *_matches(kind.mappings, vocabulary),
        "",
    ]


def _property(found: Property, vocabulary: Vocabulary) -> list[str]:
    return [
        f"### {_curie(found.iri, vocabulary)}",
        "",
        *_texts(found.label, found.description),
        *_listed("from", found.domain),
        *_listed("to", found.range),
        f"- how many: {'any number' if found.many else 'at most one'}",
        *_matches(found.mappings, vocabulary),
        "",
    ]


def _texts(label: Mapping[str, str], description: Mapping[str, str]) -> list[str]:
    return [f"**{label['en']}**: {description['en']}", "", f"*{label['fr']}* : {description['fr']}", ""]


def _listed(title: str, names: Iterable[str]) -> list[str]:
    text = ", ".join(f"`{name}`" for name in names)
    return [f"- {title}: {text}"] if text else []


def _matches(mappings: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> list[str]:
    lines = []
    for match, title in _MATCHES.items():
        lines += _listed(title, sorted(_curie(iri, vocabulary) for iri in mappings.get(match, ())))
    return lines


def _curie(iri: str, vocabulary: Vocabulary) -> str:
    # PREFIXES first: `schema` is the name that users know, `sdo` is for LinkML's sake
    known = [*PREFIXES.items(), *vocabulary.prefixes.items()]
    return next(f"{prefix}:{iri[len(space) :]}" for prefix, space in known if iri.startswith(space))
