"""Each URL has the HTTP headers of its kind of file, which allow no more than it needs."""

from __future__ import annotations

import re

import pytest

from sitegen.core import http_policy, urls
from sitegen.core.http_policy import CACHE, CSP, TYPE, headers_for

PAGES = ["/", "/besok/hagfors/", "/kommun/habo/", "/karta/", "/404.html", "/en/gammal/adress/"]
SEARCHING = ["/sok/", "/sok/index.html", "/sokregister/register.sok"]


def directives(csp: str) -> dict[str, set[str]]:
    return {name: set(words) for name, *words in (part.split() for part in csp.split(";"))}


@pytest.mark.parametrize("url", [*PAGES, *SEARCHING, "/bilder/a.webp", "/feed.xml", "/filer/a.pdf"])
def test_nothing_may_come_from_elsewhere_or_stand_inside_a_page(url: str) -> None:
    allowed = directives(headers_for(url)[CSP])
    assert allowed["default-src"] == {"'none'"}
    assert allowed["base-uri"] == allowed["frame-ancestors"] == {"'none'"}
    for name, sources in allowed.items():
        assert sources <= {"'none'", "'self'"}, name


def test_a_drawing_by_itself_has_its_own_colours_and_nothing_else() -> None:
    assert directives(headers_for("/filer/posts/a/plan.svg")[CSP]) == {
        "default-src": {"'none'"},
        "style-src": {"'unsafe-inline'"},
        "frame-ancestors": {"'none'"},
    }


def test_the_page_for_writing_has_its_policy_within_and_no_other_page_has_that() -> None:
    for url in ("/admin/", "/admin/config.yml"):
        assert directives(headers_for(url)[CSP]) == {"frame-ancestors": {"'none'"}}
    assert headers_for("/administration/")[CSP] == headers_for("/")[CSP]
    assert http_policy.rules_for(admin=False) == http_policy.RULES


def test_meta_elements_have_the_policy_of_the_headers_except_header_only_parts() -> None:
    whole = directives(headers_for("/")[CSP])
    del whole["frame-ancestors"]
    assert directives(http_policy.PAGE) == whole


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/", http_policy.ASK),
        ("/feed.xml", http_policy.ASK),
        ("/sitemap.xml", http_policy.ASK),
        ("/filer/posts/a/plan.pdf", http_policy.ASK),
        ("/sokregister/register.sok", http_policy.ASK),
        ("/sokregister/text/0a1b2c3.sok", http_policy.ASK),
        ("/svar.json", http_policy.ASK),
        ("/besok/assets/", http_policy.ASK),
        ("/favicon.ico", http_policy.A_DAY),
        ("/assets/icon.svg", http_policy.A_DAY),
        (urls.asset("style.css", "0123456789abcdef"), http_policy.FOREVER),
        (urls.asset("karta/karta.js", "0123456789abcdef"), http_policy.FOREVER),
        (urls.picture("torget-1-800.webp"), http_policy.FOREVER),
        (urls.preview("hagfors", "0123456789abcdef"), http_policy.FOREVER),
        ("/sokregister/delar/0123456789.sok", http_policy.FOREVER),
    ],
)
def test_only_files_whose_url_changes_with_their_bytes_are_cached_for_ever(
    url: str, kept: str
) -> None:
    assert headers_for(url)[CACHE] == kept


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/404.html", "text/html; charset=utf-8"),
        ("/assets/style.0123456789.css", "text/css; charset=utf-8"),
        ("/assets/sok.0123456789.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/kommun/habo/feed.json", "application/feed+json"),
        ("/sitemap.xml", "application/xml"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/bilder/a.webp", "image/webp"),
        ("/sokregister/register.sok", "application/octet-stream"),
        ("/_headers", "application/octet-stream"),
        ("/en.mapp/fil", "application/octet-stream"),
    ],
)
def test_a_file_has_its_media_type(url: str, kind: str) -> None:
    assert headers_for(url)[TYPE] == kind


def test_a_pattern_and_its_regular_expression_match_the_same_urls() -> None:
    """`*` is all that is special in it, and it is understood by hosts that allow only one."""
    for rule in http_policy.RULES:
        assert rule.pattern.count("*") <= 1
        assert re.match(http_policy.expression(rule.pattern), rule.pattern.replace("*", "a/b.c"))
    assert not re.match(http_policy.expression("/favicon.ico"), "/faviconxico")
