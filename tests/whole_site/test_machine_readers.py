"""What search engines, social networks and phones find in a built site."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from PIL import Image

from sitegen.images import social_card
from sitegen.inputs import toolchain
from tests.conftest import ROOT, day_of, run_command
from tests.golden.faults import assert_no_other_fault
from tests.support.crawling import Crawl, Page
from tests.support.factories import make_text

BASE = "https://example.org/"
CONTENTS = {"own": ROOT / "content", "golden": ROOT / "tests/golden/content"}
SITES = {"own": BASE, "golden": f"{BASE}blogg/"}
LEFT_TO_BROWSERS = {"404.html"}

HOSTILE = '</script><script>alert(1)</script><!-- & "citat" \\'


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    output = tmp_path_factory.mktemp("site") / "site"
    return build(CONTENTS[request.param], output, base_url=SITES[request.param])


def build(content: Path, output: Path, *options: str, base_url: str = BASE) -> Crawl:
    given = ("--content", content, "--output", output, "--base-url", base_url)
    found = run_command("build", *given, "--no-cache", "--today", day_of(content), *options)
    assert found.status == 0, found.err
    return Crawl(output, base_url)


class _Data(HTMLParser):
    """The texts of data blocks, as a browser would cut them out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.scripts = 0
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        self.scripts += tag == "script"
        if self._inside:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def data_of(site: Crawl, name: str) -> list[Any]:
    found = _Data(site.files[name].read_text(encoding="utf-8"))
    return [json.loads(block) for block in found.blocks]


def posting_of(site: Crawl, name: str) -> Any:
    """What a post says of itself, beside the way to its page."""
    [data] = [each for each in data_of(site, name) if each["@type"] == "BlogPosting"]
    return data


def posts_of(site: Crawl) -> list[str]:
    return [
        name
        for name, page in site.pages.items()
        if any(given.get("content") == "article" for given in page.find("meta"))
    ]


def metas(page: Page) -> dict[str, str]:
    return {
        given.get("property") or given.get("name", ""): given.get("content", "")
        for given in page.find("meta")
    }


def test_a_post_says_what_it_is_when_and_where(site: Crawl) -> None:
    assert len(posts_of(site)) > 3
    for name in posts_of(site):
        data = posting_of(site, name)
        page = site.pages[name]
        assert (data["@context"], data["@type"]) == ("https://schema.org", "BlogPosting")
        assert data["headline"] == metas(page)["og:title"]
        assert data["description"] == metas(page)["og:description"]
        assert data["inLanguage"] == page.find("html")[0]["lang"]
        assert site.find(data["mainEntityOfPage"], page=name) == name
        published, modified = data["datePublished"], data["dateModified"]
        assert published == metas(page)["article:published_time"]
        assert date.fromisoformat(published[:10]) <= date.fromisoformat(modified[:10])
        assert data["author"]["@type"] in ("Person", "Organization")
        assert re.fullmatch(r"PT[1-9]\d*M", data["timeRequired"])
        assert all(data["keywords"])
        for address in (data["image"]["url"], data["publisher"]["logo"], data["publisher"]["url"]):
            assert address.startswith(site.base_url)
            assert site.find(address, page=name), address


def test_the_places_of_a_post_are_the_kommuner_it_names(site: Crawl) -> None:
    for name in posts_of(site):
        data = posting_of(site, name)
        page = site.files[name].read_text(encoding="utf-8")
        for place in data.get("contentLocation", []):
            assert place["@type"] == "AdministrativeArea"
            assert re.fullmatch(r"\d{4}", place["identifier"]["value"])
            assert (
                place["containedInPlace"]["identifier"]["value"] == place["identifier"]["value"][:2]
            )
            assert place["containedInPlace"]["name"] in page


def test_a_post_is_about_the_visit_that_its_page_says_and_no_other(site: Crawl) -> None:
    told = 0
    for name in posts_of(site):
        data = posting_of(site, name)
        page = site.files[name].read_text(encoding="utf-8")
        for visit in data.get("about", []):
            told += 1
            places = [place["name"] for place in visit["location"]]
            assert set(places) <= {place["name"] for place in data["contentLocation"]}
            assert visit["name"].startswith("Besök ")
            if len(places) == 1:
                assert visit["name"].partition(" i ")[0] in page
        is_about_none = 'id="_besok1"' not in page
        assert ("about" in data) != is_about_none
    assert told > 1


