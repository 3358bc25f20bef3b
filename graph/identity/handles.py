"""Links between people of different write-ups by their own addresses, pages, profiles and handles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hallway.graph.identity.clusters import Link, one_each, star
from hallway.graph.identity.person_names import bare, handles_of, is_nick, key_of, tokens
from hallway.graph.identity.rarity import Rarity
from hallway.graph.identity.records import Record

_MAILBOX, _PAGE, _HANDLE, _NICK = 0.97, 0.97, 0.9, 0.8
_SITES = frozenset("blog blogs home www2 people perso pages site wiki mail about team users".split())


def by_mailbox(records: Sequence[Record]) -> Iterator[Link]:
    """Writers with one e-mail address."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for mailbox in record.mailboxes:
            by[mailbox].append(record)
    for link in _shared(by, "same-mailbox", _MAILBOX):
        yield replace(link, detail="")  # whose it is stays between them and the file


def by_page(records: Sequence[Record]) -> Iterator[Link]:
    """People with one page of their own."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for page in record.pages:
            by[page].append(record)
    return _shared(by, "same-page", _PAGE)


def by_handle(records: Sequence[Record], rarity: Rarity) -> Iterator[Link]:
    """Profiles of one handle on whatever sites, and people called by what is another's handle."""
    sure: dict[str, list[Record]] = defaultdict(list)
    called: dict[str, list[Record]] = defaultdict(list)
    named: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        named[record.name].append(record)
        if " " in record.entity.name.strip() and not record.entity.aliases and not record.pages:
            continue  # most people: nothing but a name
        profiles = set(record.profiles.values())
        written = [name.strip() for name in (record.entity.name, *record.entity.aliases)]
        signed = {bare(name) for name in written if name.startswith("@")}
        for handle in profiles | signed:
            sure[handle].append(record)
        nicks = {bare(name) for name in written if " " not in name and is_nick(bare(name), name)}
        for nick in sorted((nicks | _site_names(record)) - profiles - signed - set(tokens(record.name)[1:])):
            called[nick].append(record)
    # "Brook" may be anyone's surname; "brook", or a profile called so, is a name that somebody chose
    chosen = sure.keys() | {nick for nick, those in called.items() if any(nick in _small(record) for record in those)}
    for nick in called.keys() - chosen:
        del called[nick]
    by_made: dict[str, list[Record]] = defaultdict(list)
    for name, those in named.items():
        for handle in handles_of(name):
            if handle in sure or handle in called:
                by_made[handle] += those
    for handle, those in sorted(by_made.items()):
        # the handle that many would make of this name: only if there is one such name, and hardly another of that name
        keys = {key_of(record.name) for record in those}
        if len(keys) == 1 and rarity.rare(next(iter(keys))):
            called[handle] += those
        else:
            yield from _by_made(handle, [*called.get(handle, ()), *sure.get(handle, ())], those, rarity)
    # "roger", or a handle that several would make of their names, is another's on another site
    weak = {handle for handle in sure if rarity.is_common(handle) or len({key_of(r.name) for r in by_made[handle]}) > 1}
    yield from _shared({handle: those for handle, those in sure.items() if handle not in weak}, "same-handle", _HANDLE)
    for handle in sorted(weak):
        yield from _by_site(handle, sure[handle])
    for handle in sorted(called):
        there = [*called[handle], *sure.get(handle, ())]
        yield from _shared({handle: list({record.key: record for record in there}.values())}, "same-nick", _NICK)


def _by_made(handle: str, owners: Sequence[Record], named: Sequence[Record], rarity: Rarity) -> Iterator[Link]:
    """A handle and the one person of such a name of those who have to do with the same thing."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in named:
        for context in record.context:
            by[context].append(record)
    for context in sorted({context for record in owners for context in record.context} & by.keys()):
        keys = {key_of(record.name) for record in by[context]}
        if len(keys) == 1 and rarity.rare(next(iter(keys)), context):
            those = {r.key: r for r in (*by[context], *(r for r in owners if context in r.context))}
            yield from star(list(those.values()), "same-nick", f"{handle}, {context.partition(':')[2]}", _NICK)


def _by_site(handle: str, records: Sequence[Record]) -> Iterator[Link]:
    """Profiles on one site, and people who have to do with the same thing, of one handle."""
    by: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for host in sorted(host for host, name in record.profiles.items() if name == handle):
            by[host].append(record)
        for context in record.context:
            by[context].append(record)
    for told in _shared(by, "same-handle", _HANDLE):
        yield replace(told, detail=f"{handle}, {told.detail.removeprefix('event:')}")


def _small(record: Record) -> set[str]:
    """Its names that are written small."""
    return {bare(name) for name in (record.entity.name, *record.entity.aliases) if name[:1].islower()}


def _site_names(record: Record) -> set[str]:
    """Names in the address of somebody's own site: ``natim.example.org`` is most likely natim's."""
    hosts = [page.split(".") for page in record.pages if "/" not in page]
    names = {host[0] for host in hosts if len(host) > 2 and len(host[0]) > 3}
    return {name for name in names - _SITES if is_nick(name, name)}


def _shared(by: Mapping[str, list[Record]], reason: str, sure: float) -> Iterator[Link]:
    """Links between records that share something, unless one write-up gives it to two people: then it is nobody's."""
    for what in sorted(by):
        records = by[what]
        if one_each(records):
            yield from star(records, reason, what, sure)
