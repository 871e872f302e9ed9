"""Pages that stand by themselves."""

from __future__ import annotations

from datetime import date

from sitegen.kinds import info
from sitegen.kinds.info import InfoView
from tests.support.factories import make_info_page, make_site, shown_on


def test_each_page_stands_at_its_name() -> None:
    site = make_site(
        pages=[make_info_page("pages/om.md"), make_info_page("pages/Så gör vi.md", title="Så")]
    )
    assert [page.url for page in info.pages(site)] == ["/om/", "/sa-gor-vi/"]


def test_a_page_has_its_date_of_change_and_its_anchors() -> None:
    text = make_info_page(
        title="Tillgänglighet", updated="2020-01-02", summary="Så når du allt.", body="## Brister\n"
    )
    (page,) = info.pages(make_site(pages=[text]))
    assert page.modified == date(2020, 1, 2)
    assert page.anchors == ("brister",)
    assert page.source == "pages/om.md"
    view = shown_on(page, InfoView)
    assert (view.title, view.summary) == ("Tillgänglighet", "Så når du allt.")


def test_a_page_without_a_day_of_change_claims_none() -> None:
    (page,) = info.pages(make_site(pages=[make_info_page()]))
    assert page.modified is None


def test_a_draft_has_no_page() -> None:
    assert list(info.pages(make_site(pages=[make_info_page(draft="true")]))) == []
