"""The words of the command line: every command and option with its help, in Swedish.

What a command does stands in cli.py; nothing here prints but argparse's own help and complaints.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from sitegen.diagnostics import formats
from sitegen.output import compression
from sitegen.sweden.dates import parse_moment

Command = Callable[[argparse.Namespace], int]

EPILOG = """\
exit-status:
  0    webbplatsen är byggd, eller innehållet är rätt
  1    innehållet eller mallarna har fel; ingenting är skrivet. Eller så fann leaks eller
       build --verify något
  2    kommandot är fel skrivet
  3    datorn kunde inte: disken är full, rättigheter saknas eller liknande
  130  avbruten med Ctrl-C
"""

DEFAULTS: Mapping[str, object] = {
    "output": None,
    "base_url": None,
    "drafts": False,
    "strict": False,
    "quiet": False,
    "extras": True,
    "compress": (),
    "verify": False,
    "today": None,
    "jobs": os.cpu_count() or 1,
}
"""What a command has that does not offer the option."""

FOLDERS = (
    ("content", "content", "mapp med texter"),
    ("templates", "templates", "mapp med mallar"),
    ("assets", "assets", "mapp med stilmall och ikoner"),
    ("cache", ".cache", "mapp där tidigare arbete sparas"),
)


class _Parser(argparse.ArgumentParser):
    """Options are written out whole; every help ends with the exit statuses."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **settings,  # type: ignore[arg-type]
        )


def parse(words: Sequence[str], commands: Mapping[str, Command]) -> argparse.Namespace:
    """The options of one command; `run` is the function among `commands` that carries it out."""
    top = _Parser(prog="build.py", description="Bygger besöksbloggen av texterna i content/.")
    choices = top.add_subparsers(title="kommandon", metavar="kommando", required=True)
    for name, (add, help, description) in _COMMANDS.items():
        command = choices.add_parser(name, help=help, description=description)
        command.set_defaults(run=commands[name], words=tuple(words), **DEFAULTS)
        add(command)
    return top.parse_args(_with_command(words))


def _with_command(words: Sequence[str]) -> list[str]:
    """`build` is what is meant when no command is named."""
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        return ["build", *words]
    return list(words)


def _add_folders(command: argparse.ArgumentParser) -> None:
    for name, default, what in FOLDERS:
        command.add_argument(
            f"--{name}", type=Path, default=Path(default), metavar="MAPP", help=what
        )


def _add_sources(command: argparse.ArgumentParser) -> None:
    _add_folders(command)
    add = command.add_argument
    add("--no-cache", dest="cache", action="store_const", const=None, help="gör allt från början")
    add("--base-url", type=_address, metavar="ADRESS", help="adressen webbplatsen publiceras på")
    add("--drafts", action="store_true", help="ta med utkast och kommande inlägg")
    add("--today", type=_moment, metavar="DATUM", help="bygg som om det vore den här dagen")
    add("--strict", action="store_true", help="räkna varningar som fel")
    add(
        "--jobs",
        type=_jobs,
        metavar="ANTAL",
        help="så många processer som får arbeta samtidigt (förval: en per kärna)",
    )