def test_the_terms_are_those_of_schema_org(site: Crawl) -> None:
    """Each type with the properties that https://schema.org/ gives it, of those we use."""
    known = {
        "BlogPosting": "mainEntityOfPage headline description image datePublished dateModified "
        "author publisher keywords contentLocation about correction timeRequired "
        "inLanguage",
        "CorrectionComment": "datePublished text",
        "WebPage": "url name breadcrumb",
        "CollectionPage": "url name breadcrumb",
        "BreadcrumbList": "itemListElement",
        "ListItem": "position name item",
        "Event": "name startDate endDate location",
        "WebSite Blog": "url name description potentialAction publisher inLanguage",
        "AdministrativeArea": "name identifier containedInPlace",
        "PropertyValue": "propertyID value",
        "ImageObject": "url width height",
        "Organization": "name url logo",
        "Person": "name url",
        "SearchAction": "target query-input",
        "EntryPoint": "urlTemplate",
    }

    def check(value: Any) -> None:
        if isinstance(value, list):
            for each in value:
                check(each)
        if isinstance(value, dict):
            kind = value["@type"]
            allowed = known[kind if isinstance(kind, str) else " ".join(kind)].split()
            assert value.keys() - {"@type", "@context"} <= set(allowed), kind
            for each in value.values():
                check(each)

    for name in site.pages:
        check(data_of(site, name))


def test_the_first_page_says_what_the_blog_is(site: Crawl) -> None:
    [data] = data_of(site, "index.html")
    assert data["url"] == site.base_url
    action = data.get("potentialAction")
    if action:
        template = action["target"]["urlTemplate"]
        assert "{search_term_string}" in template
        assert site.find(template, page="index.html")


def test_other_pages_say_no_more_than_they_show(site: Crawl) -> None:
    for name in site.pages.keys() - {*posts_of(site), "index.html"}:
        for data in data_of(site, name):
            assert data["@type"] in ("WebPage", "CollectionPage"), name


def test_the_way_to_a_page_begins_in_the_menu_and_ends_with_the_page(site: Crawl) -> None:
    for name, page in site.pages.items():
        for data in data_of(site, name):
            way = data.get("breadcrumb", {"itemListElement": []})["itemListElement"]
            assert [each["position"] for each in way] == [1, 2][: len(way)]
            for each in way[-1:]:
                assert each["name"] == metas(page)["og:title"]
                assert site.find(each["item"], page=name) == name
            assert all(site.find(each["item"], page=name) for each in way)


