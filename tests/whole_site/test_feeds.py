"""Every feed of the blog and of the golden site, as a feed validator reads it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import msgspec
import pytest

from tests.conftest import ROOT, day_of, run_command
from tests.support.crawling import Crawl
from tests.support.feed_rules import (
    ATOM,
    RULES,
    XHTML,
    Feed,
    JsonFeed,
    find_wrong,
    read_feed,
    read_text,
)

BASE = "https://example.org/blogg/"


@pytest.fixture(scope="module", params=["content", "tests/golden/content"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    output = tmp_path_factory.mktemp("site") / "site"
    given = ("--content", ROOT / request.param, "--output", output, "--base-url", BASE)
    found = run_command("build", *given, "--no-cache", "--today", day_of(request.param))
    assert found.status == 0, found.err
    return Crawl(output, BASE)


def find_feeds(site: Crawl, name: str) -> dict[str, Path]:
    """The feeds of one format by their addresses."""
    found = {urljoin(BASE, path): disk for path, disk in site.files.items() if path.endswith(name)}
    assert len(found) > 5
    return found


def test_no_atom_feed_breaks_a_rule(site: Crawl) -> None:
    for url, path in find_feeds(site, "feed.xml").items():
        feed = read_feed(url, path.read_bytes())
        assert feed.entries
        broken = {rule.__name__: list(rule(feed)) for rule in RULES}
        assert {rule: what for rule, what in broken.items() if what} == {}, url


def test_every_json_feed_is_as_specified(site: Crawl) -> None:
    for url, path in find_feeds(site, "feed.json").items():
        feed = msgspec.json.decode(path.read_bytes(), type=JsonFeed)
        assert feed.items
        assert list(find_wrong(url, feed)) == [], url


def test_both_formats_say_the_same(site: Crawl) -> None:
    for url, path in find_feeds(site, "feed.xml").items():
        atom = etree.parse(path).getroot()
        data = site.files[url.removeprefix(BASE).replace(".xml", ".json")].read_bytes()
        other = msgspec.json.decode(data, type=JsonFeed)
        assert atom.findtext(f"{ATOM}title") == other.title
        said = [
            tuple(read_text(entry, name) for name in ("id", "title", "summary", "content"))
            for entry in atom.iter(f"{ATOM}entry")
        ]
        more = "Läs om punkten" if "/planer" in url else "Läs inlägget"
        assert said == [
            (item.id, item.title, f"{item.summary} {more}", item.content_html)
            for item in other.items
        ]


def test_an_atom_feed_has_a_style_sheet_and_leads_to_its_posts_and_to_the_page_about_following(
    site: Crawl,
) -> None:
    for url, path in find_feeds(site, "feed.xml").items():
        text = path.read_text(encoding="utf-8")
        [sheet] = re.findall(r'^<\?xml-stylesheet type="text/css" href="(.*?)"\?>$', text, re.M)
        assert site.find(sheet, page=url.removeprefix(BASE))
        links = [link.get("href", "") for link in etree.fromstring(text).iter(f"{XHTML}a")]
        follow, *posts = links
        assert follow.startswith(f"{BASE}folj/")
        assert all(site.find(link, page="feed.xml") for link in links)
        assert len(posts) == text.count("<entry>")


def test_pictures_in_feeds_are_there(site: Crawl) -> None:
    for path in find_feeds(site, "feed.json").values():
        feed = msgspec.json.decode(path.read_bytes(), type=JsonFeed)
        for address in (feed.icon, feed.favicon, *(item.image for item in feed.items)):
            assert site.find(address, page="feed.json"), address


def test_every_page_leads_to_the_feeds_of_the_blog(site: Crawl) -> None:
    for page in site.pages.values():
        moved = any(given.get("http-equiv") == "refresh" for given in page.find("meta"))
        kinds = {
            given["type"]: site.find(given["href"], page=page.path)
            for given in page.find("link")
            if given.get("rel") == "alternate" and site.find(given["href"], page=page.path)
        }
        assert moved or {"application/atom+xml", "application/feed+json"} <= kinds.keys()


GOOD = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<id>tag:example.org,2015:/</id>
<title>Bloggen</title>
<updated>2017-06-01T14:05:00+02:00</updated>
<link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
<link rel="alternate" type="text/html" href="https://example.org/"/>
<author><name>Bloggen</name></author>
<entry>
<id>tag:example.org,2015:a</id>
<title>Rubrik</title>
<link rel="alternate" type="text/html" href="https://example.org/a/"/>
<published>2017-06-01T14:05:00+02:00</published>
<updated>2017-06-01T14:05:00+02:00</updated>
<author><name>Redaktionen</name></author>
<category term="Habo"/>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Så. <a href="https://a/">Läs</a></div></summary>
<content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
</entry>
</feed>
"""
ENTRY = GOOD[GOOD.index("<entry>") : GOOD.index("</feed>")]


def parse(text: str) -> Feed:
    return read_feed("https://example.org/feed.xml", text.encode())


def find_broken(feed: Feed) -> Iterator[str]:
    return (rule.__name__ for rule in RULES if list(rule(feed)))


