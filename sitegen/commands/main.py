"""The command line: parses its words, runs the command they name, and returns the exit status.

It has the list of all commands and does the work of none; it reports the errors that they raise,
and imports the modules of other commands only for `--help`, since a small build is mostly imports.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.blog import BLOG
from sitegen.commands.command import INTERRUPTED, MACHINE_FAILED, Command, Context
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.diagnostics import os_errors
from sitegen.documents.collection import PartFailed

COMMANDS = {
    "build": "build",
    "check": "check",
    "serve": "serve",
    "fetch": "fetch",
    "new": "new",
    "import": "import_wordpress",
    "report": "report",
    "explain": "explain",
}
"""The module of each command in sitegen.commands, in the order of `--help`."""

EPILOG = """\
exit-status:
  0    webbplatsen är byggd, eller innehållet är rätt
  1    innehållet eller mallarna har fel; ingenting är skrivet. Eller så fann build --verify
       något
  2    kommandot är fel skrivet
  3    datorn kunde inte: disken är full, rättigheter saknas eller liknande
  130  avbruten med Ctrl-C
"""


class _Parser(argparse.ArgumentParser):
    """A parser that accepts no abbreviated options and ends every help with the exit statuses."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **settings,  # type: ignore[arg-type]
        )


def main(words: Sequence[str], definition: Definition = BLOG) -> int:
    """Run one command on the blog that `definition` describes, and return its exit status."""
    # Babel looks the local zone up when it is loaded, and fails if TZ names none. The program has
    # no use for it: all its time is Swedish.
    os.environ["TZ"] = "UTC"
    command, arguments = _parse(words)
    try:
        return command.run(arguments, Context(tuple(words), definition))
    except KeyboardInterrupt:
        print("Avbruten. Den tidigare webbplatsen är orörd.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE_FAILED
    except PartFailed as error:
        print(error, file=sys.stderr)
        return MACHINE_FAILED
    except OSError as error:
        print(os_errors.describe_os_error(error), file=sys.stderr)
        return MACHINE_FAILED


def load_commands(names: Iterable[str] = COMMANDS) -> list[Command[Any]]:
    """The commands of these names, whose modules are imported."""
    modules = (importlib.import_module(f"sitegen.commands.{COMMANDS[name]}") for name in names)
    return [module.COMMAND for module in modules]


def _parse(words: Sequence[str]) -> tuple[Command[Any], Record]:
    """The command that `words` name, and its arguments: the only place that sees a namespace."""
    top = _Parser(prog="build.py", description="Bygger besöksbloggen av texterna i content/.")
    choices = top.add_subparsers(title="kommandon", metavar="kommando", required=True)
    words = _with_command(words)
    for command in load_commands(words[:1] if words[0] in COMMANDS else COMMANDS):
        parser = choices.add_parser(
            command.name, help=command.help, description=command.description
        )
        parser.set_defaults(command=command)
        command.add_arguments(parser)
    values = vars(top.parse_args(words))
    command = values.pop("command")
    return command, command.arguments(**values)


def _with_command(words: Sequence[str]) -> list[str]:
    """The words with `build` put first if they name no command."""
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        return ["build", *words]
    return list(words)
