"""Which language a text is in.

Function words decide: they make up a third of any prose, and counting them takes 0.4 ms for a write-up of 6 KB where
py3langid takes 2 ms and most of a second to load (both tell all development write-ups right). py3langid, which knows
97 languages, is asked where hardly any of the words below occur.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

_WORDS = {
    "en": (
        "about after all also an and are as at be been but by can could day did do first for from had has have he his "
        "how if in into is it just last more my not of on one or other our out people so some than that the their "
        "them then there these they this to up very was we week were what when which who will with would you your"
    ),
    "fr": (
        "ai après au aussi autres aux avait avec avons ce ces cette comme dans de des dont du elle elles en entre est "
        "et fait il ils la le les leur leurs lors mais même nos notre nous on ont ou où par pas plus pour puis qu que "
        "quelques qui sa se ses son sont sur tous tout très un une vous était été être"
    ),
    "de": (
        "aber als am an auch auf aus bei dann das dass dem den der des die durch ein eine einem einen einer einige er "
        "es für gab haben hat ich im ist kann mehr mit nach nicht noch nur oder sehr sich sie sind um und uns unser "
        "unsere vom von war waren werden wie wir wird wurde wurden zu zum zur über"
    ),
    "es": (
        "al así años como con cuando de del desde después donde el en entre era es eso esta estaba este está fue "
        "fueron ha había han hay hemos la las le lo los me mi muy más no nos otros para pero por porque que se si sin "
        "sobre son su sus también tiene todo todos un una uno unos ya"
    ),
    "pt": (
        "ao aos as até com como da das de depois do dos em entre era esse esta estava este eu fazer foi foram há isso "
        "já mais mas mesmo meu minha muito na nas no nos não nós os ou para pela pelo pessoas por porque quando que "
        "se ser seu sobre sua são também tem ter todos tudo um uma você"
    ),
    "it": (
        "abbiamo al alla alle anche anni che ci come con cui da dal dalla degli dei del della delle di dopo ed era "
        "essere gli ha hanno il in la le lo loro ma molto nel nella noi non per più quando questa questo si sono "
        "stata stato sua sul sulla suo tra tutti un una"
    ),
    "nl": (
        "aan al als bij dan dat de deel deze die door een en er geen had hebben heeft heel het hun ik in is je kan "
        "maar meer met mijn na naar niet nog of om onze ook op over te toch tot uit van veel voor waren was wat we "
        "werd wij worden wordt ze zijn zo"
    ),
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOISE = re.compile(r"https?://\S+|<[^<>]{0,300}>")
_NOISE_AND_MAIL = re.compile(rf"{_NOISE.pattern}|\S{{1,64}}@\S+")
_ENOUGH = 20_000  # characters that tell the language of any text
_FEWEST = 4.0  # function words that are no accident
_SHARE = 0.12  # of all words: the least in notes made of names and titles; less means another language …
_LEAD = 1.5  # … as does a near tie: Swedish looks a little like German, Catalan like Spanish and French
_SURE = 0.5  # share of the probability that py3langid must give its first choice
_BLOCK_WORDS = 3  # function words that outweigh the document's language, …
_BLOCK_SHARE = 0.12  # … of at least this share of a block's words …
_BLOCK_LEAD = 2.0  # … and this many times those of any other language


def guess_language(text: str) -> str:
    """Return the language that most of a text is in.

    Args:
        text: a whole text; its first 20,000 characters count.

    Returns:
        Its ISO 639-1 code, "" where the text holds too few words to tell.

    >>> guess_language("We met in the old mill, and most of us stayed for the whole week.")
    'en'
    >>> guess_language("Nous étions quinze dans la grange, et il y avait du thé pour tous.")
    'fr'
    """
    text = text[:_ENOUGH]
    text = (_NOISE_AND_MAIL if "@" in text else _NOISE).sub(" ", text)
    ranked, words = _ranked(_words(text))
    if not words:
        return ""
    if ranked:
        best, language = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else 0.0
        if best >= max(_FEWEST, _SHARE * words, _LEAD * rival):
            return language
    return _identified(text) or (ranked[0][1] if ranked else "")


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that stand in any text, and so tell nothing of what it says.

    >>> "with" in function_words("en"), function_words("xx")
    (True, frozenset())
    """
    return frozenset(_WORDS.get(language, "").split())


def block_language(text: str, document: str) -> str:
    """Return the language of one block of a write-up.

    Args:
        text: the block's own text.
        document: the write-up's language, taken where the block is short or says nothing.

    Returns:
        An ISO 639-1 code, or ``document``.

    >>> block_language("Ring of Tea", "fr")
    'fr'
    >>> block_language("This is what they said about it at the end of the day.", "fr")
    'en'
    """
    if len(text) < 12:
        return document
    found = _words(text[:_ENOUGH])
    telling = _languages().keys() & found
    if telling <= function_words(document):
        return document
    ranked, words = _ranked(found, at_least=_BLOCK_WORDS)
    if not ranked or ranked[0][1] == document:
        return document
    best, language = ranked[0]
    own = next((count for count, name in ranked if name == document), 0.0)
    rival = max(own, ranked[1][0] if len(ranked) > 1 else 0.0)
    if best >= max(_BLOCK_WORDS, _BLOCK_SHARE * words) and best >= _BLOCK_LEAD * rival:
        return language
    return document


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _ranked(words: Sequence[str], *, at_least: int = 1) -> tuple[list[tuple[float, str]], int]:
    """Return how often each language's function words occur, most first, and the number of all words.

    Nothing is ranked where there are fewer than ``at_least`` of them.
    """
    scores: dict[str, float] = {}
    known = _languages()
    telling = [word for word in words if word in known]
    if len(telling) < at_least:
        return [], len(words)
    counts = Counter(telling)
    for word in sorted(counts):  # sorted: sums of fractions depend on their order
        languages = known[word]
        for language in languages:
            scores[language] = scores.get(language, 0.0) + counts[word] / len(languages)
    return sorted(
        ((score, language) for language, score in scores.items()), key=lambda one: (-one[0], one[1])
    ), len(words)


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            known[word] = (*known.get(word, ()), language)
    return known


def _identified(text: str) -> str:
    import py3langid  # type: ignore[import-untyped]  # it has no type hints; and loads numpy and a large model

    ranked = py3langid.rank(text)
    best = float(ranked[0][1])
    cooling = math.sqrt(len(text.encode(errors="replace")))  # keeps the shares comparable whatever the length
    share = 1 / sum(math.exp((float(score) - best) / cooling) for _, score in ranked)
    return str(ranked[0][0]) if share >= _SURE else ""
