"""Shapes of people's names: what a full name, an initialled one and a handle look like."""

from __future__ import annotations

import re

from hallway.schema.gazetteer import gazetteers

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĘĚĞĢĪĶŁĻŃŅŇŐŒŘŚŠŞŢŤŪŮŰŹŻŽΑ-ΩА-Я"
LOWER = "a-zßà-öø-ÿāăąćĉčďđēęěğģīıķłļńņňőœřśšşţťūůűźżžα-ωа-я"

# small letters are taken whole (``++``): what begins after a name never begins within a word, so giving some back is vain
_WORD = rf"[{UPPER}](?:[{LOWER}]++|[’'][{UPPER}][{LOWER}]++)(?:[{UPPER}][{LOWER}]++)?(?:-[{UPPER}{LOWER}][{LOWER}]++){{0,3}}"
_FIRST = rf"{_WORD}"
_INITIAL = rf"[{UPPER}](?:\.-?[{UPPER}]){{0,3}}\.?(?![{LOWER}{UPPER}])"
_PARTICLE = r"(?:d[’']|de la|de las|de los|de|del|della|den|der|di|do|dos|da|du|van der|van den|van de|van|von der|von|zu|ter|ten|le|la|el|al|bin|ibn|y|e|af)"
_LAST = rf"(?:{_PARTICLE}\s+)?(?:d[’']|(?:[{UPPER}]\.){{1,2}}(?=[{UPPER}]))?{_WORD}|(?:(?:LE|LA|DE|DU|EL|VAN)[^\S\n]+)?[{UPPER}]{{3,}}(?:-[{UPPER}]{{2,}})*|[{UPPER}](?:\.[{UPPER}]){{1,2}}(?![\w.])"

_NICK = r"(?:[^\S\n]+[\"“«‘'][^\"“”«»‘’'\n]{2,20}[\"”»’'])?"
FULL = re.compile(
    rf"{_FIRST}(?:[^\S\n]+{_INITIAL}|[^\S\n]+{_WORD}){{0,2}}{_NICK}[^\S\n]+(?:{_LAST})(?![{LOWER}])|(?:{_INITIAL}[^\S\n]+){{1,3}}(?:{_WORD}[^\S\n]+)?(?:{_LAST})(?![{LOWER}])"
)
"""A first name and a last one, with what may stand between, on one line."""

INITIALLED = re.compile(rf"(?<![\w.]){_FIRST}\s+[{UPPER}]\.?(?!\w)")
"""A first name and an initial: ``Mathieu F.``"""

SINGLE = re.compile(rf"(?<![\w@#/.-]){_WORD}(?![\w@/-])")
"""One capitalised word."""

HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_][\w-]{1,38})(?![\w@.]*@)")
"""``@natim``; not part of an e-mail address."""

HONORIFIC = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|M|Mme|Mlle|Herr|Frau|Sr|Sra)\.?\s+(?=[A-ZÀ-Þ])")

_LETTER = re.compile(rf"[{UPPER}]\.")  # "A. Byron" holds no article
_LONE = re.compile(rf"^(?:{_WORD}|[{LOWER}][\w-]{{1,20}}|[\w-]{{2,20}})$")
_SPLIT = re.compile(r"\s*(?:,|;|/|&|\band\b|\bet\b|\bund\b|\by\b|\be\b|\+|\n)\s*")


def looks_full(text: str) -> bool:
    """Whether a text is shaped as a full name ("Ada Example", "J. van Dyk") and its words are no known terms.

    >>> looks_full("Ada Lovelace"), looks_full("Continuous Integration")
    (True, False)
    """
    text = HONORIFIC.sub("", text.strip())
    if not FULL.fullmatch(text):
        return False
    known = gazetteers()
    if known.organizations.get(text) is not None or known.event_series.get(text) is not None:
        return False
    if given(re.split(r"[\s.]", text)[0]):
        return True
    words = text.split()
    if any(word.casefold().strip(".") in COMMON and not _LETTER.fullmatch(word) for word in words):
        return False
    return known.technologies.get(text) is None and known.organizations.get(text) is None and not known.is_city(text)


