"""Pages of themes: what was said where, and what tends to come up with it."""

from __future__ import annotations

from sitegen.kinds import theme
from sitegen.kinds.theme import MAX_RELATED, ThemeIndexView, ThemeView
from sitegen.model.cards import Term
from sitegen.model.site import Site
from sitegen.model.themes import Theme
from sitegen.pages.page import Page
from sitegen.pages.theme_passages import LONGEST, PassageView
from sitegen.sweden.geometry import draw_dots
from tests.support.factories import make_post, make_settings, make_site, shown_on


def pages_of(site: Site) -> dict[str, Page]:
    return {page.url: page for page in theme.pages(site)}


def test_the_index_has_every_theme_in_swedish_order_raised_or_not() -> None:
    oppen = Theme("oppen", "Öppenvård", "Utan placering.")
    settings = make_settings(themes=[oppen, "Ålder", "Familjehem"])
    pages = pages_of(make_site(make_post(), settings=settings))
    view = shown_on(pages["/tema/"], ThemeIndexView)
    assert [(each.term, each.description, each.kommuner) for each in view.themes] == [
        (Term("Familjehem", "/tema/familjehem/", 1), "", 1),
        (Term("Ålder", "/tema/alder/", 0), "", 0),
        (Term("Öppenvård", "/tema/oppen/", 0), "Utan placering.", 0),
    ]


def test_the_index_shows_on_a_map_where_each_theme_has_come_up() -> None:
    site = make_site(
        make_post("posts/a.md", kommun=["Kiruna", "Mora"]), make_post("posts/b.md", kommun="Kiruna")
    )
    entry = shown_on(pages_of(site)["/tema/"], ThemeIndexView).themes[0]
    assert (entry.again, entry.once) == (draw_dots(["kiruna"]), draw_dots(["mora"]))
    assert (entry.kommuner, entry.sum, entry.squares) == (2, "", ())


def test_a_theme_not_raised_yet_has_a_page_without_posts_or_feed() -> None:
    view = shown_on(pages_of(make_site(make_post()))["/tema/samverkan/"], ThemeView)
    assert (view.posts, view.listing.items, view.feed) == (0, (), "")


def test_a_theme_shows_its_posts_newest_first_and_where_it_was_raised() -> None:
    site = make_site(
        make_post("posts/a.md", date="2015-01-01", kommun="Örebro"),
        make_post("posts/b.md", date="2016-01-01", kommun=["Åre", "Örebro"]),
        make_post("posts/c.md", date="2017-01-01", theme="samverkan"),
    )
    view = shown_on(pages_of(site)["/tema/familjehem/"], ThemeView)
    assert (view.name, view.posts, view.feed) == ("Familjehem", 2, "/tema/familjehem/feed.xml")
    assert [card.url for card in view.listing.items] == ["/besok/b/", "/besok/a/"]
    assert view.kommuner == 2
    assert view.spread is not None
    assert [(each.lan.name, each.kommuner) for each in view.spread.lan] == [
        ("Jämtlands län", (Term("Åre", "/kommun/are/#familjehem", 1),)),
        ("Örebro län", (Term("Örebro", "/kommun/orebro/#familjehem", 2),)),
    ]


def test_related_themes_are_those_raised_most_often_together_with_it() -> None:
    names = ["Familjehem", *(f"Tema {letter}" for letter in "abcdefgh")]
    site = make_site(
        make_post("posts/a.md", theme=["familjehem", "tema-h"]),
        make_post("posts/b.md", theme=names),
        make_post("posts/c.md", theme=["tema-a", "tema-b"]),
        settings=make_settings(themes=names),
    )
    related = shown_on(pages_of(site)["/tema/familjehem/"], ThemeView).related
    assert len(related) == MAX_RELATED
    assert related[:2] == (Term("Tema h", "/tema/tema-h/"), Term("Tema a", "/tema/tema-a/"))


def test_older_pages_hold_only_their_part_of_the_list() -> None:
    posts = [make_post(f"posts/p{number}.md", date=f"2016-01-0{number}") for number in range(1, 6)]
    settings = make_settings(themes=[Theme("familjehem", "Familjehem", "Om.")], per_page=2)
    before = pages_of(make_site(*posts[:4], settings=settings))
    after = pages_of(make_site(*posts, settings=settings))
    older = "/tema/familjehem/sida/1/"
    assert before[older] == after[older]
    view = shown_on(after[older], ThemeView)
    assert (view.description, view.spread) == ("", None)
    assert shown_on(after["/tema/familjehem/"], ThemeView).description == "Om."


def test_themes_without_a_file_have_pages_too() -> None:
    site = make_site(make_post(theme="Öppna insatser"), settings=make_settings(themes=None))
    assert list(pages_of(site)) == ["/tema/", "/tema/oppna-insatser/"]


MARKED = "Först.\n\n## Skolans del {tema=samverkan}\n\nVi mötte rektorer.\n\n## Annat\n\nMer.\n"


def passages_of(site: Site) -> tuple[PassageView, ...]:
    return shown_on(pages_of(site)["/tema/samverkan/"], ThemeView).passages


def test_a_theme_shows_the_sections_about_it_newest_first_with_a_way_to_each() -> None:
    site = make_site(
        make_post("posts/a.md", date="2015-01-01", body=MARKED),
        make_post("posts/b.md", date="2016-01-01", kommun="Åre", body=MARKED, visited="2015-12"),
        make_post("posts/c.md", date="2017-01-01", draft="true", body=MARKED),
        make_post("posts/d.md", date="2017-01-01", theme="samverkan"),
    )
    newest, oldest = passages_of(site)
    assert (newest.heading, newest.url) == ("Skolans del", "/besok/b/#skolans-del")
    assert newest.kommuner == (Term("Åre", "/kommun/are/"),)
    assert newest.visited is not None
    assert (oldest.url, oldest.text) == ("/besok/a/#skolans-del", ("Vi mötte rektorer.",))
    assert not oldest.is_cut


def test_a_synonym_names_the_theme_and_an_unknown_word_none() -> None:
    settings = make_settings(themes=[Theme("samverkan", "Samverkan", "", ("samarbete",))])
    body = MARKED.replace("tema=samverkan", "tema=samarbete, annat")
    assert len(passages_of(make_site(make_post(body=body), settings=settings))) == 1


def test_a_long_section_is_cut_between_words() -> None:
    body = (
        f"## A {{tema=samverkan}}\n\n{'Ett ord till. ' * 40}\n\n{'Ett ord till. ' * 40}\n\nSlut.\n"
    )
    [passage] = passages_of(make_site(make_post(body=body)))
    assert passage.is_cut
    assert len(passage.text) == 2
    assert passage.text[1].endswith(" …")
    assert sum(map(len, passage.text)) <= LONGEST


def test_without_a_list_of_themes_a_heading_makes_one_as_a_field_does() -> None:
    site = make_site(make_post(body=MARKED), settings=make_settings(themes=None))
    assert len(passages_of(site)) == 1
