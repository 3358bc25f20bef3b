"""What a build changed, as facts and in plain words, with the write-ups that caused it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from hallway.graph.inference import statement_iri
from hallway.graph.iri import Mint
from hallway.graph.ledger import Entry
from hallway.graph.terms import PREFIXES, curie, term
from hallway.graph.turnover import Turnover, between

_HW = PREFIXES["hw"]
_KIND = term("rdf:type")
_OTHERS = frozenset(map(term, ("schema:url", "schema:startDate", "schema:endDate")))
_SHARE, _FEW, _SHARE_OF_FEW = 0.2, 50, 0.5
LEFT_OUT = "is left out"
"""What became of a write-up that people left out; nothing is lost by that."""
CHANGED = "changed"
"""What became of a write-up whose file holds other bytes now."""
OTHERWISE = "is read otherwise now"
"""What became of a write-up whose file is as it was: by other rules or people's corrections it says something else."""
_NAMED = 3  # write-ups that a line names

# fmt: off
_NOUNS = {
    "a Person": ("person", "people"), "a Event": ("event", "events"), "a Talk": ("talk", "talks"),
    "a Project": ("project", "projects"), "a Tool": ("tool", "tools"),
    "a Organization": ("organization", "organizations"), "a Place": ("place", "places"),
    "a EventSeries": ("series", "series"), "a Topic": ("topic", "topics"), "a WriteUp": ("write-up", "write-ups"),
    "attended": ("attendance", "attendances"), "willAttend": ("planned attendance", "planned attendances"),
    "organized": ("organizer", "organizers"), "sponsored": ("sponsor", "sponsors"),
    "presented": ("speaker of a talk", "speakers of talks"), "attendedTalk": ("talk heard", "talks heard"),
    "partOf": ("part", "parts"), "heldIn": ("venue", "venues"), "worksOn": ("contributor", "contributors"),
    "develops": ("developer", "developers"), "uses": ("use", "uses"), "memberOf": ("membership", "memberships"),
    "inSeries": ("edition", "editions"), "hasTopic": ("topic told", "topics told"), "rating": ("rating", "ratings"),
    "schema:url": ("page", "pages"), "schema:startDate": ("start date", "start dates"),
    "schema:endDate": ("end date", "end dates"),
}
# fmt: on


