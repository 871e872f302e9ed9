"""The matrix: what was raised where, counted, in three orders, and its parts by län and year."""

from __future__ import annotations

from collections import Counter

import pytest

from sitegen.kinds import oversikt
from sitegen.kinds.oversikt import Column, MatrixRow, MatrixView
from sitegen.model.cards import Term
from sitegen.model.post import Post
from sitegen.pages.page import Page
from tests.support.factories import make_post, make_settings, make_site, shown_on

THEMES = ("Ålder", "Barn", "Vård")

VISIT = """
- kommun: Kiruna
  date: 2016
  source: {title: Resan, publisher: Kommunen, url: "https://www.kommunen.se/resan"}
"""


def visit(name: str, where: str | list[str], *themes: str, date: str = "2016-03-01") -> Post:
    return make_post(f"posts/{name}.md", kommun=where, theme=list(themes), date=date)


POSTS = (
    visit("a", "Hagfors", "barn", "ålder"),
    visit("b", ["Torsby", "Hagfors"], "barn", date="2015-10-01"),
    visit("c", "Åre", "vård", "barn"),
    visit("d", "Ale", "ålder", date="2017-05-01"),
)


def pages_of(*posts: Post, visits: str = "") -> dict[str, Page]:
    site = make_site(*posts, settings=make_settings(themes=THEMES, visits=visits))
    return {page.url: page for page in oversikt.pages(site)}


def view_of(*posts: Post, url: str = "/oversikt/", visits: str = "") -> MatrixView:
    return shown_on(pages_of(*posts, visits=visits)[url], MatrixView)


def names(view: MatrixView) -> dict[str, list[str]]:
    """The names of the rows, by the länder they stand under."""
    return {group.lan: [row.kommun.name for row in group.rows] for group in view.groups}


def counted(view: MatrixView) -> dict[tuple[str, str], int]:
    """The number in each cell that has one, by kommun and theme."""
    return {
        (row.kommun.name, column.theme.name): count
        for group in view.groups
        for row in group.rows
        for column, count in zip(view.columns, row.counts, strict=True)
        if count
    }


def test_an_empty_blog_has_an_empty_table_on_one_page() -> None:
    pages = pages_of()
    assert list(pages) == ["/oversikt/"]
    view = shown_on(pages["/oversikt/"], MatrixView)
    assert (view.columns, view.groups, view.sum, view.common) == ((), (), 0, ())


def test_cells_and_sums_are_what_a_recount_gives() -> None:
    view = view_of(*POSTS)
    recount = Counter(
        (name, {"barn": "Barn", "ålder": "Ålder", "vård": "Vård"}[theme])
        for name, theme in (
            *(("Hagfors", "barn"), ("Hagfors", "ålder"), ("Torsby", "barn"), ("Hagfors", "barn")),
            *(("Åre", "vård"), ("Åre", "barn"), ("Ale", "ålder")),
        )
    )
    assert counted(view) == recount
    assert view.sum == recount.total()
    for group in view.groups:
        for row in group.rows:
            assert row.sum == sum(n for (name, _), n in recount.items() if name == row.kommun.name)
    for column in view.columns:
        assert column.sum == sum(n for (_, it), n in recount.items() if it == column.theme.name)


@pytest.mark.parametrize(
    "parts", [("2015", "2016", "2017"), ("varmland", "jamtland", "vastra-gotaland")]
)
def test_the_parts_of_a_dimension_sum_up_to_the_whole(parts: tuple[str, ...]) -> None:
    whole = view_of(*POSTS)
    views = [view_of(*POSTS, url=f"/oversikt/{part}/") for part in parts]
    assert sum((Counter(counted(view)) for view in views), Counter()) == counted(whole)
    assert sum(view.sum for view in views) == whole.sum


