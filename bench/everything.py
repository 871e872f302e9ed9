"""The whole benchmark in one run: as shipped, photos, stripped, and what grows.

Each part adds its tables to bench/results/<today>.md. Run: python bench/everything.py
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run the parts one after the other; 1 if any of them missed a bar of its own."""
    parser = argparse.ArgumentParser(prog="bench/everything.py", description=__doc__)
    add = parser.add_argument
    add("--posts", default="1000,10000", help="numbers of posts (default: %(default)s)")
    add("--sizes", default="1000,3000,10000", help="for what grows (default: %(default)s)")
    add("--photos", default="40", help="how many photos (default: %(default)s)")
    add("--rounds", default="3", help="timed rounds after a warm-up (default: %(default)s)")
    add("--python", default=sys.executable, help="the Python to build with, best one with PGO")
    add("--also", default="", help="another one, to compare with")
    given = parser.parse_args()
    python, rounds = ("--python", given.python), ("--rounds", given.rounds)
    also = ("--also", given.also) if given.also else ()
    works = ("--peers", "hugo", "--work", "cold,body,nothing")
    parts = [
        ("shipped.py", "--posts", given.posts, *python, *also, *rounds),
        ("photo_build.py", "--photos", given.photos, *python, *rounds),
        ("run.py", "--posts", given.posts, *python, *rounds, *works),
        ("curves.py", "--sizes", given.sizes, *python),
    ]
    missed = 0
    for program, *options in parts:
        start = time.monotonic()
        command = [sys.executable, str(HERE / program), *options, "--save"]
        missed |= subprocess.run(command, check=False).returncode
        print(f"{program}: {(time.monotonic() - start) / 60:.0f} min", file=sys.stderr, flush=True)
    return int(missed != 0)


if __name__ == "__main__":
    sys.exit(main())
