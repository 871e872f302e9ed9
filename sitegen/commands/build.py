"""The command `build`: writes the site, and reports what was written and what is held back.

It leaves the work to sitegen/builder; the comparison of --verify changes nothing.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from msgspec.structs import replace

from sitegen.builder.result import Result
from sitegen.commands.arguments import (
    SourceArguments,
    add_format,
    add_output,
    add_sources,
    make_options,
)
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    build_with_progress,
    describe_held,
    folders_fit,
    read_line,
    remember_run,
)
from sitegen.core.problem import find_stopping
from sitegen.core.workers import say_nothing
from sitegen.diagnostics import formats, problem_text
from sitegen.inputs.options import Options
from sitegen.output import compression
from sitegen.sweden import swedish


class BuildArguments(SourceArguments, frozen=True, kw_only=True):
    """`compress` are the extensions of the compressed copies to write, and `format` is a key of
    formats.FORMATS."""

    output: Path
    compress: tuple[str, ...]
    format: str
    without_broken: bool
    verify: bool
    quiet: bool


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of BuildArguments."""
    add_sources(parser)
    add_output(parser, "mapp att skriva till")
    parser.add_argument(
        "--compress",
        type=_packing,
        default=(),
        metavar="SORTER",
        help="lägg packade kopior bredvid textfilerna: gz, br eller gz,br",
    )
    parser.add_argument(
        "--without-broken",
        action="store_true",
        help="bygg utan de texter som har fel, och säg vilka de är",
    )
    add_format(parser)
    parser.add_argument(
        "--verify",
        action="store_true",
        help="gör sedan allt från början någon annanstans och jämför, fil för fil",
    )
    parser.add_argument("--quiet", action="store_true", help="skriv bara ut problem")


def run(given: BuildArguments, context: Context) -> int:
    """Build the site."""
    started = time.perf_counter()
    options = make_options(given, context.definition, output=given.output, compress=given.compress)
    options = replace(options, without_broken=given.without_broken)
    if not folders_fit(options.folders, options.cache, options.output):
        return WRONG_USAGE
    result = build_with_progress(options, quiet=given.quiet)
    problems = (*result.problems, *result.notices)
    is_text = given.format == "text"  # others are for programs
    report = problem_text.as_short_text if is_text else formats.FORMATS[given.format]
    shown = report(problems, options.root_folders, read_line)
    said, warned = ("", shown) if is_text else (shown, "")
    sys.stdout.write(said)
    sys.stderr.write(warned)
    if find_stopping(result.problems):
        counted = problem_text.summarise_stopping(result.problems)
        print(f"{counted}. Ingenting är skrivet.", file=sys.stderr)
        return WRONG_CONTENT
    if not given.quiet:
        seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
        sys.stdout.write(
            f"{describe_held(result)}{_outcome(result, given.output)} på {seconds} s.\n"
        )
    if given.verify:
        return _verify(options, result, quiet=given.quiet)
    said += (
        "" if given.quiet else f"{describe_held(result)}{given.output}: ingenting har ändrats.\n"
    )
    remember_run(context, options, result, said=said, warned=warned)
    return BUILT


def _verify(options: Options, result: Result, *, quiet: bool) -> int:
    from sitegen.builder import verification

    differences = verification.verify(options, result, say_nothing)
    if differences is None:
        print("Något ändrades medan jämförelsen pågick. Kör en gång till.", file=sys.stderr)
        return WRONG_CONTENT
    if differences:
        sys.stderr.write(verification.describe_differences(differences))
        return WRONG_CONTENT
    if not quiet:
        print("Jämfört: varje fil är som när allt görs från början.")
    return BUILT


def _outcome(result: Result, output: Path) -> str:
    """The line that reports what a build did."""
    published = result.published
    written, removed = (len(published.written), len(published.removed)) if published else (0, 0)
    return (
        f"{output}: {swedish.count(result.pages, 'sida', 'sidor')}, "
        f"{swedish.count(written, 'fil skriven', 'filer skrivna')}, "
        f"{removed} {'borttagen' if removed == 1 else 'borttagna'}"
    )


def _packing(text: str) -> tuple[str, ...]:
    kinds = tuple(sorted({kind.strip() for kind in text.split(",")}))
    if unknown := [kind for kind in kinds if kind not in compression.KINDS]:
        raise ArgumentTypeError(f"”{unknown[0]}” går inte; skriv gz, br eller gz,br")
    if not all(compression.can_pack(kind) for kind in kinds):
        raise ArgumentTypeError(
            "för br behövs biblioteket brotli; installera det med pip install -e '.[br]'"
        )
    return kinds


COMMAND = Command(
    name="build",
    help="bygg webbplatsen (det som görs om inget kommando anges)",
    description="Läser content/, kontrollerar allt och skriver webbplatsen till site/.",
    arguments=BuildArguments,
    add_arguments=add_arguments,
    run=run,
)
