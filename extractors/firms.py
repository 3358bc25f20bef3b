"""Shapes of organisations' names: what a name in an employer's place may be, and names that say what they are."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.names import LOWER, UPPER
from hallway.extractors.words import is_common
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_TOKEN = rf"(?:[{UPPER}][\w&+’'-]{{0,40}}(?:\.(?=\w)[\w&+’'-]{{0,40}}){{0,5}}!?|\d\w{{0,8}}[{UPPER}]\w{{0,20}})"
NAME = rf"(?:{_TOKEN}(?:\s+(?:(?:of|for|de)\s+)?(?:the\s+)?{_TOKEN}){{0,4}})"
"""One to five capitalised words; numbers only with a capital inside (``3D``)."""

LIST = rf"{NAME}(?:(?:\s*,\s*(?:and\s+|et\s+|und\s+)?|\s+(?:and|et|&|und|y|e|as well as|ainsi que)\s+)(?:the\s+|les?\s+|la\s+|l[’'])?{NAME}){{0,15}}"
"""Several of them in a row."""

_SUFFIX = (
    r"(?:Inc\.?|Ltd\.?|LLC|GmbH|mbH|AG|e\.\s?V\.|SARL|SAS|S\.A\.|S\.p\.A\.|S\.r\.l\.|BV|B\.V\.|Corp\.?|Corporation|Company|Foundation|Fondation|Stiftung|University|Universit[éä]t?"
    r"|Universit[àe]|Institut[eo]?|College|School|Hochschule|Society|Association|Alliance|Consortium|Labs?|Laborator(?:y|ies)|Technologies|Solutions|Consulting|Services|Academy|Council|Agency|Ministry"
    r"|Museum|Hackerspace|Hackspace|Makerspace|Fab[Ll]ab|Research Cent(?:er|re)|Media Cent(?:er|re)|Federation|Cooperative|Trust|Government|Airlines|Bank|Magazine|School District"
    r"|Users?[’']? Group|[Uu]ser(?:[’']?s|s[’'])? [Gg]roup|[Uu]sergroup|Developers? Group|Working Group|Interest Group|Task Force|Workgroup|Committee|Board of Directors|Board|Steering Committee"
    r"|Mongers|[JLPR]UG|UG|WG|SIG|PSC|[Tt]eam|Girls|Ladies)"
)
_WORDS = rf"(?:(?>{_TOKEN})\s+(?:(?:of|for|and|&|de)\s+(?:the\s+)?)?){{1,5}}"
SUFFIXED = CuedPattern(
    rf"(?<![\w@/.-])(?:{_WORDS}{_SUFFIX}|{_TOKEN}(?:\s+{_TOKEN}){{0,3}},\s+(?:Inc|Ltd|LLC)\.?)(?![\w-])(?:\s+of\s+(?:the\s+)?{_TOKEN}(?:\s+{_TOKEN})?)?"
)
"""``Foo Foundation``, ``Foo e.V.``, ``Foo User Group``."""

_PREFIX = (
    r"(?:Universit(?:y|é|ät|à|at)|Universidad|Universidade|Institut[eo]?|College|School|Fondation|Foundation|Fundación|École|Ecole|école|Lycée|Collège|IUT|Ministère|ministère|Ministry|Mairie"
    r"|Laboratoire|Conseil|Fédération|Federation|Academy|Académie|Bureau|Department|Département|Faculty|Faculté|Facoltà|Facultad|Hochschule|Stadt|Collectif|collectif"
    r"|Association|FabLab|Fablab|Hackerspace|Hackspace|GDG|PyLadies|Django Girls|Bibliothèque|Médiathèque|Chambre|Société|Cercle|Ligue|Council|Society|Committee)"
)
_LINKING = r"(?:of\s+the\s+|of\s+|for\s+|de\s+la\s+|de\s+l[’']|de\s+|du\s+|des\s+|d[’']|di\s+|do\s+|da\s+|del?\s+)"
PREFIXED = CuedPattern(
    rf"(?<![\w@/.-]){_PREFIX}\s+(?:{_LINKING}(?:{_TOKEN}|(?<=de l[’'])[{LOWER}]{{4,}}|(?<=de la )[{LOWER}]{{5,}})|{_TOKEN})(?:[\s/-]+(?:(?:and|&|{_LINKING[3:-1]})\s*)?{_TOKEN}){{0,4}}"
)
"""``University of Foo``, ``Lycée Foo``, ``ministère de l'agriculture``."""

ASSOCIATION = CuedPattern(
    rf"\b[Aa]sso(?:ciation)?\s+[«\"“]?\s?(?P<name>(?:L[ae]s?|Des)\s+[\w’-]{{3,20}}(?:\s+(?:(?:du|des|de\s+la|de)\s+|d[eu]?\s?l?[’']\s?)[{UPPER}][\w-]{{1,30}}){{0,2}})"
)
"""A French association by a name that begins with an article: "l'association Les amis du Phare"."""
GLUED = CuedPattern(
    rf"(?<![\w@/.-])(?:[{UPPER}][\w’']*(?:LUG|JUG|PUG|GUG|LUGs?)|Lug[{UPPER}]\w+|[{UPPER}]\w+-(?:SIG|WG|sig|wg)|[\w-]+-(?:release|core|dev|security|infra)-team)(?![\w@-])"
)
"""User groups and bodies in one word: ``BarLUG``, ``Packaging-SIG``."""

