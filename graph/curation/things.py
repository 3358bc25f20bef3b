"""The things that readings speak of, found by what an entry of the curation file calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from hallway.errors import CurationError
from hallway.extractors.links import profile_handle
from hallway.extractors.mailboxes import digests
from hallway.extractors.reading import Entity
from hallway.graph.curation.reference import Reference
from hallway.graph.identity.records import Key, family_of
from hallway.graph.identity.resolution import Resolution, resolved
from hallway.graph.identity.sheets import Sheet
from hallway.graph.iri import DEFAULT_BASE, slug
from hallway.schema.folding import fold
from hallway.schema.vocabulary import vocabulary

Keys = frozenset[Key]


class Things:
    """Every entity of every reading, by name; and which of them are one thing, by reading and by what people said.

    Args:
        sheets: of the whole corpus, sorted by path.
        file: shown name of the curation file, for messages.
        retyped: names, and the classes that things of these names are to have; they can be named by these as well.
    """

    def __init__(
        self, sheets: Sequence[Sheet], file: str, retyped: Iterable[tuple[str, str]] = ()
    ) -> None:
        self._retyped = {(folded(name), kind) for name, kind in retyped}
        self.entities: dict[Key, Entity] = {}
        self._sheets = sheets
        self._file = file
        self._labels: dict[str, list[Key]] = defaultdict(list)
        self._aliases: dict[str, list[Key]] = defaultdict(list)
        self._mailboxes: dict[str, list[Key]] = defaultdict(list)
        self._given: dict[str, Keys] = {}
        self._parent: dict[str, str] = {}
        self._joined: dict[str, tuple[str, ...]] = {}
        self._apart: dict[Key, set[Key]] = defaultdict(set)
        self._paths = {sheet.path for sheet in sheets}
        self.resolution: Resolution | None = None
        for sheet in sheets:
            for record in sheet.records:
                key, entity = record.key, record.entity
                self.entities[key] = entity
                if entity.name:
                    self._labels[folded(entity.name)].append(key)
                for alias in {folded(alias) for alias in entity.aliases}:
                    self._aliases[alias].append(key)
                for mailbox in entity.mailboxes:
                    self._mailboxes[mailbox].append(key)

    def find(self, reference: Reference, wanted: tuple[str, ...] = ()) -> Keys:
        """Return the entities that a reference names; none if there is nothing of that name.

        Args:
            reference: by name, by name within one write-up, or by IRI.
            wanted: classes that tell things of one name apart, where the reference names none.

        Raises:
            CurationError: it may be one of several things; the hint lists them.
        """
        within, name = self._split(reference.text)
        if within:
            keys = {key for key in self._named(name, within) if self._fits(key, reference.kind)}
        elif reference.iri:
            keys = {key for key in self._at(reference.iri) if self._fits(key, reference.kind)}
        else:
            keys = {key for key in self._named(name) if self._fits(key, reference.kind)}
            keys |= {key for key in self._given.get(folded(name), ()) if self._fits(key, reference.kind)}
        families = {family_of(self.entities[key]) for key in keys}
        if len(families) > 1 and "topic" in families:  # a tag that is called like a thing
            keys = {key for key in keys if family_of(self.entities[key]) != "topic"}
            families.remove("topic")
        if len(families) > 1 and wanted:
            fitting = {key for key in keys if self._suits(key, wanted)}
            keys = fitting or keys
            families = {family_of(self.entities[key]) for key in keys}
        if len(families) > 1:
            kinds = sorted({self.entities[key].kinds[0] for key in keys})
            raise self._ambiguous(reference, " or ".join(f"{{name: {name}, class: {kind}}}" for kind in kinds))
        groups = {self.group(key) for key in keys}
        if not within and (len(groups) > 1 or any(self._apart[key] & keys for key in keys)):
            raise self._ambiguous(reference, self._choices(keys, groups, name))
        return frozenset(keys)

    def whole(self, keys: Keys) -> Keys:
        """Return everything that is one thing with these entities, as far as is known."""
        apart = {other for key in keys for other in self._apart.get(key, ())}
        groups = {self.group(key) for key in keys}
        return frozenset(key for group in groups for key in self._members(group) if key not in apart) | keys

    def people(self, names: Iterable[str], handles: Iterable[str], emails: Iterable[str]) -> Keys:
        """Return the people who go by one of these names, account names or addresses."""
        found: set[Key] = set()
        accounts = {folded(handle) for handle in handles}
        written = tuple(emails)
        for name in (*(folded(name) for name in names), *accounts, *(folded(email) for email in written)):
            found.update(key for key in (*self._labels.get(name, ()), *self._aliases.get(name, ())))
        for digest in {digest for email in written for digest in digests(email)}:
            found.update(self._mailboxes.get(digest, ()))
        if accounts:
            found.update(key for account in accounts for key in self._accounts.get(account, ()))
        return frozenset(key for key in found if "Person" in self.entities[key].kinds)

    def named(self, name: str, kinds: Iterable[str]) -> Keys:
        """Return what write-ups call by a name outright, of the family of these classes; nothing local."""
        families = {family_of(Entity("", (kind,), "")) for kind in kinds}
        hits = [key for key in self._labels.get(folded(name), ()) if family_of(self.entities[key]) in families]
        return frozenset(key for key in hits if not self.entities[key].local)

    def with_id(self, id: str) -> Keys:
        """Return the entities that have an id in their write-ups."""
        return frozenset(key for key in self.entities if key[1] == id)

    def group(self, key: Key) -> str:
        """Return what tells the thing that an entity stands for from others."""
        return self._root(self._iris[key])

    def join(self, keys: Iterable[Key]) -> None:
        """Take entities, and all that is one with them, to be one thing."""
        roots = sorted({self.group(key) for key in keys})
        for other in roots[1:]:
            self._parent[other] = roots[0]
            self._joined[roots[0]] = self._joined.get(roots[0], (roots[0],)) + self._joined.pop(other, (other,))

    def part(self, one: Iterable[Key], two: Keys) -> None:
        """Take entities to be of different things."""
        for key in one:
            self._apart[key] |= two
            for other in two:
                self._apart[other].add(key)

    def give(self, name: str, keys: Keys) -> None:
        """Let things be found by a name that no write-up may use."""
        self._given[folded(name)] = self._given.get(folded(name), frozenset()) | keys

    def nearest(self, reference: Reference) -> tuple[str, ...]:
        """Return the names that come nearest to one that nothing has, best first."""
        from rapidfuzz import fuzz, process

        within, name = self._split(reference.text)
        pool = {
            entity.name: f"{within}#{entity.name}" if within else entity.name
            for (path, _), entity in sorted(self.entities.items())
            if entity.name and (not within or path == within)
        }
        if not within and "#" in name:
            path = name.partition("#")[0]
            pool.update({found: f"{found}#{name.partition('#')[2]}" for found in sorted(self._paths)})
            name = path
        if reference.iri:
            name = reference.iri.rpartition("/")[2].replace("-", " ")
        near = process.extract(name[:200], list(pool), scorer=fuzz.ratio, processor=folded, limit=3, score_cutoff=60)
        return tuple(pool[text] for text, _, _ in near)

    def iri_of(self, key: Key) -> str:
        """Return the end of the IRI that an entity has without any correction: ``person/remy-hubscher``."""
        return self._iris[key].removeprefix(DEFAULT_BASE)

    @cached_property
    def _iris(self) -> Mapping[Key, str]:
        self.resolution = resolved(self._sheets)
        return self.resolution.iris

    @cached_property
    def _by_root(self) -> dict[str, list[Key]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for key in self.entities:
            found[self._iris[key]].append(key)
        return found

    @cached_property
    def _slugs(self) -> Mapping[str, list[Key]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for key, entity in self.entities.items():
            if entity.name:
                found[slug(entity.name)].append(key)
        return found

    @cached_property
    def _accounts(self) -> Mapping[str, list[Key]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for key, entity in self.entities.items():
            for url in entity.urls:
                name = url.removeprefix("mailto:") if url.startswith("mailto:") else profile_handle(url)
                if name:
                    found[folded(name)].append(key)
        return found

    def _members(self, group: str) -> Iterator[Key]:
        for iri in self._joined.get(group, (group,)):
            yield from self._by_root.get(iri, ())

    def _root(self, iri: str) -> str:
        while (above := self._parent.get(iri)) is not None:
            iri = above
        return iri

    def _named(self, name: str, within: str = "") -> list[Key]:
        wanted = folded(name)
        for found in (self._labels.get(wanted, ()), self._aliases.get(wanted, ())):
            hits = [key for key in found if not within or key[0] == within]
            # a name means the thing that has it everywhere, before those that have it in one write-up only
            if hits := [key for key in hits if not self.entities[key].local] or hits:
                return hits
        return []

    def _at(self, iri: str) -> list[Key]:
        exact = self._by_root.get(f"{DEFAULT_BASE}{iri}", [])
        if exact:
            return list(self._members(self.group(exact[0])))
        family, _, rest = iri.partition("/")
        last = rest.rpartition("/")[2]
        given = [key for name, keys in sorted(self._given.items()) if slug(name) == last for key in sorted(keys)]
        hits = given or self._slugs.get(last, [])
        return [key for key in hits if family_of(self.entities[key]) == family]

    def _split(self, text: str) -> tuple[str, str]:
        at = text.find("#")
        while at >= 0:
            if text[:at] in self._paths:
                return text[:at], text[at + 1 :].strip()
            at = text.find("#", at + 1)
        return "", text

    def _fits(self, key: Key, kind: str) -> bool:
        entity = self.entities[key]
        return not kind or kind in entity.kinds or (folded(entity.name), kind) in self._retyped

    def _suits(self, key: Key, wanted: tuple[str, ...]) -> bool:
        return any(vocabulary().fits(kind, wanted) for kind in self.entities[key].kinds)

    def _ambiguous(self, reference: Reference, choices: str) -> CurationError:
        what = f"{reference} may be one of several things"
        return CurationError(what, path=self._file, line=reference.line, hint=f"write {choices}")

    def _choices(self, keys: Iterable[Key], groups: Iterable[str], name: str) -> str:
        texts = set()
        for key in keys:
            iri = self.iri_of(key)
            local = iri.count("/") > 1 or len(set(groups)) == 1
            texts.add(f"{key[0]}#{name}" if local else iri)
        shown = sorted(texts)
        more = f" or one of {len(shown) - 5} others" if len(shown) > 5 else ""
        return " or ".join(shown[:5]) + more


def folded(name: str) -> str:
    """Return a name as it is compared; one without any letter or digit stays as it is."""
    return fold(name) or name
