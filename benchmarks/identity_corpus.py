"""Made-up write-ups of many people, of which it is known who is who: the readings that `identity.py` resolves.

People have names as frequent as names are, belong to a few communities, and are written of as people are: in full,
without accents, with a typing error, by an initial, a given name or a handle. The same seed gives the same readings.
"""

from __future__ import annotations

import random
import unicodedata
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from itertools import accumulate

from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung

LOCALES = {
    **{"en_US": 3, "en_GB": 2, "fr_FR": 4, "fr_BE": 1, "de_DE": 2, "es_ES": 2},
    **{"it_IT": 1, "nl_NL": 1, "sv_SE": 1, "cs_CZ": 1, "pt_BR": 1, "hr_HR": 1},
}
"""Faker's lists of names, and how many communities of twenty are at home in each: mostly English and French."""
AT_HOME = 0.85
"""Members of a community with a name of its country; the others' are of any."""
RARE = 0.5
"""People with a family name that is on no list of a few hundred: the thousand most frequent ones cover some 40 % of the
people of the United States (census of 2010), fewer of France."""
MENTIONS, MEMBERS, COMMUNITIES = 10, 60, (0.6, 0.3, 0.1)
"""Mentions of a person; members of a community in the mean; shares of people in one, two and three communities."""
WRITTEN_OF = (6, 50, 14)
"""People in a write-up: least, most, and most often; 23 in the mean."""
PROFILES = (("github.com", 0.4), ("twitter.com", 0.3))
"""Sites, and the share of people with a profile there."""
OWN_PAGE = 0.12
"""People with a page of their own."""
SAME_HANDLE = 0.8
"""People who take the same handle on the second site, if it is free."""
CHOSEN = 0.4
"""Handles that are a word of its owner's choosing; the others are made of the name."""
LINKED = 0.12
"""Mentions by full name that link to the person's page or profile: most write-ups link to nobody."""
SAID = 0.04
"""Mentions by full name with the handle beside it."""
PLAIN, REVERSED = 0.3, 0.05
"""Write-ups typed without accents; lists with the family name first."""
TYPING = 0.04
"""Full names with a typing error: some 1 to 3 % of words have one, and a name has two that no dictionary
mends."""
FORMS = {"full": 0.70, "given": 0.13, "ada b": 0.07, "a byron": 0.03, "handle": 0.07}
"""How a person is called."""
WORKS, MEMBER, FAMOUS = 0.3, 0.25, 0.3
"""Mentions with a project, with an organisation; the share of projects that everybody works on."""
EVERYWHERE = ("Python", "Linux", "Django", "Kubernetes", "Firefox", "Debian")

_KEYS = str.maketrans({"ß": "ss", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "œ": "oe"})
_BECAUSE = (Evidence(0, 4, "said", Rung.VERBATIM, "made.up", 0.9),)


@dataclass(slots=True)
class Somebody:
    """A person."""

    given: str
    family: str
    page: str = ""
    handles: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Community:
    """People who meet, at what, for whom and on what they work."""

    home: str
    series: str
    yearly: bool
    organizations: list[str]
    projects: list[str]
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Corpus:
    """Readings, and for each of their people, in order, who it is and how it is written.

    Args:
        readings: in order of their paths.
        who: number of the person of each mention.
        form: place in ``FORMS`` of how each is written.
        namesakes: people with the full name of another, accents left out.
    """

    readings: list[Reading]
    who: array[int]
    form: array[int]
    namesakes: int


class Names:
    """The names of one country, drawn as often as they are borne: the n-th most frequent about 1/n as often."""

    def __init__(self, locale: str, chance: random.Random) -> None:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        self._given, self._given_weights = _ranked(provider.first_names, chance)
        self._family, self._family_weights = _ranked(provider.last_names, chance)
        self._chance = chance
        self._next: dict[str, str] = {}
        for name in self._family:
            for n in range(len(name) + 1):
                before = ("^^" + name)[n : n + 2]
                self._next[before] = self._next.get(before, "") + (name + "$")[n]

    def person(self) -> Somebody:
        """Draw a person."""
        given = self._chance.choices(self._given, cum_weights=self._given_weights)[0]
        if self._chance.random() < RARE:
            return Somebody(given, self.word())
        return Somebody(given, self._chance.choices(self._family, cum_weights=self._family_weights)[0])

    def word(self) -> str:
        """Make a name letter by letter, each as it follows two others in the list of family names."""
        while True:
            made, before = "", "^^"
            while (letter := self._chance.choice(self._next[before])) != "$" and len(made) < 14:
                made, before = made + letter, before[1] + letter
            if len(made) > 4 and made.isalpha():
                return made