def _add_build(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument(
        "--output", type=Path, default=Path("site"), metavar="MAPP", help="mapp att skriva till"
    )
    command.add_argument(
        "--compress",
        type=_packing,
        metavar="SORTER",
        help="lägg packade kopior bredvid textfilerna: gz, br eller gz,br",
    )
    command.add_argument(
        "--verify",
        action="store_true",
        help="gör sedan allt från början någon annanstans och jämför, fil för fil",
    )
    command.add_argument("--quiet", action="store_true", help="skriv bara ut problem")


def _add_output(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument(
        "--output", type=Path, default=Path("site"), metavar="MAPP", help="mapp att titta i"
    )


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    command.add_argument(
        "--format",
        choices=sorted(formats.FORMATS),
        default="text",
        help="hur problemen skrivs ut (förval: text)",
    )
    command.add_argument(
        "--fix", action="store_true", help="rätta först det som går att rätta utan att fråga"
    )
    command.add_argument("--quiet", action="store_true", help="skriv bara ut problem")


def _add_serve(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    add = command.add_argument
    command.set_defaults(drafts=True, extras=False)
    add("--host", default="127.0.0.1", metavar="NAMN", help="adress att lyssna på")
    add("--port", type=int, default=8000, metavar="NUMMER", help="port att använda")
    add("--open", action="store_true", help="öppna förhandsvisningen i webbläsaren")
    add("--poll", action="store_true", help="leta efter ändringar själv (nätverksmappar, OneDrive)")


def _add_new(command: argparse.ArgumentParser) -> None:
    _add_folders(command)
    add = command.add_argument
    add("title", nargs="?", metavar="RUBRIK", help="inläggets rubrik")
    add("--kommun", action="append", metavar="NAMN", help="kommunen, eller ingen; kan upprepas")
    add("--theme", action="append", metavar="TEMA", help="ett tema ur themes.yml; kan upprepas")
    add("--date", metavar="DATUM", help="när inlägget publiceras (förval: i dag)")
    add("--author", default="", metavar="NYCKEL", help="författarens nyckel i authors.yml")


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "code",
        metavar="KOD|ADRESS",
        help="det som står inom hakparentes efter problemet, eller adressen till en sida",
    )
    _add_output(command)


_COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "build": (
        _add_build,
        "bygg webbplatsen (det som görs om inget kommando anges)",
        "Läser content/, kontrollerar allt och skriver webbplatsen till site/.",
    ),
    "check": (
        _add_check,
        "kontrollera allt utan att skriva någon webbplats",
        "Kontrollerar allt som build kontrollerar, men skriver ingen webbplats.",
    ),
    "serve": (
        _add_serve,
        "visa webbplatsen på den här datorn och bygg om vid varje ändring",
        "Bygger, visar resultatet i webbläsaren och bygger om när en fil ändras. "
        "Utkast och kommande inlägg visas också. Avsluta med Ctrl-C.",
    ),
    "new": (
        _add_new,
        "börja på ett nytt inlägg",
        "Skapar ett utkast med rätt namn, plats och fält. Det som du inte skriver här blir du "
        "tillfrågad om; det räcker att skriva början av ett namn.",
    ),
    "explain": (
        _add_explain,
        "förklara ett problem eller en sida",
        "Berättar vad en regel går ut på, med exempel på rätt och fel. För en adress, till exempel "
        "/kommun/hagfors/: vad sidan görs av och varför den senast gjordes om.",
    ),
    "leaks": (
        _add_output,
        "leta i den byggda webbplatsen efter det som inte är publicerat",
        "Letar i alla filer i site/ efter spår av utkast och kommande inlägg: adress, rubrik, text "
        "och bilder. build --strict letar innan något skrivs.",
    ),
}


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError("adressen ska börja med https:// eller http://")
    return text


def _moment(text: str) -> datetime:
    moment = parse_moment(text)
    if moment is None:
        raise argparse.ArgumentTypeError("skriv år-månad-dag, till exempel 2017-06-01")
    return moment.at if moment.has_time else datetime.combine(moment.at.date(), time.max)


def _packing(text: str) -> tuple[str, ...]:
    kinds = tuple(sorted({kind.strip() for kind in text.split(",")}))
    if unknown := [kind for kind in kinds if kind not in compression.KINDS]:
        raise argparse.ArgumentTypeError(f"”{unknown[0]}” går inte; skriv gz, br eller gz,br")
    if not all(compression.can_pack(kind) for kind in kinds):
        raise argparse.ArgumentTypeError(
            "för br behövs biblioteket brotli; installera det med pip install -e '.[br]'"
        )
    return kinds


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError("skriv ett antal från 1 till 256")
    return int(text)
