"""The gazetteers: what software, event series, organisations, given names and places are called.

They stand as YAML in ``schema/gazetteers/`` and in two Python packages with data inside; reading those takes seconds,
so ``python -m hallway.schema.gazetteer --compile`` puts all of it into ``schema/generated/``, which is read here.
Matching goes by whole words, without case and accents, the longest name first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from hallway.errors import RulePackError
from hallway.schema.folding import fold

GENERATED = Path(__file__).parent / "generated"
NAMES_FILE = GENERATED / "gazetteers.json"
PLACES_FILE = GENERATED / "names.json"
_COMPILE = "run python -m hallway.schema.gazetteer --compile"

# a word, with the signs of C++ and F# where nothing is glued to them; combining marks keep decomposed accents together
WORD = re.compile(r"(?:[^\W_]++|[\u0300-\u036f]++)++(?:\+\+|[+#](?![\w+#]))?")
_DIGIT = re.compile(r"\d")
_DIGITS_AFTER = re.compile(r"^(.*?[^\W\d_]{3})\d+$")
_ADDRESS = re.compile(
    r"^\W*(?:[a-z][a-z0-9+.-]{1,12}://|mailto:|www\.|~?/|[A-Za-z]:\\)|@[\w-]+\.[a-z]|"
    r"^\W*(?:[\w-]{1,63}\.){1,6}(?:org|com|net|edu|gov|info|fr|de|eu|uk|us|io|be|ch|ca|it|es|nl|pl|cz|se|ru|jp|au|nz|co|me)(?![\w-])"
)
_REACH = 160  # characters of one unbroken word that are looked at around a match
# what may stand beside a hyphen and leave a name what it is: "Zope-based", "non-Python"
_AFTER_HYPHEN = re.compile(
    r"(?:aware|based|centric|compatible|compliant|driven|enabled|fans?|flavou?red|focus+ed|friendly|fu|integration|like|"
    r"only|oriented|powered|related|savvy|side|specific|style|themed|users?)$"
)
_BEFORE_HYPHEN = re.compile(r"(?:all|anti|ex|mini|mono|multi|non|post|pre|pro|pré|pseudo|pur|quasi|semi)$")
_WORD_END = re.compile(r"[^\W_]+$")
_UNBROKEN = re.compile(r"\S*")
_UNBROKEN_LEFT = re.compile(r"\S*$")
_JOINTS = frozenset({"", "-", ".", "'", "’", "/", "&", "–", "·", ":", "::"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a gazetteer knows.

    Args:
        name: as its owners write it.
        kind: software: ``software``, ``language``, ``service``, ``protocol``, ``format``, ``standard``, ``os``;
            organisations: ``company``, ``foundation`` …; event series: ``conference``, ``sprint`` …
        aliases: other spellings and short forms.
        homepage: its own page.
        ambiguous: whether running text also uses the name for something else, so that a match needs support.
        also: what else the name often means: ``tool``, ``organization``, ``person``.
        about: event series: what they are about; software: the language whose world it belongs to.
    """

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    homepage: str | None = None
    ambiguous: bool = False
    also: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text names an entry: ``text[start:end]``, versions left out."""

    start: int
    end: int
    entry: Entry


class Words:
    """A text cut into words, to be held against several lexicons.

    Args:
        text: any text.

    Attributes:
        folded: each word, folded.
        distinct: each of them once.
        numbered: the indexes of those that end in a number (``python3``).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = list(map(fold, WORD.findall(text)))
        self.distinct = frozenset(self.folded)
        self.numbered = {
            at for at, word in enumerate(self.folded) if word[-1:].isdigit() and not word.isdigit()
        } if _DIGIT.search(text) else set()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """``(start, end)`` of each word."""
        return [match.span() for match in WORD.finditer(self.text)]


