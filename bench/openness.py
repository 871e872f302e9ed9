"""What organisations and figures cost: the processor time of a cold build with 50 organisations and
2,000 figures, and of the same posts without.

It writes the same posts twice and builds them in turns, so that a busy machine is as busy for both.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import corpus
from plans import build_cold

MOST = 1.05
"""The most that a build with both may take of one without."""

MEASURES = 8


def main() -> int:
    """Measure, print a line for each pair and the median, and say by the status if it is held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--organisations", type=int, default=50)
    parser.add_argument("--figures", type=int, default=2_000)
    parser.add_argument("--pairs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        without, with_all = Path(folder, "without"), Path(folder, "with")
        corpus.write_content(without / "content", given.posts)
        shutil.copytree(without, with_all)
        write_facts(with_all / "content", given.organisations, given.figures)
        ratios = []
        for _ in range(given.pairs):
            before, after = build_cold(without), build_cold(with_all)
            ratios.append(after / before)
            print(f"without {before:.1f} s, with {after:.1f} s: {ratios[-1]:.3f}", flush=True)
    median = statistics.median(ratios)
    print(f"median of {len(ratios)}: {median:.3f}, at most {MOST}")
    return int(median > MOST)


def write_facts(content: Path, organisations: int, figures: int) -> None:
    """List organisations and measures, and give as many posts as there are figures a figure and
    one who took part."""
    entries = (f"- {{slug: o-{n}, name: Organisation {n}}}\n" for n in range(organisations))
    (content / "organisations.yml").write_text("".join(entries), encoding="utf-8")
    measures = (f"- {{slug: m-{n}, name: Mått {n}, unit: barn}}\n" for n in range(MEASURES))
    (content / "measures.yml").write_text("".join(measures), encoding="utf-8")
    posts = _texts(content)
    for number in range(figures):
        path = next(posts)
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        kommun = "".join(line for line in front.splitlines(True) if line.startswith("kommun:"))
        where = "" if "[" not in kommun else ", kommun: Hagfors"
        fact = f"measure: m-{number % MEASURES}, period: 2016, value: {number}{where}"
        who = f"organisation: Organisation {number % organisations}"
        more = f"facts: [{{{fact}}}]\n"
        more += "" if "participants:" in front else f"participants: [{{{who}}}]\n"
        path.write_text(f"---\n{front}{more}---\n{body}", encoding="utf-8")


def _texts(content: Path) -> Iterator[Path]:
    """The posts, again from the first when they run out."""
    while True:
        yield from sorted((content / "posts").rglob("*.md"))


if __name__ == "__main__":
    sys.exit(main())
