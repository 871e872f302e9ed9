"""Writes the typeface of link previews, sitegen/images/data/newsreader*, and of headings on pages,
assets/newsreader.woff2; no build needs it.

    npm pack @fontsource-variable/newsreader@5.3.0 && tar xzf fontsource-variable-newsreader-*.tgz
    python -m pip install fonttools==4.68.0 brotli==1.2.1
    python scripts/make_typeface.py package

The typeface is Newsreader by Production Type, under the SIL Open Font License 1.1, whose text is
written beside it. Kept are the letters of Swedish, its neighbours and the Sámi languages; weight
and optical size are fixed. The width of each character and the kerning of each pair go into
newsreader.csv, so that no shaping engine is needed and a picture has the same bytes wherever it is
drawn. The font of pages is the regular weight with the letters of Swedish, and kerns by itself.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
DATA = ROOT / "sitegen" / "images" / "data"
STYLE = {"opsz": 36, "wght": 420}
PAGE_STYLE = {"opsz": 36, "wght": 400}
EPOCH = 2082844800
"""1 January 1970, as fonts count seconds: any fixed moment will do."""

KEPT = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2212),
]
SHOWN = [
    *(*range(0x20, 0x7F), *range(0xA0, 0x100)),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2019, 0x201D, 0x2026, 0x2212),
]
KERNED = {*map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉabcdefghijklmnopqrstuvwxyzåäöé0123456789")}
KERNED |= {*map(ord, ".,:;!?-–’”()")}  # a space keeps its width


def main() -> None:
    """Make the four files from an unpacked package."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("package", type=Path)
    package = arguments.parse_args().package
    shutil.copyfile(package / "LICENSE", DATA / "newsreader-license.txt")
    make_page_font(package / "files")
    parts = [make_part(package / "files", name) for name in ("latin", "latin-ext")]
    font = Merger().merge(parts)
    for table in ("GPOS", "GSUB", "GDEF", "DSIG"):
        if table in font:
            del font[table]
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False
    write_metrics(font, TTFont(parts[0]))
    font.save(DATA / "newsreader.ttf")
    for part in parts:
        Path(part).unlink()


def make_page_font(folder: Path) -> None:
    """The font that pages load."""
    font = cut(folder, "latin", PAGE_STYLE, SHOWN, ["kern", "liga"])
    font.flavor = "woff2"
    font["head"].created = font["head"].modified = EPOCH
    font.recalcTimestamp = False
    font.save(ROOT / "assets" / "newsreader.woff2")


def make_part(folder: Path, name: str) -> str:
    """One of the package's files as a font of one style with the kept characters; its path."""
    font = cut(folder, name, STYLE, KEPT, ["kern"])
    font.flavor = None
    path = folder.parent / f"{name}.ttf"
    font.save(path)
    return str(path)


def cut(
    folder: Path, name: str, style: dict[str, int], characters: list[int], features: list[str]
) -> TTFont:
    """One of the package's files in one style, with some of its characters and features."""
    font = TTFont(folder / f"newsreader-{name}-opsz-normal.woff2")
    font = instancer.instantiateVariableFont(font, style)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def write_metrics(font: TTFont, kerned: TTFont) -> None:
    """Write the width of each character and the kerning of each pair, in font units."""
    characters = {name: chr(code) for code, name in kerned.getBestCmap().items() if code in KERNED}
    with (DATA / "newsreader.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("characters", "units"))
        for code, name in sorted(font.getBestCmap().items()):
            rows.writerow((chr(code), font["hmtx"][name][0]))
        for left, right, change in find_pairs(kerned):
            if change and left in characters and right in characters:
                rows.writerow((characters[left] + characters[right], change))


def find_pairs(font: TTFont) -> Iterator[tuple[str, str, int]]:
    """Yield each pair's left and right glyph and its change of advance.

    The first value of a pair applies; a subtable of classes has a value for every pair whose left
    glyph it covers.
    """
    seen: set[tuple[str, str]] = set()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for wrapped in lookup.SubTable:
            part = getattr(wrapped, "ExtSubTable", wrapped)
            if part.LookupType != 2:
                continue
            for left, right, value in _of_subtable(font, part):
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right, value


def _of_subtable(font: TTFont, part: object) -> Iterator[tuple[str, str, int]]:
    glyphs = part.Coverage.glyphs
    if part.Format == 1:
        for left, records in zip(glyphs, part.PairSet, strict=True):
            for record in records.PairValueRecord:
                yield left, record.SecondGlyph, _advance(record.Value1)
        return
    for left in glyphs:
        row = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)].Class2Record
        for right in font.getGlyphOrder():
            yield left, right, _advance(row[part.ClassDef2.classDefs.get(right, 0)].Value1)


def _advance(value: object) -> int:
    return getattr(value, "XAdvance", 0) or 0


if __name__ == "__main__":
    main()
