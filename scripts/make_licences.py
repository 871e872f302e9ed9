"""Write docs/licenser.md: the works of others in the program, with their licences.

Run it after a change of requirements.txt, where that is installed: python scripts/make_licences.py
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TARGET = "docs/licenser.md"

ALLOWED = frozenset(
    (
        *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
        *("MIT-CMU", "OFL-1.1", "PSF-2.0"),
    )
)
"""SPDX names of the licences that let anyone run, change and publish the whole; others, and those
that would bind the blog's texts, need a decision first."""

INSTALLERS = ("pip", "setuptools")
"""Packages that install the others and are not part of the program."""

KNOWN = {
    "backports-tarfile": ("MIT", "LICENSE"),
    "brotli": ("MIT", "LICENSE"),
    "defusedxml": ("PSF-2.0", "LICENSE"),
    "importlib-metadata": ("Apache-2.0", "LICENSE"),
    "jaraco-classes": ("MIT", "LICENSE"),
    "jinja2": ("BSD-3-Clause", ""),
    "lazy-importer": ("Apache-2.0", "LICENSE"),
    "pywin32-ctypes": ("BSD-3-Clause", "LICENSE.txt"),
    "typing-extensions": ("PSF-2.0", "LICENSE"),
    "zipp": ("MIT", "LICENSE"),
}
"""Licence, and file name of its text, of packages that are optional, that not every Python or
system needs, or whose metadata is vague; taken from the text itself."""


class Work(NamedTuple):
    """A work of others that is in this repository."""

    name: str
    files: tuple[str, ...]
    licence: str
    text: str
    origin: str


WORKS = (
    Work(
        "Newsreader",
        (
            "sitegen/images/data/newsreader.ttf",
            "sitegen/images/data/newsreader.csv",
            "assets/newsreader.woff2",
        ),
        "OFL-1.1",
        "sitegen/images/data/newsreader-license.txt",
        "typsnitt av Production Type, i urval",
    ),
    Work(
        "Kommun- och länsgränser",
        ("sitegen/sweden/data/karta.json",),
        "CC0-1.0",
        "",
        "Statistiska centralbyråns öppna geodata, förenklade",
    ),
    Work(
        "Kommuner och län",
        ("sitegen/sweden/data/kommuner.csv", "sitegen/sweden/data/lan.csv"),
        "CC0-1.0",
        "",
        "Statistiska centralbyråns regionala indelningar",
    ),
    Work(
        "fastest-levenshtein",
        ("assets/levenshtein.js",),
        "MIT",
        "assets/levenshtein.js",
        "avstånd mellan ord; av Kasper Unn Weihe",
    ),
    Work(
        "BRS-KB",
        ("tests/data/vectors/brs-kb.json",),
        "MIT",
        "tests/data/vectors/brs-kb-license.txt",
        "angrepp att pröva mot, bara i testerna; av EasyProTech LLC",
    ),
)


class Package(NamedTuple):
    """A package that is installed with the program; `texts` are the names of its licence texts."""

    name: str
    licence: str
    texts: tuple[str, ...]


def names() -> list[str]:
    """The packages of requirements.txt, and the optional ones."""
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = set(re.findall(r"^([a-z][a-z0-9.-]*)==", locked, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, chosen in project["optional-dependencies"].items():
        if extra not in ("test", "tend"):
            found |= {each.partition("==")[0].lower() for each in chosen}
    return sorted(found - {*INSTALLERS})


def packages() -> Iterator[Package]:
    """Each package with its licence, from its own metadata."""
    for name in names():
        licence, text = KNOWN.get(name, ("", ""))
        try:
            found = distribution(name)
        except PackageNotFoundError:
            yield Package(name, licence, (text,) if text else ())
            continue
        yield Package(name, licence or _licence_of(found), tuple(_texts_of(found)))


def _licence_of(found: Distribution) -> str:
    """The licence of a package; of several to choose from, the first that we accept."""
    metadata = found.metadata
    named = [metadata[name] for name in ("License-Expression", "License") if name in metadata]
    offered = next(filter(None, named), "").split(" OR ")
    return next((each for each in offered if each in ALLOWED), " OR ".join(offered))


def _texts_of(found: Distribution) -> list[str]:
    """The file names of the licence texts that come with a package."""
    files = (file.name for file in found.files or ())
    return sorted({name for name in files if re.match(r"(?i)(?:licen[cs]e|copying|notice)", name)})


def made() -> str:
    """The text of the file."""
    own = [
        f"| {work.name}, {work.origin} | {', '.join(f'`{file}`' for file in work.files)} "
        f"| {work.licence} | {f'`{work.text}`' if work.text else 'behövs inte'} |"
        for work in WORKS
    ]
    others = [
        f"| {package.name} | {package.licence} "
        f"| {', '.join(f'`{text}`' for text in package.texts) or 'följer inte med paketet'} |"
        for package in packages()
    ]
    return "\n".join([*_HEAD, *own, *_PACKAGES, *others, ""])


_HEAD = (
    "# Licenser",
    "",
    "Filen skrivs av `scripts/make_licences.py`. Programmet är fritt att använda, ändra och sprida",
    "enligt MIT-licensen i `LICENSE`. Bloggens texter och bilder i `content/` hör till sina",
    "upphovspersoner.",
    "",
    "## Det som ligger här och som andra har gjort",
    "",
    "| Verk | Filer | Licens | Licenstext |",
    "|---|---|---|---|",
)

_PACKAGES = (
    "",
    "## Det som installeras med programmet",
    "",
    "Licenserna är angivna med sina namn i SPDX. Texterna ligger i paketen, där inget annat står.",
    "",
    "| Paket | Licens | Licenstext |",
    "|---|---|---|",
)


def main() -> None:
    """Write the file."""
    (ROOT / TARGET).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
