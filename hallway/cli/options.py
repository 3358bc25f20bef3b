"""Options that many commands share, and how loud a command is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from hallway.cli.terminal import message, safe

Command = TypeVar("Command", bound=Callable[..., Any])


def graph_option(command: Command) -> Command:
    """Add ``--graph``."""
    return click.option(
        "--graph",
        "graph",
        metavar="DIR",
        envvar="HALLWAY_GRAPH",
        default="hallway-graph",
        show_default=True,
        callback=_utf8,
        help="Folder of the graph; HALLWAY_GRAPH names it too.",
    )(command)


def rules_option(command: Command) -> Command:
    """Add ``--rules``."""
    return click.option(
        "--rules",
        multiple=True,
        metavar="DIR",
        help="Folder of further rule packs (en/*.yaml, fr/*.yaml); may be repeated.",
    )(command)


def model_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add ``--model`` and ``--no-model``, which come as one ``model``: a folder, or None for rules alone."""

    @click.option("--model", metavar="DIR", help="Folder of a model of your own, as hallway train writes it.")
    @click.option("--no-model", is_flag=True, help="Read by rules alone, without the model that comes along.")
    @wraps(command)
    def with_model(*, model: str | None, no_model: bool, **arguments: Any) -> int:
        from hallway.extractors.learned.model import SHIPPED

        if model and no_model:
            raise click.UsageError("--model or --no-model, not both")
        return command(model=None if no_model else model or SHIPPED, **arguments)

    return with_model


def loudness_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add ``--quiet`` and ``--verbose``, which come as one ``loudness``: -1, 0 or 1."""

    @click.option("-q", "--quiet", is_flag=True, help="Only results and failures.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more of what is done.")
    @wraps(command)
    def with_loudness(*, quiet: bool, verbose: bool, **arguments: Any) -> int:
        if quiet and verbose:
            raise click.UsageError("--quiet or --verbose, not both")
        return command(loudness=verbose - quiet, **arguments)

    return with_loudness


def say(loudness: int, text: str, *, at: int = 0) -> None:
    """Print a message on standard error unless it is louder than asked for.

    Args:
        loudness: asked for: -1 quiet, 0 normal, 1 verbose.
        text: the message.
        at: least loudness at which it is said.
    """
    if loudness >= at:
        message(text)


def _utf8(ctx: click.Context, param: click.Parameter, value: str) -> str:
    # Oxigraph opens folders by names in UTF-8 only
    try:
        value.encode()
    except UnicodeEncodeError:
        raise click.BadParameter(f"the name {safe(value)} is not UTF-8; name another folder") from None
    return value
