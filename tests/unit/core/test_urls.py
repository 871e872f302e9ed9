"""URLs: those of pages, how links to them are written, and which old ones can be redirected."""

from __future__ import annotations

import posixpath
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core import urls
from sitegen.core.addresses import explain_alias

DAY = date(2016, 2, 9)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/besok/{slug}/", "/besok/hagfors/"),
        ("/{year}/{month}/{slug}/", "/2016/02/hagfors/"),
        ("/{year}/{month}/{day}/{slug}/", "/2016/02/09/hagfors/"),
        ("/kommunbesok/i-{slug}/", "/kommunbesok/i-hagfors/"),
    ],
)
def test_the_url_of_a_post_follows_the_pattern(pattern: str, expected: str) -> None:
    assert urls.fill_permalink(pattern, slug="hagfors", day=DAY) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (urls.HOME, "index.html"),
        (urls.kommun("hagfors"), "kommun/hagfors/index.html"),
        (urls.lan("varmland"), "lan/varmland/index.html"),
        (urls.theme("familjehem"), "tema/familjehem/index.html"),
        (urls.year(2015), "arkiv/2015/index.html"),
        (urls.month(2015, 9), "arkiv/2015/09/index.html"),
        (urls.info("om"), "om/index.html"),
        (urls.feed(urls.HOME), "feed.xml"),
        (urls.feed(urls.kommun("hagfors")), "kommun/hagfors/feed.xml"),
        (urls.json_feed(urls.feed(urls.HOME)), "feed.json"),
        (urls.json_feed(urls.feed(urls.theme("xml"))), "tema/xml/feed.json"),
        (urls.preview("hagfors", "0123456789abcdef"), "delning/hagfors-0123456789.png"),
        (urls.WEB_MANIFEST, "site.webmanifest"),
        (urls.numbered(urls.HOME, 3), "sida/3/index.html"),
        (urls.numbered(urls.theme("familjehem"), 1), "tema/familjehem/sida/1/index.html"),
        (urls.sitemap_part(2), "sitemap-2.xml"),
        (urls.file("hagfors/plan.pdf"), "filer/hagfors/plan.pdf"),
        (urls.NOT_FOUND, "404.html"),
        (urls.SITEMAP, "sitemap.xml"),
        (urls.ROBOTS, "robots.txt"),
    ],
)
def test_each_kind_of_page_has_its_place_in_the_output(url: str, expected: str) -> None:
    assert urls.output_path(url) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("style.css", "/assets/style.0123456789.css"),
        ("script.min.js", "/assets/script.min.0123456789.js"),
        ("icon.svg", "/assets/icon.svg"),
        ("favicon.ico", "/favicon.ico"),
        ("apple-touch-icon.png", "/apple-touch-icon.png"),
        ("gammalt/favicon.ico", "/assets/gammalt/favicon.ico"),
        ("fonts/text.woff2", "/assets/fonts/text.woff2"),
        ("LICENSE", "/assets/LICENSE"),
    ],
)
def test_styles_and_scripts_carry_their_digest(name: str, expected: str) -> None:
    assert urls.asset(name, "0123456789abcdef") == expected


@pytest.mark.parametrize(
    ("base_url", "href", "absolute"),
    [
        ("https://example.org/", "/kommun/hagfors/", "https://example.org/kommun/hagfors/"),
        ("https://example.org", "/kommun/hagfors/", "https://example.org/kommun/hagfors/"),
        (
            "https://example.org/blogg/",
            "/blogg/kommun/hagfors/",
            "https://example.org/blogg/kommun/hagfors/",
        ),
        (
            "https://example.org/a/b",
            "/a/b/kommun/hagfors/",
            "https://example.org/a/b/kommun/hagfors/",
        ),
        (
            "http://localhost:8000/",
            "/kommun/hagfors/",
            "http://localhost:8000/kommun/hagfors/",
        ),
    ],
)
def test_links_start_with_the_path_that_the_site_is_placed_under(
    base_url: str, href: str, absolute: str
) -> None:
    assert urls.href(base_url, "/kommun/hagfors/") == href
    assert urls.absolute(base_url, "/kommun/hagfors/") == absolute


def test_a_link_to_the_home_page_keeps_its_final_slash() -> None:
    assert urls.href("https://example.org/blogg/", urls.HOME) == "/blogg/"
    assert urls.absolute("https://example.org/blogg/", urls.HOME) == "https://example.org/blogg/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/gammal/å b/", "/gammal/%C3%A5%20b/"),
        ("/a/?p=1&q=2#över", "/a/?p=1&q=2#%C3%B6ver"),
        ("/a%20b/", "/a%20b/"),
        ('/a"><script>', "/a%22%3E%3Cscript%3E"),
    ],
)
def test_links_are_percent_encoded_once(url: str, expected: str) -> None:
    assert urls.href("https://example.org/", url) == expected
    assert urls.absolute("https://example.org/", url) == f"https://example.org{expected}"