def test_a_good_feed_breaks_no_rule() -> None:
    assert list(find_broken(parse(GOOD))) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("http://www.w3.org/2005/Atom", "http://example.org/", "missing_namespace"),
        ("<entry>", "<writer/><entry>", "undefined_element"),
        ('encoding="utf-8"', 'encoding="iso-8859-1"', "not_utf8"),
        ("<title>Rubrik</title>", "", "missing_element"),
        ("<author><name>Redaktionen</name></author>", "", "missing_element"),
        ("<summary ", "<summary/><summary ", "duplicate_element"),
        ("Så. ", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "not_xhtml"),
        ("https://a/", "/a/", "not_xhtml"),
        ('<div xmlns="http://www.w3.org/1999/xhtml">', "<div>", "missing_xhtml_div"),
        ("</div>", "</div>Mer.", "missing_xhtml_div"),
        ('rel="self"', 'rel="via"', "missing_self"),
        ("org/feed.xml", "org/annat.xml", "self_doesnt_match_location"),
        ('<link rel="alternate" type="text/html" href="https://example.org/a/"/>', "",
         "missing_content_or_alternate"),
        ("<published>", '<link rel="alternate" type="text/html" href="https://a/"/><published>',
         "duplicate_atom_link"),
        (ENTRY, ENTRY + ENTRY, "duplicate_entries"),
        ("tag:example.org,2015:a", "tag:example.org:a", "invalid_tag"),
        ("<published>2017-06-01T14:05:00+02:00", "<published>2017-06-01", "invalid_rfc3339_date"),
        ("<published>2017", "<published>1017", "implausible_date"),
        ('xml:lang="sv"', 'xml:lang="svenska"', "invalid_language"),
        ('type="html"', 'type="text/html"', "invalid_mime_type"),
        ("https://example.org/a/", "/a/", "invalid_full_link"),
        ("https://example.org/a/", "https://example.org/å/", "invalid_full_link"),
        ('term="Habo"', 'term=""', "attr_not_blank"),
        ("Rubrik", "En &lt;b&gt;rubrik&lt;/b&gt;", "contains_html"),
        ("Rubrik", "Rubrik &amp;amp; rubrik", "contains_html"),
        ("&lt;/p&gt;", "", "not_html"),
        ("&lt;p&gt;", "&lt;body&gt;&lt;p&gt;", "html_fragment"),
        ("Text.", "&lt;script&gt;&lt;/script&gt;", "security_risk"),
        ("&lt;p&gt;", '&lt;p style="color:red"&gt;', "security_risk_attr"),
        ("&lt;p&gt;", '&lt;p onclick="x()"&gt;', "security_risk_attr"),
        ("Text.", '&lt;a href="/a/"&gt;a&lt;/a&gt;', "contains_rel_ref"),
        ("Text.", '&lt;img src="a.jpg"&gt;', "contains_rel_ref"),
    ],
)  # fmt: skip
def test_a_feed_that_breaks_a_rule_is_found_out(good: str, bad: str, rule: str) -> None:
    assert GOOD.count(good) == 1
    assert rule in find_broken(parse(GOOD.replace(good, bad)))


ITEM: dict[str, object] = {
    "id": "tag:example.org,2015:a",
    "url": "https://example.org/a/",
    "title": "Rubrik",
    "content_html": "<p>Text.</p>",
    "summary": "Så här.",
    "date_published": "2017-06-01T14:05:00+02:00",
    "date_modified": "2017-06-01T14:05:00+02:00",
    "authors": [{"name": "Redaktionen"}],
    "tags": ["Habo"],
    "language": "sv",
}
JSON: dict[str, object] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Bloggen",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "icon": "https://example.org/icon.png",
    "favicon": "https://example.org/icon.png",
    "authors": [{"name": "Bloggen"}],
    "language": "sv",
    "items": [ITEM],
}


def check_json(value: object) -> list[str]:
    try:
        feed = msgspec.convert(value, JsonFeed)
    except msgspec.ValidationError as error:
        return [str(error)]
    return list(find_wrong("https://example.org/feed.json", feed))


def test_a_good_json_feed_is_right() -> None:
    assert check_json(JSON) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda feed: {**feed, "version": "1.1"}, "version"),
        (lambda feed: {**feed, "feed_url": "https://example.org/"}, "feed_url"),
        (lambda feed: {**feed, "items": [ITEM, ITEM]}, "id"),
        (lambda feed: {**feed, "items": [{**ITEM, "id": 7}]}, "Expected `str`"),
        (lambda feed: {**feed, "items": [{**ITEM, "url": "/a/"}]}, "/a/"),
        (lambda feed: {**feed, "items": [{**ITEM, "author": {}}]}, "unknown field"),
        (lambda feed: {**feed, "items": [{**ITEM, "content_html": "<p>"}]}, "not_html"),
        (lambda feed: {**feed, "items": [{**ITEM, "date_published": "2017-06-01"}]}, "datetime"),
        (lambda feed: {**feed, "items": [{**ITEM, "tags": [""]}]}, "empty"),
    ],
)
def test_a_json_feed_that_is_wrong_is_found_out(
    change: Callable[[dict[str, object]], object], wrong: str
) -> None:
    assert re.search(wrong, "\n".join(check_json(change(JSON))))