class Lexicon:
    """Names of one sort, found in a text or looked up.

    Args:
        entries: what it knows.
        keys: folded spelling → ``(number of the entry, spelling as written, rule)``; the rule is ``""`` where case does
            not matter, ``"exact"`` where only this spelling counts, and ``"capitals"`` for a spelling in two words of a
            name written in one (Elastic Search), which counts where each word has a capital.

    >>> known = Lexicon([Entry("Node.js"), Entry("Node")], {"node js": [(0, "Node.js", "")], "node": [(1, "Node", "")]})
    >>> [(m.start, m.end, m.entry.name) for m in known.find("node.js 20, node_modules and Node")]
    [(0, 7, 'Node.js'), (29, 33, 'Node')]
    """

    def __init__(self, entries: Sequence[Entry], keys: Mapping[str, Sequence[Sequence[Any]]]) -> None:
        self.entries = tuple(entries)
        self._keys = keys
        longest: dict[str, dict[str, int]] = {}
        for key in keys:
            first, _, rest = key.partition(" ")
            second = rest.partition(" ")[0]
            after = longest.setdefault(first, {})
            after[second] = max(after.get(second, 0), rest.count(" ") + 2 if rest else 1)
        self._longest = longest  # first word → second word, "" for none → words of the longest name that begins so

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, name: str) -> Entry | None:
        """Return the entry of a name or alias, None if there is none; case matters only where it sets names apart."""
        key = fold(name)
        spellings = self._keys.get(key) or (self._keys.get(key.replace(" ", "")) if " " in key else None)
        return self._chosen(spellings, name.strip()) if spellings else None

    def find(self, text: str | Words) -> list[Match]:
        """Return where a text names entries: whole words, the longest first, none overlapping, in order.

        Parts of addresses, paths, handles and package names written with hyphens (the ``django`` of ``django-foo``) do
        not count. Takes time linear in the text, which is cut into words only once where ``Words`` are given.
        """
        found: list[Match] = []
        words = text if isinstance(text, Words) else Words(text)
        openings = self._longest.keys() & words.distinct
        if not openings and not words.numbered:
            return found
        longest, folded, text = self._longest, words.folded, words.text
        free = 0  # index of the first word that no match has taken
        for at in [at for at, word in enumerate(folded) if word in openings or at in words.numbered]:
            if at < free:
                continue
            first = folded[at]
            after = longest.get(first)
            if after is None:
                if match := self._numbered(text, words.spans[at], first):
                    found.append(match)
                continue
            most = after.get(folded[at + 1], 1) if at + 1 < len(folded) else 1
            if most == 1 and "" not in after:
                continue
            for count in range(min(most, len(folded) - at), 0, -1):
                spellings = self._keys.get(first if count == 1 else " ".join(folded[at : at + count]))
                if spellings is None:
                    continue
                start, end = words.spans[at][0], words.spans[at + count - 1][1]
                if count > 1 and not _joined(text, words.spans[at : at + count]):
                    continue
                entry = self._chosen(spellings, text[start:end])
                if entry is not None and _stands_alone(text, start, end):
                    found.append(Match(start, end, entry))
                    free = at + count
                    break
        return found

    def _numbered(self, text: str, span: tuple[int, int], folded: str) -> Match | None:
        """Match a name with a version glued to it (``python3``, ``Django1``)."""
        bare = _DIGITS_AFTER.match(folded)
        if bare is None or bare.group(1) not in self._keys:
            return None
        start = span[0]
        end = start + len(text[slice(*span)].rstrip("0123456789"))
        entry = self._chosen(self._keys[bare.group(1)], text[start:end])
        if entry is None or entry.ambiguous or not _stands_alone(text, start, span[1]):
            return None
        return Match(start, end, entry)

    def _chosen(self, spellings: Sequence[Sequence[Any]], written: str) -> Entry | None:
        chosen: Entry | None = None
        for number, spelling, rule in spellings:
            entry: Entry = self.entries[number]
            if spelling == written:
                return entry
            if chosen is None and (rule == "" or (rule == "capitals" and _capitalised(written))):
                chosen = entry
        return chosen


def _capitalised(written: str) -> bool:
    return all(word.group()[0].isupper() for word in WORD.finditer(written))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but a blank or a joining sign stands between words that make a name."""
    for (_, end), (start, _) in pairwise(spans):
        between = text[end:start]
        sign = between.strip()
        # ". " and ": " end a sentence or a clause and join nothing
        if len(between) > 3 or sign not in _JOINTS or (sign in (".", ":") and between != sign):
            return False
    return True


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a name of its own and no part of an address, path, handle or longer identifier."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isspace() and (after.isspace() or after in ",;:!?)"):
        return True
    if before in "@$%\\_~." or after in "_\\@":
        return False
    if end - start == 1 and after in "'’":
        return False  # French "C'est", not the language
    if before == "/" and (start == 1 or text[start - 2].isspace() or text[start - 2] in "/.~:"):
        return False
    following = text[end + 1] if end + 1 < len(text) else " "
    if after == "." and following.isalpha() and following.islower():
        return False
    if (after == "(" and following == ")") or (after == "=" and following not in "= "):
        return False
    if before == "-" or after == "-":
        return not _is_package(text, start, end)
    return not _in_address(text, start, end)


def _is_package(text: str, start: int, end: int) -> bool:
    """Whether a hyphen makes the name a part of another, as in ``django-foo`` or ``foo-django``."""
    if text[start].islower():
        after = WORD.match(text, end + 1) if text[end : end + 1] == "-" else None
        if after and after.group() == after.group().lower() and not _AFTER_HYPHEN.match(after.group()):
            return True
        before = _WORD_END.search(text[max(0, start - 41) : start - 1]) if start and text[start - 1] == "-" else None
        if before and before.group().islower() and not _BEFORE_HYPHEN.match(before.group()):
            return True
    return _in_address(text, start, end)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the match stands inside an address (``python.org``) and is not the whole of it (``crates.io``)."""
    left = _UNBROKEN_LEFT.search(text[max(0, start - _REACH) : start])
    right = _UNBROKEN.match(text, end, end + _REACH)
    before = left.group() if left else ""
    address = _ADDRESS.search(before + text[start:end] + (right.group() if right else ""))
    if address is None:
        return False
    i, j = len(before), len(before) + end - start
    return not (i <= address.start() and address.end() <= j)


