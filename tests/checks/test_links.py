from datetime import datetime

import msgspec
import pytest

from sitegen.checks.site import links
from sitegen.core.problem import Problem
from tests.checks.examples import Found, assert_found, check_all, info_page, post
from tests.support.factories import make_site

OTHERS = (
    post(path="posts/2016-12-07-hultsfred.md", kommun="Hultsfred"),
    post(path="posts/hedemora/index.md", kommun="Hedemora"),
    post(path="posts/utkast.md", fields="draft: true\n"),
)
FILES = ("posts/plan.pdf", "posts/hedemora/torget.jpg")


def check(body: str, *, path: str = "posts/hagfors.md") -> list[Problem]:
    site = make_site(post(body, path=path), *OTHERS, pages=[info_page()], files=FILES)
    return check_all(links.check, site)


@pytest.mark.parametrize(
    "target",
    [
        "2016-12-07-hultsfred.md",
        "./2016-12-07-hultsfred.md",
        "hedemora/index.md",
        "../pages/om.md",
        "plan.pdf",
        "hedemora/torget.jpg",
        "/kommun/hagfors/",
        "/kommun/hagfors/feed.xml",
        "/besok/hultsfred/?utm=1#planen",
        "/tema/",
        "/",
        "#planen",
    ],
)
def test_links_that_lead_somewhere_pass(target: str) -> None:
    assert_found(check(f"[text]({target})\n"))


def test_links_go_from_the_folder_of_the_post() -> None:
    body = "[bild](torget.jpg), [plan](../plan.pdf)\n"
    assert_found(check(body, path="posts/hedemora/andra.md"))


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("2016-12-07-hultsferd.md", "Menade du ”2016-12-07-hultsfred.md”?"),
        ("utkast.md", "Ta bort länken tills texten är publicerad."),
        ("/kommun/hagfors", "Lägg till ett snedstreck: /kommun/hagfors/"),
        ("/kommun/hagfros/", "Menade du ”/kommun/hagfors/”?"),
        ("/qqqqqqqqqqqqqqqq", "Kontrollera stavningen"),
        ("qqqqqqqqqqqqqqqq", "Kontrollera stavningen"),
        ("", "Skriv en adress inom parentesen."),
    ],
)
def test_a_link_that_leads_nowhere_is_named(target: str, hint: str) -> None:
    found = check(f"Text.\n\nSe [text]({target}).\n")
    column = 11 if target else 5
    assert_found(found, Found(9, column, "link-broken", hint))


def test_an_anchor_as_it_was_written_in_old_html_is_no_link() -> None:
    [found] = check_all(links.check, make_site(post('<a name="topp"></a>Text.\n')))
    assert 'id="namn"' in found.hint


def test_a_link_to_a_draft_says_why_readers_cannot_follow_it() -> None:
    assert "(utkast)" in check("[text](utkast.md)\n")[0].message


def test_a_link_to_a_coming_post_says_when_it_will_be_there() -> None:
    coming = post(path="posts/kommande.md")
    site = make_site(post("[text](kommande.md)\n"), coming, now=datetime(2017, 1, 11))
    # Both posts are still to come, so neither is checked before the reader can see it.
    assert check_all(links.check, site) == []
    page = info_page("[text](../posts/kommande.md)\n")
    site = make_site(coming, pages=[page], now=datetime(2017, 1, 11))
    [found] = check_all(links.check, site)
    assert "publiceras 12 januari 2017" in found.message
    assert (found.path, found.line, found.column) == (page.path, 4, 8)


def test_a_text_without_a_page_is_not_said_to_be_missing() -> None:
    site = make_site(post("[om](../pages/om.md)\n"), pages=[info_page()])
    urls = {path: url for path, url in site.urls.items() if path != "pages/om.md"}
    [found] = links.check(msgspec.structs.replace(site, urls=urls), ())
    assert found.message == "”pages/om.md” har ingen egen sida att länka till."
    assert found.hint == "Ta bort länken."
