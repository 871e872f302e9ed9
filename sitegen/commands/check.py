"""The command `check`: reports every problem and writes no site.

With --fix it first corrects the texts by authoring/fixes.py. A file is replaced atomically, and
only if it still is the version that was read.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress

from sitegen.authoring import fixes
from sitegen.commands.arguments import SourceArguments, add_format, add_sources, make_options
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    build_with_progress,
    describe_assumed,
    describe_held,
    describe_unlisted,
    folders_fit,
    read_line,
    remember_run,
)
from sitegen.core.digest import digest_of
from sitegen.core.problem import has_errors
from sitegen.definition import Definition
from sitegen.diagnostics import formats, problem_text
from sitegen.documents.collection import collection_of
from sitegen.documents.settings import allowed_in
from sitegen.inputs.input import Folders, read_input
from sitegen.inputs.writer import Changed, ContentWriter, NotOurs


class CheckArguments(SourceArguments, frozen=True, kw_only=True):
    """`format` is a key of formats.FORMATS."""

    format: str
    fix: bool
    quiet: bool


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of CheckArguments."""
    add_sources(parser)
    add_format(parser)
    parser.add_argument(
        "--fix", action="store_true", help="rätta först det som går att rätta utan att fråga"
    )
    parser.add_argument("--quiet", action="store_true", help="skriv bara ut problem")


def run(given: CheckArguments, context: Context) -> int:
    """Report the problems of the content, the templates and the site made from them."""
    options = make_options(given, context.definition)
    if not folders_fit(options.folders, options.cache):
        return WRONG_USAGE
    if given.fix:
        fixed = fixes.describe_fixes(_fix_texts(options.folders, context.definition))
        (sys.stdout if given.format == "text" else sys.stderr).write(fixed)
    result = build_with_progress(options, quiet=given.quiet)
    text = formats.FORMATS[given.format](result.problems, options.root_folders, read_line)
    if given.format == "text" and not given.quiet:
        text += describe_held(result, drafts=False)
        text += describe_assumed(result)
        text += describe_unlisted(result)
        text += f"{problem_text.summarise_stopping(result.problems) or 'Allt ser bra ut.'}\n"
    sys.stdout.write(text)
    remember_run(context, options, result, said=text, warned="")
    return WRONG_CONTENT if has_errors(result.problems) else BUILT


def _fix_texts(folders: Folders, definition: Definition) -> Iterator[fixes.Fix]:
    """Correct every text, and yield the fixes. Raises OSError if a file cannot be read or written.

    A text that somebody else changes meanwhile, or that may not be edited, is left unchanged.
    """
    given = read_input(folders, definition)
    shelf = ContentWriter(folders.content, given.entries, definition)
    for path in given.entries:
        collection = collection_of(path, definition.collections)
        if collection is None or collection.form != "text":
            continue
        with suppress(Changed, NotOurs):
            data = shelf.read(path)
            if data is None:
                continue
            shown = (folders.content / path).as_posix()
            settings = given.settings
            fixed, found = fixes.fix_file(
                shown,
                data,
                definition.checks,
                abbreviations=settings.abbreviations,
                record=collection.record,
                allowed=allowed_in(settings.config),
            )
            if found:
                shelf.replace(path, fixed, digest_of(data))
            yield from found


COMMAND = Command(
    name="check",
    help="kontrollera allt utan att skriva någon webbplats",
    description="Kontrollerar allt som build kontrollerar, men skriver ingen webbplats.",
    arguments=CheckArguments,
    add_arguments=add_arguments,
    run=run,
)
