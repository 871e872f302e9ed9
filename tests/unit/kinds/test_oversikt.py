"""The overview: what was raised where, counted and linked."""

from __future__ import annotations

from sitegen.kinds import oversikt
from sitegen.kinds.oversikt import EMPTY, Cell, OverviewView, ThemeRow
from sitegen.model.cards import Term
from sitegen.model.post import Post
from tests.support.factories import make_post, make_settings, make_site


def visit(name: str, where: str | list[str], *themes: str) -> Post:
    return make_post(f"posts/{name}.md", kommun=where, theme=list(themes))


def view_of(*posts: Post, themes: tuple[str, ...] = ("Ålder", "Barn")) -> OverviewView:
    (page,) = oversikt.pages(make_site(*posts, settings=make_settings(themes=themes)))
    assert page.url == "/oversikt/"
    assert isinstance(page.view, OverviewView)
    return page.view


def test_an_empty_blog_has_an_empty_table() -> None:
    view = view_of()
    assert (view.themes, view.groups) == ((), ())


def test_a_cell_leads_to_the_only_post_and_else_to_the_kommun() -> None:
    view = view_of(
        visit("a", "Hagfors", "barn"),
        visit("b", "Hagfors", "barn", "ålder"),
        visit("c", "Torsby", "barn"),
    )
    assert view.themes == (Term("Barn", "/tema/barn/"), Term("Ålder", "/tema/alder/"))
    (group,) = view.groups
    assert group.lan == Term("Värmlands län", "/lan/varmland/")
    assert group.rows == (
        ThemeRow(
            Term("Hagfors", "/kommun/hagfors/"),
            (Cell(2, "/kommun/hagfors/"), Cell(1, "/besok/b/")),
        ),
        ThemeRow(Term("Torsby", "/kommun/torsby/"), (Cell(1, "/besok/c/"), EMPTY)),
    )


def test_a_post_about_two_kommuner_counts_in_both() -> None:
    view = view_of(visit("a", ["Torsby", "Hagfors"], "barn"))
    cells = [row.cells for group in view.groups for row in group.rows]
    assert cells == [(Cell(1, "/besok/a/"),)] * 2


def test_län_and_their_kommuner_are_in_swedish_order() -> None:
    view = view_of(
        *(visit(f"p{i}", name, "barn") for i, name in enumerate(("Åre", "Ale", "Årjäng", "Arvika")))
    )
    assert [(group.lan.name, [row.kommun.name for row in group.rows]) for group in view.groups] == [
        ("Jämtlands län", ["Åre"]),
        ("Värmlands län", ["Arvika", "Årjäng"]),
        ("Västra Götalands län", ["Ale"]),
    ]


def test_themes_that_nobody_has_raised_are_left_out() -> None:
    view = view_of(visit("a", "Hagfors", "barn"))
    assert [theme.name for theme in view.themes] == ["Barn"]


def test_a_new_title_leaves_the_table_as_it_is() -> None:
    settings = make_settings()
    before, after = (
        list(oversikt.pages(make_site(make_post(title=title), settings=settings)))
        for title in ("Före", "Efter")
    )
    assert before == after
