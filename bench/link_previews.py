"""What a drawn link preview costs: processor time for 200 different ones in a process of their own.

With `--against` it measures another checkout in turns with this one, so that a busy machine is as
busy for both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import phrases

ROOT = Path(__file__).parent.parent
BAR = 0.4
"""The most that a preview may take of what it took in the program given as `--against`."""

FIRST_DAY = date(2015, 1, 1)


def main() -> int:
    """Measure, print a line for each round and the medians; the status is 1 above the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--previews", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, help="a checkout of another commit")
    parser.add_argument("--draw-from", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.draw_from:
        print(json.dumps(draw(given.draw_from, given.previews)))
        return 0
    programs = [ROOT, *([given.against] if given.against else [])]
    found: dict[Path, list[float]] = {program: [] for program in programs}
    for _ in range(given.rounds):
        for program, times in found.items():
            milliseconds, size = measure(program, given.previews)
            times.append(milliseconds)
            print(f"{program}: {milliseconds:.2f} ms, {size / 1000:.1f} kB", flush=True)
    medians = [statistics.median(times) for times in found.values()]
    print("median:", ", ".join(f"{each:.2f} ms" for each in medians))
    if not given.against:
        return 0
    ratio = statistics.median(ours / theirs for ours, theirs in zip(*found.values(), strict=True))
    print(f"median of the ratios: {ratio:.2f}, at most {BAR}")
    return int(ratio > BAR)


def measure(program: Path, count: int) -> tuple[float, float]:
    """Milliseconds of processor time and bytes of one preview, in a new process."""
    words = [sys.executable, __file__, f"--draw-from={program}", f"--previews={count}"]
    answer = subprocess.run(words, check=True, capture_output=True, text=True)
    milliseconds, size = json.loads(answer.stdout)
    return milliseconds, size


def draw(program: Path, count: int) -> tuple[float, float]:
    """Draw `count` previews with the program in a folder; what each took and weighs.

    What is drawn or read once for all of them counts, but not the imports.
    """
    sys.path.insert(0, str(program.resolve()))
    from PIL import Image, ImageChops, ImageDraw, ImageFont, PngImagePlugin

    from sitegen.images.social_card import Preview, draw_card
    from sitegen.sweden import register

    assert all((Image, ImageChops, ImageDraw, ImageFont, PngImagePlugin))
    kommuner = list(register.kommuner().values())
    previews = []
    for number in range(count):
        kommun = kommuner[number * 7 % len(kommuner)]
        title = phrases.TITLES[number % len(phrases.TITLES)].format(kommun=kommun.name)
        day = FIRST_DAY + timedelta(days=number)
        preview = Preview(title, (kommun.slug,), day, "Besöksbloggen", f"besök {number % 4 + 1}")
        previews.append(preview)
    start = time.process_time()
    size = sum(len(draw_card(preview)) for preview in previews)
    return (time.process_time() - start) / count * 1000, size / count


if __name__ == "__main__":
    sys.exit(main())