@dataclass(frozen=True, slots=True, order=True)
class FactChange:
    """One fact that came or went.

    Args:
        kind: property of the vocabulary without its prefix, or ``a`` and a class.
        subject: label of its subject.
        object: label of its object, or a value; "" for a class.
        triple: subject, property and object as N-Triples writes them.
        because: paths of the write-ups that say or said it, those that changed alone if any did; sorted.
        came: whether it came.
    """

    kind: str
    subject: str
    object: str
    triple: tuple[str, str, str]
    because: tuple[str, ...]
    came: bool

    @property
    def relation(self) -> bool:
        """Whether it is a fact of the vocabulary between things, and not that a thing is there or has a page."""
        return not self.kind.startswith(("a ", "schema:"))


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a build changed.

    Args:
        facts: that came or went, sorted.
        how: path → what became of the write-up: ``was added``, ``changed`` …; those to which nothing happened are
            left out.
        before: how many facts of the vocabulary there were.
    """

    facts: tuple[FactChange, ...] = ()
    how: Mapping[str, str] = field(default_factory=dict)
    before: int = 0

    @property
    def lost(self) -> tuple[FactChange, ...]:
        """Facts that went and did not come back between things of the same names."""
        came = {(fact.kind, fact.subject, fact.object) for fact in self.facts if fact.came}
        return tuple(
            fact
            for fact in self.facts
            if fact.relation
            and not fact.came
            and (fact.kind, fact.subject, fact.object) not in came
            and {self.how.get(path) for path in fact.because} != {LEFT_OUT}
        )

    def too_few(self, share: float | None = None, *, unsure: int = 0, curated: bool = False) -> bool:
        """Say whether so much was lost that it may be a mistake.

        A folder that was not there, a disk that did not answer or a rule pack gone wrong take much of a graph at once;
        editing takes little. A fifth is more than edits of a corpus take, and in a small graph one edit may take more.

        Args:
            share: 0..1, of the facts before, that may be lost; None for a fifth, or half if there were fewer than 50.
            unsure: how many facts were left out on purpose, as not sure enough; they are not counted as lost.
            curated: whether people say something else than before and all else that write-ups are read with is as it
                was; what is lost of files as they were is their doing then.
        """
        if share is None:
            share = _SHARE if self.before >= _FEW else _SHARE_OF_FEW
        untouched = {None, OTHERWISE, LEFT_OUT}
        lost = sum(not curated or not {self.how.get(path) for path in fact.because} <= untouched for fact in self.lost)
        return lost - unsure > share * self.before

    def lines(self) -> list[str]:
        """Return a line for each cause, those with the most facts first."""
        causes: dict[tuple[str, ...], list[FactChange]] = defaultdict(list)
        for fact in self.facts:
            causes[fact.because].append(fact)
        ordered = sorted(causes.items(), key=lambda item: (-len(item[1]), item[0]))
        return [f"{counted(facts)}, because {self.reason(paths)}" for paths, facts in ordered]

    def reason(self, paths: Sequence[str]) -> str:
        """Return what happened to some write-ups, in words."""
        if not paths:
            return "what people or rules say changed"
        told: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            told[self.how.get(path, "")].append(path)
        return " and ".join(
            f"{_listed(some)} {_verb(how or 'is understood otherwise beside the others', len(some))}"
            for how, some in sorted(told.items())
        )


def counted(facts: Iterable[FactChange]) -> str:
    """Return facts counted by kind: ``+3 talks, −1 attendance``."""
    numbers = Counter((fact.kind, fact.came) for fact in facts)
    ordered = sorted(numbers.items(), key=lambda item: (not item[0][1], not item[0][0].startswith("a "), item[0][0]))
    return ", ".join(f"{'+' if came else '−'}{n} {_noun(kind, n)}" for (kind, came), n in ordered)


def _verb(how: str, number: int) -> str:
    if number > 1:
        for one, many in (("was ", "were "), ("is ", "are ")):
            if how.startswith(one):
                return many + how.removeprefix(one)
    return how


def _noun(kind: str, number: int) -> str:
    one, many = _NOUNS.get(kind, (kind.removeprefix("a "), kind.removeprefix("a ")))
    return one if number == 1 else many


def _listed(paths: Sequence[str]) -> str:
    shown = [path if path.isprintable() else ascii(path)[1:-1] for path in paths[:_NAMED]]
    more = len(paths) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def what_became(
    before: Mapping[str, Entry], now: Mapping[str, Entry], failed: Collection[str], passed: Collection[str] = ()
) -> dict[str, str]:
    """Return what happened to each write-up to which anything did.

    Args:
        before: what was written of each.
        now: what is written of each.
        failed: paths, of files and folders, that could not be read this time.
        passed: paths that were left out on purpose.
    """
    gone = {entry.held: path for path, entry in before.items() if path not in now and entry.held}
    how: dict[str, str] = {}
    renamed: dict[str, str] = {}
    for path, entry in now.items():
        old = before.get(path)
        if old is None:
            source = gone.get(entry.held)
            how[path] = f"was renamed from {_listed([source])}" if source else "was added"
            if source:
                renamed[source] = path
        elif old.held and old.held != entry.held:
            how[path] = CHANGED
        elif old.said != entry.said:
            how[path] = OTHERWISE
    for path in before.keys() - now.keys():
        if any(path == fault or path.startswith(f"{fault}/") for fault in failed):
            how[path] = "could not be read this time"
        elif path in passed:
            how[path] = LEFT_OUT
        else:
            how[path] = f"was renamed to {_listed([renamed[path]])}" if path in renamed else "is gone"
    return how


@dataclass(slots=True)
class Comparison:
    """Finds out what changed from one build to the next.

    Args:
        old: the build before; None if there was none.
        new: the build now.
        before: what was written of each write-up before.
        now: what is written of each now.
        base: what the IRIs of entities begin with.
    """

    old: ox.Store | None
    new: ox.Store
    before: Mapping[str, Entry]
    now: Mapping[str, Entry]
    base: str
    _labels: dict[str, str] = field(default_factory=dict)

    def changes(self, turnover: Turnover, how: Mapping[str, str], known: int) -> Changes:
        """Return the facts that came and went, each with its causes.

        Args:
            turnover: what came into the default graph and went from it.
            how: what became of write-ups.
            known: how many facts of the vocabulary there were before.
        """
        facts = []
        for triples, store, entries in ((turnover.came, self.new, self.now), (turnover.went, self.old, self.before)):
            paths = {entry.iri: path for path, entry in entries.items()}
            for triple in triples:
                if store is not None and (kind := _kind(triple)):
                    because = {paths[iri] for iri in self._sources(store, triple) if iri in paths}
                    because = {path for path in because if path in how} or because
                    facts.append(self._fact(triple, kind, tuple(sorted(because)), came=store is self.new))
        return Changes(tuple(sorted(facts)), how, known)

    def _fact(self, triple: ox.Triple, kind: str, because: tuple[str, ...], *, came: bool) -> FactChange:
        subject, predicate, object = triple
        told = "" if kind.startswith("a ") else self._label(object)
        return FactChange(kind, self._label(subject), told, (str(subject), str(predicate), str(object)), because, came)

    def _label(self, thing: object) -> str:
        if not isinstance(thing, ox.NamedNode):
            return thing.value if isinstance(thing, ox.Literal) else str(thing)
        if thing.value not in self._labels:
            quads = (
                quad.object.value
                for store in (self.new, self.old)
                if store is not None
                for quad in store.quads_for_pattern(thing, term("rdfs:label"), None, ox.DefaultGraph())
                if isinstance(quad.object, ox.Literal)
            )
            self._labels[thing.value] = next(quads, curie(thing.value))
        return self._labels[thing.value]

    def _sources(self, store: ox.Store, triple: ox.Triple) -> Iterator[str]:
        """Yield the write-ups that a triple stands in, or from whose facts it follows."""
        inferred = Mint(self.base).inferred
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                if quad.graph_name.value == inferred:
                    yield from _followed(store, ox.NamedNode(statement_iri(inferred, triple)))
                else:
                    yield quad.graph_name.value


def entries_in(store: ox.Store) -> dict[str, Entry]:
    """Return what can be known of the write-ups of a build by itself: their paths and IRIs.

    Args:
        store: the build.
    """
    sources = store.quads_for_pattern(None, term("dcterms:source"), None, ox.DefaultGraph())
    return {
        quad.object.value: Entry(quad.subject.value, "", "", "", "")
        for quad in sources
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def all_of(store: ox.Store, base: str) -> Changes:
    """Return everything that a first build holds, as what came.

    Args:
        store: the build.
        base: what the IRIs of entities begin with.
    """
    now = entries_in(store)
    return Comparison(None, store, {}, now, base).changes(between(None, store), what_became({}, now, ()), 0)


def _followed(store: ox.Store, statement: ox.NamedNode) -> set[str]:
    """Return the write-ups that a statement was derived from."""
    derived, quoted = term("prov:wasDerivedFrom"), term("prov:wasQuotedFrom")
    seen, pending, found = {statement}, [statement], set()
    while pending:
        here = pending.pop()
        for quad in store.quads_for_pattern(here, None, None, None):
            if not isinstance(quad.object, ox.NamedNode):
                continue
            if quad.predicate == quoted:
                found.add(quad.object.value)
            elif quad.predicate == derived and quad.object not in seen:
                seen.add(quad.object)
                pending.append(quad.object)
    return found


def _kind(triple: ox.Triple) -> str:
    """Return under what a triple is counted; "" if it is no fact but a label or the like."""
    predicate, object = triple.predicate, triple.object
    if predicate == _KIND and isinstance(object, ox.NamedNode) and object.value.startswith(_HW):
        return f"a {object.value[len(_HW) :]}"
    if predicate.value.startswith(_HW):
        return predicate.value[len(_HW) :]
    return curie(predicate.value) if predicate in _OTHERS else ""
