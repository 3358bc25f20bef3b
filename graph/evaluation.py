"""How well a graph agrees with gold graphs, write-up by write-up: precision, recall, F1, and every error.

An entity is found when one of its names or its page is gold's, or, for talks and events, when their names' token sets
agree to 90 %; entities are paired one to one within a group of classes. A relation is right when both ends are paired
and gold says it or it follows from gold; it is found when it is said or follows from what is said. What follows:
``presented`` and ``partOf`` give ``attended``, attendance passes up ``partOf``, and ``partOf`` is transitive.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from hallway.errors import SourceError, WriteUpError

if TYPE_CHECKING:
    import pyoxigraph

_HW = "https://w3id.org/hallway/vocab#"
_GROUPS = {
    "Person": "Person", "Event": "Event", "Talk": "Talk", "Project": "Software", "Tool": "Software",
    "Organization": "Organization", "Place": "Place",
}  # fmt: skip
RELATIONS = (
    "attended", "willAttend", "organized", "sponsored", "presented", "attendedTalk", "partOf", "heldIn", "worksOn",
    "develops", "uses", "memberOf",
)  # fmt: skip
_AMBIENT = frozenset({"python"})
_FUZZY = frozenset({"Talk", "Event"})
_ALIKE = 90

Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Thing:
    """One entity to be paired: its group, folded names and folded pages."""

    group: str
    names: frozenset[str]
    urls: frozenset[str]


@dataclass(frozen=True)
class Annotation:
    """The entities and relations of one write-up, from gold or from a graph."""

    things: Mapping[str, Thing]
    relations: frozenset[Triple]
    author: str

    @staticmethod
    def of(things: Mapping[str, Thing], relations: Iterable[Triple], author: str) -> Annotation:
        """Leave out what is ambient everywhere (bare "Python") and relations to it."""
        kept = {i: t for i, t in things.items() if not (t.names and t.names <= _AMBIENT)}
        return Annotation(kept, frozenset(r for r in relations if r[0] in kept and r[2] in kept), author)


@dataclass
class Count:
    """How often something was rightly said, wrongly said, found, and missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.wrong += other.wrong
        self.found += other.found
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, order=True)
class Mistake:
    """Something missed or invented: an entity (``relation`` is "") or a relation."""

    document: str
    kind: str
    what: str
    subject: str
    object: str = ""


@dataclass
class Evaluation:
    """Scores of a graph against gold.

    Attributes:
        entities: count for each group of classes.
        relations: count for each relation.
        by_document: (entities, relations) of each write-up.
        by_language: the same for each language of gold.
        absent: gold documents that the graph does not hold.
        mistakes: all that was missed or invented.
    """

    entities: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    relations: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_document: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    by_language: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def total_entities(self) -> Count:
        """Count over all groups."""
        return _sum(self.entities.values())

    @property
    def total_relations(self) -> Count:
        """Count over all relations."""
        return _sum(self.relations.values())


