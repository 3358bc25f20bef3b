"""Which software, organisations, places, series and topics of different write-ups are one: by name, alias and page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from hallway.extractors import links
from hallway.graph.identity.clusters import Cluster, Clusters, Link, one_each, star
from hallway.graph.identity.records import Key, Record
from hallway.graph.iri import slug
from hallway.schema.gazetteer import Entry, Lexicon, gazetteers

_NAME, _KNOWN, _PAGE, _SPELLING, _ALIAS = 0.92, 0.88, 0.9, 0.8, 0.75
_FORM = re.compile(
    r"(?:[\s,]+(?:inc|ltd|llc|gmbh|corp|corporation|s\.?a\.?(?:s|rl)?|e\.?\s?v|b\.?v|plc|ag|oy|ab))\.?$", re.I
)
_VERSION = re.compile(r"\d+(?:\.\d+)*$")
_SPECIFICATIONS = frozenset({"protocol", "format", "standard"})
_WORLD = 2
"""Software of another language in a write-up, from which on its world is that one."""
_MANY = 4
"""Write-ups that name something in its world, for each one outside of it that is then not meant."""
_REMEMBERED = 1 << 16
"""Names of things of which what they are compared by is kept."""
_SHORTEST = 4
"""Letters of an alias that means the same elsewhere: shorter ones are too often somebody else's too."""


def same_things(
    records: Sequence[Record], different: Sequence[tuple[Key, Key]], decided: Iterable[Link]
) -> Clusters:
    """Tell which things of one family are one.

    Args:
        records: of software, organisations, places, series or topics, one family at a time.
        different: pairs that people said are not one.
        decided: links that people made.
    """
    clusters = Clusters(records, marks=_marks, clash=_clash, different=different)
    clusters.join(decided)
    clusters.join([*_by_name(records), *_by_page(records)])
    clusters.join(_by_alias(records))
    return clusters


def _marks(record: Record) -> Mapping[str, frozenset[str]]:
    """Two repositories of one name are two people's; a version's number tells software apart."""
    if record.family != "software":
        return {}
    return _software_marks(record.entity.name, record.name, record.entity.urls)


@lru_cache(maxsize=_REMEMBERED)
def _software_marks(written: str, name: str, urls: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    marks = {}
    owners = {owner for url in urls if (owner := _owner(url))}
    if owners:
        marks["repository"] = frozenset(owners)
    elif _specified(written):
        marks["repository"] = frozenset({"a specification"})
    version = _VERSION.search(name.replace(" ", ""))
    marks["version"] = frozenset({version[0] if version else ""})
    return MappingProxyType(marks)


def _specified(name: str) -> bool:
    """Whether a name is that of a protocol, format or standard: what has a repository of its own only implements it."""
    entry = gazetteers().technologies.get(name)
    return entry is not None and entry.kind in _SPECIFICATIONS


def _owner(url: str) -> str:
    """The repository of a front page on a forge, as ``owner/name``."""
    name = links.repository_name(url)
    if not name or not links.is_front_page(url):
        return ""
    parts = [part for part in url.split("://")[-1].split("/")[1:3] if part]
    owner = "/".join(parts).casefold().removesuffix(".git") if len(parts) == 2 else ""
    return owner if owner.endswith(f"/{name.casefold()}") else ""  # elsewhere the name stands in the host


def _clash(few: Cluster, many: Cluster, link: Link) -> str:
    """Two things of one write-up stay two, unless they only differ in case."""
    for record in few.records:
        beside = many.paths.get(record.key[0])
        if beside is not None and (link.reason != "same-name" or beside.entity.name != record.entity.name):
            return f"two things in {record.key[0]}"
    return ""


def spelling(record: Record) -> str:
    """Return what a thing's name is compared by: its slug, as the gazetteers spell it, without a firm's legal form."""
    return _spelt(record.family, record.entity.name, record.entity.urls)


@lru_cache(maxsize=_REMEMBERED)
def _spelt(family: str, written: str, urls: tuple[str, ...]) -> str:
    known = _lexicon(family)
    name = _FORM.sub("", written) if family == "organization" else written
    entry = known.get(name) if known is not None else None
    if entry is None or entry.ambiguous or _digits(entry.name) != _digits(name):
        return slug(name)
    return slug(name if _elsewhere(written, urls, entry) else entry.name)


def _elsewhere(written: str, urls: Iterable[str], entry: Entry) -> bool:
    """Whether what is called by an alias has a site of its own, and not that of what the alias stands for.

    "TDF" with a page on tdf.example is not The Document Foundation.
    """
    if not entry.homepage or slug(written).replace("-", "") == slug(entry.name).replace("-", ""):
        return False
    own = (url for url in urls if not links.repository_name(url) and not links.is_encyclopedia(url))
    sites = set(map(_site, own))
    return bool(sites) and _site(entry.homepage) not in sites


def _site(url: str) -> str:
    """The last two parts of an address's host."""
    return ".".join(links.host_name(url).split(".")[-2:])


def _lexicon(family: str) -> Lexicon | None:
    known = gazetteers()
    return {
        "software": known.technologies,
        "organization": known.organizations,
        "series": known.event_series,
    }.get(family)


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)


