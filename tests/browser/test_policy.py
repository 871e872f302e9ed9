"""The policy in a real browser: no page of ours breaks it, and what is not ours does not run.

On a host that sets no headers, where the pages' own words count, and under nginx with the headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from host import build_site, hosted
from kinds import find_kinds
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.conftest import ROOT, day_of
from tests.hosting.servers import needs_servers, nginx

CONTENTS = {"own": ROOT / "content", "golden": ROOT / "tests/golden/content"}
BASE = "/blogg/"
UNDER_NGINX = pytest.param("nginx", marks=needs_servers)

WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""

INTRUDE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.intruded = true";
  const style = document.createElement("p");
  style.setAttribute("style", "color: red");
  const frame = document.createElement("iframe");
  frame.src = "data:text/html,hej";
  const picture = new Image();
  picture.src = "https://example.com/spion.png";
  document.body.append(script, style, frame, picture);
}"""

PROBE = "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"
"""The smallest module there is."""


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<style>circle { fill: rgb(0, 128, 0) }</style><circle r="4"/></svg>"""
GREEN = "rgb(0, 128, 0)"
PAPER = "rgb(250, 246, 238)"


class Hosted(NamedTuple):
    """The blog on a host: its address, with its final slash, and pages of every kind."""

    address: str
    kinds: dict[str, str]


class Built(NamedTuple):
    """Both contents in a folder, the golden one in a folder of the other, and what pages to see."""

    root: Path
    kinds: dict[str, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Besides, there are two pages of an intruder."""
    root = tmp_path_factory.mktemp("root")
    folder = root / BASE.strip("/")
    kinds: dict[str, str] = {}
    for name, content in CONTENTS.items():
        part = "" if name == "own" else f"{name}/"
        output = folder / part
        base = f"https://example.org{BASE}{part}"
        build_site(content, output, base, "--today", day_of(content))
        found = find_kinds(output)
        kinds |= {f"{name}-{kind}": part + path[1:] for kind, path in found.items()}
    _add_probe(folder, "prov")
    _add_probe(folder, "sok/prov")
    (folder / "filer").mkdir(exist_ok=True)
    (folder / "filer/prov.svg").write_text(DRAWING)
    return Built(root, kinds)


@pytest.fixture(scope="module", params=["plain", UNDER_NGINX])
def site(
    built: Built, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosted]:
    root, work = built.root, tmp_path_factory.mktemp("work")
    with hosted(root) if request.param == "plain" else nginx(root, BASE, work) as host:
        address = host if isinstance(host, str) else host.address.removesuffix(BASE)
        yield Hosted(f"{address}{BASE}", built.kinds)


def _add_probe(folder: Path, name: str) -> None:
    """A page of the blog with a script from the blog that tries to use WebAssembly."""
    original = "sok" if name.startswith("sok") else "om"
    text = (folder / original / "index.html").read_text(encoding="utf-8")
    script = f'<script src="{BASE}{name}/prov.js"></script>'
    (folder / name).mkdir()
    (folder / name / "index.html").write_text(
        text.replace("</body>", f"{script}</body>"), encoding="utf-8"
    )
    (folder / name / "prov.js").write_text(
        f"{PROBE}.then(() => document.title = 'kunde', () => document.title = 'fick inte')"
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


def told_by(page: Page) -> list[str]:
    """What the browser says of the page from now on, but for the missing page's own status."""
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "status of 404" not in message.text:
            told.append(f"{message.type}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("violations")
    return found


def test_no_page_does_what_the_policy_forbids(site: Hosted, page: Page) -> None:
    told = told_by(page)
    assert len(site.kinds) > 30
    for name, path in site.kinds.items():
        page.goto(site.address + path)
        styles = page.evaluate("[...document.styleSheets].map((each) => each.cssRules.length)")
        assert styles, name
        assert all(styles), name
        assert (name, violations(page), told) == (name, [], [])


@pytest.mark.parametrize("site", [UNDER_NGINX], indirect=True)
def test_a_page_that_is_missing_is_shown_within_the_policy(site: Hosted, page: Page) -> None:
    told = told_by(page)
    answer = page.goto(f"{site.address}finns/inte/")
    assert answer is not None
    assert (answer.status, violations(page), told) == (404, [], [])
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")


def test_an_old_address_leads_on(site: Hosted, page: Page) -> None:
    page.goto(f"{site.address}kommunbesok/hudiksvall/")
    page.wait_for_url("**/besok/hudiksvall-soker-en-gemensam-riktning/")
    assert violations(page) == []


def test_a_search_works_within_the_policy(site: Hosted, page: Page) -> None:
    told = told_by(page)
    page.goto(f"{site.address}sok/")
    page.get_by_role("searchbox").fill("familjehem")
    expect(page.locator("#_traffar h3").first).to_be_visible()
    page.get_by_role("group", name="Kommun").get_by_role("checkbox").first.click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("avgränsat till")
    assert (violations(page), told) == ([], [])


def test_what_is_not_ours_neither_runs_nor_is_fetched(site: Hosted, page: Page) -> None:
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    for path in ("", "sok/"):
        page.goto(site.address + path)
        page.evaluate(INTRUDE)
        page.wait_for_function("violations.length >= 4")
        stopped = {each.partition(" ")[0] for each in violations(page)}
        assert stopped == {"script-src-elem", "style-src-attr", "frame-src", "img-src"}
        assert page.evaluate("window.intruded") is None
    assert fetched
    assert [url for url in fetched if not url.startswith(site.address)] == []


@pytest.mark.parametrize("site", [UNDER_NGINX], indirect=True)
def test_a_drawing_by_itself_keeps_its_colours(site: Hosted, page: Page) -> None:
    told = told_by(page)
    page.goto(f"{site.address}filer/prov.svg")
    assert page.evaluate("getComputedStyle(document.querySelector('circle')).fill") == GREEN
    assert told == []


def test_a_feed_is_shown_by_its_style_sheet_as_it_is_sent(site: Hosted, page: Page) -> None:
    told = told_by(page)
    page.goto(f"{site.address}feed.xml")
    root = "getComputedStyle(document.documentElement)"
    assert page.evaluate("document.documentElement.localName") == "feed"
    assert page.evaluate(f"{root}.backgroundColor") == PAPER
    assert told == []


def test_no_page_may_run_webassembly(site: Hosted, page: Page) -> None:
    for name in ("prov", "sok/prov"):
        page.goto(f"{site.address}{name}/")
        expect(page).to_have_title("fick inte")
