"""The cost of broken links: `check` on a blog with one broken link, and with one in many posts.

A blog without errors cannot be compared, since a check that finds none also renders the pages.
Every check starts without a cache and the two blogs take turns; the medians are compared.
Run: python bench/broken_links.py [--posts 3000] [--broken 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import corpus
import tools

BAR = 2.0
"""Seconds that 1,000 broken links among 3,000 posts may cost."""


def break_links(content: Path, count: int) -> None:
    """Add one broken link to each of the first `count` posts.

    Every second one is the address of a page, the others are file names; two letters are swapped.
    """
    written = list(corpus.posts(count))
    for number, post in enumerate(written):
        other = written[number - 1]
        target = _misspell(other.url) if number % 2 else _misspell(other.filename)
        path = content / "posts" / post.filename
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\nSe [det förra besöket]({target}).\n", encoding="utf-8")


def _misspell(target: str) -> str:
    middle = len(target) // 2
    return target[:middle] + target[middle + 1] + target[middle] + target[middle + 2 :]


class Taken(NamedTuple):
    """The time of one check: wall-clock seconds, and CPU seconds, which vary less under load."""

    wall: float
    cpu: float
    broken: int


def check(program: Path, folder: Path) -> Taken:
    """Check the blog in `folder`."""
    command = (
        *(sys.executable, str(program / "build.py"), "check", "--no-cache", "--format", "json"),
        *("--content", "content", "--templates", str(program / "templates")),
        *("--assets", str(program / "assets")),
    )
    start, used = time.perf_counter(), _seconds_of_children()
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall, cpu = time.perf_counter() - start, _seconds_of_children() - used
    broken = sum(each["code"] == "link-broken" for each in json.loads(said.stdout))
    return Taken(wall, cpu, broken)


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print the medians and what the broken links cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=3000)
    parser.add_argument("--broken", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="links-") as place:
        program = tools.copy_program(Path(place, "program"))
        single, many = Path(place, "single"), Path(place, "many")
        for folder, broken in ((single, 1), (many, given.broken)):
            corpus.write_content(folder / "content", given.posts)
            break_links(folder / "content", broken)
        rounds = [(check(program, single), check(program, many)) for _ in range(given.rounds)]
    assert {(one.broken, other.broken) for one, other in rounds} == {(1, given.broken)}
    print(f"{given.posts} posts, 1 and {given.broken} broken links (bar: {BAR:.0f} s more)")
    for name, number in (("by the clock", 0), ("of the processor", 1)):
        one, other = (statistics.median(each[which][number] for each in rounds) for which in (0, 1))
        print(f"seconds {name}: {one:.2f} and {other:.2f}, {other - one:.2f} more")


if __name__ == "__main__":
    main()
