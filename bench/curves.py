"""Is a build linear in everything that grows? One curve for each, as shipped, drawn as SVG.

Everything but posts grows on a blog of 1,000 posts. The processor time of a build from nothing is
measured. Run: python bench/curves.py [--only links,plans] [--save]; see bench/README.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

import comments
import corpus
import curve_drawing
import machine
import measure
import photos
import plans
import results
import tools

HERE = Path(__file__).parent
POSTS = 1000
SIZES = (1000, 3000, 10_000)
MOST = 1.25
"""How much dearer the last part of a curve may be than the first; busy machines add noise."""

Grow = Callable[[Path, int], None]


def grow_posts(content: Path, count: int) -> None:
    """That many posts."""
    corpus.write_content(content, count, off=())


def grow_links(content: Path, count: int) -> None:
    """Links to other posts, as many from each."""
    _append(content, count, lambda number: f"[besöket {number}]({_post(number).url})")


def grow_broken_links(content: Path, count: int) -> None:
    """Links to addresses that are no post's, though nearly."""
    _append(
        content, count, lambda number: f"[besöket {number}]({_post(number).url[:-4]}x{number}/)"
    )


def grow_themes(content: Path, count: int) -> None:
    """A tenth as many themes, each with ten posts, besides the usual ones: the file of themes may
    have 64,000 characters."""
    corpus.write_content(content, POSTS, off=())
    with (content / "themes.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"- slug: amne-{n}\n  name: Ämne {n}\n" for n in range(count // 10))
    for place, path in enumerate(_paths(content)):
        numbers = range(place, count, POSTS)
        added = "".join(f", amne-{number}" for number in sorted({n // 10 for n in numbers}))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("]\n---", f"{added}]\n---", 1), encoding="utf-8")


def grow_plans(content: Path, count: int) -> None:
    """Plans of five points, each with a status."""
    corpus.write_content(content, POSTS, off=())
    plans.write_plans(content, count, POSTS)


def grow_comments(content: Path, count: int) -> None:
    """Comments, as many to each post."""
    corpus.write_content(content, POSTS, off=())
    comments.write_comments(content, POSTS, count)


def grow_pictures(content: Path, count: int) -> None:
    """Pictures of 480 × 360 pixels, as many in each post."""
    _append(content, count, lambda number: f"![Ett torg](bild-{number:05}.jpg)")
    originals = photos.fetch_originals(HERE / ".peers" / "photos")
    for number in range(count):
        picture = photos.make_photo(number, originals, size=(480, 360))
        picture.save(content / "posts" / f"bild-{number:05}.jpg", quality=85)


THINGS: dict[str, tuple[str, Grow]] = {
    "posts": ("posts", grow_posts),
    "links": ("links", grow_links),
    "broken": ("broken links", grow_broken_links),
    "themes": ("themes, a tenth as many", grow_themes),
    "plans": ("plans", grow_plans),
    "comments": ("comments", grow_comments),
    "pictures": ("pictures", grow_pictures),
}


def _append(content: Path, count: int, write: Callable[[int], str]) -> None:
    """Write the blog with a paragraph more in each post: its share of `count` things."""
    corpus.write_content(content, POSTS, off=())
    for place, path in enumerate(_paths(content)):
        added = "\n\n".join(write(number) for number in range(place, count, POSTS))
        with path.open("a", encoding="utf-8") as post:
            post.write(f"\n{added}\n")


def _paths(content: Path) -> list[Path]:
    return sorted((content / "posts").glob("*.md"))


def _post(number: int) -> corpus.Post:
    """A post to link to."""
    return corpus.post(number * 7 % POSTS)


def main() -> int:
    """Measure, draw, and print a table; 1 if anything is not linear."""
    parser = argparse.ArgumentParser(prog="bench/curves.py", description=__doc__)
    parser.add_argument("--only", default=",".join(THINGS), help="some of: %(default)s")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--save", action="store_true", help="in bench/results/")
    given = parser.parse_args()
    python = machine.ask_python(given.python.absolute())
    work = machine.workplace() / f"curves-{os.getpid()}"
    program = tools.copy_program(work / "program")
    sizes = [int(size) for size in given.sizes.split(",")]
    curves = {}
    for name in given.only.split(","):
        words, grow = THINGS[name]
        curves[words] = [
            (size, _measure(grow, size, work / "blog", python, program, given.rounds))
            for size in sizes
        ]
        print(_row(words, curves[words]), flush=True)
    shutil.rmtree(work)
    if given.save:
        _save(curves, python)
    return int(any(_bend(points) > MOST for points in curves.values()))


def _measure(
    grow: Grow, size: int, folder: Path, python: machine.Python, program: Path, rounds: int
) -> float:
    """Seconds of processor time of a build from nothing, which ends with 1 for broken links."""
    shutil.rmtree(folder, ignore_errors=True)
    grow(folder / "content", size)
    for name in ("templates", "assets"):
        shutil.copytree(program / name, folder / name)
    build = tools.our_build(python.path, program)
    if grow is grow_broken_links:
        build = ("sh", "-c", '"$@" || test $? = 1', "sh", *build)
    runs = []
    for _ in range(rounds):
        for name in (tools.OUTPUT, "cache"):
            shutil.rmtree(folder / name, ignore_errors=True)
        runs.append(measure.time_command(build, folder))
    return median(run.cpu for run in runs)


def _bend(points: Sequence[curve_drawing.Place]) -> float:
    """What one thing more costs in the last part of a curve, as a part of that in the first."""
    steps = [
        (later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in pairwise(points)
    ]
    return steps[-1] / steps[0] if steps and steps[0] > 0 else 1.0


def _row(words: str, points: Sequence[curve_drawing.Place]) -> str:
    seconds = " | ".join(f"{value:.1f}" for _, value in points)
    more = (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0] or 1) * 1000
    return f"| {words} | {seconds} | {more:.2f} | {_bend(points):.2f} |"


def _save(curves: dict[str, list[curve_drawing.Place]], python: machine.Python) -> None:
    sizes = [f"{size:,}" for size, _ in next(iter(curves.values()))]
    heads = ["CPU seconds of", *sizes, "ms for one more", "last part ÷ first"]
    lines = [f"| {' | '.join(heads)} |", "| --- |" + " --: |" * (len(heads) - 1)]
    lines += [_row(words, points) for words, points in curves.items()]
    name = f"{date.today().isoformat()}-curves.svg"
    lines += ["", f"![The curves]({name})"]
    results.save("What grows", machine.describe(python, machine.workplace()), ["\n".join(lines)])
    (results.FOLDER / name).write_text(curve_drawing.draw(curves), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
