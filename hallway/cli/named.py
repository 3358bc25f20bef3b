"""A named query by its name, or an error that says which was meant."""

from __future__ import annotations

from hallway.errors import QueryError
from hallway.graph.queries import NamedQuery, named_queries


def named_query(name: str) -> NamedQuery:
    """Return the query of a name.

    Raises:
        QueryError: there is none; the hint gives what comes nearest.
    """
    queries = named_queries()
    if name in queries:
        return queries[name]
    from difflib import get_close_matches

    near = get_close_matches(name[:80], queries, 1)
    raise QueryError(f"no query is named '{name}'", hint=f"perhaps '{near[0]}'" if near else "see hallway queries")
