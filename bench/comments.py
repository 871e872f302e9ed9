"""What comments cost: the processor time of a cold build with 5 comments per post, and without.

It writes the same posts twice and builds them in turns, so that a busy machine is as busy for both.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import corpus
from plans import build_cold

MOST = 1.30
"""The most that a build with comments may take of one without."""

WORDS = (
    "Tack för en text som går att förstå också för den som inte arbetar i kommunen.",
    "Hos oss har vi försökt något liknande, men det tog <em>mycket</em> längre tid än planerat.",
    "Finns planen att läsa någonstans?\n\nJag skulle gärna vilja jämföra med vår egen.",
    'Se även <a href="https://example.org/rapport">rapporten</a>, som säger något annat.',
    "Det håller jag inte med om, men jag förstår hur du menar. Vi hörs!",
)


def main() -> int:
    """Measure, print a line for each pair and the median, and say by the status if it is held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--comments", type=int, default=50_000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--shipped", action="store_true", help="with search and link previews")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        without, with_comments = Path(folder, "without"), Path(folder, "with")
        off = () if given.shipped else corpus.STRIPPED
        corpus.write_content(without / "content", given.posts, off=off)
        shutil.copytree(without, with_comments)
        write_comments(with_comments / "content", given.posts, given.comments)
        ratios = []
        for _ in range(given.pairs):
            before, after = build_cold(without), build_cold(with_comments)
            ratios.append(after / before)
            print(f"without {before:.1f} s, with {after:.1f} s: {ratios[-1]:.3f}", flush=True)
    median = statistics.median(ratios)
    print(f"median of {len(ratios)}: {median:.3f}, at most {MOST}")
    return int(median > MOST)


def write_comments(content: Path, posts: int, comments: int) -> None:
    """Write the comments of each post, as many to each, every other an answer to the one before."""
    (content / "comments").mkdir()
    each = comments // posts
    paths = sorted((content / "posts").rglob("*.md"))
    for place, path in enumerate(paths):
        records = (_record(place * each + number, number) for number in range(each))
        target = content / "comments" / f"{slug_of(path)}.yml"
        target.write_text("".join(records), encoding="utf-8")


def slug_of(path: Path) -> str:
    """The name of a post in its address."""
    name = path.parent.name if path.stem == "index" else path.stem
    return name[11:]


def _record(number: int, place: int) -> str:
    parent = f"  parent: wp-{number - 1}\n" if place % 2 else ""
    lines = "".join(f"    {line}\n" for line in WORDS[place % len(WORDS)].split("\n"))
    return (
        f"- _id: wp-{number}\n  name: Läsare {number % 97}\n  date: 2018-03-{1 + place:02} 09:30\n"
        f"  state: approved\n{parent}  message: |\n{lines}"
    )


if __name__ == "__main__":
    sys.exit(main())
