"""Old addresses of lists lead to the nearest page that exists, and servers know them all."""

from __future__ import annotations

import msgspec

from sitegen.documents.settings import Row
from sitegen.front_matter.fields import read_rows
from sitegen.kinds import home, old_addresses, post
from sitegen.kinds.old_addresses import MovedView
from sitegen.model.site import Site
from sitegen.model.visit_row import RedirectMeta
from sitegen.pages.page import AnyPage, Generated, LinesView, Page
from tests.support.factories import make_info_page, make_post, make_settings, make_site


def made(site: Site, *more: str) -> dict[str, AnyPage]:
    """What is made of a site with its posts and home page, and pages at `more`."""
    pages: list[AnyPage] = [*home.pages(site), *post.pages(site)]
    pages += [msgspec.structs.replace(pages[0], url=url) for url in more]
    return {each.url: each for each in old_addresses.pages(site, pages)}


def lines(page: AnyPage) -> tuple[str, ...]:
    assert isinstance(page, Generated)
    assert isinstance(page.view, LinesView)
    return page.view.lines


def with_rows(site: Site, text: str) -> Site:
    rows, problems = read_rows(RedirectMeta, "redirects.yml", text)
    assert problems == []
    found = tuple(Row("redirects.yml", line, row) for line, row in rows)
    return msgspec.structs.replace(site, rows={**site.rows, "redirects": found})


def test_old_addresses_are_written_for_hosts_in_both_formats() -> None:
    site = make_site(
        make_post("posts/a.md", aliases=["/gammal", "/2015/å.html"]),
        pages=[make_info_page(aliases="/om-bloggen/")],
        settings=make_settings(base_url="https://example.org/blogg/"),
    )
    assert lines(made(site)["/_redirects"]) == (
        "/blogg/gammal/ /blogg/besok/a/ 301!",
        "/blogg/gammal/ /blogg/besok/a/ 301",
        "/blogg/2015/%C3%A5.html /blogg/besok/a/ 301!",
        "/blogg/2015/%C3%A5.html /blogg/besok/a/ 301",
        "/blogg/om-bloggen/ /blogg/om/ 301!",
        "/blogg/om-bloggen/ /blogg/om/ 301",
    )


def test_a_list_leads_to_the_nearest_page_that_exists() -> None:
    text = "- {from: /2015/10/, to: /arkiv/2015/10/}\n- {from: /tag/x/, to: /tema/x/}\n"
    found = made(with_rows(make_site(make_post("posts/a.md")), text), "/arkiv/2015/")
    views = {
        url: page.view.url
        for url, page in found.items()
        if isinstance(page, Page) and isinstance(page.view, MovedView)
    }
    assert views == {"/2015/10/": "/arkiv/2015/", "/tag/x/": "/"}
    assert all(not page.listed for page in found.values() if isinstance(page, Page))


def test_servers_know_the_numbers_of_texts_that_have_moved() -> None:
    moved = {"from": "http://a.se/x%E2%80%99y/", "id": "7", "files": ["8"]}
    found = made(make_site(make_post("posts/a.md", imported=moved)))
    assert lines(found["/_redirects.nginx"]) == (
        '"/x%E2%80%99y/" "/besok/a/";',
        '"/x%E2%80%99y" "/besok/a/";',
        '"/?p=7" "/besok/a/";',
        '"/?page_id=7" "/besok/a/";',
        '"/?attachment_id=8" "/besok/a/";',
        '"/?p=8" "/besok/a/";',
    )
    assert "/?p=7 /besok/a/" in lines(found["/_redirects.apache"])
    assert "/_redirects" not in found


def test_nothing_is_made_for_a_blog_that_has_not_moved_or_for_a_draft() -> None:
    assert made(make_site(make_post("posts/a.md"))) == {}
    draft = make_post(aliases="/hemlig/", draft="true", imported={"from": "/x/", "id": "1"})
    assert made(make_site(draft)) == {}
