"""One way to fold names for comparison, for every stage."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OTHER = re.compile(r"[^\w+#]+|_")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a name without case, accents and punctuation, single blanks between its words.

    Args:
        text: any name, in any script.

    >>> fold("Élie  Bouttier"), fold("C++"), fold("Coin-coin, 2012")
    ('elie bouttier', 'c++', 'coin coin 2012')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_OTHER.sub(" ", plain.casefold()).split())
