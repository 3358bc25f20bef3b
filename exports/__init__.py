"""The graph as files and pages."""
