"""The command `report`: what was so in a period, such as a quarter, as a page to print and a table.

It reads the content as a build does and writes two files and no site; what is in them,
kinds/rapport.py decides.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from sitegen.builder.build import Builder
from sitegen.commands.arguments import SourceArguments, add_sources, make_options
from sitegen.commands.command import (
    BUILT,
    WRONG_CONTENT,
    WRONG_USAGE,
    Command,
    Context,
    folders_fit,
    open_cache,
    read_line,
)
from sitegen.core.problem import find_stopping
from sitegen.core.workers import say_nothing
from sitegen.diagnostics import formats, problem_text
from sitegen.kinds.rapport import ReportView, make_report, table_of_report
from sitegen.pages.open_data import encode_csv
from sitegen.sweden.dates import parse_moment


class ReportArguments(SourceArguments, frozen=True, kw_only=True):
    """The first and the last day of the period, and the folder for the report."""

    first: date
    last: date
    output: Path


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of ReportArguments."""
    add = parser.add_argument
    for name, field, help in (
        ("--from", "first", "periodens första dag"),
        ("--to", "last", "periodens sista dag"),
    ):
        add(name, dest=field, type=_day, required=True, metavar="DATUM", help=help)
    add(
        *("--output",),
        type=Path,
        default=Path("rapport"),
        metavar="MAPP",
        help="mapp för rapporten (förval: rapport)",
    )
    add_sources(parser)


def run(given: ReportArguments, context: Context) -> int:
    """Write the report."""
    options = make_options(given, context.definition)
    if not folders_fit(options.folders, options.cache):
        return WRONG_USAGE
    if given.first > given.last:
        print("Periodens första dag (--from) är efter den sista (--to).", file=sys.stderr)
        return WRONG_USAGE
    with open_cache(given.cache) as folder, Builder(Path(folder), say_nothing) as builder:
        result = builder.build(options, lambda: nullcontext(None))
        newest = builder.newest
        if find_stopping(result.problems) or newest is None:
            shown = formats.FORMATS["text"](result.problems, options.root_folders, read_line)
            counted = problem_text.summarise_stopping(result.problems)
            print(f"{shown}{counted}. Ingen rapport är skriven.", file=sys.stderr)
            return WRONG_CONTENT
        page = make_report(newest.site, given.first, given.last)
        data = newest.renderer.render(page)
    view = page.view
    assert isinstance(view, ReportView)
    name = f"rapport-{given.first}-{given.last}"
    given.output.mkdir(parents=True, exist_ok=True)
    for extension, content in (("html", data), ("csv", encode_csv(table_of_report(view)))):
        path = given.output / f"{name}.{extension}"
        path.write_bytes(content)
        print(path)
    return BUILT


def _day(text: str) -> date:
    moment = parse_moment(text)
    if moment is None:
        raise ArgumentTypeError("skriv år-månad-dag, till exempel 2016-10-01")
    return moment.at.date()


COMMAND = Command(
    name="report",
    help="skriv en rapport om en period",
    description="Skriver vad som hände under en period, till exempel ett kvartal: besöken, temana, "
    "planerna, det som har ändrats och det som är försenat. Som en sida att skriva ut och som en "
    "tabell (CSV).",
    arguments=ReportArguments,
    add_arguments=add_arguments,
    run=run,
)
