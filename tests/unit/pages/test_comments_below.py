"""What is below a text: nothing, comments, or a form that is open as long as it should be."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from sitegen.blog import BLOG
from sitegen.core import http_policy
from sitegen.documents.comments import COMMENTS
from sitegen.documents.discussions import CommentForm, CommentsView
from sitegen.documents.settings import CommentSettings, Contact
from sitegen.inputs import documents
from sitegen.kinds import hosting, info, post
from sitegen.model.site import Site, next_change
from sitegen.pages.chrome import chrome_of
from sitegen.pages.page import LinesView
from sitegen.pages.search_document import find_searchable
from sitegen.sweden.dates import Moment
from tests.support.factories import (
    make_info_page,
    make_post,
    make_settings,
    make_site,
    make_source,
)

ENDPOINT = "https://kommentarer.example.org/ta-emot?x=1"
LIST = (
    "- {_id: a, name: Kim, date: 2015-10-27, state: approved, message: Finns <b>planen</b>?}\n"
    "- {_id: b, name: Lo, date: 2015-10-28, message: hemligt}\n"
)


def site_of(
    comments: str = "", *, now: str = "2015-11-01", allows: bool = True, **settings: Any
) -> Site:
    """A blog with a post of 2015-10-26 that lets readers comment, and what is set of comments."""
    received = CommentSettings(**{"form": True, "endpoint": ENDPOINT, **settings})
    config = make_settings(
        comments=received,
        contact=Contact("Redaktionen", "redaktionen@example.org"),
    )
    more: dict[str, Any] = {"comments": True} if allows else {}
    text = make_post("posts/2015-10-26-hagfors.md", **more)
    site = make_site(
        text,
        pages=(make_info_page("pages/villkor.md", title="Villkor"),),
        settings=config,
        now=datetime.fromisoformat(f"{now}T12:00"),
    )
    if not comments:
        return site
    parsed = documents.parse_and_check(
        make_source("comments/hagfors.yml", comments), COMMENTS, BLOG.checks, abbreviations={}
    )
    assert parsed.document is not None
    found = {**site.documents, "comments": {parsed.document.path: parsed.document}}
    return msgspec.structs.replace(site, documents=found)


def below(site: Site) -> CommentsView | None:
    (page,) = post.pages(site)
    found: CommentsView | None = page.view.comments  # type: ignore[attr-defined]
    return found


def form_of(site: Site) -> CommentForm:
    found = below(site)
    assert found is not None
    assert found.form is not None
    return found.form


def test_nothing_is_below_a_text_unless_the_blog_and_the_text_ask_for_it() -> None:
    assert below(make_site(make_post())) is None
    assert below(make_site(make_post(comments=True))) is None
    assert below(site_of(allows=False)) is None
    assert below(site_of(form=False)) is None
    assert below(site_of()) is not None


def test_comments_are_shown_without_a_form_too() -> None:
    found = below(site_of(LIST, form=False))
    assert found is not None
    assert found.form is None
    assert found.discussion is not None
    assert [each.writer.name for each in found.discussion.comments] == ["Kim"]


def test_a_page_has_its_comments_too() -> None:
    site = make_site(pages=(make_info_page("pages/om.md"),))
    parsed = documents.parse_and_check(
        make_source("comments/om.yml", LIST), COMMENTS, BLOG.checks, abbreviations={}
    )
    assert parsed.document is not None
    found = {**site.documents, "comments": {"comments/om.yml": parsed.document}}
    (page,) = info.pages(msgspec.structs.replace(site, documents=found))
    assert page.view.comments.discussion.count == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("now", "is_open"), [("2015-10-26", True), ("2015-11-05", True), ("2015-11-06", False)]
)
def test_the_form_closes_after_its_days(now: str, is_open: bool) -> None:
    form = form_of(site_of(close_after=10, now=now))
    assert (form.is_open, form.until) == (is_open, date(2015, 11, 5))


def test_a_form_may_stay_open() -> None:
    form = form_of(site_of(close_after=0, now="2031-01-01"))
    assert (form.is_open, form.until) == (True, None)


def test_the_form_closes_with_the_blog() -> None:
    site = site_of(close_after=0)
    config = msgspec.structs.replace(site.config, closed=Moment(datetime(2015, 10, 30)))
    closed = msgspec.structs.replace(
        site, settings=msgspec.structs.replace(site.settings, config=config)
    )
    assert not form_of(closed).is_open
    assert chrome_of(closed, {}).form_policy == http_policy.PAGE


def test_without_an_address_of_the_web_readers_write_an_e_mail() -> None:
    assert form_of(site_of(endpoint="")).email == "redaktionen@example.org"
    assert form_of(site_of(endpoint="", notify="vakt@example.org")).email == "vakt@example.org"
    assert form_of(site_of(notify="vakt@example.org")).email == ""


def test_the_terms_are_a_page_of_the_blog() -> None:
    assert form_of(site_of(policy="villkor")).policy == ("Villkor", "/villkor/")
    assert form_of(site_of(policy="finns-inte")).policy is None


def test_the_policy_allows_the_address_of_the_form_and_nothing_more() -> None:
    site = site_of()
    policy = chrome_of(site, {}).form_policy
    added = " https://kommentarer.example.org/ta-emot"
    assert policy == http_policy.PAGE.replace("form-action 'self'", f"form-action 'self'{added}")
    assert chrome_of(site, {}).policy == http_policy.PAGE
    lines = next(
        page.view.lines
        for page in hosting.pages(site)
        if page.url.endswith("_headers") and isinstance(page.view, LinesView)
    )
    assert sum(added in line for line in lines) == 1


def test_an_address_cannot_add_to_the_policy() -> None:
    target = http_policy.form_target("https://a.se/x;script-src,'y'#z")
    assert target == "https://a.se/x%3Bscript-src%2C%27y%27"


def test_search_finds_comments_as_a_part_of_their_post() -> None:
    (found,) = (each for each in find_searchable(site_of(LIST)) if each.kind == "inlägg")
    assert [(each.id, each.heading, each.text) for each in found.sections] == [
        ("_kommentarer", "Kommentarer", "Finns planen?")
    ]


def test_a_build_knows_when_a_form_closes() -> None:
    def change(**settings: Any) -> datetime | None:
        site = site_of(**settings)
        return next_change(msgspec.structs.replace(site, visits={}, announced=(), outcomes={}))

    assert change(close_after=10) == datetime(2015, 11, 6)
    assert change(close_after=0) is None
    assert change(close_after=10, now="2016-01-01") is None