def test_the_id_of_a_post_depends_on_the_host_and_not_on_its_url() -> None:
    ids = {
        urls.tag_uri(base_url, "hagfors")
        for base_url in ("https://example.org/", "http://example.org/blogg/", "https://example.org")
    }
    assert ids == {"tag:example.org,2015:hagfors"}


@pytest.mark.parametrize(
    ("address", "url", "path"),
    [
        ("/gammal/", "/gammal/", "gammal/index.html"),
        ("/gammal", "/gammal/", "gammal/index.html"),
        (
            "/kommunbesok/aterbesok-i-hedemora/",
            "/kommunbesok/aterbesok-i-hedemora/",
            "kommunbesok/aterbesok-i-hedemora/index.html",
        ),
        ("/2015/10/hagfors.html", "/2015/10/hagfors.html", "2015/10/hagfors.html"),
        ("/feed.rss", "/feed.rss", "feed.rss"),
        ("/version/2.0/", "/version/2.0/", "version/2.0/index.html"),
        ("/besök/i_Håbo~1/", "/besök/i_Håbo~1/", "besök/i_Håbo~1/index.html"),
    ],
)
def test_an_old_address_becomes_a_file_that_is_served_there(
    address: str, url: str, path: str
) -> None:
    assert urls.is_alias(address)
    assert urls.from_alias(address) == url
    assert urls.output_path(url) == path


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "//",
        "gammal/",
        "//example.org/",
        "///etc/passwd",
        "/a//b/",
        "/a//",
        "/../utanfor/",
        "/a/../b/",
        "/./a/",
        "/...",
        "/.manifest",
        "/.git/config",
        "/" + "a" * 300,
        "/" + "å" * 130,
        "/?p=17",
        "/a b/",
        "/a#b",
        "/a%20b/",
        "/a\\b",
        "/c:/x",
        "https://example.org/a/",
    ],
)
def test_an_old_address_that_cannot_be_a_file_is_rejected(address: str) -> None:
    assert not urls.is_alias(address)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/2015/10/%c3%a5terbes%c3%b6k/", "/2015/10/återbesök/"),
        ("/2015/10/%C3%85r/", "/2015/10/År/"),
        ("/a%CC%8Ar/", "/år/"),
        ("/h%61gfors", "/hagfors"),
        ("/återbes%C3%B6k", "/återbesök"),
        ("/gammal/", "/gammal/"),
    ],
)
def test_an_old_address_may_be_percent_encoded(written: str, address: str) -> None:
    assert urls.read_alias(written) == address
    assert urls.href("https://example.org/", address).isascii()


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("/%e5terbes%f6k/", "med bokstäver: /återbesök/"),
        ("/a%2", "med bokstäver"),
        ("/a%2Fb/", "med bokstäver"),
        ("/%2e%2e/", "tecken som inte kan stå"),
        ("/a%20b/", "tecken som inte kan stå"),
        ("/a%00/", "tecken som inte kan stå"),
        ("/con/", "Windows"),
        ("/gammal/NUL.html", "Windows"),
        ("/gammal./", "punkt"),
        ("/a:b/", "den innehåller :"),
        ("/a b /", "mellanslag"),
        ("/?p=17", "?"),
        ("/a#b", "#"),
        ("https://gamla.example.org/2015/%C3%A5r/", "domännamnet: /2015/år/"),
        ("http://gamla.example.org/?p=17", "?"),
        ("gammal/", "från första snedstrecket"),
        ("/" + "a" * 300, "252 byte"),
    ],
)
def test_an_old_address_that_cannot_be_used_comes_with_advice(written: str, advice: str) -> None:
    assert urls.read_alias(written) is None
    assert advice in explain_alias(written)


@given(st.text("/.a~å_- \\:%", max_size=12))
def test_no_alias_stands_outside_the_output_folder(address: str) -> None:
    if urls.is_alias(address):
        path = urls.output_path(urls.from_alias(address))
        assert not path.startswith("/")
        assert posixpath.normpath(path) == path
        assert ".." not in path.split("/")


@pytest.mark.parametrize(
    "target",
    ["https://a.se", "HTTP://a.se", "mailto:a@b.se", "tel:+46", "//a.se/x", "javascript:x", "c:x"],
)
def test_a_target_with_a_scheme_or_a_host_is_external(target: str) -> None:
    assert urls.is_external(target)


@pytest.mark.parametrize("target", ["", "#a", "/kommun/", "a.md", "../a.md", "?a=b:c", "./a:b"])
def test_a_target_without_them_is_internal(target: str) -> None:
    assert not urls.is_external(target)
