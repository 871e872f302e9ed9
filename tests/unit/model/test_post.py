"""The fields of a post, and the day of the visit."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sitegen.documents.organisations import Participant
from sitegen.documents.parsing import parse
from sitegen.documents.settings import Config
from sitegen.front_matter.declarations import Located, declared_fields
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import NextStop, PostMeta, stated_visit
from sitegen.model.source import External
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import Period, day_period, parse_period
from tests.support.factories import make_info_page, make_post, make_source, make_text


def codes(**fields: object) -> list[str]:
    """The problems of a post that is right but for these fields."""
    post = {"title": "x", "date": "2015-10-26", "kommun": "Hagfors", "theme": "familjehem"}
    source = make_source("posts/a.md", make_text("Text", **{**post, **fields}))
    return [problem.code for problem in parse(source, PostMeta, abbreviations={}).problems]


def test_a_post_needs_four_fields() -> None:
    declared = declared_fields(PostMeta).values()
    assert [f.name for f in declared if f.required] == ["title", "date", "kommun", "theme"]


@pytest.mark.parametrize("record", [PostMeta, InfoMeta, Config])
def test_every_field_explains_itself_to_an_author(record: type) -> None:
    for declared in declared_fields(record).values():
        assert declared.field.help.endswith(".")


def test_a_post_with_every_field() -> None:
    meta = make_post(
        date="2017-06-01 14:05",
        kommun=["Torsby", "Hagfors"],
        theme=["familjehem", "samverkan"],
        author="anna",
        visited="våren 2017",
        participants=[{"organisation": "Region Värmland", "role": "chef"}, {"organisation": "IVO"}],
        summary="Kort.",
        image={"src": "a.jpg", "alt": "En gård", "caption": "Gården", "credit": "Anna"},
        next="Hultsfred",
        external=[
            {"title": "Nytt", "publisher": "Hagfors kommun", "url": "https://www.hagfors.se/"}
        ],
        aliases=["/gammal/", "/aldre/"],
        updated="2017-07-01",
        draft="true",
    ).meta
    assert meta.date == Moment(datetime(2017, 6, 1, 14, 5), True)
    assert meta.kommun == ("torsby", "hagfors")
    assert [word.text for word in meta.theme] == ["familjehem", "samverkan"]
    assert isinstance(meta.author, Located)
    assert meta.author.text == "anna"
    assert meta.visited == Period(date(2017, 3, 1), date(2017, 5, 31), "våren 2017")
    assert meta.participants == (Participant("Region Värmland", "chef"), Participant("IVO"))
    assert meta.image is not None
    assert (meta.image.src.text, meta.image.alt) == ("a.jpg", "En gård")
    assert meta.next == NextStop("hultsfred")
    assert meta.external == (External("Nytt", "Hagfors kommun", "https://www.hagfors.se/"),)
    assert [alias.text for alias in meta.aliases] == ["/gammal/", "/aldre/"]
    assert meta.updated == Moment(datetime(2017, 7, 1))
    assert meta.draft is True


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "x" * 151, "text-too-long"),
        ("image", {"src": "a.jpg"}, "field-missing"),
        ("image", "a.jpg", "wrong-shape"),
        ("participants", ["Region Värmland"], "wrong-shape"),
        ("external", [{"title": "a", "publisher": "b", "url": "c"}], "address-invalid"),
        ("next", "ingen", "kommun-unknown"),
        ("visited", "nyligen", "period-invalid"),
        ("draft", "kanske", "flag-unknown"),
        ("slug", "I Hagfors", "slug-invalid"),
        ("tags", "a", "field-unknown"),
    ],
)
def test_a_field_with_a_wrong_value_is_reported(field: str, value: object, code: str) -> None:
    assert codes(**{field: value}) == [code]


def test_a_general_post_says_so() -> None:
    assert make_post(kommun="ingen").meta.kommun == ()
    assert codes(kommun=None) == ["field-missing"]


@pytest.mark.parametrize(
    ("visited", "kommun", "is_guest", "stated"),
    [
        ("2015-10-14", "Hagfors", False, parse_period("2015-10-14")),
        ("våren 2015", "Hagfors", True, parse_period("våren 2015")),
        (None, "Hagfors", False, day_period(date(2015, 10, 26))),
        (None, "Hagfors", True, None),
        (None, "ingen", False, None),
        ("ingen", "Hagfors", False, None),
    ],
)
def test_a_post_is_about_the_visit_that_it_states_or_one_on_its_day(
    visited: str | None, kommun: str, is_guest: bool, stated: Period | None
) -> None:
    post = make_post(date="2015-10-26 23:30", visited=visited, kommun=kommun)
    assert stated_visit(post, is_guest=is_guest) == stated


def test_a_page_has_a_place_in_the_menu() -> None:
    assert make_info_page().meta.menu == "ingen"
    assert make_info_page(menu="sidfot", order="2").meta.order == 2
