"""What broken links cost: a blog checked as it is, and with a misspelt link in some of its posts.

Every check starts from nothing and the two blogs take turns; the medians are compared.
Run: python bench/broken_links.py [--posts 3000] [--broken 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
import tools

BAR = 2.0
"""Seconds that 1,000 broken links among 3,000 posts may cost."""


def break_links(content: Path, count: int) -> None:
    """Add one link that leads nowhere to each of the first `count` posts.

    Every other is a page's address and the rest are names of files, both with two letters swapped.
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


def check(program: Path, folder: Path) -> tuple[float, int]:
    """Seconds that a check of the blog in `folder` takes, and how many links it finds broken."""
    command = (
        *(sys.executable, str(program / "build.py"), "check", "--no-cache", "--format", "json"),
        *("--content", "content", "--templates", str(program / "templates")),
        *("--assets", str(program / "assets")),
    )
    start = time.perf_counter()
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    return seconds, sum(each["code"] == "link-broken" for each in json.loads(said.stdout))


def main() -> None:
    """Print the medians and what the broken links cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=3000)
    parser.add_argument("--broken", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="links-") as place:
        program = tools.copy_program(Path(place, "program"))
        whole, broken = Path(place, "whole"), Path(place, "broken")
        for folder in (whole, broken):
            corpus.write_content(folder / "content", given.posts)
        break_links(broken / "content", given.broken)
        rounds = [(check(program, whole), check(program, broken)) for _ in range(given.rounds)]
    assert {(one[1], other[1]) for one, other in rounds} == {(0, given.broken)}
    without = statistics.median(one[0] for one, _ in rounds)
    with_them = statistics.median(other[0] for _, other in rounds)
    print(
        f"{given.posts} posts: {without:.2f} s; with {given.broken} broken links: "
        f"{with_them:.2f} s; {with_them - without:.2f} s more (bar: {BAR:.0f} s)"
    )


if __name__ == "__main__":
    main()