def starts_with_first_name(text: str) -> bool:
    """Whether a text is shaped as a full name and begins with a known given name."""
    text = HONORIFIC.sub("", text.strip())
    return bool(FULL.fullmatch(text)) and given(re.split(r"\s", text)[0])


def given(word: str) -> bool:
    """Whether a word before a last name is a given name, even one that is a common word too ("Will", "Ada")."""
    known = gazetteers()
    return known.is_first_name(word) or known.is_doubtful_first_name(word) or known.is_first_name(word.split("-")[0])


def looks_single(text: str) -> bool:
    """Whether a text is a lone given name or an initialled one."""
    text = text.strip()
    if INITIALLED.fullmatch(text):
        return True
    return bool(SINGLE.fullmatch(text)) and gazetteers().is_first_name(text.split("-")[0])


def looks_listed(text: str) -> bool:
    """Whether a text could be an entry of an attendance list: a name, a lone first name, or a handle."""
    return bool(FULL.fullmatch(text) or INITIALLED.fullmatch(text) or _LONE.fullmatch(text) or HANDLE.fullmatch(text))


def split_names(text: str) -> list[tuple[int, int]]:
    """Split a list of names at its separators.

    Args:
        text: such as ``"Ada Byron, Bob et Chloé"``.

    Returns:
        ``(i, j)`` of each part, trimmed, empty ones left out.
    """
    found, at, depth_cut = [], 0, 0
    for separator in _SPLIT.finditer(text):
        # a bracket keeps what it holds together: "Ada (Acme, Inc.)"
        if text.count("(", depth_cut, separator.start()) > text.count(")", depth_cut, separator.start()):
            continue
        found.append((at, separator.start()))
        at = depth_cut = separator.end()
    found.append((at, len(text)))
    trimmed = []
    for i, j in found:
        part = text[i:j]
        i += len(part) - len(part.lstrip())
        part = part.strip().rstrip(".") if not INITIALLED.fullmatch(part.strip()) else part.strip()
        if part:
            trimmed.append((i, i + len(part)))
    return trimmed


COMMON = frozenset(
    # Words that stand capitalised in titles and headings and are no part of a name.
    """the a an of in on for with and or to from by at as is are be it its this that these those my our your his her their we you
    they he she i how what why when where who which new open source free software web data api apis day days talk talks keynote
    keynotes session sessions workshop workshops sprint sprints tutorial tutorials conference meeting meetings meetup hackathon
    barcamp summit report notes minutes summary introduction intro overview welcome closing opening lightning panel discussion
    group groups community project projects team users user developer developers development continuous integration delivery
    deployment testing tests test performance security machine learning deep big cloud native server client mobile desktop
    game games language languages programming code coding design patterns pattern framework frameworks library libraries tool
    tools system systems network networks database databases service services application applications app apps interface
    le la les un une des du de d en et ou à au aux pour par sur dans avec sans ce cet cette ces mon ma mes notre nos votre vos son sa ses
    leur leurs nous vous ils elles il elle je on qui que quoi dont où quand comment pourquoi nouveau nouvelle nouveaux logiciel libre
    logiciels libres journée journées conférence conférences présentation atelier ateliers réunion compte rendu introduction retour
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre next last first second third final main other more less best good great thanks thank hello hi
    puis ensuite alors enfin hier demain bref donc mais car ainsi cependant lorsque depuis pendant après avant selon voici voilà
    merci bonjour year week month today tomorrow yesterday here there now also but not no yes all some any each every one two
    three four five about after before during since until while if then so because just only very much many few most
    north south east west central united national international global world european american french german english british
    university institute foundation center centre college school department office street road avenue square park hall room
    building house bridge station airport hotel""".split()
)
"""Words that make a capitalised sequence unlikely to be a person's name."""