def _ranked(names: Sequence[str], chance: random.Random) -> tuple[list[str], list[float]]:
    found = sorted({name for name in names if " " not in name and len(name) > 2})
    chance.shuffle(found)
    return found, list(accumulate(1 / (rank + 10) for rank in range(len(found))))


def make_corpus(mentions: int, seed: int = 4) -> Corpus:
    """Make readings with about so many mentions of a tenth as many people.

    Args:
        mentions: how many.
        seed: another one gives others.
    """
    chance = random.Random(seed)
    names = {locale: Names(locale, chance) for locale in LOCALES}
    people, communities = _society(max(20, mentions // MENTIONS), names, chance)
    readings: list[Reading] = []
    who, form = array("i"), array("b")
    number = 0
    while len(who) < mentions:
        # who has more members is written of more often
        community = communities[chance.randrange(len(communities))]
        if len(community.members) < chance.randrange(4 * MEMBERS):
            continue
        number += 1
        readings.append(_reading(f"{number:06}.md", community, people, chance, who, form))
    count = Counter((plain(one.given), plain(one.family)) for one in people)
    namesakes = sum(number for number in count.values() if number > 1)
    return Corpus(readings, who, form, namesakes)


def _society(
    number: int, names: dict[str, Names], chance: random.Random
) -> tuple[list[Somebody], list[Community]]:
    homes = list(accumulate(LOCALES.values()))
    places = number * sum((n + 1) * share for n, share in enumerate(COMMUNITIES)) / MEMBERS
    communities = []
    for _ in range(max(3, round(places))):
        home = chance.choices(list(LOCALES), cum_weights=homes)[0]
        word = names[home].word
        organizations = [f"{word()} {chance.choice(('Labs', 'Systems', 'University', 'Foundation'))}" for _ in range(3)]
        yearly = chance.random() < 0.5
        series = f"{chance.choice(('Py', 'Open', 'Dev', 'Data'))}{word()}{'Conf' if yearly else ' meetup'}"
        communities.append(Community(home, series, yearly, organizations, [word().lower() for _ in range(3)]))
    # some communities are many times as large as others
    sizes = list(accumulate(chance.paretovariate(1.5) for _ in communities))
    people: list[Somebody] = []
    for n in range(number):
        several = 1 + chance.choices(range(3), COMMUNITIES)[0]
        mine = chance.choices(communities, cum_weights=sizes, k=several)
        home = mine[0].home if chance.random() < AT_HOME else chance.choice(list(LOCALES))
        people.append(names[home].person())
        for community in mine:
            if n not in community.members[-1:]:
                community.members.append(n)
    for one in people:
        if chance.random() < OWN_PAGE:
            one.page = f"https://{plain(one.family).lower()}{chance.randrange(10**6)}.example/"
    for site, share in PROFILES:
        taken: set[str] = set()
        for one in chance.sample(people, round(share * len(people))):
            handle = next(iter(one.handles.values()), "")
            if not handle or handle in taken or chance.random() > SAME_HANDLE:
                handle = _handle(one, names, chance)
            while handle in taken:
                handle += str(chance.randrange(10))
            taken.add(handle)
            one.handles[site] = handle
    return people, [community for community in communities if len(community.members) >= WRITTEN_OF[0]]


def _handle(one: Somebody, names: dict[str, Names], chance: random.Random) -> str:
    if chance.random() < CHOSEN:
        return plain(names[chance.choice(list(LOCALES))].word()).lower()[: chance.randrange(5, 9)]
    given, family = plain(one.given).lower(), plain(one.family).lower()
    return chance.choice((given[0] + family, given + family, family + given[0], f"{given}-{family}", given + family[0]))


def plain(text: str) -> str:
    """Return a text as one types it on a keyboard without accents."""
    folded = unicodedata.normalize("NFKD", text.translate(_KEYS))
    return "".join(letter for letter in folded if letter.isascii() and (letter.isalpha() or letter in "- "))


def _mistyped(text: str, chance: random.Random) -> str:
    """A letter left out, doubled, replaced or changed with the next one; the first one is hardly ever wrong."""
    n = chance.randrange(1, len(text) - 1)
    return chance.choice(
        (
            text[:n] + text[n + 1 :],
            text[:n] + text[n] + text[n:],
            text[:n] + chance.choice("aeioulnrst") + text[n + 1 :],
            text[:n] + text[n + 1] + text[n] + text[n + 2 :],
        )
    )


def _reading(
    path: str,
    community: Community,
    people: Sequence[Somebody],
    chance: random.Random,
    who: array[int],
    form: array[int],
) -> Reading:
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(365 * 12))
    event = Entity("event", ("Event",), f"{community.series} {day.year}" if community.yearly else community.series)
    entities = {"event": event}
    facts = [Fact("event", "schema:startDate", (day - timedelta(days=1)).isoformat(), _BECAUSE, literal=True)]
    there = _present(community, chance)
    givens = Counter(people[n].given for n in there)
    initials = Counter((people[n].given, people[n].family[0]) for n in there)
    accents, turned = chance.random() >= PLAIN, chance.random() < REVERSED
    for place, n in enumerate(there):
        one = people[n]
        way = chance.choices(list(FORMS), FORMS.values())[0]
        if way == "given" and givens[one.given] > 1:
            way = "ada b"  # who writes of two of them tells them apart
        if (way == "ada b" and initials[one.given, one.family[0]] > 1) or (way == "handle" and not one.handles):
            way = "full"
        entity = _person(f"p{place:02}", one, way, accents, turned, chance)
        who.append(n)
        form.append(list(FORMS).index(way))
        entities[entity.id] = entity
        facts.append(Fact(entity.id, "attended", "event", _BECAUSE))
        if chance.random() < WORKS:
            name = chance.choice(EVERYWHERE if chance.random() < FAMOUS else community.projects)
            entities[f"s-{name}"] = Entity(f"s-{name}", ("Project",), name)
            facts.append(Fact(entity.id, "worksOn", f"s-{name}", _BECAUSE))
        if chance.random() < MEMBER:
            name = community.organizations[n % 3]
            entities[f"o-{name}"] = Entity(f"o-{name}", ("Organization",), name)
            facts.append(Fact(entity.id, "memberOf", f"o-{name}", _BECAUSE))
    made = tuple(entities[id] for id in sorted(entities))
    facts.sort(key=lambda fact: (fact.subject, fact.predicate, fact.object))
    return Reading(path, "", "", "event", day.isoformat(), "en", (), "markdown", "utf-8", made, tuple(facts))


def _present(community: Community, chance: random.Random) -> list[int]:
    """Who is written of: a few are nearly always there, most now and then."""
    many = min(len(community.members), round(chance.triangular(*WRITTEN_OF)))
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(community.members))))
    there: dict[int, None] = {}
    while len(there) < many:
        there[chance.choices(community.members, cum_weights=weights)[0]] = None
    return list(there)


def _person(id: str, one: Somebody, way: str, accents: bool, turned: bool, chance: random.Random) -> Entity:
    given, family = (one.given, one.family) if accents else (plain(one.given), plain(one.family))
    handle = next(iter(one.handles.values()), "")
    if way == "handle":
        return Entity(id, ("Person",), f"@{handle}", local=True)
    if way == "given":
        return Entity(id, ("Person",), given, local=True)
    if way == "ada b":
        return Entity(id, ("Person",), f"{given} {family[0]}.", local=True)
    if way == "a byron":
        return Entity(id, ("Person",), f"{given[0]}. {family}")
    if chance.random() < TYPING:
        if chance.random() * (len(given) + len(family)) < len(given):
            given = _mistyped(given, chance)
        else:
            family = _mistyped(family, chance)
    urls: tuple[str, ...] = ()
    if chance.random() < LINKED:
        pages = [f"https://{site}/{name}" for site, name in one.handles.items()] + [one.page] * bool(one.page)
        urls = (chance.choice(pages),) if pages else ()
    aliases = (f"@{handle}",) if handle and chance.random() < SAID else ()
    name = f"{family} {given}" if turned else f"{given} {family}"
    return Entity(id, ("Person",), name, aliases, urls)