def fold_name(text: str) -> str:
    """Fold a name to what the score compares: ASCII letters, digits, ``+`` and ``#``.

    >>> fold_name("Élie  Bouttier!")
    'elie bouttier'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9+#]+", " ", plain).strip()


def _fold_url(text: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", text.strip().casefold()).rstrip("/")


def read_gold(path: Path) -> tuple[str, str, Annotation]:
    """Read one gold file.

    Args:
        path: a YAML file with ``document``, ``meta``, ``entities`` and ``relations``.

    Returns:
        The document's file name, its language, and its annotation.

    Raises:
        WriteUpError: the file is not in the gold format.
    """
    try:
        data: Any = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        things = {}
        for item in data["entities"]:
            names = {fold_name(str(n)) for n in [item.get("name"), *(item.get("aliases") or [])] if n} - {""}
            url = item.get("url") or []
            urls = frozenset(_fold_url(u) for u in ([url] if isinstance(url, str) else url))
            things[str(item["id"])] = Thing(_GROUPS[item["type"]], frozenset(names), urls)
        relations = [(str(r["s"]), str(r["p"]), str(r["o"])) for r in data["relations"]]
        return str(data["document"]), str(data["meta"]["language"]), Annotation.of(things, relations, "author")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise WriteUpError("this gold file is no YAML", path=str(path), line=mark.line + 1 if mark else 0) from None
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise WriteUpError(f"not a gold file: {type(error).__name__} {error}", path=str(path)) from None


def read_graph(store: pyoxigraph.Store) -> dict[str, Annotation]:
    """Read what each write-up's own graph says.

    Args:
        store: an open graph.

    Returns:
        The annotation of each write-up, by its file name without folders.
    """
    import pyoxigraph as ox

    term = ox.NamedNode
    dcterms, rdf = "http://purl.org/dc/terms/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    label = term("http://www.w3.org/2000/01/rdf-schema#label")
    alias = term("http://www.w3.org/2004/02/skos/core#altLabel")
    found: dict[str, Annotation] = {}
    sources = store.quads_for_pattern(None, term(f"{dcterms}source"), None, None)
    for quad in sorted(sources, key=lambda q: str(q.graph_name)):
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph) or quad.subject != graph:
            continue
        things: dict[str, Thing] = {}
        types = store.quads_for_pattern(None, term(f"{rdf}type"), None, graph)
        for typed in sorted(types, key=lambda q: (str(q.subject), str(q.object))):
            kind = getattr(typed.object, "value", "").removeprefix(_HW)
            name = getattr(typed.subject, "value", "")
            if kind not in _GROUPS or name in things:
                continue
            texts = [q.object for p in (label, alias) for q in store.quads_for_pattern(typed.subject, p, None, graph)]
            pages = store.quads_for_pattern(typed.subject, term("https://schema.org/url"), None, graph)
            things[name] = Thing(
                _GROUPS[kind],
                frozenset(fold_name(t.value) for t in texts if isinstance(t, ox.Literal)) - {""},
                frozenset(_fold_url(getattr(q.object, "value", "")) for q in pages),
            )
        relations = [
            (getattr(q.subject, "value", ""), p, getattr(q.object, "value", ""))
            for p in RELATIONS
            for q in store.quads_for_pattern(None, term(_HW + p), None, graph)
        ]
        authors = store.quads_for_pattern(graph, term(f"{dcterms}creator"), None, graph)
        creators = sorted(getattr(q.object, "value", "") for q in authors)
        source = quad.object.value if isinstance(quad.object, ox.Literal) else ""
        found[source.rsplit("/", 1)[-1]] = Annotation.of(things, relations, creators[0] if creators else "")
    return found


def _closure(relations: Iterable[Triple]) -> set[Triple]:
    facts = set(relations)
    while True:
        wider: dict[str, set[str]] = defaultdict(set)
        for s, p, o in facts:
            if p == "partOf":
                wider[s].add(o)
        new = set()
        for s, p, o in facts:
            if p in ("partOf", "attended", "willAttend"):
                new |= {(s, p, up) for up in wider[o]}
            elif p == "presented":
                new |= {(s, "attended", up) for up in wider[o]}
        if new <= facts:
            return facts
        facts |= new


def _likeness(gold: Thing, said: Thing, authors: bool) -> float:
    from rapidfuzz import fuzz

    if gold.group != said.group:
        return 0
    if authors:
        return 101
    if gold.names & said.names:
        return 100
    if gold.urls & said.urls:
        return 99
    if gold.group not in _FUZZY:
        return 0
    long = [(a, b) for a in gold.names for b in said.names if min(len(a), len(b)) > 3]
    best = max((fuzz.token_set_ratio(a, b) for a, b in long), default=0.0)
    return best if best >= _ALIKE else 0


def _pairs(gold: Annotation, said: Annotation) -> dict[str, str]:
    """Pair entities one to one, the likest first; said id → gold id."""
    ranked = sorted(
        (-_likeness(g, s, i == gold.author and j == said.author), i, j)
        for i, g in gold.things.items()
        for j, s in said.things.items()
    )
    paired: dict[str, str] = {}
    used = set()
    for score, i, j in ranked:
        if score < 0 and j not in paired and i not in used:
            paired[j] = i
            used.add(i)
    return paired


def _score(document: str, gold: Annotation, said: Annotation, into: Evaluation) -> tuple[Count, Count]:
    paired = _pairs(gold, said)
    hit = set(paired.values())
    entities: dict[str, Count] = defaultdict(Count)
    relations: dict[str, Count] = defaultdict(Count)

    def called(annotation: Annotation, i: str) -> str:
        return "/".join(sorted(annotation.things[i].names)) or "author"

    for i, thing in gold.things.items():
        if i in hit:
            entities[thing.group].found += 1
        else:
            entities[thing.group].missed += 1
            into.mistakes.append(Mistake(document, "missed", thing.group, called(gold, i)))
    for i, thing in said.things.items():
        if i in paired:
            entities[thing.group].right += 1
        else:
            entities[thing.group].wrong += 1
            into.mistakes.append(Mistake(document, "invented", thing.group, called(said, i)))
    true = _closure(gold.relations)
    for s, p, o in said.relations:
        if (paired.get(s), p, paired.get(o)) in true:
            relations[p].right += 1
        else:
            relations[p].wrong += 1
            into.mistakes.append(Mistake(document, "invented", p, called(said, s), called(said, o)))
    told = {(paired.get(s), p, paired.get(o)) for s, p, o in _closure(said.relations)}
    for s, p, o in gold.relations:
        if (s, p, o) in told:
            relations[p].found += 1
        else:
            relations[p].missed += 1
            into.mistakes.append(Mistake(document, "missed", p, called(gold, s), called(gold, o)))
    for name, count in entities.items():
        into.entities[name].add(count)
    for name, count in relations.items():
        into.relations[name].add(count)
    return _sum(entities.values()), _sum(relations.values())


def evaluate(store: pyoxigraph.Store, gold: Path) -> Evaluation:
    """Score a graph against a folder of gold files.

    Args:
        store: an open graph; each write-up's own graph is scored.
        gold: folder of YAML files.

    Returns:
        The scores and every mistake, sorted.

    Raises:
        SourceError: there are no gold files in that folder.
        WriteUpError: a file there is not in the gold format.
    """
    files = sorted(gold.glob("*.yaml"))
    if not files:
        raise SourceError("no gold files (*.yaml) there", path=str(gold))
    said = read_graph(store)
    result = Evaluation()
    for path in files:
        document, language, annotation = read_gold(path)
        mine = said.get(document)
        if mine is None:
            result.absent.append(document)
            mine = Annotation({}, frozenset(), "")
        counts = _score(document, annotation, mine, result)
        result.by_document[document] = counts
        sums = result.by_language.setdefault(language, (Count(), Count()))
        sums[0].add(counts[0])
        sums[1].add(counts[1])
    result.mistakes.sort()
    return result


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count)
    return total


def rows(result: Evaluation) -> Iterator[tuple[str, Count]]:
    """Yield a name and a count for each line of a report, the two totals last."""
    yield from sorted(result.entities.items())
    yield from sorted(result.relations.items())
    for language, (entities, relations) in sorted(result.by_language.items()):
        yield f"[{language}] entities", entities
        yield f"[{language}] relations", relations
    yield "ENTITIES", result.total_entities
    yield "RELATIONS", result.total_relations


__all__ = ["Annotation", "Count", "Evaluation", "Mistake", "evaluate", "read_gold", "read_graph", "rows"]
