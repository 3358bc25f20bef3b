"""Drawings of the graph: `draw` writes an interactive page or a still picture."""

from hallway.exports.drawing.drawing import SUFFIXES, DrawingReport, draw

__all__ = ["SUFFIXES", "DrawingReport", "draw"]
