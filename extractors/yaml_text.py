"""Text as YAML that reads back as it was, whatever characters it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    r"""Return text as a YAML scalar in double quotes, on one line.

    https://yaml.org/spec/1.2.2/#731-double-quoted-style

    >>> print(quoted('a "b"\n\x85c'))
    "a \"b\"\n\u0085c"
    """
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def flow(items: Iterable[str]) -> str:
    """Return texts as a YAML list on one line.

    >>> flow(["a", "b"])
    '["a", "b"]'
    """
    return f"[{', '.join(map(quoted, items))}]"
