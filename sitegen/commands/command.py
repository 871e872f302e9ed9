"""The type of a command, the exit statuses, and steps that several commands share.

It knows no command by name and declares no options.
"""

from __future__ import annotations

import linecache
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from sitegen.builder.build import build
from sitegen.builder.result import Result
from sitegen.cache import no_op
from sitegen.core.problem import has_errors
from sitegen.core.record import Record
from sitegen.diagnostics.progress import Meter
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.registry.blog import BLOG
from sitegen.registry.definition import Definition
from sitegen.sweden.dates import STOCKHOLM

BUILT, WRONG_CONTENT, WRONG_USAGE, MACHINE_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses; 2 is also that of argparse."""

A = TypeVar("A", bound=Record)


class Context(Record, frozen=True):
    """What a command gets besides its own arguments; `words` are those of the command line."""

    words: tuple[str, ...] = ()
    definition: Definition = BLOG


class Command(Record, Generic[A], frozen=True, kw_only=True):
    """One command. `arguments` has a field for each option that `add_arguments` declares, and
    `run(arguments, context)` returns the exit status."""

    name: str
    help: str
    description: str
    arguments: type[A]
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[A, Context], int]


def folders_exist(folders: Folders) -> bool:
    """True if every folder exists; otherwise the first missing one is reported."""
    for folder in msgspec.structs.astuple(folders):
        if not folder.is_dir():
            print(f"Mappen {folder} finns inte.", file=sys.stderr)
            return False
    return True


def open_cache(cache: Path | None) -> AbstractContextManager[Path | str]:
    """The cache folder; a temporary one, removed at the end, if `cache` is None."""
    return nullcontext(cache) if cache else tempfile.TemporaryDirectory()


def build_with_progress(options: Options, *, quiet: bool) -> Result:
    """Build, and show the progress on a terminal."""
    is_shown = sys.stderr.isatty() and not quiet
    with Meter(sys.stderr if is_shown else None) as meter:
        return build(options, meter.update)


def remember_run(
    context: Context, options: Options, result: Result, *, said: str, warned: str
) -> None:
    """Store the outcome of a run without errors, so that the same command can repeat it unchanged.

    Only runs on BLOG are stored: the words of the command line do not say which blog they are for.
    """
    if options.cache is None or has_errors(result.problems) or options.definition is not BLOG:
        return
    no_op.remember(
        context.words,
        folder=str(options.cache),
        roots=result.roots,
        output=str(options.output),
        sizes=result.published.sizes if result.published else {},
        due=result.due.replace(tzinfo=STOCKHOLM).timestamp() if result.due else None,
        said=said,
        warned=warned,
    )


def read_line(path: str, line: int) -> str | None:
    """One line of a file for an excerpt."""
    linecache.checkcache(path)
    try:
        return linecache.getline(path, line).rstrip("\n").removeprefix("\ufeff") or None
    except (OSError, ValueError):
        return None
