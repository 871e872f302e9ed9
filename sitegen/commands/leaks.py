"""The command `leaks`: looks in the built site for what is not published.

It reads the site and changes nothing in it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from sitegen.commands.arguments import SourceArguments, add_output, add_sources, make_options
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    folders_exist,
    open_memo,
    read_line,
)
from sitegen.core.workers import say_nothing
from sitegen.diagnostics import problem_text


class LeaksArguments(SourceArguments, frozen=True, kw_only=True):
    """`output` is the site to look through."""

    output: Path


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of LeaksArguments."""
    add_sources(parser)
    add_output(parser, "mapp att titta i")


def run(given: LeaksArguments, context: Context) -> int:
    """Report each trace of a draft or of a post whose day has not come."""
    from sitegen.leaks.inspection import inspect_folder

    options = make_options(given, context.definition, output=given.output)
    if not folders_exist(options.folders):
        return WRONG_USAGE
    with open_memo(given.cache) as folder:
        problems = inspect_folder(options, given.output, Path(folder), say_nothing)
    sys.stdout.write(problem_text.as_text(problems, options.root_folders, read_line))
    if not problems:
        print(f"Inget opublicerat finns i {given.output}.")
    return WRONG_CONTENT if problems else BUILT


COMMAND = Command(
    name="leaks",
    help="leta i den byggda webbplatsen efter det som inte är publicerat",
    description="Letar i alla filer i site/ efter spår av utkast och kommande inlägg: adress, "
    "rubrik, text och bilder. build --strict letar innan något skrivs.",
    arguments=LeaksArguments,
    add_arguments=add_arguments,
    run=run,
)
