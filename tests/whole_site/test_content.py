"""The blog as it stands in content/, built as it would be published, and read as readers would.

Some of it is asked of the golden site too, which has more of everything.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections import Counter
from datetime import datetime
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import ROOT, day_of, run_command
from tests.golden.faults import assert_no_other_fault
from tests.support.crawling import Crawl

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
UNVISITED = b"<h1>Vi har inte varit"
CONTENTS = {"own": ROOT / "content", "golden": ROOT / "tests/golden/content"}
BASES = ("https://example.org/", "https://example.org/blogg/")


class Built(NamedTuple):
    crawl: Crawl
    base_url: str


@pytest.fixture(scope="module", params=product(CONTENTS, BASES), ids="-".join)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    name, base_url = request.param
    output = tmp_path_factory.mktemp("site") / "site"
    given = ("--content", CONTENTS[name], "--output", output, "--base-url", base_url)
    found = run_command(
        "build", *given, "--no-cache", "--strict", "--today", day_of(CONTENTS[name])
    )
    assert found.status == 0
    if name == "golden":
        assert_no_other_fault(found.err)
    else:
        assert found.err == ""
    return Built(Crawl(output, base_url), base_url)


def test_the_blogs_own_content_has_no_problems() -> None:
    found = run_command("check", "--content", ROOT / "content", "--no-cache", "--strict")
    assert found == (0, "Allt ser bra ut.\n", "")


def test_no_link_or_anchor_is_dead(site: Built) -> None:
    assert len(site.crawl.pages) > 30
    assert sum(len(page.addresses) for page in site.crawl.pages.values()) > 500
    assert site.crawl.dead_links() == []


def test_every_link_is_written_under_the_base_path(site: Built) -> None:
    base = urlsplit(site.base_url).path
    for page in site.crawl.pages.values():
        for _, address in page.addresses:
            path = urlsplit(address).path
            assert not site.crawl.is_own(address) or path == "" or path.startswith(base), address


def test_every_page_has_language_title_and_one_main_heading(site: Built) -> None:
    for page in site.crawl.pages.values():
        assert page.find("html")[0]["lang"] == "sv", page.path
        assert len(page.titles) == 1, page.path
        assert page.titles[0].strip(), page.path
        assert page.count("h1") == 1, page.path
        assert page.count("main") == 1, page.path


def test_no_two_pages_have_the_same_title(site: Built) -> None:
    titles = Counter(
        page.titles[0]
        for page in site.crawl.pages.values()
        if not any(given.get("http-equiv") == "refresh" for given in page.find("meta"))
    )
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_level_of_headings_is_skipped(site: Built) -> None:
    for page in site.crawl.pages.values():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, page.path
        for above, below in pairwise(levels):
            assert below <= above + 1, page.path


def test_no_id_stands_twice_on_a_page(site: Built) -> None:
    for page in site.crawl.pages.values():
        assert len(page.ids) == len(set(page.ids)), page.path


def test_every_picture_has_a_text(site: Built) -> None:
    for page in site.crawl.pages.values():
        assert all(given.get("alt") for given in page.find("img")), page.path


def test_nothing_is_fetched_from_another_host(site: Built) -> None:
    """Links may lead away; a page may not make the browser ask others for anything."""
    for page in site.crawl.pages.values():
        for given in page.find("script"):  # what stands in a page is data, which no browser runs
            assert "src" in given or given.get("type") == "application/ld+json", page.path
        assert page.count("iframe") == 0
        for tag, address in page.addresses:
            fetched = tag not in ("a", "blockquote", "q", "del", "ins")
            assert not fetched or site.crawl.is_own(address), f"{page.path}: {address}"
    for name, path in site.crawl.files.items():
        if name.endswith((".css", ".svg")):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", text), name


def test_addresses_are_absolute_in_feeds_and_ids_are_unique(site: Built) -> None:
    feeds = [path for name, path in site.crawl.files.items() if name.endswith("feed.xml")]
    assert len(feeds) > 5
    own_ids = []
    for path in feeds:
        feed = etree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed"
        own_ids.append(feed.findtext(f"{ATOM}id"))
        entry_ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert entry_ids
        assert len(entry_ids) == len(set(entry_ids))
        for link in feed.iter(f"{ATOM}link"):
            assert link.get("href", "").startswith(site.base_url)
            assert site.crawl.find(link.get("href", ""), page="feed.xml")
    assert len(own_ids) == len(set(own_ids))


def test_addresses_in_the_texts_of_feeds_lead_where_those_of_the_pages_do(site: Built) -> None:
    """A feed reader shows a text far away from its page: only xml:base could complete a link."""
    for name, path in site.crawl.files.items():
        for content in (
            etree.parse(path).iter(f"{ATOM}content") if name.endswith("feed.xml") else ()
        ):
            base = content.get("{http://www.w3.org/XML/1998/namespace}base", "")
            for address in re.findall(r'(?:href|src)="([^"]*)"', content.text or ""):
                whole = urljoin(base, address)
                assert re.match("https?://|mailto:", whole), f"{name}: {address}"
                dead = site.crawl.is_own(whole) and site.crawl.is_dead(whole, page=name)
                assert not dead, f"{name}: {address}"


def test_feeds_say_when_with_an_offset_and_the_newest_first(site: Built) -> None:
    for name, path in site.crawl.files.items():
        if not name.endswith("feed.xml"):
            continue
        feed = etree.parse(path).getroot()
        dates = [element.text or "" for element in feed.iter(f"{ATOM}updated")]
        dates += [element.text or "" for element in feed.iter(f"{ATOM}published")]
        assert all(datetime.fromisoformat(date).utcoffset() is not None for date in dates)
        published = [
            datetime.fromisoformat(element.text or "") for element in feed.iter(f"{ATOM}published")
        ]
        assert published == sorted(published, reverse=True)
        entries = feed.iter(f"{ATOM}entry")
        newest = max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
        assert feed.findtext(f"{ATOM}updated") == newest


def test_the_sitemap_lists_each_page_once(site: Built) -> None:
    root = etree.parse(site.crawl.files["sitemap.xml"]).getroot()
    places = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
    assert len(places) == len(set(places))
    assert all(place.startswith(site.base_url) for place in places)
    listed = {site.crawl.find(place, page="sitemap.xml") for place in places}
    unlisted = {
        name
        for name, page in site.crawl.pages.items()
        if any(given.get("content") == "noindex" for given in page.find("meta"))
    }
    assert "404.html" in unlisted
    assert listed == site.crawl.pages.keys() - unlisted - unvisited_in(site)


def unvisited_in(site: Built) -> set[str]:
    """The pages that only say that a kommun has not been visited."""
    texts = ((name, site.crawl.files[name].read_bytes()) for name in site.crawl.pages)
    return {name for name, text in texts if UNVISITED in text}


def test_every_kommun_has_a_page_that_search_engines_may_show(site: Built) -> None:
    unvisited = unvisited_in(site)
    answers = json.loads(site.crawl.files["svar.json"].read_bytes())
    if not unvisited:  # the golden site does without them
        assert not any("/kommun/gagnef/" in url for _, _, url, *_ in answers)
        return
    kommuner = [(url, line) for kind, _, url, line, *_ in answers if kind == "Kommun"]
    assert len(kommuner) == len({url for url, _ in kommuner}) == 290
    for url, line in kommuner:
        name = site.crawl.find(url, page="index.html") or ""
        assert (name in unvisited) == ("inte besökt än" in line), url
        robots = [given for given in site.crawl.pages[name].find("meta") if "noindex" in str(given)]
        assert robots == []
    titles = [site.crawl.files[name].read_text(encoding="utf-8") for name in unvisited]
    assert len({re.findall("<title>(.*)</title>", text)[0] for text in titles}) == len(unvisited)


def test_each_page_names_its_own_address(site: Built) -> None:
    for page in site.crawl.pages.values():
        own = [given["href"] for given in page.find("link") if given.get("rel") == "canonical"]
        if page.path == "404.html":
            assert own == []
            continue
        [address] = own
        assert address.startswith(site.base_url)
        moved = any(given.get("http-equiv") == "refresh" for given in page.find("meta"))
        assert moved or site.crawl.find(address, page=page.path) == page.path


def test_robots_names_the_sitemap(site: Built) -> None:
    text = site.crawl.files["robots.txt"].read_text(encoding="utf-8")
    assert f"Sitemap: {site.base_url}sitemap.xml" in text


def test_every_page_can_be_reached_from_the_first(site: Built) -> None:
    """But for those that only old links lead to, and the page for addresses that lead nowhere."""
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        page = site.crawl.pages[waiting.pop()]
        for tag, address in page.addresses:
            target = site.crawl.find(address, page=page.path) if tag == "a" else None
            if target in site.crawl.pages and target not in reached:
                reached.add(target)
                waiting.append(target)
    unlisted = {
        name
        for name, page in site.crawl.pages.items()
        if any(given.get("content") == "noindex" for given in page.find("meta"))
    }
    assert site.crawl.pages.keys() - reached <= unlisted


SECRETS = {
    "Hemligt utkast",
    "hemligt-utkast",
    "hemlig-gammal-adress",
    "hemlig-karta",
    "Hemlig karta",
    "Förtroliga uppgifter",
    "Kommande inlägg",
    "kommande-inlagg",
    "Embargo",
    "Opublicerad sida",
    "opublicerad",
    "Hemlig sida",
    "/kommun/tranemo/",
    "/kommun/vansbro/",
}


def test_nothing_that_is_held_back_is_anywhere_in_the_site(tmp_path: Path) -> None:
    output = tmp_path / "site"
    given = ("--content", CONTENTS["golden"], "--output", output, "--no-cache")
    run_command("build", *given, "--drafts", "--today", "2017-06-30")
    shown = "\n".join(read_everything(output))
    assert {secret for secret in SECRETS if secret not in shown} == set()
    run_command("build", *given, "--today", "2017-06-30")
    for text in read_everything(output):
        assert {secret for secret in SECRETS if secret in text} == set(), text[:60]


def read_everything(folder: Path) -> list[str]:
    """Name and bytes of each file, as text."""
    return [
        f"/{path.relative_to(folder).as_posix()}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
