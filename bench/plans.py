"""What plans cost: the processor time of a cold build with 600 plans of 5 points, and without.

It writes the same posts twice and builds them in turns, so that a busy machine is as busy for both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus
import phrases

ROOT = Path(__file__).parent.parent
POINTS = 5
MOST = 1.08
"""The most that a build with plans may take of one without."""

_FOLDERS = {"content": "content", "output": "site", "cache": "cache"}

STATUSES = ("inte påbörjat", "påbörjat", "till stor del klart", "klart")


def main() -> int:
    """Measure, print a line for each pair and the median, and say by the status if it is held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--plans", type=int, default=600)
    parser.add_argument("--pairs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        without, with_plans = Path(folder, "without"), Path(folder, "with")
        corpus.write_content(without / "content", given.posts)
        shutil.copytree(without, with_plans)
        write_plans(with_plans / "content", given.plans, given.posts)
        ratios = []
        for _ in range(given.pairs):
            before, after = build_cold(without), build_cold(with_plans)
            ratios.append(after / before)
            print(f"without {before:.1f} s, with {after:.1f} s: {ratios[-1]:.3f}", flush=True)
    median = statistics.median(ratios)
    print(f"median of {len(ratios)}: {median:.3f}, at most {MOST}")
    return int(median > MOST)


def write_plans(content: Path, plans: int, posts: int) -> None:
    """Write plans whose points have a time and a status, with posts as sources."""
    (content / "plans").mkdir()
    for number in range(plans):
        source = corpus.post(number % posts)
        points = "".join(_point(number, place, source.filename) for place in range(POINTS))
        (content / "plans" / f"plan-{number:04}.yml").write_text(
            f"kommun: {source.kommun.name}\nagreed: okänt\nsource: {source.filename}\n"
            f"points:\n{points}",
            encoding="utf-8",
        )


def _point(number: int, place: int, source: str) -> str:
    theme = phrases.THEMES[(number + place) % len(phrases.THEMES)][0]
    status = STATUSES[(number + place) % len(STATUSES)]
    return (
        f"  - id: punkt-{place}\n    text: Punkt {place} i plan {number}\n    theme: [{theme}]\n"
        f"    due: hösten 2017\n    reports: [{{date: 2018-0{place + 1}, status: {status}, "
        f"source: {source}}}]\n"
    )


def build_cold(place: Path) -> float:
    """Build from nothing; the seconds of processor time of it and of its workers."""
    for name in ("site", "cache"):
        shutil.rmtree(place / name, ignore_errors=True)
    words = [f"--{option}={place / name}" for option, name in _FOLDERS.items()]
    before = os.times()
    subprocess.run(
        [sys.executable, ROOT / "build.py", "build", *words, "--today", "2026-01-01"],
        check=True,
        capture_output=True,
    )
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


if __name__ == "__main__":
    sys.exit(main())