def _by_name(records: Sequence[Record]) -> Iterator[Link]:
    exact: dict[str, list[Record]] = defaultdict(list)
    compact: dict[str, list[Record]] = defaultdict(list)
    known: dict[str, list[Record]] = defaultdict(list)
    namesakes = _namesakes(records)
    for record in records:
        if record.entity.name and not record.entity.local and record.key not in namesakes:
            exact[_as_written(record)].append(record)
            known[spelling(record)].append(record)
            if record.family == "organization" and len(squeezed := spelling(record).replace("-", "")) > _SHORTEST:
                compact[squeezed].append(record)
    for name in sorted(exact):
        if len(exact[name]) > 1:
            yield from star(exact[name], "same-name", exact[name][0].entity.name, _NAME)
    for name in sorted(known):
        if len({slug(record.entity.name) for record in known[name]}) > 1:
            yield from star(known[name], "known-alias", name, _KNOWN)
    for name in sorted(compact):
        if len(compact[name]) > 1:
            yield from star(compact[name], "same-spelling", name, _SPELLING)


def _namesakes(records: Sequence[Record]) -> set[Key]:
    """Software called as something known is, but of another language's world.

    The "Tornado" of a write-up on PHP, with a repository, is not the one of Python; and a name that is a word as well,
    where nothing else of its world is told of, is left out by those who have it from where it belongs.
    """
    worlds: dict[str, Counter[str]] = defaultdict(Counter)
    known: dict[str, list[tuple[Record, Entry]]] = defaultdict(list)
    for record in records:
        entry = gazetteers().technologies.get(record.entity.name) if record.family == "software" else None
        if entry is None:
            continue
        if world := entry.about or (entry.name if entry.kind == "language" else ""):
            worlds[record.key[0]][world] += 1
        if entry.about:
            known[entry.name].append((record, entry))
    found: set[Key] = set()
    for those in known.values():
        away = []
        for record, entry in those:
            there = worlds[record.key[0]]
            if there[entry.about] > 1 or _site(entry.homepage or "") in map(_site, record.entity.urls):
                continue  # it is not the only one of its world, or has the known one's page
            if any(map(_owner, record.entity.urls)) and sum(there.values()) > _WORLD:
                found.add(record.key)
            elif entry.ambiguous and not record.entity.urls:
                away.append(record.key)
        if len(away) * _MANY <= len(those) - len(away):
            found.update(away)
    return found


def _as_written(record: Record) -> str:
    """What a name is compared by: its slug; of software that nobody knows also its accents: Ágora is not AGORA."""
    name = record.entity.name
    if record.family != "software" or name.isascii() or gazetteers().technologies.get(name) is not None:
        return slug(name)
    return " ".join(name.casefold().split())


def _by_page(records: Sequence[Record]) -> Iterator[Link]:
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for page in record.pages:
            if not links.is_encyclopedia(f"https://{page}"):
                by[page].append(record)
    for page in sorted(by):
        if one_each(by[page]):
            yield from star(by[page], "same-page", page, _PAGE)


def _by_alias(records: Sequence[Record]) -> Iterator[Link]:
    """Names that another write-up gives as a second name of a thing, and of one thing only."""
    named: Mapping[str, list[Record]] = defaultdict(list)
    called: Mapping[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.entity.name and not record.entity.local:
            named[slug(record.entity.name)].append(record)
            for alias in record.entity.aliases:
                if len(slug(alias)) >= _SHORTEST and alias[:1].isupper():
                    called[slug(alias)].append(record)
    for alias in sorted(called.keys() & named.keys()):
        if len({slug(record.entity.name) for record in called[alias]}) == 1:
            yield from star([*named[alias], *called[alias]], "same-alias", called[alias][0].entity.name, _ALIAS)
