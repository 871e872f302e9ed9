"""Options that several commands share, declared for argparse and as frozen records.

It turns them into the options of a build and reads the clock; it knows no command and prints
nothing.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime, time
from pathlib import Path

from sitegen.core.base_address import find_base_fault
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.diagnostics import formats
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.sweden.dates import STOCKHOLM, parse_moment

JOBS = os.cpu_count() or 1
"""The number of processes, unless --jobs is given."""

FOLDERS = (
    ("content", "content", "mapp med texter"),
    ("templates", "templates", "mapp med mallar"),
    ("assets", "assets", "mapp med stilmall och ikoner"),
    ("cache", ".cache", "mapp där tidigare arbete sparas"),
)


class FolderArguments(Record, frozen=True, kw_only=True):
    """The folders to read; `cache` is None with --no-cache."""

    content: Path
    templates: Path
    assets: Path
    cache: Path | None

    @property
    def folders(self) -> Folders:
        """The folders that a build reads."""
        return Folders(self.content, self.templates, self.assets)


class SourceArguments(FolderArguments, frozen=True, kw_only=True):
    """What to read and how. `today` is the clock of the build; None means the current time."""

    base_url: str | None
    drafts: bool
    today: datetime | None
    strict: bool
    jobs: int


def add_folders(parser: ArgumentParser) -> None:
    """Declare the fields of FolderArguments."""
    for name, default, what in FOLDERS:
        parser.add_argument(
            f"--{name}", type=Path, default=Path(default), metavar="MAPP", help=what
        )


def add_sources(parser: ArgumentParser) -> None:
    """Declare the fields of SourceArguments."""
    add_folders(parser)
    add = parser.add_argument
    add("--no-cache", dest="cache", action="store_const", const=None, help="gör allt från början")
    add("--base-url", type=_address, metavar="ADRESS", help="adressen webbplatsen publiceras på")
    add("--drafts", action="store_true", help="ta med utkast och kommande inlägg")
    add("--today", type=_moment, metavar="DATUM", help="bygg som om det vore den här dagen")
    add("--strict", action="store_true", help="räkna varningar som fel")
    add(
        "--jobs",
        type=_jobs,
        default=JOBS,
        metavar="ANTAL",
        help="så många processer som får arbeta samtidigt (förval: en per kärna)",
    )


def add_output(parser: ArgumentParser, help: str) -> None:
    """Declare the output folder; `help` says what the command does with it."""
    parser.add_argument("--output", type=Path, default=Path("site"), metavar="MAPP", help=help)


def add_format(parser: ArgumentParser) -> None:
    """Declare the format in which problems are printed."""
    parser.add_argument(
        "--format",
        choices=sorted(formats.FORMATS),
        default="text",
        help="hur problemen skrivs ut (förval: text)",
    )


def make_options(
    given: SourceArguments,
    definition: Definition,
    *,
    output: Path | None = None,
    extras: bool = True,
    compress: tuple[str, ...] = (),
) -> Options:
    """The options of a build that starts now."""
    return Options(
        folders=given.folders,
        output=output,
        cache=given.cache,
        base_url=given.base_url,
        drafts=given.drafts,
        strict=given.strict,
        jobs=given.jobs,
        extras=extras,
        compress=compress,
        definition=definition,
        now=given.today or read_clock(),
    )


def read_clock() -> datetime:
    """The current time in Sweden, as a datetime without time zone."""
    return datetime.now(STOCKHOLM).replace(tzinfo=None)


def _address(text: str) -> str:
    if fault := find_base_fault(text):
        raise ArgumentTypeError(" ".join(fault))
    return text


def _moment(text: str) -> datetime:
    moment = parse_moment(text)
    if moment is None:
        raise ArgumentTypeError("skriv år-månad-dag, till exempel 2017-06-01")
    return moment.at if moment.has_time else datetime.combine(moment.at.date(), time.max)


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError("skriv ett antal från 1 till 256")
    return int(text)
