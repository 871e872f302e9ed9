"""The type of a command, the exit statuses, and steps that several commands share.

It knows no command by name and declares no options.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from sitegen.blog import BLOG
from sitegen.builder.build import build
from sitegen.builder.result import Result
from sitegen.core.problem import has_errors
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.diagnostics.progress import Meter
from sitegen.documents.collection import DRAFT
from sitegen.inputs import no_op
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.places import find_place_fault
from sitegen.sweden import swedish
from sitegen.sweden.dates import STOCKHOLM
from sitegen.sweden.personal_numbers import mask_personal_numbers

BUILT, WRONG_CONTENT, WRONG_USAGE, MACHINE_FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses; 2 is also that of argparse."""

MOST_ASSUMED = 5
"""Posts without the day of their visit that are named; of more, the number is given."""

A = TypeVar("A", bound=Record)

_SECRET = re.compile(r"(?<=//)(?:[^/\s?#]*|[^/\s?#:]+:(?!\d+(?:[/?#]|$))\S*)(?=@)")
"""User and password in an address (RFC 3986, userinfo)."""

_ANYTHING_SECRET = re.compile(r"\S+(?=@)")
"""The same where the address may be wrong in other ways too."""


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


def folders_fit(folders: Folders, cache: Path | None = None, output: Path | None = None) -> bool:
    """True if every folder that is read exists, and the cache is apart from them and the output;
    otherwise the first fault is reported. The publication looks at the output itself."""
    given: tuple[Path, ...] = msgspec.structs.astuple(folders)
    for folder in given:
        if not folder.is_dir():
            print(f"Mappen {folder} finns inte.", file=sys.stderr)
            return False
    is_apart = output is not None and find_place_fault(output, given) is None
    others = (*given, output) if output is not None and is_apart else given
    fault = find_place_fault(cache, others) if cache else None
    if fault:
        if fault.code == "overlaps":
            message = f"Tidigare arbete kan inte sparas i ”{cache}”, {fault.clause}."
        else:
            message = f"Tidigare arbete sparas i en mapp, men ”{cache}” {fault.clause}."
        hint = "Välj en mapp som ligger för sig själv, till exempel --cache .cache."
        print(message, hint, file=sys.stderr)
    return fault is None


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


def describe_held(result: Result, *, drafts: bool = True) -> str:
    """A line for each document that is held back, with the reason; drafts only if asked for."""
    held = {path: why for path, why in result.held.items() if drafts or why != DRAFT}
    lines = "".join(f"Väntar: {path} ({why})\n" for path, why in sorted(held.items()))
    return mask_personal_numbers(lines)


def describe_assumed(result: Result) -> str:
    """A line about the posts whose visits get the day of publication, for want of a better one.

    It is no problem, and so no warning; what must be fixed comes first.
    """
    if not result.assumed or has_errors(result.problems):
        return ""
    shown = result.assumed[:MOST_ASSUMED]
    more = len(result.assumed) - len(shown)
    names = swedish.format_list([*shown, *([f"{more} till"] if more else [])])
    count = swedish.count(len(result.assumed), "inlägg", "inlägg")
    return (
        f"För kännedom: {count} säger inte när besöket var, så dagen för publiceringen räknas. "
        f"Skriv det i fältet visited om du vet: {names}\n"
    )


def describe_unlisted(result: Result) -> str:
    """A line about the organisations that took part and are not in the list, which they need not
    be."""
    if not result.unlisted or has_errors(result.problems):
        return ""
    shown = result.unlisted[:MOST_ASSUMED]
    more = len(result.unlisted) - len(shown)
    names = swedish.format_list([*shown, *([f"{more} till"] if more else [])])
    return (
        f"För kännedom: {swedish.count(len(result.unlisted), 'organisation', 'organisationer')} "
        f"finns inte i organisations.yml, och får därför ingen egen sida: {names}\n"
    )


# Thousands of texts may have warnings: a Path of each would take longer than reading it.
@lru_cache(maxsize=1)
def _lines_of(path: str, changed: int) -> list[str]:
    """The lines of a file as it was when last `changed`; problems come file by file."""
    with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123
        return file.read().split("\n")


def read_line(path: str, line: int) -> str | None:
    """One line of a file for an excerpt, without the passwords in addresses."""
    try:
        lines = _lines_of(path, os.stat(path).st_mtime_ns)  # noqa: PTH116
        text = lines[line - 1] if line <= len(lines) else ""
        secret = _ANYTHING_SECRET if "base_url" in text else _SECRET
        return secret.sub(lambda found: "*" * len(found[0]), text) or None
    except (OSError, ValueError):
        return None
