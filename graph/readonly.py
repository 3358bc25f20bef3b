"""The graph on disk behind rdflib, for reading only."""

from __future__ import annotations

from typing import Any, NoReturn

from oxrdflib import OxigraphStore

from hallway.errors import StoreError


class ReadOnlyStore(OxigraphStore):
    """An Oxigraph store that rdflib may ask for any graph, and that refuses to change with a message that says why."""

    def add_graph(self, graph: Any) -> None:
        """Do nothing: ``Dataset.graph(name)`` announces every graph that it is asked for, be it there or not."""

    def add(self, triple: Any, context: Any, quoted: bool = False) -> NoReturn:
        """Refuse."""
        raise _refusal()

    def addN(self, quads: Any) -> NoReturn:
        """Refuse."""
        raise _refusal()

    def remove(self, triple: Any, context: Any = None) -> NoReturn:
        """Refuse."""
        raise _refusal()

    def remove_graph(self, graph: Any) -> NoReturn:
        """Refuse."""
        raise _refusal()

    def update(self, *arguments: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise _refusal()


def _refusal() -> StoreError:
    return StoreError("the graph is read-only", hint="change the write-ups or hallway.yaml and build it again")
