"""The time from a saved file to the changed page in the browser, compared with `hugo server`.

Both serve the same posts; in each round the same sentence is added to the same post for one of
them and then for the other, while Chromium shows its page, and the time is taken from the end of
the save until the browser has painted the sentence. Each tool brings its own live reload.
Run: python bench/serve_hugo.py [--posts 1000,10000] [--rounds 11]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import contents
import corpus
import tools
from chromium import ARGUMENTS, CHROMIUM
from machine import ask_python, describe
from playwright.sync_api import ConsoleMessage, Page, sync_playwright
from servers import previewed, started

PORTS = {"ours": 8771, "hugo": 8772}
CALM = 1.0
"""Seconds between two edits: by then both are idle, and ours has done its full check."""

WATCHER = """
const seen = new Set();
const look = () => {
  for (const [mark] of document.body?.textContent.matchAll(/Nyhet \\d+ i dag/g) ?? []) {
    if (seen.has(mark)) continue;
    seen.add(mark);
    requestAnimationFrame(() => setTimeout(() =>
      console.log(`SEEN ${mark} ${performance.timeOrigin + performance.now()}`)));
  }
};
new MutationObserver(look).observe(document, {childList: true, characterData: true, subtree: true});
addEventListener("DOMContentLoaded", look);
"""
"""Reports when a sentence is on the page and has been painted, in milliseconds of the browser."""


class Served(NamedTuple):
    """One of the two previews: its address, and the file of each post."""

    name: str
    address: str
    content: Path


@contextlib.contextmanager
def both(folder: Path, count: int) -> Iterator[tuple[Served, Served]]:
    """Our preview and Hugo's, of the same posts."""
    program = tools.copy_program(folder / "program")
    ours, peer = folder / "ours", folder / "hugo"
    corpus.write_content(ours / "content", count)
    contents.write_hugo(peer, count, program / "assets")
    (found,), _ = tools.install(["hugo"], ask_python(Path(sys.executable)))
    addresses = {name: f"http://127.0.0.1:{port}" for name, port in PORTS.items()}
    other = [found.build[0], "server", "--port", str(PORTS["hugo"]), "--bind", "127.0.0.1"]
    with (
        previewed(ours, PORTS["ours"], program=program),
        started(other, peer, "Web Server is available"),
    ):
        yield (
            Served("ours", addresses["ours"], ours / "content" / "posts"),
            Served("hugo", addresses["hugo"], peer / "content" / "arkiv"),
        )


def measure(page: Page, served: Served, slug: str, number: int) -> float:
    """The milliseconds from the end of a save until the browser shows the change."""
    file = next(served.content.rglob(f"*{slug}.md"))
    page.goto(f"{served.address}/besok/{slug}/", wait_until="load")
    time.sleep(CALM)
    before = time.time()
    here: float = page.evaluate("performance.timeOrigin + performance.now()")
    ahead = here - (before + time.time()) / 2 * 1000
    mark = f"Nyhet {number} i dag"
    text = f"{file.read_text(encoding='utf-8')}\n{mark}.\n"

    def is_ours(message: ConsoleMessage) -> bool:
        return message.text.startswith(f"SEEN {mark} ")

    with page.expect_console_message(is_ours, timeout=600_000) as message:
        file.write_text(text, encoding="utf-8")
        saved = time.time() * 1000
    seen = float(message.value.text.rpartition(" ")[2])
    time.sleep(CALM)
    return seen - ahead - saved


def run(count: int, rounds: int) -> dict[str, list[float]]:
    """The times of both, round by round; the first round is a warm-up and left out."""
    times: dict[str, list[float]] = {name: [] for name in PORTS}
    slugs = [post.slug for post in corpus.posts(count)]
    with (
        tempfile.TemporaryDirectory(prefix="serve-") as place,
        both(Path(place), count) as pair,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        page.add_init_script(WATCHER)
        for number in range(rounds + 1):
            slug = slugs[number * len(slugs) // (rounds + 1)]
            for served in pair if number % 2 else pair[::-1]:
                took = measure(page, served, slug, number)
                if number:
                    times[served.name].append(took)
        browser.close()
    return times


def main() -> None:
    """Print a table: medians with minimum and maximum, and the ratio of each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    for line in describe(ask_python(Path(sys.executable)), Path(tempfile.gettempdir())):
        print(line)
    print(f"Load before: {os.getloadavg()[0]:.1f}\n")
    print("| posts | ours | hugo server | ratio |\n| --- | --- | --- | --- |")
    for count in map(int, given.posts.split(",")):
        times = run(count, given.rounds)
        ratios = [one / other for one, other in zip(times["ours"], times["hugo"], strict=True)]
        shown = [
            f"{statistics.median(each):.0f} ms ({min(each):.0f} to {max(each):.0f})"
            for each in times.values()
        ]
        ratio = statistics.median(times["ours"]) / statistics.median(times["hugo"])
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"| {count:,} | {' | '.join(shown)} | {ratio:.2f} ({spread}) |", flush=True)
    print(f"\nLoad after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
