"""The command `fetch`: brings the author's folder up to date with what others have published.

The work is done by sitegen/publishing, which is imported only when the command runs; nothing is
sent, and no text that the author has changed is touched.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import cache
from typing import TYPE_CHECKING

from sitegen.commands.arguments import FolderArguments, add_folders
from sitegen.commands.command import (
    BUILT,
    MACHINE_FAILED,
    WRONG_USAGE,
    Command,
    Context,
    folders_fit,
)
from sitegen.inputs.input import read_input
from sitegen.inputs.writer import ContentWriter
from sitegen.sweden import swedish

if TYPE_CHECKING:
    from sitegen.publishing.remote import Connection
    from sitegen.publishing.repository import WorkingCopy

MOST_NAMED = 5
"""Texts that are named; of more, the number is given."""


class FetchArguments(FolderArguments, frozen=True, kw_only=True):
    """Where the texts are."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of FetchArguments."""
    add_folders(parser)


def run(given: FetchArguments, context: Context) -> int:
    """Fetch, and report what is new."""
    from sitegen.publishing.repository import open_working_copy
    from sitegen.publishing.stops import Stopped

    if not folders_fit(given.folders, given.cache):
        return WRONG_USAGE
    copy = open_working_copy(given.content)
    connection = copy.connection() if copy else None
    if copy is None or connection is None:
        print(
            "Mappen är inte kopplad till bloggens värd än, så inget hämtas. "
            "Det görs på skrivsidan, första gången du väljer Publicera."
        )
        return BUILT
    try:
        _receive(given, context, copy, connection)
    except Stopped as error:
        print(error.stop.what, error.stop.detail, error.stop.remedy, file=sys.stderr)
        return MACHINE_FAILED
    return BUILT


def _receive(
    given: FetchArguments, context: Context, copy: WorkingCopy, connection: Connection
) -> None:
    """Take over what others have published. Raises Stopped and OSError."""
    from sitegen.publishing.key_store import KeyStore
    from sitegen.publishing.local_history import LocalHistory
    from sitegen.publishing.notebook import Notebook
    from sitegen.publishing.receiving import Receiver, find_clashes
    from sitegen.publishing.remote import Remote

    @cache
    def find_writer() -> ContentWriter:
        entries = read_input(given.folders, context.definition).entries
        return ContentWriter(given.content, entries, context.definition)

    notebook = Notebook(LocalHistory(given.content.absolute().parent))
    remote = Remote(connection, KeyStore().read(connection.address))
    received = Receiver(notebook, find_writer).receive(copy, connection, remote)
    print(describe_updated(received.updated))
    if received.has_program:
        print("Programmet har också blivit nyare.")
    for path in find_clashes(copy, connection, notebook.read()):
        print(f"Du och någon annan har ändrat {path}. Din text är kvar; välj på skrivsidan.")


def describe_updated(paths: tuple[str, ...]) -> str:
    """What is new, in a line."""
    if not paths:
        return "Allt är redan hämtat."
    shown = paths[:MOST_NAMED]
    more = len(paths) - len(shown)
    names = swedish.format_list([*shown, *([f"{more} till"] if more else [])])
    return f"Hämtade {swedish.count(len(paths), 'fil', 'filer')}: {names}"


COMMAND = Command(
    name="fetch",
    help="hämta det som andra har publicerat",
    description="Hämtar det som andra har publicerat till den här datorn. Det som du har ändrat "
    "rörs inte, och inget skickas.",
    arguments=FetchArguments,
    add_arguments=add_arguments,
    run=run,
)
