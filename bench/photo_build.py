"""What photos cost: a blog of 40 posts with a photo of 12 megapixels each, ours and Hugo's.

Both make WebP in four widths and a JPEG of each photo. The same blogs without photos are built in
turn, so that the processor time of one photo is a difference. Run: python bench/photo_build.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import contents
import corpus
import machine
import measure
import photos
import tools
import trees
from results import save
from shipped import Variant
from shipped_report import Found, builds

HERE = Path(__file__).parent
BAR = 0.45
"""Seconds of processor time that one photo may take."""


def write_ours(folder: Path, count: int, shown: Sequence[Path], program: Path) -> None:
    """Our blog with all that is on by default; each post shows a photo, if there are any."""
    corpus.write_content(folder / "content", count, off=())
    for name in ("templates", "assets"):
        shutil.copytree(program / name, folder / name)
    posts = folder / "content" / "posts"
    for path, photo in zip(sorted(posts.glob("*.md")), shown, strict=bool(shown)):
        shutil.copy(photo, posts)
        with path.open("a", encoding="utf-8") as post:
            post.write(f"\n![Ett torg med människor]({photo.name})\n")


def variants_of(
    count: int, shown: Sequence[Path], program: Path, python: machine.Python
) -> list[Variant]:
    """Ours and Hugo's, each with photos and without."""
    hugo = tools.install(["hugo"], python)[0][0]
    ours, assets = tools.our_build(python.path, program), program / "assets"
    place = shown[0].parent
    return [
        Variant("ours", ours, lambda folder: write_ours(folder, count, shown, program)),
        Variant("ours, no photos", ours, lambda folder: write_ours(folder, count, (), program)),
        Variant(
            "Hugo, no photos", hugo.build, lambda folder: hugo.write(folder, count, assets), False
        ),
        Variant(
            "Hugo",
            hugo.build,
            lambda folder: contents.write_hugo(folder, count, assets, place),
            is_ours=False,
        ),
    ]


def build(variant: Variant, folder: Path, turn: int, found: Found) -> None:
    """Build from nothing, and measure memory in turn 0, time in others."""
    for name in (tools.OUTPUT, "cache", "resources"):
        shutil.rmtree(folder / name, ignore_errors=True)
    if turn:
        found.runs.append(measure.time_command(variant.build, folder))
    else:
        found.memory = measure.peak_memory(variant.build, folder)
    found.contents = trees.count(folder / tools.OUTPUT)


def main() -> int:
    """Run; 1 if a photo of ours takes more than the bar."""
    parser = argparse.ArgumentParser(prog="bench/photo_build.py", description=__doc__)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--save", action="store_true", help="add to bench/results/<today>.md")
    given = parser.parse_args()
    python = machine.ask_python(given.python.absolute())
    work = machine.workplace() / f"photos-{os.getpid()}"
    program = tools.copy_program(work / "program")
    originals = photos.fetch_originals(HERE / ".peers" / "photos")
    shown = photos.write_photos(work / "photos", originals, given.photos)
    variants = variants_of(given.photos, shown, program, python)
    found = {variant.name: Found() for variant in variants}
    for variant in variants:
        variant.write(work / variant.name)
    for turn in range(given.rounds + 1):
        for variant in variants[turn % 4 :] + variants[: turn % 4]:
            build(variant, work / variant.name, turn, found[variant.name])
    size = sum(path.stat().st_size for path in shown) / given.photos / 1e6
    each = {name: _for_one(name, found, given.photos) for name in ("ours", "Hugo")}
    text = (
        f"## {given.photos} photos of 12 megapixels, {size:.1f} MB each\n\n"
        f"{builds([variant.name for variant in variants], found)}\n\n"
        f"One photo takes {each['ours']:.2f} s of processor time here and {each['Hugo']:.2f} s in "
        f"Hugo; the bar is {BAR} s."
    )
    print(text)
    shutil.rmtree(work)
    if given.save:
        save("Photos", machine.describe(python, machine.workplace()), [text])
    return int(each["ours"] > BAR)


def _for_one(name: str, found: dict[str, Found], count: int) -> float:
    """Seconds of processor time that one photo adds."""
    with_, without = (
        median(run.cpu for run in found[each].runs) for each in (name, f"{name}, no photos")
    )
    return (with_ - without) / count


if __name__ == "__main__":
    sys.exit(main())
