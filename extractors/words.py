"""Words of running text: common ones, which a lexicon may fold to a name ("pas", "doit", "play", "vue"), and whole ones."""

from __future__ import annotations

from hallway.extractors import names
from hallway.schema.gazetteer import gazetteers


def stands_in(name: str, text: str) -> bool:
    """Whether a text holds a name, as written, with no word character right beside it.

    >>> stands_in("Loom", "Friends of Loom"), stands_in("Loom", "Bloom, Looms")
    (True, False)
    """
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
        if not (_is_part(before) or _is_part(after)):
            return True
        at = text.find(name, at + 1)
    return False


def _is_part(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def is_common(word: str) -> bool:
    """Whether a word is far more often a word than a name, in English or French.

    >>> is_common("play"), is_common("zsh")
    (True, False)
    """
    return word.casefold() in names.COMMON or gazetteers().is_common_word(word)
