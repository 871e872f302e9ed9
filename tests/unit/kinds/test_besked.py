"""Feeds of statuses: the newest of all and of each kommun, by when they were told."""

from __future__ import annotations

from sitegen.kinds import besked
from sitegen.kinds.besked import StatusesView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on

PLAN = """\
kommun: {kommun}
agreed: 2015
source: a.md
points:
  - id: ett
    text: Ett
    reports:
      - date: 2016
        status: påbörjat
        source: {{title: Nu, publisher: Kommunen, url: "https://example.org/", date: 2016-09-01}}
      - {{date: 2016, status: påbörjat, source: {{title: Sen, publisher: Tidningen}}}}
"""
TOLD = [{"plan": "habo", "point": "ett", "status": "klart", "note": "Färdigt."}]


def site(feed_entries: int = 20) -> Site:
    return make_site(
        make_post("posts/a.md", kommun="ingen", date="2015-01-01"),
        make_post("posts/b.md", kommun="Habo", date="2017-02-02", follow_up=TOLD),
        plans={"habo": PLAN.format(kommun="Habo"), "umea": PLAN.format(kommun="Umeå")},
        settings=make_settings(feed_entries=feed_entries),
    )


def test_there_is_one_of_all_and_of_each_kommun_in_both_formats() -> None:
    pages = list(besked.pages(site()))
    assert [page.url for page in pages] == [
        *("/planer/feed.xml", "/planer/feed.json"),
        *("/kommun/habo/planer-feed.xml", "/kommun/habo/planer-feed.json"),
        *("/kommun/umea/planer-feed.xml", "/kommun/umea/planer-feed.json"),
    ]
    assert not any(page.listed for page in pages)


def test_the_newest_told_stands_first_and_each_has_a_name_of_its_own() -> None:
    page = next(page for page in besked.pages(site()) if page.url == "/planer/feed.xml")
    view = shown_on(page, StatusesView)
    assert [(each.title, f"{each.told:%Y-%m-%d}") for each in view.entries] == [
        ("Habo: klart – Ett", "2017-02-02"),
        ("Umeå: påbörjat – Ett", "2016-09-01"),
        ("Habo: påbörjat – Ett", "2016-09-01"),
        ("Umeå: påbörjat – Ett", "2016-01-01"),
        ("Habo: påbörjat – Ett", "2016-01-01"),
    ]
    assert view.updated == view.entries[0].told
    assert len({each.id for each in view.entries}) == 5
    assert view.entries[0].url == "/planer/habo/#ett"
    assert view.entries[0].summary == "Klart 2 februari 2017, i planen från 2015. Färdigt."


def test_a_feed_is_as_long_as_the_others() -> None:
    pages = besked.pages(site(feed_entries=2))
    lengths = {page.url: len(shown_on(page, StatusesView).entries) for page in pages}
    assert lengths["/planer/feed.xml"] == 2
