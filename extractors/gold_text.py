"""The text of a write-up as gold files are held against it: what is quoted from it must stand there."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from hallway.extractors.document import Document
from hallway.extractors.passages import passages
from hallway.extractors.repair import repair

_TAG = re.compile(r"<[^<>]{1,400}>")
_OTHER = re.compile(r"[\W_]+")


class GoldText:
    """The words of a write-up, whatever marks and blanks stand between them.

    Args:
        document: as read.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def source(self) -> str:
        """The decoded source."""
        return self._document.source

    @cached_property
    def _stated(self) -> tuple[str, ...]:
        mended = repair(self.source.replace("\r\n", "\n").replace("\r", "\n")).text
        return tuple(f" {fold_words(form)} " for form in (self.source, _TAG.sub("", self.source), mended))

    @cached_property
    def _read(self) -> str:
        fields = " ".join(value.text for _, value in self._document.metadata.fields)
        return f" {fold_words(' '.join([*(passage.text for passage in passages(self._document)), fields]))} "

    def states(self, words: str) -> bool:
        """Say whether these words stand in the file, as it is or mended, one after another, markup between them included.

        Args:
            words: a name or a quote; marks, case and the width of blanks do not count.
        """
        folded = fold_words(words)
        return bool(folded) and any(folded in form for form in self._stated)

    def holds(self, words: str) -> bool:
        """Say whether these words stand in the file or in what a person reads of it, where markup is gone and damage mended.

        Args:
            words: a name or a quote; marks, case and the width of blanks do not count.
        """
        return self.states(words) or (bool(fold_words(words)) and fold_words(words) in self._read)


def fold_words(text: str) -> str:
    """Fold text to its words.

    >>> fold_words("It's  *here*,\\n[Ada](x)!")
    'it s here ada x'
    """
    return _OTHER.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()
