"""The cost of search: the same site built with and without it, and the size of the index.

Run: python bench/search.py [--posts 100,1000,10000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus

ROOT = Path(__file__).parent.parent


def build(folder: Path, *words: str) -> float:
    """The seconds that one run of the command line takes."""
    places = [f"--{name}={ROOT / name}" for name in ("templates", "assets")]
    places += [f"--{name}={folder / name}" for name in ("content", "output", "cache")]
    start = time.perf_counter()
    subprocess.run([sys.executable, ROOT / "build.py", "--quiet", *places, *words], check=True)
    return time.perf_counter() - start


def edit(folder: Path, number: int, *, recent: bool) -> float:
    """The seconds of the build after a sentence was added to a recent post or an old one."""
    posts = sorted((folder / "content" / "posts").glob("*.md"))
    post_number = -1 - number if recent else number
    with posts[post_number % len(posts)].open("a", encoding="utf-8") as post:
        post.write(f"\nEtt stycke till, nummer {number}.\n")
    return build(folder)


@contextmanager
def blog(count: int, *, search: bool) -> Iterator[Path]:
    """A folder with `count` posts, or with the blog's own content if 0, not built yet."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if count:
            corpus.write_content(folder / "content", count)
        else:
            subprocess.run(["cp", "-r", ROOT / "content", folder], check=True)
        settings = folder / "content" / "site.yml"
        lines = settings.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("search:")]
        text = "\n".join([*kept, f"search: {'true' if search else 'false'}", ""])
        settings.write_text(text, encoding="utf-8")
        yield folder


def measure(count: int, rounds: int) -> list[str]:
    """One row of the table; `count` 0 means the blog's own content."""
    times: dict[tuple[str, bool], float] = {}
    for search in (False, True):
        with blog(count, search=search) as folder:
            times["cold", search] = build(folder)
            for kind in ("recent", "old"):
                times[kind, search] = statistics.median(
                    edit(folder, number, recent=kind == "recent") for number in range(rounds)
                )
            index = [
                path for path in (folder / "output" / "sokregister").rglob("*") if path.is_file()
            ]
            size = sum(path.stat().st_size for path in index)
    return [
        f"{count or 'own'}",
        *(
            f"{times[kind, search]:.2f} s"
            for kind in ("cold", "recent", "old")
            for search in (False, True)
        ),
        f"{size / 1e6:.2f} MB",
        f"{len(index)}",
    ]


def main() -> None:
    """Print a row for the blog's own content and one for each number of posts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="100,1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    kinds = ("cold", "edit of a recent post", "edit of an old post")
    heads = [word for kind in kinds for word in (kind, "with search")]
    print("| posts |", " | ".join(heads), "| index | files |")
    print("| --- " * (len(heads) + 3) + "|")
    for count in (0, *map(int, given.posts.split(","))):
        print("|", " | ".join(measure(count, given.rounds)), "|", flush=True)


if __name__ == "__main__":
    main()
