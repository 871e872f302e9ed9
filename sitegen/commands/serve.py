"""The command `serve`: starts the preview, and reports each build on the terminal.

It leaves the work to sitegen/preview, whose modules are imported only when the command runs, so
that other commands start faster.
"""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from sitegen.commands.arguments import SourceArguments, add_sources, make_options
from sitegen.commands.command import (
    INTERRUPTED,
    MACHINE_FAILED,
    WRONG_USAGE,
    Command,
    Context,
    folders_fit,
    open_cache,
    read_line,
)
from sitegen.definition import Definition
from sitegen.diagnostics import problem_text
from sitegen.diagnostics.progress import Meter
from sitegen.sweden.dates import STOCKHOLM


class ServeArguments(SourceArguments, frozen=True, kw_only=True):
    """Where to listen, the page to `open` (None: no page), and how changes are detected: with
    `poll` by reading stamps repeatedly."""

    host: str
    port: int
    open: str | None
    poll: bool


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of ServeArguments."""
    add_sources(parser)
    add = parser.add_argument
    parser.set_defaults(drafts=True)
    add("--host", default="127.0.0.1", metavar="NAMN", help="adress att lyssna på")
    add("--port", type=int, default=8000, metavar="NUMMER", help="port att använda")
    add(
        "--open",
        nargs="?",
        const="",
        metavar="SIDA",
        help="öppna förhandsvisningen i webbläsaren, eller en sida i den: --open skriv/",
    )
    add("--poll", action="store_true", help="leta efter ändringar själv (nätverksmappar, OneDrive)")


def run(given: ServeArguments, context: Context) -> int:
    """Show the site until interrupted."""
    from sitegen.preview.server import NotHere

    if not folders_fit(given.folders, given.cache):
        return WRONG_USAGE
    gc.enable()  # unlike a build, this process runs for days
    with open_cache(given.cache) as folder:
        try:
            _show(given, context.definition, Path(folder))
        except NotHere as error:
            print(error, file=sys.stderr)
            return MACHINE_FAILED
    return INTERRUPTED


def _show(given: ServeArguments, definition: Definition, folder: Path) -> None:
    """Serve until interrupted. Raises NotHere if the address cannot be listened on."""
    from sitegen.preview.rebuild import Update
    from sitegen.preview.server import Server
    from sitegen.preview.session import serve

    shown = Update()
    folders = make_options(given, definition, extras=False).root_folders

    def say(update: Update | None, line: str) -> None:
        nonlocal shown
        before, shown = shown, update or shown
        if shown.problems != before.problems:
            sys.stderr.write(problem_text.as_text(shown.problems, folders, read_line))
        if shown.failure != before.failure:
            print(shown.failure, file=sys.stderr)
        print(f"{datetime.now(STOCKHOLM):%H.%M.%S} {line}", flush=True)

    server = Server(given.host, given.port)
    placed = msgspec.structs.replace(given, base_url=given.base_url or server.address)
    with server:
        serve(
            server,
            folder,
            lambda: make_options(placed, definition, extras=False),
            poll=given.poll,
            meter=Meter(sys.stderr if sys.stderr.isatty() else None),
            read_line=read_line,
            say=say,
            ready=str if given.open is None else partial(_open_page, given.open),
        )


def _open_page(page: str, address: str) -> None:
    import webbrowser

    webbrowser.open(f"{address}{page.lstrip('/')}")


COMMAND = Command(
    name="serve",
    help="visa webbplatsen på den här datorn och bygg om vid varje ändring",
    description="Bygger, visar resultatet i webbläsaren och bygger om när en fil ändras. "
    "Utkast och kommande inlägg visas också. Avsluta med Ctrl-C.",
    arguments=ServeArguments,
    add_arguments=add_arguments,
    run=run,
)
