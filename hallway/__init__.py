"""Reads community write-ups into one RDF knowledge graph with evidence for every fact."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hallway.errors import (
        CurationError,
        ExportError,
        HallwayError,
        ModelError,
        NameNotFound,
        QueryError,
        RulePackError,
        ShrinkError,
        SourceError,
        StoreError,
        WriteUpError,
    )
    from hallway.exports.drawing import draw
    from hallway.exports.rdf import export_rdf
    from hallway.extractors.extraction import extract
    from hallway.extractors.readers import read_document
    from hallway.graph.build import build
    from hallway.graph.check import check
    from hallway.graph.evaluation import evaluate
    from hallway.graph.identity.explaining import why_same
    from hallway.graph.privacy.audit import audit
    from hallway.graph.queries import named_queries, run_query
    from hallway.graph.readings import readings
    from hallway.graph.report import BuildReport
    from hallway.graph.show import describe
    from hallway.graph.store import open_graph, open_store
    from hallway.graph.training import train
    from hallway.graph.why import why

__all__ = [
    "BuildReport",
    "CurationError",
    "ExportError",
    "HallwayError",
    "ModelError",
    "NameNotFound",
    "QueryError",
    "RulePackError",
    "ShrinkError",
    "SourceError",
    "StoreError",
    "WriteUpError",
    "audit",
    "build",
    "check",
    "describe",
    "draw",
    "evaluate",
    "export_rdf",
    "extract",
    "named_queries",
    "open_graph",
    "open_store",
    "read_document",
    "readings",
    "run_query",
    "train",
    "why",
    "why_same",
]

_HOMES = {
    "BuildReport": "hallway.graph.report",
    "audit": "hallway.graph.privacy.audit",
    "build": "hallway.graph.build",
    "check": "hallway.graph.check",
    "draw": "hallway.exports.drawing",
    "evaluate": "hallway.graph.evaluation",
    "named_queries": "hallway.graph.queries",
    "run_query": "hallway.graph.queries",
    "describe": "hallway.graph.show",
    "export_rdf": "hallway.exports.rdf",
    "extract": "hallway.extractors.extraction",
    "open_graph": "hallway.graph.store",
    "open_store": "hallway.graph.store",
    "read_document": "hallway.extractors.readers",
    "readings": "hallway.graph.readings",
    "train": "hallway.graph.training",
    "why": "hallway.graph.why",
    "why_same": "hallway.graph.identity.explaining",
}


def __getattr__(name: str) -> Any:
    # a query must start in a few hundredths of a second: nothing is imported before it is asked for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "hallway.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