class Gazetteers:
    """Everything that the gazetteers know.

    Args:
        technologies: software, languages, services, protocols, formats, standards, operating systems.
        event_series: conferences, meetups, sprints and camps that come again.
        organizations: companies, foundations, universities, associations, user groups.
        words: closed classes of words, name → language → words.
        given: given names, folded; ``doubtful`` those that are also common words.
        cities: folded; ``doubtful_cities`` those that are also words or given names.
        countries: folded.
    """

    def __init__(
        self,
        *,
        technologies: Lexicon,
        event_series: Lexicon,
        organizations: Lexicon,
        words: Mapping[str, Mapping[str, Sequence[str]]],
        given: frozenset[str],
        doubtful: frozenset[str],
        cities: frozenset[str],
        doubtful_cities: frozenset[str],
        countries: frozenset[str],
        common: frozenset[str],
    ) -> None:
        self.technologies = technologies
        self.event_series = event_series
        self.organizations = organizations
        self._words = words
        self._given = given
        self._doubtful = doubtful
        self._cities = cities
        self._doubtful_cities = doubtful_cities
        self._countries = countries
        self._common = common

    def words(self, name: str, language: str = "") -> frozenset[str]:
        """Return a closed class of words, such as ``event_nouns``, in one language or in all.

        Raises:
            RulePackError: no such class.
        """
        if name not in self._words:
            raise RulePackError(f"no list of words {name!r}", hint="there are " + ", ".join(sorted(self._words)))
        lists = self._words[name]
        return frozenset(word for key, words in lists.items() if language in ("", key) for word in words)

    def is_first_name(self, word: str) -> bool:
        """Whether a capitalised word is a given name and hardly anything else; each part of a hyphenated one must be.

        >>> known = gazetteers()
        >>> known.is_first_name("Jean-Baptiste"), known.is_first_name("will"), known.is_first_name("Will")
        (True, False, False)
        """
        return _starts_upper(word) and _all_in(word, self._given)

    def is_doubtful_first_name(self, word: str) -> bool:
        """Whether a capitalised word is a given name that is a common word as well (Will, April, Rose)."""
        return _starts_upper(word) and fold(word) in self._doubtful

    def is_common_word(self, word: str) -> bool:
        """Whether a word is far more often a word than a name, in English or French ("pas", "play", "vue")."""
        return word.casefold() in self._common

    def is_city(self, name: str) -> bool:
        """Whether a capitalised name is that of a city, in English, French or its own language."""
        return _starts_upper(name) and fold(name) in self._cities

    def is_doubtful_city(self, name: str) -> bool:
        """Whether a city's name is also a common word or a given name (Nice, Reading, Florence)."""
        return self.is_city(name) and fold(name) in self._doubtful_cities

    def is_country(self, name: str) -> bool:
        """Whether a capitalised name is that of a country, in English or French."""
        return _starts_upper(name) and fold(name) in self._countries


def _starts_upper(text: str) -> bool:
    return text[:1].isupper()


def _all_in(word: str, names: frozenset[str]) -> bool:
    key = fold(word)
    return key in names or ("-" in word and all(part in names for part in key.split()))


@lru_cache(maxsize=1)
def gazetteers() -> Gazetteers:
    """Return all gazetteers, read once.

    Raises:
        RulePackError: the compiled files are missing or damaged.
    """
    names, places = _read(NAMES_FILE), _read(PLACES_FILE)
    try:
        return Gazetteers(
            technologies=_lexicon(names["lexicons"]["technologies"]),
            event_series=_lexicon(names["lexicons"]["event_series"]),
            organizations=_lexicon(names["lexicons"]["organizations"]),
            words=names["words"],
            given=frozenset(places["given"]),
            doubtful=frozenset(places["doubtful"]),
            cities=frozenset(places["cities"]),
            doubtful_cities=frozenset(places["doubtful_cities"]),
            countries=frozenset(places["countries"]),
            common=frozenset(places["common"]),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise RulePackError(f"unexpected content: {error!r}", path=str(NAMES_FILE), hint=_COMPILE) from error


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise RulePackError("missing or damaged", path=str(path), hint=_COMPILE) from error


def _lexicon(data: Mapping[str, Any]) -> Lexicon:
    entries = [
        Entry(
            record["name"],
            record.get("kind", ""),
            tuple(record.get("aliases", ())),
            record.get("homepage"),
            record.get("ambiguous", False),
            tuple(record.get("also", ())),
            record.get("about", ""),
        )
        for record in data["entries"]
    ]
    return Lexicon(entries, data["keys"])


if __name__ == "__main__":
    import sys

    from hallway.schema.gazetteer_source import main

    sys.exit(main(sys.argv[1:]))
