"""Readings of an invented community, made by hand, for tests of everything after extraction."""

from __future__ import annotations

from collections.abc import Iterable

from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung


def person(
    name: str, id: str = "", *, local: bool = False, urls: Iterable[str] = (), aliases: Iterable[str] = ()
) -> Entity:
    """Return a person."""
    return Entity(id or name.lower(), ("Person",), name, tuple(sorted(aliases)), tuple(sorted(urls)), local=local)


def thing(kind: str, name: str, id: str = "", *, local: bool = False, aliases: Iterable[str] = ()) -> Entity:
    """Return an entity of one class."""
    return Entity(id or f"{kind}-{name}".lower(), (kind,), name, tuple(sorted(aliases)), local=local)


def fact(
    subject: str, predicate: str, object: str, quote: str = "said so", *, start: int = 0, literal: bool = False
) -> Fact:
    """Return a fact with one quote."""
    place = Evidence(start, start + len(quote), quote, Rung.VERBATIM, "en.test", 0.9)
    return Fact(subject, predicate, object, (place,), literal)


def reading(
    path: str,
    entities: Iterable[Entity] = (),
    facts: Iterable[Fact] = (),
    *,
    title: str = "",
    author: str = "",
    event: str = "",
    date: str = "",
    tags: tuple[str, ...] = (),
) -> Reading:
    """Return a reading."""
    return Reading(
        path=path,
        title=title,
        author=author,
        event=event,
        date=date,
        language="en",
        tags=tags,
        format="markdown",
        encoding="utf-8",
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        facts=tuple(sorted(facts, key=lambda fact: (fact.subject, fact.predicate, fact.object))),
    )


def lanternconf() -> list[Reading]:
    """Return two write-ups of one conference: one by Ada Quill, one by a writer without a name."""
    one = reading(
        "2031/lanternconf.md",
        [
            person("Ada Quill", "ada", urls=["https://ada.example/"]),
            person("Bruno Tallow", "bruno", aliases=["Bruno"]),
            person("Gwen", "gwen", local=True),
            thing("Event", "LanternConf 2031", "conf", aliases=["LanternConf"]),
            thing("Place", "Port Sable", "place"),
            thing("Talk", 'Lamps & "types" <b>', "talk"),
            Entity("tidemark", ("Project", "Tool"), "Tidemark", (), ("https://tidemark.example/a b",)),
            thing("Tool", "C++", "cpp"),
        ],
        [
            fact("ada", "attended", "conf", "I was at LanternConf", start=40),
            fact("bruno", "worksOn", "tidemark", "Bruno Tallow\nhacked on Tidemark", start=70),
            fact("bruno", "presented", "talk", "Lamps, by Bruno", start=120),
            fact("conf", "heldIn", "place", "in Port Sable", start=150),
            fact("conf", "schema:startDate", "2031-05-30", "30 May 2031", start=170, literal=True),
            fact("gwen", "attended", "conf", "Gwen too", start=190),
            fact("talk", "partOf", "conf", "Lamps, by Bruno", start=120),
            fact("talk", "rating", "+1", "(+1)", start=210, literal=True),
            fact("tidemark", "uses", "cpp", "Tidemark\x0b, all C++ \\ é拉😀", start=220),
        ],
        title="LanternConf,\n a report",
        author="ada",
        event="conf",
        date="2031-06-02",
        tags=("lamps", "Été"),
    )
    other = reading(
        "2031/lanternconf.rst",
        [
            person("", "author"),
            person("Bruno TALLOW", "bruno"),
            thing("Event", "LanternConf", "conf"),
            thing("Talk", "Lamps and types", "talk"),
            thing("Tool", "tidemark", "tidemark"),
        ],
        [
            fact("author", "attended", "conf", "we met"),
            fact("bruno", "presented", "talk", "Bruno TALLOW showed", start=10),
            fact("talk", "partOf", "conf", "at LanternConf", start=30),
            fact("talk", "uses", "tidemark", "with tidemark", start=50),
        ],
        author="author",
        event="conf",
        date="2031-06",
    )
    return [one, other]
