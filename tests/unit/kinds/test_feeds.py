"""Feeds: who is in which, ids that stay, links that hold outside the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sitegen.kinds import feeds
from sitegen.kinds.feeds import FeedView
from sitegen.model.authors import Author
from sitegen.model.cards import Byline
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site


def feeds_of(site: Site, template: str = "feed.xml") -> dict[str, FeedView]:
    """The views of all feeds of one format, by URL."""
    views = {}
    for page in feeds.pages(site):
        assert isinstance(page.view, FeedView)
        if page.template == template:
            views[page.url] = page.view
    return views


def blog(**settings: Any) -> Site:
    return make_site(
        make_post("posts/a.md", date="2015-10-26"),
        make_post("posts/b.md", date="2016-01-28", kommun="Malmö", theme="samverkan"),
        make_post("posts/c.md", date="2017-05-22", kommun="ingen", updated="2017-06-01 14:05"),
        settings=make_settings(**{"title": "Bloggen", **settings}),
    )


def test_an_empty_blog_has_no_feed() -> None:
    assert feeds_of(make_site()) == {}


def test_there_is_a_feed_for_the_blog_each_visited_kommun_and_each_theme_raised() -> None:
    found = {url: (view.title, view.page) for url, view in feeds_of(blog()).items()}
    assert found == {
        "/feed.xml": ("Bloggen", "/"),
        "/kommun/hagfors/feed.xml": ("Bloggen: Hagfors kommun", "/kommun/hagfors/"),
        "/kommun/malmo/feed.xml": ("Bloggen: Malmö stad", "/kommun/malmo/"),
        "/tema/familjehem/feed.xml": ("Bloggen: Familjehem", "/tema/familjehem/"),
        "/tema/samverkan/feed.xml": ("Bloggen: Samverkan", "/tema/samverkan/"),
    }


def test_beside_each_atom_feed_lies_a_json_feed_of_the_same() -> None:
    atom, json = feeds_of(blog()), feeds_of(blog(), "feed.json")
    assert [url.replace(".xml", ".json") for url in atom] == list(json)
    assert list(atom.values()) == list(json.values())


def test_a_feed_has_its_own_posts_newest_first() -> None:
    titles = {
        url: [entry.card.url for entry in view.entries] for url, view in feeds_of(blog()).items()
    }
    assert titles["/feed.xml"] == ["/besok/c/", "/besok/b/", "/besok/a/"]
    assert titles["/kommun/hagfors/feed.xml"] == ["/besok/a/"]
    assert titles["/tema/familjehem/feed.xml"] == ["/besok/c/", "/besok/a/"]


def test_a_feed_has_no_more_than_the_latest_posts() -> None:
    assert len(feeds_of(blog(feed_entries=2))["/feed.xml"].entries) == 2


@pytest.mark.parametrize(
    "settings",
    [
        {"permalink": "/{year}/{month}/{slug}/"},
        {"base_url": "https://example.org/blogg/"},
        {"title": "Ett annat namn"},
    ],
)
def test_ids_stay_when_addresses_and_names_change(settings: dict[str, str]) -> None:
    def ids(site: Site) -> list[str]:
        views = feeds_of(site).values()
        return [view.id for view in views] + [entry.id for v in views for entry in v.entries]

    assert ids(blog(**settings)) == ids(blog())


def test_every_feed_and_every_post_has_an_id_of_its_own() -> None:
    views = feeds_of(blog())
    found = [view.id for view in views.values()]
    found += [entry.id for entry in views["/feed.xml"].entries]
    assert len(set(found)) == len(found)
    assert all(each.startswith("tag:example.org,2015:") for each in found)


def test_a_post_is_the_same_entry_in_every_feed() -> None:
    views = feeds_of(blog())
    assert views["/feed.xml"].entries[2] == views["/kommun/hagfors/feed.xml"].entries[0]


def test_a_feed_is_as_new_as_the_latest_change_in_it() -> None:
    views = feeds_of(blog())
    assert views["/feed.xml"].entries[0].updated == datetime(2017, 6, 1, 14, 5)
    assert views["/feed.xml"].updated == datetime(2017, 6, 1, 14, 5)
    assert views["/kommun/hagfors/feed.xml"].updated == datetime(2015, 10, 26)


def test_links_in_a_feed_are_absolute() -> None:
    post = make_post("posts/a.md", body="[b](b.md) [c](#c) ![d](d.jpg)\n\n## C\n")
    site = make_site(
        post,
        make_post("posts/b.md", date="2014-01-01"),
        files=["posts/d.jpg"],
        settings=make_settings(base_url="https://example.org/blogg/"),
    )
    fills = feeds_of(site)["/feed.xml"].entries[0].body.fills
    assert fills[:2] == (
        "https://example.org/blogg/besok/b/",
        "https://example.org/blogg/besok/a/#c",
    )
    assert 'src="https://example.org/blogg/filer/d.jpg"' in fills[2]


def test_an_entry_says_who_has_written_it() -> None:
    settings = make_settings(authors=[Author("anna", "Anna", "", True)])
    site = make_site(make_post(author="anna"), settings=settings)
    assert feeds_of(site)["/feed.xml"].entries[0].byline == Byline("Anna", "", True)


def test_an_entry_has_the_picture_that_goes_with_links_to_it() -> None:
    entry = feeds_of(make_site(make_post("posts/a.md")))["/feed.xml"].entries[0]
    assert entry.cover is not None
    assert entry.cover.url.startswith("/delning/a-")
    plain = make_site(make_post("posts/a.md"), settings=make_settings(link_previews=False))
    assert feeds_of(plain)["/feed.xml"].entries[0].cover is None


def test_what_is_held_back_is_in_no_feed() -> None:
    site = make_site(make_post("posts/a.md", draft="true"), make_post("posts/b.md"))
    assert [entry.card.url for entry in feeds_of(site)["/feed.xml"].entries] == ["/besok/b/"]


def test_feeds_stay_out_of_the_sitemap() -> None:
    assert not any(page.listed for page in feeds.pages(blog()))
