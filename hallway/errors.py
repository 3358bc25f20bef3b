"""The one tree of errors that hallway raises.

::

    HallwayError
    ├── WriteUpError (ValueError)      one write-up cannot be read; the rest of the corpus goes on
    ├── SourceError (OSError)          a path is missing, unreadable, or a link loop
    ├── RulePackError (ValueError)     a rule, lexicon or schema file is not what it should be
    ├── ModelError (ValueError)        a trained model is missing, damaged, or made by another version
    ├── ShrinkError (RuntimeError)     a build would lose much of the graph, and was not let
    ├── StoreError (OSError)           the graph is missing, locked, or cannot be written
    ├── QueryError (ValueError)        SPARQL that does not parse, or a term the vocabulary does not know
    ├── NameNotFound (LookupError)     a name that nothing in the graph carries
    └── ExportError (ValueError)       a format that does not exist or cannot hold the graph

Each message is one line that says what went wrong, where (``path:line``), and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable


class HallwayError(Exception):
    """Base of every error that a user can be shown.

    Args:
        what: what went wrong, in one line.
        path: the file it went wrong in, as the user gave it; empty if no file is to blame.
        line: line in that file, from 1; 0 if none.
        column: column in that line, from 1; 0 if none.
        hint: what the user can do, in one line.

    >>> str(HallwayError("no such key 'x'", path="rules.yaml", line=3, hint="use 'name'"))
    "rules.yaml:3: no such key 'x' (use 'name')"
    """

    def __init__(self, what: str, *, path: str = "", line: int = 0, column: int = 0, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        text = f"{where}: {self.what}" if where else self.what
        return f"{text} ({self.hint})" if self.hint else text

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only arguments: without this an error cannot come back from a worker process
        return _rebuild, (type(self), self.what, self.path, self.line, self.column, self.hint)


def _rebuild(kind: type[HallwayError], what: str, path: str, line: int, column: int, hint: str) -> HallwayError:
    return kind(what, path=path, line=line, column=column, hint=hint)


class WriteUpError(HallwayError, ValueError):
    """One write-up cannot be read."""


class SourceError(HallwayError, OSError):
    """A path given by the user is missing, unreadable, or a link loop."""

    def __str__(self) -> str:
        return HallwayError.__str__(self)


class RulePackError(HallwayError, ValueError):
    """A rule, lexicon or schema file is not what it should be."""


class ModelError(HallwayError, ValueError):
    """A trained model is missing, damaged, or made by another version."""


class CurationError(HallwayError, ValueError):
    """The curation file is not what it should be, or what it says cannot be done.

    Args:
        what: as for every error; so are ``path``, ``line``, ``column`` and ``hint``.
        others: what else is wrong with the file, in order of their lines.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str = "",
        line: int = 0,
        column: int = 0,
        hint: str = "",
        others: tuple[HallwayError, ...] = (),
    ) -> None:
        super().__init__(what, path=path, line=line, column=column, hint=hint)
        self.others = others

    @classmethod
    def of(cls, faults: Iterable[HallwayError]) -> CurationError:
        """Return several faults, at least one, as one error that begins with the first."""
        first, *others = sorted(faults, key=lambda fault: fault.line)
        kept = tuple(others)
        return cls(first.what, path=first.path, line=first.line, column=first.column, hint=first.hint, others=kept)


class ShrinkError(HallwayError, RuntimeError):
    """A build would lose much of the graph, and was not let; the graph is as it was.

    Args:
        changes: what the build would have changed, as ``graph.changes.Changes``.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str = "",
        line: int = 0,
        column: int = 0,
        hint: str = "",
        changes: object = None,
    ) -> None:
        super().__init__(what, path=path, line=line, column=column, hint=hint)
        self.changes = changes


class StoreError(HallwayError, OSError):
    """The graph is missing, locked, or cannot be written."""

    def __str__(self) -> str:
        return HallwayError.__str__(self)


class QueryError(HallwayError, ValueError):
    """SPARQL that does not parse, or a term that the vocabulary does not know."""


class NameNotFound(HallwayError, LookupError):
    """A name that nothing in the graph carries."""


class ExportError(HallwayError, ValueError):
    """A format that does not exist or cannot hold the graph."""
