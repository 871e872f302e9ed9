"""What pages share: a body with its links in place, a table of contents, and lists in pages."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images.metadata import Shape
from sitegen.model.authors import Author
from sitegen.model.cards import Byline, Card
from sitegen.pages.page import Listing, body_of, byline_of, contents_of, paginate
from sitegen.prose.headings import Heading
from sitegen.sweden.dates import Moment
from tests.support.factories import make_post, make_settings, make_site

BLOG = make_settings(base_url="https://example.org/blogg/")


def fills(body: str, *, absolute: bool = False) -> tuple[str, ...]:
    """What goes into the slots of a post beside which another and a picture lie."""
    post = make_post("posts/a.md", body=body)
    other = make_post("posts/b.md")
    site = make_site(post, other, settings=BLOG, files=["posts/c.jpg"])
    return body_of(site, post, absolute=absolute).fills


@pytest.mark.parametrize(
    ("target", "on_page", "in_feed"),
    [
        ("b.md", "/blogg/besok/b/", "https://example.org/blogg/besok/b/"),
        ("b.md#x", "/blogg/besok/b/#x", "https://example.org/blogg/besok/b/#x"),
        ("c.jpg", "/blogg/filer/c.jpg", "https://example.org/blogg/filer/c.jpg"),
        ("#x", "#x", "https://example.org/blogg/besok/a/#x"),
        ("/tema/", "/blogg/tema/", "https://example.org/blogg/tema/"),
        ("/", "/blogg/", "https://example.org/blogg/"),
        ("saknas.md", "", ""),
    ],
)
def test_a_link_is_written_for_where_it_is_read(target: str, on_page: str, in_feed: str) -> None:
    assert fills(f"[text]({target})\n") == (on_page,)
    assert fills(f"[text]({target})\n", absolute=True) == (in_feed,)


def test_a_picture_is_written_whole_with_its_text_escaped() -> None:
    (picture,) = fills('![En "gård" & <b>](c.jpg)\n')
    assert picture.startswith('<img src="/blogg/filer/c.jpg" alt="')
    assert "<b>" not in picture
    assert "&amp;" in picture


def test_a_picture_of_ours_is_written_with_its_copies_and_plainly_in_feeds() -> None:
    shape = Shape(600, 400, "photo", "0123456789abcdef")
    post = make_post("posts/a.md", body='![En "gård" & <b>](c.jpg)\n\n[stor](c.jpg)\n')
    site = make_site(post, settings=BLOG, pictures={"posts/c.jpg": shape})
    picture, link = body_of(site, post).fills
    assert picture.startswith('<picture><source type="image/webp" srcset="/blogg/bilder/c-0123')
    assert "<b>" not in picture
    assert link == "/blogg/bilder/c-0123456789-600.jpg"
    plain, link = body_of(site, post, absolute=True).fills
    assert link == "https://example.org/blogg/bilder/c-0123456789-600.jpg"
    assert plain.startswith(f'<img src="{link}" width="600" height="400" alt="En')


@pytest.mark.parametrize(("below", "hurried"), [(False, 1), (True, 0)])
def test_only_a_picture_that_opens_the_page_is_eager(below: bool, hurried: int) -> None:
    shape = Shape(600, 400, "photo", "0123456789abcdef")
    post = make_post("posts/a.md", body="![C](c.jpg)\n\nOrd.\n\n![C](c.jpg)\n")
    body = body_of(make_site(post, pictures={"posts/c.jpg": shape}), post, below=below)
    assert sum("fetchpriority" in fill for fill in body.fills) == hurried
    assert sum("lazy" in fill for fill in body.fills) == 2 - hurried


def test_a_body_changes_when_its_text_or_where_its_links_lead_does() -> None:
    post, other = make_post("posts/a.md", body="[b](b.md)\n"), make_post("posts/b.md")
    before = body_of(make_site(post, other), post)
    assert body_of(make_site(post, other, make_post("posts/c.md")), post) == before
    moved = make_settings(permalink="/{year}/{slug}/")
    assert body_of(make_site(post, other, settings=moved), post) != before
    edited = make_post("posts/a.md", body="[b](b.md)!\n")
    assert body_of(make_site(edited, other), edited) != before


def test_a_byline_says_who_and_in_what_role_and_whether_a_guest() -> None:
    anna = Author("anna", "Anna", "Hon forskar.", True, "forskare")
    site = make_site(post := make_post(author="anna"), settings=make_settings(authors=[anna]))
    assert byline_of(site, post) == Byline(
        name="Anna",
        url="/skribent/anna/",
        role="forskare",
        description="Hon forskar.",
        guest=True,
    )
    assert byline_of(make_site(bare := make_post()), bare) is None


def test_the_blogs_own_author_is_not_presented_on_every_page() -> None:
    authors = [Author("redaktionen", "Redaktionen", "Vi som skriver.")]
    site = make_site(
        post := make_post(), settings=make_settings(authors=authors, author="redaktionen")
    )
    assert byline_of(site, post) == Byline(name="Redaktionen", url="/skribent/redaktionen/")


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (3, 0), (4, 4), (9, 9)])
def test_contents_are_shown_when_there_are_enough_main_headings(count: int, shown: int) -> None:
    headings = [Heading(2, f"h{number}", "Rubrik", number) for number in range(count)]
    below = Heading(3, "under", "Underrubrik", 99)
    assert len(contents_of((*headings, below, below))) == shown


def card(number: int) -> Card:
    return Card(
        title=f"Inlägg {number}",
        url=f"/besok/{number}/",
        date=Moment(datetime(2016, 1, 1)),
        occasion="",
        kommuner=(),
        themes=(),
        summary="",
        mark="",
    )


def divide(count: int, per_page: int) -> dict[str, Listing[Card]]:
    """The pages of a list with so many posts, by URL; number 1 is the oldest post."""
    cards = [card(number) for number in range(count, 0, -1)]
    return dict(paginate("/", cards, per_page=per_page))


def test_pages_are_numbered_from_the_oldest() -> None:
    pages = divide(7, 2)
    numbers = {url: [int(c.title.split()[1]) for c in page.items] for url, page in pages.items()}
    assert numbers == {"/": [7, 6, 5], "/sida/2/": [4, 3], "/sida/1/": [2, 1]}
    assert [page.number for page in pages.values()] == [0, 2, 1]
    assert [(page.newer, page.older) for page in pages.values()] == [
        ("", "/sida/2/"),
        ("/", "/sida/1/"),
        ("/sida/2/", ""),
    ]


def test_a_list_without_posts_is_one_empty_page() -> None:
    assert divide(0, 10) == {"/": Listing((), 0, "", "")}


COUNTS = st.integers(0, 60)
SIZES = st.integers(1, 9)


@given(COUNTS, SIZES)
def test_every_post_is_on_exactly_one_page_newest_first(count: int, per_page: int) -> None:
    pages = divide(count, per_page)
    shown = [card for page in pages.values() for card in page.items]
    assert shown == [card(number) for number in range(count, 0, -1)]
    assert next(iter(pages)) == "/"
    for url, page in pages.items():
        assert url == "/" or len(page.items) == per_page
        assert len(page.items) < 2 * per_page


@given(COUNTS, SIZES)
def test_pages_lead_to_each_other_both_ways_from_the_newest_to_the_oldest(
    count: int, per_page: int
) -> None:
    pages = divide(count, per_page)
    walked, url = [], "/"
    while url:
        walked.append(url)
        older = pages[url].older
        assert not older or pages[older].newer == url
        url = older
    assert walked == list(pages)
    assert pages["/"].newer == ""


@given(COUNTS, SIZES)
def test_a_new_post_changes_only_the_newest_page_and_its_nearest(count: int, per_page: int) -> None:
    before, after = divide(count, per_page), divide(count + 1, per_page)
    assert before.keys() <= after.keys()
    changed = [url for url, page in before.items() if after[url] != page]
    if after.keys() == before.keys():
        assert changed == ["/"]
    else:
        assert changed in (["/"], ["/", before["/"].older])
        if len(changed) == 2:
            assert after[changed[1]].items == before[changed[1]].items
