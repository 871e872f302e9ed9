"""The time from a saved file to the written page while serving, which an author waits for.

Starts `build.py serve` on a corpus with search and link previews on, saves posts, and watches the
preview's files change. On Linux it also reports the processor time of the preview, which a busy
machine disturbs less.
Run: python bench/serve.py [--posts 1000,10000] [--rounds 15]
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import corpus
from servers import previewed

PORT = 8765


def wait_for(file: Path, needle: bytes) -> None:
    """Return as soon as `file` holds `needle`."""
    while needle not in file.read_bytes():
        time.sleep(0.0005)


def cpu_of_preview() -> float:
    """The seconds of processor time that the processes started from here have used so far."""
    started = Path(f"/proc/self/task/{os.getpid()}/children")
    tasks = (
        Path(f"/proc/{process}/task").iterdir()
        for process in (started.read_text().split() if started.exists() else ())
    )
    each = chain.from_iterable(tasks)
    return sum(int((task / "schedstat").read_text().split()[0]) for task in each) / 1e9


def measure(content: Path, site: Path, *, rounds: int, kind: str) -> list[tuple[float, float]]:
    """For each save, the seconds from its end until the pages that show the edit are written, and
    the processor time until the preview waits again."""
    times = []
    posts = sorted((content / "posts").glob("*.md"))
    for number in range(rounds):
        post = posts[number * len(posts) // rounds]
        mark = f"Nyhet {kind} {number}"
        text = post.read_text(encoding="utf-8")
        if kind == "body":
            text += f"\n{mark}.\n"
        else:
            text = re.sub(r"^title: .*$", f"title: {mark}", text, count=1, flags=re.MULTILINE)
        slug = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", post.stem)
        before = cpu_of_preview()
        post.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        wait_for(site / "besok" / slug / "index.html", mark.encode())
        taken = time.perf_counter() - start
        time.sleep(0.2)
        times.append((taken, cpu_of_preview() - before))
    return times


def main() -> None:
    """Print the median, the least and the most of each kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    for count in map(int, given.posts.split(",")):
        with tempfile.TemporaryDirectory(prefix="serve-") as place:
            content = Path(place) / "content"
            corpus.write_content(content, count, off=())
            with previewed(Path(place), PORT) as said:
                print(said)
                time.sleep(1)
                site = Path(place) / f"cache/preview-{PORT}"
                for kind in ("body", "title"):
                    times = measure(content, site, rounds=given.rounds, kind=kind)
                    wall, cpu = (tuple(each) for each in zip(*times, strict=True))
                    print(f"{count} posts, {kind} edit: {describe(wall)}, CPU {describe(cpu)}")


def describe(times: Sequence[float]) -> str:
    """“12 ms (10 to 15)”: the median, the least and the most."""
    low, middle, high = (each * 1000 for each in (min(times), statistics.median(times), max(times)))
    return f"{middle:.0f} ms ({low:.0f} to {high:.0f})"


if __name__ == "__main__":
    main()