def test_nothing_in_a_text_breaks_out_of_the_data(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    post = make_text(
        HOSTILE,
        title=HOSTILE,
        summary=HOSTILE,
        date="2017-06-01",
        kommun="Habo",
        theme="</script>",
        author="<!--",
    )
    (content / "posts/a.md").write_text(post, encoding="utf-8")
    (content / "site.yml").write_text("title: </script>\ntagline: <!-- <script>\n")
    site = build(content, tmp_path / "site")
    [name] = posts_of(site)
    for page in (name, "index.html"):
        text = site.files[page].read_text(encoding="utf-8")
        found = _Data(text)
        assert len(found.blocks) == (2 if page == name else 1)
        assert found.scripts == len(found.blocks) + len(re.findall("<script[^>]* src=", text))
        assert json.loads(found.blocks[-1])["publisher"]["name"] == "</script>"
    data = posting_of(site, name)
    assert data["headline"] == data["description"] == HOSTILE


def test_every_page_has_a_picture_to_go_with_links_to_it(site: Crawl) -> None:
    for name, page in site.pages.items():
        if name in LEFT_TO_BROWSERS or page.moved_to:
            continue
        given = metas(page)
        path = site.find(given["og:image"], page=name)
        assert path is not None, name
        assert given["og:image"].startswith(site.base_url)
        with Image.open(site.files[path]) as picture:
            size = (int(given["og:image:width"]), int(given["og:image:height"]))
            assert picture.size == size, name
        assert given["og:image:alt"]
        assert given["twitter:card"] == "summary_large_image"
        assert given["og:url"].startswith(site.base_url)


def test_each_post_has_a_picture_of_its_own(site: Crawl) -> None:
    pictures = [metas(site.pages[name])["og:image"] for name in posts_of(site)]
    assert len(pictures) == len(set(pictures))
    assert metas(site.pages["index.html"])["og:image"] not in pictures


def test_no_picture_is_drawn_that_no_page_names(site: Crawl) -> None:
    drawn = {name for name in site.files if name.startswith("delning/")}
    named = {
        site.find(metas(page).get("og:image", "/x"), page=name) for name, page in site.pages.items()
    }
    assert drawn
    assert drawn <= named


def test_pages_of_a_list_are_their_own_and_the_page_for_errors_is_nowhere(site: Crawl) -> None:
    numbered = [name for name in site.pages if "/sida/" in f"/{name}"]
    for name in numbered:
        [own] = [
            each["href"] for each in site.pages[name].find("link") if each.get("rel") == "canonical"
        ]
        assert site.find(own, page=name) == name
    lost = site.pages["404.html"]
    assert not any(each.get("rel") == "canonical" for each in lost.find("link"))
    assert not any(name.startswith("og:") for name in metas(lost))


def test_the_web_manifest_names_icons_that_are_what_it_says(site: Crawl) -> None:
    manifest = json.loads(site.files["site.webmanifest"].read_text(encoding="utf-8"))
    assert manifest["lang"] == "sv"
    assert manifest["name"]
    assert manifest["start_url"] == manifest["scope"] == site.base_url
    purposes = set()
    for icon in manifest["icons"]:
        path = site.find(icon["src"], page="site.webmanifest")
        assert path is not None
        purposes.add(icon.get("purpose", "any"))
        if icon["type"] == "image/png":
            with Image.open(site.files[path]) as picture:
                assert icon["sizes"] == f"{picture.width}x{picture.height}"
                assert picture.format == "PNG"
    assert purposes == {"any", "maskable"}
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
    colours = {manifest["background_color"], manifest["theme_color"]}
    given = [
        each for each in site.pages["index.html"].find("meta") if each.get("name") == "theme-color"
    ]
    assert colours == {each["content"] for each in given if "light" in each["media"]}


def test_icons_lie_where_browsers_look_for_them(site: Crawl) -> None:
    for name, page in site.pages.items():
        rels = {each.get("rel", ""): each["href"] for each in page.find("link") if "href" in each}
        if "manifest" in rels:
            assert site.find(rels["manifest"], page=name) == "site.webmanifest"
            assert site.find(rels["apple-touch-icon"], page=name) == "apple-touch-icon.png"
    with Image.open(site.files["apple-touch-icon.png"]) as touch:
        assert touch.size == (180, 180)
        assert "transparency" not in touch.info  # iOS would show it on black
    with Image.open(site.files["favicon.ico"]) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_maskable_icon_keeps_the_pin_within_the_circle_that_is_never_cut(site: Crawl) -> None:
    """W3C: a circle around the middle with a radius of 40 % of the side."""
    data = site.files["assets/icon-maskable-512.png"].read_bytes()
    with Image.open(io.BytesIO(data)) as opened:
        icon = opened.convert("RGB")
    ground = icon.getpixel((0, 0))
    for x, y in product(range(0, 512, 3), range(0, 512, 3)):
        far = (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2
        thread = 380 < y < 420  # which may leave the circle: it travels on
        assert not far or thread or icon.getpixel((x, y)) == ground, (x, y)


def test_the_sitemap_keeps_to_the_protocol(site: Crawl) -> None:
    """https://www.sitemaps.org/protocol.html: 50,000 addresses, W3C dates, below its own place."""
    data = site.files["sitemap.xml"].read_bytes()
    assert len(data) < 50_000_000
    root = etree.fromstring(data)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    locations = list(root)
    assert len(locations) < 50_000
    for location in locations:
        place, *more = location
        assert place.tag.endswith("}loc")
        assert (place.text or "").startswith(site.base_url)
        assert len(place.text or "") < 2048
        assert [each.tag.rpartition("}")[2] for each in more] in ([], ["lastmod"])
        assert all(datetime.fromisoformat(each.text or "") for each in more)
    addresses = {urljoin(site.base_url, place[0].text or "") for place in locations}
    assert not any(address.endswith((".xml", ".json", ".png")) for address in addresses)


def test_a_blog_may_do_without_drawn_pictures(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    (content / "posts/a.md").write_text(
        "---\ntitle: Rubrik\ndate: 2017-06-01\nkommun: Habo\ntheme: Samverkan\n---\nText.\n"
    )
    (content / "site.yml").write_text("link_previews: false\n")
    site = build(content, tmp_path / "site")
    [name] = posts_of(site)
    assert not any(path.startswith("delning/") for path in site.files)
    assert "og:image" not in metas(site.pages[name])
    assert "twitter:card" not in metas(site.pages[name])
    assert "image" not in data_of(site, name)[0]


def test_what_is_held_back_is_not_drawn_either(tmp_path: Path) -> None:
    def drawn(*options: str) -> set[str]:
        site = build(CONTENTS["golden"], tmp_path / "site", *options)
        return {name for name in site.files if name.startswith("delning/")}

    shown = drawn("--drafts")
    assert any("hemligt-utkast" in name for name in shown)
    published = drawn()
    assert published < shown
    assert not any("hemligt-utkast" in name or "kommande" in name for name in published)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles that are drawn from now on."""
    titles = []

    def draw(preview: social_card.Preview) -> bytes:
        titles.append(preview.title)
        return preview.title.encode()

    monkeypatch.setattr(social_card, "draw_card", draw)
    return titles


def test_a_picture_is_drawn_again_only_when_what_is_on_it_changes(
    drawn: list[str], tmp_path: Path
) -> None:
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)

    def run(title: str, *, body: str = "Text.", theme: str = "Samverkan") -> list[str]:
        post = make_text(body, title=title, date="2017-06-01", kommun="Habo", theme=theme)
        (content / "posts/a.md").write_text(post, encoding="utf-8")
        drawn.clear()
        given = ("--content", content, "--output", tmp_path / "site", "--jobs", "1")
        assert (
            run_command(
                "build", *given, "--today", "2017-06-30", "--cache", tmp_path / "cache"
            ).status
            == 0
        )
        return sorted(drawn)

    assert run("Ett") == ["Besöksbloggen", "Ett", "Habo", "Samverkan"]
    assert run("Ett") == []
    assert run("Ett", body="En annan text.") == []
    assert run("Ett", theme="Familjehem") == ["Familjehem"]
    assert run("Två", theme="Familjehem") == ["Två"]
    assert [path.read_text() for path in (tmp_path / "site/delning").glob("a-*")] == ["Två"]


@pytest.fixture
def become_another_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Has another Python from when it is called."""

    def change() -> None:
        monkeypatch.setattr(sys, "version", "3.99.0 (another machine)")
        for name in (toolchain._own, toolchain.picture_tools):
            name.cache_clear()

    yield change
    monkeypatch.undo()
    for name in (toolchain._own, toolchain.picture_tools):
        name.cache_clear()


def test_another_machine_with_the_kept_cache_draws_nothing(
    drawn: list[str], tmp_path: Path, become_another_machine: Callable[[], None]
) -> None:
    def run(place: Path) -> dict[str, bytes]:
        drawn.clear()
        given = ("--content", place / "content", "--output", place / "site", "--jobs", "1")
        found = run_command("build", *given, "--today", "2017-06-30", "--cache", place / "cache")
        assert_no_other_fault(found.err)
        return {path.name: path.read_bytes() for path in (place / "site/delning").iterdir()}

    here, there = tmp_path / "here", tmp_path / "there"
    shutil.copytree(CONTENTS["golden"], here / "content")
    before = run(here)
    assert len(drawn) == len(before) > 5
    for name in ("content", "cache"):
        shutil.copytree(here / name, there / name, copy_function=shutil.copy)  # with new stamps
    become_another_machine()
    assert run(there) == before
    assert drawn == []


def test_a_check_draws_nothing(drawn: list[str]) -> None:
    given = ("--content", CONTENTS["golden"], "--today", "2017-06-30", "--no-cache")
    assert_no_other_fault(run_command("check", *given).out)
    assert drawn == []
