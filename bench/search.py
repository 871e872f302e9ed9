"""The cost of search: the same site built with and without it, and the size of the index.

An edit is timed as the whole build, and as its processor time beyond an empty Python; memory is
that of all processes of a build from nothing.

Run: python bench/search.py [--posts 100,1000,10000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus
import measure

ROOT = Path(__file__).parent.parent


def command(folder: Path, *words: str) -> list[str]:
    """The command line that builds the blog in a folder."""
    places = [f"--{name}={ROOT / name}" for name in ("templates", "assets")]
    places += [f"--{name}={folder / name}" for name in ("content", "output", "cache")]
    return [sys.executable, str(ROOT / "build.py"), "--quiet", *places, *words]


def build(folder: Path) -> measure.Run:
    """One build."""
    return measure.time_command(command(folder), folder)


def edit(folder: Path, number: int, *, recent: bool) -> measure.Run:
    """The build after a sentence was added to a recent post or an old one; its processor time is
    what it took beyond an empty Python."""
    posts = sorted((folder / "content" / "posts").glob("*.md"))
    post_number = -1 - number if recent else number
    with posts[post_number % len(posts)].open("a", encoding="utf-8") as post:
        post.write(f"\nEtt stycke till, nummer {number}.\n")
    made = build(folder)
    empty = measure.time_command([sys.executable, "-c", "pass"], folder)
    return measure.Run(made.wall, made.cpu - empty.cpu, made.others)


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


def in_words(runs: list[measure.Run]) -> str:
    """The medians of time and processor time."""
    wall = statistics.median(run.wall for run in runs)
    return f"{wall:.2f} s ({statistics.median(run.cpu for run in runs):.2f} s)"


def measure_blog(count: int, rounds: int) -> list[str]:
    """One row of the table; `count` 0 means the blog's own content."""
    times: dict[tuple[str, bool], str] = {}
    for search in (False, True):
        with blog(count, search=search) as folder:
            times["cold", search] = in_words([build(folder)])
            for kind in ("recent", "old"):
                runs = [edit(folder, number, recent=kind == "recent") for number in range(rounds)]
                times[kind, search] = in_words(runs)
            index = [
                path for path in (folder / "output" / "sokregister").rglob("*") if path.is_file()
            ]
            size = sum(path.stat().st_size for path in index)
            clean = command(folder, "--no-cache")
            memory = measure.peak_memory(clean, folder)
    return [
        f"{count or 'own'}",
        *(times[kind, search] for kind in ("cold", "recent", "old") for search in (False, True)),
        f"{size / 1e6:.2f} MB",
        f"{len(index)}",
        f"{memory:.0f} MiB",
    ]


def main() -> None:
    """Print a row for the blog's own content and one for each number of posts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="100,1000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    kinds = ("cold", "edit of a recent post", "edit of an old post")
    heads = [word for kind in kinds for word in (kind, "with search")]
    print("| posts |", " | ".join(heads), "| index | files | memory |")
    print("| --- " * (len(heads) + 4) + "|")
    for count in (0, *map(int, given.posts.split(","))):
        print("|", " | ".join(measure_blog(count, given.rounds)), "|", flush=True)


if __name__ == "__main__":
    main()