_CHARGE = re.compile(
    r"(?:(?:co-?|vice-?|ex-?)?(?:monsieur|madame|mr|mme|responsable|directeur|directrice|chef(?:fe)?|président(?:e)?|trésori(?:er|ère)|secrétaire|ingénieure?|développeu(?:r|se)|architecte|animat(?:eur|rice)|chargée?|consultante?|doctorante?|head of|chief|vp|senior|junior)\b"
    r"|(?:[\w&/-]+\s+){1,4}(?:lead|manager|engineer|developer|architect|officer|owner|master|evangelist|advocate|consultant|dev)$)",
    re.I,
)
"""What somebody is charged with, which stands where the employer may: "Responsable Devops", "Mobile Tech Lead"."""
_NEVER = frozenset(
    """vip jug lug ug iut utc gmt cet agm rsvp faq api sdk cli gui ide qa os pdf html css sql rest json xml http https url wg sig bof bofs gsoc keynote speaker speakers remote engineering engineer engineers
    director manager ceo cto student students professor researcher developer developers freelance freelancer independent indépendant consultant lead senior junior member members membre membres president
    président treasurer trésorier secretary secrétaire chair maintainer author host organizer organizers sponsor sponsors internet web part parts room salle stage track session talk talks slides video
    vidéo photo photos blog link site mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep oct nov dec am pm ok yes no tbd tba via aka note nb todo done action i we board team python linux
    ein eine das der die unser el los las il une notre our this each every another other new whole core dream
    europe asia africa america us usa uk eu earth god everyone everybody people thanks cheers mr mrs ms dr prof professor one part time work home school university""".split()
)
_EVENT = re.compile(
    r"(?:Con|Camp|Conf|FR|Fest|Days?|Summit|Sprint|Meetup|Hackathon)$|\d{4}|^(?:[A-Z]+-\d+|v?\d[\d.]*)$"
)


_TRADES = frozenset(("Systems", "Software", "Networks", "Studio", "Studios", "Media", "Design", "Group", "Security", "Games"))


def trimmed(text: str, i: int, j: int) -> tuple[int, int]:
    """Return a candidate's span without the common words and the genitive at its two ends."""
    while i < j:
        words = list(re.finditer(r"\S+", text[i:j]))
        if not words:
            return i, i
        last = words[-1]
        bare = last.group().rstrip(".,;:’'-")
        bare = re.sub(r"[’']s$", "", bare)
        common = fold(bare) in names.COMMON and not re.fullmatch(_SUFFIX, bare)
        if len(words) == 2 and bare in _TRADES and not is_common(words[0].group()):
            common = False  # "Halyard Systems"
        if not bare or (len(words) > 1 and common):
            j = i + last.start()
            continue
        j = i + last.start() + len(bare)
        first = words[0].group()
        if (
            len(words) > 1
            and fold(first) in names.COMMON | {"thanks", "merci", "thank"}
            and first
            not in ("The", "United", "University", "National", "International", "École", "Free", "Open", "Software")
        ):
            i += words[1].start()
            continue
        return i, j
    return i, j


def plausible(name: str, *, strong: bool = False, sure: bool = False) -> bool:
    """Say whether a capitalised name may be an organisation's, nothing else being known of it.

    Args:
        name: trimmed.
        strong: whether hardly anything but an organisation or a person stands there; then a technology's name is one too.
        sure: whether not even a person or a place can stand there.

    >>> plausible("Acme Widgets"), plausible("Lisbon"), plausible("Django"), plausible("Ada Byron")
    (True, False, False, False)
    """
    known = gazetteers()
    words = name.split()
    if (
        not words
        or len(name) < 2
        or len(words) > 6
        or fold(name) in _NEVER
        or _CHARGE.match(name)
        or all(fold(w) in names.COMMON or fold(w) in _NEVER for w in words)
    ):
        return False
    if known.organizations.get(name) is not None:
        return True
    if known.event_series.get(name) is not None or _EVENT.search(name):
        return False
    if sure:
        return True
    if known.is_city(name) or known.is_country(name):
        return False
    if names.given(words[0]) and (len(words) == 1 or names.FULL.fullmatch(name)):
        return False
    if not strong and (known.technologies.get(name) is not None or (len(words) == 1 and is_common(name))):
        return False
    return strong or not names.INITIALLED.fullmatch(name)


def never(name: str) -> bool:
    """Whether a name only says what sort of thing it is ("LUG", "User Group"), or is no name at all ("UTC")."""
    return all(fold(word) in _NEVER or fold(word) in names.COMMON for word in name.split())


_LEADING = frozenset(
    "the a an our their this le la les un une der die das el il at from in thanks merci for and with as if when on to".split()
)


def told(text: str, i: int, j: int) -> tuple[int, int]:
    """Return the span of a name that says what it is, without the words that only lead to it."""
    while True:
        first = re.match(r"\S+\s+", text[i:j])
        if first is None:
            return i, j
        word = first.group().strip()
        opens = not text[:i].strip() or text[:i].rstrip()[-1:] in ".!?:•\n"
        article = fold(word) in _LEADING
        if (word == "The" and not opens) or not article:
            return i, j
        i += first.end()
