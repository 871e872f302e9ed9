"""Nothing held back is published, whatever mistake the program makes: each build proves it anew.

Mistakes are planted where a site is assembled, one for each thing that readers are shown, and in
kinds of page that look for what is held back by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest

from sitegen.builder import no_leak
from sitegen.images import social_card
from sitegen.inputs import store
from sitegen.kinds import home
from sitegen.model.assembly import assemble
from sitegen.model.authors import Author
from sitegen.model.site import Site
from sitegen.pages.page import Page
from tests.conftest import Run
from tests.properties.test_incremental import draw_as_text
from tests.support import builds
from tests.support.builds import other_kinds
from tests.support.pictures import make_photo
from tests.support.publishing import put

TITLE = "Kvällen då allt vände"
TODAY = ("--today", "2018-01-01")

pytestmark = pytest.mark.slow

DRAFT, COMING, PAGE = "posts/vandningen.md", "posts/fortsattningen.md", "pages/enkat.md"

Mistake = Callable[[Site, Site], dict[str, Any]]
"""Given the right site and the one with all drafts: the fields that come out wrong."""


@pytest.fixture
def blog(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two published posts; held back are a draft about another kommun with a picture of its own,
    a coming post without one, and a page that is to stand in the menu.

    A stand-in for the drawing of link previews saves time.
    """
    monkeypatch.setattr(social_card, "draw_card", draw_as_text)
    here = Path()
    put(here / "content/themes.yml", b"- {slug: samverkan, name: Samverkan}\n")
    put(here / "content/site.yml", b"base_url: https://example.org/blogg/\nall_kommuner: false\n")
    for number in range(2):
        words = {"title": f"Besöket vid ån {number}", "body": f"Text {number}."}
        builds.write_post(here, f"besok-{number}", number=number, **words)
    more = "draft: true\nimage: {src: kvall.jpg, alt: Ett torg i skymning.}\n"
    builds.write_post(here, "vandningen", number=3, title=TITLE, more=more)
    coming = b"---\ntitle: Sedan\ndate: 2019-01-01\nkommun: Habo\ntheme: samverkan\n---\nNu.\n"
    put(here / "content" / COMING, coming)
    put(here / "content" / PAGE, b"---\ntitle: Enkat\nmenu: sidhuvud\ndraft: true\n---\nSvara.\n")
    put(here / "content/posts/kvall.jpg", make_photo())
    return run


def planted(mistake: Mistake) -> Any:
    """A program in which what is assembled comes out wrong."""

    def assemble_wrongly(*arguments: Any, **options: Any) -> Site:
        right = assemble(*arguments, **options)
        wrong = assemble(*arguments, **{**options, "drafts": True})
        return msgspec.structs.replace(right, **mistake(right, wrong))

    return mock.patch.object(store, "assemble", assemble_wrongly)


def count_hidden_visits(right: Site, wrong: Site) -> dict[str, Any]:
    """The visits that posts held back are about are counted, though no post is shown."""
    untold = {
        slug: tuple(msgspec.structs.replace(visit, posts=()) for visit in chain)
        for slug, chain in wrong.visits.items()
        if slug not in right.visits
    }
    return {"visits": {**right.visits, **untold}}


def fields(*names: str) -> Mistake:
    """These fields of the site know of what is held back."""
    return lambda right, wrong: {name: getattr(wrong, name) for name in names}


def shown(collection: str, *names: str) -> Mistake:
    """The documents of a collection, and these fields, know of what is held back."""

    def mistake(right: Site, wrong: Site) -> dict[str, Any]:
        documents = {**right.documents, collection: wrong.documents[collection]}
        return {"documents": documents, **{name: getattr(wrong, name) for name in names}}

    return mistake


EVERYTHING = fields(*(name for name in Site.__struct_fields__ if name != "hidden"))


def line(path: str, where: str) -> str:
    """How the problem of one place begins; `where` may leave out its end."""
    why = "publiceras 1 januari 2019 kl. 00.00" if path == COMING else "utkast"
    unseen = f"Läsare ska inte se den här texten än ({why})"
    return f"content/{path}: fel: {unseen}, men den skulle märkas {where}"


def test_a_blog_with_drafts_is_published_without_them(blog: Run) -> None:
    found = blog("build", "--strict", *TODAY)
    assert found.status == 0, found.err
    assert not Path("site/besok/vandningen").exists()


SHOWN = {
    DRAFT: ("/besok/vandningen/", "/kommun/hedemora/", "/arkiv/2017/04/"),
    COMING: ("/arkiv/2019/", "/kommun/habo/", "/kommun/habo/feed.json", "/kommun/habo/feed.xml"),
    PAGE: ("/enkat/",),
}
"""Pages that show only one of what is held back."""

LISTED = (
    *("/", "/sok/", "/sitemap.xml", "/karta/", "/oversikt/", "/arkiv/", "/arkiv/2017/"),
    *("/feed.xml", "/feed.json", "/kommun/", "/lan/", "/tema/", "/tema/samverkan/"),
    *("/tema/samverkan/feed.xml", "/besok/besok-0/"),
)
"""Pages that count or list posts, or name the next one."""


