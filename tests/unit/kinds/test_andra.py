"""What others have written: one list of all, and one of each kommun."""

from __future__ import annotations

from sitegen.kinds import andra, kommun
from sitegen.kinds.andra import CoverageView
from sitegen.kinds.kommun import KommunView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on

ROWS = """\
- kommun: Torsby
  date: 2018
  source: [{title: På papper, publisher: Tidningen, date: 2018-02-01}, a.md]
"""


def report(title: str, date: str | None = None) -> dict[str, str]:
    told = {"title": title, "publisher": "Kommunen", "url": f"https://example.org/{title}"}
    return told | ({"date": date} if date else {})


def site() -> Site:
    first = [report("gammal", "2015-10-27"), report("okänd")]
    return make_site(
        make_post("posts/a.md", kommun="Hagfors", external=first),
        make_post("posts/b.md", kommun="Torsby", date="2016-05-01", external=first[:1]),
        settings=make_settings(visits=ROWS),
    )


def test_the_newest_stands_first_what_has_no_day_last_and_one_thing_once() -> None:
    (page,) = andra.pages(site())
    view = shown_on(page, CoverageView)
    assert view.total == 3
    assert [
        (each.link.title, [term.name for term in each.kommuner]) for each in view.listing.items
    ] == [("På papper", ["Torsby"]), ("gammal", ["Torsby", "Hagfors"]), ("okänd", ["Hagfors"])]


def test_each_kommun_has_its_own() -> None:
    pages = {page.url: shown_on(page, KommunView) for page in kommun.pages(site())}
    assert [link.title for link in pages["/kommun/torsby/"].external] == ["På papper", "gammal"]
    assert [link.title for link in pages["/kommun/hagfors/"].external] == ["gammal", "okänd"]


def test_where_nobody_has_written_there_is_no_list() -> None:
    assert list(andra.pages(make_site(make_post()))) == []
