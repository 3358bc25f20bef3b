"""Common words of running text, which a lexicon may fold to a name ("pas", "doit", "play", "vue")."""

from __future__ import annotations

from hallway.extractors import names
from hallway.schema.gazetteer import gazetteers


def is_common(word: str) -> bool:
    """Whether a word is far more often a word than a name, in English or French.

    >>> is_common("play"), is_common("zsh")
    (True, False)
    """
    return word.casefold() in names.COMMON or gazetteers().is_common_word(word)