def test_each_place_where_it_would_show_is_named(
    blog: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(no_leak, "MOST", 1000)
    with planted(EVERYTHING):
        told = blog("build", *TODAY).err
    for path, places in SHOWN.items():
        for place in places:
            assert line(path, f"på adressen ”{place}”. [leaked]\n") in told
    for place in LISTED:
        assert f"skulle märkas på adressen ”{place}”. [leaked]\n" in told
    assert line(COMING, "på adressen ”/delning/fortsattningen-") in told
    assert line(PAGE, f"{no_leak.CHROME}. [leaked]\n") in told
    assert f"skulle märkas {no_leak.SEARCH}. [leaked]\n" in told


@pytest.mark.parametrize(
    ("mistake", "path", "where"),
    [
        (count_hidden_visits, DRAFT, "på adressen ”/”"),
        (shown("pages", "urls"), PAGE, no_leak.CHROME),
        (
            shown("posts", "cards", "occasions", "urls", "subjects"),
            DRAFT,
            "på adressen ”/besok/vandningen/”",
        ),
    ],
)
def test_one_wrong_thing_is_enough(mistake: Mistake, path: str, where: str, blog: Run) -> None:
    with planted(mistake):
        found = blog("build", *TODAY)
    assert found.status == 1
    assert line(path, where) in found.err
    assert found.err.endswith("Ingenting är skrivet.\n")
    assert not Path("site").exists()


def test_another_order_of_what_is_shown_is_found_too(blog: Run) -> None:
    def turn_round(right: Site, wrong: Site) -> dict[str, Any]:
        """The order of the posts tells that something is held back."""
        is_held = len(wrong.posts) > len(right.posts)
        posts = dict(reversed(list(right.posts.items()))) if is_held else right.posts
        return {"documents": {**right.documents, "posts": posts}}

    with planted(turn_round):
        found = blog("build", *TODAY)
    assert (found.status, "[leaked]" in found.err) == (1, True)


@pytest.mark.parametrize("options", [(), ("--strict",), ("--no-cache",)])
def test_every_build_that_publishes_is_proved(options: tuple[str, ...], blog: Run) -> None:
    assert blog("build", *TODAY, *options).status == 0
    before = builds.site_of(Path())
    with planted(EVERYTHING):
        found = blog("build", *TODAY, *options)
    assert (found.status, "[leaked]" in found.err) == (1, True)
    assert builds.site_of(Path()) == before


def test_files_of_what_is_shown_by_mistake_are_found_too(blog: Run) -> None:
    """Where the site does not know either that anything is held back."""
    with planted(fields(*Site.__struct_fields__)):
        found = blog("build", *TODAY)
    assert line(DRAFT, "på adressen ”/bilder/kvall-") in found.err


def test_what_shows_on_very_many_pages_is_said_of_some(blog: Run) -> None:
    for number in range(30):
        builds.write_post(Path(), f"dold-{number}", number=number, more="draft: true\n")
    with planted(EVERYTHING):
        found = blog("build", *TODAY)
    assert found.err.count("[leaked]") == no_leak.MOST


def test_a_build_that_makes_few_pages_again_is_proved_as_well(blog: Run) -> None:
    long = "En lång text. " * 30
    builds.write_post(Path(), "besok-1", number=1, title="Besöket vid ån 1", body=long)
    assert blog("build", *TODAY).status == 0
    builds.write_post(Path(), "besok-1", number=1, title="Besöket vid ån 1", body=f"{long}Slut.")

    def sign_with_the_title(right: Site, wrong: Site) -> dict[str, Any]:
        draft = wrong.posts.get(DRAFT)
        authors = right.terms["author"]
        if draft is None:
            return {}
        known = msgspec.structs.replace(authors, entries={"": Author("", draft.meta.title)})
        return {"terms": {**right.terms, "author": known}}

    with planted(sign_with_the_title):
        found = blog("build", *TODAY)
    assert line(DRAFT, "på adressen ”/besok/besok-1/”") in found.err
    assert "/besok/besok-0/" not in found.err


def test_nothing_is_compared_when_nothing_is_held_back_or_drafts_are_wanted(blog: Run) -> None:
    with mock.patch.object(no_leak, "site_without", side_effect=AssertionError):
        assert blog("build", "--drafts", *TODAY).status == 0
        for path in (DRAFT, COMING, PAGE):
            (Path("content") / path).unlink()
        assert blog("build", *TODAY).status == 0
        assert blog("check", *TODAY).status == 0


def make_pages_at(paths: Iterable[str], site: Site) -> Iterator[Page]:
    for path in paths:
        for page in home.pages(site):
            yield msgspec.structs.replace(page, url=f"/{path}/")


@pytest.mark.parametrize(
    "find", [lambda site: site.hidden, lambda site: site.files, lambda site: site.pictures.shapes]
)
def test_a_kind_of_page_that_looks_for_what_is_held_back_finds_nothing(
    find: Callable[[Site], Iterable[str]], blog: Run
) -> None:
    def kind(site: Site) -> Iterator[Page]:
        return make_pages_at(find(site), site)

    with other_kinds(lambda kinds: (*kinds, kind)):
        found = blog("build", *TODAY)
        assert found.status == 0, found.err
        held = builds.site_of(Path())
        for path in (DRAFT, COMING, PAGE, "posts/kvall.jpg"):
            (Path("content") / path).unlink()
        assert blog("build", "--no-cache", *TODAY, "--output", "without/site").status == 0
    assert held == builds.site_of(Path("without"))
    assert not any("kvall" in path or "vandningen" in path for path in held)


def test_a_picture_that_a_published_post_shows_too_is_published(blog: Run) -> None:
    builds.write_post(Path(), "besok-2", number=2, body="![Ett torg.](kvall.jpg)")
    assert blog("build", *TODAY).status == 0
    assert list(Path("site/bilder").glob("kvall-*"))
