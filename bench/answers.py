"""What an answer of the search page costs a reader: requests, bytes, and time after the last key.

Run: python bench/answers.py [--posts 10000] [--rounds 3]; it needs a Chromium on the path.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import corpus
from chromium import ARGUMENTS, CHROMIUM
from host import ROOT, build_site, hosted
from playwright.sync_api import Browser, Page, Request, sync_playwright

QUESTIONS = {
    "showcase": (
        *("familjehem", "Malmö", "samverkan bollnäs", "hur mäter Västerås sin tid"),
        *("fosterhem älvdalen våren 2016", "hemmasittare dalarna skola elevhälsa", "samvrekan"),
        *('"så läser du"', "kärnkraft"),
    ),
    "posts": (
        *("familjehem", "barnen", "Hedemora", "samverkan borlänge", "hur mäter Sala sin tid"),
        *("fosterhem hedemora våren 2016", "barnen skola elevhälsa personal", "samvrekan"),
        *('"våga fråga barnen"', "kärnkraft"),
    ),
}

KEY = 90
"""Milliseconds between two keys."""

WATCH = """() => {
    const found = document.querySelector(".found");
    addEventListener("input", () => { window.pressed = performance.now(); window.answered = 0; });
    new MutationObserver(() => {
        if (found.textContent.includes("räff")) window.answered = performance.now();
    }).observe(found, { childList: true, characterData: true, subtree: true });
}"""
"""Notes when the last key was pressed, and when the answer to it was there."""


class Cost(NamedTuple):
    """Requests and bytes of the answer, of all until it was there, and its milliseconds."""

    requests: int
    bytes: int
    all_requests: int
    all_bytes: int
    time: float


def ask(browser: Browser, address: str, words: str) -> Cost:
    """What the first answer costs somebody who opens the search page and enters all words at
    once, and the last of many keys, as they are typed, once the index is there."""
    page = browser.new_page(bypass_csp=True)
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(f"{address}/sok/", wait_until="networkidle")
    before = len(asked)
    page.get_by_role("searchbox").fill(words)
    page.wait_for_function("document.querySelector('.found').textContent.includes('räff')")
    page.wait_for_load_state("networkidle")
    sizes = [request.sizes()["responseBodySize"] for request in asked]
    time = type_words(page, words)
    page.close()
    return Cost(len(sizes) - before, sum(sizes[before:]), len(sizes), sum(sizes), time)


def type_words(page: Page, words: str) -> float:
    """Milliseconds from the last key to the answer, without what other words have fetched."""
    page.reload(wait_until="networkidle")
    page.evaluate(WATCH)
    page.get_by_role("searchbox").focus()
    page.wait_for_load_state("networkidle")
    page.keyboard.type(words, delay=KEY)
    page.wait_for_function("window.answered > window.pressed")
    page.wait_for_timeout(300)
    return float(page.evaluate("window.answered - window.pressed"))


@contextmanager
def sites(count: int) -> Iterator[dict[str, Path]]:
    """Built sites by the name of their questions."""
    sys.path.append(str(ROOT))
    from tests.showcase.blog import write_showcase

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_showcase(folder / "showcase")
        corpus.write_content(folder / "posts", count)
        settings = folder / "posts/site.yml"
        lines = settings.read_text(encoding="utf-8").replace("search: false\n", "")
        settings.write_text(lines, encoding="utf-8")
        built = {}
        for each in QUESTIONS:
            built[each] = folder / "built" / each
            build_site(folder / each, built[each], "https://example.org/")
        yield built


def main() -> None:
    """Print a row for each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print("| blog | question | requests, with the page | kB, with the page | after the last key |")
    print("| --- | --- | --- | --- | --- |")
    with sites(given.posts) as built, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for blog, folder in built.items():
            with hosted(folder) as address:
                for words in QUESTIONS[blog]:
                    costs = [ask(browser, address, words) for _ in range(given.rounds)]
                    time = statistics.median(cost.time for cost in costs)
                    first = costs[0]
                    print(
                        f"| {blog} | {words} | {first.requests}, {first.all_requests} "
                        f"| {first.bytes / 1000:.0f}, {first.all_bytes / 1000:.0f} "
                        f"| {time:.0f} ms |",
                        flush=True,
                    )
        browser.close()


if __name__ == "__main__":
    main()
