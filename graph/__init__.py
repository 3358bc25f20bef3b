"""From readings to a graph, and answers out of it."""
