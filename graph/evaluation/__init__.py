"""How well a graph agrees with gold graphs, and how far such figures can be trusted."""

from hallway.graph.evaluation.counts import Count
from hallway.graph.evaluation.evaluation import Evaluation, Row, evaluate, rows
from hallway.graph.evaluation.judging import Judged, Mistake, Verdict

__all__ = ["Count", "Evaluation", "Judged", "Mistake", "Row", "Verdict", "evaluate", "rows"]
