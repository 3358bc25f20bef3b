"""The command line: arguments, one library call, and printing; a file a command."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from importlib import import_module
from keyword import iskeyword
from types import FrameType
from typing import NoReturn

import click

from hallway.cli.terminal import message
from hallway.errors import HallwayError

COMMANDS = {
    "build": "Read write-ups into a graph.",
    "query": "Ask the graph in SPARQL, or by a named query.",
    "queries": "List the named queries and their parameters.",
    "show": "Show all that is known of one thing.",
    "why": "Show the quotes behind a fact, with file and line.",
    "why-same": "Show why two names are one thing, or why not.",
    "audit": "Show everything that is told about one person.",
    "draw": "Draw the graph as a page for the browser.",
    "export": "Write the graph as Turtle, N-Quads, JSON-LD …",
    "check": "Check the graph against its shapes, and list unread lines.",
    "same": "Say that things are one.",
    "different": "Say that two things are never one.",
    "rename": "Say what a thing is to be called.",
    "retype": "Say of which class a thing is.",
    "alias": "Say what else a thing is called.",
    "assert": "Say that a fact holds.",
    "deny": "Say that a fact does not hold.",
    "ignore": "Leave a write-up or a part of it out.",
    "review": "Decide what is in doubt, one key each.",
    "label": "Write gold files to correct, and check corrected ones.",
    "evaluate": "Score the graph against gold graphs.",
    "train": "Train a model from gold graphs.",
}
"""Every command; each stands in the module of its name, which is only imported to run it."""


class Stopped(BaseException):
    """Ctrl-C, or a polite kill. Not KeyboardInterrupt, at which click would print a line of its own."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, since some need slow libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        command: click.Command = import_module(f"hallway.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for a mistyped one, name the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"hallway {version('hallway')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, callback=_version, expose_value=False, is_eager=True, help="Show the version.")
def cli() -> None:
    """Read community write-ups into one RDF knowledge graph, with evidence for every fact.

    \b
    Example:
        hallway build examples/
        hallway query --named who-attended event="LanternConf 2032"
        hallway draw -o lanternconf.html
    """


def main() -> None:
    """Run the command line; a failure is one line on standard error and exit code 1, wrong usage is 2."""
    _open_streams()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background
            signal.signal(number, _stop)
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        _explain(error)
        sys.exit(error.exit_code)
    except HallwayError as error:
        _fail(str(error), *map(str, getattr(error, "others", ())))
    except (Stopped, click.exceptions.Abort, KeyboardInterrupt):
        if sys.stderr.isatty():
            click.echo(err=True)  # after the terminal's own ^C
        _fail("interrupted; nothing was changed")
    except BrokenPipeError:
        _leave(1)  # whoever read the results has what they wanted
    except OSError as error:
        # what is written to files says which; only the streams of the shell have no name
        where = os.fsdecode(error.filename) if error.filename else "the output cannot be written"
        _fail(f"{where}: {error.strerror or error}")
    except MemoryError:
        _fail("out of memory")
    except Exception as error:  # no user is shown a traceback
        if os.environ.get("HALLWAY_DEBUG"):
            raise
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        _fail(f"a fault of hallway itself: {what} (please report it; with HALLWAY_DEBUG=1 it shows where)")


def _open_streams() -> None:
    """See that results and messages can be written whatever the shell closed and whatever the locale can hold."""
    if sys.stdout is None:
        # written to, it fails as a closed one should; and no other file can take its number
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _explain(error: click.ClickException) -> None:
    text = io.StringIO()
    error.show(text)
    for line in text.getvalue().rstrip().split("\n"):
        message(line)


def _stop(number: int, frame: FrameType | None) -> None:
    """End what runs in other processes, then this one, with everything undone on the way."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: os._exit(1))  # asked twice: at once
    if "multiprocessing" in sys.modules:
        import threading
        from multiprocessing import active_children

        threading.excepthook = lambda _: None  # the threads that wait for those processes have nothing to say
        for child in active_children():
            child.terminate()
    raise Stopped


def _fail(*texts: str) -> NoReturn:
    with contextlib.suppress(OSError):  # nobody listens
        for text in texts:
            message(f"hallway: {text}")
    _leave(1)


def _leave(code: int) -> NoReturn:
    """Exit without trying once more to write what could not be written."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
