"""Feeds: who is in which, ids that stay, links that hold outside the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sitegen.images.metadata import Shape
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


def test_there_is_a_feed_for_the_blog_and_for_each_kommun_lan_and_theme_with_posts() -> None:
    found = {url: (view.title, view.page) for url, view in feeds_of(blog()).items()}
    assert found == {
        "/feed.xml": ("Bloggen", "/"),
        "/kommun/hagfors/feed.xml": ("Bloggen: Hagfors kommun", "/kommun/hagfors/"),
        "/kommun/malmo/feed.xml": ("Bloggen: Malmö stad", "/kommun/malmo/"),
        "/lan/skane/feed.xml": ("Bloggen: Skåne län", "/lan/skane/"),
        "/lan/varmland/feed.xml": ("Bloggen: Värmlands län", "/lan/varmland/"),
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


def test_a_post_about_two_kommuner_of_a_lan_is_once_in_its_feed_and_in_no_other() -> None:
    site = make_site(
        make_post("posts/a.md", date="2015-10-26", kommun=["Hagfors", "Torsby", "Habo"]),
        make_post("posts/b.md", date="2016-01-28", kommun="Torsby"),
    )
    shown = {
        url: [entry.card.url for entry in view.entries]
        for url, view in feeds_of(site).items()
        if url.startswith("/lan/")
    }
    assert shown == {
        "/lan/jonkoping/feed.xml": ["/besok/a/"],
        "/lan/varmland/feed.xml": ["/besok/b/", "/besok/a/"],
    }


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
    byline = Byline(name="Anna", url="/skribent/anna/", guest=True)
    assert feeds_of(site)["/feed.xml"].entries[0].byline == byline


def test_a_correction_is_a_change_that_followers_get() -> None:
    wrong = {"date": "2017-06-03", "text": "Namnet var fel."}
    (entry,) = feeds_of(make_site(make_post(date="2017-06-01", corrections=[wrong])))[
        "/feed.xml"
    ].entries
    assert [each.text for each in entry.corrections] == ["Namnet var fel."]
    assert entry.updated == datetime(2017, 6, 3)


def test_a_summary_begins_with_which_visit_it_is_about_or_what_it_is_instead() -> None:
    settings = make_settings(authors=[Author("anna", "Anna", guest=True)])
    site = make_site(
        make_post("posts/a.md", date="2015-10-26", summary="Ett."),
        make_post("posts/b.md", date="2016-11-20", summary="Två."),
        make_post("posts/c.md", date="2017-01-10", summary="Tre.", author="anna"),
        make_post("posts/d.md", date="2017-02-10", summary="Fyra.", visited="ingen"),
        settings=settings,
    )
    assert [entry.summary for entry in feeds_of(site)["/feed.xml"].entries] == [
        "Inte från ett besök. Fyra.",
        "Gästinlägg. Tre.",
        "Besök 2 av 2. Två.",
        "Besök 1 av 2. Ett.",
    ]


def test_an_entry_has_the_picture_that_goes_with_links_to_it() -> None:
    entry = feeds_of(make_site(make_post("posts/a.md")))["/feed.xml"].entries[0]
    assert entry.cover is not None
    assert entry.cover.url.startswith("/delning/a-")
    plain = make_site(make_post("posts/a.md"), settings=make_settings(link_previews=False))
    assert feeds_of(plain)["/feed.xml"].entries[0].cover is None


def test_the_picture_of_a_post_stands_above_its_text_unless_it_is_in_it() -> None:
    image = {"src": "torget.jpg", "alt": "Torget i snö.", "caption": "Torget."}
    site = make_site(
        make_post("posts/a.md", date="2016-01-28", image=image),
        make_post("posts/b.md", date="2015-10-26", image=image, body="![Torget](torget.jpg)"),
        make_post("posts/c.md", date="2015-01-01"),
        pictures={"posts/torget.jpg": Shape(2400, 1600, "photo", "0123456789abcdef")},
    )
    above, within, none = feeds_of(site)["/feed.xml"].entries
    assert above.picture == (
        '<img src="https://example.org/bilder/torget-0123456789-1200.jpg"'
        ' width="1200" height="800" alt="Torget i snö.">'
    )
    assert above.image is not None
    assert above.image.caption == "Torget."
    assert (within.picture, within.image) == (none.picture, none.image) == ("", None)


def test_what_is_held_back_is_in_no_feed() -> None:
    site = make_site(make_post("posts/a.md", draft="true"), make_post("posts/b.md"))
    assert [entry.card.url for entry in feeds_of(site)["/feed.xml"].entries] == ["/besok/b/"]


def test_feeds_stay_out_of_the_sitemap() -> None:
    assert not any(page.listed for page in feeds.pages(blog()))
