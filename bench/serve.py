"""The time from a saved file to the written page while serving, which an author waits for.

Starts `build.py serve` on a corpus, saves posts, and watches the preview's files change.
Run: python bench/serve.py [--posts 1000,10000] [--rounds 15]
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from pathlib import Path

import corpus
from servers import previewed

PORT = 8765


def wait_for(file: Path, needle: bytes) -> None:
    """Return as soon as `file` holds `needle`."""
    while needle not in file.read_bytes():
        time.sleep(0.0005)


def measure(content: Path, site: Path, *, rounds: int, kind: str) -> list[float]:
    """The seconds from the end of each save until the pages that show the edit are written."""
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
        post.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        wait_for(site / "besok" / slug / "index.html", mark.encode())
        times.append(time.perf_counter() - start)
        time.sleep(0.2)
    return times


def main() -> None:
    """Print the median, fastest and slowest of each kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    for count in map(int, given.posts.split(",")):
        with tempfile.TemporaryDirectory(prefix="serve-") as place:
            content = Path(place) / "content"
            corpus.write_content(content, count)
            with previewed(Path(place), PORT) as said:
                print(said)
                time.sleep(1)
                site = Path(place) / f"cache/preview-{PORT}"
                for kind in ("body", "title"):
                    times = measure(content, site, rounds=given.rounds, kind=kind)
                    low, middle, high = min(times), statistics.median(times), max(times)
                    print(
                        f"{count} posts, {kind} edit: median {middle * 1000:.0f} ms "
                        f"({low * 1000:.0f} to {high * 1000:.0f})"
                    )


if __name__ == "__main__":
    main()
