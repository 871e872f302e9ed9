"""The tables of figures: each measure, kommun by kommun, and the figures beside a post."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from sitegen.documents.measures import Measure
from sitegen.kinds import post, siffror
from sitegen.kinds.post import PostView
from sitegen.kinds.siffror import MeasuresView, MeasureView
from sitegen.model.site import Site
from tests.support.factories import make_post, make_settings, make_site, shown_on

MEASURES = (
    Measure(slug="oro", name="Orosanmälningar", unit="anmälningar"),
    Measure(slug="tid", name="Barntid", unit="procent"),
    Measure(slug="ingen", name="Ingen har räknat", unit="hem"),
)


def fact(measure: str = "oro", **more: Any) -> dict[str, Any]:
    return {"measure": measure, "period": "2016", "value": "570", **more}


def site() -> Site:
    settings = make_settings()
    listed = {**settings.vocabularies, "measure": MEASURES}
    return make_site(
        make_post("posts/a.md", kommun="Örebro", facts=[fact(about=True, note="Nja.")]),
        make_post(
            "posts/b.md",
            kommun=["Habo", "Åre"],
            facts=[fact(kommun="Åre", value="1 200"), fact(kommun="Åre", period="2017")],
        ),
        make_post("posts/c.md", kommun="ingen", facts=[fact("tid", value="12,5"), fact("okänt")]),
        settings=replace(settings, vocabularies=listed),
    )


def test_each_measure_has_its_figures_by_kommun_the_newest_first() -> None:
    pages = {page.url: page for page in siffror.pages(site())}
    assert pages.keys() == {"/siffror/", "/siffror/oro/", "/siffror/tid/"}
    view = shown_on(pages["/siffror/oro/"], MeasureView)
    assert [(row.kommun and row.kommun.name, row.period.text, row.value) for row in view.rows] == [
        ("Åre", "2017", "570"),
        ("Åre", "2016", "1\u00a0200"),
        ("Örebro", "2016", "570"),
    ]
    assert view.kommuner == 2
    assert [row.is_about for row in view.rows] == [False, False, True]
    (general,) = shown_on(pages["/siffror/tid/"], MeasureView).rows
    assert (general.kommun, general.value) == (None, "12,5")


def test_the_list_has_the_measures_that_have_figures() -> None:
    (page,) = (page for page in siffror.pages(site()) if page.url == "/siffror/")
    entries = shown_on(page, MeasuresView).measures
    assert [(each.term.name, each.term.count) for each in entries] == [
        ("Barntid", 1),
        ("Orosanmälningar", 3),
    ]


def test_a_post_shows_its_figures_with_the_kommun_only_where_it_must_be_said() -> None:
    shown = {page.url: shown_on(page, PostView).figures for page in post.pages(site())}
    assert [(each.value, each.kommun) for each in shown["/besok/a/"]] == [
        ("ungefär 570 anmälningar", "")
    ]
    assert [each.kommun for each in shown["/besok/b/"]] == ["Åre", "Åre"]
    assert [each.measure.url for each in shown["/besok/c/"]] == ["/siffror/tid/"]


def test_a_blog_without_figures_has_no_such_page() -> None:
    assert list(siffror.pages(make_site(make_post()))) == []