def test_a_cell_leads_to_the_section_about_its_theme() -> None:
    view = view_of(*POSTS)
    assert view.columns == (
        Column(Term("Barn", "/tema/barn/"), "barn", 4),
        Column(Term("Ålder", "/tema/alder/"), "alder", 2),
        Column(Term("Vård", "/tema/vard/"), "vard", 1),
    )
    assert view.groups[0].rows[0] == MatrixRow(
        Term("Hagfors", "/kommun/hagfors/"), "varmland", (2, 1, 0), 3
    )


def test_columns_are_in_the_same_order_on_every_page() -> None:
    orders = {
        tuple(column.anchor for column in shown_on(page, MatrixView).columns)
        for page in pages_of(*POSTS).values()
    }
    assert orders == {("barn", "alder", "vard")}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/oversikt/", {"": ["Hagfors", "Åre", "Ale", "Torsby"]}),
        ("/oversikt/namn/", {"": ["Ale", "Hagfors", "Torsby", "Åre"]}),
        (
            "/oversikt/lan/",
            {
                "Jämtlands län": ["Åre"],
                "Värmlands län": ["Hagfors", "Torsby"],
                "Västra Götalands län": ["Ale"],
            },
        ),
        ("/oversikt/varmland/", {"": ["Hagfors", "Torsby"]}),
        ("/oversikt/2017/", {"": ["Ale"]}),
    ],
)
def test_rows_stand_by_number_by_name_or_by_län(url: str, expected: dict[str, list[str]]) -> None:
    assert names(view_of(*POSTS, url=url)) == expected


def test_every_choice_is_a_link_to_a_page_and_one_of_each_dimension_is_chosen() -> None:
    pages = pages_of(*POSTS)
    linked = set()
    for url, page in pages.items():
        for dimension in shown_on(page, MatrixView).dimensions:
            chosen = [link.url for link in dimension.links if link.is_chosen]
            assert chosen in ([url], ["/oversikt/"])
            linked |= {link.url for link in dimension.links}
    assert linked == pages.keys()


def test_one_year_and_one_län_are_no_choices() -> None:
    pages = pages_of(visit("a", "Hagfors", "barn"))
    assert set(pages) == {"/oversikt/", "/oversikt/namn/", "/oversikt/lan/"}
    dimensions = shown_on(pages["/oversikt/"], MatrixView).dimensions
    assert [dimension.name for dimension in dimensions] == ["ordning"]


@pytest.mark.parametrize(
    ("posts", "scale", "shades"),
    [
        (1, (1,), (0, 1)),
        (3, (1, 2, 3), (0, 1, 2, 3)),
        (5, (1, 2, 3, 4), (0, 1, 2, 3, 4, 4)),
        (9, (1, 2, 4, 8), (0, 1, 2, 2, 3, 3, 3, 3, 4, 4)),
    ],
)
def test_the_scale_is_coarser_where_there_is_more(
    posts: int, scale: tuple[int, ...], shades: tuple[int, ...]
) -> None:
    view = view_of(*(visit(f"p{number}", "Hagfors", "barn") for number in range(posts)))
    assert (view.scale, view.shades) == (scale, shades)


def test_the_theme_of_most_kommuner_is_named_unless_it_is_of_one_alone() -> None:
    assert view_of(*POSTS).common == (Term("Barn", "/tema/barn/"),)
    assert view_of(*POSTS).common_in == 3
    assert view_of(*POSTS, url="/oversikt/jamtland/").common == ()


def test_themes_that_nobody_has_raised_are_left_out() -> None:
    view = view_of(visit("a", "Hagfors", "barn"))
    assert [column.theme.name for column in view.columns] == ["Barn"]


def test_visited_kommuner_that_no_post_is_about_are_counted() -> None:
    assert view_of(*POSTS, visits=VISIT).unwritten == 1
    assert view_of(*POSTS, visits=VISIT, url="/oversikt/2016/").unwritten == 0


def test_a_new_title_leaves_the_table_as_it_is() -> None:
    settings = make_settings()
    before, after = (
        list(oversikt.pages(make_site(make_post(title=title), settings=settings)))
        for title in ("Före", "Efter")
    )
    assert before == after
