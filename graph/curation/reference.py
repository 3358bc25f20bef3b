"""How an entry of the curation file names a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hallway.graph.curation.tree import Node
from hallway.graph.iri import FAMILIES

_FAMILIES = "|".join(sorted({*FAMILIES.values(), "thing"}))
_IRI = re.compile(rf"(?:<?[a-z][a-z0-9+.-]*:[^\s>]*[/#])?((?:{_FAMILIES})/[^\s>]+)>?", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing, by name, by name within one write-up, or by IRI.

    Args:
        text: as written: ``Rémy Hubscher``, ``2012/pyconfr.md#Rémy``, ``person/remy-hubscher``.
        line: of the curation file.
        kind: the class it must have, "" for any.
        new: the class of a thing to be made if nothing has the name; "" for none.
    """

    text: str
    line: int = 0
    kind: str = ""
    new: str = ""

    @classmethod
    def of(cls, node: Node) -> Reference:
        """Return what a value of the file refers to: a text, or a mapping with name and class."""
        if node.kind == "mapping":
            return cls(node.text("name"), node.line, node.text("class"), node.text("new"))
        return cls(str(node.value).strip(), node.line)

    @property
    def iri(self) -> str:
        """The end of the IRI that it is (``person/remy-hubscher``), whatever the base; "" if it is none.

        >>> Reference("https://example.org/person/remy-hubscher").iri, Reference("TCP/IP").iri
        ('person/remy-hubscher', '')
        """
        found = _IRI.fullmatch(self.text)
        return found[1] if found else ""

    def __str__(self) -> str:
        return f"'{self.text}'" + (f" ({self.kind})" if self.kind else "")
